import HowdahTestSupport
import Testing

@testable import HowdahSetup

/// Statements by psql as another user of the operating system: how root reaches a packaged server.
@Suite(.heavy, .enabled(if: Account.isRoot, "only root may become somebody else without a password"))
struct PsqlRouteTests {
    private func route(_ cluster: ScratchCluster, database: String = "postgres") -> Route {
        .becoming(
            Become(.runuser, user: cluster.account.name),
            Connection(
                host: cluster.sockets, port: cluster.port, user: cluster.account.name, database: database))
    }

    @Test func valuesComeBackAsTheyWere() async throws {
        try await ScratchCluster.with { cluster in
            let services = Services.scratch(cluster.folder)
            for word in oddWords + ["a\nb", "a\r\nb", "tab\there", "", "|", #"\N"#, "\u{8}\u{b}\u{c}"] {
                let rows = try await services.query(
                    ["SELECT \(literal: word), NULL, \(literal: word), 'end'"], route(cluster))
                #expect(rows == [[word, nil, word, "end"]])
            }
            #expect(try await services.query(["SELECT ''"], route(cluster)) == [[""]])
            #expect(
                try await services.query(["SELECT x FROM (VALUES ('a'), (''), ('b')) v (x)"], route(cluster)) == [
                    ["a"], [""], ["b"],
                ])
            #expect(try await services.query(["SELECT 1 WHERE false"], route(cluster)) == [])
        }
    }

    @Test func failuresCarryTheirSQLSTATE() async throws {
        try await ScratchCluster.with { cluster in
            let services = Services.scratch(cluster.folder)
            let missing = await thrown { try await services.query(["SELECT * FROM nothing"], route(cluster)) }
            #expect(missing?.sqlState == "42P01")
            let nowhere = await thrown { try await services.query(["SELECT 1"], route(cluster, database: "nowhere")) }
            #expect(nowhere?.sqlState == "3D000" || nowhere.map { Diagnosis(of: $0).cause } == "database-missing")
            // The first statement of several decides, and the ones after it are not sent.
            let second = await thrown {
                try await services.query(["CREATE ROLE one", "CREATE ROLE one", "CREATE ROLE two"], route(cluster))
            }
            #expect(second?.sqlState == "42710")
            let made = try await cluster.sql("SELECT count(*) FROM pg_roles WHERE rolname IN ('one', 'two')")
            #expect(made == "1")
        }
    }

    @Test func nothingOfAStatementStandsOnTheCommandLine() async throws {
        let words = Database.command(
            Become(.runuser, user: "postgres"), Connection(host: "/s", port: 1, user: "postgres", database: "d"))
        #expect(
            words == [
                "runuser", "-u", "postgres", "--", "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "/s",
                "-p", "1", "-d", "d",
            ])
    }

    @Test func aServerThatIsDownIsNamedSo() async throws {
        let account = try await Account.ordinary()
        let services = Services.scratch("/")
        let route = Route.becoming(
            Become(.runuser, user: account.name),
            Connection(host: "/nonexistent", port: 5432, user: account.name, database: "postgres"))
        let failure = try #require(await thrown { try await services.query(["SELECT 1"], route) })
        #expect(failure.sqlState == "")
        #expect(Diagnosis(of: failure).cause == "postgres-not-running")
    }
}
