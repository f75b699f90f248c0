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
        public static func willRun(_ time: String?) -> String {
            "This will run\(time.map { ", \($0)" } ?? ""):"
        }
        public static func finding(_ state: String, _ title: String) -> String { "\(state): \(title)" }
        public static func added(_ line: String) -> String { "new line: \(line)" }
        public static func removed(_ line: String) -> String { "goes away: \(line)" }
        public static func fix(_ number: Int, _ title: String) -> String { "What helps, \(number): \(title)" }
        public static let lookingAt = "Looking at what is there."

        public static func number(_ chosen: Int) -> String { "Number [\(chosen)]: " }
        public static func text(_ label: String, _ value: String) -> String {
            value.isEmpty ? "\(label): " : "\(label) [\(value)]: "
        }
        public static func yesNo(_ label: String, _ isOn: Bool) -> String {
            "\(label) (y or n) [\(isOn ? "y" : "n")]: "
        }
        public static let changing = """
            Enter alone keeps what is there; a single - empties a text. The words back, cancel, help, again and quit \
            work at every question.
            """
        public static let cancelled = "Nothing was changed."
        public static let noWayBack = "This is the first question."
        public static let databasePassword = "Password of the database's role"
        public static func superuserPassword(_ name: String) -> String { "Password of the superuser \(name)" }
        public static let hidden = "What you type next is not shown; the words back and cancel lead back."
        public static let noSuchNumber = "There is no such number."
        public static let yesOrNo = "Please answer y or n."

        public static let runKeys = "Enter runs it; c changes answers, d do it yourself, b back, h help, q quit: "
        public static let runKeysNothingToChange = "Enter runs it; d do it yourself, b back, h help, q quit: "
        public static let doneKeys = "Enter goes on; c changes answers, b back, h help, q quit: "
        public static let doneKeysNothingToChange = "Enter goes on; b back, h help, q quit: "
        public static let obstacleKeys = "Enter looks again; c changes answers, b back, h help, q quit: "
        public static let consentKeys = "Enter looks again; b back, h help, q quit: "
        public static func agreeKey(_ title: String) -> String { "a agrees (\(title)). " }
        public static func mendKey(_ title: String) -> String { "m lets Howdah mend it (\(title)). " }
        public static let failedKeys =
            "Enter tries again; c changes answers, d do it yourself, l the log, b back, h help, q quit: "
        public static let failedKeysNothingToChange =
            "Enter tries again; d do it yourself, l the log, b back, h help, q quit: "
        public static let testFailedKeys =
            "Enter tries again; c changes answers, s leaves this step out, l the log, b back, h help, q quit: "
        public static let expressKeys = "Enter runs all seven; c changes answers, b back, h help, q quit: "
        public static let expressFailedKeys =
            "Enter tries again; c changes answers, l the log, b back, h help, q quit: "
        public static let notUnderstood = "That key means nothing here."

        public static func begins(_ title: String) -> String { "Now: \(title)" }
        public static func ends(_ title: String, _ time: String) -> String { "Done in \(time): \(title)" }
        public static func heartbeat(_ title: String, _ time: String, _ more: [String]) -> String {
            (["Still at work after \(time): \(title)"] + more).joined(separator: "; ")
        }
        public static func logLines(_ count: Int) -> String {
            "\(counted(count, one: "line", many: "lines")) in the log, type l to read them."
        }
        public static let noLog = "Nothing ran yet."
        public static func outcome(_ step: String, _ outcome: String) -> String { "\(step): \(outcome)" }
        public static let interrupted = "Stopped. What was done stays; the same command in the same folder goes on."
        public static let stopped = "Stopped by you. Nothing runs any more; what was done stays."
        public static let ctrlC = "Ctrl-C stops what runs."
        public static let always =
            "Where keys are named: h help, r says the last message again, l the log. Where text is typed: the whole words."

        // Words that may be typed in full.
        public static let back = "back"
        public static let cancel = "cancel"
        public static let quit = "quit"
        public static let help = "help"
        public static let again = "again"
        public static let log = "log"

        public static let helpTitle = "Keys, each followed by Enter"
        public static let keys = [
            "Enter alone: does what the question names first.", "c: changes the answers of this step.",
            "d: do it yourself, in a shell; Howdah looks afterwards.", "b: one step back; nothing typed is lost.",
            "h: this help.", "r: the last message again.", "l: the log, what the programs said.", "q: quit.",
            "Ctrl-C: stops what runs; where nothing runs, it quits.",
        ]

        /// What stands for a password.
        public static let masked = "(hidden)"
        /// Signs that a screen reader spells out, and what is said instead.
        public static let signs = [
            (" · ", ", "), ("·", ","), ("…", "..."), ("“", "\""), ("”", "\""), ("×", " by "), ("–", "-"), ("→", "to"),
        ]
    }
}
