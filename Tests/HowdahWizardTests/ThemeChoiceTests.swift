import HowdahTerminal
import HowdahText
import Testing

@testable import HowdahWizard

@Suite struct ThemeChoiceTests {
    @Test func aThemeIsSeenWhileItIsChosenAndKeptByEnter() {
        var driver = Driver()
        driver.effects = []
        driver.press(.control("o"), .down, .down, .enter)
        #expect(driver.effects == [.useTheme("light"), .useTheme("high-contrast"), .keepTheme("high-contrast")])
        #expect(driver.text.contains("Kept in ~/.config/howdah/theme"))
        // The list opens where one stands.
        driver.effects = []
        driver.press(.function(6), .up, .escape)
        #expect(driver.effects == [.useTheme("light"), .useTheme("high-contrast")])
        #expect(driver.wizard.theme == "high-contrast")
    }

    @Test func aThemeThatCannotBeUsedSaysWhy() {
        var driver = Driver()
        driver.press(.control("o"), .end)
        driver.send(.themed(.failure(Problem("mine.toml:3: roles.titel: not known here"))))
        #expect(driver.text.contains("mine.toml:3: roles.titel"))
        // It is not kept, and the way back is open.
        driver.effects = []
        driver.press(.enter)
        #expect(driver.effects.isEmpty && driver.wizard.overlay == .themes)
        driver.press(.up)
        #expect(!driver.text.contains("mine.toml:3"))
        driver.press(.escape)
        #expect(driver.wizard.theme == "dark" && driver.effects.last == .useTheme("dark"))
    }

    @Test func withoutColoursThereIsNoChoice() {
        var driver = Driver()
        driver.wizard = Wizard(
            answers: .shop, size: .standard, context: .init(folder: "~", isRoot: false, glyphs: .utf8))
        driver.press(.control("o"))
        #expect(driver.text.contains("No colours here"))
        #expect(driver.wizard.overlay == nil)
    }
}
