import HowdahSetup
import HowdahTerminal
import HowdahText

extension Wizard {
    mutating func press(_ key: Key) -> [Effect] {
        notice = nil
        isEarly = false
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
        if key == .control("t") || key == .function(3) {
            teaches.toggle()
            notice = teaches ? Words.Teach.shown : Words.Teach.hidden
            scroll = 0
            for id in StepID.allCases { self[id].scroll = 0 }
            return []
        }
        if key == .control("o") || key == .function(6) { return openThemes() }
        if key == .function(1) || key == .control("g") || (key == .character("?") && !isTyping) {
            overlay = .help
            // Who asks “?” asks for a word; F1 begins with the keys.
            helpTop =
                key != .character("?") ? 0 : helpText().lines.firstIndex { $0.text == Words.Wizard.glossaryTitle } ?? 0
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
        // A field has one line; what was left out is not left out in silence.
        notice = text.split(whereSeparator: \.isNewline).count > 1 ? Words.Wizard.pastedFirst : nil
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
        case (.help, .up), (.help, .down), (.help, .pageUp), (.help, .pageDown), (.help, .home), (.help, .end):
            helpTop = helpText().scrolled(from: helpTop, by: key, in: helpArea())
        case (.help, _): self.overlay = nil
        case (.themes, _): return pressOnThemes(key)
        }
        return []
    }

    mutating func askToQuit() -> [Effect] {
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
}
