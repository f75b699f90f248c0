import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// Other projects, other runs, other people's files: what Howdah must not take for its own.
@Suite(.heavy) struct StrangersTests {
    /// Two projects of one name on one server: the second one leaves the first one's role alone.
    @Test func anotherProjectOfTheSameName() async throws {
        try await Site.with(project: false) { first in
            let (made, _) = try await first.advance(.database)
            #expect(made == .done)
            let elsewhere = try await Room.make()
            var second = first.services
            second.base = elsewhere
            try second.secrets.put(.databasePassword, Secret("another-password-1"), persist: false)
            let inspection = DatabaseInspection(
                target: try await DatabaseTarget.of(first.answers, second),
                mark: Mark.comment(Layout(base: elsewhere, answers: first.answers)), services: second)
            let admin = try #require(try await ServerSearch.choose(first.answers, second).server.admin)
            #expect(try await inspection.role(admin)?.madeByHowdah == false)
            #expect(try await inspection.database(admin)?.madeByHowdah == false)
        }
    }

    /// libpq asks the kernel who listens: a socket in /tmp may be anybody's.
    @Test(.enabled(if: Account.isRoot)) func aSocketOfAnotherUserIsNotTrusted() async throws {
        try await ScratchCluster.with { cluster in
            let services = Services.scratch(cluster.folder)
            func answer(_ owner: String) async -> Failure? {
                var connection = cluster.admin
                connection.host = cluster.sockets
                connection.options["requirepeer"] = owner
                return await thrown { try await services.query(["SELECT 1"], .direct(connection)) }
            }
            #expect(await answer(cluster.account.name)?.evidence.contains("requirepeer") != true)
            #expect(await answer("root")?.evidence.contains("requirepeer") == true)
        }
    }

    @Test func aRunThatWasKilledWhileItMovedTheFiles() async throws {
        try await Site.with(project: false) { site in
            let layout = Layout(base: site.base, answers: site.answers)
            let files = ProjectFiles(
                staging: layout.state + "/staging", destination: layout.project, package: layout.package)
            try site.write("x", to: "myproject/settings.py")
            try site.write("manage", to: ".howdah/staging/manage.py")
            #expect(files.isStaged)
            let found = try await site.inspect(.project)
            #expect(found["project"]?.state == .missing, "\(found)")
            try files.moveIn()
            #expect(try site.read("manage.py") == "manage")
            #expect(!files.isStaged)
        }
    }

    @Test func onlyOneProcessChangesAProject() async throws {
        let file = try await Room.make() + "/lock"
        let first = ProjectLock()
        try first.take(file)
        try first.take(file)
        let refused = await thrown { try ProjectLock().take(file) }
        #expect(refused.map { Diagnosis(of: $0).cause } == "project-in-use")
    }

    @Test func aLookThatHangsEndsWithWhoeverWaits() async throws {
        let memo = Memo()
        let waiting = Task {
            await thrown {
                try await memo.value("slow") { () async throws(Failure) -> Int in
                    do { try await Task.sleep(for: .seconds(600)) } catch { throw .cancelled }
                    return 1
                }
            }
        }
        waiting.cancel()
        #expect(await waiting.value == .cancelled)
        // What was cancelled is not remembered as the answer.
        #expect(try await memo.value("slow") { () async throws(Failure) -> Int in 2 } == 2)
    }

    @Test(arguments: [[UInt8]("abc\0def".utf8), [0xe9, 0x61, 0x62], [UInt8]("one\ntwo".utf8)])
    func aPasswordFileThatIsNoPassword(bytes: [UInt8]) async throws {
        let folder = try await Room.make()
        try Files.write(bytes, to: folder + "/password", mode: 0o600)
        let refused = await thrown {
            _ = try SecretFiles.read(.file("password"), key: "database.password", .scratch(folder))
        }
        guard case .refused = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
    }

    @Test func aSecretVariableIsNotHandedToChildren() async throws {
        let redactor = Redactor()
        redactor.add(Secret("s3cret-value"))
        let kept = Shell.scrubbed(
            ["MINE": "s3cret-value", "OTHER": "x", "PIP_USER": "1", "PIP_INDEX_URL": "u"], without: redactor)
        #expect(kept["MINE"] == nil)
        #expect(kept["PIP_USER"] == nil)
        #expect(kept["OTHER"] == "x")
        #expect(kept["PIP_INDEX_URL"] == "u")
    }
}
