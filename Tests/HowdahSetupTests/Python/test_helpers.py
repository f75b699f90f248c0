"""Tests of the Python helpers, run by the Python (with Django and an adapter) under test.

HOWDAH_TEST_PG="host port user dbname" names a PostgreSQL whose user may create roles and databases,
PGPASSFILE holds its password. Without them the suite fails: nothing here is skipped.
"""

import ast
import atexit
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import types
import unittest
from pathlib import Path

HELPERS = Path(__file__).resolve().parents[3] / "Sources" / "HowdahSetup" / "Python"
MARK = "HOWDAH-RESULT "
DOTS = "\u2022" * 6
CANARY = "cAn4ry-'\"\\-pässwörd"  # the application's password, in every database test

ROOM = Path(tempfile.mkdtemp(prefix="howdah-helpers-"))
atexit.register(shutil.rmtree, str(ROOM), True)


def environment(**more):
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("PG", "PYTHON", "DJANGO", "HOWDAH"))}
    kept.update(LC_ALL="C.UTF-8", PYTHONDONTWRITEBYTECODE="1", **more)
    return kept


def source(name):
    """A helper as Howdah runs it: those that run a project's code have the shared part before them."""
    parts = ["project", name] if name in ("django_state", "create_superuser") else [name]
    return "\n".join((HELPERS / (part + ".py")).read_text(encoding="utf-8") for part in parts)


def load(name):
    module = types.ModuleType(name)
    module.__file__ = str(HELPERS / (name + ".py"))
    exec(compile(source(name), module.__file__, "exec"), module.__dict__)
    return module


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.room = Path(tempfile.mkdtemp(dir=str(ROOM)))

    def helper(self, name, request, status=0, secrets=(), env=None):
        """Run a helper as a process of its own, from a private folder, and hold it to the contract."""
        private = self.room / "private"
        private.mkdir(mode=0o700, exist_ok=True)
        script = str(private / (name + ".py"))
        Path(script).write_text(source(name), encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, script], input=json.dumps(request).encode("ascii"), timeout=120,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env or environment(), cwd=str(self.room))
        out, err = ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8", "replace")
        self.assertEqual(ran.returncode, status, out + err)
        last = out.rstrip("\n").split("\n")[-1]
        self.assertTrue(last.startswith(MARK), out + err)
        self.assertEqual(out.count(MARK), 1)
        for secret in secrets:
            for form in (secret, repr(secret)[1:-1], json.dumps(secret)[1:-1],
                         json.dumps(repr(secret)[1:-1])[1:-1]):
                self.assertNotIn(form, out + err)
        result = json.loads(last[len(MARK):])
        self.assertEqual("error" in result, status == 1, result)
        return result


# --- the database --------------------------------------------------------------------------------


def server():
    parts = os.environ.get("HOWDAH_TEST_PG", "").split()
    if len(parts) != 4 or not os.environ.get("PGPASSFILE"):
        raise AssertionError('HOWDAH_TEST_PG="host port user dbname" and PGPASSFILE must be set')
    return parts


def execute(*statements):
    try:
        import psycopg as driver
    except ImportError:
        import psycopg2 as driver
    host, port, user, name = server()
    connection = driver.connect(host=host, port=port, user=user, dbname=name)
    connection.autocommit = True
    try:
        rows = None
        for statement in statements:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                rows = cursor.fetchall() if cursor.description else None
        return rows
    finally:
        connection.close()


class World:
    """One role, and databases of it: made once, dropped at the end; one migrated database as a model."""

    tag = "howdah_t%d_%d" % (os.getpid(), int(time.time()) % 100000)
    count, names, ready = 0, [], None

    @classmethod
    def database(cls, template="template0"):
        cls.count += 1
        name = "%s_%d" % (cls.tag, cls.count)
        if not cls.names:
            quoted = CANARY.replace("'", "''")
            execute("CREATE ROLE %s LOGIN PASSWORD '%s'" % (cls.tag, quoted))
            atexit.register(cls.drop)
        cls.names.append(name)
        execute("CREATE DATABASE %s OWNER %s TEMPLATE %s" % (name, cls.tag, template))
        return name

    @classmethod
    def migrated(cls):
        if cls.ready is None:
            name = cls.database()
            project = make_project(Path(tempfile.mkdtemp(dir=str(ROOM))), name)
            manage(project, "migrate", "--verbosity", "0")
            cls.ready = name
        return cls.database(cls.ready)

    @classmethod
    def drop(cls):
        execute(*["DROP DATABASE %s WITH (FORCE)" % name for name in cls.names])
        execute("DROP ROLE %s" % cls.tag)


