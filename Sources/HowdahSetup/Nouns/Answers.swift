import HowdahText

/// All that the person chose. Every key is optional in the file; these are the defaults.
///
/// A secret is only named here (`env:NAME`, `file:PATH`, `ask`, `generate`), never held.
public struct Answers: Codable, Sendable, Equatable {
    public var project = Project()
    public var python = Python()
    public var postgres = Postgres()
    public var database = Database()
    public var settings = Settings()
    public var superuser = Superuser()
    public var server = Server()

    public init() {}

    /// The defaults for a folder: a project that is there gives its own name.
    public init(for folder: String) {
        takeName(from: folder)
        // Before there is a manage.py the folder has the name of the project: it was made for it.
        let name = Paths.name(of: folder)
        guard Files.exists(folder + "/.howdah"), !Files.exists(folder + "/manage.py"), ProjectName.problem(name) == nil
        else { return }
        project.name = name
    }

    /// Another project than the one whose kept answers these are begins with the defaults: its database is its own.
    ///
    /// - Parameter kept: the name of that one; nil: they were given, or are the defaults.
    public mutating func beginAnew(unless kept: String?) {
        guard let kept, project.name != kept else { return }
        let name = project.name
        self = Answers()
        project.name = name
    }

    /// Answers that leave the name at its default get an existing project's own.
    public mutating func takeName(from folder: String) {
        guard project.name == Project().name, Files.exists(folder + "/manage.py"),
            let module = (try? ProjectFiles.facts(of: folder))?.settingsModule,
            let package = module.split(separator: ".").first, ProjectName.problem(String(package)) == nil
        else { return }
        project.name = String(package)
    }

    public struct Project: Codable, Sendable, Equatable {
        /// Django's project package.
        public var name = "myproject"
        /// Empty: the folder itself if it holds manage.py or .howdah, else a folder named after the project.
        public var path = ""
    }

    public struct Python: Codable, Sendable, Equatable {
        public var interpreter = "python3"
        public var installer = Installer.auto
        public var adapter = Adapter.psycopg2Binary
        /// A requirement such as `5.2.*`; empty: the newest that this Python and this PostgreSQL allow.
        public var django = ""
        /// A folder of wheels; when given, nothing is downloaded.
        public var wheelhouse = ""
    }

    public enum Installer: String, Codable, Sendable, CaseIterable { case auto, pip, uv }

    public enum Adapter: String, Codable, Sendable, CaseIterable {
        case psycopg2Binary = "psycopg2-binary"
        case psycopg2
        /// Version 3, with its binary extra.
        case psycopg
    }

    public struct Postgres: Codable, Sendable, Equatable {
        public var mode = Mode.auto
        public var host = "localhost"
        public var port = 5432
        public var url = ""
        public var adminURL = ""
        public var installPackages = false

        enum CodingKeys: String, CodingKey {
            case mode, host, port, url
            case adminURL = "admin_url"
            case installPackages = "install_packages"
        }
    }

    public enum Mode: String, Codable, Sendable, CaseIterable { case auto, system, `private`, url }

    public struct Database: Codable, Sendable, Equatable {
        /// Empty: the project's name.
        public var name = ""
        /// Empty: the project's name.
        public var user = ""
        public var password = PasswordSource.generate
        public var existing = Existing.refuse
    }

    public enum Existing: String, Codable, Sendable, CaseIterable { case refuse, adopt }

    public struct Settings: Codable, Sendable, Equatable {
        public var style = Style.literal
    }

    public enum Style: String, Codable, Sendable, CaseIterable { case literal, url, passfile }

    public struct Superuser: Codable, Sendable, Equatable {
        public var username = "admin"
        public var email = "admin@example.com"
        public var password = PasswordSource.ask
        /// What a custom user model requires beside name and e-mail: field → value.
        public var fields: [String: String] = [:]
    }

    public struct Server: Codable, Sendable, Equatable {
        /// Of Django's development server; or the next free one.
        public var port = 8000
        public var keepRunning = false

        enum CodingKeys: String, CodingKey {
            case port
            case keepRunning = "keep_running"
        }
    }

    public var databaseName: String { database.name.isEmpty ? project.name : database.name }
    public var databaseUser: String { database.user.isEmpty ? project.name : database.user }
}

/// Where a password comes from; written `generate`, `ask`, `env:NAME` or `file:PATH`.
public enum PasswordSource: Sendable, Equatable, Codable {
    case generate
    case ask
    case environment(String)
    case file(String)

    public init?(_ text: String) {
        switch text {
        case "generate": self = .generate
        case "ask": self = .ask
        default:
            guard let reference = SecretReference(text) else { return nil }
            self = reference.source
        }
    }

    public var text: String {
        switch self {
        case .generate: "generate"
        case .ask: "ask"
        case .environment(let name): "env:\(name)"
        case .file(let path): "file:\(path)"
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let source = PasswordSource(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: Words.Answers.passwordSource))
        }
        self = source
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// `env:NAME` or `file:PATH`: the two ways to point at a secret that lies elsewhere.
public struct SecretReference: Sendable, Equatable {
    public let source: PasswordSource

    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        switch parts[0] {
        case "env": source = .environment(String(parts[1]))
        case "file": source = .file(String(parts[1]))
        default: return nil
        }
    }
}
