import HowdahText
import Testing

@testable import HowdahSetup
@testable import HowdahTerminal
@testable import HowdahWizard

/// What must hold on every page, in every state, at every size, in both sets of signs, whatever the names are.
@Suite struct InvariantTests {
    private static let sizes = [
        (40, 10), (60, 15), (79, 24), (80, 23), (80, 24), (81, 25), (100, 30), (119, 40), (120, 24), (132, 43),
        (200, 60),
    ].map { Size(columns: $0.0, rows: $0.1) }

    /// Names in wide and combining characters.
    private static var wide: Answers {
        var answers = Answers.shop
        answers.database.name = "お店 🛒 cafe\u{301}"
        answers.database.user = "zoë 漢字"
        return answers
    }

    @Test(arguments: Scene.all) func everywhere(_ scene: Scene) {
        for glyphs in [Glyphs.utf8, .ascii] {
            for (answers, isWide) in [(Answers.shop, false), (Self.wide, true)] {
                // The scene is played once, at a size where all keys work; then the window changes.
                var driver = scene.driver(size: .standard, glyphs: glyphs, answers: answers, isWide: isWide)
                for size in Self.sizes {
                    driver.wizard.size = size
                    let flaws = Self.flaws(driver.wizard)
                    #expect(flaws.isEmpty, "\(scene.name), \(size), ASCII \(glyphs.isASCII), wide \(isWide): \(flaws)")
                }
            }
        }
    }

    /// - Returns: what is wrong on the screen that the wizard draws now.
    static func flaws(_ wizard: Wizard) -> [String] {
        let screen = wizard.draw()
        var flaws: [String] = []
        if screen.size != wizard.size { flaws.append("another size") }
        flaws += cells(screen)
        if TooSmall().applies(to: wizard.size) {
            // The smallest windows have room for one word, or none.
            let size = wizard.size
            guard size.columns >= 6, size.rows >= 1 else { return flaws }
            let sizes = size.columns >= 20 && size.rows >= 8 ? [size, .standard] : [.standard]
            for size in sizes {
                let words = "\(size.columns)\(wizard.glyphs.isASCII ? "x" : "×")\(size.rows)"
                if !screen.text.contains(words) { flaws.append("\(words) is not told") }
            }
            return flaws
        }
        flaws += boxes(screen, isCovered: wizard.overlay != nil)
        flaws += actions(screen, wizard)
        return flaws
    }

    /// No control character, wide characters whole, and one cell for each column.
    private static func cells(_ screen: Screen) -> [String] {
        var flaws: [String] = []
        for y in 0..<screen.size.rows {
            var x = 0
            while x < screen.size.columns {
                let cell = screen[x, y]
                let columns = max(1, Int(cell.columns))
                if cell.isContinuation { flaws.append("half a character at \(x),\(y)") }
                if cell.character.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }
                ) {
                    flaws.append("a control character at \(x),\(y)")
                }
                for behind in x + 1..<max(x + 1, x + columns) where !screen[behind, y].isContinuation {
                    flaws.append("a wide character is cut at \(x),\(y)")
                }
                x += columns
            }
        }
        return flaws
    }

    /// Every frame's sides stand below its corners: text of any width leaves the columns where they are.
    private static func boxes(_ screen: Screen, isCovered: Bool) -> [String] {
        let glyphs = screen.glyphs
        let frames: Set<Role> = isCovered ? [.accent, .warning] : [.border, .accent, .warning, .problem]
        var flaws: [String] = []
        var count = 0
        func isSide(_ x: Int, _ y: Int) -> Bool {
            screen[x, y].character == glyphs.vertical && frames.contains(screen[x, y].role)
        }
        for y in 0..<screen.size.rows {
            for x in 0..<screen.size.columns
            where screen[x, y].character == glyphs.topLeft && frames.contains(screen[x, y].role) && isSide(x, y + 1)
                && screen[x + 1, y].character == glyphs.horizontal && screen[x + 1, y].role == screen[x, y].role
            {
                count += 1
                guard
                    let right = (x + 1..<screen.size.columns).first(where: {
                        screen[$0, y].character == glyphs.topRight && screen[$0, y].role == screen[x, y].role
                            && screen[$0 - 1, y].character == glyphs.horizontal
                    })
                else {
                    flaws.append("a frame without a right corner at \(x),\(y)")
                    continue
                }
                var below = y + 1
                while isSide(x, below), isSide(right, below) { below += 1 }
                if screen[x, below].character != glyphs.bottomLeft
                    || screen[right, below].character != glyphs.bottomRight
                {
                    flaws.append("the frame at \(x),\(y) breaks in row \(below)")
                }
            }
        }
        if isCovered, count == 0 { flaws.append("the question has no frame") }
        return flaws
    }

    /// What Enter does is told, the focus is seen without colours, and no choice is cut.
    private static func actions(_ screen: Screen, _ wizard: Wizard) -> [String] {
        var flaws: [String] = []
        let glyphs = screen.glyphs
        let footer = screen.text(row: screen.size.rows - 1)
        if let (key, label) = wizard.footer.first.map({ ($0.0, $0.1) }) {
            let item = glyphs.transliterate("\(key) \(label)")
            if !footer.hasPrefix(" " + item) { flaws.append("the footer lacks “\(item)”") }
        }
        if screen.cursor.map(screen.bounds.contains) != true { flaws.append("no cursor") }
        let lines = (0..<screen.size.rows).map(screen.text(row:))
        guard wizard.overlay == nil else { return flaws }
        for line in lines
        where [glyphs.choiceOn, glyphs.choiceOff, glyphs.checkOn, glyphs.checkOff].contains(where: line.contains) {
            // The explanation beside it may well hold one.
            let work = line.prefix(Frame(wizard.size).body.maxX)
            if work.contains(glyphs.ellipsis) { flaws.append("a choice is cut: \(work)") }
        }
        let form = wizard.form
        if form.fields.indices.contains(form.focus) {
            let mark = "\(glyphs.current) \(form.fields[form.focus].label)"
            if !lines.contains(where: { $0.contains(mark) }) { flaws.append("the focus on “\(mark)” is not seen") }
        } else if let id = wizard.currentStep, wizard[id].phase == .result, wizard[id].outcome?.isGood != true {
            let remedies = wizard.remedies(after: id)
            // A long one goes on in the next lines.
            let text = lines.joined(separator: " ").split(separator: " ").filter {
                $0 != Substring(String(glyphs.vertical))
            }
            .joined(separator: " ")
            for (index, remedy) in remedies.enumerated() {
                let mark = wizard[id].choice == index ? "\(glyphs.current) " : ""
                let words = glyphs.transliterate("\(mark)\(index + 1) \(remedy.words)")
                if !text.contains(words), Frame(wizard.size).side == nil { flaws.append("“\(words)” is not offered") }
            }
        }
        return flaws
    }
}
