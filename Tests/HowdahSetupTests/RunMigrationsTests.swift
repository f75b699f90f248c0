import Foundation
import HowdahTestSupport
import Testing

@testable import HowdahSetup

/// Step 6 with a real Django on a real server.
@Suite(.heavy) struct RunMigrationsTests {
    @Test func theTablesAreCountedInPostgreSQL() async throws {
        try await Site.with(done: [.database, .settings]) { site in
            let (outcome, recorder) = try await site.advance(.migrate)
            #expect(outcome == .done, "\(recorder.diagnoses)")
            let tables = try await site.cluster.sql(
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = 'learner'",
                database: "school")
            #expect((Int(tables) ?? 0) >= 10)
            let progress = recorder.events.compactMap { event -> Int? in
                if case .progress(_, let done, let total) = event, total >= done { done } else { nil }
            }
            // In batches: not each number need come by, but they rise, and the last one does.
            #expect(progress == progress.sorted() && Set(progress).count == progress.count)
            #expect((progress.last ?? 0) >= 15)
            let (again, second) = try await site.advance(.migrate)
            #expect(again == .alreadyDone)
            #expect(second.actions.isEmpty)
        }
    }

    /// migrate on SQLite says OK, and nothing is in PostgreSQL: the engine is asked first.
    @Test func theDefaultSettingsAreNotMigrated() async throws {
        try await Site.with(done: [.database]) { site in
            let (outcome, recorder) = try await site.advance(.migrate)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause == "settings-not-postgresql", "\(recorder.diagnoses)")
            #expect(!Files.exists(site.project + "/db.sqlite3"))
        }
    }

    @Test func aWrongPasswordInTheSettings() async throws {
        try await Site.with(done: [.database, .settings]) { site in
            try await site.cluster.sql("ALTER ROLE learner PASSWORD 'other'")
            let (outcome, recorder) = try await site.advance(.migrate)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause == "password-auth-failed", "\(recorder.diagnoses)")
        }
    }

    /// What a person mended by hand counts at once, in the same run of the program.
    @Test func tryingAgainLooksAfresh() async throws {
        try await Site.with(done: [.database, .settings]) { site in
            try await site.cluster.sql("ALTER ROLE learner NOLOGIN")
            let (engine, recorder) = try await Engine.recording(site.answers, site.services)
            await site.services.memo.forget()
            let first = await engine.advance(.migrate)
            #expect(first == .failed)
            try await site.cluster.sql("ALTER ROLE learner LOGIN")
            let second = await engine.advance(.migrate)
            #expect(second == .done, "\(recorder.diagnoses)")
        }
    }

    @Test func theRightThatPostgreSQL15Took() async throws {
        try await Site.with(done: [.database, .settings]) { site in
            try await site.cluster.sql("ALTER DATABASE school OWNER TO postgres")
            let (outcome, recorder) = try await site.advance(.migrate)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause == "schema-public-permission", "\(recorder.diagnoses)")
        }
    }

    private func addApp(_ site: Site, _ body: String) throws {
        try site.write("", to: "slow/__init__.py")
        try site.write("", to: "slow/migrations/__init__.py")
        try site.write(
            """
            from django.db import migrations, models
            class Migration(migrations.Migration):
                dependencies = []
                operations = [
                    migrations.CreateModel(name="Thing", fields=[("id", models.BigAutoField(primary_key=True))]),
                    \(body)
                ]
            """, to: "slow/migrations/0001_initial.py")
        let settings = try site.read("myproject/settings.py")
        guard !settings.contains("'slow'") else { return }
        try site.write(
            settings.replacingOccurrences(of: "INSTALLED_APPS = [", with: "INSTALLED_APPS = ['slow',"),
            to: "myproject/settings.py")
    }

    @Test func aCancelledMigrationLeavesNoHalfOfItself() async throws {
        try await Site.with(done: [.database, .settings]) { site in
            try addApp(site, "migrations.RunSQL('SELECT pg_sleep(8)', elidable=True),")
            let (engine, recorder) = try await Engine.recording(site.answers, site.services)
            let task = Task { await engine.advance(.migrate) }
            try await waitUntil("the slow migration runs", seen: recorder.lines.joined(separator: "\n")) {
                try await site.cluster.sql("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'") == "1"
                    ? true : nil
            }
            task.cancel()
            #expect(await task.value == .cancelled)
            let tables = try await site.cluster.sql(
                "SELECT count(*) FROM pg_tables WHERE tablename = 'slow_thing'", database: "school")
            #expect(tables == "0")

            // The reason gone, the next run gets there, though the backend of the first one may still sleep.
            try addApp(site, "")
            let (outcome, second) = try await site.advance(.migrate)
            #expect(outcome == .done, "\(second.diagnoses)\n\(second.lines)")
            let made = try await site.cluster.sql(
                "SELECT count(*) FROM pg_tables WHERE tablename = 'slow_thing'", database: "school")
            #expect(made == "1")
        }
    }

    @Test func aMigrationThatFailsIsShown() async throws {
        try await Site.with(done: [.database, .settings]) { site in
            try addApp(site, "migrations.RunSQL('SELECT * FROM not_there'),")
            let (outcome, recorder) = try await site.advance(.migrate)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.evidence.contains("not_there") == true)
        }
    }

    @Test func twoMigrationsThatNothingFollows() async throws {
        try await Site.with(done: [.database, .settings]) { site in
            try addApp(site, "")
            let first = try site.read("slow/migrations/0001_initial.py")
            for name in ["0002_a", "0002_b"] {
                try site.write(
                    first.replacingOccurrences(
                        of: "dependencies = []", with: "dependencies = [('slow', '0001_initial')]"
                    )
                    .replacingOccurrences(of: "Thing", with: name == "0002_a" ? "A" : "B"),
                    to: "slow/migrations/\(name).py")
            }
            let (outcome, recorder) = try await site.advance(.migrate)
            #expect(outcome == .failed)
            #expect(recorder.diagnoses.first?.cause == "conflicting-migrations")
            #expect(recorder.actions.isEmpty)
        }
    }
}
