import HowdahText

/// The first row: what runs on the left, where one stands on the right.
public struct Header: Sendable, Equatable {
    public var title: String
    /// The project, beside the title; may be empty.
    public var subject: String
    /// Such as "Step 4 of 7 · Create the database"; may be empty.
    public var position: String

    public init(title: String, subject: String = "", position: String = "") {
        self.title = title
        self.subject = subject
        self.position = position
    }

    /// The end of a path says more than its beginning. Empty where too little of it would be left.
    private static func end(of subject: String, _ width: Int, _ ellipsis: String) -> String {
        guard subject.displayWidth > width else { return subject }
        guard width >= 8 else { return "" }
        var rest = Substring(subject)
        while rest.displayWidth + ellipsis.displayWidth > width { rest.removeFirst() }
        return ellipsis + rest
    }

    public func draw(in rect: Rect, on screen: inout Screen) {
        screen.fill(rect.row(0), role: .header)
        let inner = rect.row(0).inset(columns: 1)
        // The position is what matters most: the subject gives way.
        let right = position.truncated(toWidth: inner.width, ellipsis: screen.glyphs.ellipsis)
        let x = inner.maxX - right.displayWidth
        screen.write(right, at: Point(x: x, y: inner.y), role: .header)
        let room = x - inner.x - 2
        let shown = subject.isEmpty ? "" : Self.end(of: subject, room - title.displayWidth - 3, screen.glyphs.ellipsis)
        let left = shown.isEmpty ? title : "\(title) · \(shown)"
        screen.write(left, at: Point(x: inner.x, y: inner.y), role: .header, maxWidth: room)
    }
}
