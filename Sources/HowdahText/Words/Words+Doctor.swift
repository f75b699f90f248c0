extension Words {
    /// `howdah doctor`.
    public enum Doctor {
        public static let abstract =
            "Looks at all seven steps of a Django project, names what is wrong, and mends it when asked."
        public static let fixHelp = "Mend what is wrong; asks before each."
        public static let yesHelp = "With --fix: ask nothing, and take only what loses nothing."
        public static let bundleHelp = "Write what a helper would ask for, without secrets, after showing it."
        public static let jsonHelp = "One JSON object."

        // What is looked at, where it hangs.
        public static let environment = "the Python environment"
        public static let settings = "the project's settings"

        // Step 1
        public static func answers(_ version: String, _ address: String) -> String {
            version.isEmpty ? "PostgreSQL answers at \(address)" : "PostgreSQL \(version) answers at \(address)"
        }
        public static let installedNotRunning = "PostgreSQL is installed; none was found running"
        public static func elsewhere(_ asked: String, _ found: String) -> String {
            "The settings ask at \(asked), where nobody lets this login in. At \(found) a PostgreSQL lets the same login in."
        }
        public static let dataGone = "The project's own PostgreSQL is not there any more"
        public static func dataGoneDetail(_ folder: String) -> String {
            "\(folder) is gone, and what was in the database with it, unless somebody moved it: then move it back. Otherwise a new one can be made; it will be empty."
        }
        public static let clearPid = "Set the left-over postmaster.pid aside"
        public static let clearPidWhy =
            "No PostgreSQL uses this data: the number in the file belongs to another program, or to none."
        public static let pidNotStale = "A PostgreSQL may be using this data."
        public static let pidNotStaleNext = "Look first: ps aux | grep postgres"
        public static let closeFolder = "Close the data folder to everybody else"
        public static let closeFolderWhy = "PostgreSQL refuses to start over data that others may read."

        // Step 2
        public static let noPython = "There is no Python here."
        public static let noPythonNext = "Install it: sudo apt install python3 python3-venv"
        public static let noVenv = "There is no virtual environment, and the Python found does not start"
        public static func otherPython(_ python: String, _ version: String) -> String {
            "Python \(version) (\(python)), no virtual environment"
        }
        public static let mendedAbove = "What is said above mends this too."
        public static func noDjango(_ place: String) -> String { "Django is not installed in \(place)" }
        public static let noAdapter = "No adapter for PostgreSQL is installed (psycopg or psycopg2)"
        public static func brokenAdapter(_ name: String) -> String { "\(name) is installed, but cannot be loaded" }

        // Step 4
        public static func login(_ role: String, _ database: String) -> String {
            "\(role) logs in to \(database), as Django does"
        }
        public static func mayCreate(_ role: String, _ schema: String) -> String {
            "\(role) may create tables in the schema \(schema)"
        }
        public static func serverSays(_ lines: String) -> String { "The server's own words:\n\(lines)" }
        public static let whichOfFour =
            "The server says the same for a wrong password, a role that does not exist, one that has expired and one without a password. An administrator can look; nobody was found here who may without asking."
        public static func roleDetail(_ cause: String, _ role: String) -> String {
            switch cause {
            case "role-missing":
                "The server has no role \(role), though to a stranger it only says that the password is wrong."
            case "role-expired": "VALID UNTIL of the role \(role) has passed; the password may be right."
            default: "The role \(role) is there, but it may not log in (NOLOGIN)."
            }
        }
        public static func searchPath(_ path: String) -> String {
            "search_path is \(path.isEmpty ? "empty" : path): none of these schemas is there, or none may be used."
        }
        public static func foreignTables(_ count: Int, _ owner: String, _ role: String) -> String {
            counted(
                count, one: "table belongs to \(owner), not to \(role)",
                many: "tables belong to \(owner) or others, not to \(role)")
        }
        public static let createRoleWhy = "With the password that the settings hold; the server keeps a verifier of it."
        public static func extendRole(_ role: String) -> String { "Let the role \(role) be valid for ever" }
        public static let extendRoleWhy = "VALID UNTIL only ends the use of the password; nothing else changes."
        public static func allowLogin(_ role: String) -> String { "Let the role \(role) log in" }
        public static let allowLoginWhy = "It is there with all its rights, but was made without LOGIN."
        public static let setPasswordWhy =
            "To the one that the settings hold. Whatever else logs in with the old one will have to learn it."
        public static let stopForSocket = "Restart the project's own server"
        public static let stopForSocketWhy =
            "The folder of its socket is gone, and with it the administrator's way in; the next start makes it. Then the doctor sees more."
        public static func makePassword(_ role: String) -> String { "Make a new password for the role \(role)" }
        public static let makePasswordWhy =
            "Nobody here knows the old one any more, and the server keeps none that could be read."
        public static let setNewPasswordWhy =
            "The server keeps a verifier of it. Whatever else logs in with the old one will have to learn it."
        public static func isReadOnly(_ role: String) -> String {
            "Every session of \(role) begins with default_transaction_read_only = on: it may read, and change nothing. Somebody set that, perhaps on purpose."
        }
        public static let isStandby =
            "This server follows another one and takes no changes. The settings have to name the one that it follows."
        public static func statementTimeout(_ role: String, _ milliseconds: Int) -> String {
            "PostgreSQL ends each statement of \(role) after \(milliseconds) ms (statement_timeout): too short for migrations, and for many a page."
        }
        public static func resetSetting(_ setting: String) -> String { "Take \(setting) back to its default" }
        public static let resetSettingWhy =
            "Only where it was given to this role or this database; sessions that are open keep what they have."
        public static func grantConnect(_ role: String, _ database: String) -> String {
            "Let \(role) connect to \(database)"
        }
        public static let grantConnectWhy = "The right to connect was taken away."
        public static func grantSchema(_ role: String, _ schema: String) -> String {
            "Let \(role) create tables in the schema \(schema)"
        }
        public static let grantSchemaWhy = "Since PostgreSQL 15 only the database's owner may, unless it is granted."
        public static let resetSearchPath = "Take search_path back to its default"
        public static let resetSearchPathWhy = "So that tables are found, and made, in the schema public."
        public static func takeTables(_ count: Int, _ role: String) -> String {
            "Make \(role) the owner of \(counted(count, one: "table", many: "tables"))"
        }
        public static let takeTablesWhy = "Only a table's owner may change it; the rows stay as they are."
        public static func liftLimit(_ role: String, _ database: String) -> String {
            "Lift the limits on connections of \(role) and \(database)"
        }
        public static func allowConnections(_ database: String) -> String { "Let \(database) take connections again" }
        public static let allowConnectionsWhy = "Somebody closed it to everybody; its data is as it was."
        public static func admit(_ role: String) -> String { "Let \(role) in by its password, in pg_hba.conf" }
        public static let admitWhy =
            "The first rule that fits counts, so these stand first; the old file is kept, and the server reads the new one at once."
        public static func endIdle(_ count: Int) -> String {
            "End \(counted(count, one: "session that does nothing", many: "sessions that do nothing"))"
        }
        public static let endIdleWhy = "They hold places and wait for their client; nothing unfinished is lost."
        public static let liftLimitWhy = "The server's own max_connections still holds."

        // Step 5
        public static let noEngine = "DATABASES has no usable entry “default”"
        public static let noName = "DATABASES['default'] has no NAME: Django does not know which database to use"
        public static let makeSecretKey = "Make a SECRET_KEY"
        public static let makeSecretKeyWhy =
            "Django signs sessions with it. A project from git comes without one, because everybody is to have their own."
        public static func writeSecretKey(_ file: String) -> String { "Write it into \(file)" }
        public static let writeSecretKeyWhy = "Only this line changes; a backup is kept."
        public static func otherModule(_ name: String, _ module: String, _ own: String) -> String {
            "This terminal has \(name)=\(module), which goes before the \(own) of manage.py: unset \(name)"
        }
        public static let editURLWhy =
            "Only this line changes, every part percent-encoded; a backup is kept, and from now on only you can read the file."
        public static let editWhy = "Only this entry changes; a backup is kept."

        // Steps 6 and 7
        public static func unrecorded(_ migration: String) -> String {
            "What \(migration) makes is in the database, but the migration was never recorded"
        }
        public static let unrecordedDetail =
            "migrate would stop at the first table that it wants to make. Somebody made them otherwise, or the record was lost."
        public static func missingTables(_ tables: [String]) -> String {
            counted(tables.count, one: "table is gone", many: "tables are gone") + ": "
                + tables.prefix(5).joined(separator: ", ") + (tables.count > 5 ? ", …" : "")
        }
        public static func missingColumns(_ columns: [String]) -> String {
            counted(columns.count, one: "column is gone", many: "columns are gone") + ": "
                + columns.prefix(5).joined(separator: ", ") + (columns.count > 5 ? ", …" : "")
        }
        public static let missingColumnsDetail =
            "Its migration is recorded as applied, so migrate does not make it again. What was in it is lost; one with Django's default can be made."
        public static func unmade(_ names: [String]) -> String {
            "The models have what the database has not, and no migration makes it: "
                + names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
        }
        public static let makeMigrations = "Let Django write the migrations for the models"
        public static let makeMigrationsWhy =
            "It writes a file into the application's folder migrations, and asks you what it cannot know. Nothing is changed in the database yet."
        public static func destroys(_ names: [String]) -> String {
            "These migrations remove what has something in it: " + names.prefix(5).joined(separator: ", ")
                + (names.count > 5 ? ", …" : "")
                + ". What is in there is lost; make a copy first (pg_dump) if you need it."
        }
        public static func lockHeld(_ count: Int) -> String {
            counted(
                count, one: "session has begun a transaction and holds locks",
                many: "sessions have begun a transaction and hold locks")
        }
        public static let lockHeldDetail =
            "Migrations are pending, and migrate would wait for them without a word. It may be a psql or a shell in another window: end it there with COMMIT or ROLLBACK, or by closing it."
        public static func checkFails(_ count: Int) -> String {
            "manage.py check finds " + counted(count, one: "error", many: "errors")
                + ": migrate and runserver refuse to work"
        }
        public static func place(_ file: String, _ line: Int) -> String { "In \(file), line \(line):" }
        public static let missingTablesDetail =
            "Their migrations are recorded as applied, so migrate does not make them again. What was in them is lost; empty ones can be made."
        public static func makeAgain(tables: Int, columns: Int) -> String {
            let missing = [
                tables > 0 ? counted(tables, one: "missing table", many: "missing tables") : nil,
                columns > 0 ? counted(columns, one: "missing column", many: "missing columns") : nil,
            ]
            return "Make \(missing.compactMap(\.self).joined(separator: " and ")) again, empty"
        }
        public static let makeTablesWhy =
            "Django's own statements for them, as its migrations have left them; no table that is there is touched."
        public static let afterTables = "Let migrate fill in what belongs to them"
        public static let afterTablesWhy = "It makes the rows that Django itself needs, such as permissions."
        public static func refusedExtensions(_ names: [String]) -> String {
            "The migrations want \(names.joined(separator: ", ")), which only a superuser of PostgreSQL may add"
        }
        public static func addExtensions(_ names: [String], _ database: String) -> String {
            "Add \(names.joined(separator: ", ")) to \(database) as an administrator"
        }
        public static let addExtensionsWhy = "Then the migration finds it there and goes on."
        public static let merge = "Merge the two ends of the migrations"
        public static let mergeWhy =
            "makemigrations writes one more migration that follows both; read it before you share it."
        public static let fakeInitial = "Run migrate, and record first migrations whose tables exist"
        public static let fakeInitialWhy =
            "Django compares only the names of tables and columns: right if the tables are what the migration makes."
        public static func record(_ migrations: [String]) -> String {
            "Record as applied what is there already: " + migrations.prefix(5).joined(separator: ", ")
                + (migrations.count > 5 ? ", …" : "")
        }
        public static func record(_ migration: String) -> String { "Record \(migration) as applied" }
        public static let recordWhy =
            "Right only if what it makes is in the database already; its code is not run. If it is not there, migrate will fail later."
        public static func endSessions(_ count: Int) -> String {
            "End \(counted(count, one: "session that holds a lock", many: "sessions that hold locks"))"
        }
        public static let endSessionsWhy = "What they have not committed is rolled back, and lost."
        public static func superusers(_ count: Int) -> String {
            counted(count, one: "superuser can log in", many: "superusers can log in")
        }
        public static let noSuperuser = "No active superuser with a password is in the database"
        public static func restoreSuperuser(_ name: String) -> String { "Make \(name) an active superuser again" }
        public static let restoreSuperuserWhy = "The user exists, but may not log in to the admin; the password stays."
        public static func newSuperuserPassword(_ name: String) -> String {
            "Let Django ask for a new password of \(name)"
        }
        public static let newSuperuserPasswordWhy = "The user exists, but no password lets them in."
        public static let askSuperuser = "Let Django ask for a superuser's name and password"
        public static let hosts = "ALLOWED_HOSTS does not let 127.0.0.1 in"
        public static func portTaken(_ port: Int) -> String {
            "Port \(port) is in use, perhaps by this project's own web server"
        }

        // The report
        public static let notLooked = "Not looked at: something before it is to be mended first"
        public static func heading(_ folder: String) -> String { "Django project in \(folder)" }
        public static func count(checks: Int, ok: Int, notes: Int, missing: Int, problems: Int, unknown: Int) -> String
        {
            var parts = ["\(ok) ok"]
            if notes > 0 { parts.append(counted(notes, one: "note", many: "notes")) }
            if missing > 0 { parts.append("\(missing) to do") }
            if problems > 0 { parts.append(counted(problems, one: "problem", many: "problems")) }
            if unknown > 0 { parts.append("\(unknown) not looked at") }
            return counted(checks, one: "check", many: "checks") + ": " + parts.joined(separator: ", ") + "."
        }
        public static let healthy = "All is well."
        public static let fixHint = "Howdah can mend this: howdah doctor --fix"
        public static func noProject(_ folder: String) -> String { "There is no Django project in \(folder)." }
        public static let noProjectNext = "Go to the folder that holds manage.py, or make a project first: howdah"

        // --fix
        public static func mend(_ title: String) -> String { "To mend: \(title)" }
        public static func runs(_ title: String) -> String { "Howdah would do this: \(title)" }
        public static let askYes = "Do it? [y/N] "
        public static func askName(_ name: String) -> String { "Something could be lost. To go on, type \(name): " }
        public static let left = "Left as it is."
        public static let mended = "Mended."
        public static let notMended = "It ran, but the same is still wrong."
        public static func needsPerson(_ title: String) -> String {
            "Left for you, because it needs a decision: \(title)"
        }
        public static let nothingToFix = "There is nothing here that Howdah can mend by itself."
        public static let noTerminal =
            "Nobody can be asked: standard input is no terminal."
        public static let noTerminalNext = "Take what loses nothing without asking: howdah doctor --fix --yes"

        // --bundle
        public static let bundleHead = "This is what the file will hold; known passwords are replaced by dots."
        public static let askBundle = "Write it? [y/N] "
        public static func bundleWritten(_ path: String) -> String { "Written to \(path), for you alone to read." }
        public static func bundleNoFolder(_ folder: String, _ reason: String) -> String {
            "Nothing can be written in \(folder): \(reason)."
        }
        public static func bundleExists(_ path: String) -> String { "There is a file \(path) already." }
        public static let bundleExistsNext = "Name another one; nothing is replaced."
        public static let bundleNotWritten = "Nothing was written."
        public static let bundleConsent = "Writing it without a terminal needs --yes."
        public static let versions = "Versions"
        public static let findings = "Findings"
        public static let answersHeading = "Answers"
        public static let logHeading = "Last lines of the log"
        public static let serverLogHeading = "Last lines of the server's log"
    }
}
