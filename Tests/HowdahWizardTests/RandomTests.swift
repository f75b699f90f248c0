import HowdahTerminal
import HowdahText
import Testing

@testable import HowdahSetup
@testable import HowdahWizard

/// The same numbers for the same seed, everywhere.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct RandomTests {
    private static let moves: [Key] = [
        .enter, .enter, .enter, .escape, .tab, .backTab, .up, .down, .pageUp, .pageDown, .home, .end, .left, .right,
        .function(1), .function(2), .function(5), .control("c"), .control("l"), .control("q"), .control("z"),
        .control("o"), .control("p"), .control("r"), .control("t"), .control("y"),
    ]
    private static let typed: [Key] =
        Array("abc123 /?nNswéx漢\u{301}-").map(Key.character) + [
            .backspace, .delete, .control("u"), .control("k"), .control("w"),
        ]

    @Test(arguments: 0..<12) func anyKeysInAnyOrder(_ seed: UInt64) {
        var random = Seeded(state: seed)
        var driver = Driver()
        driver.isAutomatic = false
        for step in 0..<1000 {
            switch Int.random(in: 0..<20, using: &random) {
            case 0:
                let size = Size(
                    columns: Int.random(in: 0...160, using: &random), rows: Int.random(in: 0...60, using: &random))
                driver.send(.resized(size))
            case 1: driver.send(.resized(.standard))
            case 2: driver.send(.paste("pasted\ttext\nmore"))
            case 3: driver.send(.tick)
            case 4...6: driver.answer()
            case 7:
                driver.world.failing =
                    Bool.random(using: &random) ? [:] : [.database: .timedOut(what: "it", seconds: 1)]
            case 8...12:
                guard let key = Self.typed.randomElement(using: &random) else { continue }
                driver.press(key)
            default:
                guard let key = Self.moves.randomElement(using: &random) else { continue }
                driver.press(key)
            }
            let screen = driver.screen
            #expect(screen.size == driver.wizard.size)
            if let cursor = screen.cursor { #expect(screen.bounds.contains(cursor)) }
            if step % 20 == 0 {
                let flaws = InvariantTests.flaws(driver.wizard)
                #expect(flaws.isEmpty, "\(flaws)\n\(screen.text)")
            }
            // Whatever was typed, the answers stay answers.
            #expect(ProjectName.problem(driver.wizard.answers.project.name) == nil)
            #expect(HowdahSetup.Check.port(driver.wizard.answers.postgres.port) == nil)
            driver.effects = []
        }
    }

    /// A whole run in small windows and large, all that programs say at once, pastes into every field.
    @Test(arguments: 200..<204) func eventsInAnyOrder(_ seed: UInt64) {
        var random = Seeded(state: seed)
        var driver = Driver()
        driver.isAutomatic = false
        for step in 0..<1000 {
            let id = StepID.allCases.randomElement(using: &random) ?? .postgres
            let action = driver.world.actions(id, .shop).randomElement(using: &random)
            switch Int.random(in: 0..<12, using: &random) {
            case 0: driver.send(.event(.stepBegan(id)))
            case 1: driver.send(.event(.planned(id, driver.world.actions(id, .shop))))
            case 2: if let action { driver.send(.event(.actionBegan(id, action))) }
            case 3: if let action { driver.send(.event(.actionFinished(id, action, seconds: 1))) }
            case 4:
                let count = Int.random(in: 0..<60, using: &random)
                driver.send(
                    .event(
                        .lines(
                            id, (0..<count).map { "\u{1B}[31mline \($0)\u{7}\t漢 \(String(repeating: "x", count: $0))" })
                    ))
            case 5:
                let total = Int.random(in: -1..<50, using: &random)
                driver.send(.event(.progress(id, done: Int.random(in: -1..<60, using: &random), total: total)))
            case 6:
                driver.send(
                    .event(
                        .stepFinished(
                            id,
                            ([.done, .alreadyDone, .failed, .cancelled, .skipped, .notReached] as [Outcome])
                                .randomElement(using: &random) ?? .done)))
            case 7: driver.send(.ended(Bool.random(using: &random) ? nil : .timedOut(what: "it", seconds: 1)))
            case 8:
                driver.send(.paste(String(repeating: "漢\n\u{1B}[200~", count: Int.random(in: 0..<9, using: &random))))
            case 9:
                let size = Size(
                    columns: Int.random(in: 0...210, using: &random), rows: Int.random(in: 0...70, using: &random))
                driver.send(.resized(size))
            case 10: driver.answer()
            default:
                guard let key = (Self.moves + Self.typed).randomElement(using: &random) else { continue }
                driver.press(key)
            }
            driver.wizard.now += Double.random(in: 0..<40, using: &random)
            driver.effects = []
            guard step % 5 == 0 else { continue }
            let flaws = InvariantTests.flaws(driver.wizard)
            #expect(flaws.isEmpty, "\(flaws)\n\(driver.text)")
        }
    }

    /// Going about, running, failing and resizing change no typed answer.
    @Test(arguments: 100..<104) func movesLoseNothing(_ seed: UInt64) {
        var random = Seeded(state: seed)
        var driver = Driver()
        driver.press(.up, .control("u"))
        driver.type("bakery")
        driver.world.done = [.postgres, .adapter, .project]
        driver.advance(to: .step(.database))
        driver.type("orders")
        driver.world.done = []
        driver.advance(to: .step(.postgres))
        for _ in 0..<1500 {
            if Int.random(in: 0..<15, using: &random) == 0 {
                driver.send(.resized(Size(columns: Int.random(in: 20...140, using: &random), rows: 24)))
            }
            guard let key = Self.moves.randomElement(using: &random) else { continue }
            driver.press(key)
            driver.effects = []
        }
        #expect(driver.wizard.answers.project.name == "bakery")
        #expect(driver.wizard.answers.database.name == "orders")
    }
}
