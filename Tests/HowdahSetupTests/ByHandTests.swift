import Foundation
import HowdahTestSupport
import HowdahText
import Synchronization
import Testing

@testable import HowdahSetup

/// The commands for those who type them themselves.
@Suite struct ByHandTests {
    private static let route = Route.direct(
        Connection(host: "/tmp/howdah-1000/1", port: 5433, user: "learner", database: "postgres"))
    private static let cluster = PrivateCluster(
        dataDirectory: "/home/learner/my shop/.howdah/postgres/data", socketDirectory: "/tmp/howdah-1000/1", port: 5433,
        binaries: "/usr/lib/postgresql/15/bin", logFile: "/home/learner/my shop/.howdah/log/postgresql.log")

    /// A shell reads the folded command as the same words.
    @Test(arguments: [20, 40, 60, 80]) func aFoldedCommandIsTheSameCommand(_ width: Int) async throws {
        let words = ["printf", "%s\\n", "/home/learner/my shop/x", "it's", "a  b", "-E", "UTF8", "\"q\"", "--last"]
        let line = ShellText.line(words)
        let folded = ShellText.folded(line, width: width)
        #expect(folded.count > 1 || width == 80)
        #expect(try await Self.shell(folded.joined(separator: "\n")) == Self.shell(line))
        for line in folded where line.contains(" ") && !line.contains("'") { #expect(line.displayWidth <= width) }
    }

    @Test func nothingIsBrokenInsideAWord() {
        let action = Action("Make a server", why: "", .server(.initialise(Self.cluster)))
        let whole = action.byHand
        let folded = action.byHand(width: 80)
        #expect(folded.first == "/usr/lib/postgresql/15/bin/initdb -D \\")
        #expect(folded.contains("    '/home/learner/my shop/.howdah/postgres/data' -E UTF8 --locale=C.UTF-8 \\"))
        // The file's own lines stay as they are.
        #expect(folded.contains("unix_socket_directories = '/tmp/howdah-1000/1'"))
        func text(_ lines: [String]) -> String {
            lines.joined(separator: "\n").replacing(" \\\n    ", with: " ").replacing("\n# ", with: " ")
        }
        #expect(text(folded) == text(whole))
    }

    @Test func sqlIsBrokenBetweenWordsWithoutASign() {
        let statement = Statement(
            ["COMMENT ON ROLE \(identifier: "shop") IS 'made by Howdah for the project in this very folder'"],
            route: Self.route)
        let folded = Action("Comment", why: "", .sql(statement)).byHand(width: 50)
        #expect(
            folded.suffix(3) == [
                "  COMMENT ON ROLE shop IS", "      'made by Howdah for the project in this very folder';", "  \\q",
            ])
    }

    /// Nobody types dots.
    @Test func aDiffSaysWhereThePasswordIs() {
        let wanted = WantedDatabase(
            name: "shop", user: "shop", host: "localhost", port: "5433", password: .databasePassword)
        let edit = FileEdit(
            path: "/p/settings.py", wanted: wanted,
            diff: "@@ -1 +1 @@\n-  'PASSWORD': '••••••',\n+  'PASSWORD': '••••••',")
        // The old one is not what stands there.
        #expect(
            Action("Edit", why: "", .edit(edit)).byHand.suffix(2) == [
                "-  'PASSWORD': '••••••',", "+  'PASSWORD': 'the password in .howdah/secrets.toml',",
            ])
    }

    /// What the server's own start needs is made too.
    @Test func theServersFoldersAreMade() {
        let lines = Action("Make a server", why: "", .server(.initialise(Self.cluster))).byHand
        #expect(lines.last == "mkdir -p -m 700 '/home/learner/my shop/.howdah/log'")
        // /tmp is emptied at boot.
        let start = Action("Start it", why: "", .server(.start(Self.cluster))).byHand
        #expect(
            start == [
                "(cd '/home/learner/my shop/.howdah' && mkdir -p -m 700 /tmp/howdah-1000 /tmp/howdah-1000/1 && "
                    + "/usr/lib/postgresql/15/bin/pg_ctl -D postgres/data -l log/postgresql.log start)"
            ])
    }

    /// The project's own Python comes first, once it is there; nothing of a project that nobody agreed to run does.
    @Test(arguments: [true, false]) func theEnvironmentIsActive(_ isAgreed: Bool) async throws {
        let base = try await Room.make()
        let commands = Mutex<[Command]>([])
        var services = Services.scratch(base, ["PATH": "/usr/bin:/bin"])
        services.run = { command, _ in
            commands.withLock { $0.append(command) }
            return CommandResult(code: 0, output: "")
        }
        if !isAgreed { services.trust = Trust(file: base + "/trusted.json") }
        let engine = Engine(answers: Answers(), services: services)
        try await engine.doByHand(.postgres, width: 80)
        #expect(commands.withLock { $0.last?.environment } == [:])
        let bin = engine.layout.project + "/.venv/bin"
        try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: bin + "/python", withDestinationPath: "/bin/sh")
        try await engine.doByHand(.postgres, width: 80)
        let expected = ["VIRTUAL_ENV": engine.layout.project + "/.venv", "PATH": bin + ":/usr/bin:/bin"]
        #expect(commands.withLock { $0.last?.environment } == (isAgreed ? expected : [:]))
    }

    private static func shell(_ text: String) async throws -> String {
        try await run(["/bin/sh", "-c", text]).orThrow().output
    }

    /// A person gives the password where a verifier stands, and has to know which.
    @Test func thePasswordIsSaidByWhereItIs() throws {
        func lines(_ name: SecretName) -> String {
            let statement = Statement(["ALTER ROLE a PASSWORD \(verifier: name)"], route: Self.route)
            return Action("Set", why: "", .sql(statement)).byHand.joined(separator: "\n")
        }
        #expect(lines(.databasePassword).contains("PASSWORD 'the password in .howdah/secrets.toml'"))
        #expect(lines(.settingsPassword).contains("PASSWORD 'the password that the settings hold'"))
    }
}
