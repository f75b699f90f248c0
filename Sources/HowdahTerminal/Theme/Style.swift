/// How one role looks. What is left out is the terminal's own.
public struct Style: Sendable, Hashable, Decodable {
    public var foreground: Colour?
    public var background: Colour?
    public var bold = false
    public var dim = false
    public var underline = false
    public var reverse = false

    public init(
        foreground: Colour? = nil, background: Colour? = nil, bold: Bool = false, dim: Bool = false,
        underline: Bool = false, reverse: Bool = false
    ) {
        self.foreground = foreground
        self.background = background
        self.bold = bold
        self.dim = dim
        self.underline = underline
        self.reverse = reverse
    }

    enum CodingKeys: String, CodingKey {
        case foreground = "fg"
        case background = "bg"
        case bold, dim, underline, reverse
    }

    public init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: CodingKeys.self)
        foreground = try keys.decodeIfPresent(Colour.self, forKey: .foreground)
        background = try keys.decodeIfPresent(Colour.self, forKey: .background)
        bold = try keys.decodeIfPresent(Bool.self, forKey: .bold) ?? false
        dim = try keys.decodeIfPresent(Bool.self, forKey: .dim) ?? false
        underline = try keys.decodeIfPresent(Bool.self, forKey: .underline) ?? false
        reverse = try keys.decodeIfPresent(Bool.self, forKey: .reverse) ?? false
    }
}
