"""Django's commands, on projects that are broken in one place."""

import os
import pathlib
import time

from clients import elderly
from room import BIN, HOME, PORT, SOCKET, Cluster, case, keep, run, version

SHOP = HOME / "shop"
OLD_PYTHON = os.environ.get("OLD_PYTHON", "/usr/bin/python2")
NEW_PYTHON = os.environ.get("NEW_PYTHON", "")
MODELS = "from django.db import models\nclass Thing(models.Model):\n    name = models.IntegerField(default=0)\n"


def provoke():
    pythons = [(version, "python3.11") for version in os.environ.get("DJANGOS", "4.2 5.2").split()]
    if NEW_PYTHON:
        pythons.append(("", NEW_PYTHON))
    with Cluster("data", hba="local all all trust\nhost all all all scram-sha-256\n") as cluster:
        cluster.sql("CREATE ROLE shop LOGIN PASSWORD 'right'; CREATE ROLE guest LOGIN PASSWORD 'right'; CREATE DATABASE shop OWNER shop; CREATE DATABASE closed")
        for wanted, python in pythons:
            env = HOME / f"django-{wanted or 'new'}"
            if not env.exists():
                requirement = f"django=={wanted}.*" if wanted else "django"
                run(f"{python} -m venv {env} && {env}/bin/python -m pip -q install '{requirement}' psycopg2-binary dj-database-url", seconds=900)
            Project(cluster, env).all()


