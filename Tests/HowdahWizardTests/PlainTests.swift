import HowdahSetup
import HowdahText
import Testing

@testable import HowdahWizard

/// A person on paper: answers in order, then the end of the input.
private actor Script {
    private var lines: [String]
    private(set) var said: [String] = []
    private(set) var prompts: [(text: String, isHidden: Bool)] = []
    private(set) var drops = 0

    init(_ lines: [String]) { self.lines = lines }

    func say(_ line: String) { said.append(line) }

    func ask(_ prompt: String, _ isHidden: Bool) -> String? {
        prompts.append((prompt, isHidden))
        return lines.isEmpty ? nil : lines.removeFirst()
    }

    func drop() { drops += 1 }

    nonisolated var conversation: Conversation {
        Conversation(
            say: { await self.say($0) }, ask: { await self.ask($0, $1) }, dropTyped: { await self.drop() })
    }
}

@Suite(.timeLimit(.minutes(10))) struct PlainTests {
    private func face(_ script: Script, _ answers: Answers = .shop) -> PlainFace {
        PlainFace(
            answers: answers, services: .unimplemented(), conversation: script.conversation, work: Interruptible())
    }

    @Test func theEndOfTheInputLeaves() async {
        let script = Script([])
        #expect(await face(script).run() == 2)
        #expect(await script.said.joined(separator: " ").contains("to go on: howdah "))
    }

    @Test func aWrongNameIsAskedAgain() async {
        let script = Script(["2 shops", "bakery", "9", "1", "q"])
        let face = face(script)
        #expect(await face.run() == 2)
        #expect(await face.answers.project.name == "bakery")
        #expect(await script.said.contains { $0.contains("cannot be a Python package") })
        #expect(await script.said.contains(Words.Plain.noSuchNumber))
    }

    /// From any page to the very first question, and on again with what was answered.
    @Test func backLeadsToTheVeryFirstQuestion() async {
        let script = Script(["bakery", "1", "b", "b", "shop2", "2", "b", "back", "back", "", "1", "q"])
        let face = face(script)
        #expect(await face.run() == 2)
        let prompts = await script.prompts.map(\.text)
        #expect(
            prompts.filter { $0.hasPrefix("Project [") } == [
                "Project [shop]: ", "Project [bakery]: ", "Project [shop2]: ", "Project [shop2]: ",
            ])
        #expect(await script.said.contains(Words.Plain.noWayBack))
        #expect(await face.answers.project.name == "shop2")
    }

    @Test func cancelAndQuitAtTheFirstQuestionsLeave() async {
        for lines in [["cancel"], ["quit"], ["", "x"], ["", "q"]] {
            let script = Script(lines)
            #expect(await face(script).run() == 2)
            #expect(await script.prompts.count == lines.count, "\(lines)")
        }
    }

    /// An Enter typed ahead must not confirm what nobody has read.
    @Test func whatIsTypedWhileSomethingRunsIsDropped() async {
        let script = Script([])
        _ = await face(script).advance(.postgres)
        #expect(await script.drops == 1)
    }

    /// What state is left is said, once, and only after a stop.
    @Test func afterAStopItIsSaidWhatIsLeft() async {
        let script = Script([])
        let face = face(script)
        let action = World().actions(.migrate, .shop)[0]
        await face.take(.actionBegan(.migrate, action))
        await face.take(.stepFinished(.migrate, .cancelled))
        #expect(await face.stopped == [action.title])
        _ = await face.advance(.settings)
        #expect(await face.stopped == nil)
        #expect(await !script.said.contains(Words.Plain.stopped))
    }

    @Test func whatStandsInTheWayIsSaidOnce() async {
        let script = Script(["", "1", "q"])
        _ = await face(script).run()
        #expect(await script.said.count { $0.hasPrefix("problem: ") } == 1)
    }

    /// A slip of the finger runs nothing, and nothing is told twice; the words do as well as the letters.
    @Test func aKeyThatMeansNothingIsAskedForAgain() async throws {
        let script = Script(["x", "m", "back"])
        #expect(try await face(script).key("b back, q quit: ", of: ["", "b"]) == "b")
        #expect(await script.said == [Words.Plain.notUnderstood, Words.Plain.notUnderstood])
        await #expect(throws: PlainFace.Left.self) {
            _ = try await self.face(Script(["quit"])).key("b back, q quit: ", of: ["b"])
        }
    }

    /// After Express failed it is asked at once what to do; everything is not told again first.
    @Test func expressAsksAfterAFailure() async {
        let script = Script(["", "2", "", "one-password-9", "one-password-9", "", "b", "q"])
        #expect(await face(script).run() == 1)
        #expect(await script.prompts.count { $0.text == Words.Plain.expressFailedKeys } == 2)
        #expect(await script.said.count { $0 == PlainFace.spoken(Words.Wizard.reviewTitle) } == 2)
    }

    /// No question is broken inside a word either.
    @Test func longQuestionsAreWrapped() async throws {
        let script = Script(["q"])
        _ = try await face(script).key(Words.Plain.failedKeys)
        let lines = await script.said + script.prompts.map(\.text)
        #expect(lines.count == 2 && lines.allSatisfy { $0.displayWidth <= 78 })
        #expect(lines.joined(separator: " ") == Words.Plain.failedKeys)
    }

    /// Who sees no way on at a password is not locked in.
    @Test func backFromAPassword() async throws {
        let script = Script(["", "one-password", "back"])
        let face = face(script)
        #expect(try await !face.askPasswords(StepForm.testConnection.entries))
        #expect(await face.passwords.isEmpty)
        #expect(await script.said.contains(Words.Fields.passwordNeeded))
    }

    @Test func spacesAroundATextAreNotMeant() async throws {
        let script = Script(["  5.2.* ", ""])
        let face = face(script)
        _ = try await face.change([StepForm.installAdapter.entries[1]], [])
        #expect(await face.answers.python.django == "5.2.*")
    }

    @Test func whatStandsInTheWayIsSaidAndLookedAtAgain() async {
        let script = Script(["", "1", "", "x", "q"])
        #expect(await face(script).run() == 2)
        #expect(await script.said.filter { $0.hasPrefix("problem: ") }.count >= 2)
        #expect(await script.said.contains(Words.Plain.notUnderstood))
    }

    @Test func passwordsAreHiddenAndAskedTwice() async throws {
        let script = Script(["one-password", "another", "one-password", "one-password"])
        let face = face(script)
        #expect(try await face.askPasswords(StepForm.testConnection.entries))
        #expect(await script.prompts.allSatisfy { $0.isHidden })
        #expect(await script.said.contains(Words.Fields.repeatDiffers))
        #expect(await script.said.contains(Words.Plain.hidden))
        #expect(await face.passwords[.superuserPassword] == Secret("one-password"))
        #expect(await !script.said.joined().contains("one-password"))
    }

    @Test func aTooShortPasswordIsAskedForAgain() async throws {
        let script = Script(["seven77", "seven77", "one-password", "one-password"])
        let face = face(script)
        #expect(try await face.askPasswords(StepForm.testConnection.entries))
        #expect(await script.said.contains(Words.Fields.strengthShort))
        #expect(await face.passwords[.superuserPassword] == Secret("one-password"))
    }

    @Test func helpTheLastMessageAndTheLogAtEveryQuestion() async {
        let script = Script(["", "1", "r", "h", "l", "q"])
        #expect(await face(script).run() == 2)
        let said = await script.said
        let step = Words.Plain.step(1, Step[.postgres].name)
        #expect(said.count { $0 == step } == 2, "the step's message twice")
        #expect(said.contains(Words.Plain.helpTitle) && said.contains("SQLite or PostgreSQL?"))
        #expect(said.contains { $0.hasPrefix("Role: ") })
        #expect(said.contains(Words.Plain.noLog))
    }

    @Test func backAndCancelWhileAnswering() async throws {
        // The third field, back to the second, another answer there, and the third again.
        let script = Script(["2", "back", "1", "4.2.*", "1"])
        let face = face(script)
        _ = try await face.change(StepForm.installAdapter.entries, [])
        #expect(await face.answers.python.adapter == .psycopg2Binary)
        #expect(await face.answers.python.django == "4.2.*")
        let cancelled = Script(["2", "4.2.*", "x"])
        let other = self.face(cancelled)
        _ = try await other.change(StepForm.installAdapter.entries, [])
        #expect(await other.answers == .shop)
        #expect(await cancelled.said.last == Words.Plain.cancelled)
    }

    /// Nothing that a screen reader spells out, in all that the face says by itself.
    @Test func nothingIsSpelledOut() async {
        let script = Script(["", "1", "h", "c", "1", "5432", "q"])
        _ = await face(script).run()
        let spoken = await script.said + script.prompts.map(\.text)
        #expect(spoken.count > 40)
        for line in spoken {
            #expect(!line.contains { "·•…“”×→│✓▸✗>|".contains($0) }, "\(line)")
        }
        #expect(PlainFace.spoken("PASSWORD '••••••' … a · b") == "PASSWORD '(hidden)' ... a, b")
    }

    /// What runs says so: how long, how far, and what it may wait for.
    @Test func heartbeatsWhileWorking() async throws {
        let script = Script([])
        let face = face(script)
        let action = Action(
            "Install Django", why: "With pip.", .command(Command("python3", ["-m", "pip"], progress: .installer)))
        await face.take(.actionBegan(.adapter, action))
        await face.take(.lines(.adapter, ["Collecting Django"]))
        await face.take(.progress(.adapter, done: 2, total: 7))
        await face.sayHeartbeat()
        let beat = try #require(await script.said.last)
        #expect(beat.hasPrefix("Still at work after 0.0 s: Install Django"))
        #expect(beat.contains("2 of 7") && beat.contains("about 15 s, a guess"))
        await face.take(.lines(.adapter, ["Waiting for cache lock: Could not get lock /var/lib/dpkg/lock-frontend."]))
        await face.sayHeartbeat()
        #expect(await script.said.last?.contains("another package manager may be at work") == true)
        #expect(await !script.said.contains { $0.contains("Collecting") })
        #expect(await face.log.contains("  Collecting Django"))
        await face.take(.actionFinished(.adapter, action, seconds: 3))
        let count = await script.said.count
        await face.sayHeartbeat()
        #expect(await script.said.count == count)
    }

    @Test func answersAreChangedFieldByField() async throws {
        let script = Script(["3", "-", "nonsense!", "5.2.*", "2"])
        let face = face(script)
        _ = try await face.change(StepForm.installAdapter.entries, [])
        #expect(await face.answers.python.adapter == .psycopg2)
        #expect(await face.answers.python.django.isEmpty)
    }
}
