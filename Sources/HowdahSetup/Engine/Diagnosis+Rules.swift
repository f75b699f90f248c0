import HowdahText

extension Diagnosis {
    /// Every failure has one; what no rule knows is shown as it is.
    public init(of failure: Failure) {
        let evidence = failure.evidence
        if case .refused(let cause, let sentence, let next) = failure {
            self.init(
                cause: cause, title: Words.Causes.title(cause.rawValue) ?? sentence, explanation: sentence,
                fixes: next.isEmpty ? [] : [Fix(id: "next", title: next)], evidence: "")
            return
        }
        let cause = Rule.all.first { $0.matches(failure) }?.cause ?? "unknown"
        self.init(cause: cause, evidence: evidence, failure: failure)
    }

    private init(cause: Cause, evidence: String, failure: Failure) {
        let words = Words.Causes.page(cause.rawValue)
        self.init(
            cause: cause, title: words.title, explanation: words.explanation, fixes: Self.fixes(cause, words),
            evidence: evidence)
    }

    static func fixes(_ cause: Cause, _ page: Words.Causes.Page?) -> [Fix] {
        (page?.fixes ?? []).enumerated().map { index, fix in
            Fix(id: "\(cause.rawValue)-\(index + 1)", title: fix.title, commands: fix.commands)
        }
    }
}

/// One cause and how its evidence looks. Trusted in this order: SQLSTATE, exit code or errno, stable tokens, prose.
struct Rule: Sendable {
    var cause: Cause
    var sqlStates: Set<String> = []
    var errnos: Set<Int32> = []
    /// Lower-case; all words of one of the lists must occur in the evidence.
    var texts: [[String]] = []

    func matches(_ failure: Failure) -> Bool {
        if let state = failure.sqlState, !state.isEmpty, sqlStates.contains(state) { return true }
        if let number = failure.errno, errnos.contains(number) { return true }
        let text = failure.evidence.lowercased()
        return texts.contains { words in words.allSatisfy(text.contains) }
    }

    /// From the particular to the general: the first that matches names the cause.
    static let all: [Rule] = [
        Rule(cause: "pep668-externally-managed", texts: [["externally-managed-environment"]]),
        Rule(
            cause: "peer-ident-auth-failed",
            texts: [["peer authentication failed"], ["ident authentication failed"]]),
        Rule(cause: "pg-hba-no-entry", texts: [["no pg_hba.conf entry"]]),
        Rule(cause: "role-nologin", texts: [["is not permitted to log in"]]),
        Rule(cause: "password-missing", texts: [["no password supplied"]]),
        Rule(cause: "password-auth-failed", sqlStates: ["28P01"], texts: [["password authentication failed"]]),
        Rule(cause: "role-missing", texts: [["role \"", "\" does not exist"]]),
        Rule(cause: "database-missing", sqlStates: ["3D000"], texts: [["database \"", "\" does not exist"]]),
        Rule(
            cause: "schema-public-permission",
            texts: [["permission denied for schema public"], ["no schema has been selected to create in"]]),
        Rule(
            cause: "create-privilege-missing",
            texts: [["permission denied to create"], ["must be member of role"], ["must be able to set role"]]),
        Rule(
            cause: "migrations-not-applied", sqlStates: ["42P01"],
            texts: [["undefinedtable"], ["relation \"", "\" does not exist"]]),
        Rule(cause: "server-starting-up", sqlStates: ["57P03"], texts: [["the database system is starting up"]]),
        Rule(
            cause: "disk-full", sqlStates: ["53100"], errnos: [28, 122],
            texts: [["no space left on device"], ["disk quota exceeded"]]),
        // EPERM, EACCES, EROFS
        Rule(cause: "file-permission", errnos: [1, 13, 30]),
        Rule(cause: "too-many-connections", sqlStates: ["53300"]),
        Rule(cause: "database-in-use", sqlStates: ["55006"], texts: [["is being accessed by other users"]]),
        Rule(cause: "role-exists", sqlStates: ["42710"]),
        Rule(cause: "database-exists", sqlStates: ["42P04"]),
        Rule(
            cause: "server-closed-connection", sqlStates: ["57P01", "57P02", "08006"],
            texts: [["server closed the connection unexpectedly"]]),
        Rule(
            cause: "host-unresolvable",
            texts: [["could not translate host name"], ["name or service not known", "connection to server"]]),
        Rule(
            cause: "postgres-not-running",
            texts: [
                ["connection refused", "5432"], ["connection to server", "connection refused"],
                ["connection to server on socket", "no such file or directory"], ["could not connect to server"],
                ["is the server running"],
            ]),
        Rule(cause: "stale-postmaster-pid", texts: [["lock file \"postmaster.pid\" already exists"]]),
        Rule(
            cause: "pg-port-in-use",
            texts: [["could not bind", "address already in use"]]),
        Rule(
            cause: "pip-network",
            texts: [
                ["temporary failure in name resolution"], ["newconnectionerror"],
                ["failed to establish a new connection"],
                ["connecttimeouterror"], ["read timed out"], ["proxyerror"], ["certificate_verify_failed"],
                ["unknownissuer"], ["failed to fetch", "dns"], ["error sending request"],
            ]),
        Rule(
            cause: "no-matching-distribution",
            texts: [
                ["no matching distribution found"], ["could not find a version that satisfies"],
                ["no solution found when resolving"],
            ]),
        Rule(cause: "pg-config-missing", texts: [["pg_config executable not found"]]),
        Rule(cause: "build-headers-missing", texts: [["python.h: no such file"], ["libpq-fe.h: no such file"]]),
        Rule(
            cause: "psycopg-not-installed",
            texts: [["error loading psycopg2 or psycopg module"], ["no module named 'psycopg"]]),
        Rule(
            cause: "settings-syntax-error",
            texts: [["syntaxerror"], ["indentationerror"], ["taberror"]]),
        Rule(cause: "python-module-missing", texts: [["modulenotfounderror"], ["no module named"]]),
        Rule(cause: "postgres-version-too-old", texts: [["or later is required", "postgresql"]]),
        Rule(cause: "runserver-port-in-use", texts: [["that port is already in use"]]),
        Rule(
            cause: "project-name-invalid",
            texts: [["is not a valid project name"], ["conflicts with the name of an existing python module"]]),
        Rule(
            cause: "pip-or-venv-missing",
            texts: [["ensurepip is not available"], ["no module named pip"], ["no module named venv"]]),
        Rule(
            cause: "apt-locked", texts: [["could not get lock", "dpkg"], ["unable to acquire the dpkg frontend lock"]]),
        Rule(
            cause: "apt-package-unavailable", texts: [["unable to locate package"], ["has no installation candidate"]]),
        Rule(
            cause: "sudo-needed",
            texts: [
                ["a password is required", "sudo"], ["are you root?"], ["a terminal is required to read the password"],
            ]),
        Rule(cause: "run-as-root", texts: [["cannot be run as root"]]),
        Rule(cause: "locale-invalid", texts: [["invalid locale name"]]),
        Rule(
            cause: "data-dir-permissions",
            texts: [["data directory", "has invalid permissions"], ["data directory", "has wrong ownership"]]),
        Rule(
            cause: "connection-timeout", texts: [["timeout expired"], ["connection timed out"], ["no route to host"]]),
    ]
}

extension Failure {
    var errno: Int32? {
        switch self {
        case .file(_, _, let number), .notStarted(_, let number): number
        default: nil
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
