"""Installing, starting and running the server itself."""

import subprocess
import time

from room import ACCOUNT, BIN, HOME, PORT, SOCKET, Cluster, case, keep, run, version


def provoke():
    v = version(f"{BIN}/postgres --version")
    for name, command in [("initdb", "initdb -D /home/lena/data"), ("postgres", "postgres -D /home/lena/data"),
                          ("pg_ctl", "pg_ctl -D /home/lena/data start")]:
        says = "not permitted" if name == "postgres" else "cannot be run as root"
        case("run-as-root", f"{name}-root", f"{BIN}/{command}", says, v, root=True)
    run("rm -rf full; mkdir full; touch full/notes.txt")
    case("data-dir-not-empty", "initdb-full", f"{BIN}/initdb -D full", "exists but is not empty", v)
    case("locale-invalid", "initdb-locale", f"{BIN}/initdb -D new --locale=xx_YY.UTF-8", "invalid locale name", v)
    case("locale-invalid", "initdb-environment", f"{BIN}/initdb -D new", "invalid locale", v, LC_ALL="xx_YY.UTF-8")
    case("data-dir-permissions", "initdb-forbidden", f"{BIN}/initdb -D /usr/pgdata", "could not create directory", v)
    run("rm -rf foreign; mkdir foreign")
    case("service-start-failed", "pg_ctl-empty", f"{BIN}/pg_ctl -D foreign start", "is not a database cluster", v)
    case("service-start-failed", "systemctl-none", "systemctl start postgresql", "systemd", v, prompt=True, root=True)

    one, two = Cluster("data"), Cluster("data2")
    with one:
        case("stale-postmaster-pid", "postgres-twice", f"{BIN}/postgres -D data", "already exists", v)
        case("pg-port-in-use", "postgres-socket", f"{BIN}/postgres -D data2 -h ''", "already exists", v)
        case("pg-port-in-use", "postgres-port", f"{BIN}/postgres -D data2 -k /home/lena", "Address already in use", v)
        said = run(f"{BIN}/pg_ctl -D data2 -l data2.log -w start; cat data2.log")
        keep("pg-port-in-use", "pg_ctl-log", "pg_ctl -D data2 -l data2.log start; cat data2.log", said, "another postmaster", v)
    run("printf '0\\n' > data/postmaster.pid")
    case("stale-postmaster-pid", "postgres-bogus", f"{BIN}/postgres -D data", "bogus data", v)
    run(": > data/postmaster.pid")
    case("stale-postmaster-pid", "postgres-empty", f"{BIN}/postgres -D data", "is empty", v)
    run("rm data/postmaster.pid; chmod 755 data")
    case("data-dir-permissions", "postgres-mode", f"{BIN}/postgres -D data", "has invalid permissions", v)
    run("chmod 700 data; chown -R nobody /home/lena/data", root=True)
    case("data-dir-permissions", "postgres-owner", f"{BIN}/postgres -D /home/lena/data", "ermission denied", v)
    run(f"chown -R {ACCOUNT} /home/lena/data", root=True)
    case("data-dir-permissions", "postgres-socket", f"{BIN}/postgres -D data -k /usr", "Permission denied", v)
    for number in (17, 18):
        run(f"rm -rf old; cp -a data old; echo {number} > old/PG_VERSION")
        case("data-dir-version-mismatch", f"postgres-{number}", f"{BIN}/postgres -D old", "incompatible with server", v)
    # A setting that PostgreSQL 15 took away, a word that no version knows, a line that cannot be read.
    for name, file, line in [("parameter", "postgresql.conf", "stats_temp_directory = 'x'"), ("syntax", "postgresql.conf", "port 5432 5433"),
                             ("hba", "pg_hba.conf", "host all all all scram")]:
        run(f"rm -rf old; cp -a data old; echo \"{line}\" >> old/{file}")
        case("service-start-failed", f"postgres-{name}", f"{BIN}/postgres -D old", "FATAL", v)
    starting(v)
    memory(v)


def starting(v):
    """A server that restores for long is starting up; one that is told to stop is shutting down."""
    cluster = Cluster("data", options="restore_command = 'sleep 20'")
    run("touch data/recovery.signal")
    cluster.start(wait="-W")
    time.sleep(1)
    case("server-starting-up", "psql-starting", f"psql -h {SOCKET} -p {PORT} -U postgres", "starting up", v)
    case("server-starting-up", "pg_isready-starting", f"pg_isready -h {SOCKET} -p {PORT}", "rejecting connections", v)
    cluster.stop("immediate")
    run("rm data/recovery.signal")
    cluster = Cluster("data")
    with cluster:
        session = subprocess.Popen(
            ["/usr/sbin/runuser", "-u", ACCOUNT, "--", f"{BIN}/psql", "-h", str(SOCKET), "-p", str(PORT), "-U", "postgres", "-c", "SELECT pg_sleep(5)"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        run(f"{BIN}/pg_ctl -D data -W -m smart stop")
        case("server-starting-up", "psql-stopping", f"psql -h {SOCKET} -p {PORT} -U postgres", "shutting down", v)
        session.wait()


def memory(v):
    with Cluster("data", options="max_locks_per_transaction = 10\nmax_connections = 10") as cluster:
        shown = "psql -c 'many tables in one transaction'"
        said = cluster.sql("DO $$ BEGIN FOR i IN 1..20000 LOOP EXECUTE format('CREATE TABLE t%s()', i); END LOOP; END $$;")
        keep("shared-memory-limit", "psql-locks", shown, said, "out of shared memory", v)
        said = cluster.sql("COPY (SELECT repeat('x', 100000)) TO '/dev/full';")
        keep("disk-full", "psql-copy", "psql -c \"COPY … TO '/dev/full'\"", said, "No space left on device", v)
    cluster = Cluster("data", options="shared_buffers = 16MB\nwork_mem = 1GB")
    cluster.start(prefix="ulimit -v 700000;")
    mark = cluster.mark()
    cluster.sql("SELECT array_length(array_agg(repeat('x', 1000) || g), 1) FROM generate_series(1, 1000000) g;")
    keep("out-of-memory", "postgres-memory", "ulimit -v 700000; postgres …; a large array_agg", cluster.logged(mark), "out of memory", v)
    cluster.stop("immediate")
    cluster = Cluster("data", options="shared_buffers = 64GB")
    case("shared-memory-limit", "postgres-buffers", f"ulimit -v 400000; {BIN}/postgres -D data", "shared memory", v)
