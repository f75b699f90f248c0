import HowdahSetup
import HowdahTerminal
import HowdahText

extension PlainFace {
    func look(_ id: StepID) async -> Preview {
        await services.memo.forget()
        return await Previews.preview(id, answers, services)
    }

    func obstacle(_ preview: Preview) -> Diagnosis? {
        if let problem = preview.findings.problem { return problem.diagnosis }
        guard case .failure(let failure) = preview.plan else { return nil }
        return Diagnosis(of: failure)
    }

    /// What was found, the answers, and what would run.
    func describe(_ id: StepID, _ preview: Preview) async {
        for finding in preview.findings {
            await say("  [\(Words.States.word(finding.state.rawValue))] \(finding.title)")
        }
        if preview.findings.areDone {
            await say(Words.Plain.outcome(Step[id].name, Words.Outcomes.word(Outcome.alreadyDone.rawValue)))
            return
        }
        if let obstacle = obstacle(preview) {
            await say(Self.lines(obstacle))
            return
        }
        await describe(shown(StepForm[id].entries, preview.findings))
        guard case .success(let actions) = preview.plan else { return }
        await say(Words.Plain.willRun)
        for (index, action) in actions.enumerated() {
            await say("  \(index + 1). \(action.title)", "     \(action.why)")
            await say(action.preview.split(separator: "\n").map { "     | \($0)" })
        }
    }

    /// The answers as they stand.
    func describe(_ entries: [Entry]) async {
        let entries = entries.filter { $0.isShown(source([])) && !$0.id.hasSuffix("repeat") }
        guard !entries.isEmpty else { return }
        await say(Words.Plain.answers)
        for entry in entries {
            let field = entry.field(source([]))
            let value =
                switch field.control {
                case .text(let text): text.text.isEmpty ? text.placeholder : text.text
                case .choice(let choice): choice.options[choice.selection].title
                case .check(let check): "\(check.title): \(check.isOn ? Words.Plain.yes : Words.Plain.no)"
                case .password: passwords.isEmpty ? Words.Plain.notTyped : Words.Plain.typedAlready
                }
            await say(Words.Plain.answer(field.label, value))
        }
    }

    func advance(_ id: StepID) async -> Outcome {
        await withEngine { engine in _ = await engine.advance(id) }
        return outcomes[id] ?? .cancelled
    }

    /// - Returns: whether all seven are done.
    func applyAll() async -> Bool {
        await withEngine { engine in await engine.apply() }
        return StepID.allCases.allSatisfy { outcomes[$0]?.isGood == true }
    }

    private func withEngine(_ body: @escaping @Sendable (Engine) async -> Void) async {
        log = []
        let engine = Engine(answers: answers, services: services) { [weak self] event in await self?.take(event) }
        let began = services.now()
        do throws(Failure) {
            for (name, secret) in passwords { try engine.keep(secret, as: name) }
            try await engine.prepare()
        } catch {
            await say(Self.lines(Diagnosis(of: error)))
            return
        }
        await services.memo.forget()
        await work.run { await body(engine) }
        seconds += (services.now() - began) / .seconds(1)
    }

    private func take(_ event: Event) async {
        var lines: [String] = []
        switch event {
        case .stepBegan(let id): lines = ["", Words.Plain.step(id.rawValue, Step[id].name)]
        case .planned(.test, let actions): tested = actions
        case .inspected, .planned, .progress, .receipt: break
        case .actionBegan(_, let action): lines = [Words.Plain.begins(action.title)]
        case .lines(_, let texts): lines = texts.map { "  \($0)" }
        case .actionFinished(_, let action, let seconds):
            lines = [Words.Plain.ends(action.title, Seconds.text(seconds))]
            if case .server(.startWeb(let server)) = action.work { web = server }
            if case .server(.stopWeb) = action.work { web = nil }
        case .diagnosed(_, let diagnosis): lines = Self.lines(diagnosis)
        case .stepFinished(let id, let outcome):
            if outcome != .notReached { outcomes[id] = outcome }
            lines = [Words.Plain.outcome(Step[id].name, Words.Outcomes.word(outcome.rawValue))]
        }
        log += lines
        await say(lines)
    }

    static func lines(_ diagnosis: Diagnosis) -> [String] {
        var lines = ["[\(Words.States.word("problem"))] \(diagnosis.title)"]
        if diagnosis.explanation != diagnosis.title { lines.append(diagnosis.explanation) }
        for fix in diagnosis.fixes { lines += ["- \(fix.title)"] + fix.commands.map { "    \($0)" } }
        return lines + diagnosis.evidence.split(separator: "\n").map { "  | \($0)" }
    }

    /// The conclusion comes last, where a reader ends.
    func conclude() async -> Int32 {
        let receipt = await Engine(answers: answers, services: services).conclude(outcomes, seconds: seconds)
        // The wizard's own receipt, as lines: the facts are the same.
        var wizard = Wizard(
            answers: answers, size: .standard,
            context: .init(folder: shownFolder, isRoot: services.user.isRoot, glyphs: .ascii))
        wizard.place = .receipt
        wizard.receipt = receipt
        wizard[.test].run.actions = tested
        wizard.web = web
        wizard[.postgres].preview = await look(.postgres)
        await say("")
        // Told once, and only where the person looks on anyway.
        if receipt.ok, answers.superuser.password == .generate {
            wizard.shownPassword = services.secrets.get(.superuserPassword)?.reveal()
        }
        for line in wizard.receiptText().lines { await conversation.say(line.text) }
        return receipt.ok ? 0 : code
    }
}
