import HowdahSetup
import HowdahTerminal
import HowdahText

extension Wizard {
    /// What is said above the log.
    private func runText(_ id: StepID) -> TextView {
        let page = self[id]
        let run = page.run
        var text = TextView()
        let elapsed = Seconds.text(run.elapsed(now))
        if page.phase == .running {
            let title =
                run.isCancelling
                ? Words.Wizard.stopping : run.current == nil ? Words.Wizard.verifying : Words.Wizard.working
            let all = run.isCancelling ? nil : inAll(run.actions)
            text.add(
                ([spinner + " " + title, elapsed] + [all].compactMap(\.self)).joined(separator: separator), .running)
        } else {
            text.add("\(glyphs.done) \(Words.Wizard.finished(elapsed))", .ok)
        }
        for (index, action) in run.actions.enumerated() {
            if index < run.finished.count {
                text.add(
                    Words.Wizard.action(
                        glyphs.done, run.finished[index].title, Seconds.text(run.finished[index].seconds)), .ok,
                    hang: 2)
            } else if index == run.finished.count, page.phase == .running, run.current != nil {
                text.add("\(glyphs.current) \(action.title)\(pace(run))", .running, hang: 2)
                if teaches { text.add(action.why, .dim, indent: 2) }
            } else {
                text.add("\(glyphs.todo) \(action.title)", .dim, hang: 2)
            }
        }
        if page.phase == .result, Frame(size).side == nil, !run.verified.isEmpty {
            text.add("")
            for finding in run.verified { text.add(line(finding), role(finding.state), hang: 2) }
        }
        return text
    }

    private var separator: String { glyphs.isASCII ? " - " : " · " }

    /// How long the action has run and usually takes, and what it may wait for.
    private func pace(_ run: Run) -> String {
        guard !run.isCancelling, let pace = run.pace(now, context.times) else { return "" }
        return [Seconds.text(pace.elapsed), pace.usualText, pace.warning].compactMap { $0.map { separator + $0 } }
            .joined()
    }

    private func runLayout(_ id: StepID, _ frame: Frame) -> (head: Rect, bar: Rect, log: Rect) {
        let wanted = runText(id).rows(frame.body.width).count
        let (head, rest) = frame.body.split(top: min(wanted, frame.body.height - 7))
        let (bar, log) = rest.split(top: 1)
        return (head, bar, log)
    }

    /// The size of the log inside its frame.
    func logArea(_ id: StepID) -> Size {
        let panel = isFailure(id) ? failureLayout(id, Frame(size)).log : runLayout(id, Frame(size)).log
        let inner = panel.inset(columns: 2, rows: 1)
        return Size(columns: inner.width, rows: inner.height)
    }

    private func isFailure(_ id: StepID) -> Bool { self[id].phase == .result && self[id].outcome?.isGood != true }

    func drawRun(_ id: StepID, _ frame: Frame, on screen: inout Screen) {
        let layout = runLayout(id, frame)
        if let side = frame.side { drawSide(id, side, on: &screen) }
        runText(id).draw(from: nil, in: layout.head, on: &screen, isFramed: false)
        if let progress = self[id].run.progress, progress.total > 0 {
            ProgressBar(
                done: progress.done, of: progress.total,
                label: Words.Wizard.progress(progress.done, progress.total)
            ).draw(in: layout.bar, on: &screen)
        }
        let inner = Panel(Words.Wizard.logTitle).draw(in: layout.log, on: &screen)
        self[id].run.log.draw(in: inner, on: &screen)
    }
}
