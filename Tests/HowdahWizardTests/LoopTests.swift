import HowdahSetup
import HowdahTerminal
import HowdahText
import Testing

@testable import HowdahWizard

/// The loop itself, on a terminal without glass and in a world where nothing works.
@MainActor @Suite(.timeLimit(.minutes(10))) struct LoopTests {
    private let terminal = VirtualTerminal()

    private func start() -> Task<(code: Int32, farewell: [String]), Never> {
        let wizard = Wizard(
            answers: .shop, size: terminal.size, context: .init(folder: "~", isRoot: false, glyphs: terminal.glyphs))
        let loop = WizardLoop(wizard: wizard, terminal: terminal, services: .unimplemented())
        return Task { await loop.run() }
    }

    @Test func theWelcomeComesBeforeAnyInspection() async {
        let ending = start()
        await terminal.waitUntil(screenContains: "! check")
        let first = terminal.screens.first?.text ?? ""
        #expect(first.contains("Howdah puts a Django project on PostgreSQL"))
        #expect(!first.contains("check"))
        terminal.press(.control("q"))
        #expect(await ending.value.code == 2)
    }

    @Test func leavingRestoresTheTerminalAndSaysHowToGoOn() async {
        let ending = start()
        terminal.press(.control("q"))
        let (code, farewell) = await ending.value
        #expect(code == 2)
        #expect(terminal.isClosed)
        #expect(farewell == [Words.Wizard.leftUntouched])
    }

    @Test func aSignalRestoresTheTerminal() async {
        let ending = start()
        terminal.send(.signal(15))
        #expect(await ending.value.code == 143)
        #expect(terminal.isClosed)
    }

    @Test func aLostTerminalEndsIt() async {
        let ending = start()
        terminal.send(.hangup)
        #expect(await ending.value.code == 129)
    }

    @Test func whatCannotRunIsSaid() async {
        let ending = start()
        terminal.press(.enter)
        await terminal.waitUntil(screenContains: "This has to be settled first")
        terminal.press(.control("q"))
        _ = await ending.value
    }

    @Test func suspendAndRedrawReachTheTerminal() async {
        let ending = start()
        terminal.press(.control("z"), .control("l"), .control("q"))
        _ = await ending.value
        #expect(terminal.calls.prefix(2) == ["stop", "redraw"])
    }

    /// Much at once is one screen: a key never waits behind a chatty program.
    @Test func manyMessagesAreDrawnOnce() async {
        let ending = start()
        await terminal.waitUntil(screenContains: "Which way")
        let before = terminal.screens.count
        terminal.press(.up)
        terminal.type(String(repeating: "x", count: 200))
        await terminal.waitUntil(screenContains: "xxxxxxxx")
        #expect(terminal.screens.count - before < 100)
        terminal.press(.control("q"))
        _ = await ending.value
    }
}
