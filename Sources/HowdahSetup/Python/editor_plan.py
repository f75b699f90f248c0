"""What the new default is: the wanted values, and what of the old one stays."""

import ast
import re

ORDER = ["ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS"]
POSTGRESQL = "django.db.backends.postgresql"
POSTGIS = "django.contrib.gis.db.backends.postgis"
# Keys of any backend that mean the same on PostgreSQL.
KEPT = {
    "ATOMIC_REQUESTS", "AUTOCOMMIT", "CONN_MAX_AGE", "CONN_HEALTH_CHECKS",
    "DISABLE_SERVER_SIDE_CURSORS", "TIME_ZONE", "TEST",
}
# What Django takes for those of them that are missing.
UNSET = {"ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
# Of another backend's TEST only these, and a plain NAME (others may be a file); CHARSET and COLLATION are its server's.
KEPT_IN_TEST = {"MIRROR", "DEPENDENCIES", "SERIALIZE", "MIGRATE", "CREATE_DB"}
FLAVOUR = re.compile(r"postgres|postgis|django_tenants|tenant_schemas|psqlextra|timescale|pgbouncer|psycopg")
SPATIAL = re.compile(r"spatialite|contrib\.gis\.|\bgis\b|spatial")
# Apps that need an engine of their own, where the old engine cannot be told.
MADE_FOR = [
    ("django_tenants", "django_tenants.postgresql_backend"), ("tenant_schemas", "tenant_schemas.postgresql_backend"),
    ("django.contrib.gis", POSTGIS), ("psqlextra", "psqlextra.backend"),
]
# Options that would name another server, database, user or password than the wanted.
RIVALS = {"service", "passfile", "password", "user", "host", "hostaddr", "port", "dbname", "database"}
# Options of other backends, which libpq refuses.
FOREIGN = {
    "timeout", "transaction_mode", "check_same_thread", "detect_types", "init_command", "charset", "sql_mode", "driver",
    "read_default_file", "use_unicode", "collation", "unicode_results", "extra_params", "host_is_server", "threaded",
    "MARS_Connection", "uri",
}


def flavoured(old, wanted, around):
    """The engine to write: a PostgreSQL flavour that is there stays, GeoDjango becomes or stays PostGIS."""
    if wanted != POSTGRESQL or not isinstance(old, str):
        return wanted
    if "." not in old:  # a name that other tools have for it, and no backend of Django
        return POSTGIS if SPATIAL.search(old) or "postgis" in old else wanted
    if FLAVOUR.search(old) or around.derived(old, FLAVOUR):
        if re.fullmatch(r"django\.db\.backends\.\w+", old):  # Django has one of its own: an old name, or mistyped
            return wanted
        return POSTGIS if old.startswith("django.contrib.gis.") else old
    return POSTGIS if SPATIAL.search(old) else wanted


def old_engine(run, table, node, source, style):
    """The engine there was: the value, else what the code falls back to, else what the project is made for."""
    found = table.items.get("ENGINE") if table is not None else None
    if isinstance(found, str):
        return found
    written = table.nodes.get("ENGINE") if table is not None else None
    if written is not None:
        # Written there the last one is what it falls back to; given to a name the first one is.
        for pieces, fallback in ((ast.walk(written), -1), (origins(run, written), 0)):
            texts = [each.value for each in pieces if is_text(each) and "." in each.value]
            engines = [text for text in texts if re.fullmatch(r"[\w.]+", text)]
            if alike_engines(engines):
                return engines[fallback]
    parts = [node, getattr(table, "node", None)]
    if parts == [None, None]:  # nothing gives it by itself: what builds DATABASES
        parts = [each for each in (run.state.bound, run.touched) if isinstance(each, (ast.DictComp, ast.Call, ast.For))]
    looked = [each for part in parts if part is not None for each in origins(run, part)]
    named = [value.value for each in looked for name, value in named_values(each) if name == "ENGINE" and is_text(value)]
    if alike_engines(named):
        return named[0]
    for each in looked:
        if isinstance(each, ast.keyword) and each.arg == "engine" and isinstance(run.value(each.value), str):
            return run.value(each.value)
    for each in looked:
        scheme = re.match(r"(\w+)(\+\w+)?://", each.value) if is_text(each) else None
        if scheme and SCHEMES.get(scheme.group(1), POSTGRESQL) != POSTGRESQL:
            return SCHEMES[scheme.group(1)]
    if style == "url" and isinstance(node, ast.Call):
        return None  # the project's own DATABASE_URL says which
    for app, engine in MADE_FOR:
        if re.search(r"^[^#\n]*['\"]%s['\"]" % re.escape(app), source.text, re.M):
            return engine
    return None


def alike_engines(engines):
    """Whether it matters not which of several engines it is."""
    return len(engines) == 1 or (bool(engines) and all(FLAVOUR.search(engine) for engine in engines))


def origins(run, node):
    """The pieces of an expression, and those of what this file binds to the names in it, its functions too."""
    pending, seen = [node], set()
    while pending:
        for each in ast.walk(pending.pop(0)):
            yield each
            if isinstance(each, ast.Name) and each.id not in seen and each.id != "DATABASES":
                seen.add(each.id)
                pending += run.bound_to(each.id)


def plain(value, depth=0):
    """The Python value of what a walk found, when it is known through and through; a Table becomes a dict."""
    if isinstance(value, Table):
        found = {key: plain(each, depth + 1) if depth < 9 else Missing for key, each in value.items.items()}
        if value.open or value.unsure or Missing in found.values() or any(key in RIVALS | FOREIGN for key in found):
            return Missing
        return found
    return value if value is None or isinstance(value, (bool, int, float, str)) else Missing


class Plan:
    """Wanted values and kept source, in the order in which they are written.

    `table` is the effective default of the file as it is, `layout` the dictionary that is to be replaced (None where
    a new one is added). Keys come from what is replaced; where a new block is added, from what is effective.
    """

    def __init__(self, source, run, table, layout, node, request):
        self.source, self.run, self.table, self.layout, self.style_name = source, run, table, layout, request["style"]
        self.unseen = False  # whether there may be databases that the walk could not see
        self.old = self.entries(layout, table)
        engine = old_engine(run, table, node, source, self.style_name)
        around = run.world.around
        self.postgresql = isinstance(engine, str) and bool(FLAVOUR.search(engine) or around.derived(engine, FLAVOUR))
        self.foreign = isinstance(engine, str) and not self.postgresql
        wanted = dict(request["wanted"])
        wanted.setdefault("ENGINE", POSTGRESQL)
        wanted["ENGINE"] = flavoured(engine, wanted["ENGINE"], around)
        if self.style_name != "literal":
            wanted.pop("PASSWORD", None)
        if self.style_name == "passfile":
            wanted["OPTIONS"] = dict(wanted.get("OPTIONS") or {}, passfile=request["passfile"])
        self.wanted = {key: wanted[key] for key in ORDER if wanted.get(key) is not None}
        self.asked = dict(self.wanted.get("OPTIONS") or {})
        self.options()
        self.kept = [key for key in self.old if key not in ORDER and (key in KEPT or self.postgresql)]
        self.test()
        if "OPTIONS" in self.old and "OPTIONS" not in self.wanted and self.postgresql and self.keep_options:
            self.kept.insert(0, "OPTIONS")
        self.dropped = [key for key in self.old if key not in self.wanted and key not in self.kept]

    def entries(self, layout, table):
        """The old keys: name to Entry. What is replaced first, then what is effective and would be lost with it."""
        found = {entry.key: entry for entry in (layout.entries if layout else ()) if entry.key}
        for key in (table.items if table is not None else ()):
            node, value = table.nodes.get(key), table.items[key]
            if not isinstance(key, str) or key in found:
                continue
            if key in table.unsure:
                if layout is None and key in UNSET and self.run.has_default():
                    found[key] = Entry(key, ast.Constant(value=None))
                    found[key].text = self.there(key, UNSET[key])
                continue
            if layout is not None and not self.within(node, layout.node):
                continue  # another statement sets it, and goes on doing so
            found[key] = Entry(key, node if node is not None else ast.Constant(value=None))
            found[key].text = self.kept_text(key, node, value, layout is None)
            if found[key].text is None:
                del found[key]
        return found

    def within(self, node, replaced):
        """Whether a value goes when a piece of code is replaced: it stands in it, or is what a name stands for."""
        if node is None or not self.run.owns(node) or node.lineno > replaced.end_lineno:
            return False
        return isinstance(replaced, ast.Name) or self.source.start(replaced) <= self.source.start(node)

    def kept_text(self, key, node, value, added):
        """How a kept value is written: as it was; where a new block is added, by what stands in the old one."""
        own = node is not None and self.run.owns(node)
        if own and not (added and (mentions(node) or node.lineno != node.end_lineno)):
            return self.source.code(node)
        if plain(value) is not Missing:
            return repr(plain(value))
        if added and (node is not None or isinstance(value, Table)):
            if isinstance(value, Table) and (value.open or any(name in value.items for name in RIVALS | FOREIGN)):
                return None
            return self.there(key)
        return None

    def there(self, key, *unset):
        """Code that reads a key of the default that there is; `unset` is its value where it may be missing."""
        quote = quote_of(self.source)
        key = python_string(key, quote, "utf-8")
        return "DATABASES[%s]" % python_string("default", quote, "utf-8") + (
            ".get(%s, %r)" % (key, unset[0]) if unset else "[%s]" % key)

    def options(self):
        """OPTIONS of PostgreSQL stay, but where they would lead elsewhere than the wanted."""
        self.keep_options = False
        entry = self.old.get("OPTIONS")
        if entry is None or not self.postgresql:
            return
        node = entry.value
        if not self.run.owns(node):  # it stands in another module, and was looked into there
            self.keep_options = not self.asked
            return
        known_keys = isinstance(node, ast.Dict) and all(key is not None and is_text(key) for key in node.keys)
        if not known_keys:
            if not self.asked:
                self.keep_options = True
                return
            value = self.run.value(node) if isinstance(node, ast.Dict) else None
            if isinstance(value, Table) and value.open:
                raise Refused("value-not-literal", "The OPTIONS are computed, not written out.", node.lineno)
            return
        stay = self.harmless(node)
        if len(stay) == len(node.keys) and not self.asked:
            self.keep_options = True
        elif stay or self.asked:
            self.wanted["OPTIONS"] = dict(self.asked, **stay)

    def harmless(self, node):
        """Of OPTIONS that are written out those that are not asked for and lead nowhere else, as values or code."""
        stay = [each for each in Layout(self.source, node).entries if each.key not in self.asked
                and each.key not in RIVALS | FOREIGN]
        values = [(each, literal(each.value)) for each in stay]
        return {each.key: Code(self.source.code(each.value), each.value) if value is Missing else value
                for each, value in values}

    def later(self, key, node, style):
        """What a later line is to give a key, as code: of OPTIONS that stand there the harmless ones stay."""
        if key == "OPTIONS" and not self.foreign and isinstance(node, ast.Dict) and all(
                each is not None and is_text(each) for each in node.keys):
            return python_value(dict(self.wanted[key], **self.harmless(node)), style, style.base)
        return self.value(key, style, style.base)

    def test(self):
        """TEST of another backend loses what is that backend's."""
        self.test_text = None
        if "TEST" not in self.kept or self.postgresql:
            return
        node = self.old["TEST"].value
        written = self.run.owns(node) and isinstance(node, ast.Dict)
        if not written or not all(key is not None and is_text(key) for key in node.keys):
            self.kept.remove("TEST")
            return
        inner = Layout(self.source, node)
        stay = [each for each in inner.entries if each.key in KEPT_IN_TEST or (
            each.key == "NAME" and re.fullmatch(r"[A-Za-z]\w*", str(literal(each.value))))]
        if len(stay) == len(inner.entries):
            return
        if not stay:
            self.kept.remove("TEST")
            return
        self.test_text = "{" + ", ".join(each.text for each in stay) + "}"

    def holds(self, table):
        """Whether a default, as a walk found it, is exactly this in what was asked."""
        if not isinstance(table, Table):
            return False
        for key in ORDER:
            want, have = self.wanted.get(key), table.items.get(key)
            if key in table.unsure or (key not in table.items and table.open):
                return False
            if key == "OPTIONS":
                asked = self.asked
                if asked and not isinstance(have, Table):
                    return False
                if asked and any(have.items.get(name) != value or name in have.unsure for name, value in asked.items()):
                    return False
                if isinstance(have, Table) and any(
                        name in have.items and name not in asked for name in RIVALS | FOREIGN):
                    return False
            elif (have or None) != (want or None) or (want and type(have) is not type(want)):
                if not (key == "PASSWORD" and self.style_name == "url"):
                    return False
        return True

    def value(self, key, style, indent):
        return python_value(self.wanted[key], style, indent)

    def rows(self, style, masked=False):
        """(comments above, code, comment beside) for each key of the new dictionary."""
        rows = []
        for key in [key for key in ORDER if key in self.wanted] + self.kept:
            entry = self.old.get(key)
            above, beside = (entry.above, entry.beside) if entry else ([], "")
            name = python_string(key, style.quote, style.encoding)
            if key in self.kept:
                code = self.kept_row(key, name, style)
            elif entry in (self.layout.entries if self.layout else ()) and self.said(entry):
                code = entry.text
            else:
                code = name + ": " + (
                    python_string(DOTS, style.quote, "utf-8") if masked and key == "PASSWORD"
                    else self.value(key, style, style.indent))
            rows.append((above, code, beside))
        return rows

    def said(self, entry):
        """Whether a row says already what is wanted; not of a password, which has to be masked."""
        return entry.key not in ("PASSWORD", "OPTIONS") and literal(entry.value) == self.wanted[entry.key]

    def kept_row(self, key, name, style):
        entry = self.old[key]
        if key == "TEST" and self.test_text:
            return name + ": " + self.test_text
        if self.layout is not None and entry in self.layout.entries:
            return entry.text
        return name + ": " + self.moved(entry, style.indent)

    def moved(self, entry, indent):
        """A value of several lines from elsewhere, under another margin; a text of several lines stays as it is."""
        if "\n" not in entry.text or any(
                isinstance(each, (ast.Constant, ast.JoinedStr)) and each.lineno != each.end_lineno
                for each in ast.walk(entry.value)):
            return entry.text
        old = self.source.margin(entry.value.lineno)
        first, *rest = entry.text.split("\n")
        return "\n".join([first] + [indent + line[len(old):] if line.startswith(old) and line.strip() else line
                                    for line in rest])

    def expression(self, style, layout=None):
        """The new default, as code."""
        if self.style_name == "url":
            return self.url(style, layout)
        opening, closing = (layout.opening, layout.closing) if layout else ("", ())
        return block(style, self.rows(style), opening, closing)

    def url(self, style, layout):
        """A call of dj_database_url, with the kept keys as its arguments or around it."""
        words, around = [], []
        if self.wanted["ENGINE"] != POSTGRESQL:
            words.append("engine=" + python_string(self.wanted["ENGINE"], style.quote, style.encoding))
        for key in self.kept:
            entry = self.old[key]
            written = self.layout is not None and entry in self.layout.entries
            text = self.source.code(entry.value) if written else self.moved(entry, style.base)
            if key in ("CONN_MAX_AGE", "CONN_HEALTH_CHECKS"):
                words.append("%s=%s" % (key.lower(), text))
            else:
                name = python_string(key, style.quote, style.encoding)
                around.append((entry.above, self.kept_row(key, name, style), entry.beside))
        if "OPTIONS" in self.wanted and len(self.wanted["OPTIONS"]) > len(self.asked):
            around.insert(0, ([], python_string("OPTIONS", style.quote, style.encoding) + ": " + self.value(
                "OPTIONS", style, style.indent), ""))
        call = "dj_database_url.config(%s)" % ", ".join(words)
        if not around:
            return call
        opening, closing = (layout.opening, layout.closing) if layout else ("", ())
        return block(style, [([], "**" + call, "")] + around, opening, closing)
