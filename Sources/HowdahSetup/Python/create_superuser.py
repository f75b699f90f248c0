"""Create the first superuser with Django's own createsuperuser, after Django's own checks.

Reads {"directory", "settings_module"?, "fields", "password", "mode"?} on standard input; the mode
"validate" writes nothing. The command skips the password validators when nobody is at a terminal,
accepts an empty password and then reports success: so they run here, and the row decides.
"""

import ast
import importlib
import io
import json
import math
import os
import re
import sys
import traceback

# --- shared by the helpers that run a project's code; a test holds the copies equal ---

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


# --- end of the shared part ---


def cleaned_fields(model, given):
    """Field values as the command would clean them, and the errors by field."""
    from django.core.exceptions import ValidationError
    values, errors = {}, {}
    known = [model.USERNAME_FIELD] + list(model.REQUIRED_FIELDS)
    for name in [name for name in given if name not in known]:
        errors[name] = ["%s asks for no such field." % model._meta.label]
    for name in known:
        field, value = model._meta.get_field(name), given.get(name)
        if field.many_to_many:
            values[name] = value if isinstance(value, list) else [
                part.strip() for part in str(value or "").split(",") if part.strip()]
            if not values[name] and not field.blank:
                errors[name] = [str(field.error_messages["blank"])]
            continue
        try:
            values[name] = field.clean("" if value is None and field.blank else value, None)
        except ValidationError as error:
            errors[name] = list(error.messages)
    return values, errors


def password_errors(model, values, password):
    """The words of Django's validators, as they would speak to this user."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    if not isinstance(password, str) or not password.strip():
        return [{"code": "password_blank", "message": "Blank passwords aren't allowed."}]
    if "\0" in password:
        return [{"code": "password_null_character", "message": "Null characters are not allowed."}]
    known = {}
    for name, value in values.items():
        field = model._meta.get_field(name)
        if not field.many_to_many:
            known[name] = field.remote_field.model(value) if field.remote_field else value
    try:
        validate_password(password, model(**known))
    except ValidationError as error:
        return [{"code": each.code, "message": " ".join(each.messages)} for each in error.error_list]
    return []


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


def standing(user):
    """None, "exists" for a superuser who can log in, "conflict" for anybody else of that name."""
    if user is None:
        return None
    able = (getattr(user, "is_superuser", False) and getattr(user, "is_active", True)
            and bool(getattr(user, "password", "")) and user.has_usable_password())
    return "exists" if able else "conflict"


def described_user(user):
    return {
        "username": str(user.get_username()), "pk": str(user.pk),
        "is_superuser": bool(getattr(user, "is_superuser", False)),
        "is_active": bool(getattr(user, "is_active", True)),
        "is_staff": bool(getattr(user, "is_staff", False)),
        "usable_password": bool(getattr(user, "password", "")) and user.has_usable_password(),
    }


def run_command(model, values, given, password):
    """Django's createsuperuser, its password in this process's environment for as long as it runs."""
    import django
    from django.core.management import call_command
    options = {name: values[name] if name not in given or isinstance(values[name], list) else given[name]
               for name in values}
    empty = [name for name in model.REQUIRED_FIELDS if values[name] in ("", None)]
    if empty and django.VERSION < (5, 2):
        # Before 5.2 the command without a terminal refuses an optional field that is left empty;
        # from 5.2 on it leaves that field to its default and ends in this very call.
        given = {name: value for name, value in values.items() if name not in empty}
        model._default_manager.db_manager("default").create_superuser(password=password, **given)
        return
    os.environ["DJANGO_SUPERUSER_PASSWORD"] = password
    try:
        call_command("createsuperuser", interactive=False, verbosity=0, database="default",
                     stdout=io.StringIO(), stderr=io.StringIO(), **options)
    finally:
        del os.environ["DJANGO_SUPERUSER_PASSWORD"]


def create(request):
    import django
    from django.conf import settings
    prepare_connection(settings)
    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management.base import CommandError
    from django.db import DatabaseError
    model = get_user_model()
    validating = request.get("mode") == "validate"
    given, password = request.get("fields") or {}, request.get("password")
    values, errors = cleaned_fields(model, given)
    result = {"username_field": model.USERNAME_FIELD, "model": model._meta.label, "unique_checked": False}
    if model.USERNAME_FIELD not in errors:
        try:
            user = named_user(model, values[model.USERNAME_FIELD])
            result["unique_checked"] = True
            if standing(user):
                return dict(result, outcome=standing(user), user=described_user(user))
        except DatabaseError:
            if not validating:
                raise
    refusals = password_errors(model, {name: values[name] for name in values if name not in errors}, password)
    if errors or refusals:
        return dict(result, outcome="refused", field_errors=errors, password_errors=refusals)
    if validating:
        return dict(result, outcome="valid")
    try:
        run_command(model, values, given, password)
    except CommandError as error:
        user = named_user(model, values[model.USERNAME_FIELD])
        if standing(user):  # somebody was faster
            return dict(result, outcome=standing(user), user=described_user(user))
        return dict(result, outcome="refused", field_errors={"": [discreet(str(error))]}, password_errors=[])
    user = named_user(model, values[model.USERNAME_FIELD])
    if standing(user) != "exists":
        raise LookupError("createsuperuser reported success, but left no active superuser with a password")
    return dict(result, outcome="created", user=described_user(user))


def main():
    request, answer = begin()
    directory = os.path.abspath(request.get("directory") or ".")
    if isinstance(request.get("password"), str) and request["password"]:
        SECRETS.add(request["password"])
    try:
        module = enter(directory, request.get("settings_module"), "createsuperuser")
        note_secrets(importlib.import_module(module))
        result = create(request)
        from django.db import connections
        connections.close_all()
    except (Exception, SystemExit) as error:
        finish(answer, {"error": described(error, directory)}, 1)
    finish(answer, result, 0)


if __name__ == "__main__":
    main()
