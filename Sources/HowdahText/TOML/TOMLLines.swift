/// Finds the line that a key stands on, by a small scan: the parser gives lines for syntax errors only.
///
/// Tables, arrays of tables, dotted and quoted keys are understood. A key inside an inline table is found as the
/// line of the table.
enum TOMLLines {
    /// - Parameters:
    ///   - path: the key's parts from the top; an element of an array by its index.
    ///   - text: the file's content, known to parse.
    /// - Returns: the line, counted from 1; the nearest enclosing key's if the key itself is not seen.
    static func line(of path: [String], in text: String) -> Int? {
        var found: [[String]: Int] = [:]
        var header: [String] = []
        var elements: [[String]: Int] = [:]
        var open: String?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            defer { open = fence(after: line, open: open) }
            guard open == nil else { continue }
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            if trimmed.hasPrefix("[[") {
                guard let key = parts(of: trimmed.dropFirst(2), until: "]") else { continue }
                let element = elements[key, default: -1] + 1
                elements[key] = element
                header = key + ["\(element)"]
            } else if trimmed.hasPrefix("[") {
                guard let key = parts(of: trimmed.dropFirst(), until: "]") else { continue }
                header = resolve(key, elements)
            } else {
                guard let key = parts(of: trimmed, until: "=") else { continue }
                for count in key.indices { record(header + key[...count], index + 1, &found) }
                continue
            }
            for count in header.indices { record(Array(header[...count]), index + 1, &found) }
        }
        for count in stride(from: path.count, to: 0, by: -1) {
            if let line = found[Array(path[..<count])] { return line }
        }
        return nil
    }

    /// The first place wins: `[a.b]` before `[a]` is where `a` begins.
    private static func record(_ path: [String], _ line: Int, _ found: inout [[String]: Int]) {
        if found[path] == nil { found[path] = line }
    }

    /// `[servers.limits]` below `[[servers]]` belongs to the latest element.
    private static func resolve(_ key: [String], _ elements: [[String]: Int]) -> [String] {
        var path: [String] = []
        var plain: [String] = []
        for part in key {
            path.append(part)
            plain.append(part)
            if let element = elements[plain] { path.append("\(element)") }
        }
        return path
    }

    /// The fence of a multi-line string that is still open after a line.
    private static func fence(after line: Substring, open: String?) -> String? {
        var open = open
        var rest = line[...]
        while !rest.isEmpty {
            if let fence = open {
                guard rest.hasPrefix(fence) else {
                    rest.removeFirst()
                    continue
                }
                open = nil
                rest.removeFirst(3)
            } else if rest.hasPrefix("#") {
                break
            } else if rest.hasPrefix("\"\"\"") || rest.hasPrefix("'''") {
                open = String(rest.prefix(3))
                rest.removeFirst(3)
            } else {
                rest.removeFirst()
            }
        }
        return open
    }

    /// The parts of a key, or nil when the text is not a key that ends in `end`.
    private static func parts(of text: Substring, until end: Character) -> [String]? {
        var parts: [String] = []
        var rest = text.drop { $0 == " " || $0 == "\t" }
        while let first = rest.first {
            var part = ""
            if first == "\"" || first == "'" {
                rest.removeFirst()
                guard let close = rest.firstIndex(of: first) else { return nil }
                part = String(rest[..<close])
                rest = rest[rest.index(after: close)...]
            } else {
                let bare = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
                guard !bare.isEmpty else { return nil }
                part = String(bare)
                rest = rest.dropFirst(bare.count)
            }
            parts.append(part)
            rest = rest.drop { $0 == " " || $0 == "\t" }
            if rest.first == end { return parts }
            guard rest.first == "." else { return nil }
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
        }
        return nil
    }
}
