import ArgumentParser
import HowdahSetup
import HowdahText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// All seven steps of a project side by side, and what mends them.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: Words.Doctor.abstract, discussion: Words.Help.doctor)

    @OptionGroup var common: CommonOptions
    @Argument(help: .init(Words.Commands.path)) var path = "."
    @Flag(name: .long, help: .init(Words.Doctor.fixHelp)) var fix = false
    @Flag(name: .long, help: .init(Words.Doctor.yesHelp)) var yes = false
    @Flag(name: .long, help: .init(Words.Doctor.jsonHelp)) var json = false
    @Option(name: .long, help: .init(Words.Doctor.bundleHelp, valueName: "file")) var bundle: String?

    func run() async throws {
        let base = try Folder.base(path, for: "doctor")
        let isOwn = Files.exists(base + "/.howdah/answers.toml")
        guard isOwn || Files.exists(base + "/manage.py") else {
            let below = ProjectsBelow(path: path, base: base)
            throw Stop(
                code: 64, sentence: Words.Doctor.noProject(base),
                next: below.hint("doctor", holding: "manage.py", ".howdah/answers.toml")?.joined(separator: "\n")
                    ?? Words.Doctor.noProjectNext)
        }
        let bundle = try bundle.map(vacant)
        if fix, !yes, isatty(STDIN_FILENO) == 0 {
            throw Stop(code: 64, sentence: Words.Doctor.noTerminal, next: Words.Doctor.noTerminalNext)
        }
        let answers = isOwn ? try Folder.answers(nil, base: base) : nil
        try Folder.check(Layout(base: base, answers: answers ?? Answers(for: base)).project, yes: yes)
        var services = Services.live(base: base, environment: Folder.environment) { body in
            await body()
            Console.takeTerminal()
        }
        services.consents = yes
        services.onlyLooks = !fix
        try common.openLog(services)
        if let answers {
            do { try await Engine(answers: answers, services: services).prepare(needsPasswords: false) } catch {
                throw Stop(error)
            }
        }
        let doctor = Doctor(answers, services)
        var seen = await doctor.examine()
        let report = DoctorReport(
            redactor: services.redactor, shown: Paths.shown(base, home: services.user.home))
        if fix {
            if !json { report.show(seen) }
            seen = await Mending(doctor: doctor, report: report, asks: !yes, isQuiet: json).run(seen)
        }
        if json { Console.out(JSON.line(report.json(seen))) } else { report.show(seen, afterFix: fix) }
        if let bundle { try write(Bundle.text(seen, services), to: bundle) }
        if !seen.isHealthy { throw ExitCode(1) }
    }

    /// Where the bundle will lie; told before anything is looked at, because that takes its time.
    private func vacant(_ file: String) throws -> String {
        guard let here = getcwd(nil, 0) else {
            throw Stop(code: 64, sentence: Words.Folder.gone, next: Words.Folder.goneNext)
        }
        defer { free(here) }
        let path = Paths.absolute(file, from: String(cString: here))
        if Files.exists(path) {
            throw Stop(code: 64, sentence: Words.Doctor.bundleExists(path), next: Words.Doctor.bundleExistsNext)
        }
        let folder = Paths.parent(of: path)
        guard access(folder, W_OK | X_OK) == 0 else {
            throw Stop(
                code: 64, sentence: Words.Doctor.bundleNoFolder(folder, ErrorText.of(errno)),
                next: Words.Doctor.bundleExistsNext)
        }
        return path
    }

    /// Shown before it is written.
    private func write(_ text: String, to path: String) throws {
        Console.error(Words.Doctor.bundleHead + "\n\n" + text)
        if !yes {
            guard isatty(STDIN_FILENO) == 1 else {
                throw Stop(code: 64, sentence: Words.Doctor.bundleNotWritten, next: Words.Doctor.bundleConsent)
            }
            Console.prompt(Words.Doctor.askBundle)
            guard Consent.isYes(readLine()) else {
                Console.error(Words.Doctor.bundleNotWritten)
                return
            }
        }
        do { try Bundle.write(text, to: path) } catch { throw Stop(error) }
        Console.error(Words.Doctor.bundleWritten(path))
    }
}

