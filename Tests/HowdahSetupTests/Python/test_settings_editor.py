"""Tests of the settings editor: layouts, values, secrets. The shapes are in test_editor_shapes.py."""

import base64
import json
import re
import subprocess
import sys
import unittest

from editor_case import ARTICLE, BODY, DOTS, STARTPROJECT, WANTED, EditorCase, environment

ODD = [
    "it's", 'say "no"', "both ' and \"", "back\\slash", "ends\\", "pässwörd", "%(x)s%%", "tab\tline\nend\r",
    "\U0001f418", "{brace}", "\x1b[31m", "\u202e", "\u2028", "#", "'", '"', "'''", "\\'", "\\n", "\x00", "łódź",
]


class EditorLayouts(EditorCase):
    def test_startproject_becomes_the_articles_block(self):
        before, after = STARTPROJECT.split("DATABASES")[0], "\nLANGUAGE_CODE = 'en-us'\n"
        self.assertEqual(self.edited(STARTPROJECT), before + ARTICLE + after)

    def test_the_file_that_this_django_writes(self):
        subprocess.run([sys.executable, "-m", "django", "startproject", "fresh", str(self.room)],
                       check=True, env=dict(environment(), PATH="/nonexistent"))
        self.assertIn(ARTICLE, self.edited((self.room / "fresh" / "settings.py").read_bytes()))

    def test_black(self):
        black = STARTPROJECT.replace("'", '"')
        self.assertIn(ARTICLE.replace("'", '"'), self.edited(black))

    def test_two_spaces(self):
        text = "DATABASES = {\n  'default': {\n    'ENGINE': 'django.db.backends.sqlite3'\n  }\n}\n"
        expected = ARTICLE.replace("    ", "  ").replace("'5432',", "'5432'")
        self.assertEqual(self.edited(text), expected)

    def test_tabs(self):
        text = "DATABASES = {\n\t'default': {\n\t\t'ENGINE': 'django.db.backends.sqlite3',\n\t}\n}\n"
        self.assertEqual(self.edited(text), ARTICLE.replace("    ", "\t"))

    def test_crlf(self):
        result = self.edited(STARTPROJECT.replace("\n", "\r\n"))
        self.assertIn(ARTICLE.replace("\n", "\r\n"), result)
        self.assertNotRegex(result, r"(?<!\r)\n")

    def test_lone_carriage_returns(self):
        self.assertIn(ARTICLE.replace("\n", "\r"), self.edited(STARTPROJECT.replace("\n", "\r")))

    def test_mixed_line_ends_outside_stay(self):
        text = "A = 1\r\n" + STARTPROJECT + "B = 2\r\nC = 3"
        self.assertEqual(self.edited(text).count("\r\n"), 2)

    def test_byte_order_mark(self):
        raw = b"\xef\xbb\xbf" + STARTPROJECT.encode()
        self.assertTrue(self.edited(raw).startswith("\ufefffrom pathlib"))

    def test_latin_1_cookie(self):
        text = "# -*- coding: latin-1 -*-\nNAME = 'é'; " + STARTPROJECT.split("\n\n", 2)[2]
        result = self.edited(text.encode("latin-1"), dict(WANTED, PASSWORD="é€"), "latin-1")
        self.assertIn("'PASSWORD': 'é\\u20ac',", result)

    def test_characters_of_many_bytes_before_and_on_the_line(self):
        text = "E = '\U0001f418é'; DATABASES = {'é': {'A': 'ü'}, 'default': {'ENGINE': 'x'}, 'ö': {}}  # ü\n"
        self.assertEqual(
            self.edited(text),
            text.split("{'ENGINE'")[0] + BODY.replace("\n        ", "\n    ").replace("\n    }", "\n}")
            + ", 'ö': {}}  # ü\n")

    def test_line_separators_that_are_no_line_ends(self):
        text = "A = 'a\u2028b\x0bc'\n\x0c\n" + STARTPROJECT
        self.assertIn(ARTICLE, self.edited(text))

    def test_one_line(self):
        text = "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'db'}}\n"
        expected = "DATABASES = {'default': {\n    " + "\n    ".join(
            line.strip() for line in BODY.split("\n")[1:-1]) + "\n}}\n"
        self.assertEqual(self.edited(text), expected)

    def test_one_line_in_a_file_of_two_spaces(self):
        text = "if 1:\n  A = 1\nDATABASES = {'default': {'ENGINE': 'x'}}\n"
        self.assertIn("{'default': {\n  'ENGINE'", self.edited(text))

    def test_aligned_under_the_brace(self):
        text = ("DATABASES = {\n    'default': {'ENGINE': 'x',\n                'NAME': 'y',},\n}\n")
        self.assertEqual(self.edited(text), ARTICLE.replace("    }\n}", "    },\n}"))

    def test_quotes_change_rather_than_a_backslash_is_needed(self):
        self.assertIn("""'PASSWORD': "it's",""", self.edited(STARTPROJECT, dict(WANTED, PASSWORD="it's")))
        self.assertIn("""'PASSWORD': 'it\\'s "x"',""", self.edited(STARTPROJECT, dict(WANTED, PASSWORD='it\'s "x"')))

    def test_five_megabytes(self):
        text = "A = [\n" + "    'a line of fifty characters, or near enough',\n\n" * 100000 + "]\n" + STARTPROJECT
        result = self.helper({"path": self.written(text), "wanted": WANTED})
        self.assertEqual((result["outcome"], result["line"]), ("edited", 200009))
        self.assertIn("@@ -200007,8 +200007,12 @@\n", result["diff"])

    def written(self, text):
        path = self.room / "large.py"
        path.write_text(text)
        return str(path)

    def test_annotation(self):
        text = STARTPROJECT.replace("DATABASES =", "DATABASES: dict[str, dict] =")
        self.assertIn(ARTICLE.replace("DATABASES =", "DATABASES: dict[str, dict] ="), self.edited(text))

    def test_other_aliases_stay_to_the_byte(self):
        other = "'replica' : dict( ENGINE = \"x\" ,NAME=env('R'))  , # keep\n"
        text = "DATABASES = {\n    " + other + "    'default': {'ENGINE': 'django.db.backends.sqlite3'},\n}\n"
        self.assertEqual(self.edited(text), "DATABASES = {\n    " + other + "    'default': " + BODY + ",\n}\n")

    def test_no_trailing_comma_stays_so(self):
        text = STARTPROJECT.replace("'db.sqlite3',", "'db.sqlite3'  # file")
        self.assertIn("'PORT': '5432'\n    }", self.edited(text))

    def test_empty_default(self):
        self.assertEqual(self.edited("DATABASES = {\n    'default': {}\n}\n"), ARTICLE)
        self.assertEqual(
            self.edited('DATABASES = {\n    "default": {}\n}\n'), ARTICLE.replace("'", '"'))

    def test_comments_stay_with_their_keys(self):
        text = ("DATABASES = {\n    'default': {  # main\n        # which\n"
                "        'ENGINE': 'django.db.backends.sqlite3',  # Add 'mysql'\n"
                "        'USER': '',\n        'CHARSET': 'x',  # gone\n        # last\n    }\n}\n")
        self.assertEqual(self.edited(text), ARTICLE
                         .replace("'default': {", "'default': {  # main\n        # which")
                         .replace("postgresql',", "postgresql',  # Add 'mysql'")
                         .replace("'5432',", "'5432',\n        # last"))

    def test_no_end_of_line_at_the_end(self):
        text = "DATABASES = {'default': {'ENGINE': 'x'}}"
        self.assertTrue(self.edited(text).endswith("\n}}"))

    def test_a_whole_run_of_odd_values_in_every_layout(self):
        layouts = [
            STARTPROJECT, STARTPROJECT.replace("'", '"'), STARTPROJECT.replace("\n", "\r\n"),
            "# coding: latin-1\n" + STARTPROJECT, "DATABASES={'default':{}}",
        ]
        for text in layouts:
            for value in ODD:
                with self.subTest(value=value, text=text[:40]):
                    wanted = dict(WANTED, NAME=value + "n", USER="u" + value, PASSWORD=value)
                    result = self.answer(text, wanted)
                    self.assertEqual(result["outcome"], "edited", result)
                    scope = {"__file__": str(self.path)}
                    exec(compile(base64.b64decode(result["new_file_b64"]), str(self.path), "exec"), scope)
                    self.assertEqual(scope["DATABASES"]["default"], wanted)
                    coding = "latin-1" if "coding" in text else "utf-8"
                    self.assertNotIn("\u202e", base64.b64decode(result["new_file_b64"]).decode(coding))


