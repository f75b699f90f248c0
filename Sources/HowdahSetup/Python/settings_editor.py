"""Plan the smallest edit that puts DATABASES['default'] of a settings file on PostgreSQL.

Reads one JSON object on standard input, writes one as the last line of standard output.
It writes no file and imports nothing of the project: the file is read, parsed, never run.
Positions come from Python's own ast; what is written back is verified before it is answered.
"""

import ast
import base64
import codecs
import difflib
import hashlib
import io
import json
import re
import sys
import tokenize
import warnings

MARK = "HOWDAH-RESULT "
DOTS = "\u2022" * 6
ORDER = ["ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS"]
POSTGRESQL = "django.db.backends.postgresql"
POSTGIS = "django.contrib.gis.db.backends.postgis"
# Keys of any backend that mean the same on PostgreSQL.
KEPT = {
    "ATOMIC_REQUESTS", "AUTOCOMMIT", "CONN_MAX_AGE", "CONN_HEALTH_CHECKS",
    "DISABLE_SERVER_SIDE_CURSORS", "TIME_ZONE", "TEST",
}
MUTATORS = {
    "update", "setdefault", "pop", "popitem", "clear", "__setitem__", "__delitem__", "__ior__",
}
FLAVOUR = re.compile(r"postgres|postgis|django_tenants|tenant_schemas|psqlextra|timescale")
ENVIRONMENT = {"environ", "getenv", "environb", "env", "config", "decouple", "dj_database_url"}
SECRET_NAME = re.compile(r"pass(word|wd|phrase)?$|passw|pwd|secret|token|api_?key|_key$|dsn", re.I)
URL_PASSWORD = re.compile(r"(://[^\s:/@'\"]*:)[^\s'\"]*@")
QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
PAIR = re.compile(r"(" + QUOTED.pattern + r")(\s*:\s*)(" + QUOTED.pattern + r")")
PYTHON_2 = re.compile(
    r"^\s*print\s+[^\s(=.,\[]|^\s*print\s*>>|^\s*exec\s+['\"\w]|^\s*except\s+[\w.]+\s*,\s*\w+\s*:"
    r"|^\s*raise\s+\w+\s*,|\bur'|\bur\"|<>|(?<![\w.])0[0-7]+(?![\w.])|(?<![\w.])0[xX][0-9a-fA-F]+L\b"
)


class Refused(Exception):
    """The file is not one that can be edited safely: why, and where."""

    def __init__(self, reason, sentence, line=None):
        super().__init__(sentence)
        self.reason, self.sentence, self.line = reason, sentence, line


# --- the file as bytes and as text ---------------------------------------------------------------


