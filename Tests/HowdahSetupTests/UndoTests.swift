import Foundation
import HowdahTestSupport
import Testing

@testable import HowdahSetup

/// Undo on a server that others use too: only what carries this project's mark goes.
@Suite(.heavy) struct UndoOnASharedServerTests {
    /// After each step: roles and databases are what they were.
    @Test(arguments: [[StepID.database], [.database, .settings], [.database, .settings, .migrate]])
    func rolesAndDatabasesAreAsTheyWere(done: [StepID]) async throws {
        try await Site.with { site in
            let before = try await objects(site)
            let settings = try site.read("myproject/settings.py")
            for step in done {
                let (outcome, recorder) = try await site.advance(step)
                try #require(outcome == .done, "\(recorder.diagnoses)")
            }
            try await undo(site)
            let after = try await objects(site)
            #expect(after == before)
            let restored = try site.read("myproject/settings.py")
            #expect(restored == settings)
        }
    }

    /// A database and a role that were there before are nobody's to drop, whatever the journal says.
    @Test func whatWasThereBeforeStays() async throws {
        try await Site.with { site in
            try await site.cluster.sql(
                "CREATE ROLE learner LOGIN PASSWORD '\(Site.password)'; CREATE DATABASE school OWNER learner")
            let before = try await objects(site)
            for step in [StepID.database, .settings, .migrate] { _ = try await site.advance(step) }
            let plan = try await undo(site)
            let after = try await objects(site)
            #expect(after == before)
            #expect(plan.left.contains { $0.contains("The database school stays") }, "\(plan.left)")
            #expect(plan.left.contains { $0.contains("The role learner stays") }, "\(plan.left)")
        }
    }

