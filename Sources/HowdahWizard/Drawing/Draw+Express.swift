import HowdahSetup
import HowdahTerminal
import HowdahText

extension Wizard {
    private func reviewLayout(_ frame: Frame) -> (form: Rect, panel: Rect) {
        let body = frame.whole
        let wanted = form.stableHeight(width: body.width) + (frame.isLow ? 0 : 1)
        let (form, panel) = body.split(top: min(wanted, body.height - 6))
        return (form, panel)
    }

    func reviewArea() -> Size {
        let inner = reviewLayout(Frame(size)).panel.inset(columns: 2, rows: 1)
        return Size(columns: inner.width, rows: inner.height)
    }

    func drawReview(_ frame: Frame, on screen: inout Screen) {
        let layout = reviewLayout(frame)
        form.draw(in: layout.form, on: &screen)
        let title =
            question != nil
            ? Words.Wizard.obstacleTitle
            : pages.values.allSatisfy(\.isDone) ? Words.Wizard.allThere : Words.Wizard.allTitle(inAll(expressActions))
        let inner = Panel(title, role: question == nil ? .border : .problem).draw(in: layout.panel, on: &screen)
        reviewText().draw(from: scroll, in: inner, on: &screen)
    }

    /// First the seven in a line each, then every command.
    func reviewText() -> TextView {
        var text = TextView()
        if let question {
            text.add(question, glyphs)
            text.addEnter(question)
            return text
        }
        for id in StepID.allCases {
            let page = self[id]
            let name = "\(id.rawValue) \(Step[id].name)".padded(toWidth: 28)
            if page.preview == nil {
                text.add("\(name)\(spinner) \(Words.Wizard.looking)", .dim)
            } else if page.isDone {
                // Which server it is on is told by the first step.
                let finding = page.findings.first { $0.check != "server" || id == .postgres }
                text.add("\(name)\(glyphs.done) \(finding?.title ?? "")", .ok, hang: 30)
            } else if let obstacle = page.obstacle {
                text.add("\(name)\(glyphs.problem) \(obstacle.title)", .problem, hang: 30)
            } else {
                let titles = page.actions.map(\.title).joined(separator: "; ")
                text.add("\(name)\(glyphs.todo) \(titles)", hang: 30)
            }
        }
        guard !pages.values.allSatisfy(\.isDone) else { return text }
        text.add("")
        text.add(Words.Wizard.everyCommand, .title)
        for id in StepID.allCases where !self[id].isDone && self[id].preview != nil {
            text.add("")
            text.add("\(id.rawValue) \(Step[id].name)", .accent)
            if let obstacle = self[id].obstacle {
                text.add(obstacle, glyphs)
            } else {
                text.add(self[id].actions, glyphs, teaches: teaches)
            }
        }
        return text
    }

    /// Of the two lanes the one that takes longer, and what comes after them.
    private var expressActions: [Action] {
        func actions(_ ids: [StepID]) -> [Action] {
            ids.flatMap { id in self[id].run.actions.isEmpty ? self[id].actions : self[id].run.actions }
        }
        let lanes = [actions([.postgres, .database]), actions([.adapter, .project])]
        let longest = lanes.max { context.times.usual($0).seconds < context.times.usual($1).seconds } ?? []
        return longest + actions([.settings, .migrate, .test])
    }

    private func boardLayout(_ frame: Frame) -> (left: Rect, right: Rect, below: Rect, log: Rect) {
        let (lanes, rest) = frame.whole.split(top: 6)
        let (left, right) = lanes.split(left: (lanes.width - 1) / 2, gap: 1)
        let (below, log) = rest.split(top: 5)
        return (left, right, below, log)
    }

    func boardLogArea() -> Size {
        let inner = boardLayout(Frame(size)).log.inset(columns: 2, rows: 1)
        return Size(columns: inner.width, rows: inner.height)
    }

    /// Two lanes that meet, and what they say.
    func drawBoard(_ frame: Frame, on screen: inout Screen) {
        let layout = boardLayout(frame)
        let left = Panel(Words.Wizard.laneLeft).draw(in: layout.left, on: &screen)
        let right = Panel(Words.Wizard.laneRight).draw(in: layout.right, on: &screen)
        for (rect, ids) in [(left, [StepID.postgres, .database]), (right, [.adapter, .project])] {
            for (index, id) in ids.enumerated() {
                let (state, line) = rect.split(top: index * 2).rest.split(top: 1)
                drawState(id, in: state, on: &screen)
                screen.write(
                    says(id, width: line.width - 2), at: Point(x: line.x + 2, y: line.y), role: .dim,
                    maxWidth: line.width - 2)
            }
        }
        let below = Panel(Words.Wizard.laneBoth).draw(in: layout.below, on: &screen)
        for (index, id) in [StepID.settings, .migrate, .test].enumerated() {
            let (state, line) = below.row(index).split(left: 40, gap: 1)
            drawState(id, in: state, on: &screen)
            screen.write(says(id, width: line.width), at: Point(x: line.x, y: line.y), role: .dim, maxWidth: line.width)
        }
        let title = Words.Wizard.boardLog(
            Seconds.text(expressRun.elapsed(now)), isRunning ? inAll(expressActions) : nil)
        let inner = Panel(title).draw(in: layout.log, on: &screen)
        expressRun.log.draw(in: inner, on: &screen)
    }

    private func drawState(_ id: StepID, in row: Rect, on screen: inout Screen) {
        let page = self[id]
        let isRunning = page.phase == .running
        // Before its turn a step is to do, whatever an inspection said of it.
        let state: StepStrip.State = page.outcome == nil && !isRunning ? .toDo : page.state
        let sign = isRunning ? spinner : String(state.sign(glyphs))
        let time = isRunning || page.run.ended != nil ? Seconds.text(page.run.elapsed(now)) : ""
        let room = row.width - time.displayWidth - 1
        // In a narrow lane the one word of the strip, rather than half of the name.
        let name = row.width < 40 ? Words.Wizard.short(id.rawValue) : Step[id].name
        let words = "\(sign) \(state.word.padded(toWidth: 7)) \(id.rawValue) \(name)"
        screen.write(words, at: Point(x: row.x, y: row.y), role: state.role, maxWidth: room)
        screen.write(time, at: Point(x: row.maxX - time.displayWidth, y: row.y), role: .dim)
    }

    private func says(_ id: StepID, width: Int) -> String {
        let run = self[id].run
        guard self[id].phase == .running else {
            // What does not fit is left out rather than cut: it is told elsewhere too.
            return run.verified.lazy.filter { $0.state == .ok }.map(\.title).first { $0.displayWidth <= width } ?? ""
        }
        if run.isCancelling { return Words.Wizard.stopping }
        if let progress = run.progress, progress.total > 0, let current = run.current {
            return "\(current.title) \(Words.Wizard.progress(progress.done, progress.total))"
        }
        return run.pace(now, context.times)?.warning ?? run.lastLine
    }
}
