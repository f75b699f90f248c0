import HowdahSetup
import HowdahTerminal
import HowdahText

extension Wizard {
    mutating func press(_ key: Key) -> [Effect] {
        notice = nil
        switch key {
        case .control("l"): return [.redraw]
        case .control("z"): return [.suspend]
        case .control("q"): return askToQuit()
        case .control("c"): return cancel()
        default: break
        }
        // What cannot be seen is not typed into: it is all still there when the window grows again.
        guard !TooSmall().applies(to: size) else { return [] }
        if let overlay { return press(key, over: overlay) }
        if key == .function(1) || (key == .character("?") && !isTyping) {
            overlay = .help
            return []
        }
        switch place {
        case .welcome: return pressOnWelcome(key)
        case .step(let id): return press(key, on: id)
        case .review: return pressOnReview(key)
        case .board: return pressOnBoard(key)
        case .receipt: return pressOnReceipt(key)
        }
    }

    mutating func paste(_ text: String) -> [Effect] {
        guard overlay == nil, !TooSmall().applies(to: size) else { return [] }
        var form = form
        guard form.paste(text) else { return [] }
        return changed(form)
    }

    /// Whether letters are text now.
    var isTyping: Bool {
        if let id = shownLog, self[id].run.log.search?.isTyping == true { return true }
        if place == .board, expressRun.log.search?.isTyping == true { return true }
        let form = form
        guard form.fields.indices.contains(form.focus) else { return false }
        switch form.fields[form.focus].control {
        case .text, .password: return true
        case .choice, .check: return false
        }
    }

    private var shownLog: StepID? {
        guard case .step(let id) = place, self[id].phase != .form else { return nil }
        return id
    }

    private mutating func press(_ key: Key, over overlay: Overlay) -> [Effect] {
        switch (overlay, key) {
        case (.quit, .enter), (.quit, .character("y")):
            self.overlay = nil
            leaving = exitCode()
            return isRunning ? [.cancel] : [.quit(code: exitCode())]
        case (.quit, .escape), (.quit, .character("n")): self.overlay = nil
        case (.quit, _): break
        case (.help, _): self.overlay = nil
        }
        return []
    }

    private mutating func askToQuit() -> [Effect] {
        guard leaving == nil else { return [] }
        guard isRunning else { return [.quit(code: exitCode())] }
        // Asked twice is meant.
        if overlay == .quit { return press(.enter, over: .quit) }
        overlay = .quit
        return []
    }

    private mutating func cancel() -> [Effect] {
        guard isRunning else {
            notice = Words.Wizard.nothingRuns
            return []
        }
        for id in StepID.allCases where self[id].phase == .running { self[id].run.isCancelling = true }
        return [.cancel]
    }

    // MARK: Welcome

    private mutating func pressOnWelcome(_ key: Key) -> [Effect] {
        switch key {
        case .character("e") where !isTyping, .character("2") where !isTyping: return begin(express: true)
        case .character("g") where !isTyping, .character("1") where !isTyping: return begin(express: false)
        case .enter: return refuse() ? [] : begin(express: form.selection("way") == 1)
        case .function(5): return look(at: StepID.allCases)
        case .escape: return askToQuit()
        default:
            var form = form
            return form.handle(key) ? changed(form) : []
        }
    }

