import HowdahTerminal
import HowdahText

extension Wizard {
    func drawHelp(on screen: inout Screen) {
        let rect = Panel.centred(Self.helpSize, in: screen.bounds)
        let inner = Panel(Words.Wizard.helpTitle, role: .accent).draw(in: rect, on: &screen)
        screen.cursor = nil
        helpText().draw(from: helpTop, in: inner, on: &screen)
    }

    private static let helpSize = Size(columns: 76, rows: 22)

    /// The size of the help inside its frame.
    func helpArea() -> Size {
        let inner = Panel.centred(Self.helpSize, in: Rect(size)).inset(columns: 2, rows: 1)
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

    func drawQuestion(on screen: inout Screen) {
        let rect = Panel.centred(Size(columns: 60, rows: 5), in: screen.bounds)
        let inner = Panel(Words.Wizard.quitTitle, role: .warning).draw(in: rect, on: &screen)
        var text = TextView()
        text.add(Words.Wizard.quitQuestion)
        text.add("")
        text.add(Words.Wizard.quitKeys, .accent)
        screen.cursor = nil
        text.draw(from: 0, in: inner, on: &screen)
    }
}
