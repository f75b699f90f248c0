"""Plan the smallest edit that puts DATABASES['default'] of a settings file on PostgreSQL.

Reads one JSON object on standard input, writes one as the last line of standard output.
It writes no file and imports nothing of the project: files are read, parsed, never run.

What counts is the effective default: what DATABASES['default'] is once the module has been imported on the learner's
own computer by manage.py. An `if` that this decides (a constant, a variable of the environment that is not set, a test
run) is followed one way, and the other way is left alone: it belongs to another computer. Where it cannot be decided,
the wanted default is set after the last statement that touches DATABASES, which is right either way.
The new text is walked again before it is answered: it holds what was asked, and all else is as before.
"""

import ast
import base64
import hashlib
import json
import os
import re
import sys
import warnings

MARK = "HOWDAH-RESULT "
STYLES = ("literal", "url", "passfile")
SETTINGS = {
    "INSTALLED_APPS", "SECRET_KEY", "DEBUG", "MIDDLEWARE", "MIDDLEWARE_CLASSES", "ROOT_URLCONF", "TEMPLATES",
    "WSGI_APPLICATION", "ASGI_APPLICATION", "ALLOWED_HOSTS", "BASE_DIR", "LANGUAGE_CODE", "TIME_ZONE", "STATIC_URL",
    "DATABASE_ROUTERS", "CACHES", "LOGGING", "AUTH_USER_MODEL", "DEFAULT_AUTO_FIELD", "USE_TZ", "EMAIL_BACKEND",
    "INTERNAL_IPS", "ADMINS", "SITE_ID", "STATICFILES_DIRS", "PASSWORD_HASHERS", "SECURE_SSL_REDIRECT",
}


