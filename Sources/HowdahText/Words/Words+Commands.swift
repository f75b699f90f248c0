extension Words {
    /// The command line's own words.
    public enum Commands {
        public static let names = ["apply", "doctor", "explain", "settings", "start", "stop", "status", "undo", "help"]
        public static let abstract = "Puts a Django project on PostgreSQL, step by step, and shows how."
        public static let apply = "Runs the seven steps unattended, from a file of answers."
        public static let start = "Starts the project's private PostgreSQL."
        public static let stop = "Stops the project's private PostgreSQL."
        public static let status = "Tells whether the project's private PostgreSQL runs, and where its data lies."
        public static let explain = "Says what a text of errors means, and what mends it. Runs nothing."
        public static let explainFile = "The file with the text; without one, or -, standard input."
        public static let explainCause = "Read a cause's page instead."
        public static let explainCauses = "List all causes."
        public static let path = "The folder to work in. If it holds manage.py, it is the project."
        public static let answers = "A TOML file of answers; - reads standard input."
        public static let dryRun = "Show what would be done, and change nothing."
        public static let json = "One JSON object a line."
        public static let yes =
            "Consent to installing system packages, and to a project that others own or may change."
        public static let printAnswers = "Print the answers in force as TOML, and do nothing."
        public static let theme =
            "The colours: dark, light, high-contrast, colour-blind, monochrome, or a file of yours."
        public static let plain = "Line by line, without a full screen."
        public static let ascii = "Draw with plain ASCII only."
        public static let noColor = "No colours."
        public static let lang = "The language of the words shown."
        public static let log = "Write a log there."
        public static func noCommand(_ name: String) -> String { "There is no command \(Words.brief(name))." }
        public static let listCommands = "howdah --help lists them."
        public static func notWritten(_ reason: String) -> String { "The output could not be written: \(reason)." }
        public static let logNext = "Name a file in a folder of yours."
        public static func noLanguage(_ code: String) -> String { "There are no words in “\(code)” yet; there is: en." }
        /// Of a step that was only shown.
        public static let wouldRun = "to be done; nothing was changed"
        public static func finished(_ title: String, _ seconds: String) -> String { "done in \(seconds) s: \(title)" }
    }

    public enum Folder {
        public static let gone = "The folder that you are in no longer exists."
        public static let goneNext = "Change to another one: cd"
        public static func mistyped(_ word: String) -> String { "There is no command and no folder “\(word)”." }
        public static func mistypedNext(_ command: String) -> String { "Did you mean: howdah \(command)" }
        public static func orFolder(_ path: String) -> String { "Or, for a new project there: mkdir -p \(path)" }
        public static func missing(_ path: String) -> String { "There is no folder \(Words.brief(path))." }
        public static func missingNext(_ path: String) -> String { "Make it first: mkdir -p \(path)" }
        public static func closed(_ path: String, _ reason: String) -> String {
            "\(Words.brief(path)) cannot be looked at: \(reason)."
        }
        public static let standardInput = "standard input"
        public static let control = "The name of this folder holds a line break or another control character."
        public static let controlNext = "Give it another name: PostgreSQL's configuration cannot name such a folder."
        public static func notUTF8(_ path: String) -> String { "The name of the folder \(path) is not UTF-8." }
        public static let notUTF8Next = "Give it another name: programs that Howdah runs would not find it."
        public static let empty = "The folder's name is empty."
        public static let emptyNext = "Name one, or leave it out for the folder that you are in."
        public static let projectNext = "Name the project's folder, the one that holds manage.py."
        public static func oneBelow(_ name: String, _ command: String) -> String {
            "There is a project in \(name): \(command)"
        }
        public static func manyBelow(_ count: Int) -> String { "There are \(count) projects below. To name one:" }
        public static func goesOn(_ name: String) -> String {
            "The project \(name) goes on; another name begins a new one."
        }
        public static func deadLink(_ path: String) -> String { "\(path) is a link that leads nowhere." }
        public static func noFolder(_ path: String) -> String { "\(path) is a file, not a folder." }
        public static let noFolderNext = "Name the folder that holds manage.py, or an empty one."
        public static let answersNext = "Nothing was changed. A file with every key: howdah apply --print-answers"
    }

    /// The project's private server.
    public enum Server {
        public static func runs(_ major: Int, _ port: Int) -> String { "PostgreSQL \(major) runs on port \(port)." }
        public static func runsAlready(_ port: Int) -> String { "It runs already, on port \(port)." }
        public static func started(_ port: Int) -> String { "Started on port \(port)." }
        public static func moved(_ port: Int, _ file: String, _ command: String) -> String {
            "Port \(port) was taken, and \(file) still names it. To mend that: \(command)"
        }
        public static let isStopped = "It is stopped."
        public static func notItsOwn(_ folder: String) -> String {
            "The postmaster.pid in this project's data is a copy: it names the server that works in \(folder), which is left alone."
        }
        public static func notItsOwnNext(_ command: String) -> String {
            "This project's own server does not run. To start it: \(command) && howdah start"
        }
        public static let stopped = "Stopped. The data stays where it is."
        public static func data(_ path: String) -> String { "Data: \(path)" }
        public static func log(_ path: String) -> String { "Log:  \(path)" }
        public static func howdahCommand(_ verb: String, _ plain: String) -> String {
            "To \(verb) it: howdah \(verb)\nThe same without Howdah: \(plain)"
        }
        public static func none(_ folder: String) -> String { "There is no private PostgreSQL in \(folder)." }
        public static let noneNext = "Go to the project's folder, or make one first: howdah"
    }

    /// The states of a finding.
    public enum States {
        public static func word(_ state: String) -> String {
            ["ok": "ok", "missing": "to do", "problem": "problem", "warning": "note", "unknown": "unknown"][state]
                ?? state
        }
    }

    /// How a step ended.
    public enum Outcomes {
        public static func word(_ outcome: String) -> String {
            [
                "already-done": "already done", "done": "done", "skipped": "skipped", "failed": "failed",
                "cancelled": "cancelled", "not-reached": "not reached",
            ][outcome] ?? outcome
        }
    }

    public enum Receipt {
        public static let done = "Done: Django runs on PostgreSQL."
        public static let notDone = "Not finished. What was done stays; run it again to go on."
        public static let url = "Admin"
        public static let login = "Login"
        public static let database = "Database"
        public static let user = "user"
        public static let tables = "Tables"
        public static let adapter = "Adapter"
        public static let time = "Time"
        public static let notes = "Notes"
        public static func login(_ state: String) -> String {
            ["verified": "verified", "not-checked": "not checked this time", "failed": "failed"][state] ?? state
        }
    }
}
