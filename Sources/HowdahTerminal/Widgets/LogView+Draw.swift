import DequeModule
import HowdahText

extension LogView {
    /// Draws the lines; the last row is taken by the search while there is one, or tells how much lies below.
    public func draw(in rect: Rect, on screen: inout Screen) {
        guard !rect.isEmpty else { return }
        guard !lines.isEmpty else {
            screen.write(Words.Terminal.noLines, at: Point(x: rect.x, y: rect.y), role: .dim, maxWidth: rect.width)
            return
        }
        let (body, _) = rect.split(bottom: search == nil ? 0 : 1)
        let end = endTop(in: Size(columns: body.width, rows: body.height))
        let first = min(top ?? end, end) - dropped
        var y = body.y
        var index = max(0, first)
        while y < body.maxY, index < lines.count {
            y += draw(index, in: Rect(x: body.x, y: y, width: body.width, height: body.maxY - y), on: &screen)
            index += 1
        }
        drawStatus(below: lines.count - index, in: rect.row(rect.height - 1), on: &screen)
    }

    /// - Returns: the rows taken.
    private func draw(_ index: Int, in rect: Rect, on screen: inout Screen) -> Int {
        let line = lines[index]
        guard wraps else {
            let text = shift > 0 ? line.text.dropped(columns: shift) : line.text
            screen.write(text, at: Point(x: rect.x, y: rect.y), role: line.role, maxWidth: rect.width)
            mark(text, of: index, in: rect.row(0), on: &screen)
            return 1
        }
        var pieces = line.text.wrapped(toWidth: rect.width, hang: line.hang)
        // The newest line, if taller than the area, shows its end.
        if pieces.count > rect.height, isFollowing { pieces = Array(pieces.suffix(rect.height)) }
        for (row, piece) in pieces.prefix(rect.height).enumerated() {
            screen.write(piece, at: Point(x: rect.x, y: rect.y + row), role: line.role, maxWidth: rect.width)
            mark(piece, of: index, in: rect.row(row), on: &screen)
        }
        return pieces.count
    }

    /// Marks what the search found in a text that stands at a row's beginning; where one stands, more so.
    private func mark(_ text: String, of index: Int, in row: Rect, on screen: inout Screen) {
        guard let query = search?.query.lowercased().map(String.init), !query.isEmpty else { return }
        let characters = Array(text)
        guard characters.count >= query.count else { return }
        var x = 0
        for start in 0...characters.count - query.count {
            let isMatch = query.indices.allSatisfy { characters[start + $0].lowercased() == query[$0] }
            if isMatch {
                let width = characters[start..<start + query.count].reduce(0) { $0 + $1.displayWidth }
                let isFound = search?.found == index + dropped
                screen.paint(
                    Rect(x: row.x + x, y: row.y, width: min(width, row.width - x), height: 1),
                    role: isFound ? .selected : .match)
                if isFound { screen.cursor = Point(x: row.x + x, y: row.y) }
            }
            x += characters[start].displayWidth
        }
    }

    private func drawStatus(below: Int, in row: Rect, on screen: inout Screen) {
        if let search {
            screen.fill(row, role: .field)
            let label = "\(Words.Terminal.search): "
            let width = screen.write(label, at: Point(x: row.x, y: row.y), role: .field, maxWidth: row.width)
            let (_, rest) = row.split(left: width)
            guard !search.isTyping else {
                search.editor.draw(in: rest, on: &screen, role: .fieldFocused, isFocused: true) {
                    String($0).sanitisedLine
                }
                return
            }
            let matches = matches
            let position = search.found.flatMap(matches.firstIndex(of:)).map { matches.count - $0 }
            let result = position.map { Words.Terminal.matches($0, of: matches.count) } ?? Words.Terminal.noMatch
            screen.write(
                "\(search.query) · \(result)", at: Point(x: rest.x, y: rest.y), role: .field, maxWidth: rest.width)
        } else if below > 0, !isFollowing {
            let text = " \(screen.glyphs.down) \(Words.Terminal.linesBelow(below)) "
            let width = min(row.width, text.displayWidth)
            screen.write(
                text, at: Point(x: row.maxX - width, y: row.y), role: .accent, maxWidth: width)
        }
    }
}

extension String {
    /// The text without its first columns.
    fileprivate func dropped(columns: Int) -> String {
        var left = columns
        return String(
            drop { character in
                left -= character.displayWidth
                return left >= 0
            })
    }
}