class EditorValues(EditorCase):
    def test_kept_keys_keep_their_source(self):
        text = STARTPROJECT.replace("'db.sqlite3',", """'db.sqlite3',
        'CONN_MAX_AGE': (60 * 10),  # ten minutes
        'ATOMIC_REQUESTS': not DEBUG,
        'TEST': {
            'NAME': 'mytest',  # theirs
        },
        'OPTIONS': {'timeout': 20},
        'INIT': 1,""")
        result = self.answer(text)
        new = base64.b64decode(result["new_file_b64"]).decode()
        self.assertEqual(result["kept"], ["CONN_MAX_AGE", "ATOMIC_REQUESTS", "TEST"])
        self.assertEqual(result["dropped"], ["OPTIONS", "INIT"])
        self.assertIn("""\
        'PORT': '5432',
        'CONN_MAX_AGE': (60 * 10),  # ten minutes
        'ATOMIC_REQUESTS': not DEBUG,
        'TEST': {
            'NAME': 'mytest',  # theirs
        },
    }
""", new)

    def test_options_wanted(self):
        wanted = dict(WANTED, OPTIONS={"passfile": "/x/y"})
        del wanted["PASSWORD"]
        new = self.edited(STARTPROJECT, wanted)
        self.assertIn("        'PORT': '5432',\n        'OPTIONS': {\n            'passfile': '/x/y',\n        },\n    }\n", new)
        self.assertNotIn("PASSWORD", new)

    def test_options_of_postgresql_stay(self):
        text = ARTICLE.replace("'5432',", "'5432',\n        'OPTIONS': {'sslmode': MODE},")
        self.assertIn("'OPTIONS': {'sslmode': MODE},", self.edited(text, dict(WANTED, NAME="other")))

    def test_keys_of_a_postgresql_flavour_stay(self):
        text = ARTICLE.replace("'5432',", "'5432',\n        'SCHEMA': 'a',")
        result = self.answer(text, dict(WANTED, NAME="other"))
        self.assertEqual((result["kept"], result["dropped"]), (["SCHEMA"], []))

    def test_a_rival_password_goes_when_one_is_written(self):
        text = ARTICLE.replace(
            "'PASSWORD': 'mypassword',", "'OPTIONS': {'passfile': 'p', 'sslmode': 'require'},")
        new = self.edited(text)
        self.assertNotIn("passfile", new)
        self.assertIn("'sslmode': 'require'", new)

    def test_geodjango_stays_geodjango(self):
        text = STARTPROJECT.replace("django.db.backends.sqlite3", "django.contrib.gis.db.backends.spatialite")
        self.assertIn("'ENGINE': 'django.contrib.gis.db.backends.postgis',", self.edited(text))

    def test_flavours_of_postgresql_stay(self):
        for engine in ("django.contrib.gis.db.backends.postgis", "django_tenants.postgresql_backend",
                       "psqlextra.backend", "django_prometheus.db.backends.postgresql"):
            text = STARTPROJECT.replace("django.db.backends.sqlite3", engine).replace("BASE_DIR / ", "")
            self.assertIn("'ENGINE': '%s'," % engine, self.edited(text))

    def test_the_old_name_of_the_backend_goes(self):
        text = ARTICLE.replace("postgresql", "postgresql_psycopg2")
        self.assertEqual(self.edited(text), ARTICLE)

    def test_unchanged_only_when_exactly_so(self):
        self.assertEqual(self.answer(ARTICLE)["outcome"], "unchanged")
        self.assertEqual(self.answer(ARTICLE.replace("'mypassword'", "'my' 'password'"))["outcome"], "unchanged")
        for key in WANTED:
            with self.subTest(key):
                text = ARTICLE.replace("'%s': '" % key, "'%s': 'x" % key).replace("xdjango.db.backends.postgresql", "django.db.backends.mysql")
                self.assertEqual(self.answer(text)["outcome"], "edited")
        self.assertEqual(self.answer(ARTICLE.replace("'5432'", "5432"))["outcome"], "edited")

    def test_current(self):
        self.assertEqual(self.answer(STARTPROJECT)["current"], {
            "ENGINE": "django.db.backends.sqlite3", "NAME": "BASE_DIR / 'db.sqlite3'", "USER": None,
            "HOST": None, "PORT": None, "password_present": False})
        self.assertTrue(self.answer(ARTICLE)["current"]["password_present"])


