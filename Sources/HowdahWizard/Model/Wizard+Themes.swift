import HowdahTerminal
import HowdahText

// The list of themes: what is chosen is seen at once.
extension Wizard {
    mutating func openThemes() -> [Effect] {
        guard !context.themes.isEmpty else {
            notice = Words.Themes.noColours
            return []
        }
        overlay = .themes
        triedTheme = theme
        themeProblem = nil
        return []
    }

    mutating func pressOnThemes(_ key: Key) -> [Effect] {
        switch key {
        case .enter:
            // What cannot be used is not kept.
            guard themeProblem == nil else { return [] }
            overlay = nil
            theme = triedTheme
            return [.keepTheme(theme)]
        case .escape, .control("o"), .function(6):
            overlay = nil
            guard triedTheme != theme else { return [] }
            triedTheme = theme
            return [.useTheme(theme)]
        default:
            var choice = themeChoice
            _ = choice.handle(key)
            let tried = context.themes[choice.selection]
            guard tried != triedTheme else { return [] }
            triedTheme = tried
            themeProblem = nil
            return [.useTheme(tried)]
        }
    }

    /// The names, the one that is tried chosen.
    var themeChoice: Choice {
        Choice(
            context.themes.map { .init($0, detail: Words.Themes.detail($0)) },
            selection: context.themes.firstIndex(of: triedTheme) ?? 0)
    }
}
