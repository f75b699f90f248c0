import HowdahSetup
import HowdahText

/// `undo` after its look: shows each thing, asks, does it, and says how it ended.
struct Undoing: Sendable {
    let plan: UndoPlan
    let undo: Undo
    let redactor: Redactor
    /// Nobody is asked: what loses nothing is done, and what these names say.
    let yes: Bool
    let names: [String]
    /// The project's folder as it was typed.
    let path: String
    let home: String

    /// - Returns: false where something failed, could not be looked at, or was left although nobody was asked.
    func run() async -> Bool {
        var isLeft = false
        var hasFailed = false
        var done: [Reversal] = []
        for reversal in plan.reversals {
            if reversal.comesLast, isLeft {
                Console.tell("\n" + Words.Undo.stateStays)
                break
            }
            if let needed = reversal.needs, !done.contains(where: { $0.action == needed }) {
                tell("\n" + reversal.action.title)
                tell(Words.Undo.needs(needed.title), indent: 2)
                isLeft = true
                continue
            }
            // Without its name nothing of it is lost.
            if yes, let saving = reversal.saving, !names.contains(saving.name) { continue }
            guard await undo.isDue(reversal) else {
                if reversal.saving != nil { Console.tell("\n" + Words.Undo.nothingToSave) }
                continue
            }
            guard agrees(to: reversal) else {
                isLeft = true
                continue
            }
            hasFailed = await !perform(reversal)
            if hasFailed { break }
            done.append(reversal)
        }
        if hasFailed {
            Console.tell("\n" + Words.Undo.stopped)
            if let last = plan.toClose(after: done), await perform(last) { Console.tell(Words.Undo.stoppedAgain) }
        }
        if !plan.left.isEmpty { Console.out(redactor.redact(([""] + plan.whatStays).joined(separator: "\n"))) }
        close(done, isComplete: !hasFailed && !isLeft && !plan.isBlind)
        return !(hasFailed || plan.isBlind || (yes && isLeft))
    }

    /// Where the person stands now, and where what was saved lies.
    private func close(_ done: [Reversal], isComplete: Bool) {
        if isComplete { Console.tell("\n" + (plan.left.isEmpty ? Words.Undo.allDone : Words.Undo.restDone)) }
        for case let saving? in done.map(\.saving) { tell(Words.Undo.saved(Paths.shown(saving.file, home: home))) }
        for case let cluster? in done.map(\.stopped) where Files.exists(cluster.dataDirectory) {
            let folder = path == "." ? [] : [path]
            tell("\n" + Words.Undo.startAgain(ShellText.line(["howdah", "start"] + folder)))
        }
    }

    /// - Returns: whether it succeeded; what went wrong has been told.
    private func perform(_ reversal: Reversal) async -> Bool {
        let printer = EventPrinter.work(redactor)
        do throws(Failure) {
            try await undo.perform(reversal) { event in await printer.print(event) }
            return true
        } catch {
            Console.out(redactor.redact(DiagnosisText.lines(Diagnosis(of: error)).joined(separator: "\n")))
            return false
        }
    }

    private func agrees(to reversal: Reversal) -> Bool {
        let action = reversal.action
        tell("\n" + action.title)
        tell(action.why, indent: 2)
        // Commands and differences stay whole, so that they can be copied.
        for line in action.preview.split(separator: "\n") { Console.out(redactor.redact("    " + line)) }
        if yes {
            switch reversal.consent {
            case .yes: return true
            case .decision: Console.tell(Words.Undo.leftDecision)
            case .typedName(let wanted):
                if names.contains(wanted) { return true }
                tell(Words.Undo.leftName(ShellText.quoted(wanted).sanitisedLine))
            }
            return false
        }
        if case .typedName(let wanted) = reversal.consent {
            Console.prompt(Words.Undo.askName(wanted.sanitisedLine))
            if readLine() == wanted { return true }
        } else {
            Console.prompt(Words.Undo.askYes)
            if Consent.isYes(readLine()) { return true }
        }
        Console.tell(Words.Undo.left)
        return false
    }

    private func tell(_ sentence: String, indent: Int = 0) { Console.tell(redactor.redact(sentence), indent: indent) }
}
