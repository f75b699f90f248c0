extension Words.Causes {
    /// Reaching the server, and being let in.
    static let connectionPages: [String: Page] = [
        "connection-option-unknown": Page(
            title: "OPTIONS holds what PostgreSQL's client does not know",
            explanation:
                "What stands in OPTIONS is handed on as it is. init_command, charset and timeout belong to MySQL and SQLite; others are misspelled.",
            fixes: [
                ("Take it out of DATABASES['default']['OPTIONS'], or write it as PostgreSQL's manual does (libpq)", [])
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
        "role-expired": Page(
            title: "The role has expired",
            explanation: "Its VALID UNTIL has passed; the server answers as if the password were wrong.",
            fixes: [("Extend it as administrator", ["ALTER ROLE name VALID UNTIL 'infinity';"])]),
        "role-nologin": Page(
            title: "The role may not log in",
            explanation: "It lacks the attribute LOGIN.",
            fixes: [("Give it", ["ALTER ROLE name LOGIN;"])]),
    ]
}
