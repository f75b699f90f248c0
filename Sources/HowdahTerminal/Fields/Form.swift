import HowdahText

/// Fields below each other, one of them in focus.
public struct Form: Sendable, Equatable {
    public struct Field: Sendable, Equatable {
        /// The program's name for it, such as `database.name`.
        public var id: String
        public var label: String
        /// Told below the field while it is in focus.
        public var help: String
        /// What is wrong with it; nil when nothing is.
        public var error: String?
        public var control: Control

        public init(_ id: String, label: String, help: String = "", error: String? = nil, control: Control) {
            self.id = id
            self.label = label
            self.help = help
            self.error = error
            self.control = control
        }
    }

    public var fields: [Field]
    /// The index of the field in focus.
    public private(set) var focus: Int

    public init(_ fields: [Field], focus: Int = 0) {
        self.fields = fields
        self.focus = max(0, min(focus, fields.count - 1))
    }

    /// The field of an id; nil where there is none. Setting nil changes nothing.
    public subscript(id: String) -> Field? {
        get { fields.first { $0.id == id } }
        set {
            guard let newValue, let index = fields.firstIndex(where: { $0.id == id }) else { return }
            fields[index] = newValue
        }
    }

    /// The id of the field in focus.
    public var focusedID: String? { fields.indices.contains(focus) ? fields[focus].id : nil }

    /// What is typed in a text or password field; nil for others.
    public func text(_ id: String) -> String? {
        switch self[id]?.control {
        case .text(let field): field.text
        case .password(let field): field.text
        default: nil
        }
    }

    /// The chosen index of a choice; nil for other fields.
    public func selection(_ id: String) -> Int? {
        guard case .choice(let choice) = self[id]?.control else { return nil }
        return choice.selection
    }

    /// Whether a check is on; nil for other fields.
    public func isOn(_ id: String) -> Bool? {
        guard case .check(let check) = self[id]?.control else { return nil }
        return check.isOn
    }

    /// Puts the focus on a field; an unknown id changes nothing.
    public mutating func focus(on id: String) {
        if let index = fields.firstIndex(where: { $0.id == id }) { focus = index }
    }

    /// The field in focus goes first; Tab, Shift-Tab and the arrows then move the focus. Tab goes round, the arrows
    /// do not.
    ///
    /// - Returns: whether the key meant anything here. Enter never does: it is the page's.
    public mutating func handle(_ key: Key) -> Bool {
        guard fields.indices.contains(focus) else { return false }
        if fields[focus].control.handle(key) {
            // What was wrong may be right now; the page judges anew.
            if Self.changes(key) { fields[focus].error = nil }
            return true
        }
        switch key {
        case .tab: focus = (focus + 1) % fields.count
        case .backTab: focus = (focus + fields.count - 1) % fields.count
        case .down where focus < fields.count - 1: focus += 1
        case .up where focus > 0: focus -= 1
        default: return false
        }
        return true
    }

    /// - Returns: whether the field in focus took the text.
    public mutating func paste(_ text: String) -> Bool {
        guard fields.indices.contains(focus), fields[focus].control.paste(text) else { return false }
        fields[focus].error = nil
        return true
    }

    private static func changes(_ key: Key) -> Bool {
        switch key {
        case .left, .right, .home, .end, .control("a"), .control("e"), .control("p"), .function: false
        default: true
        }
    }
}
