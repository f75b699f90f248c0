"""Every shape of settings: crossed with line ends, encodings, indentation and styles; then run under the real Django."""

import base64
import random
import resource
import unittest

from editor_case import ARTICLE, PASSFILE, STARTPROJECT, URL, WANTED, EditorCase

HEAD = "import os\nimport sys\nfrom pathlib import Path\n\nBASE_DIR = Path(__file__).resolve().parent.parent\nDEBUG = True\n"
SQLITE = "{'ENGINE': 'django.db.backends.sqlite3', 'NAME': BASE_DIR / 'db.sqlite3'}"
PLAIN = "DATABASES = {\n    'default': " + SQLITE + ",\n}\n"
POSTGRESQL, POSTGIS = WANTED["ENGINE"], "django.contrib.gis.db.backends.postgis"
TENANTS = "django_tenants.postgresql_backend"

# name: (text, engine in the end, keys of the default beside the wanted, other aliases in the end)
SHAPES = {
    "startproject": (STARTPROJECT.split("\n\n", 1)[1], POSTGRESQL, {}, []),
    "one line": ("DATABASES = {'default': " + SQLITE + "}\n", POSTGRESQL, {}, []),
    "dict call": ("DATABASES = dict(default=dict(ENGINE='django.db.backends.sqlite3', NAME='x', CONN_MAX_AGE=60))\n",
                  POSTGRESQL, {"CONN_MAX_AGE": 60}, []),
    "annotated": (PLAIN.replace("DATABASES =", "DATABASES: dict ="), POSTGRESQL, {}, []),
    "environ": ("import environ\nenv = environ.Env()\nDATABASES = {'default': env.db('OTHER_URL', default='sqlite:///x')}\n",
                POSTGRESQL, {}, []),
    "environ, postgis": ("import environ\nenv = environ.Env()\nDATABASES = {'default': env.db('X', default='postgis:///x')}\n",
                         POSTGIS, {}, []),
    "dj-database-url": ("import dj_database_url\nDATABASES = {\n    'default': dj_database_url.config(\n"
                        "        'X_URL', default='sqlite:///x', conn_max_age=600)  # hosted\n}\n",
                        POSTGRESQL, {"CONN_MAX_AGE": 600}, []),
    "decouple": ("from decouple import config\nDATABASES = {'default': {\n    'ENGINE': config('E', default='django.db."
                 "backends.postgresql'),\n    'NAME': config('DB'),\n    'ATOMIC_REQUESTS': True}}\n",
                 POSTGRESQL, {"ATOMIC_REQUESTS": True}, []),
    "values from the environment": (
        "DATABASES = {\n    'default': {\n        'ENGINE': '" + POSTGIS + "',\n        'NAME': os.environ.get('N'),\n"
        "        'PASSWORD': os.getenv('P', 'x'),\n        'CONN_MAX_AGE': 5,  # seconds\n    }\n}\n",
        POSTGIS, {"CONN_MAX_AGE": 5}, []),
    "subscript": ("DATABASES = {}\nDATABASES['default'] = " + SQLITE + "\n", POSTGRESQL, {}, []),
    "update": ("DATABASES = {}\nDATABASES.update({'default': " + SQLITE + ", 'b': {'ENGINE': 'x'}})\n", POSTGRESQL, {}, ["b"]),
    "update by name": ("DATABASES = {}\nDATABASES.update(default=" + SQLITE + ")\n", POSTGRESQL, {}, []),
    "setdefault": ("DATABASES = {}\nDATABASES.setdefault('default', " + SQLITE + ")\n", POSTGRESQL, {}, []),
    "empty": ("DATABASES = {}\n", POSTGRESQL, {}, []),
    "several": ("DATABASES = {\n    'a': {'ENGINE': 'x'},\n    'default': " + SQLITE + ",\n    'b': dict(ENGINE='y'),\n}\n",
                POSTGRESQL, {}, ["a", "b"]),
    "no default": ("DATABASES = {'a': {'ENGINE': 'x'}}\n", POSTGRESQL, {}, ["a"]),
    "a name for default": ("ALIAS = 'default'\nDATABASES = {ALIAS: " + SQLITE + ", 'r': {}}\n", POSTGRESQL, {}, ["r"]),
    "spread": ("MORE = {'r': {'ENGINE': 'x'}}\nDATABASES = {**MORE, 'default': {**{'CONN_MAX_AGE': 3}, 'ENGINE': 'x'}}\n",
               POSTGRESQL, {"CONN_MAX_AGE": 3}, ["r"]),
    "spread over it": ("MORE = some() or {}\n" + PLAIN.replace("\n}", "\n    **MORE,\n}"), POSTGRESQL, {}, []),
    "through a name": ("MAIN = {'ENGINE': '" + TENANTS + "', 'NAME': 'x', 'CONN_MAX_AGE': 9}\nDATABASES = {'default': MAIN}\n",
                       TENANTS, {"CONN_MAX_AGE": 9}, []),
    "a name used twice": ("MAIN = {'ENGINE': 'x', 'NAME': 'x'}\nDATABASES = {'default': MAIN, 'r': MAIN.copy()}\n",
                          POSTGRESQL, {}, ["r"]),
    "built up": ("config = {'ENGINE': 'django.db.backends.sqlite3'}\nconfig['NAME'] = 'x'\nDATABASES = {'default': config}\n",
                 POSTGRESQL, {}, []),
    "a function": ("def databases():\n    return {'default': {}}\n\n\nDATABASES = databases()\n", POSTGRESQL, {}, []),
    "if DEBUG": ("if DEBUG:\n    " + PLAIN.replace("\n", "\n    ").rstrip() + "\nelse:\n    DATABASES = {'default': {'ENGINE': 'y'}}\n",
                 POSTGRESQL, {}, []),
    "if not DEBUG": ("if not DEBUG:\n    DATABASES = {'default': {'ENGINE': 'y'}}\nelse:\n    "
                     + PLAIN.replace("\n", "\n    ").rstrip() + "\n", POSTGRESQL, {}, []),
    "if nobody knows": ("if some():\n    " + PLAIN.replace("\n", "\n    ").rstrip() + "\nelse:\n    DATABASES = {'default': {'ENGINE': 'y'}}\n",
                        POSTGRESQL, {}, []),
    "if nobody knows, no else": ("if some():\n    " + PLAIN.replace("\n", "\n    ").rstrip() + "\n", POSTGRESQL, {}, []),
    "an if expression": ("DATABASES = {'default': " + SQLITE + " if some() else {'ENGINE': 'y'}}\n", POSTGRESQL, {}, []),
    "if DATABASE_URL": ("import dj_database_url\n" + PLAIN + "if 'DATABASE_URL' in os.environ:\n"
                        "    DATABASES['default'] = dj_database_url.config(conn_max_age=60)\n", POSTGRESQL, {}, []),
    "update from DATABASE_URL": ("import dj_database_url\n" + PLAIN + "hosted = dj_database_url.config(conn_max_age=5)\n"
                                 "DATABASES['default'].update(hosted)\n", POSTGRESQL, {}, []),
    "if on a build server": (PLAIN + "if os.environ.get('GITHUB_WORKFLOW'):\n    DATABASES = {'default': {'ENGINE': 'z'}}\n",
                             POSTGRESQL, {}, []),
    "if testing": (PLAIN + "if 'test' in sys.argv:\n    DATABASES['default'] = " + SQLITE + "\n", POSTGRESQL, {}, []),
    "several assignments": ("DATABASES = {'default': {'ENGINE': 'x'}}\n" + PLAIN, POSTGRESQL, {}, []),
    "try": ("try:\n    import some_secrets\n    DATABASES = {'default': {'ENGINE': some_secrets.E}}\nexcept ImportError:\n    "
            + PLAIN.replace("\n", "\n    ").rstrip() + "\n", POSTGRESQL, {}, []),
    "main guard": (PLAIN + "if __name__ == '__main__':\n    DATABASES['default'] = None\n", POSTGRESQL, {}, []),
    "a loop over all": (PLAIN + "for name in DATABASES:\n    DATABASES[name]['ATOMIC_REQUESTS'] = True\n",
                        POSTGRESQL, {"ATOMIC_REQUESTS": True}, []),
    "a loop that sets names": (PLAIN + "for name in DATABASES:\n    DATABASES[name]['NAME'] = 'x'\n", POSTGRESQL, {}, []),
    "later key": (PLAIN + "DATABASES['default']['ATOMIC_REQUESTS'] = True\n", POSTGRESQL, {"ATOMIC_REQUESTS": True}, []),
    "later wanted key": (PLAIN + "DATABASES['default']['NAME'] = 'x'\nDATABASES['default'].update(PORT='1')\n",
                         POSTGRESQL, {}, []),
    "later engine": (PLAIN + "DATABASES['default']['ENGINE'] = '" + POSTGIS + "'\n", POSTGIS, {}, []),
    "later by engine": (PLAIN + "if DATABASES['default']['ENGINE'] == 'django.db.backends.mysql':\n"
                        "    DATABASES['default']['OPTIONS'] = {'charset': 'x'}\n", POSTGRESQL, {}, []),
    "later foreign options": (PLAIN + "DATABASES['default']['OPTIONS'] = {'timeout': 20}\n", POSTGRESQL, {}, []),
    "later read": (PLAIN + "CACHE = 'db:' + str(DATABASES['default']['NAME'])\n", POSTGRESQL, {}, []),
    "later read of what goes": (PLAIN.replace("'}", "', 'TEST': {'NAME': '/x.db'}}") +
                                "DATABASES['default']['TEST']['SERIALIZE'] = False\n", POSTGRESQL, {}, []),
    "none": ("WSGI_APPLICATION = 'site.wsgi.application'\nTIME_ZONE = 'UTC'\n", POSTGRESQL, {}, []),
    "none, geodjango": ("INSTALLED_APPS = [\n    'django.contrib.gis',\n]\n", POSTGIS, {}, []),
    "local settings": (PLAIN + "try:\n    from .local_settings import *\nexcept ImportError:\n    pass\n", POSTGRESQL, {}, []),
    "spatialite": (PLAIN.replace("django.db.backends.sqlite3", "django.contrib.gis.db.backends.spatialite"), POSTGIS, {}, []),
    "mysql": ("DATABASES = {'default': {'ENGINE': 'django.db.backends.mysql', 'OPTIONS': {'charset': 'utf8mb4'},\n"
              "    'TEST': {'CHARSET': 'utf8mb4', 'SERIALIZE': False}}}\n", POSTGRESQL, {"TEST": {"SERIALIZE": False}}, []),
    "backslashes": ("DATABASES = \\\n    {'default': \\\n    {'ENGINE': 'x'}}\n", POSTGRESQL, {}, []),
    "semicolons": ("A = 1; DATABASES = {'default': {}}; B = (\n    2)\n", POSTGRESQL, {}, []),
    "in brackets": ("DATABASES = ({'default': ({'ENGINE': 'x'})})\n", POSTGRESQL, {}, []),
    "walrus": ("if (DATABASES := {'default': {'ENGINE': 'x'}}):\n    pass\n", POSTGRESQL, {}, []),
    "a tuple": ("DEBUG, DATABASES = False, {'default': {'ENGINE': 'x'}}\n", POSTGRESQL, {}, []),
    "merged": ("A = {'default': {'ENGINE': 'x'}}\nDATABASES = dict(A, r={'ENGINE': 'y'})\n", POSTGRESQL, {}, ["r"]),
    "with": ("with open(__file__) as file:\n    DATABASES = {'default': {'ENGINE': 'x'}}\n", POSTGRESQL, {}, []),
}
TAIL = "\nLANGUAGE_CODE = 'en'\n# the end"
SOME = "def some():\n    return os.environ.get('NOT_SET')\n\n\n"


