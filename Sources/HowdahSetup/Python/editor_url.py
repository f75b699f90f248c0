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


def env_file_of(run, around):
    """The .env that the project loads already, else where it will lie."""
    for _, given in run.dotenv:
        if isinstance(given, (str, pathlib.Path)):
            path = os.path.join(os.path.dirname(run.world.path), str(given))
            return os.path.normpath(path)
    return around.dotenv()


def loads(source, run, env_file, line, needs_call):
    """The edits that import what is used and load the .env, before `line`; and the packages."""
    body = [each for each in run.tree.body if each.lineno <= line]
    imported = {}
    for each in body:
        if isinstance(each, ast.Import) and each.end_lineno < line:
            imported.update({name.name: name.asname or name.name for name in each.names})
    lines, needs = [], []
    if needs_call:
        needs.append("dj-database-url")
        if imported.get("dj_database_url") != "dj_database_url":
            lines.append("import dj_database_url")
    base = base_dir(run, env_file, line)
    call = None
    if run.state.loads != "loaded":
        needs.append("python-dotenv")
        lines.append("from dotenv import load_dotenv")
        quote = quote_of(source)
        call = "load_dotenv(%s)" % location(run, base, env_file, quote, source.encoding)
        if base is None and not any(
                isinstance(each, ast.ImportFrom) and each.module == "pathlib" and each.end_lineno < line
                and any(name.name == "Path" and not name.asname for name in each.names) for each in body):
            lines.append("from pathlib import Path")
    elif not lines:
        return [], needs
    lines.sort(key=lambda text: (text.startswith("from"), text))
    place, head, tail = import_place(source, run, line)
    if call and base is not None:
        at = source.line_end(last_line(base, run.tree.body))
        if at[0] < place[0]:  # imports stand below BASE_DIR: import beside it
            at = place
        if at == place:
            return [(place, place, head + "\n".join(lines + [call]) + tail)], needs
        return [(place, place, head + "\n".join(lines) + tail), (at, at, "\n" + call)], needs
    if call:
        lines += ["", call]
    return [(place, place, head + "\n".join(lines) + tail)] if lines else [], needs


def base_dir(run, env_file, line):
    """The statement that binds BASE_DIR, when the .env lies in it."""
    for each in run.tree.body:
        if isinstance(each, ast.Assign) and len(each.targets) == 1 and isinstance(each.targets[0], ast.Name) \
                and each.targets[0].id == "BASE_DIR" and each.end_lineno < line:
            value = run.state.names.get("BASE_DIR")
            if isinstance(value, (str, pathlib.Path)) and os.path.join(str(value), ".env") == env_file:
                return each
    return None


def location(run, base, env_file, quote, encoding):
    """The path of the .env, as code, relative to the settings file."""
    dotenv = python_string(".env", quote, encoding)
    if base is not None:
        if isinstance(run.state.names["BASE_DIR"], pathlib.Path):
            return "BASE_DIR / " + dotenv
        return "BASE_DIR + %s" % python_string(os.sep + ".env", quote, encoding)
    up = os.path.relpath(os.path.dirname(env_file), os.path.dirname(run.world.path))
    text = "Path(__file__).resolve().parent"
    for part in ([] if up == "." else up.split(os.sep)):
        text += ".parent" if part == ".." else " / " + python_string(part, quote, encoding)
    return text + " / " + python_string(os.path.basename(env_file), quote, encoding)


def import_place(source, run, line):
    """Where imports go, with the line ends that belong before and after: below those that are there."""
    last, top = None, None
    for index, each in enumerate(run.tree.body):
        if each.end_lineno >= line:
            break
        docstring = index == 0 and isinstance(each, ast.Expr) and is_text(each.value)
        future = isinstance(each, ast.ImportFrom) and each.module == "__future__"
        if docstring or future:
            top = each
        elif isinstance(each, (ast.Import, ast.ImportFrom)) and not any(name.name == "*" for name in each.names):
            last = each
        elif last is not None:
            break
    if last is not None:
        return source.line_end(last_line(last, run.tree.body)), "\n", ""
    if top is not None:
        return source.line_end(last_line(top, run.tree.body)), "\n\n", ""
    return (run.tree.body[0].lineno, 0), "", "\n\n"
