
# Below nothing differs from project to project: the values stand above.

say() { printf '\n== %s\n' "$*"; }
die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Variables of other projects would be obeyed by psql and Django.
unset PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGPASSWORD PGPASSFILE PGSERVICE PGOPTIONS PGDATA
unset DATABASE_URL DJANGO_SETTINGS_MODULE PYTHONPATH PYTHONHOME

# What came in a variable would be every child's: from here on it is this script's alone.
role_password=$DB_PASSWORD
superuser_password=$DJANGO_SUPERUSER_PASSWORD
unset DB_PASSWORD DJANGO_SUPERUSER_PASSWORD

folder=${1:-}
if [ -z "$folder" ]; then if [ -e manage.py ]; then folder=.; else folder=$package; fi; fi
mkdir -p -- "$folder"
cd -- "$folder"
mkdir -p .howdah/log .howdah/backups
chmod 700 .howdah .howdah/log .howdah/backups
# Passwords and data lie in there: never into git.
[ -e .howdah/.gitignore ] || echo '*' >.howdah/.gitignore

say "1 of 7: PostgreSQL"
data=.howdah/postgres/data
setting() { sed -n "s/^$1 *= *'\{0,1\}\([^'#]*[^'# ]\).*/\1/p" "$data/postgresql.conf" | tail -n 1; }
if [ "$mode" = private ]; then
    [ "$(id -u)" != 0 ] || die "PostgreSQL refuses to run as root. Run this as an ordinary user."
    [ -x "$bin/initdb" ] || bin=$(pg_config --bindir)
    if [ ! -e "$data/PG_VERSION" ]; then
        mkdir -p .howdah/postgres
        chmod 700 .howdah/postgres
        rm -rf "$data.new"
        for locale in C.UTF-8 C; do
            "$bin/initdb" --pgdata "$data.new" --encoding UTF8 --locale "$locale" \
                --auth-local peer --auth-host scram-sha-256 && break
            rm -rf "$data.new"
        done
        # The first free port, and a short folder for the socket that only you may enter.
        port=$("$python" - "$port" <<'END'
import socket, sys
port = int(sys.argv[1])
while any(one.connect_ex(("127.0.0.1", port)) == 0 for one in [socket.socket()]):
    port += 1
print(port)
END
        )
        mkdir -p "/tmp/howdah-$(id -u)"
        chmod 700 "/tmp/howdah-$(id -u)"
        socket=$(mktemp -d "/tmp/howdah-$(id -u)/XXXXXXXX")
        cat >>"$data.new/postgresql.conf" <<END

# This project's own server, for this user of this computer only.
port = $port
listen_addresses = '127.0.0.1,::1'
unix_socket_directories = '$socket'
unix_socket_permissions = 0700
END
        mv "$data.new" "$data"
    fi
    port=$(setting port)
    socket=$(setting unix_socket_directories)
    # /tmp is emptied when the computer starts.
    mkdir -p "$socket"
    chmod 700 "$(dirname "$socket")" "$socket"
    "$bin/pg_ctl" -D "$data" status >/dev/null || "$bin/pg_ctl" -D "$data" -l .howdah/log/postgresql.log -w start
    psql=$bin/psql
    [ -x "$psql" ] || psql=psql
    admin() { "$psql" -X -q -v ON_ERROR_STOP=1 -h "$socket" -p "$port" -d postgres "$@"; }
else
    echo "The server at $host, port $port, has to run already."
fi

say "2 of 7: Django and the adapter, in a virtual environment"
if [ ! -x "$venv/bin/python" ]; then
    if command -v uv >/dev/null; then uv venv --python "$python" "$venv"; else "$python" -m venv "$venv"; fi
fi
installed() {
    "$venv/bin/python" -c 'import sys; from importlib.metadata import version
for wanted in sys.argv[1:]:
    name, _, number = wanted.partition("==")
    found = version(name.partition("[")[0])
    assert number in ("", found)' "$@" 2>/dev/null
}
packages() {
    if command -v uv >/dev/null; then
        uv pip install --python "$venv/bin/python" "$@"
    else
        "$venv/bin/python" -m pip install "$@"
    fi
}
extras=
[ "$style" != url ] || extras="dj-database-url python-dotenv"
# shellcheck disable=SC2086 # two words
if ! installed pip "$django" "$adapter" $extras; then
    if [ -n "$wheelhouse" ]; then
        packages --no-index --find-links "$wheelhouse" pip "$django" "$adapter" $extras
    else
        packages pip "$django" "$adapter" $extras
    fi
