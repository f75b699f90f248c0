import HowdahText

/// A frame with a title.
public struct Panel: Sendable, Equatable {
    /// May be empty.
    public var title: String
    public var role: Role

    /// - Parameter role: the frame's; the title is always a title.
    public init(_ title: String = "", role: Role = .border) {
        self.title = title
        self.role = role
    }

    /// Blanks the area and frames it.
    ///
    /// - Returns: the area inside, a column away from the frame.
    @discardableResult
    public func draw(in rect: Rect, on screen: inout Screen) -> Rect {
        screen.fill(rect)
        screen.box(rect, role: role)
        if !title.isEmpty, rect.width > 6 {
            screen.write(" ", at: Point(x: rect.x + 2, y: rect.y))
            let width = screen.write(
                title, at: Point(x: rect.x + 3, y: rect.y), role: .title, maxWidth: rect.width - 6)
            screen.write(" ", at: Point(x: rect.x + 3 + width, y: rect.y))
        }
        return rect.inset(columns: 2, rows: 1)
    }

    /// An area in the middle of another, for a question.
    public static func centred(_ size: Size, in rect: Rect) -> Rect {
        let width = min(size.columns, rect.width)
        let height = min(size.rows, rect.height)
        return Rect(
            x: rect.x + (rect.width - width) / 2, y: rect.y + (rect.height - height) / 2, width: width, height: height)
    }
}
