import Foundation
import HowdahTestSupport
import Testing

@testable import HowdahSetup

/// Step 7: a superuser in PostgreSQL and a login as a browser makes it.
@Suite(.heavy) struct TestConnectionTests {
    private let before: [StepID] = [.database, .settings, .migrate]

    private func users(_ site: Site) async throws -> String {
        try await site.cluster.sql(
            "SELECT username, email, is_superuser, is_staff, is_active FROM auth_user ORDER BY 1", database: "school")
    }

    @Test func aSuperuserLogsIn() async throws {
        try await Site.with(done: before) { site in
            let (outcome, recorder) = try await site.advance(.test)
            #expect(outcome == .done, "\(recorder.diagnoses)\n\(recorder.lines)")
            let made = try await users(site)
            #expect(made == "admin|admin@example.com|t|t|t")
            // The web server is gone: its port is free and nothing remembers it.
            #expect(Ports.isFree(site.answers.server.port))
            #expect(!Files.exists(site.project + "/.howdah/runserver.pid"))
            let login = try await site.cluster.sql("SELECT last_login IS NOT NULL FROM auth_user", database: "school")
            #expect(login == "t")
            let (again, second) = try await site.advance(.test)
            #expect(again == .alreadyDone)
            #expect(second.actions.isEmpty)
        }
    }

    @Test(arguments: [
        ("12345", ["too short", "too common", "entirely numeric"]), ("admin123", ["similar", "common"]),
    ])
    func aWeakPasswordIsRefusedInDjangosWords(password: String, words: [String]) async throws {
        try await Site.with(done: before, ["ADMIN_PASSWORD": password]) { site in
            let (outcome, recorder) = try await site.advance(.test)
            #expect(outcome == .failed)
            let diagnosis = try #require(recorder.diagnoses.first)
            #expect(diagnosis.cause == "password-too-weak")
            for word in words { #expect(diagnosis.explanation.contains(word), "\(diagnosis.explanation)") }
            #expect(!diagnosis.explanation.contains(password))
            let made = try await users(site)
            #expect(made == "")
            #expect(Ports.isFree(site.answers.server.port))
        }
    }

    @Test func anOddPasswordWorks() async throws {
        try await Site.with(done: before, ["ADMIN_PASSWORD": #"  pä"ss'w\ö%rd&=+🐘 "#]) { site in
            let (outcome, recorder) = try await site.advance(.test)
            #expect(outcome == .done, "\(recorder.diagnoses)\n\(recorder.lines)")
        }
    }

    @Test(arguments: ["is_active = false", "is_superuser = false", "password = '!'"])
    func aUserWhoMayNotGoInIsNotChanged(change: String) async throws {
        try await Site.with(done: before + [.test]) { site in
            try await site.cluster.sql("UPDATE auth_user SET \(change)", database: "school")
            let row = "SELECT * FROM auth_user"
            let old = try await site.cluster.sql(row, database: "school")
            let (outcome, recorder) = try await site.advance(.test)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause == "superuser-exists")
            let new = try await site.cluster.sql(row, database: "school")
            #expect(old == new)
        }
    }

    @Test func aProjectWithoutTheAdminHasASuperuserAndNoLogin() async throws {
        try await Site.with(done: before) { site in
            try site.write("urlpatterns = []\n", to: "myproject/urls.py")
            let (outcome, recorder) = try await site.advance(.test)
            #expect(outcome == .done, "\(recorder.diagnoses)\n\(recorder.lines)")
            #expect(!recorder.actions.contains { if case .probe = $0.work { true } else { false } })
            let (engine, _) = try await Engine.recording(site.answers, site.services)
            let receipt = await engine.receipt([.test: .done], seconds: 0)
            #expect(receipt.login == .notChecked)
        }
    }

    @Test func theAdminMayLieElsewhere() async throws {
        try await Site.with(done: before) { site in
            try site.write(
                "from django.contrib import admin\nfrom django.urls import path\nurlpatterns = [path('deep/back-office/', admin.site.urls)]\n",
                to: "myproject/urls.py")
            let (outcome, recorder) = try await site.advance(.test)
            #expect(outcome == .done, "\(recorder.diagnoses)\n\(recorder.lines)")
            #expect(recorder.lines.contains { $0.contains("/deep/back-office/") })
        }
    }

    @Test func aPortThatIsTakenIsLeftToWhoHasIt() async throws {
        let taken = try MuteListener()
        defer { taken.close() }
        try await Site.with(done: before) { site in
            var site = site
            site.answers.server.port = taken.port
            site.answers.server.keepRunning = true
            let (engine, recorder) = try await Engine.recording(site.answers, site.services)
            let outcome = await engine.advance(.test)
            #expect(outcome == .done, "\(recorder.diagnoses)\n\(recorder.lines)")
            let web = try #require(
                recorder.actions.compactMap { if case .server(.startWeb(let web)) = $0.work { web } else { nil } }.first
            )
            #expect(web.port > taken.port)
            #expect(!Ports.isFree(web.port))
            // The receipt names the server that runs, not the one that was asked for.
            var outcomes: [StepID: Outcome] = [:]
            for id in StepID.allCases { outcomes[id] = .done }
            let receipt = await engine.receipt(outcomes, seconds: 0)
            #expect(receipt.adminURL == "http://127.0.0.1:\(web.port)/admin/")
            try await web.stop { _ in }
            #expect(Ports.isFree(web.port))
        }
    }

