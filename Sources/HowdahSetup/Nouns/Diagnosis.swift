import HowdahText

/// A slug of the catalogue of causes. The spelling is a contract.
public struct Cause: RawRepresentable, Codable, Sendable, Hashable, ExpressibleByStringLiteral {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }
}

/// A failure understood: what it is, why, and what mends it.
public struct Diagnosis: Codable, Sendable, Equatable {
    public var cause: Cause
    public var title: String
    /// One or two sentences for a beginner.
    public var explanation: String
    public var fixes: [Fix]
    /// The lines that decided, redacted.
    public var evidence: String

    public init(cause: Cause, title: String, explanation: String, fixes: [Fix], evidence: String) {
        self.cause = cause
        self.title = title
        self.explanation = explanation
        self.fixes = fixes
        self.evidence = evidence
    }
}

extension Diagnosis {
    /// What Howdah can do about it by itself once somebody agrees. Where a name is to be typed first, `doctor --fix` asks.
    public var mendable: [Fix] { fixes.filter { !$0.actions.isEmpty && $0.typedName == nil } }
}

/// A way to mend a failure.
public struct Fix: Codable, Sendable, Equatable {
    public var id: String
    public var title: String
    /// What a person would type; may be empty.
    public var commands: [String]
    /// Howdah can do it itself without losing anything.
    public var automatic: Bool
    /// What Howdah does when it is chosen; empty: only a person can. Not part of the JSON.
    public var actions: [Action] = []
    /// Something could be lost: this name is to be typed first.
    public var typedName: String?

    /// Whether a person would do the same, whatever it mends.
    public func isSame(as other: Fix) -> Bool { title == other.title && commands == other.commands }

    enum CodingKeys: String, CodingKey { case id, title, commands, automatic }

    public init(id: String, title: String, commands: [String] = [], automatic: Bool = false) {
        self.id = id
        self.title = title
        self.commands = commands
        self.automatic = automatic
    }

    /// What Howdah can do, shown as a person would type it.
    ///
    /// - Parameter automatic: it loses nothing, so `--fix --yes` takes it.
    public init(id: String, _ actions: [Action], automatic: Bool, typedName: String? = nil) {
        self.init(
            id: id, title: actions.first?.title ?? "", commands: actions.flatMap(\.byHand), automatic: automatic)
        self.actions = actions
        self.typedName = typedName
    }
}
