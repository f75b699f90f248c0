import Foundation
import HowdahTestSupport
import Testing

@testable import HowdahSetup

/// What the notes tell of a journal.
@Suite struct HandoutReadTests {
    /// That an entry is over is nothing that ran, and what it is about did not stay.
    @Test func onlyWhatRanAndStayed() async throws {
        let folder = try await Room.make()
        let (journal, file) = (Journal(), folder + "/journal.jsonl")
        try await journal.keep(in: file)
        func action(_ title: String, _ inverse: Inverse? = nil) -> Action {
            Action(title, why: "y", .command(Command("true")), inverse: inverse)
        }
        try Files.write("a", to: folder + "/settings.py")
        let edit = action("Edit", .restore(path: folder + "/settings.py", backup: folder + "/backup"))
        try await journal.record(.settings, edit) { () async throws(Failure) in }
        try await journal.append(.adapter, action("Start"))
        try await journal.append(.adapter, action("Install"))
        try await journal.append(.adapter, action("Start"))
        try await journal.append(.adapter, action("Gone"))
        try await journal.undone([7])
        #expect(Handout.read(file).map(\.title) == ["Edit", "Install", "Start"])
        await Room.clear(folder)
    }

    /// Who only looks does not wait for a pipe that nobody fills.
    @Test(.timeLimit(.minutes(10))) func aJournalThatIsAPipeTellsNothing() async throws {
        let folder = try await Room.make()
        try #require(mkfifo(folder + "/journal.jsonl", 0o600) == 0)
        #expect(Handout.read(folder + "/journal.jsonl").isEmpty)
        await Room.clear(folder)
    }
}
