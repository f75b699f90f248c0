/// A terminal without glass, for tests: keeps what it was given to show, types what it is told.
@MainActor public final class VirtualTerminal: Terminal {
    public private(set) var size: Size
    public let glyphs: Glyphs
    public let inputs: AsyncStream<Input>
    /// Every screen shown, the last at the end.
    public private(set) var screens: [Screen] = []
    /// What was called: "suspend", "resume", "stop", "redraw", "close".
    public private(set) var calls: [String] = []
    public private(set) var isClosed = false
    /// What was put on the clipboard last.
    public private(set) var copied: String?

    private let continuation: AsyncStream<Input>.Continuation
    private var waiters: [(isMet: (Screen) -> Bool, resume: CheckedContinuation<Screen?, Never>)] = []

    public init(size: Size = .standard, glyphs: Glyphs = .utf8) {
        self.size = size
        self.glyphs = glyphs
        (inputs, continuation) = AsyncStream.makeStream()
    }

    /// The last screen's text; empty before the first.
    public var text: String { screens.last?.text ?? "" }

    public func send(_ inputs: Input...) {
        for input in inputs { continuation.yield(input) }
    }

    public func press(_ keys: Key...) {
        for key in keys { continuation.yield(.key(key)) }
    }

    /// Types a text, one key a character; a line break is Enter.
    public func type(_ text: String) {
        for character in text { continuation.yield(.key(character == "\n" ? .enter : .character(character))) }
    }

    public func resize(to size: Size) {
        self.size = size
        continuation.yield(.resized(size))
    }

    /// Waits until a screen meets a condition; the last one shown counts.
    ///
    /// - Returns: that screen; nil if the terminal was closed before. It never gives up by itself: set the test a
    ///   time limit.
    @discardableResult
    public func waitUntil(_ isMet: @escaping (Screen) -> Bool) async -> Screen? {
        if let last = screens.last, isMet(last) { return last }
        if isClosed { return nil }
        return await withCheckedContinuation { waiters.append((isMet, $0)) }
    }

    @discardableResult
    public func waitUntil(screenContains text: String) async -> Screen? {
        await waitUntil { $0.text.contains(text) }
    }

    public func present(_ screen: Screen) {
        screens.append(screen)
        let met = waiters.filter { $0.isMet(screen) }
        waiters.removeAll { $0.isMet(screen) }
        for waiter in met { waiter.resume.resume(returning: screen) }
    }

    public let hasColours = true
    public func use(_ theme: Theme) { calls.append("theme \(theme.name)") }
    public func redraw() { calls.append("redraw") }
    public func copy(_ text: String) { copied = text }
    public func suspend() { calls.append("suspend") }

    public func resume() {
        calls.append("resume")
        continuation.yield(.resized(size))
    }

    public func stop() {
        calls.append("stop")
        continuation.yield(.resized(size))
    }

    public func close() {
        guard !isClosed else { return }
        isClosed = true
        calls.append("close")
        continuation.finish()
        for waiter in waiters { waiter.resume.resume(returning: nil) }
        waiters = []
    }
}
