import HowdahText

extension Doctor {
    /// Step 4: what an administrator of the server can do for the role and the database.
    func databaseFixes(_ cause: Cause, _ finding: Finding, _ seen: Examination) async -> [Fix] {
        guard let application = seen.application else { return [] }
        // Neither server nor file is wrong: the terminal is, and the advice says so.
        guard !isOverridden(seen) else { return [] }
        if let fix = reopened(cause, seen) { return [fix] }
        let isOwn = answers != nil
        if cause == "peer-ident-auth-failed" || cause == "password-missing" {
            let fixes = await settingsFixes(cause, application, seen)
            if !fixes.isEmpty { return fixes }
            if cause == "password-missing" { return await newPassword(application, seen) }
            return application.isLocalSocket ? [] : await admission(cause, application, seen)
        }
        // The editor leaves out what belongs to other backends.
        if cause == "connection-option-unknown" {
            return [await edit(application, seen)].compactMap(\.self).map { fix(cause, "settings", [$0]) }
        }
        if cause == "password-auth-failed", let kept = await keptPassword(application, seen) { return [kept] }
        if cause == "database-read-only" || cause == "statement-timeout" {
            return await resetSetting(cause, application, seen)
        }
        let meant = ["role-missing", "database-missing"].contains(cause) ? await ownNames(application, seen) : nil
        guard let admin = seen.administrator?.asking else { return [meant].compactMap(\.self) }
        let (role, database) = (application.user, application.database)
        /// One action on the server, as its administrator.
        func asked(
            _ id: String, _ title: String, _ why: String, _ statements: [SQL], in place: String? = nil,
            automatic: Bool = true
        ) -> Fix {
            let route = place.map { admin.on($0) } ?? admin
            return fix(
                cause, id, [Action(title, why: why, .sql(Statement(statements, route: route)))], automatic: automatic)
        }
        let password = application.password ?? .settingsPassword
        let words = Words.Doctor.self
        switch cause {
        case "role-missing":
            let comment: [SQL] = ["COMMENT ON ROLE \(identifier: role) IS \(literal: Mark.comment(layout))"]
            return [meant].compactMap(\.self) + [
                asked(
                    "create", Words.Database.createRole(role), words.createRoleWhy,
                    [
                        "BEGIN", "CREATE ROLE \(identifier: role) LOGIN",
                        "ALTER ROLE \(identifier: role) PASSWORD \(verifier: password)",
                    ] + (isOwn ? comment : []) + ["COMMIT"], automatic: meant == nil)
            ]
        case "role-expired":
            return [
                asked(
                    "extend", words.extendRole(role), words.extendRoleWhy,
                    ["ALTER ROLE \(identifier: role) VALID UNTIL 'infinity'"])
            ]
        case "role-nologin":
            return [
                asked(
                    "login", words.allowLogin(role), words.allowLoginWhy, ["ALTER ROLE \(identifier: role) LOGIN"])
            ]
        case "password-auth-failed":
            guard services.secrets.get(password) != nil else { return [] }
            return [
                asked(
                    "set", Words.Database.setPassword(role), words.setPasswordWhy,
                    ["ALTER ROLE \(identifier: role) PASSWORD \(verifier: password)"],
                    // Another program may log in with the old one.
                    automatic: isOwn)
            ]
        case "database-missing":
            let comment: [SQL] = ["COMMENT ON DATABASE \(identifier: database) IS \(literal: Mark.comment(layout))"]
            return [meant].compactMap(\.self) + [
                asked(
                    "create", Words.Database.createDatabase(database), Words.Database.createDatabaseWhy,
                    membership(role, admin) + [
                        "CREATE DATABASE \(identifier: database) OWNER \(identifier: role) TEMPLATE template0 ENCODING 'UTF8'"
                    ] + (isOwn ? comment : []), automatic: meant == nil)
            ]
        case "create-privilege-missing":
            return [
                asked(
                    "grant", words.grantConnect(role, database), words.grantConnectWhy,
                    ["GRANT CONNECT, TEMPORARY ON DATABASE \(identifier: database) TO \(identifier: role)"])
            ]
        case "schema-public-permission":
            let schema = seen.django?.rights?.schema ?? "public"
            let grant: SQL = "GRANT USAGE, CREATE ON SCHEMA \(identifier: schema) TO \(identifier: role)"
            return [
                asked(
                    "owner", Words.Database.makeOwner(role, database), Words.Database.makeOwnerWhy,
                    membership(role, admin) + [
                        "ALTER DATABASE \(identifier: database) OWNER TO \(identifier: role)", grant,
                    ], in: database, automatic: isOwn),
                asked("grant", words.grantSchema(role, schema), words.grantSchemaWhy, [grant], in: database),
            ]
        case "no-schema-selected":
            return [
                asked(
                    "reset", words.resetSearchPath, words.resetSearchPathWhy,
                    [
                        "CREATE SCHEMA IF NOT EXISTS public",
                        "GRANT USAGE, CREATE ON SCHEMA public TO \(identifier: role)",
                        "ALTER ROLE \(identifier: role) RESET search_path",
                        "ALTER ROLE \(identifier: role) IN DATABASE \(identifier: database) RESET search_path",
                        "ALTER DATABASE \(identifier: database) RESET search_path",
                    ], in: database)
            ]
        case "not-table-owner":
            let tables = await foreignTables(role, admin.on(database))
            guard !tables.isEmpty else { return [] }
            let changes: [SQL] = tables.map { table in
                "ALTER TABLE \(identifier: table.schema).\(identifier: table.name) OWNER TO \(identifier: role)"
            }
            return [
                asked(
                    "owner", words.takeTables(tables.count, role), words.takeTablesWhy,
                    ["BEGIN"] + changes + ["COMMIT"], in: database, automatic: isOwn)
            ]
        case "database-not-accepting":
            return [
                asked(
                    "allow", words.allowConnections(database), words.allowConnectionsWhy,
                    ["ALTER DATABASE \(identifier: database) ALLOW_CONNECTIONS true"], automatic: isOwn)
            ]
        case "pg-hba-no-entry": return await admission(cause, application, seen)
        case "too-many-connections":
            guard await isLimited(role, database, admin) else {
                return await idleSessions(cause, database, admin, isOwn)
            }
            return [
                asked(
                    "limit", words.liftLimit(role, database), words.liftLimitWhy,
                    [
                        "ALTER ROLE \(identifier: role) CONNECTION LIMIT -1",
                        "ALTER DATABASE \(identifier: database) CONNECTION LIMIT -1",
                    ], automatic: isOwn)
            ]
        default: return []
        }
    }