def text_of(shape):
    return HEAD + (SOME if "some()" in SHAPES[shape][0] else "") + SHAPES[shape][0] + TAIL


class Crossed(EditorCase):
    """Each shape with each line end, encoding and indentation, in each style: byte ranges, and no second change."""

    def test_all(self):
        ends = {"lf": "\n", "crlf": "\r\n", "cr": "\r", "mixed": None}
        codings = {"utf-8": b"", "utf-8-sig": b"\xef\xbb\xbf", "latin-1": b"", "cp1251": b""}
        for shape in SHAPES:
            for end in ends:
                for coding in codings:
                    for unit in ("    ", "  ", "\t"):
                        for style in ("literal", "url", "passfile"):
                            with self.subTest(shape=shape, end=end, coding=coding, unit=unit, style=style):
                                self.one(shape, ends[end], coding, codings[coding], unit, style)

    def one(self, shape, end, coding, mark, unit, style):
        text = text_of(shape).replace("    ", unit)
        if coding in ("latin-1", "cp1251"):
            text = "# -*- coding: %s -*-\nWORD = '%s'\n" % (coding, {"latin-1": "é", "cp1251": "ж"}[coding]) + text
        if end is None:
            lines = text.split("\n")
            text = "".join(line + ("\r\n" if index % 2 else "\n") for index, line in enumerate(lines[:-1])) + lines[-1]
        else:
            text = text.replace("\n", end)
        raw = mark + text.encode(coding if coding != "utf-8-sig" else "utf-8")
        result = self.answer(raw, style=style)
        self.assertIn(result["outcome"], ("edited", "unchanged"), result)
        if result["outcome"] == "edited":
            new = base64.b64decode(result["new_file_b64"])
            self.assertTrue(new.endswith("# the end".encode()))
            self.assertTrue(new.startswith(raw[:40]))
            if end == "\r\n":
                self.assertNotRegex(new.decode(coding), r"(?<!\r)\n")
            elif end == "\n":
                self.assertNotIn(b"\r", new)
        if style != "literal":
            self.assertNotIn(b"mypassword", base64.b64decode(result.get("new_file_b64", "")))


