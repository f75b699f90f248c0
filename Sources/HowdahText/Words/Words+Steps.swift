extension Words {
    /// The seven steps, and why each exists.
    public enum Steps {
        private static let names = [
            "Install PostgreSQL", "Install the adapter", "Create the Django project", "Create the database",
            "Update settings.py", "Run migrations", "Test the connection",
        ]

        /// - Parameter number: 1 to 7.
        public static func name(_ number: Int) -> String { names[number - 1] }

        /// Two or three sentences for somebody who does this for the first time.
        public static func why(_ number: Int) -> String { reasons[number - 1] }

        private static let reasons = [
            """
            PostgreSQL is the program that will keep your project's data. It runs in the background and waits for \
            others to ask it something. Howdah looks for one that is here already, and otherwise sets up a private \
            server for this project, in your own folder, that only this computer can reach.
            """,
            """
            Django does not speak PostgreSQL's language by itself: an adapter (psycopg) translates. Both go into a \
            virtual environment, a folder with its own Python packages, so that nothing else on this computer changes.
            """,
            """
            A Django project is a folder with manage.py, the command you will use every day, and a package that holds \
            the settings. Django makes these files itself; Howdah only chooses the place and checks the name first.
            """,
            """
            Inside the server your project gets a database of its own, and a role: the user name and password with \
            which Django logs in. The role owns the database. Since PostgreSQL 15 that is what lets Django create tables.
            """,
            """
            A new Django project uses SQLite, a single file. DATABASES in settings.py says which database Django \
            uses; it is changed to PostgreSQL here. You see the exact lines first, and the old file is kept.
            """,
            """
            Migrations are Django's list of changes to the database. Running them creates the tables for users, \
            sessions and the admin. You run the same command again whenever you change your models.
            """,
            """
            The proof that everything works together: a superuser (your own login), Django's web server, and a real \
            login to the admin pages, which reads and writes PostgreSQL.
            """,
        ]
    }
}
