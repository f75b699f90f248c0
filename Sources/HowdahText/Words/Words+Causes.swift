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
            guard var page = pages[slug] ?? serverPages[slug] ?? djangoPages[slug] else { return catchAll }
            page.isNot = confusions[slug] ?? ""
            return page
        }

        /// All slugs that have a page, in order.
        public static var slugs: [String] {
            (Array(pages.keys) + Array(serverPages.keys) + Array(djangoPages.keys)).sorted()
        }

        /// nil for a slug without a page of its own.
        public static func title(_ slug: String) -> String? {
            (pages[slug] ?? serverPages[slug] ?? djangoPages[slug])?.title
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
            "pep668-externally-managed": Page(
                title: "This Python belongs to the operating system",
                explanation:
                    "pip refuses to install into the system's Python, because that could break the system's own programs (PEP 668). A virtual environment is the place for a project's packages.",
                fixes: [
                    (
                        "Use a virtual environment",
                        ["python3 -m venv .venv", ".venv/bin/python -m pip install django psycopg2-binary"]
                    )
                ]),
            "peer-ident-auth-failed": Page(
                title: "PostgreSQL compared user names instead of asking for a password",
                explanation:
                    "Over its socket this server lets in only the operating system's user of the same name (peer). By TCP it asks for the password.",
                fixes: [
                    (
                        "Connect by TCP: HOST '127.0.0.1' and a PASSWORD in settings.py",
                        ["psql -h 127.0.0.1 -U role -d name"]
                    ),
                    ("As administrator: become postgres", ["sudo -u postgres psql"]),
                    (
                        "Only for ident by TCP: in pg_hba.conf write scram-sha-256 in place of ident, and reload",
                        ["SHOW hba_file;", "SELECT pg_reload_conf();"]
                    ),
                ]),
            "pg-hba-no-entry": Page(
                title: "The server has no rule that lets you in",
                explanation:
                    "pg_hba.conf lists who may connect from where; no line fits this host, user and database.",
                fixes: [
                    ("On a hosted server, ask for TLS: sslmode=require", ["'OPTIONS': {'sslmode': 'require'}"]),
                    (
                        "On your own, add a line to pg_hba.conf and reload",
                        ["SHOW hba_file;", "host name role 127.0.0.1/32 scram-sha-256", "SELECT pg_reload_conf();"]
                    ),
                ]),
            "password-missing": Page(
                title: "A password is needed and none was given",
                explanation: "The server asks for a password; the settings or the answers hold none.",
                fixes: [
                    ("Fill PASSWORD in settings.py, or the variable of the environment that it reads", [])
                ]),
            "password-auth-failed": Page(
                title: "PostgreSQL does not accept this user name and password",
                explanation:
                    "The password is wrong, or the role does not exist, or it has expired: to a stranger the server says the same for all three. An administrator can look.",
                fixes: [
                    (
                        "Look as administrator whether the role exists, and whether it has expired",
                        ["sudo -u postgres psql -c '\\du'"]
                    ),
                    (
                        "Set a new password, and write the same into settings.py",
                        ["sudo -u postgres psql -c '\\password name'"]
                    ),
                ]),
            "role-missing": Page(
                title: "The PostgreSQL user does not exist",
                explanation: "The role was never created, or settings.py names another one.",
                fixes: [
                    (
                        "Create it (step 4), or correct USER in settings.py",
                        ["sudo -u postgres createuser --pwprompt name"]
                    ),
                    ("Homebrew: the administrator is your own account, not postgres", ["createuser --pwprompt name"]),
                ]),
            "database-missing": Page(
                title: "The database does not exist",
                explanation: "It was never created, or NAME in settings.py is spelled in another way; capitals count.",
                fixes: [
                    ("Create it (step 4), or correct NAME in settings.py", ["sudo -u postgres createdb -O role name"]),
                    ("See what is there; capitals count", ["psql -l"]),
                ]),
            "schema-public-permission": Page(
                title: "The role may not create tables",
                explanation:
                    "Since PostgreSQL 15 only a database's owner may create tables in its schema public; GRANT ALL ON DATABASE no longer gives that right.",
                fixes: [
                    ("Make the role the owner", ["ALTER DATABASE name OWNER TO role;"]),
                    ("Or, connected to that database, give it the schema", ["GRANT CREATE ON SCHEMA public TO role;"]),
                ]),
            "create-privilege-missing": Page(
                title: "This role may not create roles or databases",
                explanation: "Creating them needs the attributes CREATEROLE and CREATEDB, or an administrator.",
                fixes: [
                    ("Let an administrator create both, then use mode url", ["sudo -u postgres createdb -O role name"]),
                    ("For manage.py test: the right to create databases", ["ALTER ROLE role CREATEDB;"]),
                    ("For schemas in a database that is there", ["GRANT CREATE ON DATABASE name TO role;"]),
                ]),
            "migrations-not-applied": Page(
                title: "A table is missing: the migrations were not run",
                explanation: "Django looks for a table that this database does not have yet.",
                fixes: [("Run the migrations (step 6)", ["python manage.py migrate"])]),
            "postgres-not-running": Page(
                title: "PostgreSQL does not answer",
                explanation: "Nothing listens at that address: the server is stopped, or it uses another port.",
                fixes: [
                    ("Look what runs, and on which port", ["pg_lsclusters", "pg_isready -h localhost -p 5432"]),
                    ("A private server: start it (step 1)", ["howdah start"]),
                    (
                        "The system's: Debian, Homebrew, Windows, docker",
                        [
                            "sudo systemctl start postgresql", "brew services start postgresql@17",
                            "net start postgresql-x64-17", "docker compose up -d db",
                        ]
                    ),
                ]),
            "server-starting-up": Page(
                title: "PostgreSQL is still starting",
                explanation: "It runs, but is not ready for visitors yet.",
                fixes: [("Wait some seconds and try again", [])]),
            "server-closed-connection": Page(
                title: "PostgreSQL closed the connection",
                explanation:
                    "The server was stopped or restarted while it was used. What was not finished was rolled back.",
                fixes: [
                    ("Read why in the server's log", ["pg_lsclusters"]),
                    ("Start it again if need be, then try again", ["howdah start"]),
                    ("If it was only idle too long, let Django look first", ["'CONN_HEALTH_CHECKS': True"]),
                ]),
            "too-many-connections": Page(
                title: "All of the server's connections are taken",
                explanation: "PostgreSQL allows a fixed number at a time.",
                fixes: [
                    (
                        "Close programs that use it, then try again",
                        ["SELECT pid, usename, application_name, state FROM pg_stat_activity;"]
                    ),
                    ("Keep fewer open: CONN_MAX_AGE = 0 in settings.py, fewer workers, or a pooler", []),
                    ("Allow more (needs a restart, and memory)", ["ALTER SYSTEM SET max_connections = 200;"]),
                ]),
            "disk-full": Page(
                title: "The disk is full",
                explanation: "There is no room left where data was to be written; the file that was there is unharmed.",
                fixes: [("Free some space, then try again", ["df -h"])]),
            "host-unresolvable": Page(
                title: "The server's name is not known",
                explanation: "HOST names a computer that cannot be found.",
                fixes: [
                    ("Correct HOST; on this computer it is localhost", []),
                    (
                        "In docker compose it is the service's name, and only inside of it",
                        ["docker compose exec web getent hosts db"]
                    ),
                ]),
            "connection-timeout": Page(
                title: "The server does not answer in time",
                explanation: "Packets get lost on the way: a wrong address, or a firewall.",
                fixes: [
                    ("Check host and port", ["pg_isready -h HOST -p 5432"]),
                    ("Open that port in the firewall, or the cloud's security group, for your address", []),
                ]),
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
            "pip-network": Page(
                title: "The package index cannot be reached",
                explanation:
                    "The installer found no way to pypi.org: no network, a proxy that wants to be named, or a certificate that this computer does not know.",
                fixes: [
                    ("Check the network, then try again", []),
                    ("Behind a proxy: name it", ["export HTTPS_PROXY=http://proxy:port"]),
                    ("Without network: install from a folder of wheels (python.wheelhouse)", []),
                ]),
            "no-matching-distribution": Page(
                title: "No version of a package fits",
                explanation:
                    "For this Python and computer the index has no ready-built package that meets the wish. Offline, every package looks like that.",
                fixes: [
                    ("Check the network, the name, and the version asked for", []),
                    ("Use a newer Python, or a lower version of the package", []),
                ]),
            "pg-config-missing": Page(
                title: "psycopg2 would have to be compiled, and pg_config is not here",
                explanation: "The package psycopg2 comes as source; psycopg2-binary comes ready built.",
                fixes: [
                    ("Choose psycopg2-binary", ["python -m pip install psycopg2-binary"]),
                    (
                        "Or install what the build needs: Debian, Homebrew",
                        ["sudo apt install libpq-dev python3-dev gcc", "brew install libpq"]
                    ),
                ]),
            "build-headers-missing": Page(
                title: "A C header is missing for the build",
                explanation: "Compiling psycopg2 needs Python's and PostgreSQL's header files.",
                fixes: [
                    ("Choose psycopg2-binary", ["python -m pip install psycopg2-binary"]),
                    (
                        "Or install the headers and a compiler: Debian, Fedora",
                        [
                            "sudo apt install libpq-dev python3-dev gcc",
                            "sudo dnf install libpq-devel python3-devel gcc",
                        ]
                    ),
                ]),
            "psycopg-not-installed": Page(
                title: "The PostgreSQL adapter is not installed in this environment",
                explanation: "Django found neither psycopg nor psycopg2 where this project's Python looks.",
                fixes: [("Install it (step 2)", [".venv/bin/python -m pip install psycopg2-binary"])]),
            "python-module-missing": Page(
                title: "A Python package is missing",
                explanation: "The project imports something that is not installed in its environment.",
                fixes: [("Install what the project needs", [".venv/bin/python -m pip install -r requirements.txt"])]),
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
            "pip-or-venv-missing": Page(
                title: "Python's venv or pip is not installed",
                explanation: "Some systems split Python into several packages.",
                fixes: [
                    ("Install them", ["sudo apt install python3-venv python3-pip"]),
                    ("pip alone may be in another Python: ask it by name", ["python3 -m pip --version"]),
                ]),
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
                        ["volumes: [\"pgdata:/var/lib/postgresql/data\"]"]
                    ),
                ]),
            "data-dir-version-mismatch": Page(
                title: "The data belongs to another version of PostgreSQL",
                explanation: "A server can only open what its own major version wrote.",
                fixes: [
                    ("Run that version again; the data stays as it is", ["image: postgres:15"]),
                    (
                        "Or bring the data over, with a backup: Debian, Homebrew",
                        ["sudo pg_upgradecluster 15 main", "brew postgresql-upgrade-database"]
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
            "python-missing": Page(
                title: "Python was not found",
                explanation: "Django is written in Python, so Python must be there first.",
                fixes: [("Install it", ["sudo apt install python3 python3-venv"])]),
            "wrong-python-version": Page(
                title: "This Python is too old",
                explanation: "Django's current versions do not run on it.",
                fixes: [
                    ("Ask the environment's Python, or python3", [".venv/bin/python --version", "python3 --version"]),
                    ("Install a newer one", ["sudo apt install python3 python3-venv", "brew install python"]),
                ]),
            "project-name-invalid": Page(
                title: "This name cannot be a project's",
                explanation: "It must be a Python name that nothing else has.", fixes: [("Choose another name", [])]),
            "settings-module-not-set": Page(
                title: "It is not clear which settings the project uses",
                explanation: "manage.py names a settings module that is not there, or none.",
                fixes: [
                    ("Run it through manage.py, which names it", ["python manage.py migrate"]),
                    ("Or correct DJANGO_SETTINGS_MODULE", ["export DJANGO_SETTINGS_MODULE=myproject.settings"]),
                ]),
            "settings-not-editable": Page(
                title: "This settings file is yours to change",
                explanation: "Howdah changes only what it can change with certainty.",
                fixes: [("Paste the block that is shown", [])]),
            "role-exists": Page(
                title: "The role exists already",
                explanation: "Howdah did not make it, so it does not touch it without your word.",
                fixes: [
                    ("Use it, and give it a password that you know", ["sudo -u postgres psql -c '\\password name'"]),
                    ("Or choose another name", []),
                    ("Howdah: database.existing = \"adopt\" uses it", []),
                ]),
            "database-exists": Page(
                title: "The database exists already",
                explanation: "Howdah did not make it, so it does not touch it without your word.",
                fixes: [("Choose another name", []), ("Or use it: database.existing = \"adopt\"", [])]),
            "project-in-use": Page(
                title: "Another Howdah is at work here",
                explanation: "Two at a time would trample on each other.",
                fixes: [("Wait until it has ended, then try again", [])]),
            "file-permission": Page(
                title: "This folder or file may not be written",
                explanation: "It belongs to somebody else, or lies on a medium that is read-only.",
                fixes: [("Choose a folder of your own", ["mkdir ~/myproject && cd ~/myproject"])]),
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
            "role-expired": Page(
                title: "The role has expired",
                explanation: "Its VALID UNTIL has passed; the server answers as if the password were wrong.",
                fixes: [("Extend it as administrator", ["ALTER ROLE name VALID UNTIL 'infinity';"])]),
            "role-nologin": Page(
                title: "The role may not log in",
                explanation: "It lacks the attribute LOGIN.",
                fixes: [("Give it", ["ALTER ROLE name LOGIN;"])]),
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
            "venv-broken": Page(
                title: "The virtual environment does not work",
                explanation: "It is half made, was moved, or its Python is gone.",
                fixes: [
                    (
                        "Make it anew (step 2); the old one is kept beside",
                        [
                            "mv .venv .venv.old", "python3 -m venv .venv",
                            ".venv/bin/python -m pip install -r requirements.txt",
                        ]
                    )
                ]),
            "superuser-missing": Page(
                title: "There is no active superuser",
                explanation: "Nobody can log in to the admin yet.",
                fixes: [("Create one (step 7)", ["python manage.py createsuperuser"])]),
        ]
    }
}
