import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// Step 5: the file on disk, and what Django really reads from it.
@Suite(.heavy) struct UpdateSettingsTests {
    /// What Django itself says.
    private func effective(_ site: Site) async throws -> String {
        try await run(
            [
                site.project + "/.venv/bin/python", "-c",
                "from django.conf import settings as s; d = s.DATABASES['default']; print(d['ENGINE'], d['NAME'], d['USER'], d['PASSWORD'], d['HOST'], d['PORT'], sep='|')",
            ], in: site.project,
            environment: plainEnvironment(home: site.base).merging(["DJANGO_SETTINGS_MODULE": "myproject.settings"]) {
                $1
            }
        ).all.trimmingCharacters(in: .newlines)
    }

    @Test(arguments: [Site.password, #"it's "quoted" \n %s {x} ö🐘"#])
    func theFileThatStartprojectWrites(password: String) async throws {
        try await Site.with(password: password, done: [.database]) { site in
            let old = try site.read("myproject/settings.py")
            chmod(site.settings, 0o640)
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            let read = try await effective(site)
            #expect(read == "django.db.backends.postgresql|school|learner|\(password)|127.0.0.1|\(site.cluster.port)")
            #expect(try mode(site.settings) == 0o640)
            // All but the block is as it was.
            let new = try site.read("myproject/settings.py")
            let cut = { (text: String) in text.components(separatedBy: "DATABASES = {")[0] }
            #expect(cut(new) == cut(old) && new.hasSuffix(old.components(separatedBy: "# Password validation").last!))
            let diff = recorder.actions.map(\.preview).joined()
            #expect(diff.contains("+        'ENGINE': 'django.db.backends.postgresql'") && !diff.contains(password))
            let backups = site.project + "/.howdah/backups"
            let names = Files.names(in: backups)
            #expect(names.count == 1)
            #expect(try Files.read("\(backups)/\(names[0])") == old)
            #expect(try mode("\(backups)/\(names[0])") == 0o600)
            let (again, _) = try await site.advance(.settings)
            #expect(again == .alreadyDone)
        }
    }

    @Test func theStyleOfBlack() async throws {
        try await Site.with(done: [.database]) { site in
            let text = try site.read("myproject/settings.py").replacingOccurrences(
                of: #"DATABASES = \{[\s\S]*?\n\}\n"#,
                with: """
                    DATABASES = {
                        "default": {
                            "ENGINE": "django.db.backends.sqlite3",
                            "NAME": BASE_DIR / "db.sqlite3",
                        }
                    }

                    """, options: .regularExpression)
            try site.write(text.replacingOccurrences(of: "'", with: "\""), to: "myproject/settings.py")
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            #expect(try site.read("myproject/settings.py").contains("\"NAME\": \"school\""))
        }
    }

    @Test func carriageReturnsStay() async throws {
        try await Site.with(done: [.database]) { site in
            let text = try site.read("myproject/settings.py").replacingOccurrences(of: "\n", with: "\r\n")
            try site.write(text, to: "myproject/settings.py")
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            let bytes = try Files.bytes(site.settings)
            #expect(bytes.count { $0 == 10 } == bytes.count { $0 == 13 })
        }
    }

    @Test(arguments: [
        "import os\nDATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': os.environ.get('DB', 'x')}}\nDATABASES.update({})\n",
        "if True:\n    DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'x'}}\n",
        "def make():\n    return {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'x'}}\nDATABASES = make()\n",
        "DATABASES = {'default': {}}\nDATABASES['default']['NAME'] = 'other'\n",
    ])
    func aFileThatIsNoPlainLiteral(block: String) async throws {
        try await Site.with(done: [.database]) { site in
            try replace(block, in: site)
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            #expect(try await effective(site).hasPrefix("django.db.backends.postgresql|school|learner|"))
        }
    }

    @Test func aFileThatCannotBeEditedIsLeftAlone() async throws {
        try await Site.with(done: [.database]) { site in
            // More ways through it than anybody can follow.
            let names = (0..<3000).map { "N\($0) = {}\n" }.joined()
            let ways = (0..<300).map { "if os.path.exists('/\($0)'):\n    A = \($0)\n" }.joined()
            let text = try replace("import os\n\(names)\(ways)DATABASES = {'default': {}}\n", in: site)
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .failed)
            let diagnosis = try #require(recorder.diagnoses.first)
            #expect(diagnosis.cause == "settings-not-editable")
            // What to paste is shown, with dots for the password.
            #expect((diagnosis.explanation + diagnosis.evidence).contains("'NAME': 'school'"))
            #expect(!(diagnosis.explanation + diagnosis.evidence).contains(Site.password))
            #expect(try site.read("myproject/settings.py") == text)
            #expect(!Files.exists(site.project + "/.howdah/backups"))
        }
    }

    /// Puts a block in the place of startproject's DATABASES.
    @discardableResult private func replace(_ block: String, in site: Site) throws -> String {
        let text = try site.read("myproject/settings.py").replacingOccurrences(
            of: #"DATABASES = \{[\s\S]*?\n\}\n"#, with: block.replacingOccurrences(of: "\\", with: "\\\\"),
            options: .regularExpression)
        try #require(text.contains(block))
        try site.write(text, to: "myproject/settings.py")
        return text
    }

    @Test func settingsThatDoNotCompile() async throws {
        try await Site.with(done: [.database]) { site in
            try site.write("DATABASES = {", to: "myproject/settings.py")
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause == "settings-syntax-error", "\(recorder.diagnoses)")
            #expect(try site.read("myproject/settings.py") == "DATABASES = {")
        }
    }