class Effective(EditorCase):
    """What a fresh Python and the real Django make of each edited shape."""

    CODE = ("[__import__('django.db.utils').db.utils.ConnectionHandler(DATABASES).settings['default'],"
            " DATABASES, LANGUAGE_CODE]")

    def test_all(self):
        for shape, (_, engine, extra, aliases) in SHAPES.items():
            for style in ("literal", "url", "passfile"):
                with self.subTest(shape=shape, style=style):
                    result = self.answer(text_of(shape), style=style)
                    files = [(result["env_file"], "DATABASE_URL=" + URL + "\n")] if result["env_file"] else []
                    settings, databases, language = self.run_settings(files, self.CODE)
                    wanted = dict(WANTED, ENGINE=engine)
                    if style == "passfile":
                        wanted.update(PASSWORD="", OPTIONS={"passfile": PASSFILE})
                    self.assertEqual({key: settings[key] for key in wanted}, wanted)
                    for key, value in extra.items():
                        if key == "TEST":
                            self.assertEqual({name: settings[key][name] for name in value}, value)
                        else:
                            self.assertEqual(settings[key], value)
                    self.assertEqual(sorted(databases), sorted(aliases + ["default"]))
                    self.assertEqual(language, "en")


class Random(EditorCase):
    """Random valid Python around DATABASES comes through byte for byte (a seeded generator: the same each time)."""

    PIECES = [
        "X{n} = {{'a': [1, 2, {{'b': (3,)}}], 'DATABASES': None}}\n", "# DATABASES = {{'default': {{}}}}\n",
        "def f{n}(a, *b, c=1, **d):\n    DATABASES = {{}}\n    return lambda: (yield_ for yield_ in b)\n",
        "class C{n}:\n    '''DATABASES['default'] = 1'''\n    x: int = 1\n\n", "Y{n} = '''\n  DATABASES = {{\n''' \\\n    'more'\n",
        "if X{n} if 'X{n}' in globals() else 0:\n\tZ{n} = 1\nelse:\n\tpass\n", "\n\n\n", "\x0c\n", "é{n} = 'ü' 'ß', \"日本\"\n",
        "try:\n  import nothing{n}\nexcept (ImportError, ValueError) as e:\n  pass\nfinally:\n  W{n} = r'\\n'\n",
        "V{n} = f'{{1 + 1}} {{\"x\"!r:>10}}'; U{n} = [i for i in range(3) if i]   \n", "   # odd comment\n",
        "T{n} = {{\n  'q' : 1 ,# why\n     }}\n", "for i{n} in range(2): pass\n", "S{n} = not True or (1 if 2 else 3)\n",
    ]

    def test_them(self):
        draw = random.Random(20261125)
        for turn in range(250):
            with self.subTest(turn):
                shape = draw.choice(sorted(SHAPES))
                before = self.pieces(draw, turn, 0)
                after = self.pieces(draw, turn, 50)
                text = HEAD + SOME + before + SHAPES[shape][0] + after
                end = draw.choice(["\n", "\r\n", "\r"])
                raw = text.replace("\n", end).encode("utf-8")
                result = self.answer(raw)
                self.assertEqual(result["outcome"], "edited", (text, result))
                new = base64.b64decode(result["new_file_b64"])
                for piece in (before, after):
                    if shape not in ("none", "none, geodjango", "semicolons"):
                        self.assertIn(piece.replace("\n", end).encode("utf-8"), new)
                compile(new, "x", "exec")

    def pieces(self, draw, turn, first):
        return "".join(draw.choice(self.PIECES).format(n=first + n) for n in range(draw.randrange(12)))


