import HowdahText

/// What a look at a whole project found: the findings of the seven steps, and what the fixes are made of.
public struct Examination: Sendable {
    public internal(set) var findings: [Finding] = []

    let layout: Layout
    /// nil: Howdah never set up this project.
    let answers: Answers?
    /// The interpreter that the project is run with; nil: none works.
    var python: String?
    var environment: EnvironmentAnswer?
    var project: ProjectFacts?
    var django: DjangoState?
    /// What `DATABASES['default']` says, as libpq takes it; nil: no PostgreSQL, or the settings do not load.
    var application: Connection?
    /// The server that the answers lead to, for a project that Howdah set up.
    var choice: ServerChoice?
    /// Who may be asked about roles and databases of that server.
    var administrator: Route?

    init(layout: Layout, answers: Answers?) {
        self.layout = layout
        self.answers = answers
    }

    /// Nothing is wrong, and nothing left to do. A note, or what could not be looked at, is no fault.
    public var isHealthy: Bool { !findings.contains { $0.state == .problem || $0.state == .missing } }

    /// The first that is wrong, in the order of the steps: the others may be its consequences.
    public var worst: Finding? {
        findings.first { $0.state == .problem } ?? findings.first { $0.state == .missing }
    }

    public func count(_ state: Finding.State) -> Int { findings.count { $0.state == state } }

    /// What stands at which version, for whoever helps from afar.
    public var versions: [(name: String, version: String)] {
        var versions: [(String, String)] = []
        if let environment {
            versions.append(("Python", environment.version.map(String.init).joined(separator: ".")))
            versions += environment.installed.sorted { $0.key < $1.key }
        }
        if let number = django?.serverVersion {
            versions.append(("PostgreSQL", "\(number / 10000).\(number % 10000)"))
        } else if let major = choice?.server.major, major > 0 {
            versions.append(("PostgreSQL", String(major)))
        }
        return versions.map { (name: $0.0, version: $0.1) }
    }

    mutating func add(_ finding: Finding) { findings.append(finding) }
}
