import HowdahTerminal
import HowdahText

@testable import HowdahSetup
@testable import HowdahWizard

/// Presses keys, and answers the wizard's effects out of a world on paper: at once, or when the test says so.
struct Driver {
    var wizard: Wizard
    var world = World()
    /// All effects so far.
    var effects: [Effect] = []
    /// Those that wait for an answer, when the test gives it.
    var pending: [Effect] = []
    /// Effects are answered as they come.
    var isAutomatic = true
    var keys = 0
    /// Every screen that was drawn, for the tests that ask for them.
    var screens: [Screen] = []
    var keepsScreens = false
    var code: Int32?

    init(
        size: Size = .standard, answers: Answers = .shop, isRoot: Bool = false, glyphs: Glyphs = .utf8,
        times: Times = Times(), kept: String? = nil
    ) {
        wizard = Wizard(
            answers: answers, size: size,
            context: .init(
                folder: "~", isRoot: isRoot, glyphs: glyphs, times: times, themes: Self.themes, theme: "dark",
                kept: kept))
        take(wizard.begin())
    }

    static let themes = ["dark", "light", "high-contrast", "colour-blind", "monochrome", "mine"]

    var screen: Screen { wizard.draw() }
    var text: String { screen.text }

    mutating func press(_ keys: Key...) { for key in keys { send(.key(key)) } }

    mutating func type(_ text: String) { for character in text { send(.key(.character(character))) } }

    mutating func send(_ message: Message) {
        if case .key = message { keys += 1 }
        wizard.now += 0.05
        take(wizard.update(message))
        if keepsScreens { screens.append(screen) }
    }

    private mutating func take(_ new: [Effect]) {
        effects += new
        pending += new
        guard isAutomatic else { return }
        answer()
    }

    /// Answers what waits, and what comes of that.
    mutating func answer() {
        while !pending.isEmpty {
            let effect = pending.removeFirst()
            for message in messages(effect) {
                wizard.now += 0.5
                let new = wizard.update(message)
                if keepsScreens { screens.append(screen) }
                effects += new
                pending += new
            }
        }
    }

    private mutating func messages(_ effect: Effect) -> [Message] {
        switch effect {
        case .preview(let ids, let answers, let generation):
            return ids.map { .previewed($0, world.preview($0, answers), generation: generation) }
        case .mend(let fix, let id, let answers, let express):
            let events = world.mend(fix, id, answers)
            guard express, case .stepFinished(_, let outcome)? = events.last, outcome.isGood else {
                return events.map(Message.event) + [.ended(nil)]
            }
            return events.map(Message.event) + messages(.express(answers))
        case .start(let id, let answers): return world.run(id, answers).map(Message.event) + [.ended(nil)]
        case .express(let answers):
            var outcomes: [StepID: Outcome] = [:]
            var messages: [Message] = []
            for id in StepID.allCases {
                guard outcomes.values.allSatisfy(\.isGood) else {
                    messages.append(.event(.stepFinished(id, .notReached)))
                    continue
                }
                let events = world.run(id, answers)
                if case .stepFinished(_, let outcome)? = events.last { outcomes[id] = outcome }
                messages += events.map(Message.event)
            }
            return messages + [.event(.receipt(world.receipt(outcomes))), .ended(nil)]
        case .conclude(let outcomes, _, _): return [.concluded(world.receipt(outcomes))]
        case .reveal: return [.revealed(Secret("revealed-for-a-moment"))]
        case .save(_, let name, _, _): return [.saved(.success("~/shop/.howdah/log/\(name)"))]
        case .cancel: return [.ended(.cancelled)]
        case .keepTheme: return [.themed(.success("~/.config/howdah/theme"))]
        case .quit(let code):
            self.code = code
            return []
        case .agree:
            world.obstacles = world.obstacles.filter { $0.value.check != "trust" }
            return []
        case .keep, .forget, .byHand, .redraw, .suspend, .useTheme: return []
        }
    }

    /// Goes on with Enter until a page is there; gives up after some.
    mutating func advance(to place: Wizard.Place) {
        for _ in 0..<40 where wizard.place != place {
            if wizard.place == .step(.test), wizard.typed("superuser.password").isEmpty { typePassword() }
            press(.enter)
        }
    }

    static let canary = "Canary-77-unseen"

    mutating func typePassword() {
        type(Self.canary)
        press(.enter)
        type(Self.canary)
    }
}

extension Answers {
    static var shop: Answers {
        var answers = Answers()
        answers.project.name = "shop"
        return answers
    }
}
