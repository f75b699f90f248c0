/// A TOML file that cannot be used as it stands.
public struct TOMLFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file's name, as the caller gave it.
    public var file: String
    /// The key that is wrong, from the top, such as `postgres.port`; nil for a syntax error.
    public var keyPath: String?
    /// The line it stands on, counted from 1, where it can be found.
    public var line: Int?
    /// One sentence: what is wrong, and what would be right.
    public var message: String

    public init(file: String, keyPath: String? = nil, line: Int? = nil, message: String) {
        self.file = file
        self.keyPath = keyPath
        self.line = line
        self.message = message
    }

    /// File, line, key and message in one line, as compilers write it.
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        guard let keyPath else { return "\(place): \(message)" }
        return "\(place): \(keyPath): \(message)"
    }
}
