/// A value that must never be shown, logged or passed on a command line.
///
/// Its descriptions are dots, so that a slip in string interpolation shows nothing;
/// the value is reached by `reveal()` alone, which is easy to search for.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible {
    private let value: String

    public init(_ value: String) { self.value = value }

    /// What stands for a secret wherever text is shown.
    public static let mask = "••••••••"

    public var description: String { Self.mask }
    public var debugDescription: String { Self.mask }
    public var isEmpty: Bool { value.isEmpty }

    /// The clear text. Callers hand it to standard input, to libpq or to a 0600 file, nowhere else.
    public func reveal() -> String { value }

    /// A new secret of 26 characters from `[A-Za-z0-9_-]`: 156 bits, and no character
    /// that SQL, a shell, a URL or Python would have to quote.
    public static func generate() -> Secret {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
        // The first one is a letter, so that nothing takes the password for an option.
        var characters = [alphabet[Int.random(in: 0..<52, using: &random)]]
        for _ in 1..<26 { characters.append(alphabet[Int.random(in: 0..<64, using: &random)]) }
        return Secret(String(characters))
    }
}

extension Secret: CustomReflectable {
    /// `dump` and test failures go by the mirror, not by the description.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
