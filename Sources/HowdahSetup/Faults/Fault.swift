import HowdahText

/// A way in which a set-up breaks, as a value: for the tests of the doctor, and for classes that practise mending.
///
/// A fault is only ever made in a throw-away project with a private server of its own (``FaultSite`` refuses others).
public struct Fault: Sendable {
    /// Stays the same over versions: `server-stopped`.
    public let name: String
    /// What the doctor must name.
    public let cause: Cause
    public let mending: Mending
    /// What it is called once the fix was tried: some faults show only then.
    public let causeInTheEnd: Cause
    /// Breaks it.
    let make: @Sendable (FaultSite) async throws(Failure) -> Void

    public enum Mending: Sendable, Equatable {
        /// By fixes that lose nothing.
        case automatic
        /// By a fix that somebody must agree to.
        case consent
        /// By the person alone: the doctor says how.
        case person
    }

    init(
        _ name: String, _ cause: Cause, _ mending: Mending = .automatic, inTheEnd: Cause? = nil,
        _ make: @escaping @Sendable (FaultSite) async throws(Failure) -> Void
    ) {
        self.name = name
        self.cause = cause
        self.mending = mending
        causeInTheEnd = inTheEnd ?? cause
        self.make = make
    }

    /// One sentence for whoever made it: what was broken.
    public var title: String { Words.Faults.title(name) }

    public static let all: [Fault] = server + python + project + database + migrations

    public static subscript(name: String) -> Fault? { all.first { $0.name == name } }

    /// - Throws: the site is no throw-away project, or the fault could not be made.
    public func inject(into site: FaultSite) async throws(Failure) {
        try await make(site)
        await site.services.memo.forget()
    }
}

/// A finished project that may be broken.
public struct FaultSite: Sendable {
    public let layout: Layout
    let services: Services
    let cluster: PrivateCluster
    /// The administrator of the private server.
    let admin: Route
    let role: String
    let database: String

    /// - Throws: `.refused` where the project's server is not its own: others would suffer with it.
    public init(_ answers: Answers, _ services: Services) async throws(Failure) {
        layout = Layout(base: services.base, answers: answers)
        let target = try await DatabaseTarget.of(answers, services)
        guard case .private(let cluster) = target.choice.server.kind, let admin = target.choice.server.admin else {
            throw .refused("unknown", sentence: Words.Faults.notThrowAway, next: Words.Faults.notThrowAwayNext)
        }
        self.services = services
        self.cluster = cluster
        self.admin = admin
        role = target.role
        database = target.name
    }

    func sql(_ statements: [SQL], in database: String = "postgres") async throws(Failure) {
        _ = try await services.query(statements, admin.on(database))
    }

    func stop() async throws(Failure) { try await cluster.stop(services) { _ in } }

    var settings: String { "\(layout.project)/\(layout.package)/settings.py" }
    var urls: String { "\(layout.project)/\(layout.package)/urls.py" }

    /// - Throws: `.refused` where the old text is not there: the fault would be none.
    func replace(_ old: Regex<Substring>, by new: String, in path: String) async throws(Failure) {
        let text = try Files.read(path)
        guard let range = text.firstRange(of: old) else {
            throw .refused("unknown", sentence: Words.Faults.notFound(path), next: "")
        }
        try Files.write(text.replacingCharacters(in: range, with: new), to: path)
        Bytecode.forget(of: path)
    }

    func append(_ text: String, to path: String) throws(Failure) {
        try Files.write((Files.exists(path) ? try Files.read(path) : "") + text, to: path)
        Bytecode.forget(of: path)
    }

    func manage(_ words: [String]) async throws(Failure) {
        let result = try await services.run(
            Command(layout.venvPython, ["manage.py"] + words, directory: layout.project), { _ in })
        guard result.code == 0 else {
            throw .command(program: "manage.py", code: result.code, output: result.output)
        }
    }

    /// Folders of the environment's packages whose names begin so.
    func packages(_ prefixes: [String]) -> [String] {
        let lib = layout.venv + "/lib"
        return Files.names(in: lib).flatMap { python in
            let folder = "\(lib)/\(python)/site-packages"
            return Files.names(in: folder).filter { name in prefixes.contains { name.lowercased().hasPrefix($0) } }
                .map { "\(folder)/\($0)" }
        }
    }

    func remove(_ paths: [String]) throws(Failure) { for path in paths { try Files.removeTree(path) } }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
