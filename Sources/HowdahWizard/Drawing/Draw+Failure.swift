import HowdahSetup
import HowdahTerminal
import HowdahText

extension Wizard {
    /// How much stands above the choices: the advice, and what was done, give way. All of it is in the details.
    private enum Advice: CaseIterable { case whole, titles, count, brief }

    /// What failed, the likely cause, what has changed already: in this order, always.
    private func failureHead(_ id: StepID, _ advice: Advice = .whole) -> TextView {
        let page = self[id]
        let run = page.run
        var text = TextView()
        if page.outcome == .cancelled {
            let isExpress = place == .board
            let time = Seconds.text(isExpress ? expressRun.elapsed(now) : run.elapsed(now))
            text.add(Words.Wizard.stopped(isExpress ? Words.Wizard.boardTitle : Step[id].name, time), .warning)
            let open = (isExpress ? StepID.allCases : [id]).compactMap { self[$0].run.current?.title }
            if !open.isEmpty { text.add(Words.Wizard.interrupted(open.joined(separator: "; "))) }
        } else {
            let what = run.current?.title ?? Step[id].name
            text.add("\(glyphs.problem) \(Words.Wizard.failed(what, Seconds.text(run.elapsed(now))))", .problem)
        }
        if let diagnosis = run.diagnosis {
            text.add("")
            text.add(Words.Wizard.cause(diagnosis.title, diagnosis.cause.rawValue), .title)
            if diagnosis.explanation != diagnosis.title { text.add(diagnosis.explanation) }
            // What Howdah can do is a choice below, its commands are in the details; else the advice is all there is.
            let fixes = diagnosis.mendable.isEmpty ? diagnosis.fixes : []
            switch advice {
            case .count where !fixes.isEmpty, .brief where !fixes.isEmpty:
                text.add("\(glyphs.bullet) \(Words.Wizard.adviceBelow(fixes.count))")
            case .titles: for fix in fixes { text.add("\(glyphs.bullet) \(fix.title)", hang: 2) }
            default: text.add(fixes, glyphs)
            }
        }
        text.add("")
        let done = changed(upTo: id)
        text.add(
            done.isEmpty
                ? Words.Wizard.nothingChanged
                : advice == .brief && done.count > 1
                    ? Words.Wizard.changedLast(done.count - 1, done[done.count - 1])
                    : Words.Wizard.changedAlready(done.joined(separator: "; ")))
        return text
    }

    /// With as much advice as leaves room for the rest.
    private func failureHead(_ id: StepID, in size: Size) -> TextView {
        Advice.allCases.lazy.map { failureHead(id, $0) }.first { $0.rows(size.columns).count <= size.rows }
            ?? failureHead(id, .brief)
    }

    /// Express runs several steps at once: all that they did counts.
    private func changed(upTo id: StepID) -> [String] {
        (place == .board ? StepID.allCases : [id]).flatMap { self[$0].run.finished }
            // The web server of a test that failed was stopped again.
            .filter { !$0.isWebServer }.map(\.title)
    }

    /// Each choice in as many lines as it takes: what one agrees to is not cut.
    private func choiceLines(_ id: StepID, _ width: Int) -> [[String]] {
        remedies(after: id).enumerated().map { index, remedy in
            "\(index + 1) \(remedy.words)".wrapped(toWidth: width - 2, hang: 2)
        }
    }

    func failureLayout(_ id: StepID, _ frame: Frame) -> (head: Rect, choices: Rect, log: Rect) {
        let body = frame.body
        let choices = choiceLines(id, body.width).joined().count
        // The details give way before what failed and why does.
        let room = max(6, body.height - choices - 6)
        let wanted = failureHead(id, in: Size(columns: body.width, rows: room)).rows(body.width).count
        let (head, rest) = body.split(top: min(wanted, room) + 1)
        let (middle, log) = rest.split(top: choices + 1)
        return (head.split(top: min(wanted, room)).top, middle.split(top: choices).top, log)
    }

    func drawFailure(_ id: StepID, _ frame: Frame, on screen: inout Screen) {
        let layout = failureLayout(id, frame)
        if let side = frame.side { drawSide(id, side, on: &screen) }
        failureHead(id, in: Size(columns: layout.head.width, rows: layout.head.height))
            .draw(from: nil, in: layout.head, on: &screen, isFramed: false)
        var rest = layout.choices
        for (index, lines) in choiceLines(id, rest.width).enumerated() {
            let isChosen = index == self[id].choice
            let (rect, below) = rest.split(top: lines.count)
            rest = below
            if isChosen {
                screen.fill(rect, role: .selected)
                screen.write(String(glyphs.current), at: Point(x: rect.x, y: rect.y), role: .selected)
                screen.cursor = Point(x: rect.x + 2, y: rect.y)
            }
            for (row, line) in lines.enumerated() where row < rect.height {
                screen.write(line, at: Point(x: rect.x + 2, y: rect.y + row), role: isChosen ? .selected : .text)
            }
        }
        let inner = Panel(Words.Wizard.detailsTitle).draw(in: layout.log, on: &screen)
        self[id].run.log.draw(in: inner, on: &screen)
    }

    /// What is written to a file, for somebody who is asked for help.
    func failureText(_ id: StepID) -> String {
        let head = failureHead(id).lines.map(\.text)
        return (head + ["", Words.Wizard.detailsTitle, ""] + self[id].run.log.lines.map(\.text)).joined(separator: "\n")
            + "\n"
    }
}
