import HowdahSetup
import HowdahTerminal
import HowdahText

// All seven at once.
extension Wizard {
    mutating func pressOnReview(_ key: Key) -> [Effect] {
        switch key {
        case .escape: return go(to: .welcome)
        case .enter:
            if isTooEarly() { return [] }
            if question != nil { return agree() }
            if isBetweenPasswords() || refuse() { return [] }
            return startExpress()
        case .function(5), .control("r"): return look(at: StepID.allCases)
        case .pageUp, .pageDown:
            scroll = reviewText().scrolled(from: scroll, by: key, in: reviewArea())
            return []
        default:
            var form = form
            return form.handle(key) ? changed(form) : []
        }
    }

    /// Nobody has agreed yet to run the project's own code.
    var question: Diagnosis? {
        pages.values.lazy.compactMap(\.obstacle).first { $0.mendable.contains(where: \.isConsent) }
    }

    /// Yes; and then a look at what could not be looked at before.
    mutating func agree() -> [Effect] {
        let effects: [Effect] = [.agree(answers)]
        if place == .board { return effects + go(to: .review) }
        return effects + look(at: StepID.allCases)
    }

    mutating func startExpress() -> [Effect] {
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

    mutating func pressOnBoard(_ key: Key) -> [Effect] {
        guard !isRunning, let id = currentStep else {
            if key == .character("s"), let effect = save(expressRun.log) { return [effect] }
            _ = expressRun.log.handle(key, in: boardLogArea())
            return []
        }
        return choose(key, id)
    }
}
