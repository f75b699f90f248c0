"""The failures of connection and permission in the languages that PostgreSQL is translated into."""

from clients import open_session
from room import BIN, LANGUAGES, PORT, SOCKET, Cluster, case, run, version

TCP = f"host=127.0.0.1 port={PORT}"


def provoke():
    v = version(f"{BIN}/psql --version")
    known = run("locale -a").decode().lower().replace("-", "")
    with Cluster("data", hba="local all postgres trust\nlocal all kim trust\nlocal all all peer\nhost all shop 127.0.0.1/32 scram-sha-256\nhost all old 127.0.0.1/32 scram-sha-256\n") as cluster:
        cluster.sql("CREATE ROLE shop LOGIN PASSWORD 'right'; CREATE ROLE kim LOGIN; CREATE ROLE reports; CREATE DATABASE busy; CREATE TABLE things (id int); CREATE TABLE texts (t text)")
        for code, locale in LANGUAGES.items():
            if locale.lower().replace("-", "") not in known:
                print(f"no locale {locale}: skipped (localedef makes it)")
                continue
            cluster.sql(f"ALTER SYSTEM SET lc_messages = '{locale}'")
            cluster.stop()
            cluster.start()
            session = open_session("SELECT 1;", database="busy")
            speak(code, locale, v)
            session.kill()


def speak(code, locale, v):
    at = f"psql -h {SOCKET} -p {PORT}"
    for slug, name, command, env in [
        ("postgres-not-running", "port", "psql 'host=127.0.0.1 port=54399 user=shop'", {}),
        ("postgres-not-running", "socket", "psql 'host=/tmp/lena port=54399 user=shop'", {}),
        ("host-unresolvable", "name", "psql 'host=db.invalid user=shop'", {}),
        ("password-auth-failed", "wrong", f"psql '{TCP} user=shop dbname=postgres'", {"PGPASSWORD": "wrong"}),
        ("pg-hba-no-entry", "none", f"psql '{TCP} user=kim dbname=postgres'", {}),
        ("peer-ident-auth-failed", "peer", f"{at} -U shop -d postgres", {}),
        ("database-missing", "name", f"psql '{TCP} user=shop dbname=shopp'", {"PGPASSWORD": "right"}),
        ("role-missing", "create", f"createdb -h {SOCKET} -p {PORT} -U postgres -O nobody other", {}),
        ("role-exists", "create", f"createuser -h {SOCKET} -p {PORT} -U postgres shop", {}),
        ("create-privilege-missing", "create", f"createdb -h {SOCKET} -p {PORT} -U kim other", {}),
        ("schema-public-permission", "create", f"{at} -U kim -d postgres -c 'CREATE TABLE mine (id int)'", {}),
        ("not-table-owner", "owner", f"{at} -U kim -d postgres -c 'ALTER TABLE things ADD x int'", {}),
        ("not-table-owner", "select", f"{at} -U kim -d postgres -c 'SELECT * FROM things'", {}),
        ("extension-permission", "create", f"{at} -U kim -d postgres -c 'CREATE EXTENSION pageinspect'", {}),
        ("migrations-not-applied", "select", f"{at} -U postgres -d postgres -c 'SELECT * FROM auth_user'", {}),
        ("object-already-exists", "table", f"{at} -U postgres -d postgres -c 'CREATE TABLE things (id int)'", {}),
        ("cannot-cast-automatically", "alter", f"{at} -U postgres -d postgres -c 'ALTER TABLE texts ALTER t TYPE int'", {}),
        ("database-in-use", "drop", f"{at} -U postgres -d postgres -c 'DROP DATABASE busy'", {}),
    ]:
        # A program that speaks another language answers 1 as well: what it says is not known beforehand.
        case(slug, f"psql-{name}-{code}", command, ":", v, LC_ALL=locale, **env)
