extension Words {
    /// The list of themes.
    public enum Themes {
        public static let title = "Colours"
        private static let details = [
            "dark": "calm, for most rooms",
            "light": "for bright rooms and projectors",
            "high-contrast": "every text at least 7 to 1",
            "colour-blind": "blue and orange, not green and red",
            "monochrome": "the terminal's own, no colour",
        ]
        public static func detail(_ name: String) -> String { details[name] ?? "yours" }
        public static let noColours = "No colours here: NO_COLOR, --no-color, or a terminal without them."
        public static func kept(_ path: String) -> String { "Kept in \(path)" }
        public static func notKept(_ folder: String) -> String { "Used, but not kept: \(folder) cannot be written." }
        public static func notUsed(_ problem: String) -> String { "The kept theme is not used. \(problem)" }
        public static let removed = "-    'ENGINE': 'django.db.backends.sqlite3',"
        public static let added = "+    'ENGINE': 'django.db.backends.postgresql',"
        public static let label = "Project"
        public static let typed = "shop"
    }

    /// What the terminal and its widgets say by themselves.
    public enum Terminal {
        // Failures.
        public static let noTerminal =
            "Howdah's wizard needs a terminal. Run it in one, or use “howdah apply” to work without questions."

        public static func unknownTerminal(_ name: String) -> String {
            "The terminal type “\(name)” (from TERM) is not known here. Try TERM=xterm-256color, or howdah --plain."
        }

        public static let crashed = "Howdah crashed; the terminal was restored. This is a bug in Howdah."
        public static let unreadableTheme = "This theme's file cannot be read. Is it there, and UTF-8 text?"

        public static func unknownTheme(_ name: String, names: [String], suggestion: String?) -> String {
            "There is no theme “\(name)”. \(meant(suggestion))There are: \(names.joined(separator: ", ")); "
                + "or give the path of a TOML file."
        }

        public static func unknownColour(_ name: String, names: [String], suggestion: String?) -> String {
            "“\(name)” is no colour. \(meant(suggestion))A colour is a name (\(names.joined(separator: ", "))), "
                + "a number from 0 to 255, or \"#rrggbb\"."
        }

        private static func meant(_ suggestion: String?) -> String {
            suggestion.map { "Did you mean “\($0)”? " } ?? ""
        }

        // States of a step, never shown by colour alone.
        public static let stateToDo = "to do"
        public static let stateRunning = "runs"
        public static let stateDone = "done"
        public static let stateAlreadyDone = "there"
        public static let stateWarning = "check"
        public static let stateFailed = "failed"
        public static let stateSkipped = "skipped"
        public static let stateCancelled = "stopped"

        // Widgets.
        public static func tooSmall(haveColumns: Int, haveRows: Int, needColumns: Int, needRows: Int) -> String {
            """
            The window is too small: \(haveColumns)×\(haveRows). Howdah needs \(needColumns)×\(needRows).
            Make it larger, and all is as it was. Ctrl-Q quits.
            """
        }
        public static func tooSmallShort(needColumns: Int, needRows: Int) -> String { "\(needColumns)×\(needRows)!" }

        public static let passwordHidden = "^P shows it"
        public static let passwordShown = "^P hides it"
        public static let search = "Search"

        public static func matches(_ position: Int, of count: Int) -> String { "\(position) of \(count)" }
        public static let noMatch = "not found"

        public static func linesBelow(_ count: Int) -> String { "\(count) more below, End follows" }
        public static let noLines = "Nothing yet."
        public static let noChanges = "No changes."
    }
}
