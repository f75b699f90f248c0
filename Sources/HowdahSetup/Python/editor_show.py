"""What may be shown of a settings file: the difference and the block, without any password."""

import ast
import difflib
import re
import tokenize

DOTS = "\u2022" * 6
SECRET_NAME = re.compile(r"pass(?!file)|pwd|pw(?![a-z])|secret|token|key|dsn|credential|auth", re.I)
SECRET_TEXT = re.compile(r"(?:" + SECRET_NAME.pattern + r")[\w'\" ]*[:=]", re.I)
WORD = re.compile(r"[\w -]{1,60}")
URL_PASSWORD = re.compile(r"(://[^\s:/@'\"]*:)[^\s'\"]*@")
QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
PAIR = re.compile(r"(" + QUOTED.pattern + r")(\s*:\s*)(" + QUOTED.pattern + r")")


class Shown:
    """The lines of a file that a difference shows, from `first` to `last`, and those among them that it changes."""

    def __init__(self, source, tree, changed, first, last):
        self.source, self.tree, self.changed, self.first, self.last = source, tree, changed, first, last
        self.spans, self.secret = [], set()  # what is masked, and lines whose code is about a secret

    def inside(self, node):
        return getattr(node, "lineno", self.first) <= self.last and getattr(node, "end_lineno", self.last) >= self.first

    def walk(self, node):
        """The pieces of code on the lines that are shown; the inside of an f-string belongs to it."""
        pending = [node]
        while pending:
            each = pending.pop()
            if self.inside(each):
                yield each
                pending += [] if isinstance(each, ast.JoinedStr) else list(ast.iter_child_nodes(each))

    def literals(self, node):
        return [each for each in self.walk(node) if isinstance(each, ast.JoinedStr) or (
            isinstance(each, ast.Constant) and isinstance(each.value, (str, bytes, int, float))
            and not isinstance(each.value, bool))]

    def mask(self, literals):
        self.spans += [(self.source.start(each), self.source.end(each), "'" + DOTS + "'") for each in literals]

    def lines(self):
        """The lines of the file, masked where they are shown."""
        for node in self.walk(self.tree):
            for name, value in named_values(node):
                if SECRET_NAME.search(name):
                    self.mask(self.literals(value))
            if isinstance(node, (ast.Call, ast.Tuple, ast.List, ast.Set)):
                self.beside(node)
        comments = self.comments()
        for node in self.walk(self.tree):
            if isinstance(node, ast.stmt):
                self.statement(node, comments)
        for each in self.literals(self.tree):
            self.text(each)
        lines = list(self.source.lines)
        for line in range(self.first, self.last + 1):
            self.comment(lines, line, comments)
        for start, end, text in reversed(outermost(self.spans)):
            replace(lines, start, end, text)
        for line in range(self.first, self.last + 1):
            lines[line - 1] = masked_text(lines[line - 1])
        return lines

    def beside(self, node):
        """What stands beside a text that names a secret: `get('DB_PASSWORD', 'x')`, `('PASSWORD', 'x')`."""
        given = node.args if isinstance(node, ast.Call) else node.elts
        if any(is_text(each) and names_secret(each.value) for each in given):
            keep = {id(given[0])} if isinstance(node, ast.Call) and is_key(given[0]) else set()
            words = [each.value for each in getattr(node, "keywords", ())]
            self.mask([each for part in list(given) + words for each in self.literals(part) if id(each) not in keep])

    def statement(self, node, comments):
        """All literals of a statement that is not edited, when it, or a comment at it, names a secret."""
        parts = [node] if not hasattr(node, "body") else [
            each for each in ast.iter_child_nodes(node) if not isinstance(each, ast.stmt) and hasattr(each, "lineno")
            and not hasattr(each, "body")]
        for part in parts:
            lines = range(part.lineno, part.end_lineno + 1)
            if self.changed.intersection(lines):
                continue
            said = any(SECRET_NAME.search(comments[line][1]) for line in comments
                       if part.lineno - 1 <= line <= part.end_lineno)
            if said or any(map(names_secret, names_in(part))):
                keep = {id(key) for each in ast.walk(part) for key in keys_of(each)}
                self.mask([each for each in self.literals(part) if id(each) not in keep])
                self.secret.update(lines)

    def text(self, node):
        """What follows `password:` inside a text; in one of several lines to the end of that line, or of the next."""
        start, end = self.source.start(node), self.source.end(node)
        code = self.source.code(node)
        if start[0] == end[0]:
            if SECRET_TEXT.search(code):
                self.mask([node])
            return
        left = None
        for offset, line in enumerate(code.split("\n")):
            number, margin = start[0] + offset, start[1] if offset == 0 else 0
            found = SECRET_TEXT.search(line)
            if left is None and found:
                left = found.end()
            if left is not None and line[left:].strip():
                self.spans.append(((number, margin + left), (number, margin + len(line)), " " + DOTS))
                left = None
            elif left is not None:
                left = 0

    def comments(self):
        """The comments on the shown lines and just above: (column, text) by line."""
        begin = max(1, self.first - 20)
        for node in self.tree.body:  # not in the middle of a statement
            if node.lineno < begin <= node.end_lineno:
                begin = node.lineno
        piece = "\n".join(self.source.lines[begin - 1:self.last]) + "\n"
        return {start[0] + begin - 1: (start[1], text) for kind, text, start, _, _ in tokens(piece)
                if kind == tokenize.COMMENT}

    def comment(self, lines, line, comments):
        """A comment about a secret, one below it, and one beside code about a secret, say nothing."""
        if line not in comments:
            return
        column, text = comments[line]
        above, about = line, bool(SECRET_NAME.search(text))
        while not about and above - 1 in comments:
            above -= 1
            about = bool(SECRET_NAME.search(comments[above][1]))
        if line not in self.changed and (about or line in self.secret):
            lines[line - 1] = lines[line - 1][:column] + "#"
        elif about and above != line:
            lines[line - 1] = lines[line - 1][:column] + "# " + DOTS


