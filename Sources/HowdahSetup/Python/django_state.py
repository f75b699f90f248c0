"""Tell how a Django project really stands: effective settings, migrations, superusers.

Reads {"directory", "settings_module"?, "wants", "username"?, "user_fields"?, "only_postgresql"?, "reveal"?,
"password"?, "proposed"?, "variables"?} on standard input, where "password" is the one to compare with, and "reveal"
asks for the effective one. "proposed" is the source (base64) that the settings module is to be read from instead of
its file, "variables" what the environment has besides. Changes nothing, in the files or in the database.
"""

import base64
import importlib
import importlib.machinery
import os
import re
import sys


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


def from_environment(password):
    """The variable that a password comes from, be it a part of a URL; None where no variable holds it."""
    from urllib.parse import unquote
    for name, value in os.environ.items():
        if value == password:
            return name
        if "://" in value and "@" in value:
            if unquote(value.split("://", 1)[1].rsplit("@", 1)[0].partition(":")[2]) == password:
                return name
    return None


# Of the OPTIONS those that decide how libpq reaches a server; none of them is a secret.
LIBPQ = ("sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding", "options", "service",
         "target_session_attrs", "gssencmode", "hostaddr")


def default_of(databases, asked, reveal):
    """What the effective settings say about the alias 'default'; of the password its source, unless asked."""
    values = databases.get("default")
    if not isinstance(values, dict) or not values:
        return None
    options = values.get("OPTIONS") or {}
    password, source = values.get("PASSWORD"), "none"
    variable = None
    if password not in (None, ""):
        variable = from_environment(str(password))
        source = "environment" if variable else "settings"
    elif options.get("service"):
        source = "service"
    elif options.get("passfile"):
        source, password = "passfile", from_passfile(values, options["passfile"])
    if password not in (None, ""):
        SECRETS.add(str(password))
    matches = None
    if asked and source in ("settings", "environment", "passfile"):
        matches = str(password or "") == asked
    engine = str(values.get("ENGINE") or "")
    vendors = {"postg": "postgresql", "psqlextra": "postgresql", "sqlite": "sqlite", "spatialite": "sqlite",
               "mysql": "mysql", "oracle": "oracle"}
    return {
        "ENGINE": engine, "NAME": text_of(values.get("NAME")), "USER": text_of(values.get("USER")),
        "HOST": text_of(values.get("HOST")), "PORT": text_of(values.get("PORT")),
        "password_source": source, "variable": variable,
        "passfile": text_of(options.get("passfile")), "password_matches": matches,
        "options_keys": sorted(map(str, options)),
        "vendor": next((vendor for part, vendor in vendors.items() if part in engine), None),
        "libpq": {key: str(options[key]) for key in LIBPQ if options.get(key) not in (None, "")},
        "password": str(password) if reveal and password not in (None, "") else None,
    }


def accepts_loopback(settings):
    """Whether Django would answer a request for http://127.0.0.1."""
    hosts = getattr(settings, "ALLOWED_HOSTS", [])
    if not hosts:
        return bool(getattr(settings, "DEBUG", False))
    return any(host in ("*", "127.0.0.1") for host in hosts)


