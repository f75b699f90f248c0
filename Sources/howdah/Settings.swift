import ArgumentParser
import HowdahSetup
import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Step 5 alone, on any settings file.
struct SettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: Words.SettingsCommand.abstract, discussion: Words.Help.settings)

    @OptionGroup var common: CommonOptions
    @Argument(help: .init(Words.SettingsCommand.file, valueName: "file")) var file: String
    @Option(name: .long, help: .init(Words.SettingsCommand.name)) var name: String?
    @Option(name: .long, help: .init(Words.SettingsCommand.user)) var user: String?
    @Option(name: .long, help: .init(Words.SettingsCommand.password, valueName: "where")) var password: String?
    @Option(name: .long, help: .init(Words.SettingsCommand.host)) var host: String?
    @Option(name: .long, help: .init(Words.SettingsCommand.port)) var port: Int?
    @Option(name: .long, help: .init(Words.SettingsCommand.style)) var style: String?
    @Option(name: .long, help: .init(Words.SettingsCommand.passfile, valueName: "path")) var passfile: String?
    @Option(name: .long, help: .init(Words.Commands.answers, valueName: "file")) var answers: String?
    @Flag(name: .long, help: .init(Words.SettingsCommand.write)) var write = false
    @Flag(name: .long, help: .init(Words.SettingsCommand.verify)) var verify = false
    @Flag(name: .long, help: .init(Words.SettingsCommand.json)) var json = false
    @Flag(name: .long, help: .init(Words.SettingsCommand.yes)) var yes = false

    func run() async throws {
        guard let pointer = getcwd(nil, 0) else {
            throw Stop(code: 64, sentence: Words.Folder.gone, next: Words.Folder.goneNext)
        }
        defer { free(pointer) }
        let here = String(cString: pointer)
        let path = Paths.absolute(file, from: here)
        let base = SettingsFile.project(of: path) ?? Paths.parent(of: path)
        let chosen = try wishes(base: base, here: here)
        var services = Services.live(base: base, environment: Folder.environment)
        services.consents = yes
        services.onlyLooks = true
        try common.openLog(services)
        let wanted: WantedDatabase
        do { wanted = try SettingsWish.database(chosen, overriding: overriding, services) } catch { throw Stop(error) }
        if write, chosen.settings.style == .literal, services.secrets.get(.databasePassword) == nil {
            throw Stop(code: 64, sentence: Words.SettingsCommand.noPassword, next: Words.SettingsCommand.noPasswordNext)
        }
        let settings = SettingsFile(
            path, wanted, chosen.settings.style, passfile: passfile.map { Paths.absolute($0, from: here) }, services)
        try await work(settings, services)
    }

    private func work(_ settings: SettingsFile, _ services: Services) async throws {
        var report: [String] = []
        var result: SettingsEdit
        do {
            result = try await settings.propose()
            if verify, result.outcome != .refused { result = await verified(result, settings, &report) }
            let isToWrite = write && result.outcome == .edited
            if isToWrite { result = try await settings.write(result) }
            report += remarks(result, settings, isWritten: isToWrite)
        } catch {
            // No Python to read it with, or one that fails: no fault of the file's.
            throw Stop(diagnosing: error)
        }
        let redact = services.redactor.redact
        if json {
            Console.out(JSON.line(SettingsJSON(result)))
        } else if result.outcome == .edited {
            Console.out(redact(result.diff.trimmingEnd))
        }
        Console.error(redact(report.joined(separator: "\n")))
        if result.outcome == .refused { throw ExitCode(["not-found", "directory"].contains(result.reason) ? 64 : 1) }
    }

    /// Before anything is written: what would not be in force is not written at all.
    private func verified(_ proposal: SettingsEdit, _ settings: SettingsFile, _ report: inout [String]) async
        -> SettingsEdit
    {
        var result = proposal
        do {
            let (reads, isMet) = try await settings.effective(proposal)
            if isMet {
                report.append(Words.SettingsCommand.verified(reads))
                return proposal
            }
            (result.reason, result.sentence) = ("not-effective", Words.SettingsCommand.notEffective(reads))
        } catch {
            let why = Diagnosis(of: error)
            (result.reason, result.sentence) = (
                "not-imported", Words.SettingsCommand.notImported(why.evidence.isEmpty ? why.explanation : why.evidence)
            )
        }
        result.outcome = .refused
        return result
    }

    /// What a person should know beside the diff.
    private func remarks(_ result: SettingsEdit, _ settings: SettingsFile, isWritten: Bool) -> [String] {
        let words = Words.SettingsCommand.self
        let real = settings.realPath
        var lines = real == settings.edit.path ? [] : [words.link(settings.edit.path, real)]
        lines += result.elsewhere.map { words.elsewhere($0.file, $0.line) }
        lines += result.overriddenBy.map { words.overridden($0.file, $0.line) } + result.notes
        switch result.outcome {
        case .unchanged: lines.append(words.unchanged(real))
        case .edited:
            lines += settings.besides(result)
            let backup = settings.backup(result)
            lines +=
                isWritten
                ? [words.written(real), Words.Settings.backup(backup)] + [settings.backupConcern].compactMap(\.self)
                : [words.willKeep(backup), words.notWritten]
        case .refused:
            lines += [result.sentence, words.refused(real)]
            if !result.block.isEmpty { lines += [words.paste, "", result.block.trimmingEnd] }
        }
        return lines
    }

    /// The answers, and over them what the options say.
    private func wishes(base: String, here: String) throws -> Answers {
        var chosen = try Folder.answers(answers.map { $0 == "-" ? $0 : Paths.absolute($0, from: here) }, base: base)
        if let style {
            guard let known = Answers.Style(rawValue: style) else {
                throw Stop(
                    code: 64, sentence: Words.SettingsCommand.badStyle(style), next: Words.SettingsCommand.styles)
            }
            chosen.settings.style = known
        }
        if let password {
            guard let source = SecretReference(password)?.source else {
                throw Stop(
                    code: 64, sentence: Words.SettingsCommand.bad("--password", Words.Answers.passwordSource),
                    next: Words.SettingsCommand.passwordNext)
            }
            chosen.database.password = source
            if case .file(let path) = source, !path.hasPrefix("~/") {
                chosen.database.password = .file(Paths.absolute(path, from: here))
            }
        }
        for (option, problem) in [
            ("--name", name.flatMap { $0.isEmpty ? Words.Answers.empty : HowdahSetup.Check.databaseName($0) }),
            ("--user", user.flatMap { $0.isEmpty ? Words.Answers.empty : HowdahSetup.Check.roleName($0) }),
            ("--host", host.flatMap(HowdahSetup.Check.notEmpty)), ("--port", port.flatMap(HowdahSetup.Check.port)),
            ("--passfile", passfile.flatMap(HowdahSetup.Check.notEmpty)),
        ] {
            if let problem { throw Stop(code: 64, sentence: Words.SettingsCommand.bad(option, problem), next: "") }
        }
        return chosen
    }

    private func overriding(_ wanted: inout WantedDatabase) {
        if let name { wanted.name = name }
        if let user { wanted.user = user }
        if let host { wanted.host = host }
        if let port { wanted.port = String(port) }
    }
}

/// The contract's four keys. What else is to be said goes to standard error.
private struct SettingsJSON: Encodable {
    var outcome: String
    var reason: String
    var line: Int?
    var diff: String

    init(_ edit: SettingsEdit) {
        outcome = edit.outcome.rawValue
        reason = edit.reason
        line = edit.line
        diff = edit.outcome == .edited ? edit.diff : ""
    }

    private enum Keys: String, CodingKey { case outcome, reason, line, diff }

    /// `line` is there also where there is none.
    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Keys.self)
        try values.encode(outcome, forKey: .outcome)
        try values.encode(reason, forKey: .reason)
        try values.encode(line, forKey: .line)
        try values.encode(diff, forKey: .diff)
    }
}

extension String {
    fileprivate var trimmingEnd: String { String(reversed().drop { $0.isNewline }.reversed()) }
}
