import HowdahText

/// Lines of outside text in the form that clues are written in.
enum LogLine {
    /// Longer lines are read in parts: somebody's log may hold no line break at all.
    static let longestLine = 16384

    /// Lower case, one kind of quotes, no escape sequences, single blanks, and `not` for `n't`.
    ///
    /// French and Russian guillemets, German, Chinese and typographic quotes, backticks, apostrophes, `\"` of JSON logs
    /// and HTML entities all become `"`: who tells of an error quotes as he likes.
    static func normalised(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var line = line
        if line.contains(0x1B) { line = Array(String(decoding: line, as: UTF8.self).sanitised.utf8)[...] }
        if line.contains(where: { $0 >= 0x80 }) {
            line = plainQuotes(decoded(line).lowercased())[...]
        }
        var result: [UInt8] = []
        result.reserveCapacity(line.count)
        for byte in line {
            switch byte {
            case 0x41...0x5A: result.append(byte + 0x20)
            case 0x22, 0x27, 0x60:
                if byte != 0x60, result.last == 0x5C { result.removeLast() }
                result.append(0x22)
            // Markdown's escape.
            case 0x5F where result.last == 0x5C: result[result.count - 1] = 0x5F
            case 0x09, 0x20, 0x0D, 0x00: if result.last != 0x20 { result.append(0x20) }
            case 0x74 where result.last == 0x22 && result.dropLast().last == 0x6E:
                result.removeLast(2)
                result.append(contentsOf: [0x20, 0x6E, 0x6F, 0x74])
            default: result.append(byte)
            }
        }
        if result.contains(0x26) {
            var text = String(decoding: result, as: UTF8.self)
            for (entity, plain) in entities where text.contains(entity) { text = text.replacing(entity, with: plain) }
            result = Array(text.utf8)
        }
        return result
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
        ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "\""), ("&#x27;", "\""), ("&lt;", "<"), ("&gt;", ">"),
        ("&nbsp;", " "), ("&amp;", "&"),
    ]

    /// Whether a terminal may have broken a word here: the line before was as wide as a terminal, and this one begins
    /// as no line of a log does.
    static func isRest(_ line: ArraySlice<UInt8>, ofLineWith width: Int) -> Bool {
        guard width >= narrowest, let first = line.first else { return false }
        return (0x61...0x7A).contains(first) || "\"'`/\\.,:;_)-".utf8.contains(first)
    }

    /// In bytes; nobody's terminal is narrower.
    private static let narrowest = 60

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

    /// Whether the pieces occur in this order.
    static func holds(_ line: [UInt8], _ pieces: [[UInt8]]) -> Bool {
        var start = 0
        for piece in pieces {
            guard let found = find(piece, in: line, from: start) else { return false }
            start = found + piece.count
        }
        return true
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
