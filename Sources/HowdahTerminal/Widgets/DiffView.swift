import HowdahText

/// A unified diff, scrolled by rows.
public struct DiffView: Sendable, Equatable {
    public let lines: [String]
    /// The first row shown.
    public private(set) var top = 0

    /// - Parameter diff: in the unified format; any other text is shown as it is.
    public init(_ diff: String) {
        var lines = diff.sanitised.split(separator: "\n", omittingEmptySubsequences: false).map(\.sanitisedLine)
        if lines.last == "" { lines.removeLast() }
        self.lines = lines
    }

    /// - Parameter height: the rows of the area that it is drawn in.
    /// - Returns: whether the key meant anything here.
    public mutating func handle(_ key: Key, height: Int) -> Bool {
        let last = max(0, lines.count - height)
        switch key {
        case .up where top > 0: top -= 1
        case .down where top < last: top += 1
        case .pageUp: top = max(0, top - max(1, height - 1))
        case .pageDown: top = min(last, top + max(1, height - 1))
        case .home: top = 0
        case .end: top = last
        default: return false
        }
        return true
    }

    public func draw(in rect: Rect, on screen: inout Screen) {
        guard !lines.isEmpty else {
            screen.write(Words.Terminal.noChanges, at: Point(x: rect.x, y: rect.y), role: .dim, maxWidth: rect.width)
            return
        }
        // A window that grew may leave room below: never show less than there is.
        let first = min(top, max(0, lines.count - rect.height))
        for (row, line) in lines[first...].prefix(rect.height).enumerated() {
            screen.write(line, at: Point(x: rect.x, y: rect.y + row), role: Self.role(line), maxWidth: rect.width)
        }
    }

    private static func role(_ line: String) -> Role {
        if line.hasPrefix("+++") || line.hasPrefix("---") || line.hasPrefix("@@") { return .hunk }
        if line.hasPrefix("+") { return .added }
        if line.hasPrefix("-") { return .removed }
        return .code
    }
}
