"""What the tests of the settings editor share: the editor as Howdah runs it, and the rules that every answer keeps."""

import atexit
import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import types
import unittest
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[3] / "Sources" / "HowdahSetup"
MARK = "HOWDAH-RESULT "
DOTS = "\u2022" * 6
ROOM = Path(tempfile.mkdtemp(prefix="howdah-editor-"))
atexit.register(shutil.rmtree, str(ROOM), True)

WANTED = {
    "ENGINE": "django.db.backends.postgresql", "NAME": "mydatabase", "USER": "myuser",
    "PASSWORD": "mypassword", "HOST": "localhost", "PORT": "5432",
}
URL = "postgres://myuser:mypassword@localhost:5432/mydatabase"
PASSFILE = "/home/ann/pro:ject/.howdah/pgpass"
STARTPROJECT = """\
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

# Database
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.sqlite3',
        'NAME': BASE_DIR / 'db.sqlite3',
    }
}

LANGUAGE_CODE = 'en-us'
"""
ARTICLE = """\
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.postgresql',
        'NAME': 'mydatabase',
        'USER': 'myuser',
        'PASSWORD': 'mypassword',
        'HOST': 'localhost',
        'PORT': '5432',
    }
}
"""
BODY = ARTICLE.split("'default': ")[1].rsplit("\n}", 1)[0]


def parts():
    """The editor's files in the order in which Howdah puts them together."""
    swift = (SOURCES / "Services" / "Helper.swift").read_text(encoding="utf-8")
    return re.findall(r"PackageResources\.(editor_\w+)_py", swift) + ["settings_editor"]


def source():
    return "\n".join((SOURCES / "Python" / (part + ".py")).read_text(encoding="utf-8") for part in parts())


CODE = compile(source(), "settings_editor.py", "exec")


def load():
    module = types.ModuleType("settings_editor")
    exec(CODE, module.__dict__)
    return module


def environment():
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("PG", "PYTHON", "DJANGO", "HOWDAH", "DATABASE"))}
    return dict(kept, LC_ALL="C.UTF-8", PYTHONDONTWRITEBYTECODE="1")


