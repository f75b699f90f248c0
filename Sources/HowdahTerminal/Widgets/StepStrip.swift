import HowdahText

/// The steps beside each other, each with its state as sign and word.
public struct StepStrip: Sendable, Equatable {
    public enum State: Sendable, Equatable, CaseIterable {
        case toDo, running, done, alreadyDone, warning, failed, skipped, cancelled

        /// The state in a word of at most seven letters.
        public var word: String {
            switch self {
            case .toDo: Words.Terminal.stateToDo
            case .running: Words.Terminal.stateRunning
            case .done: Words.Terminal.stateDone
            case .alreadyDone: Words.Terminal.stateAlreadyDone
            case .warning: Words.Terminal.stateWarning
            case .failed: Words.Terminal.stateFailed
            case .skipped: Words.Terminal.stateSkipped
            case .cancelled: Words.Terminal.stateCancelled
            }
        }

        /// The state as a sign.
        public func sign(_ glyphs: Glyphs) -> Character {
            switch self {
            case .toDo: glyphs.todo
            case .running: glyphs.current
            case .done, .alreadyDone: glyphs.done
            case .warning: glyphs.warning
            case .failed: glyphs.problem
            case .skipped, .cancelled: glyphs.skipped
            }
        }

        public var role: Role {
            switch self {
            case .toDo, .skipped: .dim
            case .running: .running
            case .done, .alreadyDone: .ok
            case .warning, .cancelled: .warning
            case .failed: .problem
            }
        }
    }

    public struct Step: Sendable, Equatable {
        /// One word, shown where there are two rows.
        public var name: String
        public var state: State

        public init(_ name: String, _ state: State) {
            self.name = name
            self.state = state
        }
    }

    public var steps: [Step]
    /// The index of the step that the page shows; nil for none.
    public var current: Int?

    public init(_ steps: [Step], current: Int? = nil) {
        self.steps = steps
        self.current = current
    }

    /// In one row: number, sign and word of each. In two: numbers and names above signs and words.
    public func draw(in rect: Rect, on screen: inout Screen) {
        guard !steps.isEmpty, !rect.isEmpty else { return }
        let glyphs = screen.glyphs
        for (index, step) in steps.enumerated() {
            // The columns are shared out so that the last step ends at the edge.
            let x = rect.x + index * rect.width / steps.count
            let width = rect.x + (index + 1) * rect.width / steps.count - x - 1
            let state = "\(step.state.sign(glyphs)) \(step.state.word)"
            let isCurrent = index == current
            if rect.height == 1 {
                let text = "\(index + 1) \(state)"
                screen.write(text, at: Point(x: x, y: rect.y), role: step.state.role, maxWidth: width)
                if isCurrent { screen.paint(Rect(x: x, y: rect.y, width: 1, height: 1), role: .selected) }
            } else {
                screen.write(
                    "\(index + 1) \(step.name)", at: Point(x: x, y: rect.y), role: isCurrent ? .title : .dim,
                    maxWidth: width)
                screen.write(state, at: Point(x: x, y: rect.y + 1), role: step.state.role, maxWidth: width)
            }
        }
    }
}
