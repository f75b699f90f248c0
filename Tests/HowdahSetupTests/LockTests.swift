import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// Who comes second is told who was first.
@Suite(.heavy) struct LockTests {
    @Test func theFileSaysWhoHoldsIt() async throws {
        let file = try await Room.make() + "/lock"
        let (first, second) = (ProjectLock(), ProjectLock())
        #expect(second.holder(file) == nil)
        try first.take(file)
        try first.take(file)
        #expect(first.holder(file) == nil, "oneself is nobody else")
        let holder = try #require(second.holder(file))
        #expect(holder.process == getpid() && holder.command.hasPrefix("howdah") && holder.since > 0)
        let failure = #expect(throws: Failure.self) { try second.take(file) }
        guard case .refused("project-in-use", let sentence, let next)? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(sentence.contains("process \(getpid())") && next.contains("doctor"))
    }

    /// What an ended run left there says nothing.
    @Test func anOldFileIsNobody() async throws {
        let file = try await Room.make() + "/lock"
        try Files.write("{\"command\":\"howdah apply\",\"process\":1,\"since\":5}\n", to: file)
        #expect(ProjectLock().holder(file) == nil)
        try ProjectLock().take(file)
        #expect(try Files.read(file).contains("\"process\":\(getpid())"))
    }

    /// Also where there are no answers: Howdah's folder is there, and another Howdah in it.
    @Test func mendingAStrangersProjectTakesIt() async throws {
        let base = try await Room.make()
        try Files.makeFolder(base + "/.howdah")
        try Files.write("", to: base + "/manage.py")
        let other = ProjectLock()
        try other.take(base + "/.howdah/lock")
        let doctor = Doctor(nil, Services.unimplemented(base: base))
        let fix = Fix(
            id: "x", [Action("Touch", why: "", .command(Command("touch", [base + "/ran"])))], automatic: true)
        let failure = await thrown { try await doctor.mend(fix, .settings) { _ in } }
        #expect(failure.map { Diagnosis(of: $0).cause } == "project-in-use")
    }

    /// Two projects, one database: the lock is the server's.
    @Test(arguments: [StepID.database, .migrate]) func oneAtATimeOnADatabase(step: StepID) async throws {
        try await Site.with(done: step == .migrate ? [.database, .settings] : []) { site in
            let target = try await DatabaseTarget.of(site.answers, site.services)
            let other = Services.scratch(site.base, site.services.environment)
            try other.secrets.put(.databasePassword, Secret(Site.password), persist: false)
            let admin = try #require(target.choice.server.admin)
            let held = step == .database ? admin.connection : target.application
            try await other.hold(target.name, held)
            let (outcome, recorder) = try await site.advance(step)
            #expect(outcome == .failed)
            let diagnosis = try #require(recorder.diagnoses.first)
            #expect(diagnosis.cause == "project-in-use" && diagnosis.explanation.contains("process \(getpid())"))
            #expect(recorder.actions.isEmpty)
            // Looking is possible.
            #expect(try await site.inspect(step).isEmpty == false)
            await other.release(target.name)
            let (again, second) = try await site.advance(step)
            #expect(again == .done, "\(second.diagnoses)")
            // Nothing holds it any more.
            try await other.hold(target.name, held)
            await other.release(target.name)
        }
    }
}
