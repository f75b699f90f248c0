import HowdahText

extension Action {
    /// `byHand` for a terminal of that width: no word is broken, and what is broken can be pasted as it is.
    ///
    /// - Parameter width: in columns. A word that is wider, and a line that ends up in a file, stay whole.
    func byHand(width: Int) -> [String] {
        let lines = byHand
        switch work {
        case .edit, .line: return Self.folded(lines.prefix(1), width) + lines.dropFirst()
        case .sql: return Self.folded(lines.prefix(1), width) + lines.dropFirst().flatMap { SQL.folded($0, width) }
        default: return Self.folded(lines[...], width)
        }
    }

    /// Comments and commands; between `<<'END'` and `END` stands a file's text.
    private static func folded(_ lines: ArraySlice<String>, _ width: Int) -> [String] {
        var isFile = false
        return lines.flatMap { line in
            let wasFile = isFile
            isFile = wasFile ? line != "END" : line.hasSuffix("<<'END'")
            return wasFile ? [line] : ShellText.folded(line, width: width)
        }
    }
}

extension ShellText {
    /// A comment, or a command that goes on in the next line after a backslash.
    static func folded(_ line: String, width: Int) -> [String] {
        if line.hasPrefix("# ") { return line.dropFirst(2).wrapped(toWidth: width - 2).map { "# " + $0 } }
        return join(words(of: line), width, joint: " \\")
    }

    /// Cut at the spaces that stand outside quotes.
    static func words(of line: String) -> [String] {
        var words = [""]
        var quote: Character?
        var isEscaped = false
        for character in line {
            if character == " ", quote == nil, !isEscaped {
                words.append("")
                continue
            }
            words[words.count - 1].append(character)
            if isEscaped {
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            }
        }
        return words
    }

    /// - Parameter joint: what a line that goes on ends with.
    static func join(_ words: [String], _ width: Int, joint: String, indent: String = "    ") -> [String] {
        var lines: [String] = []
        // The spaces that a line begins with belong to its first word.
        let start = words.firstIndex { !$0.isEmpty } ?? words.count - 1
        var current = String(repeating: " ", count: start) + words[start]
        for (index, word) in words.enumerated().dropFirst(start + 1) {
            let isLast = index == words.count - 1
            if current.displayWidth + 1 + word.displayWidth + (isLast ? 0 : joint.displayWidth) <= width {
                current += " " + word
            } else {
                lines.append(current + joint)
                current = indent + word
            }
        }
        return lines + [current]
    }
}

extension SQL {
    /// A statement as psql takes it: it ends at its semicolon, not at the end of a line.
    fileprivate static func folded(_ line: String, _ width: Int) -> [String] {
        ShellText.join(ShellText.words(of: line), width, joint: "", indent: "      ")
    }
}
