import HowdahSetup
import HowdahTerminal
import HowdahText

extension Wizard {
    /// One message; pure and synchronous.
    ///
    /// - Returns: what the loop is to do now, in order.
    public mutating func update(_ message: Message) -> [Effect] {
        switch message {
        case .key(let key): return press(key)
        case .paste(let text): return paste(text)
        case .resized(let size):
            self.size = size
            return []
        case .event(let event):
            take(event)
            return []
        case .ended(let failure): return ended(failure)
        case .tick:
            frame += 1
            return []
        case .previewed(let id, let preview, let generation):
            guard generation == self.generation else { return [] }
            // The same text stays where it is; another one is read from its beginning.
            if self[id].preview != preview {
                self[id].scroll = 0
                if place == .review { scroll = 0 }
            }
            self[id].preview = preview
            folder = preview.folder
            looking.remove(id)
            if returned == id { welcomeBack(preview.findings) }
            if isEarly, looking.isEmpty {
                isEarly = false
                notice = Words.Wizard.enterCounts
            }
            // What was done in another folder, or is undone since, is to be done.
            if !preview.findings.areDone, self[id].outcome == .done || self[id].outcome == .alreadyDone {
                self[id].outcome = nil
            }
            return []
        case .concluded(let receipt):
            self.receipt = receipt
            return []
        case .revealed(let secret):
            shownPassword = secret?.reveal()
            return []
        case .saved(let result):
            switch result {
            case .success(let path):
                notice = path.hasSuffix(Wizard.logName) ? Words.Wizard.savedLog(path) : Words.Wizard.saved(path)
            case .failure(let failure): notice = Words.Wizard.notSaved(Diagnosis(of: failure).evidence)
            }
            return []
        case .themed(let result):
            switch result {
            case .success(let path): notice = Words.Themes.kept(path)
            case .failure(let problem) where overlay == .themes: themeProblem = problem.sentence
            case .failure(let problem): notice = problem.sentence
            }
            return []
        case .cameBack(let id, let failure):
            notice = failure.map { Words.ByHand.noShell(Diagnosis(of: $0).title) } ?? Words.ByHand.came
            returned = failure == nil ? id : nil
            return look(at: StepID.allCases.filter { $0 <= id })
        case .signal(let number): return [.quit(code: 128 + number)]
        }
    }

    /// How it went, once that is known and the page is still the same.
    private mutating func welcomeBack(_ findings: [Finding]) {
        defer { returned = nil }
        guard let id = returned, place == .step(id) else { return }
        notice = findings.open.map { Words.ByHand.notYet($0.title) } ?? Words.ByHand.worked
    }

    private mutating func take(_ event: Event) {
        switch event {
        case .stepBegan(let id):
            self[id].phase = .running
            self[id].outcome = nil
            self[id].run = Run()
            self[id].run.began = now
            self[id].run.heard = now
        case .inspected(let id, let findings):
            self[id].run.verified = findings
            self[id].preview?.findings = findings
        case .planned(let id, let actions):
            // A second plan of the same run goes on where the first one ended.
            self[id].run.actions = self[id].run.actions.prefix(self[id].run.finished.count) + actions
        case .actionBegan(let id, let action):
            self[id].run.current = (action.title, now)
            self[id].run.wait = nil
            self[id].run.progress = nil
            self[id].run.heard = now
            log(id, [action.title], role: .title)
            log(id, action.preview.split(separator: "\n").map { "  \($0)" }, role: .code)
        case .lines(let id, let lines):
            self[id].run.heard = now
            self[id].run.wait = lines.last.flatMap { Action.Wait(line: $0) }
            log(id, lines, role: .text)
        case .progress(let id, let done, let total):
            self[id].run.heard = now
            self[id].run.progress = (done, total)
        case .actionFinished(let id, let action, let seconds):
            var finished = Run.Finished(title: action.title, seconds: seconds)
            if case .server(.startWeb) = action.work { finished.isWebServer = true }
            self[id].run.finished.append(finished)
            self[id].run.current = nil
            self[id].run.progress = nil
            switch action.work {
            case .server(.startWeb(let server)): web = server
            case .server(.stopWeb): web = nil
            default: break
            }
        case .diagnosed(let id, let diagnosis):
            self[id].run.diagnosis = diagnosis.inAForm
            // Who had scrolled up reads another page now, and what matters there comes last.
            self[id].run.log.follow()
            let evidence = diagnosis.evidence.split(separator: "\n").map(String.init)
            // Last, where the log is read, stands what the first choice would run; else the program's own last words.
            if !diagnosis.mendable.isEmpty { log(id, evidence, role: .problem) }
            for fix in diagnosis.fixes.reversed() {
                log(id, [fix.title], role: .title)
                log(id, fix.commands.flatMap { $0.split(separator: "\n") }.map { "  \($0)" }, role: .code)
            }
            if diagnosis.mendable.isEmpty { log(id, evidence, role: .problem) }
        case .stepFinished(let id, let outcome):
            // A step that Express did not come to keeps what an earlier run made of it.
            guard outcome != .notReached else { return }
            self[id].outcome = outcome
            self[id].phase = .result
            self[id].run.ended = now
            self[id].choice = 0
        case .receipt(let receipt): self.receipt = receipt
        }
    }

    private mutating func log(_ id: StepID, _ lines: [String], role: Role) {
        self[id].run.log.append(contentsOf: lines, role: role)
        guard place == .board else { return }
        expressRun.log.append(contentsOf: lines, role: role, prefix: "\(id.rawValue) \(glyphs.vertical) ")
    }

    private mutating func ended(_ failure: Failure?) -> [Effect] {
        isRunning = false
        expressRun.ended = now
        if let failure, !failure.isCancellation, let id = currentStep {
            self[id].run.diagnosis = Diagnosis(of: failure)
            self[id].outcome = .failed
            self[id].phase = .result
            self[id].run.ended = now
        }
        for id in StepID.allCases where self[id].phase == .running {
            self[id].phase = .result
            self[id].outcome = .cancelled
            self[id].run.ended = now
        }
        if let leaving { return [.quit(code: leaving)] }
        if place == .board, receipt?.ok == true {
            place = .receipt
            scroll = 0
        }
        return []
    }

    /// The step that the page shows; of the board, the one that failed or was stopped.
    var currentStep: StepID? {
        switch place {
        case .step(let id): id
        case .board:
            StepID.allCases.first { self[$0].outcome == .failed }
                ?? StepID.allCases.first { self[$0].outcome == .cancelled } ?? .postgres
        case .welcome, .review, .receipt: nil
        }
    }

    /// What is left to say on the normal screen, and the code to leave with.
    func exitCode() -> Int32 {
        if place == .receipt, receipt?.ok == true { return 0 }
        return pages.values.contains { $0.outcome == .failed } ? 1 : 2
    }
}
