/// The interpreter that the answers name.
public struct PythonFacts: Codable, Sendable, Equatable {
    /// Absolute path of the real interpreter (no shim).
    public var executable: String
    /// `[3, 11, 2]`
    public var version: [Int]
    public var hasVenv: Bool
    /// ensurepip's wheels are here; on Debian that is the package python3-venv.
    public var hasEnsurepip: Bool
    /// The version of pip that this interpreter can run, if any.
    public var pip: String?
    /// Path of the wheel of pip that ensurepip would use.
    public var pipWheel: String?
    /// There is a list of time zones, the system's or Python's; bare containers have none.
    public var hasZones = true

    public var series: String { version.prefix(2).map(String.init).joined(separator: ".") }
}

/// What is in the project's virtual environment.
public struct VenvFacts: Codable, Sendable, Equatable {
    public var path: String
    /// Its Python starts.
    public var works: Bool
    public var version: [Int]
    public var pip: String?
    public var django: String?
    /// Installed adapters: distribution name → version.
    public var adapters: [String: String]
    /// Packages whose installation was cut off: to be installed over what is there.
    public var incomplete: [String] = []
    /// As ``PythonFacts/hasZones``.
    public var hasZones = true
    /// What importing the adapter said, if it failed.
    public var importError: String?
}

public struct ProjectFacts: Codable, Sendable, Equatable {
    public var directory: String
    /// The dotted name in manage.py, such as `shop.settings`.
    public var settingsModule: String?
    public var settingsFile: String?
}

public struct AdministratorFacts: Codable, Sendable, Equatable {
    public var isSuperuser: Bool
    public var mayCreateRoles: Bool
    public var mayCreateDatabases: Bool
}

public struct RoleFacts: Codable, Sendable, Equatable {
    public var name: String
    public var canLogin: Bool
    public var isSuperuser: Bool
    /// Howdah's comment is on it.
    public var madeByHowdah: Bool
    public var expired: Bool
}

public struct DatabaseFacts: Codable, Sendable, Equatable {
    public var name: String
    public var owner: String
    public var encoding: String
    public var madeByHowdah: Bool
}

/// What a login as the application's own role saw.
public struct LoginFacts: Codable, Sendable, Equatable {
    /// May create tables in schema public: what PostgreSQL 15 took from everybody but the owner.
    public var canCreate: Bool
    /// Outside the system's schemas.
    public var tables: Int
    /// Such as `15.18`.
    public var serverVersion: String
}

/// What `DATABASES['default']` shall be.
public struct WantedDatabase: Codable, Sendable, Equatable {
    public var name: String
    public var user: String
    public var host: String
    public var port: String
    public var password: SecretName
    public var options: [String: String]

    public init(
        name: String, user: String, host: String, port: String, password: SecretName,
        options: [String: String] = [:]
    ) {
        self.name = name
        self.user = user
        self.host = host
        self.port = port
        self.password = password
        self.options = options
    }
}

/// What the settings editor would do to a file.
public struct SettingsEdit: Codable, Sendable, Equatable {
    public enum Outcome: String, Codable, Sendable { case edited, unchanged, refused }

    /// A line of another file that has a say in the same setting.
    public struct Place: Codable, Sendable, Equatable {
        /// A path, or a module's dotted name.
        public var file: String
        public var line: Int
    }

    public var path: String
    public var outcome: Outcome
    /// Why it is refused, as a slug; else empty.
    public var reason: String
    /// The same for people.
    public var sentence: String
    public var line: Int?
    public var digest: String
    public var diff: String
    /// What to paste where Howdah may not write, the password masked.
    public var block: String
    /// Packages that the edited file imports.
    public var needs: [String] = []
    /// The `.env` that the edited file loads; absolute.
    public var environmentFile: String?
    /// DATABASES stands in these files; this one gets an override.
    public var elsewhere: [Place] = []
    /// What is imported later may win.
    public var overriddenBy: [Place] = []
    /// Sentences for the person.
    public var notes: [String] = []

    static func refused(_ path: String, _ reason: String, _ sentence: String) -> SettingsEdit {
        SettingsEdit(path: path, outcome: .refused, reason: reason, sentence: sentence, digest: "", diff: "", block: "")
    }
}

/// Django's files, made in a temporary folder, to be moved to where they belong.
public struct ProjectFiles: Codable, Sendable, Equatable {
    public var staging: String
    public var destination: String
    public var package: String
}

/// Django's development server.
public struct WebServer: Codable, Sendable, Equatable {
    public var python: String
    public var directory: String
    public var port: Int
    public var settingsModule: String
    /// Where its pid and its log are kept.
    public var stateDirectory: String
}

public struct SuperuserRequest: Codable, Sendable, Equatable {
    public var python: String
    public var directory: String
    public var settingsModule: String
    /// Field → value, the user name's field too.
    public var fields: [String: String]
}

public struct AdminLogin: Codable, Sendable, Equatable {
    public var python: String
    public var baseURL: String
    public var adminPath: String
    public var username: String
    /// The server that may have the password: another program may listen at that port by now. nil: any.
    public var server: WebServer?
}