def settings_section(settings, asked, reveal):
    import django
    databases = getattr(settings, "DATABASES", None) or {}
    apps = [str(app) for app in getattr(settings, "INSTALLED_APPS", [])]
    return {
        "settings_file": os.path.realpath(settings.__file__) if getattr(settings, "__file__", None) else None,
        "django_version": django.get_version(),
        "python_version": "%d.%d.%d" % sys.version_info[:3],
        "root_urlconf": getattr(settings, "ROOT_URLCONF", None),
        "default": default_of(databases, asked, reveal),
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


def checks_section():
    """What `manage.py check` calls an error; warnings and what the project silences are left out."""
    from django.core import checks
    return {"errors": [discreet(str(each)) for each in checks.run_checks() if each.is_serious() and not each.is_silenced()]}


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
    open_apps = {migration.app_label for migration, _ in plan}
    columns = columns_of(connection)
    missing = missing_tables(connection, loader, open_apps)
    lost, unmade = gaps(connection, loader, open_apps, columns, set(missing))
    return {
        "unrecorded": unrecorded(executor, plan, columns),
        "missing_tables": missing,
        "missing_columns": ["%s.%s" % (table, column) for table, column, _, _ in lost],
        "missing_sql": (tables_sql(connection, loader, missing) if missing else [])
        + (columns_sql(connection, loader, lost) if lost else []),
        "unmade": unmade,
        "destroys": destroyed(executor, plan, columns),
        "refused_extensions": refused_extensions(connection, plan),
        "total": len(loader.graph.nodes),
        "applied": len(set(loader.graph.nodes) & set(loader.applied_migrations)),
        "pending": ["%s.%s" % (migration.app_label, migration.name) for migration, _ in plan],
        "conflicts": [{"app": app, "names": sorted(names)} for app, names in loader.detect_conflicts().items()],
        "inconsistent": inconsistent,
    }


def applied_state(executor):
    """The models as the applied migrations have left them."""
    from django.db.migrations.state import ProjectState
    loader = executor.loader
    state = ProjectState(real_apps=loader.unmigrated_apps)
    for migration, _ in executor.migration_plan(loader.graph.leaf_nodes(), clean_start=True):
        if (migration.app_label, migration.name) in loader.applied_migrations:
            migration.mutate_state(state, preserve=False)
    return state


def unrecorded(executor, plan, columns):
    """Migrations whose work is in the database, though nobody recorded them: migrate would stop at the first.

    `migrate --fake-initial` asks the same of first migrations alone.
    """
    if not plan or not columns or any(backwards for _, backwards in plan):
        return []
    graph, state = executor.loader.graph, applied_state(executor)
    pending = {(migration.app_label, migration.name) for migration, _ in plan}
    there = []
    for migration, _ in plan:
        key = (migration.app_label, migration.name)
        signs = [sign_of(operation, migration.app_label, state, columns, executor.connection)
                 for operation in migration.operations]
        before = [each for each in graph.forwards_plan(key) if each != key and each in pending]
        if True in signs and False not in signs and all(each in there for each in before):
            there.append(key)
    return [".".join(key) for key in there]


def sign_of(operation, app, state, columns, connection):
    """Whether the database shows that an operation was done; None where it shows nothing. Moves the state on."""
    from django.db import router
    kind = type(operation).__name__
    before = place_of(operation, app, state.models)
    operation.state_forwards(app, state)
    place = place_of(operation, app, state.models) if kind in ("CreateModel", "AddField") else before
    if place is None or kind not in ("CreateModel", "AddField", "DeleteModel", "RemoveField") \
            or not router.allow_migrate(connection.alias, app, model_name=place[2]):
        return None
    table, column, _ = place
    if kind in ("CreateModel", "DeleteModel") or column is None:
        return (table in columns) == (kind in ("CreateModel", "AddField"))
    return None if table not in columns else (column in columns[table]) == (kind == "AddField")


def place_of(operation, app, models):
    """The table that an operation is about, its column (None: all of it), and the model's name; None: no table."""
    from django.db.backends.utils import strip_quotes
    kind = type(operation).__name__
    whole = kind in ("CreateModel", "DeleteModel")
    if not whole and kind not in ("AddField", "RemoveField"):
        return None
    name = operation.name_lower if whole else operation.model_name_lower
    model = models.get((app, name))
    if model is None or not model.options.get("managed", True) or model.options.get("proxy"):
        return None
    if model.options.get("swappable") and is_swapped(model.options["swappable"], app, name):
        return None
    table = strip_quotes(model.options.get("db_table") or "%s_%s" % (app, name))
    if whole:
        return table, None, name
    field = model.fields.get(operation.name)
    if field is None:
        return None
    if getattr(field, "many_to_many", False):
        own = field.db_table or "%s_%s" % (table, operation.name)
        return None if getattr(field.remote_field, "through", None) else (own, None, name)
    return table, field.db_column or operation.name + ("_id" if field.remote_field else ""), name


def missing_tables(connection, loader, open_apps):
    """Tables that recorded migrations have made, and that are gone: the record is not the truth.

    Read off the migrations' own state without making classes of it, which takes a while in a large project.
    """
    from django.db import router
    from django.db.backends.utils import strip_quotes, truncate_name
    recorded = {app for app, _ in loader.applied_migrations}
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor, include_views=True))
    longest, found = connection.ops.max_name_length(), []
    for (app, name), model in sorted(loader.project_state().models.items()):
        options = model.options
        if app not in recorded or app in open_apps or not options.get("managed", True) or options.get("proxy"):
            continue
        if options.get("swappable") and is_swapped(options["swappable"], app, name):
            continue
        if not router.allow_migrate(connection.alias, app, model_name=name):
            continue
        table = truncate_name(options.get("db_table") or "%s_%s" % (app, name), longest)
        tables = [table]
        for field_name, field in dict(model.fields).items():
            if getattr(field, "many_to_many", False) and not getattr(field.remote_field, "through", None):
                tables.append(field.db_table or truncate_name("%s_%s" % (strip_quotes(table), field_name), longest))
        # A quoted name may lead to another schema, which this look does not see.
        found += [each for each in tables if '"' not in each and each not in there]
    return found


