import HowdahText

/// Looks at role and database, as administrator and as the application.
struct DatabaseInspection: Sendable {
    let target: DatabaseTarget
    /// What stands on this project's role and database.
    let mark: String
    let services: Services

    func role(_ admin: Route) async throws(Failure) -> RoleFacts? {
        let sql: SQL = """
            SELECT rolcanlogin, rolsuper, coalesce(rolvaliduntil < now(), false), \
            coalesce(shobj_description(oid, 'pg_authid'), '') FROM pg_roles WHERE rolname = \(literal: target.role)
            """
        guard let row = try await services.query([sql], admin).first, row.count == 4 else { return nil }
        return RoleFacts(
            name: target.role, canLogin: row[0] == "t", isSuperuser: row[1] == "t",
            madeByHowdah: row[3] == mark, expired: row[2] == "t")
    }

    func database(_ admin: Route) async throws(Failure) -> DatabaseFacts? {
        let sql: SQL = """
            SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding), \
            coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = \(literal: target.name)
            """
        guard let row = try await services.query([sql], admin).first, row.count == 3 else { return nil }
        return DatabaseFacts(
            name: target.name, owner: row[0] ?? "", encoding: row[1] ?? "",
            madeByHowdah: row[2] == mark)
    }

    /// Logs in the way Django will.
    static func login(_ connection: Connection, _ services: Services) async throws(Failure) -> LoginFacts {
        let sql: SQL = """
            SELECT has_schema_privilege(current_user, 'public', 'CREATE'), (SELECT count(*) FROM pg_class c \
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' \
            AND n.nspname <> 'information_schema'), current_setting('server_version')
            """
        guard let row = try await services.query([sql], .direct(connection)).first, row.count == 3 else {
            throw .refused("unknown", sentence: Words.Database.noAnswer, next: "")
        }
        return LoginFacts(
            canCreate: row[0] == "t", tables: row[1].flatMap { Int($0) } ?? 0,
            serverVersion: String((row[2] ?? "").prefix { $0 != " " }))
    }

    /// What the administrator's role may do: a hosted service's is no superuser.
    func administrator(_ admin: Route) async throws(Failure) -> AdministratorFacts {
        let sql: SQL = "SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        let row = try await services.query([sql], admin).first ?? []
        let flags = row.map { $0 == "t" } + [false, false, false]
        return AdministratorFacts(
            isSuperuser: flags[0], mayCreateRoles: flags[0] || flags[1], mayCreateDatabases: flags[0] || flags[2])
    }
}
