import Foundation
import HowdahTestSupport
import Testing

/// Runs that end too early, and the ones after them.
@Suite(.heavy) struct InterruptionTests {
    /// Processes of the account whose working folder or command line lies under this folder.
    private func processes(_ project: Project, matching: String) async throws -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { Int($0) != nil }.compactMap { pid in
            guard let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") else { return nil }
            let text = String(decoding: line, as: UTF8.self).replacingOccurrences(of: "\0", with: " ")
            return text.contains(project.base) && text.contains(matching) ? text : nil
        }
    }

    /// kill -9 after the role is there and before the settings are written.
    @Test(arguments: ["CREATE DATABASE", "Applying"])
    func aKilledRunIsGoneOnWith(moment: String) async throws {
        try await Project.with { project in
            let answers = try await project.answers()
            let child = try await project.start(["apply", "--json", "--answers", "-"], input: answers)
            try await child.wait(for: moment)
            try await child.send(SIGKILL)
            let first = try await child.ended()
            #expect(first.code == 128 + SIGKILL)
            let second = try await project.howdah(["apply", "--json", "--answers", "-"], input: answers)
            #expect(second.code == 0, "\(second.all)")
            try checkContract(second)
            #expect(try second.receipt()["login"] as? String == "verified")
            let roles = try await privateSQL(project, "SELECT count(*) FROM pg_roles WHERE rolname = 'myproject'")
            #expect(roles == "1")
            let third = try await project.howdah(["apply", "myproject", "--json"])
            #expect(try third.outcomes() == Array(repeating: "already-done", count: 7))
        }
    }

    /// kill -9 at twenty points of a run, two for each folder: the next run ends where any other would.
    @Test(arguments: 0..<10)
    func killedAnywhere(round: Int) async throws {
        var random = SystemRandomNumberGenerator()
        try await Project.with { project in
            let answers = try await project.answers()
            var points: [Int] = []
            for part in 0..<2 {
                // A whole run prints about sixty lines; together the rounds cover all of it.
                let point =
                    Int.random(in: 1...6, using: &random) + round * 6 - part * Int.random(in: 0...6, using: &random)
                points.append(point)
                let child = try await project.start(["apply", "--json", "--answers", "-"], input: answers)
                try await waitUntil("line \(point), or the end") {
                    child.output.split(separator: "\n").count >= point || child.output.contains("\"receipt\"")
                        ? true : nil
                }
                try await child.send(SIGKILL)
                _ = try await child.ended()
            }
            let last = try await project.howdah(["apply", "--json", "--answers", "-"], input: answers)
            #expect(last.code == 0, "killed at \(points): \(last.all)")
            let doctor = try await project.howdah(["doctor", "myproject"])
            #expect(doctor.code == 0, "killed at \(points): \(doctor.all)")
            let counts = try await privateSQL(
                project,
                "SELECT (SELECT count(*) FROM pg_roles WHERE rolname = 'myproject'), (SELECT count(*) FROM pg_database WHERE NOT datistemplate)"
            )
            #expect(counts == "1|2", "killed at \(points)")
            let users = try await privateSQL(project, "SELECT count(*) FROM auth_user", database: "myproject")
            #expect(users == "1", "killed at \(points)")
            let names = try await run(["/usr/bin/find", project.folder, "-not", "-path", "*/.venv/*"]).output
            for leftover in [".howdah-", "/staging"] {
                #expect(!names.contains(leftover), "killed at \(points): \(leftover) in \(names)")
            }
        }
    }

    @Test(arguments: [(SIGTERM, 143), (SIGINT, 130), (SIGHUP, 129)] as [(Int32, Int32)])
    func aSignalDuringTheInstallation(signal: Int32, code: Int32) async throws {
        try await Project.with(uv: false) { project in
            let answers = try await project.answers()
            let child = try await project.start(["apply", "--json", "--answers", "-"], input: answers)
            try await child.wait(for: "Processing ")
            try await child.send(signal)
            let ended = try await child.ended()
            #expect(ended.code == code, "\(ended.all)")
            try checkContract(ended)
            #expect(try ended.outcomes().contains("cancelled"))
            try await waitUntil("pip is gone") { try await processes(project, matching: "pip").isEmpty ? true : nil }
            guard signal == SIGTERM else { return }
            let second = try await project.howdah(["apply", "--json", "--answers", "-"], input: answers)
            #expect(second.code == 0, "\(second.all)")
        }
    }

    /// A reader that goes away (`| head -1`) does not stop the work half-way.
    @Test func aReaderThatGoesAway() async throws {
        try await Project.with { project in
            try await project.write(project.answers(), to: "answers.toml")
            _ = try await run(
                ["/bin/sh", "-c", "\(project.binary) apply --json --answers answers.toml | head -1"],
                as: project.account,
                in: project.base, environment: project.environment)
            try await waitUntil("the run is over") {
                try await processes(project, matching: "answers.toml").isEmpty ? true : nil
            }
            let second = try await project.howdah(["apply", "myproject", "--json"])
            #expect(try second.outcomes() == Array(repeating: "already-done", count: 7), "\(second.all)")
        }
    }

    @Test(arguments: [false, true])
    func noNetwork(uv: Bool) async throws {
        try await Project.with(uv: uv) { project in
            let index = "http://127.0.0.1:\(ScratchCluster.freePort())/simple"
            let answers = try await project.answers().replacing(/python.wheelhouse = .*/, with: "")
            let ended = try await project.howdah(
                ["apply", "--json", "--answers", "-"], input: answers,
                ["PIP_INDEX_URL": index, "PIP_RETRIES": "0", "UV_INDEX_URL": index, "UV_HTTP_RETRIES": "0"])
            #expect(ended.code == 1, "\(ended.all)")
            try checkContract(ended)
            let causes = try ended.causes()
            #expect(causes == ["pip-network"] || causes == ["no-matching-distribution"], "\(causes)")
            #expect(
                try ended.outcomes() == [
                    "done", "failed", "not-reached", "done", "not-reached", "not-reached", "not-reached",
                ])
            #expect(try ended.receipt()["ok"] as? Bool == false)
            // The network is back: the next run goes on from there.
            let second = try await project.howdah(["apply", "--json", "--answers", "-"], input: project.answers())
            #expect(second.code == 0, "\(second.all)")
        }
    }

    /// No password of any kind in any file, line, screen, command line or environment, but where it must be; whatever
    /// is done with the project, through whichever face, and however it fails.
    @Test(arguments: [
        ("literal", ["myproject/settings.py"]), ("passfile", [".howdah/passfile"]),
        // The page where it is typed says that it is kept in the second.
        ("url", [".env", ".howdah/secrets.toml"]),
    ])
    func theCanary(_ style: String, _ homes: [String]) async throws {
        // The styles' runs see each other's processes.
        let (inDatabase, ofSuperuser) = ("CanaryDb-\(style)", "CanarySu-\(style)")
        let (database, superuser) = ("\(inDatabase)'\"\\:@/#%$ ü日", "\(ofSuperuser)-z%w")
        try await Project.with { project in
            let variables = style == "url" ? [:] : ["DB_PW": database, "SU_PW": superuser]
            var all: [Ended] = []
            var screens: Set<String> = []
            let watch = Watch(project)
            let lines = try await project.answers("settings.style = \"\(style)\"")
            if style == "url" {
                let asked = lines.replacing("\"generate\"", with: "\"ask\"") + "database.password = \"ask\"\n"
                screens = try await type(database, superuser, asked, project)
            } else {
                let given =
                    lines.replacing("\"generate\"", with: "\"env:SU_PW\"") + "database.password = \"env:DB_PW\"\n"
                if style == "passfile" {
                    // A crash in the middle of it.
                    let crashing = try await project.start(
                        ["apply", "--json", "--answers", "-"], input: given, variables)
                    try await crashing.wait(for: "Create the database")
                    try await crashing.send(SIGABRT)
                    all.append(try await crashing.ended())
                    #expect(all[0].code == 128 + SIGABRT && !all[0].errors.contains("Registers"), "\(all[0].all)")
                }
                let first = try await project.howdah(["apply", "--json", "--answers", "-"], input: given, variables)
                #expect(first.code == 0, "\(first.all)")
                all.append(first)
            }
            // From now on the server tells all that it is told.
            _ = try await privateSQL(project, "ALTER SYSTEM SET log_statement = 'all'")
            _ = try await privateSQL(project, "SELECT pg_reload_conf()")
            func howdah(_ words: String...) async throws {
                all.append(try await project.howdah(words, variables))
            }
            try await howdah("apply", "myproject")
            try await howdah("apply", "myproject", "--dry-run")
            for fault in ["password-changed-on-server", "role-dropped", "server-stopped", "syntax-error"] {
                try await run(
                    [try await BuiltBinary.faultMaker(), fault, project.folder], as: project.account,
                    in: project.folder, environment: project.environment.merging(variables) { $1 }
                ).orThrow()
                try await howdah("doctor", "myproject")
                try await howdah("doctor", "myproject", "--json")
                try await howdah("doctor", "myproject", "--bundle", "\(fault).txt", "--yes")
                try await howdah("apply", "myproject", "--json")
                try await howdah("doctor", "myproject", "--fix", "--yes")
            }
            try await howdah("undo", "myproject", "--dry-run")
            let seen = await watch.end()
            #expect(seen.contains { $0.contains("manage.py") && $0.contains("migrate") })
            for canary in [inDatabase, ofSuperuser] {
                for ended in all {
                    #expect(!ended.all.contains(canary), "\(ended.words): \(ended.all)")
                }
                for screen in screens { #expect(!screen.contains(canary), "\(screen)") }
                let leaks = seen.filter { $0.contains(canary) }
                #expect(leaks.isEmpty, "\(leaks)")
                let found = try await run(["/bin/grep", "-rlF", "--", canary, project.base]).output
                let files = found.split(separator: "\n").sorted().map { String($0.dropFirst(project.folder.count + 1)) }
                    // What Python compiles settings.py to, and a backup of it, hold what settings.py holds.
                    .filter { !$0.hasSuffix(".pyc") && !$0.contains("/.howdah/backups/") }
                #expect(files == (canary == inDatabase ? homes : []), "\(files)")
            }
            try await howdah("undo", "myproject", "--yes", "--name", "myproject")
            #expect(!(all.last?.all.contains(inDatabase) ?? true))
        }
    }

    /// All seven steps in the wizard, both passwords typed.
    ///
    /// - Returns: every screen that was seen on the way.
    private func type(
        _ database: String, _ superuser: String, _ answers: String, _ project: Project
    ) async throws -> Set<String> {
        try await project.write(answers, to: "answers.toml")
        var screens: Set<String> = []
        try await Tmux.with(columns: 120, rows: 40) { tmux in
            try await tmux.start(
                [project.binary, "--answers", "answers.toml"], as: project.account, in: project.base,
                environment: project.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 })
            func wait(for text: String) async throws {
                try await tmux.waitUntil("the screen shows \(text)", within: .seconds(240)) {
                    screens.insert($0)
                    return $0.contains(text)
                }
            }
            try await wait(for: "Which way")
            try await tmux.press("e")
            try await wait(for: "Enter run")
            try await tmux.type("\(superuser)\t\(superuser)")
            try await tmux.press("BTab", "BTab", "BTab", "BTab", "BTab")
            try await tmux.type(database)
            try await wait(for: "••••")
            try await tmux.press("Enter")
            try await wait(for: "login verified")
            try await tmux.press("Enter")
            try await wait(for: "ended with 0")
        }
        return screens
    }
}