    /// What another editor saved between the preview and the write is not lost.
    @Test func aFileThatChangedMeanwhileIsNotWrittenOver() async throws {
        try await Site.with(done: [.database]) { site in
            let (engine, _) = try await Engine.recording(site.answers, site.services)
            await site.services.memo.forget()
            let actions = try await engine.preview(.settings).plan.get()
            let theirs = try site.read("myproject/settings.py") + "\nMINE = 1\n"
            try site.write(theirs, to: "myproject/settings.py")
            let failure = await thrown {
                for action in actions { try await perform(action, engine.layout, site.services) { _ in } }
            }
            guard case .refused("settings-not-editable", _, _) = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
            #expect(try site.read("myproject/settings.py") == theirs)
            // The next run reads it anew.
            let (outcome, _) = try await site.advance(.settings)
            #expect(outcome == .done)
            #expect(try site.read("myproject/settings.py").contains("MINE = 1"))
        }
    }

    /// What another editor saved while Django was asked is not lost when the edit is taken back.
    @Test func aFileThatChangedDuringTheVerificationIsNotPutBack() async throws {
        try await Site.with(done: [.database]) { site in
            var site = site
            let override =
                "\nglobals().update(DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'x'}})\n"
            try site.write(try site.read("myproject/settings.py") + override, to: "myproject/settings.py")
            let (settings, capture) = (site.settings, site.services.capture)
            site.services.capture = { command async throws(Failure) in
                let answer = try await capture(command)
                let text = try Files.read(settings)
                if text.contains("'NAME': 'school'"), !text.contains("MINE") {
                    try Files.write(text + "MINE = 1\n", to: settings)
                }
                return answer
            }
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .failed)
            #expect(try site.read("myproject/settings.py").hasSuffix(override + "MINE = 1\n"))
            let diagnosis = try #require(recorder.diagnoses.first)
            let told = diagnosis.explanation + diagnosis.evidence
            #expect(diagnosis.cause == "settings-not-editable" && told.contains("left as it is"), "\(told)")
        }
    }

    /// An empty NAME, another user of the same database: no database that somebody chose.
    @Test(arguments: [("'NAME': 'school'", "'NAME': ''"), ("'USER': 'learner'", "'USER': 'lerner'")])
    func aTypingMistakeIsMended(right: String, wrong: String) async throws {
        try await Site.with(done: [.database, .settings]) { site in
            let own = try site.read("myproject/settings.py")
            try site.write(own.replacing(right, with: wrong), to: "myproject/settings.py")
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            #expect(try site.read("myproject/settings.py") == own)
        }
    }

    /// Who points the project to another PostgreSQL by hand keeps it, also where Howdah edited the file before.
    @Test func aDatabaseThatSomebodyChoseIsKept() async throws {
        try await Site.with(done: [.database, .settings]) { site in
            let cause: Cause = "settings-other-postgresql"
            let own = try site.read("myproject/settings.py")
            var other = site
            other.answers.database.name = "other"
            #expect(try await other.inspect(.settings)["settings"]?.cause != cause, "Howdah's own edit may be changed")
            try site.write(own + "\nMINE = 1\n", to: "myproject/settings.py")
            #expect(try await other.inspect(.settings)["settings"]?.cause != cause, "other lines do not matter")
            let theirs = [
                own.replacing("'NAME': 'school'", with: "'NAME': 'theirs'"),
                own + "\nDATABASES = {'default': {**DATABASES['default'], 'NAME': 'theirs'}}\n",
            ]
            for text in theirs {
                try site.write(text, to: "myproject/settings.py")
                let (outcome, recorder) = try await site.advance(.settings)
                #expect(outcome == .failed && recorder.diagnoses.first?.cause == cause, "\(recorder.diagnoses)")
                #expect(try site.read("myproject/settings.py") == text)
            }
            // Nor does a journal that is broken, and looking leaves it where it is.
            try site.write("{", to: ".howdah/journal.jsonl")
            #expect(try await site.inspect(.settings)["settings"]?.cause == cause)
            #expect(try site.read(".howdah/journal.jsonl") == "{")
        }
    }

    /// Howdah's own role, database and password, at a place where nobody knows them: a typing mistake, whose mending is
    /// offered; also where the place stands in a `.env`.
    @Test(arguments: Answers.Style.allCases) func aMistypedPlaceIsNoDatabaseOfSomebodyElses(_ style: Answers.Style)
        async throws
    {
        try await Site.with(done: [.database]) { site in
            var site = site
            site.answers.settings.style = style
            if style == .url {
                try Files.removeTree(site.project + "/.venv")
                try await Shared.copyVenv(to: site.project + "/.venv")
                site.answers.python.wheelhouse = try await Shared.wheelhouse.value()
            }
            let (made, first) = try await site.advance(.settings)
            try #require(made == .done, "\(first.diagnoses) \(first.lines)")
            let name = style == .url ? ".env" : "myproject/settings.py"
            let own = try site.read(name)
            try site.write(own.replacing(String(site.cluster.port), with: "1"), to: name)
            let (engine, _) = try await Engine.recording(site.answers, site.services)
            let finding = try #require(await engine.preview(.settings).findings["settings"])
            #expect(finding.cause == "wrong-port", "\(finding)")
            let fix = try #require(finding.diagnosis.mendable.first, "\(finding)")
            #expect(fix.id == "wrong-port-settings")
            #expect(await engine.goOn(with: fix, .settings).isGood)
            #expect(try site.read(name) == own)
        }
    }

    @Test func aLinkIsFollowedAndStaysALink() async throws {
        try await Site.with(done: [.database]) { site in
            let real = site.base + "/elsewhere.py"
            try Files.move(site.settings, to: real)
            try FileManager.default.createSymbolicLink(atPath: site.settings, withDestinationPath: real)
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            #expect(Files.isLink(site.settings))
            #expect(try Files.read(real).contains("'NAME': 'school'"))
        }
    }

    /// The file says one thing, Django reads another.
    @Test func anOverrideIsNotTakenForDone() async throws {
        try await Site.with(done: [.database]) { site in
            try site.write(
                try site.read("myproject/settings.py")
                    + "\nglobals().update(DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'other'}})\n",
                to: "myproject/settings.py")
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .failed)
            #expect(!recorder.diagnoses.isEmpty)
        }
    }
}
