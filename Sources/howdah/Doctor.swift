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
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: Words.Doctor.abstract)

    @OptionGroup var common: CommonOptions
    @Argument(help: .init(Words.Commands.path)) var path = "."
    @Flag(name: .long, help: .init(Words.Doctor.fixHelp)) var fix = false
    @Flag(name: .long, help: .init(Words.Doctor.yesHelp)) var yes = false
    @Flag(name: .long, help: .init(Words.Doctor.jsonHelp)) var json = false
    @Option(name: .long, help: .init(Words.Doctor.bundleHelp, valueName: "file")) var bundle: String?

    func run() async throws {
        let base = try Folder.base(path)
        let isOwn = Files.exists(base + "/.howdah/answers.toml")
        guard isOwn || Files.exists(base + "/manage.py") else {
            throw Stop(code: 64, sentence: Words.Doctor.noProject(base), next: Words.Doctor.noProjectNext)
        }
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
            do { try await Engine(answers: answers, services: services).prepare(withSuperuser: false) } catch {
                throw Stop(error)
            }
        }
        let doctor = Doctor(answers, services)
        var seen = await doctor.examine()
        let report = DoctorReport(redactor: services.redactor, shown: Paths.shown(base, home: services.user.home))
        if fix {
            if !json { report.show(seen) }
            seen = await Mending(doctor: doctor, report: report, asks: !yes, isQuiet: json).run(seen)
        }
        if json { Console.out(JSON.line(report.json(seen))) } else { report.show(seen, afterFix: fix) }
        if let bundle { try write(Bundle.text(seen, services), to: bundle) }
        if !seen.isHealthy { throw ExitCode(1) }
    }

    /// Shown before it is written.
    private func write(_ text: String, to file: String) throws {
        guard let here = getcwd(nil, 0) else {
            throw Stop(code: 64, sentence: Words.Folder.gone, next: Words.Folder.goneNext)
        }
        defer { free(here) }
        let path = Paths.absolute(file, from: String(cString: here))
        if Files.exists(path) {
            throw Stop(code: 64, sentence: Words.Doctor.bundleExists(path), next: Words.Doctor.bundleExistsNext)
        }
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

    private func lines(_ seen: Examination, afterFix: Bool) -> [String] {
        let words = Words.Doctor.self
        var lines = ["", words.heading(shown), ""]
        var step: StepID?
        for finding in seen.findings {
            let name = finding.step == step ? "" : "\(finding.step.rawValue) \(Step[finding.step].name)"
            step = finding.step
            lines.append(
                "  " + name.padded(toWidth: 30) + Glyph.of(finding.state) + " "
                    + Words.States.word(finding.state.rawValue).padded(toWidth: 9) + finding.title)
        }
        for finding in seen.findings where finding.state == .problem || finding.state == .missing {
            lines += ["", "\(finding.title)\(finding.cause.map { " (\($0.rawValue))" } ?? "")"]
            lines += finding.detail.split(separator: "\n").flatMap { String($0).wrapped(toWidth: 76) }.map { "  " + $0 }
            for (number, fix) in finding.fixes.enumerated() {
                lines.append("  \(number + 1). \(fix.title)")
                if let why = fix.actions.first?.why { lines += why.wrapped(toWidth: 72).map { "     " + $0 } }
                lines += fix.commands.map { "       \($0)" }
            }
        }
        lines += [
            "",
            words.count(
                checks: seen.findings.count, ok: seen.count(.ok), notes: seen.count(.warning),
                missing: seen.count(.missing), problems: seen.count(.problem), unknown: seen.count(.unknown)),
        ]
        if seen.isHealthy {
            lines.append(words.healthy)
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
