import HowdahText

/// A line that a text file has to hold; all others stay to the byte.
///
/// The line may hold a password, so like a `FileEdit` it is made again when it is written.
public struct LineEdit: Codable, Sendable, Equatable {
    public enum Line: Codable, Sendable, Equatable {
        /// `DATABASE_URL=…` of a `.env`.
        case databaseURL(WantedDatabase)
        /// A role's line of a passfile.
        case passfile(WantedDatabase)
        /// Django's SECRET_KEY: a variable of a `.env`, or, without a name, its line in a settings file.
        case secretKey(variable: String?)
        /// A pattern of a `.gitignore`.
        case ignore(String)
    }

    public var path: String
    public var line: Line
    /// A hash of the bytes that the preview was made from; nil: there was no file.
    public var digest: String?
    /// A unified diff of that line alone: its neighbours may be secrets too.
    public var diff: String

    /// - Returns: nil where the file holds the line already, and nobody else may read what only its owner should.
    static func needed(_ line: Line, in path: String, _ services: Services) throws(Failure) -> LineEdit? {
        // Asked before it is opened, because a pipe would never end.
        if Files.exists(path), !Files.isRegular(path) {
            throw .refused(
                "settings-not-editable", sentence: Words.Settings.noFileToWrite(path),
                next: Words.Settings.noFileToWriteNext)
        }
        let old = Files.exists(path) ? try Files.bytes(path) : nil
        let new = line.applied(to: old ?? [], services.secrets)
        guard new != old || (line.isSecret && !Files.isOwnersOnly(path)) else { return nil }
        return LineEdit(
            path: path, line: line, digest: old.map { ShortHash.of($0) },
            diff: diff(path, line, old, isChanged: new != old, services))
    }

    /// - Returns: the backup of the file; nil where there was none.
    func write(backups: String, _ services: Services) throws(Failure) -> String? {
        let target = WriteTarget(path)
        try target.check(consents: services.consents)
        let old = Files.exists(path) ? try Files.bytes(target.path) : nil
        let changed = Failure.refused(
            "settings-not-editable", sentence: Words.Settings.changedMeanwhile(path),
            next: Words.Settings.changedMeanwhileNext)
        guard old.map({ ShortHash.of($0) }) == digest else { throw changed }
        let mode: UInt32? = line.isSecret ? 0o600 : nil
        let new = line.applied(to: old ?? [], services.secrets)
        guard let old else {
            try Files.makeFolder(Paths.parent(of: path), mode: line.isSecret ? 0o700 : 0o755)
            try Files.write(new, to: path, mode: mode, like: Paths.parent(of: path))
            return nil
        }
        let backup = Self.backup(of: path, digest ?? "", backups)
        try Files.makeFolder(backups, mode: 0o700)
        try Files.write(old, to: backup, mode: 0o600, like: target.path)
        do throws(Failure) { try Files.write(new, to: target.path, mode: mode, expected: old) } catch {
            throw error.errno == Failure.staleFile ? changed : error
        }
        return backup
    }

    static func backup(of path: String, _ digest: String, _ folder: String) -> String {
        "\(folder)/\(Paths.name(of: Files.resolved(path))).\(digest)"
    }

    func inverse(_ layout: Layout) -> Inverse {
        digest.map { .restore(path: path, backup: Self.backup(of: path, $0, layout.backups)) } ?? .removeFile(path)
    }

    private static func diff(
        _ path: String, _ line: Line, _ old: [UInt8]?, isChanged: Bool, _ services: Services
    ) -> String {
        let head = ["--- \(old == nil ? "/dev/null" : path)", "+++ \(path)"]
        guard isChanged else { return (head + ["# mode 600"]).joined(separator: "\n") }
        let shown = "+" + line.shown
        if let old, let number = line.place(in: old) {
            return (head + ["@@ -\(number) +\(number) @@", "-" + line.hidden, shown]).joined(separator: "\n")
        }
        let count = (old ?? []).count { $0 == 10 } + ((old ?? []).last.map { $0 != 10 } == true ? 1 : 0)
        return (head + ["@@ -\(count),0 +\(count + 1) @@", shown]).joined(separator: "\n")
    }
}

