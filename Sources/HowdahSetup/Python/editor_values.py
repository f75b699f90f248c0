"""What an expression of a settings file is worth, as far as that can be told without running it.

A value is a plain Python value, a Table (a dictionary as far as it is known), a Module (a dotted name from
an import, with the calls made on it), or Unknown. The world is the learner's own computer: `manage.py` runs,
no test; a variable of the environment is absent unless it is set here or a .env may set it.
"""

import os
import pathlib
import re

TESTS = re.compile(r"test|pytest|nose|behave|tox|coverage|harvest", re.I)
# Variables that a build server or a host sets, and no .env of a learner.
PLATFORM = re.compile(
    r"^(CI|GITHUB_(WORKFLOW|ACTIONS?|RUN_ID)|GITLAB_CI|TRAVIS|CIRCLECI|APPVEYOR|JENKINS_\w+|BUILDKITE|TEAMCITY\w*|DYNO"
    r"|GAE_\w+|K_SERVICE|RENDER(_\w+)?|RAILWAY_\w+|FLY_\w+|VERCEL\w*|WEBSITE_\w+|RDS_\w+|TRAMPOLINE_CI|PYTEST\w*"
    r"|TOX\w*|IS_HEROKU)$")
URL_READERS = {"db", "db_url", "dj_db_url", "database_url"}
SCHEMES = {
    "postgis": "django.contrib.gis.db.backends.postgis", "spatialite": "django.contrib.gis.db.backends.spatialite",
    "mysqlgis": "django.contrib.gis.db.backends.mysql", "timescale": "timescale.db.backends.postgresql",
    "timescalegis": "timescale.db.backends.postgis", "sqlite": "django.db.backends.sqlite3",
    "mysql": "django.db.backends.mysql", "mysql2": "django.db.backends.mysql",
    "postgres": "django.db.backends.postgresql", "postgresql": "django.db.backends.postgresql",
    "pgsql": "django.db.backends.postgresql", "psql": "django.db.backends.postgresql",
}


class Unknown:
    """A value that cannot be told."""


class Module:
    """A dotted name that an import brought, perhaps called: `os.environ`, `environ.Env()`."""

    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Module) and other.name == self.name

    def __hash__(self):
        return hash(self.name)

    def __deepcopy__(self, memo):
        return self


class Function:
    """A function or a class of this file."""

    def __init__(self, node):
        self.node = node

    def __deepcopy__(self, memo):
        return self


class EnvironPath(type(pathlib.Path())):
    """A path of django-environ. Its `/` takes another of its kind, and no text."""


class Table:
    """A dictionary: its items, the code that gave each, which of them are unsure, and whether there may be more."""

    def __init__(self, node=None, opened=False):
        self.items, self.nodes, self.unsure, self.open, self.node = {}, {}, set(), opened, node
        self.url = False  # whether it comes from DATABASE_URL
        self.one = False  # whether it is one database, of any URL, and no dictionary of them

    def set(self, key, value, node):
        self.items[key], self.nodes[key] = value, node
        self.unsure.discard(key)

    def blur(self):
        """Something about it changed, and nobody knows what."""
        self.open = True
        for key in self.items:
            self.items[key], self.nodes[key] = Unknown, None
            self.unsure.add(key)

    def update(self, other):
        if not isinstance(other, Table):
            self.blur()
            return
        if other.open:
            self.blur()
        self.url = self.url or other.url
        for key, value in other.items.items():
            if key in other.unsure:
                self.items[key], self.nodes[key] = Unknown, None
                self.unsure.add(key)
            else:
                self.set(key, value, other.nodes[key])

    def copy(self):
        new = Table(self.node, self.open)
        new.items, new.nodes, new.unsure = dict(self.items), dict(self.nodes), set(self.unsure)
        new.url, new.one = self.url, self.one
        return new

    def __deepcopy__(self, memo):
        new = memo[id(self)] = Table(self.node, self.open)
        memo.cost += 1 + len(self.items)
        new.items = {key: twin(value, memo) for key, value in self.items.items()}
        new.nodes, new.unsure = dict(self.nodes), set(self.unsure)
        new.url, new.one = self.url, self.one
        return new


class Memo(dict):
    """What has been copied already, by its identity, and how much that was."""

    cost = 0


def twin(value, memo):
    """A copy that keeps what is shared shared."""
    if isinstance(value, Table):
        return memo[id(value)] if id(value) in memo else value.__deepcopy__(memo)
    if isinstance(value, list):
        if id(value) not in memo:
            memo.cost += len(value)
            memo[id(value)] = [twin(each, memo) for each in value]
        return memo[id(value)]
    return value


