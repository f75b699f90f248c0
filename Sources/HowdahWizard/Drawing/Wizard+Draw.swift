import HowdahSetup
public import HowdahTerminal
import HowdahText

extension Wizard {
    /// The whole screen; pure.
    public func draw() -> Screen {
        var screen = Screen(size: size, glyphs: glyphs)
        guard !TooSmall().applies(to: size) else {
            TooSmall().draw(on: &screen)
            return screen
        }
        let frame = Frame(size)
        drawFrame(frame, on: &screen)
        switch place {
        case .welcome: drawWelcome(frame, on: &screen)
        case .step(let id):
            switch self[id].phase {
            case .form: drawForm(id, frame, on: &screen)
            case .running: drawRun(id, frame, on: &screen)
            case .result where self[id].outcome?.isGood == true: drawRun(id, frame, on: &screen)
            case .result: drawFailure(id, frame, on: &screen)
            }
        case .review: drawReview(frame, on: &screen)
        case .board:
            if !isRunning, let id = currentStep, receipt?.ok != true {
                drawFailure(id, frame, on: &screen)
            } else {
                drawBoard(frame, on: &screen)
            }
        case .receipt: drawReceipt(frame, on: &screen)
        }
        drawNotice(frame, on: &screen)
        switch overlay {
        case .help: drawHelp(frame, on: &screen)
        case .quit: drawQuestion(frame, on: &screen)
        case .themes: drawThemes(frame, on: &screen)
        case nil: break
        }
        // Where nothing is typed or chosen, a magnifier or a braille display is led to what Enter does.
        if screen.cursor == nil { screen.cursor = Point(x: frame.footer.x + 1, y: frame.footer.y) }
        return screen
    }

    private func drawFrame(_ frame: Frame, on screen: inout Screen) {
        Header(title: Words.Wizard.name, subject: projectFolder, position: position)
            .draw(in: frame.header, on: &screen)
        StepStrip(
            StepID.allCases.map { .init(Words.Wizard.short($0.rawValue), self[$0].state) },
            current: stripPosition
        ).draw(in: frame.strip, on: &screen)
        screen.fill(frame.rule, with: glyphs.horizontal, role: .border)
        Footer(footer.map { Footer.Item($0.0, $0.1) }).draw(in: frame.footer, on: &screen)
    }

    private func drawNotice(_ frame: Frame, on screen: inout Screen) {
        guard let notice else { return }
        // On the line under the steps it covers nothing; a long one covers explanations until the next key, no field.
        var lines = glyphs.transliterate(notice).wrapped(toWidth: frame.rule.width - 2)
        if lines.count > Self.noticeRows {
            lines = Array(lines.prefix(Self.noticeRows))
            lines[lines.count - 1] += " \(glyphs.ellipsis)"
        }
        let width = min(frame.rule.width, (lines.map(\.displayWidth).max() ?? 0) + 2)
        let rows = Rect(x: frame.rule.maxX - width, y: frame.rule.y, width: width, height: lines.count)
        screen.fill(rows, role: .selected)
        for (row, line) in lines.enumerated() {
            screen.write(line, at: Point(x: rows.x + 1, y: rows.y + row), role: .selected, maxWidth: width - 2)
        }
    }

    private static let noticeRows = 4

    private var stripPosition: Int? {
        switch place {
        case .step(let id): id.rawValue - 1
        default: nil
        }
    }

    private var position: String {
        switch place {
        case .welcome: Words.Wizard.welcome
        case .step(let id): Words.Wizard.position(id.rawValue, Step[id].name)
        case .review: Words.Wizard.reviewTitle
        case .board: Words.Wizard.boardTitle
        case .receipt: Words.Wizard.receiptTitle
        }
    }

