import ArgumentParser
import HowdahSetup
import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Takes back what Howdah did, newest first.
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: Words.Undo.abstract, discussion: Words.Help.undo)

    @OptionGroup var common: CommonOptions
    @Argument(help: .init(Words.Commands.path)) var path = "."
    @Flag(name: .long, help: .init(Words.Undo.dryRun)) var dryRun = false
    @Flag(name: .long, help: .init(Words.Undo.yes)) var yes = false
    @Option(name: .long, help: .init(Words.Undo.name, valueName: "name")) var name: [String] = []

    func run() async throws {
        let base = try Folder.base(path, for: "undo")
        guard Files.exists(base + "/.howdah") else {
            let below = ProjectsBelow(path: path, base: base)
            if let next = below.hint("undo", holding: ".howdah/answers.toml", ".howdah/journal.jsonl") {
                throw Stop(code: 64, sentence: Words.Undo.nothing, next: next.joined(separator: "\n"))
            }
            Console.out(Words.Undo.nothing)
            return
        }
        if !dryRun, !yes, isatty(STDIN_FILENO) == 0 {
            throw Stop(code: 64, sentence: Words.Doctor.noTerminal, next: Words.Undo.yes)
        }
        let answers = try Folder.answers(nil, base: base)
        var services = Services.live(base: base, environment: Folder.environment) { body in
            await body()
            Console.takeTerminal()
        }
        services.onlyLooks = dryRun
        try common.openLog(services)
        let plan: UndoPlan
        let undo = Undo(answers, services)
        do {
            // From the look to the last step nobody else changes anything.
            if !dryRun { try undo.lock() }
            try await Engine(answers: answers, services: services).prepare(needsPasswords: false)
            plan = try await undo.plan()
        } catch { throw Stop(error) }
        if dryRun {
            show(plan, services.redactor)
            if plan.isBlind { throw ExitCode(1) }
            return
        }
        try await perform(plan, undo, services)
    }

    private func show(_ plan: UndoPlan, _ redactor: Redactor) {
        var lines = plan.reversals.isEmpty ? [Words.Undo.nothing] : [Words.Undo.heading]
        for (number, reversal) in plan.reversals.enumerated() {
            let note =
                switch reversal.consent {
                case .yes: ""
                case .decision: " (\(Words.Undo.needsDecision))"
                case .typedName(let name): " (\(Words.Undo.needsName) \(name.sanitisedLine))"
                }
            lines += ["", "\(number + 1). \(reversal.action.title)\(note)", "   \(reversal.action.why)"]
            lines += reversal.action.preview.split(separator: "\n").map { "     \($0)" }
        }
        if !plan.left.isEmpty { lines += ["", Words.Undo.leftHeading] + plan.left.map { "  - \($0)" } }
        Console.out(redactor.redact(lines.joined(separator: "\n")))
    }

    private func perform(_ plan: UndoPlan, _ undo: Undo, _ services: Services) async throws {
        let printer = EventPrinter.work(services.redactor)
        var isLeft = false
        var hasFailed = false
        var done: [Action] = []
        for (index, reversal) in plan.reversals.enumerated() {
            let isLast = index == plan.reversals.count - 1
            // The last one removes what a later undo would need.
            if isLast, isLeft {
                Console.out("\n" + Words.Undo.stateStays)
                break
            }
            if let needed = reversal.needs, !done.contains(needed) {
                Console.out("\n\(reversal.action.title)\n  " + services.redactor.redact(Words.Undo.needs(needed.title)))
                isLeft = true
                continue
            }
            guard agrees(to: reversal, services.redactor) else {
                isLeft = true
                continue
            }
            do throws(Failure) {
                try await undo.perform(reversal) { event in await printer.print(event) }
                done.append(reversal.action)
            } catch {
                hasFailed = true
                Console.out(
                    services.redactor.redact(
                        DiagnosisText.lines(Diagnosis(of: error)).joined(separator: "\n")) + "\n\n" + Words.Undo.stopped
                )
                break
            }
        }
        if !plan.left.isEmpty {
            Console.out("\n" + ([Words.Undo.leftHeading] + plan.left.map { "  - \($0)" }).joined(separator: "\n"))
        }
        if hasFailed || plan.isBlind || (yes && isLeft) { throw ExitCode(1) }
    }

    private func agrees(to reversal: Reversal, _ redactor: Redactor) -> Bool {
        let action = reversal.action
        let preview = action.preview.split(separator: "\n").map { "    \($0)" }
        Console.out(redactor.redact((["", action.title, "  " + action.why] + preview).joined(separator: "\n")))
        if yes {
            switch reversal.consent {
            case .yes: return true
            case .decision: Console.out(Words.Undo.leftDecision)
            case .typedName(let wanted):
                if name.contains(wanted) { return true }
                Console.out(Words.Undo.leftName(ShellText.quoted(wanted).sanitisedLine))
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
        Console.out(Words.Undo.left)
        return false
    }
}
