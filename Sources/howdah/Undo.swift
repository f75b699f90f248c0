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
            if let next = below.hint(
                "undo", holding: ".howdah/answers.toml", ".howdah/journal.jsonl", ".howdah/postgres/data/PG_VERSION")
            {
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
        services.trust = Trust(file: Trust.file(services.environment, home: services.user.home))
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
        let undoing = Undoing(
            plan: plan, undo: undo, redactor: services.redactor, yes: yes, names: name, path: path,
            home: services.user.home)
        if await !undoing.run() { throw ExitCode(1) }
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
            lines.append("")
            lines += (reversal.action.title + note).wrapped(after: "\(number + 1). ", toWidth: Console.width)
            lines += Console.prose(reversal.action.why, indent: 3)
            lines += reversal.action.preview.split(separator: "\n").map { "     \($0)" }
        }
        if !plan.left.isEmpty { lines += [""] + plan.whatStays }
        Console.out(redactor.redact(lines.joined(separator: "\n")))
    }
}

extension UndoPlan {
    /// What is left as it is, a sentence each, under its heading.
    var whatStays: [String] {
        [Words.Undo.leftHeading] + left.flatMap { $0.wrapped(after: "  - ", toWidth: Console.width) }
    }
}