class Editor:
    """One file, one question."""

    def __init__(self, request):
        self.request, self.path = request, request["path"]
        self.around = Around(self.path, request.get("root"))
        self.url, self.env_file = None, None

    def read(self):
        try:
            if os.path.isdir(self.path):
                raise Refused("unreadable", "This is a folder, not a file.")
            with open(self.path, "rb") as file:
                return file.read()
        except OSError as error:
            raise Refused("unreadable", "The file cannot be read: %s." % (error.strerror or error))

    def walk(self, source, tree, url=None):
        world = World(self.path, self.around, url)
        self.around.seen.clear()
        del self.around.loaded[:]
        run = Run(source, tree, world).go()
        if not run.owned_binding and run.state.names.get("DATABASES") is None:
            scope = self.scope(tree)
            if scope is not None:
                run = Run(source, tree, world, scope).go()
        return run

    def scope(self, tree):
        """The class, of settings in classes, whose DATABASES takes effect; or its property of that name."""
        classes = {each.name: each for each in tree.body if isinstance(each, ast.ClassDef)}
        own = [name for name, each in classes.items() if any(binds(part) for part in each.body)]
        chosen = self.around.configuration() if classes else None
        while chosen in classes and chosen not in own:  # the class that it is taken from
            bases = [base.id for base in classes[chosen].bases if isinstance(base, ast.Name) and base.id in classes]
            chosen = bases[0] if bases else None
        if chosen not in own:
            near = [name for name in own if re.match(r"(?i)dev|local|default", name)]
            chosen = (near + own + [None])[0]
        if chosen is None:
            configured = [each for each in classes.values() if any(
                re.search(r"Configuration$", getattr(base, "id", getattr(base, "attr", ""))) for base in each.bases)]
            return configured[0] if configured else None
        for part in classes[chosen].body:
            if isinstance(part, ast.FunctionDef) and part.name == "DATABASES":
                return part
        return classes[chosen]

    def edit(self, source, tree, result):
        run = self.walk(source, tree)
        if not settings_like(run, tree):
            raise no_settings(tree)
        before = run.default() if isinstance(run.default(), Table) else None
        if self.request["style"] == "url":
            self.env_file = result["env_file"] = env_file_of(self.around)
            self.url = Wanted(self.request["wanted"], self.env_file)
            run = self.walk(source, tree, self.url)
        default = run.default() if isinstance(run.default(), Table) else None
        result["current"] = current(source, run, before)
        request = self.request

        def plan_for(layout, node):
            return Plan(source, run, before, layout, node, request)
        plan = plan_for(None, self.standing(source, run))
        self.plan = plan
        if default is not None and plan.holds(default) and not run.missing and self.in_style(run, default):
            result.update(outcome="unchanged", line=run.touched.lineno if run.touched is not None else None)
            self.report(result, run, plan)
            return
        for way in ([url_only] if request["style"] == "url" else []) + [in_place, whole, override]:
            found = way(source, run, plan_for)
            if found is not None and self.tried(source, tree, run, way, plan_for, found, result):
                return
        line = run.touched.lineno if run.touched is not None else None
        raise Refused("computed", "DATABASES is computed in a way that cannot be edited safely.", line)

    def tried(self, source, tree, run, way, plan_for, found, result):
        """Make the edits in memory and look at what comes out; where a later line undoes them, once more with it."""
        for _ in range(3):
            plan, edits, line = found
            if self.request["style"] == "url":
                extra, result["needs"] = loads(source, run, self.env_file, line, way is not url_only)
                edits = edits + extra
            new, ranges = source.replaced(edits)
            after, new_tree, walked = self.walked(new)
            if walked is not None and self.verified(source, tree, run, plan, edits, new_tree, walked):
                result.update(
                    outcome="edited", line=line, new_file_b64=base64.b64encode(new).decode("ascii"),
                    edits=[{"start": start, "end": end, "replacement_b64": base64.b64encode(text).decode("ascii")}
                           for start, end, text in ranges],
                    diff=unified(self.path, source, tree, after, new_tree))
                self.plan = plan
                self.report(result, run, plan)
                return True
            if walked is None or way in (whole, url_only):
                return False
            if way is in_place:
                more = later(source, tree, plan, after, walked)
                if not more or len(found[1]) > 1:
                    return False
                found = (plan, found[1] + more, line)
            else:
                after = further(tree.body, new_tree.body, walked.touched, found[2]) if run.scope is None else None
                if after is None:
                    return False
                found = override(source, run, plan_for, after)
        return False

    def standing(self, source, run):
        return target_of(source, run)

    def in_style(self, run, default):
        """Whether what holds already is written the way that was asked for."""
        if self.request["style"] == "url":
            return default.url
        return True

    def walked(self, new):
        """The new file, read again from its bytes."""
        try:
            after = Source(new)
            tree = after.tree()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(new, "settings.py", "exec")
        except (Refused, SyntaxError, ValueError):
            return None, None, None
        return after, tree, self.walk(after, tree, self.url)

    def verified(self, source, tree, run, plan, edits, new_tree, walked):
        """Whether its default is the wanted one in the style asked for, no key that is read is gone, and all else is as
        before."""
        return plan.holds(walked.default()) and self.in_style(walked, walked.default()) and len(
            walked.missing) <= len(run.missing) and same_outside(source, tree, edits, new_tree)

    def report(self, result, run, plan):
        """What the person, or the caller, must know beside the edit."""
        result["kept"], result["dropped"] = plan.kept, plan.dropped
        bound = run.touched.lineno if run.touched is not None else 0
        for module, line in run.stars:
            path = self.around.find(module, self.path)
            place = self.around.line(path) if path else None
            if place and place not in result["elsewhere"]:
                result["elsewhere"].append(place)
            elif line > bound and path is None and not place:
                result["overridden_by"].append({"module": module, "line": line})
        for node in ast.walk(run.tree):
            if isinstance(node, ast.Call) and root_name(node) == "include":
                names = [each.value for each in ast.walk(node) if is_text(each) and each.value.endswith(".py")]
                result["elsewhere"] += [place for place in map(self.around.line, self.around.included(names)) if place]
        result["notes"] += [
            "Line %d may set DATABASES again: it writes into the module's names." % line
            for line in sorted(set(run.spaces)) if line > bound]
        result["notes"] += [
            "Line %d hands DATABASES to a function, which may change it." % line for line in sorted(set(run.passed))]
        result["notes"] += [
            "Line %d wraps the default in a function, which may change it." % line
            for line, table in run.wrappers if table is run.state.names.get("DATABASES")]
        if plan.unseen:
            result["notes"].append("DATABASES is computed: other databases in it cannot be seen from here. They stay.")
        if "OPTIONS" in plan.kept or len(plan.wanted.get("OPTIONS") or {}) > len(plan.asked):
            result["notes"].append("The OPTIONS that were there stay.")


def binds(node, names=("DATABASES",)):
    """Whether a statement of a class gives DATABASES, or one of some other names."""
    if isinstance(node, ast.FunctionDef):
        return node.name in names
    return any(isinstance(each, ast.Name) and each.id in names and isinstance(each.ctx, ast.Store)
               for each in ast.walk(node))


def no_settings(tree):
    """Why a file that gives no settings by itself is refused."""
    for each in tree.body:
        if isinstance(each, ast.ClassDef) and any(binds(part, SETTINGS) for part in each.body):
            return Refused(
                "computed", "The class %s may take DATABASES from another file, which cannot be followed." % each.name,
                each.lineno)
    return Refused("not-settings", "This file holds no settings of Django.", None)


def settings_like(run, tree):
    """Whether a file is a settings module: it knows DATABASES, another setting, or takes in names nobody knows."""
    if run.scope is not None or mentions(tree) or any(name in SETTINGS | {"DATABASES"} for name in run.state.names):
        return True
    return any(run.world.around.find(module, run.world.path) is None for module, _ in run.stars)


def same_outside(source, tree, edits, new_tree):
    """Whether two trees are the same but for the statements that hold an edit, and for what was inserted."""
    lines = [(start[0], end[0]) for start, end, _ in edits if start != end]
    return same(tree.body, new_tree.body, lines, source)


