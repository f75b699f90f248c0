"""What the helpers that run a project's own code share; Howdah puts it before their source."""

import ast
import json
import math
import os
import re
import sys
import traceback

MARK = "HOWDAH-RESULT "
DOTS = "\u2022" * 6
SECRETS = set()  # values that no text may show
SECRET_NAME = re.compile(r"pass|pwd|secret|token|key|dsn|credential", re.I)
QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'?|\"(?:[^\"\\]|\\.)*\"?")
URL_PASSWORD = re.compile(r"(://[^\s:/@'\"]*:)[^\s'\"]*@")


def begin():
    """The request, and a private way to the real standard output: a project may print what it likes."""
    request = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    answer = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return request, answer


def finish(answer, result, status):
    """Write the result as the last line and end at once, whatever threads the project has started."""
    answer.write("\n" + MARK + json.dumps(printable(result)) + "\n")
    answer.flush()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            pass
    os._exit(status)


def printable(value):
    """The same value as plain JSON: lazy texts made text, lone surrogates escaped."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {printable(str(key)): printable(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [printable(each) for each in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return printable(str(value))


def discreet(text):
    """Free text without the known secrets, and without what only looks like one."""
    for secret in sorted(SECRETS, key=len, reverse=True):
        for form in {secret, repr(secret)[1:-1], json.dumps(secret)[1:-1]}:
            pattern = re.escape(form)
            if len(form) < 6:  # a short one only as a word: it may be part of any other
                pattern = r"(?<!\w)" + pattern + r"(?!\w)"
            text = re.sub(pattern, DOTS, text)
    text = URL_PASSWORD.sub(lambda found: found.group(1) + DOTS + "@", text)
    return "\n".join(discreet_line(line) for line in text.split("\n"))


def discreet_line(line):
    """A line of source, as tracebacks quote them, without the literal that a secret's name is given."""
    pair = re.search(r"(?:^|[\s,{(\[])['\"]?(\w+)['\"]?\]?\s*[:=]\s*(?=[rbuf]*['\"])", line, re.I)
    if pair and SECRET_NAME.search(pair.group(1)):
        return line[:pair.end()] + QUOTED.sub("'" + DOTS + "'", line[pair.end():])
    return line


def kind_of(error):
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else kind.__module__ + "." + kind.__qualname__


def causes_of(error):
    """The errors behind an error, nearest first."""
    found, seen = [], {id(error)}
    while True:
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if error is None or id(error) in seen:
            return found
        seen.add(id(error))
        found.append(error)


def sqlstate_of(error):
    for each in [error] + causes_of(error):
        code = getattr(each, "sqlstate", None) or getattr(each, "pgcode", None)
        if isinstance(code, str) and len(code) == 5:
            return code
    return None


def described(error, directory):
    """An error as evidence: class, words, what lies behind it, and where in the project it arose."""
    def one(each):
        said = {"kind": kind_of(each), "message": discreet(str(each))}
        if isinstance(each, ImportError):
            said["module"] = each.name
        return said
    result = one(error)
    result["causes"] = [one(each) for each in causes_of(error)]
    result["sqlstate"] = sqlstate_of(error)
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    result["traceback"] = discreet("".join(lines))[-8000:]
    for each in [error] + causes_of(error):
        if isinstance(each, SyntaxError) and each.filename:
            result["file"], result["line"] = each.filename, each.lineno
            break
        frames = [frame for frame in traceback.extract_tb(each.__traceback__)
                  if frame.filename.startswith(directory + os.sep)
                  and "site-packages" not in frame.filename]
        if frames:
            result["file"], result["line"] = frames[-1].filename, frames[-1].lineno
            break
    return result


def settings_module_of(directory):
    """The settings module that manage.py names, read without running it."""
    with open(os.path.join(directory, "manage.py"), "rb") as file:
        tree = ast.parse(file.read())
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) == 2:
            named = isinstance(node.func, ast.Attribute) and node.func.attr == "setdefault"
            key, value = node.args
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            named = True
            key = node.targets[0].slice
            key, value = getattr(key, "value", key) if type(key).__name__ == "Index" else key, node.value
        else:
            continue
        if named and getattr(key, "value", None) == "DJANGO_SETTINGS_MODULE":
            found.append(value)
    names = {getattr(value, "value", None) for value in found}
    if len(names) != 1 or not isinstance(next(iter(names)), str):
        raise LookupError("manage.py does not name one settings module")
    return names.pop()


def enter(directory, settings_module, command):
    """Stand where `python manage.py` of this project would stand; the settings module's name."""
    directory = os.path.abspath(directory)
    os.chdir(directory)
    own = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [directory] + [
        each for each in sys.path if each and os.path.abspath(each) not in (own, directory)]
    sys.argv = [os.path.join(directory, "manage.py"), command]
    for name in [name for name in os.environ if name.startswith(("DJANGO_SETTINGS", "DJANGO_SUPERUSER"))]:
        del os.environ[name]
    module = settings_module or settings_module_of(directory)
    os.environ["DJANGO_SETTINGS_MODULE"] = module
    return module


def note_secrets(settings):
    """Remember what the settings hold that no message may show."""
    for name in dir(settings):
        value = getattr(settings, name, None)
        if name.isupper() and SECRET_NAME.search(name) and isinstance(value, str) and value:
            SECRETS.add(value)
    for values in (getattr(settings, "DATABASES", None) or {}).values():
        for place in (values, values.get("OPTIONS") or {}) if isinstance(values, dict) else ():
            for key, value in place.items():
                if key.upper() in ("PASSWORD", "PASSWD", "SSLPASSWORD") and value:
                    SECRETS.add(str(value))


def prepare_connection(settings):
    """Short waits and a name of our own, in this process only."""
    values = settings.DATABASES.get("default") or {}
    if "postg" not in str(values.get("ENGINE", "")):
        return
    options = dict(values.get("OPTIONS") or {})
    options.setdefault("connect_timeout", 5)
    options["application_name"] = "howdah"
    options.pop("pool", None)  # it hides the cause of a refused connection behind 30 s of waiting
    values["OPTIONS"] = options


def named_user(model, username):
    """The user of that name as createsuperuser would store it: Unicode and e-mail domain normalised."""
    name = model.normalize_username(username) if hasattr(model, "normalize_username") else username
    manager, spellings = model._default_manager, [username, name]
    if isinstance(name, str) and hasattr(manager, "normalize_email") and "@" in name:
        spellings.append(manager.normalize_email(name))
    for spelling in dict.fromkeys(spellings):
        user = manager.filter(**{model.USERNAME_FIELD: spelling}).first()
        if user is not None:
            return user
    return None