class EditorCase(unittest.TestCase):
    maxDiff = None
    editor = load()

    def setUp(self):
        self.room = Path(tempfile.mkdtemp(dir=str(ROOM)))
        self.path = self.room / "site" / "settings.py"
        self.path.parent.mkdir()

    def ask(self, wanted=WANTED, style="literal", root=True, path=None):
        request = {"path": str(path or self.path), "wanted": dict(wanted), "style": style, "passfile": PASSFILE}
        if root:
            request["root"] = str(self.room)
        return self.editor.answer(self.editor.checked(request))

    def answer(self, text, wanted=WANTED, style="literal", root=True):
        """The answer for a file of that text, held to what is true of every answer; a second run changes nothing."""
        raw = text if isinstance(text, bytes) else text.encode("utf-8")
        self.path.write_bytes(raw)
        result = self.ask(wanted, style, root)
        self.assertEqual(self.path.read_bytes(), raw, "the helper wrote the file")
        self.assertEqual(result["old_sha256"], hashlib.sha256(raw).hexdigest())
        if result["outcome"] == "edited":
            new = base64.b64decode(result["new_file_b64"])
            self.assertEqual(new, self.applied(raw, result["edits"]))
            self.path.write_bytes(new)
            again = self.ask(wanted, style, root)
            self.assertEqual(again["outcome"], "unchanged", again)
        else:
            for key in ("new_file_b64", "edits", "diff"):
                self.assertNotIn(key, result)
        if result["outcome"] == "refused":
            self.assertTrue(result["sentence"].endswith("."), result)
            self.assertTrue(result["reason"])
        return result

    def applied(self, raw, edits):
        """The old bytes with the named ranges replaced: what is outside them is untouched."""
        new, at = b"", 0
        for edit in sorted(edits, key=lambda edit: edit["start"]):
            new += raw[at:edit["start"]] + base64.b64decode(edit["replacement_b64"])
            at = edit["end"]
        return new + raw[at:]

    def edited(self, text, wanted=WANTED, encoding="utf-8", style="literal"):
        result = self.answer(text, wanted, style)
        self.assertEqual(result["outcome"], "edited", result)
        return base64.b64decode(result["new_file_b64"]).decode(encoding)

    def refused(self, text, reason, line, wanted=WANTED):
        result = self.answer(text, wanted)
        self.assertEqual(
            (result["outcome"], result["reason"], result["line"]), ("refused", reason, line), result)
        self.assertIn("'PASSWORD': '%s'" % DOTS, result["block"])
        return result

    def helper(self, request, status=0, secrets=()):
        """The helper as a process of its own."""
        ran = subprocess.run(
            [sys.executable, "-c", "exec(__import__('sys').stdin.buffer.read(%d))" % len(source().encode())],
            input=source().encode() + json.dumps(request).encode("ascii"), timeout=120, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=environment(), cwd=str(self.room))
        out = ran.stdout.decode("utf-8")
        self.assertEqual(ran.returncode, status, out + ran.stderr.decode("utf-8", "replace"))
        last = out.rstrip("\n").split("\n")[-1]
        self.assertTrue(last.startswith(MARK), out)
        for secret in secrets:
            self.assertNotIn(secret, out)
        return json.loads(last[len(MARK):])

    def run_settings(self, files=(), code="DATABASES", variables=()):
        """What a fresh Python, with the real Django and stubs for what is not installed, makes of the file."""
        script = self.room / "look.py"
        script.write_text(LOOK % {"code": code})
        for name, text in files:
            (self.room / name).parent.mkdir(parents=True, exist_ok=True)
            (self.room / name).write_text(text)
        ran = subprocess.run(
            [sys.executable, str(script), str(self.path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=dict(environment(), **dict(variables)), cwd=str(self.room))
        self.assertEqual(ran.returncode, 0, ran.stderr.decode())
        return json.loads(ran.stdout.decode())


# Stubs that do what the real packages do with what these tests ask of them.
LOOK = '''
import importlib.util, json, os, sys, types
from urllib.parse import unquote, urlsplit

def parse(url, engine=None, conn_max_age=0, **rest):
    parts = urlsplit(url)
    engines = {"postgres": "django.db.backends.postgresql", "postgis": "django.contrib.gis.db.backends.postgis"}
    return {"ENGINE": engine or engines.get(parts.scheme, parts.scheme), "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""), "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "", "PORT": str(parts.port or ""), "CONN_MAX_AGE": conn_max_age,
            **{key.upper(): value for key, value in rest.items()}}

def config(env="DATABASE_URL", default=None, **rest):
    url = os.environ.get(env, default)
    return parse(url, **rest) if url else {}

def load_dotenv(path=None, **rest):
    for line in open(str(path or os.path.join(os.getcwd(), ".env"))):
        name, _, value = line.strip().partition("=")
        os.environ.setdefault(name, value)

class Env:
    read_env = staticmethod(load_dotenv)
    def __init__(self, **kept): pass
    def __call__(self, name, default=None, **rest): return os.environ.get(name, default)
    def bool(self, name, default=False): return os.environ.get(name, str(default)) == "True"
    def db(self, name="DATABASE_URL", default=None, **rest): return config(name, default, **rest)
    db_url = db

def module(name, **names):
    sys.modules[name] = made = types.ModuleType(name)
    made.__dict__.update(names)

module("dj_database_url", parse=parse, config=config)
module("dotenv", load_dotenv=load_dotenv)
module("environ", Env=Env)
module("decouple", config=lambda name, default=None, cast=str: cast(os.environ.get(name, default)))
module("configurations", Configuration=type("Configuration", (), {}),
       values=types.SimpleNamespace(DatabaseURLValue=lambda *rest, **more: parse(rest[0])))
sys.argv = ["manage.py", "runserver"]
sys.path.insert(0, os.getcwd())
path = os.path.join(os.getcwd(), "site", "settings.py")
package = types.ModuleType("site_")
package.__path__ = [os.path.dirname(path)]
sys.modules["site_"] = package
spec = importlib.util.spec_from_file_location("site_.settings", path)
made = sys.modules["site_.settings"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made)
print(json.dumps(eval("%(code)s", vars(made)), default=str))
'''
