/// Lines out, lines in: a terminal without pages, or a script in tests.
public struct Conversation: Sendable {
    /// Says a line.
    public var say: @Sendable (String) async -> Void
    /// Asks, and waits for a line; nil when nobody will answer any more.
    public var ask: @Sendable (_ prompt: String, _ isHidden: Bool) async -> String?
    /// A sign for the ear: something has come to its end.
    public var ring: @Sendable () async -> Void
    /// Drops what was typed while nobody asked: an Enter must not confirm what nobody has read.
    public var dropTyped: @Sendable () async -> Void

    public init(
        say: @escaping @Sendable (String) async -> Void,
        ask: @escaping @Sendable (_ prompt: String, _ isHidden: Bool) async -> String?,
        ring: @escaping @Sendable () async -> Void = {}, dropTyped: @escaping @Sendable () async -> Void = {}
    ) {
        self.say = say
        self.ask = ask
        self.ring = ring
        self.dropTyped = dropTyped
    }
}

/// What runs now, so that Ctrl-C reaches it.
public actor Interruptible {
    private var task: Task<Void, Never>?

    public init() {}

    /// - Returns: false when nothing runs.
    public func interrupt() -> Bool {
        task?.cancel()
        return task != nil
    }

    /// Waits until what runs has come to its end.
    public func settled() async { await task?.value }

    func run(_ body: @escaping @Sendable () async -> Void) async {
        let task = Task { await body() }
        self.task = task
        await task.value
        self.task = nil
    }
}
