/// What a TOML text holds, independent of the parser that read it.
enum TOMLTree: Sendable, Equatable {
    case string(String)
    case integer(Int)
    case float(Double)
    case boolean(Bool)
    /// A date or a time: no answer and no theme holds one.
    case moment
    case array([TOMLTree])
    case table([String: TOMLTree])

    /// The value's kind, in words.
    var kind: String {
        switch self {
        case .string: Words.TOML.text
        case .integer: Words.TOML.integer
        case .float: Words.TOML.float
        case .boolean: Words.TOML.boolean
        case .moment: Words.TOML.moment
        case .array: Words.TOML.array
        case .table: Words.TOML.table
        }
    }
}
