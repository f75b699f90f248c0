import HowdahText

/// Where everything of one project lies. All paths are absolute.
public struct Layout: Sendable, Equatable {
    /// Holds manage.py, Django's package, `.venv` and `.howdah`.
    public let project: String
    public let package: String
    /// `.venv`, or the `venv` or `env` that is there already.
    public let venv: String

    /// - Parameter base: the folder that relative paths resolve against.
    public init(base: String, answers: Answers) {
        let path = answers.project.path
        if !path.isEmpty {
            project = Paths.absolute(path, from: base)
        } else if Files.exists(base + "/manage.py") || Files.exists(base + "/.howdah") {
            // The second is there alone when a run ended, or a person went on by hand, before step 3.
            project = base
        } else {
            project = Paths.absolute(answers.project.name, from: base)
        }
        package = answers.project.name
        // An environment that a person made is used under its own name.
        let folder = project
        let names = [".venv", "venv", "env"]
        // One that works before one that is broken: its Python may be a link that leads nowhere.
        let own =
            names.first { Files.exists("\(folder)/\($0)/bin/python") }
            ?? names.first { Files.exists("\(folder)/\($0)/pyvenv.cfg") }
        venv = "\(folder)/\(own ?? ".venv")"
    }

    public var managePy: String { project + "/manage.py" }
    public var venvPython: String { venv + "/bin/python" }
    public var state: String { project + "/.howdah" }
    public var answersFile: String { state + "/answers.toml" }
    public var secretsFile: String { state + "/secrets.toml" }
    public var journalFile: String { state + "/journal.jsonl" }
    /// Held by the process that changes the project.
    public var lockFile: String { state + "/lock" }
    /// libpq's, for the style of settings that has one.
    public var passfile: String { state + "/passfile" }
    /// What the style `url` reads, unless the project has its own elsewhere.
    public var environmentFile: String { project + "/.env" }
    public var logFolder: String { state + "/log" }
    public var backups: String { state + "/backups" }
    public var postgres: String { state + "/postgres" }
    public var dataDirectory: String { Self.dataDirectory(in: project) }
    static func dataDirectory(in project: String) -> String { project + "/.howdah/postgres/data" }

    /// The file that says where the server is; nil: there is none yet.
    public func settingsFile(_ style: Answers.Style) -> String? {
        style == .url ? environmentFile : (try? ProjectFiles.facts(of: project))?.settingsFile
    }

    /// Makes `.howdah` with the `.gitignore` that keeps all of it out of git.
    ///
    /// - Parameters:
    ///   - trust: knows the folder from now on, where nothing of a stranger's is in it.
    ///   - journal: gets a note where the project's folder itself is new.
    func makeState(_ trust: Trust, noting journal: Journal) async throws(Failure) {
        let isOurs = !trust.isToAsk(self)
        let isNew = try Files.makeFolder(project)
        if isOurs { trust.agree(project) }
        try Files.makeFolder(state, mode: 0o700)
        try Files.makeFolder(logFolder, mode: 0o700)
        if !Files.exists(state + "/.gitignore") { try Files.write("*\n", to: state + "/.gitignore") }
        guard isNew else { return }
        try await journal.keep(in: journalFile)
        try await journal.append(.postgres, folderMade)
    }

    private var folderMade: Action {
        Action(
            Words.Project.makeFolder(Paths.name(of: project)), why: Words.Project.makeFolderWhy,
            .command(Command("mkdir", ["-p", project], directory: "/")), inverse: .removeEmptyFolder(project))
    }
}
