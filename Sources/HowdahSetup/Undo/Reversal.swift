import HowdahText

/// One thing that Howdah did, and how it is taken back: shown, agreed to, run.
public struct Reversal: Sendable, Equatable {
    public var action: Action
    public var consent: Consent
    /// Entries of the journal that are over with it.
    var sequences: [Int]
    /// What must have been done before: a server that runs keeps its data.
    public var needs: Action?
    /// What it saves, where that is all that it does.
    public var saving: Saving?
    /// The folder that it removes, where what others put there keeps it.
    var onlyIfEmpty: String?
    /// It removes what a later undo would need: only after all before it.
    public var comesLast = false

    /// Data that is written to a file before the database goes.
    public struct Saving: Sendable, Equatable {
        public var database: Route
        /// What is typed for what is lost then.
        public var name: String
        /// Absolute path of a file that is not there yet.
        public var file: String
    }

    public enum Consent: Sendable, Equatable {
        /// Nothing is lost: a yes, or `--yes`.
        case yes
        /// A person must look: somebody edited since. `--yes` leaves it.
        case decision
        /// What is lost is lost: this name is to be typed, or given with `--name`.
        case typedName(String)
    }

    init(
        _ action: Action, _ consent: Consent, _ sequences: [Int] = [], needs: Action? = nil, saving: Saving? = nil,
        onlyIfEmpty: String? = nil
    ) {
        self.action = action
        self.consent = consent
        self.sequences = sequences
        self.needs = needs
        self.saving = saving
        self.onlyIfEmpty = onlyIfEmpty
    }
}

extension Reversal {
    /// The private server that it stops.
    public var stopped: PrivateCluster? {
        if case .server(.stop(let cluster)) = action.work { cluster } else { nil }
    }
}

/// All that can be taken back, newest first, and what stays and why.
public struct UndoPlan: Sendable, Equatable {
    public var reversals: [Reversal] = []
    /// Sentences: what is left as it is.
    public var left: [String] = []
    /// Something could not be looked at, so it is not known what is left.
    public var isBlind = false

    /// What was made more than once goes once; but what gets its old name back in between is another one.
    mutating func add(_ reversal: Reversal) {
        if let index = reversals.lastIndex(where: { $0.action == reversal.action }),
            !reversals[index...].contains(where: { $0.needs == reversal.action })
        {
            reversals[index].sequences += reversal.sequences
        } else {
            reversals.append(reversal)
        }
    }

    /// What is still to be done when undo ended early: a server that was only started for a moment is stopped again.
    public func toClose(after done: [Reversal]) -> Reversal? {
        func isStart(_ reversal: Reversal) -> Bool {
            if case .server(.start) = reversal.action.work { true } else { false }
        }
        guard done.contains(where: isStart), let stop = reversals.first(where: { $0.stopped != nil }),
            !done.contains(stop)
        else { return nil }
        return stop
    }

    mutating func leave(unseen sentence: String) {
        left.append(sentence)
        isBlind = true
    }
}
