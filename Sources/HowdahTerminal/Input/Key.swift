/// One key, as pressed.
public enum Key: Sendable, Hashable {
    /// A letter, digit or sign; a combining mark may come alone, after its base.
    case character(Character)
    case enter, escape, tab, backTab
    case up, down, left, right, home, end, pageUp, pageDown
    case backspace, delete
    /// F1 is 1.
    case function(Int)
    /// A letter, in lower case, pressed with Ctrl.
    case control(Character)
}
