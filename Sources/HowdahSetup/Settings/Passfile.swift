import HowdahText

/// A passfile of libpq's: `host:port:database:user:password`, the first line that matches counts.
/// PostgreSQL manual, "The Password File".
enum Passfile {
    static func line(_ wanted: WantedDatabase, password: String) -> String {
        (fields(wanted).map(escaped) + [password]).joined(separator: ":")
    }

    static func line(_ wanted: WantedDatabase, _ password: Secret?) -> String {
        line(wanted, password: password.map { escaped($0.reveal()) } ?? Secret.mask)
    }

    /// The file with this role's line: its old one is replaced; a line with `*` that would match first stays behind it.
    static func setting(_ wanted: WantedDatabase, _ password: Secret?, in old: [UInt8]) -> [UInt8] {
        let new = Array(line(wanted, password).utf8)
        var lines = old.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        if let own = place(of: wanted, in: old) {
            lines[own - 1] = new
        } else if let earlier = lines.firstIndex(where: { matches($0, fields(wanted)) }) {
            lines.insert(new, at: earlier)
        } else {
            lines.append(new)
        }
        return Array(lines.joined(separator: [10])) + [10]
    }

    /// The line that names exactly this role and database, counted from 1; nil: there is none.
    static func place(of wanted: WantedDatabase, in bytes: [UInt8]) -> Int? {
        let own = fields(wanted)
        return bytes.split(separator: 10, omittingEmptySubsequences: false)
            .firstIndex { Array(parts(of: Array($0)).prefix(4)) == own }.map { $0 + 1 }
    }

    /// libpq looks for `localhost` where no host is named.
    private static func fields(_ wanted: WantedDatabase) -> [String] {
        [
            wanted.host.isEmpty ? "localhost" : wanted.host, wanted.port.isEmpty ? "5432" : wanted.port, wanted.name,
            wanted.user,
        ]
    }

    private static func matches(_ line: [UInt8], _ wanted: [String]) -> Bool {
        let parts = parts(of: line)
        return parts.count >= 5 && zip(parts, wanted).allSatisfy { $0 == "*" || $0 == $1 }
    }

    /// Unescaped; a comment has none.
    private static func parts(of line: [UInt8]) -> [String] {
        guard line.first != UInt8(ascii: "#") else { return [] }
        var parts: [[UInt8]] = [[]]
        var isEscaped = false
        for byte in line {
            if isEscaped {
                parts[parts.count - 1].append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: ":") {
                parts.append([])
            } else {
                parts[parts.count - 1].append(byte)
            }
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
    }
}