def make_project(room, database, more="", app=None, **changes):
    """A project of this Django on `database`; `app` is the source of models of an app `people`."""
    host, port, _, _ = server()
    model = ROOM / "model"
    if not model.exists():
        model.mkdir()
        subprocess.run([sys.executable, "-m", "django", "startproject", "shop", str(model)],
                       check=True, env=dict(environment(), PATH="/nonexistent"))
    shutil.copytree(str(model / "shop"), str(room / "shop"))  # makes the room, too
    shutil.copy(str(model / "manage.py"), str(room))
    wanted = dict(ENGINE="django.db.backends.postgresql", NAME=database, USER=World.tag, PASSWORD=CANARY,
                  HOST=host, PORT=port)
    wanted.update(changes)
    settings = room / "shop" / "settings.py"
    text = settings.read_text() + "\nDATABASES = {'default': %r}\n" % wanted
    if app is not None:
        (room / "people" / "migrations").mkdir(parents=True)
        for empty in ("people/__init__.py", "people/migrations/__init__.py"):
            (room / empty).write_text("")
        (room / "people" / "models.py").write_text(app)
        text += "\nINSTALLED_APPS += ['people']\nAUTH_USER_MODEL = 'people.Person'\n"
    settings.write_text(text + more)
    return room


def manage(project, *arguments):
    ran = subprocess.run([sys.executable, "manage.py"] + list(arguments), cwd=str(project), env=environment(),
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    if ran.returncode:
        raise AssertionError(ran.stdout)
    return ran.stdout


PEOPLE = """
from django.contrib.auth.models import AbstractUser, BaseUserManager, Group
from django.db import models

class Manager(BaseUserManager):
    def create_superuser(self, email, password, **extra):
        teams = extra.pop('teams', [])
        if 'home' in extra:
            extra['home_id'] = extra.pop('home')
        person = self.model(email=self.normalize_email(email), is_staff=True, is_superuser=True, **extra)
        person.set_password(password)
        person.save()
        person.teams.set(teams)
        return person

class Person(AbstractUser):
    username = None
    email = models.EmailField('e-mail', unique=True)
    born = models.DateField('day of birth')
    nick = models.CharField(max_length=20, blank=True, default='none')
    home = models.ForeignKey(Group, models.PROTECT, related_name='+')
    teams = models.ManyToManyField(Group, related_name='+')
    USERNAME_FIELD = 'email'
    REQUIRED_FIELDS = ['born', 'nick', 'home', 'teams']
    objects = Manager()
"""
BARE = """
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

class Manager(BaseUserManager):
    def create_superuser(self, handle, password):
        person = self.model(handle=handle, admin=True)
        person.set_password(password)
        person.save()
        return person

class Person(AbstractBaseUser):
    handle = models.CharField(max_length=20, unique=True)
    admin = models.BooleanField(default=False)
    USERNAME_FIELD = 'handle'
    objects = Manager()
    is_superuser = is_staff = property(lambda self: self.admin)
    is_active = property(lambda self: self.handle != 'gone')
"""
WITHOUT_ADMIN = "\nINSTALLED_APPS.remove('django.contrib.admin')\nROOT_URLCONF = 'shop.empty'\n"
FIELDS = {"username": "admin", "email": "admin@example.com"}
WEAK = {"short", "x1", "x1y", "  \t ", "password", "admin@example.com"}  # words that answers may hold
GOOD = "tr0mpet-Elephant-grey"


class State(Case):
    def state(self, project, wants=("settings", "migrations", "superusers"), status=0, env=None, **more):
        request = dict({"directory": str(project), "wants": list(wants)}, **more)
        return self.helper("django_state", request, status=status, secrets=[CANARY], env=env)

    def test_settings_alone_need_no_database_and_no_setup(self):
        project = make_project(self.room, "nowhere", "\nINSTALLED_APPS += ['no_such_app']\nprint('noise')\n", HOST="")
        result = self.state(project, ["settings"], env=environment(DJANGO_SETTINGS_MODULE="other.settings"))
        import django
        self.assertEqual(result["settings_module"], "shop.settings")
        self.assertEqual(result["settings_file"], os.path.realpath(str(project / "shop" / "settings.py")))
        self.assertEqual(result["django_version"], django.get_version())
        self.assertEqual(result["python_version"], ".".join(map(str, sys.version_info[:3])))
        self.assertEqual(result["root_urlconf"], "shop.urls")
        self.assertEqual(result["default"], {
            "ENGINE": "django.db.backends.postgresql", "NAME": "nowhere", "USER": World.tag, "HOST": "",
            "PORT": server()[1], "password_source": "settings", "password_matches": None, "options_keys": [],
            "variable": None, "passfile": None, "vendor": "postgresql", "libpq": {}, "password": None})
        self.assertTrue(result["allowed_hosts_ok"])
        self.assertTrue(result["admin_installed"])
        self.assertNotIn("migrations", result)

    def test_settings_module_given(self):
        project = make_project(self.room, "x")
        (project / "shop" / "other.py").write_text("from .settings import *\nDEBUG = False\n")
        result = self.state(project, ["settings"], settings_module="shop.other")
        self.assertEqual(result["settings_module"], "shop.other")
        self.assertFalse(result["allowed_hosts_ok"])

    def test_manage_py_is_read_not_run(self):
        project = make_project(self.room, "x")
        script = project / "manage.py"
        text = script.read_text()
        script.write_text("raise SystemExit(9)\n" + text)
        self.assertEqual(self.state(project, ["settings"])["settings_module"], "shop.settings")
        script.write_text(text.replace("'shop.settings'", "os.getenv('X', 'shop.settings')"))
        self.assertEqual(self.state(project, ["settings"], status=1)["error"]["kind"], "LookupError")
        script.write_text("import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'shop.settings'\n")
        self.assertEqual(self.state(project, ["settings"])["settings_module"], "shop.settings")
        script.unlink()
        self.assertEqual(self.state(project, ["settings"], status=1)["error"]["kind"], "FileNotFoundError")

    def test_hosts(self):
        for index, (hosts, debug, good) in enumerate((
                ([], False, False), (["*"], False, True), (["127.0.0.1"], False, True), (["example.com"], True, False))):
            room = self.room / str(index)
            room.mkdir()
            project = make_project(room, "x", "\nALLOWED_HOSTS = %r\nDEBUG = %r\n" % (hosts, debug))
            self.assertEqual(self.state(project, ["settings"])["allowed_hosts_ok"], good, hosts)

    def test_password_matches(self):
        def asked(password):
            return password
        project = make_project(self.room, "x")
        for password, good in ((CANARY, True), ("other", False)):
            self.assertIs(self.state(project, ["settings"], password=asked(password))["default"]["password_matches"], good)

    def test_password_source(self):
        asked = CANARY
        passfile = self.room / "pass"
        escaped = CANARY.replace("\\", "\\\\").replace(":", "\\:")
        host, port, _, _ = server()
        passfile.write_text("other:*:*:*:wrong\n%s:%s:*:%s:%s\n" % (host, port, World.tag, escaped), encoding="utf-8")
        for index, (options, password, source, matches) in enumerate((
                ({"passfile": str(passfile)}, "", "passfile", True), ({"service": "x"}, "", "service", None),
                ({}, "", "none", None), ({"passfile": str(passfile)}, "plain-other", "settings", False))):
            room = self.room / str(index)
            room.mkdir()
            project = make_project(room, "x", PASSWORD=password, OPTIONS=options)
            default = self.state(project, ["settings"], password=asked)["default"]
            self.assertEqual((default["password_source"], default["password_matches"]), (source, matches))
            self.assertEqual(default["options_keys"], sorted(options))

    def test_an_empty_database(self):
        project = make_project(self.room, World.database())
        result = self.state(project, username="admin", user_fields=True)
        self.assertEqual(result["tables"], 0)
        self.assertGreater(result["server_version"], 120000)
        migrations = result["migrations"]
        self.assertEqual(migrations["applied"], 0)
        self.assertEqual(migrations["total"], len(migrations["pending"]))
        self.assertIn("auth.0001_initial", migrations["pending"])
        self.assertEqual((migrations["conflicts"], migrations["inconsistent"]), ([], None))
        self.assertEqual(result["superusers"]["error"]["sqlstate"], "42P01")
        self.assertIn("ProgrammingError", result["superusers"]["error"]["kind"])
        self.assertEqual(result["admin_path"], "/admin/")
        self.assertEqual(execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'howdah' "
                                 "AND datname LIKE '%s%%'" % World.tag)[0][0], 0)

    def test_the_plan_is_that_of_migrate(self):
        project = make_project(self.room, World.database())
        manage(project, "migrate", "auth", "0003")
        result = self.state(project, ["migrations"])["migrations"]
        listed = re.findall(r"\[(.)\]  (\S+)", manage(project, "showmigrations", "--plan"))
        self.assertEqual(result["pending"], [name for mark, name in listed if mark == " "])
        self.assertEqual(result["applied"], len([name for mark, name in listed if mark == "X"]))
        self.assertEqual(result["total"], len(listed))

    def test_a_finished_database(self):
        project = make_project(self.room, World.migrated())
        result = self.state(project, username="admin", user_fields=True)
        self.assertEqual(result["migrations"]["pending"], [])
        self.assertEqual(result["migrations"]["applied"], result["migrations"]["total"])
        self.assertEqual(result["tables"], 10)
        self.assertEqual(result["superusers"], {"active_with_password": 0, "named": {
            "exists": False, "is_superuser": False, "is_active": False, "is_staff": False, "usable_password": False}})
        model = result["user_model"]
        self.assertEqual((model["label"], model["db_table"], model["username_field"], model["supported"]),
                         ("auth.User", "auth_user", "username", True))
        self.assertEqual([field["name"] for field in model["required_fields"]], ["email"])
        manage(project, "shell", "-c", (
            "from django.contrib.auth.models import User as U\n"
            "U.objects.create_superuser('admin', 'a@b.cd', 'x')\n"
            "U.objects.create_superuser('nopass', 'a@b.cd', None)\n"
            "U.objects.create_superuser('gone', 'a@b.cd', 'x', is_active=False)\n"
            "U.objects.create_user('plain', 'a@b.cd', 'x')\n"))
        yes = dict.fromkeys(("exists", "is_superuser", "is_active", "is_staff", "usable_password"), True)
        for name, flaws in (("admin", []), ("nopass", ["usable_password"]), ("gone", ["is_active"]),
                            ("plain", ["is_superuser", "is_staff"])):
            found = self.state(project, ["superusers"], username=name)["superusers"]
            self.assertEqual(found, {"active_with_password": 1, "named": dict(yes, **dict.fromkeys(flaws, False))})

    def test_conflicts(self):
        project = make_project(self.room, World.database(), app=PEOPLE)
        manage(project, "makemigrations", "people")
        for name in ("0002_a", "0002_b"):
            (project / "people" / "migrations" / (name + ".py")).write_text(
                "from django.db import migrations\nclass Migration(migrations.Migration):\n"
                "    dependencies = [('people', '0001_initial')]\n")
        self.assertEqual(self.state(project, ["migrations"])["migrations"]["conflicts"],
                         [{"app": "people", "names": ["0002_a", "0002_b"]}])

    def test_inconsistent_history(self):
        project = make_project(self.room, World.migrated())
        manage(project, "shell", "-c", (
            "from django.db import connection\n"
            "connection.cursor().execute(\"delete from django_migrations where app='auth' and name like '0001%'\")"))
        self.assertIn("admin.0001_initial", self.state(project, ["migrations"])["migrations"]["inconsistent"])

    def test_a_wrong_password(self):
        project = make_project(self.room, World.database(), PASSWORD="wr0ng-canary")
        result = self.helper("django_state", {"directory": str(project), "wants": ["settings", "migrations", "superusers"]},
                             secrets=["wr0ng-canary"])
        for section in ("migrations", "superusers"):
            self.assertEqual(result[section]["error"]["kind"], "django.db.utils.OperationalError")
            self.assertRegex(result[section]["error"]["causes"][0]["kind"], r"^psycopg2?\.OperationalError$")
        self.assertGreater(result["migrations"]["total"], 10)
        self.assertEqual(result["default"]["password_source"], "settings")
        self.assertEqual((result["tables"], result["server_version"]), (None, None))

    def test_a_port_where_nobody_listens(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            project = make_project(self.room, "x", HOST="127.0.0.1", PORT=str(taken.getsockname()[1]))
            began = time.monotonic()
            result = self.state(project, ["migrations"])
        self.assertEqual(result["migrations"]["error"]["kind"], "django.db.utils.OperationalError")
        self.assertLess(time.monotonic() - began, 10)

    def test_a_server_that_is_silent(self):
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen(5)
            project = make_project(self.room, "x", HOST="127.0.0.1", PORT=str(silent.getsockname()[1]))
            began = time.monotonic()
            result = self.state(project, ["migrations"])
        self.assertIn("error", result["migrations"])
        self.assertLess(time.monotonic() - began, 15)

    def test_a_missing_adapter(self):
        project = make_project(self.room, "x")
        for name in ("psycopg", "psycopg2"):
            (project / (name + ".py")).write_text("raise ModuleNotFoundError('none', name=%r)\n" % name)
        result = self.state(project)
        error = result["migrations"]["error"]
        self.assertEqual(error["kind"], "django.core.exceptions.ImproperlyConfigured")
        self.assertEqual({cause["module"] for cause in error["causes"]}, {"psycopg", "psycopg2"})
        self.assertEqual(result["superusers"], {"error": error})
        self.assertEqual(result["default"]["NAME"], "x")

    def test_an_app_that_is_not_there(self):
        project = make_project(self.room, "x", "\nINSTALLED_APPS += ['no_such_app']\n")
        result = self.state(project)
        self.assertEqual(result["migrations"]["error"]["kind"], "ModuleNotFoundError")
        self.assertEqual(result["migrations"]["error"]["module"], "no_such_app")
        self.assertEqual(result["settings_module"], "shop.settings")

    def test_settings_that_fail(self):
        project = make_project(self.room, "x", "\nPASSWORD = 'canary-in-line'; raise RuntimeError('at://u:canary-url@h')\n")
        error = self.helper("django_state", {"directory": str(project), "wants": ["settings"]}, status=1,
                            secrets=["canary-in-line", "canary-url", CANARY])["error"]
        self.assertEqual((error["kind"], error["file"]), ("RuntimeError", str(project / "shop" / "settings.py")))
        for line, kind in (("X = = 'canary-x'", "SyntaxError"), ("raise SystemExit(3)", "SystemExit"),
                           ("import nothing_here", "ModuleNotFoundError"), ("input()", "EOFError")):
            (project / "shop" / "settings.py").write_text("A = 1\n%s\n" % line)
            error = self.state(project, ["settings"], status=1)["error"]
            self.assertEqual((error["kind"], error["line"]), (kind, 2))
            self.assertIn("settings.py", error["traceback"])

    def test_a_password_in_a_line_that_cannot_be_read(self):
        project = make_project(self.room, "x")
        (project / "shop" / "settings.py").write_text("DATABASES = {'default': {\n  'PASSWORD': 'canary-line' 5,\n}}\n")
        self.helper("django_state", {"directory": str(project), "wants": ["settings"]}, status=1, secrets=["canary-line"])

    def test_a_message_that_holds_the_password(self):
        project = make_project(self.room, "x", "\nINSTALLED_APPS += ['shop']\n")
        (project / "shop" / "apps.py").write_text(
            "from django.apps import AppConfig\nclass Shop(AppConfig):\n    name = 'shop'\n    def ready(self):\n"
            "        from django.conf import settings\n        raise ValueError(settings.DATABASES, settings.SECRET_KEY)\n")
        key = re.search("SECRET_KEY = '(.*)'", (project / "shop" / "settings.py").read_text()).group(1)
        result = self.helper("django_state", {"directory": str(project), "wants": ["migrations"]}, secrets=[CANARY, key])
        self.assertIn(DOTS, result["migrations"]["error"]["message"])

    def test_where_manage_py_would_stand(self):
        project = make_project(self.room / "deep", "x",
                               "\nopen('beside')\nimport sys\nassert sys.argv[0].endswith('manage.py') and sys.argv[1]\n")
        (project / "beside").write_text("")
        self.assertEqual(self.state(project, ["settings"])["settings_module"], "shop.settings")

    def test_admin_elsewhere_or_nowhere(self):
        project = make_project(self.room, World.database())
        urls = project / "shop" / "urls.py"
        text = urls.read_text()
        urls.write_text(text.replace("'admin/'", "'back/office/'"))
        self.assertEqual(self.state(project, ["admin"])["admin_path"], "/back/office/")
        urls.write_text("urlpatterns = []\n")
        self.assertIsNone(self.state(project, ["admin"])["admin_path"])
        urls.write_text("import nothing_here\n")
        result = self.state(project, ["admin", "migrations"])
        self.assertEqual(result["admin_error"]["kind"], "ModuleNotFoundError")
        self.assertIn("pending", result["migrations"])

    def test_custom_user_models(self):
        project = make_project(self.room, "x", app=PEOPLE)
        model = self.state(project, ["settings"], user_fields=True)["user_model"]
        self.assertEqual((model["label"], model["username_field"], model["supported"]), ("people.Person", "email", True))
        self.assertEqual(model["username"]["verbose_name"], "e-mail")
        self.assertEqual([(field["name"], field["type"], field.get("default")) for field in model["required_fields"]], [
            ("born", "DateField", None), ("nick", "CharField", "none"), ("home", "ForeignKey", None),
            ("teams", "ManyToManyField", None)])
        models = project / "people" / "models.py"
        models.write_text(PEOPLE.replace("Field(Group, related_name='+')", "Field(Group, related_name='+', through='Member')")
                          + "\nclass Member(models.Model):\n    a = models.ForeignKey(Person, models.CASCADE)\n"
                          "    b = models.ForeignKey(Group, models.CASCADE)\n")
        self.assertFalse(self.state(project, ["settings"], user_fields=True)["user_model"]["supported"])

    def test_sqlite(self):
        project = make_project(self.room, "x", "\nDATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', "
                               "'NAME': BASE_DIR / 'db.sqlite3'}}\n")
        result = self.state(project)
        self.assertEqual(result["migrations"]["error"]["kind"], "FileNotFoundError")
        self.assertFalse((project / "db.sqlite3").exists(), "looking made a file")
        (project / "db.sqlite3").touch()
        result = self.state(project)
        self.assertEqual((result["default"]["vendor"], result["server_version"], result["tables"]), ("sqlite", None, 0))
        self.assertGreater(len(result["migrations"]["pending"]), 10)
        self.assertNotIn("migrations", self.state(project, only_postgresql=True))

    def test_no_databases(self):
        project = make_project(self.room, "x", "\ndel DATABASES\n")
        result = self.state(project)
        self.assertIsNone(result["default"])
        self.assertEqual(result["migrations"]["error"]["kind"], "django.core.exceptions.ImproperlyConfigured")


class Superuser(Case):
    def create(self, project, fields=FIELDS, password=GOOD, status=0, **more):
        request = dict({"directory": str(project), "fields": fields, "password": password}, **more)
        return self.helper("create_superuser", request, status=status,
                           secrets=[CANARY] + [each for each in (password,) if each and each not in WEAK])

    def users(self, project):
        return json.loads(manage(project, "shell", "-v", "0", "-c", (
            "import json\nfrom django.contrib.auth import get_user_model as g\n"
            "print(json.dumps([[u.get_username(), u.password] for u in g().objects.all()]))")).strip().split("\n")[-1])

    def test_created_then_exists(self):
        project = make_project(self.room, World.migrated())
        result = self.create(project)
        self.assertEqual(result["outcome"], "created")
        self.assertEqual(result["user"]["username"], "admin")
        from django.contrib.auth.hashers import check_password
        from django.conf import settings
        if not settings.configured:
            settings.configure()
        (name, stored), = self.users(project)
        self.assertEqual(name, "admin")
        self.assertTrue(check_password(GOOD, stored))
        self.assertEqual(self.create(project, password="Another-passw0rd-entirely")["outcome"], "exists")
        self.assertEqual(self.users(project), [[name, stored]])
        self.assertEqual(self.create(project, mode="validate")["outcome"], "exists")

    def test_the_password_lives_in_the_environment_only_for_the_command(self):
        app = BARE.replace("class Manager(BaseUserManager):", (
            "import os\ndef look():\n    open('seen', 'a').write(str(int('DJANGO_SUPERUSER_PASSWORD' in os.environ)))\n"
            "class Manager(BaseUserManager):\n    def get_queryset(self):\n        look()\n"
            "        return super().get_queryset()\n"))
        project = make_project(self.room, World.database(), app=app, more=WITHOUT_ADMIN)
        (project / "shop" / "empty.py").write_text("urlpatterns = []\n")
        manage(project, "makemigrations", "people")
        manage(project, "migrate", "-v", "0")
        if (project / "seen").exists():
            (project / "seen").unlink()
        self.assertEqual(self.create(project, {"handle": "root"})["outcome"], "created")
        self.assertRegex((project / "seen").read_text(), "^0+1+0+$")

    def test_conflict(self):
        project = make_project(self.room, World.migrated())
        manage(project, "shell", "-c", "from django.contrib.auth.models import User as U\n"
               "U.objects.create_user('admin', 'a@b.cd', 'x')\nU.objects.create_superuser('nopass', 'a@b.cd', None)")
        before = self.users(project)
        for name in ("admin", "nopass"):
            for mode in ("validate", "create"):
                self.assertEqual(self.create(project, dict(FIELDS, username=name), mode=mode)["outcome"], "conflict")
        self.assertEqual(self.users(project), before)

    def test_passwords_refused(self):
        project = make_project(self.room, World.migrated())
        for password, codes in (
                ("", {"password_blank"}), ("  \t ", {"password_blank"}), (None, {"password_blank"}),
                ("short", {"password_too_short"}),
                ("password", {"password_too_common"}), ("8461930275", {"password_entirely_numeric"}),
                ("admin@example.com", {"password_too_similar"}), ("nul\0nul-nul-elephant", {"password_null_character"})):
            result = self.create(project, password=password)
            self.assertEqual(result["outcome"], "refused", password)
            self.assertEqual({error["code"] for error in result["password_errors"]}, codes)
            self.assertTrue(all(error["message"] for error in result["password_errors"]))
        self.assertEqual(self.users(project), [])

    def test_the_projects_own_validators_and_language(self):
        project = make_project(self.room, World.migrated(), "\nLANGUAGE_CODE = 'de'\n")
        message = self.create(project, password="x1y", mode="validate")["password_errors"][0]["message"]
        self.assertIn("Passwort", message)

    def test_fields_refused(self):
        project = make_project(self.room, World.migrated())
        for fields, wrong in (
                ({"username": "", "email": "a@b.cd"}, {"username"}), ({"email": "a@b.cd"}, {"username"}),
                ({"username": "a b", "email": "a@b.cd"}, {"username"}), ({"username": "x" * 151, "email": ""}, {"username"}),
                (dict(FIELDS, email="a@b"), {"email"}), (dict(FIELDS, surname="x"), {"surname"})):
            result = self.create(project, fields)
            self.assertEqual((result["outcome"], set(result.get("field_errors", {}))), ("refused", wrong), fields)
        self.assertEqual(self.users(project), [])

    def test_an_optional_field_may_be_empty(self):
        project = make_project(self.room, World.migrated())
        self.assertEqual(self.create(project, {"username": "admin", "email": ""})["outcome"], "created")
        self.assertEqual(self.create(project, {"username": "other"})["outcome"], "created")

    def test_odd_passwords(self):
        project = make_project(self.room, World.migrated())
        from django.contrib.auth.hashers import check_password
        from django.conf import settings
        if not settings.configured:
            settings.configure()
        for index, password in enumerate(("pä$$ \U0001f418 'q\" \\ %s", " spaces around it ", "new\nline-elephant")):
            result = self.create(project, dict(FIELDS, username="u%d" % index), password=password)
            self.assertEqual(result["outcome"], "created")
            self.assertTrue(check_password(password, dict(self.users(project))["u%d" % index]))

    def test_validate_needs_no_database(self):
        for index, changes in enumerate(({"PASSWORD": "wr0ng"}, {})):
            room = self.room / str(index)
            room.mkdir()
            project = make_project(room, World.database(), **changes)
            result = self.create(project, mode="validate")
            self.assertEqual((result["outcome"], result["unique_checked"]), ("valid", False))
            self.assertEqual(self.create(project, password="x1", mode="validate")["outcome"], "refused")

    def test_validate_writes_nothing(self):
        project = make_project(self.room, World.migrated())
        result = self.create(project, mode="validate")
        self.assertEqual((result["outcome"], result["unique_checked"]), ("valid", True))
        self.assertEqual(self.users(project), [])

    def test_before_migrate(self):
        project = make_project(self.room, World.database())
        error = self.create(project, status=1)["error"]
        self.assertEqual((error["sqlstate"], error["kind"]), ("42P01", "django.db.utils.ProgrammingError"))

    def test_a_user_model_of_ones_own(self):
        project = make_project(self.room, World.database(), app=PEOPLE)
        manage(project, "makemigrations", "people")
        manage(project, "migrate", "-v", "0")
        manage(project, "shell", "-c", "from django.contrib.auth.models import Group as G\n"
               "[G.objects.create(name=n) for n in 'ab']")
        fields = {"email": "Ann@EXAMPLE.com", "born": "1990-02-30", "nick": "", "home": "9", "teams": "1,2"}
        wrong = self.create(project, fields)
        self.assertEqual(set(wrong["field_errors"]), {"born", "home"})
        fields.update(born="1990-02-28", home="1")
        made = self.create(project, fields)
        self.assertEqual((made["outcome"], made["user"]["username"]), ("created", "Ann@example.com"))
        self.assertEqual(self.create(project, fields)["outcome"], "exists")
        said = manage(project, "shell", "-c", "from people.models import Person as P\np = P.objects.get()\n"
                      "print('AS', p.born, p.home_id, sorted(t.pk for t in p.teams.all()), repr(p.nick))")
        self.assertIn("AS 1990-02-28 1 [1, 2] 'none'", said)

    def test_a_bare_user_model(self):
        project = make_project(self.room, World.database(), app=BARE, more=WITHOUT_ADMIN)
        (project / "shop" / "empty.py").write_text("urlpatterns = []\n")
        manage(project, "makemigrations", "people")
        manage(project, "migrate", "-v", "0")
        self.assertEqual(self.create(project, {"handle": "root"})["outcome"], "created")
        manage(project, "shell", "-c", "from people.models import Person as P\nP.objects.create_superuser('gone', 'x')")
        state = self.helper("django_state", {"directory": str(project), "wants": ["superusers"], "username": "root"})
        self.assertEqual(state["superusers"]["active_with_password"], 1)
        self.assertTrue(state["superusers"]["named"]["is_superuser"])
        self.assertIsNone(state["admin_path"])

    def test_an_error_that_holds_the_password(self):
        app = BARE.replace("person.save()", "raise ValueError('got ' + password)", 1)
        project = make_project(self.room, World.database(), app=app, more=WITHOUT_ADMIN)
        (project / "shop" / "empty.py").write_text("urlpatterns = []\n")
        manage(project, "makemigrations", "people")
        manage(project, "migrate", "-v", "0")
        error = self.create(project, {"handle": "root"}, status=1)["error"]
        self.assertEqual((error["kind"], error["message"]), ("ValueError", "got " + DOTS))
        self.assertEqual(error["file"], str(project / "people" / "models.py"))

    def test_a_manager_that_makes_no_superuser(self):
        project = make_project(self.room, World.database(), app=BARE.replace("admin=True", "admin=False"), more=WITHOUT_ADMIN)
        (project / "shop" / "empty.py").write_text("urlpatterns = []\n")
        manage(project, "makemigrations", "people")
        manage(project, "migrate", "-v", "0")
        self.assertEqual(self.create(project, {"handle": "root"}, status=1)["error"]["kind"], "LookupError")


class AdminLogin(Case):
    @classmethod
    def setUpClass(cls):
        cls.project = make_project(Path(tempfile.mkdtemp(dir=str(ROOM))), World.migrated(), more=(
            "\nimport os\nfor name in [n for n in os.environ if n.startswith('SHOP_')]:\n"
            "    globals()[name[5:]] = eval(os.environ[name])\n"))
        manage(cls.project, "shell", "-c", (
            "from django.contrib.auth.models import User as U\n"
            "U.objects.create_superuser('admin', 'a@b.cd', %r)\nU.objects.create_user('plain', 'a@b.cd', %r)" % (GOOD, GOOD)))

    def serve(self, project=None, **settings):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        env = environment(**{"SHOP_" + name: repr(value) for name, value in settings.items()})
        process = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", "127.0.0.1:%d" % port],
            cwd=str(project or self.project), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return "http://127.0.0.1:%d" % port

    def login(self, base, username="admin", password=GOOD, path="/admin/", timeout=30, **more):
        return self.helper("admin_login", dict({
            "base_url": base, "admin_path": path, "username": username, "password": password,
            "timeout": timeout}, **more), secrets=[password],
            env=environment(http_proxy="http://127.0.0.1:9", HTTP_PROXY="http://127.0.0.1:9"))

    def sessions(self):
        return manage(self.project, "shell", "-v", "0", "-c", (
            "from django.contrib.sessions.models import Session as S\nprint('N=%d' % S.objects.count())")).split("N=")[1].strip()

    def test_verified_and_no_session_left(self):
        before = self.sessions()
        result = self.login(self.serve())
        self.assertEqual((result["outcome"], result["status"], result["logged_out"]), ("verified", 200, True), result)
        self.assertGreater(result["seconds"], 0)
        self.assertEqual(self.sessions(), before)

    def test_another_program_at_the_port_gets_no_password(self):
        base = self.serve()
        ended = subprocess.Popen([sys.executable, "-c", ""])
        ended.wait()
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as elsewhere:
            for pid in [ended.pid, elsewhere.pid] if sys.platform == "linux" else [ended.pid]:
                result = self.login(base, server=pid, timeout=2)
                self.assertEqual((result["outcome"], result["code"]), ("no-answer", "not-ours"), result)
        with socket.socket() as mine:
            mine.bind(("127.0.0.1", 0))
            mine.listen()
            result = self.login("http://127.0.0.1:%d" % mine.getsockname()[1], server=os.getpid(), timeout=2)
            self.assertEqual((result["outcome"], result["code"]), ("no-answer", "no-answer"), result)

    def test_a_wrong_password_and_somebody_who_is_no_staff(self):
        base = self.serve()
        for name, password in (("admin", "wrong-wrong-wrong"), ("plain", GOOD), ("nobody", GOOD)):
            result = self.login(base, name, password)
            self.assertEqual((result["outcome"], result["code"]), ("failed", "login-refused"), result)
            self.assertIn("staff account", result["reason"])

    def test_another_language(self):
        self.assertEqual(self.login(self.serve(LANGUAGE_CODE="ja"))["outcome"], "verified")
        result = self.login(self.serve(LANGUAGE_CODE="de"), password="wrong-wrong-wrong")
        self.assertIn("Passwort", result["reason"])

    def test_names_of_cookies_and_where_csrf_lives(self):
        base = self.serve(SESSION_COOKIE_NAME="biscuit", CSRF_USE_SESSIONS=True)
        result = self.login(base)
        self.assertEqual((result["outcome"], result["logged_out"]), ("verified", True), result)

    def test_a_session_that_a_browser_would_not_keep(self):
        result = self.login(self.serve(SESSION_COOKIE_SECURE=True))
        self.assertEqual((result["outcome"], result["code"]), ("failed", "session-lost"), result)

    def test_https_only(self):
        result = self.login(self.serve(SECURE_SSL_REDIRECT=True))
        self.assertEqual((result["outcome"], result["code"]), ("failed", "redirected-away"), result)

    def test_hosts_that_are_not_allowed(self):
        result = self.login(self.serve(ALLOWED_HOSTS=["example.com"]))
        self.assertEqual((result["outcome"], result["status"]), ("failed", 400), result)

    def test_not_routed(self):
        base = self.serve()
        self.assertEqual(self.login(base, path="/elsewhere/")["outcome"], "not-routed")
        (self.project / "shop" / "welcome.py").write_text(
            "from django.http import HttpResponse\nfrom django.urls import path\n"
            "urlpatterns = [path('admin/', lambda request: HttpResponse('<p>hi'))]\n")
        result = self.login(self.serve(ROOT_URLCONF="shop.welcome"))
        self.assertEqual((result["outcome"], result["code"]), ("not-routed", "no-login-form"))

    def test_tables_that_are_missing(self):
        project = make_project(self.room, World.database())
        result = self.login(self.serve(project))
        self.assertEqual((result["outcome"], result["status"]), ("failed", 500), result)

    def test_a_login_that_is_only_a_page(self):
        (self.project / "shop" / "sham.py").write_text(
            "from django.http import HttpResponse\nfrom django.urls import path\n"
            "def view(request):\n    return HttpResponse('<a href=\"/admin/logout/\">out</a>' if request.method == 'POST' else "
            "'<form method=post><input name=csrfmiddlewaretoken type=hidden value=x><input name=username>'\n"
            "        '<input type=password name=password></form>')\n"
            "view.csrf_exempt = True\nurlpatterns = [path('admin/', view)]\n")
        result = self.login(self.serve(ROOT_URLCONF="shop.sham"))
        self.assertEqual((result["outcome"], result["code"]), ("failed", "no-session-cookie"), result)

    def test_a_login_that_leads_elsewhere_is_not_the_admin(self):
        (self.project / "shop" / "other.py").write_text(
            "from django.contrib.auth.views import LoginView\nfrom django.http import HttpResponse\nfrom django.urls import path\n"
            "urlpatterns = [path('admin/', LoginView.as_view(template_name='admin/login.html', next_page='/in/', "
            "extra_context={'site_header': 'x'})), path('in/', lambda request: HttpResponse('<p>in'))]\n"
            "from django.contrib import admin\nurlpatterns.append(path('real/', admin.site.urls))\n")
        result = self.login(self.serve(ROOT_URLCONF="shop.other"))
        self.assertEqual((result["outcome"], result["code"]), ("failed", "not-admin"), result)

    def test_nobody_answers(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            base = "http://127.0.0.1:%d" % taken.getsockname()[1]
            result = self.login(base, timeout=0.3)
        self.assertEqual(result["outcome"], "no-answer")
        self.assertTrue(0.3 <= result["seconds"] < 2, result)

    def test_a_server_that_is_silent(self):
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen(5)
            result = self.login("http://127.0.0.1:%d" % silent.getsockname()[1], timeout=0.5)
        self.assertEqual(result["outcome"], "no-answer")
        self.assertLess(result["seconds"], 3)


class Environment(Case):
    def test_time_zones(self):
        self.assertTrue(self.helper("environment", {})["has_zones"])
        # As in a bare container: the system's list is not there.
        self.assertFalse(self.helper("environment", {}, env=environment(PYTHONTZPATH=""))["has_zones"])


class Sources(unittest.TestCase):
    def test_they_can_be_read_by_python_3_8(self):
        for path in sorted(HELPERS.glob("*.py")):
            ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))

    def test_django_is_not_imported_where_it_need_not_be(self):
        editor = [path.stem for path in HELPERS.glob("*editor*.py")]
        for name in editor + ["admin_login", "environment", "start_web"]:
            tree = ast.parse((HELPERS / (name + ".py")).read_text(encoding="utf-8"))
            names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
            names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
            self.assertFalse([each for each in names if each.startswith("django")])


def setUpModule():
    execute("SELECT 1")


if __name__ == "__main__":
    unittest.main()
