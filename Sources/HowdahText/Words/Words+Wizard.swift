extension Words {
    /// What the wizard says around the steps.
    public enum Wizard {
        public static let name = "Howdah"
        private static let shorts = ["Postgres", "Adapter", "Project", "Database", "Settings", "Migrate", "Test"]
        /// - Parameter number: 1 to 7.
        /// - Returns: at most eight letters.
        public static func short(_ number: Int) -> String { shorts[number - 1] }
        public static func position(_ number: Int, _ name: String) -> String { "Step \(number) of 7 · \(name)" }

        // Welcome.
        public static let welcome = "Welcome"
        public static let what = "Howdah puts a Django project on PostgreSQL, in seven steps."
        public static let how =
            "Before each step you see the exact commands and why they are needed; nothing runs until you press Enter, and what is there already is left as it is."
        public static let wayTitle = "Which way"
        public static func earlierFirst(_ number: Int) -> String { "For these answers step \(number) comes first." }
        public static let guided = "Guided"
        public static let guidedDetail = "one step at a time, with an explanation of each"
        public static let express = "Express"
        public static let expressDetail = "one look at everything, then all seven run"
        public static let sevenTitle = "The seven steps, as they stand here"
        public static let asksFirst = "runs its own code once you agree"
        public static let looking = "looking"
        public static let lookingLong = "Looking at what is there."
        public static let tooEarly = "Still looking at what is there; Enter counts after that."
        public static let enterCounts = "All is looked at. Enter counts now."

        // A step.
        public static let whyTitle = "Why"
        public static let foundTitle = "Found"
        public static let lookingTitle = "One moment"
        public static func planTitle(_ time: String?) -> String {
            "Enter will do exactly this\(time.map { " · \($0)" } ?? "")"
        }
        public static let doneTitle = "Done already"
        public static let obstacleTitle = "This has to be settled first"
        public static let nothingToRun = "Nothing to run here: this step is done. Enter goes on."
        /// - Parameter scrolls: PgDn leads to them.
        public static func moreBelow(_ count: Int, scrolls: Bool) -> String {
            counted(count, one: "more line", many: "more lines") + (scrolls ? ", PgDn" : "")
        }

        // A run.
        public static let logTitle = "What the programs say"
        public static let working = "At work"
        public static let verifying = "Looking whether it worked"
        public static let stopping = "Stopping"
        public static func finished(_ time: String) -> String { "Done in \(time). Enter goes on." }
        public static func action(_ sign: Character, _ title: String, _ time: String) -> String {
            "\(sign) \(title) (\(time))"
        }
        public static func progress(_ done: Int, _ total: Int) -> String { "\(done) of \(total)" }
        public static func seconds(_ text: String) -> String { "\(text) s" }
        public static func minutes(_ minutes: Int, _ seconds: Int) -> String { "\(minutes) min \(seconds) s" }

        // A failure.
        public static func failed(_ what: String, _ time: String) -> String { "Failed after \(time): \(what)" }
        public static func stopped(_ step: String, _ time: String) -> String {
            "Stopped by you after \(time): \(step). Nothing runs any more."
        }
        public static func interrupted(_ action: String) -> String { "Half done: \(action)." }
        public static func cause(_ title: String, _ slug: String) -> String { "Likely cause: \(title) (\(slug))" }
        public static func mend(_ title: String) -> String { "Let Howdah mend it: \(title)" }
        public static func enterMends(_ title: String) -> String { "Enter lets Howdah do this: \(title)" }
        public static func enterAgrees(_ title: String) -> String {
            "Enter agrees to this: \(title). Then the step is looked at; nothing is changed yet."
        }
        public static func agree(_ title: String) -> String { "Agree to this: \(title)" }
        public static func adviceBelow(_ count: Int) -> String {
            counted(count, one: "piece of advice", many: "pieces of advice") + " in the details below, PgUp"
        }
        public static let nothingChanged = "Changed already: nothing."
        public static func changedAlready(_ actions: String) -> String {
            "Changed already, and kept: \(actions)."
        }
        public static func changedLast(_ others: Int, _ last: String) -> String {
            "Changed already, and kept: \(last), and \(counted(others, one: "action", many: "actions")) before."
        }
        public static let retry = "Try again"
        public static let editAnswers = "Back to the answers"
        public static let skip = "Leave this step out"
        public static let saveDetails = "Copy this, to ask somebody"
        public static let quit = "Quit"
        public static let detailsTitle = "Details"
        public static func saved(_ path: String) -> String {
            "Written to \(path); copied too, if the terminal can"
        }
        public static func savedLog(_ path: String) -> String { "Written to \(path)" }
        public static func notSaved(_ reason: String) -> String { "Not written: \(reason)" }

        // Express.
        public static let reviewTitle = "Express · review"
        public static let boardTitle = "Express"
        public static func allTitle(_ time: String?) -> String {
            "Enter will do all this\(time.map { " · \($0)" } ?? "")"
        }
        public static let allThere = "All is there already; Enter only looks once more"
        public static let everyCommand = "Every command"
        public static let laneLeft = "PostgreSQL"
        public static let laneRight = "Python"
        public static let laneBoth = "Together"
        /// - Parameter usual: how long it takes in all, if that can be said.
        public static func boardLog(_ time: String, _ usual: String?) -> String {
            "What the programs say · \(time)\(usual.map { " · \($0)" } ?? "")"
        }

        // The end.
        public static let receiptTitle = "Done"
        public static let receiptUser = "User"
        public static func receiptLogin(_ user: String, _ login: String) -> String { "\(user) (login \(login))" }
        public static let receiptPassword = "Password"
        public static let passwordTyped = "the one you typed; only Django knows it, as a hash"
        public static let passwordKey = "made for you; p shows it"
        public static func receiptDatabase(_ name: String, _ user: String, _ tables: Int) -> String {
            "\(name), owned by \(user), \(counted(tables, one: "table", many: "tables"))"
        }
        public static let receiptVersions = "Versions"
        public static let receiptSecrets = "Passwords"
        public static let receiptRoleSecret = "DB password"
        public static let secrets = ".howdah/secrets.toml (only you can read it)"
        public static func secretsAt(_ folder: String) -> String { "\(folder)/\(secrets)" }
        public static func inProject(_ path: String) -> String { "in the project: \(path)" }
        public static func webKept(_ port: Int) -> String {
            "The web server keeps running, on port \(port). Stop it with:"
        }
        public static let onceItRuns = "once the web server runs; after its test it was stopped"
        public static let tomorrow = "How to go on tomorrow"
        public static let tomorrowFolder = "your project"
        public static let tomorrowStart = "PostgreSQL, if the computer was shut down"
        public static let startPlain = "To start PostgreSQL without Howdah"
        public static let tomorrowActivate = "uses the project's own Python"
        public static let tomorrowRun = "the web server, until Ctrl-C"
        public static let leftUntouched = "Left before anything was changed."
        public static func logAt(_ folder: String) -> String {
            "What the programs said: \(folder)/.howdah/log/howdah.log"
        }
        public static func leftBefore(_ folder: String) -> String {
            "Left before the end. What was done stays in \(folder); to go on: howdah \(folder)"
        }

        // The command line.
        public static let command = "The seven steps with you, page by page; what howdah does without a command."
        public static let noTerminal = "There is no terminal to ask in."
        public static let noTerminalNext = "Without questions: howdah apply --answers FILE"
        public static let handedOver =
            "Howdah lends this terminal. If a password is asked for, what you type is not shown."

        // Questions and short answers.
        public static let pastedFirst = "Several lines were pasted; the field took the first."
        public static let nothingRuns = "Nothing runs now. Ctrl-Q quits."
        public static let quitTitle = "Quit?"
        public static let quitQuestion = "Something runs. Quitting stops it; what is done stays."
        public static let quitKeys = "Enter stops it and quits · Esc goes back"
        public static let noPageBefore = "This is the first page. What was done stays."
        public static let leaveKeys = "Enter quits · Esc stays here"
        public static let helpTitle = "Keys and words"
        public static let glossaryTitle = "Words"
    }

    /// The keys, as footer and help name them.
    public enum Keys {
        public static let enterStart = ("Enter", "begin")
        public static let choose = ("↑↓", "choose")
        public static let guided = ("g", "Guided")
        public static let express = ("e", "Express")
        public static let help = ("F1", "help")
        public static let quit = ("^Q", "quit")
        public static let looking = ("…", "looking")
        public static let run = ("Enter", "run")
        public static let goOn = ("Enter", "go on")
        public static let mend = ("Enter", "mend")
        public static let agree = ("Enter", "agree")
        public static let lookAgain = ("Enter", "look again")
        public static let nextField = ("Tab", "next field")
        public static let scroll = ("PgDn", "scroll")
        public static let scrollUp = ("PgUp", "scroll")
        public static let yourself = ("^Y", "yourself")
        public static let lessText = ("^T", "less text")
        public static let moreText = ("^T", "more text")
        public static let back = ("Esc", "back")
        public static let cancel = ("^C", "stop")
        public static let search = ("/", "search")
        public static let chosen = ("Enter", "do that")
        public static let runAll = ("Enter", "run all seven")
        public static let leave = ("Enter", "leave")
        public static let password = ("p", "show the password")
        public static let save = ("s", "save")
        public static let find = ("Enter", "find")
        public static let older = ("n", "older")
        public static let newer = ("N", "newer")
        public static let endSearch = ("Esc", "end the search")
        public static let close = ("Esc", "close")
        public static let stopAndQuit = ("Enter", "stop and quit")
        public static let quitNow = ("Enter", "quit")
        public static let stay = ("Esc", "stay")
        public static let keepTheme = ("Enter", "keep")

        public static let all: [(String, String)] = [
            ("Enter", "runs what is shown, or goes on"),
            ("Esc", "one step back; nothing typed is lost"),
            ("Tab, Shift-Tab, ↑ ↓", "between fields; Space and digits choose"),
            ("PgUp, PgDn", "scroll the commands or the log"),
            ("/  n  N", "in the log: search, older, newer"),
            ("w  ← →  End  s", "break long lines, or move along them; follow; save"),
            ("^P  F2", "shows or hides a typed password"),
            ("^T  F3", "hides or shows the explanations"),
            ("^Y  F4", "do it yourself: a shell, and the commands to type"),
            ("^R  F5", "looks again at what is there"),
            ("^O  F6", "other colours"),
            ("Ctrl-C", "stops what runs"),
            ("Ctrl-Q", "quits; Ctrl-Z suspends; Ctrl-L paints anew"),
            ("?  ^G  F1", "help; ? begins with the words"),
            ("^", "stands for the Ctrl key: ^T is Ctrl and T"),
        ]
    }

    /// The labels and helps of the fields.
    public enum Fields {
        public struct Field: Sendable {
            public var label: String
            public var help: String
            /// Of a check: what it says behind its box.
            public var title = ""
        }

        public static let mode = Field(label: "PostgreSQL", help: "Howdah never touches data that is already there.")
        public static let modeAuto = "Choose for me"
        public static let modeAutoDetail = "one you may use, else a private one"
        public static let modePrivate = "Private"
        public static let modePrivateDetail = "this project's own; no root needed"
        public static let modeSystem = "The system's"
        public static let modeSystemDetail = "may ask for your password (sudo)"
        public static let modeURL = "Another"
        public static let modeURLDetail = "a hosted one, named by a URL"
        public static let port = Field(label: "Port", help: "Of a private server; if it is taken, the next free one.")
        public static func portTaken(_ wanted: Int, _ port: Int) -> String {
            "\(wanted) is taken or another server's; the next free one: \(port)."
        }
        public static func portKept(_ port: Int) -> String {
            "The private server that is here already has port \(port)."
        }
        public static let url = Field(
            label: "URL", help: "Where the URL is, not the URL itself: it holds a password. env:NAME or file:PATH.")
        public static let adminURL = Field(label: "Admin URL", help: "Only if role and database are still to be made.")
        public static let installPackages = Field(
            label: "Packages", help: "Needs root; the exact command is shown below.",
            title: "Install PostgreSQL with the system's package manager")

        public static let adapter = Field(label: "Adapter", help: "")
        public static let adapterBinary = "ready to use; the usual choice"
        public static let adapterThree = "version 3, the newer one"
        public static let adapterSource = "compiled here; needs a C compiler"
        public static let django = Field(label: "Django", help: "A version such as 5.2.*, if you need a certain one.")
        public static let djangoNewest = "the newest that fits"
        public static let installer = Field(label: "Installer", help: "")
        public static let installerAuto = "Choose for me"
        public static let installerAutoDetail = "uv if it is here (faster), else pip"

        public static let settingsStyle = Field(
            label: "Password", help: "Where it stands. The database is the same in all three.")
        public static func style(_ style: String) -> String {
            ["literal": "In settings.py", "url": "In .env", "passfile": "In a passfile"][style] ?? style
        }
        public static func styleDetail(_ style: String) -> String {
            [
                "literal": "as in the tutorial; never publish it",
                "url": "as DATABASE_URL; two small packages",
                "passfile": "PostgreSQL's own way; no package",
            ][style] ?? ""
        }
        public static let styleInGit = " (better in git)"

        public static let projectName = Field(
            label: "Project", help: "Letters, digits and _; it becomes a Python package.")
        public static let projectPath = Field(label: "Folder", help: "Where it shall lie. Left empty, the place shown.")
        public static func projectPathPlaceholder(_ name: String) -> String {
            "./\(name), or here if manage.py is here"
        }

        public static let databaseName = Field(label: "Database", help: "Left empty, it gets the name shown.")
        public static let databaseUser = Field(
            label: "Role", help: "The user name that Django logs in with. Left empty, it gets the name shown.")
        public static let databaseGenerate = Field(
            label: "Password", help: "Long and random, kept in .howdah/secrets.toml; nobody has to type it.",
            title: "Make one for me")
        public static let databasePassword = Field(
            label: "Type it", help: "Django needs it; it is kept in .howdah/secrets.toml.")
        public static let reviewDatabasePassword = Field(
            label: "Role password", help: "The password of the database's role: Django logs in with it.")
        public static let existing = Field(label: "If it exists", help: "")
        public static let otherDatabase = Field(
            label: "Database", help: "The other one is not touched: its data stays where it is.")
        public static let otherKeep = "Keep the other"
        public static let otherKeepDetail = "nothing is changed"
        public static let otherChange = "Change to Howdah's"
        public static let otherChangeDetail = "a new one, empty at first"
        public static let otherChangeForeignDetail = "there already; gets a new password"
        public static let otherChangeBackDetail = "made before, with all that is in it"
        /// Instead of what names a key of the answers file.
        public static let otherExplanation =
            "This project uses PostgreSQL already, and Howdah did not set that up. It stays as it is unless you choose otherwise at \(otherDatabase.label)."
        public static let existingRefuse = "Stop"
        public static let existingRefuseDetail = "and let me choose another name"
        public static let existingAdopt = "Use it"
        public static let existingAdoptDetail = "nothing is deleted; its password is set anew"

        public static let username = Field(
            label: "User name", help: "Your own login to the site's admin pages, not PostgreSQL's.")
        public static let email = Field(label: "E-mail", help: "")
        public static let superuserGenerate = Field(
            label: "Password", help: "Shown at the end, and kept in .howdah/secrets.toml.", title: "Make one for me")
        public static let superuserPassword = Field(
            label: "Admin password",
            help: "For the admin pages, not PostgreSQL; 8 signs or more.")
        public static let superuserRepeat = Field(label: "Once more", help: "So that a slip does not lock you out.")
        public static let required = "This project's users need it."
        public static let serverPort = Field(
            label: "Web port", help: "Of Django's web server; if it is taken, the next free one.")
        public static let keepRunning = Field(
            label: "Afterwards", help: "Else it is stopped once the login has worked.",
            title: "Leave the web server running")

        public static let passwordNeeded = "A password is needed."
        public static let repeatNeeded = "Type it once more."
        public static let repeatDiffers = "This is not the same password."
        public static let strengthShort = "Too short: at least eight characters."
        public static let strengthDigits = "Digits only: Django will refuse it."
        public static let strengthWeak = "Weak: longer would be better."
        public static let strengthFair = "Fair."
        public static let strengthStrong = "Strong."
    }
}
