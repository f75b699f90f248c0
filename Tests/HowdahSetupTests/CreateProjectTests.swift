import Foundation
import HowdahTestSupport
import Testing

@testable import HowdahSetup

/// Step 3 with a real Django.
@Suite(.heavy) struct CreateProjectTests {
    /// A folder that holds an environment, and what a test puts beside it.
    private func folder(_ files: [String: String] = [:]) async throws -> String {
        let base = try await Room.make()
        try Files.makeFolder(base + "/myproject")
        try FileManager.default.createSymbolicLink(
            atPath: base + "/myproject/.venv", withDestinationPath: try await Shared.venv.value())
        for (name, text) in files {
            try Files.makeFolder(Paths.parent(of: base + "/myproject/" + name))
            try Files.write(text, to: base + "/myproject/" + name)
        }
        return base
    }

    private func advance(
        _ base: String, _ answers: Answers = Answers(), path: [String] = []
    ) async throws -> (Outcome, Recorder) {
        let (engine, recorder) = try await Engine.recording(answers, .scratch(base, path: path))
        return (await engine.advance(.project), recorder)
    }

    private func names(_ base: String) -> [String] { Files.names(in: base + "/myproject") }

    @Test func aFolderThatHoldsOtherThingsKeepsThem() async throws {
        let base = try await folder([
            ".git/HEAD": "ref", "README.md": "mine", ".gitignore": "x", "notes/a.py": "x  =  1",
        ])
        let (outcome, recorder) = try await advance(base)
        #expect(outcome == .done, "\(recorder.diagnoses)\n\(recorder.lines)")
        #expect(
            names(base) == [".git", ".gitignore", ".howdah", ".venv", "README.md", "manage.py", "myproject", "notes"])
        #expect(try Files.read(base + "/myproject/README.md") == "mine")
        #expect(!Files.exists(base + "/myproject/.howdah/staging"))
        let check = try await run(
            [base + "/myproject/.venv/bin/python", "manage.py", "check"], in: base + "/myproject")
        #expect(check.code == 0, "\(check.all)")
        let (again, second) = try await advance(base)
        #expect(again == .alreadyDone)
        #expect(second.actions.isEmpty)
    }

    /// startproject runs `black` over the whole folder where it finds it: other people's files too.
    @Test func noFormatterIsLetLoose() async throws {
        let base = try await folder(["mine.py": "x  =  1"])
        let tools = try await Room.make()
        try Files.write("#!/bin/sh\ntouch \(tools)/called\n", to: tools + "/black", mode: 0o755)
        let (outcome, _) = try await advance(base, path: [tools])
        #expect(outcome == .done)
        #expect(!Files.exists(tools + "/called"))
    }

    @Test(arguments: ["myproject/x.txt", "myproject"])
    func aPackageOfThatNameIsRefused(file: String) async throws {
        let base = try await folder([file: "theirs"])
        let before = names(base)
        let (outcome, recorder) = try await advance(base)
        #expect(outcome == .failed)
        #expect(recorder.diagnoses.first?.title.contains("myproject") == true)
        #expect(recorder.actions.isEmpty)
        #expect(names(base) == before)
        #expect(try Files.read(base + "/myproject/" + file) == "theirs")
    }

    @Test(arguments: ["class", "test", "site", "django", "my-project", "2fast", "", "a b", "None"])
    func aNameThatPythonOrDjangoRefuse(name: String) async throws {
        let base = try await folder()
        var answers = Answers()
        answers.project.name = name
        answers.project.path = "myproject"
        let (outcome, recorder) = try await advance(base, answers)
        #expect(outcome == .failed)
        #expect(recorder.diagnoses.first?.cause == "project-name-invalid")
        #expect(names(base) == [".venv"])
    }

    /// Names that only look bad.
    @Test(arguments: ["été", "_x", "Class", "shop2"])
    func aNameThatIsAllowed(name: String) async throws {
        let base = try await folder()
        var answers = Answers()
        answers.project.name = name
        answers.project.path = "myproject"
        let (outcome, recorder) = try await advance(base, answers)
        #expect(outcome == .done, "\(recorder.diagnoses)\n\(recorder.lines)")
    }

    @Test func aProjectThatIsThereIsTaken() async throws {
        let base = try await folder()
        try await run(
            [base + "/myproject/.venv/bin/python", "-m", "django", "startproject", "shop", base + "/myproject"]
        ).orThrow()
        // The folder itself is the project: PATH holds manage.py.
        let (outcome, recorder) = try await advance(base + "/myproject")
        #expect(outcome == .alreadyDone, "\(recorder.diagnoses)")
        let facts = try ProjectFiles.facts(of: base + "/myproject")
        #expect(facts.settingsModule == "shop.settings")
        #expect(facts.settingsFile == base + "/myproject/shop/settings.py")
    }

    @Test(arguments: [
        ("print('no settings here')", "settings-module-not-set"),
        ("os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'gone.settings')", "settings-module-not-set"),
        ("os.environ.setdefault('DJANGO_SETTINGS_MODULE', name())", "settings-module-not-set"),
    ])
    func aManagePyThatNamesNoSettings(text: String, cause: String) async throws {
        let base = try await folder(["manage.py": text])
        let (outcome, recorder) = try await advance(base)
        #expect(outcome == .failed)
        #expect(recorder.diagnoses.first?.cause.rawValue == cause)
        #expect(try Files.read(base + "/myproject/manage.py") == text)
    }

    @Test func settingsMayBeAPackage() async throws {
        let base = try await folder([
            "manage.py": "os.environ.setdefault(\"DJANGO_SETTINGS_MODULE\",\n    \"conf.settings\")",
            "conf/settings/__init__.py": "",
        ])
        let facts = try ProjectFiles.facts(of: base + "/myproject")
        #expect(facts.settingsFile == base + "/myproject/conf/settings/__init__.py")
    }

    /// What is shown is what runs: typed into a shell it makes the same project. The rest of a killed run too.
    @Test(arguments: [false, true]) func thePreviewCanBeTyped(_ wasKilled: Bool) async throws {
        let base = try await folder(
            wasKilled ? [".howdah/staging/manage.py": "x", ".howdah/staging/myproject/settings.py": ""] : [:])
        if !wasKilled { try Files.makeFolder(base + "/myproject/.howdah") }
        let services = Services.scratch(base)
        let engine = Engine(answers: Answers(), services: services)
        let actions = try await engine.preview(.project).1.get()
        let preview = try #require(actions.first?.preview)
        #expect(preview.contains("startproject") != wasKilled)
        try await run(["/bin/sh", "-ec", preview]).orThrow()
        #expect(names(base) == [".howdah", ".venv", "manage.py", "myproject"])
        #expect(Files.exists(base + "/myproject/myproject/settings.py"))
    }

    /// A killed run's staging folder is cleared, and manage.py comes last: with it the project counts as made.
    @Test func whatAKilledRunLeft() async throws {
        let base = try await folder([
            ".howdah/staging/half.txt": "x", ".howdah/staging.new/manage.py": "x", ".howdah/staging.1/manage.py": "x",
        ])
        let (outcome, recorder) = try await advance(base)
        #expect(outcome == .done, "\(recorder.diagnoses)\n\(recorder.lines)")
        #expect(!Files.exists(base + "/myproject/half.txt"))
        #expect(!Files.names(in: base + "/myproject/.howdah").contains { $0.hasPrefix("staging") })
    }
}
