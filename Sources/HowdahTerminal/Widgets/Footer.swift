import HowdahText

/// The last row: the keys that work now.
public struct Footer: Sendable, Equatable {
    public struct Item: Sendable, Equatable {
        public var key: String
        public var label: String

        public init(_ key: String, _ label: String) {
            self.key = key
            self.label = label
        }
    }

    /// The most important first: those that do not fit are left out from the end.
    public var items: [Item]

    public init(_ items: [Item]) {
        self.items = items
    }

    public func draw(in rect: Rect, on screen: inout Screen) {
        screen.fill(rect.row(0), role: .footer)
        var x = rect.x + 1
        for item in items {
            guard x + item.key.displayWidth + 1 + item.label.displayWidth <= rect.maxX else { break }
            x += screen.write(item.key, at: Point(x: x, y: rect.y), role: .key) + 1
            x += screen.write(item.label, at: Point(x: x, y: rect.y), role: .keyLabel) + 2
        }
    }
}
