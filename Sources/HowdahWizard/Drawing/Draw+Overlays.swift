import HowdahTerminal
import HowdahText

extension Wizard {
    /// In place of the page; the header, the steps and the keys stay.
    func drawHelp(_ frame: Frame, on screen: inout Screen) {
        screen.fill(Rect(x: 0, y: frame.rule.maxY, width: size.columns, height: frame.footer.y - frame.rule.maxY))
        let rect = helpRect(frame)
        let inner = Panel(Words.Wizard.helpTitle, role: .accent).draw(in: rect, on: &screen)
        screen.cursor = nil
        helpText().draw(from: helpTop, in: inner, on: &screen)
    }

    private func helpRect(_ frame: Frame) -> Rect {
        Panel.centred(Size(columns: 84, rows: 40), in: frame.whole)
    }

    /// The size of the help inside its frame.
    func helpArea() -> Size {
        let inner = helpRect(Frame(size)).inset(columns: 2, rows: 1)
        return Size(columns: inner.width, rows: inner.height)
    }

    /// The keys, the words, and what learners ask on this page.
    func helpText() -> TextView {
        var text = TextView()
        for (key, meaning) in Words.Keys.all { text.add(key.padded(toWidth: 22) + meaning) }
        text.add("")
        text.add(Words.Wizard.glossaryTitle, .title)
        for (word, meaning) in Words.Glossary.all { text.add("\(word): \(meaning)", hang: 2) }
        if case .step(let id) = place { text.addQuestions(id) }
        return text
    }

    /// The names, and beside each other the roles that matter most.
    func drawThemes(_ frame: Frame, on screen: inout Screen) {
        let choice = themeChoice
        // Many themes are seen a part at a time, the chosen one among them.
        let rows = min(choice.height, size.rows - 15)
        let first = max(0, min(choice.selection - rows / 2, choice.height - rows))
        let rect = Panel.centred(Size(columns: 64, rows: rows + 10), in: frame.whole)
        let inner = Panel(Words.Themes.title, role: .accent).draw(in: rect, on: &screen)
        let (list, sample) = inner.split(top: rows)
        Choice(Array(choice.options[first..<first + rows]), selection: choice.selection - first)
            .draw(in: list, on: &screen, isFocused: true)
        let below = sample.split(top: 1).rest
        if let themeProblem {
            screen.write(paragraph: "\(glyphs.problem) \(themeProblem)", in: below, role: .problem)
        } else {
            drawSample(in: below, on: &screen)
        }
    }

    private func drawSample(in rect: Rect, on screen: inout Screen) {
        var x = rect.x
        for state: StepStrip.State in [.done, .running, .warning, .failed, .toDo] {
            let text = "\(state.sign(glyphs)) \(state.word)"
            x += screen.write(text, at: Point(x: x, y: rect.y), role: state.role) + 2
        }
        screen.write(Words.Themes.added, at: Point(x: rect.x, y: rect.y + 2), role: .added, maxWidth: rect.width)
        screen.write(Words.Themes.removed, at: Point(x: rect.x, y: rect.y + 1), role: .removed, maxWidth: rect.width)
        let (label, field) = rect.row(3).split(left: 12)
        screen.write(Words.Themes.label, at: Point(x: label.x, y: label.y), role: .label)
        TextField(Words.Themes.typed).draw(in: field, on: &screen)
        ProgressBar(0.6).draw(in: rect.row(4), on: &screen)
    }

    func drawQuestion(_ frame: Frame, on screen: inout Screen) {
        // What lies below steps back.
        screen.paint(
            Rect(x: 0, y: frame.rule.y, width: size.columns, height: frame.footer.y - frame.rule.y), role: .dim)
        let rect = Panel.centred(Size(columns: 60, rows: 5), in: frame.whole)
        let inner = Panel(Words.Wizard.quitTitle, role: .warning).draw(in: rect, on: &screen)
        var text = TextView()
        text.add(isRunning ? Words.Wizard.quitQuestion : Words.Wizard.noPageBefore)
        text.add("")
        text.add(isRunning ? Words.Wizard.quitKeys : Words.Wizard.leaveKeys, .accent)
        screen.cursor = nil
        text.draw(from: nil, in: inner, on: &screen)
    }
}