def is_swapped(setting, app, name):
    from django.conf import settings
    return str(getattr(settings, setting, "%s.%s" % (app, name))).lower() != ("%s.%s" % (app, name)).lower()


def tables_sql(connection, loader, missing):
    """The statements that make these tables as the migrations have left them; empty where they cannot be told."""
    try:
        models = loader.project_state().apps.get_models(include_auto_created=True)
        with connection.schema_editor(collect_sql=True) as editor:
            for model in models:
                if model._meta.db_table in missing:
                    # What create_model does, without the tables of its many-to-many fields, which may be there.
                    statement, parameters = editor.table_sql(model)
                    editor.execute(statement, parameters or None)
                    editor.deferred_sql.extend(editor._model_indexes_sql(model))
        return [str(each) for each in editor.collected_sql if not str(each).startswith("--")]
    except Exception:  # the schema editor of another backend, or one that is not like Django's
        return []


COLUMNS = """
SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND pg_table_is_visible(c.oid) AND a.attnum > 0 AND NOT a.attisdropped
"""


def columns_of(connection):
    """The names of the columns of each table that the role sees without naming a schema."""
    found = {}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(COLUMNS)
            for table, column in cursor.fetchall():
                found.setdefault(table, set()).add(column)
    return found


def gaps(connection, loader, open_apps, columns, missing):
    """What today's models need and the database has not, where no migration is pending that would bring it.

    Two lists: columns that recorded migrations have made, as (table, column, model's key, field's name); and, as text,
    what no migration makes at all.
    """
    from django.apps import apps
    from django.db import router
    lost, unmade = [], []
    if connection.vendor != "postgresql":
        return lost, unmade
    recorded = loader.project_state().models
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        owner = (options.auto_created or model)._meta
        table = options.db_table
        if not options.managed or options.proxy or options.swapped or owner.app_label in open_apps or '"' in table \
                or table in missing or not router.allow_migrate_model(connection.alias, model):
            continue
        if table not in columns:
            unmade.append(table)
            continue
        known = recorded.get((options.app_label, options.model_name))
        for field in options.local_concrete_fields:
            if not field.column or field.column in columns[table]:
                continue
            if known is not None and field.name in known.fields:
                lost.append((table, field.column, (options.app_label, options.model_name), field.name))
            else:
                unmade.append("%s.%s" % (table, field.column))
    return lost, unmade


