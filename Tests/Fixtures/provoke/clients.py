"""Connections and SQL that fail, as psql, psycopg2 and psycopg tell it; and what the server's log adds."""

import socket
import subprocess
import sys
import threading
import time

from room import ACCOUNT, BIN, HOME, PORT, SOCKET, Cluster, case, keep, run, version

FREE = 54399
TCP = f"host=127.0.0.1 port={PORT} dbname=postgres"
HBA = "local all all trust\nhost all kim all trust\nhost all all all scram-sha-256\n"


def environments():
    """Two environments with the adapters. Gives their Pythons and versions."""
    found = []
    for name, package in [("psycopg2", "psycopg2-binary"), ("psycopg", "psycopg[binary]")]:
        python = HOME / f"env-{name}/bin/python"
        if not python.exists():
            run(f"python3.11 -m venv env-{name} && {python} -m pip -q install '{package}'", seconds=600)
        found.append((name, python, version(f"{python} -c 'import {name}; print(\"{name}\", {name}.__version__)'")))
    return found


def provoke():
    v = version(f"{BIN}/psql --version")
    adapters = environments()

    def both(slug, case_name, conninfo, says, **env):
        """The same failure by psql and by the adapters."""
        case(slug, f"psql-{case_name}", f'psql "{conninfo}"', says, v, **env)
        for name, python, of in adapters:
            case(slug, f"{name}-{case_name}", f"{python} -c 'import {name}; {name}.connect(\"{conninfo}\")'", says, of, **env)

    both("postgres-not-running", "port", f"host=127.0.0.1 port={FREE} user=shop", "onnection refused")
    both("postgres-not-running", "localhost", f"host=localhost port={FREE} user=shop", "onnection refused")
    both("postgres-not-running", "socket", f"host=/tmp/lena port={FREE} user=shop", "No such file or directory")
    case("postgres-not-running", "pg_isready-none", f"pg_isready -h localhost -p {FREE}", "no response", v)
    both("host-unresolvable", "name", "host=db.invalid user=shop", "db.invalid")
    both("connection-option-unknown", "charset", "host=127.0.0.1 user=shop charset=utf8mb4", "invalid connection option")
    with mute() as port:
        both("connection-timeout", "mute", f"host=127.0.0.1 port={port} user=shop connect_timeout=2", "timeout")
    with web() as port:
        both("wrong-port", "web", f"host=127.0.0.1 port={port} user=shop", "invalid response|expected authentication request")

    with Cluster("data", hba=HBA, options="max_connections = 12\nsuperuser_reserved_connections = 3") as cluster:
        cluster.sql("""
            CREATE ROLE kim LOGIN; CREATE ROLE shop LOGIN PASSWORD 'right'; CREATE DATABASE shop OWNER shop;
            CREATE ROLE old LOGIN PASSWORD 'right' VALID UNTIL '2020-01-01'; CREATE ROLE reports PASSWORD 'right';
            CREATE ROLE one LOGIN PASSWORD 'right' CONNECTION LIMIT 0;""")
        logins(cluster, both, v)
        statements(cluster, v)
        sessions(cluster, both, v, adapters)
        rules(cluster, both, v)
    undecodable(v, adapters)


def logins(cluster, both, v):
    right = {"PGPASSWORD": "right"}
    both("password-auth-failed", "wrong", f"{TCP} user=shop", "password authentication failed", PGPASSWORD="wrong")
    both("password-missing", "none", f"{TCP} user=shop", "no password supplied")
    both("database-missing", "name", f"host=127.0.0.1 port={PORT} dbname=shopp user=shop", "does not exist", **right)
    both("role-missing", "socket", f"host=/tmp/lena port={PORT} dbname=postgres user=nobody", "does not exist")
    both("role-nologin", "reports", f"{TCP} user=reports", "not permitted to log in", **right)
    both("ssl-not-supported", "require", f"{TCP} user=shop sslmode=require", "does not support SSL|SSL support is not compiled in", **right)
    both("too-many-connections", "role", f"{TCP} user=one", "too many connections for role", **right)
    case("socket-path-mismatch", "psql-elsewhere", f"pg_isready -h {SOCKET} -p {PORT}; psql -h /var/run/postgresql -p {PORT}",
         "No such file or directory", v, prompt=True)
    for slug, name, user in [("role-missing", "nobody", "nobody"), ("role-expired", "old", "old"), ("password-auth-failed", "wrong", "shop")]:
        mark = cluster.mark()
        run(f'psql "{TCP} user={user}"', PGPASSWORD="right" if user == "old" else "wrong")
        keep(slug, f"postgres-log-{name}", f"psql '{TCP} user={user}'; tail data.log", cluster.logged(mark), "DETAIL", v)
    for slug, name, url, says in [
        ("database-url-special-chars", "psql-port", "postgres://shop:pa/ss@127.0.0.1/shop", "invalid integer value"),
        ("database-url-special-chars", "psql-percent", "postgres://shop:p%zz@127.0.0.1/shop", "invalid percent-encoded token"),
        ("database-url-special-chars", "psql-at", "postgres://shop:p@ss@db.invalid/shop", "ss@db.invalid"),
        ("database-url-invalid", "psql-parameter", "postgres://shop@127.0.0.1/shop?ssl=yes", "invalid URI query parameter"),
    ]:
        case(slug, name, f"psql '{url}'", says, v)


