#!/usr/bin/env bash
# What a careful person's own script does for the same result, both halves at once:
#   expert.sh pip|uv FOLDER
# An environment with Django and psycopg2-binary, a project, a private PostgreSQL, role and database, settings.py,
# migrate, a superuser, the development server, and a login in the admin. Ends with 0 only when logged in.
# Wants in PATH: python3, curl, PostgreSQL's programs (or PGBIN), uv for uv. Package caches as the tools keep them.
set -euo pipefail

tool=$1 home=$2
project=$home/site venv=$home/site/.venv data=$home/pg/data socket=$home/pg
pgbin=${PGBIN:-$(pg_config --bindir)}
mkdir -p "$project" "$home/pg"

free_port() {
    python3 -S -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
port=$(free_port) web=$(free_port)

finish() {
    [ -z "${server:-}" ] || kill "$server" 2>/dev/null || true
    [ ! -f "$data/postmaster.pid" ] || "$pgbin/pg_ctl" -D "$data" -m immediate -s stop || true
}
trap finish EXIT

database() {
    "$pgbin/initdb" -D "$data" -U "$(id -un)" -E UTF8 --locale=C.UTF-8 --auth-local=peer --auth-host=scram-sha-256 >/dev/null
    "$pgbin/pg_ctl" -D "$data" -l "$home/pg/log" -s -w -o "-p $port -k $socket -c listen_addresses=127.0.0.1" start
    "$pgbin/psql" -X -q -v ON_ERROR_STOP=1 -h "$socket" -p "$port" -d postgres <<'SQL'
CREATE ROLE shop LOGIN PASSWORD 'bench-password';
ALTER ROLE shop SET client_encoding TO 'utf8';
ALTER ROLE shop SET default_transaction_isolation TO 'read committed';
ALTER ROLE shop SET timezone TO 'UTC';
CREATE DATABASE shop OWNER shop;
GRANT ALL PRIVILEGES ON DATABASE shop TO shop;
SQL
}
database &
half=$!

case $tool in
uv)
    uv venv --quiet --python python3 "$venv"
    uv pip install --quiet --python "$venv/bin/python" "$DJANGO" psycopg2-binary
    ;;
pip)
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet "$DJANGO" psycopg2-binary
    ;;
esac
cd "$project"
"$venv/bin/python" -m django startproject shop .
"$venv/bin/python" -S - "$port" <<'PYTHON'
import re, sys
path = "shop/settings.py"
text = open(path).read()
block = f"""DATABASES = {{
    'default': {{
        'ENGINE': 'django.db.backends.postgresql',
        'NAME': 'shop',
        'USER': 'shop',
        'PASSWORD': 'bench-password',
        'HOST': 'localhost',
        'PORT': '{sys.argv[1]}',
    }}
}}
"""
text, count = re.subn(r"DATABASES = \{.*?\n\}\n", lambda match: block, text, flags=re.S)
assert count == 1
open(path, "w").write(text)
PYTHON
wait "$half"

python="$venv/bin/python"
"$python" manage.py migrate --noinput >/dev/null
"$python" manage.py runserver --noreload "127.0.0.1:$web" >"$home/runserver.log" 2>&1 &
server=$!
DJANGO_SUPERUSER_PASSWORD=correct-horse-9 "$python" manage.py createsuperuser --noinput --username admin --email a@example.com >/dev/null

url=http://127.0.0.1:$web/admin jar=$home/cookies
until curl -sf -o /dev/null -c "$jar" "$url/login/"; do kill -0 "$server"; sleep 0.05; done
token=$(awk '$6 == "csrftoken" { print $7 }' "$jar")
curl -sf -o /dev/null -b "$jar" -c "$jar" -e "$url/login/" --data-urlencode "csrfmiddlewaretoken=$token" \
    -d username=admin -d password=correct-horse-9 -d next=/admin/ "$url/login/"
page=$(curl -sf -b "$jar" "$url/")
grep -q 'Site administration' <<<"$page"
