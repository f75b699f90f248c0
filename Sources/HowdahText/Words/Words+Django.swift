extension Words {
    public enum Python {
        public static func found(_ version: String, _ path: String) -> String { "Python \(version) (\(path))" }
        public static func notFound(_ name: String) -> String { "There is no Python called “\(name)” here." }
        public static func doesNotStart(_ path: String) -> String { "The Python at \(path) does not start." }
        public static func tooOld(_ version: String, _ path: String) -> String {
            "Python \(version) (\(path)) is too old: today's Django needs 3.10 or newer, the oldest that Howdah installs 3.8."
        }
        public static let install =
            "Install one: sudo apt install python3 python3-venv (Debian, Ubuntu), brew install python (macOS), or https://www.python.org/downloads/"
        public static func noVenv(_ path: String) -> String { "No virtual environment yet (\(path))" }
        public static func venv(_ name: String, _ version: String) -> String {
            "The virtual environment \(name) works, Python \(version)"
        }
        public static func brokenVenv(_ name: String) -> String {
            "The virtual environment \(name) does not work: its Python does not start"
        }
        public static func noAdapter(_ name: String) -> String { "\(name) is not installed in .venv" }
        public static let noZones = "No list of time zones is here; the package tzdata brings one"
        public static let noPipInVenv = "pip is not installed in .venv"
        public static func noWheelhouse(_ folder: String) -> String { "There is no folder of wheels at \(folder)." }
        public static func noZonesInWheelhouse(_ folder: String) -> String {
            "This computer has no list of time zones, so Django needs the package tzdata, and there is none in \(folder)."
        }
        public static func wheelhouseNeeds(_ package: String, _ folder: String) -> String {
            "Put it there, on a computer with a network: python3 -m pip download \(package) -d \(folder)"
        }
        public static let noWheelhouseNext = "Correct python.wheelhouse, or leave it empty to download."
        public static let noUV = "The answers ask for uv, which is not installed."
        public static let noUVNext = "Set python.installer = \"auto\", or install it: pip install uv"
        public static func noPip(_ path: String) -> String {
            "\(path) has neither pip nor the venv module, so no virtual environment can be made."
        }
        public static func noPipNext(series: String) -> String {
            "Install them: sudo apt install python\(series)-venv python3-pip"
        }

        public static func setAside(_ name: String) -> String { "Set the broken \(name) aside" }
        public static let setAsideWhy = "It is renamed, not deleted."
        public static let makeVenv = "Make the virtual environment .venv"
        public static let makeVenvWhy = "Packages of this project stay apart from the system's."
        public static func install(_ requirements: [String]) -> String {
            "Install \(requirements.joined(separator: ", "))"
        }
        public static func installWhy(_ tool: String) -> String {
            "With \(tool), ready-built packages only: nothing is compiled."
        }
    }

    public enum Django {
        public static func planned(_ requirement: String) -> String { "\(requirement) will be installed" }
        public static func conflict(django: String, needs: Int, has: Int) -> String {
            "Django \(django) needs PostgreSQL \(needs) or newer; this server is \(has)"
        }
        public static func noneFits(postgres: Int) -> String {
            "No Django that Howdah knows runs on this Python with PostgreSQL \(postgres)."
        }
        public static let noneFitsNext = "Use a newer Python or a newer PostgreSQL (postgres.mode = \"private\")."
    }

    public enum Project {
        public static func makeFolder(_ name: String) -> String { "Make the folder \(name)" }
        public static let makeFolderWhy = "All of the project lies in it."
        public static func found(_ module: String, _ folder: String) -> String {
            "The project in \(folder) uses \(module)"
        }
        public static func none(_ folder: String) -> String { "No Django project yet (in \(folder))" }
        public static func noSettingsModule(_ folder: String) -> String {
            "manage.py in \(folder) does not say which settings it uses"
        }
        public static func settingsMissing(_ module: String, _ folder: String) -> String {
            "manage.py in \(folder) names \(module), which is not there"
        }
        public static func inTheWay(_ names: [String], _ folder: String) -> String {
            "In \(folder) there is already: \(names.joined(separator: ", "))"
        }
        public static let inTheWayNext =
            "Choose another project name, or another folder. Howdah replaces nothing."
        public static func start(_ name: String) -> String { "Create the Django project \(name)" }
        public static let startWhy =
            "Django writes manage.py and a package with the settings into a folder aside; when that is whole, both move in."

        public static let nameEmpty = "The project needs a name, such as myproject."
        public static func nameNoIdentifier(_ name: String, _ better: String) -> String {
            "“\(name)” cannot be a Python package: use letters, digits and _, and begin with a letter. For example: \(better)"
        }
        public static func nameKeyword(_ name: String) -> String {
            "“\(name)” is a word of the Python language, so it cannot be imported. For example: \(name.lowercased())_project"
        }
        public static func nameModule(_ name: String) -> String {
            "“\(name)” is a Python module already, and yours would hide it. For example: \(name)_project"
        }
        public static let nameNotASCII = "Letters beyond a–z work, but some tools stumble over them."
    }

    public enum Migrations {
        public static let notYet = "No migration has been run yet"
        public static func otherEngine(_ engine: String) -> String {
            "Django still uses \(engine): migrating now would fill the wrong database"
        }
        public static func conflicts(_ names: [String]) -> String {
            "Migrations contradict each other: \(names.joined(separator: ", "))"
        }
        public static func pending(_ count: Int) -> String {
            counted(count, one: "migration is to be applied", many: "migrations are to be applied")
        }
        public static func applied(_ count: Int, tables: Int) -> String {
            tables == 0
                ? "Django says that \(counted(count, one: "migration is applied", many: "migrations are applied")), but "
                    + "PostgreSQL holds no table"
                : "Nothing is left to migrate: \(counted(count, one: "migration is applied", many: "migrations are applied"))"
        }
        public static func tables(_ count: Int) -> String {
            counted(count, one: "table in PostgreSQL", many: "tables in PostgreSQL")
        }
        public static func run(_ count: Int) -> String {
            count == 0 ? "Run the migrations" : "Run \(counted(count, one: "migration", many: "migrations"))"
        }
        public static let runWhy = "Creates Django's tables in PostgreSQL; each migration is done whole or not at all."
    }

    public enum Superuser {
        public static let notYet = "No login has been tried yet"
        public static func none(_ name: String) -> String { "There is no superuser \(name) yet" }
        public static func exists(_ name: String) -> String { "The superuser \(name) exists and is active" }
        public static func notActive(_ name: String) -> String {
            "A user \(name) exists, but is no active superuser with a password"
        }
        public static func notActiveNext(_ name: String) -> String {
            "Choose another name (superuser.username), or set it right: python manage.py changepassword \(name)"
        }
        public static let makePassword = "Make a password for the superuser"
        public static let makePasswordWhy = "Kept in .howdah/secrets.toml, which only you can read."
        public static func startWeb(_ port: Int) -> String { "Start Django's web server on port \(port)" }
        public static let startWebWhy = "The development server, for this computer only."
        public static func webStarted(_ port: Int, _ pid: Int32) -> String {
            "Serving http://127.0.0.1:\(port)/ (process \(pid))"
        }
        public static let webStopped = "The web server is stopped"
        public static func create(_ name: String) -> String { "Create the superuser \(name)" }
        public static let createWhy = "Your own login to the admin; Django checks the password first."
        public static func created(_ fields: String) -> String { "Created: \(fields)" }
        public static func login(_ name: String) -> String { "Log in to the admin as \(name)" }
        public static let loginWhy = "A real login, form and all: Django, the adapter and PostgreSQL together."
        public static func loggedIn(_ url: String, _ name: String) -> String { "Logged in at \(url) as \(name)" }
        public static let stopWeb = "Stop the web server"
        public static let stopWebWhy = "The test is over; start it again with: python manage.py runserver"
        public static func requiredField(_ name: String, _ label: String) -> String {
            "This project's users need a value for “\(label)” (\(name))."
        }
        public static func requiredFieldNext(_ name: String) -> String {
            "Give it in the answers: [superuser] fields = { \(name) = \"…\" }"
        }
        public static let weakNext = "Choose a longer, less common password."
        public static let fieldNext = "Correct the value and try again."
        public static let conflict = "A user of that name exists, but is no active superuser."
        public static let conflictNext = "Choose another superuser name."
        public static func loginFailed(_ reason: String) -> String { "The login in the admin failed: \(reason)" }
        public static let loginFailedNext = "Look at .howdah/log/runserver.log, then try again."
    }
}
