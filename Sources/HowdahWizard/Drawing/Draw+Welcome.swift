import HowdahSetup
import HowdahTerminal
import HowdahText

extension Wizard {
    func drawWelcome(_ frame: Frame, on screen: inout Screen) {
        var rest = frame.whole
        rest = paragraph(Words.Wizard.what, .title, in: rest, gap: 0, on: &screen)
        rest = paragraph(Words.Wizard.how, in: rest, on: &screen)
        let width = screen.write(Words.Wizard.folder, at: Point(x: rest.x, y: rest.y), role: .label) + 2
        screen.write(projectFolder, at: Point(x: rest.x + width, y: rest.y), role: .code, maxWidth: rest.width - width)
        rest = rest.split(top: 2).rest
        screen.write(Words.Wizard.wayTitle, at: Point(x: rest.x, y: rest.y), role: .label)
        way.draw(in: rest.split(top: 1).rest.split(top: way.height).top.inset(columns: 2), on: &screen, isFocused: true)
        rest = rest.split(top: way.height + 2).rest
        let inner = Panel(Words.Wizard.sevenTitle).draw(in: rest, on: &screen)
        for (row, id) in StepID.allCases.enumerated() where row < inner.height {
            drawRow(id, in: inner.row(row), on: &screen)
        }
    }

    /// A step, its state, and the first thing found.
    private func drawRow(_ id: StepID, in row: Rect, on screen: inout Screen) {
        let page = self[id]
        screen.write("\(id.rawValue) \(Step[id].name)", at: Point(x: row.x, y: row.y), maxWidth: 27)
        guard let preview = page.preview else {
            screen.write("\(spinner) \(Words.Wizard.looking)", at: Point(x: row.x + 28, y: row.y), role: .dim)
            return
        }
        let state = page.state
        let word = "\(state.sign(glyphs)) \(state.word)"
        screen.write(word, at: Point(x: row.x + 28, y: row.y), role: state.role)
        let finding = preview.findings.problem ?? preview.findings.first { $0.state != .ok } ?? preview.findings.first
        screen.write(
            finding?.title ?? "", at: Point(x: row.x + 38, y: row.y), role: .dim, maxWidth: row.width - 38)
    }
}
