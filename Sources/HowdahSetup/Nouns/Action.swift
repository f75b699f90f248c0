/// One thing to do, as a value that can be shown, run, journaled and (by its inverse) undone.
public struct Action: Codable, Sendable, Equatable {
    /// What it does, in the imperative: "Create the role shop".
    public var title: String
    /// One line of why.
    public var why: String
    public var work: Work
    public var inverse: Inverse?

    public init(_ title: String, why: String, _ work: Work, inverse: Inverse? = nil) {
        self.title = title
        self.why = why
        self.work = work
        self.inverse = inverse
    }

    public enum Work: Codable, Sendable, Equatable {
        /// A program, run in a process group of its own.
        case command(Command)
        /// Statements, one after the other, each in autocommit.
        case sql(Statement)
        /// New bytes for a file, with a backup of the old ones.
        case edit(FileEdit)
        /// One line of a `.env`, a passfile or a `.gitignore`.
        case line(LineEdit)
        /// A folder whose own code may be run from now on.
        case trust(String)
        /// A file as it was before.
        case restore(FileRestore)
        /// The private cluster and the learner's web server: what is more than one command.
        case server(ServerAction)
        /// Django's files made by a command in a folder aside, then moved to where they belong.
        ///
        /// No command: an earlier run made them, and was killed before all of them were moved.
        case install(ProjectFiles, Command?)
        /// A password made and kept in `secrets.toml` before anything uses it.
        case secret(SecretName)
        /// Django's own createsuperuser, fed through standard input.
        case superuser(SuperuserRequest)
        /// Something tried for its answer only: a login.
        case probe(Probe)
    }
}

/// How an action is taken back, as plain data: no closure survives a restart.
public enum Inverse: Codable, Sendable, Equatable {
    case removeFolder(String)
    /// The project's folder itself, which may hold what others put there.
    case removeEmptyFolder(String)
    /// A file that was not there before.
    case removeFile(String)
    /// manage.py and Django's package in a folder.
    case removeProject(folder: String, package: String)
    /// What was set aside gets its name back.
    case rename(from: String, to: String)
    /// - Parameter backup: the file that was kept.
    case restore(path: String, backup: String)
    case dropDatabase(name: String, route: Route)
    case dropRole(name: String, route: Route)
    case stopServer(dataDirectory: String)
    case deleteSuperuser(String)
    /// Nothing is taken back; the sentence says why.
    case leave(String)
}

extension Inverse {
    /// Everything in the file system that it would touch.
    var paths: [String] {
        switch self {
        case .removeFolder(let path), .removeFile(let path), .stopServer(let path): [path]
        case .removeProject(let folder, let package): ["\(folder)/\(package)"]
        case .rename(let from, let to): [from, to]
        case .restore(let path, let backup): [path, backup]
        // A folder's name is compared with the project's own.
        case .removeEmptyFolder, .dropDatabase, .dropRole, .deleteSuperuser, .leave: []
        }
    }

    /// The file that it takes back.
    var file: String? {
        switch self {
        case .restore(let path, _), .removeFile(let path): path
        default: nil
        }
    }
}

/// A child process.
public struct Command: Codable, Sendable, Equatable {
    /// An absolute path, or a name that is looked up in the PATH (never in relative entries of it).
    public var executable: String
    public var arguments: [String]
    public var directory: String?
    /// Beside the scrubbed environment that every child gets.
    public var environment: [String: String]
    public var input: Input
    public var terminal: Terminal
    public var progress: ProgressStyle
    /// How many of what `progress` counts there will be; 0 if nobody knows.
    public var progressTotal: Int
    /// Exit codes that count as success beside 0.
    public var acceptedCodes: [Int32]

    public enum Input: Codable, Sendable, Equatable {
        case none
        case text(String)
    }

    /// What a child has to do with the person's terminal.
    public enum Terminal: String, Codable, Sendable {
        /// Nothing: a session of its own, so that it cannot prompt over the screen.
        case none
        /// It belongs to the person's session, by which sudo knows whom it asked before, but asks nothing.
        case session
        /// It may ask there: the screen is left for as long as it runs.
        case handOver
        /// It has the terminal for itself, standard input and output too: the person's own shell.
        case whole
    }

