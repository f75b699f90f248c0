import HowdahSetup
import HowdahText
import Testing

@testable import HowdahWizard

/// A person on paper: answers in order, then the end of the input.
private actor Script {
    private var lines: [String]
    private(set) var said: [String] = []
    private(set) var prompts: [(text: String, isHidden: Bool)] = []

    init(_ lines: [String]) { self.lines = lines }

    func say(_ line: String) { said.append(line) }

    func ask(_ prompt: String, _ isHidden: Bool) -> String? {
        prompts.append((prompt, isHidden))
        return lines.isEmpty ? nil : lines.removeFirst()
    }

    nonisolated var conversation: Conversation {
        Conversation(say: { await self.say($0) }, ask: { await self.ask($0, $1) })
    }
}

@Suite(.timeLimit(.minutes(1))) struct PlainTests {
    private func face(_ script: Script, _ answers: Answers = .shop) -> PlainFace {
        PlainFace(
            answers: answers, services: .unimplemented(), conversation: script.conversation, work: Interruptible())
    }

    @Test func theEndOfTheInputLeaves() async {
        let script = Script([])
        #expect(await face(script).run() == 2)
        #expect(await script.said.joined(separator: " ").contains("run howdah again to go on"))
    }

    @Test func aWrongNameIsAskedAgain() async {
        let script = Script(["2 shops", "bakery", "9", "1", "q"])
        let face = face(script)
        #expect(await face.run() == 2)
        #expect(await face.answers.project.name == "bakery")
        #expect(await script.said.contains { $0.contains("cannot be a Python package") })
        #expect(await script.said.contains(Words.Plain.noSuchNumber))
    }

    @Test func whatStandsInTheWayIsSaidAndLookedAtAgain() async {
        let script = Script(["", "1", "", "x", "q"])
        #expect(await face(script).run() == 2)
        #expect(await script.said.filter { $0.hasPrefix("[problem]") }.count >= 2)
        #expect(await script.said.contains(Words.Plain.notUnderstood))
    }

    @Test func passwordsAreHiddenAndAskedTwice() async throws {
        let script = Script(["one-password", "another", "one-password", "one-password"])
        let face = face(script)
        try await face.askPasswords(StepForm.testConnection.entries)
        #expect(await script.prompts.allSatisfy { $0.isHidden })
        #expect(await script.said.contains(Words.Fields.repeatDiffers))
        #expect(await script.said.contains(Words.Plain.hidden))
        #expect(await face.passwords[.superuserPassword] == Secret("one-password"))
        #expect(await !script.said.joined().contains("one-password"))
    }

    @Test func answersAreChangedFieldByField() async throws {
        let script = Script(["3", "-", "nonsense!", "5.2.*", "2"])
        let face = face(script)
        try await face.change(StepForm.installAdapter.entries, [])
        #expect(await face.answers.python.adapter == .psycopg2)
        #expect(await face.answers.python.django.isEmpty)
    }
}
