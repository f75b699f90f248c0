import Foundation

@testable import HowdahSetup

/// The built program, where every account may run it.
public enum BuiltBinary {
    public static func path() async throws -> String { try await Shared.binary.value() }

    /// The program that breaks projects on purpose.
    public static func faultMaker() async throws -> String { try await Shared.faultMaker.value() }

    /// The products lie beside the test bundle.
    static func copy(_ name: String) async throws -> String {
        let own = URL(
            fileURLWithPath: Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundlePath
                ?? CommandLine.arguments[0])
        var folder = own.deletingLastPathComponent()
        while access(folder.path + "/" + name, X_OK) != 0 {
            guard folder.path != "/" else { throw Trouble("no built \(name) above \(own.path)") }
            folder = folder.deletingLastPathComponent()
        }
        let copy = try await Room.make() + "/" + name
        try await run(["/bin/cp", folder.path + "/" + name, copy]).orThrow()
        guard chmod(copy, 0o755) == 0 else { throw Trouble("chmod \(copy): \(errno)") }
        return copy
    }
}

/// A folder in which `howdah` is run as a person would, by an account that need not be the tests' own.
public final class Project: Sendable {
    public let account: Account
    /// Where `howdah` is started; also the home folder.
    public let base: String
    public let environment: [String: String]
    public let binary: String

    public var folder: String { base + "/myproject" }
    public var state: String { folder + "/.howdah" }

    private init(account: Account, base: String, environment: [String: String], binary: String) {
        self.account = account
        self.base = base
        self.environment = environment
        self.binary = binary
    }

    /// A project folder for the time of the body; what runs in it is stopped at the end.
    ///
    /// - Parameters:
    ///   - uv: whether uv is in the PATH: an environment takes a second with it, several with pip.
    public static func with<T>(
        as account: Account? = nil, uv: Bool = true, _ variables: [String: String] = [:],
        _ body: (Project) async throws -> T
    ) async throws -> T {
        let account = if let account { account } else { try await Account.ordinary() }
        let base = try await Room.make(for: account)
        var environment = plainEnvironment(home: base, path: uv ? [try await Shared.uvFolder.value()] : [])
        // What one account wrote into a cache, another may not add to.
        let isOrdinary = try await Account.ordinary() == account
        if uv { environment["UV_CACHE_DIR"] = isOrdinary ? try await Shared.uvCache.value() : base + "/.cache/uv" }
        environment.merge(variables) { $1 }
        let project = Project(
            account: account, base: base, environment: environment, binary: try await BuiltBinary.path())
        do {
            let value = try await body(project)
            await Room.clear(base)
            return value
        } catch {
            await Room.clear(base)
            throw error
        }
    }

    /// Answers with which a run needs no network and no person.
    public func answers(_ more: String = "") async throws -> String {
        """
        python.wheelhouse = "\(try await Shared.wheelhouse.value())"
        python.interpreter = "\(try await Shared.python.value())"
        postgres.port = \(ScratchCluster.freePort())
        superuser.password = "generate"
        server.port = \(ScratchCluster.freePort())
        \(more)

        """
    }

    public func howdah(
        _ arguments: [String], in directory: String? = nil, input: String = "", _ variables: [String: String] = [:]
    ) async throws -> Ended {
        try await start(arguments, in: directory, input: input, variables).ended()
    }

    public func start(
        _ arguments: [String], in directory: String? = nil, input: String = "", _ variables: [String: String] = [:]
    ) async throws -> Child {
        try await Child.start(
            [binary] + arguments, as: account, in: directory ?? base,
            environment: environment.merging(variables) { $1 },
            input: input)
    }

    /// A file of the account's own, with the folders above it.
    @discardableResult
    public func write(_ text: String, to name: String) async throws -> String {
        let path = Paths.absolute(name, from: base)
        try await run(
            ["/bin/sh", "-c", "mkdir -p \"$(dirname \"$1\")\" && cat > \"$1\"", "sh", path], as: account, input: text
        ).orThrow()
        return path
    }

    public func read(_ name: String) throws -> String {
        try String(contentsOfFile: Paths.absolute(name, from: base), encoding: .utf8)
    }

    public func exists(_ name: String) -> Bool { access(Paths.absolute(name, from: base), F_OK) == 0 }
}