    /// How a program tells how far it is.
    public enum ProgressStyle: String, Codable, Sendable {
        case none
        /// `Progress 12 of 345` (pip 24.1 and later with `--progress-bar raw`).
        case pipRaw
        /// `Collecting …`, `Downloading …`, `Installing …`: older pip, and uv.
        case installer
        /// `  Applying auth.0001_initial... OK`
        case migrations
    }

    public init(
        _ executable: String, _ arguments: [String] = [], directory: String? = nil,
        environment: [String: String] = [:], input: Input = .none, terminal: Terminal = .none,
        progress: ProgressStyle = .none, progressTotal: Int = 0, acceptedCodes: [Int32] = [0]
    ) {
        self.executable = executable
        self.arguments = arguments
        self.directory = directory
        self.environment = environment
        self.input = input
        self.terminal = terminal
        self.progress = progress
        self.progressTotal = progressTotal
        self.acceptedCodes = acceptedCodes
    }
}

public struct Statement: Codable, Sendable, Equatable {
    /// Sent over one connection, each in autocommit unless one of them is BEGIN.
    public var statements: [SQL]
    public var route: Route

    public init(_ statements: [SQL], route: Route) {
        self.statements = statements
        self.route = route
    }
}

/// `DATABASES['default']` of a settings module made as wanted.
///
/// The new bytes hold the password, so they are not part of the value: the editor computes them again
/// when the edit is made, and refuses if the file is no longer the one that the diff was made from.
public struct FileEdit: Codable, Sendable, Equatable {
    public var path: String
    /// SHA-256 in hex of the bytes that the preview was computed from.
    public var digest: String
    public var wanted: WantedDatabase
    /// A unified diff, the password masked.
    public var diff: String
    public var style: Answers.Style
    /// Absolute path, for the style that has one.
    public var passfile: String?
    /// The project's folder, where there is a project.
    public var root: String?
    /// The person was told that the file has other names, or another owner, and agreed.
    public var isConsented = false

    public init(
        path: String, digest: String = "", wanted: WantedDatabase, diff: String = "",
        style: Answers.Style = .literal, passfile: String? = nil, root: String? = nil
    ) {
        self.path = path
        self.digest = digest
        self.wanted = wanted
        self.diff = diff
        self.style = style
        self.passfile = passfile
        self.root = root
    }
}

/// The bytes of a backup, put back.
public struct FileRestore: Codable, Sendable, Equatable {
    public var path: String
    public var backup: String
    /// A hash of the file that the difference was made from: a later edit is not overwritten.
    public var digest: String
    /// A unified diff, passwords masked.
    public var diff: String
}

/// Where a secret is kept in `.howdah/secrets.toml`, or in memory alone.
public enum SecretName: String, Codable, Sendable, CaseIterable {
    case databasePassword = "database_password"
    case superuserPassword = "superuser_password"
    case adminPassword = "admin_password"
    /// What the project's settings say: read from there, kept nowhere else.
    case settingsPassword = "settings_password"
    /// Django's SECRET_KEY, made for the settings: kept nowhere else.
    case secretKey = "secret_key"
}

public enum ServerAction: Codable, Sendable, Equatable {
    /// A cluster of the learner's own is made beside and moved into place whole.
    case initialise(PrivateCluster)
    case start(PrivateCluster)
    /// A postmaster.pid that a crash left is set aside, after proof that no server uses the data.
    case clearPid(PrivateCluster)
    case stop(PrivateCluster)
    /// Rules before all others of pg_hba.conf by which a role comes in with its password, from this computer.
    case admit(PrivateCluster, role: String, database: String)
    /// Waits until a server answers, at most so many seconds.
    case await(Route, seconds: Int)
    /// `manage.py runserver` in a process group of its own.
    case startWeb(WebServer)
    case stopWeb(WebServer)
}

public enum Probe: Codable, Sendable, Equatable {
    /// A login as the new role that asks whether it may create tables.
    case databaseLogin(Connection)
    /// A login in the browser's way: form, CSRF token, session.
    case adminLogin(AdminLogin)
}
