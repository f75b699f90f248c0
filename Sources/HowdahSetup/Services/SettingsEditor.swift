import HowdahText

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Computes and makes the edit of a settings module; where the text lies is Python's own `ast`'s to say.
///
/// The seam for other styles and other shapes of settings: they change the helper and this file.
enum SettingsEditor {
    private struct Question: Encodable {
        var path: String
        var wanted: Wanted
        var style = "literal"
    }

    private struct Wanted: Encodable {
        var engine = "django.db.backends.postgresql"
        var name: String
        var user: String
        var password: String
        var host: String
        var port: String
        var options: [String: String]?

        enum CodingKeys: String, CodingKey {
            case engine = "ENGINE"
            case name = "NAME"
            case user = "USER"
            case password = "PASSWORD"
            case host = "HOST"
            case port = "PORT"
            case options = "OPTIONS"
        }
    }

    private struct Answer: Decodable {
        var outcome: SettingsEdit.Outcome
        var sentence: String?
        var line: Int?
        var oldSha256: String?
        var diff: String?
        var block: String?
        var newFileB64: String?
    }

    /// What would be changed. Nothing is written.
    static func propose(
        _ path: String, _ wanted: WantedDatabase, python: String, _ services: Services
    ) async throws(Failure) -> SettingsEdit {
        let answer = try await ask(path, wanted, python: python, services)
        return SettingsEdit(
            path: path, outcome: answer.outcome, reason: answer.sentence ?? "", line: answer.line,
            digest: answer.oldSha256 ?? "", diff: services.redactor.redact((answer.diff ?? "").sanitised),
            block: services.redactor.redact((answer.block ?? "").sanitised))
    }

    /// Writes what was proposed: a backup first, then the new file by an atomic rename.
    ///
    /// - Returns: the backup's path.
    static func write(_ edit: FileEdit, backups: String, python: String, _ services: Services) async throws(Failure)
        -> String
    {
        // A link is followed: the file behind it is what Python reads.
        let path = Files.resolved(edit.path)
        let answer = try await ask(path, edit.wanted, python: python, services)
        guard answer.oldSha256 == edit.digest else {
            throw .refused(
                "settings-not-editable", sentence: Words.Settings.changedMeanwhile(path),
                next: Words.Settings.changedMeanwhileNext)
        }
        guard answer.outcome == .edited, let data = answer.newFileB64.flatMap({ Data(base64Encoded: $0) }) else {
            throw .refused(
                "settings-not-editable", sentence: answer.sentence ?? Words.Settings.notEditable(path),
                next: Words.Settings.pasteNext)
        }
        try Files.makeFolder(backups, mode: 0o700)
        let backup = backup(of: path, edit.digest, backups)
        try Files.write(try Files.bytes(path), to: backup, mode: 0o600)
        try Files.write(Array(data), to: path)
        Bytecode.forget(of: path)
        return backup
    }

    /// Where the bytes with that digest are kept.
    static func backup(of path: String, _ digest: String, _ folder: String) -> String {
        "\(folder)/\(Paths.name(of: Files.resolved(path))).\(digest.prefix(12))"
    }

    private static func ask(
        _ path: String, _ wanted: WantedDatabase, python: String, _ services: Services
    ) async throws(Failure) -> Answer {
        let values = Wanted(
            name: wanted.name, user: wanted.user,
            // Before there is a password the preview needs a place for one.
            password: services.secrets.get(wanted.password)?.reveal() ?? Secret.mask, host: wanted.host,
            port: wanted.port, options: wanted.options.isEmpty ? nil : wanted.options)
        return try await Helper.settingsEditor.ask(python, Question(path: path, wanted: values), services)
    }

    /// The article's block, the password masked: what to paste, and what a new project's file will hold.
    static func block(_ wanted: WantedDatabase) -> String {
        var lines = [
            "DATABASES = {", "    'default': {", "        'ENGINE': 'django.db.backends.postgresql',",
            "        'NAME': \(PythonText.quoted(wanted.name)),", "        'USER': \(PythonText.quoted(wanted.user)),",
            "        'PASSWORD': '\(Secret.mask)',", "        'HOST': \(PythonText.quoted(wanted.host)),",
            "        'PORT': \(PythonText.quoted(wanted.port)),",
        ]
        if !wanted.options.isEmpty {
            let pairs = wanted.options.sorted { $0.key < $1.key }
                .map { "\(PythonText.quoted($0.key)): \(PythonText.quoted($0.value))" }
            lines.append("        'OPTIONS': {\(pairs.joined(separator: ", "))},")
        }
        return (lines + ["    }", "}"]).joined(separator: "\n")
    }
}

/// Text as a Python literal, for showing.
enum PythonText {
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
