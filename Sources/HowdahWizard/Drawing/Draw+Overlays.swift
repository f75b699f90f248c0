import HowdahTerminal
import HowdahText

extension Wizard {
    func drawHelp(on screen: inout Screen) {
        let rect = Panel.centred(Size(columns: 76, rows: 22), in: screen.bounds)
        let inner = Panel(Words.Wizard.helpTitle, role: .accent).draw(in: rect, on: &screen)
        var text = TextView()
        for (key, meaning) in Words.Keys.all { text.add(key.padded(toWidth: 22) + meaning) }
        text.add("")
        text.add(Words.Wizard.glossaryTitle, .title)
        for (word, meaning) in Words.Wizard.glossary { text.add("\(word): \(meaning)") }
        screen.cursor = nil
        text.draw(from: 0, in: inner, on: &screen)
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
