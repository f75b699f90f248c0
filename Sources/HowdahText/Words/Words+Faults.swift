extension Words {
    /// Faults that are made on purpose, to practise mending them.
    public enum Faults {
        public static let notThrowAway = "This project's PostgreSQL is not its own, so nothing is broken here."
        public static let notThrowAwayNext = "Make a project to practise on, with postgres.mode = \"private\"."
        public static func notFound(_ path: String) -> String { "What would be broken is not in \(path)." }

        public static func title(_ name: String) -> String { titles[name] ?? name }

        private static let titles: [String: String] = [
            "server-stopped": "The PostgreSQL server is stopped",
            "wrong-port": "PORT in settings.py is wrong",
            "no-port": "PORT in settings.py names a port where nobody listens",
            "wrong-host": "HOST in settings.py is a name that does not exist",
            "wrong-socket": "HOST in settings.py is a folder without a socket",
            "no-host": "HOST in settings.py is empty, and the server has no socket in the usual folder",
            "stale-pid": "A crash left postmaster.pid behind",
            "open-data-folder": "Others may read the data folder",
            "rejected-by-hba": "pg_hba.conf rejects the role",
            "ident-in-hba": "pg_hba.conf asks for ident instead of a password",
            "encryption-demanded": "The settings demand encryption, and the server has none",
            "bad-configuration": "postgresql.conf holds a setting that PostgreSQL does not know",
            "python-gone": "The virtual environment's Python is gone",
            "half-an-environment": "The virtual environment is half made",
            "adapter-missing": "The adapter is not installed",
            "adapter-broken": "The adapter lacks its library",
            "django-missing": "Django is not installed",
            "module-missing": "settings.py imports what nobody has",
            "dependency-missing": "A package that Django itself needs is gone",
            "settings-renamed": "manage.py names a settings module that does not exist",
            "syntax-error": "settings.py has a syntax error",
            "back-on-sqlite": "settings.py leads back to SQLite",
            "engine-mistyped": "ENGINE is mistyped",
            "engine-missing": "ENGINE is missing",
            "name-missing": "NAME is empty",
            "secret-key-empty": "SECRET_KEY is empty",
            "password-changed-on-server": "The role's password was changed on the server",
            "password-changed-in-settings": "The password in settings.py was changed",
            "password-removed-from-settings": "The password in settings.py is empty",
            "password-removed-on-server": "The role has no password",
            "role-dropped": "The role was dropped",
            "role-expired": "The role has expired",
            "role-without-login": "The role may not log in",
            "role-at-its-limit": "The role may hold no connection",
            "database-at-its-limit": "The database takes no connection",
            "connect-revoked": "The role may not connect to the database",
            "database-closed": "The database takes no connections",
            "database-dropped": "The database was dropped",
            "not-the-owner": "The database belongs to somebody else",
            "no-schema": "The role's search_path leads nowhere",
            "schema-renamed": "The database's search_path is empty",
            "tables-of-another": "Tables belong to another role",
            "not-migrated": "An app's migrations were taken back",
            "one-behind": "The last migration is not applied",
            "table-dropped": "Tables are gone that the record says were made",
            "extension-wanted": "A migration wants an extension that only a superuser may add",
            "column-not-converted": "A migration changes a column's type, and PostgreSQL will not guess how",
            "record-lost": "The record of a migration was lost",
            "history-contradicts": "A migration's predecessor is not recorded",
            "two-ends": "Two migrations follow the same one",
            "parent-missing": "A migration's predecessor is missing",
            "superuser-inactive": "The superuser is not active",
            "nobody-to-log-in": "There is no superuser",
        ]
    }
}
