import HowdahText

/// Lines of outside text in the form that clues are written in.
enum LogLine {
    /// Longer lines are read in parts: somebody's log may hold no line break at all.
    static let longestLine = 16384

    /// Lower case, one kind of quotes, no escape sequences, single blanks, and `not` for `n't`.
    ///
    /// French and Russian guillemets, German, Chinese and typographic quotes, backticks, apostrophes, `\"` of JSON logs
    /// and HTML entities all become `"`: who tells of an error quotes as he likes. `''so''` is `"so"` as well, `\_` of
    /// Markdown is `_`, and `\u00fc` is the letter.
    static func normalised(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var line = line
        if line.contains(0x1B) { line = Array(String(decoding: line, as: UTF8.self).sanitised.utf8)[...] }
        if line.contains(0x26) { line = withoutEntities(line) }
        if line.contains(0x5C) { line = withLetters(line) }
        if line.contains(where: { $0 >= 0x80 }) {
            line = plainQuotes(decoded(line).lowercased())[...]
        }
        var result: [UInt8] = []
        result.reserveCapacity(line.count)
        for byte in line {
            let byte = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
            switch byte {
            case 0x22, 0x27, 0x60:
                if byte != 0x60, result.last == 0x5C { result.removeLast() }
                if !ends(result, with: 0x22, after: isWord) { result.append(0x22) }
            case 0x09, 0x20, 0x0D, 0x00: if result.last != 0x20 { result.append(0x20) }
            case 0x5C: if result.last != 0x5C { result.append(0x5C) }
            case 0x5F where result.last == 0x5C: result[result.count - 1] = 0x5F
            case 0x74 where result.last == 0x22 && result.dropLast().last == 0x6E:
                result.removeLast(2)
                // "can't" and "cannot" are one.
                result.append(contentsOf: result.suffix(2) == [0x63, 0x61] ? Array("nnot".utf8) : Array(" not".utf8))
            default:
                if isWord(byte) || byte == 0x5F, ends(result, with: 0x22, after: { $0 == 0x22 }),
                    !(result.dropLast(2).last.map(isWord) ?? false)
                {
                    result.removeLast()
                }
                result.append(byte)
            }
        }
        return result
    }

    /// Letters and digits of ASCII.
    static func isWord(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }

    private static func ends(_ bytes: [UInt8], with last: UInt8, after: (UInt8) -> Bool) -> Bool {
        bytes.count >= 2 && bytes[bytes.count - 1] == last && after(bytes[bytes.count - 2])
    }

    private static func withoutEntities(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = String(decoding: line, as: UTF8.self)
        // A text that is no UTF-8 is read as it stands.
        guard Array(text.utf8) == Array(line) else { return line }
        for (entity, plain) in entities where text.contains(entity) { text = text.replacing(entity, with: plain) }
        return Array(text.utf8)[...]
    }

    /// `\uXXXX` of JSON and Python replaced by the letter that it stands for.
    private static func withLetters(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var result: [UInt8] = []
        var index = line.startIndex
        while index < line.endIndex {
            if line[index] == 0x5C, index + 5 < line.endIndex, line[index + 1] == 0x75,
                let scalar = UInt32(String(decoding: line[index + 2...index + 5], as: UTF8.self), radix: 16)
                    .flatMap(Unicode.Scalar.init), scalar.value >= 0x80
            {
                result.append(contentsOf: String(scalar).utf8)
                index += 6
            } else {
                result.append(line[index])
                index += 1
            }
        }
        return result[...]
    }

