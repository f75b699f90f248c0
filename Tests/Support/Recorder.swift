public import HowdahSetup
import Synchronization

/// Keeps the events of a run.
public final class Recorder: Sendable {
    private let kept = Mutex<[Event]>([])

    public init() {}

    public var events: [Event] { kept.withLock { $0 } }
    public var sink: @Sendable (Event) async -> Void { { event in self.kept.withLock { $0.append(event) } } }

    public var lines: [String] {
        events.flatMap { event -> [String] in if case .lines(_, let lines) = event { lines } else { [] } }
    }

    public var diagnoses: [Diagnosis] {
        events.compactMap { event in if case .diagnosed(_, let diagnosis) = event { diagnosis } else { nil } }
    }

    /// The titles of the actions that were begun.
    public var actions: [Action] {
        events.compactMap { event in if case .actionBegan(_, let action) = event { action } else { nil } }
    }
}

extension Engine {
    /// An engine whose events are kept.
    public static func recording(_ answers: Answers, _ services: Services) async throws -> (Engine, Recorder) {
        let recorder = Recorder()
        let engine = Engine(answers: answers, services: services, emit: recorder.sink)
        try await engine.prepare()
        return (engine, recorder)
    }
}

extension Answers {
    /// From TOML, as a person writes them.
    public static func toml(_ text: String) throws -> Answers { try AnswersFile.read(text, file: "answers.toml") }
}
