extension Words {
    /// Commands as a person types them.
    public enum ByHand {
        public static func change(_ path: String) -> String { "Change \(path) like this:" }
        public static let secret = "The password is made already: .howdah/secrets.toml holds it."
        public static let password = "the password in .howdah/secrets.toml"
        public static let newPassword = "Think of a new password; the next two want it."
        public static let secretKey = "THE_KEY"
        public static let makeSecretKey =
            "python -c \"from django.core.management.utils import get_random_secret_key as k; print(k())\"   # THE_KEY"
        public static let samePassword = "THE PASSWORD"
        public static let settingsPassword = "the password that the settings hold"
        public static func heading(_ step: String) -> String { "\(step), by hand. Type this yourself:" }
        public static func active(_ venv: String) -> String {
            "The virtual environment \(venv) is active here: python and pip are the project's own."
        }
        public static let back = "exit (or Ctrl-D) brings you back to Howdah, which looks whether it worked."
        public static let nothing =
            "There is nothing to type here: this step is done, or something has to be settled first."
        public static let nothingHere = "There is nothing to type here now."
        public static let came = "Back again. Looking whether it worked."
        public static let worked = "It worked."
        public static func notYet(_ what: String) -> String { "Not yet: \(what)" }
        public static func noShell(_ reason: String) -> String { "No shell could be started: \(reason)" }
    }

    /// What a learner asks at each step.
    public enum Teach {
        public static let title = "Questions"
        public static let shown = "Explanations are shown."
        public static let hidden = "Explanations are hidden; ^T shows them."

        /// - Parameter step: 1 to 7.
        public static func questions(_ step: Int) -> [(question: String, answer: String)] { all[step - 1] }

        private static let all: [[(question: String, answer: String)]] = [
            [
                (
                    "SQLite or PostgreSQL?",
                    """
                    SQLite is one file and needs no server: good for learning and for small things. PostgreSQL serves many \
                    users at once, keeps data whole, and knows more (JSON, full-text search): what a site in use needs.
                    """
                ),
                (
                    "A server of my own in production?",
                    """
                    You can, if you also care for backups and updates. Many use a hosted one instead (Amazon RDS, Heroku, \
                    Supabase): choose “Another” here and name its URL.
                    """
                ),
            ],
            [
                (
                    "psycopg2-binary or psycopg2?",
                    """
                    The same adapter. The binary one is ready to use; the other is compiled here against the system's libpq, \
                    which some prefer in production because security updates of libpq then reach it.
                    """
                ),
                (
                    "And psycopg, version 3?",
                    "The newer generation by the same authors. Django uses it from 4.2 on; nothing in your code changes."
                ),
            ],
            [
                (
                    "What does startproject make?",
                    """
                    manage.py, by which you run Django's commands, and a package with settings.py, urls.py and the entry points \
                    for web servers. Your own code goes into apps beside it: python manage.py startapp blog.
                    """
                )
            ],
            [
                (
                    "Why must the role own the database?",
                    """
                    Many tutorials only GRANT ALL PRIVILEGES ON DATABASE. Since PostgreSQL 15 that no longer allows making \
                    tables in it; migrate would stop with “permission denied for schema public”. The owner may.
                    """
                ),
                (
                    "Why a role of its own?",
                    "If somebody steals this password, they reach this database and nothing else on the server."
                ),
            ],
            [
                (
                    "Moving from SQLite in the middle of a project?",
                    """
                    Your data stays in db.sqlite3. Before: python manage.py dumpdata --natural-foreign --natural-primary \
                    -e contenttypes -e auth.permission -o data.json. After step 6: python manage.py loaddata data.json.
                    """
                ),
                (
                    "What is dj-database-url?",
                    """
                    A package that reads the database from a variable, DATABASE_URL, instead of settings.py. Hosted platforms \
                    set that variable, and no password stands in the code.
                    """
                ),
            ],
            [
                (
                    "“relation … does not exist”, “UndefinedTable”?",
                    "A table is missing: migrate was not run, or a model changed. Run makemigrations, then migrate."
                ),
                (
                    "makemigrations or migrate?",
                    "makemigrations writes the changes of your models into files; migrate applies those files to the database."
                ),
            ],
            [
                (
                    "Is runserver enough for the real thing?",
                    """
                    No: it is for your own computer only. In production a server such as gunicorn runs Django, behind a web \
                    server; PostgreSQL stays the same.
                    """
                ),
                (
                    "I forgot the superuser's password?",
                    "python manage.py changepassword admin sets a new one; createsuperuser makes another superuser."
                ),
            ],
        ]
    }
}
