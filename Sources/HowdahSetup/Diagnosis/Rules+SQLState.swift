// The server's code where a client prints it: in whatever language or damage its words are.
extension Rule {
    /// Of the causes that a code can have, the usual one; its name is that of appendix A of PostgreSQL's manual, which
    /// the adapters make their exceptions of.
    private static let usual: [(state: String, name: String, cause: Cause)] = [
        ("28p01", "invalidpassword", "password-auth-failed"),
        ("28000", "invalidauthorizationspecification", "pg-hba-no-entry"),
        ("3d000", "invalidcatalogname", "database-missing"),
        ("3f000", "invalidschemaname", "no-schema-selected"),
        ("42p01", "undefinedtable", "migrations-not-applied"),
        ("42p04", "duplicatedatabase", "database-exists"),
        ("42p07", "duplicatetable", "object-already-exists"),
        ("42701", "duplicatecolumn", "object-already-exists"),
        ("42710", "duplicateobject", "object-already-exists"),
        ("42501", "insufficientprivilege", "not-table-owner"),
        ("40p01", "deadlockdetected", "deadlock-or-lock-timeout"),
        ("55p03", "locknotavailable", "deadlock-or-lock-timeout"),
        ("53100", "diskfull", "disk-full"),
        ("53200", "outofmemory", "out-of-memory"),
        ("53300", "toomanyconnections", "too-many-connections"),
        ("55006", "objectinuse", "database-in-use"),
        ("57p01", "adminshutdown", "server-closed-connection"),
        ("57p02", "crashshutdown", "server-closed-connection"),
        ("57p03", "cannotconnectnow", "server-starting-up"),
        ("08001", "sqlclientunabletoestablishsqlconnection", "postgres-not-running"),
        ("08003", "connectiondoesnotexist", "server-closed-connection"),
        ("08006", "connectionfailure", "server-closed-connection"),
    ]

    /// Clues for the exceptions of a cause: of psycopg, asyncpg and Ruby. Their words say more, if they are there.
    static func exceptions(of cause: Cause) -> [String] {
        usual.filter { $0.cause == cause }.flatMap { _, name, _ in
            ["errors.\(name)", "pg::\(name)", "exceptions.\(name)error"]
        }
    }

    /// Clues for the codes of a cause: as JDBC, Npgsql, node, PDO, Go, Rust and Elixir write them.
    static func sqlStates(of cause: Cause) -> [Clue] {
        usual.filter { $0.cause == cause }.flatMap { state, _, _ in
            // Those of class 08 say no more than that there is no connection.
            let weight: Weight = state.hasPrefix("08") ? .hint : .symptom
            return [
                "sqlstate: \(state)", "sqlstate \(state)", "sqlstate=\(state)", "sqlstate[\(state)] ! [1045]",
                "sql state: \(state)", "code: '\(state)'", "code: \(state)", "code\":\"\(state)\"", "code \(state)",
                "code=\(state)", "state(\"\(state)\")", "): \(state):", "fatal \(state) (", "error \(state) (",
                "error: \(state):",
            ].map { Clue($0 + " + postgres ~ other-server", weight) }
        }
    }
}
