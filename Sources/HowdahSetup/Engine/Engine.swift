public import HowdahText
import Logging

/// The one loop: inspect, preview, run, verify. The wizard, `apply` and the plain face are this, seen from different sides.
public struct Engine: Sendable {
    public let answers: Answers
    public let services: Services
    private let emit: @Sendable (Event) async -> Void

    /// - Parameter emit: receives every event, in order within a step.
    public init(
        answers: Answers, services: Services, emit: @escaping @Sendable (Event) async -> Void = { _ in }
    ) {
        self.answers = answers
        self.services = services
        // Whoever shows or writes them gets them without secrets.
        self.emit = { [redactor = services.redactor] event in await emit(event.redacted(by: redactor)) }
    }

    public var layout: Layout { Layout(base: services.base, answers: answers) }

    /// Makes the secrets that the answers name known, and those that an earlier run kept. Writes nothing; what a killed
    /// run left half written is removed.
    ///
    /// - Parameter needsPasswords: false: one that cannot be read is done without. The variable that held it on the day
    ///   of the set-up is gone by the next, when somebody looks or takes things back.
    public func prepare(needsPasswords: Bool = true) async throws(Failure) {
        if !services.onlyLooks {
            for folder in [layout.state, layout.postgres, layout.project, "\(layout.project)/\(layout.package)"] {
                Files.sweep(folder)
            }
            await WebServer.sweep(layout, services)
        }
        try services.secrets.keep(in: layout.secretsFile)
        try await services.journal.keep(in: layout.journalFile)
        for (source, key, name) in [
            (answers.database.password, "database.password", SecretName.databasePassword),
            (answers.superuser.password, "superuser.password", SecretName.superuserPassword),
        ] {
            do throws(Failure) {
                guard let value = try SecretFiles.read(source, key: key, services) else { continue }
                try services.secrets.put(name, Secret(value), persist: false)
            } catch {
                if needsPasswords { throw error }
            }
        }
        if answers.postgres.mode == .url { _ = try ServerSearch(answers: answers, services: services).connections() }
    }

    /// Nothing of a project's own is run before somebody agreed to that.
    public func inspect(_ id: StepID) async -> [Finding] {
        if let question = services.trust.finding(id, layout, services) { return [question] }
        return await Step[id].inspect(answers, services)
    }

    /// What a step would do, and what it found. Nothing is changed.
    public func preview(_ id: StepID) async -> (findings: [Finding], plan: Result<[Action], Failure>) {
        // A person may have changed something by hand since the last look.
        await services.memo.forget()
        var findings = await inspect(id)
        if let index = findings.firstIndex(where: { $0.state == .problem && $0.check != "trust" }) {
            findings[index].fixes = await doctor.refined(findings[index].diagnosis, id).fixes
        }
        let plan = Result { () throws(Failure) in try Step[id].plan(answers, findings, services) }
        return (findings.map { $0.redacted(by: services.redactor) }, plan)
    }

    /// One step: inspect, plan, run, and inspect again.
    public func advance(_ id: StepID) async -> Outcome {
        await services.memo.forget()
        return await take(id)
    }

    private func take(_ id: StepID) async -> Outcome {
        await emit(.stepBegan(id))
        let outcome = await attempt(id)
        await emit(.stepFinished(id, outcome))
        return outcome
    }

    /// Some plans open the way for another one: a package that was installed brings a server that is stopped.
    private static let mostRounds = 3

    private func attempt(_ id: StepID) async -> Outcome {
        let step = Step[id]
        var findings = await inspect(id)
        await emit(.inspected(id, findings))
        if findings.areDone { return .alreadyDone }
        var last: [Action] = []
        var waits = 0
        var rounds = 0
        while rounds < Self.mostRounds {
            rounds += 1
            // A run that was killed, or the person, has just started the server.
            while findings.problem?.diagnosis.cause == "server-starting-up", waits < Self.mostWaits, await pause() {
                waits += 1
                await services.memo.forget()
                findings = await inspect(id)
            }
            if Task.isCancelled { return .cancelled }
            if let problem = findings.problem { return await fail(id, problem.diagnosis) }
            do throws(Failure) {
                let actions = try step.plan(answers, findings, services)
                // The same plan again would only fail again.
                guard !actions.isEmpty, actions != last else { break }
                await emit(.planned(id, actions))
                last = actions
                try await run(actions, id)
            } catch {
                if error.isCancellation { return .cancelled }
                guard error.isRace, waits < Self.mostWaits, await pause() else {
                    return await fail(id, Diagnosis(of: error))
                }
                // A run that was killed left the server at work: what it makes is there in a moment.
                waits += 1
                rounds -= 1
                last = []
            }
            // Verified by looking again, never by an exit code alone.
            findings = await inspect(id)
            await emit(.inspected(id, findings))
            if findings.areDone { return .done }
        }
        if Task.isCancelled { return .cancelled }
        let open = findings.open
        var diagnosis = open?.diagnosis ?? Diagnosis(of: .refused("unknown", sentence: step.name, next: ""))
        if open?.state == .missing {
            diagnosis.explanation = Words.Failures.stillMissing(open?.title ?? "")
            diagnosis.evidence = findings.map { "\($0.check): \($0.title)" }.joined(separator: "\n")
        }
        return await fail(id, diagnosis)
    }

