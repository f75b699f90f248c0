import HowdahText

// What the styles url and passfile need beside settings.py: packages, a file with the password, and git's silence.
extension Step {
    /// - Parameters:
    ///   - edit: what the editor said of the settings file; nil: there is none yet, or nothing is left to edit.
    ///   - isDone: Django reads what it should.
    static func beside(
        _ change: FileEdit, _ edit: SettingsEdit?, _ answers: Answers, _ services: Services, isDone: Bool = false
    ) async -> [Finding] {
        let layout = Layout(base: services.base, answers: answers)
        let isRefused = edit?.outcome == .refused
        var findings: [Finding] = []
        if change.style == .url, !isDone, !isRefused {
            findings.append(
                await packages(edit?.needs ?? ["dj-database-url", "python-dotenv"], layout, answers, services))
        }
        if let path = change.secretFile(edit, layout), !isRefused, !isDone || Files.exists(path) {
            let finding = secretFile(change, path, services)
            // Where Django has the password from another place, this file need not hold it.
            if !isDone || finding.state == .ok || !Files.isOwnersOnly(path) { findings.append(finding) }
            // The folder of Howdah's own ignores itself.
            if path != layout.passfile { findings += await ignored(path, services) }
        }
        let isKeptOut = findings["ignored"]?.state != .warning
        return findings + (await git(change, edit, layout, isKeptOut: isKeptOut, services))
    }

    /// In the order in which nothing is ever read that is not there yet.
    static func actionsBeside(_ findings: [Finding], _ answers: Answers, _ services: Services) throws(Failure)
        -> [Action]
    {
        let layout = Layout(base: services.base, answers: answers)
        var actions: [Action] = []
        if let finding = findings["packages"], finding.state == .missing, case .python(let python) = finding.evidence {
            let wanted = finding.detail.split(separator: " ").map(String.init)
            let installer = try PackageInstaller.choose(answers, python, services)
            actions.append(
                Action(
                    Words.Python.install(wanted), why: Words.Settings.packagesWhy,
                    .command(installer.install(wanted, into: layout.venv))))
        }
        for check in ["ignored", "secret-file"] {
            guard case .line(let edit)? = findings[check]?.evidence else { continue }
            let name = Paths.name(of: edit.path)
            let (title, why) =
                switch edit.line {
                case .ignore(let pattern): (Words.Settings.ignore(pattern), Words.Settings.ignoreWhy)
                case .databaseURL, .secretKey: (Words.Settings.writeLine(name), Words.Settings.environmentWhy)
                case .passfile: (Words.Settings.writeLine(name), Words.Settings.passfileWhy)
                }
            actions.append(Action(title, why: why, .line(edit), inverse: edit.inverse(layout)))
        }
        return actions
    }

    private static func packages(
        _ needs: [String], _ layout: Layout, _ answers: Answers, _ services: Services
    ) async -> Finding {
        let installed = await Venv.packages(layout.venv, services)
        let missing = needs.filter { installed[$0] == nil }
        guard !missing.isEmpty else { return Finding(.settings, "packages", .ok, Words.Settings.packages(needs)) }
        do throws(Failure) {
            return Finding(
                .settings, "packages", .missing, Words.Settings.packagesMissing(missing),
                detail: missing.joined(separator: " "),
                evidence: .python(try await Venv.python(layout, answers, services)))
        } catch { return .failed(.settings, "packages", error) }
    }

    private static func secretFile(_ change: FileEdit, _ path: String, _ services: Services) -> Finding {
        let shown = Paths.shown(path, home: services.user.home)
        let line: LineEdit.Line = change.style == .url ? .databaseURL(change.wanted) : .passfile(change.wanted)
        do throws(Failure) {
            guard let edit = try LineEdit.needed(line, in: path, services) else {
                return Finding(.settings, "secret-file", .ok, Words.Settings.secretFile(shown))
            }
            return Finding(
                .settings, "secret-file", .missing, Words.Settings.secretFileMissing(shown), evidence: .line(edit))
        } catch { return .failed(.settings, "secret-file", error) }
    }

    /// What git says where there is git; else what the rules beside the file say, for the day of `git init`.
    private static func ignored(_ path: String, _ services: Services) async -> [Finding] {
        let name = Paths.name(of: path)
        do throws(Failure) {
            let edit = try LineEdit.needed(.ignore(name), in: Paths.parent(of: path) + "/.gitignore", services)
            let isIgnored =
                Git.workTree(of: Paths.parent(of: path)) == nil ? nil : await Git.ignores(path, services)
            if isIgnored ?? (edit == nil) { return [Finding(.settings, "ignored", .ok, Words.Settings.ignored(name))] }
            guard let edit else {
                return [Finding(.settings, "ignored", .warning, Words.Settings.stillTaken(name))]
            }
            return [Finding(.settings, "ignored", .missing, Words.Settings.notIgnored(name), evidence: .line(edit))]
        } catch { return [.failed(.settings, "ignored", error)] }
    }

    /// What git has, or will have, of the password.
    private static func git(
        _ change: FileEdit, _ edit: SettingsEdit?, _ layout: Layout, isKeptOut: Bool, _ services: Services
    ) async -> [Finding] {
        let words = Words.Settings.self
        var findings: [Finding] = []
        func note(_ check: String, _ state: Finding.State, _ title: String) {
            findings.append(Finding(.settings, check, state, title))
        }
        if change.style == .url, let own = services.environment[DatabaseURL.key], !own.isEmpty,
            own != services.secrets.get(change.wanted.password).map({ DatabaseURL.text(change.wanted, $0) })
        {
            note("variable", .warning, words.shellDecides(DatabaseURL.key))
        }
        guard Git.workTree(of: layout.project) != nil else { return findings }
        let role = change.wanted.user.sanitisedLine
        let secretFile = change.secretFile(edit, layout)
        if secretFile == nil {
            note("git", .warning, words.literalInGit)
        } else if isKeptOut {
            note("git", .ok, words.keptOutOfGit)
        }
        if let secretFile, await Git.tracks(secretFile, services) {
            note("committed", .warning, words.committed(Paths.name(of: secretFile), role))
        }
        let paths = [change.path, secretFile].compactMap(\.self).filter { Files.exists($0) }
        if let password = services.secrets.get(change.wanted.password),
            await Git.remembers(password, in: paths, layout.project, services)
        {
            note("history", .warning, words.remembered(role))
        }
        return findings
    }
}

extension FileEdit {
    /// The file that holds the password; nil: the settings do.
    func secretFile(_ edit: SettingsEdit?, _ layout: Layout) -> String? {
        switch style {
        case .literal: nil
        case .url: edit?.environmentFile ?? layout.environmentFile
        case .passfile: passfile
        }
    }
}
