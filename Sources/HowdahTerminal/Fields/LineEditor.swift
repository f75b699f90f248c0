import HowdahText

/// The editing of one line, without a face: what text and password fields share.
struct LineEditor: Sendable, Equatable {
    private(set) var characters: [Character]
    /// Before which character the cursor stands: 0 to the count.
    private(set) var cursor: Int

    init(_ text: String) {
        characters = Array(text)
        cursor = characters.count
    }

    var text: String { String(characters) }

    /// Moves, deletes and types.
    ///
    /// - Returns: whether the key meant anything here.
    mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = characters.count
        case .backspace: delete(from: cursor - 1, to: cursor)
        case .delete: delete(from: cursor, to: cursor + 1)
        case .control("u"): delete(from: 0, to: cursor)
        case .control("k"): delete(from: cursor, to: characters.count)
        case .control("w"): delete(from: startOfWord, to: cursor)
        default: return false
        }
        return true
    }

    /// Inserts a text at the cursor; of several lines the first, since a field has one. Control characters are
    /// dropped, nothing else is: a password stays what it is.
    mutating func insert(_ text: String) {
        let line = text.drop { $0.isNewline }.prefix { !$0.isNewline }
        let kept = line.unicodeScalars.filter { $0.properties.generalCategory != .control }
        let left = String(characters[..<cursor]) + String(String.UnicodeScalarView(kept))
        // Counted anew: a mark joins the character before it.
        let right = characters[cursor...]
        characters = Array(left)
        cursor = characters.count
        characters += right
    }

    private mutating func delete(from start: Int, to end: Int) {
        let range = max(0, start)..<min(characters.count, max(start, end))
        guard !range.isEmpty else { return }
        characters.removeSubrange(range)
        cursor = min(range.lowerBound, characters.count)
    }

    /// Where the word before the cursor begins, the spaces after it included.
    private var startOfWord: Int {
        var start = cursor
        while start > 0, characters[start - 1] == " " { start -= 1 }
        while start > 0, characters[start - 1] != " " { start -= 1 }
        return start
    }

    /// Draws the line so that the cursor is seen, with an ellipsis where it is cut on the left.
    ///
    /// - Parameter shown: what stands for a character; one text each.
    func draw(
        in rect: Rect, on screen: inout Screen, role: Role, isFocused: Bool, shown: (Character) -> String
    ) {
        guard !rect.isEmpty else { return }
        screen.fill(rect.row(0), role: role)
        let pieces = characters.map { shown($0) }
        var first = 0
        // The cursor itself needs a column behind the text.
        var width = pieces[..<cursor].reduce(1) { $0 + $1.displayWidth }
        let mark = screen.glyphs.ellipsis.displayWidth
        while width + (first > 0 ? mark : 0) > rect.width, first < cursor {
            width -= pieces[first].displayWidth
            first += 1
        }
        var x = rect.x
        if first > 0 { x += screen.write(screen.glyphs.ellipsis, at: Point(x: x, y: rect.y), role: role) }
        if isFocused { screen.cursor = Point(x: min(x + width - 1, rect.maxX - 1), y: rect.y) }
        for piece in pieces[first...] {
            guard x + piece.displayWidth <= rect.maxX else { break }
            x += screen.write(piece, at: Point(x: x, y: rect.y), role: role)
        }
    }
}