    /// Times a quarter of a second: a database is made in less than ten.
    private static let mostWaits = 40

    /// - Returns: false when the run was cancelled meanwhile.
    private func pause() async -> Bool { (try? await Task.sleep(for: .milliseconds(250))) != nil }

    /// The actions of a fix that somebody chose, with what every run gets: the lock, the log, the journal.
    ///
    /// - Throws: what the first one that failed threw.
    public func mend(_ fix: Fix, _ id: StepID) async throws(Failure) {
        await services.memo.forget()
        try await run(fix.actions, id)
        await services.memo.forget()
    }

    private func run(_ actions: [Action], _ id: StepID) async throws(Failure) {
        try await layout.makeState(services.trust, noting: services.journal)
        try services.lock.take(layout.lockFile)
        try services.logFile.keep(in: layout.logFolder + "/howdah.log")
        try Files.write(AnswersFile.text(answers), to: layout.answersFile, mode: 0o600)
        let held = try await hold(id)
        do throws(Failure) { try await runUnderLock(actions, id) } catch {
            await services.release(held)
            throw error
        }
        await services.release(held)
    }

    /// Steps 4 and 6 change a database that another project's Howdah may be at, too.
    ///
    /// - Returns: what is to be released.
    private func hold(_ id: StepID) async throws(Failure) -> String {
        guard id == .database || id == .migrate, let target = try? await DatabaseTarget.of(answers, services),
            target.choice.state == .running
        else { return "" }
        let connection: Connection
        switch (id, target.choice.server.admin) {
        case (.database, .direct(let admin)?): connection = admin
        case (.database, _): return ""
        default: connection = target.application
        }
        try await services.hold(target.name, connection)
        return target.name
    }

    private func runUnderLock(_ actions: [Action], _ id: StepID) async throws(Failure) {
        var web: WebServer?
        do throws(Failure) {
            for action in actions {
                if Task.isCancelled { throw Failure.cancelled }
                try await run(action, id)
                // Only what this run started is stopped when a later action fails.
                if case .server(.startWeb(let server)) = action.work { web = server }
                if case .server(.stopWeb) = action.work { web = nil }
            }
            web?.keep()
        } catch {
            // A server whose test failed would only be in the way of the next try.
            if let web { try? await web.stop { _ in } }
            throw error
        }
    }

    private func run(_ action: Action, _ id: StepID) async throws(Failure) {
        await emit(.actionBegan(id, action))
        services.log.info("step \(id.rawValue): \(action.title): \(action.preview)")
        let began = services.now()
        let (emit, log) = (emit, services.log)
        do throws(Failure) {
            try await services.journal.record(id, action) { [layout, services] () async throws(Failure) in
                try await perform(action, layout, services) { output in
                    switch output {
                    case .lines(let lines):
                        for line in lines { log.debug("step \(id.rawValue) | \(line)") }
                        await emit(.lines(id, lines))
                    case .progress(let done, let total): await emit(.progress(id, done: done, total: total))
                    }
                }
            }
        } catch {
            await services.memo.forget()
            log.error("step \(id.rawValue): \(action.title) failed: \(error.evidence)")
            throw error
        }
        if changesPrograms(action, id) {
            await services.memo.forget()
        } else {
            await services.memo.forget { !$0.hasPrefix(Venv.memoKey) && !$0.hasPrefix(PythonSearch.memoKey) }
        }
        let seconds = (services.now() - began).seconds
        Times.record(action, seconds: seconds, services)
        await emit(.actionFinished(id, action, seconds: seconds))
    }

    /// Steps 1 and 2 install programs, and step 5 may need a package for its style; all else leaves them as they are.
    private func changesPrograms(_ action: Action, _ id: StepID) -> Bool {
        switch (id, action.work) {
        case (.postgres, _), (.adapter, _), (.settings, .command): true
        default: false
        }
    }

