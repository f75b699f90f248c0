import Foundation
import HowdahTestSupport
import Testing

/// Terminals of every kind, and what happens to them: the wizard as built, in real ones.
@Suite(.heavy) struct TerminalTests {
    /// The welcome page in a fresh folder; nothing is changed there.
    private func open(
        _ tmux: Tmux, _ project: Project, _ variables: [String: String] = [:], _ arguments: [String] = []
    ) async throws {
        try await tmux.start(
            [project.binary] + arguments, as: project.account, in: project.base,
            environment: project.environment.merging(variables) { $1 },
            terminal: variables["TERM"] ?? "tmux-256color")
        try await tmux.waitUntil(screenContains: "Which way")
    }

    /// All seven steps at work.
    private func express(_ tmux: Tmux, _ project: Project) async throws {
        try await project.write(try await project.answers("postgres.mode = \"private\""), to: "answers.toml")
        try await open(tmux, project, [:], ["--answers", "answers.toml"])
        try await tmux.press("e")
        try await tmux.waitUntil(screenContains: "Enter run all seven")
        try await tmux.press("Enter")
        try await tmux.waitUntil(screenContains: "Together")
    }

    // MARK: Kinds

    @Test(arguments: [
        "xterm", "xterm-256color", "screen", "screen-256color", "tmux", "tmux-256color", "linux", "vt100",
    ])
    func everyKindIsDrawnOnAndLeftAsItWas(_ kind: String) async throws {
        try await Project.with { project in
            try await Tmux.with { tmux in
                try await open(tmux, project, ["TERM": kind])
                // The cursor stands on the choice in focus.
                let cursor = try #require(try await tmux.cursor())
                let lines = try await tmux.screen().split(separator: "\n", omittingEmptySubsequences: false)
                #expect(lines[cursor.row].contains("▸ Which way (•) Guided"))
                #expect(Array(lines[cursor.row])[cursor.column] == "•")
                let painted = try await tmux.colouredScreen()
                let isColoured = painted.contains("[48;5;") || (40...47).contains { painted.contains("[\($0)m") }
                #expect(isColoured == (kind != "vt100"))
                try await tmux.press("?")
                try await tmux.waitUntil(screenContains: "Role: a user name inside PostgreSQL")
                try await tmux.press("Escape")
                try await tmux.press("C-o")
                try await tmux.waitUntil(screenContains: kind == "vt100" ? "No colours here" : "for bright rooms")
                if kind != "vt100" { try await tmux.press("Escape") }
                try await tmux.press("Down", "Up", "Enter")
                try await tmux.waitUntil(screenContains: "Step 1 of 7")
                try await tmux.press("C-q")
                #expect(try await tmux.exitCode() == 2)
                let rest = try await tmux.screen()
                #expect(rest.contains("Left before anything was changed."))
                #expect(!rest.contains("F1 help"), "\(rest)")
            }
        }
    }

    @Test func withoutUTF8AllIsASCII() async throws {
        try await Project.with { project in
            try await Tmux.with { tmux in
                try await open(tmux, project, ["LC_ALL": "C", "TERM": "xterm"])
                let screen = try await tmux.screen()
                #expect(screen.utf8.allSatisfy { $0 < 0x80 }, "\(screen)")
                #expect(screen.contains("> Which way (*) Guided"))
                try await tmux.press("C-q")
                #expect(try await tmux.exitCode() == 2)
            }
        }
    }

    @Test(arguments: [["TERM": "dumb"], ["ACCESSIBLE": "1"], ["TERM": "unknown"]])
    func wordsAloneWhereNothingCanBePainted(_ variables: [String: String]) async throws {
        try await Project.with { project in
            try await Tmux.with { tmux in
                try await tmux.start(
                    [project.binary], as: project.account, in: project.base,
                    environment: project.environment.merging(variables) { $1 },
                    terminal: variables["TERM"] ?? "tmux-256color")
                try await tmux.waitUntil(screenContains: "Project [myproject]:")
                try await tmux.press("C-d")
                #expect(try await tmux.exitCode() == 2)
            }
        }
    }

    // MARK: Themes

