import HowdahText

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Asks the project, in its own environment, what its settings, migrations and superusers really are.
enum DjangoInspection {
    private struct Question: Encodable {
        var directory: String
        var wants = ["settings", "admin", "migrations", "superusers"]
        var username: String?
        var userFields = true
        var onlyPostgreSQL = true
        var reveal = false
        var password: String?
        var module: String?
        var proposed: String?
        var variables: [String: String]?

        enum CodingKeys: String, CodingKey {
            case directory, wants, username, password, reveal, proposed, variables
            case module = "settings_module"
            case userFields = "user_fields"
            case onlyPostgreSQL = "only_postgresql"
        }
    }

    static let memoKey = "django "

    /// One answer serves steps 5, 6 and 7 until an action changes something.
    static func state(_ answers: Answers, _ services: Services) async throws(Failure) -> DjangoState {
        try await services.memo.value("\(memoKey)\(answers.project) \(answers.superuser.username)") {
            () async throws(Failure) -> DjangoState in
            let layout = Layout(base: services.base, answers: answers)
            return try await Helper.djangoState.ask(
                layout.venvPython,
                Question(
                    directory: layout.project, username: answers.superuser.username,
                    password: services.secrets.get(.databasePassword)?.reveal()),
                directory: layout.project, services)
        }
    }

    /// What any project says in this terminal, with the password that it would log in with: a DATABASE_URL that was
    /// exported is how many a project gets its database.
    static func effective(
        _ python: String, _ directory: String, _ answers: Answers?, _ services: Services
    ) async throws(Failure) -> DjangoState {
        let url = services.environment[DatabaseURL.key].flatMap { $0.isEmpty ? nil : [DatabaseURL.key: $0] }
        return try await Helper.djangoState.ask(
            python,
            Question(
                directory: directory, wants: ["settings", "admin", "checks", "migrations", "superusers"],
                username: answers?.superuser.username, reveal: true,
                password: services.secrets.get(.databasePassword)?.reveal(), variables: url),
            directory: directory, services)
    }

    /// What settings alone say; the database is not asked.
    ///
    /// - Parameters:
    ///   - module: dotted; nil: the one that manage.py names.
    ///   - proposed: the module's source in base64, where it is not what the file holds.
    ///   - variables: that the settings will find in their environment.
    static func settings(
        _ python: String, _ directory: String, module: String? = nil, proposed: String? = nil,
        variables: [String: String]? = nil, password: Secret?, _ services: Services
    ) async throws(Failure) -> DjangoState {
        try await Helper.djangoState.ask(
            python,
            Question(
                directory: directory, wants: ["settings"], userFields: false, password: password?.reveal(),
                module: module, proposed: proposed, variables: variables),
            directory: directory, services)
    }

    /// Whether Django can be asked at all: an environment and a project must be there.
    static func isPossible(_ answers: Answers, _ services: Services) -> Bool {
        let layout = Layout(base: services.base, answers: answers)
        return Files.exists(layout.managePy) && Files.isExecutable(layout.venvPython)
    }
}
