/// A clue as it stands in a text whose quotes got lost: typed from memory, translated, taken apart by Markdown.
///
/// Quotes also say where a name ends: `role "…" does not exist` holds one word there, and `named "django"` not more than
/// that name.
struct BareClue: Sendable {
    let pieces: [[UInt8]]
    /// The piece that is searched for first.
    let anchor: [UInt8]
    /// Before these pieces stands exactly one word.
    private var afterWord: Set<Int> = []
    private var opensWord = false
    private var closesWord = false

    /// nil: the clue has no quotes, or is nothing without them.
    init?(_ clue: Clue) {
        let quote: UInt8 = 0x22
        guard clue.pieces.contains(where: { $0.contains(quote) }),
            !clue.pieces.contains(where: { LogLine.find([quote, quote], in: $0) != nil })
        else { return nil }
        for number in clue.pieces.indices.dropFirst()
        where clue.pieces[number].first == quote && clue.pieces[number - 1].last == quote {
            afterWord.insert(number)
        }
        pieces = clue.pieces.map { $0.filter { $0 != quote } }
        anchor = pieces.max { $0.count < $1.count } ?? []
        guard let first = clue.pieces.first, let last = clue.pieces.last, pieces.first?.isEmpty == false else {
            return nil
        }
        opensWord = first.first == quote
        closesWord = last.last == quote && last.dropLast().last.map(LogLine.isWord) ?? true
    }

    /// - Parameter line: without quotes.
    func stands(in line: [UInt8]) -> Bool {
        var from = 0
        while let start = LogLine.find(pieces[0], in: line, from: from) {
            let isInside = opensWord && start > 0 && (Self.isName(line[start - 1]) || line[start - 1] == 0x2E)
            if !isInside, let end = end(in: line, from: start), !(closesWord && continues(line, at: end)) {
                return true
            }
            from = start + 1
        }
        return false
    }

    private func end(in line: [UInt8], from start: Int) -> Int? {
        var end = start + pieces[0].count
        for number in pieces.indices.dropFirst() {
            let piece = pieces[number]
            if afterWord.contains(number) {
                let blank = line[end...].firstIndex(of: 0x20) ?? line.count
                guard blank > end,
                    let found = (end + 1...blank).first(where: { LogLine.stands(piece, in: line, at: $0) })
                else { return nil }
                end = (piece.isEmpty ? blank : found) + piece.count
            } else {
                guard let found = LogLine.find(piece, in: line, from: end) else { return nil }
                end = found + piece.count
            }
        }
        return end
    }

    private func continues(_ line: [UInt8], at end: Int) -> Bool {
        guard end < line.count else { return false }
        if line[end] == 0x2E { return end + 1 < line.count && Self.isName(line[end + 1]) }
        return Self.isName(line[end])
    }

    private static func isName(_ byte: UInt8) -> Bool { LogLine.isWord(byte) || byte == 0x5F || byte == 0x2D }
}
