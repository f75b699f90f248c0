/// Decodes from a tree and remembers which keys the type asked for: those are the allowed ones.
///
/// The parser's own decoder names unknown keys by their last part only and knows no allowed ones, hence this.
final class TOMLTreeDecoder: Decoder {
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]
    let tree: TOMLTree
    /// The keys asked for, in the type's order; nil as long as nobody asked for a table.
    private var asked: [String]?
    /// Decoders of containers that the type nested by hand.
    private var children: [TOMLTreeDecoder] = []

    init(_ tree: TOMLTree, path: [any CodingKey]) {
        self.tree = tree
        codingPath = path
    }

    /// Remembers a key as allowed.
    func ask(for key: String) {
        var keys = asked ?? []
        if !keys.contains(key) { keys.append(key) }
        asked = keys
    }

    /// A decoder for a value inside, whose keys are checked with this one's.
    func child(_ tree: TOMLTree, _ path: [any CodingKey]) -> TOMLTreeDecoder {
        let child = TOMLTreeDecoder(tree, path: path)
        children.append(child)
        return child
    }

    /// - Throws: a fault that names every key of the table that was not asked for.
    func refuseUnknownKeys() throws {
        for child in children { try child.refuseUnknownKeys() }
        guard let asked, case .table(let table) = tree else { return }
        let unknown = table.keys.filter { !asked.contains($0) }
        guard !unknown.isEmpty else { return }
        throw TOMLFault(
            candidates: unknown.map { key in
                let message = Words.TOML.unknownKey(
                    key.sanitisedLine, allowed: asked, suggestion: suggestion(for: key, among: asked))
                return (codingPath.map(\.part) + [key], message)
            })
    }

    func mismatch(_ expected: String) -> TOMLFault {
        TOMLFault(path: codingPath, message: Words.TOML.mismatch(expected: expected, found: tree.kind))
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .table(let table) = tree else { throw mismatch(Words.TOML.table) }
        asked = asked ?? []
        return KeyedDecodingContainer(TOMLTableContainer<Key>(decoder: self, table: table))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = tree else { throw mismatch(Words.TOML.array) }
        return TOMLArrayContainer(decoder: self, elements: elements)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        TOMLValueContainer(decoder: self)
    }
}

/// An index as a coding key.
struct TOMLIndex: CodingKey {
    let intValue: Int?
    var stringValue: String { intValue.map(String.init) ?? "" }

    init(intValue: Int) { self.intValue = intValue }
    init?(stringValue: String) {
        guard let index = Int(stringValue) else { return nil }
        intValue = index
    }
}
