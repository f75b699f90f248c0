import HowdahText

/// Projects whose settings have the database from `DATABASE_URL`, and that from a `.env`.
extension Doctor {
    /// A `.env` and the URL that stands in it.
    struct EnvironmentURL {
        var path: String
        var url: LenientURL
    }

    /// DATABASE_URL as it stands in the project's `.env` is empty or no address of a database; nil: it is one, or it is
    /// not there.
    func isInvalidURL(_ seen: Examination) -> Bool {
        guard let text = (shellURL ?? environmentText(seen)?.text)?.trimmed else { return false }
        let scheme = text.firstRange(of: "://").map { text[..<$0.lowerBound].lowercased() } ?? ""
        return !Self.schemes.contains { scheme == $0 || scheme.hasPrefix($0 + "+") }
    }

    /// Of the readers of such URLs that Django projects use.
    private static let schemes = [
        "postgres", "postgresql", "psql", "pgsql", "postgis", "redshift", "cockroach", "timescale", "timescalegis",
        "sqlite", "spatialite", "mysql", "mysql2", "mysqlgis", "mysql-connector", "oracle", "oraclegis", "mssql",
        "mssqlms", "pyodbc", "ldap", "file",
    ]

    /// Where the project itself would look. nil: none holds such a URL, or a variable of this terminal decides.
    func environmentURL(_ seen: Examination) -> EnvironmentURL? {
        guard shellURL == nil, let found = environmentText(seen), let url = LenientURL(found.text) else { return nil }
        return EnvironmentURL(path: found.path, url: url)
    }

    /// What this terminal gives to whatever is started in it.
    private var shellURL: String? { services.environment[DatabaseURL.key].flatMap { $0.isEmpty ? nil : $0 } }

    /// A variable of this terminal that goes before what the project's files say, and says otherwise.
    func lookAtVariables(_ seen: Examination) -> [Finding] {
        var titles: [String] = []
        if isOverridden(seen) {
            titles.append(Words.Settings.shellDecides(DatabaseURL.key))
        }
        let name = "DJANGO_SETTINGS_MODULE"
        if let module = services.environment[name], !module.isEmpty, let own = seen.project?.settingsModule,
            module != own
        {
            titles.append(Words.Doctor.otherModule(name, module.sanitisedLine, own))
        }
        return titles.map { Finding(.settings, "variable", .warning, $0) }
    }

    /// This terminal has another DATABASE_URL than the project's `.env`, and Django reads one.
    func isOverridden(_ seen: Examination) -> Bool {
        guard let url = shellURL, let file = environmentText(seen)?.text else { return false }
        return file != url && seen.django?.default?.variable == DatabaseURL.key
    }

    private func environmentText(_ seen: Examination) -> (path: String, text: String)? {
        for path in environmentFiles(seen) {
            guard Files.exists(path), let bytes = try? Files.bytes(path),
                let value = EnvironmentFile.value(of: DatabaseURL.key, in: bytes)
            else { continue }
            return (path, value)
        }
        return nil
    }

    /// Where a `.env` may lie, the likeliest place first.
    func environmentFiles(_ seen: Examination) -> [String] {
        [layout.project, seen.project?.settingsFile.map { Paths.parent(of: $0) }, Paths.parent(of: layout.project)]
            .compactMap { $0.map { $0 + "/.env" } }
    }

    /// The `.env` that Django has the database from, as far as its values tell.
    func effectiveURL(_ seen: Examination) -> EnvironmentURL? {
        guard let now = seen.django?.default, let found = environmentURL(seen) else { return nil }
        let url = found.url
        let isSame =
            url.user == now.user && url.database == now.name && url.host == now.host ?? ""
            && url.port == now.port.flatMap { Int($0) }
        return now.variable == DatabaseURL.key || isSame ? found : nil
    }

    /// Its line made to lead to that place, every part percent-encoded; what the URL says besides stays.
    func line(_ place: Connection, password: SecretName, in found: EnvironmentURL) -> Action? {
        let wanted = WantedDatabase(
            name: place.database, user: place.user, host: place.host, port: String(place.port), password: password,
            options: found.url.options)
        guard let edit = try? LineEdit.needed(.databaseURL(wanted), in: found.path, services) else { return nil }
        return Action(
            Words.Settings.writeLine(Paths.name(of: edit.path)), why: Words.Doctor.editURLWhy, .line(edit),
            inverse: edit.inverse(layout))
    }