def named_values(node):
    """The values that a piece of code gives a name, as (name, value)."""
    if isinstance(node, ast.Dict):
        return [(name_of(key), value) for key, value in zip(node.keys, node.values) if key is not None]
    if isinstance(node, ast.Assign):
        return [pair for target in node.targets for pair in unpacked(target, node.value)]
    if isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)) and node.value is not None:
        return unpacked(node.target, node.value)
    if isinstance(node, ast.keyword):
        return [(node.arg or "", node.value)]
    if isinstance(node, ast.arguments):
        positional = getattr(node, "posonlyargs", []) + node.args
        pairs = list(zip(positional[len(positional) - len(node.defaults):], node.defaults))
        return [(each.arg, value) for each, value in pairs + list(zip(node.kwonlyargs, node.kw_defaults)) if value]
    if isinstance(node, ast.Compare):
        sides = [node.left] + node.comparators
        return [(name_of(one), other) for one in sides for other in sides if one is not other]
    return []


def unpacked(target, value):
    """The names of a target, each with its value, or with all of it where it cannot be taken apart."""
    if isinstance(target, ast.Starred):
        return unpacked(target.value, value)
    if not isinstance(target, (ast.Tuple, ast.List)):
        parts = [name_of(target)]
        while isinstance(target, (ast.Subscript, ast.Attribute)):
            target = target.value
            parts.append(name_of(target))
        return [(" ".join(parts), value)]
    alike = isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts) and not any(
        isinstance(each, ast.Starred) for each in target.elts + value.elts)
    return [pair for index, each in enumerate(target.elts)
            for pair in unpacked(each, value.elts[index] if alike else value)]


def name_of(node):
    if isinstance(node, ast.Subscript):
        node = subscript(node)
    value = getattr(node, "value", None)
    if isinstance(node, ast.Constant):
        return value if isinstance(value, str) and WORD.fullmatch(value) else ""
    return getattr(node, "id", None) or getattr(node, "attr", None) or ""


def names_secret(text):
    return bool(WORD.fullmatch(text) and SECRET_NAME.search(text))


def names_in(node):
    """The names in a piece of code, and the texts that may be names."""
    for each in ast.walk(node):
        for name in (getattr(each, "id", None), getattr(each, "attr", None), getattr(each, "arg", None),
                     getattr(each, "value", None) if isinstance(each, ast.Constant) else None):
            if isinstance(name, str):
                yield name


def is_key(node):
    return is_text(node) and re.fullmatch(r"[A-Z][A-Z0-9_]*", node.value) is not None


def keys_of(node):
    """The literals of a piece of code that are names of something: keys, and names of variables."""
    if isinstance(node, ast.Dict):
        return [key for key in node.keys if key is not None]
    if isinstance(node, ast.Subscript):
        return [subscript(node)]
    return [each for each in node.args[:1] if is_key(each)] if isinstance(node, ast.Call) else []


