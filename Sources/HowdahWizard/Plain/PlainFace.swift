public import HowdahSetup
import HowdahTerminal
import HowdahText

/// The seven steps line by line: nothing is ever painted over, for screen readers, simple terminals and logs.
public actor PlainFace {
    var answers: Answers
    let services: Services
    let conversation: Conversation
    let work: Interruptible
    /// What the programs of the step that ran last said; told only on request.
    var log: [String] = []
    /// What was said since the person answered last, for those who did not catch it.
    var message: [String] = []
    /// What runs now, for the heartbeat.
    var running: [StepID: Running] = [:]
    /// Seconds between two signs of life while something runs.
    let beat: Double
    var outcomes: [StepID: Outcome] = [:]
    /// What stood in the way last.
    var diagnosis: Diagnosis?
    var seconds = 0.0
    /// What the test ran, and the web server that it left running.
    var tested: [Action] = []
    var web: WebServer?
    /// The step that is talked about: its questions are part of the help.
    var page = StepID.postgres
    /// Typed passwords, until a step needs them.
    var passwords: [SecretName: Secret] = [:]

    public init(
        answers: Answers, services: Services, conversation: Conversation, work: Interruptible, beat: Double = 15
    ) {
        self.answers = answers
        self.beat = beat
        self.services = services
        self.conversation = conversation
        self.work = work
    }

    /// The person left, or is gone.
    struct Left: Error { var code: Int32 }

    /// Walks the steps to the end.
    ///
    /// - Returns: the exit code.
    public func run() async -> Int32 {
        do throws(Left) {
            await say(
                Words.Wizard.what, Words.Wizard.how, Words.Plain.folder(shownFolder), Words.Plain.ctrlC,
                Words.Plain.always, "")
            // The folder is named after it, so it comes before anything is made.
            try await change([.projectName], [])
            guard try await wantsExpress() else { return try await guided() }
            return try await express()
        } catch {
            await say("", Words.Wizard.leftBefore(shownFolder))
            await conversation.ring()
            return error.code
        }
    }

    var shownFolder: String {
        Paths.shown(Layout(base: services.base, answers: answers).project, home: services.user.home)
    }

    private func wantsExpress() async throws(Left) -> Bool {
        let ways = StepForm.ways(selection: 0)
        return try await choose(Words.Wizard.wayTitle, ways) == 1
    }

    private func guided() async throws(Left) -> Int32 {
        var index = 0
        while index < StepID.allCases.count {
            switch try await page(StepID.allCases[index]) {
            case .next: index += 1
            case .back: index = max(0, index - 1)
            }
        }
        return await conclude()
    }

    enum Turn { case next, back }

    /// One step: what it is, what is there, what would run; then the person's word.
    private func page(_ id: StepID) async throws(Left) -> Turn {
        page = id
        await say("", Words.Plain.step(id.rawValue, Step[id].name), "", Words.Steps.why(id.rawValue), "")
        while true {
            let preview = await look(id)
            let done = preview.findings.areDone
            let obstacle = obstacle(preview)
            await describe(id, preview)
            let entries = entries(StepForm[id], preview.findings, id)
            let keys =
                done
                ? (entries.isEmpty ? Words.Plain.doneKeysNothingToChange : Words.Plain.doneKeys)
                : obstacle != nil
                    ? Words.Plain.obstacleKeys
                    : entries.isEmpty ? Words.Plain.runKeysNothingToChange : Words.Plain.runKeys
            let fix = done ? nil : obstacle?.mendable.first
            switch try await key(fix.map { Words.Plain.mendKey($0.title) + keys } ?? keys) {
            case "m" where fix?.isConsent == true: Engine(answers: answers, services: services).agree()
            case "m" where fix != nil:
                if let turn = try await attempt(id, entries, with: fix) { return turn }
            case "" where done:
                outcomes[id] = outcomes[id] == .done ? .done : .alreadyDone
                return .next
            case "" where obstacle != nil: continue
            case "":
                if let turn = try await attempt(id, entries) { return turn }
            case "c" where !entries.isEmpty: try await change(entries, preview.findings)
            case "d" where !done: await doByHand(id)
            case "b": return .back
            case "q": throw Left(code: code)
            default: await say(Words.Plain.notUnderstood)
            }
        }
    }

    /// Runs a step until it is done, or left.
    ///
    /// - Returns: nil: back to its page.
    private func attempt(_ id: StepID, _ entries: [Entry], with fix: Fix? = nil) async throws(Left) -> Turn? {
        var chosen = fix
        while true {
            if id == .database || id == .test { try await askPasswords(entries) }
            let outcome =
                if let fix = chosen { await mend(fix, id) } else { await advance(id) }
            chosen = nil
            if outcome.isGood { return .next }
            let fix = diagnosis?.mendable.first
            let keys = id == .test ? Words.Plain.testFailedKeys : Words.Plain.failedKeys
            switch try await key(fix.map { Words.Plain.mendKey($0.title) + keys } ?? keys) {
            case "": continue
            case "m" where fix != nil: chosen = fix
            case "c":
                try await change(entries, [])
                return nil
            case "s" where id == .test:
                outcomes[id] = .skipped
                return .next
            case "d":
                await doByHand(id)
                return nil
            case "b": return nil
            case "q": throw Left(code: code)
            default: await say(Words.Plain.notUnderstood)
            }
        }
    }

    private func express() async throws(Left) -> Int32 {
        let entries = entries(StepForm.review, [], .test)
        while true {
            await say("", Words.Wizard.reviewTitle, Words.Plain.lookingAt)
            var question: Fix?
            for id in StepID.allCases where question == nil {
                await say("", Words.Plain.step(id.rawValue, Step[id].name))
                let preview = await look(id)
                await describe(id, preview)
                question = obstacle(preview)?.mendable.first(where: \.isConsent)
            }
            if let question {
                switch try await key(Words.Plain.mendKey(question.title) + Words.Plain.obstacleKeys) {
                case "m": Engine(answers: answers, services: services).agree()
                case "b": return try await guided()
                case "q": throw Left(code: code)
                default: await say(Words.Plain.notUnderstood)
                }
                continue
            }
            await describe(entries)
            switch try await key(Words.Plain.expressKeys) {
            case "":
                try await askPasswords(entries)
                if await applyAll() { return await conclude() }
            case "c": try await change(entries, [])
            case "b": return try await guided()
            case "q": throw Left(code: code)
            default: await say(Words.Plain.notUnderstood)
            }
        }
    }

    var code: Int32 { outcomes.values.contains(.failed) ? 1 : 2 }

    /// The person's own shell, and back.
    private func doByHand(_ id: StepID) async {
        let engine = Engine(answers: answers, services: services)
        do throws(Failure) { try await engine.doByHand(id, width: Self.width) } catch {
            await say(Words.ByHand.noShell(Diagnosis(of: error).title))
            return
        }
        await say(Words.ByHand.came, "")
    }
}