    private func fail(_ id: StepID, _ diagnosis: Diagnosis) async -> Outcome {
        let diagnosis = await doctor.refined(diagnosis, id)
        // Who tries again may have mended something by hand: look afresh.
        await services.memo.forget()
        await emit(.diagnosed(id, diagnosis))
        return .failed
    }

    private var doctor: Doctor { Doctor(answers, services) }

    /// A fix that somebody chose, and then the step that it was in the way of.
    public func goOn(with fix: Fix, _ id: StepID) async -> Outcome {
        await emit(.stepBegan(id))
        await emit(.planned(id, fix.actions))
        let outcome: Outcome
        do throws(Failure) {
            try await mend(fix, id)
            outcome = await attempt(id)
        } catch {
            outcome = error.isCancellation ? .cancelled : await fail(id, Diagnosis(of: error))
        }
        await emit(.stepFinished(id, outcome))
        return outcome
    }

    /// All seven, in two lanes that meet at step 5: PostgreSQL beside Python.
    ///
    /// - Returns: the outcome of each step, and the receipt, which is also emitted.
    @discardableResult
    public func apply() async -> (outcomes: [StepID: Outcome], receipt: Receipt) {
        let began = services.now()
        var outcomes: [StepID: Outcome] = [:]
        // First, because its version decides which Django fits.
        _ = await inspect(.postgres)
        async let left = lane([.postgres, .database])
        async let right = lane([.adapter, .project])
        for (id, outcome) in await left + right { outcomes[id] = outcome }
        if outcomes.values.allSatisfy(\.isGood) {
            for (id, outcome) in await lane([.settings, .migrate, .test]) { outcomes[id] = outcome }
        }
        for id in StepID.allCases where outcomes[id] == nil {
            outcomes[id] = .notReached
            await emit(.stepFinished(id, .notReached))
        }
        let receipt = await conclude(outcomes, seconds: (services.now() - began).seconds)
        await emit(.receipt(receipt))
        return (outcomes, receipt)
    }

    private func lane(_ steps: [StepID]) async -> [(StepID, Outcome)] {
        var outcomes: [(StepID, Outcome)] = []
        for id in steps {
            if Task.isCancelled { break }
            let outcome = await take(id)
            outcomes.append((id, outcome))
            if !outcome.isGood { break }
        }
        return outcomes
    }
}

extension Outcome {
    /// The next step may begin.
    public var isGood: Bool { self == .done || self == .alreadyDone || self == .skipped }
}

extension Finding {
    /// A finding that stands in the way, in the form of a failure understood.
    public var diagnosis: Diagnosis {
        var diagnosis = plainDiagnosis
        // What Howdah can do here is known already.
        if !fixes.isEmpty { diagnosis.fixes = fixes }
        return diagnosis
    }

    private var plainDiagnosis: Diagnosis {
        if case .failure(let failure) = evidence { return Diagnosis(of: failure) }
        let cause = cause ?? "unknown"
        let page = Words.Causes.title(cause.rawValue) == nil ? nil : Words.Causes.page(cause.rawValue)
        return Diagnosis(
            cause: cause, title: title, explanation: detail.isEmpty ? page?.explanation ?? title : detail,
            fixes: Diagnosis.fixes(cause, page), evidence: "")
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension Engine {
    /// The passwords that nobody can be asked for, and that will be needed: keys of the answers.
    public func missingAnswers() async -> [String] {
        var missing: [String] = []
        if answers.database.password == .ask, services.secrets.get(.databasePassword) == nil {
            let login = await inspect(.database)["login"]
            if login?.state != .ok { missing.append("database.password") }
        }
        if answers.superuser.password == .ask, services.secrets.get(.superuserPassword) == nil {
            if !(await inspect(.test)).areDone { missing.append("superuser.password") }
        }
        return missing
    }
}

// What the wizard keeps for a person between two steps.
extension Engine {
    /// A password that was typed: Django's own in the file with the others, a person's own in memory alone.
    public func keep(_ secret: Secret, as name: SecretName) async throws(Failure) {
        try await layout.makeState(services.trust, noting: services.journal)
        try services.secrets.keep(in: layout.secretsFile)
        try services.secrets.put(name, secret, persist: name == .databasePassword)
    }

    /// Writes a text to the project's log folder, redacted, for its owner only.
    ///
    /// - Returns: its path as people write it.
    public func save(_ text: String, as name: String) async throws(Failure) -> String {
        try await layout.makeState(services.trust, noting: services.journal)
        let path = "\(layout.logFolder)/\(name)"
        try Files.write(services.redactor.redact(text), to: path, mode: 0o600)
        return Paths.shown(path, home: services.user.home)
    }
}
