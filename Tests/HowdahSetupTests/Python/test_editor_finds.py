"""What published settings files taught the editor, each told in words of our own."""

import unittest

from editor_case import ARTICLE, PASSFILE, WANTED, EditorCase

POSTGIS = "django.contrib.gis.db.backends.postgis"
HEAD = "import os\nimport dj_database_url\n\nDEBUG = True\n"


class EditorFinds(EditorCase):
    def engine(self, text):
        return self.ran(self.edited(text))["default"]["ENGINE"]

    def ran(self, text):
        """DATABASES of a text that needs no more than the standard library, once it has run."""
        stub = type("Stub", (), {"parse": staticmethod(lambda url: {}), "config": staticmethod(lambda **words: {})})
        scope = {"__file__": str(self.path), "dj_database_url": stub}
        exec(compile(text.replace("import dj_database_url\n", ""), str(self.path), "exec"), scope)
        return scope["DATABASES"]

    def test_a_postgis_url_behind_names_stays_postgis(self):
        far = "URL = os.environ.get('PLACES_URL', 'postgis://map:map@db/places')\n"
        for text in (
            HEAD + far + "DATABASES = {'default': dj_database_url.parse(URL)}\n",
            HEAD + far + "MAIN = dj_database_url.parse(URL)\nDATABASES = {'default': MAIN}\n",
            HEAD + "ENGINE = os.environ.get('E') or '" + POSTGIS + "'\nif open(__file__):\n    ENGINE = str(ENGINE)\n"
            "DATABASES = {'default': {'ENGINE': ENGINE, 'NAME': 'places'}}\n",
        ):
            with self.subTest(text=text):
                self.assertEqual(self.engine(text), POSTGIS)

    def test_postgis_that_a_function_or_a_loop_gives_stays_postgis(self):
        made = "def made(name, **more):\n    return dict({'ENGINE': '" + POSTGIS + "', 'NAME': name}, **more)\n\n\n"
        for text in (
            made + "DATABASES = {'default': made('a'), 'more': made('b')}\n",
            made + "DATABASES = {name: made(name) for name in ('default', 'more')}\n",
            "DATABASES = {}\nfor name in ('default', 'more'):\n    DATABASES[name] = {'ENGINE': '" + POSTGIS + "'}\n",
        ):
            with self.subTest(text=text):
                self.assertEqual(self.engine(text), POSTGIS)
                self.assertIn("engine='" + POSTGIS + "'", self.edited(text, style="url"))
        text = "DATABASES = {'default': read('sqlite'), 'map': {'ENGINE': '" + POSTGIS + "'}}\n"
        self.assertIn("'" + WANTED["ENGINE"] + "'", self.edited(text))

    def test_of_several_engines_behind_a_name_the_first_is_the_one(self):
        text = ("KIND = 'django.db.backends.postgresql_psycopg2'\nif watched():\n"
                "    KIND = 'django_prometheus.db.backends.postgresql'\nDATABASES = {'default': {'ENGINE': KIND}}\n")
        self.assertIn("'ENGINE': 'django.db.backends.postgresql',", self.edited(text))

    def test_an_engine_of_the_projects_own_stays_when_it_is_made_from_postgresqls(self):
        for base, stays in (("from django.db.backends.postgresql.base import *\n", True),
                            ("from django.db.backends.mysql import base\n", False)):
            (self.room / "zones" / "backend").mkdir(parents=True, exist_ok=True)
            (self.room / "zones" / "backend" / "base.py").write_text(base)
            text = HEAD + "DATABASES = {'default': {'ENGINE': 'zones.backend', 'NAME': 'x'}}\n"
            self.assertEqual(self.engine(text), "zones.backend" if stays else WANTED["ENGINE"])

    def test_databases_that_a_function_may_bring_stay_beside_one_that_is_set_for_some(self):
        text = ("def common():\n    return {'DATABASES': {'default': {}, 'more': {'NAME': 'm'}}}\n\n\n"
                "globals().update(common())\nif __name__ == 'x' or not common:\n"
                "    DATABASES = {'default': {'ENGINE': 'x'}}\nDEBUG = True\n")
        found = self.ran(self.edited(text))
        self.assertEqual(found, {"default": WANTED, "more": {"NAME": "m"}})

    def test_quotes_are_those_of_the_keys(self):
        text = "DATABASES = {\n    'default': {\n        **url(\"WHERE\"),\n        'CONN_MAX_AGE': 5,\n    },\n}\n"
        self.assertEqual(self.edited(text), ARTICLE.replace("    }\n}", "        'CONN_MAX_AGE': 5,\n    },\n}"))

    def test_a_question_about_the_engine_is_answered_by_the_new_one(self):
        text = HEAD + ("DATABASES = {\n    'default': {\n        'ENGINE': os.environ['E'],\n        'OPTIONS': {},\n    },\n}\n"
                       "if DATABASES['default']['ENGINE'].find('mysql') > -1:\n"
                       "    DATABASES['default']['OPTIONS'].update({'charset': 'utf8'})\n")
        result = self.edited(text)
        self.assertEqual(result.count("DATABASES"), text.count("DATABASES"))
        self.assertIn("'PORT': '5432',\n    },\n}\nif ", result)

    def test_a_dictionary_named_for_another_database_is_left_alone(self):
        old = "IN_SQLITE = {\n    'ENGINE': 'django.db.backends.sqlite3',\n    'CONN_MAX_AGE': 7,\n}\n\n"
        result = self.edited(HEAD + old + "DATABASES = {\n    'default': IN_SQLITE,\n}\n")
        self.assertIn(old + ARTICLE.replace("    }\n}", "        'CONN_MAX_AGE': 7,\n    },\n}"), result)

    def test_empty_lines_between_keys_stay(self):
        text = ("DATABASES = {\n    'default': {\n\n        # which\n        'ENGINE': 'django.db.backends.sqlite3',\n\n"
                "        # who\n        'USER': '',\n\n    }\n}\n")
        self.assertEqual(self.edited(text), ARTICLE.replace("        'ENGINE", "        # which\n        'ENGINE")
                         .replace("        'USER", "\n        # who\n        'USER"))

    def test_a_value_of_several_lines_moves_under_its_new_margin(self):
        text = HEAD + ("MAIN = {'ENGINE': 'x'}\nMAIN['CONN_MAX_AGE'] = int(\n    '600',\n)\nDATABASES = {'default': MAIN}\n")
        self.assertIn("    'CONN_MAX_AGE': int(\n        '600',\n    ),\n}}\n", self.edited(text))
        self.assertIn("conn_max_age=int(\n    '600',\n))}", self.edited(text, style="url"))
        long = HEAD + "MAIN = {'ENGINE': 'x'}\nMAIN['TIME_ZONE'] = '''a\n  b'''\nDATABASES = {'default': MAIN}\n"
        self.assertEqual(self.ran(self.edited(long))["default"]["TIME_ZONE"], "a\n  b")

    def test_keys_that_only_some_ways_set_are_kept(self):
        text = HEAD + ("DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'ATOMIC_REQUESTS': True}}\n"
                       "for key, value in read(os).items():\n    DATABASES['default'][key] = value\n")
        found = self.ran("def read(_):\n    return {'NAME': 'x', 'CONN_MAX_AGE': 5}\n\n\n" + self.edited(text))
        self.assertEqual(found["default"], dict(WANTED, ATOMIC_REQUESTS=True))
        either = HEAD + ("if read():\n    DATABASES = {'default': {'CONN_MAX_AGE': 60}}\n"
                         "else:\n    DATABASES = {'default': {}}\n")
        for here in ("True", "False"):
            found = self.ran(self.edited(either).replace("read()", here))
            self.assertEqual(found["default"], dict(WANTED, CONN_MAX_AGE=60 if here == "True" else 0))
        self.assertIn(
            "conn_max_age=DATABASES['default'].get('CONN_MAX_AGE', 0))", self.edited(either, style="url"))

    def test_a_path_of_django_environ_takes_no_text(self):
        text = ("import environ\n\nBASE_DIR = environ.Path(__file__) - 2\nenv = environ.Env()\n"
                "DATABASES = {'default': env.db()}\n")
        self.assertIn("load_dotenv(Path(__file__).resolve().parent.parent / '.env')", self.edited(text, style="url"))

    def test_a_file_of_variables_outside_the_project_is_a_servers(self):
        text = HEAD + ("from dotenv import load_dotenv\nload_dotenv('/etc/places/env')\n"
                       "DATABASES = {'default': {'ENGINE': 'x'}}\n")
        result = self.answer(text, style="url")
        self.assertEqual(result["env_file"], str(self.room / ".env"))

    def test_a_later_line_with_a_call_of_a_calls_result_is_changed_where_it_stands(self):
        text = HEAD + ("DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3'}}\n"
                       "DATABASES['default']['HOST'] = __import__('socket').gethostname()\n")
        result = self.edited(text)
        self.assertTrue(result.endswith("\nDATABASES['default']['HOST'] = 'localhost'\n"), result)
        self.assertNotIn("sqlite3", result)

    def test_a_class_of_settings_made_from_one_elsewhere_is_refused_by_its_name(self):
        text = "from others import Common\n\n\nclass Mine(Common):\n    TIME_ZONE = 'UTC'\n"
        self.assertIn("The class Mine may take", self.refused(text, "computed", 4)["sentence"])

    def test_a_row_that_says_it_already_stays_as_it_is_written(self):
        text = ('DATABASES = {\n    \'default\': {\n        \'ENGINE\' :  "django.db.backends.postgresql",\n'
                "        'NAME': 'x',\n        'HOST': u'localhost',\n    }\n}\n")
        self.assertEqual(self.edited(text), ARTICLE.replace(
            "'ENGINE': 'django.db.backends.postgresql'", "'ENGINE' :  \"django.db.backends.postgresql\"").replace(
            "'HOST': 'l", "'HOST': u'l"))

    def test_a_passfile_joins_the_options_that_a_later_line_gives(self):
        text = HEAD + ("DATABASES = {'default': dj_database_url.config()}\nDATABASES['default'].update({\n"
                       "    'OPTIONS': {\n        'options': '-c statement_timeout=%d' % (\n            7 * 60),\n"
                       "        'charset': 'utf8',\n    },\n})\n")
        found = self.ran(self.edited(text, style="passfile"))["default"]["OPTIONS"]
        self.assertEqual(found, {"passfile": PASSFILE, "options": "-c statement_timeout=420"})
        mysql = text.replace("dj_database_url.config()", "{'ENGINE': 'django.db.backends.mysql'}")
        found = self.ran(self.edited(mysql, style="passfile"))["default"]["OPTIONS"]
        self.assertEqual(found, {"passfile": PASSFILE})

    def test_a_line_that_may_set_databases_is_named_once(self):
        text = HEAD + "DATABASES = {'default': {'ENGINE': 'x'}}\nexec(read('a')), exec(read('b'))\n"
        notes = [note for note in self.answer(text)["notes"] if note.startswith("Line 6 ")]
        self.assertEqual(len(notes), 1)


if __name__ == "__main__":
    unittest.main()
