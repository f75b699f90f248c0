"""A settings file as bytes and as text: what Python sees, where it stands, and how it is written.

The first part of the settings editor. Nothing here runs the file; it is read and parsed.
"""

import ast
import codecs
import io
import re
import sys
import tokenize
import warnings

PYTHON_2 = re.compile(
    r"^\s*print\s+[^\s(=.,\[]|^\s*print\s*>>|^\s*exec\s+['\"\w]|^\s*except\s+[\w.]+\s*,\s*[a-z_]\w*\s*:"
    r"|^\s*raise\s+\w+\s*,|\bur'|\bur\"|<>|(?<![\w.])0[0-7]+(?![\w.])|(?<![\w.])0[xX][0-9a-fA-F]+L\b"
)
TEMPLATE = re.compile(r"\{%.*%\}|\{\{[^}]*\}\}")


class Refused(Exception):
    """The file is not one that can be edited safely: why, and where."""

    def __init__(self, reason, sentence, line=None):
        super().__init__(sentence)
        self.reason, self.sentence, self.line = reason, sentence, line


class Source:
    """A settings file: its bytes, its text as Python sees it, and the way from one to the other."""

    def __init__(self, raw):
        self.raw = raw
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise Refused("undecodable", "This file is written in UTF-16, which Python cannot run.", 1)
        if b"\0" in raw:
            line = raw[:raw.index(b"\0")].count(b"\n") + 1
            raise Refused("not-text", "Line %d holds a NUL byte: this is not a Python file." % line, line)
        try:
            # Python looks for the cookie after it has made every line end one \n.
            found, _ = tokenize.detect_encoding(io.BytesIO(re.sub(rb"\r\n?", b"\n", raw)).readline)
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
        except (LookupError, UnicodeError):
            raise Refused("undecodable", "The encoding %s is not one of text." % self.encoding, 1)
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
            raise self.unreadable(error)
        except ValueError as error:
            raise Refused("syntax-error", "Python cannot read this file: %s." % error, 1)
        except (RecursionError, MemoryError):
            raise Refused("too-complex", "The file is nested too deeply to be read.", 1)

    def unreadable(self, error):
        """Why Python cannot read it, in words that help: Python 2, a template, a newer Python, or a mistake."""
        line = error.lineno or 1
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        around = self.lines[max(0, line - 2):line]
        if any(PYTHON_2.search(each) for each in [text] + around):
            return Refused("python2-code", "Line %d is written for Python 2." % line, line)
        if any(TEMPLATE.search(each) for each in [text] + around):
            return Refused("template", "Line %d belongs to a template: this is not a settings file yet." % line, line)
        if re.match(r"\s*except\s+[\w.]+(\s*,\s*[\w.]+)+\s*:", text) and sys.version_info < (3, 14):
            return Refused(
                "newer-python", "Line %d is written for a newer Python than %d.%d." % (
                    (line,) + sys.version_info[:2]), line)
        return Refused("syntax-error", "Python cannot read line %d: %s." % (line, error.msg), line)

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

    def code(self, node):
        return self.between(self.start(node), self.end(node))

    def margin(self, line):
        """The white space that a line begins with."""
        return re.match(r"[ \t\f]*", self.lines[line - 1]).group().replace("\f", "")

    def offset(self, place):
        """A place as an offset into the decoded original."""
        return self.starts[place[0] - 1] + place[1]

    def line_end(self, line):
        return line, len(self.lines[line - 1])

    def newline(self, line):
        """The line end in use at a line: its own, else the one before, else the one after."""
        for index in list(range(line - 1, len(self.lines) - 1)) + list(range(line - 2, -1, -1)):
            end = self.original[self.starts[index] + len(self.lines[index]):self.starts[index + 1]]
            if end:
                return end
        return "\n"

    def replaced(self, edits):
        """New bytes after `edits`, (start, end, text) in places, and the byte ranges that they replace.

        An edit that keeps the line end it stands at is an insertion: start and end are the same place.
        """
        parts, ranges, at, length = [self.bom], [], 0, len(self.bom)
        for start, end, text in sorted(edits, key=lambda edit: (edit[0], edit[1])):
            first, last = self.offset(start), self.offset(end)
            if first < at:
                raise Refused("verification-failed", "Two edits would touch each other.", start[0])
            before = self.original[at:first].encode(self.encoding)
            old = self.original[first:last].encode(self.encoding)
            new = text.replace("\n", self.newline(start[0])).encode(self.encoding)
            length += len(before)
            parts += [before, new]
            ranges.append((length, length + len(old), new))
            length, at = length + len(old), last
        rest = self.original[at:].encode(self.encoding)
        raw, at = b"", 0
        for first, last, new in ranges:
            raw += self.raw[at:first] + new
            at = last
        raw += self.raw[at:]
        if b"".join(parts) + rest != raw:
            raise Refused("undecodable", "The encoding %s cannot be edited safely." % self.encoding, 1)
        return raw, ranges


# --- small questions about code -------------------------------------------------------------------


class Missing:
    """No literal value."""


def literal(node):
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return Missing


def root_name(node):
    """The name at the head of `a.b['c'].d()`, else None."""
    while isinstance(node, (ast.Subscript, ast.Attribute, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def subscript(node):
    """What stands between [ and ]; until Python 3.8 wrapped in an ast.Index."""
    return getattr(node.slice, "value", node.slice) if type(node.slice).__name__ == "Index" else node.slice


def mentions(node, name="DATABASES"):
    """Whether a name occurs in a piece of code, also as an attribute or as text."""
    return any(
        (isinstance(each, ast.Name) and each.id == name) or (isinstance(each, ast.Attribute) and each.attr == name)
        or (is_text(each) and each.value == name) for each in ast.walk(node))


# --- writing Python -------------------------------------------------------------------------------


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
    if isinstance(value, Code):
        return value.text
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


class Code:
    """A value that stays as it is written in the file."""

    def __init__(self, text, node):
        self.text, self.node = text, node


class Style:
    """What new code must look like."""

    def __init__(self, quote="'", encoding="utf-8", base="", indent="    ", comma=True):
        self.quote, self.encoding, self.base, self.indent, self.comma = quote, encoding, base, indent, comma
        self.unit = indent[len(base):] or "    "


def block(style, rows, opening="", closing=()):
    """A dictionary; `rows` are (comments and empty lines above, code, comment beside)."""
    lines = ["{" + ("  " + opening if opening else "")]
    for index, (above, code, beside) in enumerate(rows):
        lines += [style.indent + line if line else "" for line in above if line or index]
        comma = "," if style.comma or index < len(rows) - 1 else ""
        lines.append(style.indent + code + comma + ("  " + beside if beside else ""))
    lines += [style.indent + comment for comment in closing]
    lines.append(style.base + "}")
    return "\n".join(lines)


def unit(source):
    """One step of indentation, as this file has it: of the first line that is deeper than the opening before it."""
    for above, line in zip(source.lines, source.lines[1:]):
        if above.rstrip().endswith((":", "{", "[", "(")) and line.strip():
            outer, inner = re.match(r"[ \t]*", above).group(), re.match(r"[ \t]*", line).group()
            if inner.startswith(outer) and 0 < len(inner) - len(outer) <= 8:
                return "\t" if inner.endswith("\t") else inner[len(outer):]
    return "    "
