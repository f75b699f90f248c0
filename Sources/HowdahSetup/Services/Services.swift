public import HowdahText
public import Logging

/// The world as the steps see it: every effect goes through one of these closures.
///
/// `.live` is made once, by the command line; tests override single closures of `.unimplemented`.
public struct Services: Sendable {
    /// The folder that relative paths resolve against; absolute.
    public var base: String
    /// The variables of this process, unscrubbed.
    public var environment: [String: String]
    /// Of this process. `isRoot` decides what PostgreSQL would refuse.
    public var user: User

    /// Runs a child to its end and gives its lines to the sink as they come.
    public var run: @Sendable (Command, @escaping LineSink) async throws(Failure) -> CommandResult
    /// Runs a child and returns its standard output as it is: for programs that answer a question.
    public var capture: @Sendable (Command) async throws(Failure) -> Capture
    /// Sends statements over one connection and returns the last one's rows; NULL is nil.
    public var query: @Sendable ([SQL], Route) async throws(Failure) -> [[String?]]
    /// Keeps other Howdahs off a database, by name, until it is released; a lock that nobody can take is no lock.
    public var hold: @Sendable (String, Connection) async throws(Failure) -> Void = { _, _ throws(Failure) in }
    public var release: @Sendable (String) async -> Void = { _ in }
    /// The absolute path of a program, as `run` would find it.
    public var find: @Sendable (String) -> String?
    /// The time, for durations only.
    public var now: @Sendable () -> ContinuousClock.Instant
    /// A port on 127.0.0.1 and ::1 that nothing listens on, from this one upwards.
    public var freePort: @Sendable (Int) throws(Failure) -> Int

    public var secrets: Secrets
    public var redactor: Redactor
    public var memo: Memo
    public var lock = ProjectLock()
    /// Whose code may be run. The wizard asks; whoever names a folder to `apply` or `doctor` agreed by that.
    public var trust = Trust.everything
    /// `--yes`: the system's package manager may run this time. Not an answer, because those are kept.
    public var mayInstallPackages = false
    /// `--yes`: a file that has other names, or another owner, may be replaced this time.
    public var consents = false
    /// Nothing may be written: Python's helpers keep no bytecode beside the project's modules either.
    public var onlyLooks = false
    public var journal: Journal
    /// Where the times of actions are kept; nil: nowhere.
    public var timesFile: String?
    public var logFile: LogFile
    public var log: Logger

    public init(
        base: String, environment: [String: String], user: User,
        run: @escaping @Sendable (Command, @escaping LineSink) async throws(Failure) -> CommandResult,
        capture: @escaping @Sendable (Command) async throws(Failure) -> Capture,
        query: @escaping @Sendable ([SQL], Route) async throws(Failure) -> [[String?]],
        find: @escaping @Sendable (String) -> String?,
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        freePort: @escaping @Sendable (Int) throws(Failure) -> Int,
        secrets: Secrets, redactor: Redactor
    ) {
        self.base = base
        self.environment = environment
        self.user = user
        self.run = run
        self.capture = capture
        self.query = query
        self.find = find
        self.now = now
        self.freePort = freePort
        self.secrets = secrets
        self.redactor = redactor
        memo = Memo()
        journal = Journal(redactor: redactor)
        let file = LogFile(redactor: redactor)
        logFile = file
        log = Logger(label: "howdah") { LogFileHandler(file: file, label: $0) }
    }
}

/// Receives lines, sanitised and redacted, in batches, and what they say about progress.
public typealias LineSink = @Sendable (Output) async -> Void

public enum Output: Sendable, Equatable {
    case lines([String])
    case progress(done: Int, total: Int)
}

public struct CommandResult: Sendable, Equatable {
    public var code: Int32
    /// All lines if they were few, else the last ones (64 KiB), sanitised and redacted.
    public var output: String

    public init(code: Int32, output: String) {
        self.code = code
        self.output = output
    }
}

/// What a program answered, untouched: it may hold control characters and secrets, and is not for showing.
public struct Capture: Sendable, Equatable {
    public var code: Int32
    public var output: String
    /// Standard error, sanitised and redacted.
    public var errors: String

    public init(code: Int32, output: String, errors: String = "") {
        self.code = code
        self.output = output
        self.errors = errors
    }
}

/// Who runs Howdah.
public struct User: Sendable, Equatable {
    public var id: UInt32
    public var name: String
    public var home: String
    public var isRoot: Bool { id == 0 }

    public init(id: UInt32, name: String, home: String) {
        self.id = id
        self.name = name
        self.home = home
    }
}

/// Answers of slow inspections, kept until the next action changes something.
///
/// Steps 5, 6 and 7 ask one helper about Django; without this each would start a Python of its own.
public actor Memo {
    private var tasks: [String: any Sendable] = [:]

    public func value<T: Sendable>(
        _ key: String, _ compute: @escaping @Sendable () async throws(Failure) -> T
    ) async throws(Failure) -> T {
        let task: Task<Result<T, Failure>, Never>
        if let known = tasks[key] as? Task<Result<T, Failure>, Never> {
            task = known
        } else {
            task = Task {
                do throws(Failure) { return .success(try await compute()) } catch { return .failure(error) }
            }
            tasks[key] = task
        }
        // Whoever waits and is cancelled ends the work: a settings.py may hang for ever.
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        if case .failure(let failure) = result, failure.isCancellation { tasks[key] = nil }
        return try result.get()
    }

    public func forget() { tasks = [:] }

    /// After an action that cannot have changed what the other keys stand for.
    func forget(where changed: (String) -> Bool) { tasks = tasks.filter { !changed($0.key) } }
}
