/// A `.env` in the form that python-dotenv and django-environ agree on. Lines that are not ours stay to the byte.
enum EnvironmentFile {
    /// Where a key's value stands; the comment behind it is no part of it.
    private struct Assignment {
        var key: String
        var value: Range<Int>
        /// Counted from 1.
        var line: Int
    }

    /// The file with the key set to a value; a key that is there several times is set each time, because the first
    /// counts for django-environ and the last for python-dotenv.
    static func setting(_ key: String, to value: String, in old: [UInt8]) -> [UInt8] {
        let found = assignments(in: old).filter { $0.key == key }
        guard !found.isEmpty else { return appending("\(key)=\(quoted(value))", to: old) }
        var new = old
        for assignment in found.reversed() { new.replaceSubrange(assignment.value, with: Array(quoted(value).utf8)) }
        return new
    }

    /// Of the first assignment, as it stands there; nil: there is none.
    static func line(of key: String, in bytes: [UInt8]) -> Int? {
        assignments(in: bytes).first { $0.key == key }?.line
    }

    /// Of the first assignment, without its quotes; nil: there is none.
    static func value(of key: String, in bytes: [UInt8]) -> String? {
        guard let found = assignments(in: bytes).first(where: { $0.key == key }) else { return nil }
        let text = String(decoding: bytes[found.value], as: UTF8.self)
        guard text.count > 1, let quote = text.first, quote == "'" || quote == "\"", text.last == quote else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }

    /// A new last line, in the file's own line ends.
    static func appending(_ line: String, to old: [UInt8]) -> [UInt8] {
        let end = old.firstIndex(of: 10).map { $0 > 0 && old[$0 - 1] == 13 } == true ? "\r\n" : "\n"
        let gap = old.isEmpty || old.last == 10 ? "" : end
        return old + Array((gap + line + end).utf8)
    }

    /// Nothing has to be quoted for the two; a shell that reads the file would stop at these.
    private static func quoted(_ value: String) -> String {
        value.utf8.contains { "&;".utf8.contains($0) } ? "'\(value)'" : value
    }

    /// python-dotenv's grammar: `export`, spaces around `=`, quoted values of several lines.
    private static func assignments(in bytes: [UInt8]) -> [Assignment] {
        var found: [Assignment] = []
        var index = 0
        var line = 1
        func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
        func isEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }
        func skip(while condition: (UInt8) -> Bool) {
            while index < bytes.count, condition(bytes[index]) { index += 1 }
        }
        func toNextLine() {
            skip { !isEnd($0) }
            if index < bytes.count { index += bytes[index] == 13 && bytes[safe: index + 1] == 10 ? 2 : 1 }
            line += 1
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        while index < bytes.count {
            skip(while: isBlank)
            let start = index
            skip { !isBlank($0) && !isEnd($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "#") }
            var key = String(decoding: bytes[start..<index], as: UTF8.self)
            skip(while: isBlank)
            if key == "export" {
                let start = index
                skip { !isBlank($0) && !isEnd($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "#") }
                key = String(decoding: bytes[start..<index], as: UTF8.self)
                skip(while: isBlank)
            }
            guard !key.isEmpty, bytes[safe: index] == UInt8(ascii: "=") else {
                toNextLine()
                continue
            }
            index += 1
            skip(while: isBlank)
            let first = index
            let number = line
            if let quote = bytes[safe: index], quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""),
                let close = closing(quote, after: index, in: bytes)
            {
                line += bytes[index...close].count { $0 == 10 }
                index = close + 1
                found.append(Assignment(key: trimmed(key), value: first..<index, line: number))
            } else {
                skip { !isEnd($0) }
                found.append(
                    Assignment(key: trimmed(key), value: first..<end(of: first..<index, in: bytes), line: number))
            }
            toNextLine()
        }
        return found
    }

    private static func trimmed(_ key: String) -> String {
        key.count > 1 && key.hasPrefix("'") && key.hasSuffix("'") ? String(key.dropFirst().dropLast()) : key
    }

    private static func closing(_ quote: UInt8, after start: Int, in bytes: [UInt8]) -> Int? {
        var index = start + 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\") { index += 1 } else if bytes[index] == quote { return index }
            index += 1
        }
        return nil
    }

    /// Before a comment, which needs a blank in front of it, and before trailing blanks.
    private static func end(of range: Range<Int>, in bytes: [UInt8]) -> Int {
        var end = range.upperBound
        for index in range where bytes[index] == UInt8(ascii: "#") && index > range.lowerBound {
            if bytes[index - 1] == 32 || bytes[index - 1] == 9 {
                end = index
                break
            }
        }
        while end > range.lowerBound, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
        return end
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
