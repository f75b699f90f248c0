import HowdahText

// A project whose settings lead to another PostgreSQL than the answers.
extension Step {
    /// The role and the database that Howdah made, and its password, at a place where nobody knows them: HOST or PORT is
    /// a typing mistake, and no other server's.
    ///
    /// - Returns: nil: they are somebody's own.
    static func mistyped(
        _ change: FileEdit, _ edit: SettingsEdit, _ effective: Finding?, _ beside: [Finding], _ answers: Answers,
        _ services: Services
    ) async -> Finding? {
        guard let now = effective?.djangoDefault, now.name == change.wanted.name, now.user == change.wanted.user,
            // A passfile has no password for a place that it does not name.
            now.passwordMatches == true || now.passwordSource == "passfile",
            let own = try? await DatabaseTarget.of(answers, services).application
        else { return nil }
        var named = own
        (named.host, named.port) = (now.host ?? "", now.port.flatMap { Int($0) } ?? 5432)
        named.options["connect_timeout"] = "3"
        guard await opens(own, services), !(await opens(named, services)) else { return nil }
        let cause: Cause = "wrong-port"
        var finding = Finding(
            .settings, "settings", .problem, Words.Causes.page(cause.rawValue).title,
            detail: Words.Doctor.elsewhere(named.address, own.address), cause: cause, evidence: .edit(edit))
        var actions = (try? actionsBeside(beside, answers, services)) ?? []
        if edit.outcome == .edited {
            var change = change
            (change.digest, change.diff) = (edit.digest, edit.diff)
            actions.append(action(change, Layout(base: services.base, answers: answers), services))
        }
        // The same as the doctor's, which has none where the place stands in a URL.
        if !actions.isEmpty { finding.fixes = [Fix(id: "\(cause.rawValue)-settings", actions, automatic: true)] }
        return finding
    }

    private static func opens(_ place: Connection, _ services: Services) async -> Bool {
        (try? await services.query(["SELECT 1"], .direct(place))) != nil
    }

    /// Howdah's own database, where it is there already: who changes to it finds what is in it.
    static func own(_ answers: Answers, _ services: Services) async -> [Finding] {
        guard services.secrets.get(.databasePassword) != nil,
            let target = try? await DatabaseTarget.of(answers, services),
            let facts = try? await DatabaseInspection.login(target.application, services)
        else { return [] }
        return [
            Finding(
                .settings, "own", .ok, Words.Database.opens(target.role, target.name), evidence: .login(facts))
        ]
    }
}
