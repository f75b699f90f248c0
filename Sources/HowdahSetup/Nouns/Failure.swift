/// Evidence that something went wrong: facts, no words for the person.
///
/// Thrown at the edge, where a foreign error (libpq, a child, the file system) is met;
/// `Diagnosis` finds the cause and the words.
public enum Failure: Error, Codable, Sendable, Equatable {
    /// A child ended with a code that means failure. `output` is its last lines, redacted.
    case command(program: String, code: Int32, output: String)
    /// A child could not be started. errno.
    case notStarted(program: String, errno: Int32)
    case timedOut(what: String, seconds: Int)
    /// PostgreSQL's answer; `sqlState` is empty where no server was reached.
    case postgres(sqlState: String, message: String, detail: String, route: Connection)
    /// A file operation. errno.
    case file(path: String, operation: String, errno: Int32)
    /// An embedded helper's report of an exception in the project's code.
    case python(kind: String, message: String, sqlState: String, traceback: String)
    /// Howdah's own reason to stop, with the catalogue's slug and a sentence.
    case refused(Cause, sentence: String, next: String)
    case cancelled

    public var isCancellation: Bool { self == .cancelled }

    /// Somebody else made the same thing at the same time, or holds the template that is being copied:
    /// duplicate role, database or catalogue row; object in use. To be looked at again, not to be believed.
    var isRace: Bool {
        guard case .postgres(let state, _, _, _) = self else { return false }
        return ["42710", "42P04", "23505", "55006"].contains(state)
    }
}
