import HowdahTerminal
import HowdahText

/// A text with roles, wrapped to its area and scrolled by rows: the preview, the review, the receipt.
struct TextView: Sendable {
    struct Line: Sendable, Equatable {
        var text: String
        var role: Role
        /// The columns that its continuation is indented by.
        var hang = 0
        /// The columns at its beginning that look like text whatever the role: a label.
        var lead = 0
    }

    var lines: [Line] = []

    /// - Parameters:
    ///   - indent: of every line, in columns.
    ///   - hang: how much more its continuations are indented.
    ///   - lead: the columns of the text's label.
    mutating func add(_ text: String, _ role: Role = .text, indent: Int = 0, hang: Int = 0, lead: Int = 0) {
        for line in text.sanitised.split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append(
                Line(text: String(repeating: " ", count: indent) + line, role: role, hang: indent + hang, lead: lead))
        }
    }

    /// The rows at a width: nothing is cut, since a command that ends in an ellipsis is no command.
    func rows(_ width: Int) -> [Line] {
        lines.flatMap { line in
            line.text.wrapped(toWidth: max(1, width), hang: line.hang).enumerated().map { index, text in
                Line(text: text, role: line.role, lead: index == 0 ? line.lead : 0)
            }
        }
    }

    /// The first row after a key.
    func scrolled(from top: Int, by key: Key, in size: Size) -> Int {
        let last = max(0, rows(size.columns).count - size.rows)
        let page = max(1, size.rows - 1)
        let wanted =
            switch key {
            case .up: top - 1
            case .down: top + 1
            case .pageUp: top - page
            case .pageDown: top + page
            case .home: 0
            case .end: last
            default: top
            }
        return max(0, min(last, wanted))
    }

    /// What lies below is told on the frame's lower edge; without a frame, on the last row.
    ///
    /// - Parameter top: the first row shown; nil: no key scrolls this text.
    func draw(from top: Int?, in rect: Rect, on screen: inout Screen, isFramed: Bool = true) {
        let rows = rows(rect.width)
        let height = isFramed || rows.count <= rect.height ? rect.height : rect.height - 1
        let first = max(0, min(top ?? 0, rows.count - height))
        for (y, row) in rows.dropFirst(first).prefix(height).enumerated() {
            screen.write(row.text, at: Point(x: rect.x, y: rect.y + y), role: row.role, maxWidth: rect.width)
            if row.lead > 0 {
                screen.paint(Rect(x: rect.x, y: rect.y + y, width: min(row.lead, rect.width), height: 1), role: .text)
            }
        }
        let below = rows.count - first - height
        guard below > 0, rect.height > 0 else { return }
        let text = " \(screen.glyphs.down) \(Words.Wizard.moreBelow(below, scrolls: top != nil)) "
        let width = min(rect.width, text.displayWidth)
        screen.write(
            text, at: Point(x: rect.maxX - width, y: isFramed ? rect.maxY : rect.maxY - 1), role: .accent,
            maxWidth: width)
    }
}
