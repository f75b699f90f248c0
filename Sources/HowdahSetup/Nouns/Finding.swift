/// One checked fact about one step.
///
/// A step is done when each of its findings is `ok` or a `warning`.
public struct Finding: Sendable, Equatable {
    public var step: StepID
    /// What was looked at, as a slug that stays the same over versions: `binaries`, `role`, `settings`.
    public var check: String
    public var state: State
    /// One line that says what was found.
    public var title: String
    /// More for those who want it; may be empty.
    public var detail: String
    /// A slug of the catalogue when something is wrong.
    public var cause: Cause?
    public var evidence: Evidence
    /// What mends it, the safest first.
    public var fixes: [Fix] = []

    public enum State: String, Codable, Sendable {
        case ok
        /// Not done yet; the step's plan will do it.
        case missing
        case problem
        case warning
        case unknown
    }

    public init(
        _ step: StepID, _ check: String, _ state: State, _ title: String, detail: String = "",
        cause: Cause? = nil, evidence: Evidence = .none
    ) {
        self.step = step
        self.check = check
        self.state = state
        self.title = title
        self.detail = detail
        self.cause = cause
        self.evidence = evidence
    }
}

/// What an inspection learned, for the plan that follows it.
public enum Evidence: Sendable, Equatable {
    case none
    case server(ServerChoice)
    case python(PythonFacts)
    case environment(VenvFacts)
    case project(ProjectFacts)
    case administrator(AdministratorFacts)
    case role(RoleFacts)
    case database(DatabaseFacts)
    case login(LoginFacts)
    case edit(SettingsEdit)
    case line(LineEdit)
    case django(DjangoState)
    case failure(Failure)
    /// Where a server was found instead.
    case elsewhere(Connection)
}

extension [Finding] {
    /// Nothing is left to do.
    public var areDone: Bool { !isEmpty && allSatisfy { $0.state == .ok || $0.state == .warning } }

    /// The first thing that no plan of the step can mend by itself.
    public var problem: Finding? { first { $0.state == .problem } }

    /// What is in the way, or else the first that is not as it should be.
    public var open: Finding? { problem ?? first { $0.state != .ok && $0.state != .warning } }

    public subscript(check: String) -> Finding? { first { $0.check == check } }
}

/// The seven steps by number, in the article's order.
public enum StepID: Int, Codable, Sendable, CaseIterable, Comparable {
    case postgres = 1
    case adapter
    case project
    case database
    case settings
    case migrate
    case test

    public static func < (a: StepID, b: StepID) -> Bool { a.rawValue < b.rawValue }
}