    /// The project's own server runs, but the folder of its socket was swept away, and with it the administrator's way
    /// in: its next start makes the folder.
    private func reopened(_ cause: Cause, _ seen: Examination) -> Fix? {
        guard let choice = seen.choice, choice.state == .running, case .private(let cluster) = choice.server.kind,
            !Files.exists("\(cluster.socketDirectory)/.s.PGSQL.\(cluster.port)")
        else { return nil }
        let words = Words.Doctor.self
        return fix(
            cause, "reopen",
            [
                Action(words.stopForSocket, why: words.stopForSocketWhy, .server(.stop(cluster))),
                Action(Words.Postgres.start, why: Words.Postgres.startWhy(cluster.port), .server(.start(cluster))),
            ])
    }

    /// A server whose rules this user may write: the role comes in by its password.
    ///
    /// Of the project's own server Howdah wrote them; of another one somebody else may have, on purpose.
    private func admission(_ cause: Cause, _ application: Connection, _ seen: Examination) async -> [Fix] {
        var cluster: PrivateCluster?
        if case .private(let own)? = seen.choice?.server.kind { cluster = own }
        let isOwn = cluster != nil
        if cluster == nil { cluster = await handMadeCluster(application, seen) }
        guard let cluster else { return [] }
        return [
            fix(
                cause, "admit",
                [
                    Action(
                        Words.Doctor.admit(application.user.sanitisedLine), why: Words.Doctor.admitWhy,
                        .server(.admit(cluster, role: application.user, database: application.database)))
                ], automatic: isOwn)
        ]
    }

    /// The server that the settings lead to, where its files belong to this user and lie where initdb put them.
    private func handMadeCluster(_ application: Connection, _ seen: Examination) async -> PrivateCluster? {
        guard let admin = seen.administrator, case .direct = admin else { return nil }
        let sql: SQL = """
            SELECT current_setting('data_directory'), current_setting('hba_file'), \
            current_setting('server_version_num')::int / 10000
            """
        guard let row = try? await services.query([sql], admin).first, row.count == 3, let data = row[0],
            row[1] == data + "/pg_hba.conf", Files.owner(of: data + "/pg_hba.conf") == services.user.name,
            let binaries = await Binaries.all(services).first(where: { String($0.major) == row[2] })
        else { return nil }
        return PrivateCluster(
            dataDirectory: data, socketDirectory: admin.connection.host, port: application.port,
            binaries: binaries.folder, logFile: "")
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
