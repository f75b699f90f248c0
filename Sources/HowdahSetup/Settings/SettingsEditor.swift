import HowdahText

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Computes and makes the edit of a settings module; where the text lies is Python's own `ast`'s to say.
///
enum SettingsEditor {
    private struct Question: Encodable {
        var path: String
        var wanted: Wanted
        var style: Answers.Style
        var passfile: String?
        var root: String?
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
        struct Place: Decodable {
            var path: String?
            var module: String?
            var line: Int?

            var value: SettingsEdit.Place { .init(file: path ?? module ?? "", line: line ?? 1) }
        }
        var outcome: SettingsEdit.Outcome
        var reason: String?
        var sentence: String?
        var line: Int?
        var oldSha256: String?
        var diff: String?
        var block: String?
        var newFileB64: String?
        var needs: [String]?
        var envFile: String?
        var elsewhere: [Place]?
        var overriddenBy: [Place]?
        var notes: [String]?
    }

    /// What would be changed. Nothing is written, and nothing of the file is run.
    ///
    /// - Parameter edit: which file, what it shall say, in which style.
    static func propose(_ edit: FileEdit, python: String, _ services: Services) async throws(Failure) -> SettingsEdit {
        if let obstacle = obstacle(edit.path) {
            return .refused(edit.path, obstacle.reason, obstacle.sentence)
        }
        let answer = try await ask(edit, python: python, services)
        let shown = { (text: String?) in services.redactor.redact((text ?? "").sanitised) }
        return SettingsEdit(
            path: edit.path, outcome: answer.outcome, reason: answer.reason ?? "", sentence: shown(answer.sentence),
            line: answer.line, digest: answer.oldSha256 ?? "", diff: shown(answer.diff), block: shown(answer.block),
            needs: answer.needs ?? [], environmentFile: answer.envFile,
            elsewhere: (answer.elsewhere ?? []).map(\.value), overriddenBy: (answer.overriddenBy ?? []).map(\.value),
            notes: (answer.notes ?? []).map { shown($0) })
    }

    /// In bytes; no settings file that people write is larger.
    private static let largest = 1 << 20

    /// Why something is no settings file; asked before it is opened, because a pipe would never end.
    static func obstacle(_ path: String) -> (reason: String, sentence: String)? {
        var info = stat()
        guard stat(path, &info) == 0 else {
            let number = errno
            if number == ENOENT, Files.isLink(path) { return ("dangling-link", Words.Settings.danglingLink(path)) }
            return number == ENOENT
                ? ("not-found", Words.Settings.notFound(path))
                : ("unreadable", Words.Settings.unreadable(path, ErrorText.of(number)))
        }
        switch info.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: return ("directory", Words.Settings.isFolder(path))
        default: return ("not-a-file", Words.Settings.noRegularFile(path))
        }
        if info.st_size == 0 { return ("empty", Words.Settings.isEmpty(path)) }
        return info.st_size > largest ? ("too-large", Words.Settings.tooLarge(path)) : nil
    }

    /// Writes what was proposed: a backup first, then the new file by an atomic rename.
    ///
    /// - Returns: the backup's path, and what the file holds now.
    static func write(_ edit: FileEdit, backups: String, python: String, _ services: Services) async throws(Failure)
        -> WrittenFile
    {
        // A link is followed: the file behind it is what Python reads.
        let target = WriteTarget(edit.path)
        let path = target.path
        try target.check(consents: edit.isConsented || services.consents)
        let before = try Files.bytes(path)
        let answer = try await ask(edit, python: python, services)
        let changed = Failure.refused(
            "settings-not-editable", sentence: Words.Settings.changedMeanwhile(path),
            next: Words.Settings.changedMeanwhileNext)
        guard answer.oldSha256 == edit.digest else { throw changed }
        guard answer.outcome == .edited, let data = answer.newFileB64.flatMap({ Data(base64Encoded: $0) }) else {
            throw .refused(
                "settings-not-editable", sentence: answer.sentence ?? Words.Settings.notEditable(path),
                next: Words.Settings.pasteNext)
        }
        let backup = backup(of: path, edit.digest, backups)
        let isKept = Files.exists(backup)
        try Files.makeFolder(backups, mode: 0o700)
        try Files.write(before, to: backup, mode: 0o600, like: path)
        do throws(Failure) {
            try Files.write(Array(data), to: path, expected: before)
        } catch {
            // Nothing was changed, so nothing is to be kept.
            if !isKept { try? Files.removeTree(backup) }
            throw error.errno == Failure.staleFile ? changed : error
        }
        Bytecode.forget(of: path)
        return WrittenFile(backup: backup, bytes: Array(data))
    }

    /// The edited file, in base64. It may hold the password.
    static func source(_ edit: FileEdit, python: String, _ services: Services) async throws(Failure) -> String? {
        try await ask(edit, python: python, services).newFileB64
    }

    /// Where the bytes with that digest are kept.
    static func backup(of path: String, _ digest: String, _ folder: String) -> String {
        "\(folder)/\(Paths.name(of: Files.resolved(path))).\(digest.prefix(12))"
    }

    private static func ask(_ edit: FileEdit, python: String, _ services: Services) async throws(Failure) -> Answer {
        let wanted = edit.wanted
        let values = Wanted(
            name: wanted.name, user: wanted.user,
            // Before there is a password the preview needs a place for one.
            password: services.secrets.get(wanted.password)?.reveal() ?? Secret.mask, host: wanted.host,
            port: wanted.port, options: wanted.options.isEmpty ? nil : wanted.options)
        return try await Helper.settingsEditor.ask(
            python,
            Question(
                path: Files.resolved(edit.path), wanted: values, style: edit.style, passfile: edit.passfile,
                root: edit.root), services)
    }

    /// The block in the wanted style, the password masked: what to paste, and what a new project's file will hold.
    static func block(_ edit: FileEdit) -> String {
        let wanted = edit.wanted
        if edit.style == .url {
            return Words.Settings.urlBlock.joined(separator: "\n")
        }
        var options = wanted.options
        if edit.style == .passfile { options["passfile"] = edit.passfile }
        var lines = [
            "DATABASES = {", "    'default': {", "        'ENGINE': 'django.db.backends.postgresql',",
            "        'NAME': \(PythonText.quoted(wanted.name)),", "        'USER': \(PythonText.quoted(wanted.user)),",
        ]
        if edit.style == .literal { lines.append("        'PASSWORD': '\(Secret.mask)',") }
        lines += [
            "        'HOST': \(PythonText.quoted(wanted.host)),", "        'PORT': \(PythonText.quoted(wanted.port)),",
        ]
        if !options.isEmpty {
            let pairs = options.sorted { $0.key < $1.key }
                .map { "\(PythonText.quoted($0.key)): \(PythonText.quoted($0.value))" }
            lines.append("        'OPTIONS': {\(pairs.joined(separator: ", "))},")
        }
        return (lines + ["    }", "}"]).joined(separator: "\n")
    }
}

/// An edit that was made.
struct WrittenFile {
    /// Where the bytes from before are kept.
    var backup: String
    /// What was written. It may hold the password.
    var bytes: [UInt8]
}

extension Failure {
    /// The errno of a file that somebody else changed at the last moment.
    static let staleFile = ESTALE
}

/// Text as a Python literal, for showing.
enum PythonText {
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