class Places(EditorCase):
    """Which of several places is edited, and what else is said."""

    def test_the_way_not_taken_stays(self):
        for condition in ("'DYNO' in os.environ", "os.environ.get('CI')", "'test' in sys.argv", "not DEBUG",
                          "os.getenv('DATABASE_HOST')", "len(sys.argv) > 1 and sys.argv[1] == 'test'",
                          "any('pytest' in word for word in sys.argv)", "'pytest' in sys.modules"):
            with self.subTest(condition):
                other = "if " + condition + ":\n    DATABASES = {'default': {'ENGINE': 'other', 'NAME': 'theirs'}}\n"
                new = self.edited(HEAD + PLAIN + other)
                self.assertTrue(new.endswith(other))
                self.assertIn("'NAME': 'mydatabase'", new)

    def test_nobody_knows_so_it_is_set_after_both(self):
        text = HEAD + "import environ\nenv = environ.Env()\nif env.bool('PRODUCTION'):\n    DATABASES = {'default': env.db()}\nelse:\n    " \
            + PLAIN.replace("\n", "\n    ").rstrip() + "\nAFTER = 1\n"
        new = self.edited(text)
        head, tail = text.split("\nAFTER")
        self.assertTrue(new.startswith(head + "\n\nDATABASES['default'] = {\n    'ENGINE'"), new)
        self.assertTrue(new.endswith("\n}\n\nAFTER" + tail))

    def test_a_variable_that_a_env_file_may_set_is_not_relied_on(self):
        for reader in ("from dotenv import load_dotenv\nload_dotenv()\n", "import environ\nenviron.Env.read_env()\n"):
            text = HEAD + reader + PLAIN + "if os.getenv('HOSTED'):\n    DATABASES['default'] = {'ENGINE': 'x'}\n"
            self.assertTrue(self.edited(text).endswith("'PORT': '5432',\n}\n"))

    def test_classes(self):
        text = ("from configurations import Configuration, values\n\n\nclass Base(Configuration):\n    DATABASES = {\n"
                "        'default': {'ENGINE': 'x'},\n    }\n\n\nclass Dev(Base):\n    DEBUG = True\n\n\nclass Prod(Base):\n"
                "    DATABASES = values.DatabaseURLValue('sqlite:///x')\n    SECURE = True\n")
        for named, edited in ((None, "Base"), ("Dev", "Base"), ("Prod", "Prod")):
            if named:
                (self.room / "manage.py").write_text("os.environ.setdefault('DJANGO_CONFIGURATION', '%s')\n" % named)
            self.edited(text)
            shown = self.run_settings(code="[Base.DATABASES, Prod.DATABASES]")
            self.assertEqual(shown[0 if edited == "Base" else 1]["default"], WANTED)
            self.assertNotEqual(shown[1 if edited == "Base" else 0].get("default"), WANTED)

    def test_a_class_without(self):
        text = "from configurations import Configuration\n\n\nclass Base(Configuration):\n    DEBUG = True\n\n\nX = 1\n"
        self.edited(text)
        self.assertEqual(self.run_settings(code="Base.DATABASES"), {"default": WANTED})

    def test_a_property(self):
        text = ("from configurations import Configuration\n\n\nclass Base(Configuration):\n    @property\n"
                "    def DATABASES(self):\n        return {'default': {'ENGINE': 'x'}}\n")
        self.edited(text)
        self.assertEqual(self.run_settings(code="Base().DATABASES"), {"default": WANTED})

    def base(self, text, name="base.py"):
        (self.path.parent / name).write_text(text)
        return str(self.path.parent / name)

    def test_a_base_module(self):
        base = self.base(HEAD + "DATABASES = {\n    'default': {'ENGINE': '" + POSTGIS + "', 'CONN_MAX_AGE': 7},\n}\n")
        result = self.answer("from .base import *\n\nALLOWED_HOSTS = []\n")
        self.assertEqual(result["elsewhere"], [{"path": base, "line": 7}])
        shown = self.run_settings(code="DATABASES['default']")
        self.assertEqual(shown, dict(WANTED, ENGINE=POSTGIS, CONN_MAX_AGE=7))

    def test_a_base_module_with_more_databases(self):
        self.base("DATABASES = {'default': {'ENGINE': 'x'}, 'r': {'ENGINE': 'y'}}\n")
        self.edited("from .base import *\n")
        self.assertEqual(self.run_settings(), {"default": WANTED, "r": {"ENGINE": "y"}})

    def test_a_base_module_that_cannot_be_seen(self):
        result = self.answer("from .base import *\nDEBUG = True\n", root=False)
        self.assertEqual((result["outcome"], result["elsewhere"]), ("edited", []))
        self.base("A = 1\n")
        self.assertEqual(self.run_settings(), {"default": WANTED})

    def test_databases_imported_by_name(self):
        base = self.base("DATABASES = {'default': {'ENGINE': 'x', 'CONN_MAX_AGE': 3}, 'r': {'ENGINE': 'y'}}\n", "db.py")
        result = self.answer("from .db import DATABASES\nimport os\nDEBUG = True\n")
        self.assertEqual(result["elsewhere"], [{"path": base, "line": 1}])
        self.assertEqual(self.run_settings(), {"default": dict(WANTED, CONN_MAX_AGE=3), "r": {"ENGINE": "y"}})

    def test_databases_imported_or_not(self):
        text = HEAD + "try:\n    from .mine import DATABASES\nexcept ImportError:\n    " + PLAIN.replace(
            "\n", "\n    ").rstrip() + "\n"
        self.edited(text)
        self.assertEqual(self.run_settings(), {"default": WANTED})
        self.base("DATABASES = {'default': {'ENGINE': 'z'}}\n", "mine.py")
        self.assertEqual(self.run_settings()["default"], WANTED)

    def test_a_key_set_on_what_the_base_has(self):
        self.base("DATABASES = {'default': {'ENGINE': 'x', 'NAME': 'y'}}\n")
        self.edited("from .base import *\nDATABASES['default']['PORT'] = '5433'\n")
        self.assertEqual(self.run_settings(), {"default": WANTED})

    def test_the_line_of_a_base_of_a_base(self):
        far = self.base("\nDATABASES = {'default': {}}\n", "far.py")
        self.base("from .far import *\n")
        self.assertEqual(self.answer("from .base import *\n")["elsewhere"], [{"path": far, "line": 2}])

    def test_local_settings(self):
        text = HEAD + PLAIN + "try:\n    from .local_settings import *\nexcept ImportError:\n    pass\n"
        self.assertEqual(self.answer(text)["overridden_by"], [{"module": ".local_settings", "line": 11}])
        self.base("LANGUAGE_CODE = 'x'\n", "local_settings.py")
        self.assertEqual(self.answer(text)["overridden_by"], [])
        local = self.base("DATABASES = {'default': {'ENGINE': 'theirs'}}\n", "local_settings.py")
        result = self.answer(text)
        self.assertEqual(result["elsewhere"], [{"path": local, "line": 1}])
        self.assertEqual(self.run_settings()["default"], WANTED)

    def test_split_settings(self):
        self.base("DATABASES = {'default': {'ENGINE': 'x'}}\n", "database.py")
        result = self.answer("from split_settings.tools import include\n\ninclude('database.py')\nDEBUG = True\n")
        self.assertEqual([place["line"] for place in result["elsewhere"]], [1])

    def test_notes(self):
        text = HEAD + PLAIN + "tune(DATABASES)\nlocals().update(more)\n"
        notes = self.answer(text)["notes"]
        self.assertEqual(len(notes), 2)
        self.assertIn("Line 10 ", notes[0] + notes[1])

    def test_writes_into_the_modules_names(self):
        me = "me = sys.modules[__name__]\n"
        for line in ("setattr(sys.modules[__name__], name, {})", me + "setattr(me, 'DATA' + name, {})", "exec(code)",
                     "sys.modules[__name__].__dict__.update(more)", "sys.modules[__name__].__dict__[name] = {}",
                     "def f():\n    setattr(sys.modules[__name__], name, 1)\nf()", "def f():\n    exec(code)\nf()",
                     "def f():\n    globals()[name] = 1\nf()", "def f():\n    globals().update(more)\nf()"):
            text = HEAD + "from names import code, more, name\n" + PLAIN + line + "\n"
            with self.subTest(line):
                self.assertEqual(self.answer(text)["notes"], [
                    "Line %d may set DATABASES again: it writes into the module's names." % text.count("\n")])

    def test_writes_of_databases_into_the_modules_names(self):
        for line in ("setattr(sys.modules[__name__], 'DATABASES', {'default': {}})", "sys.modules[__name__].DATABASES = {'default': {}}",
                     "sys.modules[__name__].__dict__['DATABASES'] = {'default': {}}"):
            self.edited(HEAD + PLAIN + line + "\n")
            self.assertEqual(self.run_settings(), {"default": WANTED}, line)

    def test_other_attributes_are_no_writes_into_the_module(self):
        for line in ("setattr(sys.modules['other'], name, 1)", "setattr(thing, 'x', 1)", "setattr(sys.modules[__name__], 'X', 1)",
                     "globals().get('X')", "sys.modules[__name__].__dict__.get('X')"):
            self.assertEqual(self.answer(HEAD + "from names import name, thing\n" + PLAIN + line + "\n")["notes"], [], line)

    def test_the_natural_place(self):
        text = "DEBUG = True\n\nWSGI_APPLICATION = 'x'\n\n# Passwords\n"
        self.assertEqual(self.edited(text), text.replace("'x'\n", "'x'\n\n" + ARTICLE))


