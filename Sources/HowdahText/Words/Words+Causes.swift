extension Words {
    /// The pages of causes: what a failure is called, why it happens, what mends it.
    public enum Causes {
        public struct Page: Sendable, Equatable {
            public var title: String
            public var explanation: String
            /// What it looks like and is not.
            public var isNot = ""
            public var fixes: [(title: String, commands: [String])]

            public static func == (a: Page, b: Page) -> Bool {
                a.title == b.title && a.explanation == b.explanation && a.isNot == b.isNot
                    && a.fixes.map(\.title) == b.fixes.map(\.title)
            }
        }

        /// - Parameter slug: of the catalogue; an unknown one gets the catch-all's page.
        public static func page(_ slug: String) -> Page {
            guard var page = all[slug] else { return catchAll }
            page.isNot = confusions[slug] ?? ""
            return page
        }

        /// All slugs that have a page, in order.
        public static var slugs: [String] {
            all.keys.sorted()
        }

        /// nil for a slug without a page of its own.
        public static func title(_ slug: String) -> String? {
            all[slug]?.title
        }

        /// Two pages of one slug are a mistake of ours, and end the program at once.
        private static let all = [pages, connectionPages, pythonPages, serverPages, djangoPages].reduce(into: [:]) {
            $0.merge($1) { page, _ in preconditionFailure("two pages: \(page.title)") }
        }

        private static let catchAll = Page(
            title: "Something failed that Howdah does not know",
            explanation: "The lines below are what the program said. Nothing was guessed from them.",
            fixes: [
                ("In a project: let Howdah look at all seven steps", ["howdah doctor"]),
                ("Does PostgreSQL answer at all?", ["pg_isready -h localhost -p 5432"]),
                ("Does the project load its settings?", ["python manage.py check"]),
                ("Does Django reach the database?", ["python manage.py migrate --check"]),
                ("Paste more: the first error in the text says more than the last", ["howdah explain FILE"]),
            ])

        private static let pages: [String: Page] = [
            "migrations-not-applied": Page(
                title: "A table is missing: the migrations were not run",
                explanation: "Django looks for a table that this database does not have yet.",
                fixes: [
                    (
                        "If the table belongs to a new or changed model of yours: Django makes it only from a migration, so have that written first",
                        ["python manage.py makemigrations"]
                    ),
                    ("Run the migrations (step 6)", ["python manage.py migrate"]),
                ]),
            "disk-full": Page(
                title: "The disk is full",
                explanation: "There is no room left where data was to be written; the file that was there is unharmed.",
                fixes: [("Free some space, then try again", ["df -h"])]),
            "pg-port-in-use": Page(
                title: "The port is taken",
                explanation: "Another program, often another PostgreSQL, listens there.",
                fixes: [
                    (
                        "See who has it: perhaps the server that you want",
                        ["sudo ss -ltnp 'sport = :5432'", "lsof -nP -iTCP:5432 -sTCP:LISTEN"]
                    ),
                    (
                        "Use another port; in docker compose the left one of the two",
                        ["pg_lsclusters", "ports: [\"5433:5432\"]"]
                    ),
                    ("Or stop the other program", []),
                ]),
            "settings-syntax-error": Page(
                title: "There is a typing mistake in a Python file",
                explanation: "Python cannot read the file at the line that is named below.",
                fixes: [("Correct that line, then try again", [])]),
            "postgres-version-too-old": Page(
                title: "This PostgreSQL is too old for Django",
                explanation: "Each Django needs a certain version of PostgreSQL or a newer one.",
                fixes: [("Use a newer PostgreSQL", []), ("Or an older Django (python.django)", [])]),
            "runserver-port-in-use": Page(
                title: "The web server's port is taken",
                explanation: "Another program, perhaps another runserver, listens there.",
                fixes: [("Use the next one", ["python manage.py runserver 8001"])]),
            "apt-locked": Page(
                title: "Another installation is going on",
                explanation: "apt lets one program at a time change the system's packages.",
                fixes: [("Wait until it is over, then try again", [])]),
            "apt-package-unavailable": Page(
                title: "apt does not know the package",
                explanation: "Its lists are missing or old.",
                fixes: [
                    ("Fetch the lists, then try again", ["sudo apt update"]),
                    ("Take the plain package, without a version", ["sudo apt install postgresql"]),
                    (
                        "A certain version: PostgreSQL's own packages, all from there",
                        [
                            "sudo apt install postgresql-common",
                            "sudo /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh",
                        ]
                    ),
                ]),
            "sudo-needed": Page(
                title: "This needs an administrator of the computer",
                explanation: "The command must run as root, and nobody gave the password.",
                fixes: [
                    ("Run it yourself, then try again", []),
                    ("Or use a private server, which needs no root (postgres.mode = \"private\")", []),
                ]),
            "run-as-root": Page(
                title: "PostgreSQL does not run as root",
                explanation: "For safety its programs refuse that.",
                fixes: [
                    ("Use the system's server", ["sudo -u postgres psql"]),
                    ("Or an ordinary user's private one", ["howdah"]),
                ]),
            "locale-invalid": Page(
                title: "A language setting of the system is not installed",
                explanation: "PostgreSQL was given a locale that does not exist here.",
                fixes: [
                    ("Choose one that exists", ["locale -a", "initdb --locale=C.UTF-8 --encoding=UTF8 -D FOLDER"]),
                    ("Or make it (Debian, Ubuntu)", ["sudo locale-gen en_US.UTF-8"]),
                ]),
            "stale-postmaster-pid": Page(
                title: "A lock file says that the server runs",
                explanation: "Either it really runs, or postmaster.pid is left over from a crash.",
                fixes: [
                    ("Look whether it runs", ["howdah status", "pgrep -a postgres"]),
                    (
                        "If it runs, use it. Only if no postgres runs on that folder: move postmaster.pid away, and start again",
                        ["mv FOLDER/postmaster.pid FOLDER/postmaster.pid.old"]
                    ),
                ]),
            "data-dir-permissions": Page(
                title: "The data folder has the wrong owner or mode",
                explanation: "PostgreSQL insists that only its own user can read it.",
                fixes: [
                    (
                        "Give it to the server's user alone",
                        ["sudo chown -R postgres:postgres FOLDER", "sudo chmod 0700 FOLDER"]
                    ),
                    (
                        "Docker: a named volume, not a folder of the host",
                        [
                            "volumes: [\"pgdata:/var/lib/postgresql/data\"]",
                            "volumes: [\"pgdata:/var/lib/postgresql\"]  # from image 18 on",
                        ]
                    ),
                ]),
            "data-dir-version-mismatch": Page(
                title: "The data belongs to another version of PostgreSQL",
                explanation: "A server can only open what its own major version wrote.",
                fixes: [
                    (
                        "Run that version again (FOLDER/PG_VERSION names it); the data stays as it is",
                        ["image: postgres:VERSION"]
                    ),
                    (
                        "Or bring the data over, with a backup: Debian, Homebrew",
                        ["sudo pg_upgradecluster OLD_VERSION main", "brew postgresql-upgrade-database"]
                    ),
                    ("Or dump with the old version and restore into the new one", ["pg_dumpall > all.sql"]),
                ]),
            "postgres-tools-not-found": Page(
                title: "PostgreSQL is not installed",
                explanation: "None of its programs was found here.",
                fixes: [
                    (
                        "It may be installed, but not on PATH: look, then open a new terminal",
                        [
                            "ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin",
                            "dir \"C:\\Program Files\\PostgreSQL\"",
                        ]
                    ),
                    (
                        "Install it: Debian, Fedora, Homebrew",
                        [
                            "sudo apt install postgresql", "sudo dnf install postgresql-server",
                            "brew install postgresql@17",
                        ]
                    ),
                ]),
            "project-name-invalid": Page(
                title: "This name cannot be a project's",
                explanation: "It must be a Python name that nothing else has.", fixes: [("Choose another name", [])]),
            "settings-module-not-set": Page(
                title: "It is not clear which settings the project uses",
                explanation: "manage.py names a settings module that is not there, or none.",
                fixes: [
                    (
                        "Correct the name in manage.py; PROJECT is the folder that holds settings.py",
                        ["os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'PROJECT.settings')"]
                    ),
                    (
                        "Or this terminal names another one, which goes before manage.py's: look, and take it back",
                        ["echo $DJANGO_SETTINGS_MODULE", "unset DJANGO_SETTINGS_MODULE"]
                    ),
                    (
                        "Or it was started without manage.py, which names the settings: start it through it",
                        ["python manage.py migrate"]
                    ),
                ]),
            "settings-not-editable": Page(
                title: "This settings file is yours to change",
                explanation: "Howdah changes only what it can change with certainty.",
                fixes: [("Paste the block that is shown", [])]),
            "project-in-use": Page(
                title: "Another Howdah is at work here",
                explanation: "Two at a time would trample on each other.",
                fixes: [("Wait until it has ended, then try again", [])]),
            "project-not-trusted": Page(
                title: "Nobody has agreed yet to run this project's code",
                explanation: "To see what Django reads, Howdah has to run manage.py and the settings.",
                fixes: [("Look at what lies there, and agree if you know where it comes from", [])]),
            "file-permission": Page(
                title: "This folder or file may not be written",
                explanation: "It belongs to somebody else, or lies on a medium that is read-only.",
                fixes: [("Choose a folder of your own", ["mkdir ~/myproject && cd ~/myproject"])]),
            "database-not-accepting": Page(
                title: "The database takes no connections",
                explanation:
                    "Somebody closed it, for an upgrade or to copy it; it is all there, but nobody is let in until it is opened again.",
                fixes: [
                    ("Open it as administrator", ["ALTER DATABASE name ALLOW_CONNECTIONS true;"])
                ]),
            "database-in-use": Page(
                title: "The database is in use",
                explanation: "Other sessions are connected to it, and this change needs it for itself.",
                fixes: [
                    ("Close psql, pgAdmin and the web server, then try again", []),
                    (
                        "See who is connected, and end those sessions",
                        [
                            "SELECT pid, usename, application_name FROM pg_stat_activity WHERE datname = 'name';",
                            "SELECT pg_terminate_backend(PID);",
                        ]
                    ),
                    ("To create one: copy template0, which nobody uses", ["CREATE DATABASE name TEMPLATE template0;"]),
                ]),
            "password-too-weak": Page(
                title: "Django refuses this password",
                explanation: "Its validators found it too easy to guess.",
                fixes: [("Choose a longer, uncommon one", [])]),
            "superuser-exists": Page(
                title: "That user name is taken",
                explanation: "A user of that name exists.",
                fixes: [("Choose another name", []), ("Or set its password", ["python manage.py changepassword NAME"])]),
            "superuser-required-fields": Page(
                title: "A field of the user is missing or wrong",
                explanation: "This project's user model asks for more, or refused a value.",
                fixes: [
                    (
                        "Supply what is named",
                        ["python manage.py createsuperuser --noinput --username NAME --email a@example.com"]
                    ),
                    ("Or correct REQUIRED_FIELDS of the user model, and create_superuser of its manager", []),
                ]),
            "conflicting-migrations": Page(
                title: "Two migrations claim to be the last",
                explanation: "Two people made one each on the same base.",
                fixes: [("Merge them", ["python manage.py makemigrations --merge"])]),
            "admin-login-failed": Page(
                title: "The admin did not let the new superuser in",
                explanation: "The pages answer, but the login did not work.",
                fixes: [("Look at .howdah/log/runserver.log", [])]),
            "runserver-no-answer": Page(
                title: "Django's web server does not answer",
                explanation: "It was started, but no page came back.",
                fixes: [("Look at .howdah/log/runserver.log", [])]),
            "settings-not-postgresql": Page(
                title: "Django does not use PostgreSQL yet",
                explanation: "Everything else may work, but DATABASES in settings.py names another database.",
                fixes: [("Let Howdah put the project on PostgreSQL: role, database, settings.py", ["howdah"])]),
            "settings-other-postgresql": Page(
                title: "The project uses another PostgreSQL database already",
                explanation: "Its settings name a database that Howdah did not make, so they are left alone.",
                fixes: [("Keep it as it is", []), ("Or use Howdah's: database.existing = \"adopt\"", [])]),
            "superuser-missing": Page(
                title: "The admin lets nobody in under this name and password",
                explanation:
                    "Django says the same where the user name or the password is mistyped, where the user may not enter the admin, and where no superuser was made yet.",
                fixes: [
                    (
                        "You made a superuser: write its name exactly as then (capitals count), or give it a new password",
                        ["python manage.py changepassword NAME"]
                    ),
                    ("You made none yet: create one (step 7)", ["python manage.py createsuperuser"]),
                ]),
        ]
    }
}
