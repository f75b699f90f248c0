import Foundation
import HowdahTestSupport
import Testing

/// Who is still in the parent folder of a project is told where it is, and goes on with it.
@Suite(.heavy) struct ProjectsBelowTests {
    private func names(_ project: Project) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: project.base)) ?? []).sorted()
    }

    /// Commands, and what lies in a folder below where they mean something.
    @Test(arguments: [
        ("doctor", "manage.py"), ("doctor", ".howdah/answers.toml"), ("undo", ".howdah/answers.toml"),
        ("start", ".howdah/postgres/data/PG_VERSION"), ("stop", ".howdah/postgres/data/PG_VERSION"),
        ("status", ".howdah/postgres/data/PG_VERSION"),
    ])
    func theOneBelowIsNamed(command: String, file: String) async throws {
        try await Project.with(uv: false) { project in
            try await project.write("", to: "my shop/\(file)")
            try await project.write("", to: "other/readme.txt")
            let ended = try await project.howdah([command])
            #expect(ended.code == 64, "\(ended.all)")
            #expect(ended.errors.contains("howdah \(command) 'my shop'"), "\(ended.all)")
            #expect(!ended.errors.contains("other") && ended.output == "", "\(ended.all)")
            let fromElsewhere = try await project.howdah([command, project.base], in: "/")
            #expect(
                fromElsewhere.errors.contains("howdah \(command) '\(project.base)/my shop'"), "\(fromElsewhere.all)")
            #expect(names(project) == ["my shop", "other"])
        }
    }

    @Test func severalAreListed() async throws {
        try await Project.with(uv: false) { project in
            for name in ["blog", "-shop"] { try await project.write("", to: "./\(name)/manage.py") }
            let ended = try await project.howdah(["doctor"])
            #expect(ended.code == 64)
            for word in ["howdah doctor blog", "howdah doctor ./-shop"] {
                #expect(ended.errors.contains(word), "\(ended.all)")
            }
        }
    }

    /// A folder that is not there is made for a new project; for all else a name was mistyped.
    @Test(arguments: [["doctor"], ["undo"], ["status"], ["start"], ["stop"]])
    func aFolderThatIsNotThere(words: [String]) async throws {
        try await Project.with(uv: false) { project in
            try await project.write("", to: "myproject/manage.py")
            let ended = try await project.howdah(words + ["/no/such"])
            #expect(ended.code == 64 && ended.errors.contains("There is no folder /no/such"), "\(ended.all)")
            #expect(!ended.errors.contains("mkdir"), "\(ended.all)")
            let mistyped = try await project.howdah(words + ["./myprojcet"])
            #expect(mistyped.code == 64, "\(mistyped.all)")
            #expect(mistyped.errors.contains("howdah \(words[0]) ./myproject"), "\(mistyped.all)")
        }
    }

    @Test func anEmptyNameIsNotTheFolderOneIsIn() async throws {
        try await Project.with(uv: false) { project in
            try await project.write("", to: ".howdah/answers.toml")
            for command in ["undo", "doctor", "status", "apply"] {
                let ended = try await project.howdah([command, ""])
                #expect(ended.code == 64 && ended.errors.contains("empty"), "\(ended.all)")
            }
        }
    }

    /// Started where the first run was: the project that it made goes on, with its own answers.
    @Test func aSecondRunFromTheParentFolder() async throws {
        try await Project.with { project in
            let more = "project.name = \"shop\"\nsettings.style = \"passfile\"\nsuperuser.username = \"chef\""
            let first = try await project.howdah(["apply", "--json", "--answers", "-"], input: project.answers(more))
            #expect(first.code == 0, "\(first.all)")
            let before = names(project)
            let second = try await project.howdah(["apply", "--json"])
            #expect(try second.outcomes() == Array(repeating: "already-done", count: 7), "\(second.all)")
            #expect(second.errors.contains("shop"), "\(second.all)")
            let printed = try await project.howdah(["apply", "--print-answers"])
            #expect(printed.output.contains("username = \"chef\""), "\(printed.all)")
            // The wizard goes the same way: nothing is missing that it would have to ask for.
            let wizard = try await project.howdah([])
            #expect(wizard.code == 64 && !wizard.errors.contains("superuser.password"), "\(wizard.all)")
            #expect(names(project) == before)
            // Another one beside it is still made where its answers say so.
            let other = try await project.howdah(
                ["apply", "--dry-run", "--json", "--answers", "-"],
                input: project.answers("project.name = \"blog\""))
            #expect(try other.outcomes() == Array(repeating: "not-reached", count: 7), "\(other.all)")
            _ = try await project.howdah(["stop", "shop"])
        }
    }

    /// Its folder has the default name, and nobody named it: its code is not run.
    @Test func aStrangersProjectOfTheDefaultName() async throws {
        try await Project.with(uv: false) { project in
            try await project.write("open('ran', 'w')\n", to: "myproject/manage.py")
            let ended = try await project.howdah(["apply", "--dry-run"])
            #expect(ended.code == 64 && ended.errors.contains("howdah apply myproject"), "\(ended.all)")
            #expect(ended.errors.contains("Howdah runs the project's own code"), "\(ended.all)")
            #expect(names(project) == ["myproject"])
        }
    }

    /// What an earlier run kept names a folder as it was seen from where that run was started.
    @Test func answersThatWereKeptWithAPath() async throws {
        try await Project.with(uv: false) { project in
            try await project.write("[project]\nname = \"shop\"\npath = \"site\"\n", to: "site/.howdah/answers.toml")
            let ended = try await project.howdah(["apply", "--print-answers"], in: project.base + "/site")
            #expect(ended.output.contains("path = \".\""), "\(ended.all)")
            // The folder has another name than the project: it is told, not taken.
            let above = try await project.howdah(["apply"])
            #expect(above.code == 64 && above.errors.contains("howdah apply site"), "\(above.all)")
        }
    }
}
