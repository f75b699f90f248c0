import HowdahTerminal
import Testing

@testable import HowdahWizard

/// Every page in every state, at the smallest size and at one where the explanation stands beside the work.
@Suite struct SnapshotTests {
    @Test(arguments: [Size.standard, Size(columns: 120, rows: 40)], Scene.all)
    func scene(_ size: Size, _ scene: Scene) throws {
        try expect(scene.driver(size: size).screen, matches: scene.name)
    }

    @Test func ascii() throws {
        let screen = try #require(Scene.named("form-4")).driver(size: .standard, glyphs: .ascii).screen
        #expect(screen.text.utf8.allSatisfy { $0 < 0x80 })
        try expect(screen, matches: "ascii")
    }

    @Test func tooSmall() throws {
        let scene = try #require(Scene.named("welcome"))
        try expect(scene.driver(size: Size(columns: 79, rows: 24)).screen, matches: "too-small")
    }
}