class Aliases(EditorCase):
    """Databases that the walk cannot see are kept as surely as those that it sees."""

    TWO = "{'default': {'ENGINE': 'x'}, 'replica': {'ENGINE': 'y'}}"
    COMPUTED = {
        "a file": "import json\nwith open(os.path.join(os.path.dirname(__file__), 'db.json')) as f:\n"
                  "    DATABASES = json.load(f)['databases']\n",
        "a function": "def some(): return " + TWO + "\nDATABASES = some()\n",
        "a comprehension": "DATABASES = {k: {'ENGINE': 'y'} for k in ('default', 'replica')}\n",
        "zip": "DATABASES = dict(zip(('default', 'replica'), ({'ENGINE': 'x'}, {'ENGINE': 'y'})))\n",
        "pairs": "DATABASES = dict([('default', {'ENGINE': 'x'}), ('replica', {'ENGINE': 'y'})])\n",
        "a name imported": "from .cfg import DATABASES\n",
        "all names imported": "from .cfg import *\n",
        "all names imported, or not": "try:\n    from .cfg import *\nexcept ImportError:\n    pass\n",
        "an attribute": "from . import cfg\nDATABASES = cfg.DATABASES\n",
        "spread": "from .cfg import DATABASES as DBS\nDATABASES = {**DBS}\n",
        "a key set on what is computed": "from . import cfg\nDATABASES = cfg.DATABASES\nDATABASES['default']['X'] = 1\n",
        "perhaps": "def some(): return " + TWO + "\nif some():\n    DATABASES = some()\n",
        "perhaps, written out": "def some(): return 1\nif some():\n    DATABASES = " + TWO + "\n",
        "names that are read in": "globals().update(DATABASES=" + TWO + ")\n",
        "a package that is somewhere": "from json.company_settings import *\n",
        "the same, further up": "from .further import *\n",
    }

    def test_computed(self):
        (self.path.parent / "db.json").write_text('{"databases": {"default": {"ENGINE": "x"}, "replica": {"ENGINE": "y"}}}')
        (self.path.parent / "cfg.py").write_text("def some(): return " + self.TWO + "\nDATABASES = some()\n")
        (self.path.parent / "further.py").write_text(self.COMPUTED["a package that is somewhere"])
        stub = "import sys, types\nmade = sys.modules['json.company_settings'] = types.ModuleType('x')\nmade.DATABASES = %s\n" % self.TWO
        for name, text in self.COMPUTED.items():
            for style in ("literal", "url", "passfile"):
                with self.subTest(name, style=style):
                    result = self.answer(HEAD + text + "LANGUAGE_CODE = 'en'\n", style=style)
                    self.assertEqual(result["outcome"], "edited", result)
                    self.assertEqual(any("cannot be seen" in note for note in result["notes"]),
                                     name != "perhaps, written out", result["notes"])
                    files = [(result["env_file"], "DATABASE_URL=" + URL + "\n")] if result["env_file"] else []
                    shown = self.run_settings(files + [("sitecustomize.py", stub)], variables=[("PYTHONPATH", str(self.room))])
                    self.assertEqual(shown.get("replica"), {"ENGINE": "y"}, shown)
                    self.assertEqual({key: shown["default"].get(key) for key in ("NAME", "USER")},
                                     {key: WANTED[key] for key in ("NAME", "USER")})

    def test_one_database_is_no_dictionary_of_them(self):
        for text in ("import environ\nenv = environ.Env()\nDATABASES = env.db_url('OTHER_URL', default='sqlite:///x')\n",
                     "import dj_database_url\nDATABASES = dj_database_url.config('OTHER_URL', default='sqlite:///x')\n",
                     "DATABASES = None\n"):
            result = self.answer(HEAD + text)
            self.assertEqual(result["notes"], [])
            self.assertEqual(self.run_settings(), {"default": WANTED})

    def test_a_class_whose_value_is_an_object(self):
        head = "from configurations import Configuration, values\n\n\nclass Base(Configuration):\n    DATABASES = values."
        self.edited(head + "DatabaseURLValue('sqlite:///x')\n")
        self.assertEqual(self.run_settings(code="Base.DATABASES"), {"default": WANTED})
        self.refused(head + "DictValue({})\n", "computed", 5)

    def test_what_django_itself_has(self):
        self.assertNotIn("locals()", self.edited("from django.conf.global_settings import *\nDEBUG = True\n"))