def columns_sql(connection, loader, lost):
    """The statements that add these columns as the migrations have left them; empty where they cannot be told."""
    try:
        apps = loader.project_state().apps
        with connection.schema_editor(collect_sql=True) as editor:
            for _, column, key, name in lost:
                model = apps.get_model(*key)
                field = model._meta.get_field(name)
                if field.column == column:
                    editor.add_field(model, field)
        return [str(each) for each in editor.collected_sql if not str(each).startswith("--")]
    except Exception:  # the schema editor of another backend, or one that is not like Django's
        return []


def destroyed(executor, plan, columns):
    """Tables and columns with something in them that the next migrations take away, as `table` or `table.column`."""
    taking = [(migration.app_label, operation) for migration, backwards in plan if not backwards
              for operation in operations_of(migration.operations)
              if type(operation).__name__ in ("DeleteModel", "RemoveField")]
    models = applied_state(executor).models if taking else {}
    found = []
    for app, operation in taking:
        place = place_of(operation, app, models)
        text = ".".join(filter(None, place[:2])) if place else ""
        if place and text not in found and has_content(executor.connection, columns, *place[:2]):
            found.append(text)
    return found


def operations_of(operations):
    """What reaches the database: of a SeparateDatabaseAndState only that side of it."""
    for operation in operations:
        inner = getattr(operation, "database_operations", None)
        if inner is None:
            yield operation
        else:
            yield from operations_of(inner)


def has_content(connection, columns, table, column):
    """Whether a row is there that would lose something."""
    if table not in columns or (column is not None and column not in columns[table]):
        return False
    quote = connection.ops.quote_name
    condition = "" if column is None else " WHERE %s IS NOT NULL" % quote(column)
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM %s%s)" % (quote(table), condition))
        return bool(cursor.fetchone()[0])


def refused_extensions(connection, plan):
    """Extensions that the next migrations want to create and this role may not (a superuser may all)."""
    names = []
    for migration, backwards in plan:
        if not backwards:
            names += [each for each in extensions_of(migration.operations) if each not in names]
    # Before version 13 no extension was trusted, and the catalogue cannot say it.
    if not names or connection.vendor != "postgresql" or connection.pg_version < 130000:
        return []
    with connection.cursor() as cursor:
        cursor.execute(MAY_CREATE_EXTENSION, [names])
        return [name for (name,) in cursor.fetchall()]


MAY_CREATE_EXTENSION = """
SELECT DISTINCT v.name FROM pg_available_extension_versions v
 WHERE v.name = ANY (%s) AND v.superuser
   AND NOT (v.trusted AND has_database_privilege(current_database(), 'CREATE'))
   AND NOT EXISTS (SELECT FROM pg_extension e WHERE e.extname = v.name)
   AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
"""


def extensions_of(operations):
    """By what CreateExtension and its subclasses are in Django: an operation with a name that makes an extension."""
    for operation in operations:
        if any(each.__name__ == "CreateExtension" for each in type(operation).__mro__):
            yield operation.name
        yield from extensions_of(getattr(operation, "database_operations", ()))


def migrations_on_disk():
    """How many migrations there are, asked of the files alone."""
    from django.db.migrations.loader import MigrationLoader
    return len(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)


def field_names(model):
    return {field.name for field in model._meta.get_fields() if getattr(field, "concrete", False)}


def active_superusers(model):
    """Superusers whom the admin lets in; a custom model may compute what auth.User stores."""
    stored = field_names(model)
    asked = {name: True for name in ("is_superuser", "is_active", "is_staff") if name in stored}
    return [user for user in model._default_manager.filter(**asked).iterator()
            if getattr(user, "is_superuser", False) and getattr(user, "is_active", True)
            and getattr(user, "is_staff", True) and can_log_in(user)]


