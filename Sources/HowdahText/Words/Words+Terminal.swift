extension Words {
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
            "The window is too small: \(haveColumns)×\(haveRows). Howdah needs \(needColumns)×\(needRows)."
        }

        public static let passwordHidden = "F2 shows it"
        public static let passwordShown = "F2 hides it"
        public static let search = "Search"

        public static func matches(_ position: Int, of count: Int) -> String { "\(position) of \(count)" }
        public static let noMatch = "not found"

        public static func linesBelow(_ count: Int) -> String { "\(count) more below, End follows" }
        public static let noLines = "Nothing yet."
        public static let noChanges = "No changes."
    }
}
