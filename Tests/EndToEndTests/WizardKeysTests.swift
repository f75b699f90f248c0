import Foundation
import HowdahTestSupport
import Testing

/// The wizard by real keys in a real terminal, on real PostgreSQL, pip and Django.
@Suite(.heavy) struct WizardKeysTests {
    private static let password = "correct-horse-9"

    /// Starts the wizard in an empty folder, with answers that need no network.
    private func start(
        _ tmux: Tmux, _ project: Project, _ more: String = "superuser.password = \"ask\""
    ) async throws {
        let answers = try await project.answers().replacingOccurrences(
            of: "superuser.password = \"generate\"\n", with: "")
        try await project.write(answers + more + "\n", to: "answers.toml")
        try await tmux.start(
            [project.binary, "--answers", "answers.toml"], as: project.account, in: project.base,
            environment: project.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 })
        try await tmux.waitUntil(screenContains: "Which way")
    }

    /// Enter runs the page, Enter goes on: two keys a step.
    private func take(_ number: Int, _ tmux: Tmux) async throws {
        try await tmux.waitUntil(screenContains: "Step \(number) of 7")
        try await tmux.waitUntil(screenContains: "Enter run")
        try await tmux.press("Enter")
        try await tmux.waitUntil(screenContains: "Enter go on", within: .seconds(180))
        try await tmux.press("Enter")
    }

    /// Twice, with a Tab between: what is typed, not a key that the way costs.
    private func type(password: String, _ tmux: Tmux) async throws {
        try await tmux.type("\(password)\t\(password)")
    }

    @Test func guidedFromAnEmptyFolderToTheAdmin() async throws {
        try await Project.with { project in
            try await Tmux.with { tmux in
                try await start(tmux, project)
                try await tmux.press("Enter")
                for number in 1...3 { try await take(number, tmux) }
                // Back and forth: the page before shows that it is done, and the typed name is still there.
                try await tmux.waitUntil(screenContains: "Step 4 of 7")
                try await tmux.press("Escape")
                try await tmux.waitUntil(screenContains: "Step 3 of 7")
                // While a page is being looked at, Enter is dropped.
                try await tmux.waitUntil(screenContains: "Enter go on")
                try await tmux.press("Enter")
                for number in 4...6 { try await take(number, tmux) }
                try await tmux.waitUntil(screenContains: "Step 7 of 7")
                try await type(password: Self.password, tmux)
                try await take(7, tmux)
                let receipt = try await tmux.waitUntil(screenContains: "login verified")
                #expect(receipt.contains("/admin/"))
                #expect(!receipt.contains(Self.password))
                try await tmux.press("Enter")
                #expect(try await tmux.exitCode() == 0)
                // Without the two of the way back and forth.
                #expect(tmux.keys - 2 <= 18, "\(tmux.keys)")
            }
            let again = try await project.howdah(["apply", "myproject", "--json"])
            #expect(try again.outcomes() == Array(repeating: "already-done", count: 7), "\(again.all)")
            // What a person typed for themselves is nowhere on the disk.
            let found = try await run(["/bin/sh", "-c", "grep -rl '\(Self.password)' '\(project.base)' || true"])
            #expect(found.output.isEmpty)
        }
    }

    @Test func expressFromAnEmptyFolderToTheAdmin() async throws {
        try await Project.with { project in
            try await Tmux.with(columns: 120, rows: 40) { tmux in
                try await start(tmux, project)
                try await tmux.press("e")
                try await tmux.waitUntil(screenContains: "Enter run")
                try await type(password: Self.password, tmux)
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "login verified", within: .seconds(240))
                try await tmux.press("Enter")
                #expect(try await tmux.exitCode() == 0)
                #expect(tmux.keys <= 4, "\(tmux.keys)")
            }
            let again = try await project.howdah(["apply", "myproject", "--json"])
            #expect(try again.outcomes() == Array(repeating: "already-done", count: 7), "\(again.all)")
        }
    }

    /// Step 3 by the learner's own hands, in their own shell; Howdah looks, and goes on.
    @Test func aStepByHand() async throws {
        try await Project.with(["SHELL": "/bin/sh"]) { project in
            try await Tmux.with { tmux in
                try await start(tmux, project)
                try await tmux.press("Enter")
                for number in 1...2 { try await take(number, tmux) }
                try await tmux.waitUntil(screenContains: "Step 3 of 7")
                try await tmux.waitUntil(screenContains: "Enter run")
                try await tmux.press("C-y")
                try await tmux.waitUntil(screenContains: "Type this yourself")
                // Ctrl-C there is the shell's.
                try await tmux.press("C-c")
                try await tmux.type(
                    "\(project.folder)/.venv/bin/python -m django startproject myproject . && echo ma''de")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "made\n")
                try await tmux.type("exit")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "Done already")
                #expect(project.exists("myproject/manage.py"))
                try await tmux.waitUntil(screenContains: "Enter go on")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "Step 4 of 7")
                try await tmux.press("C-q")
                #expect(try await tmux.exitCode() == 2)
            }
        }
    }

    @Test func cancellingTheInstallationAndGoingOn() async throws {
        try await Project.with(uv: false) { project in
            try await Tmux.with { tmux in
                try await start(tmux, project)
                try await tmux.press("Enter")
                try await take(1, tmux)
                try await tmux.waitUntil(screenContains: "Step 2 of 7")
                try await tmux.waitUntil(screenContains: "Enter run")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "Processing ")
                try await tmux.press("C-c")
                try await tmux.waitUntil(screenContains: "Try again")
                try await tmux.press("1")
                try await tmux.waitUntil(screenContains: "Enter go on", within: .seconds(180))
                try await tmux.press("C-q")
                // Quit before the end.
                let code = try await tmux.exitCode()
                #expect(code == 2)
            }
        }
    }

    @Test func aFailureIsNamedAndTriedAgain() async throws {
        try await Project.with { project in
            try await project.write("mine", to: "myproject/myproject/keep.txt")
            try await Tmux.with { tmux in
                try await start(tmux, project)
                try await tmux.press("Enter")
                for number in 1...2 { try await take(number, tmux) }
                try await tmux.waitUntil(screenContains: "Step 3 of 7")
                try await tmux.waitUntil(screenContains: "there is already")
                // The person moves it away, and tries again.
                try await run(
                    ["/bin/mv", project.folder + "/myproject", project.base + "/aside"], as: project.account
                ).orThrow()
                try await tmux.press("1")
                try await tmux.waitUntil(screenContains: "Create the Django project myproject")
            }
            #expect(try project.read("aside/keep.txt") == "mine")
        }
    }

    /// A finished project that broke twice: on the page, and when it runs; Enter mends both, and it goes on.
    @Test func whatBrokeIsMendedWhereOneStands() async throws {
        try await Project.with { project in
            let made = try await project.howdah(["apply", ".", "--json", "--answers", "-"], input: project.answers())
            try #require(made.code == 0, "\(made.all)")
            for fault in ["role-expired", "open-data-folder"] {
                try await run(
                    [try await BuiltBinary.faultMaker(), fault, project.folder], as: project.account,
                    in: project.folder, environment: project.environment
                ).orThrow()
            }
            try await Tmux.with { tmux in
                try await tmux.start(
                    [project.binary, project.folder], as: project.account, in: project.base,
                    environment: project.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 })
                try await tmux.waitUntil(screenContains: "Which way")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "Enter run")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "(data-dir-permissions)", within: .seconds(180))
                try await tmux.waitUntil(screenContains: "1 Let Howdah mend it: Close the data folder")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "Enter go on", within: .seconds(180))
                try await tmux.press("Enter")
                for step in 2...3 {
                    try await tmux.waitUntil(screenContains: "Step \(step) of 7")
                    try await tmux.waitUntil(screenContains: "Enter go on")
                    try await tmux.press("Enter")
                }
                try await tmux.waitUntil(screenContains: "Step 4 of 7")
                try await tmux.waitUntil(screenContains: "Enter mend")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "Enter go on", within: .seconds(180))
                try await tmux.press("C-q")
                try await tmux.waitUntil(screenContains: "ended with 2")
            }
            let well = try await project.howdah(["doctor", "myproject"])
            #expect(well.code == 0, "\(well.all)")
        }
    }

    @Test func aWindowTooSmallKeepsWhatWasTyped() async throws {
        try await Project.with { project in
            try await Tmux.with { tmux in
                try await start(tmux, project)
                try await tmux.resize(columns: 60, rows: 15)
                try await tmux.waitUntil(screenContains: "80")
                try await tmux.waitUntil(screenLacks: "Which way")
                try await tmux.resize(columns: 100, rows: 30)
                try await tmux.waitUntil(screenContains: "Which way")
            }
        }
    }

    @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func theTerminalIsSaneAfterASignal(_ signal: Int32, _ expected: Int32) async throws {
        try await Project.with { project in
            try await Tmux.with { tmux in
                try await start(tmux, project)
                let pids = try await run(
                    ["/bin/sh", "-c", "pgrep -u '\(project.account.name)' -f -- '\(project.base)|answers.toml'"]
                ).output.split(separator: "\n").compactMap { Int32($0) }
                for pid in pids where try await isWizard(pid, project) { kill(pid, signal) }
                let code = try await tmux.exitCode()
                #expect(code == expected)
                // Echo is on again: what is typed stands on the normal screen.
                try await tmux.type("sane")
                try await tmux.waitUntil(screenContains: "sane")
            }
        }
    }

    private func isWizard(_ pid: Int32, _ project: Project) async throws -> Bool {
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/exe")
        let folder = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")
        return path == project.binary && folder == project.base
    }
}
