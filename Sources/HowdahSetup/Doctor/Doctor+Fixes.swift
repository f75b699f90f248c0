import HowdahText

// What mends a cause here: the exact actions where Howdah can make them, and the page's advice.
extension Doctor {
    /// What Howdah can do itself comes first, the safest first.
    ///
    /// - Parameter orPlan: where nothing particular helps, what the step itself would do next.
    func fixes(_ cause: Cause, _ finding: Finding, _ seen: Examination, orPlan: Bool = true) async -> [Fix] {
        var fixes = await fixesHere(cause, finding, seen)
        // What the last start failed of, the next one would meet again.
        if fixes.isEmpty, orPlan, !Self.causesOfStart.contains(cause), let answers {
            // Whoever let Howdah set the project up goes on with the step that is not done. A password that is missing
            // at the login is missing where the settings have it from: in a passfile, a `.env`.
            for step in [finding.step] + (cause == "password-missing" ? [.settings] : []) where fixes.isEmpty {
                let found = await Step[step].inspect(answers, services)
                if let plan = try? Step[step].plan(answers, found, services), !plan.isEmpty {
                    fixes = [Fix(id: "\(cause.rawValue)-step", plan, automatic: true)]
                }
            }
        }
        let advice = Diagnosis.fixes(cause, Words.Causes.page(cause.rawValue)).filter { isOfUse($0, cause, finding) }
        guard case .private? = seen.choice?.server.kind else { return fixes + advice }
        // What is said to the system's server does not help a private one.
        return fixes + advice.filter { fix in !fix.commands.contains(where: Self.isForTheSystem) }
    }

    /// Advice of a page, which does not know the project: no environment is used that is not there, and no password
    /// changed of somebody who was looked for and not found.
    private func isOfUse(_ fix: Fix, _ cause: Cause, _ finding: Finding) -> Bool {
        if cause == "superuser-missing", finding.check == "superuser" {
            return !fix.commands.contains { $0.contains("changepassword") }
        }
        guard !Files.exists(layout.project + "/.venv") else { return true }
        let makes = fix.commands.firstIndex { $0.hasSuffix("-m venv .venv") } ?? fix.commands.endIndex
        return !fix.commands[..<makes].contains { command in
            [".venv/", ".venv\\", "mv .venv"].contains { command.contains($0) }
        }
    }

    private static func isForTheSystem(_ command: String) -> Bool {
        [
            "sudo -u postgres", "systemctl", "-p 5432", "brew services", "net start", "pg_lsclusters", "pg_ctlcluster",
            "postgresql-setup",
        ].contains { command.contains($0) }
    }

    private func fixesHere(_ cause: Cause, _ finding: Finding, _ seen: Examination) async -> [Fix] {
        switch finding.step {
        case .postgres: await serverFixes(cause, finding, seen)
        case .adapter: await pythonFixes(cause, finding, seen)
        case .project: []
        case .settings: await settingsFixes(cause, finding, seen)
        case .database: await databaseFixes(cause, finding, seen)
        case .migrate, .test: await djangoFixes(cause, finding, seen)
        }
    }

    /// - Parameter automatic: nothing is lost by it, whoever made what it changes.
    func fix(
        _ cause: Cause, _ name: String, _ actions: [Action], automatic: Bool = true, typedName: String? = nil
    ) -> Fix {
        Fix(id: "\(cause.rawValue)-\(name)", actions, automatic: automatic, typedName: typedName)
    }

    /// The settings file made to lead to another server, and nothing else in it.
    ///
    /// Where they come from a `.env`, its line.
    ///
    /// - Returns: nil where the values do not stand in the file: a password from elsewhere is not written into it.
    func edit(_ place: Connection, password: SecretName = .settingsPassword, _ seen: Examination) async -> Action? {
        if let found = effectiveURL(seen) { return line(place, password: password, in: found) }
        guard let file = seen.project?.settingsFile, let python = seen.python,
            seen.django?.default?.passwordSource != "passfile", isLiteral(file)
        else { return nil }
        let wanted = WantedDatabase(
            name: place.database, user: place.user, host: place.host, port: String(place.port), password: password,
            options: (seen.django?.default?.libpq ?? [:]).merging(place.options) { $1 })
        var change = FileEdit(path: file, wanted: wanted, root: layout.project)
        guard let edit = try? await SettingsEditor.propose(change, python: python, services), edit.outcome == .edited
        else { return nil }
        (change.digest, change.diff) = (edit.digest, edit.diff)
        return Action(
            Words.Settings.edit(Paths.shown(file, home: services.user.home)), why: Words.Doctor.editWhy,
            .edit(change),
            inverse: .restore(
                path: edit.path, backup: SettingsEditor.backup(of: edit.path, edit.digest, layout.backups)))
    }

    private func isLiteral(_ file: String) -> Bool {
        guard let text = try? Files.read(file) else { return false }
        guard let password = services.secrets.get(.settingsPassword)?.reveal(), !password.isEmpty else {
            // An empty one may come from a variable that is not set.
            return text.firstMatch(of: #/['"]PASSWORD['"]\s*(:|\]\s*=)\s*(?!['"\s]|None\b)/#) == nil
        }
        return Redactor.spellings(of: password).contains { text.contains($0) }
    }
}