def can_log_in(user):
    return bool(getattr(user, "password", "")) and user.has_usable_password()


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
        effective.SECRET_KEY  # raises where it is empty; nothing else asks for it before the first login

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
    if "checks" in wants:
        result["checks"] = attempt(checks_section)
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
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Who holds a lock for hours must not hold up whoever only looks.
            cursor.execute("SET lock_timeout = '4s'")
            cursor.execute("SET statement_timeout = '20s'")
            cursor.execute(SESSION)
            result["session"] = dict(zip(("read_only", "is_standby", "statement_timeout"), cursor.fetchone()))
    with connection.cursor() as cursor:
        result["tables"] = len(connection.introspection.table_names(cursor))
    result["default"]["vendor"] = connection.vendor
    if connection.vendor == "postgresql":
        result["server_version"] = connection.pg_version
        result["rights"] = rights_of(connection)


SESSION = """
SELECT current_setting('transaction_read_only') = 'on', pg_is_in_recovery(),
       (SELECT reset_val::bigint FROM pg_settings WHERE name = 'statement_timeout')
"""

# The version of the operating system's rules of sorting: as it was recorded, and as it is (since PostgreSQL 15).
COLLATION = """
SELECT datcollversion IS DISTINCT FROM pg_database_collation_actual_version(oid) AND datcollversion IS NOT NULL
  FROM pg_database WHERE datname = current_database()
"""

RIGHTS = """
SELECT current_schema(),
       coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),
       (SELECT count(*) FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = n.oid
                                          AND NOT pg_has_role(c.relowner, 'USAGE')),
       (SELECT min(pg_get_userbyid(c.relowner)) FROM pg_class c WHERE c.relkind IN ('r', 'p')
                                          AND c.relnamespace = n.oid AND NOT pg_has_role(c.relowner, 'USAGE')),
       current_setting('search_path')
  FROM (SELECT 1) AS one LEFT JOIN pg_namespace n ON n.nspname = current_schema()
"""


def rights_of(connection):
    """What the role may do where Django makes its tables."""
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS)
        schema, may_create, foreign, owner, path = cursor.fetchone()
        sorts_otherwise = False
        if connection.pg_version >= 150000:
            cursor.execute(COLLATION)
            sorts_otherwise = cursor.fetchone()[0]
    return {"sorts_otherwise": sorts_otherwise,
            "schema": schema, "may_create": may_create, "foreign_tables": foreign, "foreign_owner": owner,
            "search_path": path}


class Proposed(importlib.machinery.SourceFileLoader):
    """Loads one module from a source that is written nowhere yet."""

    def __init__(self, name, path, source):
        super().__init__(name, path)
        self.source = source

    def get_code(self, name):
        return self.source_to_code(self.source, self.path)


class Finder:
    """Stands before Python's own finders: finds as they do, and loads that one module otherwise."""

    def __init__(self, module, source):
        self.module, self.source = module, source

    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path) if name == self.module else None
        if spec is not None and spec.origin:
            spec.loader = Proposed(name, spec.origin, self.source)
        return spec


def main():
    request, answer = begin()
    directory = os.path.abspath(request.get("directory") or ".")
    try:
        module = enter(directory, request.get("settings_module"), "check")
        if request.get("proposed"):
            sys.meta_path.insert(0, Finder(module, base64.b64decode(request["proposed"])))
        os.environ.update(request.get("variables") or {})
        settings = importlib.import_module(module)
        note_secrets(settings)
        result = {"settings_module": module}
        result.update(settings_section(settings, request.get("password"), request.get("reveal")))
        # Another engine is to be replaced first: what it holds is not asked, and Django need not be set up.
        other = request.get("only_postgresql") and (result["default"] or {}).get("vendor") != "postgresql"
        if not other and (request.get("user_fields") or set(request.get("wants") or ["settings"]) != {"settings"}):
            sections(request, settings, directory, result)
    except (Exception, SystemExit) as error:
        finish(answer, {"error": described(error, directory)}, 1)
    finish(answer, result, 0)


if __name__ == "__main__":
    main()
