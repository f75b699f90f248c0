"""Tell how a Django project really stands: effective settings, migrations, superusers.

Reads {"directory", "settings_module"?, "wants", "username"?, "user_fields"?, "password"?} on standard
input, where "password" is the one to compare with. Changes nothing, in the files or in the database.
"""

import ast
import importlib
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


def text_of(value):
    return None if value is None else str(value)


def from_passfile(values, path):
    """The password that libpq would take from a passfile: the first line that matches, or None."""
    host = values.get("HOST") or "localhost"
    wanted = [str(host), str(values.get("PORT") or 5432), str(values.get("NAME") or ""), str(values.get("USER") or "")]
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().split("\n")
    except OSError:
        return None
    for line in lines:
        fields = [re.sub(r"\\(.)", r"\1", field)
                  for field in re.findall(r"(?:^|(?<=:))((?:[^:\\]|\\.)*)(?=:|$)", line)]
        if not line.startswith("#") and len(fields) >= 5:
            if all(field in ("*", want) for field, want in zip(fields, wanted)):
                return fields[4]
    return None


def default_of(databases, asked):
    """What the effective settings say about the alias 'default'; of the password only its source."""
    values = databases.get("default")
    if not isinstance(values, dict) or not values:
        return None
    options = values.get("OPTIONS") or {}
    password, source = values.get("PASSWORD"), "none"
    if password not in (None, ""):
        source = "settings"
    elif options.get("service"):
        source = "service"
    elif options.get("passfile"):
        source, password = "passfile", from_passfile(values, options["passfile"])
    if password not in (None, ""):
        SECRETS.add(str(password))
    matches = None
    if asked and source in ("settings", "passfile"):
        matches = str(password or "") == asked
    engine = str(values.get("ENGINE") or "")
    vendors = {"postg": "postgresql", "sqlite": "sqlite", "spatialite": "sqlite", "mysql": "mysql", "oracle": "oracle"}
    return {
        "ENGINE": engine, "NAME": text_of(values.get("NAME")), "USER": text_of(values.get("USER")),
        "HOST": text_of(values.get("HOST")), "PORT": text_of(values.get("PORT")),
        "password_source": source, "password_matches": matches, "options_keys": sorted(map(str, options)),
        "vendor": next((vendor for part, vendor in vendors.items() if part in engine), None),
    }


def accepts_loopback(settings):
    """Whether Django would answer a request for http://127.0.0.1."""
    hosts = getattr(settings, "ALLOWED_HOSTS", [])
    if not hosts:
        return bool(getattr(settings, "DEBUG", False))
    return any(host in ("*", "127.0.0.1") for host in hosts)


def settings_section(settings, asked):
    import django
    databases = getattr(settings, "DATABASES", None) or {}
    apps = [str(app) for app in getattr(settings, "INSTALLED_APPS", [])]
    return {
        "settings_file": os.path.realpath(settings.__file__) if getattr(settings, "__file__", None) else None,
        "django_version": django.get_version(),
        "python_version": "%d.%d.%d" % sys.version_info[:3],
        "root_urlconf": getattr(settings, "ROOT_URLCONF", None),
        "default": default_of(databases, asked),
        "aliases": sorted(map(str, databases)),
        "debug": bool(getattr(settings, "DEBUG", False)),
        "allowed_hosts_ok": accepts_loopback(settings),
        "auth_user_model": getattr(settings, "AUTH_USER_MODEL", "auth.User"),
        "admin_installed": any(app.startswith("django.contrib.admin") and app != "django.contrib.admindocs"
                               for app in apps),
    }


def admin_path():
    """Where the admin is, or None where no URL leads to it."""
    from django.urls import NoReverseMatch, reverse
    try:
        return reverse("admin:index")
    except NoReverseMatch:
        return None


def migrations_section(connection):
    """What `migrate --check` judges: is there a plan to the newest migration of every app?"""
    from django.db.migrations.exceptions import InconsistentMigrationHistory
    from django.db.migrations.executor import MigrationExecutor
    executor = MigrationExecutor(connection)
    loader = executor.loader
    inconsistent = None
    try:
        loader.check_consistent_history(connection)
    except InconsistentMigrationHistory as error:
        inconsistent = str(error)
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    return {
        "total": len(loader.graph.nodes),
        "applied": len(set(loader.graph.nodes) & set(loader.applied_migrations)),
        "pending": ["%s.%s" % (migration.app_label, migration.name) for migration, _ in plan],
        "conflicts": [{"app": app, "names": sorted(names)} for app, names in loader.detect_conflicts().items()],
        "inconsistent": inconsistent,
    }


def migrations_on_disk():
    """How many migrations there are, asked of the files alone."""
    from django.db.migrations.loader import MigrationLoader
    return len(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)


def field_names(model):
    return {field.name for field in model._meta.get_fields() if getattr(field, "concrete", False)}


def active_superusers(model):
    """Superusers who can log in; a custom model may compute what auth.User stores."""
    stored = field_names(model)
    asked = {name: True for name in ("is_superuser", "is_active") if name in stored}
    return [user for user in model._default_manager.filter(**asked).iterator()
            if getattr(user, "is_superuser", False) and getattr(user, "is_active", True) and can_log_in(user)]


