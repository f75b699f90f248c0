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
                #expect(shown.code == 1 && shown.output.contains("could not be read"), "\(shown.all)")
                let same = try project.read("myproject/.howdah/journal.jsonl")
                #expect(same == broken, "a look moves nothing")
                #expect(shown.output.contains("Remove the private server"), "the files prove it")
                #expect(!shown.output.contains("Remove the Django project"), "nothing proves that")
            }
            let undone = try await project.howdah(["undo", "myproject", "--yes"])
            #expect(undone.code == 1 && undone.output.contains("moved to"), "\(undone.all)")
            #expect(project.exists("myproject/.howdah/backups"), "the old settings.py is nowhere else")
        }
    }

    /// Its journal tells of the original; whatever is said in the copy, the original is as it was.
    @Test func aCopyLeavesTheOriginalAlone() async throws {
        try await Project.with { project in
            let made = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: project.answers())
            try #require(made.code == 0, "\(made.all)")
            try await run(["/bin/cp", "-r", project.folder, project.base + "/copy"], as: project.account).orThrow()
            let before = try await fingerprint(project.folder)
            let undone = try await project.howdah(["undo", "copy", "--yes", "--name", "myproject"])
            #expect(undone.code == 1 && undone.output.contains("outside this folder"), "\(undone.all)")
            let after = try await fingerprint(project.folder)
            #expect(after == before)
            let one = try await privateSQL(project, "SELECT 1")
            #expect(one == "1", "the original's server runs")
        }
    }

    /// Nothing is thrown away that was to be saved first: in a stopped server, and where there is no room for it.
    @Test func theDataIsSavedFirst() async throws {
        try await Project.with { project in
            let made = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: project.answers())
            try #require(made.code == 0, "\(made.all)")
            try await project.howdah(["stop", "myproject"]).orThrow()
            try await run(["/bin/chmod", "555", project.folder], as: project.account).orThrow()
            let full = try await project.howdah(["undo", "myproject", "--yes", "--name", "myproject"])
            #expect(full.code == 1 && full.output.contains("Undo stops here"), "\(full.all)")
            #expect(project.exists("myproject/.howdah/postgres/data/PG_VERSION"))
            try await run(["/bin/chmod", "755", project.folder], as: project.account).orThrow()
            _ = try await project.howdah(["stop", "myproject"])

            // Somebody's own folder for the socket is not removed with the server.
            let shared = project.base + "/mine/sockets"
            try await run(["/bin/mkdir", "-m", "700", project.base + "/mine", shared], as: project.account).orThrow()
            let conf = try project.read("myproject/.howdah/postgres/data/postgresql.conf")
            try await project.write(
                conf + "unix_socket_directories = '\(shared)'\n", to: "myproject/.howdah/postgres/data/postgresql.conf")
            let undone = try await project.howdah(["undo", "myproject", "--yes", "--name", "myproject"])
            #expect(undone.code == 0, "\(undone.all)")
            let dump = try project.read("myproject/myproject-before-undo.sql")
            #expect(dump.contains("CREATE TABLE public.auth_user"))
            #expect(project.exists("mine/sockets") && !project.exists("myproject/.howdah"))
        }
    }

    /// Data of a version whose programs are gone: nobody can look, so nobody may remove it by a plain yes.
    @Test func dataThatCannotBeLookedAtStays() async throws {
        try await Project.with { project in
            let made = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: project.answers())
            try #require(made.code == 0, "\(made.all)")
            try await project.howdah(["stop", "myproject"]).orThrow()
            try await project.write("9\n", to: "myproject/.howdah/postgres/data/PG_VERSION")
            let undone = try await project.howdah(["undo", "myproject", "--yes", "--name", "myproject"])
            #expect(undone.code == 1, "\(undone.all)")
            #expect(project.exists("myproject/.howdah/postgres/data/base"))
            #expect(undone.output.contains("holds a database that could not be looked at"), "\(undone.all)")
        }
    }

    private func secret(_ project: Project) throws -> String {
        let text = try project.read("myproject/.howdah/secrets.toml")
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("database_password") })
        return try #require(line.split(separator: "\"").last.map(String.init))
    }
}
