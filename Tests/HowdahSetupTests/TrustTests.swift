import Foundation
import HowdahTestSupport
import HowdahText
import Testing

@testable import HowdahSetup

/// A project's own code runs only after somebody agreed.
@Suite(.heavy) struct TrustTests {
    private func layout(_ folder: String) -> Layout { Layout(base: folder, answers: Answers()) }

    private func project() async throws -> String {
        let folder = try await Room.make() + "/shop"
        try Files.makeFolder(folder)
        try Files.write("", to: folder + "/manage.py")
        return folder
    }

    @Test func agreedOnceForAFolder() async throws {
        let folder = try await project()
        let file = try await Room.make() + "/state/howdah/trusted.json"
        #expect(Trust(file: file).isToAsk(layout(folder)))
        Trust(file: file).agree(folder)
        #expect(!Trust(file: file).isToAsk(layout(folder)))
        #expect(try mode(file) == 0o600)
        // By a link it is the same; another folder under that name is not.
        let link = Paths.parent(of: folder) + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
        #expect(!Trust(file: file).isToAsk(layout(link)))
        try Files.move(folder, to: folder + "-old")
        try Files.makeFolder(folder)
        try Files.write("", to: folder + "/manage.py")
        #expect(Trust(file: file).isToAsk(layout(folder)))
        #expect(!Trust.everything.isToAsk(layout(folder)))
    }

    @Test func nothingOfItsOwnIsNothingToAsk() async throws {
        let folder = try await Room.make()
        #expect(!Trust(file: folder + "/none").isToAsk(layout(folder)))
    }

    /// Answers name an interpreter and a server, a server's configuration names programs.
    @Test func aHowdahFolderThatCameAlongIsAskedFor() async throws {
        let folder = try await Room.make() + "/shop"
        try Files.makeFolder(folder + "/.howdah")
        let file = try await Room.make() + "/trusted.json"
        #expect(Trust(file: file).isToAsk(layout(folder)))
        // The one that is made here is not: a password that is typed makes it before the first step runs.
        let new = try await Room.make()
        var services = Services.scratch(new)
        services.trust = Trust(file: file)
        let engine = Engine(answers: Answers(), services: services)
        try await engine.keep(Secret("typed-just-now"), as: .databasePassword)
        #expect(Files.exists(engine.layout.state) && !Trust(file: file).isToAsk(engine.layout))
    }

    @Test func whatOthersMayChangeIsNotRemembered() async throws {
        let folder = try await project()
        let file = try await Room.make() + "/trusted.json"
        chmod(folder, 0o777)
        #expect(Trust.concerns(folder).count == 1)
        let trust = Trust(file: file)
        trust.agree(folder)
        #expect(!trust.isToAsk(layout(folder)), "for this run")
        #expect(Trust(file: file).isToAsk(layout(folder)))
        chmod(folder, 0o1777)
        #expect(Trust.concerns(folder).isEmpty, "nobody else can replace files there")
    }

    /// A file that somebody else could have written says nothing.
    @Test func onlyOnesOwnWordCounts() async throws {
        let folder = try await project()
        let file = try await Room.make() + "/trusted.json"
        Trust(file: file).agree(folder)
        chmod(file, 0o666)
        #expect(Trust(file: file).isToAsk(layout(folder)))
    }

    @Test(.enabled(if: Account.isRoot)) func aFolderOfAnotherUser() async throws {
        let folder = try await project()
        let account = try await Account.ordinary()
        try Room.own(folder, account)
        #expect(Trust.concerns(folder).count == 1)
        #expect(Trust.concerns(folder, ["SUDO_UID": String(account.id)]).isEmpty, "behind sudo is its owner")
    }

    /// The steps are not even looked at; the question is the first thing to settle, and its answer goes on.
    @Test func theEngineAsksFirst() async throws {
        try await Site.with(done: [.database]) { site in
            var site = site
            site.services.trust = Trust(file: site.base + "/trusted.json")
            try site.write("open('ran', 'w')\n" + (try site.read("myproject/settings.py")), to: "myproject/settings.py")
            // Its .howdah came along: no step is looked at.
            for step in StepID.allCases {
                let findings = try await site.inspect(step)
                #expect(findings.map(\.check) == ["trust"])
            }
            let (outcome, recorder) = try await site.advance(.settings)
            #expect(outcome == .failed && recorder.diagnoses.first?.cause == "project-not-trusted")
            #expect(!Files.exists(site.project + "/ran"), "nothing ran")
            let fix = try #require(recorder.diagnoses.first?.mendable.first)
            let (engine, second) = try await Engine.recording(site.answers, site.services)
            #expect(await engine.goOn(with: fix, .settings) == .done, "\(second.diagnoses)")
            #expect(Files.exists(site.project + "/ran"))
            #expect(!Trust(file: site.base + "/trusted.json").isToAsk(engine.layout))
        }
    }

    /// A project that Howdah makes is nobody else's.
    @Test func whatHowdahMakesIsNotAsked() async throws {
        try await Site.with(project: false) { site in
            var site = site
            site.services.trust = Trust(file: site.base + "/trusted.json")
            try Files.makeFolder(site.project)
            try FileManager.default.createSymbolicLink(
                atPath: site.project + "/.venv", withDestinationPath: try await Shared.venv.value())
            // The environment is a person's, so it is asked about; once agreed, startproject's files are too.
            #expect(site.services.trust.isToAsk(Layout(base: site.base, answers: site.answers)))
            try Files.removeTree(site.project + "/.venv")
            let (database, first) = try await site.advance(.database)
            #expect(database == .done, "\(first.diagnoses)")
            try FileManager.default.createSymbolicLink(
                atPath: site.project + "/.venv", withDestinationPath: try await Shared.venv.value())
            let (made, second) = try await site.advance(.project)
            #expect(made == .done, "\(second.diagnoses)")
        }
    }
}
