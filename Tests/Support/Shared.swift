import Foundation

@testable import HowdahSetup

/// What is made once and used by all tests of a run, when the first of them asks.
public enum Shared {
    static let rooms = Once { try await Room.prepare() }
    static let account = Once { try await Account.make() }
    /// An interpreter that every account may run.
    public static let python = Once { try await findPython() }
    /// Wheels of pip, uv, Django, the adapters, and what reads a `.env`.
    public static let wheelhouse = Once { try await makeWheelhouse() }
    /// A complete environment: pip, Django and psycopg2-binary. Copy or link it, never change it.
    public static let venv = Once { try await makeVenv() }
    static let cluster = Once { try await ScratchCluster.makeTemplate() }
    /// The folder of uv's program, for a PATH.
    public static let uvFolder = Once { try await makeTools() + "/bin" }
    public static let uvCache = Once { () async throws -> String in
        let path = Room.cache + "/uv-cache"
        try await rooms.value()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Room.own(path, try await Account.ordinary())
        return path
    }
    static let binary = Once { try await BuiltBinary.copy("howdah") }
    static let faultMaker = Once { try await BuiltBinary.copy("fault-maker") }
}

/// A value that is computed when it is first asked for, once.
public actor Once<Value: Sendable> {
    private let compute: @Sendable () async throws -> Value
    private var task: Task<Value, any Error>?

    init(_ compute: @escaping @Sendable () async throws -> Value) { self.compute = compute }

    @discardableResult
    public func value() async throws -> Value {
        if let task { return try await task.value }
        let made = Task { try await compute() }
        task = made
        return try await made.value
    }
}

extension Shared {
    private static func findPython() async throws -> String {
        for path in ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        where access(path, X_OK) == 0 {
            if try await run([path, "-c", "import venv, ensurepip"]).code == 0 { return path }
        }
        throw Trouble("the tests need python3 with venv and ensurepip (Debian: python3-venv)")
    }

    /// `[3, 11]`
    public static func pythonVersion() async throws -> [Int] {
        let text = try await run([python.value(), "-c", "import sys; print(*sys.version_info[:2])"]).orThrow().output
        return text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    }

    /// Of the newest Django that this Python and PostgreSQL 15 allow.
    public static func django() async throws -> String {
        try DjangoVersions.requirement(python: try await pythonVersion(), postgres: 15)
    }

    private static func series() async throws -> String {
        try await pythonVersion().map(String.init).joined(separator: ".")
    }

    private static func makeWheelhouse() async throws -> String {
        try await rooms.value()
        let folder = "\(Room.cache)/wheels-urls-\(try await series())"
        let lock = try await lock(folder)
        defer { close(lock) }
        if access(folder, F_OK) == 0 { return folder }
        let beside = "\(folder)-\(getpid())"
        let downloader = try await Room.make() + "/venv"
        try await run([python.value(), "-m", "venv", downloader]).orThrow()
        try await run(
            [
                downloader + "/bin/python", "-m", "pip", "download", "--quiet", "--only-binary", ":all:", "--dest",
                beside,
                "pip", "uv", try await django(), "psycopg2-binary", "psycopg[binary]", "dj-database-url",
                "python-dotenv", "django-environ",
            ], environment: plainEnvironment(home: Room.run)
        ).orThrow()
        guard rename(beside, folder) == 0 else { throw Trouble("rename \(beside): \(errno)") }
        return folder
    }

    /// Two runs at the same time make the same things once. The kernel gives the lock back, whatever happens.
    private static func lock(_ path: String) async throws -> Int32 {
        try await rooms.value()
        let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Trouble("open \(path).lock: \(errno)") }
        try await waitUntil("\(path) is not being made by another run", within: .seconds(600)) {
            flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? true : nil
        }
        return descriptor
    }

    /// uv from its wheel, in an environment of its own.
    private static func makeTools() async throws -> String {
        let folder = "\(Room.cache)/tools-\(try await series())"
        let wheels = try await wheelhouse.value()
        let lock = try await lock(folder)
        defer { close(lock) }
        if access(folder + "/complete", F_OK) == 0 { return folder }
        _ = try await run(["/bin/rm", "-rf", folder])
        try await run([python.value(), "-m", "venv", folder]).orThrow()
        try await run(
            [folder + "/bin/python", "-m", "pip", "install", "--quiet", "--no-index", "--find-links", wheels, "uv"]
        ).orThrow()
        try Data().write(to: URL(fileURLWithPath: folder + "/complete"))
        return folder
    }

    private static func makeVenv() async throws -> String {
        let folder = "\(Room.cache)/venv-\(try await series())"
        let path = try await uvFolder.value()
        let lock = try await lock(folder)
        defer { close(lock) }
        if access(folder + "/complete", F_OK) == 0 { return folder }
        // Made under its own name: an environment remembers its path. The last file makes it count.
        _ = try await run(["/bin/rm", "-rf", folder])
        try await run([path + "/uv", "venv", "--quiet", "--python", python.value(), folder]).orThrow()
        try await run(
            [
                path + "/uv", "pip", "install", "--quiet", "--python", folder + "/bin/python", "--no-index",
                "--link-mode",
                "copy", "--find-links", wheelhouse.value(), "pip", "Django", "psycopg2-binary",
            ], environment: plainEnvironment(home: Room.run).merging(["UV_CACHE_DIR": Room.run + "/uv"]) { $1 }
        ).orThrow()
        // Compiled once, because the other account may not write here.
        _ = try await run([folder + "/bin/python", "-m", "compileall", "-q", folder + "/lib"])
        try Data().write(to: URL(fileURLWithPath: folder + "/complete"))
        return folder
    }

    /// A copy of the environment that may be changed. Its interpreter is run as `bin/python -m …`.
    public static func copyVenv(to path: String, for account: Account = .current) async throws {
        try await run(["/bin/cp", "-R", "-P", "-p", try await venv.value(), path]).orThrow()
        if Account.isRoot, account != .current {
            try await run(["/bin/chown", "-R", "\(account.id):\(account.group)", path]).orThrow()
        }
    }
}
