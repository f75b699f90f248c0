/// One thing to want or not.
public struct Check: Sendable, Equatable {
    public var title: String
    public var isOn: Bool

    public init(_ title: String, isOn: Bool = false) {
        self.title = title
        self.isOn = isOn
    }

    /// Space changes it.
    ///
    /// - Returns: whether the key meant anything here.
    public mutating func handle(_ key: Key) -> Bool {
        guard key == .character(" ") else { return false }
        isOn.toggle()
        return true
    }

    public func draw(in rect: Rect, on screen: inout Screen, isFocused: Bool = false) {
        if isFocused { screen.cursor = Point(x: rect.x + 1, y: rect.y) }
        let mark = isOn ? screen.glyphs.checkOn : screen.glyphs.checkOff
        screen.write(
            "\(mark) \(title)", at: Point(x: rect.x, y: rect.y), role: isFocused ? .selected : .text,
            maxWidth: rect.width)
    }
}
