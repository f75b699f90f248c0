import HowdahText

/// One line for a password: masked, until the person has it shown (Ctrl-P or F2).
public struct PasswordField: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// Shown as long as nothing is typed.
    public var placeholder: String
    /// Whether the password can be read on the screen.
    public var isShown = false
    private var editor: LineEditor

    public init(_ text: String = "", placeholder: String = "") {
        self.placeholder = placeholder
        editor = LineEditor(text)
    }

    /// The password itself. Setting it puts the cursor at its end.
    public var text: String {
        get { editor.text }
        set { editor = LineEditor(newValue) }
    }

    /// Dots: a password never gets into a log by being interpolated or dumped.
    public var description: String { "••••" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// - Returns: whether the key meant anything here.
    public mutating func handle(_ key: Key) -> Bool {
        if key == .function(2) || key == .control("p") {
            isShown.toggle()
            return true
        }
        return editor.handle(key)
    }

    /// Inserts the first line of what was pasted, as it is.
    public mutating func paste(_ text: String) { editor.insert(text) }

    public func draw(in rect: Rect, on screen: inout Screen, isFocused: Bool = false) {
        let mask = String(screen.glyphs.mask)
        let isShown = isShown
        editor.draw(in: rect, on: &screen, role: isFocused ? .fieldFocused : .field, isFocused: isFocused) {
            isShown ? String($0).sanitisedLine : mask
        }
        if editor.characters.isEmpty, !placeholder.isEmpty {
            screen.write(
                placeholder, at: Point(x: rect.x, y: rect.y), role: isFocused ? .placeholderFocused : .placeholder,
                maxWidth: rect.width)
        }
    }
}
