import HowdahText

extension Doctor {
    /// Step 4: what an administrator of the server can do for the role and the database.
    func databaseFixes(_ cause: Cause, _ finding: Finding, _ seen: Examination) async -> [Fix] {
        guard let application = seen.application else { return [] }
        let isOwn = answers != nil
        if cause == "peer-ident-auth-failed" || cause == "password-missing" {
            let fixes = await settingsFixes(cause, application, seen)
            if fixes.isEmpty, cause == "peer-ident-auth-failed", !application.isLocalSocket,
                case .private(let cluster)? = seen.choice?.server.kind
            {
                return [admission(cause, cluster, application)]
            }
            return fixes
        }
        if cause == "password-auth-failed", let kept = await keptPassword(application, seen) { return [kept] }
        let meant = ["role-missing", "database-missing"].contains(cause) ? await ownNames(application, seen) : nil
        guard let admin = seen.administrator?.asking else { return [meant].compactMap(\.self) }
        func sql(_ title: String, _ why: String, _ statements: [SQL], in database: String? = nil) -> Action {
            var route = admin
            if let database { route = route.on(database) }
            return Action(title, why: why, .sql(Statement(statements, route: route)))
        }
        let (role, database) = (application.user, application.database)
        let password = application.password ?? .settingsPassword
        let words = Words.Doctor.self
        switch cause {
        case "role-missing":
            return [meant].compactMap(\.self) + [
                fix(
                    cause, "create",
                    [
                        sql(
                            Words.Database.createRole(role), words.createRoleWhy,
                            [
                                "BEGIN", "CREATE ROLE \(identifier: role) LOGIN",
                                "ALTER ROLE \(identifier: role) PASSWORD \(verifier: password)",
                            ]
                                + (isOwn
                                    ? ["COMMENT ON ROLE \(identifier: role) IS \(literal: Mark.comment(layout))"] : [])
                                + ["COMMIT"])
                    ], automatic: meant == nil)
            ]
        case "role-expired":
            return [
                fix(
                    cause, "extend",
                    [
                        sql(
                            words.extendRole(role), words.extendRoleWhy,
                            ["ALTER ROLE \(identifier: role) VALID UNTIL 'infinity'"])
                    ])
            ]
        case "role-nologin":
            return [
                fix(
                    cause, "login",
                    [sql(words.allowLogin(role), words.allowLoginWhy, ["ALTER ROLE \(identifier: role) LOGIN"])])
            ]
        case "password-auth-failed":
            guard services.secrets.get(password) != nil else { return [] }
            return [
                fix(
                    cause, "set",
                    [
                        sql(
                            Words.Database.setPassword(role), words.setPasswordWhy,
                            ["ALTER ROLE \(identifier: role) PASSWORD \(verifier: password)"])
                    ],
                    // Another program may log in with the old one.
                    automatic: isOwn)
            ]
        case "database-missing":
            return [meant].compactMap(\.self) + [
                fix(
                    cause, "create",
                    [
                        sql(
                            Words.Database.createDatabase(database), Words.Database.createDatabaseWhy,
                            membership(role, admin) + [
                                "CREATE DATABASE \(identifier: database) OWNER \(identifier: role) TEMPLATE template0 ENCODING 'UTF8'"
                            ]
                                + (isOwn
                                    ? [
                                        "COMMENT ON DATABASE \(identifier: database) IS \(literal: Mark.comment(layout))"
                                    ]
                                    : []))
                    ], automatic: meant == nil)
            ]
        case "create-privilege-missing":
            return [
                fix(
                    cause, "grant",
                    [
                        sql(
                            words.grantConnect(role, database), words.grantConnectWhy,
                            ["GRANT CONNECT, TEMPORARY ON DATABASE \(identifier: database) TO \(identifier: role)"])
                    ])
            ]
        case "schema-public-permission":
            let schema = seen.django?.rights?.schema ?? "public"
            return [
                fix(
                    cause, "owner",
                    [
                        sql(
                            Words.Database.makeOwner(role, database), Words.Database.makeOwnerWhy,
                            membership(role, admin) + [
                                "ALTER DATABASE \(identifier: database) OWNER TO \(identifier: role)",
                                "GRANT USAGE, CREATE ON SCHEMA \(identifier: schema) TO \(identifier: role)",
                            ], in: database)
                    ], automatic: isOwn),
                fix(
                    cause, "grant",
                    [
                        sql(
                            words.grantSchema(role, schema), words.grantSchemaWhy,
                            ["GRANT USAGE, CREATE ON SCHEMA \(identifier: schema) TO \(identifier: role)"],
                            in: database)
                    ]),
            ]
        case "no-schema-selected":
            return [
                fix(
                    cause, "reset",
                    [
                        sql(
                            words.resetSearchPath, words.resetSearchPathWhy,
                            [
                                "CREATE SCHEMA IF NOT EXISTS public",
                                "GRANT USAGE, CREATE ON SCHEMA public TO \(identifier: role)",
                                "ALTER ROLE \(identifier: role) RESET search_path",
                                "ALTER ROLE \(identifier: role) IN DATABASE \(identifier: database) RESET search_path",
                                "ALTER DATABASE \(identifier: database) RESET search_path",
                            ], in: database)
                    ])
            ]
        case "not-table-owner":
            let tables = await foreignTables(role, admin.on(database))
            guard !tables.isEmpty else { return [] }
            return [
                fix(
                    cause, "owner",
                    [
                        sql(
                            words.takeTables(tables.count, role), words.takeTablesWhy,
                            ["BEGIN"]
                                + tables.map { table in
                                    "ALTER TABLE \(identifier: table.schema).\(identifier: table.name) OWNER TO \(identifier: role)"
                                } + ["COMMIT"], in: database)
                    ], automatic: isOwn)
            ]
        case "database-not-accepting":
            return [
                fix(
                    cause, "allow",
                    [
                        sql(
                            words.allowConnections(database), words.allowConnectionsWhy,
                            ["ALTER DATABASE \(identifier: database) ALLOW_CONNECTIONS true"])
                    ], automatic: isOwn)
            ]
        case "pg-hba-no-entry":
            guard case .private(let cluster)? = seen.choice?.server.kind else { return [] }
            return [admission(cause, cluster, application)]
        case "too-many-connections":
            guard await isLimited(role, database, admin) else {
                return await idleSessions(cause, database, admin, isOwn)
            }
            return [
                fix(
                    cause, "limit",
                    [
                        sql(
                            words.liftLimit(role, database), words.liftLimitWhy,
                            [
                                "ALTER ROLE \(identifier: role) CONNECTION LIMIT -1",
                                "ALTER DATABASE \(identifier: database) CONNECTION LIMIT -1",
                            ])
                    ], automatic: isOwn)
            ]
        default: return []
        }
    }