fi
python=$venv/bin/python

say "3 of 7: the Django project"
# An empty PATH: Django would run black over the whole folder where it finds it.
[ -e manage.py ] || PATH=/nonexistent "$python" -I -m django startproject "$package" .

say "4 of 7: role and database"
# What is asked of Django: whether its settings lead to this database.
export DJANGO_SETTINGS_MODULE="$module" DB_STYLE="$style" DB_NAME="$database" DB_USER="$role" DB_HOST="$host" DB_PORT="$port"
if [ -z "$role_password" ]; then
    role_password=$("$python" - "$mode" <<'END'
import json, os, secrets, sys
path = ".howdah/secrets.toml"
lines = open(path).read().splitlines() if os.path.exists(path) else []
for line in lines:
    if line.startswith("database_password = "):
        print(json.loads(line.partition(" = ")[2]))
        break
else:
    if sys.argv[1] == "remote":
        sys.exit("Put the database's password into the variable DB_PASSWORD.")
    password = secrets.token_urlsafe(24)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
        file.write("database_password = %s\n" % json.dumps(password))
    print(password)
END
    )
fi
# Passwords go to programs by a descriptor of their own, not by their environment, which others can read.
opens() {
    "$python" - 3<<PASSWORD <<'END'
$role_password
PASSWORD
import os, sys
try:
    import psycopg2 as adapter
except ImportError:
    import psycopg as adapter
try:
    adapter.connect(
        dbname=os.environ["DB_NAME"], user=os.environ["DB_USER"], host=os.environ["DB_HOST"],
        port=os.environ["DB_PORT"], password=os.fdopen(3).read()[:-1]).close()
except adapter.OperationalError:
    sys.exit(1)
END
}
if ! opens; then
    [ "$mode" != remote ] || die "The server at $host does not let $role in to $database: ask whoever runs it."
    if [ "$mode" = system ]; then
        there=$(echo "SELECT 1 FROM pg_roles WHERE rolname = $role_text UNION ALL
            SELECT 1 FROM pg_database WHERE datname = $database_text;" | admin -A -t)
        [ -z "$there" ] || die "There is a role or a database of that name already: choose others above."
    fi
    # By standard input, and kept out of the server's log: a password is never part of a command line.
    admin <<END
SET log_min_error_statement = 'panic';
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SELECT format('CREATE ROLE %I LOGIN', $role_text)
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = $role_text) \gexec
ALTER ROLE $role_sql LOGIN PASSWORD '$(printf %s "$role_password" | sed "s/'/''/g")';
ALTER ROLE $role_sql SET client_encoding TO 'utf8';
ALTER ROLE $role_sql SET default_transaction_isolation TO 'read committed';
ALTER ROLE $role_sql SET timezone TO 'UTC';
SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING ''UTF8''', $database_text, $role_text)
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = $database_text) \gexec
GRANT ALL PRIVILEGES ON DATABASE $database_sql TO $role_sql;
END
    opens || die "$role cannot log in to $database."
fi

say "5 of 7: settings.py"
"$python" - "$settings" 3<<PASSWORD <<'END'
$role_password
PASSWORD
import ast, os, re, shutil, sys
from urllib.parse import quote
import django
sys.path.insert(0, os.getcwd())
style, password = os.environ["DB_STYLE"], os.fdopen(3, encoding="utf-8").read()[:-1]
wanted = {key: os.environ["DB_" + key] for key in ("NAME", "USER", "HOST", "PORT")}


def leads_there():
    """However the file says it: what counts is that Django gets in, to this database."""
    import django.db
    from django.db import connection
    now = connection.settings_dict
    if connection.vendor != "postgresql" or any(str(now.get(key)) != value for key, value in wanted.items()):
        return False
    try:
        connection.ensure_connection()
    except django.db.OperationalError:
        return False
    return True


try:
    django.setup()
    if leads_there():
        sys.exit()
except ImportError:
    pass  # the adapter of another database


def put(path, line, own):
    """Write a line for the owner's eyes into a file; `own` matches the one that it replaces."""
    lines = []
    if os.path.exists(path):
        with open(path, encoding="utf-8", newline="") as file:
            lines = [each for each in file.read().splitlines(keepends=True) if not re.match(own, each)]
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
    with os.fdopen(os.open(path + ".new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.writelines(lines + [line + "\n"])
    os.replace(path + ".new", path)


path = sys.argv[1]
with open(path, encoding="utf-8") as file:
    lines = file.read().splitlines(keepends=True)
found = [node for node in ast.parse("".join(lines)).body
         if isinstance(node, ast.Assign) and any(getattr(name, "id", "") == "DATABASES" for name in node.targets)]
if len(found) != 1:
    sys.exit("%s does not set DATABASES exactly once: change it by hand." % path)
block = ["DATABASES = {\n", "    'default': {\n", "        'ENGINE': 'django.db.backends.postgresql',\n"]
pairs = [("NAME", wanted["NAME"]), ("USER", wanted["USER"])]
if style == "literal":
    pairs.append(("PASSWORD", password))
pairs += [("HOST", wanted["HOST"]), ("PORT", wanted["PORT"])]
if style == "passfile":
    fields = [re.sub(r"([:\\])", r"\\\1", wanted[key]) for key in ("HOST", "PORT", "NAME", "USER")]
    own = ":".join(fields) + ":"
    put(".howdah/passfile", own + re.sub(r"([:\\])", r"\\\1", password), re.escape(own))
    pairs.append(("OPTIONS", {"passfile": os.path.abspath(".howdah/passfile")}))
block += ["        %r: %r,\n" % pair for pair in pairs] + ["    }\n", "}\n"]
if style == "url":
    parts = {key: quote(value, safe="") for key, value in wanted.items()}
    put(".env", "DATABASE_URL=postgres://%s:%s@%s:%s/%s" % (
        parts["USER"], quote(password, safe=""), parts["HOST"], parts["PORT"], parts["NAME"]), "DATABASE_URL=")
    ignored = open(".gitignore").read().splitlines() if os.path.exists(".gitignore") else []
    if ".env" not in ignored:
        with open(".gitignore", "a") as file:
            file.write(".env\n")
    block = ["import dj_database_url\n", "from dotenv import load_dotenv\n", "load_dotenv(%r)\n" % os.path.abspath(".env"),
             "DATABASES = {'default': dj_database_url.config()}\n"]
lines[found[0].lineno - 1:found[0].end_lineno] = block
# Its owner's alone, whatever the file's own mode is: there may be keys and passwords in it.
backup = os.path.join(".howdah", "backups", os.path.basename(path) + ".before-setup")
with open(path, "rb") as old, os.fdopen(os.open(backup, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as new:
    os.fchmod(new.fileno(), 0o600)
    shutil.copyfileobj(old, new)
with open(path, "w", encoding="utf-8") as file:
    file.writelines(lines)
END

say "6 of 7: migrations"
"$python" manage.py migrate --noinput

say "7 of 7: the superuser"
if ! "$python" - "$superuser" <<'END'
import os, sys
import django
sys.path.insert(0, os.getcwd())
django.setup()
from django.contrib.auth import get_user_model
model = get_user_model()
sys.exit(not model.objects.filter(**{model.USERNAME_FIELD: sys.argv[1], "is_superuser": True}).exists())
END
then
    set -f
    eval "set -- $superuser_options"
    if [ -n "$superuser_password" ]; then
        "$python" - "$@" 3<<PASSWORD <<'END'
$superuser_password
PASSWORD
import os, sys
sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SUPERUSER_PASSWORD"] = os.fdopen(3, encoding="utf-8").read()[:-1]
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "createsuperuser", "--noinput"] + sys.argv[1:])
END
    elif [ -t 0 ]; then
        "$python" manage.py createsuperuser "$@"
    else
        die "Nobody is there to type a password: put one into the variable DJANGO_SUPERUSER_PASSWORD."
    fi
fi

say "Done"
echo "cd $(pwd) && $python manage.py runserver"
echo "Then open http://127.0.0.1:8000/admin/ and log in as $superuser."
