/// How Howdah reaches a PostgreSQL server.
public enum Route: Codable, Sendable, Equatable {
    /// libpq in this process.
    case direct(Connection)
    /// psql run as the operating system's `postgres` user, because the server asks for that very user (peer).
    case becoming(Become, Connection)

    public var connection: Connection {
        switch self {
        case .direct(let connection), .becoming(_, let connection): connection
        }
    }

    /// For an action: sudo may ask.
    var asking: Route {
        guard case .becoming(let how, let connection) = self else { return self }
        return .becoming(how.asking, connection)
    }

    /// Looking costs a password that nobody has been asked for yet.
    var needsPerson: Bool {
        if case .becoming(let how, _) = self { how.program == .sudo } else { false }
    }
}

/// How one process becomes the user who administers the system's server.
public struct Become: Codable, Sendable, Equatable {
    public enum Program: String, Codable, Sendable { case runuser, sudo }
    public var program: Program
    public var user: String
    /// sudo may ask for the person's password: in an action that was shown, never in an inspection.
    public var mayAsk = false

    public init(_ program: Program, user: String) {
        self.program = program
        self.user = user
    }

    var asking: Become {
        var copy = self
        copy.mayAsk = true
        return copy
    }

    /// The words before the command: `runuser -u postgres --`.
    public var words: [String] {
        switch program {
        case .runuser: ["runuser", "-u", user, "--"]
        case .sudo: ["sudo"] + (mayAsk ? [] : ["-n"]) + ["-u", user, "--"]
        }
    }
}

/// libpq's parameters, the password by name only.
public struct Connection: Codable, Sendable, Equatable {
    /// A host name or address; a socket's folder if it begins with `/`.
    public var host: String
    public var port: Int
    public var user: String
    public var database: String
    public var password: SecretName?
    /// sslmode and the like, as a URL gave them; `requirepeer` for a socket: whose server must answer there,
    /// since anybody may put a socket into /tmp.
    public var options: [String: String]

    public init(
        host: String, port: Int, user: String, database: String, password: SecretName? = nil,
        options: [String: String] = [:]
    ) {
        self.host = host
        self.port = port
        self.user = user
        self.database = database
        self.password = password
        self.options = options
    }
}