    /// The project's own server, whose rules Howdah wrote: this role comes in by its password, as it was made to.
    private func admission(_ cause: Cause, _ cluster: PrivateCluster, _ application: Connection) -> Fix {
        fix(
            cause, "admit",
            [
                Action(
                    Words.Doctor.admit(application.user.sanitisedLine), why: Words.Doctor.admitWhy,
                    .server(.admit(cluster, role: application.user, database: application.database)))
            ])
    }

    /// Whether the role or the database has a limit of its own, or the server itself is full.
    private func isLimited(_ role: String, _ database: String, _ admin: Route) async -> Bool {
        let sql: SQL = """
            SELECT (SELECT rolconnlimit FROM pg_roles WHERE rolname = \(literal: role)) >= 0 \
            OR (SELECT datconnlimit FROM pg_database WHERE datname = \(literal: database)) >= 0
            """
        return (try? await services.query([sql], admin)) != [["f"]]
    }

    /// Sessions that wait for nothing but their client, which opens another one when it needs it.
    private func idleSessions(_ cause: Cause, _ database: String, _ admin: Route, _ isOwn: Bool) async -> [Fix] {
        let idle: SQL = """
            SELECT pid FROM pg_stat_activity WHERE state = 'idle' AND datname = \(literal: database) \
            AND pid <> pg_backend_pid()
            """
        let count = (try? await services.query([idle], admin))?.count ?? 0
        guard count > 0 else { return [] }
        let end: SQL = """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle' \
            AND datname = \(literal: database) AND pid <> pg_backend_pid()
            """
        return [
            fix(
                cause, "end-idle",
                [
                    Action(
                        Words.Doctor.endIdle(count), why: Words.Doctor.endIdleWhy,
                        .sql(Statement([end], route: admin)))
                ], automatic: isOwn)
        ]
    }

    /// Only a superuser may make somebody else the owner without being a member of that role.
    private func membership(_ role: String, _ admin: Route) -> [SQL] {
        admin.connection.password == nil ? [] : ["GRANT \(identifier: role) TO CURRENT_USER"]
    }

    private func foreignTables(_ role: String, _ admin: Route) async -> [(schema: String, name: String)] {
        let sql: SQL = """
            SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
            WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' \
            AND NOT pg_has_role(\(literal: role), c.relowner, 'USAGE') ORDER BY 1, 2
            """
        let rows = (try? await services.query([sql], admin)) ?? []
        return rows.compactMap { row in
            guard row.count == 2, let schema = row[0], let name = row[1] else { return nil }
            return (schema, name)
        }
    }

    // MARK: what the settings can do about it

    /// The settings name another role or database than the one that Howdah made, which lets its login in: a typing
    /// mistake is mended where it stands, and no new role or empty database is made for it.
    private func ownNames(_ application: Connection, _ seen: Examination) async -> Fix? {
        guard let answers, let choice = seen.choice else { return nil }
        var place = DatabaseTarget.on(choice, answers).application
        guard place.user != application.user || place.database != application.database else { return nil }
        (place.host, place.port, place.options) = (application.host, application.port, application.options)
        guard let password = place.password, (try? await services.query(["SELECT 1"], .direct(place))) != nil,
            let edit = await edit(place, password: password, seen)
        else { return nil }
        return fix(application.user == place.user ? "database-missing" : "role-missing", "settings", [edit])
    }

    /// The password that Howdah kept, where that is the right one and the settings hold another.
    private func keptPassword(_ application: Connection, _ seen: Examination) async -> Fix? {
        guard let kept = services.secrets.get(.databasePassword), kept != services.secrets.get(.settingsPassword)
        else { return nil }
        var place = application
        place.password = .databasePassword
        guard (try? await services.query(["SELECT 1"], .direct(place))) != nil,
            let edit = await edit(place, password: .databasePassword, seen)
        else { return nil }
        return fix("password-auth-failed", "settings", [edit])
    }

    private func settingsFixes(_ cause: Cause, _ application: Connection, _ seen: Examination) async -> [Fix] {
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

extension Route {
    /// The same person, in another database.
    func on(_ database: String) -> Route {
        switch self {
        case .direct(var connection):
            connection.database = database
            return .direct(connection)
        case .becoming(let how, var connection):
            connection.database = database
            return .becoming(how, connection)
        }
    }
}