def statements(cluster, v):
    cluster.sql("CREATE TABLE things (id int); CREATE TABLE texts (t text); INSERT INTO texts VALUES ('12a');", "shop")
    run(f"mkdir -p {HOME}/latin")
    for slug, name, sql, says, user, database in [
        ("role-exists", "create", "CREATE ROLE shop", "already exists", "postgres", "shop"),
        ("database-exists", "create", "CREATE DATABASE shop", "already exists", "postgres", "postgres"),
        ("create-privilege-missing", "database", "CREATE DATABASE other", "permission denied to create database", "kim", "postgres"),
        ("create-privilege-missing", "role", "CREATE ROLE other", "permission denied to create role", "kim", "postgres"),
        ("create-privilege-missing", "member", "CREATE DATABASE other OWNER shop", "permission denied", "kim", "postgres"),
        ("database-in-use", "current", "DROP DATABASE shop", "currently open database", "postgres", "shop"),
        ("encoding-template-mismatch", "encoding", "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'", "incompatible", "postgres", "postgres"),
        ("encoding-template-mismatch", "collation", "CREATE DATABASE other LC_COLLATE 'C' LC_CTYPE 'C'", "incompatible", "postgres", "postgres"),
        ("locale-invalid", "create", "CREATE DATABASE other LOCALE 'xx_YY'", "invalid locale name|invalid LC_COLLATE locale name", "postgres", "postgres"),
        ("schema-public-permission", "create", "CREATE TABLE mine (id int)", "permission denied for schema public", "kim", "shop"),
        ("no-schema-selected", "create", "SET search_path = nowhere; CREATE TABLE mine (id int)", "no schema has been selected", "shop", "shop"),
        ("extension-permission", "create", "CREATE EXTENSION pageinspect", "permission denied to create extension", "kim", "shop"),
        ("not-table-owner", "owner", "ALTER TABLE things ADD x int", "must be owner of table", "shop", "shop"),
        ("not-table-owner", "select", "SELECT * FROM things", "permission denied for table", "kim", "shop"),
        ("cannot-cast-automatically", "alter", "ALTER TABLE texts ALTER t TYPE int", "cannot be cast automatically", "postgres", "shop"),
        ("object-already-exists", "table", "CREATE TABLE things (id int)", "already exists", "postgres", "shop"),
        ("object-already-exists", "column", "ALTER TABLE things ADD id int", "already exists", "postgres", "shop"),
        ("migrations-not-applied", "select", "SELECT * FROM auth_user", "does not exist", "postgres", "shop"),
    ]:
        case(slug, f"psql-{name}", f'psql -h {SOCKET} -p {PORT} -U {user} -d {database} -c "{sql}"', says, v)
    case("role-exists", "createuser-again", f"createuser -h {SOCKET} -p {PORT} -U postgres shop", "already exists", v)
    case("database-exists", "createdb-again", f"createdb -h {SOCKET} -p {PORT} -U postgres shop", "already exists", v)
    case("role-missing", "createdb-owner", f"createdb -h {SOCKET} -p {PORT} -U postgres -O nobody2 other", "does not exist", v)
    cluster.sql("CREATE DATABASE english TEMPLATE template0 LOCALE 'en_US.UTF-8'; UPDATE pg_database SET datcollversion = '2.31' WHERE datname = 'english'")
    case("collation-version-mismatch", "psql-warning", f"psql -h {SOCKET} -p {PORT} -U postgres -d english -c 'SELECT 1'", "collation version mismatch", v)
    case("collation-version-mismatch", "createdb-template", f"createdb -h {SOCKET} -p {PORT} -U postgres -T english other", "collation version", v)


