import HowdahSetup
import HowdahText

/// The fields of one page. A step added to the seven gets one of these in a file beside this one, and a line in `all`.
struct StepForm: Sendable {
    var entries: [Entry]
    /// The field that is in focus when the page is first seen; nil: its first.
    var first: String?

    init(_ entries: [Entry], first: String? = nil) {
        self.entries = entries
        self.first = first
    }

    static let all: [StepForm] = [
        .installPostgres, .installAdapter, .createProject, .createDatabase, .updateSettings, .runMigrations,
        .testConnection,
    ]

    static subscript(id: StepID) -> StepForm { all[id.rawValue - 1] }
}
