import HowdahSetup
import HowdahTerminal
import HowdahText

// The keys after something ran.
extension Wizard {
    mutating func pressOnResult(_ key: Key, _ id: StepID) -> [Effect] {
        if self[id].run.log.search?.isTyping == true { return scrollLog(key, id) }
        if self[id].outcome?.isGood == true {
            switch key {
            case .enter: return goOn(from: id)
            case .escape where self[id].run.log.search == nil: return go(to: .step(id))
            default: return scrollLog(key, id)
            }
        }
        return choose(key, id)
    }

    /// The numbered choices after a failure or a stop.
    mutating func choose(_ key: Key, _ id: StepID) -> [Effect] {
        let options = remedies(after: id)
        switch key {
        case .up, .backTab: self[id].choice = max(0, self[id].choice - 1)
        case .down, .tab: self[id].choice = min(options.count - 1, self[id].choice + 1)
        case .enter: return perform(options[min(self[id].choice, options.count - 1)], id)
        case .escape where self[id].run.log.search == nil: return perform(.back, id)
        case .character(let character):
            if let number = character.wholeNumberValue, options.indices.contains(number - 1) {
                return perform(options[number - 1], id)
            }
            return scrollLog(key, id)
        default: return scrollLog(key, id)
        }
        return []
    }

    mutating func perform(_ remedy: Remedy, _ id: StepID) -> [Effect] {
        switch remedy {
        case .mend(let fix): return mend(with: fix, id)
        case .retry: return place == .board ? startExpress() : start(id)
        case .back:
            let refused = self[id].run.diagnosis
            let effects = go(to: place == .board ? .review : .step(id))
            if let refused, refused.cause == "password-too-weak" { askForAnotherPassword(refused.explanation) }
            return effects
        case .skip:
            self[id].outcome = .skipped
            return goOn(from: id)
        case .save: return [.save(failureText(id), as: "failure.txt", copies: true, answers)]
        case .quit: return [.quit(code: exitCode())]
        }
    }

    /// Runs a fix as it was shown, then the step again.
    mutating func mend(with fix: Fix, _ id: StepID) -> [Effect] {
        if fix.isConsent { return agree() }
        let isExpress = place == .board
        let passwords = isExpress ? passwords(for: StepID.allCases) : passwords(for: [id])
        isRunning = true
        if isExpress {
            expressRun.ended = nil
            receipt = nil
        }
        self[id].phase = .running
        self[id].run = Run()
        self[id].run.began = now
        self[id].run.heard = now
        self[id].run.actions = fix.actions
        return passwords + [.mend(fix, id, answers, express: isExpress)]
    }

    /// What a person can do after a failure, in the order in which it is offered.
    ///
    /// Only the test may be left out: each other step carries those after it.
    func remedies(after id: StepID) -> [Remedy] {
        let fixes = (self[id].run.diagnosis?.mendable ?? []).map(Remedy.mend)
        // What only other answers mend would fail the same way again.
        let isOfAnswers = self[id].run.diagnosis.map { Self.causesOfAnswers.contains($0.cause) } ?? false
        let ways: [Remedy] = isOfAnswers ? [.back, .retry] : [.retry, .back]
        return fixes + ways + (id == .test && place != .board ? [.skip, .save, .quit] : [.save, .quit])
    }

    private static let causesOfAnswers: Set<Cause> = [
        "password-too-weak", "superuser-exists", "superuser-required-fields", "project-name-invalid",
    ]

    /// Scrolls, searches, or writes what the log holds to a file.
    mutating func scrollLog(_ key: Key, _ id: StepID) -> [Effect] {
        if key == .character("s"), let effect = save(self[id].run.log) { return [effect] }
        _ = self[id].run.log.handle(key, in: logArea(id))
        return []
    }

    /// nil: `s` is a letter of a search now, or there is nothing to write.
    func save(_ log: LogView) -> Effect? {
        guard log.search?.isTyping != true, !log.lines.isEmpty else { return nil }
        return .save(log.lines.map(\.text).joined(separator: "\n") + "\n", as: Self.logName, copies: false, answers)
    }

    static let logName = "shown.txt"

    mutating func pressOnReceipt(_ key: Key) -> [Effect] {
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

/// A way on after a failure.
enum Remedy: Sendable, Equatable {
    case mend(Fix)
    case retry, back, skip, save, quit

    var words: String {
        switch self {
        case .mend(let fix): fix.isConsent ? Words.Wizard.agree(fix.title) : Words.Wizard.mend(fix.title)
        case .retry: Words.Wizard.retry
        case .back: Words.Wizard.editAnswers
        case .skip: Words.Wizard.skip
        case .save: Words.Wizard.saveDetails
        case .quit: Words.Wizard.quit
        }
    }
}