    /// The keys that work now, the most important first.
    var footer: [(String, String)] {
        let keys = Words.Keys.self
        switch overlay {
        case .help: return [keys.close, keys.scroll]
        case .quit: return isRunning ? [keys.stopAndQuit, keys.back] : [keys.quitNow, keys.stay]
        case .themes: return (themeProblem == nil ? [keys.keepTheme] : []) + [keys.choose, keys.back]
        case nil: break
        }
        switch place {
        case .welcome:
            return [keys.enterStart, keys.choose] + (isTyping ? [keys.nextField] : [keys.guided, keys.express]) + [
                keys.help, keys.quit,
            ]
        case .step(let id):
            switch self[id].phase {
            case .form:
                let enter =
                    !looking.isEmpty
                    ? keys.looking
                    : self[id].isDone
                        ? keys.goOn
                        : self[id].obstacle.map { $0.mendable.first.map(Self.key) ?? keys.lookAgain } ?? keys.run
                let yourself = self[id].actions.isEmpty || self[id].isDone ? [] : [keys.yourself]
                return [enter] + (entries.isEmpty ? [] : [keys.nextField]) + yourself + [
                    teaches ? keys.lessText : keys.moreText, keys.back, keys.help, keys.quit,
                ]
            case .running:
                return searchKeys(self[id].run.log) ?? [
                    keys.cancel, keys.scrollUp, keys.search, keys.save, keys.help, keys.quit,
                ]
            case .result where self[id].outcome?.isGood == true:
                return searchKeys(self[id].run.log) ?? [
                    keys.goOn, keys.back, keys.scrollUp, keys.search, keys.save, keys.help, keys.quit,
                ]
            case .result:
                return searchKeys(self[id].run.log) ?? [
                    keys.chosen, keys.choose, keys.back, keys.scrollUp, keys.help, keys.quit,
                ]
            }
        case .review:
            return [
                !looking.isEmpty ? keys.looking : question == nil ? keys.runAll : keys.agree, keys.nextField,
                keys.scroll, keys.back, keys.help,
                keys.quit,
            ]
        case .board:
            let log = isRunning ? expressRun.log : currentStep.map { self[$0].run.log }
            return log.flatMap(searchKeys)
                ?? (isRunning
                    ? [keys.cancel, keys.scrollUp, keys.search, keys.save, keys.help, keys.quit]
                    : [keys.chosen, keys.choose, keys.back, keys.scrollUp, keys.help, keys.quit])
        case .receipt where receipt == nil: return [keys.looking, keys.back, keys.help, keys.quit]
        case .receipt:
            let password = answers.superuser.password == .generate ? [keys.password] : []
            return [keys.leave] + password + [keys.scroll, keys.back, keys.help]
        }
    }

    private static func key(_ fix: Fix) -> (String, String) {
        fix.isConsent ? Words.Keys.agree : Words.Keys.mend
    }

    /// The keys of a search in a log; nil: there is none.
    private func searchKeys(_ log: LogView) -> [(String, String)]? {
        let keys = Words.Keys.self
        return log.search.map { search in
            search.isTyping
                ? [keys.find, keys.endSearch] : [keys.older, keys.newer, keys.endSearch, keys.scrollUp, keys.help]
        }
    }

    /// A paragraph, and the area below it.
    func paragraph(_ text: String, _ role: Role = .text, in rect: Rect, gap: Int = 1, on screen: inout Screen) -> Rect {
        let used = screen.write(paragraph: text, in: rect, role: role)
        return rect.split(top: used + gap).rest
    }

    /// The explanation and what was found, beside the work.
    func drawSide(_ id: StepID, _ rect: Rect, on screen: inout Screen) {
        for y in rect.y..<rect.maxY {
            screen.write(String(glyphs.vertical), at: Point(x: rect.x - 2, y: y), role: .border)
        }
        var text = sideText(id)
        if questionsFit(id, beside: rect) { text.addQuestions(id) }
        text.draw(from: nil, in: rect, on: &screen, isFramed: false)
    }

    private func sideText(_ id: StepID) -> TextView {
        var text = TextView()
        if teaches {
            text.add(Words.Wizard.whyTitle, .title)
            text.add(Words.Steps.why(id.rawValue))
        }
        let findings = self[id].phase == .form ? self[id].findings : self[id].run.verified
        guard !findings.isEmpty else { return text }
        if teaches { text.add("") }
        text.add(Words.Wizard.foundTitle, .title)
        for finding in findings { text.add(line(finding), role(finding.state), hang: 2) }
        return text
    }

    /// What learners ask stands beside the work, or, where that has no room, below the commands.
    func questionsFit(_ id: StepID, beside rect: Rect) -> Bool {
        guard teaches else { return false }
        var text = sideText(id)
        text.addQuestions(id)
        return text.rows(rect.width).count <= rect.height
    }

    /// A finding's sign, word and title.
    func line(_ finding: Finding) -> String {
        "\(sign(finding.state)) \(Words.States.word(finding.state.rawValue)): \(finding.title)"
    }

    private func sign(_ state: Finding.State) -> Character {
        switch state {
        case .ok: glyphs.done
        case .missing: glyphs.todo
        case .problem: glyphs.problem
        case .warning, .unknown: glyphs.warning
        }
    }

    func role(_ state: Finding.State) -> Role {
        switch state {
        case .ok: .ok
        case .missing: .text
        case .problem: .problem
        case .warning, .unknown: .warning
        }
    }

    var spinner: String { String(Spinner(frame: frame).character(glyphs)) }
}

/// Seconds as people read them.
enum Seconds {
    static func text(_ seconds: Double) -> String {
        if seconds >= 60 {
            let whole = Int(seconds.rounded())
            return Words.Wizard.minutes(whole / 60, whole % 60)
        }
        let tenths = Int((max(0, seconds) * 10).rounded())
        return Words.Wizard.seconds("\(tenths / 10).\(tenths % 10)")
    }
}
