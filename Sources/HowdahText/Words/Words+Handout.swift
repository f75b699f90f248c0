extension Words {
    /// The notes and the script that stay with the project.
    public enum Handout {
        public static func title(_ name: String) -> String { "# Setup notes: \(name) on PostgreSQL" }
        public static let about = """
            Written by Howdah when all seven steps were done. What was run is here in its order, with why, and as you \
            would type it yourself. No password stands in this file, nor in the script and the answers beside it.
            """
        public static let folder = "Folder"
        public static let adapter = "Adapter"
        public static let database = "Database"
        public static let role = "Role"
        public static let databasePassword = "The role's password"
        public static let superuser = "Superuser"
        public static let superuserPassword = "The superuser's password"
        public static let settings = "Settings"
        public static func passwordKept(_ path: String) -> String { "in \(path), which only you can read" }
        public static func passwordGiven(_ place: String) -> String { "in the URL that you gave, and in \(place)" }
        /// A password in a URL.
        public static func encoded(_ file: String) -> String { "\(file) (signs like @ / : % percent-encoded)" }
        public static let passwordTyped = "the one you typed; only Django knows it, as a hash"
        public static func passwordAt(_ reference: String) -> String { "where you said: \(reference)" }

        public static let whatRan = "## What ran"
        public static let wasThere = "Nothing had to be done: it was there already."

        public static let tomorrow = "## Tomorrow"
        public static let goThere = "First of all, go to the project:"
        public static let startPrivate =
            "PostgreSQL keeps running until the computer is shut down. To start it again, with Howdah or without:"
        public static let startSystem = "PostgreSQL usually starts with the computer. If it does not:"
        public static let activate = "Let this terminal use the project's own Python (deactivate ends that):"
        public static let runserver = "The web server, until Ctrl-C; then open http://127.0.0.1:8000/admin/ :"
        public static let openPsql =
            "Talk to the database yourself, through Django or without (\\dt lists the tables, \\q leaves):"
        public static let changeSuperuser = "Another password for your login to the admin:"
        public static func changeRole(_ place: String) -> String {
            "Another password for the database's role: type \\password in psql, then put the same into \(place):"
        }
        public static let firstApp =
            "Your first app: make it, name it in INSTALLED_APPS, write a model, and let Django make its tables:"

        public static let again = "## The same again"
        public static let againScript =
            "The script beside this file does all of it without Howdah, in any folder, as often as you like; what is there already is left as it is:"
        public static let againAnswers = "Howdah itself does it again from your answers:"
        public static let words = "## Words"

        /// Above the script's values.
        public static func scriptHeader(_ name: String) -> [String] {
            [
                "How \(name) came to PostgreSQL, without Howdah: the same seven steps.", "",
                "    sh setup.sh [FOLDER]", "",
                "FOLDER is made if it is not there. What is done already is left as it is, so this can be run again.",
                "No password stands here: the role's comes from DB_PASSWORD or is made up and kept in",
                ".howdah/secrets.toml; the superuser's comes from DJANGO_SUPERUSER_PASSWORD, or you are asked.",
            ]
        }
    }

    /// What the words mean, for somebody who meets them for the first time.
    public enum Glossary {
        public static let all: [(word: String, meaning: String)] = [
            ("Server", "the program that keeps the data and answers questions; PostgreSQL is one"),
            ("Cluster", "the folder with a server's data: all its databases and roles"),
            ("Database", "the tables of one project; a server holds many databases"),
            ("Role", "a user name inside PostgreSQL; it owns its database and has a password"),
            ("Superuser", "in Django, your login that may do everything; PostgreSQL has superusers of its own"),
            ("Adapter", "the Python package (psycopg) by which Django talks to PostgreSQL"),
            ("Virtual environment", "a folder with the project's own Python packages; nothing else is changed"),
            ("Migration", "a file that says how tables change; migrate applies those that are new"),
            ("Socket", "a way to reach a server on the same computer: a file instead of a port"),
            ("SCRAM", "how PostgreSQL keeps a password: only what is needed to check it, never the password itself"),
            ("Port", "a number by which a server on a computer is found; PostgreSQL's is usually 5432"),
        ]
    }
}
