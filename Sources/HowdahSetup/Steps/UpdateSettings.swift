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
            let change = FileEdit(
                path: "\(layout.project)/\(layout.package)/settings.py", wanted: target.wanted,
                style: answers.settings.style, passfile: answers.settings.style == .passfile ? layout.passfile : nil,
                root: layout.project)
            guard Files.exists(layout.managePy) else {
                return [server, Finding(.settings, "settings", .missing, Words.Settings.noProject)]
                    + (await Self.beside(change, nil, answers, services))
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
                var change = change
                change.path = file
                return [server] + (await Self.findings(change, answers, services))
            } catch { return [.failed(.settings, "settings", error)] }
        },
        plan: { answers, findings, services throws(Failure) in
            guard !findings.areDone, findings.problem == nil, case .server(let choice)? = findings["server"]?.evidence
            else { return [] }
            let layout = Layout(base: services.base, answers: answers)
            var actions = try Self.actionsBeside(findings, answers, services)
            guard findings["settings"]?.state != .ok else { return actions }
            let style = answers.settings.style
            var edit = FileEdit(
                path: "\(layout.project)/\(layout.package)/settings.py",
                wanted: DatabaseTarget.on(choice, answers).wanted, style: style,
                passfile: style == .passfile ? layout.passfile : nil, root: layout.project)
            edit.diff = SettingsEditor.block(edit).split(separator: "\n").map { "+" + $0 }.joined(separator: "\n")
            if case .edit(let found)? = findings["settings"]?.evidence {
                // What the file says is right; what it reads is not there yet.
                if found.outcome == .unchanged { return actions }
                (edit.path, edit.digest, edit.diff) = (found.path, found.digest, found.diff)
            }
            actions.append(Self.action(edit, layout, services))
            return actions
        })

    static func action(_ edit: FileEdit, _ layout: Layout, _ services: Services) -> Action {
        Action(
            Words.Settings.edit(Paths.shown(Files.resolved(edit.path), home: services.user.home)),
            why: Words.Settings.editWhy(edit.style.rawValue), .edit(edit),
            inverse: .restore(
                path: edit.path, backup: SettingsEditor.backup(of: edit.path, edit.digest, layout.backups)))
    }

    /// Django uses PostgreSQL, but another database than the answers name.
    private static let elsewhere: Cause = "settings-other-postgresql"

    private static func findings(_ change: FileEdit, _ answers: Answers, _ services: Services) async -> [Finding] {
        let layout = Layout(base: services.base, answers: answers)
        let effective = await effective(change, answers, services)
        // What counts is what Django reads, however the file says it.
        if let effective, effective.state == .ok {
            return [effective] + (await beside(change, nil, answers, services, isDone: true))
        }
        do throws(Failure) {
            let python =
                Files.isExecutable(layout.venvPython)
                ? layout.venvPython : try await PythonSearch.facts(answers, services).executable
            let edit = try await SettingsEditor.propose(change, python: python, services)
            let shown = Paths.shown(change.path, home: services.user.home)
            let beside = await beside(change, edit, answers, services)
            switch edit.outcome {
            case .edited where isTheirs(edit, change, effective, answers, layout),
                .unchanged where isTheirs(edit, change, effective, answers, layout):
                if let mistyped = await mistyped(change, edit, effective, beside, answers, services) {
                    return [mistyped]
                }
                // Somebody put this project on PostgreSQL by hand: their database is not swapped for an empty one.
                return [
                    Finding(
                        .settings, "settings", .problem, effective?.title ?? "", detail: Words.Settings.elsewhereNext,
                        cause: Self.elsewhere, evidence: .edit(edit))
                ] + (await own(answers, services))
            case .edited:
                if let concern = concern(change, edit, layout, services) { return [concern] + beside }
                return [
                    Finding(
                        .settings, "settings", .missing, Words.Settings.toEdit(shown), detail: said(edit, effective),
                        cause: "settings-not-postgresql", evidence: .edit(edit))
                ] + beside + oldData(effective, services)
            case .unchanged:
                guard let effective else {
                    return [Finding(.settings, "settings", .missing, Words.Settings.notChecked, evidence: .edit(edit))]
                        + beside
                }
                if effective.state == .problem { return [effective] }
                if beside.contains(where: { $0.state == .missing }) {
                    return [
                        Finding(
                            .settings, "settings", .missing, Words.Settings.toEdit(shown), detail: effective.title,
                            cause: "settings-not-postgresql", evidence: .edit(edit))
                    ] + beside
                }
                // The file says it, Django reads something else: an override that only a person can judge.
                return [
                    Finding(
                        .settings, "settings", .problem, Words.Settings.overridden(shown),
                        detail: said(edit, effective), cause: "settings-not-editable", evidence: .edit(edit))
                ]
            case .refused:
                // A file that Python cannot even read is to be mended, not pasted into.
                let unreadable = effective?.cause == "settings-syntax-error"
                let block = edit.block.isEmpty ? SettingsEditor.block(change) : edit.block
                return [
                    Finding(
                        .settings, "settings", .problem, edit.sentence,
                        detail: unreadable ? "" : Words.Settings.paste(block),
                        cause: unreadable ? "settings-syntax-error" : "settings-not-editable", evidence: .edit(edit))
                ]
            }
        } catch { return [.failed(.settings, "settings", error)] }
    }

    /// Django uses a PostgreSQL that nobody asked Howdah for, and no edit of Howdah's named it.
    private static func isTheirs(
        _ edit: SettingsEdit, _ change: FileEdit, _ effective: Finding?, _ answers: Answers, _ layout: Layout
    ) -> Bool {
        guard effective?.cause == elsewhere, answers.database.existing == .refuse else { return false }
        let now = effective?.djangoDefault
        if edit.outcome == .edited, !OwnEdit.stands(in: change.path, now, layout) { return true }
        // Where settings.py only reads a URL, the line that gives it names the database.
        guard change.style == .url || now?.passwordSource == "environment" else { return false }
        let file = edit.environmentFile ?? layout.environmentFile
        return Files.exists(file) && !OwnEdit.stands(in: file, now, layout)
    }

    /// What the person should read beside the diff.
    private static func said(_ edit: SettingsEdit, _ effective: Finding?) -> String {
        ([effective?.title ?? ""]
            + edit.elsewhere.map { Words.SettingsCommand.elsewhere($0.file, $0.line) }
            + edit.overriddenBy.map { Words.SettingsCommand.overridden($0.file, $0.line) } + edit.notes)
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// A file with other names, or of another owner: only when the person says so, to this very question.
    private static func concern(
        _ change: FileEdit, _ edit: SettingsEdit, _ layout: Layout, _ services: Services
    ) -> Finding? {
        let target = WriteTarget(change.path)
        guard target.obstacle != nil || (!target.concerns.isEmpty && !services.consents) else { return nil }
        var finding = Finding(
            .settings, "settings", .problem, target.obstacle ?? target.concerns.joined(separator: " "),
            cause: "file-permission", evidence: .edit(edit))
        guard target.obstacle == nil else { return finding }
        finding.detail = target.concerns.joined(separator: " ") + " " + Words.Files.concernsNext
        var agreed = change
        (agreed.digest, agreed.diff, agreed.isConsented) = (edit.digest, edit.diff, true)
        finding.fixes = [Fix(id: "file-permission-agreed", [action(agreed, layout, services)], automatic: false)]
        return finding
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
    private static func effective(_ change: FileEdit, _ answers: Answers, _ services: Services) async -> Finding? {
        guard DjangoInspection.isPossible(answers, services) else { return nil }
        do throws(Failure) {
            var state = try await DjangoInspection.state(answers, services)
            if state.default?.passwordMatches == false,
                await ChangedPassword.adopt(try await DatabaseTarget.of(answers, services), answers, services) != nil
            {
                state = try await DjangoInspection.state(answers, services)
            }
            let now = state.default
            func finding(_ state: Finding.State, _ title: String, _ cause: Cause? = nil, _ seen: DjangoState) -> Finding
            {
                Finding(.settings, "settings", state, title, cause: cause, evidence: .django(seen))
            }
            let reads = Words.Settings.reads((now?.engine ?? "").sanitisedLine, (now?.name ?? "").sanitisedLine)
            // A name that only looks like a backend's: Django itself could not load it.
            if let error = state.setUpError, Diagnosis(of: error.failure).cause == "backend-not-available" {
                return finding(.missing, reads, "backend-not-available", state)
            }
            var anyStyle = change
            anyStyle.style = .literal
            guard let now, anyStyle.isMet(by: now, isPostgreSQL: state.usesPostgreSQL, knows: true) else {
                let isElsewhere = state.namesAnotherDatabase(than: change.wanted)
                return finding(.missing, reads, isElsewhere ? elsewhere : "settings-not-postgresql", state)
            }
            guard change.style.isMet(by: now) else {
                return finding(
                    .missing, Words.Settings.otherSource(Words.Settings.source(now.passwordSource, now.variable ?? "")),
                    nil, state)
            }
            let wanted = change.wanted
            return finding(
                .ok, Words.Settings.effective(wanted.name, wanted.user, wanted.host, wanted.port), nil, state)
        } catch {
            return .failed(.settings, "settings", error)
        }
    }
}

extension Finding {
    /// What Django reads, where the finding is about that.
    var djangoDefault: DjangoState.Default? {
        if case .django(let state) = evidence { state.default } else { nil }
    }
}

extension DjangoState {
    /// Django's own backend or one made on top of it.
    var usesPostgreSQL: Bool { `default`?.vendor == "postgresql" }

    /// Somebody's own database; a NAME that is empty, or another user of the same database, is a mistake instead.
    fileprivate func namesAnotherDatabase(than wanted: WantedDatabase) -> Bool {
        guard usesPostgreSQL, let now = `default`, now.name?.isEmpty == false || now.libpq?["service"] != nil else {
            return false
        }
        return now.name != wanted.name || now.host != wanted.host || now.port != wanted.port
    }
}
