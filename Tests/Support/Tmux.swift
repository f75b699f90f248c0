import Foundation
import Synchronization

/// A terminal that tests type in and read: tmux on a socket of its own.
///
///     try await Tmux.with(columns: 80, rows: 24) { tmux in
///         try await tmux.start([binary, folder], as: account, environment: variables)
///         try await tmux.waitUntil(screenContains: "Step 1 of 7")
///         try await tmux.press("Enter")
///     }
public final class Tmux: Sendable {
    public let columns: Int
    public let rows: Int
    private let socket: String
    private let program: String
    private let count = Mutex(0)

    /// How many keys were pressed so far, not counting text that was typed.
    public var keys: Int { count.withLock { $0 } }

    private init(columns: Int, rows: Int, socket: String, program: String) {
        self.columns = columns
        self.rows = rows
        self.socket = socket
        self.program = program
    }

    /// A tmux server for the time of the body; its programs end with it.
    public static func with<T>(
        columns: Int = 80, rows: Int = 24, _ body: (Tmux) async throws -> T
    ) async throws -> T {
        guard
            let program = ["/usr/bin/tmux", "/opt/homebrew/bin/tmux", "/usr/local/bin/tmux"]
                .first(where: { (path: String) in access(path, X_OK) == 0 })
        else { throw Trouble("the tests of the wizard need tmux") }
        let tmux = Tmux(columns: columns, rows: rows, socket: try await Room.make() + "/t", program: program)
        do {
            let value = try await body(tmux)
            await tmux.kill()
            return value
        } catch {
            let screen = (try? await tmux.screen()) ?? "(none)"
            await tmux.kill()
            throw Trouble("\(error)\n--- the screen at that time ---\n\(screen)")
        }
    }

    /// Runs a program in the terminal. When it ends, the terminal stays, and `exitCode` says how it ended.
    ///
    /// - Parameters:
    ///   - terminal: what the program takes it for: TERM.
    ///   - ignoresHangup: nobody in it is told when the terminal goes, as under nohup.
    public func start(
        _ words: [String], as account: Account = .current, in directory: String = "/", environment: [String: String],
        terminal: String = "tmux-256color", ignoresHangup: Bool = false
    ) async throws {
        let variables = environment.merging(["TERM": terminal]) { $1 }.map { "\($0)=\($1)" }
        var command = ["/usr/bin/env", "-i"] + variables + words
        if Account.isRoot, account != .current { command = ["/usr/sbin/runuser", "-u", account.name, "--"] + command }
        // A shell with job control around it: Ctrl-Z and `fg` work, and the end can be seen.
        let line = "cd \(ShellWord.quoted(directory)); " + command.map(ShellWord.quoted).joined(separator: " ")
        try await tmux([
            "-f", "/dev/null", "new-session", "-d", "-x", String(columns), "-y", String(rows),
            "sh -m -c \(ShellWord.quoted((ignoresHangup ? "trap '' HUP; " : "") + line + "; code=$?; echo; echo \"ended with $code\"; exec cat"))",
        ])
        try await tmux(["set-option", "-g", "remain-on-exit", "on"])
    }

    /// Named keys (`Enter`, `Escape`, `C-c`, `BTab`, `F1`, `Down`) or single characters.
    public func press(_ keys: String...) async throws {
        count.withLock { $0 += keys.count }
        try await tmux(["send-keys"] + keys)
    }

    /// Text as it is, with no key names in it.
    public func type(_ text: String) async throws { try await tmux(["send-keys", "-l", text]) }

    /// A text from the clipboard, as terminals send it: bracketed where the program asked for that.
    public func paste(_ text: String) async throws {
        try await tmux(["set-buffer", text])
        try await tmux(["paste-buffer", "-p"])
    }

    /// Where the cursor stands, from 0; nil where it is hidden.
    public func cursor() async throws -> (column: Int, row: Int)? {
        let text = try await tmux(["display-message", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag}"])
        let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        guard numbers.count == 3 else { throw Trouble("no cursor: \(text)") }
        return numbers[2] == 1 ? (numbers[0], numbers[1]) : nil
    }

    /// What another terminal runs to show this one, until it is detached.
    public var attachment: [String] { [program, "-u", "-S", socket, "attach-session"] }

    /// Every terminal that shows this one no longer does; what runs here goes on.
    public func detach() async throws { try await tmux(["detach-client", "-a", "-s", "0"]) }

    /// The terminal is closed, with what runs in it.
    public func hangUp() async throws { try await tmux(["kill-session"]) }

    public func resize(columns: Int, rows: Int) async throws {
        try await tmux(["resize-window", "-x", String(columns), "-y", String(rows)])
    }

    /// What stands on the screen now, a line a row, trailing blanks cut.
    public func screen() async throws -> String { try await tmux(["capture-pane", "-p"]) }

    /// With colours and attributes as escape sequences.
    public func colouredScreen() async throws -> String { try await tmux(["capture-pane", "-p", "-e"]) }

    /// Of the last command started: where its process group stands, for signals.
    public func pid() async throws -> Int32 {
        let text = try await tmux(["display-message", "-p", "#{pane_pid}"])
        guard let pid = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw Trouble("no pane: \(text)")
        }
        return pid
    }

    @discardableResult
    public func waitUntil(screenContains text: String, within limit: Duration = .seconds(180)) async throws -> String {
        try await waitUntil("the screen shows “\(text)”", within: limit) { $0.contains(text) }
    }

    public func waitUntil(screenLacks text: String, within limit: Duration = .seconds(180)) async throws {
        try await waitUntil("the screen no longer shows “\(text)”", within: limit) { !$0.contains(text) }
    }

    @discardableResult
    public func waitUntil(
        _ what: String, within limit: Duration = .seconds(180), _ holds: (String) throws -> Bool
    ) async throws -> String {
        try await HowdahTestSupport.waitUntil(what, within: limit, seen: (try? await screen()) ?? "") {
            let now = try await screen()
            return try holds(now) ? now : nil
        }
    }

    /// The exit code of the program, once it ended.
    public func exitCode(within limit: Duration = .seconds(180)) async throws -> Int32 {
        let screen = try await waitUntil(screenContains: "ended with ", within: limit)
        guard let word = screen.components(separatedBy: "ended with ").last,
            let code = Int32(word.prefix { $0.isNumber })
        else { throw Trouble("no exit code on the screen:\n\(screen)") }
        return code
    }

    @discardableResult
    private func tmux(_ words: [String]) async throws -> String {
        try await run([program, "-u", "-S", socket] + words, environment: plainEnvironment(home: "/")).orThrow().output
    }

    private func kill() async { _ = try? await run([program, "-S", socket, "kill-server"]) }
}

enum ShellWord {
    static func quoted(_ word: String) -> String { "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'" }
}