class Source:
    """A settings file: its bytes, its text as Python sees it, and the way from one to the other."""

    def __init__(self, raw):
        self.raw = raw
        try:
            found, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
        except SyntaxError as error:
            raise Refused("undecodable", "Python cannot tell the encoding of this file: %s." % error, 1)
        self.bom = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
        self.encoding = "utf-8" if found == "utf-8-sig" else found
        body = raw[len(self.bom):]
        try:
            self.original = body.decode(self.encoding)
        except UnicodeDecodeError as error:
            line = body[:error.start].count(b"\n") + 1
            raise Refused(
                "undecodable", "Line %d holds bytes that are not %s." % (line, self.encoding), line)
        # Exactly Python's line ends: \r\n, \r and \n, and no other (not \x0b, not \u2028).
        ends = [found.end() for found in re.finditer(r"\r\n|\r|\n", self.original)]
        self.starts = [0] + ends
        # The text without \r, line for line the same, so that a place is (line, column) in both.
        self.text = re.sub(r"\r\n|\r", "\n", self.original)
        self.lines = self.text.split("\n")

    def tree(self):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(self.text)
        except SyntaxError as error:
            line = error.lineno or 1
            text = self.lines[line - 1] if line <= len(self.lines) else ""
            around = self.lines[max(0, line - 2):line]
            if PYTHON_2.search(text) or any(PYTHON_2.search(each) for each in around):
                raise Refused("python2-code", "Line %d is written for Python 2." % line, line)
            raise Refused("syntax-error", "Python cannot read line %d: %s." % (line, error.msg), line)
        except ValueError as error:  # a NUL byte, before Python 3.12
            raise Refused("syntax-error", "Python cannot read this file: %s." % error, 1)
        except (RecursionError, MemoryError):
            raise Refused("too-complex", "The file is nested too deeply to be read.", 1)

    def column(self, line, utf8):
        """The column in characters for a column in UTF-8 bytes, as ast counts it."""
        return len(self.lines[line - 1].encode("utf-8")[:utf8].decode("utf-8"))

    def start(self, node):
        return node.lineno, self.column(node.lineno, node.col_offset)

    def end(self, node):
        return node.end_lineno, self.column(node.end_lineno, node.end_col_offset)

    def between(self, start, end):
        """The text from one place to another."""
        if start[0] == end[0]:
            return self.lines[start[0] - 1][start[1]:end[1]]
        first = self.lines[start[0] - 1][start[1]:]
        last = self.lines[end[0] - 1][:end[1]]
        return "\n".join([first] + self.lines[start[0]:end[0] - 1] + [last])

    def offset(self, place):
        """A place as an offset into the decoded original."""
        return self.starts[place[0] - 1] + place[1]

    def newline(self, line):
        """The line end in use at a line: its own, else the one before."""
        for index in list(range(line - 1, len(self.lines) - 1)) + list(range(line - 2, -1, -1)):
            end = self.original[self.starts[index] + len(self.lines[index]):self.starts[index + 1]]
            if end:
                return end
        return "\n"

    def replace(self, start, end, text):
        """New bytes, and the range of the old ones that they replace."""
        first, last = self.offset(start), self.offset(end)
        head = self.bom + self.original[:first].encode(self.encoding)
        middle = self.original[first:last].encode(self.encoding)
        tail = self.original[last:].encode(self.encoding)
        if head + middle + tail != self.raw:
            raise Refused("undecodable", "The encoding %s cannot be edited safely." % self.encoding, 1)
        replacement = text.replace("\n", self.newline(start[0])).encode(self.encoding)
        return head + replacement + tail, replacement, len(head), len(head) + len(middle)


# --- finding DATABASES['default'] ----------------------------------------------------------------