def join(one, other, memo):
    """What is true after either of two ways through the code."""
    if one is other:
        return one
    if isinstance(one, Table) and isinstance(other, Table):
        if (id(one), id(other)) in memo:
            return memo[id(one), id(other)]
        new = memo[id(one), id(other)] = Table(
            one.node if one.node is other.node else None, one.open or other.open)
        new.url, new.one = one.url and other.url, one.one and other.one
        for key in list(one.items) + [key for key in other.items if key not in one.items]:
            if key in one.items and key in other.items:
                node = one.nodes[key] if one.nodes[key] is other.nodes[key] else None
                new.set(key, join(one.items[key], other.items[key], memo), node)
                sure = key not in one.unsure and key not in other.unsure
            else:
                new.set(key, Unknown, None)
                sure = False
            if not sure:
                new.unsure.add(key)
        return new
    if not bounded(one) or not bounded(other):
        return Unknown
    if type(one) is type(other) and isinstance(one, (str, int, float, bytes, list, tuple, Module, pathlib.Path)):
        return one if one == other else Unknown
    return Unknown


def truth(value):
    """True, False or Unknown."""
    if isinstance(value, Table):
        sure = [key for key in value.items if key not in value.unsure]
        return True if sure else (Unknown if value.open or value.items else False)
    if value is Unknown or isinstance(value, (Module, Function)):
        return Unknown
    if isinstance(value, Url):
        return True
    return bool(value)


class World:
    """Where the file runs: its path, the variables, the style, and what was asked for."""

    def __init__(self, path, around, url=None):
        self.path, self.around, self.url = os.path.abspath(path), around, url

    def variable(self, name, loads):
        """None for a variable that is absent; Unknown when it may be there.

        `loads` says that the project reads a .env, which may appear tomorrow.
        """
        if not isinstance(name, str):
            return Unknown
        if name in os.environ:
            return Unknown
        if loads and not PLATFORM.match(name):
            return Unknown
        return None

    def present(self, name, loads):
        """Whether a variable is set, and to more than nothing: True, False or Unknown."""
        if name == "DATABASE_URL" and self.url and loads == "loaded":
            return True
        return Unknown if self.variable(name, loads) is Unknown else False


class Url:
    """The text of DATABASE_URL, when Howdah's .env holds it: there, and not to be looked into."""


# Functions that have no effect and a value that can be computed, by their dotted names.
PURE = {
    "os.path.join": os.path.join, "os.path.dirname": os.path.dirname, "os.path.abspath": os.path.abspath,
    "os.path.realpath": os.path.abspath, "os.path.basename": os.path.basename,
    "os.path.normpath": os.path.normpath, "os.path.split": os.path.split,
    "pathlib.Path": pathlib.Path,
    "environ.Path": lambda *parts: EnvironPath(os.path.abspath(os.path.join(*map(str, parts)))),
}
BUILTINS = {"str": str, "int": int, "bool": bool, "len": len, "all": all, "any": any, "list": list, "tuple": tuple}
HARMLESS = {
    "print", "repr", "sorted", "set", "iter", "enumerate", "hasattr", "isinstance", "type", "id", "pprint.pprint",
    "json.dumps", "copy.copy", "copy.deepcopy", "logging.debug", "logging.info",
}
METHODS = {
    str: {"lower", "upper", "strip", "format", "startswith", "endswith", "split", "replace", "join", "rstrip",
          "lstrip", "title", "casefold", "find", "rfind", "index", "count", "partition", "rpartition", "rsplit"},
    pathlib.Path: {"resolve", "absolute", "joinpath", "as_posix", "with_name", "expanduser", "path"},
}
OWN = Module("sys.modules[__name__]")
OWN_NAMES = Module(OWN.name + ".__dict__")
LONGEST = 100000  # characters of a text, items of a list; one that is longer is not followed
# Formats that ask for a great width, or take the width from elsewhere.
WIDE = re.compile(r"%(?:\([^)]*\))?[^a-zA-Z%]*(?:\d{4}|\*)|\{[^{}]*(?:\d{4}|\{)")
PATH_FACTS = {"parent", "parents", "name", "stem", "suffix"}


def bounded(value, left=None):
    """Whether lists in lists hold no more than can be looked at: one list may stand in another many times."""
    left = left or [LONGEST]
    left[0] -= 1
    return left[0] > 0 and (not isinstance(value, (list, tuple)) or all(bounded(each, left) for each in value))


def size(value):
    """About how many characters a plain value is, written as text."""
    if isinstance(value, (list, tuple)):
        return sum(size(each) + 1 for each in value)
    return len(value) if isinstance(value, (str, bytes)) else len(str(value))


def tame(text, values):
    """Whether what a text is made into with some values stays small."""
    return not (isinstance(text, str) and WIDE.search(text)) and (size(text) + 1) * (
        sum(map(size, values)) + 1) <= 40 * LONGEST


def known(value):
    """Whether a value is plain through and through."""
    if isinstance(value, (list, tuple)):
        return bounded(value) and all(known(each) for each in value)
    return value is None or isinstance(value, (str, int, float, bytes, pathlib.Path))
