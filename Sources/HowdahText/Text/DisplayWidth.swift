extension Unicode.Scalar {
    /// The columns that a terminal gives to this scalar: 0 for what combines or is invisible, 2 for wide scripts
    /// and emoji, else 1. The C library's `wcwidth` counts alike, which is what curses asks.
    public var displayWidth: Int {
        if value < 0x20 || (0x7F..<0xA0).contains(value) { return 0 }
        if value < 0x300 { return value == 0xAD ? 0 : 1 }
        // Lines and blocks, which every frame is full of, and the common Chinese signs need no search.
        if (0x2500...0x25FC).contains(value) { return 1 }
        if (0x4E00...0x9FFF).contains(value) { return 2 }
        // The vowels and finals of a decomposed Hangul syllable stand in the columns of its first consonant.
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
        if WideScalars.contains(value) {
            return properties.generalCategory == .nonspacingMark ? 0 : 2
        }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return 1
        }
    }
}

extension Character {
    /// The columns that a terminal gives to this character: the sum of its scalars' widths.
    public var displayWidth: Int {
        if let byte = asciiValue { return byte < 0x20 || byte == 0x7F ? 0 : 1 }
        return unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }
}

extension StringProtocol {
    /// The columns that a terminal gives to this text; control characters count nothing.
    public var displayWidth: Int {
        var width = 0
        for scalar in unicodeScalars { width += scalar.displayWidth }
        return width
    }

    /// The text cut to fit, with an ellipsis where something was cut.
    ///
    /// - Parameters:
    ///   - columns: the columns at hand; 0 or less gives the empty text.
    ///   - ellipsis: what marks the cut; left out where it alone would not fit.
    public func truncated(toWidth columns: Int, ellipsis: String = "…") -> String {
        guard columns > 0 else { return "" }
        guard displayWidth > columns else { return String(self) }
        let mark = ellipsis.displayWidth <= columns ? ellipsis : ""
        return prefix(columns: columns - mark.displayWidth) + mark
    }

    /// The text with spaces at its end up to a width; longer text is cut as ``truncated(toWidth:ellipsis:)`` does.
    ///
    /// - Parameter columns: the exact width of the result, in columns.
    public func padded(toWidth columns: Int) -> String {
        let text = truncated(toWidth: columns)
        return text + String(repeating: " ", count: Swift.max(0, columns - text.displayWidth))
    }

    /// The longest beginning of whole characters that fits.
    func prefix(columns: Int) -> String {
        var taken = ""
        var width = 0
        for character in self {
            width += character.displayWidth
            if width > columns { break }
            taken.append(character)
        }
        return taken
    }
}
