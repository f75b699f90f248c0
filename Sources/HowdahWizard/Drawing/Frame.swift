import HowdahTerminal

/// The areas that all pages share.
struct Frame: Sendable, Equatable {
    var header: Rect
    var strip: Rect
    var rule: Rect
    /// The work.
    var body: Rect
    /// The explanation beside the work; nil where the window is not wide enough for both.
    var side: Rect?
    var footer: Rect

    /// From this width on the explanation stands beside the work.
    static let wide = 120
    private static let sideWidth = 42

    init(_ size: Size) {
        let (rest, footer) = Rect(size).split(bottom: 1)
        self.footer = footer
        let (header, below) = rest.split(top: 1)
        self.header = header
        let (strip, work) = below.split(top: 2)
        self.strip = strip.inset(columns: 1)
        let (rule, body) = work.split(top: 1)
        self.rule = rule
        let inner = body.inset(columns: 2)
        if size.columns >= Self.wide {
            let (left, side) = inner.split(left: inner.width - Self.sideWidth - 3, gap: 3)
            self.body = left
            self.side = side
        } else {
            self.body = inner
        }
    }

    /// Rows are dear: lines that only part things are left out.
    var isLow: Bool { body.height < 24 }

    /// Work and side as one.
    var whole: Rect {
        guard let side else { return body }
        return Rect(x: body.x, y: body.y, width: side.maxX - body.x, height: body.height)
    }
}
