// Pages of causes that lie with the server, its data and its rights.
extension Words.Causes {
    static let serverPages: [String: Page] = [
        "service-start-failed": Page(
            title: "PostgreSQL did not start",
            explanation:
                "Why stands in the server's own log: often a line of postgresql.conf that this version does not know, or the folder of its socket is missing, because a restart emptied /tmp. Where PostgreSQL was only installed, its data folder may never have been made.",
            fixes: [
                (
                    "Read the reason",
                    ["systemctl status 'postgresql*'", "journalctl -xeu postgresql --no-pager | tail -50"]
                ),
                (
                    "A project's own server: read its log, correct the line that it names, and start it again",
                    ["tail .howdah/log/postgresql.log", "howdah start"]
                ),
                ("The socket's folder is missing: Howdah makes it and starts the server", ["howdah start"]),
                (
                    "Debian and Ubuntu: look at the clusters, and start one",
                    ["pg_lsclusters", "sudo pg_ctlcluster VERSION main start"]
                ),
                ("Fedora and RHEL: make the data folder once", ["sudo postgresql-setup --initdb"]),
            ]),
        "data-dir-not-empty": Page(
            title: "There is something in the data folder already",
            explanation: "initdb makes a new server only in an empty folder, so that it never overwrites data.",
            fixes: [
                ("If it holds a server's data (PG_VERSION), use that server as it is", ["pg_ctl -D FOLDER start"]),
                ("Otherwise choose another, empty folder; delete nothing blindly", ["initdb -D OTHER_FOLDER"]),
            ]),
        "socket-path-mismatch": Page(
            title: "The client looks for PostgreSQL's socket in the wrong folder",
            explanation:
                "Without a HOST the client opens a socket file, and this server keeps its own elsewhere. By TCP (localhost) both meet.",
            fixes: [
                ("Name the host: HOST \"localhost\" in settings.py, -h localhost for psql", ["psql -h localhost"]),
                ("Or name the server's socket folder as HOST", ["SHOW unix_socket_directories;"]),
            ]),
        "wrong-port": Page(
            title: "PostgreSQL runs, but not at the address that is asked",
            explanation:
                "HOST and PORT in the settings name a place where no PostgreSQL listens, while one runs elsewhere on this computer.",
            fixes: [
                ("See where it listens", ["pg_lsclusters", "ss -ltn"]),
                ("Put that HOST and PORT into settings.py (step 5)", []),
            ]),
        "ssl-not-supported": Page(
            title: "Encryption is demanded, and this server has none",
            explanation: "sslmode=require suits hosted servers; one on your own computer usually speaks without TLS.",
            fixes: [("Drop sslmode=require (or ssl_require=True) for this server", [])]),
        "driver-too-old": Page(
            title: "The adapter is too old for this server or this Django",
            explanation:
                "Since version 14 PostgreSQL checks passwords by SCRAM, which libraries before libpq 10 do not know; Django asks for a lowest version too.",
            fixes: [
                (
                    "Install the current one",
                    [
                        "python -m pip install --upgrade psycopg2-binary",
                        "python -m pip install --upgrade \"psycopg[binary]\"",
                    ]
                )
            ]),
        "server-message-undecodable": Page(
            title: "The server refused, in a language that psycopg2 could not read",
            explanation:
                "The server's message is not UTF-8, so Python stumbles over its letters and hides what it says. Mostly it is a wrong password, user or database name.",
            fixes: [
                ("Check USER, PASSWORD, NAME and HOST", []),
                (
                    "Make the server speak English, then read the message",
                    ["ALTER SYSTEM SET lc_messages TO 'C';", "SELECT pg_reload_conf();"]
                ),
            ]),
        "encoding-template-mismatch": Page(
            title: "The new database wants another encoding than its template",
            explanation:
                "CREATE DATABASE copies template1, and only template0 may be copied with another encoding or order.",
            fixes: [
                ("Copy template0", ["CREATE DATABASE name TEMPLATE template0 ENCODING 'UTF8' OWNER role;"])
            ]),
        "collation-version-mismatch": Page(
            title: "The system sorts text differently than when this database was made",
            explanation:
                "An update of the operating system changed its sorting rules; indexes on text may be in the wrong order.",
            fixes: [
                (
                    "As administrator, in each database, template1 too",
                    ["REINDEX DATABASE name;", "ALTER DATABASE name REFRESH COLLATION VERSION;"]
                )
            ]),
        "no-schema-selected": Page(
            title: "There is no schema to make the tables in",
            explanation:
                "The search_path names only schemas that do not exist or may not be used; mostly public was dropped.",
            fixes: [
                ("Make it, for the project's role", ["CREATE SCHEMA public AUTHORIZATION role;"]),
                ("Or correct the search_path", ["ALTER ROLE role RESET search_path;"]),
            ]),
        "extension-permission": Page(
            title: "Only a superuser of PostgreSQL may add this extension",
            explanation: "CREATE EXTENSION runs code inside the server, so an ordinary role may add only trusted ones.",
            fixes: [
                (
                    "Add it as administrator in that database, then migrate",
                    ["sudo -u postgres psql -d name -c 'CREATE EXTENSION extension'", "python manage.py migrate"]
                )
            ]),
        "not-table-owner": Page(
            title: "The tables belong to another role",
            explanation:
                "They were made by somebody else (often postgres), and only a table's owner may change it; others need a right for each.",
            fixes: [
                ("Hand them over, as administrator in that database", ["REASSIGN OWNED BY old_role TO role;"]),
                ("If postgres owns them (it refuses that), or for one table", ["ALTER TABLE name OWNER TO role;"]),
            ]),
        "deadlock-or-lock-timeout": Page(
            title: "Other sessions hold what this one needs",
            explanation:
                "Two transactions wait for each other, or one waited too long. PostgreSQL rolled this one back.",
            fixes: [
                ("Stop the web server, workers and open psql sessions, and run it again", []),
                (
                    "See who holds locks",
                    ["SELECT pid, state, query FROM pg_stat_activity WHERE datname = current_database();"]
                ),
            ]),
        "database-read-only": Page(
            title: "This role may read here, and change nothing",
            explanation:
                "default_transaction_read_only is on for the role, the database or the server, or the server is a copy that only follows another one.",
            fixes: [
                (
                    "See where it was set",
                    ["\\drds", "SHOW default_transaction_read_only;", "SELECT pg_is_in_recovery();"]
                ),
                (
                    "If nobody wants it so any more, take it back there",
                    [
                        "SET default_transaction_read_only TO off;",
                        "ALTER ROLE name RESET default_transaction_read_only;",
                    ]
                ),
                ("A server that follows another one: name that one in HOST", []),
            ]),
        "statement-timeout": Page(
            title: "PostgreSQL ends statements after too short a time",
            explanation:
                "statement_timeout was set for the role, the database or the server, shorter than what Django asks.",
            fixes: [
                ("See where it was set", ["\\drds", "SHOW statement_timeout;"]),
                ("Take it back there", ["ALTER ROLE name RESET statement_timeout;"]),
            ]),
        "out-of-memory": Page(
            title: "The server ran out of memory",
            explanation:
                "The computer could not give PostgreSQL the memory it asked for, or the system ended it to save itself.",
            fixes: [
                ("Make room: close other programs, or give the container more memory", ["free -h"]),
                ("Ask for less", ["ALTER SYSTEM SET work_mem TO '4MB';", "SELECT pg_reload_conf();"]),
            ]),
        "shared-memory-limit": Page(
            title: "Shared memory is used up, not the disk",
            explanation:
                "PostgreSQL's processes share memory; containers get only 64 MB of it, and some systems set a limit.",
            fixes: [
                ("Docker: more of it", ["docker run --shm-size=256m …"]),
                (
                    "\"max_locks_per_transaction\": allow more (needs a restart)",
                    ["ALTER SYSTEM SET max_locks_per_transaction = 256;"]
                ),
                ("Stop other PostgreSQL servers, or raise the kernel's limit", []),
            ]),
    ]
}