class Project:
    """One version of Django and its project `shop`, made anew for each group of faults."""

    def __init__(self, cluster, env):
        self.cluster, self.python = cluster, f"{env}/bin/python"
        self.version = version(f"{self.python} -m django --version")
        self.v = f"Django {self.version}"
        self.tag = ".".join(self.version.split(".")[:2])

    def all(self):
        for group in (self.names, self.settings, self.connection, self.adapter, self.migrations, self.people, self.web, self.data):
            self.fresh()
            group()

    def fresh(self, password="right"):
        run(f"rm -rf {SHOP}; mkdir {SHOP}; ln -sfn {pathlib.Path(self.python).parent.parent} {SHOP}/.venv; cd {SHOP}; .venv/bin/python -m django startproject shop .")
        self.cluster.sql("DROP OWNED BY shop CASCADE; DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public AUTHORIZATION shop", "shop")
        self.base = (SHOP / "shop/settings.py").read_text()
        self.database(PASSWORD=password)

    def settings_are(self, extra):
        (SHOP / "shop/settings.py").write_text(self.base + "\n" + extra)

    def database(self, extra="", **changed):
        values = {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "USER": "shop", "PASSWORD": "right", "HOST": "127.0.0.1", "PORT": PORT}
        self.settings_are(f"DATABASES = {{'default': {values | changed!r}}}\n{extra}")

    def fails(self, slug, name, arguments, says, **options):
        case(slug, f"django{self.tag}-{name}", f".venv/bin/python manage.py {arguments}", says, self.v, **{"cwd": SHOP} | options)

    def manage(self, arguments, **options):
        return run(f".venv/bin/python manage.py {arguments}", cwd=SHOP, **options)

    def names(self):
        admin = ".venv/bin/python -m django"
        for name, project, says in [("dash", "my-shop", "valid"), ("module", "test", "conflicts"), ("again", "shop", "CommandError")]:
            case("project-name-invalid", f"django{self.tag}-{name}", f"{admin} startproject {project}", says, self.v, cwd=SHOP)
        self.fails("project-name-invalid", "app", "startapp my-app", "valid")
        case("manage-py-not-found", f"python-folder{self.tag}", "shop/.venv/bin/python manage.py migrate", "can't open file", self.v, cwd=HOME)
        case("settings-module-not-set", f"django{self.tag}-unset", f"{admin} migrate", "DJANGO_SETTINGS_MODULE", self.v, cwd=SHOP)
        self.fails("settings-module-not-set", "missing", "migrate --settings shop.production", "No module named")
        case("venv-not-active", f"python-manage{self.tag}", "python3.11 manage.py migrate", "Couldn't import Django", self.v, cwd=SHOP)
        if pathlib.Path(OLD_PYTHON).exists():
            case("wrong-python-version", f"python2-manage{self.tag}", f"{OLD_PYTHON} manage.py migrate", "SyntaxError", self.v, cwd=SHOP)

    def settings(self):
        for slug, name, extra, says in [
            ("secret-key-empty", "environment", "import os\nSECRET_KEY = os.environ['SECRET_KEY']", "SECRET_KEY"),
            ("settings-syntax-error", "quote", "DATABASES = {'default': {'PASSWORD': 'it's'}}", "SyntaxError"),
            ("settings-syntax-error", "indent", "  DEBUG = True", "IndentationError"),
            ("settings-syntax-error", "bracket", "DATABASES = {'default': {", "SyntaxError"),
            ("databases-setting-incomplete", "engine", "DATABASES = {'default': {}}", "ENGINE"),
            ("databases-setting-incomplete", "name", "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql'}}", "NAME"),
            ("backend-not-available", "typo", "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgres', 'NAME': 'shop'}}", "isn't an available"),
            ("gdal-missing", "postgis", "DATABASES = {'default': {'ENGINE': 'django.contrib.gis.db.backends.postgis', 'NAME': 'shop'}}", "GDAL"),
            ("database-url-invalid", "scheme", "import dj_database_url\nDATABASES = {'default': dj_database_url.parse('postgress://shop:right@127.0.0.1/shop')}", "cheme"),
            ("database-url-special-chars", "slash", "import dj_database_url\nDATABASES = {'default': dj_database_url.parse('postgres://shop:p/w@127.0.0.1/shop')}", "Error"),
            ("database-url-special-chars", "hash", "import dj_database_url\nDATABASES = {'default': dj_database_url.parse('postgres://shop:p#w@127.0.0.1/shop')}", "Error"),
            ("python-module-missing", "app", "INSTALLED_APPS += ['rest_framework']", "rest_framework"),
            ("python-module-missing", "import", "import environ", "environ"),
        ]:
            self.settings_are(extra)
            self.fails(slug, name, "migrate", says)
        self.settings_are("SECRET_KEY = ''")
        self.fails("secret-key-empty", "empty", "shell -c 'from django.conf import settings; settings.SECRET_KEY'", "SECRET_KEY")
        self.settings_are("")
        self.fails("static-root-missing", "collectstatic", "collectstatic --noinput", "STATIC_ROOT")

    def connection(self):
        for slug, name, changed, says in [
            ("postgres-not-running", "port", {"PORT": 54399}, "onnection refused"),
            ("host-unresolvable", "name", {"HOST": "db.invalid"}, "db.invalid"),
            ("connection-option-unknown", "init-command",
             {"OPTIONS": {"init_command": "SET sql_mode='STRICT_TRANS_TABLES'"}}, "invalid connection option"),
            ("password-auth-failed", "wrong", {"PASSWORD": "wrong"}, "password authentication failed"),
            ("password-missing", "none", {"PASSWORD": ""}, "no password supplied"),
            ("database-missing", "name", {"NAME": "shopp"}, "does not exist"),
            ("role-missing", "socket", {"HOST": "/tmp/lena", "USER": "nobody"}, "does not exist"),
            ("schema-public-permission", "migrate", {"NAME": "closed", "USER": "guest"}, "permission denied for schema public"),
            ("ssl-not-supported", "require", {"OPTIONS": {"sslmode": "require"}}, "does not support SSL"),
        ]:
            self.database(**changed)
            self.fails(slug, name, "migrate", says)
        self.database()
        (SHOP / "shop/tests.py").write_text("from django.test import TestCase\nclass T(TestCase):\n    def test(self): pass\n")
        self.fails("create-privilege-missing", "test", "test --noinput", "permission denied to create database")
        self.database()
        self.fails("postgres-tools-not-found", "dbshell", "dbshell", "psql", PATH="/nowhere")

    def adapter(self):
        site = version(f"{self.python} -c 'import psycopg2, os; print(os.path.dirname(os.path.dirname(psycopg2.__file__)))'")
        run(f"mv {site}/psycopg2 {site}/hidden")
        self.fails("psycopg-not-installed", "migrate", "migrate", "psycopg")
        run(f"mv {site}/hidden {site}/psycopg2; mv {site}/psycopg2_binary.libs {site}/hidden")
        self.fails("driver-library-broken", "libs", "migrate", "psycopg")
        case("driver-library-broken", f"psycopg2-libs{self.tag}", ".venv/bin/python -c 'import psycopg2'", "ImportError", self.v, cwd=SHOP)
        run(f"mv {site}/hidden {site}/psycopg2_binary.libs")
        run(f"{self.python} -m pip -q install psycopg==3.0.18", seconds=300)
        self.fails("driver-too-old", "psycopg", "migrate", "or newer is required")
        run(f"{self.python} -m pip -q uninstall -y psycopg")
        with elderly() as port:
            self.database(PORT=port)
            self.fails("postgres-version-too-old", "elderly", "migrate", "or later is required")

    def migrations(self):
        run(".venv/bin/python manage.py startapp things", cwd=SHOP)
        self.database(extra="INSTALLED_APPS += ['things']")
        (SHOP / "things/models.py").write_text(MODELS)
        self.fails("migrations-not-applied", "table", "shell -c 'from django.contrib.auth.models import User; print(User.objects.count())'", "does not exist")
        self.manage("makemigrations things")
        self.manage("migrate")
        self.cluster.sql("DELETE FROM django_migrations WHERE app = 'things'", "shop")
        self.fails("object-already-exists", "table", "migrate", "already exists")
        self.manage("migrate --fake")
        (SHOP / "things/models.py").write_text("from django.db import models\nclass Thing(models.Model):\n    name = models.DateField(null=True)\n")
        self.manage("makemigrations things")
        self.fails("cannot-cast-automatically", "date", "migrate", "cannot cast type")
        run("cp things/migrations/0001_initial.py things/migrations/0003_other.py; sed -i \"s/dependencies = .*/dependencies = [('things', '0001_initial')]/; s/initial = True//\" things/migrations/0003_other.py; sed -i '/dependencies = \\[/{n;/^    \\]/d}' things/migrations/0003_other.py", cwd=SHOP)
        self.fails("conflicting-migrations", "leaves", "migrate", "onflicting migrations")
        run("rm things/migrations/0003_other.py things/migrations/0001_initial.py", cwd=SHOP)
        self.fails("migration-parent-missing", "gone", "migrate", "nonexistent parent node")
        self.cluster.sql("DELETE FROM django_migrations WHERE app = 'contenttypes'", "shop")
        run("rm -r things/migrations", cwd=SHOP)
        self.fails("inconsistent-migration-history", "order", "migrate", "is applied before its dependency")

    def people(self):
        self.fails("migrations-not-applied", "createsuperuser", "createsuperuser --noinput --username kim --email kim@example.com", "does not exist")
        self.manage("migrate")
        self.fails("superuser-no-tty", "pipe", "createsuperuser", "TTY")
        self.fails("superuser-required-fields", "noinput", "createsuperuser --noinput", "You must use")
        self.manage("createsuperuser --noinput --username kim --email kim@example.com", DJANGO_SUPERUSER_PASSWORD="Tall-Grass-42")
        self.fails("superuser-exists", "again", "createsuperuser --noinput --username kim --email kim@example.com", "already taken")
        asked = "script -qec '.venv/bin/python manage.py changepassword kim' /dev/null"
        said = run(f"(sleep 3; printf '123\\n'; sleep 1; printf '123\\n'; sleep 1; printf '\\004') | {asked}", cwd=SHOP, seconds=12)
        keep("password-too-weak", f"django{self.tag}-changepassword", ".venv/bin/python manage.py changepassword kim", said.replace(b"\r", b""), "too short", self.v)

    def web(self):
        self.manage("migrate")
        serve = ".venv/bin/python manage.py runserver --noreload 127.0.0.1:54380"
        ask = "sleep 3; curl -s -H 'Host: shop.example.com' http://127.0.0.1:54380/ -o /dev/null"
        said = run(f"{serve} & {ask}; kill %1; wait", cwd=SHOP)
        keep("disallowed-host", f"django{self.tag}-runserver", f"{serve}; curl -H 'Host: shop.example.com' …", said, "DisallowedHost", self.v)
        said = run(f"{serve} >/dev/null 2>&1 & sleep 3; curl -s -d username=kim http://127.0.0.1:54380/admin/login/; kill %1; wait", cwd=SHOP)
        keep("csrf-failed", f"django{self.tag}-admin", "curl -d username=kim http://127.0.0.1:8000/admin/login/", said, "CSRF verification failed", self.v)
        said = run(f"{serve} >/dev/null 2>&1 & sleep 3; {serve}; kill %1; wait", cwd=SHOP)
        keep("runserver-port-in-use", f"django{self.tag}-twice", serve, said, "already in use", self.v)
        login = "from django.test import Client; print(Client(SERVER_NAME=\"localhost\").post(\"/admin/login/\", {\"username\": \"kim\", \"password\": \"x\"}).content.decode())"
        self.fails("superuser-missing", "login", f"shell -c '{login}'", "staff account")

    def data(self):
        self.manage("migrate")
        self.manage("dumpdata contenttypes -o dump.json")
        row = '[{"model": "auth.group", "pk": 7, "fields": {"name": "shop"}}, {"model": "auth.group", "pk": 8, "fields": {"name": "shop"}}]'
        for slug, name, text, encoding, says in [
            ("fixture-duplicate-key", "twice", row, "utf-8", "duplicate key"),
            ("fixture-model-mismatch", "field", '[{"model": "auth.group", "pk": 9, "fields": {"colour": "red"}}]', "utf-8", "has no field named"),
            ("fixture-model-mismatch", "model", '[{"model": "shop.thing", "pk": 9, "fields": {}}]', "utf-8", "Invalid model identifier"),
            ("fixture-model-mismatch", "long", '[{"model": "auth.group", "pk": 9, "fields": {"name": "%s"}}]' % ("x" * 200), "utf-8", "value too long"),
            ("fixture-encoding", "utf16", row, "utf-16", "codec can't decode"),
            ("fixture-encoding", "bom", row, "utf-8-sig", "BOM"),
            ("fixture-encoding", "empty", "System check identified no issues", "utf-8", "Expecting value"),
        ]:
            (SHOP / f"{name}.json").write_text(text, encoding=encoding)
            self.fails(slug, name, f"loaddata {name}.json", says)
