import HowdahText

// Every key is optional, and a value that cannot be meant is refused where it stands,
// before anything is touched.

extension Answers {
    private enum Tables: String, CodingKey { case project, python, postgres, database, settings, superuser, server }

    public init(from decoder: any Decoder) throws {
        let table = try decoder.container(keyedBy: Tables.self)
        project = try table.value(.project, or: Project())
        python = try table.value(.python, or: Python())
        postgres = try table.value(.postgres, or: Postgres())
        database = try table.value(.database, or: Database())
        settings = try table.value(.settings, or: Settings())
        superuser = try table.value(.superuser, or: Superuser())
        server = try table.value(.server, or: Server())
    }
}

extension Answers.Project {
    private enum Keys: String, CodingKey { case name, path }

    public init(from decoder: any Decoder) throws {
        let table = try decoder.container(keyedBy: Keys.self)
        name = try table.value(.name, or: name) { ProjectName.problem($0)?.sentence }
        path = try table.value(.path, or: path, check: Check.path)
    }
}

extension Answers.Python {
    private enum Keys: String, CodingKey { case interpreter, installer, adapter, django, wheelhouse }

    public init(from decoder: any Decoder) throws {
        let table = try decoder.container(keyedBy: Keys.self)
        interpreter = try table.value(.interpreter, or: interpreter, check: Check.notEmpty)
        installer = try table.value(.installer, or: installer)
        adapter = try table.value(.adapter, or: adapter)
        django = try table.value(.django, or: django, check: Check.requirement)
        wheelhouse = try table.value(.wheelhouse, or: wheelhouse, check: Check.path)
    }
}

extension Answers.Postgres {
    public init(from decoder: any Decoder) throws {
        let table = try decoder.container(keyedBy: CodingKeys.self)
        mode = try table.value(.mode, or: mode)
        host = try table.value(.host, or: host, check: Check.notEmpty)
        port = try table.value(.port, or: port, check: Check.port)
        url = try table.value(.url, or: url, check: Check.reference)
        adminURL = try table.value(.adminURL, or: adminURL, check: Check.reference)
        installPackages = try table.value(.installPackages, or: installPackages)
        if mode == .url, url.isEmpty {
            throw table.wrong(.url, Words.Answers.urlNeeded)
        }
    }
}

extension Answers.Database {
    private enum Keys: String, CodingKey { case name, user, password, existing }

    public init(from decoder: any Decoder) throws {
        let table = try decoder.container(keyedBy: Keys.self)
        name = try table.value(.name, or: name, check: Check.databaseName)
        user = try table.value(.user, or: user, check: Check.roleName)
        password = try table.value(.password, or: password)
        existing = try table.value(.existing, or: existing)
    }
}

extension Answers.Settings {
    private enum Keys: String, CodingKey { case style }

    public init(from decoder: any Decoder) throws {
        style = try decoder.container(keyedBy: Keys.self).value(.style, or: style)
    }
}

extension Answers.Superuser {
    private enum Keys: String, CodingKey { case username, email, password, fields }

    public init(from decoder: any Decoder) throws {
        let table = try decoder.container(keyedBy: Keys.self)
        username = try table.value(.username, or: username, check: Check.notEmpty)
        email = try table.value(.email, or: email)
        password = try table.value(.password, or: password)
        fields = try table.value(.fields, or: fields)
    }
}

extension Answers.Server {
    public init(from decoder: any Decoder) throws {
        let table = try decoder.container(keyedBy: CodingKeys.self)
        port = try table.value(.port, or: port, check: Check.port)
        keepRunning = try table.value(.keepRunning, or: keepRunning)
    }
}

extension KeyedDecodingContainer {
    fileprivate func value<Value: Decodable>(
        _ key: Key, or default: Value, check: (Value) -> String? = { _ in nil }
    ) throws -> Value {
        guard let value = try decodeIfPresent(Value.self, forKey: key) else { return `default` }
        if let problem = check(value) { throw wrong(key, problem) }
        return value
    }

    fileprivate func wrong(_ key: Key, _ sentence: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath + [key], debugDescription: sentence))
    }
}

/// What is wrong with a value; nil: nothing. The forms of the wizard ask the same.
public enum Check {
    public static func port(_ port: Int) -> String? {
        (1...65535).contains(port) ? nil : Words.Answers.portRange
    }

    public static func notEmpty(_ text: String) -> String? {
        text.trimmed.isEmpty ? Words.Answers.empty : control(text)
    }

    public static func path(_ text: String) -> String? { control(text) }

    /// `5.2`, `5.2.*`, `>=5,<6`: what may stand behind the word Django in a requirement.
    public static func requirement(_ text: String) -> String? {
        text.utf8.allSatisfy { "0123456789.*<>=!~, abrcdev".utf8.contains($0) } ? nil : Words.Answers.requirement
    }

    /// Empty means the project's name.
    public static func databaseName(_ name: String) -> String? {
        name.isEmpty ? nil : DatabaseTarget.nameProblem(name)
    }

    /// Empty means the project's name.
    public static func roleName(_ name: String) -> String? {
        name.isEmpty ? nil : DatabaseTarget.roleProblem(name)
    }

    public static func reference(_ text: String) -> String? {
        text.isEmpty || SecretReference(text) != nil ? nil : Words.Answers.reference
    }

    private static func control(_ text: String) -> String? {
        text.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } ? Words.Answers.controlCharacters : nil
    }
}