    /// What a killed run left at work is ended by the next one; what was to be kept is not.
    @Test func theServerOfARunThatWasKilled() async throws {
        try await Site.with(done: before) { site in
            var site = site
            site.answers.server.keepRunning = true
            let (outcome, recorder) = try await site.advance(.test)
            try #require(outcome == .done, "\(recorder.diagnoses)\n\(recorder.lines)")
            let layout = Layout(base: site.base, answers: site.answers)
            let web = try #require(WebServer.running(layout))
            let (engine, _) = try await Engine.recording(site.answers, site.services)
            try await engine.prepare()
            #expect(WebServer.running(layout) != nil)
            // No process has this number.
            try site.write("99999999\n", to: ".howdah/runserver.run")
            try await engine.prepare()
            #expect(Ports.isFree(web.port))
            let left = Files.names(in: layout.state).filter { $0.hasPrefix("runserver") }
            #expect(left.isEmpty, "\(left)")
        }
    }

    /// A login that fails ends the web server too.
    @Test func aLoginThatFails() async throws {
        try await Site.with(done: before) { site in
            try site.write(
                try site.read("myproject/settings.py")
                    + "\nAUTHENTICATION_BACKENDS = ['django.contrib.auth.backends.RemoteUserBackend']\n",
                to: "myproject/settings.py")
            let (outcome, recorder) = try await site.advance(.test)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause == "admin-login-failed", "\(recorder.diagnoses)")
            #expect(Ports.isFree(site.answers.server.port))
        }
    }

    @Test func aUserModelOfTheProjectsOwn() async throws {
        try await Site.with(done: [.database, .settings]) { site in
            var site = site
            try site.write("", to: "people/__init__.py")
            try site.write("", to: "people/migrations/__init__.py")
            try site.write(
                """
                from django.contrib.auth.models import AbstractUser
                from django.db import models
                class Person(AbstractUser):
                    nickname = models.CharField("pet name", max_length=20)
                    REQUIRED_FIELDS = ["email", "nickname"]
                """, to: "people/models.py")
            try site.write(
                try site.read("myproject/settings.py").replacingOccurrences(
                    of: "INSTALLED_APPS = [", with: "INSTALLED_APPS = ['people',")
                    + "\nAUTH_USER_MODEL = 'people.Person'\n", to: "myproject/settings.py")
            try await run(
                [site.project + "/.venv/bin/python", "manage.py", "makemigrations", "people"], in: site.project
            ).orThrow()
            let (migrated, first) = try await site.advance(.migrate)
            #expect(migrated == .done, "\(first.diagnoses)")
            let (refused, recorder) = try await site.advance(.test)
            #expect(refused == .failed)
            #expect(recorder.diagnoses.first?.cause == "superuser-required-fields")
            #expect(recorder.diagnoses.first?.explanation.contains("nickname") == true)
            site.answers.superuser.fields = ["nickname": "Jumbo \"J\""]
            let (outcome, second) = try await site.advance(.test)
            #expect(outcome == .done, "\(second.diagnoses)\n\(second.lines)")
            let made = try await site.cluster.sql("SELECT username, nickname FROM people_person", database: "school")
            #expect(made == #"admin|Jumbo "J""#)
        }
    }
}
