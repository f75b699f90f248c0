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

    /// The folder that Howdah made goes too, with the web server that was kept.
    @Test func nothingIsLeft() async throws {
        try await Project.with { project in
            let made = try await project.howdah(
                ["apply", ".", "--json", "--answers", "-"], input: project.answers("server.keep_running = true"))
            try #require(made.code == 0, "\(made.all)")
            let web = try #require(
                pid_t(try project.read("myproject/.howdah/runserver.pid").trimmingCharacters(in: .newlines)))
            _ = try await privateSQL(project, "DROP DATABASE myproject WITH (FORCE)")
            let without = try await project.howdah(["undo", "myproject", "--yes", "--name", "other"])
            #expect(without.code == 1 && project.exists("myproject/.howdah/postgres/data"), "\(without.all)")
            let undone = try await project.howdah(["undo", "myproject", "--yes", "--name", "myproject"])
            #expect(undone.code == 0, "\(undone.all)")
            #expect(!project.exists("myproject"), "\(undone.all)")
            try await waitUntil("the web server has ended") { kill(web, 0) != 0 ? true : nil }
        }
    }

    /// What stays needs no copy.
    @Test func nothingIsSavedWithoutItsName() async throws {
        try await Project.with { project in
            let made = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: project.answers())
            try #require(made.code == 0, "\(made.all)")
            let undone = try await project.howdah(["undo", "myproject", "--yes"])
            #expect(undone.code == 1, "\(undone.all)")
            #expect(!project.exists("myproject/myproject-before-undo.sql"))
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
            #expect(full.output.contains("is stopped again"), "\(full.all)")
            #expect(project.exists("myproject/.howdah/postgres/data/PG_VERSION"))
            #expect(!project.exists("myproject/.howdah/postgres/data/postmaster.pid"), "it ran for a moment only")
            try await run(["/bin/chmod", "755", project.folder], as: project.account).orThrow()

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

    /// No database in the private cluster, or an empty one: there is nothing to save, and that is no failure.
    @Test(arguments: [true, false], [true, false])
    func aRunThatWasLeftAtTheBeginning(isRunning: Bool, hasDatabase: Bool) async throws {
        try await Project.with { project in
            try await beginning(project)
            if !hasDatabase { _ = try await privateSQL(project, "DROP DATABASE myproject") }
            if !isRunning { try await project.howdah(["stop", "myproject"]).orThrow() }
            let dry = try await project.howdah(["undo", "myproject", "--dry-run"])
            #expect(dry.code == 0 && !dry.output.contains("is not empty"), "\(dry.all)")
            let undone = try await project.howdah(["undo", "myproject", "--yes", "--name", "myproject"])
            #expect(undone.code == 0, "\(undone.all)")
            #expect(undone.output.contains("is taken back"), "\(undone.all)")
            #expect(!project.exists("myproject"), "Howdah made the folder")
        }
    }

    /// What a person leaves who makes the cluster by hand: no answers, no journal, and the project is where it is.
    @Test func aClusterThatNothingTellsOf() async throws {
        try await Project.with { project in
            try await beginning(project, "shop")
            for name in ["answers.toml", "journal.jsonl", "secrets.toml"] {
                try await run(["/bin/rm", "-f", "\(project.base)/shop/.howdah/\(name)"]).orThrow()
            }
            let above = try await project.howdah(["undo"])
            #expect(above.code == 64 && above.errors.contains("howdah undo shop"), "\(above.all)")
            let shop = project.base + "/shop"
            let dry = try await project.howdah(["undo", "--dry-run"], in: shop)
            #expect(dry.code == 0 && dry.output.contains("only when its name is typed: shop"), "\(dry.all)")
            let kept = try await project.howdah(["undo", "--yes"], in: shop)
            #expect(kept.code == 1 && kept.output.contains("To start it again: howdah start\n"), "\(kept.all)")
            let undone = try await project.howdah(["undo", "--yes", "--name", "shop"], in: shop)
            #expect(undone.code == 0 && undone.output.contains("There is no journal here"), "\(undone.all)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: shop) == [".venv"])
        }
    }

    /// pg_dump that cannot look into the database leaves no file that looks like what it should have saved.
    @Test func aSaveThatFails() async throws {
        try await Project.with { project in
            let made = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: project.answers())
            try #require(made.code == 0, "\(made.all)")
            _ = try await privateSQL(project, "ALTER DATABASE myproject ALLOW_CONNECTIONS false")
            let failed = try await project.howdah(["undo", "myproject", "--yes", "--name", "myproject"])
            #expect(failed.code == 1 && failed.output.contains("Undo stops here"), "\(failed.all)")
            #expect(!project.exists("myproject/myproject-before-undo.sql"))
            #expect(project.exists("myproject/.howdah/postgres/data/postmaster.pid"), "it ran before")
            _ = try await privateSQL(project, "ALTER DATABASE myproject ALLOW_CONNECTIONS true")
            let undone = try await project.howdah(["undo", "myproject", "--yes", "--name", "myproject"])
            #expect(undone.code == 0, "\(undone.all)")
            #expect(undone.output.contains("The data of the database lies in ~/myproject/myproject-before-undo.sql"))
        }
    }

    /// On a terminal no word of a sentence is cut.
    @Test func linesEndBetweenWords() async throws {
        try await Project.with { project in
            try await beginning(project)
            try await Tmux.with(columns: 40, rows: 60) { tmux in
                try await tmux.start(
                    [project.binary, "undo", "myproject", "--dry-run"], as: project.account, in: project.base,
                    environment: project.environment)
                #expect(try await tmux.exitCode() == 0)
                let screen = try await tmux.screen()
                let lines = "Remove .howdah\n   The answers, the kept passwords, the\n   log,"
                #expect(screen.contains(lines), "\(screen)")
            }
        }
    }

    /// Who agreed to the stop and then keeps the data is told how it runs again.
    @Test func theDataIsKeptAfterAll() async throws {
        try await Project.with { project in
            try await beginning(project)
            try await Tmux.with(columns: 80, rows: 60) { tmux in
                try await tmux.start(
                    [project.binary, "undo", "myproject"], as: project.account, in: project.base,
                    environment: project.environment)
                try await tmux.waitUntil(screenContains: "Do it? [y/N]")
                try await tmux.type("y")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "To lose it for good")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "Remove ~/myproject/.venv")
                try await tmux.press("Enter")
                #expect(try await tmux.exitCode() == 0)
                let screen = try await tmux.screen()
                #expect(screen.contains(".howdah stays") && screen.contains("howdah start myproject"), "\(screen)")
                #expect(!screen.contains("is taken back"), "\(screen)")
            }
            try await project.howdah(["start", "myproject"]).orThrow()
        }
    }

    /// Ends where the adapter should be installed from a folder that holds none.
    private func beginning(_ project: Project, _ name: String = "myproject") async throws {
        try await project.write("", to: "empty/readme")
        let answers = try await project.answers("project.name = \"\(name)\"")
            .replacing(try await Shared.wheelhouse.value(), with: project.base + "/empty")
        let made = try await project.howdah(["apply", "--json", "--answers", "-"], input: answers)
        try #require(made.code == 1 && project.exists("\(name)/.howdah/postgres/data/postmaster.pid"), "\(made.all)")
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
