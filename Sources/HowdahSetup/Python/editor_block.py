"""How the dictionary that stands there is laid out: indentation, quotes, commas, comments."""

import ast
import io
import re
import tokenize


class Entry:
    """One `key: value` of a dictionary, as it is written, with the comments that belong to it."""

    def __init__(self, key, value):
        self.key, self.value = key, value
        self.text, self.above, self.beside = "", [], ""


class Layout:
    """A dictionary display, a call of dict(), or any other expression, which has no entries."""

    def __init__(self, source, node, key_of=lambda key: key.value if is_text(key) else None):
        first, last = source.start(node), source.end(node)
        self.entries, places, self.node = [], [], node
        for key, value, place in parts(source, node):
            self.entries.append(Entry(key if isinstance(key, str) else key and key_of(key), value))
            places.append(place)
        self.call = isinstance(node, ast.Call)
        self.opening, self.closing = "", []  # comments after `{` and before `}`
        self.comma, self.multiline = True, first[0] != last[0]
        self.base, self.indent, self.quote = source.margin(first[0]), None, None
        if isinstance(node, ast.Dict) or self.entries:
            self.scan(source, node, first, last, places)
        if self.quote is None:
            self.quote = quote_of(source, node)
        if self.indent is None or len(self.indent) <= len(self.base):
            self.indent = self.base + (unit(source) if not self.base else step(source, self.base))

    def scan(self, source, node, first, last, places):
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
            elif kind == tokenize.NL and depth == 1 and not source.lines[start[0] - 1].strip():
                lead.append("")  # an empty line
            if owner < 0 or kind in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE):
                continue
            if depth == 1 and text == "," and start >= source.end(self.entries[owner].value):
                comma = start
            elif comma is None:
                ends[owner] = end
        self.closing = [comment for comment in lead if comment]
        for entry, start, end in zip(self.entries, places, ends):
            entry.text = source.between(start, end)
            if self.call and entry.key:  # NAME=value becomes 'NAME': value
                entry.text = "'%s': %s" % (entry.key, source.between(source.start(entry.value), end))
        if self.entries:
            self.comma = comma is not None or not self.multiline
            keys = [re.match(r"[uUrRbB]*(['\"])", source.lines[line - 1][column:]) for line, column in places]
            self.quote = next((found.group(1) for found in keys if found), None)

    def style(self, source):
        return Style(self.quote, source.encoding, self.base, self.indent, self.comma)


def parts(source, node):
    """(key, value, place) of each entry; the key of a keyword is its name, of `**` None."""
    found = []
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values):
            place = source.start(key) if key is not None else before(source, source.start(value), r"\*\*\s*\(*\s*$")
            found.append((key, value, place))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict":
        for value in node.args:
            found.append((None, value, source.start(value)))
        for each in node.keywords:
            mark = r"\*\*\s*\(*\s*$" if each.arg is None else r"\b%s\s*=\s*\(*\s*$" % each.arg
            found.append((each.arg, each.value, before(source, source.start(each.value), mark)))
    return found


def before(source, place, mark):
    """The place of a mark that stands just before a place, on its line or one above."""
    line, column = place
    found = re.search(mark, source.lines[line - 1][:column])
    while not found and line > 1 and place[0] - line < 3:
        line -= 1
        found = re.search(mark, source.lines[line - 1])
    return (line, found.start()) if found else place


def outward(place, first):
    """A place inside a piece of text, as a place in the file that the piece was cut from."""
    line, column = place
    return (line + first[0] - 1, column + (first[1] if line == 1 else 0))


def tokens(piece):
    try:
        yield from tokenize.generate_tokens(io.StringIO(piece).readline)
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return  # the piece ends inside its statement; what was wanted has been seen


def quote_of(source, node=None):
    """The quote in use: in a piece of code, else on its line, else most of all in the file."""
    pieces = [source.code(node), source.lines[node.lineno - 1]] if node is not None else []
    for piece in pieces:
        found = re.search(r"['\"]", piece)
        if found:
            return found.group()
    return '"' if source.text.count('"') > 2 * source.text.count("'") else "'"


def step(source, base):
    """One more step below a margin."""
    return base if "\t" in base else unit(source)
