// Getting the server and its tools onto the computer, and its service started.
extension Rule {
    static let installing: [Rule] = [
        Rule(
            "sudo-needed",
            root: """
                are you root?
                you cannot perform this operation unless you are root
                has to be run with superuser privileges
                sudo: a password is required
                a terminal is required to read the password
                is not in the sudoers file
                interactive authentication required
                could not open lock file …permission denied ! .s.pgsql
                acquire (13: permission denied)
                requested operation requires superuser privilege
                as the cluster owner (postgres) or root
                must be run as root + postgres ! cannot
                you need to be root + postgres
                """),
        Rule(
            "apt-locked",
            root: """
                could not get lock /var/lib
                unable to acquire the dpkg frontend lock
                dpkg frontend lock was locked by another process
                dpkg frontend lock is locked by another process
                unable to lock the administration directory
                waiting for cache lock
                unable to lock directory /var/lib/apt
                another app is currently holding the yum lock
                """),
        Rule(
            "apt-package-unavailable",
            root: """
                unable to locate package …postgres
                unable to locate package …libpq
                unable to locate package …pgdg
                package 'postgresql…' has no installation candidate
                package postgresql… is not available, but
                couldn't find any package by …postgres
                no package postgresql… available
                unable to find a match: postgres
                no match for argument: postgres
                no available formula with the name "postgres
                the repository 'http…postgresql.org…' does not have a release file
                the repository 'http…postgresql.org…' no longer has a release file
                failed to fetch http…postgresql
                postgresql… : depends: …but it is not
                postgresql… : depends: …but it is not installable
                depends: postgresql…but it is not
                depends: libpq5 …but
                """,
            symptom: """
                unable to locate package + postgres ! mysql ! msodbc ! mongo
                has no installation candidate + postgres
                does not have a release file + postgres
                unable to correct problems, you have held broken packages + postgres
                the following packages have unmet dependencies + postgres
                no_pubkey 7fcc7d46accc4cf8
                """),
        Rule(
            "postgres-tools-not-found",
            root: tools.flatMap { tool in
                [
                    "\(tool): command not found", "command not found: \(tool)", "\(tool): not found",
                    "'\(tool)' is not recognized as", "\\\(tool).exe…is not recognized as",
                    "\\\(tool)\"' is not recognized as", "\(tool) is not recognized as",
                    "the term '\(tool)' is not recognized",
                    "\(tool): executable file not found", "\"\(tool)\": executable file not found",
                    "no such file or directory: '\(tool)'", "bin/\(tool): no such file or directory",
                    "'\(tool)' no se reconoce", "\"\(tool)\" n'est pas reconnu", "'\(tool)' não é reconhecido",
                    "no such file or directory - \(tool)",
                    "unknown command: \(tool)", "spawn \(tool) enoent", "command '\(tool)' not found",
                    "der befehl \"\(tool)\" ist entweder falsch", "'\(tool)' n'est pas reconnu",
                    "\"\(tool)\" no se reconoce", "the system cannot find the file specified: '\(tool)'",
                    "\"\(tool)\" не является внутренней",
                ]
            }.joined(separator: "\n") + "\n" + """
                you must install at least one postgresql-client
                is needed by initdb but was not found
                you appear not to have the 'psql' program installed
                could not find a "postgres" to execute
                postgresql version … is not installed
                """,
            symptom: """
                sudo: unknown user: postgres
                sudo: unknown user postgres
                unknown user postgres
                user postgres does not exist ! role
                unknown id: postgres
                """),
        Rule(
            "service-start-failed",
            root: """
                could not create lock file "….s.pgsql.…no such file or directory
                """,
            symptom: """
                is missing or empty …postgresql-setup
                use "postgresql-setup
                is not a database cluster directory
                could not access the server configuration file
                configuration file "…" contains errors
                unrecognized configuration parameter "…" in file "
                could not load …pg_hba.conf
                unit postgresql…not found
                unit postgresql…could not be found
                unit file postgresql…does not exist
                failed to restart postgresql
                failed to start postgresql
                failed to enable unit: unit file postgresql
                failed to start the postgresql
                job for postgresql
                postgresql: unrecognized service
                """,
            hint: """
                control process exited with error code + postgres
                failed with result 'exit-code' + postgres
                pg_ctl: could not start server
                pg_ctl …exited with status
                active: failed (result + postgres
                could not start server + postgres
                examine the log output + postgres
                please check the log output + postgres
                pg_ctlcluster …failed
                error: the postgresql server failed to start
                bootstrap failed: 5: input/output error + postgres
                system has not been booted with systemd + postgres
                postgresql…service …could not be started
                postgresql…service …started and then stopped
                windows could not start the postgresql
                failure while executing; `/bin/launchctl + postgres
                postgresql@…error …homebrew.mxcl
                error …homebrew.mxcl.postgresql
                homebrew.mxcl.postgres…service could not initialize
                homebrew.mxcl.postgres…service exited with abnormal
                homebrew.mxcl.postgres…service only ran for
                """),
    ]

    private static let tools = [
        "psql", "createdb", "createuser", "dropdb", "pg_ctl", "initdb", "pg_dump", "pg_restore", "pg_isready",
        "pg_ctlcluster", "postgres", "pg_lsclusters", "pg_dumpall", "postgresql-setup",
    ]
}
