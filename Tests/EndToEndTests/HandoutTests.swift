import Foundation
import HowdahTestSupport
import Testing

/// The notes and the script that stay with a finished project.
@Suite(.heavy) struct HandoutTests {
    /// The script, in another folder, comes to the same end: Howdah finds all seven done there.
    @Test(arguments: [
        ("literal", "DB_WORD"), ("url", "DB_WORD"),
        // The script has a variable of that name itself.
        ("passfile", "DB_PASSWORD"),
    ])
    func theScriptDoesTheSameWithoutHowdah(style: String, variable: String) async throws {
        try await Project.with { project in
            let more = """
                database.name = "my \\"db\\" $HOME"
                database.user = "Ünï'code"
                superuser.username = "chef"
                settings.style = "\(style)"
                database.password = "env:\(variable)"
                """
            let word = "wörd's 9 $HOME"
            let first = try await project.howdah(
                ["apply", "--json", "--answers", "-"], input: project.answers(more), [variable: word])
            #expect(first.code == 0, "\(first.all)")
            let (notes, script) = (project.state + "/setup-notes.md", project.state + "/setup.sh")
            let variables = ["DJANGO_SUPERUSER_PASSWORD": "correct-horse-9", variable: word]
            func runScript() async throws -> Ended {
                try await run(
                    ["/bin/sh", script, "fresh"], as: project.account, in: project.base,
                    environment: project.environment.merging(variables) { $1 })
            }
            let ended = try await runScript()
            #expect(ended.code == 0, "\(ended.all)")
            let verdict = try await project.howdah(
                ["apply", "fresh", "--json", "--answers", "-"],
                input:
                    "database.name = \"my \\\"db\\\" $HOME\"\ndatabase.user = \"Ünï'code\"\nsuperuser.username = \"chef\"\n"
                    + "settings.style = \"\(style)\"\ndatabase.password = \"env:\(variable)\"\n", [variable: word]
            )
            #expect(try verdict.outcomes() == Array(repeating: "already-done", count: 7), "\(verdict.all)")
            #expect(try verdict.receipt()["database"] as? String == "my \"db\" $HOME")
            // A second time changes nothing.
            let files = try await fingerprint(project.base + "/fresh")
            let again = try await runScript()
            #expect(again.code == 0, "\(again.all)")
            #expect(try await fingerprint(project.base + "/fresh") == files)
            // A backup may hold what the file held: it is its owner's alone.
            let modes = try await run([
                "/usr/bin/find", project.base + "/fresh/.howdah/backups", "-type", "f", "-printf", "%m\n",
            ])
            #expect(modes.output == "600\n", "\(modes.all)")
            // No child gets the variable that held the password.
            let spy =
                "\nimport os, sys\nopen(BASE_DIR / 'spied', 'a').write(f'{\"\(variable)\" in os.environ} {sys.argv}\\n')\n"
            try await project.write(
                project.read("fresh/myproject/settings.py") + spy, to: "fresh/myproject/settings.py")
            #expect(try await runScript().code == 0)
            #expect(
                try project.read("fresh/spied").contains("migrate") && !project.read("fresh/spied").contains("True"))

            // Everything that ran is told, in its order, and no password is.
            let text = try String(contentsOfFile: notes, encoding: .utf8)
            let ran = try first.json().filter { $0.event == "action-began" }
                .sorted { ($0.step ?? 0, 0) < ($1.step ?? 0, 0) }.compactMap { $0["title"] as? String }
            #expect(ran.count >= 10)
            var rest = text[...]
            for title in ran {
                let place = try #require(rest.range(of: "**\(title).**"), "\(title) in:\n\(rest)")
                rest = rest[place.upperBound...]
            }
            for word in ["createsuperuser", "manage.py dbshell", "changepassword chef", "startapp", "pg_ctl"] {
                #expect(text.contains(word), "\(word)")
            }
            let secrets = try project.read("myproject/.howdah/secrets.toml").matches(of: /= "(.*)"/).map {
                String($0.1)
            }
            #expect(secrets.count == 1)
            for file in [notes, script] {
                let content = try String(contentsOfFile: file, encoding: .utf8)
                for secret in secrets + [word] { #expect(!content.contains(secret)) }
            }
        }
    }
}
