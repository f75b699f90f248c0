import Foundation
import HowdahTestSupport
import Testing

/// `howdah start`, `stop` and `status`.
@Suite(.heavy) struct ServerCommandTests {
    /// The project was copied while its server ran: the copy's pid file names the original's server.
    @Test func aCopyLeavesTheOriginalsServerAlone() async throws {
        try await Clinic.with { clinic in
            let project = clinic.project
            try await run(["/bin/cp", "-a", "myproject", "copy"], as: project.account, in: project.base).orThrow()
            let status = try await project.howdah(["status", "copy"])
            #expect(status.code == 1 && status.output.contains("stopped"), "\(status.all)")
            let stop = try await project.howdah(["stop", "copy"])
            #expect(
                stop.code == 1 && stop.errors.contains("~/myproject/.howdah/postgres/data, which is left alone"),
                "\(stop.all)")
            let original = try await project.howdah(["status", "myproject"])
            #expect(original.code == 0, "\(original.all)")
            // The command that is named helps.
            let command = try #require(stop.errors.firstMatch(of: /To start it: (.+) && howdah start/)?.1)
            try await run(["/bin/sh", "-c", String(command)], as: project.account, in: project.base).orThrow()
            let start = try await project.howdah(["start", "copy"])
            #expect(start.code == 0, "\(start.all)")
            let both = try await project.howdah(["status", "myproject"])
            #expect(both.code == 0, "\(both.all)")
            try await project.howdah(["stop", "copy"]).orThrow()
            let last = try await project.howdah(["status", "myproject"])
            #expect(last.code == 0, "\(last.all)")
        }
    }

    /// Another Howdah is at work: its server is neither stopped nor started under it. Looking is possible.
    @Test func theLockIsHeeded() async throws {
        try await Clinic.with { clinic in
            let project = clinic.project
            let lock = open(project.state + "/lock", O_RDWR)
            #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
            let stop = try await project.howdah(["stop", "myproject"])
            #expect(stop.code == 1 && stop.errors.contains("project-in-use"), "\(stop.all)")
            let status = try await project.howdah(["status", "myproject"])
            #expect(status.code == 0, "\(status.all)")
            flock(lock, LOCK_UN)
            try await project.howdah(["stop", "myproject"]).orThrow()
            #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
            let start = try await project.howdah(["start", "myproject"])
            #expect(start.code == 1 && start.errors.contains("project-in-use"), "\(start.all)")
            close(lock)
            try await project.howdah(["start", "myproject"]).orThrow()
        }
    }
}
