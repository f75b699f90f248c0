import Foundation
import HowdahText

@testable public import HowdahSetup

/// A real PostgreSQL of a test's own: a free loopback port, a short socket folder, run by an ordinary user.
///
/// Two superusers: `postgres` with a password over TCP, and the account's own name over the socket (peer).
public final class ScratchCluster: Sendable {
    public static let adminPassword = "scratch-admin"

    public let account: Account
    public let folder: String
    public let port: Int
    public let binaries: String

    public var data: String { folder + "/data" }
    public var sockets: String { folder + "/s" }
    public var log: String { folder + "/log" }

    private init(account: Account, folder: String, port: Int, binaries: String) {
        self.account = account
        self.folder = folder
        self.port = port
        self.binaries = binaries
    }

    /// A running cluster for the time of the body.
    ///
    /// - Parameters:
    ///   - settings: lines of postgresql.conf.
    ///   - data: another folder to copy, instead of the template.
    public static func with<T>(
        _ settings: [String] = [], _ body: (ScratchCluster) async throws -> T
    ) async throws -> T {
        let account = try await Account.ordinary()
        let folder = try await Room.make(for: account)
        let template = try await Shared.cluster.value()
        let cluster = ScratchCluster(account: account, folder: folder, port: freePort(), binaries: try binaries())
        try await run(["/bin/cp", "-R", "-p", template, cluster.data], as: account).orThrow()
        try await cluster.configure(settings)
        do {
            try await cluster.start()
            let value = try await body(cluster)
            await cluster.remove()
            return value
        } catch {
            let log = (try? String(contentsOfFile: cluster.log, encoding: .utf8)) ?? ""
            await cluster.remove()
            if error is Trouble { throw Trouble("\(error)\nserver log:\n\(log.suffix(2000))") }
            throw error
        }
    }

    private func configure(_ settings: [String]) async throws {
        try await run(["/bin/mkdir", "-m", "755", sockets], as: account).orThrow()
        let lines =
            [
                "port = \(port)", "listen_addresses = '127.0.0.1'", "unix_socket_directories = '\(sockets)'",
                "unix_socket_permissions = 0777", "fsync = off", "shared_buffers = '16MB'", "max_connections = 30",
                "log_statement = 'all'",
            ] + settings
        let file = data + "/postgresql.conf"
        try (String(contentsOfFile: file, encoding: .utf8) + lines.joined(separator: "\n") + "\n")
            .write(toFile: file, atomically: false, encoding: .utf8)
    }

    public func start() async throws {
        try await run(
            [binaries + "/pg_ctl", "--pgdata", data, "--log", log, "--wait", "--silent", "--timeout", "120", "start"],
            as: account
        ).orThrow()
    }

    public func stop() async throws {
        try await run(
            [binaries + "/pg_ctl", "--pgdata", data, "--wait", "--silent", "--mode", "fast", "stop"], as: account
        ).orThrow()
    }

    private func remove() async { await Room.clear(folder) }

    /// As the superuser `postgres`, over TCP; `Services.scratch` knows the password.
    public var admin: Connection {
        Connection(host: "127.0.0.1", port: port, user: "postgres", database: "postgres", password: .adminPassword)
    }

    public var adminURL: String { url(user: "postgres", password: Self.adminPassword, database: "postgres") }

    public func url(user: String, password: String, database: String) -> String {
        "postgresql://\(percentEncoded(user)):\(percentEncoded(password))@127.0.0.1:\(port)/\(percentEncoded(database))"
    }

    /// Statements of the test itself, as superuser, by psql: not by what is tested.
    @discardableResult
    public func sql(_ text: String, database: String = "postgres") async throws -> String {
        try await run(
            [
                binaries + "/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", sockets, "-p", String(port),
                "-d",
                database,
            ], as: account, environment: plainEnvironment(home: folder), input: text
        ).orThrow().output.trimmingCharacters(in: .newlines)
    }

    /// All databases and roles as SQL, without what differs from dump to dump.
    public func dump(_ database: String) async throws -> String {
        try await run(
            [binaries + "/pg_dump", "-h", sockets, "-p", String(port), "-d", database], as: account
        ).orThrow().output.split(separator: "\n").filter {
            !$0.hasPrefix("\\restrict") && !$0.hasPrefix("\\unrestrict")
        }
        .joined(separator: "\n")
    }

    // MARK: making

    /// The folder of initdb and its like: the newest, or the one that PGBIN names.
    public static func binaries() throws -> String {
        if let named = ProcessInfo.processInfo.environment["PGBIN"] {
            guard access(named + "/initdb", X_OK) == 0 else { throw Trouble("no initdb in PGBIN, \(named)") }
            return named
        }
        let parents = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"]
        let folders = parents.flatMap { parent in
            ((try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [])
                .filter { parent.hasSuffix("postgresql") || $0.hasPrefix("postgresql") }
                .sorted { $0.localizedStandardCompare($1) == .orderedDescending }.map { "\(parent)/\($0)/bin" }
        }
        guard
            let found = (folders + ["/usr/bin", "/usr/local/bin"]).first(where: { access($0 + "/initdb", X_OK) == 0 })
        else { throw Trouble("the tests need PostgreSQL's server programs (Debian: postgresql)") }
        return found
    }

    /// - Returns: a port that was free a moment ago; high, so that nothing searching upwards from 5432 meets it.
    public static func freePort() -> Int {
        while true {
            let port = Int.random(in: 20000..<32000)
            if Ports.isFree(port) { return port }
        }
    }

    static func makeTemplate() async throws -> String {
        let account = try await Account.ordinary()
        let folder = try await Room.make(for: account)
        let binaries = try binaries()
        let data = folder + "/data"
        let password = folder + "/password"
        try adminPassword.write(toFile: password, atomically: false, encoding: .utf8)
        try await run(
            [
                binaries + "/initdb", "--pgdata", data, "--username", "postgres", "--pwfile", password, "--encoding",
                "UTF8",
                "--locale", "C.UTF-8", "--auth-local", "peer", "--auth-host", "scram-sha-256", "--no-sync",
            ], as: account
        ).orThrow()
        // Without a server: one statement, in the single-user mode of postgres. Peer asks for this very name.
        if account.name != "postgres" {
            try await run(
                [binaries + "/postgres", "--single", "-D", data, "postgres"], as: account,
                input: "CREATE ROLE \"\(account.name)\" SUPERUSER LOGIN\n"
            ).orThrow()
        }
        return data
    }
}