extension LineEdit.Line {
    /// nil: there is none in it.
    var password: SecretName? {
        switch self {
        case .databaseURL(let wanted), .passfile(let wanted): wanted.password
        case .secretKey: .secretKey
        case .ignore: nil
        }
    }

    /// Its file is for its owner alone. A settings file keeps the mode that it has.
    var isSecret: Bool {
        switch self {
        case .ignore, .secretKey(variable: nil): false
        default: true
        }
    }

    func applied(to old: [UInt8], _ secrets: Secrets) -> [UInt8] {
        switch self {
        case .databaseURL(let wanted):
            EnvironmentFile.setting(
                DatabaseURL.key, to: DatabaseURL.text(wanted, secrets.get(wanted.password)), in: old)
        case .passfile(let wanted): Passfile.setting(wanted, secrets.get(wanted.password), in: old)
        case .secretKey(let variable?):
            EnvironmentFile.setting(variable, to: secrets.get(.secretKey)?.reveal() ?? Secret.mask, in: old)
        case .secretKey(nil):
            Self.settings(old, with: "SECRET_KEY = '\(secrets.get(.secretKey)?.reveal() ?? Secret.mask)'")
        case .ignore(let pattern): place(in: old) == nil ? EnvironmentFile.appending(pattern, to: old) : old
        }
    }

    /// As it will stand there, the password masked.
    var shown: String {
        switch self {
        case .databaseURL(let wanted): "\(DatabaseURL.key)=\(DatabaseURL.text(wanted, password: Secret.mask))"
        case .passfile(let wanted): Passfile.line(wanted, password: Secret.mask)
        case .secretKey(let variable?): "\(variable)=\(Secret.mask)"
        case .secretKey(nil): "SECRET_KEY = '\(Secret.mask)'"
        case .ignore(let pattern): pattern
        }
    }

    /// In the place of the empty one, else as the last line: the last assignment counts.
    private static func settings(_ old: [UInt8], with line: String) -> [UInt8] {
        guard let number = emptySecretKey(in: old) else { return EnvironmentFile.appending(line, to: old) }
        var lines = old.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        let isWindows = lines[number - 1].last == 13
        lines[number - 1] = Array(line.utf8) + (isWindows ? [13] : [])
        return Array(lines.joined(separator: [10]))
    }

    /// The number of the last `SECRET_KEY = ''`, where nothing else is assigned to it below.
    fileprivate static func emptySecretKey(in bytes: [UInt8]) -> Int? {
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let last = lines.lastIndex(where: { $0.hasPrefix("SECRET_KEY") }),
            lines[last].trimmed.firstMatch(of: #/^SECRET_KEY\s*=\s*(''|"")\s*(#.*)?$/#) != nil
        else { return nil }
        return last + 1
    }

    /// What stands there now is not shown: nobody knows where its password begins.
    fileprivate var hidden: String {
        switch self {
        case .databaseURL: "\(DatabaseURL.key)=\(Secret.mask)"
        case .secretKey(let variable?): "\(variable)=\(Secret.mask)"
        case .secretKey(nil): "SECRET_KEY = ''"
        default: Secret.mask
        }
    }

    /// The number of the line that is replaced; nil: a new one.
    fileprivate func place(in bytes: [UInt8]) -> Int? {
        switch self {
        case .databaseURL: EnvironmentFile.line(of: DatabaseURL.key, in: bytes)
        case .passfile(let wanted): Passfile.place(of: wanted, in: bytes)
        case .secretKey(let variable?): EnvironmentFile.line(of: variable, in: bytes)
        case .secretKey(nil): Self.emptySecretKey(in: bytes)
        case .ignore(let pattern): Self.rule(pattern, in: bytes)
        }
    }

    /// The last rule that speaks of a file counts: one that is taken back below is none. `gitignore(5)`.
    private static func rule(_ name: String, in bytes: [UInt8]) -> Int? {
        let rules = bytes.split(separator: 10, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self).trimmed
        }
        guard let last = rules.lastIndex(of: name) else { return nil }
        let isTakenBack = rules[last...].contains { rule in
            rule.first == "!"
                && (rule.contains { "*?[".contains($0) } || rule.drop { "!/".contains($0) } == name[...])
        }
        return isTakenBack ? nil : last + 1
    }
}
