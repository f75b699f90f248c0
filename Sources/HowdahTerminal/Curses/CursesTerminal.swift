import CCurses
import Dispatch
import HowdahText

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// The real terminal, by ncurses. The only file that knows curses; there can be one at a time.
@MainActor public final class CursesTerminal: Terminal {
    /// Why the terminal could not be taken.
    public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// Standard input or output is a file or a pipe.
        case noTerminal
        /// `TERM` names nothing that curses knows.
        case unknownTerminal(String)

        public var description: String {
            switch self {
            case .noTerminal: Words.Terminal.noTerminal
            case .unknownTerminal(let name): Words.Terminal.unknownTerminal(name.sanitisedLine)
            }
        }
    }

    public private(set) var size: Size
    public let glyphs: Glyphs
    public let hasColours: Bool
    public let inputs: AsyncStream<Input>

    private let continuation: AsyncStream<Input>.Continuation
    private var theme: Theme
    private let logDescriptor: Int32
    private var pairs: [Role: Int32] = [:]
    private var shown: Screen?
    private var decoder = KeyDecoder()
    private var keySource: (any DispatchSourceRead)?
    private var signalSource: (any DispatchSourceRead)?
    private var isSuspended = false
    private var isClosed = false

    /// Takes the terminal: alternate screen, raw keys, bracketed paste. Takes a few milliseconds.
    ///
    /// - Parameters:
    ///   - theme: for a terminal with colours; one without shows ``Theme/monochrome``.
    ///   - ascii: draw in plain ASCII even where more is possible.
    ///   - log: a file that standard error goes to while the terminal is taken; nil drops it.
    ///   - crashNote: what a crash leaves on the normal screen, such as where the log is.
    /// - Throws: no terminal, or one that curses does not know.
    public init(
        theme: Theme, ascii: Bool = false, log: String? = nil, crashNote: String? = nil
    ) throws(Failure) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
        guard howdah_open("\(crashNote ?? Words.Terminal.crashed)\n") else {
            throw .unknownTerminal(getenv("TERM").map { String(cString: $0) } ?? "")
        }
        logDescriptor = open(log ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        howdah_redirect_errors(logDescriptor)
        hasColours = howdah_colours() > 0
        self.theme = hasColours ? theme : .monochrome
        glyphs = ascii || !howdah_is_utf8() ? .ascii : .utf8
        size = Self.currentSize()
        (inputs, continuation) = AsyncStream.makeStream()
        assignPairs()
        watch()
    }

    /// Whether TERM names a terminal whose cursor cannot be placed: nothing can be painted there.
    ///
    /// A name that curses does not know is another matter: that is told, not guessed.
    public nonisolated static var isLineOnly: Bool { howdah_line_only() }

    public func present(_ screen: Screen) {
        guard !isSuspended, !isClosed else { return }
        for (y, run) in screen.changes(since: shown) {
            let style = theme.style(run.role)
            howdah_style(pairs[run.role, default: 0], style.bold, style.dim, style.underline, style.reverse)
            howdah_put(Int32(y), Int32(run.x), printable(run.text))
        }
        shown = screen
        if let cursor = screen.cursor, screen.bounds.contains(cursor) {
            howdah_show(Int32(cursor.y), Int32(cursor.x))
        } else {
            howdah_show(-1, 0)
        }
    }

    public func use(_ theme: Theme) {
        guard hasColours, !isClosed else { return }
        self.theme = theme
        assignPairs()
        redraw()
    }

    public func redraw() {
        shown = nil
        howdah_forget()
    }

    public func copy(_ text: String) {
        guard !isSuspended, !isClosed else { return }
        let bytes = Array("\u{1b}]52;c;\(Data(text.utf8.prefix(Self.mostToCopy)).base64EncodedString())\u{7}".utf8)
        _ = bytes.withUnsafeBytes { writeDescriptor(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }

    /// In bytes: terminals drop longer OSC 52 sequences whole (xterm's limit, in base64, is about 100 kB).
    private static let mostToCopy = 48_000

    public func suspend() {
        guard !isSuspended, !isClosed else { return }
        isSuspended = true
        keySource?.suspend()
        howdah_suspend()
    }

    public func resume() {
        guard isSuspended, !isClosed else { return }
        isSuspended = false
        howdah_resume()
        assignPairs()
        keySource?.resume()
        shown = nil
        resized()
    }

    public func stop() {
        suspend()
        howdah_stop()
        resume()
    }

    public func close() {
        guard !isClosed else { return }
        // A source must not be suspended when it goes.
        if isSuspended { keySource?.resume() }
        isClosed = true
        keySource?.cancel()
        signalSource?.cancel()
        howdah_close()
        if logDescriptor >= 0 { closeDescriptor(logDescriptor) }
        continuation.finish()
    }

    /// Without a UTF-8 locale curses would print bytes one by one.
    private func printable(_ text: String) -> String {
        guard glyphs.isASCII, !howdah_is_utf8() else { return text }
        return text.reduce(into: "") { result, character in
            result +=
                character.isASCII ? String(character) : String(repeating: "?", count: max(1, character.displayWidth))
        }
    }

    /// One curses pair for each mixture of colours in the theme; -1 is the terminal's own.
    private func assignPairs() {
        let colours = Int(howdah_colours())
        guard colours > 0 else { return }
        // Where there are more than 256 (xterm-direct), the numbers from 8 on are no palette but red, green and blue.
        let available = colours > 256 ? 8 : colours
        var known: [[Int32]: Int32] = [[-1, -1]: 0]
        for role in Role.allCases {
            let (foreground, background) = theme.colours(of: role, available: available)
            let colours = [foreground, background].map { $0.map { Int32($0) } ?? -1 }
            if known[colours] == nil {
                let pair = Int32(known.count)
                known[colours] = pair
                howdah_pair(pair, colours[0], colours[1])
            }
            pairs[role] = known[colours]
        }
        howdah_background(pairs[.text, default: 0])
    }

    private func watch() {
        // A file descriptor that is readable wakes the main queue: no thread reads, nothing polls.
        let keys = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
        keys.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readKeys() } }
        keys.activate()
        keySource = keys
        let signals = DispatchSource.makeReadSource(fileDescriptor: howdah_signal_pipe(), queue: .main)
        signals.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readSignals() } }
        signals.activate()
        signalSource = signals
    }

    private func readKeys() {
        guard !isSuspended, !isClosed else { return }
        while let raw = Self.read() {
            if let raw, let input = decoder.decode(raw) { continuation.yield(input) }
        }
        // Asked each time: a terminal that hangs up wakes us once, perhaps with a key still to be read.
        if howdah_ended() {
            keySource?.cancel()
            continuation.yield(.hangup)
        }
    }

    private func readSignals() {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = readDescriptor(howdah_signal_pipe(), &bytes, bytes.count)
        guard count > 0, !isClosed else { return }
        for byte in bytes.prefix(count) {
            let number = Int32(byte)
            switch number {
            case SIGWINCH: resized()
            // While a child has the terminal its keyboard signals are the child's.
            case SIGINT where isSuspended, SIGQUIT where isSuspended: continue
            // As Ctrl-Z, but from outside.
            case SIGTSTP: stop()
            case SIGCONT where isSuspended: continue
            case SIGCONT:
                // Stopped unasked: the shell has set the terminal's modes in the meantime.
                suspend()
                resume()
            default: continuation.yield(.signal(number))
            }
        }
    }

    private func resized() {
        guard !isSuspended else { return }
        let now = Self.currentSize()
        if now != size { shown = nil }
        size = now
        continuation.yield(.resized(now))
    }

    private static func currentSize() -> Size {
        var rows: Int32 = 0
        var columns: Int32 = 0
        howdah_size(&rows, &columns)
        return Size(columns: Int(columns), rows: Int(rows))
    }

    /// - Returns: nil when nothing waits; an inner nil for what has no meaning.
    private static func read() -> KeyDecoder.Raw?? {
        var value: UInt32 = 0
        switch Int(howdah_read(&value)) {
        case HOWDAH_SCALAR: return .some(Unicode.Scalar(value).map(KeyDecoder.Raw.scalar))
        case HOWDAH_KEY: return .some(named[Int(value)] ?? function(Int(value)))
        default: return nil
        }
    }

    private static func function(_ value: Int) -> KeyDecoder.Raw? {
        value > HOWDAH_FUNCTION ? .key(.function(value - HOWDAH_FUNCTION)) : nil
    }

    private static let named: [Int: KeyDecoder.Raw] = [
        HOWDAH_UP: .key(.up), HOWDAH_DOWN: .key(.down), HOWDAH_LEFT: .key(.left), HOWDAH_RIGHT: .key(.right),
        HOWDAH_HOME: .key(.home), HOWDAH_END: .key(.end), HOWDAH_PAGE_UP: .key(.pageUp),
        HOWDAH_PAGE_DOWN: .key(.pageDown), HOWDAH_BACKSPACE: .key(.backspace), HOWDAH_DELETE: .key(.delete),
        HOWDAH_BACK_TAB: .key(.backTab), HOWDAH_ENTER: .key(.enter),
        HOWDAH_PASTE_BEGIN: .pasteBegin, HOWDAH_PASTE_END: .pasteEnd,
    ]
}

// The methods of the same names hide the C library's functions.
private func closeDescriptor(_ descriptor: Int32) { close(descriptor) }
private func writeDescriptor(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

private func readDescriptor(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
