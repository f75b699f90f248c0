import HowdahText

/// A colour of a theme: one of the terminal's sixteen by name, one of 256 by number, or `#rrggbb`.
public enum Colour: Sendable, Hashable, Decodable {
    /// The terminal's own palette, 0–255; the first sixteen are what the person set them to.
    case indexed(UInt8)
    case rgb(red: UInt8, green: UInt8, blue: UInt8)

    /// The sixteen names, in the order of their numbers.
    public static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
        "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
        "bright-white",
    ]

    /// - Parameter text: a name, a number from 0 to 255, or `#rrggbb`; nil when it is none of them.
    public init?(_ text: String) {
        if let index = Self.names.firstIndex(of: text) {
            self = .indexed(UInt8(index))
        } else if let index = UInt8(text) {
            self = .indexed(index)
        } else if text.hasPrefix("#"), text.utf8.count == 7, let value = UInt32(text.dropFirst(), radix: 16) {
            self = .rgb(red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
        } else {
            return nil
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text: String
        do {
            text = String(try container.decode(Int.self))
        } catch {
            // No bare number, so a text it must be.
            text = try container.decode(String.self)
        }
        guard let colour = Colour(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: Words.Terminal.unknownColour(
                    text, names: Self.names, suggestion: suggestion(for: text, among: Self.names)))
        }
        self = colour
    }

    /// The number of the nearest colour that a terminal has.
    ///
    /// - Parameter available: how many colours it has: 8, 16, 88, 256 or more.
    func index(available: Int) -> Int {
        switch self {
        case .indexed(let index) where Int(index) < available: return Int(index)
        case .indexed(let index) where index < 16: return Int(index) - 8
        case .indexed, .rgb:
            let (red, green, blue) = components
            let isGrey = max(red, green, blue) - min(red, green, blue) < 24
            guard available >= 256 else { return Self.fewest(for: components, isBright: available >= 16) }
            // The first sixteen are the person's own: of 256 the fixed ones are surer. The greys at the end are
            // near to every dark colour, and would take its hue.
            return Self.nearest(to: components, among: isGrey ? Array(16..<256) : Array(16..<232))
        }
    }

    /// Red, green and blue, each 0–255; the first sixteen as xterm has them.
    var components: (red: Int, green: Int, blue: Int) {
        switch self {
        case .rgb(let red, let green, let blue): return (Int(red), Int(green), Int(blue))
        case .indexed(let index):
            let index = Int(index)
            if index < 16 { return Self.firstSixteen[index] }
            if index >= 232 {
                let grey = 8 + 10 * (index - 232)
                return (grey, grey, grey)
            }
            let cube = index - 16
            func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
            return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
    }

    /// As in a picture or a style sheet: `#rrggbb`.
    var hexadecimal: String {
        let (red, green, blue) = components
        return "#"
            + [red, green, blue].map { component in
                let digits = String(component, radix: 16)
                return digits.utf8.count < 2 ? "0" + digits : digits
            }.joined()
    }

    /// Of eight colours, or sixteen with their bright ones, the one of the same hue: a light red is red, though yellow
    /// may be as light. What is nearly grey, black or white becomes that.
    private static func fewest(for wanted: (red: Int, green: Int, blue: Int), isBright: Bool) -> Int {
        let most = max(wanted.red, wanted.green, wanted.blue)
        let least = min(wanted.red, wanted.green, wanted.blue)
        guard most - least >= 24, most >= 64, least <= 192 else {
            return nearest(to: wanted, among: isBright ? [0, 7, 8, 15] : [0, 7])
        }
        func pure(_ component: Int) -> Int { (component - least) * 255 / (most - least) }
        let hue = nearest(
            to: (pure(wanted.red), pure(wanted.green), pure(wanted.blue)), among: [9, 10, 11, 13, 14, pureBlue])
        let index = hue == pureBlue ? 4 : hue - 8
        return isBright && most > 230 ? index + 8 : index
    }

    /// Blue as such; xterm's bright one is nearly grey.
    private static let pureBlue = 21

    private static func nearest(to wanted: (red: Int, green: Int, blue: Int), among indices: [Int]) -> Int {
        indices.min { distance(wanted, $0) < distance(wanted, $1) } ?? 7
    }

    private static func distance(_ wanted: (red: Int, green: Int, blue: Int), _ index: Int) -> Int {
        let other = Colour.indexed(UInt8(index)).components
        // The eye weighs green most, blue least.
        let red = wanted.red - other.red
        let green = wanted.green - other.green
        let blue = wanted.blue - other.blue
        return 2 * red * red + 4 * green * green + 3 * blue * blue
    }

    private static let firstSixteen: [(red: Int, green: Int, blue: Int)] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
        (255, 255, 255),
    ]
}