/// Sees the command line of every process of an account, and the environment of Howdah's children, all the time.
private struct Watch {
    private let task: Task<Set<String>, Never>

    init(_ project: Project) {
        let (binary, base) = (project.binary, project.base)
        task = Task {
            var seen: Set<String> = []
            while !Task.isCancelled {
                for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
                where Int(name) != nil {
                    guard let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else { continue }
                    let words = String(decoding: line, as: UTF8.self)
                    // The terminal that the test types in is given the passwords to type.
                    if words.contains("/tmux") { continue }
                    seen.insert(words)
                    // Howdah itself (and what starts it) is given passwords by variables; what it starts is not.
                    guard !words.contains(binary), !words.contains("fault-maker"),
                        let environment = FileManager.default.contents(atPath: "/proc/\(name)/environ")
                    else { continue }
                    // A process that was just replaced by another program has the new one's environment already.
                    guard FileManager.default.contents(atPath: "/proc/\(name)/cmdline") == line, !words.isEmpty else {
                        continue
                    }
                    let text = String(decoding: environment, as: UTF8.self)
                    if text.contains(base) { seen.insert(words + " | " + text) }
                }
                await Task.yield()
            }
            return seen
        }
    }

    func end() async -> Set<String> {
        task.cancel()
        return await task.value
    }
}
