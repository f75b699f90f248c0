import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// A secret is masked in every form in which a program writes it, at every place where text leaves Howdah.
@Suite struct RedactorTests {
    static let canary = #"ca'na"ry\ : @ / # % $ <&> ü 日 🐘"#

    private var redactor: Redactor {
        let redactor = Redactor()
        redactor.add(Secret(Self.canary))
        return redactor
    }

    /// As the programs themselves write it.
    private func forms() async throws -> [String] {
        let code = """
            import html, json, shlex, sys
            from urllib.parse import quote, quote_plus
            secret = sys.stdin.buffer.read().decode()
            forms = [repr(secret), ascii(secret), json.dumps(secret), json.dumps(secret, ensure_ascii=False),
                     json.dumps(secret).replace("/", "\\\\/"), quote(secret), quote(secret, safe=""),
                     quote_plus(secret), quote(secret, safe="").lower().replace("%u", "%U"), shlex.quote(secret),
                     html.escape(secret), str({"PASSWORD": secret})[13:-1]]
            print(json.dumps(forms))
            """
        let python = try await run([Shared.python.value(), "-c", code], input: Self.canary).orThrow().output
        let bash = try await run(["/bin/bash", "-c", "printf %q \"$(cat)\""], input: Self.canary).orThrow().output
        let wanted = WantedDatabase(name: "d", user: "u", host: "h", port: "1", password: .databasePassword)
        return try JSONDecoder().decode([String].self, from: Data(python.utf8)) + [
            bash, Self.canary, LibPQ.literal(Self.canary), Secrets.quoted(Self.canary), ShellText.quoted(Self.canary),
            String(Passfile.line(wanted, Secret(Self.canary)).dropFirst(8)), PythonText.quoted(Self.canary),
            String(decoding: try JSONEncoder().encode(Self.canary), as: UTF8.self), percentEncoded(Self.canary),
        ]
    }

    @Test func everyForm() async throws {
        let redactor = redactor
        for form in try await forms() {
            let masked = redactor.redact("before \(form) after")
            let rest = masked.replacing(Secret.mask, with: "").filter { !"'\" E".contains($0) }
            #expect(rest == "beforeafter", "\(form) became \(masked)")
        }
    }

    @Test func whatIsTooShortToSearchForIsStillNoChildsToRead() {
        let redactor = Redactor()
        redactor.add(Secret("abc"))
        #expect(redactor.redact("abcdef") == "abcdef")
        #expect(redactor.isSecret("abc"))
        #expect(Shell.scrubbed(["X": "abc", "Y": "z"], without: redactor)["X"] == nil)
    }

    @Test func everySink() async throws {
        let folder = try await Room.make()
        let services = Services.scratch(folder)
        try services.secrets.put(.databasePassword, Secret(Self.canary), persist: false)
        let redactor = services.redactor
        for form in try await forms() {
            // Log.
            let log = LogFile(redactor: redactor)
            let file = "\(folder)/log-\(UInt32.random(in: 0...UInt32.max))"
            try log.keep(in: file)
            log.write("saw \(form)")
            // Journal.
            let journal = Journal(redactor: redactor)
            try await journal.keep(in: file + ".jsonl")
            try await journal.append(
                .settings,
                Action("Do \(form)", why: "for \(form)", .command(Command("echo", [Self.canary], directory: "/"))))
            // Screen and JSON get events, previews and diagnoses from the engine.
            let diagnosis = Diagnosis(
                cause: "unknown", title: form, explanation: form, fixes: [Fix(id: "x", title: form, commands: [form])],
                evidence: form
            ).redacted(by: redactor)
            let finding = Finding(.settings, "x", .problem, form, detail: form).redacted(by: redactor)
            var lines: [String] = []
            if case .lines(_, let masked) = Event.lines(.settings, [form]).redacted(by: redactor) { lines = masked }
            // Bundle.
            var seen = Examination(layout: Layout(base: folder, answers: Answers()), answers: nil)
            seen.add(Finding(.settings, "x", .problem, form, detail: form))
            let written =
                [
                    try Files.read(file), try Files.read(file + ".jsonl"), diagnosis.title, diagnosis.explanation,
                    diagnosis.evidence, diagnosis.fixes[0].title, diagnosis.fixes[0].commands[0], finding.title,
                    finding.detail, Bundle.text(seen, services),
                ] + lines
            for text in written {
                #expect(
                    !text.contains("ca'na") && !text.contains("ca%27na") && !text.contains("ca\\'na"),
                    "\(form): \(text)")
                #expect(!text.contains("ry\\"), "\(form): \(text)")
            }
        }
    }
}
