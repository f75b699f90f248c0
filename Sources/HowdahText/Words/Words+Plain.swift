extension Words {
    /// What the line-by-line face says, beside the words that it shares with the pages.
    public enum Plain {
        public static func folder(_ path: String) -> String { "Folder: \(path)" }
        public static func step(_ number: Int, _ name: String) -> String { "Step \(number) of 7: \(name)" }
        public static let answers = "Your answers:"
        public static func answer(_ label: String, _ value: String) -> String { "  \(label): \(value)" }
        public static let yes = "yes"
        public static let no = "no"
        public static let typedAlready = "typed"
        public static let notTyped = "not typed yet"
        public static let willRun = "This will run:"
        public static let lookingAt = "Looking at what is there …"

        public static func number(_ chosen: Int) -> String { "Number [\(chosen)]: " }
        public static func text(_ label: String, _ value: String) -> String {
            value.isEmpty ? "\(label): " : "\(label) [\(value)]: "
        }
        public static func yesNo(_ label: String, _ isOn: Bool) -> String {
            "\(label) (y or n) [\(isOn ? "y" : "n")]: "
        }
        public static let changing = "Enter alone keeps what is there; a single - empties a text."
        public static let databasePassword = "Password of the database's role"
        public static func superuserPassword(_ name: String) -> String { "Password of the superuser \(name)" }
        public static let hidden = "What you type next is not shown."
        public static let noSuchNumber = "There is no such number."
        public static let yesOrNo = "Please answer y or n."

        public static let runKeys = "Enter runs it · c changes answers · b back · q quit: "
        public static let runKeysNothingToChange = "Enter runs it · b back · q quit: "
        public static let doneKeys = "Enter goes on · c changes answers · b back · q quit: "
        public static let doneKeysNothingToChange = "Enter goes on · b back · q quit: "
        public static let obstacleKeys = "Enter looks again · c changes answers · b back · q quit: "
        public static let failedKeys = "Enter tries again · c changes answers · b back · l the whole log · q quit: "
        public static let testFailedKeys =
            "Enter tries again · c changes answers · s leaves this step out · b back · l the whole log · q quit: "
        public static let expressKeys = "Enter runs all seven · c changes answers · b back · q quit: "
        public static let notUnderstood = "That key means nothing here."

        public static func begins(_ title: String) -> String { "> \(title)" }
        public static func ends(_ title: String, _ time: String) -> String { "  done in \(time): \(title)" }
        public static func outcome(_ step: String, _ outcome: String) -> String { "\(step): \(outcome)" }
        public static let interrupted = "Stopped. What was done stays; run howdah again to go on."
        public static let ctrlC = "Ctrl-C stops what runs."
    }
}