def root_name(node):
    while isinstance(node, (ast.Subscript, ast.Attribute, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def bindings(tree):
    """All that gives DATABASES a value, and all that changes it in place."""
    bound, changed = [], []
    for node in ast.walk(tree):
        if isinstance(node, ast.AugAssign):
            if root_name(node.target) == "DATABASES":
                changed.append(node)
        elif isinstance(node, ast.Name) and node.id == "DATABASES":
            if isinstance(node.ctx, ast.Store):
                bound.append(node)
            elif isinstance(node.ctx, ast.Del):
                changed.append(node)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for name in node.names:
                if (name.asname or name.name) == "DATABASES":
                    bound.append(node)
        elif isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
            if root_name(node) == "DATABASES":
                changed.append(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in MUTATORS and root_name(node.func) == "DATABASES":
                changed.append(node)
    augmented = {id(node.target) for node in changed if isinstance(node, ast.AugAssign)}
    bound = [node for node in bound if id(node) not in augmented]
    return (sorted(bound, key=lambda node: node.lineno),
            sorted((node for node in changed if id(node) not in augmented), key=lambda node: node.lineno))


def find_default(tree):
    """The statement that sets DATABASES, and the dictionary of its alias 'default'."""
    bound, changed = bindings(tree)
    if not bound:
        line = changed[0].lineno if changed else None
        raise Refused("no-databases", "This file sets no DATABASES of its own.", line)
    if len(bound) > 1:
        lines = ", ".join(str(node.lineno) for node in bound)
        raise Refused(
            "several-assignments", "DATABASES is set more than once: lines %s." % lines, bound[1].lineno)
    name = bound[0]
    if isinstance(name, (ast.Import, ast.ImportFrom)):
        raise Refused("imported", "DATABASES comes from another module.", name.lineno)
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and name in statement.targets:
            if len(statement.targets) > 1:
                raise Refused(
                    "not-literal", "DATABASES is set together with another name.", name.lineno)
            break
        if isinstance(statement, ast.AnnAssign) and statement.target is name:
            break
    else:
        raise Refused(
            "not-top-level",
            "DATABASES is set inside another statement (such as if, try, class, def or a tuple).", name.lineno)
    if changed:
        raise Refused(
            "changed-later", "Line %d changes DATABASES after it was set." % changed[0].lineno, changed[0].lineno)
    outer = statement.value
    if outer is None:
        raise Refused("no-databases", "DATABASES is declared here, but given no value.", name.lineno)
    check_literal(outer, "DATABASES")
    found = [value for key, value in zip(outer.keys, outer.values) if key.value == "default"]
    if not found:
        raise Refused("no-default", "DATABASES has no alias 'default'.", outer.lineno)
    if len(found) > 1:
        raise Refused("not-literal", "DATABASES has 'default' more than once.", found[1].lineno)
    check_literal(found[0], "DATABASES['default']")
    return statement, found[0]


def check_literal(node, what):
    if not isinstance(node, ast.Dict):
        raise Refused("not-literal", "%s is computed: it is not written as { … }." % what, node.lineno)
    for key, value in zip(node.keys, node.values):
        if key is None:
            raise Refused("not-literal", "%s takes in another dictionary with **." % what, value.lineno)
        if not is_text(key):
            raise Refused("not-literal", "%s has a key that is not plain text." % what, key.lineno)


def check_values(default, engine):
    """Refuse what is computed where a literal would take the place of somebody's design."""
    for key, value in zip(default.keys, default.values):
        if key.value not in ORDER or key.value == "OPTIONS" or literal(value) is not Missing:
            continue
        names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
        names |= {node.attr for node in ast.walk(value) if isinstance(node, ast.Attribute)}
        of_file = key.value == "NAME" and isinstance(engine, str) and not FLAVOUR.search(engine)
        if not of_file or names & ENVIRONMENT:
            raise Refused(
                "value-not-literal", "The value of '%s' is computed, not written out." % key.value, value.lineno)


class Missing:
    """No literal value."""


def literal(node):
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return Missing


# --- the layout of the old block -----------------------------------------------------------------


class Entry:
    """One `key: value` of a dictionary, as it is written, with the comments that belong to it."""

    def __init__(self, key, value):
        self.key, self.value = key, value
        self.text, self.above, self.beside = "", [], ""


class Layout:
    """How the dictionary at `node` is laid out: indentation, quotes, commas, comments."""

    def __init__(self, source, node):
        self.entries = [Entry(key.value, value) for key, value in zip(node.keys, node.values)]
        self.opening, self.closing = "", []  # comments after `{` and before `}`
        self.comma = True
        first, last = source.start(node), source.end(node)
        base_line = source.lines[first[0] - 1]
        self.base = re.match(r"[ \t]*", base_line).group()
        self.indent, self.multiline = None, first[0] != last[0]
        self.quote = "'"
        self.scan(source, node, first, last)
        if self.indent is None or len(self.indent) <= len(self.base):
            self.indent = self.base + (self.base or unit(source))

    def scan(self, source, node, first, last):
        places = [source.start(key) for key in node.keys]
        ends, depth, owner, lead, comma = [None] * len(places), 0, -1, [], None
        for kind, text, start, end, _ in tokens(source.between(first, last)):
            start, end = outward(start, first), outward(end, first)
            if owner + 1 < len(places) and start >= places[owner + 1]:
                owner, comma = owner + 1, None
                entry = self.entries[owner]
                entry.above, lead = lead, []
                if owner == 0 and not source.lines[start[0] - 1][:start[1]].strip():
                    self.indent = source.lines[start[0] - 1][:start[1]]
            if kind == tokenize.COMMENT:
                alone = not source.lines[start[0] - 1][:start[1]].strip()
                if depth > 1:
                    pass  # inside a value: it stays or goes with the value
                elif alone:
                    lead.append(text)
                elif owner < 0:
                    self.opening = text
                else:
                    self.entries[owner].beside = text
            elif kind == tokenize.OP and text in "([{":
                depth += 1
            elif kind == tokenize.OP and text in ")]}":
                depth -= 1
                if depth == 0:
                    break
            if owner < 0 or kind in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE):
                continue
            if depth == 1 and text == "," and start >= source.end(node.values[owner]):
                comma = start
            elif comma is None:
                ends[owner] = end
        self.closing = lead
        for entry, start, end in zip(self.entries, places, ends):
            entry.text = source.between(start, end)
        if self.entries:
            self.comma = comma is not None or not self.multiline
            opening = source.lines[places[0][0] - 1][places[0][1]:]
            self.quote = re.search(r"['\"]", opening).group()  # the key is a string, so there is one


def outward(place, first):
    """A place inside a piece of text, as a place in the file that the piece was cut from."""
    line, column = place
    return (line + first[0] - 1, column + (first[1] if line == 1 else 0))


def tokens(piece):
    return tokenize.generate_tokens(io.StringIO(piece).readline)


def unit(source):
    """One step of indentation, as this file has it."""
    for line in source.lines:
        found = re.match(r"[ \t]+(?=[^\s#])", line)
        if found:
            return "\t" if found.group().startswith("\t") else found.group()[:8]
    return "    "


# --- writing Python ------------------------------------------------------------------------------


def python_string(value, quote, encoding):
    """A string literal, in the file's quotes unless the other kind needs no backslash."""
    other = '"' if quote == "'" else "'"
    if quote in value and other not in value:
        quote = other
    parts = []
    for character in value:
        code = ord(character)
        if character in (quote, "\\"):
            parts.append("\\" + character)
        elif character in "\n\r\t":
            parts.append({"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character])
        elif character.isprintable() and encodable(character, encoding):
            parts.append(character)
        elif code < 0x100:
            parts.append("\\x%02x" % code)
        elif code < 0x10000:
            parts.append("\\u%04x" % code)
        else:
            parts.append("\\U%08x" % code)
    return quote + "".join(parts) + quote


def encodable(character, encoding):
    try:
        character.encode(encoding)
        return True
    except UnicodeEncodeError:
        return False


def python_value(value, style, indent):
    if isinstance(value, str):
        return python_string(value, style.quote, style.encoding)
    if isinstance(value, dict):
        if not value:
            return "{}"
        inner = indent + style.unit
        lines = ["%s%s: %s," % (inner, python_value(key, style, inner), python_value(each, style, inner))
                 for key, each in value.items()]
        return "{\n" + "\n".join(lines) + "\n" + indent + "}"
    if isinstance(value, list):
        return "[" + ", ".join(python_value(each, style, indent) for each in value) + "]"
    return repr(value)


class Style:
    """What new code must look like."""

    def __init__(self, quote="'", encoding="utf-8", base="    ", indent="        ", comma=True):
        self.quote, self.encoding, self.base, self.indent, self.comma = quote, encoding, base, indent, comma
        self.unit = indent[len(base):] or "    "


def block(style, rows, opening="", closing=()):
    """A dictionary; `rows` are (comments above, code, comment beside)."""
    lines = ["{" + ("  " + opening if opening else "")]
    for index, (above, code, beside) in enumerate(rows):
        lines += [style.indent + comment for comment in above]
        comma = "," if style.comma or index < len(rows) - 1 else ""
        lines.append(style.indent + code + comma + ("  " + beside if beside else ""))
    lines += [style.indent + comment for comment in closing]
    lines.append(style.base + "}")
    return "\n".join(lines)


# --- what the new default is ---------------------------------------------------------------------


def flavoured(old, wanted):
    """The engine to write: a PostgreSQL flavour that is there stays, GeoDjango stays GeoDjango."""
    if wanted != POSTGRESQL or not isinstance(old, str):
        return wanted
    if old.startswith("django.contrib.gis.db.backends."):
        return POSTGIS
    if old == POSTGRESQL + "_psycopg2":  # the old name, gone since Django 3.0
        return wanted
    if re.fullmatch(r"django\.db\.backends\.(?!postgresql$)\w+", old):  # Django has no other of its own: mistyped
        return wanted
    return old if FLAVOUR.search(old) else wanted


class Plan:
    """Wanted values and kept source, in the order in which they are written."""

    def __init__(self, source, layout, wanted):
        old = {entry.key: entry for entry in layout.entries}
        engine = literal(old["ENGINE"].value) if "ENGINE" in old else Missing
        postgresql = isinstance(engine, str) and bool(FLAVOUR.search(engine))
        self.wanted = {key: wanted[key] for key in ORDER if wanted.get(key) is not None}
        self.wanted["ENGINE"] = flavoured(engine, self.wanted["ENGINE"])
        self.old, self.options = old, []
        options = old.get("OPTIONS")
        if options is not None and postgresql:
            self.keep_options(source, options)
        self.kept = [key for key in old if key not in ORDER and (key in KEPT or postgresql)]
        if self.options and "OPTIONS" not in self.wanted:
            self.kept.insert(0, "OPTIONS")
        self.dropped = [key for key in old if key not in self.wanted and key not in self.kept]

    def keep_options(self, source, entry):
        """OPTIONS of PostgreSQL stay, but where they would name another password than the wanted."""
        asked = self.wanted.get("OPTIONS") or {}
        rivals = {"passfile", "service"} if "PASSWORD" in self.wanted else set()
        try:
            check_literal(entry.value, "OPTIONS")
        except Refused as refused:
            if not asked:
                self.options = [entry]
                return
            raise refused
        inner = Layout(source, entry.value)
        self.options = [each for each in inner.entries if each.key not in asked and each.key not in rivals]
        if len(self.options) != len(inner.entries) or asked:
            merged = dict(asked)
            for each in self.options:
                value = literal(each.value)
                if value is Missing:
                    raise Refused(
                        "value-not-literal", "The option '%s' is computed, not written out." % each.key,
                        each.value.lineno)
                merged[each.key] = value
            if merged:
                self.wanted["OPTIONS"] = merged
            self.options = []

    def holds(self):
        """Whether the file already says exactly this."""
        for key in ORDER:
            there = literal(self.old[key].value) if key in self.old else None
            if key in self.kept:
                continue
            if (there or None) != (self.wanted.get(key) or None):
                return False
            if there is not None and type(there) is not type(self.wanted.get(key, there)):
                return False
        return True

    def rows(self, style, masked=False):
        rows = []
        for key in [key for key in ORDER if key in self.wanted] + self.kept:
            entry = self.old.get(key)
            above, beside = (entry.above, entry.beside) if entry else ([], "")
            if key in self.kept:
                code = entry.text
            else:
                value = DOTS if masked and key == "PASSWORD" else self.wanted[key]
                name = python_string(key, style.quote, style.encoding)
                code = name + ": " + python_value(value, style, style.indent)
            rows.append((above, code, beside))
        return rows


# --- what may be shown ---------------------------------------------------------------------------


def secret_spans(source, tree):
    """Where string literals stand that a name calls secret: (line, column) from and to."""
    spans = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            pairs = [(key.value, value) for key, value in zip(node.keys, node.values) if key and is_text(key)]
        elif isinstance(node, ast.Assign):
            pairs = [(name_of(target), node.value) for target in node.targets]
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            pairs = [(name_of(node.target), node.value)]
        elif isinstance(node, ast.keyword) and node.arg:
            pairs = [(node.arg, node.value)]
        else:
            continue
        for name, value in pairs:
            if SECRET_NAME.search(name):
                spans += [(source.start(each), source.end(each)) for each in ast.walk(value)
                          if isinstance(each, ast.Constant) and isinstance(each.value, (str, bytes, int))
                          and not isinstance(each.value, bool)]
    return spans


def name_of(node):
    if isinstance(node, ast.Subscript):
        index = getattr(node.slice, "value", node.slice)  # ast.Index, until Python 3.8
        index = getattr(index, "value", index)
        return index if isinstance(index, str) else ""
    return getattr(node, "id", None) or getattr(node, "attr", None) or ""


def masked_lines(source, tree):
    lines = list(source.lines)
    for (first, left), (last, right) in sorted(set(secret_spans(source, tree)), reverse=True):
        if first == last:
            lines[first - 1] = lines[first - 1][:left] + "'" + DOTS + "'" + lines[first - 1][right:]
        else:
            lines[last - 1] = "'" + lines[last - 1][right:]
            for middle in range(first, last - 1):
                lines[middle] = DOTS
            lines[first - 1] = lines[first - 1][:left] + "'" + DOTS
    return [masked_text(line) for line in lines]


def masked_text(line):
    """Source text without the passwords that its wording shows: in URLs, pairs and comments."""
    line = URL_PASSWORD.sub(lambda found: found.group(1) + DOTS + "@", line)
    line = PAIR.sub(
        lambda found: found.group(1) + found.group(2) + "'" + DOTS + "'"
        if SECRET_NAME.search(found.group(1).strip("'\"")) else found.group(), line)
    comment = line.find("#")
    if comment >= 0 and re.search(r"pass|pwd|secret|token|key", line[comment:], re.I):
        head, tail = line[:comment], line[comment:]
        pair = re.search(r"[:=]", tail)
        cut = pair.end() if pair else 0
        said = tail[cut:]
        hidden = QUOTED.sub("'" + DOTS + "'", said)
        line = head + tail[:cut] + (hidden if hidden != said or not said.strip() else " " + DOTS)
    return line


def unified(path, old, old_tree, new, new_tree, first, last):
    """A unified diff of the real lines that shows the masked ones; lines `first` to `last` were replaced."""
    before, after = masked_lines(old, old_tree), masked_lines(new, new_tree)
    above, below = max(0, first - 4), min(len(old.lines), last + 3)
    grown = len(new.lines) - len(old.lines)
    matcher = difflib.SequenceMatcher(
        None, old.lines[above:below], new.lines[above:below + grown], autojunk=False)
    out = ["--- " + path, "+++ " + path]
    for group in matcher.get_grouped_opcodes(3):
        (_, i1, _, j1, _), (_, _, i2, _, j2) = group[0], group[-1]
        out.append("@@ -%d,%d +%d,%d @@" % (above + i1 + 1, i2 - i1, above + j1 + 1, j2 - j1))
        for tag, i1, i2, j1, j2 in group:
            gone, come = before[above + i1:above + i2], after[above + j1:above + j2]
            if tag == "equal":
                out += [" " + line for line in gone]
            else:
                out += ["-" + line for line in gone] + ["+" + line for line in come]
    return "\n".join(out) + "\n" if len(out) > 2 else ""


def current(layout):
    """The old values as far as they are written out; never the password."""
    old = {entry.key: entry for entry in layout.entries}
    view = {}
    for key in ("ENGINE", "NAME", "USER", "HOST", "PORT"):
        value = literal(old[key].value) if key in old else None
        view[key] = masked_text(old[key].text.split(":", 1)[-1].strip()) if value is Missing else value
    view["password_present"] = "PASSWORD" in old and literal(old["PASSWORD"].value) not in ("", None)
    return view


def paste(style, rows):
    """The whole block, for somebody to paste."""
    key = python_string("default", style.quote, style.encoding)
    inner = Style(style.quote, style.encoding, style.unit, style.unit * 2)
    return "DATABASES = {\n%s%s: %s\n}\n" % (style.unit, key, block(inner, rows))


# --- the answer ----------------------------------------------------------------------------------


def notes(tree, statement):
    """What may still override the edit when the file runs; the effective settings tell."""
    found = []
    for node in ast.walk(tree):
        if getattr(node, "lineno", 0) <= statement.end_lineno:
            continue
        if isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names):
            found.append({"code": "star-import-later", "line": node.lineno})
        elif isinstance(node, ast.Call) and root_name(node.func) in ("locals", "globals", "exec"):
            found.append({"code": "namespace-used-later", "line": node.lineno})
        elif isinstance(node, ast.Name) and node.id == "DATABASES":
            found.append({"code": "databases-used-later", "line": node.lineno})
    return sorted(found, key=lambda note: note["line"])


def verify(new, plan, old_tree, old_statement):
    """The new file, read again from its bytes: its default is the wanted, all else as before."""
    failed = Refused("verification-failed", "The edited file did not read back as meant.")
    source = Source(new)
    tree = source.tree()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compile(new, "settings.py", "exec")
    statement, default = find_default(tree)
    got = {key.value: value for key, value in zip(default.keys, default.values)}
    expected = [key for key in ORDER if key in plan.wanted] + plan.kept
    if [key.value for key in default.keys] != expected:
        raise failed
    for key in expected:
        if key in plan.kept:
            if ast.dump(got[key]) != ast.dump(plan.old[key].value):
                raise failed
        elif literal(got[key]) != plan.wanted[key]:
            raise failed
    before = [ast.dump(each) for each in old_tree.body if each is not old_statement]
    after = [ast.dump(each) for each in tree.body if each is not statement]
    aliases = [[(key.value, ast.dump(value)) for key, value in zip(each.value.keys, each.value.values)
                if key.value != "default"] for each in (old_statement, statement)]
    if before != after or aliases[0] != aliases[1]:
        raise failed
    return source, tree


STAND_IN = "[__import__('dotenv').load_dotenv(%r), __import__('dj_database_url').config()][1]"


def answer_url(path, root):
    """A stand-in for the style url: the value of 'default' alone, for a file whose default is a literal dict."""
    with open(path, "rb") as file:
        raw = file.read()
    result = {"outcome": "unchanged", "reason": None, "sentence": None, "line": 1,
              "old_sha256": hashlib.sha256(raw).hexdigest(), "diff": "", "block": "",
              "needs": ["dj-database-url", "python-dotenv"], "env_file": root + "/.env"}
    text = STAND_IN % (root + "/.env")
    if text.encode() in raw:
        return result
    source = Source(raw)
    try:
        tree = source.tree()
        default = find_default(tree)[1]
        new, _, _, _ = source.replace(source.start(default), source.end(default), text)
    except Refused as refused:
        result.update(outcome="refused", reason=refused.reason, sentence=refused.sentence, line=refused.line)
        return result
    after = Source(new)
    result.update(outcome="edited", new_file_b64=base64.b64encode(new).decode("ascii"), line=default.lineno,
                  diff=unified(path, source, tree, after, after.tree(), default.lineno, default.end_lineno))
    return result


def answer(path, wanted):
    result = {"outcome": "refused", "reason": None, "sentence": None, "line": None, "current": None}
    style, rows = Style(), None
    try:
        try:
            with open(path, "rb") as file:
                raw = file.read()
        except OSError as error:
            raise Refused("unreadable", "The file cannot be read: %s." % (error.strerror or error))
        result["old_sha256"] = hashlib.sha256(raw).hexdigest()
        source = Source(raw)
        tree = source.tree()
        statement, default = find_default(tree)
        result["line"] = default.lineno
        layout = Layout(source, default)
        if not layout.entries:
            outer = statement.value
            key = [key for key in outer.keys if key.value == "default"][0]
            layout.quote = source.between(source.start(key), source.end(key)).lstrip("uUrRbB")[:1]
        style = Style(layout.quote, source.encoding, layout.base, layout.indent, layout.comma)
        result["current"] = current(layout)
        old = {entry.key: entry.value for entry in layout.entries}
        check_values(default, literal(old["ENGINE"]) if "ENGINE" in old else Missing)
        plan = Plan(source, layout, wanted)
        rows = plan.rows(style, masked=True)
        result["kept"], result["dropped"] = plan.kept, plan.dropped
        result["notes"] = notes(tree, statement)
        if plan.holds():
            result["outcome"] = "unchanged"
        else:
            text = block(style, plan.rows(style), layout.opening, layout.closing)
            new, replacement, start, end = source.replace(source.start(default), source.end(default), text)
            after, after_tree = verify(new, plan, tree, statement)
            result.update(
                outcome="edited", start=start, end=end,
                replacement_b64=base64.b64encode(replacement).decode("ascii"),
                new_file_b64=base64.b64encode(new).decode("ascii"),
                diff=unified(
                    path, source, tree, after, after_tree, default.lineno, default.end_lineno))
    except Refused as refused:
        result.update(reason=refused.reason, sentence=refused.sentence)
        result["line"] = refused.line or result["line"]
        for key in ("start", "end", "replacement_b64", "new_file_b64", "diff"):
            result.pop(key, None)
    if rows is None:
        style = Style(style.quote)
        shown = {key: wanted[key] for key in ORDER if wanted.get(key) is not None}
        if "PASSWORD" in shown:
            shown["PASSWORD"] = DOTS
        rows = [([], python_string(key, style.quote, "utf-8") + ": " + python_value(value, style, " " * 8), "")
                for key, value in shown.items()]
    rows = [([masked_text(comment) for comment in above], masked_text(code), masked_text(beside))
            for above, code, beside in rows]
    result["block"] = paste(style, rows)
    return result


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
    return printable(repr(value))


def main():
    request = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    status = 0
    try:
        wanted = request["wanted"]
        style = request.get("style", "literal")
        if style == "passfile":
            wanted.pop("PASSWORD", None)
            wanted["OPTIONS"] = dict(wanted.get("OPTIONS") or {}, passfile=request["passfile"])
        if not isinstance(wanted.get("ENGINE"), str) or set(wanted) - set(ORDER):
            raise ValueError("wanted: ENGINE, NAME, USER, PASSWORD, HOST, PORT and OPTIONS are known")
        if style == "url":
            result = answer_url(request["path"], request.get("root") or "/nowhere")
        else:
            result = answer(request["path"], wanted)
            result["notes"] = []
    except Exception as error:  # evidence for the caller; the message is ours or the system's
        kind = type(error).__name__
        result, status = {"error": {"kind": kind, "message": str(error), "causes": []}}, 1
        if not isinstance(error, ValueError):
            result["error"]["message"] = "%s in settings_editor" % kind
    sys.stdout.write("\n" + MARK + json.dumps(printable(result)) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