    private mutating func begin(express: Bool) -> [Effect] {
        drafts["way"] = .choice(StepForm.ways(selection: express ? 1 : 0))
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

    // MARK: A step

    private mutating func press(_ key: Key, on id: StepID) -> [Effect] {
        switch self[id].phase {
        case .form: return pressOnForm(key, id)
        case .running:
            // Enter typed ahead must not confirm what nobody has read.
            scrollLog(key, id)
            return []
        case .result: return pressOnResult(key, id)
        }
    }

    private mutating func pressOnForm(_ key: Key, _ id: StepID) -> [Effect] {
        switch key {
        case .enter: return enter(id)
        case .escape: return go(to: id == .postgres ? .welcome : .step(StepID.allCases[id.rawValue - 2]))
        case .function(5): return look(at: [id])
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

    /// Between two password fields Enter goes from the first to the second, as everywhere.
    private mutating func isBetweenPasswords() -> Bool {
        let form = form
        guard form.focusedID == "superuser.password", !typed("superuser.password").isEmpty,
            typed("superuser.repeat").isEmpty
        else { return false }
        focus[place] = "superuser.repeat"
        return true
    }

    private mutating func enter(_ id: StepID) -> [Effect] {
        guard looking.isEmpty, let preview = self[id].preview else { return [] }
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
        if self[id].obstacle != nil { return look(at: [id]) }
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

    private mutating func goOn(from id: StepID) -> [Effect] {
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

    // MARK: What came of it

    private mutating func pressOnResult(_ key: Key, _ id: StepID) -> [Effect] {
        if self[id].run.log.search?.isTyping == true {
            scrollLog(key, id)
            return []
        }
        if self[id].outcome?.isGood == true {
            switch key {
            case .enter: return goOn(from: id)
            case .escape where self[id].run.log.search == nil: return go(to: .step(id))
            default: scrollLog(key, id)
            }
            return []
        }
        return choose(key, id)
    }

    /// The numbered choices after a failure or a stop.
    private mutating func choose(_ key: Key, _ id: StepID) -> [Effect] {
        let options = Remedy.all(after: id, place: place)
        switch key {
        case .up, .backTab: self[id].choice = max(0, self[id].choice - 1)
        case .down, .tab: self[id].choice = min(options.count - 1, self[id].choice + 1)
        case .enter: return perform(options[min(self[id].choice, options.count - 1)], id)
        case .escape where self[id].run.log.search == nil: return perform(.back, id)
        case .character(let character):
            if let number = character.wholeNumberValue, options.indices.contains(number - 1) {
                return perform(options[number - 1], id)
            }
            scrollLog(key, id)
        default: scrollLog(key, id)
        }
        return []
    }

    private mutating func perform(_ remedy: Remedy, _ id: StepID) -> [Effect] {
        switch remedy {
        case .retry: return place == .board ? startExpress() : start(id)
        case .back: return go(to: place == .board ? .review : .step(id))
        case .skip:
            self[id].outcome = .skipped
            return goOn(from: id)
        case .save: return [.save(failureText(id), answers)]
        case .quit: return [.quit(code: exitCode())]
        }
    }

    mutating func scrollLog(_ key: Key, _ id: StepID) {
        _ = self[id].run.log.handle(key, in: logArea(id))
    }

    // MARK: Express

    private mutating func pressOnReview(_ key: Key) -> [Effect] {
        switch key {
        case .escape: return go(to: .welcome)
        case .enter:
            guard looking.isEmpty else { return [] }
            let needsPassword = !self[.test].isDone
            if needsPassword, isBetweenPasswords() || refuse() { return [] }
            return startExpress()
        case .function(5): return look(at: StepID.allCases)
        case .pageUp, .pageDown:
            scroll = reviewText().scrolled(from: scroll, by: key, in: reviewArea())
            return []
        default:
            var form = form
            return form.handle(key) ? changed(form) : []
        }
    }

    private mutating func startExpress() -> [Effect] {
        isRunning = true
        receipt = nil
        let passwords = passwords(for: StepID.allCases)
        place = .board
        expressRun = Run()
        expressRun.began = now
        for id in StepID.allCases {
            self[id].phase = .form
            self[id].outcome = nil
            self[id].run = Run()
        }
        return passwords + [.express(answers)]
    }

    private mutating func pressOnBoard(_ key: Key) -> [Effect] {
        guard !isRunning, let id = currentStep else {
            _ = expressRun.log.handle(key, in: boardLogArea())
            return []
        }
        return choose(key, id)
    }

    // MARK: The end

    private mutating func pressOnReceipt(_ key: Key) -> [Effect] {
        guard receipt != nil else { return [] }
        switch key {
        case .enter, .character("q"): return [.quit(code: exitCode())]
        case .escape where shownPassword != nil: shownPassword = nil
        case .escape: return go(to: .step(.test))
        case .character("p") where answers.superuser.password == .generate:
            if shownPassword == nil { return [.reveal(.superuserPassword)] }
            shownPassword = nil
        default: scroll = receiptText().scrolled(from: scroll, by: key, in: receiptArea())
        }
        return []
    }
}

/// What a person can do after a failure, in the order in which it is offered.
enum Remedy: Sendable, Equatable {
    case retry, back, skip, save, quit

    /// Only the test may be left out: each other step carries those after it.
    static func all(after id: StepID, place: Wizard.Place) -> [Remedy] {
        id == .test && place != .board ? [.retry, .back, .skip, .save, .quit] : [.retry, .back, .save, .quit]
    }

    var words: String {
        switch self {
        case .retry: Words.Wizard.retry
        case .back: Words.Wizard.editAnswers
        case .skip: Words.Wizard.skip
        case .save: Words.Wizard.saveDetails
        case .quit: Words.Wizard.quit
        }
    }
}
