import Foundation
import HowdahTestSupport
import Testing

/// A folder whose name a shell would obey, variables that libpq and pip would obey, a password that is a word of
/// the JSON: all seven steps all the same.
@Suite(.heavy) struct HostilePlaceTests {
    @Test func aHostileFolderAndEnvironment() async throws {
        try await Project.with { project in
            let folder = "a \"b\" $(touch $HOME/OBEYED) 'c'"
            try await project.write(
                try await project.answers("database.password = \"env:WORD\""), to: "\(folder)/answers.toml")
            let variables = [
                "WORD": "step", "PGHOSTADDR": "10.255.255.1", "PGSSLMODE": "verify-full", "PGSERVICE": "nope",
                "PIP_USER": "1", "PYTHONPATH": "/nonexistent", "DJANGO_SETTINGS_MODULE": "nope",
            ]
            let first = try await project.howdah(
                ["apply", folder, "--json", "--answers", "answers.toml"], variables)
            #expect(first.code == 0, "\(first.all)")
            try checkContract(first)
            #expect(try first.receipt()["login"] as? String == "verified")
            #expect(!project.exists("OBEYED"))
            let second = try await project.howdah(["apply", "\(folder)/myproject", "--json"], variables)
            #expect(try second.outcomes() == Array(repeating: "already-done", count: 7), "\(second.all)")
            _ = try await project.howdah(["stop", "\(folder)/myproject"])
        }
    }

    /// With `umask 0` everything would be everybody's to change, and step 5 refuses such a folder.
    @Test func nothingIsMadeForEverybodyToChange() async throws {
        try await Project.with { project in
            try await project.write(project.answers(), to: "answers.toml")
            let script = "umask 0; exec \"$1\" apply --json --answers answers.toml"
            let made = try await run(
                ["/bin/sh", "-c", script, "sh", project.binary], as: project.account, in: project.base,
                environment: project.environment)
            #expect(made.code == 0, "\(made.all)")
            // uv gives its own lock in there its own mode.
            let open = try await run(
                ["/usr/bin/find", project.folder, "-perm", "-2", "!", "-type", "l", "!", "-path", "*/.venv/.lock"]
            ).output
            #expect(open.isEmpty, "\(open)")
        }
    }

    @Test func aLineBreakInTheFoldersName() async throws {
        try await Project.with { project in
            try await project.write("", to: "new\nline/readme")
            let ended = try await project.howdah(["apply", "--answers", "-"], in: project.base + "/new\nline")
            #expect(ended.code == 64 && ended.errors.contains("line break"), "\(ended.all)")
        }
    }
}
