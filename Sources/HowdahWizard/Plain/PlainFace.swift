public import HowdahSetup
import HowdahTerminal
import HowdahText

/// The seven steps line by line: nothing is ever painted over, for screen readers, simple terminals and logs.
public actor PlainFace {
    var answers: Answers
    /// The project whose kept answers these are.
    private let kept: String?
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
    /// What was at work when the person stopped it; nil: nobody did.
    var stopped: [String]?
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
        answers: Answers, kept: String? = nil, services: Services, conversation: Conversation, work: Interruptible,
        beat: Double = 15
    ) {
        self.answers = answers
        self.kept = kept
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
            try await askName()
            while true {
                let isExpress = try await wantsExpress()
                if let code = try await isExpress ? express() : guided() { return code }
            }
        } catch {
            await say("", Words.Wizard.leftBefore(shownFolder))
            await conversation.ring()
            return error.code
        }
    }

    var shownFolder: String {
        Paths.shown(Layout(base: services.base, answers: answers).project, home: services.user.home)
    }

    /// Before the first question there is nothing to go back to.
    private func askName() async throws(Left) {
        while true {
            switch try await change([.projectName], []) {
            case .changed: return answers.beginAnew(unless: kept)
            case .back: await say(Words.Plain.noWayBack)
            case .cancelled: throw Left(code: code)
            }
        }
    }

    private func wantsExpress() async throws(Left) -> Bool {
        while true {
            switch try await pick(Words.Wizard.wayTitle, StepForm.ways(selection: 0)) {
            case .value(let index): return index == 1
            case .back: try await askName()
            case .cancel: throw Left(code: code)
            }
        }
    }

    /// - Returns: the exit code; nil: back to the way.
    private func guided() async throws(Left) -> Int32? {
        var index = 0
        while index < StepID.allCases.count {
            switch try await page(StepID.allCases[index]) {
            case .next: index += 1
            case .back: index -= 1
            }
            if index < 0 { return nil }
        }
        return await conclude()
    }

    enum Turn { case next, back }

    /// What the key of a fix does.
    static func key(_ fix: Fix) -> String {
        fix.isConsent ? Words.Plain.agreeKey(fix.title) : Words.Plain.mendKey(fix.title)
    }

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
            var known: Set<String> = ["", "b"]
            if fix != nil { known.insert(fix?.isConsent == true ? "a" : "m") }
            if !entries.isEmpty { known.insert("c") }
            if !done { known.insert("d") }
            switch try await key((fix.map(Self.key) ?? "") + keys, of: known) {
            case "a": Engine(answers: answers, services: services).agree()
            case "m":
                if let turn = try await attempt(id, entries, with: fix) { return turn }
            case "c": _ = try await change(entries, preview.findings)
            case "d": await doByHand(id)
            case "b": return .back
            default:
                if done {
                    outcomes[id] = outcomes[id] == .done ? .done : .alreadyDone
                    return .next
                }
                if obstacle == nil, let turn = try await attempt(id, entries) { return turn }
            }
        }
    }

    /// Runs a step until it is done, or left.
    ///
    /// - Returns: nil: back to its page.
    private func attempt(_ id: StepID, _ entries: [Entry], with fix: Fix? = nil) async throws(Left) -> Turn? {
        var chosen = fix
        while true {
            if id == .database || id == .test {
                guard try await askPasswords(entries) else { return nil }
            }
            let outcome =
                if let fix = chosen { await mend(fix, id) } else { await advance(id) }
            chosen = nil
            if outcome.isGood { return .next }
            askAnewIfRefused()
            let fix = diagnosis?.mendable.first
            let keys =
                id == .test
                ? Words.Plain.testFailedKeys
                : entries.isEmpty ? Words.Plain.failedKeysNothingToChange : Words.Plain.failedKeys
            let known: Set<String> = [
                "", "d", "b", id == .test ? "s" : "", fix == nil ? "" : "m", entries.isEmpty ? "" : "c",
            ]
            switch try await key((fix.map(Self.key) ?? "") + keys, of: known) {
            case "m": chosen = fix
            case "c":
                _ = try await change(entries, [])
                return nil
            case "s":
                outcomes[id] = .skipped
                return .next
            case "d":
                await doByHand(id)
                return nil
            case "b": return nil
            default: continue
            }
        }
    }

    /// A typed password that Django refused would be refused again.
    func askAnewIfRefused() {
        guard diagnosis?.cause == "password-too-weak", passwords.removeValue(forKey: .superuserPassword) != nil else {
            return
        }
        services.secrets.forget(.superuserPassword)
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
