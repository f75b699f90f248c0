"""What may be shown of a settings file: the difference and the block, without any password."""

import ast
import difflib
import re

DOTS = "\u2022" * 6
SECRET_NAME = re.compile(r"pass(word|wd|phrase)?$|passw|pwd|secret|token|api_?key|_key$|dsn", re.I)
URL_PASSWORD = re.compile(r"(://[^\s:/@'\"]*:)[^\s'\"]*@")
QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
PAIR = re.compile(r"(" + QUOTED.pattern + r")(\s*:\s*)(" + QUOTED.pattern + r")")


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
        index = getattr(subscript(node), "value", None)
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


def unified(path, old, old_tree, new, new_tree):
    """A unified diff of the real lines that shows the masked ones."""
    before, after = masked_lines(old, old_tree), masked_lines(new, new_tree)
    above = 0
    while above < min(len(old.lines), len(new.lines)) and old.lines[above] == new.lines[above]:
        above += 1
    below = 0
    while below < min(len(old.lines), len(new.lines)) - above and old.lines[-1 - below] == new.lines[-1 - below]:
        below += 1
    above, below = max(0, above - 3), max(0, below - 3)
    matcher = difflib.SequenceMatcher(
        None, old.lines[above:len(old.lines) - below], new.lines[above:len(new.lines) - below], autojunk=False)
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
