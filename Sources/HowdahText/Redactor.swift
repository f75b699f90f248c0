import Synchronization

/// Replaces every known secret in a text by dots, in each spelling in which programs print one.
///
/// One redactor lives in a run; every sink (screen, log, journal, JSON, bundle) passes its text through it.
public final class Redactor: Sendable {
    private let spellings = Mutex<[String]>([])

    public init() {}

    /// Secrets shorter than this are not searched for: replacing every `a` of a log helps nobody.
    public static let shortestSecret = 4

    public func add(_ secret: Secret) {
        let clear = secret.reveal()
        guard clear.count >= Self.shortestSecret else { return }
        spellings.withLock { known in
            for spelling in Self.spellings(of: clear) where !known.contains(spelling) {
                known.append(spelling)
            }
            // Longest first: a spelling may hold another one.
            known.sort { $0.utf8.count > $1.utf8.count }
        }
    }

    /// In bytes: who cuts a text before it is redacted drops so much of its end.
    public var longestSpelling: Int { spellings.withLock { $0.first?.utf8.count ?? 0 } }

    /// The whole of this text is a known secret in one of its spellings.
    public func isSecret(_ text: String) -> Bool { spellings.withLock { $0.contains(text) } }

    /// Passwords that are nobody's known secret: in URLs, and after `password=` or `'PASSWORD':`.
    public static func withoutPasswords(_ line: String) -> String {
        line.replacing(#/(://[^\s:@/]*:)[^\s@]+(?=@)/#) { "\($0.1)\(Secret.mask)" }
            .replacing(#/(?i)(password['"]?\s*[=:]\s*['"]?)(?!authentication|for)[^\s'",;&]+/#) {
                "\($0.1)\(Secret.mask)"
            }
    }

    public func redact(_ text: String) -> String {
        spellings.withLock { known in
            var text = text
            for spelling in known where text.contains(spelling) {
                text = text.replacing(spelling, with: Secret.mask)
            }
            return text
        }
    }

    /// Raw, percent-encoded, shell-quoted, SQL-quoted, as in a Python or JSON literal.
    public static func spellings(of clear: String) -> [String] {
        let backslashed = clear.replacing("\\", with: "\\\\")
        return [
            clear, percentEncoded(clear),
            clear.replacing("'", with: "'\\''"), clear.replacing("'", with: "''"),
            backslashed, backslashed.replacing("'", with: "\\'"), backslashed.replacing("\"", with: "\\\""),
            jsonEscaped(clear),
        ]
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
