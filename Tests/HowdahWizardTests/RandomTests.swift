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
    ]
    private static let typed: [Key] =
        Array("abc123 /?éx漢\u{301}-").map(Key.character) + [
            .backspace, .delete, .control("u"), .control("k"), .control("w"),
        ]

    @Test(arguments: 0..<6) func anyKeysInAnyOrder(_ seed: UInt64) {
        var random = Seeded(state: seed)
        var driver = Driver()
        driver.isAutomatic = false
        for _ in 0..<700 {
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
            // Whatever was typed, the answers stay answers.
            #expect(ProjectName.problem(driver.wizard.answers.project.name) == nil)
            #expect(HowdahSetup.Check.port(driver.wizard.answers.postgres.port) == nil)
            driver.effects = []
        }
    }

    /// Going about, running, failing and resizing change no typed answer.
    @Test(arguments: 100..<103) func movesLoseNothing(_ seed: UInt64) {
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