def can_log_in(user):
    return bool(getattr(user, "password", "")) and user.has_usable_password()


def named_user(model, username):
    """The user of that name as createsuperuser would store it: Unicode and e-mail domain normalised."""
    name = model.normalize_username(username) if hasattr(model, "normalize_username") else username
    manager, spellings = model._default_manager, [username, name]
    if hasattr(manager, "normalize_email") and "@" in name:
        spellings.append(manager.normalize_email(name))
    for spelling in dict.fromkeys(spellings):
        user = manager.filter(**{model.USERNAME_FIELD: spelling}).first()
        if user is not None:
            return user
    return None


def superusers_section(username):
    from django.contrib.auth import get_user_model
    model = get_user_model()
    named = None
    if username is not None:
        user = named_user(model, username)
        named = {
            "exists": user is not None,
            "is_superuser": bool(user and getattr(user, "is_superuser", False)),
            "is_active": bool(user and getattr(user, "is_active", True)),
            "is_staff": bool(user and getattr(user, "is_staff", False)),
            "usable_password": bool(user and can_log_in(user)),
        }
    return {"active_with_password": len(active_superusers(model)), "named": named}


def field_description(field):
    from django.db.models import NOT_PROVIDED
    said = {
        "name": field.name, "verbose_name": str(field.verbose_name), "type": field.get_internal_type(),
        "max_length": getattr(field, "max_length", None), "blank": field.blank,
        "help_text": str(field.help_text),
    }
    if field.default is not NOT_PROVIDED and not callable(field.default):
        said["default"] = field.default
    if field.choices:
        said["choices"] = [str(value) for value, _ in field.flatchoices]
    if field.remote_field:
        said["to"] = field.remote_field.model._meta.label
    return said


def user_model_section():
    from django.contrib.auth import get_user_model
    model = get_user_model()
    fields = [model._meta.get_field(name) for name in model.REQUIRED_FIELDS]
    through = [field.name for field in fields if field.many_to_many
               and not field.remote_field.through._meta.auto_created]
    reason = None
    if through:
        reason = "createsuperuser cannot fill '%s'." % through[0]
    elif not hasattr(model._default_manager, "create_superuser"):
        reason = "The manager of %s has no create_superuser." % model._meta.label
    return {
        "label": model._meta.label, "db_table": model._meta.db_table, "username_field": model.USERNAME_FIELD,
        "username": field_description(model._meta.get_field(model.USERNAME_FIELD)),
        "required_fields": [field_description(field) for field in fields],
        "supported": reason is None, "reason": reason,
    }


def sections(request, settings, directory, result):
    """All that needs a set-up Django; a section that fails tells why and leaves the others alone."""
    wants = set(request.get("wants") or ["settings"])

    def attempt(work):
        try:
            return work()
        except (Exception, SystemExit) as error:
            return {"error": described(error, directory)}

    def set_up():
        import django
        from django.conf import settings as effective
        prepare_connection(effective)
        django.setup()

    failed = attempt(set_up)
    if failed:
        for name in wants - {"settings"}:
            result[name] = failed
        if request.get("user_fields"):
            result["user_model"] = failed
        return
    if wants & {"admin", "superusers"}:
        path = attempt(admin_path)
        if isinstance(path, dict):
            result["admin_path"], result["admin_error"] = None, path["error"]
        else:
            result["admin_path"] = path
    if request.get("user_fields") or "superusers" in wants:
        result["user_model"] = attempt(user_model_section)
    if not wants & {"migrations", "superusers"}:
        return

    from django.db import connections
    connected = attempt(lambda: connect(connections["default"], result))
    if "migrations" in wants:
        result["migrations"] = connected or attempt(lambda: migrations_section(connections["default"]))
        if "error" in result["migrations"]:
            total = attempt(migrations_on_disk)
            result["migrations"] = dict(result["migrations"], total=total if isinstance(total, int) else None)
    if "superusers" in wants:
        result["superusers"] = connected or attempt(lambda: superusers_section(request.get("username")))
    attempt(connections.close_all)


def connect(connection, result):
    """Open the connection; on the way, what the database itself tells."""
    result["tables"], result["server_version"] = None, None
    name = connection.settings_dict.get("NAME")
    if connection.vendor == "sqlite" and name and not os.path.exists(str(name)) and ":memory:" not in str(name):
        # Connecting would make the file, and looking must not change anything.
        raise FileNotFoundError("there is no SQLite file yet")
    connection.ensure_connection()
    with connection.cursor() as cursor:
        result["tables"] = len(connection.introspection.table_names(cursor))
    result["default"]["vendor"] = connection.vendor
    if connection.vendor == "postgresql":
        result["server_version"] = connection.pg_version


def main():
    request, answer = begin()
    directory = os.path.abspath(request.get("directory") or ".")
    try:
        module = enter(directory, request.get("settings_module"), "check")
        settings = importlib.import_module(module)
        note_secrets(settings)
        result = {"settings_module": module}
        result.update(settings_section(settings, request.get("password")))
        if request.get("user_fields") or set(request.get("wants") or ["settings"]) != {"settings"}:
            sections(request, settings, directory, result)
    except (Exception, SystemExit) as error:
        finish(answer, {"error": described(error, directory)}, 1)
    finish(answer, result, 0)


if __name__ == "__main__":
    main()
