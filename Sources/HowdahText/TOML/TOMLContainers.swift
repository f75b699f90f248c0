/// The keys of a table.
struct TOMLTableContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: TOMLTreeDecoder
    let table: [String: TOMLTree]

    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { table.keys.sorted().compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool {
        decoder.ask(for: key.stringValue)
        return table[key.stringValue] != nil
    }

    // TOML has no null.
    func decodeNil(forKey key: Key) throws -> Bool { !contains(key) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try HowdahText.decode(type, from: value(key), path: codingPath + [key])
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try decoder.child(value(key), codingPath + [key]).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder.child(value(key), codingPath + [key]).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { decoder.child(decoder.tree, codingPath) }
    func superDecoder(forKey key: Key) throws -> any Decoder {
        try decoder.child(value(key), codingPath + [key])
    }

    private func value(_ key: Key) throws -> TOMLTree {
        guard contains(key), let value = table[key.stringValue] else {
            throw TOMLFault(path: codingPath + [key], message: Words.TOML.missing)
        }
        return value
    }
}

/// The elements of an array, in their order.
struct TOMLArrayContainer: UnkeyedDecodingContainer {
    let decoder: TOMLTreeDecoder
    let elements: [TOMLTree]
    private(set) var currentIndex = 0

    init(decoder: TOMLTreeDecoder, elements: [TOMLTree]) {
        self.decoder = decoder
        self.elements = elements
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    mutating func decodeNil() throws -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (value, path) = try next()
        return try HowdahText.decode(type, from: value, path: path)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        let (value, path) = try next()
        return try decoder.child(value, path).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let (value, path) = try next()
        return try decoder.child(value, path).unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder {
        let (value, path) = try next()
        return decoder.child(value, path)
    }

    private mutating func next() throws -> (TOMLTree, [any CodingKey]) {
        guard !isAtEnd else { throw TOMLFault(path: codingPath, message: Words.TOML.missingElement) }
        defer { currentIndex += 1 }
        return (elements[currentIndex], codingPath + [TOMLIndex(intValue: currentIndex)])
    }
}

/// One value that is neither table nor array.
struct TOMLValueContainer: SingleValueDecodingContainer {
    let decoder: TOMLTreeDecoder

    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { false }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard case .boolean(let value) = decoder.tree else { throw decoder.mismatch(Words.TOML.boolean) }
        return value
    }

    func decode(_ type: String.Type) throws -> String {
        guard case .string(let value) = decoder.tree else { throw decoder.mismatch(Words.TOML.text) }
        return value
    }

    func decode(_ type: Double.Type) throws -> Double {
        switch decoder.tree {
        case .float(let value): return value
        case .integer(let value): return Double(value)
        default: throw decoder.mismatch(Words.TOML.float)
        }
    }

    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
    func decode(_ type: Int.Type) throws -> Int { try integer() }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try HowdahText.decode(type, from: decoder.tree, path: codingPath)
    }

    private func integer<Number: FixedWidthInteger>() throws -> Number {
        guard case .integer(let value) = decoder.tree else { throw decoder.mismatch(Words.TOML.integer) }
        guard let number = Number(exactly: value) else {
            throw TOMLFault(path: codingPath, message: Words.TOML.outOfRange("\(Number.min)", "\(Number.max)"))
        }
        return number
    }
}
