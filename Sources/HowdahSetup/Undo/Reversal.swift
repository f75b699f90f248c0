import HowdahText

/// One thing that Howdah did, and how it is taken back: shown, agreed to, run.
public struct Reversal: Sendable, Equatable {
    public var action: Action
    public var consent: Consent
    /// Entries of the journal that are over with it.
    var sequences: [Int]
    /// What must have been done before: a server that runs keeps its data.
    public var needs: Action?

    public enum Consent: Sendable, Equatable {
        /// Nothing is lost: a yes, or `--yes`.
        case yes
        /// A person must look: somebody edited since. `--yes` leaves it.
        case decision
        /// What is lost is lost: this name is to be typed, or given with `--name`.
        case typedName(String)
    }

    init(_ action: Action, _ consent: Consent, _ sequences: [Int] = [], needs: Action? = nil) {
        self.action = action
        self.consent = consent
        self.sequences = sequences
        self.needs = needs
    }
}

/// All that can be taken back, newest first, and what stays and why.
public struct UndoPlan: Sendable, Equatable {
    public var reversals: [Reversal] = []
    /// Sentences: what is left as it is.
    public var left: [String] = []
    /// Something could not be looked at, so it is not known what is left.
    public var isBlind = false

    mutating func leave(unseen sentence: String) {
        left.append(sentence)
        isBlind = true
    }
}
