import TOMLKit

/// Reads a TOML text; the only place that knows the parser.
///
/// - Parameters:
///   - text: the file's content.
///   - file: its name, for the failure.
/// - Throws: the first syntax error, with its line.
func parseTOML(_ text: String, file: String) throws(TOMLFailure) -> TOMLTree {
    do {
        return .table(try table(TOMLTable(string: text)))
    } catch let error as TOMLParseError {
        // The parser words an error as "Error while parsing key-value pair: expected …"; its position is apart.
        let message = error.description.sanitisedLine
        throw TOMLFailure(
            file: file, line: error.source.begin.line, message: Words.TOML.syntax(message))
    } catch {
        throw TOMLFailure(file: file, message: Words.TOML.syntax("\(error)".sanitisedLine))
    }
}

private func table(_ table: TOMLTable) -> [String: TOMLTree] {
    var result: [String: TOMLTree] = [:]
    for key in table.keys {
        if let value = table[key] { result[key] = tree(value) }
    }
    return result
}

private func tree(_ value: any TOMLValueConvertible) -> TOMLTree {
    switch value.type {
    case .table: .table(value.table.map(table) ?? [:])
    case .array: .array(value.array.map { $0.map(tree) } ?? [])
    case .string: .string(value.string ?? "")
    case .int: .integer(value.int ?? 0)
    case .double: .float(value.double ?? 0)
    case .bool: .boolean(value.bool ?? false)
    case .date, .time, .dateTime: .moment
    }
}
