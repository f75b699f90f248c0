import Foundation
import Subprocess
import Synchronization

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// How a child ended and what it wrote.
public struct Ended: Sendable {
    public var words: [String]
    /// 128 + n when signal n ended it.
    public var code: Int32
    public var output: String
    public var errors: String
    public var seconds: Double

    public var all: String { output + errors }

    @discardableResult
    public func orThrow() throws -> Ended {
        guard code == 0 else {
            throw Trouble("\(words.joined(separator: " ")) ended with \(code):\n\(all.suffix(4000))")
        }
        return self
    }
}

/// The variables that a child of the tests gets: nothing of the developer's own that bends what is tested,
/// but the way to the network (proxy, certificates, index) as it is here.
public func plainEnvironment(home: String, path: [String] = []) -> [String: String] {
    var kept = ProcessInfo.processInfo.environment.filter { key, _ in
        ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"].contains(key)
            || key.hasSuffix("_CA_BUNDLE") || key.hasPrefix("SSL_CERT") || key.hasPrefix("PIP_")
            || key.hasPrefix("UV_INDEX")
    }
    kept["PIP_FIND_LINKS"] = nil
    kept["HOME"] = home
    kept["PATH"] = (path + ["/usr/local/bin", "/usr/bin", "/bin", "/opt/homebrew/bin"]).joined(separator: ":")
    kept["LC_ALL"] = "C.UTF-8"
    kept["TERM"] = "xterm-256color"
    return kept
}

/// Runs a program to its end. The first word is an absolute path.
public func run(
    _ words: [String], as account: Account = .current, in directory: String = "/",
    environment: [String: String]? = nil, input: String = ""
) async throws -> Ended {
    try await Child.start(words, as: account, in: directory, environment: environment, input: input).ended()
}

/// A child need not read its input to its end.
private struct Given: InputProtocol {
    var bytes: [UInt8]
    func write(with writer: StandardInputWriter) async throws { _ = try? await writer.write(bytes) }
}

/// A child that ends before it read its input must not end the tests with SIGPIPE.
let ignoresSIGPIPE: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

/// A program that runs while the test goes on.
public final class Child: Sendable {
    private struct State {
        var pid: Int32?
        var output: [UInt8] = []
        var errors: [UInt8] = []
    }

    public let words: [String]
    private let state = Mutex(State())
    private let task: Mutex<Task<Int32, any Error>?> = Mutex(nil)
    private let began = ContinuousClock.now

    private init(_ words: [String]) { self.words = words }

    /// - Parameter directory: one that the account may enter.
    public static func start(
        _ words: [String], as account: Account = .current, in directory: String = "/",
        environment: [String: String]? = nil, input: String = ""
    ) async throws -> Child {
        ignoresSIGPIPE
        var options = PlatformOptions()
        options.createSession = true
        let program = account.leading(words)
        let configuration = Configuration(
            executable: .path(FilePath(program[0])), arguments: Arguments(Array(program.dropFirst())),
            environment: environment.map { variables in
                .custom(variables.map { Array("\($0)=\($1)".utf8) + [0] })
            } ?? .inherit,
            workingDirectory: FilePath(directory), platformOptions: options)
        let bytes = Array(input.utf8)
        let child = Child(words)
        child.task.withLock { task in
            task = Task {
                let result = try await Subprocess.run(
                    configuration, input: Given(bytes: bytes), output: .sequence, error: .sequence
                ) { execution in
                    child.state.withLock { $0.pid = execution.processIdentifier.value }
                    async let errors: Void = {
                        for try await buffer in execution.standardError {
                            child.state.withLock { $0.errors += buffer.withUnsafeBytes { Array($0) } }
                        }
                    }()
                    for try await buffer in execution.standardOutput {
                        child.state.withLock { $0.output += buffer.withUnsafeBytes { Array($0) } }
                    }
                    try await errors
                }
                return switch result.terminationStatus {
                case .exited(let code): code
                case .signaled(let signal): 128 + signal
                }
            }
        }
        return child
    }

    public var output: String { state.withLock { String(decoding: $0.output, as: UTF8.self) } }
    public var errors: String { state.withLock { String(decoding: $0.errors, as: UTF8.self) } }

    public func pid() async throws -> Int32 {
        try await waitUntil("\(words[0]) has started") { state.withLock { $0.pid } }
    }

    /// Waits until standard output holds this text.
    public func wait(for text: String, within limit: Duration = .seconds(120)) async throws {
        try await waitUntil("\(words.last ?? "") prints \(text)", within: limit, seen: output + errors) {
            output.contains(text) ? true : nil
        }
    }

    public func send(_ signal: Int32) async throws { kill(try await pid(), signal) }

    public func ended() async throws -> Ended {
        guard let task = task.withLock({ $0 }) else { throw Trouble("not started") }
        let code = try await task.value
        return Ended(
            words: words, code: code, output: output, errors: errors, seconds: (ContinuousClock.now - began).seconds)
    }
}

extension Duration {
    public var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
