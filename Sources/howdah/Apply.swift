import ArgumentParser
import HowdahSetup
import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The seven steps, unattended.
struct Apply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.Commands.apply, discussion: Words.Help.apply)

    @OptionGroup var common: CommonOptions
    @Argument(help: .init(Words.Commands.path)) var path = "."
    @Option(name: .long, help: .init(Words.Commands.answers, valueName: "file")) var answers: String?
    @Flag(name: .long, help: .init(Words.Commands.dryRun)) var dryRun = false
    @Flag(name: .long, help: .init(Words.Commands.json)) var json = false
    @Flag(name: .long, help: .init(Words.Commands.yes)) var yes = false
    @Flag(name: .long, help: .init(Words.Commands.printAnswers)) var printAnswers = false

    func run() async throws {
        var base = try Folder.base(path)
        var (chosen, kept, notice) = try Folder.answersForRun(answers, base: base, path: path, for: "apply")
        if let kept {
            // Files that its answers name lie as seen from there.
            base += "/" + kept
            chosen.project.path = "."
        }
        if printAnswers {
            Console.out(AnswersFile.text(chosen), end: "")
            return
        }
        for line in notice { Console.error(line) }
        let layout = Layout(base: base, answers: chosen)
        try Folder.check(layout.project, yes: yes)
        var services = Services.live(base: base, environment: Folder.environment)
        // Naming the folder to this command is consent to run its code; the wizard need not ask again. A project below
        // it that only has the default name was named by nobody.
        let trust = Trust.file(services.environment, home: services.user.home)
        if answers == nil, layout.project != base, !yes, Trust(file: trust).isToAsk(layout) {
            throw Stop(code: 64, sentence: Words.Trust.runsCode, next: Words.Trust.nameIt)
        }
        services.trust = Trust(named: trust)
        services.mayInstallPackages = yes
        services.consents = yes
        services.onlyLooks = dryRun
        try common.openLog(services)
        let printer = json ? EventPrinter.json(services.redactor) : EventPrinter.text(services.redactor)
        let engine = Engine(answers: chosen, services: services) { await printer.print($0) }
        do { try await engine.prepare() } catch { throw Stop(error) }
        if dryRun {
            try await preview(engine, printer)
            return
        }
        let missing = await engine.missingAnswers()
        guard missing.isEmpty else {
            throw Stop(
                code: 64, sentence: missing.map(Words.Answers.missing).joined(separator: " "),
                next: missing.map(Words.Answers.missingPasswordNext).joined(separator: " "))
        }
        let work = Task { await engine.apply() }
        let signals = Signals { work.cancel() }
        let (_, receipt) = await work.value
        if let signal = signals.received { throw ExitCode(128 + signal) }
        if !receipt.ok { throw ExitCode(1) }
    }

    /// Shows all seven as they would run now; a step that depends on one before it shows what is planned.
    private func preview(_ engine: Engine, _ printer: EventPrinter) async throws {
        var outcomes: [StepID: Outcome] = [:]
        for id in StepID.allCases {
            await printer.print(.stepBegan(id))
            let (findings, plan) = await engine.preview(id)
            await printer.print(.inspected(id, findings))
            var refusal = findings.problem?.diagnosis
            switch plan {
            case .success(let actions): for action in actions { await printer.print(.actionBegan(id, action)) }
            case .failure(let failure): refusal = refusal ?? Diagnosis(of: failure)
            }
            if let refusal { await printer.print(.diagnosed(id, refusal)) }
            let outcome: Outcome = refusal != nil ? .failed : findings.areDone ? .alreadyDone : .notReached
            outcomes[id] = outcome
            if !json, outcome == .notReached {
                Console.out(TextEvent.end(id, Words.Commands.wouldRun))
            } else {
                await printer.print(.stepFinished(id, outcome))
            }
        }
        if json { await printer.print(.receipt(await engine.receipt(outcomes, seconds: 0))) }
        if outcomes.values.contains(.failed) { throw ExitCode(1) }
    }
}
