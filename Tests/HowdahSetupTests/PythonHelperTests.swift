import Foundation
import HowdahTestSupport
import Testing

@testable import HowdahSetup

/// The helpers' own tests (Python/test_helpers.py), with the Django and the PostgreSQL of this run.
@Suite(.heavy) struct PythonHelperTests {
    @Test func theirOwnTestsPass() async throws {
        try await ScratchCluster.with { cluster in
            let folder = try await Room.make()
            try Files.write(
                "127.0.0.1:\(cluster.port):*:postgres:\(ScratchCluster.adminPassword)\n", to: folder + "/pgpass",
                mode: 0o600)
            let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Python/test_helpers.py"
            let ended = try await run(
                [try await Shared.venv.value() + "/bin/python", "-B", tests], in: folder,
                environment: plainEnvironment(home: folder).merging([
                    "HOWDAH_TEST_PG": "127.0.0.1 \(cluster.port) postgres postgres", "PGPASSFILE": folder + "/pgpass",
                ]) { $1 })
            #expect(ended.code == 0, "\(ended.all.suffix(6000))")
            #expect(ended.all.contains("\nOK"))
        }
    }
}