class UrlStyle(EditorCase):
    def test_startproject(self):
        result = self.answer(STARTPROJECT, style="url")
        self.assertEqual(result["needs"], ["dj-database-url", "python-dotenv"])
        self.assertEqual(result["env_file"], str(self.room / ".env"))
        self.assertEqual(base64.b64decode(result["new_file_b64"]).decode(), """\
from pathlib import Path
import dj_database_url
from dotenv import load_dotenv

BASE_DIR = Path(__file__).resolve().parent.parent
load_dotenv(BASE_DIR / '.env')

# Database
DATABASES = {
    'default': dj_database_url.config()
}

LANGUAGE_CODE = 'en-us'
""")

    def test_from_one_style_to_another(self):
        """The values are the same already; where the password stands is not."""
        for before in ("literal", "url", "passfile"):
            for after in ("literal", "url", "passfile"):
                text = self.edited(STARTPROJECT, style=before)
                if before == after:
                    continue
                new = self.edited(text, style=after)
                self.assertEqual("mypassword" in new, after == "literal", new)
                self.assertEqual("dj_database_url.config()" in new, after == "url", new)
                self.assertEqual(PASSFILE in new, after == "passfile", new)

    def test_kept_keys_and_engines(self):
        text = STARTPROJECT.replace("sqlite3',", "sqlite3',\n        'CONN_MAX_AGE': 60,\n        'ATOMIC_REQUESTS': True,")
        self.assertIn("    'default': {\n        **dj_database_url.config(conn_max_age=60),\n        'ATOMIC_REQUESTS': True,\n    }",
                      self.edited(text, style="url"))
        self.assertIn("dj_database_url.config(engine='%s')" % TENANTS,
                      self.edited(STARTPROJECT.replace("django.db.backends.sqlite3", TENANTS), style="url"))

    def test_what_reads_it_already_stays(self):
        for text in ("import environ\nenv = environ.Env()\nenviron.Env.read_env(BASE_DIR / '.env')\nDATABASES = {'default': env.db()}\n",
                     "from dotenv import load_dotenv\nimport dj_database_url\nload_dotenv()\nDATABASES = {'default': dj_database_url.config()}\n",
                     "import dj_database_url\nfrom decouple import config\n"
                     "DATABASES = {'default': config('DATABASE_URL', cast=dj_database_url.parse)}\n"):
            result = self.answer(HEAD + text, style="url")
            self.assertEqual((result["outcome"], result["env_file"]), ("unchanged", str(self.room / ".env")), text)

    def test_only_the_load_is_missing(self):
        text = HEAD + "import environ\nenv = environ.Env()\nDATABASES = {'default': env.db('DATABASE_URL')}\n"
        new = self.edited(text, style="url")
        self.assertIn("{'default': env.db('DATABASE_URL')}", new)
        self.assertIn("load_dotenv(BASE_DIR / '.env')", new)

    def test_places_of_imports(self):
        for head in ("'''Doc.'''\n", "from __future__ import annotations\n", "#!/usr/bin/env python\n# why\n",
                     "'''Doc.'''\nfrom __future__ import annotations\n\nimport os; import sys\n", "",
                     "import os\nBASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))\n"):
            with self.subTest(head):
                result = self.answer(head + "DATABASES = {'default': {}}\n", style="url")
                self.assertEqual(result["env_file"], str(self.room / ".env"))
                shown = self.run_settings([(result["env_file"], "DATABASE_URL=" + URL + "\n")])
                self.assertEqual({key: shown["default"][key] for key in WANTED}, WANTED)

    def test_loaded_before_the_projects_own_modules(self):
        (self.path.parent / "base.py").write_text(
            "import os\nDATABASES = {'default': {'ENGINE': os.environ['DATABASE_URL']}}\n")
        result = self.answer("import os\nfrom .base import *\nDEBUG = True\n", style="url")
        shown = self.run_settings([(result["env_file"], "DATABASE_URL=" + URL + "\n")])
        self.assertEqual({key: shown["default"][key] for key in WANTED}, WANTED)

    def test_loaded_only_further_down(self):
        text = "from .base import *\nimport environ\nenviron.Env.read_env('../.env')\nDEBUG = True\n"
        (self.path.parent / "base.py").write_text("DATABASES = {'default': {'ENGINE': 'x'}}\n")
        self.assertIn("load_dotenv(", self.edited(text, style="url"))

    def test_environs_keeps_it_to_itself(self):
        text = HEAD + "from environs import Env\nenv = Env()\nenv.read_env()\nDATABASES = {'default': %s}\n"
        own = text % "env.dj_db_url('DATABASE_URL')"
        self.assertEqual(self.answer(own, style="url")["outcome"], "unchanged")
        self.assertIn("load_dotenv(", self.edited(text % "{'ENGINE': 'x'}", style="url"))

    def test_geodjango_where_the_url_says_which(self):
        text = "INSTALLED_APPS = ['django.contrib.gis']\nDATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3'}}\n"
        self.assertIn("dj_database_url.config()", self.edited(text, style="url"))

    def test_the_block_to_paste_holds_no_password(self):
        self.path.write_text("A = = 1\n")
        self.assertEqual(self.ask(style="url")["block"], "DATABASES = {\n    'default': dj_database_url.config(),\n}\n")


