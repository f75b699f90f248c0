/// Removes terminal escape sequences whole (ECMA-48, in their 7-bit and 8-bit forms) and lone control characters.
///
/// Line break, tab and carriage return stay. A sequence that never ends is removed up to the line's end, so that
/// no program can swallow the lines that follow.
enum EscapeStripper {
    private enum State { case text, escape, intermediate, parameters, string, stringEscape }

    static func strip(_ scalars: some Sequence<Unicode.Scalar>) -> String.UnicodeScalarView {
        var kept = String.UnicodeScalarView()
        var state = State.text
        for scalar in scalars {
            let value = scalar.value
            if value == 0x0A {
                kept.append(scalar)
                state = .text
                continue
            }
            switch state {
            case .text:
                state = begin(scalar, &kept)
            case .escape:
                switch value {
                case 0x5B: state = .parameters
                case 0x5D, 0x50, 0x58, 0x5E, 0x5F: state = .string
                case 0x20...0x2F: state = .intermediate
                case 0x30...0x7E: state = .text
                default: state = begin(scalar, &kept)
                }
            case .intermediate:
                switch value {
                case 0x20...0x2F: break
                case 0x30...0x7E: state = .text
                default: state = begin(scalar, &kept)
                }
            case .parameters:
                switch value {
                case 0x20...0x3F: break
                case 0x40...0x7E: state = .text
                default: state = begin(scalar, &kept)
                }
            case .string:
                if value == 0x1B {
                    state = .stringEscape
                } else if value == 0x07 || value == 0x9C || value == 0x18 || value == 0x1A {
                    state = .text
                }
            case .stringEscape:
                // `ESC \` ends the string; any other escape ends it too and begins its own sequence.
                switch value {
                case 0x5C: state = .text
                case 0x5B: state = .parameters
                case 0x5D, 0x50, 0x58, 0x5E, 0x5F: state = .string
                default: state = .text
                }
            }
        }
        return kept
    }

    /// Takes a scalar outside any sequence: keeps it, drops it, or enters the sequence that it introduces.
    private static func begin(_ scalar: Unicode.Scalar, _ kept: inout String.UnicodeScalarView) -> State {
        switch scalar.value {
        case 0x1B: return .escape
        case 0x9B: return .parameters
        case 0x90, 0x98, 0x9D, 0x9E, 0x9F: return .string
        case 0x09, 0x0D: kept.append(scalar)
        case 0x00..<0x20, 0x7F..<0xA0: break
        default: kept.append(scalar)
        }
        return .text
    }
}
