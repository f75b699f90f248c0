import Foundation
import HowdahTestSupport
import Testing

/// The same answers through every face come to the same end.
@Suite(.heavy) struct ParityTests {
    private static let variables = ["SU_PW": "correct-horse-9"]

    private enum Face: CaseIterable { case pages, plain, apply }

    /// What came of it, without what differs from run to run.
    private func outcome(_ project: Project) async throws -> [String] {
        let again = try await project.howdah(["apply", "myproject", "--json"], Self.variables)
        #expect(try again.outcomes() == Array(repeating: "already-done", count: 7), "\(again.all)")
        let settings = try project.read("myproject/myproject/settings.py")
            .replacing(/(SECRET_KEY =|'PASSWORD':|'PORT':).*/) { String($0.1) }
        let roles = try await privateSQL(
            project, "SELECT rolname, rolsuper, rolcanlogin, rolconfig FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 1"
        )
        let databases = try await privateSQL(
            project,
            "SELECT datname, pg_get_userbyid(datdba), pg_encoding_to_char(encoding) FROM pg_database ORDER BY 1")
        let tables = try await privateSQL(
            project, "SELECT tablename, tableowner FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
            database: "myproject")
        let users = try await privateSQL(
            project, "SELECT username, email, is_superuser, is_active FROM auth_user", database: "myproject")
        let files = try await run(
            [
                "/bin/sh", "-c",
                "find . -type f ! -path '*/__pycache__/*' ! -path './.venv/*' ! -path './.howdah/postgres/*' "
                    + "! -path './.howdah/log/*' -printf '%p %m\\n' | sed 's/settings.py.[0-9a-f]*/settings.py/' | sort",
            ], in: project.folder
        ).orThrow().output
        let answers = try project.read("myproject/.howdah/answers.toml")
        // The titles of all that ran.
        let notes = try project.read("myproject/.howdah/setup-notes.md").split(separator: "\n")
            .filter { $0.hasPrefix("**") || $0.hasPrefix("#") }.joined(separator: "\n")
            .replacing(project.base, with: "~").replacing(/port [0-9]+/, with: "port")
        return [settings, roles, databases, tables, users, files, answers, notes]
    }

    private func pass(through face: Face, _ project: Project) async throws {
        let environment = project.environment.merging(Self.variables) { $1 }
            .merging(["LC_ALL": "C.UTF-8"]) { $1 }
        switch face {
        case .apply:
            let ended = try await project.howdah(["apply", "--answers", "answers.toml"], Self.variables)
            #expect(ended.code == 0, "\(ended.all)")
        case .pages:
            try await Tmux.with { tmux in
                try await tmux.start(
                    [project.binary, "--answers", "answers.toml"], as: project.account, in: project.base,
                    environment: environment)
                try await tmux.waitUntil(screenContains: "Which way")
                try await tmux.press("e")
                try await tmux.waitUntil(screenContains: "Enter run all")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "login verified")
                try await tmux.press("Enter")
                #expect(try await tmux.exitCode() == 0)
            }
        case .plain:
            try await Tmux.with(rows: 200) { tmux in
                try await tmux.start(
                    [project.binary, "--plain", "--answers", "answers.toml"], as: project.account, in: project.base,
                    environment: environment)
                try await tmux.waitUntil(screenContains: "Project [myproject]:")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "Number [1]:")
                try await tmux.press("2", "Enter")
                try await tmux.waitUntil(screenContains: "Enter runs all seven")
                try await tmux.press("Enter")
                try await tmux.waitUntil(screenContains: "How to go on tomorrow")
                #expect(try await tmux.exitCode() == 0)
            }
        }
    }

    @Test func theSameAnswersThroughEveryFace() async throws {
        let lines = try await Project.with { project in
            try await project.answers().replacing("\"generate\"", with: "\"env:SU_PW\"")
        }
        var ends: [[String]] = []
        for face in Face.allCases {
            try await Project.with { project in
                try await project.write(lines, to: "answers.toml")
                try await pass(through: face, project)
                ends.append(try await outcome(project))
            }
        }
        #expect(ends[0] == ends[1])
        #expect(ends[1] == ends[2])
        #expect(ends[2].allSatisfy { !$0.isEmpty })
    }
}
