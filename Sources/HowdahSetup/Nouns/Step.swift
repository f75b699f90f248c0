import HowdahText

/// One of the seven: looked at, planned; running it is `Engine`'s, and verifying is looking again.
public struct Step: Sendable {
    public let id: StepID
    public let inspect: @Sendable (Answers, Services) async -> [Finding]
    /// The actions that lead from these findings to a finished step. Empty when it is done.
    public let plan: @Sendable (Answers, [Finding], Services) throws(Failure) -> [Action]

    /// The seven, in order.
    public static let all: [Step] = [
        .installPostgres, .installAdapter, .createProject, .createDatabase, .updateSettings, .runMigrations,
        .testConnection,
    ]

    public static subscript(id: StepID) -> Step { all[id.rawValue - 1] }

    public var name: String { Words.Steps.name(id.rawValue) }
}
