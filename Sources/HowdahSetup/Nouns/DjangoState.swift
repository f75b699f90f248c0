public import HowdahText

/// What the project itself says when its settings are loaded: the answer of the helper `django_state`.
public struct DjangoState: Decodable, Sendable, Equatable {
    public struct Section<Value: Decodable & Sendable & Equatable>: Decodable, Sendable, Equatable {
        public var value: Value?
        public var error: Problem?

        private enum CodingKeys: String, CodingKey { case error }

        public init(from decoder: any Decoder) throws {
            error = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(Problem.self, forKey: .error)
            value = error == nil ? try Value(from: decoder) : nil
        }
    }

    public struct Problem: Codable, Sendable, Equatable {
        public var kind: String
        public var message: String
        public var sqlstate: String?
        /// Where in the project's own code it arose.
        public var file: String?
        public var line: Int?
    }

    public struct Default: Decodable, Sendable, Equatable {
        public var engine: String
        public var name: String?
        public var user: String?
        public var host: String?
        public var port: String?
        /// `settings`, `environment`, `passfile`, `service` or `none`.
        public var passwordSource: String
        /// The variable that the password comes from.
        public var variable: String?
        public var passfile: String?
        public var passwordMatches: Bool?
        public var vendor: String?
        /// Those OPTIONS that decide how libpq reaches the server.
        public var libpq: [String: String]?
        /// Where it was asked for; never encoded.
        public var password: Secret?

        enum CodingKeys: String, CodingKey {
            case engine = "ENGINE"
            case name = "NAME"
            case user = "USER"
            case host = "HOST"
            case port = "PORT"
            case passwordSource, variable, passfile, passwordMatches, vendor, libpq, password
        }

        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            engine = try values.decode(String.self, forKey: .engine)
            name = try values.decodeIfPresent(String.self, forKey: .name)
            user = try values.decodeIfPresent(String.self, forKey: .user)
            host = try values.decodeIfPresent(String.self, forKey: .host)
            port = try values.decodeIfPresent(String.self, forKey: .port)
            passwordSource = try values.decode(String.self, forKey: .passwordSource)
            variable = try values.decodeIfPresent(String.self, forKey: .variable)
            passfile = try values.decodeIfPresent(String.self, forKey: .passfile)
            passwordMatches = try values.decodeIfPresent(Bool.self, forKey: .passwordMatches)
            vendor = try values.decodeIfPresent(String.self, forKey: .vendor)
            libpq = try values.decodeIfPresent([String: String].self, forKey: .libpq)
            password = try values.decodeIfPresent(String.self, forKey: .password).map { Secret($0) }
        }
    }

    /// What the role may do where Django makes its tables.
    public struct Rights: Decodable, Sendable, Equatable {
        /// nil: search_path leads to no schema.
        public var schema: String?
        public var mayCreate: Bool
        public var foreignTables: Int
        public var foreignOwner: String?
        public var searchPath: String
        /// The system sorts text otherwise than when the database was made.
        public var sortsOtherwise: Bool?
    }

    /// What the server gives every session of this role.
    public struct Session: Decodable, Sendable, Equatable {
        public var readOnly: Bool
        /// It follows another server, and takes no changes from anybody.
        public var isStandby: Bool
        /// In milliseconds; 0: none.
        public var statementTimeout: Int
    }

    /// What `manage.py check` calls errors.
    public struct Checks: Codable, Sendable, Equatable {
        public var errors: [String]
    }

    public struct Migrations: Codable, Sendable, Equatable {
        public var total: Int
        public var applied: Int
        public var pending: [String]
        public var conflicts: [Conflict]
        public var inconsistent: String?
        /// First migrations whose tables are there, though nothing recorded them.
        public var unrecorded: [String]?
        /// Tables that recorded migrations have made, and that are gone.
        public var missingTables: [String]?
        /// Columns that recorded migrations have made, and that are gone, as `table.column`.
        public var missingColumns: [String]?
        /// Django's own statements that make both again; empty where they cannot be told.
        public var missingSql: [String]?
        /// Tables and columns of today's models that no migration makes.
        public var unmade: [String]?
        /// Tables and columns with something in them that the next migrations take away.
        public var destroys: [String]?
        /// What the next migrations want to create and this role may not.
        public var refusedExtensions: [String]?

        /// Several migrations of one app that nothing follows.
        public struct Conflict: Codable, Sendable, Equatable {
            public var app: String
            public var names: [String]
        }
    }

    public struct Superusers: Codable, Sendable, Equatable {
        public struct Named: Codable, Sendable, Equatable {
            public var exists: Bool
            public var isSuperuser: Bool
            public var isActive: Bool
            public var usablePassword: Bool
        }
        public var activeWithPassword: Int
        public var named: Named?
    }

    public struct UserModel: Codable, Sendable, Equatable {
        public struct Field: Codable, Sendable, Equatable {
            public var name: String
            public var verboseName: String
        }
        public var label: String
        public var usernameField: String
        public var requiredFields: [Field]
        public var supported: Bool
    }

    public var settingsModule: String
    public var settingsFile: String?
    public var djangoVersion: String
    public var adminPath: String?
    public var `default`: Default?
    public var migrations: Section<Migrations>?
    public var tables: Int?
    public var serverVersion: Int?
    public var rights: Rights?
    public var session: Session?
    public var checks: Section<Checks>?
    public var allowedHostsOk: Bool?
    public var superusers: Section<Superusers>?
    public var userModel: Section<UserModel>?
}