    /// The URL as it was meant: a sign that is not encoded, quotes around the password, a scheme that nobody knows. That
    /// the server lets it in is the proof.
    func urlFixes(_ cause: Cause, _ seen: Examination) async -> [Fix] {
        guard let found = environmentURL(seen) else { return [] }
        let url = found.url
        var place = Connection(
            host: url.host, port: url.port ?? 5432, user: url.user, database: url.database,
            password: .settingsPassword, options: ["connect_timeout": "3"])
        // A port that is no number: whichever server lets this login in.
        if url.port == nil, let password = url.passwords.first,
            (try? services.secrets.put(.settingsPassword, Secret(password), persist: false)) != nil,
            let other = await elsewhere(place, seen)
        {
            place = other
        }
        guard await opens(place, with: url.passwords) else { return [] }
        return [line(place, password: .settingsPassword, in: found)].compactMap(\.self).map {
            fix(cause, "url", [$0])
        }
    }

    /// Tries what a password may have been meant to be. The one that the server takes stays the known one, else that
    /// stays which was.
    func opens(_ place: Connection, with passwords: [String]) async -> Bool {
        let before = services.secrets.get(.settingsPassword)
        for password in passwords {
            guard (try? services.secrets.put(.settingsPassword, Secret(password), persist: false)) != nil else {
                continue
            }
            if (try? await services.query(["SELECT 1"], .direct(place))) != nil { return true }
        }
        if let before {
            try? services.secrets.put(.settingsPassword, before, persist: false)
        } else {
            services.secrets.forget(.settingsPassword)
        }
        return false
    }
}

/// A database's URL as a person meant it: everything up to the last `@` is the login, whatever signs stand in it.
struct LenientURL: Equatable {
    var user: String
    /// What the password may be, the likeliest first; empty where the URL has none.
    var passwords: [String]
    var host: String
    /// nil: none, or no number.
    var port: Int?
    var database: String
    var options: [String: String] = [:]

    /// nil: another database's, or no login in it.
    init?(_ text: String) {
        var rest = text[...]
        if let sign = text.firstRange(of: "://") {
            let scheme = text[..<sign.lowerBound].lowercased()
            // postgis and others bring an engine of their own.
            guard scheme.hasPrefix("p"), !scheme.hasPrefix("postgis") else { return nil }
            rest = text[sign.upperBound...]
        }
        guard let at = rest.lastIndex(of: "@") else { return nil }
        let login = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        rest = rest[rest.index(after: at)...]
        if let question = rest.firstIndex(of: "?") {
            for pair in rest[rest.index(after: question)...].split(separator: "&") {
                let parts = pair.split(separator: "=", maxSplits: 1).map { Self.decoded(String($0)) }
                if parts.count == 2 { options[parts[0]] = parts[1] }
            }
            rest = rest[..<question]
        }
        let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        database = parts.count > 1 ? Self.decoded(parts[1]) : ""
        let place = parts[0]
        let colon = place.hasSuffix("]") ? nil : place.lastIndex(of: ":")
        port = colon.flatMap { Int(place[place.index(after: $0)...]) }
        let name = colon.map { String(place[..<$0]) } ?? place
        host = Self.decoded(name.hasPrefix("[") && name.hasSuffix("]") ? String(name.dropFirst().dropLast()) : name)
        user = Self.decoded(login[0])
        passwords = []
        guard login.count == 2, !login[1].isEmpty else { return }
        for password in [Self.decoded(login[1]), login[1], Self.unquoted(login[1])] where !passwords.contains(password)
        {
            passwords.append(password)
        }
    }

    /// Without the blanks and the quotes around it.
    static func unquoted(_ text: String) -> String {
        let text = text.trimmed
        guard text.count > 1, let quote = text.first, quote == "'" || quote == "\"", text.last == quote else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }

    /// What is no code of a sign stays as it is.
    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
                rest.count >= 2
            {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
