import HowdahText

/// All that a window too small for the pages shows.
public struct TooSmall: Sendable, Equatable {
    public var need: Size

    public init(need: Size = .standard) {
        self.need = need
    }

    /// Whether a window of this size gets this screen.
    public func applies(to size: Size) -> Bool {
        size.columns < need.columns || size.rows < need.rows
    }

    public func draw(on screen: inout Screen) {
        let long = Words.Terminal.tooSmall(
            haveColumns: screen.size.columns, haveRows: screen.size.rows, needColumns: need.columns,
            needRows: need.rows)
        let isLong = long.wrapped(toWidth: max(1, screen.size.columns)).count <= screen.size.rows
        let short = Words.Terminal.tooSmallShort(needColumns: need.columns, needRows: need.rows)
        screen.write(paragraph: isLong ? long : short, in: screen.bounds, role: .warning)
    }
}
