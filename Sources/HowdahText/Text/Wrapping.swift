extension StringProtocol {
    /// The text broken into lines between words; a word wider than a line is broken inside.
    ///
    /// Line breaks in the text stay. Spaces at a line's beginning (an indented example) stay; those at a break go.
    ///
    /// - Parameter columns: the width of a line, at least 1.
    /// - Returns: at least one line, none wider than `columns` (but for one character that alone is wider).
    public func wrapped(toWidth columns: Int) -> [String] {
        let columns = Swift.max(1, columns)
        return split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            line.displayWidth <= columns ? [String(line)] : wrap(line, columns)
        }
    }

    /// One line broken as above; what continues it is indented, so that it is not taken for a line of its own.
    ///
    /// - Parameters:
    ///   - columns: the width of a line, at least 1.
    ///   - hang: the indentation in columns; where it would take half of the width, there is none.
    public func wrapped(toWidth columns: Int, hang: Int) -> [String] {
        let lines = wrapped(toWidth: columns)
        guard lines.count > 1, hang > 0, hang < columns / 2 else { return lines }
        let indentation = String(repeating: " ", count: hang)
        let rest = dropFirst(lines[0].count).drop { $0 == " " }
        return [lines[0]] + rest.wrapped(toWidth: columns - hang).map { indentation + $0 }
    }

    /// The text behind what stands before its first line, such as a label; what continues it stands below it.
    ///
    /// - Parameter columns: the width of a line, of which at least 20 are the text's; nil: it is not broken.
    public func wrapped(after lead: String, toWidth columns: Int?) -> [String] {
        guard let columns else { return [lead + self] }
        let indent = lead.displayWidth
        let lines = wrapped(toWidth: Swift.max(20, columns - indent))
        return [lead + lines[0]] + lines.dropFirst().map { String(repeating: " ", count: indent) + $0 }
    }
}

/// Wraps one line without line breaks.
private func wrap(_ line: some StringProtocol, _ columns: Int) -> [String] {
    var lines: [String] = []
    var current = ""
    var width = 0
    var pendingSpaces = 0
    for piece in pieces(of: line) {
        let pieceWidth = piece.displayWidth
        if piece.first == " " {
            pendingSpaces = pieceWidth
            continue
        }
        if current.isEmpty && lines.isEmpty {
            // The text's own indentation, as far as it leaves room for a word.
            pendingSpaces = min(pendingSpaces, columns / 2)
        } else if current.isEmpty {
            pendingSpaces = 0
        }
        if width + pendingSpaces + pieceWidth > columns, !current.isEmpty {
            lines.append(current)
            current = ""
            width = 0
            pendingSpaces = 0
        }
        current += String(repeating: " ", count: pendingSpaces)
        width += pendingSpaces
        pendingSpaces = 0
        for character in piece {
            let characterWidth = character.displayWidth
            if width + characterWidth > columns, !current.isEmpty {
                lines.append(current)
                current = ""
                width = 0
            }
            current.append(character)
            width += characterWidth
        }
    }
    if !current.isEmpty || lines.isEmpty { lines.append(current) }
    return lines
}

/// The line cut into runs of spaces and runs of anything else.
private func pieces<Line: StringProtocol>(of line: Line) -> [Line.SubSequence] {
    var result: [Line.SubSequence] = []
    var start = line.startIndex
    while start < line.endIndex {
        let isSpace = line[start] == " "
        let end = line[start...].firstIndex { ($0 == " ") != isSpace } ?? line.endIndex
        result.append(line[start..<end])
        start = end
    }
    return result
}