    /// Bytes that are no UTF-8 are taken for Latin-1, the encoding of many older systems.
    ///
    /// A letter that was cut at either end of a very long line does not count.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.unicodeScalars.dropFirst(3).dropLast().contains("\u{FFFD}"),
            find([0xEF, 0xBF, 0xBD], in: Array(bytes)) == nil
        else {
            return text
        }
        var latin = String.UnicodeScalarView()
        latin.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
        return String(latin)
    }

    private static func plainQuotes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var isOpen = false
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            // A quote of another character set: it opens before a word and closes behind one.
            case lost where isOpen ? isEnd(scalars, index + 1) : isBeginning(scalars, index):
                isOpen.toggle()
                bytes.append(0x22)
            case "«", "»", "„", "“", "”", "″", "「", "」": bytes.append(0x22)
            case "‘", "’", "ʼ", "´", "‹", "›", "‚", "′": bytes.append(0x27)
            case "\u{A0}", "\u{202F}", "\u{3000}": bytes.append(0x20)
            // Nobody sees these, and web pages put them into words.
            case "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}": break
            default: bytes.append(contentsOf: scalar.utf8)
            }
        }
        return bytes
    }

    /// Stands for a character that could not be read.
    private static let lost: Unicode.Scalar = "\u{FFFD}"

    private static func isBeginning(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        (index == 0 || scalars[index - 1] == " ") && !isEnd(scalars, index + 1)
    }

    private static func isEnd(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        index >= scalars.count || !(scalars[index].properties.isAlphabetic || scalars[index] == lost)
    }

    private static let entities = [
        ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"),
        ("&nbsp;", " "), ("&amp;", "&"),
    ]

    /// Lines that look like an error and are none: `DROP … IF EXISTS` tells what was not there.
    static func isHarmless(_ line: [UInt8]) -> Bool {
        guard line.contains(0x2C) else { return false }
        return harmless.contains { find($0, in: line) != nil }
    }

    private static let harmless = ["does not exist, skipping", "already exists, skipping"].map { Array($0.utf8) }

    /// Whether a person speaks here, not a program.
    static func isProse(_ line: [UInt8]) -> Bool {
        prose.contains { find($0, in: line) != nil }
    }

    private static let prose = [
        " i ", "i\"m ", "i\"ve ", " my ", " me ", "how do ", "how to ", "how can ", "any idea", "please",
        "when running",
        "when trying", "trying to", " getting ", "thanks",
    ].map { Array($0.utf8) }

    /// Without what containers and citations put before a line.
    static func body(_ line: some Collection<UInt8>) -> ArraySlice<UInt8> {
        var rest = Array(line)[...]
        if let bar = rest.prefix(longestPrefix).firstIndex(of: 0x7C) { rest = rest[(bar + 1)...] }
        return rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x3E }
    }

    private static let longestPrefix = 40

    /// As new messages begin: with a capital letter, a date, a bracket.
    static func opensMessage(_ body: ArraySlice<UInt8>) -> Bool {
        guard let first = body.first else { return false }
        return (0x41...0x5A).contains(first) || (0x30...0x39).contains(first) || first == 0x5B
    }

    /// Where the pieces occur in this order.
    static func range(_ line: [UInt8], _ pieces: [[UInt8]]) -> Range<Int>? {
        var start: Int?
        var end = 0
        for piece in pieces {
            guard let found = find(piece, in: line, from: end) else { return nil }
            start = start ?? found
            end = found + piece.count
        }
        return (start ?? 0)..<end
    }

    static func stands(_ piece: [UInt8], in line: [UInt8], at start: Int) -> Bool {
        guard line.count >= start + piece.count else { return false }
        var offset = 0
        while offset < piece.count, line[start + offset] == piece[offset] { offset += 1 }
        return offset == piece.count
    }

    static func find(_ piece: [UInt8], in line: [UInt8], from start: Int = 0) -> Int? {
        guard let first = piece.first, line.count >= piece.count + start else { return piece.isEmpty ? start : nil }
        var index = start
        let last = line.count - piece.count
        while index <= last {
            if line[index] == first {
                var offset = 1
                while offset < piece.count, line[index + offset] == piece[offset] { offset += 1 }
                if offset == piece.count { return index }
            }
            index += 1
        }
        return nil
    }
}
