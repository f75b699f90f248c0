/// A size in columns and rows.
public struct Size: Sendable, Hashable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// What every page fits in.
    public static let standard = Size(columns: 80, rows: 24)
}

/// A place: columns from the left, rows from the top, both from 0.
public struct Point: Sendable, Hashable {
    public var x: Int
    public var y: Int

    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// An area of a screen, in columns and rows. Never of negative size: cutting more than there is leaves nothing.
public struct Rect: Sendable, Hashable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int = 0, y: Int = 0, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    public init(_ size: Size) {
        self.init(width: size.columns, height: size.rows)
    }

    /// The first column on the right outside, the first row below.
    public var maxX: Int { x + width }
    public var maxY: Int { y + height }
    public var isEmpty: Bool { width == 0 || height == 0 }

    public func contains(_ point: Point) -> Bool {
        (x..<maxX).contains(point.x) && (y..<maxY).contains(point.y)
    }

    /// The area without a margin on both sides.
    public func inset(columns: Int = 0, rows: Int = 0) -> Rect {
        Rect(x: x + columns, y: y + rows, width: width - 2 * columns, height: height - 2 * rows)
    }

    /// The upper `rows` rows, and what lies below them.
    public func split(top rows: Int) -> (top: Rect, rest: Rect) {
        let rows = min(max(0, rows), height)
        return (
            Rect(x: x, y: y, width: width, height: rows),
            Rect(x: x, y: y + rows, width: width, height: height - rows)
        )
    }

    /// The lower `rows` rows, and what lies above them.
    public func split(bottom rows: Int) -> (rest: Rect, bottom: Rect) {
        let (top, bottom) = split(top: height - min(max(0, rows), height))
        return (top, bottom)
    }

    /// The left `columns` columns, and what lies to the right behind a gap.
    public func split(left columns: Int, gap: Int = 0) -> (left: Rect, rest: Rect) {
        let columns = min(max(0, columns), width)
        return (
            Rect(x: x, y: y, width: columns, height: height),
            Rect(x: x + columns + gap, y: y, width: width - columns - gap, height: height)
        )
    }

    /// One row of the area, counted from its top; empty when there is none.
    public func row(_ index: Int) -> Rect {
        guard index >= 0, index < height else { return Rect(x: x, y: y, width: 0, height: 0) }
        return Rect(x: x, y: y + index, width: width, height: 1)
    }
}
