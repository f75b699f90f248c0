import HowdahText

extension Diagnosis {
    /// Every failure has one; what no rule knows is shown as it is.
    public init(of failure: Failure) {
        if case .refused(let cause, let sentence, let next) = failure {
            self.init(
                cause: cause, title: Words.Causes.title(cause.rawValue) ?? sentence, explanation: sentence,
                fixes: next.isEmpty ? [] : [Fix(id: "next", title: next)], evidence: "")
            return
        }
        self.init(cause: Self.cause(of: failure), evidence: failure.evidence)
    }

    /// SQLSTATE first, then errno, then the words. Of the causes that share a code the words choose.
    private static func cause(of failure: Failure) -> Cause {
        var classifier = Classifier()
        classifier.read(failure.context.utf8)
        classifier.read(failure.evidence.utf8)
        let said = classifier.finish()?.cause
        if let state = failure.sqlState, let possible = byState[state] {
            return said.flatMap { possible.contains($0) ? $0 : nil } ?? possible[0]
        }
        if let number = failure.errno, let rule = Rule.all.first(where: { $0.errnos.contains(number) }) {
            return rule.cause
        }
        return said ?? "unknown"
    }

    /// What a code can mean, the usual first (facts measured on PostgreSQL 15: four reasons share 28P01).
    private static let byState: [String: [Cause]] = [
        "25006": ["database-read-only"],
        "28P01": ["password-auth-failed", "role-expired", "role-missing", "password-missing"],
        "28000": [
            "pg-hba-no-entry", "peer-ident-auth-failed", "role-nologin", "role-missing", "ssl-not-supported",
            "password-missing",
        ],
        "3D000": ["database-missing"],
        "3F000": ["no-schema-selected"],
        "42501": [
            "create-privilege-missing", "schema-public-permission", "not-table-owner", "extension-permission",
        ],
        "42704": ["role-missing", "database-missing"],
        "42P01": ["migrations-not-applied"],
        "42P04": ["database-exists"],
        "42P07": ["object-already-exists"],
        "42701": ["object-already-exists"],
        "42710": ["role-exists", "object-already-exists"],
        "42804": ["cannot-cast-automatically"],
        "22023": ["encoding-template-mismatch", "locale-invalid"],
        "40P01": ["deadlock-or-lock-timeout"],
        "55P03": ["deadlock-or-lock-timeout"],
        "53100": ["disk-full", "shared-memory-limit"],
        "53200": ["out-of-memory", "shared-memory-limit"],
        "53300": ["too-many-connections"],
        "55006": ["database-in-use"],
        "57P01": ["server-closed-connection"],
        "57P02": ["server-closed-connection"],
        "57P03": ["server-starting-up"],
        "08003": ["server-closed-connection"],
        "08006": ["server-closed-connection"],
    ]

    static func fixes(_ cause: Cause, _ page: Words.Causes.Page?) -> [Fix] {
        (page?.fixes ?? []).enumerated().map { index, fix in
            Fix(id: "\(cause.rawValue)-\(index + 1)", title: fix.title, commands: fix.commands)
        }
    }
}

extension Failure {
    var sqlState: String? {
        switch self {
        case .postgres(let state, _, _, _): state
        case .python(_, _, let state, _): state.isEmpty ? nil : state
        default: nil
        }
    }

    /// A server that comes up, or that is going: nothing listens (no code), or it says so itself (57P03,
    /// cannot_connect_now). Any other refusal is an answer. That a password is missing libpq says itself, without a
    /// code; but the question came from a server.
    var isNoAnswerYet: Bool {
        ["57P03", ""].contains(sqlState) && Diagnosis(of: self).cause != "password-missing"
    }

    var errno: Int32? {
        switch self {
        case .file(_, _, let number), .notStarted(_, let number): number
        default: nil
        }
    }

    /// What the words do not say and the failure knows: who spoke, or to what.
    fileprivate var context: String {
        switch self {
        case .postgres: "libpq\n"
        case .command(let program, _, _): program + "\n"
        case .python: "django\n"
        default: ""
        }
    }

    /// What was seen, in lines; redacted where it was made.
    public var evidence: String {
        switch self {
        case .command(let program, let code, let output):
            output.isEmpty ? Words.Failures.ended(program, code) : output
        case .notStarted(let program, let number): Words.Failures.notStarted(program, ErrorText.of(number))
        case .timedOut(let what, let seconds): Words.Failures.timedOut(what, seconds)
        case .postgres(let state, let message, let detail, _):
            ([state.isEmpty ? message : "\(message)"] + (detail.isEmpty ? [] : [detail])).joined(separator: "\n")
        case .file(let path, let operation, let number): Words.Failures.file(path, operation, ErrorText.of(number))
        case .python(let kind, let message, _, let traceback):
            "\(kind): \(message)" + (traceback.isEmpty ? "" : "\n\n" + traceback)
        case .refused(_, let sentence, _): sentence
        case .cancelled: Words.Failures.cancelled
        }
    }
}
