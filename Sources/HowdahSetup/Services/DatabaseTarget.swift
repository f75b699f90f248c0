import HowdahText

/// Role and database of a project on the server that step 1 chose.
struct DatabaseTarget: Sendable, Equatable {
    var choice: ServerChoice
    var role: String
    var name: String

    static func of(_ answers: Answers, _ services: Services) async throws(Failure) -> DatabaseTarget {
        on(try await ServerSearch.choose(answers, services), answers)
    }

    /// A URL says whose database it is; the answers only where it says nothing.
    static func on(_ choice: ServerChoice, _ answers: Answers) -> DatabaseTarget {
        DatabaseTarget(
            choice: choice, role: choice.server.application?.user ?? answers.databaseUser,
            name: choice.server.application?.database ?? answers.databaseName)
    }

    /// How the application itself logs in: by TCP, with the password.
    var application: Connection {
        choice.server.application
            ?? Connection(
                host: choice.server.host, port: choice.server.port, user: role, database: name,
                password: .databasePassword)
    }

    var wanted: WantedDatabase {
        WantedDatabase(
            name: name, user: role, host: application.host, port: String(application.port), password: .databasePassword,
            options: application.options)
    }

    /// What PostgreSQL would refuse or silently cut: said before anything is touched.
    static func nameProblem(_ name: String) -> String? {
        if name.isEmpty { return Words.Database.nameEmpty }
        if name.utf8.count > 63 { return Words.Database.nameTooLong(name.utf8.count) }
        if name.utf8.contains(0) { return Words.Database.nameNUL }
        if name.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) {
            return Words.Database.nameControl
        }
        return nil
    }

    static func roleProblem(_ name: String) -> String? {
        if let problem = nameProblem(name) { return problem }
        if name.hasPrefix("pg_") { return Words.Database.rolePrefix }
        return ["public", "none", "current_user", "session_user", "current_role"].contains(name)
            ? Words.Database.roleReserved(name) : nil
    }
}

/// The words that mark what Howdah made; undo drops nothing else.
///
/// It names the project, by a hash of its folder: two projects of one name on one server are not mixed up.
enum Mark {
    static func comment(_ layout: Layout) -> String {
        "Made by Howdah for project \(ShortHash.of(layout.project))"
    }
}
