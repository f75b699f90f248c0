/// What a form's field is worked with.
public enum Control: Sendable, Equatable {
    case text(TextField)
    case password(PasswordField)
    case choice(Choice)
    case check(Check)

    /// The rows that it takes.
    var height: Int {
        guard case .choice(let choice) = self else { return 1 }
        return max(1, choice.height)
    }

    mutating func handle(_ key: Key) -> Bool {
        switch self {
        case .text(var field):
            defer { self = .text(field) }
            return field.handle(key)
        case .password(var field):
            defer { self = .password(field) }
            return field.handle(key)
        case .choice(var choice):
            defer { self = .choice(choice) }
            return choice.handle(key)
        case .check(var check):
            defer { self = .check(check) }
            return check.handle(key)
        }
    }

    /// - Returns: whether a text can be pasted here.
    mutating func paste(_ text: String) -> Bool {
        switch self {
        case .text(var field):
            field.paste(text)
            self = .text(field)
        case .password(var field):
            field.paste(text)
            self = .password(field)
        case .choice, .check: return false
        }
        return true
    }

    func draw(in rect: Rect, on screen: inout Screen, isFocused: Bool) {
        switch self {
        case .text(let field): field.draw(in: rect, on: &screen, isFocused: isFocused)
        case .password(let field): field.draw(in: rect, on: &screen, isFocused: isFocused)
        case .choice(let choice): choice.draw(in: rect, on: &screen, isFocused: isFocused)
        case .check(let check): check.draw(in: rect, on: &screen, isFocused: isFocused)
        }
    }
}
