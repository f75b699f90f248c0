/// Decodes a TOML text, strictly: a key that the type does not ask for is refused.
///
/// - Parameters:
///   - type: what to decode. An enum of strings should be `CaseIterable`, so that a failure can list its cases.
///   - text: the file's content.
///   - file: its name, for the failure.
/// - Throws: the first thing wrong: syntax with its line; else the key's path, the line where it is found, and what
///   would be right: the expected kind, the allowed keys or values, the nearest of them.
public func decodeTOML<Value: Decodable>(
    _ type: Value.Type, from text: String, file: String
) throws(TOMLFailure) -> Value {
    let tree = try parseTOML(text, file: file)
    do {
        return try decode(type, from: tree, path: [])
    } catch let fault as TOMLFault {
        throw fault.failure(in: text, file: file)
    } catch let error as DecodingError {
        throw TOMLFault(error).failure(in: text, file: file)
    } catch {
        throw TOMLFailure(file: file, message: "\(error)".sanitisedLine)
    }
}

/// A failure before its line is known.
struct TOMLFault: Error {
    /// The key that is wrong, or, of several unknown keys, all of them.
    var candidates: [(path: [String], message: String)]

    init(path: [any CodingKey], message: String) {
        candidates = [(path.map(\.part), message)]
    }

    init(candidates: [(path: [String], message: String)]) {
        self.candidates = candidates
    }

    /// What a type's own `init(from:)` threw.
    init(_ error: DecodingError) {
        let context: DecodingError.Context
        switch error {
        case .typeMismatch(_, let given), .valueNotFound(_, let given), .dataCorrupted(let given): context = given
        case .keyNotFound(let key, let given):
            context = .init(codingPath: given.codingPath + [key], debugDescription: given.debugDescription)
        @unknown default: context = .init(codingPath: [], debugDescription: "\(error)")
        }
        self.init(path: context.codingPath, message: context.debugDescription.sanitisedLine)
    }

    /// The failure with its line; of several candidates the one that stands first in the file.
    func failure(in text: String, file: String) -> TOMLFailure {
        let placed = candidates.map { ($0, TOMLLines.line(of: $0.path, in: text)) }
        guard let ((path, message), line) = placed.min(by: { ($0.1 ?? .max) < ($1.1 ?? .max) }) else {
            return TOMLFailure(file: file, message: "")
        }
        let keyPath = path.joined(separator: ".")
        return TOMLFailure(file: file, keyPath: keyPath.isEmpty ? nil : keyPath, line: line, message: message)
    }
}

extension CodingKey {
    /// The key as a part of a path: an element of a list by its index.
    var part: String { intValue.map(String.init) ?? stringValue }
}

/// Decodes one value and refuses the keys that nobody asked for.
func decode<Value: Decodable>(
    _ type: Value.Type, from tree: TOMLTree, path: [any CodingKey]
) throws -> Value {
    if let choice = type as? any (CaseIterable & RawRepresentable).Type {
        try checkChoice(choice, tree, path)
    }
    let decoder = TOMLTreeDecoder(tree, path: path)
    let value = try type.init(from: decoder)
    try decoder.refuseUnknownKeys()
    return value
}

/// Refuses a text that is no case of an enum, listing the cases; what is no enum of texts is let through.
private func checkChoice<Choice: CaseIterable & RawRepresentable>(
    _ type: Choice.Type, _ tree: TOMLTree, _ path: [any CodingKey]
) throws {
    guard let allowed = type.allCases.map(\.rawValue) as? [String] else { return }
    guard case .string(let value) = tree else {
        throw TOMLFault(path: path, message: Words.TOML.mismatch(expected: Words.TOML.text, found: tree.kind))
    }
    guard !allowed.contains(value) else { return }
    let message = Words.TOML.notAllowed(
        value.sanitisedLine, allowed: allowed, suggestion: suggestion(for: value, among: allowed))
    throw TOMLFault(path: path, message: message)
}
