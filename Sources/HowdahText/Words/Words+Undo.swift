extension Words {
    /// `howdah undo`.
    public enum Undo {
        public static let abstract = "Takes back what Howdah did in a project, newest first."
        public static let dryRun = "Show what would be taken back, and change nothing."
        public static let yes = "Ask nothing: take back what loses nothing, and what --name names."
        public static let name =
            "The name of a database, role, project or user that may be lost; may be given several times."

        public static func restore(_ path: String) -> String { "Put \(path) back as it was" }
        public static let restoreWhy = "Nobody has changed it since Howdah did; the backup takes its place."
        public static let restoreEditedWhy =
            "Somebody has changed it since: those changes would be lost too. Look at the difference first."
        public static func noBackup(_ path: String) -> String { "\(path) stays: there is no backup of it." }
        public static func removeProject(_ name: String) -> String { "Remove the Django project \(name)" }
        public static let removeProjectWhy =
            "manage.py and the package that startproject made, with all that was written there since."
        public static func removeFolder(_ path: String) -> String { "Remove \(path)" }
        public static let removeFolderWhy = "Howdah made it; it can be made again."
        public static let removeEditedWhy = "Howdah made it, and somebody has changed it since. Look at it first."
        public static func moveBack(_ path: String) -> String { "Give \(path) its old name back" }
        public static let moveBackWhy = "Howdah had set it aside."
        public static let removeState = "Remove .howdah"
        public static let removeStateWhy = "The answers, the kept passwords, the log, the backups and the notes."
        public static let removeEmptyFolderWhy = "Howdah made it. It stays if anything is in it."
        public static let stopWebWhy = "It serves the project that is about to go."
        public static let stateStays = ".howdah stays, because something of the above was left."

        public static func noServer(_ reason: String) -> String {
            "Role and database cannot be looked at: \(reason)."
        }
        public static func dropDatabase(_ name: String) -> String { "Drop the database \(name)" }
        public static let dropDatabaseWhy = "Howdah made it: its comment says so. All rows in it are lost."
        public static func dropRole(_ name: String) -> String { "Drop the role \(name)" }
        public static let dropRoleWhy = "Howdah made it: its comment says so."
        public static func databaseStays(_ name: String) -> String {
            "The database \(name) stays: it carries no mark of Howdah's."
        }
        public static func roleStays(_ name: String) -> String {
            "The role \(name) stays: Howdah did not make it, or something that stays needs it."
        }
        public static func deleteSuperuser(_ name: String) -> String { "Delete the superuser \(name)" }
        public static let deleteSuperuserWhy = "With all that belongs to this user in the database."
        public static func superuserStays(_ name: String) -> String {
            "The superuser \(name) stays: to delete it, the project's own code must run, and nobody agreed to that for "
                + "this folder. Agree in the wizard, then undo again."
        }
        public static let stopServer = "Stop the private server"
        public static let stopServerWhy = "Its data stays until the next step."
        public static func removeServer(_ name: String) -> String {
            "Remove the private server with the database \(name)"
        }
        public static let removeServerWhy = "All databases and roles in it are lost."
        public static func dump(_ path: String) -> String { "Save the data to \(path)" }
        public static let dumpWhy = "The database is not empty; psql can read this file back."
        public static let dumpUnseenWhy =
            "If the database holds anything; that is seen when the server runs. psql can read this file back."
        public static let nothingToSave = "There is no data to save."
        public static func noDump(_ name: String) -> String {
            "The data of \(name) cannot be saved from here; do it first yourself if you need it: pg_dump."
        }
        public static let packagesStay = "PostgreSQL stays installed: other programs may use it."
        public static let wheelStays = "The downloaded PostgreSQL stays in your cache: other projects may use it."
        public static let clusterStays = "The system's PostgreSQL, which Howdah only started, is left running."

        public static func journalUnreadable(_ path: String) -> String {
            "The journal could not be read: \(path). Only what carries Howdah's mark is offered."
        }
        public static func journalNoFile(_ path: String) -> String {
            "\(path) is a link, or no regular file: what is done here cannot be noted there."
        }
        public static let noJournal =
            "There is no journal here. What else was done, by Howdah or by hand, is not recorded and stays."
        public static func outside(_ count: Int) -> String {
            counted(count, one: "entry of the journal names", many: "entries of the journal name")
                + " files outside this folder: it was copied or moved. They stay."
        }
        public static func dataStays(_ path: String) -> String {
            "\(path) stays, and .howdah with it: it holds a database that could not be looked at."
        }
        public static func backupStays(_ path: String) -> String {
            "\(path) stays, and .howdah with it: it may be the only copy of an older file."
        }
        public static let startServer = "Start the private server for a moment"
        public static let startServerWhy = "So that its data can be saved first."
        public static func needs(_ title: String) -> String { "Left: first this would have to be done: \(title)" }
        public static let stopped = "Undo stops here, so that nothing is lost that could not be saved."

        public static let nothing = "There is nothing to take back here."
        public static func journalBroken(_ path: String) -> String {
            "The journal could not be read and was moved to \(path). Only what carries Howdah's mark is offered."
        }
        public static let heading = "What would be taken back, newest first:"
        public static let leftHeading = "What stays:"
        public static let needsName = "only when its name is typed:"
        public static let needsDecision = "only when somebody agrees"
        public static let askYes = "Do it? [y/N] "
        public static func askName(_ name: String) -> String { "To lose it for good, type \(name): " }
        public static let left = "Left as it is."
        public static func leftName(_ name: String) -> String { "Left: it needs --name \(name)" }
        public static let leftDecision = "Left: it needs a person's look."
        public static let done = "Done."
        public static let allDone = "All that Howdah did here is taken back."
        public static let restDone = "All else that can be taken back here is taken back."
        public static func saved(_ path: String) -> String { "The data of the database lies in \(path)" }
        public static let stoppedAgain = "The server that was started for a moment is stopped again."
        public static func startAgain(_ command: String) -> String {
            "The private server is stopped and its data is still there. To start it again: \(command)"
        }
    }
}
