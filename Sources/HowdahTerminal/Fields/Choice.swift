import HowdahText

/// One of several, listed below each other.
public struct Choice: Sendable, Equatable {
    public struct Option: Sendable, Equatable {
        public var title: String
        /// A few words behind the title; may be empty.
        public var detail: String

        public init(_ title: String, detail: String = "") {
            self.title = title
            self.detail = detail
        }
    }

    public var options: [Option]
    /// The index of the chosen one.
    public private(set) var selection: Int

    /// - Parameter selection: an index; one that does not exist chooses the nearest.
    public init(_ options: [Option], selection: Int = 0) {
        self.options = options
        self.selection = max(0, min(selection, options.count - 1))
    }

    /// The rows that it takes.
    public var height: Int { options.count }

    /// Up and Down choose; at either end they mean nothing here, so that a form can go on to its next field.
    ///
    /// - Returns: whether the key meant anything here.
    public mutating func handle(_ key: Key) -> Bool {
        let last = max(0, options.count - 1)
        switch key {
        case .up where selection > 0: selection -= 1
        case .down where selection < last: selection += 1
        case .home: selection = 0
        case .end: selection = last
        case .character(" "): selection = selection == last ? 0 : selection + 1
        case .character(let digit):
            guard let number = digit.wholeNumberValue, (1...max(1, options.count)).contains(number) else {
                return false
            }
            selection = number - 1
        default: return false
        }
        return true
    }

    public func draw(in rect: Rect, on screen: inout Screen, isFocused: Bool = false) {
        let glyphs = screen.glyphs
        let titles = options.map(\.title.displayWidth).max() ?? 0
        for (index, option) in options.enumerated() where index < rect.height {
            let row = rect.row(index)
            let isChosen = index == selection
            let role: Role = isChosen && isFocused ? .selected : .text
            if role == .selected {
                screen.fill(row, role: role)
                // For braille displays and magnifiers, which follow the cursor.
                screen.cursor = Point(x: row.x + 1, y: row.y)
            }
            let mark = isChosen ? glyphs.choiceOn : glyphs.choiceOff
            let title = "\(mark) \(option.title)"
            screen.write(title, at: Point(x: row.x, y: row.y), role: role, maxWidth: row.width)
            let indent = 4 + titles + 2
            screen.write(
                option.detail, at: Point(x: row.x + indent, y: row.y), role: role == .text ? .dim : role,
                maxWidth: row.width - indent)
        }
    }
}
