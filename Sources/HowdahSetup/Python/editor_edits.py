"""Where the edit goes: the ways of making the effective default the wanted one, the smallest first.

1. The piece of code that gives the effective DATABASES['default'] is replaced, and later lines that set one of its
   keys to something else.
2. Where two ways through the file give different ones, or something out of reach changes it, the wanted default is
   set right after the last statement that touches DATABASES.
Each way is tried in memory, and the new text is walked again; the first that holds is the answer.
"""

import ast
import re

# A dictionary of this name is not the place for PostgreSQL.
OTHERS_NAME = re.compile(r"sqlite|mysql|maria|oracle|mssql|sql_?server|mongo", re.I)


def target_of(source, run):
    """The expression that gives the effective default, when it is one and stands in this file."""
    databases = run.state.names.get("DATABASES")
    node = databases.nodes.get("default") if isinstance(databases, Table) else None
    if "DATABASES" in run.state.maybe or (isinstance(databases, Table) and "default" in databases.unsure):
        return None
    seen = set()
    while node is not None and run.owns(node) and id(node) not in seen:
        seen.add(id(node))
        if isinstance(node, ast.IfExp) and run.decided.get(id(node.test), Unknown) is not Unknown:
            node = node.body if run.decided[id(node.test)] else node.orelse
        elif isinstance(node, ast.Name) and run.used_once(node.id) is not None and not OTHERS_NAME.search(node.id):
            node = run.used_once(node.id)
        else:
            return node
    return None


def whole_of(run):
    """The expression that gives DATABASES as a whole, when it is known to give no database beside the default."""
    databases, node = run.state.names.get("DATABASES"), run.state.bound
    if node is None or not run.owns(node) or "DATABASES" in run.state.maybe:
        return None
    if isinstance(databases, Table) and not databases.items and isinstance(node, ast.Dict) and not node.keys:
        return node
    if run.other_aliases() or not run.seen():
        return None
    if not isinstance(databases, Table) or databases.one:
        return node
    return node if isinstance(node, ast.Call) and databases.nodes.get("default", node) is None else None


def url_only(source, run, plan_for):
    """Leave DATABASES as it is: it takes DATABASE_URL once the .env is loaded."""
    line = run.touched.lineno if run.touched is not None and run.owned_binding else None
    return (plan_for(None, target_of(source, run)), [], line) if line and run.scope is None else None


def in_place(source, run, plan_for):
    """Replace the effective default where it stands."""
    node = target_of(source, run)
    if node is None:
        return None
    key_of = lambda key: run.value(key) if isinstance(run.value(key), str) else None  # noqa: E731
    layout = Layout(source, node, key_of)
    plan = plan_for(layout, node)
    style = layout.style(source)
    edits = [(source.start(node), source.end(node), plan.expression(style, layout))]
    return plan, edits, node.lineno


def whole(source, run, plan_for):
    """Replace DATABASES as a whole: an empty dictionary, or a call that gives the default and no other."""
    node = whole_of(run)
    if node is None:
        return None
    plan = plan_for(Layout(source, node), node)
    base = source.margin(node.lineno)
    style = Style(quote_of(source, node), source.encoding, base + unit(source), base + 2 * unit(source))
    key = python_string("default", style.quote, source.encoding)
    text = "{\n%s%s: %s\n%s}" % (style.base, key, plan.expression(style), base)
    return plan, [(source.start(node), source.end(node), text)], node.lineno


