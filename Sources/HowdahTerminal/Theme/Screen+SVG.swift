extension Screen {
    /// The screen as a picture, as a terminal with this theme would show it.
    ///
    /// - Parameters:
    ///   - theme: gives the colours.
    ///   - title: read aloud in place of the picture.
    /// - Returns: an SVG document that needs nothing but a monospaced font; each run is set to its exact width.
    public func svg(theme: Theme, title: String = "Howdah") -> String {
        let cell = (width: 8.4, height: 18.0)
        let margin = 14.0
        let ground = (theme.style(.text).background ?? theme.picture.background).hexadecimal
        let width = Double(size.columns) * cell.width + 2 * margin
        let height = Double(size.rows) * cell.height + 2 * margin
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(width)) \(number(height))" role="img" \
            width="\(number(width))" height="\(number(height))">
            <title>\(Self.escaped(title))</title>
            <rect width="100%" height="100%" rx="8" fill="\(ground)"/>
            <g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" \
            xml:space="preserve">

            """
        for y in 0..<size.rows {
            for run in runs(row: y) {
                let style = theme.style(run.role)
                var ink = (style.foreground ?? theme.picture.foreground).hexadecimal
                var paper = style.background?.hexadecimal
                if style.reverse { (ink, paper) = (paper ?? ground, ink) }
                let x = margin + Double(run.x) * cell.width
                let top = margin + Double(y) * cell.height
                if let paper, paper != ground {
                    svg += "<rect x=\"\(number(x))\" y=\"\(number(top))\" "
                    svg += "width=\"\(number(Double(run.width) * cell.width))\" height=\"\(number(cell.height))\" "
                    svg += "fill=\"\(paper)\"/>\n"
                }
                if Self.lines(run.text) {
                    svg += lines(of: run, ink, x: x, top: top, cell: cell)
                } else {
                    svg += text(of: run, style, ink, x: x, baseline: top + 13.5, cell: cell.width)
                }
            }
        }
        return svg + "</g>\n</svg>\n"
    }

    /// One run's text element, without the spaces around it; empty for a blank run.
    private func text(of run: Run, _ style: Style, _ ink: String, x: Double, baseline: Double, cell: Double) -> String {
        let blank = run.text.prefix { $0 == " " }.count
        var words = run.text.dropFirst(blank)
        var width = run.width - blank
        while words.last == " " {
            words.removeLast()
            width -= 1
        }
        guard !words.isEmpty else { return "" }
        var attributes = "fill=\"\(ink)\""
        if style.bold { attributes += " font-weight=\"bold\"" }
        if style.dim { attributes += " opacity=\"0.7\"" }
        if style.underline { attributes += " text-decoration=\"underline\"" }
        let place = "x=\"\(number(x + Double(blank) * cell))\" y=\"\(number(baseline))\""
        let length = "textLength=\"\(number(Double(width) * cell))\" lengthAdjust=\"spacingAndGlyphs\""
        return "<text \(place) \(length) \(attributes)>\(Self.escaped(String(words)))</text>\n"
    }

    /// Whether a run is nothing but parts of frames: those are drawn, since letters of a font leave gaps.
    private static func lines(_ text: String) -> Bool { text.allSatisfy { " ─│╭╮╰╯".contains($0) } }

    /// One path for a run of parts of frames.
    private func lines(of run: Run, _ ink: String, x: Double, top: Double, cell: (width: Double, height: Double))
        -> String
    {
        let middle = top + cell.height / 2
        let bottom = top + cell.height
        let radius = 4.0
        var path = ""
        var start: Double?
        func close(at end: Double) {
            if let from = start { path += "M\(number(from)) \(number(middle))H\(number(end))" }
            start = nil
        }
        for (index, character) in run.text.enumerated() {
            let left = x + Double(index) * cell.width
            let centre = left + cell.width / 2
            if character == "─" {
                start = start ?? left
                continue
            }
            close(at: left)
            let side: (edge: Double, bow: Double, end: Double)? =
                switch character {
                case "╭": (bottom, radius, left + cell.width)
                case "╰": (top, radius, left + cell.width)
                case "╮": (bottom, -radius, left)
                case "╯": (top, -radius, left)
                default: nil
                }
            if let side {
                let turn = side.edge > middle ? middle + radius : middle - radius
                path += "M\(number(centre)) \(number(side.edge))V\(number(turn))"
                path += "Q\(number(centre)) \(number(middle)) \(number(centre + side.bow)) \(number(middle))"
                path += "H\(number(side.end))"
            } else if character == "│" {
                path += "M\(number(centre)) \(number(top))V\(number(bottom))"
            }
        }
        close(at: x + Double(run.width) * cell.width)
        return path.isEmpty ? "" : "<path d=\"\(path)\" fill=\"none\" stroke=\"\(ink)\"/>\n"
    }

    /// One decimal is finer than any eye.
    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
