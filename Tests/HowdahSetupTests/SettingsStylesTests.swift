import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// Step 5 in the styles that keep the password out of settings.py, and what git has of it.
@Suite(.heavy) struct SettingsStylesTests {
    private static let odd = SecretLinesTests.odd

    /// `python manage.py …` as a person types it: no variable of Howdah's, Django's own connection.
    private func byHand(_ site: Site) async throws -> String {
        try await run(
            [
                site.project + "/.venv/bin/python", "manage.py", "shell", "-c",
                "from django.db import connection; c = connection.cursor(); c.execute('SELECT current_user, current_database()'); print('ROW', c.fetchone())",
            ], in: site.project, environment: plainEnvironment(home: site.base)
        ).orThrow().output
    }

    /// An environment of the site's own, to install into.
    private func withURL<T>(_ body: (Site) async throws -> T) async throws -> T {
        try await Site.with(password: Self.odd, done: [.database]) { site in
            try Files.removeTree(site.project + "/.venv")
            try await Shared.copyVenv(to: site.project + "/.venv")
            var site = site
            site.answers.settings.style = .url
            site.answers.python.wheelhouse = try await Shared.wheelhouse.value()
            return try await body(site)
        }
    }

    @Test func passfile() async throws {
        try await Site.with(password: Self.odd, done: [.database]) { site in
            var site = site
            site.answers.settings.style = .passfile
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .done, "\(recorder.diagnoses) \(recorder.lines)")
            #expect(
                !Redactor.spellings(of: Self.odd).contains {
                    (try? site.read("myproject/settings.py"))?.contains($0) != false
                })
            #expect(try mode(site.project + "/.howdah/passfile") == 0o600)
            #expect(try await byHand(site).contains("ROW ('learner', 'school')"))
            #expect(recorder.lines.contains { $0.contains("password: from") && $0.contains("passfile") })
            let shown = (recorder.actions.map(\.preview) + recorder.lines).joined()
            #expect(!Redactor.spellings(of: Self.odd).contains { shown.contains($0) })
            let (again, _) = try await site.advance(.settings)
            #expect(again == .alreadyDone)
        }
    }

    /// Who had the password in settings.py and chooses otherwise gets it out.
    @Test func fromLiteralToPassfile() async throws {
        try await Site.with(done: [.database, .settings]) { site in
            try #require(try site.read("myproject/settings.py").contains(Site.password))
            var site = site
            site.answers.settings.style = .passfile
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .done, "\(recorder.diagnoses) \(recorder.lines)")
            #expect(try !site.read("myproject/settings.py").contains(Site.password))
            #expect(try await byHand(site).contains("ROW"))
        }
    }

    @Test(arguments: ["pip", "uv"]) func url(installer: String) async throws {
        try await withURL { site in
            var site = site
            site.answers.python.installer = try #require(Answers.Installer(rawValue: installer))
            if installer == "uv" {
                site.services.find = { [folder = try await Shared.uvFolder.value(), find = site.services.find] name in
                    name == "uv" ? folder + "/uv" : find(name)
                }
            }
            try site.write("# mine\nOTHER='x y'\n", to: ".env")
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .done, "\(recorder.diagnoses) \(recorder.lines)")
            let text = try site.read(".env")
            #expect(text.hasPrefix("# mine\nOTHER='x y'\nDATABASE_URL=postgres://learner:") && !text.contains(Self.odd))
            #expect(try mode(site.project + "/.env") == 0o600)
            #expect(try site.read(".gitignore") == ".env\n")
            #expect(try await byHand(site).contains("ROW ('learner', 'school')"))
            let shown = (recorder.actions.map(\.preview) + recorder.lines).joined()
            #expect(!Redactor.spellings(of: Self.odd).contains { shown.contains($0) })
            let (again, second) = try await site.advance(.settings)
            #expect(again == .alreadyDone, "\(second.diagnoses)")
            // django-environ reads the same file.
            try await run(
                [
                    site.project + "/.venv/bin/python", "-m", "pip", "install", "-q", "--no-index", "--find-links",
                    site.answers.python.wheelhouse, "django-environ",
                ]
            ).orThrow()
            let environ = try await run(
                [
                    site.project + "/.venv/bin/python", "-c",
                    "import environ; environ.Env.read_env('.env'); d = environ.Env().db(); print(d['NAME'], d['USER'], d['PASSWORD'], sep='|')",
                ], in: site.project, environment: plainEnvironment(home: site.base)
            ).orThrow().output
            #expect(environ.trimmingCharacters(in: .newlines) == "school|learner|" + Self.odd)
        }
    }

    /// The role has another password since: only the line in `.env` changes.
    @Test func onlyTheEnvironmentFileIsOld() async throws {
        try await withURL { site in
            _ = try await site.advance(.settings)
            let settings = try site.read("myproject/settings.py")
            try site.write("DATABASE_URL=postgres://learner:wrong@127.0.0.1:\(site.cluster.port)/school\n", to: ".env")
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .done, "\(recorder.diagnoses) \(recorder.lines)")
            #expect(recorder.actions.count == 1)
            #expect(try site.read("myproject/settings.py") == settings)
            #expect(try await byHand(site).contains("ROW"))
        }
    }

    /// Who points the project to another PostgreSQL in its `.env` keeps it, as in settings.py; Howdah's own line may follow.
    @Test func aDatabaseThatSomebodyChoseInTheEnvironmentFileIsKept() async throws {
        try await withURL { site in
            _ = try await site.advance(.settings)
            let cause: Cause = "settings-other-postgresql"
            let own = try site.read(".env")
            var other = site
            other.answers.database.name = "other"
            #expect(try await other.inspect(.settings)["settings"]?.cause != cause, "Howdah's own line may be changed")
            try site.write("MINE=1\n" + own, to: ".env")
            #expect(try await other.inspect(.settings)["settings"]?.cause != cause, "other lines do not matter")
            for place in ["127.0.0.1:1/school", "db.example.com:5432/school", "127.0.0.1:\(site.cluster.port)/theirs"] {
                let text = "MINE=1\nDATABASE_URL=postgres://learner:theirs@\(place)\n"
                try site.write(text, to: ".env")
                let (outcome, recorder) = try await site.advance(.settings)
                #expect(outcome == .failed && recorder.diagnoses.first?.cause == cause, "\(recorder.diagnoses)")
                #expect(try site.read(".env") == text)
            }
            var adopting = site
            adopting.answers.database.existing = .adopt
            let (outcome, recorder) = try await adopting.advance(.settings)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            #expect(try site.read(".env") == "MINE=1\n" + own)
        }
    }

    /// The `.env` is Howdah's still, but settings.py no longer reads it.
    @Test func aDatabaseThatSomebodyWroteIntoSettingsPyIsKept() async throws {
        try await withURL { site in
            _ = try await site.advance(.settings)
            let text =
                try site.read("myproject/settings.py") + """

                    DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': 'theirs', 'USER': 'u',
                                 'PASSWORD': 'p', 'HOST': 'db.example.com'}}

                    """
            try site.write(text, to: "myproject/settings.py")
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .failed, "\(recorder.diagnoses)")
            #expect(recorder.diagnoses.first?.cause == "settings-other-postgresql", "\(recorder.diagnoses)")
            #expect(try site.read("myproject/settings.py") == text)
        }
    }

    @Test func undoOfTheStyleURL() async throws {
        try await withURL { site in
            try site.write("A=1\n", to: ".env")
            let before = try site.read("myproject/settings.py")
            let (outcome, recorder) = try await site.advance(.settings)
            try #require(outcome == .done, "\(recorder.diagnoses)")
            let (engine, _) = try await Engine.recording(site.answers, site.services)
            try await engine.prepare()
            let undo = Undo(site.answers, site.services)
            let plan = try await undo.plan()
            for reversal in plan.reversals where reversal.consent == .yes {
                if case .command(let command) = reversal.action.work,
                    command.arguments.last?.hasSuffix(".howdah") == true
                {
                    continue
                }
                try await undo.perform(reversal) { _ in }
            }
            #expect(try site.read("myproject/settings.py") == before)
            #expect(try site.read(".env") == "A=1\n")
            #expect(!Files.exists(site.project + "/.gitignore"), "Howdah made it")
        }
    }

    // MARK: git

    private func git(_ site: Site, _ words: String...) async throws {
        try await run(
            ["/usr/bin/env", "git", "-C", site.project, "-c", "user.name=x", "-c", "user.email=x@example.com"] + words,
            environment: plainEnvironment(home: site.base)
        ).orThrow()
    }

    @Test func whatGitHasOfThePassword() async throws {
        try await Site.with(done: [.database]) { site in
            #expect(try await site.inspect(.settings)["git"] == nil)
            try await git(site, "init", "-q")
            let literal = try await site.inspect(.settings)
            #expect(literal["git"]?.state == .warning && literal["history"] == nil)
            _ = try await site.advance(.settings)
            try await git(site, "add", "myproject")
            try await git(site, "commit", "-qm", "all")
            #expect(try await site.inspect(.settings)["history"]?.state == .warning)
            var site = site
            site.answers.settings.style = .passfile
            let (outcome, _) = try await site.advance(.settings)
            #expect(outcome == .done)
            try await git(site, "commit", "-qam", "out of it")
            let later = try await site.inspect(.settings)
            #expect(later["git"]?.state == .ok && later["history"]?.state == .warning, "the history remembers")
            #expect(later.areDone)
            try await git(site, "add", "-f", ".howdah/passfile")
            #expect(try await site.inspect(.settings)["committed"]?.state == .warning)
        }
    }

    @Test func gitIsAskedWhetherItLeavesTheFileOut() async throws {
        try await withURL { site in
            try await git(site, "init", "-q")
            try site.write("*.pyc\n", to: ".gitignore")
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            #expect(try site.read(".gitignore") == "*.pyc\n.env\n")
            #expect(try await site.inspect(.settings)["ignored"]?.state == .ok)
            // A rule that comes later takes it in again: the last one counts.
            try site.write(".env\n!/.env\n", to: ".gitignore")
            #expect(try await site.inspect(.settings)["ignored"]?.state == .missing)
            let (again, _) = try await site.advance(.settings)
            #expect(again == .done)
            #expect(try site.read(".gitignore") == ".env\n!/.env\n.env\n")
            #expect(try await site.inspect(.settings)["ignored"]?.state == .ok)
        }
    }

    /// git does not follow a link of that name: then nobody says that the password is safe.
    @Test func whatGitTakesAllTheSameIsSaid() async throws {
        try await withURL { site in
            try await git(site, "init", "-q")
            try site.write("", to: "rules")
            try FileManager.default.createSymbolicLink(
                atPath: site.project + "/.gitignore", withDestinationPath: "rules")
            let (outcome, _) = try await site.advance(.settings)
            #expect(outcome == .done)
            let findings = try await site.inspect(.settings)
            #expect(findings["ignored"]?.state == .warning)
            #expect(findings["git"] == nil)
        }
    }

    @Test(arguments: [".gitignore", ".env"]) func aFolderInItsPlaceIsNamed(name: String) async throws {
        try await withURL { site in
            try Files.makeFolder(site.project + "/" + name)
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause == "settings-not-editable")
            #expect(recorder.diagnoses.first?.explanation.contains(name) == true, "\(recorder.diagnoses)")
        }
    }

    // MARK: what Django reads

    /// Settings that are set where nobody who only reads the file can be sure of it.
    private static func behindTheBack(_ entries: String) -> String {
        """

        import os
        import sys
        import types
        sys.modules[__name__] = types.SimpleNamespace(**{**globals(), 'DATABASES': {'default': {
            'ENGINE': 'django.db.backends.postgresql', \(entries)}}})

        """
    }

    @Test func whatIsOverriddenIsPutBackAndSaid() async throws {
        try await Site.with(done: [.database]) { site in
            var site = site
            site.answers.database.existing = .adopt
            let text = try site.read("myproject/settings.py") + Self.behindTheBack("'NAME': 'other'")
            try site.write(text, to: "myproject/settings.py")
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.explanation.contains("database other") == true, "\(recorder.diagnoses)")
            #expect(try site.read("myproject/settings.py") == text)
        }
    }

    @Test func aVariableThatDecidesIsNamed() async throws {
        try await Site.with(done: [.database], ["SHOP_PASSWORD": "another-one"]) { site in
            var site = site
            site.answers.database.existing = .adopt
            let text =
                try site.read("myproject/settings.py")
                + Self.behindTheBack("'NAME': 'school', 'USER': 'learner', 'PASSWORD': os.environ['SHOP_PASSWORD']")
            try site.write(text, to: "myproject/settings.py")
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.explanation.contains("SHOP_PASSWORD") == true, "\(recorder.diagnoses)")
            #expect(try site.read("myproject/settings.py") == text)
        }
    }

    // MARK: consent

    @Test func aFileWithOtherNamesIsAsked() async throws {
        try await Site.with(done: [.database]) { site in
            let other = site.base + "/other.py"
            try FileManager.default.linkItem(atPath: site.settings, toPath: other)
            let before = try site.read("myproject/settings.py")
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .failed)
            let diagnosis = try #require(recorder.diagnoses.first)
            #expect(diagnosis.cause == "file-permission" && diagnosis.explanation.contains("2 names"))
            #expect(try site.read("myproject/settings.py") == before)
            // The question is the first choice after it.
            let fix = try #require(diagnosis.mendable.first)
            let (engine, _) = try await Engine.recording(site.answers, site.services)
            #expect(await engine.goOn(with: fix, .settings) == .alreadyDone)
            #expect(try Files.read(other) == before)
        }
    }

    @Test func yesIsConsent() async throws {
        try await Site.with(done: [.database]) { site in
            try FileManager.default.linkItem(atPath: site.settings, toPath: site.base + "/other.py")
            var site = site
            site.services.consents = true
            let (outcome, _) = try await site.advance(.settings)
            #expect(outcome == .done)
        }
    }
}
