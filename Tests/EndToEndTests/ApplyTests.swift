import Foundation
import HowdahTestSupport
import Testing

/// `howdah apply` as an ordinary user: a server of the project's own.
@Suite(.heavy) struct ApplyTests {
    @Test func theSevenStepsFromAnEmptyFolderAndNothingTheSecondTime() async throws {
        try await Project.with { project in
            let answers = try await project.answers()
            let first = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: answers)
            #expect(first.code == 0, "\(first.all)")
            try checkContract(first)
            #expect(try first.outcomes() == Array(repeating: "done", count: 7))
            #expect(!first.output.contains("already-done"))
            let receipt = try first.receipt()
            #expect(receipt["ok"] as? Bool == true)
            #expect(receipt["login"] as? String == "verified")
            #expect((receipt["admin_url"] as? String)?.hasSuffix("/admin/") == true)
            #expect(receipt["database"] as? String == "myproject" && receipt["user"] as? String == "myproject")
            #expect((receipt["tables"] as? NSNumber)?.intValue ?? 0 >= 10)
            #expect((receipt["adapter"] as? String)?.hasPrefix("psycopg2-binary ") == true)
            #expect((receipt["server_version"] as? String)?.first?.isNumber == true)

            // What is there, asked without Howdah.
            let superuser = try await privateSQL(
                project, "SELECT username FROM auth_user WHERE is_superuser", database: "myproject")
            #expect(superuser == "admin")
            let open = try await privateSQL(project, "SHOW listen_addresses")
            #expect(open == "127.0.0.1,::1")
            let mode = try await run(["/usr/bin/stat", "-c", "%a %a", project.state + "/secrets.toml"]).output
            #expect(mode.hasPrefix("600"))
            let git = try await run(["/bin/cat", project.state + "/.gitignore"]).output
            #expect(git == "*\n")

            // A dry run looks only: not even bytecode is left behind.
            try await run(["/bin/rm", "-rf", project.folder + "/myproject/__pycache__"]).orThrow()
            let dry = try await project.howdah(["apply", "myproject", "--dry-run", "--json"])
            #expect(dry.code == 0, "\(dry.all)")
            #expect(!project.exists("myproject/myproject/__pycache__"))

            // The second run: nothing to do, nothing changed.
            let files = try await fingerprint(project.folder)
            let rows = try await privateDump(project, "myproject")
            let second = try await project.howdah(["apply", "myproject", "--json"])
            #expect(second.code == 0, "\(second.all)")
            try checkContract(second)
            #expect(try second.outcomes() == Array(repeating: "already-done", count: 7))
            #expect(try second.json().allSatisfy { $0.event != "action-began" })
            #expect(try second.receipt()["login"] as? String == "not-checked")
            let filesAfter = try await fingerprint(project.folder)
            let rowsAfter = try await privateDump(project, "myproject")
            #expect(files == filesAfter)
            #expect(rows == rowsAfter)
        }
    }

    /// As the notes tell it: the role gets another password, and Django is told the same. That one counts from now on.
    @Test(arguments: ["literal", "url"]) func aPasswordThatWasChangedByHandStays(style: String) async throws {
        try await Project.with { project in
            let answers = try await project.answers("settings.style = \"\(style)\"")
            let first = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: answers)
            try #require(first.code == 0, "\(first.all)")
            let notes = try project.read("myproject/.howdah/setup-notes.md")
            let place = style == "url" ? ".env (" : "myproject/settings.py:"
            #expect(notes.contains("put the same into \(place)"), "\(notes)")
            let kept = try #require(
                try project.read("myproject/.howdah/secrets.toml").firstMatch(of: /database_password = "(.*)"/)?.1)
            _ = try await privateSQL(project, "ALTER ROLE myproject PASSWORD 'mine-since-today'")
            let file = style == "url" ? "myproject/.env" : "myproject/myproject/settings.py"
            let text = try project.read(file)
            #expect(text.contains(kept))
            try await project.write(text.replacing(kept, with: "mine-since-today"), to: file)

            let look = try await project.howdah(["apply", "myproject", "--dry-run", "--json"])
            #expect(look.code == 0, "\(look.all)")
            #expect(try project.read("myproject/.howdah/secrets.toml").contains(kept), "who only looks writes nothing")
            let ways = ["*/secrets.toml"]
            let files = try await fingerprint(project.folder, without: ways)
            let verifier = "SELECT rolpassword FROM pg_authid WHERE rolname = 'myproject'"
            let role = try await privateSQL(project, verifier)
            let second = try await project.howdah(["apply", "myproject", "--json"])
            #expect(try second.outcomes() == Array(repeating: "already-done", count: 7), "\(second.all)")
            #expect(!second.all.contains("mine-since-today"))
            let (filesAfter, roleAfter) = (
                try await fingerprint(project.folder, without: ways), try await privateSQL(project, verifier)
            )
            #expect(files == filesAfter && role == roleAfter)
            // What is kept is what opens.
            let secrets = try project.read("myproject/.howdah/secrets.toml")
            #expect(secrets.contains("mine-since-today") && !secrets.contains(kept))
            #expect(secrets.contains("superuser_password"))
            let third = try await project.howdah(["apply", "myproject", "--json"])
            #expect(try third.outcomes() == Array(repeating: "already-done", count: 7), "\(third.all)")
        }
    }

    /// The password stands where it was chosen to, and nowhere else; undo takes all of it back.
    @Test(arguments: ["url", "passfile"]) func thePasswordOutOfTheSettings(style: String) async throws {
        try await Project.with { project in
            let answers = try await project.answers("settings.style = \"\(style)\"")
            let dry = try await project.howdah(["apply", "--dry-run", "--answers", "-"], input: answers)
            #expect(
                dry.code == 0 && dry.output.contains(style == "url" ? "+DATABASE_URL=" : "/.howdah/passfile"),
                "\(dry.all)")
            let first = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: answers)
            #expect(try first.outcomes() == Array(repeating: "done", count: 7), "\(first.all)")
            let secrets = try project.read("myproject/.howdah/secrets.toml")
            let password = try #require(secrets.firstMatch(of: /database_password = "(.+)"/).map { String($0.1) })
            let found = try await run(["/bin/grep", "-rlF", "--", password, project.folder]).output
                .split(separator: "\n").map { String($0.dropFirst(project.folder.count + 1)) }
                .filter { !$0.hasPrefix(".howdah/postgres") }.sorted()
            #expect(found == [style == "url" ? ".env" : ".howdah/passfile", ".howdah/secrets.toml"].sorted())
            let before = try await fingerprint(project.folder)
            let second = try await project.howdah(["apply", "myproject", "--json"])
            #expect(try second.outcomes() == Array(repeating: "already-done", count: 7), "\(second.all)")
            #expect(try await fingerprint(project.folder) == before)
            let doctor = try await project.howdah(["doctor", "myproject", "--json"])
            #expect(doctor.code == 0, "\(doctor.all)")
            let undone = try await project.howdah(["undo", "myproject", "--yes", "--name", "myproject"])
            #expect(undone.code == 0, "\(undone.all)")
            let left = try FileManager.default.contentsOfDirectory(atPath: project.folder)
            #expect(left == ["myproject-before-undo.sql"], "\(left)")
        }
    }

    /// The same with pip, and for people instead of programs.
    @Test func withPipAndAsText() async throws {
        try await Project.with(uv: false) { project in
            let ended = try await project.howdah(["apply", "--answers", "-"], input: project.answers())
            #expect(ended.code == 0, "\(ended.all)")
            for step in 1...7 { #expect(ended.output.contains("\n\(step)/7 ")) }
            #expect(ended.output.contains("/admin/"))
            #expect(ended.errors == "")
        }
    }

    @Test func aProjectThatIsThereIsTaken() async throws {
        try await Project.with { project in
            let venv = try await Shared.venv.value()
            try await run(["/bin/mkdir", project.base + "/site"], as: project.account).orThrow()
            try await run(
                [venv + "/bin/python", "-m", "django", "startproject", "shop", project.base + "/site"],
                as: project.account,
                environment: project.environment
            ).orThrow()
            let ended = try await project.howdah(
                ["apply", "site", "--json", "--answers", "-"], input: project.answers())
            #expect(ended.code == 0, "\(ended.all)")
            #expect(try ended.outcomes() == ["done", "done", "already-done", "done", "done", "done", "done"])
            #expect(try project.read("site/shop/settings.py").contains("django.db.backends.postgresql"))
        }
    }

    @Test func oddNamesAndAPasswordFromAFile() async throws {
        try await Project.with { project in
            let password = #"it's "odd" \ %s {x} pä🐘"#
            try await project.write(password + "\n", to: "pw")
            let more = """
                database.name = "my \\"db\\""
                database.user = "Ünï'code"
                database.password = "file:pw"
                superuser.username = "chef"
                """
            let ended = try await project.howdah(["apply", "--json", "--answers", "-"], input: project.answers(more))
            #expect(ended.code == 0, "\(ended.all)")
            #expect(try ended.receipt()["database"] as? String == "my \"db\"")
            #expect(try ended.receipt()["login"] as? String == "verified")
            let second = try await project.howdah(["apply", "myproject", "--json"])
            // The file is named relative to PATH, which is now the project itself.
            #expect(second.code == 0 || second.code == 64, "\(second.all)")
        }
    }

    /// The port is taken: PostgreSQL takes the next one, and settings.py says so.
    @Test func portsThatAreTaken() async throws {
        let (database, web) = (try MuteListener(), try MuteListener())
        defer {
            database.close()
            web.close()
        }
        try await Project.with { project in
            let answers = try await project.answers()
                .replacing(/postgres.port = \d+/, with: "postgres.port = \(database.port)")
                .replacing(/server.port = \d+/, with: "server.port = \(web.port)")
            let ended = try await project.howdah(["apply", "--json", "--answers", "-"], input: answers)
            #expect(ended.code == 0, "\(ended.all)")
            let settings = try project.read("myproject/myproject/settings.py")
            let port = try #require(settings.firstMatch(of: /'PORT': '(\d+)'/)?.1)
            #expect(Int(port) ?? 0 > database.port)
        }
    }

    /// The server is down, as after a restart of the computer: the next run starts it, and keeps its port.
    @Test func aStoppedServerIsStarted() async throws {
        try await Project.with { project in
            let first = try await project.howdah(["apply", "--json", "--answers", "-"], input: project.answers())
            #expect(first.code == 0, "\(first.all)")
            let stopped = try await project.howdah(["stop", "myproject"])
            #expect(stopped.code == 0, "\(stopped.all)")
            #expect(!project.exists("myproject/.howdah/postgres/data/postmaster.pid"))
            // /tmp is emptied at boot. The folder above is not this project's alone: other tests' servers live there.
            let configuration = try project.read("myproject/.howdah/postgres/data/postgresql.conf")
            let socket = try #require(
                configuration.firstMatch(of: /unix_socket_directories = '(\/tmp\/howdah-[^']+)'/)?.1)
            try await run(["/bin/rm", "-rf", String(socket)]).orThrow()
            let second = try await project.howdah(["apply", "myproject", "--json"])
            #expect(second.code == 0, "\(second.all)")
            #expect(try second.outcomes() == ["done"] + Array(repeating: "already-done", count: 6))
        }
    }
}
