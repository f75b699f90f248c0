import HowdahSetup
import HowdahTerminal
import HowdahText

extension Wizard {
    func drawWelcome(_ frame: Frame, on screen: inout Screen) {
        var rest = frame.whole
        rest = paragraph(Words.Wizard.what, .title, in: rest, gap: 0, on: &screen)
        rest = paragraph(Words.Wizard.how, in: rest, on: &screen)
        let form = form
        let (top, below) = rest.split(top: form.stableHeight(width: rest.width))
        form.draw(in: top, on: &screen)
        rest = below.split(top: 1).rest
        let inner = Panel(Words.Wizard.sevenTitle)
            .draw(in: rest.split(top: StepID.allCases.count + 2).top, on: &screen)
        for (row, id) in StepID.allCases.enumerated() where row < inner.height {
            drawRow(id, in: inner.row(row), on: &screen)
        }
    }

    /// A sentence, or its beginning up to a semicolon, a colon or a bracket; what has no room even so is left out, not cut: the
    /// step's own page says it all.
    private static func brief(_ sentence: String, _ width: Int) -> String {
        guard sentence.displayWidth > width else { return sentence }
        let beginnings = ["; ", ": ", " ("].compactMap { mark in
            sentence.firstRange(of: mark).map { String(sentence[..<$0.lowerBound]) }
        }
        return beginnings.filter { $0.displayWidth <= width }.max { $0.count < $1.count } ?? ""
    }

    /// A step, its state, and the first thing found.
    private func drawRow(_ id: StepID, in row: Rect, on screen: inout Screen) {
        let page = self[id]
        screen.write("\(id.rawValue) \(Step[id].name)", at: Point(x: row.x, y: row.y), maxWidth: 27)
        guard let preview = page.preview else {
            if isLookingLong {
                screen.write("\(spinner) \(Words.Wizard.looking)", at: Point(x: row.x + 28, y: row.y), role: .dim)
            }
            return
        }
        let state = page.state
        let word = "\(state.sign(glyphs)) \(state.word)"
        screen.write(word, at: Point(x: row.x + 28, y: row.y), role: state.role)
        let open = preview.findings.problem ?? preview.findings.first { $0.state != .ok }
        // The question itself has no room here; it comes before anything of the project's runs.
        let titles =
            open?.check == "trust"
            ? [Words.Wizard.asksFirst] : open.map { [$0.title] } ?? preview.findings.map(\.title)
        let says = titles.lazy.map { Self.brief($0, row.width - 38) }.first { !$0.isEmpty } ?? ""
        screen.write(says, at: Point(x: row.x + 38, y: row.y), role: .dim)
    }
}