def outermost(spans):
    """The spans in order, without those that begin inside another."""
    kept = []
    for start, end, text in sorted(set(spans), key=lambda span: (span[0], (-span[1][0], -span[1][1]))):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, text))
    return kept


def replace(lines, start, end, text):
    (first, left), (last, right) = start, end
    if first == last:
        lines[first - 1] = lines[first - 1][:left] + text + lines[first - 1][right:]
        return
    lines[last - 1] = "'" + lines[last - 1][right:]
    for middle in range(first, last - 1):
        lines[middle] = DOTS
    lines[first - 1] = lines[first - 1][:left] + "'" + DOTS


def masked_text(line):
    """Source text without the passwords that its wording shows: in URLs, pairs and comments."""
    line = URL_PASSWORD.sub(lambda found: found.group(1) + DOTS + "@", line)
    line = PAIR.sub(
        lambda found: found.group(1) + found.group(2) + "'" + DOTS + "'"
        if SECRET_NAME.search(found.group(1).strip("'\"")) else found.group(), line)
    comment = line.find("#")
    if comment >= 0 and SECRET_NAME.search(line[comment:]):
        head, tail = line[:comment], line[comment:]
        pair = re.search(r"[:=]", tail)
        cut = pair.end() if pair else 0
        said = tail[cut:]
        hidden = QUOTED.sub("'" + DOTS + "'", said)
        line = head + tail[:cut] + (hidden if hidden != said or not said.strip() else " " + DOTS)
    return line


def masked_lines(source, tree, pieces):
    """The lines of a file, masked where they are shown: `pieces` are (lines before, last line, tag)."""
    if not pieces:
        return source.lines
    changed = {line for begin, end, tag in pieces if tag != "equal" for line in range(begin + 1, end + 1)}
    last = max(end for _, end, _ in pieces)
    return Shown(source, tree, changed, min(min(begin for begin, _, _ in pieces) + 1, last), last).lines()


def unified(path, old, old_tree, new, new_tree):
    """A unified diff of the real lines that shows the masked ones."""
    above = 0
    while above < min(len(old.lines), len(new.lines)) and old.lines[above] == new.lines[above]:
        above += 1
    below = 0
    while below < min(len(old.lines), len(new.lines)) - above and old.lines[-1 - below] == new.lines[-1 - below]:
        below += 1
    above, below = max(0, above - 3), max(0, below - 3)
    matcher = difflib.SequenceMatcher(
        None, old.lines[above:len(old.lines) - below], new.lines[above:len(new.lines) - below], autojunk=False)
    groups = list(matcher.get_grouped_opcodes(3))
    before = masked_lines(old, old_tree, [(above + i1, above + i2, tag) for group in groups for tag, i1, i2, _, _ in group])
    after = masked_lines(new, new_tree, [(above + j1, above + j2, tag) for group in groups for tag, _, _, j1, j2 in group])
    out = ["--- " + path, "+++ " + path]
    for group in groups:
        (_, i1, _, j1, _), (_, _, i2, _, j2) = group[0], group[-1]
        out.append("@@ -%d,%d +%d,%d @@" % (above + i1 + 1, i2 - i1, above + j1 + 1, j2 - j1))
        for tag, i1, i2, j1, j2 in group:
            gone, come = before[above + i1:above + i2], after[above + j1:above + j2]
            if tag == "equal":
                out += [" " + line for line in gone]
            else:
                out += ["-" + line for line in gone] + ["+" + line for line in come]
    return "\n".join(out) + "\n" if len(out) > 2 else ""


def current(source, run, table):
    """The old values as far as they can be told, else as they are written; never the password."""
    view = {}
    for key in ("ENGINE", "NAME", "USER", "HOST", "PORT"):
        value = table.items.get(key) if table is not None else None
        node = table.nodes.get(key) if table is not None else None
        if value is None or isinstance(value, (str, int)):
            view[key] = value
        else:
            view[key] = masked_text(source.code(node)) if node is not None and run.owns(node) else None
    value = table.items.get("PASSWORD", "") if table is not None else ""
    view["password_present"] = value not in ("", None)
    return view


def paste(style, rows):
    """The whole block, for somebody to paste."""
    key = python_string("default", style.quote, style.encoding)
    inner = Style(style.quote, style.encoding, style.unit, style.unit * 2)
    return "DATABASES = {\n%s%s: %s\n}\n" % (style.unit, key, block(inner, rows))
