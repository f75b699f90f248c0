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
                could not get lock /var/…permission denied
                unable to write to /var/
                authentication is required to start 'postgres
                authentication is required to restart 'postgres
                authenticating for org.freedesktop.systemd1 + postgres
                failed to start postgres…access denied
                failed to restart postgres…access denied
                unable to lock database: permission denied
                failed to open apk database: permission denied
                create transaction lock on /var/lib/rpm…permission denied
                system error 5 has occurred + postgres
                problem unlinking the file /var/cache/apt
                has to be run under the root user
                access denied (try with sudo)
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
                could not get lock /var/ ! permission denied
                unable to lock directory /var/cache
                unable to lock database) ! permission denied
                could not lock database: file exists
                unable to lock database: try again
                unable to lock database: temporarily
                brew …process is already running
                brew update" process is already running
                system management is locked by the application
                existing lock /var/run/yum.pid
                waiting for process with pid …to finish
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
                apt.postgresql.org…404 not found
                err:…apt.postgresql.org
                the repository 'http…postgresql.org…' is not signed
                postgresql@…has been disabled because
                error: target not found: postgres
                error: target not found: libpq
                postgresql…(no such package)
                postgres…(no such package)
                libpq…(no such package)
                for argument: postgresql
                unable to find a match: libpq
                no match for argument: libpq
                nothing provides …needed by postgres
                requires postgresql…none of the providers can be installed
                no available formula or cask with the name "postgres
                no formulae or casks found for postgres
                no formulae or casks found for "postgres
                no candidate version found for postgres
                package libpq… is not available, but
                is filtered out by modular filtering + postgres
                version '…pgdg…was not found
                no package matching 'postgres
                no package matching 'libpq
                no package matching "postgres
                package …pgadmin… is not available, but
                version '…' for 'postgres…was not found
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
            root: tools.flatMap(noCommand).joined(separator: "\n") + "\n" + """
                you must install at least one postgresql-client
                is needed by …but was not found + postgres
                could not find postgres program executable
                you appear not to have the 'psql' program installed
                could not find a "postgres" to execute
                postgresql version … is not installed
                specify the correct postgresql binary path
                utility not found. please correct the binary path
                """,
            symptom: """
                sudo: unknown user: postgres
                sudo: unknown user postgres
                unknown user postgres
                unknown login: postgres
                no passwd entry for user 'postgres'
                invalid user: 'postgres
                user postgres does not exist ! role
                unknown id: postgres
                but was not the same version as
                package 'postgresql…' is not installed
                formula 'postgres…is not installed
                error: no such keg: /…postgres
                """,
            hint: tools.filter { $0 != "postgres" }.flatMap(noCommandInWords).joined(separator: "\n")),
        Rule(
            "service-start-failed",
            root: """
                could not create lock file "….s.pgsql.…no such file or directory
                """,
            symptom: """
                is missing or empty …postgresql-setup
                use "postgresql-setup
                is not a database cluster directory
                is not a valid data directory
                pg_version" is missing
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
                could not create lock file "….s.pgsql.…no such file
                could not open lock file "….s.pgsql.…no such file
                initializing database: [failed] + postgres
                postgresql…start request repeated too quickly
                postgresql…start operation timed out
                postgresql…failed with result '
                unit postgresql…failed to load
                starting postgresql …[fail
                use "service postgres
                is missing or empty. use a command like + postgres
                is missing or empty + postgres
                could not find the database system
                does not know where to find the server configuration file
                does not know where to find the database system data
                no database directory specified
                is not accessible or does not exist + postgres
                could not access directory "…no such file + postgres
                database cluster initialisation failed
                database cluster initialization failed
                unit postgres…is masked
                service 'postgres…' does not exist
                """,
            hint: """
                control process exited with error code + postgres
                failed with result 'exit-code' + postgres
                pg_ctl: could not start server
                pg_ctl: server did not start in time
                pg_ctl …exited with status
                active: failed (result + postgres
                could not start server + postgres
                examine the log output + postgres
                please check the log output + postgres
                pg_ctlcluster …failed
                error: invalid data directory + postgres
                error: could not exec + postgres
                error: the postgresql server failed to start
                bootstrap failed: 5: input/output error + postgres
                system has not been booted with systemd + postgres
                postgresql…service …could not be started
                postgresql…service …started and then stopped
                windows could not start the postgresql
                postgresql@…error …homebrew.mxcl
                error …homebrew.mxcl.postgresql
                homebrew.mxcl.postgres…service could not initialize
                homebrew.mxcl.postgres…service exited with abnormal
                homebrew.mxcl.postgres…service only ran for
                configuration file "…contains errors + postgres
                could not load pg_hba.conf
                could not load /…pg_hba.conf
                unrecognized configuration parameter "…in file "
                initscript postgresql, action "start" failed
                service[postgresql]…had an error
                failure while executing; "/bin/launchctl + postgres
                dpkg: error processing package postgres
                postgresql@…error …library/launch
                postgresql…error …postgresql.plist
                the service name is invalid + postgres
                openservice failed 1060 + postgres
                failed to connect to bus + postgres
                postgres…cannot be started
                postgres…not starting
                postgres…won't start
                postgres…does not start
                postgres…did not start
                postgres…fails to start
                postgres…failed to start
                cannot start postgres
                unable to start postgres
                could not start postgres
                cannot start the postgres
                unable to start the postgres
                could not start the postgres
                postgres…failing to start
                error starting postgres
                problem starting postgres
                trouble starting postgres
                postgres…keeps restarting
                postgres…exited with code
                could not exec …postgres
                policy-rc.d denied execution of start + postgres
                """),
    ]

    private static let tools = [
        "psql", "createdb", "createuser", "dropdb", "pg_ctl", "initdb", "pg_dump", "pg_restore", "pg_isready",
        "pg_ctlcluster", "postgres", "pg_lsclusters", "pg_dumpall", "postgresql-setup",
    ]
}
