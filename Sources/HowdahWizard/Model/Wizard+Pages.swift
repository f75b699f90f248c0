import HowdahSetup
import HowdahTerminal
import HowdahText

// The keys of the pages before something runs, and where they lead.
extension Wizard {
    mutating func pressOnWelcome(_ key: Key) -> [Effect] {
        switch key {
        case .character("e") where !isTyping, .character("2") where !isTyping: return begin(express: true)
        case .character("g") where !isTyping, .character("1") where !isTyping: return begin(express: false)
        case .enter: return refuse() ? [] : begin(express: form.selection("way") == 1)
        case .function(5), .control("r"): return look(at: StepID.allCases)
        case .escape:
            // Who presses it to go back does not want to leave.
            overlay = .quit
            return []
        default:
            var form = form
            return form.handle(key) ? changed(form) : []
        }
    }

    mutating func begin(express: Bool) -> [Effect] {
        drafts["way"] = .choice(StepForm.ways(selection: express ? 1 : 0))
        answers.beginAnew(unless: context.kept)
        return go(to: express ? .review : .step(.postgres))
    }

    /// Goes to a page and looks at what it shows anew: what was true a page ago need not be.
    mutating func go(to place: Place) -> [Effect] {
        self.place = place
        switch place {
        case .step(let id):
            self[id].phase = .form
            self[id].scroll = 0
            return look(at: [id])
        case .welcome, .review:
            for id in StepID.allCases { self[id].phase = .form }
            scroll = 0
            return look(at: StepID.allCases)
        case .receipt:
            scroll = 0
            receipt = nil
            // What it took the programs; the time for reading is the person's own.
            return [.conclude(outcomes, answers, seconds: pages.values.reduce(0) { $0 + $1.run.elapsed(now) })]
        case .board: return []
        }
    }

    mutating func press(_ key: Key, on id: StepID) -> [Effect] {
        switch self[id].phase {
        case .form: return pressOnForm(key, id)
        case .running:
            // Enter typed ahead must not confirm what nobody has read.
            return scrollLog(key, id)
        case .result: return pressOnResult(key, id)
        }
    }

    mutating func pressOnForm(_ key: Key, _ id: StepID) -> [Effect] {
        switch key {
        case .enter: return enter(id)
        case .escape: return go(to: id == .postgres ? .welcome : .step(StepID.allCases[id.rawValue - 2]))
        case .function(5), .control("r"): return look(at: [id])
        case .control("y"), .function(4): return doByHand(id)
        case .pageUp, .pageDown:
            self[id].scroll = previewText(id).scrolled(from: self[id].scroll, by: key, in: previewArea(id))
            return []
        default: break
        }
        var form = form
        if form.handle(key) { return changed(form) }
        if [.up, .down, .home, .end].contains(key) {
            self[id].scroll = previewText(id).scrolled(from: self[id].scroll, by: key, in: previewArea(id))
        }
        return []
    }

    /// Offered where something is to be run, and nothing earlier is missing.
    mutating func doByHand(_ id: StepID) -> [Effect] {
        guard looking.isEmpty, !self[id].actions.isEmpty, !self[id].isDone else {
            notice = looking.isEmpty ? Words.ByHand.nothingHere : nil
            return []
        }
        guard id == .database else { return [.byHand(id, answers, width: size.columns)] }
        // Howdah must know the role's password to look whether it worked.
        return refuse() ? [] : passwords(for: [id]) + [.byHand(id, answers, width: size.columns)]
    }

    /// Between two password fields Enter goes from the first to the second, as everywhere.
    mutating func isBetweenPasswords() -> Bool {
        let form = form
        guard form.focusedID == "superuser.password", !typed("superuser.password").isEmpty,
            typed("superuser.repeat").isEmpty
        else { return false }
        focus[place] = "superuser.repeat"
        return true
    }

    mutating func enter(_ id: StepID) -> [Effect] {
        guard !isTooEarly(), let preview = self[id].preview else { return [] }
        // Another name or folder can leave a step undone that was done.
        if let earlier = StepID.allCases.first(where: { $0 < id && self[$0].preview != nil && !self[$0].isDone }) {
            notice = Words.Wizard.earlierFirst(earlier.rawValue)
            return go(to: .step(earlier))
        }
        if preview.findings.areDone {
            self[id].outcome = self[id].outcome == .done ? .done : .alreadyDone
            return goOn(from: id)
        }
        if isBetweenPasswords() || refuse() { return [] }
        if let obstacle = self[id].obstacle {
            // What stands on the page is what Enter agrees to.
            return obstacle.mendable.first.map { mend(with: $0, id) } ?? look(at: [id])
        }
        return start(id)
    }

    mutating func start(_ id: StepID) -> [Effect] {
        isRunning = true
        self[id].phase = .running
        self[id].run = Run()
        self[id].run.began = now
        self[id].run.heard = now
        self[id].run.actions = self[id].actions
        return passwords(for: [id]) + [.start(id, answers)]
    }

    mutating func goOn(from id: StepID) -> [Effect] {
        guard id != .test else { return go(to: .receipt) }
        return go(to: .step(StepID.allCases[id.rawValue]))
    }

    /// A form's changes taken over; the preview follows the answers.
    mutating func changed(_ form: Form) -> [Effect] {
        guard take(form) else { return [] }
        switch place {
        case .step(let id): return look(at: StepID.allCases.filter { $0 <= id })
        default: return look(at: StepID.allCases)
        }
    }
}