class EditorSecrets(EditorCase):
    def test_nothing_shown_holds_a_password(self):
        secret, other = "s3cr3t-new", "s3cr3t-old"
        text = ("SECRET_KEY = 's3cr3t-key'\nDATABASES = {\n    # 'PASSWORD': 's3cr3t-comment'\n    'default': {\n"
                "        'ENGINE': 'django.db.backends.mysql',\n        # password = s3cr3t-comment2\n"
                "        'PASSWORD': ('" + other + "'\n                     's3cr3t-more'),\n"
                "        'TEST': {'PASSWORD': 's3cr3t-test'},\n"
                "    }, 'replica': {'PASSWORD': 's3cr3t-replica'}}\n"
                "CACHE, API_TOKEN = 'redis://user:s3cr3t-url@host/0', 0; API_TOKEN = 's3cr3t-token'\n")
        path = self.room / "settings.py"
        path.write_text(text)
        result = self.helper({"path": str(path), "wanted": dict(WANTED, PASSWORD=secret)})
        new = base64.b64decode(result.pop("new_file_b64")).decode()
        result.pop("edits")
        self.assertEqual(new.count(secret), 1)
        for name in ("replica", "CACHE"):
            self.assertIn(name, result["diff"])
        self.assertNotIn("s3cr3t", json.dumps(result))
        self.assertIn("+        'PASSWORD': '%s'," % DOTS, result["diff"])
        self.assertIn("'PASSWORD': '%s'," % DOTS, result["block"])

    def test_only_the_password_changes_and_the_diff_still_says_so(self):
        diff = self.answer(ARTICLE, dict(WANTED, PASSWORD="another"))["diff"]
        line = "        'PASSWORD': '%s'," % DOTS
        self.assertIn("-%s\n+%s\n" % (line, line), diff)
        self.assertEqual(len(re.findall(r"(?m)^[-+](?![-+])", diff)), 2)

    def test_secrets_of_others_around_the_edit(self):
        lines = [
            "os.environ.setdefault('DB_PASSWORD', 'hunter2')", "CONF.setdefault('PASSWORD', 'hunter2')",
            "P = os.environ.get('DB_PASSWORD', 'hunter2')", "P = env('DB_PASSWORD', default='hunter2')",
            "USER, PASSWORD = 'u', 'hunter2'", "(USER, (A, PASSWORD)) = ('u', ('a', 'hunter2'))", "DB_PASS_LOCAL = 'hunter2'",
            "SMTP_PW = 'hunter2'", "SMTP_PW = f'{A}hunter2'", "'password: hunter2'", "\"\"\"\npassword:\nhunter2\n\"\"\"",
            "# password: hunter2", "# DB PASSWORD\n# hunter2", "# DB PASSWORD\n# is\n# hunter2", "X = 'hunter2'  # the password",
            "PASSWORD = X  # hunter2", "# password:\nX = 'hunter2'", "connect('ann', password=('hunter2'))",
            "PAIRS = [('PASSWORD', 'hunter2')]", "def connect(password='hunter2'): pass", "X = 1 if PASSWORD == 'hunter2' else 2",
            "X = {PASSWORD: 'hunter2'}", "MORE = dict(CREDENTIALS=('a', 'hunter2'))", "X['auth']['b'] = 'hunter2'",
            "X.secret = ('a'\n    'hunter2')", "if PASSWORD in ('hunter2',): X = 1", "X = Y('host=h password=hunter2')",
            "login('hunter2password')", "class Auth:\n    value = dict(token=b'hunter2')", "DSN += 'hunter2'",
            "X = (DB_KEY := 'hunter2')",
        ]
        block = "DATABASES = {'default': {'ENGINE': 'x', 'NAME': 'y'}}\n"
        for line in lines:
            for text in (line + "\n" + block, block + line + "\n"):
                with self.subTest(text):
                    diff = self.answer(text)["diff"]
                    self.assertNotIn("hunter2", diff)
                    self.assertIn("\n-" + block, diff)
                    self.assertIn("\n+    'NAME': 'mydatabase',\n", diff)
                    self.assertEqual(len(re.findall(r"(?m)^ .", diff)), min(3, len(line.split("\n"))))

    def test_secrets_inside_the_statement_that_is_edited(self):
        for line in ("'b': {'OPTIONS': {'pw': 'hunter2'}},", "'b': env.setdefault('DB_PASSWORD', 'hunter2'),",
                     "# the password\n    # hunter2", "'b': dict([('PASSWORD', 'hunter2')]),"):
            text = ARTICLE.replace("    'default'", "    " + line + "\n    'default'").replace("'mydatabase'", "get('TOKEN', 'hunter2')")
            diff = self.answer(text)["diff"]
            self.assertNotIn("hunter2", diff)
            self.assertIn("+        'NAME': 'mydatabase',", diff)

    def test_what_is_no_secret_is_shown(self):
        above, below = "DEBUG = 'yes'\n# why\nWSGI_APPLICATION = 'site.wsgi'  # what\n", "A = 'a'\n# Password validation\nB = 2\n"
        diff = self.answer(above + "DATABASES = {'default': {'NAME': 'y'}}\n" + below)["diff"]
        self.assertIn("\n " + above.replace("\n", "\n ")[:-1] + "-DATABASES", diff)
        self.assertTrue(diff.endswith("\n A = 'a'\n #\n B = ••••••\n".replace("••••••", "'%s'" % DOTS)), diff)
        self.assertEqual(diff.count(DOTS), 2)

    def test_a_refusal_shows_none(self):
        path = self.room / "settings.py"
        path.write_text("DATABASES = {'default': {'PASSWORD': 'hunter22', **X}}\nA = = 'hunter22'")
        result = self.helper({"path": str(path), "wanted": dict(WANTED, PASSWORD="hunter23")},
                             secrets=["hunter22", "hunter23"])
        self.assertEqual(result["reason"], "syntax-error")

    def test_bad_requests(self):
        for wanted in ({"ENGINE": 3}, dict(WANTED, SURPRISE=1)):
            self.helper({"path": "x", "wanted": wanted}, status=1)
        self.helper({"path": "x", "wanted": WANTED, "style": "passfile"}, status=1)
        self.helper({"path": "x", "wanted": WANTED, "style": "other"}, status=1)


if __name__ == "__main__":
    unittest.main()