def override(source, run, plan_for, statement=None):
    """Set the default after the last statement that touches DATABASES, or where none does, in its natural place."""
    databases, statement = run.state.names.get("DATABASES"), statement or run.touched
    bound = "DATABASES" in run.state.names and "DATABASES" not in run.state.maybe
    body = run.scope.body if run.scope is not None else run.tree.body
    if isinstance(run.scope, ast.FunctionDef):
        return None
    if isinstance(databases, Module) and databases.name.startswith("configurations."):
        return None  # an object of theirs, into which nothing can be written
    others, seen = run.other_aliases(), run.seen()
    plan = plan_for(None, None)
    plan.unseen = not seen
    base = source.margin(body[-1].lineno) if run.scope is not None else ""
    style = Style(quote_of(source), source.encoding, base, base + unit(source))
    key = python_string("default", style.quote, source.encoding)
    foreign = isinstance(databases, Table) and not run.owned_binding
    # Only the default is set where there are others, or may be; the whole where nothing else can be lost.
    mapping = databases is Unknown or (isinstance(databases, Table) and not databases.one)
    if bound and mapping and (others or not seen or not foreign):
        text = "%sDATABASES[%s] = %s" % (base, key, plan.expression(style))
    else:
        inner = Style(style.quote, source.encoding, base + unit(source), base + 2 * unit(source))
        kept = ""
        if not bound and (not seen or (others and databases is not None)):  # it may be set, and hold others
            name = python_string("DATABASES", style.quote, source.encoding)
            kept = "%s**locals().get(%s, {}),\n" % (inner.base, name)
        text = "%sDATABASES = {\n%s%s%s: %s\n%s}" % (
            base, kept, inner.base, key, plan.expression(inner), base)
    gap = "\n"
    if statement is None or not run.owned_binding or hasattr(statement, "body"):
        gap = "\n\n"
        if statement is None:
            statement = natural_place(run, body)
        elif isinstance(statement, (ast.Import, ast.ImportFrom)):  # below all of the imports, not among them
            rest = body[body.index(statement) + 1:]
            while rest and isinstance(rest[0], (ast.Import, ast.ImportFrom)):
                statement = rest.pop(0)
    place = source.line_end(last_line(statement, body))
    return plan, [(place, place, gap + text + ("\n" if gap == "\n\n" and blank_after(source, place) else ""))], place[0]


def blank_after(source, place):
    """Whether the next line holds something, so that a blank line belongs between."""
    return place[0] < len(source.lines) and bool(source.lines[place[0]].strip())


def natural_place(run, body):
    """After WSGI_APPLICATION, where startproject has DATABASES; at the end, where names come from elsewhere."""
    places = [each for each in body if isinstance(each, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id in ("WSGI_APPLICATION", "ASGI_APPLICATION")
        for target in each.targets)]
    elsewhere = run.stars or run.spaces or run.state.elsewhere
    return places[-1] if places and not elsewhere else body[-1]


def last_line(statement, body):
    """The last line of a statement, and of those that begin on it (after a semicolon)."""
    line = statement.end_lineno
    for each in body:
        if each.lineno <= line and each.end_lineno > line:
            line = each.end_lineno
    return line


def later(source, tree, plan, after, walked):
    """Further edits: lines after the replaced piece that still set one of its keys to something else.

    `after` and `walked` are the file as edited so far. What stands below the edit stands in the old file as many lines
    from its end, at the same column.
    """
    default, edits, places = walked.default(), [], {}
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            places.setdefault((source.start(node), source.end(node)), node)
    for key in ORDER:
        written = default.nodes.get(key) if isinstance(default, Table) else None
        if written is None or not walked.owns(written) or key not in plan.wanted:
            continue
        if key in default.unsure or walked.value(written) == plan.wanted[key]:
            continue
        line, last = (each - len(after.lines) + len(source.lines) for each in (written.lineno, written.end_lineno))
        node = places.get(((line, after.start(written)[1]), (last, after.end(written)[1])))
        if node is None or ast.dump(node) != ast.dump(written):
            continue
        there = Style(quote_of(source, node), source.encoding, source.margin(line), source.margin(line) + unit(source))
        edits.append((source.start(node), source.end(node), plan.later(key, node, there)))
    return edits


def further(body, new_body, touched, line):
    """A statement further down to set the default after: the one that undid it, else the last that uses DATABASES."""
    last = [each for each in body if mentions(each)][-1:]
    if touched in new_body:
        index = len(body) - (len(new_body) - new_body.index(touched))
        last = ([body[index]] if index >= 0 and body[index].end_lineno > line else []) + last
    return next((each for each in last if each.end_lineno > line), None)
