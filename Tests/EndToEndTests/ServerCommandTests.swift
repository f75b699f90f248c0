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

    /// A restart of the computer emptied /tmp, and the socket's folder went with it.
    @Test func theNotesOwnCommandStartsItAfterARestart() async throws {
        try await Clinic.with { clinic in
            let project = clinic.project
            func sh(_ script: String) async throws -> Ended {
                try await run(
                    ["/bin/sh", "-c", script], as: project.account, in: project.base, environment: project.environment)
            }
            try await project.howdah(["stop", "myproject"]).orThrow()
            let socket = try #require(
                try project.read("myproject/.howdah/postgres/data/postgresql.conf")
                    .matches(of: /\nunix_socket_directories = '(.+)'/).last?.1)
            try await sh("rm -r \(socket)").orThrow()
            let line = try #require(
                try project.read("myproject/.howdah/setup-notes.md").firstMatch(of: /Tomorrow(?s:.)+?\n +(\(cd .+)/)?.1)
            let status = try await project.howdah(["status", "myproject"])
            #expect(status.output.contains(line), "\(status.all)")
            // Without the folder the server does not start, and that is what its log is taken for.
            #expect(try await sh(String(line).replacing(#/mkdir .+? && /#, with: "")).code != 0)
            let explained = try await project.howdah(["explain", "myproject/.howdah/log/postgresql.log"])
            #expect(explained.output.contains("service-start-failed"), "\(explained.all)")
            try await sh(String(line)).orThrow()
            #expect(try await project.howdah(["status", "myproject"]).code == 0)
        }
    }

    /// Its port is somebody else's now: what ran tells of the new one, and what is still to be done is said.
    @Test func aServerThatMovesSaysWhatIsLeft() async throws {
        try await Clinic.with { clinic in
            let project = clinic.project
            try await project.howdah(["stop", "myproject"]).orThrow()
            let port = try #require(
                try project.read("myproject/myproject/settings.py").firstMatch(of: /'PORT': '(\d+)'/)?.1)
            let taken = try MuteListener(port: try #require(Int(port)))
            defer { taken.close() }
            let start = try await project.howdah(["start", "myproject"])
            #expect(start.code == 0, "\(start.all)")
            #expect(start.errors.contains(/echo 'port = \d+' >> postgres\/data\/postgresql.conf/), "\(start.all)")
            #expect(
                start.output.contains(
                    "Port \(port) was taken, and settings.py still names it. To mend that: howdah doctor --fix myproject"
                ),
                "\(start.all)")
            let mended = try await project.howdah(["doctor", "--fix", "myproject", "--yes"])
            #expect(mended.code == 0, "\(mended.all)")
            try await project.howdah(["stop", "myproject"]).orThrow()
            let again = try await project.howdah(["start", "myproject"])
            #expect(again.code == 0 && !again.output.contains("was taken"), "\(again.all)")
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