def open_session(sql, user="postgres", database="shop"):
    child = subprocess.Popen(
        ["/usr/sbin/runuser", "-u", ACCOUNT, "--", f"{BIN}/psql", "-X", "-h", str(SOCKET), "-p", str(PORT), "-U", user, "-d", database],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
    child.stdin.write(sql + "\n")
    child.stdin.flush()
    time.sleep(0.7)
    return child


def sessions(cluster, both, v, adapters):
    at = f"psql -h {SOCKET} -p {PORT} -U postgres"
    session = open_session("BEGIN; LOCK TABLE things; LOCK TABLE texts;")
    case("database-in-use", "psql-drop", f"{at} -c 'DROP DATABASE shop'", "being accessed by other users", v)
    case("database-in-use", "createdb-template", f"createdb -h {SOCKET} -p {PORT} -U postgres -T shop copy", "being accessed", v)
    case("deadlock-or-lock-timeout", "psql-timeout", f"{at} -d shop -c \"SET lock_timeout = '300ms'\" -c 'SELECT * FROM things'", "lock timeout", v)
    case("deadlock-or-lock-timeout", "psql-nowait", f"{at} -d shop -c 'BEGIN; LOCK TABLE things NOWAIT; COMMIT'", "could not obtain lock", v)
    session.kill()
    cluster.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'shop'")
    first = open_session("BEGIN; LOCK TABLE things; SELECT pg_sleep(1); LOCK TABLE texts;")
    case("deadlock-or-lock-timeout", "psql-deadlock", f"{at} -d shop -c 'BEGIN; LOCK TABLE texts; LOCK TABLE things; COMMIT'", "deadlock detected", v)
    first.kill()
    case("server-closed-connection", "psql-terminated", f"{at} -c 'SELECT pg_terminate_backend(pg_backend_pid())'", "closed the connection", v)
    for name, python, of in adapters:
        text = f"import {name}; c = {name}.connect('host={SOCKET} port={PORT} user=postgres dbname=postgres'); c.cursor().execute('SELECT pg_terminate_backend(pg_backend_pid())')"
        case("server-closed-connection", f"{name}-terminated", f'{python} -c "{text}"', "closed the connection" if name == "psycopg2" else "terminating connection", of)
    many = [open_session("SELECT 1;", user="kim", database="postgres") for _ in range(9)]
    both("too-many-connections", "slots", f"host=/tmp/lena port={PORT} dbname=postgres user=kim", "remaining connection slots")
    more = [open_session("SELECT 1;", database="postgres") for _ in range(3)]
    both("too-many-connections", "clients", f"host=/tmp/lena port={PORT} dbname=postgres user=postgres", "too many clients")
    for session in many + more:
        session.kill()
    time.sleep(0.5)


def rules(cluster, both, v):
    """Other ways to be let in: peer, ident, no line at all."""
    local = "local all postgres trust\n"
    cluster.hba(local + "local all all peer\nhost all all all ident\n")
    both("peer-ident-auth-failed", "peer", f"host=/tmp/lena port={PORT} dbname=postgres user=shop", "Peer authentication failed")
    both("peer-ident-auth-failed", "ident", f"{TCP} user=shop", "Ident authentication failed")
    cluster.hba(local)
    both("pg-hba-no-entry", "none", f"{TCP} user=shop", "no pg_hba.conf entry")
    cluster.hba(local + "host all all all reject\n")
    both("pg-hba-no-entry", "reject", f"{TCP} user=shop", "pg_hba.conf rejects")
    cluster.hba(HBA)


def undecodable(v, adapters):
    """A server that speaks Latin-1: psql hands its bytes on, the adapters lose them."""
    with Cluster("data", locale="fr_FR.ISO-8859-1", encoding="LATIN1") as cluster:
        cluster.sql("CREATE ROLE shop LOGIN PASSWORD 'right'")
        case("password-auth-failed", "psql-latin1", f'psql "{TCP} user=shop"', "authentification par mot de passe", v, PGPASSWORD="wrong")
        for name, python, of in adapters:
            case("server-message-undecodable", f"{name}-latin1", f"{python} -c 'import {name}; {name}.connect(\"{TCP} user=shop\")'",
                 "OperationalError", of, PGPASSWORD="wrong")


class mute:
    """Listens, and never answers."""

    def __enter__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        return self.server.getsockname()[1]

    def __exit__(self, *_):
        self.server.close()


class web(mute):
    """Answers as a web server does."""

    def __enter__(self):
        port = super().__enter__()
        threading.Thread(target=self.answer, daemon=True).start()
        return port

    def answer(self):
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            client.recv(100)
            client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            client.close()


class elderly(mute):
    """Lets everybody in and says that it is PostgreSQL 9.6; all that Django asks before it gives up."""

    def __enter__(self):
        port = super().__enter__()
        threading.Thread(target=self.answer, daemon=True).start()
        return port

    def answer(self):
        settings = {"server_version": "9.6.24", "client_encoding": "UTF8", "DateStyle": "ISO, MDY", "TimeZone": "UTC",
                    "standard_conforming_strings": "on", "integer_datetimes": "on"}
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            while int.from_bytes(client.recv(1000)[4:8]) in (80877103, 80877104):
                client.sendall(b"N")
            said = message(b"R", bytes(4))
            for name, value in settings.items():
                said += message(b"S", f"{name}\0{value}\0".encode())
            client.sendall(said + message(b"Z", b"I"))
            client.recv(1000)
            client.close()


def message(kind, body):
    return kind + (len(body) + 4).to_bytes(4) + body
