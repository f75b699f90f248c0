// The server's code where a client prints it: in whatever language or damage its words are.
extension Rule {
    /// Of the causes that a code can have, the usual one (appendix A of PostgreSQL's manual).
    private static let usual: [(state: String, cause: Cause)] = [
        ("28p01", "password-auth-failed"), ("28000", "pg-hba-no-entry"), ("3d000", "database-missing"),
        ("3f000", "no-schema-selected"), ("42p01", "migrations-not-applied"), ("42703", "migrations-not-applied"),
        ("42p04", "database-exists"), ("42p07", "object-already-exists"), ("42701", "object-already-exists"),
        ("42710", "object-already-exists"), ("42501", "not-table-owner"), ("40p01", "deadlock-or-lock-timeout"),
        ("55p03", "deadlock-or-lock-timeout"), ("53100", "disk-full"), ("53200", "out-of-memory"),
        ("53300", "too-many-connections"), ("55006", "database-in-use"), ("57p01", "server-closed-connection"),
        ("57p02", "server-closed-connection"), ("57p03", "server-starting-up"), ("08001", "postgres-not-running"),
        ("08003", "server-closed-connection"), ("08006", "server-closed-connection"),
    ]

    /// Clues for the codes of a cause: as JDBC, Npgsql, node, PDO, Go, Rust and Elixir write them.
    static func sqlStates(of cause: Cause) -> [String] {
        usual.filter { $0.cause == cause }.flatMap { state, _ in
            [
                "sqlstate: \(state)", "sqlstate \(state)", "sqlstate=\(state)", "sqlstate[\(state)] ! [1045]",
                "sql state: \(state)", "code: '\(state)'", "code: \(state)", "code\":\"\(state)\"", "code \(state)",
                "code=\(state)", "state(\"\(state)\")", "): \(state):", "fatal \(state) (", "error \(state) (",
                "error: \(state):",
            ].map { $0 + " + postgres ~ other-server" }
        }
    }
}
