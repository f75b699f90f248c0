/// One place of a screen.
public struct Cell: Sendable, Hashable {
    /// What stands here; a space in the continuation of a wide character.
    public var character: Character
    public var role: Role
    /// The columns that the character takes: 1 or 2, rarely more; 0 where one to the left reaches in.
    public var columns: Int8

    public init(_ character: Character = " ", role: Role = .text, columns: Int8 = 1) {
        self.character = character
        self.role = role
        self.columns = columns
    }

    /// Whether a wide character to the left reaches into this cell.
    public var isContinuation: Bool { columns == 0 }
}
