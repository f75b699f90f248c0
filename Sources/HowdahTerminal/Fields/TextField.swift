import HowdahText

/// One line to type in.
public struct TextField: Sendable, Equatable {
    /// Shown as long as nothing is typed.
    public var placeholder: String
    private var editor: LineEditor

    public init(_ text: String = "", placeholder: String = "") {
        self.placeholder = placeholder
        editor = LineEditor(text)
    }

    /// What is typed. Setting it puts the cursor at its end.
    public var text: String {
        get { editor.text }
        set { editor = LineEditor(newValue) }
    }

    /// Before which character the cursor stands.
    public var cursor: Int { editor.cursor }

    /// - Returns: whether the key meant anything here.
    public mutating func handle(_ key: Key) -> Bool { editor.handle(key) }

    /// Inserts the first line of what was pasted.
    public mutating func paste(_ text: String) { editor.insert(text) }

    public func draw(in rect: Rect, on screen: inout Screen, isFocused: Bool = false) {
        editor.draw(in: rect, on: &screen, role: isFocused ? .fieldFocused : .field, isFocused: isFocused) {
            String($0).sanitisedLine
        }
        if text.isEmpty, !placeholder.isEmpty {
            screen.write(
                placeholder, at: Point(x: rect.x, y: rect.y), role: isFocused ? .placeholderFocused : .placeholder,
                maxWidth: rect.width)
        }
    }
}
