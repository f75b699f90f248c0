/// What comes from the terminal.
public enum Input: Sendable, Hashable {
    case key(Key)
    /// A text pasted at once, its line breaks as `\n`; otherwise as it came.
    case paste(String)
    case resized(Size)
    /// HUP, INT, QUIT or TERM arrived: close and leave with 128 and the number.
    case signal(Int32)
    /// The terminal is gone: nothing more will be typed.
    case hangup
}
