import HowdahSetup
import HowdahTerminal
import HowdahText

/// One step as the wizard knows it: what was found, what is planned, what ran.
struct Page: Sendable {
    enum Phase: Sendable, Equatable {
        /// Form and preview: Enter runs.
        case form
        case running
        /// The outcome stays until Enter goes on.
        case result
    }

    let id: StepID
    var phase = Phase.form
    /// nil: being looked at.
    var preview: Preview?
    var outcome: Outcome?
    var run = Run()
    /// The first line of the preview that is shown.
    var scroll = 0
    /// Which of the numbered choices after a failure is in focus.
    var choice = 0

    init(_ id: StepID) { self.id = id }

    var findings: [Finding] { preview?.findings ?? [] }
    var isDone: Bool { findings.areDone }

    /// What stands in the way before anything runs: a finding that no plan can mend, or a plan that cannot be made.
    var obstacle: Diagnosis? {
        guard let preview else { return nil }
        if let problem = preview.findings.problem { return problem.diagnosis.inAForm }
        guard case .failure(let failure) = preview.plan else { return nil }
        return Diagnosis(of: failure)
    }

    var actions: [Action] {
        guard case .success(let actions)? = preview?.plan else { return [] }
        return actions
    }

    var state: StepStrip.State {
        switch phase {
        case .running: return .running
        case .form, .result: break
        }
        switch outcome {
        case .done?: return .done
        case .alreadyDone?: return .alreadyDone
        case .failed?: return .failed
        case .cancelled?: return .cancelled
        case .skipped?: return .skipped
        case .notReached?, nil: return isDone ? .alreadyDone : obstacle == nil ? .toDo : .warning
        }
    }
}

/// What runs in a step, or ran.
struct Run: Sendable {
    struct Finished: Sendable, Equatable {
        var title: String
        var seconds: Double
        var isWebServer = false
    }

    /// All that is to run, in order.
    var actions: [Action] = []
    var finished: [Finished] = []
    /// The title of the action that runs, and since when.
    var current: (title: String, began: Double)?
    var progress: (done: Int, total: Int)?
    var log = LogView.wrapping
    var diagnosis: Diagnosis?
    /// On the loop's clock, in seconds; nil: nothing was run.
    var began: Double?
    var ended: Double?
    /// When a line or progress came last.
    var heard = 0.0
    var isCancelling = false
    /// What the last line says that it waits for.
    var wait: Action.Wait?
    /// What was found when it was looked at again.
    var verified: [Finding] = []

    /// The last line that says anything.
    var lastLine: String { log.lines.last?.text ?? "" }

    /// The action that runs, as it was planned.
    var running: Action? { current.flatMap { current in actions.first { $0.title == current.title } } }

    /// How the action that runs is getting on; nil: none runs.
    func pace(_ now: Double, _ times: Times) -> Pace? {
        guard let current else { return nil }
        return Pace(
            elapsed: now - current.began, silent: now - heard, usual: running.map(times.usual),
            wait: wait ?? running?.likelyWait ?? .unknown, isWaiting: wait != nil)
    }

    func elapsed(_ now: Double) -> Double { began.map { max(0, (ended ?? now) - $0) } ?? 0 }
}

extension LogView {
    /// Long lines are broken, so that a beginner need not know how to move sideways.
    static var wrapping: LogView {
        var log = LogView()
        log.wraps = true
        return log
    }
}
