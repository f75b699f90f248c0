/// What a run reports while it goes on, in this order for each step:
/// began, inspected, planned, then per action began, lines and progress, finished; last the outcome.
public enum Event: Sendable {
    case stepBegan(StepID)
    case inspected(StepID, [Finding])
    case planned(StepID, [Action])
    case actionBegan(StepID, Action)
    /// Lines as they came, sanitised and redacted, in batches.
    case lines(StepID, [String])
    case progress(StepID, done: Int, total: Int)
    case actionFinished(StepID, Action, seconds: Double)
    case diagnosed(StepID, Diagnosis)
    case stepFinished(StepID, Outcome)
    case receipt(Receipt)
}

/// How a step ended. The raw values are the contract of `apply --json`.
public enum Outcome: String, Codable, Sendable {
    case alreadyDone = "already-done"
    case done
    case skipped
    case failed
    case cancelled
    case notReached = "not-reached"
}

/// The result of a whole run, also of one that failed.
public struct Receipt: Codable, Sendable, Equatable {
    public enum Login: String, Codable, Sendable {
        case verified
        case notChecked = "not-checked"
        case failed
    }

    public var ok: Bool
    public var adminURL: String?
    public var login: Login
    public var serverVersion: String?
    public var database: String?
    public var user: String?
    public var tables: Int?
    public var django: String?
    public var adapter: String?
    /// Wall time of the whole run.
    public var seconds: Double
    /// Where the handout's notes lie, as people write it; not part of the JSON.
    public var notes: String?

    enum CodingKeys: String, CodingKey {
        case ok
        case adminURL = "admin_url"
        case login
        case serverVersion = "server_version"
        case database, user, tables, django, adapter, seconds
    }
}

extension Receipt {
    /// Every key is always there; what is not known is null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(ok, forKey: .ok)
        try container.encode(adminURL, forKey: .adminURL)
        try container.encode(login, forKey: .login)
        try container.encode(serverVersion, forKey: .serverVersion)
        try container.encode(database, forKey: .database)
        try container.encode(user, forKey: .user)
        try container.encode(tables, forKey: .tables)
        try container.encode(django, forKey: .django)
        try container.encode(adapter, forKey: .adapter)
        try container.encode(seconds, forKey: .seconds)
    }
}
