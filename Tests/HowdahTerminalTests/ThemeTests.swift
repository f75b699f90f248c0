import HowdahText
import Testing

@testable import HowdahTerminal

private func failure(_ toml: String) -> TOMLFailure? {
    do {
        _ = try Theme(toml: toml, file: "mine.toml")
        return nil
    } catch { return error }
}

@Suite struct ThemeTests {
    @Test(arguments: Theme.bundledNames)
    func bundledThemesNameEveryRole(_ name: String) throws {
        let theme = try Theme.named(name)
        #expect(theme.name == name)
        #expect(Set(theme.styles.keys) == Set(Role.allCases))
    }

    @Test func readsColoursAndAttributes() throws {
        let theme = try Theme(
            toml: """
                [roles]
                title = { fg = "bright-blue", bg = 17, bold = true }
                link = { fg = "#ff8000", underline = true, dim = false }
                """, file: "mine")
        #expect(theme.style(.title) == Style(foreground: .indexed(12), background: .indexed(17), bold: true))
        #expect(
            theme.style(.link) == Style(foreground: .rgb(red: 255, green: 128, blue: 0), underline: true))
        // What is not there looks like text.
        #expect(theme.style(.ok) == Style())
    }

    /// A theme that paints its own ground is read on any terminal: no role falls back to the terminal's colours.
    @Test func whatARoleLeavesOutIsThatOfText() throws {
        let theme = try Theme(
            toml: "[roles]\ntext = { fg = 15, bg = 0, bold = true }\nok = { fg = 10 }\nmatch = { bg = 11 }\n",
            file: "mine")
        #expect(theme.style(.ok) == Style(foreground: .indexed(10), background: .indexed(0)))
        #expect(theme.style(.match) == Style(foreground: .indexed(15), background: .indexed(11)))
        #expect(theme.style(.dim) == Style(foreground: .indexed(15), background: .indexed(0), bold: true))
    }

    @Test func refusesAnUnknownRole() {
        let found = failure("[roles]\ntext = {}\ntitel = { bold = true }\n")
        #expect(found?.keyPath == "roles.titel")
        #expect(found?.line == 3)
        #expect(found?.message.contains("Did you mean “title”? Allowed here: text, dim, title, accent") == true)
    }

    @Test(arguments: ["grene", "#12345", "#gggggg", "256", "-1"])
    func refusesAnUnknownColour(_ colour: String) {
        let found = failure("[roles]\nok = { fg = \"\(colour)\" }\n")
        #expect(found?.keyPath == "roles.ok.fg")
        #expect(found?.line == 2)
        #expect(found?.message.hasPrefix("“\(colour)” is no colour.") == true)
        #expect(found?.message.contains("Did you mean “green”?") == (colour == "grene"))
    }

    @Test func refusesWrongKinds() {
        #expect(failure("[roles]\nok = { fg = 300 }")?.message.hasPrefix("“300” is no colour.") == true)
        #expect(failure("[roles]\nok = { bold = \"yes\" }")?.message == "Expected true or false, found text in quotes.")
        #expect(failure("[roles]\nok = { colour = 3 }")?.keyPath == "roles.ok.colour")
        #expect(failure("[role]\n")?.message.contains("Did you mean “roles”?") == true)
        #expect(failure("[roles\n")?.line == 1)
    }

    @Test func refusesAnUnknownTheme() {
        #expect(throws: TOMLFailure.self) { try Theme.named("drak") }
        do {
            _ = try Theme.named("drak")
        } catch {
            #expect(error.message == Words.Terminal.unknownTheme("drak", names: Theme.bundledNames, suggestion: "dark"))
        }
        #expect(throws: TOMLFailure.self) { try Theme.named("/nowhere/theme.toml") }
    }

    @Test(arguments: [
        ("#ff0000", 256, 196), ("#ffffff", 256, 231), ("#808080", 256, 244), ("#0c4b33", 256, 23), ("#ff0000", 16, 9),
        ("#0000ee", 8, 4),
        ("bright-red", 8, 1), ("red", 256, 1), ("240", 256, 240), ("240", 16, 8), ("245", 8, 7), ("#16181d", 8, 0),
        ("245", 16, 8), ("#ff6b6b", 8, 1), ("#ff8787", 16, 9), ("#ffd75f", 8, 3), ("#336791", 8, 6), ("#264f78", 8, 4),
        ("#cfe2f7", 8, 7), ("#102030", 8, 0), ("bright-white", 16, 15),
    ])
    func findsTheNearestColour(_ text: String, _ available: Int, _ index: Int) {
        #expect(Colour(text)?.index(available: available) == index)
    }

    @Test func monochromeHasNoColour() {
        for role in Role.allCases {
            #expect(Theme.monochrome.style(role).foreground == nil)
            #expect(Theme.monochrome.style(role).background == nil)
        }
        #expect(Theme.monochrome.style(.selected).reverse)
    }

    @Test func drawsAPicture() throws {
        var screen = Screen(size: Size(columns: 20, rows: 2))
        screen.write("a < b & 漢", at: Point(x: 2, y: 0), role: .title)
        screen.write(" key ", at: Point(x: 0, y: 1), role: .header)
        let svg = screen.svg(theme: try Theme.named("dark"), title: "\"T\"")
        #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 196 64\""))
        #expect(svg.contains("<title>&quot;T&quot;</title>"))
        #expect(svg.contains("font-weight=\"bold\">a &lt; b &amp; 漢</text>"))
        #expect(svg.contains("<rect x=\"14\" y=\"32\" width=\"42\" height=\"18\" fill=\"#0c4b33\"/>"))
        #expect(svg.hasSuffix("</g>\n</svg>\n"))
    }
}
