/// A sign that turns while something runs.
public struct Spinner: Sendable, Equatable {
    /// Counts up by one a tick; any number will do.
    public var frame: Int

    public init(frame: Int) {
        self.frame = frame
    }

    /// The sign of this frame.
    public func character(_ glyphs: Glyphs) -> Character {
        let count = glyphs.spinner.count
        guard count > 0 else { return " " }
        return glyphs.spinner[(frame % count + count) % count]
    }

    public func draw(at point: Point, on screen: inout Screen) {
        screen.write(String(character(screen.glyphs)), at: point, role: .running)
    }
}
