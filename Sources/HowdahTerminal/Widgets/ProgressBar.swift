import HowdahText

/// How far something is, as a bar and a number.
public struct ProgressBar: Sendable, Equatable {
    /// From 0 to 1; what lies outside counts as the nearer end.
    public var fraction: Double
    /// Behind the number, such as "12 of 40 MB"; may be empty.
    public var label: String

    public init(_ fraction: Double, label: String = "") {
        self.fraction = fraction
        self.label = label
    }

    /// - Parameters:
    ///   - done: how much is done, in any unit.
    ///   - total: how much there is; 0 or less counts as all done.
    public init(done: Int, of total: Int, label: String = "") {
        self.init(total > 0 ? Double(done) / Double(total) : 1, label: label)
    }

    public func draw(in rect: Rect, on screen: inout Screen) {
        guard !rect.isEmpty else { return }
        let fraction = fraction.isNaN ? 0 : min(1, max(0, fraction))
        // Rounded down, so that 100 % means done.
        let percent = "\(Int(fraction * 100))%"
        let behind = label.isEmpty ? percent : "\(percent) \(label)"
        let (bar, text) = rect.row(0).split(left: max(rect.width / 4, rect.width - behind.displayWidth - 2), gap: 1)
        let done = Int((Double(bar.width) * fraction).rounded(.down))
        let (left, right) = bar.split(left: done)
        screen.fill(left, with: screen.glyphs.progressDone, role: .progressDone)
        screen.fill(right, with: screen.glyphs.progressRest, role: .progressRest)
        screen.write(behind, at: Point(x: text.x, y: text.y), maxWidth: text.width)
    }
}
