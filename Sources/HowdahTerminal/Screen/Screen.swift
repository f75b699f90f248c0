import HowdahText

/// A grid of cells, drawn whole for each frame; a value, so that tests compare it.
///
/// Everything written is sanitised and cut at the edges: nothing drawn here can break the terminal.
public struct Screen: Sendable, Equatable {
    public let size: Size
    /// The signs at hand; widgets take theirs from here.
    public let glyphs: Glyphs
    /// Where the cursor blinks; nil hides it.
    public var cursor: Point?
    /// Row by row from the top left.
    private(set) var cells: [Cell]

    public init(size: Size, glyphs: Glyphs = .utf8) {
        self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
        self.glyphs = glyphs
        cells = Array(repeating: Cell(), count: self.size.columns * self.size.rows)
    }

    /// All of the screen.
    public var bounds: Rect { Rect(size) }

    /// The cell at a place; a blank one outside.
    public subscript(x: Int, y: Int) -> Cell {
        contains(x, y) ? cells[y * size.columns + x] : Cell()
    }

    /// One row's cells; `row` must be inside.
    func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Writes one line of text, sanitised, cut at the width given and at the screen's edge.
    ///
    /// - Parameters:
    ///   - maxWidth: the most columns to take; nil: up to the edge. A text that is wider ends in an ellipsis if
    ///     `maxWidth` is given, and is merely cut at the edge otherwise.
    /// - Returns: the columns taken.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol, at point: Point, role: Role = .text, maxWidth: Int? = nil
    ) -> Int {
        var line = glyphs.transliterate(text.sanitisedLine)
        if let maxWidth { line = line.truncated(toWidth: maxWidth, ellipsis: glyphs.ellipsis) }
        guard point.y >= 0, point.y < size.rows else { return 0 }
        var x = point.x
        if x >= 0, line.utf8.allSatisfy({ $0 < 0x80 }) {
            for byte in line.utf8.prefix(max(0, size.columns - x)) {
                put(Self.ascii[Int(byte)], 1, x, point.y, role)
                x += 1
            }
            return max(0, x - point.x)
        }
        for character in line {
            let width = character.displayWidth
            // A mark without a base would have no cell of its own.
            guard width > 0 else { continue }
            guard x + width <= size.columns else { break }
            if x >= 0 { put(character, width, x, point.y, role) }
            x += width
        }
        return max(0, x - point.x)
    }

    /// Writes a text broken between words into an area, as many lines as it has rows.
    ///
    /// - Returns: the rows taken.
    @discardableResult
    public mutating func write(paragraph text: String, in rect: Rect, role: Role = .text) -> Int {
        let lines = text.sanitised.wrapped(toWidth: max(1, rect.width)).prefix(rect.height)
        for (index, line) in lines.enumerated() {
            write(line, at: Point(x: rect.x, y: rect.y + index), role: role, maxWidth: rect.width)
        }
        return lines.count
    }

    /// Fills an area with one character of one column.
    public mutating func fill(_ rect: Rect, with character: Character = " ", role: Role = .text) {
        for y in max(0, rect.y)..<max(0, rect.y, min(size.rows, rect.maxY)) {
            for x in max(0, rect.x)..<max(0, rect.x, min(size.columns, rect.maxX)) {
                put(character, 1, x, y, role)
            }
        }
    }

    /// Gives an area another role and leaves its text: a selected row, say.
    public mutating func paint(_ rect: Rect, role: Role) {
        for y in max(0, rect.y)..<max(0, rect.y, min(size.rows, rect.maxY)) {
            for x in max(0, rect.x)..<max(0, rect.x, min(size.columns, rect.maxX)) {
                cells[y * size.columns + x].role = role
            }
        }
    }

    /// Draws a frame along an area's edge; nothing when it has no room for one.
    public mutating func box(_ rect: Rect, role: Role = .border) {
        guard rect.width >= 2, rect.height >= 2 else { return }
        let across = String(repeating: glyphs.horizontal, count: rect.width - 2)
        write("\(glyphs.topLeft)\(across)\(glyphs.topRight)", at: Point(x: rect.x, y: rect.y), role: role)
        write("\(glyphs.bottomLeft)\(across)\(glyphs.bottomRight)", at: Point(x: rect.x, y: rect.maxY - 1), role: role)
        for y in rect.y + 1..<rect.maxY - 1 {
            write("\(glyphs.vertical)", at: Point(x: rect.x, y: y), role: role)
            write("\(glyphs.vertical)", at: Point(x: rect.maxX - 1, y: y), role: role)
        }
    }

    /// Ready-made, since making a character takes longer than placing it. Control characters never get here.
    private static let ascii = (UInt8(0)..<128).map { Character(Unicode.Scalar($0)) }

    private func contains(_ x: Int, _ y: Int) -> Bool {
        x >= 0 && y >= 0 && x < size.columns && y < size.rows
    }

    /// Puts a character that fits, and blanks the other half of any wide one that it cuts.
    private mutating func put(_ character: Character, _ width: Int, _ x: Int, _ y: Int, _ role: Role) {
        let start = y * size.columns
        let isAlone =
            !cells[start + x].isContinuation
            && (x + width >= size.columns || !cells[start + x + width].isContinuation)
        if width == 1, isAlone {
            cells[start + x] = Cell(character, role: role)
            return
        }
        var base = x
        while base > 0, cells[start + base].isContinuation { base -= 1 }
        for left in base..<x { cells[start + left] = Cell(role: cells[start + left].role) }
        var right = x + width
        while right < size.columns, cells[start + right].isContinuation {
            cells[start + right] = Cell(role: cells[start + right].role)
            right += 1
        }
        cells[start + x] = Cell(character, role: role, columns: Int8(width))
        for offset in 1..<max(1, width) {
            cells[start + x + offset] = Cell(" ", role: role, columns: 0)
        }
    }
}
