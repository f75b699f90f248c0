import HowdahTestSupport
import Testing
@testable import HowdahSetup

/// libpq against a real server.
@Suite(.heavy) struct LibPQTests {
    @Test func failedLoginsCarryTheirSQLSTATE() async throws {
        try await ScratchCluster.with { cluster in
            let services = Services.scratch(cluster.folder)
            var wrong = cluster.admin
            wrong.database = "nowhere"
            let failure = await #expect(throws: Failure.self) { _ = try await services.query(["SELECT 1"], .direct(wrong)) }
            #expect(failure?.sqlState == "3D000")
        }
    }
}
