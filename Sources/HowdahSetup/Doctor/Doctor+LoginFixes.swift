import HowdahText

/// What the settings can do about a login that fails.
extension Doctor {
    /// The settings name another role or database than the one that is meant, which lets their login in: a typing
    /// mistake is mended where it stands, and no new role or empty database is made for it.
    func ownNames(_ application: Connection, _ seen: Examination) async -> Fix? {
        if let answers, let choice = seen.choice {
            var place = DatabaseTarget.on(choice, answers).application
            guard place.user != application.user || place.database != application.database else { return nil }
            (place.host, place.port, place.options) = (application.host, application.port, application.options)
            return await names(place, instead: application, automatic: true, seen)
        }
        guard let place = await likelyNames(application, seen) else { return nil }
        // Whose database it is, the names alone do not prove.
        return await names(place, instead: application, automatic: false, seen)
    }

    private func names(
        _ place: Connection, instead application: Connection, automatic: Bool, _ seen: Examination
    ) async -> Fix? {
        guard let password = place.password, (try? await services.query(["SELECT 1"], .direct(place))) != nil,
            let edit = await edit(place, password: password, seen)
        else { return nil }
        return fix(
            application.user == place.user ? "database-missing" : "role-missing", "settings", [edit],
            automatic: automatic)
    }

    /// For a project that Howdah did not set up, what the server itself knows: the role that the database belongs to;
    /// or the one database of that role in which Django is at work.
    private func likelyNames(_ application: Connection, _ seen: Examination) async -> Connection? {
        let looking = seen.administrator.flatMap { $0.needsPerson ? nil : $0 }
        let owner: SQL = """
            SELECT r.rolname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba \
            WHERE d.datname = \(literal: application.database) AND r.rolcanlogin AND NOT r.rolsuper \
            AND r.rolname <> \(literal: application.user)
            """
        var place = application
        if let looking, let rows = try? await services.query([owner], looking), let name = rows.first?.first ?? nil {
            place.user = name
            return place
        }
        let databases: SQL = """
            SELECT d.datname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba \
            WHERE r.rolname = \(literal: application.user) AND d.datallowconn AND NOT d.datistemplate \
            ORDER BY 1 LIMIT \(literal: String(Self.mostDatabases))
            """
        let route = looking ?? Route.direct(application).on("postgres")
        var atWork: [Connection] = []
        for row in (try? await services.query([databases], route)) ?? [] {
            guard let name = row.first ?? nil, name != application.database else { continue }
            place.database = name
            let isDjangos = try? await services.query(
                ["SELECT to_regclass('django_migrations') IS NOT NULL"], .direct(place))
            if isDjangos == [["t"]] { atWork.append(place) }
        }
        return atWork.count == 1 ? atWork[0] : nil
    }

    /// A role with more of them is no learner's.
    private static let mostDatabases = 20

    /// Nobody here knows the role's password any more: a new one, on the server and in the settings.
    func newPassword(_ application: Connection, _ seen: Examination) async -> [Fix] {
        let name: SecretName = answers == nil ? .settingsPassword : .databasePassword
        guard let admin = seen.administrator?.asking, services.secrets.get(name) == nil,
            let edit = await edit(application, password: name, seen)
        else { return [] }
        let words = Words.Doctor.self
        let make = Action(words.makePassword(application.user), why: words.makePasswordWhy, .secret(name))
        let set = Action(
            Words.Database.setPassword(application.user), why: words.setNewPasswordWhy,
            .sql(
                Statement(
                    ["ALTER ROLE \(identifier: application.user) PASSWORD \(verifier: name)"], route: admin)))
        return [fix("password-missing", "new", [make, set, edit], automatic: false)]
    }

