import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Secrets that the answers only point at: `env:NAME`, `file:PATH`.
enum SecretFiles {
    /// - Parameter key: the answer's key, for the sentence.
    static func read(_ source: PasswordSource, key: String, _ services: Services) throws(Failure) -> String? {
        switch source {
        case .generate, .ask: return nil
        case .environment(let name):
            guard let value = services.environment[name], !value.isEmpty else {
                throw .refused(
                    "password-missing", sentence: Words.Answers.emptyVariable(key, name),
                    next: Words.Answers.emptyVariableNext(name))
            }
            try check(value, key: key)
            return value
        case .file(let path):
            let full = Paths.absolute(
                path.hasPrefix("~/") ? services.user.home + path.dropFirst() : path, from: services.base)
            let bytes: [UInt8]
            do throws(Failure) { bytes = try Files.bytes(full) } catch {
                throw .refused(
                    "password-missing", sentence: Words.Answers.unreadableFile(key, full),
                    next: Words.Answers.unreadableFileNext)
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw .refused(
                    "password-missing", sentence: Words.Answers.notUTF8(key, full), next: Words.Answers.plainTextNext)
            }
            // An editor ends the last line; nobody means that as part of a password.
            let value =
                text.hasSuffix("\r\n") ? String(text.dropLast()) : text.hasSuffix("\n") ? String(text.dropLast()) : text
            guard !value.isEmpty else {
                throw .refused(
                    "password-missing", sentence: Words.Answers.emptyFile(key, full),
                    next: Words.Answers.unreadableFileNext)
            }
            try check(value, key: key)
            return value
        }
    }

    /// A NUL ends the password for libpq but not for Python; a second line is a mistake in the file.
    private static func check(_ value: String, key: String) throws(Failure) {
        guard value.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) else {
            throw .refused(
                "password-missing", sentence: Words.Answers.controlInSecret(key), next: Words.Answers.plainTextNext)
        }
    }

    /// The connection that a URL names; its password goes to the secrets, and nowhere else.
    static func connection(
        _ reference: String, key: String, password name: SecretName, _ services: Services
    ) throws(Failure) -> Connection {
        guard let source = SecretReference(reference)?.source, let url = try read(source, key: key, services) else {
            throw .refused(
                "database-url-invalid", sentence: Words.Answers.urlReference(key), next: Words.Answers.urlReferenceNext)
        }
        services.redactor.add(Secret(url))
        guard var parts = LibPQ.parameters(of: url), let user = parts["user"], let database = parts["dbname"] else {
            throw .refused(
                "database-url-invalid", sentence: Words.Answers.badURL(key), next: Words.Answers.badURLNext)
        }
        if let key = parts["sslpassword"] { services.redactor.add(Secret(key)) }
        if let password = parts["password"] { try services.secrets.put(name, Secret(password), persist: false) }
        let host = parts["host"] ?? "localhost"
        let port = parts["port"].flatMap { Int($0) } ?? 5432
        for key in ["user", "dbname", "password", "host", "port"] { parts[key] = nil }
        return Connection(
            host: host, port: port, user: user, database: database, password: name, options: parts)
    }
}
