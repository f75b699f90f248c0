import HowdahSetup
import HowdahTerminal
import HowdahText

extension PlainFace {
    func look(_ id: StepID) async -> Preview {
        await services.memo.forget()
        return await Previews.preview(id, answers, services)
    }

    func obstacle(_ preview: Preview) -> Diagnosis? {
        if let problem = preview.findings.problem { return problem.diagnosis.inAForm }
        guard case .failure(let failure) = preview.plan else { return nil }
        return Diagnosis(of: failure)
    }

    /// What was found, the answers, and what would run.
    func describe(_ id: StepID, _ preview: Preview) async {
        // What stands in the way is told below, with what helps.
        let problem = preview.findings.areDone ? nil : obstacle(preview)?.title
        for finding in preview.findings where finding.title != problem {
            await say(Words.Plain.finding(Words.States.word(finding.state.rawValue), finding.title))
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
        let usual = Times.load(services).usual(actions)
        await say(
            Words.Plain.willRun(
                usual.seconds < 1
                    ? nil : Words.Times.inAll(Seconds.rounded(usual.seconds), isMeasured: usual.isMeasured)))
        for (index, action) in actions.enumerated() {
            await say("\(index + 1). \(action.title). \(action.why)")
            await say(Self.commands(action))
        }
    }

    /// A diff in words: a sign at a line's beginning is easily lost, or spelled out.
    private static func commands(_ action: Action) -> [String] {
        let lines = action.preview.split(separator: "\n").map(String.init)
        guard case .edit = action.work else { return lines.map { "    \($0)" } }
        return lines.compactMap { line in
            if ["---", "+++", "@@"].contains(where: line.hasPrefix) { return nil }
            let text = line.dropFirst()
            return line.first == "+"
                ? "    \(Words.Plain.added(String(text)))"
                : line.first == "-" ? "    \(Words.Plain.removed(String(text)))" : nil
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

    /// What the diagnosis offered, as it was read out, and then the step again.
    func mend(_ fix: Fix, _ id: StepID) async -> Outcome {
        await withEngine { engine in _ = await engine.goOn(with: fix, id) }
        return outcomes[id] ?? .cancelled
    }

    /// The same in Express, and then all that is left.
    ///
    /// - Returns: whether all seven are done.
    func mendAll(_ fix: Fix) async -> Bool {
        guard let id = StepID.allCases.first(where: { outcomes[$0] == .failed }) else { return await applyAll() }
        await withEngine { engine in
            if await engine.goOn(with: fix, id).isGood { await engine.apply() }
        }
        return StepID.allCases.allSatisfy { outcomes[$0]?.isGood == true }
    }

    /// - Returns: whether all seven are done.
    func applyAll() async -> Bool {
        await withEngine { engine in await engine.apply() }
        return StepID.allCases.allSatisfy { outcomes[$0]?.isGood == true }
    }

    private func withEngine(_ body: @escaping @Sendable (Engine) async -> Void) async {
        log = []
        stopped = nil
        diagnosis = nil
        let engine = Engine(answers: answers, services: services) { [weak self] event in await self?.take(event) }
        let began = services.now()
        do throws(Failure) {
            for (name, secret) in passwords { try await engine.keep(secret, as: name) }
            try await engine.prepare()
        } catch {
            await say(Self.lines(Diagnosis(of: error)))
            return
        }
        await services.memo.forget()
        let heartbeat = Task { [beat] in
            while (try? await Task.sleep(for: .seconds(beat))) != nil { await sayHeartbeat() }
        }
        await work.run { await body(engine) }
        heartbeat.cancel()
        running = [:]
        await conversation.dropTyped()
        if let stopped { await say([Words.Plain.stopped] + stopped.map(Words.Wizard.interrupted)) }
        if !log.isEmpty { await say(Words.Plain.logLines(log.count)) }
        seconds += (services.now() - began) / .seconds(1)
    }

    /// An action that runs, as the heartbeat tells it.
    struct Running: Sendable {
        var action: Action
        var began: ContinuousClock.Instant
        var heard: ContinuousClock.Instant
        var progress: (done: Int, total: Int)?
        var wait: Action.Wait?
    }

    func take(_ event: Event) async {
        var lines: [String] = []
        switch event {
        case .stepBegan(let id): lines = ["", Words.Plain.step(id.rawValue, Step[id].name)]
        case .planned(.test, let actions): tested = actions
        case .inspected, .planned, .receipt: break
        case .actionBegan(let id, let action):
            let now = services.now()
            running[id] = Running(action: action, began: now, heard: now)
            log.append(action.title)
            lines = [Words.Plain.begins(action.title)]
        case .lines(let id, let texts):
            running[id]?.heard = services.now()
            running[id]?.wait = texts.last.flatMap { Action.Wait(line: $0) }
            log += texts.map { "  \($0)" }
        case .progress(let id, let done, let total):
            running[id]?.heard = services.now()
            running[id]?.progress = (done, total)
        case .actionFinished(let id, let action, let seconds):
            running[id] = nil
            lines = [Words.Plain.ends(action.title, Seconds.text(seconds))]
            if case .server(.startWeb(let server)) = action.work { web = server }
            if case .server(.stopWeb) = action.work { web = nil }
        case .diagnosed(_, let diagnosis):
            self.diagnosis = diagnosis
            lines = Self.lines(diagnosis)
            log += diagnosis.evidence.split(separator: "\n").map { "  \($0)" }
        case .stepFinished(let id, let outcome):
            if outcome == .cancelled { stopped = (stopped ?? []) + [running[id]?.action.title].compactMap(\.self) }
            running[id] = nil
            if outcome != .notReached { outcomes[id] = outcome }
            lines = [Words.Plain.outcome(Step[id].name, Words.Outcomes.word(outcome.rawValue))]
        }
        await say(lines)
    }

    /// That it still works, for how long, how far it is, and what it may wait for.
    func sayHeartbeat() async {
        let (now, times) = (services.now(), Times.load(services))
        for id in StepID.allCases {
            guard let running = running[id] else { continue }
            let pace = Pace(
                elapsed: (now - running.began) / .seconds(1), silent: (now - running.heard) / .seconds(1),
                usual: times.usual(running.action), wait: running.wait ?? running.action.likelyWait,
                isWaiting: running.wait != nil)
            let parts = [
                running.progress.flatMap { $0.total > 0 ? Words.Wizard.progress($0.done, $0.total) : nil },
                pace.usualText, pace.warning,
            ]
            await say(
                Words.Plain.heartbeat(running.action.title, Seconds.text(pace.elapsed), parts.compactMap(\.self)))
        }
    }

    /// More of the evidence is read out on request.
    private static let evidenceLines = 6

    static func lines(_ diagnosis: Diagnosis) -> [String] {
        var lines = [Words.Plain.finding(Words.States.word("problem"), diagnosis.title)]
        if diagnosis.explanation != diagnosis.title { lines.append(diagnosis.explanation) }
        for (index, fix) in diagnosis.fixes.enumerated() {
            lines += [Words.Plain.fix(index + 1, fix.title)] + fix.commands.map { "    \($0)" }
        }
        let evidence = diagnosis.evidence.split(separator: "\n")
        return lines + evidence.suffix(evidenceLines).map { "    \($0)" }
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
        for line in wizard.receiptText().lines { await conversation.say(Self.spoken(line.text)) }
        await conversation.ring()
        return receipt.ok ? 0 : code
    }
}
