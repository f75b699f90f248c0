/// What the project itself says when its settings are loaded: the answer of the helper `django_state`.
public struct DjangoState: Codable, Sendable, Equatable {
    public struct Section<Value: Codable & Sendable & Equatable>: Codable, Sendable, Equatable {
        public var value: Value?
        public var error: Problem?

        public init(from decoder: any Decoder) throws {
            error = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(Problem.self, forKey: .error)
            value = error == nil ? try Value(from: decoder) : nil
        }
    }

    public struct Problem: Codable, Sendable, Equatable {
        public var kind: String
        public var message: String
        public var sqlstate: String?
    }

    public struct Default: Codable, Sendable, Equatable {
        public var engine: String
        public var name: String?
        public var user: String?
        public var host: String?
        public var port: String?
        public var passwordSource: String
        public var passwordMatches: Bool?
        public var vendor: String?

        enum CodingKeys: String, CodingKey {
            case engine = "ENGINE"
            case name = "NAME"
            case user = "USER"
            case host = "HOST"
            case port = "PORT"
            case passwordSource, passwordMatches, vendor
        }
    }

    public struct Migrations: Codable, Sendable, Equatable {
        public var total: Int
        public var applied: Int
        public var pending: [String]
        public var conflicts: [Conflict]
        public var inconsistent: String?

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
    public var superusers: Section<Superusers>?
    public var userModel: Section<UserModel>?
}
