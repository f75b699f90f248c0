import Testing

@testable import HowdahTerminal

/// That every theme can be read: on terminals with many colours and with few, and by eyes that tell fewer apart.
@Suite struct ThemeColourTests {
    /// Lines and bars; all other roles are those of texts.
    private static let signs: Set<Role> = [.border, .progressDone, .progressRest]
    private static let coloured = Theme.bundledNames.filter { $0 != "monochrome" }

    @Test func contrastIsThatOfWCAG() {
        func contrast(_ one: String, _ other: String) -> Double? {
            guard let one = Colour(one), let other = Colour(other) else { return nil }
            return one.contrast(with: other)
        }
        #expect(contrast("#000000", "#ffffff") == 21)
        #expect(contrast("#777777", "#777777") == 1)
        // The well-known pair just below and just above 4.5.
        #expect(contrast("#777777", "#ffffff").map { $0 < 4.5 && $0 > 4.4 } == true)
        #expect(contrast("#ffffff", "#767676").map { $0 > 4.5 && $0 < 4.6 } == true)
    }

    /// WCAG 2.2 AA asks 4.5 of texts and 3 of signs; the high-contrast theme keeps to AAA.
    @Test(arguments: coloured, Role.allCases) func isRead(_ name: String, _ role: Role) throws {
        let style = try Theme.named(name).style(role)
        let contrast = try #require(style.foreground).contrast(with: try #require(style.background))
        let isHigh = name == "high-contrast"
        let wanted = Self.signs.contains(role) ? (isHigh ? 4.5 : 3) : (isHigh ? 7 : 4.5)
        #expect(contrast >= wanted, "\(contrast)")
    }

    /// Few colours make some roles alike, but none unreadable; and what is chosen stays apart from the rest.
    @Test(arguments: coloured, [8, 16, 88, 256]) func isReadWithFewColours(_ name: String, _ available: Int) throws {
        let theme = try Theme.named(name)
        for role in Role.allCases {
            let (foreground, background) = theme.colours(of: role, available: available)
            let (ink, paper) = (try #require(foreground), try #require(background))
            #expect(ink < available && paper < available)
            let contrast = Colour.indexed(UInt8(ink)).contrast(with: .indexed(UInt8(paper)))
            #expect(contrast >= (available >= 256 && !Self.signs.contains(role) ? 4.4 : 2.9), "\(role): \(contrast)")
        }
        let text = theme.colours(of: .text, available: available)
        for role: Role in [.selected, .fieldFocused, .match, .header] {
            let colours = theme.colours(of: role, available: available)
            #expect(colours.foreground != text.foreground || colours.background != text.background, "\(role)")
        }
    }

    /// What must not be confused, for the eyes that the theme is made for.
    @Test(arguments: ColourVision.allCases) func theColourBlindThemeKeepsStatesApart(_ vision: ColourVision) throws {
        let theme = try Theme.named("colour-blind")
        let groups: [[Role]] = [[.ok, .warning, .problem, .running], [.added, .removed]]
        for group in groups {
            for (index, one) in group.enumerated() {
                for other in group.dropFirst(index + 1) {
                    let distance = vision.distance(
                        try #require(theme.style(one).foreground), try #require(theme.style(other).foreground))
                    #expect(distance >= 30, "\(one), \(other): \(distance)")
                }
            }
        }
    }

    /// The check above can fail: green and red, as in other themes, run together for many.
    @Test func greenAndRedRunTogether() throws {
        let green = try #require(Colour("#5f9f00"))
        let red = try #require(Colour("#b07000"))
        #expect(ColourVision.usual.distance(green, red) > 30)
        #expect(ColourVision.deuteranopia.distance(green, red) < 12)
    }

    /// Without colours each state and the focus still look different from plain text.
    @Test func monochromeTellsByAttributes() {
        for role: Role in [.selected, .fieldFocused, .match, .header, .problem, .title, .key] {
            #expect(Theme.monochrome.style(role) != Theme.monochrome.style(.text), "\(role)")
        }
        #expect(Theme.monochrome.style(.field) != Theme.monochrome.style(.fieldFocused))
        #expect(Theme.monochrome.styles.values.allSatisfy { $0.foreground == nil && $0.background == nil })
    }
}
