/// SQL in which an interpolation is quoted by its kind, when it is shown and when it is run.
///
///     let sql: SQL = "ALTER ROLE \(identifier: name) SET timezone TO \(literal: "UTC")"
///
/// There is no way to put unquoted text in: what is not an identifier or a literal is written in the source.
public struct SQL: Codable, Sendable, Equatable, ExpressibleByStringInterpolation {
    public enum Fragment: Codable, Sendable, Equatable {
        case text(String)
        case identifier(String)
        case literal(String)
        /// The SCRAM verifier of a secret, computed on this side: the clear password never reaches the server's log.
        case verifier(SecretName)
    }

    public private(set) var fragments: [Fragment]

    /// A statement that Django's schema editor made, with its own quoting, for the same database.
    init(django statement: String) { fragments = [.text(statement)] }

    public init(stringLiteral value: String) { fragments = [.text(value)] }
    public init(stringInterpolation: Interpolation) { fragments = stringInterpolation.fragments }

    public struct Interpolation: StringInterpolationProtocol {
        var fragments: [Fragment] = []
        public init(literalCapacity: Int, interpolationCount: Int) {}
        public mutating func appendLiteral(_ literal: String) { fragments.append(.text(literal)) }
        public mutating func appendInterpolation(identifier: String) { fragments.append(.identifier(identifier)) }
        public mutating func appendInterpolation(literal: String) { fragments.append(.literal(literal)) }
        public mutating func appendInterpolation(verifier: SecretName) { fragments.append(.verifier(verifier)) }
    }

    /// As shown to the person: quoted as it will run, secrets masked.
    public var preview: String {
        fragments.map { fragment in
            switch fragment {
            case .text(let text): text
            case .identifier(let name): Self.plain(name) ? name : LibPQ.identifier(name)
            case .literal(let value): LibPQ.literal(value)
            case .verifier: Self.mask
            }
        }.joined()
    }

    /// What stands for a verifier.
    static let mask = "'SCRAM-SHA-256$…'"

    /// An identifier that PostgreSQL reads the same without quotes; a beginner reads it better so.
    private static func plain(_ name: String) -> Bool {
        guard let first = name.utf8.first, (97...122).contains(first) || first == 95 else { return false }
        return name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
            && !["user", "order", "group", "table", "select", "all", "default", "end", "grant", "to"].contains(name)
    }
}
