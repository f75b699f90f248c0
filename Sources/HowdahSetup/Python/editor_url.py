"""The url style: the default comes from DATABASE_URL, which a .env beside the project holds.

The .env is loaded by the settings themselves, so that `python manage.py runserver` works when typed by hand.
"""

import ast
import os
import pathlib


class Wanted:
    """What DATABASE_URL will say, and where it will be kept."""

    def __init__(self, values, env_file):
        self.values = {key: value for key, value in values.items() if key not in ("ENGINE", "OPTIONS")}
        self.scheme_engine, self.env_file = "django.db.backends.postgresql", env_file


def env_file_of(around):
    """The .env of the project that it loads already, else where it will lie. One elsewhere is a server's."""
    inside = [path for path in around.loaded if path.startswith(around.project().rstrip(os.sep) + os.sep)]
    return inside[0] if inside else around.dotenv()


def loads(source, run, env_file, line, needs_call):
    """The edits that import what is used and load the .env, before `line`; and the packages."""
    imports = [each for each in ast.walk(run.tree) if isinstance(each, (ast.Import, ast.ImportFrom))]
    uses = needs_call or any(names_of(each, "dj_database_url") for each in imports)
    needs = ["dj-database-url"] if uses else []
    place, head, tail = import_place(source, run, line)
    there = [each for each in run.tree.body if isinstance(each, (ast.Import, ast.ImportFrom))
             and each.end_lineno <= place[0]]

    def missing(text, module, name=None):
        return [] if any(names_of(each, module, name) for each in there) else [text]
    lines = missing("import dj_database_url", "dj_database_url") if needs_call else []
    call, at = None, place
    if run.state.loads != "loaded" or not run.loaded_at or run.loaded_at > line:
        needs.append("python-dotenv")
        base = base_dir(run, env_file, line)
        call = "load_dotenv(%s)" % location(run, base, env_file, quote_of(source), source.encoding)
        lines += missing("from dotenv import load_dotenv", "dotenv", "load_dotenv")
        if base is None:
            lines += missing("from pathlib import Path", "pathlib", "Path")
        else:
            at = max(place, source.line_end(last_line(base, run.tree.body)))
    edits = []
    if call and at != place:
        edits.append((at, at, "\n" + call))
    elif call:
        lines += [""] * bool(lines) + [call]
    if lines:
        edits.append((place, place, head + "\n".join(lines) + tail))
    return edits, needs


def names_of(node, module, name=None):
    """Whether an import statement brings a module, or a name of it, under its own name."""
    if isinstance(node, ast.ImportFrom):
        return node.module == module and any(each.name == name and not each.asname for each in node.names)
    return name is None and any(each.name == module and not each.asname for each in node.names)


def base_dir(run, env_file, line):
    """The statement that binds BASE_DIR, when the .env lies in it."""
    for each in run.tree.body:
        if isinstance(each, (ast.Import, ast.ImportFrom)) and of_project(each, run):
            return None  # the .env must be loaded before that
        if isinstance(each, ast.Assign) and len(each.targets) == 1 and isinstance(each.targets[0], ast.Name) \
                and each.targets[0].id == "BASE_DIR" and each.end_lineno < line:
            value = run.state.names.get("BASE_DIR")
            if isinstance(value, (str, pathlib.Path)) and not isinstance(value, EnvironPath) and os.path.join(str(value), ".env") == env_file:
                return each
    return None


def location(run, base, env_file, quote, encoding):
    """The path of the .env, as code, relative to the settings file."""
    dotenv = python_string(".env", quote, encoding)
    if base is not None:
        if isinstance(run.state.names["BASE_DIR"], pathlib.Path):
            return "BASE_DIR / " + dotenv
        if run.state.names.get("os") == Module("os"):
            return "os.path.join(BASE_DIR, %s)" % dotenv
        return "BASE_DIR + %s" % python_string(os.sep + ".env", quote, encoding)
    up = os.path.relpath(os.path.dirname(env_file), os.path.dirname(run.world.path))
    text = "Path(__file__).resolve().parent"
    for part in ([] if up == "." else up.split(os.sep)):
        text += ".parent" if part == ".." else " / " + python_string(part, quote, encoding)
    return text + " / " + python_string(os.path.basename(env_file), quote, encoding)


def import_place(source, run, line):
    """Where imports go, with the line ends that belong before and after: below those that are there.

    But above the first one that brings a module of the project: that may want DATABASE_URL already.
    """
    last, top = None, None
    for index, each in enumerate(run.tree.body):
        if each.end_lineno >= line:
            break
        docstring = index == 0 and isinstance(each, ast.Expr) and is_text(each.value)
        future = isinstance(each, ast.ImportFrom) and each.module == "__future__"
        if docstring or future:
            top = each
        elif isinstance(each, (ast.Import, ast.ImportFrom)) and not of_project(each, run):
            last = each
        elif last is not None or isinstance(each, (ast.Import, ast.ImportFrom)):
            break
    if last is not None:
        return source.line_end(last_line(last, run.tree.body)), "\n", ""
    if top is not None:
        return source.line_end(last_line(top, run.tree.body)), "\n\n", ""
    return (run.tree.body[0].lineno, 0), "", "\n\n"


def of_project(node, run):
    """Whether an import brings a module of the project, as far as that can be told."""
    if isinstance(node, ast.Import):
        return any(run.world.around.find(each.name, run.world.path) for each in node.names)
    star = any(each.name == "*" for each in node.names)
    return star or node.level > 0 or run.world.around.find(node.module, run.world.path) is not None
