/// The signs that screens are drawn with: beautiful ones, or plain ASCII for terminals that have no others.
///
/// All are one column wide but where noted.
public struct Glyphs: Sendable, Hashable {
    public var isASCII: Bool
    public var horizontal, vertical, topLeft, topRight, bottomLeft, bottomRight: Character
    public var done, problem, warning, current, todo, skipped: Character
    public var bullet, mask: Character
    public var progressDone, progressRest: Character
    /// What marks a cut; as wide as it is.
    public var ellipsis: String
    /// Three columns each.
    public var choiceOn, choiceOff, checkOn, checkOff: String
    /// One column each; arrows in words of the footer.
    public var up, down, left, right: String
    public var spinner: [Character]

    public static let utf8 = Glyphs(
        isASCII: false,
        horizontal: "─", vertical: "│", topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯",
        done: "✓", problem: "✗", warning: "!", current: "▸", todo: "·", skipped: "–",
        bullet: "•", mask: "•",
        progressDone: "█", progressRest: "░",
        ellipsis: "…",
        choiceOn: "(•)", choiceOff: "( )", checkOn: "[✓]", checkOff: "[ ]",
        up: "↑", down: "↓", left: "←", right: "→",
        spinner: Array("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"))

    public static let ascii = Glyphs(
        isASCII: true,
        horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
        done: "+", problem: "x", warning: "!", current: ">", todo: ".", skipped: "-",
        bullet: "*", mask: "*",
        progressDone: "#", progressRest: "-",
        ellipsis: "...",
        choiceOn: "(*)", choiceOff: "( )", checkOn: "[x]", checkOff: "[ ]",
        up: "^", down: "v", left: "<", right: ">",
        spinner: Array("|/-\\"))

    /// In ASCII, the typography of Howdah's own sentences in ASCII too; what a person wrote stays.
    public func transliterate(_ text: String) -> String {
        guard isASCII, text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return text.reduce(into: "") { $0 += Self.plain[$1] ?? String($1) }
    }

    private static let plain: [Character: String] = [
        "“": "\"", "”": "\"", "„": "\"", "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "−": "-", "·": ".",
        "•": "*", "→": "->", "←": "<-", "↑": "^", "↓": "v", "✓": "+", "✗": "x", "×": "x", "▸": ">", "≥": ">=",
        "≤": "<=", "\u{A0}": " ", "⏎": "Enter", "─": "-", "│": "|",
    ]
}
