extension StringProtocol {
    /// The text made safe to show: it cannot move the cursor, colour, hide, reorder or desynchronise columns.
    ///
    /// Gone are whole escape sequences (CSI, OSC, DCS and their like), control characters but line break and tab,
    /// bidirectional controls and invisible scalars. A line that a program rewrote by carriage returns keeps what
    /// stood there last. Emoji joined of several become one replacement character, since no two terminals agree
    /// about their width.
    public var sanitised: String {
        if isPlain { return String(self) }
        let scalars = EscapeStripper.strip(unicodeScalars)
        return resolvingCarriageReturns(scalars).tamed
    }

    /// One line made safe to show: as ``sanitised``, tabs expanded to every eighth column, line breaks to spaces.
    public var sanitisedLine: String {
        let text = sanitised
        guard text.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A }) else { return text }
        var line = ""
        var column = 0
        for character in text {
            switch character {
            case "\t":
                let spaces = 8 - column % 8
                line += String(repeating: " ", count: spaces)
                column += spaces
            case "\n":
                line += " "
                column += 1
            default:
                line.append(character)
                column += character.displayWidth
            }
        }
        return line
    }

    /// Printable ASCII, line breaks and tabs: the common case, which needs no work.
    private var isPlain: Bool {
        utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x09 }
    }
}

extension String {
    /// Outside bytes as safe text: invalid UTF-8 becomes replacement characters, then as ``StringProtocol/sanitised``.
    ///
    /// - Parameter bytes: what a child wrote or a file holds.
    public init(sanitising bytes: some Sequence<UInt8>) {
        // String(decoding:) repairs; a sequence cut in two by a chunk's end is the caller's to rejoin.
        self = String(decoding: Array(bytes), as: UTF8.self).sanitised
    }

    /// Character by character, once no control is left: joined emoji replaced, excess combining marks dropped.
    fileprivate var tamed: String {
        var result = ""
        result.reserveCapacity(utf8.count)
        for character in self {
            if character.asciiValue != nil {
                result.append(character)
            } else if let scalar = character.onlyScalar, scalar.isPlainLetter {
                result.unicodeScalars.append(scalar)
            } else {
                result.unicodeScalars.append(contentsOf: character.tamedScalars)
            }
        }
        return result
    }
}

/// Keeps, of each line, what a terminal would show after its carriage returns: the text after the last one that is
/// not at the line's end.
private func resolvingCarriageReturns(_ scalars: String.UnicodeScalarView) -> String {
    guard scalars.contains("\r") else { return String(scalars) }
    var lines: [String] = []
    for line in scalars.split(separator: "\n", omittingEmptySubsequences: false) {
        var line = line
        while line.last == "\r" { line.removeLast() }
        if let last = line.lastIndex(of: "\r") { line = line[line.index(after: last)...] }
        lines.append(String(line))
    }
    return lines.joined(separator: "\n")
}

extension Character {
    /// More marks than any script stacks on one base; curses keeps five scalars in a cell.
    private static let mostMarks = 4

    /// The one scalar that this character is; nil where there are several.
    fileprivate var onlyScalar: Unicode.Scalar? {
        let scalars = unicodeScalars
        guard let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex else {
            return nil
        }
        return first
    }

    /// The scalars that are safe and of certain width; a replacement character for what has none.
    fileprivate var tamedScalars: [Unicode.Scalar] {
        let isEmoji = unicodeScalars.contains { $0.properties.isEmojiPresentation }
        let isJoined = unicodeScalars.contains { $0.value == 0x200D }
        let isFlag = unicodeScalars.contains { (0x1F1E6...0x1F1FF).contains($0.value) }
        if isFlag || (isJoined && (isEmoji || unicodeScalars.contains { $0.properties.isEmoji })) {
            return ["\u{FFFD}"]
        }
        var kept: [Unicode.Scalar] = []
        var marks = 0
        for scalar in unicodeScalars {
            switch scalar.treatment {
            case .drop: continue
            case .replace: kept.append("\u{FFFD}")
            case .space: kept.append(" ")
            case .keep:
                if scalar.displayWidth == 0, scalar != "\n", scalar != "\t" {
                    marks += 1
                    if marks > Self.mostMarks { continue }
                }
                kept.append(scalar)
            }
        }
        return kept
    }
}

extension Unicode.Scalar {
    /// The bulk of what is written, known to be harmless without asking for properties: Latin, lines and blocks,
    /// the common Chinese, Japanese and Korean signs.
    fileprivate var isPlainLetter: Bool {
        (0xC0...0x24F).contains(value) || (0x2500...0x25FC).contains(value) || (0x3041...0x3096).contains(value)
            || (0x30A1...0x30FA).contains(value) || (0x4E00...0x9FA5).contains(value)
            || (0xAC00...0xD7A3).contains(value)
    }

    fileprivate enum Treatment { case keep, drop, replace, space }

    /// What becomes of a scalar on its own.
    fileprivate var treatment: Treatment {
        if self == "\n" || self == "\t" { return .keep }
        if (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value) { return .drop }
        // A skin tone is a second wide scalar in one character; the base alone is of certain width.
        if (0x1F3FB...0x1F3FF).contains(value) { return .drop }
        switch properties.generalCategory {
        case .control, .format: return .drop
        case .lineSeparator, .paragraphSeparator: return .space
        case .unassigned, .surrogate: return .replace
        default: return .keep
        }
    }
}
