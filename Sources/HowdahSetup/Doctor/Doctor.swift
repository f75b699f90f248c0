import HowdahText

/// Looks at all seven steps of a Django project, also of one that Howdah never touched. Changes nothing.
///
/// What counts is what Django's own settings say and what the server answers; Howdah's answers, where there are
/// some, only help to mend it.
public struct Doctor: Sendable {
    let layout: Layout
    let answers: Answers?
    let services: Services

    /// - Parameter answers: nil where Howdah did not set up the project.
    public init(_ answers: Answers?, _ services: Services) {
        self.answers = answers
        self.services = services
        layout = Layout(base: services.base, answers: answers ?? Answers(for: services.base))
    }

    /// Nothing that is looked at may hold up the rest for longer, in seconds.
    static let limit = 30

    public func examine() async -> Examination {
        await services.memo.forget()
        var seen = Examination(layout: layout, answers: answers)
        let project = lookAtProject(&seen)
        let python = interpreter()
        // Independent of each other, and each takes the start of a Python.
        async let environment = environment(python)
        async let state = state(python, project: project.state == .ok)
        async let choice = choice()
        seen.choice = await choice
        let adapter = await lookAtPython(environment, &seen)
        let settings = lookAtSettings(await state, adapter, &seen)
        let database = await lookAtServer(&seen)
        seen.findings = adapter + [project] + database + settings + lookAtVariables(seen) + (await lookAtGit(seen))
        seen.findings += lookAtChecks(seen) + (await lookAtMigrations(seen)) + lookAtTest(seen)
        seen.findings.sort { $0.step < $1.step }
        for index in seen.findings.indices {
            let finding = seen.findings[index]
            seen.findings[index].detail = Self.withWords(of: finding)
            guard finding.state != .ok, finding.state != .unknown, let cause = finding.cause else { continue }
            seen.findings[index].fixes = await fixes(cause, finding, seen)
        }
        return seen
    }

    /// What the server or Python said, in their own words: which role, which module.
    private static func withWords(of finding: Finding) -> String {
        guard finding.state == .problem, case .failure(let failure) = finding.evidence,
            // They hold parts of a password that nobody could tell from the rest.
            !["database-url-special-chars", "database-url-invalid"].contains(finding.cause)
        else { return finding.detail }
        switch failure {
        case .python, .postgres: break
        default: return finding.detail
        }
        let said = failure.evidence.firstLines(1)
        return finding.detail.contains(said) ? finding.detail : [finding.detail, said].joined(separator: "\n")
    }

    // MARK: step 3

    private func lookAtProject(_ seen: inout Examination) -> Finding {
        let shown = Paths.shown(layout.project, home: services.user.home)
        guard Files.exists(layout.managePy) else {
            return Finding(
                .project, "project", .missing, Words.Project.none(shown), cause: "manage-py-not-found")
        }
        do throws(Failure) {
            let facts = try ProjectFiles.facts(of: layout.project)
            seen.project = facts
            guard let module = facts.settingsModule else {
                return Finding(
                    .project, "project", .problem, Words.Project.noSettingsModule(shown),
                    cause: "settings-module-not-set")
            }
            guard facts.settingsFile != nil else {
                return Finding(
                    .project, "project", .problem, Words.Project.settingsMissing(module, shown),
                    cause: "settings-module-not-set")
            }
            return Finding(.project, "project", .ok, Words.Project.found(module, shown), evidence: .project(facts))
        } catch { return .failed(.project, "project", error) }
    }

    // MARK: what is asked of others

    /// The project's own environment, else the active one, else the system's.
    private func interpreter() -> String? {
        if Files.exists(layout.venv) { return layout.venvPython }
        if let active = services.environment["VIRTUAL_ENV"], !active.isEmpty { return active + "/bin/python" }
        return services.find("python3") ?? services.find("python")
    }

    private func environment(_ python: String?) async -> Result<EnvironmentAnswer, Failure> {
        guard let python else {
            return .failure(
                .refused("python-missing", sentence: Words.Doctor.noPython, next: Words.Doctor.noPythonNext))
        }
        return await bounded(Words.Doctor.environment) { () async throws(Failure) -> EnvironmentAnswer in
            try await Helper.environment.ask(
                python, EnvironmentQuestion(imports: ["psycopg", "psycopg2"]), services)
        }
    }

    private func state(_ python: String?, project: Bool) async -> Result<DjangoState, Failure>? {
        guard let python, project, Files.isExecutable(python) else { return nil }
        return await bounded(Words.Doctor.settings) { () async throws(Failure) -> DjangoState in
            try await DjangoInspection.effective(python, layout.project, answers, services)
        }
    }

    private func choice() async -> ServerChoice? {
        guard let answers else { return nil }
        return try? await ServerSearch.choose(answers, services)
    }

    /// One check that hangs is one failed check.
    private func bounded<Value: Sendable>(
        _ what: String, _ work: @escaping @Sendable () async throws(Failure) -> Value
    ) async -> Result<Value, Failure> {
        await withTaskGroup(of: Result<Value, Failure>?.self) { group in
            group.addTask {
                do throws(Failure) { return .success(try await work()) } catch { return .failure(error) }
            }
            group.addTask {
                try? await Task.sleep(for: .seconds(Self.limit))
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? .failure(.timedOut(what: what, seconds: Self.limit))
        }
    }
}