    @Test func aThemeIsChosenKeptAndOverruled() async throws {
        try await Project.with { project in
            let white = "48;5;231m"
            try await Tmux.with { tmux in
                try await open(tmux, project)
                #expect(try await tmux.colouredScreen().contains(white) == false)
                try await tmux.press("C-o", "Down")
                try await tmux.waitUntil(screenContains: "(•) light")
                #expect(try await tmux.colouredScreen().contains(white))
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "Kept in ~/.config/howdah/theme")
                try await tmux.press("C-q")
                #expect(try await tmux.exitCode() == 2)
            }
            #expect(try project.read(".config/howdah/theme") == "light\n")
            try await Tmux.with { tmux in
                try await open(tmux, project)
                #expect(try await tmux.colouredScreen().contains(white))
            }
            try await Tmux.with { tmux in
                try await open(tmux, project, ["HOWDAH_THEME": "dark"])
                #expect(try await tmux.colouredScreen().contains(white) == false)
            }
            try await Tmux.with { tmux in
                try await open(tmux, project, ["NO_COLOR": "1"])
                let screen = try await tmux.colouredScreen()
                #expect(!screen.contains("[38;") && !screen.contains("[48;"))
            }
        }
    }

    @Test func onesOwnThemeIsReadAndItsMistakesAreNamed() async throws {
        try await Project.with { project in
            try await project.write(
                "[roles]\ntext = { fg = 15, bg = 52 }\n", to: ".config/howdah/themes/wine.toml")
            try await Tmux.with { tmux in
                try await open(tmux, project, [:], ["--theme", "wine"])
                #expect(try await tmux.colouredScreen().contains("48;5;52m"))
            }
            try await project.write("[roles]\ntitel = { bold = true }\n", to: ".config/howdah/themes/wine.toml")
            // Asked for, it is refused; kept once, the usual one serves and the mistake is told.
            try await Tmux.with { tmux in
                try await tmux.start(
                    [project.binary], as: project.account, in: project.base,
                    environment: project.environment.merging(["HOWDAH_THEME": "wine"]) { $1 })
                #expect(try await tmux.exitCode() == 64)
                let screen = try await tmux.screen().split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(screen.contains("wine.toml:2: roles.titel"), "\(screen)")
                #expect(screen.contains("Did you mean “title”?"))
            }
            try await project.write("wine\n", to: ".config/howdah/theme")
            try await Tmux.with { tmux in
                try await open(tmux, project)
                try await tmux.waitUntil(screenContains: "The kept theme is not used")
            }
        }
    }

    // MARK: What happens to a terminal

    @Test func stoppedByCtrlZAndGoneOnWith() async throws {
        try await Project.with { project in
            try await Tmux.with { tmux in
                // A shell of the person's own, since it is the shell that stops and goes on.
                try await tmux.start(
                    ["/bin/bash", "--norc", "-i"], as: project.account, in: project.base,
                    environment: project.environment.merging(["LC_ALL": "C.UTF-8", "PS1": "ready> "]) { $1 })
                try await tmux.waitUntil(screenContains: "ready>")
                try await tmux.type(project.binary)
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "Which way")
                try await tmux.press("Up")
                try await tmux.type("bakery")
                try await tmux.waitUntil(screenContains: "myprojectbakery")
                for _ in 0..<2 {
                    try await tmux.press("C-z")
                    try await tmux.waitUntil(screenContains: "Stopped")
                    try await tmux.type("echo she''ll")
                    try await tmux.press("Enter")
                    try await tmux.waitUntil(screenContains: "shell\n")
                    try await tmux.type("fg")
                    try await tmux.press("Enter")
                    try await tmux.waitUntil(screenContains: "myprojectbakery")
                    try await tmux.type("2")
                    try await tmux.waitUntil(screenContains: "myprojectbakery2")
                    try await tmux.press("BSpace")
                }
                try await tmux.press("C-q")
                try await tmux.waitUntil(screenContains: "Left before anything was changed.")
                try await tmux.type("echo code $?")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "code 2")
            }
        }
    }

    @Test func aPasteOfManyLinesIsOneText() async throws {
        try await Project.with { project in
            try await Tmux.with { tmux in
                try await open(tmux, project)
                try await tmux.press("Up", "C-u")
                try await tmux.paste("orders\nsecond\n\nthird\n")
                try await tmux.waitUntil(screenContains: "▸ Project   orders\n")
                // A line break in it pressed no Enter.
                #expect(try await tmux.screen().contains("Which way"))
                try await tmux.type("s")
                try await tmux.waitUntil(screenContains: "▸ Project   orderss\n")
                #expect(!(try await tmux.screen().contains("second")))
            }
        }
    }

    @Test func theWindowChangesWhileSomethingRuns() async throws {
        try await Project.with { project in
            try await Tmux.with { tmux in
                try await express(tmux, project)
                for (columns, rows) in [(120, 40), (50, 10), (80, 24), (200, 60), (81, 25)] {
                    try await tmux.resize(columns: columns, rows: rows)
                    let isSmall = columns < 80
                    try await tmux.waitUntil("a page of \(columns) columns") { screen in
                        let last =
                            screen.split(separator: "\n", omittingEmptySubsequences: false).prefix(rows).last ?? ""
                        return isSmall
                            ? screen.contains("50×10")
                            : last.contains("F1 help") && screen.hasPrefix(" Howdah · ~/myproject")
                    }
                }
                try await tmux.waitUntil(screenContains: "login verified", within: .seconds(240))
                try await tmux.press("Enter")
                #expect(try await tmux.exitCode() == 0)
            }
        }
    }

    @Test func detachedAndAttachedAgain() async throws {
        try await Project.with { project in
            try await Tmux.with { tmux in
                try await open(tmux, project)
                for (columns, rows) in [(100, 30), (82, 26)] {
                    try await Tmux.with(columns: columns, rows: rows) { glass in
                        try await glass.start(tmux.attachment, environment: project.environment)
                        try await glass.waitUntil(screenContains: "Which way")
                        try await glass.press("?")
                        try await glass.waitUntil(screenContains: "Keys and words")
                        try await glass.press("Escape")
                        try await glass.waitUntil(screenContains: "Which way")
                        try await tmux.detach()
                        try await glass.waitUntil(screenContains: "detached")
                    }
                }
                try await tmux.waitUntil(screenContains: "Which way")
                try await tmux.press("C-q")
                #expect(try await tmux.exitCode() == 2)
            }
        }
    }

    /// The window is closed, and no signal tells: the end of the input does.
    @Test func theTerminalGoesAwayUnannounced() async throws {
        try await Project.with { project in
            try await Tmux.with { tmux in
                try await tmux.start(
                    [project.binary], as: project.account, in: project.base, environment: project.environment,
                    ignoresHangup: true)
                try await tmux.waitUntil(screenContains: "No login has been tried yet")
                // Curses answers a new size with a key of its own: the end must not be missed behind it.
                try await tmux.resize(columns: 120, rows: 40)
                try await tmux.hangUp()
            }
            try await waitUntil("nothing works in the folder", within: .seconds(30)) {
                try await Self.programs(in: project).isEmpty ? true : nil
            }
        }
    }

    /// The window is closed in the middle of the work: what it started ends too, and the next run goes on.
    @Test func theTerminalGoesAway() async throws {
        try await Project.with { project in
            try await Tmux.with { tmux in
                try await express(tmux, project)
                try await tmux.hangUp()
            }
            // All but the server, which is meant to stay.
            try await waitUntil("nothing but PostgreSQL works in the folder", within: .seconds(60)) {
                try await Self.programs(in: project).isEmpty ? true : nil
            }
            let again = try await project.howdah(["apply", ".", "--json", "--answers", "answers.toml"])
            #expect(again.code == 0, "\(again.all)")
        }
    }

    /// What runs as the project's account somewhere in its folder, but for PostgreSQL.
    private static func programs(in project: Project) async throws -> [String] {
        let pids = try await run(["/bin/sh", "-c", "pgrep -u '\(project.account.name)' || true"]).output
        return pids.split(separator: "\n").compactMap { pid in
            let folder = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")
            let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/exe")
            guard let folder, let program, folder.hasPrefix(project.base), !program.hasSuffix("/postgres") else {
                return nil
            }
            return program
        }
    }
}
