import Foundation
import HowdahTestSupport
import Testing

/// `howdah apply` as root: the system's cluster, through runuser and pg_ctlcluster.
///
/// The machine is left as it was found: what a test made is dropped, what it started is stopped.
@Suite(
    .heavy, .enabled(if: Account.isRoot && access("/usr/bin/pg_createcluster", X_OK) == 0, "only on Debian, as root"))
struct SystemClusterTests {
    private struct Cluster: Hashable {
        var version: String
        var name: String
        var port: String
        var online: Bool
    }

    private func clusters() async throws -> [Cluster] {
        try await run(["/usr/bin/pg_lsclusters", "--no-header"]).orThrow().output.split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            return Cluster(version: words[0], name: words[1], port: words[2], online: words[3].hasPrefix("online"))
        }
    }

    private func sql(_ port: String, _ text: String, database: String = "postgres") async throws -> String {
        try await run(
            [
                "/usr/sbin/runuser", "-u", "postgres", "--", "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
                "-p", port, "-d",
                database,
            ], input: text
        ).orThrow().output.trimmingCharacters(in: .newlines)
    }

    /// A cluster of the test's own beside the others; dropped at the end.
    private func withCluster<T: Sendable>(start: Bool, _ body: @Sendable (String) async throws -> T) async throws -> T {
        try await Machine.shared.alone {
            let version = try await run(["/bin/ls", "/usr/lib/postgresql"]).orThrow().output.split(separator: "\n").last
                .map(String.init)
            let name = "howdahtest\(getpid())"
            let port = String(ScratchCluster.freePort())
            let created = try await run(
                ["/usr/bin/pg_createcluster", version ?? "15", name, "--port", port] + (start ? ["--start"] : [])
                    + ["--", "--no-sync"])
            _ = try created.orThrow()
            let result: Result<T, any Error>
            do { result = .success(try await body(port)) } catch { result = .failure(error) }
            _ = try await run(["/usr/bin/pg_dropcluster", "--stop", version ?? "15", name])
            return try result.get()
        }
    }

    @Test func rootOnTheSystemsCluster() async throws {
        try await withCluster(start: true) { port in
            try await Project.with(as: .current) { project in
                let answers = try await project.answers().replacing(
                    /postgres.port = \d+/, with: "postgres.port = \(port)")
                let first = try await project.howdah(["apply", "--json", "--answers", "-"], input: answers)
                #expect(first.code == 0, "\(first.all)")
                try checkContract(first)
                #expect(try first.outcomes() == ["already-done"] + Array(repeating: "done", count: 6))
                #expect(try first.receipt()["login"] as? String == "verified")
                let owner = try await sql(
                    port, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'myproject'")
                #expect(owner == "myproject")
                let superuser = try await sql(port, "SELECT username FROM auth_user", database: "myproject")
                #expect(superuser == "admin")

                let files = try await fingerprint(project.folder)
                let second = try await project.howdah(["apply", "myproject", "--json"])
                #expect(second.code == 0, "\(second.all)")
                #expect(try second.outcomes() == Array(repeating: "already-done", count: 7))
                let after = try await fingerprint(project.folder)
                #expect(files == after)
            }
        }
    }

    /// As on a Debian in a container: a cluster is there, nothing starts it.
    @Test func aStoppedClusterIsStarted() async throws {
        try await withCluster(start: false) { _ in
            let before = try await clusters()
            // Another one runs: it would be taken, and it is not ours to stop.
            guard !before.contains(where: \.online) else { return }
            let name = "howdah_test_\(getpid())"
            try await Project.with(as: .current) { project in
                let answers = try await project.answers("database.name = \"\(name)\"\ndatabase.user = \"\(name)\"\n")
                let ended = try await project.howdah(["apply", "--json", "--answers", "-"], input: answers)
                let started = Set(try await clusters().filter(\.online))
                #expect(started.count == 1)
                for cluster in started {
                    _ = try? await sql(cluster.port, "DROP DATABASE IF EXISTS \(name);\nDROP ROLE IF EXISTS \(name);")
                    _ = try await run([
                        "/usr/bin/pg_ctlcluster", cluster.version, cluster.name, "stop", "--mode", "fast",
                    ])
                }
                #expect(ended.code == 0, "\(ended.all)")
                #expect(try ended.outcomes() == Array(repeating: "done", count: 7))
            }
        }
    }
}