    /// What a person changed and a fix changed back is no longer in the file: nothing of theirs would be lost.
    @Test func aChangeThatAFixTookBack() async throws {
        try await Site.with(done: [.database]) { site in
            let settings = try site.read("myproject/settings.py")
            _ = try await site.advance(.settings)
            let edited = try site.read("myproject/settings.py")
            let layout = Layout(base: site.services.base, answers: site.answers)
            let path = layout.project + "/myproject/settings.py"
            let backup = layout.backups + "/settings.py.changed"
            for file in [path, backup] { try Files.write(edited + "\nMINE = 1\n", to: file) }
            let fix = Action("x", why: "y", .command(Command("true")), inverse: .restore(path: path, backup: backup))
            try await site.services.journal.record(.settings, fix) { () async throws(Failure) in
                try Files.write(edited, to: path)
            }
            let plan = try await Undo(site.answers, site.services).plan()
            let restore = try #require(
                plan.reversals.first { if case .restore = $0.action.work { true } else { false } }, "\(plan)")
            #expect(restore.consent == .yes)
            try await Undo(site.answers, site.services).perform(restore) { _ in }
            #expect(try site.read("myproject/settings.py") == settings)
        }
    }

    /// kill -9 between the write and the journal's word about it: the intent is there, and the backup.
    @Test func anIntentAloneIsEnough() async throws {
        try await Site.with(done: [.database]) { site in
            let settings = try site.read("myproject/settings.py")
            let (engine, _) = try await Engine.recording(site.answers, site.services)
            try await engine.prepare()
            _ = try await site.advance(.settings)
            let journal = Layout(base: site.services.base, answers: site.answers).journalFile
            let lines = try String(contentsOfFile: journal, encoding: .utf8).split(separator: "\n")
            let intent = try #require(lines.firstIndex { $0.contains("\"restore\"") })
            try (lines[...intent].joined(separator: "\n") + "\n{\"half").write(
                toFile: journal, atomically: false, encoding: .utf8)
            // What a run after the kill writes is not glued to the half line.
            try await site.services.journal.append(
                .migrate, Action("x", why: "y", .command(Command("true")), inverse: .leave("z")))
            let plan = try await Undo(site.answers, site.services).plan()
            let restore = try #require(
                plan.reversals.first { if case .restore = $0.action.work { true } else { false } }, "\(plan)")
            #expect(restore.consent == .decision, "nobody noted what was written")

            // Edited while the question stood: left as it is.
            let now = try site.read("myproject/settings.py")
            try site.write(now + "\nMINE = 1\n", to: "myproject/settings.py")
            await #expect(throws: Failure.self) {
                try await Undo(site.answers, site.services).perform(restore) { _ in }
            }
            #expect(try site.read("myproject/settings.py") == now + "\nMINE = 1\n")
            try site.write(now, to: "myproject/settings.py")
            try await Undo(site.answers, site.services).perform(restore) { _ in }
            #expect(try site.read("myproject/settings.py") == settings)
        }
    }

    /// Made twice, it is there once. What gets its old name back in between was there before the second.
    @Test func aFolderThatWasMadeTwice() async throws {
        try await Site.with { site in
            let (engine, _) = try await Engine.recording(site.answers, site.services)
            try await engine.prepare()
            try await engine.layout.makeState(site.services.trust, noting: site.services.journal)
            for folder in ["cache", "old"] { try site.write("", to: folder + "/x") }
            let (path, old) = (site.project + "/cache", site.project + "/old")
            func record(_ inverse: Inverse) async throws {
                let action = Action("x", why: "y", .command(Command("true")), inverse: inverse)
                try await site.services.journal.append(.adapter, action)
            }
            for _ in 1...2 { try await record(.removeFolder(path)) }
            let undo = Undo(site.answers, site.services)
            let once = try await undo.plan().reversals.filter { $0.action.title.hasSuffix("/cache") }
            #expect(once.count == 1)

            try await record(.rename(from: old, to: path))
            try await record(.removeFolder(path))
            let twice = try await undo.plan().reversals.filter { $0.action.title.hasSuffix("/cache") }
            #expect(twice.count == 2, "\(twice)")

            // Its entries are over with it, all of them.
            try await undo.perform(once[0]) { _ in }
            try site.write("", to: "cache/x")
            let rest = try await undo.plan().reversals.filter { $0.action.title.hasSuffix("/cache") }
            #expect(rest.count == 1, "\(rest)")
        }
    }

    /// An undo that was killed after the file was put back: its backup is nobody's only copy.
    @Test func aBackupThatWasGivenBack() async throws {
        try await Site.with(done: [.database, .settings]) { site in
            let undo = Undo(site.answers, site.services)
            let restore = try #require(
                try await undo.plan().reversals.first { if case .restore = $0.action.work { true } else { false } })
            try await undo.perform(restore) { _ in }
            try Files.removeTree(site.settings)
            let plan = try await undo.plan()
            #expect(!plan.left.contains { $0.contains("the only copy") }, "\(plan.left)")
        }
    }

    /// It is read nowhere but here, and written nowhere else.
    @Test func aJournalThatIsALinkIsMovedAside() async throws {
        try await Site.with { site in
            let (engine, _) = try await Engine.recording(site.answers, site.services)
            try await engine.prepare()
            try await engine.layout.makeState(site.services.trust, noting: site.services.journal)
            try site.write("", to: "elsewhere")
            try FileManager.default.createSymbolicLink(
                atPath: engine.layout.journalFile, withDestinationPath: site.project + "/elsewhere")
            let action = Action("x", why: "y", .command(Command("true")))
            await #expect(throws: Failure.self) { try await site.services.journal.append(.adapter, action) }
            let plan = try await Undo(site.answers, site.services).plan()
            #expect(plan.isBlind && plan.left.contains { $0.contains("journal.jsonl.broken-1") }, "\(plan.left)")
            #expect(try site.read("elsewhere").isEmpty)
            try await site.services.journal.append(.adapter, action)
            #expect(try site.read(".howdah/journal.jsonl").contains("\"x\""))
        }
    }

    /// A journal that came along with somebody's folder runs nothing of it.
    @Test func aSuperuserInAFolderThatNobodyAgreedTo() async throws {
        try await Site.with { site in
            try await site.cluster.sql(
                "CREATE ROLE learner LOGIN PASSWORD '\(Site.password)'; CREATE DATABASE school OWNER learner")
            for step in [StepID.database, .settings, .migrate] { _ = try await site.advance(step) }
            let make = Action(
                "x", why: "y", .command(Command("true")), inverse: .deleteSuperuser(site.answers.superuser.username))
            try await site.services.journal.append(.test, make)
            let deletes = { (plan: UndoPlan) in plan.reversals.contains { $0.action.title.contains("superuser") } }
            let agreed = try await Undo(site.answers, site.services).plan()
            #expect(deletes(agreed), "\(agreed.reversals)")
            var services = site.services
            services.trust = Trust(file: site.project + "/nobody-agreed.json")
            let plan = try await Undo(site.answers, services).plan()
            #expect(!deletes(plan) && plan.left.contains { $0.contains("nobody agreed") }, "\(plan.left)")
        }
    }

    private func objects(_ site: Site) async throws -> String {
        try await site.cluster.sql(
            "SELECT rolname, rolcanlogin, rolsuper FROM pg_roles UNION ALL SELECT datname, datallowconn, datistemplate FROM pg_database ORDER BY 1"
        )
    }

    @discardableResult
    private func undo(_ site: Site) async throws -> UndoPlan {
        let (engine, _) = try await Engine.recording(site.answers, site.services)
        try await engine.prepare()
        let undo = Undo(site.answers, site.services)
        let plan = try await undo.plan()
        for reversal in plan.reversals where reversal.consent != .decision {
            try await undo.perform(reversal) { _ in }
        }
        return plan
    }
}