enum Consent {
    static func isYes(_ line: String?) -> Bool {
        ["y", "yes"].contains((line ?? "").lowercased().filter { $0 != " " })
    }
}

/// The findings as people and as programs read them.
struct DoctorReport {
    let redactor: Redactor
    let shown: String

    func show(_ seen: Examination, afterFix: Bool = false) {
        Console.out(redactor.redact(lines(seen, afterFix: afterFix).joined(separator: "\n")))
    }

    /// On a terminal as wide as it is; commands stay whole everywhere, so that they can be copied.
    private func lines(_ seen: Examination, afterFix: Bool) -> [String] {
        let words = Words.Doctor.self
        var lines = [""] + Console.prose(words.heading(shown)) + [""]
        var step: StepID?
        for finding in seen.findings {
            let name = finding.step == step ? "" : "\(finding.step.rawValue) \(Step[finding.step].name)"
            step = finding.step
            let state = Glyph.of(finding.state) + " " + Words.States.word(finding.state.rawValue).padded(toWidth: 8)
            lines += finding.title.wrapped(after: "  " + name.padded(toWidth: 28) + state, toWidth: Console.width)
        }
        var told: [Fix] = []
        for finding in seen.findings where finding.state == .problem || finding.state == .missing {
            lines += [""] + Console.prose("\(finding.title)\(finding.cause.map { " (\($0.rawValue))" } ?? "")")
            lines += finding.detail.split(separator: "\n").flatMap { Console.prose(String($0), indent: 2) }
            let new = finding.fixes.filter { fix in !told.contains { $0.isSame(as: fix) } }
            told += new
            if new.count < finding.fixes.count { lines += Console.prose(words.mendedAbove, indent: 2) }
            for (number, fix) in new.enumerated() {
                lines += fix.title.wrapped(after: "  \(number + 1). ", toWidth: Console.width)
                if let why = fix.actions.first?.why { lines += Console.prose(why, indent: 5) }
                lines += fix.commands.map { "       \($0)" }
            }
        }
        lines.append("")
        lines += Console.prose(
            words.count(
                checks: seen.findings.count, ok: seen.count(.ok), notes: seen.count(.warning),
                missing: seen.count(.missing), problems: seen.count(.problem), unknown: seen.count(.unknown)))
        if seen.isHealthy {
            lines += Console.prose(words.healthy)
        } else if !afterFix, seen.findings.contains(where: { $0.fixes.contains { !$0.actions.isEmpty } }) {
            lines.append(words.fixHint)
        }
        return lines
    }

    func json(_ seen: Examination) -> DoctorJSON {
        DoctorJSON(
            ok: seen.isHealthy,
            findings: seen.findings.map { finding in
                DoctorJSON.Line(
                    step: finding.step.rawValue, check: finding.check, state: finding.state.rawValue,
                    cause: finding.cause?.rawValue ?? "", title: redactor.redact(finding.title),
                    detail: redactor.redact(finding.detail),
                    fixes: finding.fixes.map { $0.redacted(by: redactor) })
            })
    }
}

/// A sign beside the word, for the eye; where only ASCII can be shown, the word alone.
enum Glyph {
    static func of(_ state: Finding.State) -> String {
        guard isUTF8 else { return " " }
        return switch state {
        case .ok: "✔"
        case .problem: "✖"
        case .missing: "○"
        case .warning: "!"
        case .unknown: "·"
        }
    }

    private static let isUTF8: Bool = {
        let environment = Folder.environment
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale.lowercased().replacing("-", with: "").contains("utf8")
    }()
}

struct DoctorJSON: Encodable {
    struct Line: Encodable {
        var step: Int
        var check: String
        var state: String
        var cause: String
        var title: String
        var detail: String
        var fixes: [Fix]
    }
    var ok: Bool
    var findings: [Line]
}