def same(old, new, lines, source):
    index = 0
    for statement in old:
        edited = any(first >= statement.lineno and last <= statement.end_lineno for first, last in lines)
        while index < len(new) and not alike(statement, new[index], edited, lines, source):
            if not added(new[index]):
                return False
            index += 1
        if index == len(new):
            return False
        index += 1
    return all(added(each) for each in new[index:])


def alike(one, other, edited, lines, source):
    if type(one) is not type(other):
        return False
    inner = [getattr(one, name, None) for name in ("body", "orelse", "finalbody", "handlers")]
    if isinstance(one, ast.ClassDef) or (edited and any(inner)):
        return all(same(part or [], getattr(other, name, None) or [], lines, source) for part, name in zip(
            inner, ("body", "orelse", "finalbody", "handlers")))
    if edited:
        targets = [ast.dump(each) for each in getattr(one, "targets", [getattr(one, "target", one)])]
        return isinstance(one, ast.Expr) or isinstance(one, ast.Return) or targets == [
            ast.dump(each) for each in getattr(other, "targets", [getattr(other, "target", other)])]
    return ast.dump(one) == ast.dump(other)


def added(node):
    """Whether a statement may be one that this edit added."""
    if isinstance(node, ast.Import):
        return [name.name for name in node.names] == ["dj_database_url"]
    if isinstance(node, ast.ImportFrom):
        return node.module in ("dotenv", "pathlib")
    if isinstance(node, ast.Expr):
        return root_name(node.value) == "load_dotenv"
    return isinstance(node, ast.Assign) and all(root_name(target) == "DATABASES" for target in node.targets)


# --- the answer -----------------------------------------------------------------------------------


def answer(request):
    result = {"outcome": "refused", "reason": None, "sentence": None, "line": None, "current": None, "needs": [],
              "env_file": None, "elsewhere": [], "overridden_by": [], "notes": []}
    editor, source = Editor(request), None
    editor.plan = None
    try:
        raw = editor.read()
        result["old_sha256"] = hashlib.sha256(raw).hexdigest()
        source = Source(raw)
        if not source.text.strip():
            raise Refused("empty", "The file is empty.", 1)
        editor.edit(source, source.tree(), result)
    except Refused as refused:
        result.update(outcome="refused", reason=refused.reason, sentence=refused.sentence)
        result["line"] = refused.line or result["line"]
        for key in ("edits", "new_file_b64", "diff"):
            result.pop(key, None)
    result["block"] = to_paste(request, editor.plan, source)
    return result


def to_paste(request, plan, source):
    """The whole block in the style that was asked for, the password masked."""
    style = Style(quote_of(source) if source is not None else "'", "utf-8")
    if plan is None:
        wanted = dict({"ENGINE": POSTGRESQL}, **request["wanted"])
        if request["style"] != "literal":
            wanted.pop("PASSWORD", None)
        if request["style"] == "passfile":
            wanted["OPTIONS"] = dict(wanted.get("OPTIONS") or {}, passfile=request["passfile"])
        if "PASSWORD" in wanted:
            wanted["PASSWORD"] = DOTS
        rows = [([], python_string(key, style.quote, "utf-8") + ": " + python_value(wanted[key], style, " " * 8), "")
                for key in ORDER if wanted.get(key) is not None]
    else:
        rows = plan.rows(Style(style.quote, "utf-8", "    ", "        "), masked=True)
    if request["style"] == "url":
        key = python_string("default", style.quote, "utf-8")
        return "DATABASES = {\n    %s: %s,\n}\n" % (key, plan.expression(
            Style(style.quote, "utf-8", "    ", "        ")) if plan else "dj_database_url.config()")
    rows = [([masked_text(comment) for comment in above], masked_text(code), masked_text(beside))
            for above, code, beside in rows]
    return paste(style, rows)


def printable(value):
    """The same value without lone surrogates, which are no JSON."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {printable(str(key)): printable(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(each) for each in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return printable(str(value))


def checked(request):
    """The request, with what it may leave out; ValueError where it cannot be meant."""
    request = dict({"style": "literal"}, **request)
    wanted = request["wanted"]
    if request["style"] not in STYLES:
        raise ValueError("style: literal, url and passfile are known")
    if not isinstance(wanted.get("ENGINE", ""), str) or set(wanted) - set(ORDER):
        raise ValueError("wanted: ENGINE, NAME, USER, PASSWORD, HOST, PORT and OPTIONS are known")
    if request["style"] == "passfile" and not isinstance(request.get("passfile"), str):
        raise ValueError("passfile: the path is missing")
    return request


def main():
    status = 0
    try:
        result = answer(checked(json.loads(sys.stdin.buffer.read().decode("utf-8"))))
    except Exception as error:  # evidence for the caller; the message is ours or the system's
        kind = type(error).__name__
        result, status = {"error": {"kind": kind, "message": str(error), "causes": []}}, 1
        if not isinstance(error, ValueError):
            result["error"]["message"] = "%s in settings_editor" % kind
    sys.stdout.write("\n" + MARK + json.dumps(printable(result)) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