class Passfile(EditorCase):
    def test_block(self):
        new = self.edited(STARTPROJECT, style="passfile")
        self.assertIn("        'PORT': '5432',\n        'OPTIONS': {\n            'passfile': '%s',\n        },\n    }\n" % PASSFILE, new)
        self.assertNotIn("PASSWORD", new)

    def test_options_that_are_there_stay(self):
        text = ARTICLE.replace("'5432',", "'5432',\n        'OPTIONS': {'sslmode': MODE, 'service': 'x'},")
        new = self.edited("MODE = 'x'\n" + text, style="passfile")
        self.assertIn("'sslmode': MODE,", new)
        self.assertNotIn("service", new)

    def test_a_password_that_is_read_later(self):
        self.edited(ARTICLE + "SECOND = DATABASES['default']['PASSWORD']\n", style="passfile")
        self.assertNotIn("PASSWORD", self.run_settings(code="DATABASES['default']"))


class Refusals(EditorCase):
    def test_python(self):
        self.refused("A = 1\nB = = 2\n", "syntax-error", 2)
        for line in ("print 'x'", "print x", "except_ = 1 if 1 <> 2 else 3", "exec 'x'", "x = 0755", "x = ur'x'",
                     "raise E, 'x'", "try: pass\nexcept E, e: pass"):
            self.refused("A = 1\n%s\n" % line + ARTICLE, "python2-code", 2 + line.count("\n"))
        self.refused("A = 1\n{% if x %}\n" + ARTICLE, "template", 2)

    def test_files(self):
        for raw, reason, line in (
                (b"", "empty", 1), (b"\n  \n", "empty", 1), (b"A = 1\n\x00\n", "not-text", 2),
                ("DEBUG = 1\n".encode("utf-16"), "undecodable", 1), (b"A = 1\nB = '\xe9'\n", "undecodable", 2),
                (b"# coding: klingon\nA = 1\n", "undecodable", 1), (b"# coding: rot13\nA = 1\n", "undecodable", 1),
                (b"\xef\xbb\xbf# coding: latin-1\nA = 1\n", "undecodable", 1), (b"# nothing\n", "not-settings", None),
                (b"import django\nurlpatterns = []\n", "not-settings", None)):
            with self.subTest(raw):
                self.refused(raw, reason, line)
        for path in (self.room, self.room / "missing.py"):
            result = self.ask(path=path)
            self.assertEqual((result["outcome"], result["reason"]), ("refused", "unreadable"))

    def test_nesting(self):
        deep = "A = " + "[" * 90 + "]" * 90 + "\n"
        self.assertEqual(self.answer(deep + STARTPROJECT)["outcome"], "edited")
        self.assertEqual(self.answer("A = " + "-" * 20000 + "1\n" + STARTPROJECT)["outcome"], "refused")

    def test_too_many_ways_through_the_file(self):
        names = "".join("N%d = {'a': 1}\n" % n for n in range(3000))
        result = self.answer(names + "".join("if N%d == other:\n    X = %d\n" % (n, n) for n in range(300)) + PLAIN)
        self.assertEqual((result["outcome"], result["reason"]), ("refused", "too-complex"))
        self.assertIn("ways", result["sentence"])
        self.edited(names + HEAD + PLAIN)

    def test_values_that_would_fill_the_memory(self):
        doubled = "A = %s\n" + "A = A + A\n" * 60
        for text in ("A = '%0999999999d' % 3\n", "A = '%*d' % (999999999, 3)\n", "A = '%.999999999f' % 3\n",
                     "A = '{:0999999999d}'.format(3)\n", "A = '{:{}}'.format(3, 999999999)\n", doubled % "'aaaa'",
                     doubled % "[1]", "A = [1]\n" + "A += A\n" * 60, "A = [1]\n" + "A.extend(A)\n" * 60,
                     "A = 'a'\n" + "A = A.replace('a', 'aaaaaaaaaa')\n" * 12, "A = 'a'\n" + "A = '%s%s' % (A, A)\n" * 60,
                     "A = 'a'\n" + "A = '{0}{0}'.format(A)\n" * 60, "A = 'a'\n" + "A = A.join([A, A, A])\n" * 40,
                     "A = 'a'\n" + "A = f'{A}{A}'\n" * 60, "A = [1]\n" + "A = [A, A]\n" * 60 + "if A == 1:\n    B = 1\n",
                     "A = [1]\n" + "A = [A, A]\n" * 60 + "if other:\n    A = [A]\nelse:\n    B = 2\nif other:\n    B = 3\n"):
            with self.subTest(text):
                before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
                self.edited(text + HEAD + PLAIN)
                self.assertLess(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, 200000)  # kB

    def test_a_wrong_edit_is_caught(self):
        self.path.write_text(STARTPROJECT)
        real, space = self.editor.python_string, self.editor.__dict__
        self.addCleanup(space.__setitem__, "python_string", real)
        for wrong in ("'other'", "'open", "'mydatabase'}, 'x': {'NAME': 'y'"):
            space["python_string"] = lambda value, *rest, wrong=wrong: (
                wrong if value == "mydatabase" else real(value, *rest))
            result = self.ask()
            self.assertEqual((result["outcome"], "new_file_b64" in result), ("refused", False), wrong)


if __name__ == "__main__":
    unittest.main()
