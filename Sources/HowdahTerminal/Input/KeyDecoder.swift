/// Turns what curses reads into inputs: names control characters, gathers a paste into one.
struct KeyDecoder {
    /// One reading.
    enum Raw: Equatable {
        case scalar(Unicode.Scalar)
        case key(Key)
        case pasteBegin, pasteEnd
    }

    /// A paste that has begun and not ended.
    private var paste: String.UnicodeScalarView?

    /// - Returns: what the reading completes; nil when it is meaningless or a part of something longer.
    mutating func decode(_ raw: Raw) -> Input? {
        switch raw {
        case .pasteBegin:
            paste = paste ?? .init()
            return nil
        case .pasteEnd:
            defer { paste = nil }
            return paste.map { .paste(Self.lines(String($0))) }
        case .key(let key):
            guard paste == nil else { return nil }
            return .key(key)
        case .scalar(let scalar):
            guard paste == nil else {
                paste?.append(scalar)
                return nil
            }
            return Self.key(scalar).map(Input.key)
        }
    }

    /// Terminals send a pasted line break as carriage return.
    private static func lines(_ text: String) -> String {
        // As scalars: "\r\n" is one Character.
        var result = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                result.append("\n")
            } else if !(scalar == "\n" && last == "\r") {
                result.append(scalar)
            }
            last = scalar
        }
        return String(result)
    }

    private static func key(_ scalar: Unicode.Scalar) -> Key? {
        switch scalar.value {
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x08, 0x7F: .backspace
        case 0x1B: .escape
        case 0x01...0x1A: .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
        case 0x00...0x1F, 0x80..<0xA0: nil
        default: .character(Character(scalar))
        }
    }
}
