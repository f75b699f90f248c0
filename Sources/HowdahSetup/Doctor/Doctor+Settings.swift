import HowdahText

extension Doctor {
    /// Step 5: what Django really reads. A failure that belongs to the environment is told at step 2.
    func lookAtSettings(
        _ answer: Result<DjangoState, Failure>?, _ environment: [Finding], _ seen: inout Examination
    ) -> [Finding] {
        var findings = settingsRead(answer, environment, &seen)
        guard
            let index = findings.firstIndex(where: {
                ["backend-not-available", "databases-setting-incomplete"].contains($0.cause)
            }), isInvalidURL(seen)
        else { return findings }
        let page = Words.Causes.page("database-url-invalid")
        findings[index].cause = "database-url-invalid"
        (findings[index].title, findings[index].detail) = (page.title, page.explanation)
        return findings
    }

    private func settingsRead(
        _ answer: Result<DjangoState, Failure>?, _ environment: [Finding], _ seen: inout Examination
    ) -> [Finding] {
        switch answer {
        case nil: return [Finding(.settings, "settings", .unknown, Words.Doctor.notLooked)]
        case .failure(let failure)?:
            return refused(failure, environment)
        case .success(let state)?:
            seen.django = state
            guard let now = state.default, !now.engine.isEmpty else {
                return [
                    Finding(
                        .settings, "settings", .problem, Words.Doctor.noEngine, cause: "databases-setting-incomplete",
                        evidence: .django(state))
                ]
            }
            guard state.usesPostgreSQL else {
                return [
                    Finding(
                        .settings, "settings", now.vendor == nil ? .problem : .missing,
                        Words.Settings.reads(now.engine.sanitisedLine, (now.name ?? "").sanitisedLine),
                        cause: now.vendor == nil ? "backend-not-available" : "settings-not-postgresql",
                        evidence: .django(state))
                ]
            }
            // Django could not be set up at all: an application that is missing, a model that fails.
            if let error = state.setUpError {
                return refused(error.failure, environment)
            }
            guard now.name?.isEmpty == false || now.libpq?["service"] != nil else {
                return [
                    Finding(
                        .settings, "settings", .problem, Words.Doctor.noName, cause: "databases-setting-incomplete",
                        evidence: .django(state))
                ]
            }
            seen.application = connection(now)
            return [
                Finding(
                    .settings, "settings", .ok,
                    Words.Settings.effective(
                        (now.name ?? "").sanitisedLine, (now.user ?? "").sanitisedLine,
                        (now.host ?? "").sanitisedLine, (now.port ?? "5432").sanitisedLine),
                    evidence: .django(state))
            ]
        }
    }

    /// ENGINE is mistyped, forgotten or another one; all else is there, and a server lets the login in.
    func settingsFixes(_ cause: Cause, _ finding: Finding, _ seen: Examination) async -> [Fix] {
        if cause == "secret-key-empty" { return secretKeyFixes(finding, seen) }
        if ["database-url-special-chars", "database-url-invalid", "databases-setting-incomplete"].contains(cause),
            case let fixes = await urlFixes(cause, seen), !fixes.isEmpty
        {
            return fixes
        }
        guard let now = seen.django?.default, now.name?.isEmpty == false else { return [] }
        switch cause {
        case "backend-not-available", "databases-setting-incomplete":
            guard now.engine.isEmpty || now.engine.contains("postg") else { return [] }
        case "settings-not-postgresql":
            // Of Howdah's own project the step knows what it shall be. SQLite has no user.
            guard answers == nil, now.vendor == "sqlite", now.user?.isEmpty == false else { return [] }
        default: return []
        }
        let place = connection(now)
        guard (try? await services.query(["SELECT 1"], .direct(place))) != nil, let edit = await edit(place, seen)
        else { return [] }
        return [fix(cause, "engine", [edit], automatic: cause != "settings-not-postgresql")]
    }

    /// A password that is in the repository is no fault of the set-up, but somebody should know.
    func lookAtGit(_ seen: Examination) async -> [Finding] {
        guard Git.workTree(of: layout.project) != nil, let role = seen.application?.user,
            let password = services.secrets.get(.settingsPassword)
        else { return [] }
        let places = [seen.project?.settingsFile, layout.environmentFile, seen.django?.default?.passfile]
        let paths = places.compactMap(\.self).filter { $0.hasPrefix(layout.project + "/") && Files.exists($0) }
        guard await Git.remembers(password, in: paths, layout.project, services) else { return [] }
        return [Finding(.settings, "history", .warning, Words.Settings.remembered(role.sanitisedLine))]
    }

    private func refused(_ failure: Failure, _ environment: [Finding]) -> [Finding] {
        var finding = Finding.failed(.settings, "settings", failure)
        if finding.cause == "settings-syntax-error" {
            finding.detail = ([finding.detail] + Self.place(in: failure.evidence)).joined(separator: "\n")
        }
        let unseen = Finding(.settings, "settings", .unknown, Words.Doctor.notLooked)
        let isEnvironments = Self.causesOfEnvironment.contains(finding.cause ?? "")
        // Said already by the environment itself: half a Django fails of whatever comes first.
        if isEnvironments || finding.cause == "unknown",
            environment.contains(where: { $0.state == .problem || $0.state == .missing })
        {
            return [unseen]
        }
        guard isEnvironments else { return [finding] }
        return [Finding.failed(.adapter, "packages", failure), unseen]
    }

    /// Python's own lines about it: the file and its line, what stands there, and the message.
    private static func place(in evidence: String) -> [String] {
        let lines = evidence.sanitised.split(separator: "\n").map(String.init)
        guard let start = lines.lastIndex(where: { $0.contains(#/File ".*", line [0-9]+/#) }) else {
            return lines.suffix(1)
        }
        return Array(lines[start...].prefix(5))
    }

    private static let causesOfEnvironment: Set<Cause> = [
        "python-module-missing", "psycopg-not-installed", "driver-library-broken", "venv-not-active",
        "driver-too-old", "wrong-python-version",
    ]

    /// The same values that Django hands to libpq; what is empty is left to libpq, as Django does.
    private func connection(_ now: DjangoState.Default) -> Connection {
        if let password = now.password { try? services.secrets.put(.settingsPassword, password, persist: false) }
        if now.password == nil { services.secrets.forget(.settingsPassword) }
        return Connection(
            host: now.host ?? "", port: now.port.flatMap { Int($0) } ?? 5432,
            user: now.user.flatMap { $0.isEmpty ? nil : $0 } ?? services.user.name,
            database: now.name.flatMap { $0.isEmpty ? nil : $0 } ?? "postgres", password: .settingsPassword,
            options: now.libpq ?? [:])
    }
}

extension DjangoState {
    /// Why Django could not be set up; a database that cannot be reached is not that.
    var setUpError: Problem? {
        guard let error = userModel?.error, error == migrations?.error else { return nil }
        return error
    }
}
