import HowdahTerminal
import Testing

@testable import HowdahSetup
@testable import HowdahWizard

private let sizes = [Size.standard, Size(columns: 120, rows: 40)]

/// Every kind of screen, at the smallest size and at one where the explanation stands beside the work.
@Suite struct SnapshotTests {
    @Test(arguments: sizes) func welcome(_ size: Size) throws {
        var driver = Driver(size: size)
        driver.world.done = [.postgres]
        driver.press(.function(5))
        try expect(driver.screen, matches: "welcome")
    }

    @Test(arguments: sizes, StepID.allCases) func form(_ size: Size, _ id: StepID) throws {
        var driver = Driver(size: size)
        driver.world.done = Set(StepID.allCases.filter { $0 < id })
        driver.advance(to: .step(id))
        try expect(driver.screen, matches: "form-\(id.rawValue)")
    }

    @Test(arguments: sizes) func alreadyDone(_ size: Size) throws {
        var driver = Driver(size: size)
        driver.world.done = [.postgres]
        driver.advance(to: .step(.postgres))
        try expect(driver.screen, matches: "already-done")
    }

    @Test(arguments: sizes) func obstacle(_ size: Size) throws {
        var driver = Driver(size: size)
        driver.world.obstacles[.postgres] = .failed(
            .postgres, "server",
            .refused("run-as-root", sentence: "PostgreSQL refuses to run as root.", next: "Run it as somebody else."))
        driver.advance(to: .step(.postgres))
        try expect(driver.screen, matches: "obstacle")
    }

    @Test(arguments: sizes) func running(_ size: Size) throws {
        var driver = Driver(size: size)
        driver.world.done = [.postgres, .adapter, .project, .database, .settings]
        driver.advance(to: .step(.migrate))
        driver.isAutomatic = false
        driver.press(.enter)
        let action = driver.world.actions(.migrate, .shop)[0]
        for event: Event in [
            .stepBegan(.migrate), .planned(.migrate, [action]), .actionBegan(.migrate, action),
            .lines(.migrate, ["Operations to perform:", "  Applying auth.0001_initial... OK"]),
            .progress(.migrate, done: 7, total: 18),
        ] { driver.send(.event(event)) }
        driver.wizard.now += 12
        driver.send(.tick)
        try expect(driver.screen, matches: "running")
        driver.press(.control("q"))
        try expect(driver.screen, matches: "quit-question")
    }

    @Test(arguments: sizes) func result(_ size: Size) throws {
        var driver = Driver(size: size)
        driver.advance(to: .step(.postgres))
        driver.press(.enter)
        try expect(driver.screen, matches: "result")
    }

    @Test(arguments: sizes) func failure(_ size: Size) throws {
        var driver = Driver(size: size)
        driver.world.failing[.adapter] = .command(
            program: "pip", code: 1,
            output:
                "ERROR: Could not find a version that satisfies the requirement Django==5.2.*\nERROR: No matching distribution found"
        )
        driver.advance(to: .step(.adapter))
        driver.press(.enter)
        try expect(driver.screen, matches: "failure")
    }

    @Test(arguments: sizes) func review(_ size: Size) throws {
        var driver = Driver(size: size)
        driver.world.done = [.postgres]
        driver.press(.character("e"))
        try expect(driver.screen, matches: "review")
    }

    @Test(arguments: sizes) func board(_ size: Size) throws {
        var driver = Driver(size: size)
        driver.press(.character("e"))
        driver.typePassword()
        driver.isAutomatic = false
        driver.press(.enter)
        var world = driver.world
        for event in world.run(.postgres, .shop) { driver.send(.event(event)) }
        let action = driver.world.actions(.adapter, .shop)[0]
        for event: Event in [
            .stepBegan(.adapter), .planned(.adapter, [action]), .actionBegan(.adapter, action),
            .lines(.adapter, ["Collecting Django==5.2.*"]), .stepBegan(.database),
        ] { driver.send(.event(event)) }
        driver.wizard.now += 3
        driver.send(.tick)
        try expect(driver.screen, matches: "board")
    }

    @Test(arguments: sizes) func receipt(_ size: Size) throws {
        var driver = Driver(size: size)
        driver.advance(to: .receipt)
        try expect(driver.screen, matches: "receipt")
    }

    @Test(arguments: sizes) func help(_ size: Size) throws {
        var driver = Driver(size: size)
        driver.press(.function(1))
        try expect(driver.screen, matches: "help")
    }

    @Test func ascii() throws {
        var driver = Driver(glyphs: .ascii)
        driver.advance(to: .step(.database))
        #expect(driver.text.utf8.allSatisfy { $0 < 0x80 })
        try expect(driver.screen, matches: "ascii")
    }

    @Test func tooSmall() throws {
        let driver = Driver(size: Size(columns: 79, rows: 24))
        try expect(driver.screen, matches: "too-small")
    }
}
