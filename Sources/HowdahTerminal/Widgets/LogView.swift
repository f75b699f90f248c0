public import DequeModule
import HowdahText

/// The last lines of a log: follows its end until one scrolls up, then keeps its place.
public struct LogView: Sendable, Equatable {
    public struct Line: Sendable, Equatable {
        public var text: String
        public var role: Role
        /// The columns that its continuation is indented by where it is broken.
        var hang = 0
    }

    /// The lines at hand, the newest last.
    public private(set) var lines: Deque<Line> = []
    /// How many lines are kept; the oldest go.
    public let capacity: Int
    /// How many have gone.
    public private(set) var dropped = 0
    /// Whether long lines are broken; else they are cut, and Left and Right move along them.
    public var wraps = false
    /// The columns cut off on the left.
    public private(set) var shift = 0
    /// The search, from its first `/` on.
    public internal(set) var search: Search?
    /// The number of the first line shown, counted from the log's beginning; nil: follow the end.
    var top: Int?

    /// - Parameter capacity: in lines, at least 1.
    public init(capacity: Int = 5000) {
        self.capacity = max(1, capacity)
    }

    /// Whether the newest line is always seen.
    public var isFollowing: Bool { top == nil }

    /// Adds lines at the end, sanitised.
    ///
    /// - Parameter prefix: stands before each of them, such as the step that it comes from.
    public mutating func append(contentsOf texts: some Sequence<String>, role: Role = .text, prefix: String = "") {
        for text in texts {
            let text = text.sanitisedLine
            let hang = prefix.displayWidth + text.prefix { $0 == " " }.count + 2
            lines.append(Line(text: prefix + text, role: role, hang: hang))
        }
        let excess = lines.count - capacity
        if excess > 0 {
            lines.removeFirst(excess)
            dropped += excess
        }
        // A place that has gone moves to the oldest line.
        if let top { self.top = max(top, dropped) }
    }

    public mutating func append(_ text: String, role: Role = .text) {
        append(contentsOf: CollectionOfOne(text), role: role)
    }

    /// Back to the end, and on with it.
    public mutating func follow() { top = nil }

    public mutating func clear() {
        lines.removeAll()
        dropped = 0
        top = nil
        search = nil
    }

    /// Scrolls and searches: arrows, pages, Home, End (follow again), `w` breaks long lines or not, `/` searches,
    /// `n` and `N` go on to older and newer matches.
    ///
    /// - Parameter size: that of the area that it is drawn in.
    /// - Returns: whether the key meant anything here.
    public mutating func handle(_ key: Key, in size: Size) -> Bool {
        if search?.isTyping == true { return type(key, in: size) }
        let page = max(1, size.rows - 1)
        switch key {
        case .up: scroll(by: -1, in: size)
        case .down: scroll(by: 1, in: size)
        case .pageUp: scroll(by: -page, in: size)
        case .pageDown: scroll(by: page, in: size)
        case .home: top = dropped
        case .end: top = nil
        case .left where !wraps && shift > 0: shift = max(0, shift - 8)
        case .right where !wraps: shift = min(shift + 8, max(0, widest - size.columns / 2))
        case .character("w"): wraps.toggle()
        case .character("/"): search = Search()
        case .character("n") where search != nil: find(older: true, in: size)
        case .character("N") where search != nil: find(older: false, in: size)
        case .escape where search != nil: search = nil
        default: return false
        }
        if wraps { shift = 0 }
        return true
    }

    private mutating func scroll(by rows: Int, in size: Size) {
        let end = endTop(in: size)
        let wanted = max(dropped, (top ?? end) + rows)
        top = wanted >= end ? nil : wanted
    }

    /// The widest line's columns.
    private var widest: Int { lines.reduce(0) { max($0, $1.text.displayWidth) } }

    /// The number of the first line shown when the end is followed.
    func endTop(in size: Size) -> Int {
        var rows = 0
        var first = lines.count
        while first > 0 {
            rows += self.rows(of: first - 1, width: size.columns)
            if rows > size.rows { break }
            first -= 1
        }
        return dropped + min(first, max(0, lines.count - 1))
    }

    /// The rows that a line takes.
    func rows(of index: Int, width: Int) -> Int {
        wraps ? lines[index].text.wrapped(toWidth: width, hang: lines[index].hang).count : 1
    }
}
