"""Tell whether Django's startproject takes a name, and whether it is a wise one.

Reads {"name"} on standard input; run it with the Python that the project will have.
"""

import importlib.util
import json
import keyword
import os
import re
import sys
import unicodedata

MARK = "HOWDAH-RESULT "
# What the learner's venv holds soon, even where it is not installed yet.
COMING = {
    "django", "psycopg", "psycopg2", "psycopg_binary", "asgiref", "sqlparse", "tzdata",
    "typing_extensions", "dj_database_url",
}


def suggestion(name):
    """A near name that works, or None."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    plain = re.sub(r"\W+", "_", plain.strip()).strip("_")
    if plain[:1].isdigit():
        plain = "project_" + plain
    if keyword.iskeyword(plain) or is_taken(plain):
        plain += "_project"
    return plain if plain.isidentifier() and not is_taken(plain) else None


def is_taken(name):
    """Whether the name is imported already: startproject refuses such a name."""
    if name in COMING or name in sys.builtin_module_names:
        return True
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError, AttributeError):  # a module that is loaded without a spec
        return name in sys.modules


def judge(name):
    """Outcome, code and sentence for a project name."""
    if not name:
        return "refused", "empty", "The project needs a name."
    if not name.isidentifier():
        return ("refused", "not-identifier",
                "A project name holds only letters, digits and underscores, and does not begin with a digit.")
    if keyword.iskeyword(name):
        return "refused", "keyword", "'%s' is a word of the Python language: it cannot be imported." % name
    if len(os.fsencode(name)) > 200:
        return "refused", "too-long", "The name is too long for a folder."
    if is_taken(name):
        return ("refused", "module-conflict",
                "'%s' is a Python module that exists already: the project would hide it." % name)
    if not name.isascii():
        return ("warning", "not-ascii",
                "Letters beyond a-z work in Python, but not with every tool and file system.")
    return "ok", "ok", "The name can be used."


def main():
    # Neither this script's folder nor the working folder says what Python itself can import.
    own = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [each for each in sys.path
                   if each and os.path.abspath(each) not in (own, os.getcwd())]
    request = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    name, status = request.get("name"), 0
    if isinstance(name, str):
        outcome, code, sentence = judge(name)
        result = {"outcome": outcome, "code": code, "sentence": sentence}
        if outcome != "ok":
            result["suggestion"] = suggestion(name)
    else:
        status = 1
        result = {"error": {"kind": "ValueError", "message": "name: a string is needed", "causes": []}}
    sys.stdout.write("\n" + MARK + json.dumps(result) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
