import HowdahText

/// Step 5 alone, on any settings file, with or without a project around it.
///
/// Nothing of the file is run unless ``effective(_:)`` is asked.
public struct SettingsFile: Sendable {
    public let edit: FileEdit
    /// The folder that holds manage.py, at the file or above it.
    public let project: String?
    private let services: Services

    /// - Parameters:
    ///   - path: absolute, as the person named it.
    ///   - passfile: absolute; nil: the project's.
    public init(
        _ path: String, _ wanted: WantedDatabase, _ style: Answers.Style, passfile: String?, _ services: Services
    ) {
        let project = Self.project(of: path)
        let home = project ?? Paths.parent(of: Files.resolved(path))
        edit = FileEdit(
            path: path, wanted: wanted, style: style,
            passfile: style == .passfile ? passfile ?? home + "/.howdah/passfile" : nil, root: project)
        self.project = project
        self.services = services
    }

    /// The file behind links.
    public var realPath: String { Files.resolved(edit.path) }

    /// Searched upwards, as far as a repository or a file system reaches.
    public static func project(of path: String) -> String? {
        var folder = Paths.parent(of: Files.resolved(path))
        while !folder.isEmpty, folder != "/" {
            if Files.exists(folder + "/manage.py") { return folder }
            if Files.exists(folder + "/.git") { return nil }
            folder = Paths.parent(of: folder)
        }
        return nil
    }

    /// Where the old file is kept: with Howdah's own where Howdah set up the project, else beside the file.
    private var backups: String {
        if let project, Files.isDirectory(project + "/.howdah") { return project + "/.howdah/backups" }
        return Paths.parent(of: Files.resolved(edit.path))
    }

    public func backup(_ proposal: SettingsEdit) -> String {
        SettingsEditor.backup(of: edit.path, proposal.digest, backups)
    }

    /// What is to be known about a backup that lies where git could take it.
    public var backupConcern: String? {
        let isHowdahs = Paths.name(of: Paths.parent(of: backups)) == ".howdah"
        return isHowdahs || Git.workTree(of: backups) == nil ? nil : Words.Settings.backupInGit
    }

    /// What would be changed.
    ///
    /// - Throws: there is no Python that could read it.
    public func propose() async throws(Failure) -> SettingsEdit {
        if let obstacle = SettingsEditor.obstacle(edit.path) {
            return .refused(edit.path, obstacle.reason, obstacle.sentence)
        }
        return try await SettingsEditor.propose(edit, python: try await python(), services)
    }

    /// Makes the change that was proposed. What cannot be written is refused, and nothing is changed.
    public func write(_ proposal: SettingsEdit) async throws(Failure) -> SettingsEdit {
        var edit = edit
        edit.digest = proposal.digest
        var result = proposal
        do throws(Failure) {
            _ = try await SettingsEditor.write(edit, backups: backups, python: try await python(), services)
        } catch {
            if error.isCancellation { throw error }
            let diagnosis = Diagnosis(of: error)
            (result.outcome, result.reason) = (.refused, diagnosis.cause.rawValue)
            result.sentence = [diagnosis.evidence, diagnosis.explanation].first { !$0.isEmpty } ?? diagnosis.title
            if case .refused(_, let sentence, let next) = error { result.sentence = "\(sentence) \(next)" }
        }
        return result
    }

    /// What else has to be there: the edited file relies on it, and ``write(_:)`` does not make it.
    public func besides(_ proposal: SettingsEdit) -> [String] {
        let words = Words.SettingsCommand.self
        var sentences: [String] = []
        let needs = proposal.needs
        if !needs.isEmpty { sentences.append(words.needs(needs)) }
        switch edit.style {
        case .literal: break
        case .url:
            let path = proposal.environmentFile ?? (project ?? Paths.parent(of: edit.path)) + "/.env"
            sentences.append(words.environmentLine(path, LineEdit.Line.databaseURL(edit.wanted).shown))
        case .passfile:
            sentences.append(words.passfileLine(edit.passfile ?? "", LineEdit.Line.passfile(edit.wanted).shown))
        }
        return sentences
    }

    /// Imports the file, as it is or as it would be, with the project's interpreter.
    ///
    /// - Returns: what Django would read, and whether that is what was asked.
    public func effective(_ proposal: SettingsEdit) async throws(Failure) -> (reads: String, isMet: Bool) {
        let path = Files.resolved(edit.path)
        let root = project ?? Paths.parent(of: path)
        var answers = Answers()
        answers.project.path = root
        let layout = Layout(base: root, answers: answers)
        guard let python = EffectiveSettings.interpreter(layout, services) else {
            throw .refused("python-missing", sentence: Words.Doctor.noPython, next: Words.Doctor.noPythonNext)
        }
        var proposed: String?
        if proposal.outcome == .edited {
            proposed = try await SettingsEditor.source(edit, python: try await self.python(), services)
        }
        let password = services.secrets.get(edit.wanted.password)
        let variables =
            edit.style == .url ? [DatabaseURL.key: DatabaseURL.text(edit.wanted, password ?? Secret("unknown"))] : nil
        let state = try await DjangoInspection.settings(
            python, root, module: Self.module(path, in: root), proposed: proposed, variables: variables,
            // The passfile may not be there yet.
            password: edit.style == .passfile ? nil : password, services)
        guard let now = state.default else { return (Words.Settings.nothing, false) }
        let knows = edit.style != .passfile && password != nil
        return (
            services.redactor.redact(now.sentence),
            edit.isMet(by: now, isPostgreSQL: state.usesPostgreSQL, knows: knows)
        )
    }

    /// The dotted name under which a file is imported.
    private static func module(_ path: String, in root: String) -> String {
        var parts = path.dropFirst(root.count + 1).split(separator: "/").map(String.init)
        if let last = parts.popLast() {
            let name = last.hasSuffix(".py") ? String(last.dropLast(3)) : last
            if name != "__init__" { parts.append(name) }
        }
        return parts.joined(separator: ".")
    }

    /// The system's Python parses; the project's own is only run to verify.
    private func python() async throws(Failure) -> String {
        try await PythonSearch.facts(Answers(), services).executable
    }
}
