import HowdahText

extension Step {
    /// Step 5: `DATABASES['default']` of the project's settings, verified by what Django really reads.
    static let updateSettings = Step(
        id: .settings,
        inspect: { answers, services in
            let layout = Layout(base: services.base, answers: answers)
            let target: DatabaseTarget
            do throws(Failure) { target = try await DatabaseTarget.of(answers, services) } catch {
                return [.failed(.settings, "server", error)]
            }
            let server = Finding(
                .settings, "server", .ok, Words.Database.on(target.application.host, target.application.port),
                evidence: .server(target.choice))
            guard Files.exists(layout.managePy) else {
                return [server, Finding(.settings, "settings", .missing, Words.Settings.noProject)]
            }
            do throws(Failure) {
                let facts = try ProjectFiles.facts(of: layout.project)
                guard let file = facts.settingsFile else {
                    return [
                        server,
                        Finding(
                            .settings, "settings", .problem, Words.Settings.noFile, cause: "settings-module-not-set"),
                    ]
                }
                return [server] + (await Self.findings(file, target, answers, services))
            } catch { return [.failed(.settings, "settings", error)] }
        },
        plan: { answers, findings, services throws(Failure) in
            guard !findings.areDone, findings.problem == nil, case .server(let choice)? = findings["server"]?.evidence
            else { return [] }
            let layout = Layout(base: services.base, answers: answers)
            let wanted = DatabaseTarget.on(choice, answers).wanted
            guard answers.settings.style == .literal else {
                throw .refused(
                    "settings-not-editable", sentence: Words.Settings.styleLater(answers.settings.style.rawValue),
                    next: Words.Settings.styleLaterNext)
            }
            var edit = FileEdit(
                path: "\(layout.project)/\(layout.package)/settings.py", digest: "", wanted: wanted,
                diff: SettingsEditor.block(wanted).split(separator: "\n").map { "+" + $0 }.joined(separator: "\n"))
            if case .edit(let found)? = findings["settings"]?.evidence {
                edit.path = found.path
                edit.digest = found.digest
                edit.diff = found.diff
            }
            return [
                Action(
                    Words.Settings.edit(Paths.shown(edit.path, home: services.user.home)), why: Words.Settings.editWhy,
                    .edit(edit),
                    inverse: .restore(path: edit.path, backup: SettingsEditor.backup(of: edit.path, edit.digest, layout.backups)))
            ]
        })

    /// Django uses PostgreSQL, but another database than the answers name.
    private static let elsewhere: Cause = "settings-other-postgresql"

    private static func findings(
        _ file: String, _ target: DatabaseTarget, _ answers: Answers, _ services: Services
    ) async -> [Finding] {
        let layout = Layout(base: services.base, answers: answers)
        let wanted = target.wanted
        let effective = await effective(wanted, answers, services)
        // What counts is what Django reads, however the file says it.
        if effective?.state == .ok { return [effective].compactMap(\.self) }
        let python: String
        do throws(Failure) {
            python =
                Files.isExecutable(layout.venvPython)
                ? layout.venvPython : try await PythonSearch.facts(answers, services).executable
            let edit = try await SettingsEditor.propose(file, wanted, python: python, services)
            let shown = Paths.shown(file, home: services.user.home)
            switch edit.outcome {
            case .edited
            where effective?.cause == Self.elsewhere && answers.database.existing == .refuse
                && Files.names(in: layout.backups).isEmpty:
                // Somebody put this project on PostgreSQL by hand: their database is not swapped for an empty one.
                return [
                    Finding(
                        .settings, "settings", .problem, effective?.title ?? "", detail: Words.Settings.elsewhereNext,
                        cause: Self.elsewhere, evidence: .edit(edit))
                ]
            case .edited:
                return [
                    Finding(
                        .settings, "settings", .missing, Words.Settings.toEdit(shown), detail: effective?.title ?? "",
                        cause: "settings-not-postgresql", evidence: .edit(edit))
                ] + oldData(effective, services)
            case .unchanged:
                guard let effective else {
                    return [Finding(.settings, "settings", .missing, Words.Settings.notChecked, evidence: .edit(edit))]
                }
                if effective.state == .problem { return [effective] }
                // The file says it, Django reads something else: an override that only a person can judge.
                return [
                    Finding(
                        .settings, "settings", .problem, Words.Settings.overridden(shown), detail: effective.title,
                        cause: "settings-not-editable", evidence: .edit(edit))
                ]
            case .refused:
                // A file that Python cannot even read is to be mended, not pasted into.
                let unreadable = effective?.cause == "settings-syntax-error"
                let block = edit.block.isEmpty ? SettingsEditor.block(wanted) : edit.block
                return [
                    Finding(
                        .settings, "settings", .problem, edit.reason,
                        detail: unreadable ? "" : Words.Settings.paste(block),
                        cause: unreadable ? "settings-syntax-error" : "settings-not-editable", evidence: .edit(edit))
                ]
            }
        } catch { return [.failed(.settings, "settings", error)] }
    }

    /// Who switches the database in the middle of a project is told where their data remains.
    private static func oldData(_ effective: Finding?, _ services: Services) -> [Finding] {
        guard case .django(let state)? = effective?.evidence, state.default?.vendor == "sqlite",
            let path = state.default?.name, Files.size(path) > 0
        else { return [] }
        return [
            Finding(.settings, "data", .warning, Words.Settings.dataStays(Paths.shown(path, home: services.user.home)))
        ]
    }

    /// nil: Django cannot be asked yet.
    private static func effective(_ wanted: WantedDatabase, _ answers: Answers, _ services: Services) async -> Finding?
    {
        guard DjangoInspection.isPossible(answers, services) else { return nil }
        do throws(Failure) {
            let state = try await DjangoInspection.state(answers, services)
            let now = state.default
            // A name that only looks like a backend's: Django itself could not load it.
            if let error = state.setUpError, Diagnosis(of: error.failure).cause == "backend-not-available" {
                return Finding(
                    .settings, "settings", .missing, Words.Settings.reads(now?.engine ?? "", now?.name ?? ""),
                    cause: "backend-not-available", evidence: .django(state))
            }
            let same =
                state.usesPostgreSQL && now?.name == wanted.name && now?.user == wanted.user && now?.host == wanted.host
                && now?.port == wanted.port && now?.passwordMatches == true
            return Finding(
                .settings, "settings", same ? .ok : .missing,
                same
                    ? Words.Settings.effective(wanted.name, wanted.user, wanted.host, wanted.port)
                    : Words.Settings.reads(now?.engine ?? "", now?.name ?? ""),
                cause: same ? nil : state.usesPostgreSQL ? elsewhere : "settings-not-postgresql",
                evidence: .django(state))
        } catch {
            return .failed(.settings, "settings", error)
        }
    }
}

extension DjangoState {
    /// Django's own backend or one made on top of it.
    var usesPostgreSQL: Bool { `default`?.vendor == "postgresql" }
}
