import Foundation
import HowdahTestSupport
import Testing

/// What is wrong with a command is said in a sentence, and nothing is changed.
@Suite(.heavy) struct CommandLineTests {
    private func names(_ project: Project) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: project.base)) ?? []).sorted()
    }

    /// Arguments, answers on standard input, and words that the sentence must hold.
    @Test(arguments: [
        (["apply"], "", "superuser.password"),
        (
            ["apply", "--answers", "-"], "database.password = 'ask'\nsuperuser.password = 'generate'",
            "database.password"
        ),
        (["apply", "--answers", "-"], "[project]\nname = 'my-project'", "project.name"),
        (["apply", "--answers", "-"], "[postgres]\nport = 70000", "postgres.port"),
        (["apply", "--answers", "-"], "[database]\nnmae = 'x'", "database.nmae"),
        (["apply", "--answers", "-"], "superuser.password = 'env:NOT_SET'", "NOT_SET"),
        (["apply", "--answers", "-"], "superuser.password = 'file:none.txt'", "none.txt"),
        (["apply", "--answers", "none.toml"], "", "none.toml"), (["apply", "--answers", "-"], "not toml [", "1"),
        (["apply", "nowhere/at/all"], "", "nowhere/at/all"), (["aply"], "", "apply"), (["stauts"], "", "status"),
        (["shop"], "", "mkdir -p"),
        (["apply", "--no-such-option"], "", "no-such-option"), (["apply", "--lang", "xx"], "", "xx"),
    ])
    func badUsage(arguments: [String], input: String, word: String) async throws {
        try await Project.with { project in
            let ended = try await project.howdah(arguments, input: input)
            #expect(ended.code == 64, "\(ended.all)")
            #expect(ended.errors.contains(word), "\(ended.all)")
            #expect(ended.output == "")
            #expect(names(project) == [])
        }
    }

    @Test func aFileIsNoFolder() async throws {
        try await Project.with { project in
            try await project.write("x", to: "file.txt")
            let ended = try await project.howdah(["apply", "file.txt"])
            #expect(ended.code == 64)
            #expect(ended.errors.contains("file.txt"))
            #expect(try project.read("file.txt") == "x")
        }
    }

    @Test func aDryRunChangesNothing() async throws {
        try await Project.with { project in
            let ended = try await project.howdah(["apply", "--dry-run", "--answers", "-"], input: project.answers())
            #expect(ended.code == 0, "\(ended.all)")
            for word in ["initdb", "CREATE ROLE", "startproject", "ENGINE", "migrate", "createsuperuser"] {
                #expect(ended.output.contains(word), "\(word)")
            }
            #expect(names(project) == [])
            // Two steps run at once: a line says whose it is.
            let strays = ended.output.split(separator: "\n").filter { !$0.dropFirst().hasPrefix("/7 ") }
            #expect(strays.isEmpty, "\(strays)")
            #expect(!ended.output.contains("not reached"))
            let json = try await project.howdah(
                ["apply", "--dry-run", "--json", "--answers", "-"], input: project.answers())
            #expect(json.code == 0)
            try checkContract(json)
            #expect(try Set(json.json().filter { $0.event == "action-began" }.compactMap(\.step)) == Set(1...7))
            #expect(try json.outcomes() == Array(repeating: "not-reached", count: 7))
            #expect(names(project) == [])
            let processes = try await run([
                "/bin/sh", "-c", "pgrep -u \(project.account.name) -f \(project.base) || true",
            ])
            #expect(processes.output == "")
        }
    }

    @Test func theAnswersArePrintedAsTheyAreRead() async throws {
        try await Project.with { project in
            let ended = try await project.howdah(
                ["apply", "--print-answers", "--answers", "-"], input: "[project]\nname = 'shop'")
            #expect(ended.code == 0)
            #expect(ended.output.contains("name = \"shop\""))
            let again = try await project.howdah(["apply", "--print-answers", "--answers", "-"], input: ended.output)
            #expect(again.output == ended.output)
            #expect(names(project) == [])
        }
    }

    @Test func versionAndHelp() async throws {
        try await Project.with { project in
            let version = try await project.howdah(["--version"])
            #expect(version.code == 0 && version.output.hasPrefix("howdah "))
            let help = try await project.howdah(["apply", "--help"])
            #expect(help.code == 0 && help.output.contains("--dry-run"))
        }
    }

    @Test func noPython() async throws {
        try await Project.with { project in
            let answers = try await project.answers().replacing(
                /python.interpreter = .*/, with: "python.interpreter = 'python9'")
            let ended = try await project.howdah(["apply", "--json", "--answers", "-"], input: answers)
            #expect(ended.code == 1)
            #expect(try ended.causes() == ["python-missing"])
            try checkContract(ended)
        }
    }

    /// Root may not run a server of its own: PostgreSQL refuses, and so does Howdah, before anything.
    @Test(.enabled(if: Account.isRoot)) func rootAndAPrivateServer() async throws {
        try await Project.with(as: .current) { project in
            let ended = try await project.howdah(
                ["apply", "--json", "--answers", "-"], input: project.answers("postgres.mode = \"private\""))
            #expect(ended.code == 1, "\(ended.all)")
            #expect(try ended.causes().contains("run-as-root"))
        }
    }

    /// A folder in which others may put code is run only when that is said.
    @Test func aFolderThatEverybodyMayChange() async throws {
        try await Project.with { project in
            try await project.write("open('ran', 'w')\n", to: "site/manage.py")
            try await run(["/bin/chmod", "777", project.base + "/site"], as: project.account).orThrow()
            for words in [["doctor", "site", "--json"], ["apply", "site", "--dry-run", "--answers", "-"]] {
                let ended = try await project.howdah(words, input: "superuser.password = 'generate'")
                #expect(ended.code == 64, "\(ended.all)")
                #expect(ended.errors.contains("--yes") && ended.output == "", "\(ended.all)")
            }
            let meant = try await project.howdah(["doctor", "site", "--json", "--yes"])
            #expect(meant.code == 1, "\(meant.all)")
            #expect(!project.exists("ran") && !project.exists("site/ran"))
        }
    }

    /// No core dump, of Howdah or of what it starts: it would hold the passwords.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/limits"))) func noCoreDumps() async throws {
        try await Project.with { project in
            try await project.write("A = 1\n", to: "conf/settings.py")
            try await project.write(
                "#!/bin/sh\ncat /proc/self/limits > \"$HOME/limits\"\nexec \(Shared.python.value()) \"$@\"\n",
                to: "bin/python3")
            try await run(["/bin/chmod", "755", project.base + "/bin/python3"], as: project.account).orThrow()
            _ = try await project.howdah(
                ["settings", "conf/settings.py"], ["PATH": project.base + "/bin:/usr/bin:/bin"])
            let line = try #require(
                try project.read("limits").split(separator: "\n").first { $0.hasPrefix("Max core file size") })
            #expect(line.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"], "\(line)")
        }
    }

    /// Places and words that are odd, and what is said of them; none of it takes long.
    @Test(arguments: [
        (["doctor", "locked"], "Permission denied"), (["doctor", "locked/x"], "Permission denied"),
        (["apply", "locked", "--print-answers"], "Permission denied"),
        (["doctor", long], "File name too long"), (["explain", "--cause", long], "There is no cause"),
        (["explain", "site"], "Is a directory"), (["explain", "locked/x"], "Permission denied"),
        (["doctor", "site", "--bundle", "none/b.txt", "--yes"], "No such file or directory"),
        (["doctor", "site", "--bundle", "locked/b.txt", "--yes"], "Permission denied"),
        (["doctor", "site", "--bundle", "site", "--yes"], "already"),
        (["status", "site/manage.py"], "Name the project's folder"),
        (["doctor", "dead"], "leads nowhere"), (["apply", "dead"], "leads nowhere"),
        (["help", "docter"], "howdah help doctor"), (["help", "nope"], "There is no command nope"),
    ])
    func oddPlaces(arguments: [String], words: String) async throws {
        try await Project.with(uv: false) { project in
            try await project.write("", to: "site/manage.py")
            try await run(["/bin/mkdir", "-m", "0", project.base + "/locked"], as: project.account).orThrow()
            try FileManager.default.createSymbolicLink(
                atPath: project.base + "/dead", withDestinationPath: project.base + "/gone")
            let ended = try await project.howdah(arguments)
            #expect(ended.code == 64 && ended.output == "", "\(ended.all.prefix(2000))")
            #expect(ended.errors.contains(words) && ended.errors.count < 2000, "\(ended.all.prefix(2000))")
        }
    }

    private static let long = String(repeating: "a", count: 60_000)

    /// A name of other bytes is no folder that is missing.
    @Test func aFolderWhoseNameIsNotUTF8() async throws {
        try await Project.with(uv: false) { project in
            let ended = try await run(
                [
                    "/bin/sh", "-c", "f=$(printf 'a\\377'); mkdir \"$f\" && cd \"$f\" && exec \"$0\" doctor",
                    project.binary,
                ],
                as: project.account, in: project.base, environment: project.environment)
            #expect(ended.code == 64 && ended.errors.contains("UTF-8"), "\(ended.all)")
        }
    }

    /// Who sends the output into a file is told if it did not get there; who closed it is not.
    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
        arguments: [
            ("apply --print-answers > /dev/full", 1), ("explain --causes > /dev/full", 1), ("explain --causes >&-", 0),
            ("apply --print-answers >&-", 0),
            ("explain --causes | :", 0),
        ])
    func whatCannotBeWritten(words: String, code: Int32) async throws {
        try await Project.with(uv: false) { project in
            let ended = try await run(
                ["/bin/sh", "-c", "\"$0\" \(words)", project.binary], as: project.account, in: project.base,
                environment: project.environment)
            #expect(ended.code == code, "\(ended.all)")
            #expect(ended.errors.contains("No space left on device") == (code == 1), "\(ended.all)")
        }
    }

    @Test func anEmptyPathVariable() async throws {
        try await Project.with { project in
            let ended = try await project.howdah(["apply", ".", "--print-answers"], ["PATH": "", "HOME": ""])
            #expect(ended.code == 0)
        }
    }
}

