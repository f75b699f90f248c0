import Foundation
import HowdahTestSupport
import Testing

/// `howdah undo`, on projects with a server of their own.
@Suite(.heavy) struct UndoTests {
    @Test func anEmptyFolderIsEmptyAgain() async throws {
        try await Project.with { project in
            let made = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: project.answers())
            try #require(made.code == 0, "\(made.all)")
            let pid = try project.read("myproject/.howdah/postgres/data/postmaster.pid")
            let lines = pid.split(separator: "\n", omittingEmptySubsequences: false)
            let before = try await fingerprint(project.folder)

            let dry = try await project.howdah(["undo", "myproject", "--dry-run"])
            #expect(dry.code == 0 && dry.output.contains("only when its name is typed: myproject"), "\(dry.all)")
            let same = try await fingerprint(project.folder)
            #expect(same == before, "a dry run changes nothing")
            #expect(!dry.output.contains(try secret(project)))

            let asked = try await project.howdah(["undo", "myproject"])
            #expect(asked.code == 64, "without a terminal nobody is asked")

            let undone = try await project.howdah(["undo", "myproject", "--yes", "--name", "myproject"])
            #expect(undone.code == 0, "\(undone.all)")
            let left = try FileManager.default.contentsOfDirectory(atPath: project.folder)
            #expect(left == ["myproject-before-undo.sql"])
            let dump = try project.read("myproject/myproject-before-undo.sql")
            #expect(dump.contains("CREATE TABLE public.auth_user"))
            #expect(access(String(lines[4]), F_OK) != 0, "the socket's folder is gone")
            let server = try #require(pid_t(lines[0]))
            #expect(!Room.isServer(server, of: String(lines[1])), "the server is stopped")

            let again = try await project.howdah(["undo", "myproject", "--yes"])
            #expect(again.code == 0 && again.output.contains("nothing to take back"))
        }
    }

    /// What a person had before is to the byte what they have afterwards.
    @Test func anExistingProjectIsAsItWas() async throws {
        try await Project.with { project in
            let python = try await Shared.venv.value() + "/bin/python"
            try await run(
                [python, "-m", "django", "startproject", "myproject", project.base], as: project.account,
                in: project.base, environment: project.environment
            ).orThrow()
            try await project.write("print('mine')\n", to: "mine.py")
            let before = try await fingerprint(project.base, without: ["./.cache/*", "./.local/*"])
            let made = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: project.answers())
            try #require(made.code == 0, "\(made.all)")
            let undone = try await project.howdah(["undo", "--yes", "--name", "myproject"])
            #expect(undone.code == 0, "\(undone.all)")
            try await run(["/bin/rm", project.base + "/myproject-before-undo.sql"]).orThrow()
            let after = try await fingerprint(project.base, without: ["./.cache/*", "./.local/*"])
            #expect(after == before)
        }
    }

    @Test func whatSomebodyChangedSinceIsLeft() async throws {
        try await Project.with { project in
            let made = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: project.answers())
            try #require(made.code == 0, "\(made.all)")
            let settings = try project.read("myproject/myproject/settings.py") + "\nMINE = 1\n"
            try await project.write(settings, to: "myproject/myproject/settings.py")
            let undone = try await project.howdah(["undo", "myproject", "--yes"])
            #expect(undone.code == 1, "\(undone.all)")
            #expect(undone.output.contains("Somebody has changed it since"))
            #expect(undone.output.contains("-MINE = 1"), "the difference is shown")
            let kept = try project.read("myproject/myproject/settings.py")
            #expect(kept == settings)
            #expect(project.exists("myproject/.howdah/postgres/data"), "nothing is lost without its name")
            #expect(project.exists("myproject/manage.py"))
        }
    }

    /// Half a line at the end, as after a full disk: moved aside, and said.
    @Test func aBrokenJournal() async throws {
        try await Project.with { project in
            let made = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: project.answers())
            try #require(made.code == 0, "\(made.all)")
            let journal = try project.read("myproject/.howdah/journal.jsonl")
            for broken in [
                String(journal.dropLast(20)), "\u{0}\u{1}",
                journal.replacingOccurrences(
                    of: "\"version\":1", with: "\"version\":99"),
            ] {
                try await project.write(broken, to: "myproject/.howdah/journal.jsonl")
                let shown = try await project.howdah(["undo", "myproject", "--dry-run"])
                #expect(shown.code == 0 && shown.output.contains("moved to"), "\(shown.all)")
                #expect(shown.output.contains("Remove the private server"), "the files prove it")
                #expect(!shown.output.contains("Remove the Django project"), "nothing proves that")
            }
        }
    }

    private func secret(_ project: Project) throws -> String {
        let text = try project.read("myproject/.howdah/secrets.toml")
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("database_password") })
        return try #require(line.split(separator: "\"").last.map(String.init))
    }
}
