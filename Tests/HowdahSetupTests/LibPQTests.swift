import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// Names and values that break whoever quotes by hand.
let oddWords = [
    "plain", "two words", "Ünïcode", "日本 🐘", #"a"b"#, "it's", #"back\slash"#, #"'; DROP TABLE x; --"#, "$1", "%s",
    "a|b", "order",
    #"\"#, #"\'"#, "e\u{301}", "\u{301}combining", "{}", ":colon", ":'x'",
]

/// libpq, against a real server.
@Suite(.heavy) struct LibPQTests {
    @Test func quotingGivesBackWhatWasPutIn() async throws {
        try await ScratchCluster.with { cluster in
            let services = Services.scratch(cluster.folder)
            for word in oddWords {
                let rows = try await services.query(
                    ["SELECT \(literal: word), 1 AS \(identifier: word)"], .direct(cluster.admin))
                #expect(rows == [[word, "1"]])
                _ = try await services.query(["CREATE ROLE \(identifier: word)"], .direct(cluster.admin))
                let found = try await services.query(
                    ["SELECT rolname FROM pg_roles WHERE rolname = \(literal: word)"], .direct(cluster.admin))
                #expect(found == [[word]])
            }
            let count = try await cluster.sql("SELECT count(*) FROM pg_roles WHERE rolname !~ '^pg_'")
            // And postgres, and the account's own.
            #expect(Int(count) == oddWords.count + (cluster.account.name == "postgres" ? 1 : 2))
        }
    }

    @Test func nullIsNotTheEmptyString() async throws {
        try await ScratchCluster.with { cluster in
            let rows = try await Services.scratch(cluster.folder).query(
                ["SELECT NULL, '', E'a\\nb'"], .direct(cluster.admin))
            #expect(rows == [[nil, "", "a\nb"]])
        }
    }

    /// The server never sees the clear password, and stores a SCRAM verifier that it opens with.
    @Test(arguments: ["simple", "p'a\"s%s\\w ö🐘", String(repeating: "långt ", count: 160)])
    func aVerifierMadeHereOpensTheServer(password: String) async throws {
        try await ScratchCluster.with { cluster in
            let services = Services.scratch(cluster.folder)
            try services.secrets.put(.databasePassword, Secret(password), persist: false)
            _ = try await services.query(
                ["CREATE ROLE learner LOGIN", "ALTER ROLE learner PASSWORD \(verifier: .databasePassword)"],
                .direct(cluster.admin))
            #expect(
                try await cluster.sql("SELECT rolpassword FROM pg_authid WHERE rolname = 'learner'").hasPrefix(
                    "SCRAM-SHA-256$4096:"))
            var own = cluster.admin
            (own.user, own.password) = ("learner", .databasePassword)
            #expect(try await services.query(["SELECT current_user"], .direct(own)) == [["learner"]])

            try services.secrets.put(.databasePassword, Secret(password + "x"), persist: false)
            let failure = await thrown { try await services.query(["SELECT 1"], .direct(own)) }
            #expect(failure?.sqlState == "28P01")
            let log = try String(contentsOfFile: cluster.log, encoding: .utf8)
            #expect(log.contains("ALTER ROLE learner PASSWORD"))
            #expect(!log.contains(password))
        }
    }

    @Test func failedLoginsCarryTheirSQLSTATE() async throws {
        try await ScratchCluster.with { cluster in
            let services = Services.scratch(cluster.folder)
            func state(_ change: (inout Connection) -> Void) async -> String? {
                var connection = cluster.admin
                change(&connection)
                return await thrown { try await services.query(["SELECT 1"], .direct(connection)) }?.sqlState
            }
            // libpq gives up by itself, but the server has answered.
            #expect(await state { $0.password = nil } == "28000")
            #expect(await state { $0.user = "nobody" } == "28P01")
            #expect(await state { $0.database = "nowhere" } == "3D000")
            #expect(await state { $0.port = ScratchCluster.freePort() } == "")
            #expect(await state { $0.host = "/nonexistent" } == "")
            #expect(await state { $0.host = "no-such-host.invalid" } == "")
            try await cluster.sql("CREATE ROLE locked NOLOGIN PASSWORD 'scratch-admin'")
            #expect(await state { $0.user = "locked" } == "28000")
            try await cluster.sql("CREATE DATABASE closed ALLOW_CONNECTIONS false")
            #expect(await state { $0.database = "closed" } == "55000")
            let failure = await thrown { try await services.query(["SELECT * FROM nothing"], .direct(cluster.admin)) }
            #expect(failure?.sqlState == "42P01")
        }
    }

    @Test func whatTheCausesAreCalled() async throws {
        try await ScratchCluster.with { cluster in
            let services = Services.scratch(cluster.folder)
            var refused = cluster.admin
            refused.port = ScratchCluster.freePort()
            let nobody = try #require(await thrown { try await services.query(["SELECT 1"], .direct(refused)) })
            #expect(Diagnosis(of: nobody).cause == "postgres-not-running")
            var wrong = cluster.admin
            wrong.password = .databasePassword
            try services.secrets.put(.databasePassword, Secret("not-this"), persist: false)
            let denied = try #require(await thrown { try await services.query(["SELECT 1"], .direct(wrong)) })
            #expect(Diagnosis(of: denied).cause == "password-auth-failed")
        }
    }

    /// A server that accepts and says nothing must not hold the program for ever.
    @Test func aServerThatSaysNothingIsGivenUp() async throws {
        let mute = try MuteListener()
        defer { mute.close() }
        let services = Services.scratch("/nonexistent")
        let connection = Connection(
            host: "127.0.0.1", port: mute.port, user: "x", database: "x", options: ["connect_timeout": "1"])
        let failure = await thrown { try await services.query(["SELECT 1"], .direct(connection)) }
        guard case .timedOut = failure else {
            Issue.record("no timeout: \(String(describing: failure))")
            return
        }
    }

    @Test func theParametersOfAURL() throws {
        let parts = try #require(LibPQ.parameters(of: "postgres://u%40x:p%2F%23@h:1/d%20b?sslmode=require"))
        #expect(
            parts == [
                "user": "u@x", "password": "p/#", "host": "h", "port": "1", "dbname": "d b", "sslmode": "require",
            ])
        #expect(LibPQ.parameters(of: "mysql://h/d") == nil)
    }
}

/// What a closure throws, if it does.
func thrown(_ body: () async throws -> some Any) async -> Failure? {
    do {
        _ = try await body()
        return nil
    } catch { return error as? Failure }
}