    /// A setting that somebody gave to the role or to the database is taken back where it was given.
    func resetSetting(_ cause: Cause, _ application: Connection, _ seen: Examination) async -> [Fix] {
        let setting = cause == "statement-timeout" ? "statement_timeout" : "default_transaction_read_only"
        let (role, database) = (application.user, application.database)
        let given: SQL = """
            SELECT s.setrole <> 0, s.setdatabase <> 0 FROM pg_db_role_setting s \
            WHERE s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = \(literal: role))) \
            AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = \(literal: database))) \
            AND EXISTS (SELECT FROM unnest(s.setconfig) each WHERE split_part(each, '=', 1) = \(literal: setting))
            """
        // Anybody may read that, and a role may change what was set for itself.
        let own = Route.direct(application)
        let rows = (try? await services.query(["SET statement_timeout TO 0", given], own)) ?? []
        var statements = rows.compactMap { row -> SQL? in
            switch row {
            case ["t", "t"]:
                "ALTER ROLE \(identifier: role) IN DATABASE \(identifier: database) RESET \(identifier: setting)"
            case ["t", "f"]: "ALTER ROLE \(identifier: role) RESET \(identifier: setting)"
            case ["f", "t"]: "ALTER DATABASE \(identifier: database) RESET \(identifier: setting)"
            default: nil
            }
        }
        if statements.isEmpty, await isSystemWide(setting, seen) {
            statements = ["ALTER SYSTEM RESET \(identifier: setting)", "SELECT pg_reload_conf()"]
        }
        guard !statements.isEmpty else { return [] }
        let isOnlyRoles = !rows.isEmpty && rows.allSatisfy { $0.first == "t" }
        let route = isOnlyRoles ? own : seen.administrator?.asking.on(database) ?? own
        let lifted: [SQL] = ["SET default_transaction_read_only TO off", "SET statement_timeout TO 0"]
        return [
            fix(
                cause, "reset",
                [
                    Action(
                        Words.Doctor.resetSetting(setting), why: Words.Doctor.resetSettingWhy,
                        .sql(Statement(lifted + statements, route: route)))
                ], automatic: answers != nil)
        ]
    }

    /// An administrator gave it to the whole server by ALTER SYSTEM, and may take it back so.
    private func isSystemWide(_ setting: String, _ seen: Examination) async -> Bool {
        guard let admin = seen.administrator, !admin.needsPerson else { return false }
        let sql: SQL =
            "SELECT sourcefile LIKE '%/postgresql.auto.conf' FROM pg_settings WHERE name = \(literal: setting)"
        return (try? await services.query([sql], admin)) == [["t"]]
    }

    /// The password that Howdah kept, or the one that was meant, where that is the right one and the settings hold
    /// another.
    func keptPassword(_ application: Connection, _ seen: Examination) async -> Fix? {
        if effectiveURL(seen) != nil, let fix = await urlFixes("password-auth-failed", seen).first { return fix }
        // A blank or quotes around it came along when it was copied.
        if let held = services.secrets.get(.settingsPassword)?.reveal(), case let meant = LenientURL.unquoted(held),
            meant != held, !meant.isEmpty, await opens(application, with: [meant]),
            let edit = await edit(application, seen)
        {
            return fix("password-auth-failed", "settings", [edit])
        }
        guard let kept = services.secrets.get(.databasePassword), kept != services.secrets.get(.settingsPassword)
        else { return nil }
        var place = application
        place.password = .databasePassword
        guard (try? await services.query(["SELECT 1"], .direct(place))) != nil,
            let edit = await edit(place, password: .databasePassword, seen)
        else { return nil }
        return fix("password-auth-failed", "settings", [edit])
    }

    /// A password that was kept, or the way over TCP, where a login with it succeeds.
    func settingsFixes(_ cause: Cause, _ application: Connection, _ seen: Examination) async -> [Fix] {
        if cause == "password-missing" {
            var place = application
            place.password = .databasePassword
            guard services.secrets.get(.databasePassword) != nil,
                (try? await services.query(["SELECT 1"], .direct(place))) != nil,
                let edit = await edit(place, password: .databasePassword, seen)
            else { return [] }
            return [fix(cause, "settings", [edit])]
        }
        var place = application
        place.host = "127.0.0.1"
        guard (try? await services.query(["SELECT 1"], .direct(place))) != nil, let edit = await edit(place, seen)
        else { return [] }
        return [fix(cause, "settings", [edit])]
    }
}