/// `howdah explain` as people call it.
@Suite(.heavy) struct ExplainTests {
    @Test func aTextAPageAndTheTable() async throws {
        try await Project.with { project in
            let text = "FATAL:  role \"kim\" does not exist\n"
            let json = try await project.howdah(["explain", "--json"], input: text)
            #expect(json.code == 0, "\(json.all)")
            let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            #expect(Set(object?.keys.map { $0 } ?? []) == ["cause", "title", "explanation", "evidence", "fixes"])
            #expect(object?["cause"] as? String == "role-missing")
            #expect(object?["evidence"] as? String == "FATAL:  role \"kim\" does not exist")
            try await project.write(text, to: "error.txt")
            let file = try await project.howdah(["explain", "error.txt"])
            #expect(file.code == 0 && file.output.contains("(role-missing)") && file.output.contains("createuser"))
            let page = try await project.howdah(["explain", "--cause", "wrong-port"])
            #expect(page.code == 0 && page.output.contains("wrong-port"))
            let readme = try String(
                contentsOf: URL(filePath: #filePath).appending(path: "../../../README.md").standardized, encoding: .utf8
            )
            let table = try await project.howdah(["explain", "--causes"])
            #expect(readme.contains(table.output.trimmingCharacters(in: .newlines)))
        }
    }

    @Test(arguments: [
        (["explain"], "Everything is fine.", 1), (["explain"], " \n\t\n", 64), (["explain", "nowhere.txt"], "", 64),
        (["explain", "."], "", 64), (["explain", "--cause", "role-mising"], "", 64),
    ])
    func whatIsNotRecognised(arguments: [String], input: String, code: Int32) async throws {
        try await Project.with { project in
            let ended = try await project.howdah(arguments, input: input)
            #expect(ended.code == code, "\(ended.all)")
            if arguments.contains("role-mising") { #expect(ended.errors.contains("role-missing")) }
        }
    }

    /// Nothing recognised: what was read is shown, so that a person sees whether it was the right text.
    @Test func whatWasLookedAtIsShown() async throws {
        try await Project.with(uv: false) { project in
            let noise = (0..<500).map { "step \($0) of the build\n" }.joined()
            let text =
                noise + "\u{1B}[31mFrobError: cannot frob\u{1B}[0m postgres://kim:hunter2@db/shop\n" + noise + "Bye.\n"
            let ended = try await project.howdah(["explain"], input: text)
            #expect(
                ended.code == 1 && ended.output.contains("| FrobError: cannot frob postgres://kim:"), "\(ended.all)")
            #expect(!ended.output.contains("hunter2") && !ended.output.contains("\u{1B}"), "\(ended.all)")
            #expect(!ended.output.contains("step 12") && ended.output.contains("(unknown)"), "\(ended.all)")
            let json = try await project.howdah(["explain", "--json"], input: text)
            #expect(json.output.contains("FrobError"), "\(json.all)")
            // Where nothing looks like an error, the end is shown.
            let calm = try await project.howdah(["explain"], input: noise + "All is well.\n\n")
            #expect(calm.output.contains("| All is well."), "\(calm.all)")
            let page = try await project.howdah(["explain", "--cause", "unknown"])
            #expect(page.code == 0 && !page.output.contains(" | "), "\(page.all)")
        }
    }
}
