import HowdahText
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// The one way to run a child: a session and a process group of its own, a scrubbed environment,
/// lines in batches, and a teardown of the whole group when the task is cancelled.
struct Shell: Sendable {
    var environment: [String: String]
    var redactor: Redactor
    /// Leaves the screen before a child that needs the person's terminal, and comes back after it.
    var handOver: @Sendable (@Sendable () async -> Void) async -> Void = { await $0() }

    /// SIGTERM to the group, five seconds, SIGKILL to the group.
    private static let teardown: [TeardownStep] = [
        .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(5))
    ]

    /// Lines go to the sink as they come.
    func run(_ command: Command, _ sink: @escaping LineSink) async throws(Failure) -> CommandResult {
        if command.terminal == .whole { return try await runInTerminal(command) }
        let collector = Collector(redactor: redactor, command: command, sink: sink)
        let code = try await inTerminalIfNeeded(command) { configuration, bytes in
            try await Subprocess.run(
                configuration, input: Given(bytes: bytes), output: .sequence, error: .combinedWithOutput
            ) { execution in
                for try await buffer in execution.standardOutput {
                    await collector.take(buffer.withUnsafeBytes { Array($0) })
                }
            }.terminationStatus
        }
        return CommandResult(code: code, output: await collector.finish())
    }

    /// The person types, and reads what is said: nothing of it comes here.
    private func runInTerminal(_ command: Command) async throws(Failure) -> CommandResult {
        let code = try await inTerminalIfNeeded(command) { configuration, _ in
            try await Subprocess.run(
                configuration, input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
                output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
                error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
            ).terminationStatus
        }
        return CommandResult(code: code, output: "")
    }

    /// More than this nobody answers.
    private static let captureLimit = 64 * 1024 * 1024

    /// The whole standard output, as it is.
    func capture(_ command: Command) async throws(Failure) -> Capture {
        let streams = Box<(String, String)>()
        let code = try await inTerminalIfNeeded(command) { configuration, bytes in
            let result = try await Subprocess.run(
                configuration, input: Given(bytes: bytes), output: .bytes(limit: Self.captureLimit),
                error: .bytes(limit: 1024 * 1024))
            streams.value = (
                String(decoding: result.standardOutput, as: UTF8.self), String(sanitising: result.standardError)
            )
            return result.terminationStatus
        }
        let (output, errors) = streams.value ?? ("", "")
        return Capture(code: code, output: output, errors: redactor.redact(errors))
    }

    private typealias Start = @Sendable (Configuration, [UInt8]) async throws -> TerminationStatus

    private func inTerminalIfNeeded(_ command: Command, _ start: @escaping Start) async throws(Failure) -> Int32 {
        guard command.terminal == .handOver || command.terminal == .whole else {
            return try await launch(command, start)
        }
        let result = Box<Result<Int32, Failure>>()
        await handOver {
            do throws(Failure) { result.value = .success(try await launch(command, start)) } catch {
                result.value = .failure(error)
            }
        }
        guard let outcome = result.value else { throw .cancelled }
        return try outcome.get()
    }

    private func launch(_ command: Command, _ start: Start) async throws(Failure) -> Int32 {
        let name = command.executable
        guard let path = resolve(name) else { throw .notStarted(program: name, errno: 2) }
        var options = PlatformOptions()
        // A child that asks in the terminal must stay in our session: /dev/tty is the session's.
        options.createSession = command.terminal == .none
        options.teardownSequence = Self.teardown
        var variables = Self.scrubbed(environment, without: redactor)
        variables.merge(command.environment) { $1 }
        let configuration = Configuration(
            executable: .path(FilePath(path)), arguments: Arguments(command.arguments),
            // Subprocess takes these bytes for C strings.
            environment: .custom(variables.map { Array("\($0)=\($1)".utf8) + [0] }),
            workingDirectory: command.directory.map { FilePath($0) }, platformOptions: options)
        let bytes: [UInt8] = if case .text(let text) = command.input { Array(text.utf8) } else { [] }
        do {
            let status = try await start(configuration, bytes)
            // A cancelled run returns `signaled` and does not throw.
            if Task.isCancelled { throw Failure.cancelled }
            return switch status {
            case .exited(let code): code
            case .signaled(let signal): 128 + signal
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            if Task.isCancelled { throw .cancelled }
            throw .notStarted(program: name, errno: (error as? SubprocessError)?.underlyingError?.rawValue ?? 0)
        }
    }

    /// An absolute path as it is; a name by the absolute entries of PATH, with the sbin folders that
    /// Debian leaves out of an ordinary user's PATH. A relative entry (`.`) is never searched.
    func resolve(_ name: String) -> String? {
        if name.hasPrefix("/") { return Files.isExecutable(name) ? name : nil }
        let entries = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for folder in entries + ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"] where folder.hasPrefix("/")
        {
            let path = folder + "/" + name
            if Files.isExecutable(path) { return path }
        }
        return nil
    }

    /// What a child may see: everything but what would silently change how PostgreSQL, Python, pip or Django
    /// behave, and but the secrets that the answers named by a variable. Proxies, certificates, indexes and the
    /// project's own variables stay.
    static func scrubbed(_ environment: [String: String], without redactor: Redactor? = nil) -> [String: String] {
        let families = ["PG", "PYTHON", "DJANGO_", "LD_", "DYLD_", "LC_"]
        var kept = environment.filter { key, value in
            !families.contains { key.hasPrefix($0) } && !misleading.contains(key) && redactor?.isSecret(value) != true
        }
        #if canImport(Darwin)
            // Without C.UTF-8 the server would start threads to find a locale, and stop.
            kept["LC_ALL"] = "en_US.UTF-8"
        #else
            kept["LC_ALL"] = "C.UTF-8"
        #endif
        kept["PYTHONUNBUFFERED"] = "1"
        kept["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
        kept["PIP_NO_INPUT"] = "1"
        return kept
    }

    /// Each would send packages elsewhere, or names another environment, database or shell start-up file.
    private static let misleading: Set<String> = [
        "DATABASE_URL", "VIRTUAL_ENV", "LANGUAGE", "LANG", "BASH_ENV", "ENV", "CDPATH", "PIP_USER", "PIP_TARGET",
        "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV", "UV_TARGET", "UV_PREFIX", "UV_SYSTEM_PYTHON", "UV_PYTHON",
        "UV_PROJECT_ENVIRONMENT",
    ]
}

/// What a child may read. One that ends without reading it all has not failed for that:
/// how it ended says what it was. (Subprocess 1.0.2 would end this whole process.)
private struct Given: InputProtocol {
    var bytes: [UInt8]

    func write(with writer: StandardInputWriter) async throws { _ = try? await writer.write(bytes) }
}

/// A place for a result that leaves a closure.
private final class Box<Value>: @unchecked Sendable {
    var value: Value?
}
