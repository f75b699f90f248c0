import Synchronization

/// Replaces every known secret in a text by dots, in each spelling in which programs print one.
///
/// One redactor lives in a run; every sink (screen, log, journal, JSON, bundle) passes its text through it.
public final class Redactor: Sendable {
    private struct Known {
        /// Longest first: a spelling may hold another one.
        var spellings: [String] = []
        /// Also those that are too short to be searched for.
        var values: Set<String> = []
    }

    private let known = Mutex(Known())

    public init() {}

    /// Secrets shorter than this are not searched for: replacing every `a` of a log helps nobody.
    public static let shortestSecret = 4

    public func add(_ secret: Secret) {
        let clear = secret.reveal()
        guard !clear.isEmpty else { return }
        known.withLock { known in
            known.values.insert(clear)
            guard clear.count >= Self.shortestSecret else { return }
            for spelling in Self.spellings(of: clear) where !known.spellings.contains(spelling) {
                known.spellings.append(spelling)
            }
            known.spellings.sort { $0.utf8.count > $1.utf8.count }
        }
    }

    /// In bytes: who cuts a text before it is redacted drops so much of its end.
    public var longestSpelling: Int { known.withLock { $0.spellings.first?.utf8.count ?? 0 } }

    /// The whole of this text is a known secret, as it is or in one of its spellings.
    public func isSecret(_ text: String) -> Bool {
        known.withLock { $0.values.contains(text) || $0.spellings.contains(text) }
    }

    /// Passwords that are nobody's known secret: in URLs, and after `password=` or `'PASSWORD':`.
    public static func withoutPasswords(_ line: String) -> String {
        line.replacing(#/(://[^\s:@/]*:)[^\s@]+(?=@)/#) { "\($0.1)\(Secret.mask)" }
            .replacing(#/(?i)(password['"]?\s*[=:]\s*['"]?)(?!authentication|for)[^\s'",;&]+/#) {
                "\($0.1)\(Secret.mask)"
            }
    }

    /// All that a line of source code gives to a password or a key, to the line's end.
    public static func withoutValues(_ line: String) -> String {
        line.replacing(#/(?i)((?:pass|pwd|secret|token|key)\w*['"]?\s*[=:,]\s*).+/#) { "\($0.1)\(Secret.mask)" }
    }

    public func redact(_ text: String) -> String {
        known.withLock { known in
            var text = text
            for spelling in known.spellings where text.contains(spelling) {
                text = text.replacing(spelling, with: Secret.mask)
            }
            return text
        }
    }

    /// Raw, and as URLs, shells, SQL, Python, JSON, TOML, HTML, passfiles and libpq's conninfo write it; each once.
    public static func spellings(of clear: String) -> [String] {
        let backslashed = clear.replacing("\\", with: "\\\\")
        let percent = percentEncoded(clear)
        let forURLs = [percent, percent.replacing("%2F", with: "/"), percent.replacing("%20", with: "+")]
        let html = clear.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        let all =
            [clear, backslashed] + forURLs + forURLs.map(lowerCased) + [
                // 'it'\''s', 'it'"'"'s', it\'s\ so
                clear.replacing("'", with: "'\\''"), clear.replacing("'", with: "'\"'\"'"), shellEscaped(clear),
                // SQL: '' alone, and with E'' the backslash too.
                clear.replacing("'", with: "''"), backslashed.replacing("'", with: "''"),
                backslashed.replacing("'", with: "\\'"), backslashed.replacing("\"", with: "\\\""),
                backslashed.replacing("\"", with: "\\\"").replacing("/", with: "\\/"),
                backslashed.replacing(":", with: "\\:"),
                jsonEscaped(clear), jsonEscaped(clear).replacing("/", with: "\\/"), pythonASCII(backslashed),
                pythonASCII(backslashed.replacing("'", with: "\\'")),
                html.replacing("'", with: "&#x27;").replacing("\"", with: "&quot;"),
                html.replacing("'", with: "&#39;").replacing("\"", with: "&#34;"),
            ]
        var seen: Set<String> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// `%c3` for `%C3`; the letters around stay.
    private static func lowerCased(_ percent: String) -> String {
        var result = ""
        var rest = percent[...]
        while let next = rest.first {
            let count = next == "%" ? 3 : 1
            let part = rest.prefix(count)
            result += next == "%" ? part.lowercased() : String(part)
            rest = rest.dropFirst(count)
        }
        return result
    }

    /// As `printf %q` does it: a backslash before each sign that a shell might read.
    private static func shellEscaped(_ text: String) -> String {
        var result = ""
        for character in text {
            let isPlain =
                character.isLetter || character.isNumber || "_-./:@%+,#~=".contains(character) || !character.isASCII
            result += isPlain ? String(character) : "\\" + String(character)
        }
        return result
    }

    /// As Python's `ascii()` writes it.
    private static func pythonASCII(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let digits = String(scalar.value, radix: 16)
            func padded(_ count: Int) -> String { String(repeating: "0", count: count - digits.count) + digits }
            switch scalar.value {
            case 0x20..<0x7f: result.unicodeScalars.append(scalar)
            case ...0xff: result += "\\x" + padded(2)
            case ...0xffff: result += "\\u" + padded(4)
            default: result += "\\U" + padded(8)
            }
        }
        return result
    }

    private static func jsonEscaped(_ text: String) -> String {
        var result = ""
        for unit in text.utf16 {
            switch unit {
            case 0x22: result += "\\\""
            case 0x5c: result += "\\\\"
            case 0x20..<0x7f: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default:
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return result
    }
}

/// Every byte but RFC 3986's unreserved ones as `%XX`: safe in any part of a URL.
public func percentEncoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            result.unicodeScalars.append(Unicode.Scalar(byte))
        default:
            let digits = String(byte, radix: 16, uppercase: true)
            result += "%" + (digits.count == 1 ? "0" : "") + digits
        }
    }
    return result
}
