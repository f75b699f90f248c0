"""The value of each kind of expression, for the walk of editor_run."""

import ast
import os
import pathlib


class Expressions:
    """The half of a walk that looks at expressions; the other half is Run."""

    def value(self, node):
        try:
            return getattr(self, "value_" + type(node).__name__, self.value_other)(node)
        except (RecursionError, Refused):
            raise
        except Exception:  # evaluating what somebody wrote may fail as it would for them
            return Unknown

    def value_other(self, node):
        return Unknown

    def value_Constant(self, node):
        return node.value

    def value_Name(self, node):
        if node.id == "DATABASES" and node.id not in self.state.names and (self.stars or self.spaces):
            self.state.names[node.id] = Table(None, True)  # it is used, so it came from elsewhere
        return self.state.names.get(node.id, Unknown)

    def value_NamedExpr(self, node):
        value = self.value(node.value)
        self.bind(node.target, value, node.value)
        return value

    def value_Attribute(self, node):
        base = self.value(node.value)
        if isinstance(base, Module):
            if base.name == "django.conf.settings" or base.name.endswith(".settings"):
                return Unknown
            return Module(base.name + "." + node.attr)
        if isinstance(base, pathlib.Path) and node.attr in PATH_FACTS:
            return getattr(base, node.attr) if node.attr != "parents" else list(base.parents)
        return Unknown

    def value_Dict(self, node):
        table = Table(node)
        for key, value in zip(node.keys, node.values):
            found = self.value(value)
            if key is None:
                table.update(found)
                continue
            name = self.value(key)
            if isinstance(name, (str, int, float, bool)):
                table.set(name, found, value)
            else:
                table.open = True
        return table

    def value_List(self, node):
        if any(isinstance(each, ast.Starred) for each in node.elts):
            return Unknown
        return [self.value(each) for each in node.elts]

    value_Set = value_List

    def value_Tuple(self, node):
        found = self.value_List(node)
        return found if found is Unknown else tuple(found)

    def value_JoinedStr(self, node):
        parts = []
        for each in node.values:
            value = self.value(each.value if isinstance(each, ast.FormattedValue) else each)
            if not isinstance(value, (str, int, pathlib.Path)) or getattr(each, "format_spec", None):
                return Unknown
            parts.append(str(value))
        return "".join(parts) if sum(map(len, parts)) <= LONGEST else Unknown

    def value_Subscript(self, node):
        base, key = self.value(node.value), self.value(subscript(node))
        if isinstance(base, Module) and base.name == "os.environ":
            return self.variable(key)
        if base == Module("sys.modules") and key == self.state.names["__name__"]:
            return OWN
        if isinstance(base, Table) and isinstance(key, (str, int)):
            if key not in base.items and not base.open:
                self.missing.append(node.lineno)
                return Unknown
            return base.items.get(key, Unknown)
        if isinstance(base, (str, list, tuple)) and isinstance(key, int) and known(base):
            return base[key]
        if isinstance(base, (list, tuple)) and isinstance(key, int):
            return base[key]
        return Unknown

    def value_IfExp(self, node):
        decided = self.decide(node.test)
        if decided is not Unknown:
            return self.value(node.body if decided else node.orelse)
        return join(self.value(node.body), self.value(node.orelse), {})

    def value_BoolOp(self, node):
        either, value, unsure = isinstance(node.op, ast.Or), None, False
        for each in node.values:
            value = self.value(each)
            found = truth(value)
            if found is either:  # `Unknown and False` is false, `Unknown or True` is true, whatever the unknown is
                return either if unsure else value
            unsure = unsure or found is Unknown
        return Unknown if unsure else value

    def value_UnaryOp(self, node):
        value = self.value(node.operand)
        if isinstance(node.op, ast.Not):
            found = truth(value)
            return found if found is Unknown else not found
        if isinstance(node.op, ast.USub) and isinstance(value, (int, float)):
            return -value
        return Unknown

    def value_BinOp(self, node):
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(node.op, ast.BitOr) and isinstance(left, Table):
            new = left.copy()
            new.node = None
            new.update(right)
            return new
        if isinstance(node.op, ast.Add) and isinstance(left, list) and isinstance(right, list):
            return left + right if len(left) + len(right) <= LONGEST else Unknown
        if not known(left) or not known(right):
            return Unknown
        if isinstance(node.op, ast.Add):
            return left + right if size(left) + size(right) <= LONGEST else Unknown
        if isinstance(node.op, ast.Div) and isinstance(left, pathlib.Path):
            return left / right
        if isinstance(node.op, ast.Sub) and isinstance(left, pathlib.Path):  # environ.Path(__file__) - 3
            return left.parents[right - 1] if right else left
        if isinstance(node.op, ast.Mod) and isinstance(left, str):
            return left % right if tame(left, [right]) else Unknown
        return Unknown

    def value_Compare(self, node):
        if len(node.ops) != 1:
            return Unknown
        op, negative = node.ops[0], isinstance(node.ops[0], (ast.NotIn, ast.NotEq, ast.IsNot))
        if self.only_tests(node):
            return negative
        left, right = self.value(node.left), self.value(node.comparators[0])
        if isinstance(op, (ast.In, ast.NotIn)):
            found = self.within(left, right)
            return found if found is Unknown else found is not negative
        if isinstance(op, (ast.Is, ast.IsNot)):
            if right is None and (known(left) or isinstance(left, (Table, list, Url))):
                return (left is None) is not negative
            return Unknown
        if not known(left) or not known(right):
            return Unknown
        return {"Eq": lambda: left == right, "NotEq": lambda: left != right, "Lt": lambda: left < right,
                "LtE": lambda: left <= right, "Gt": lambda: left > right, "GtE": lambda: left >= right,
                }[type(op).__name__]()

    def within(self, key, container):
        if isinstance(container, Module) and container.name == "os.environ":
            return self.world.present(key, self.state.loads) if isinstance(key, str) else Unknown
        if isinstance(container, Table) and isinstance(key, str):
            if key in container.items and key not in container.unsure:
                return True
            return Unknown if container.open or key in container.unsure else False
        if known(key) and known(container) and isinstance(container, (str, list, tuple)):
            return key in container
        return Unknown

    def only_tests(self, node):
        """Whether it asks for nothing but a test run: `'test' in sys.argv`, `'pytest' in sys.modules`."""
        asked, words = False, []
        for each in ast.walk(node):
            if is_text(each):
                words.append(each.value)
            elif isinstance(each, (ast.Name, ast.Attribute)) and self.called(each) in ("sys.argv", "sys.modules"):
                asked = True
        return asked and bool(words) and all(TESTS.search(word) for word in words)

    def variable(self, name, default=None):
        """What a variable of the environment is worth here."""
        if name == "DATABASE_URL" and self.world.url and self.state.loads == "loaded":
            return Url()
        found = self.world.variable(name, self.state.loads)
        return Unknown if found is Unknown else default

    # --- calls ------------------------------------------------------------------------------------

    def value_Call(self, node):
        if isinstance(node.func, ast.Name) and node.func.id == "dict" and not isinstance(
                self.state.names.get("dict"), (Module, Function)):
            return self.table_of(node)
        name = self.called(node)
        if isinstance(node.func, ast.Name) and isinstance(self.state.names.get(node.func.id), pathlib.Path):
            return str(self.state.names[node.func.id].joinpath(*[self.value(each) for each in node.args]))
        if name in ("any", "all") and self.only_tests(node):
            return False
        words = {each.arg: self.value(each.value) for each in node.keywords}
        values = [self.value(each) for each in node.args]
        base = self.value(node.func.value) if isinstance(node.func, ast.Attribute) else Unknown
        if isinstance(base, Table):
            return self.method(base, node, values, words)
        if type(base) is list and node.func.attr in ("append", "insert", "remove", "extend", "index", "pop"):
            return self.changed_list(base, node.func.attr, values)
        for kind, methods in METHODS.items():
            if isinstance(base, kind) and node.func.attr in methods and all(known(each) for each in values):
                if node.func.attr == "path":  # environ.Path
                    return base.joinpath(*values)
                if node.func.attr in ("resolve", "absolute"):
                    return pathlib.Path(os.path.abspath(str(base)))
                if not all(known(each) for each in words.values()) or not tame(base, values + list(words.values())):
                    return Unknown
                return getattr(base, node.func.attr)(*values, **words)
        if name in ("os.environ.get", "os.getenv", "environ.get", "getenv"):
            return self.variable(*(values + [words[key] for key in ("default",) if key in words])[:2])
        if name in ("os.path.exists", "os.path.isfile") or (isinstance(base, pathlib.Path)
                                                            and node.func.attr in ("exists", "is_file")):
            asked = base if isinstance(base, pathlib.Path) else (values + [None])[0]
            return True if self.world.url and str(asked) == self.world.url.env_file else Unknown
        if name.endswith(("load_dotenv", "read_env", "read_dotenv", "read_envfile")):
            self.reads_env(node, values, words)
            return Unknown
        found = self.url_reader(name, node, values, words)
        if found is not None:
            return found
        if name in PURE and PURE[name] and all(isinstance(each, (str, pathlib.Path)) for each in values):
            return PURE[name](*values)
        if name in BUILTINS and not words and all(known(each) for each in values):
            return BUILTINS[name](*values)
        return self.other_call(name, node, base, values, words)

    def table_of(self, node):
        table = Table(node)
        for each in node.args:
            table.update(self.value(each))
        for each in node.keywords:
            found = self.value(each.value)
            if each.arg is None:
                table.update(found)
            else:
                table.set(each.arg, found, each.value)
        return table

    def method(self, table, node, values, words):
        """A method of a dictionary, with its effect."""
        name = node.func.attr
        if name == "get" and values:
            if isinstance(values[0], str) and values[0] in table.items:
                return table.items[values[0]]
            return Unknown if table.open else (values[1] if len(values) > 1 else None)
        if name == "copy":
            return table.copy()
        if name == "setdefault" and values and isinstance(values[0], str):
            if values[0] not in table.items:
                value, given = (values + [None])[1], node.args[1] if len(node.args) > 1 else None
                table.set(values[0], Unknown if table.open else value, None if table.open else given)
                if table.open:
                    table.unsure.add(values[0])
            result = table.items[values[0]]
        elif name in ("update", "__ior__"):
            for each in values:
                table.update(each)
            for each in node.keywords:
                if each.arg is None:
                    table.update(words[None])
                else:
                    table.set(each.arg, words[each.arg], each.value)
            result = None
        elif name in ("pop", "__delitem__"):
            result = table.items.get(values[0], Unknown) if values and isinstance(values[0], str) else Unknown
            self.drop(table, values[0] if values else Unknown)
        elif name == "__setitem__" and len(values) == 2:
            self.put(table, values[0], values[1], node.args[1])
            result = None
        elif name in ("clear", "popitem"):
            table.blur()
            result = Unknown
        else:
            return Unknown
        self.touch(node.func)
        return result

    def changed_list(self, base, name, values):
        if name == "append" and values:
            base.append(values[0])
        elif name == "insert" and len(values) == 2 and isinstance(values[0], int):
            base.insert(*values)
        elif name == "extend" and values and isinstance(values[0], (list, tuple)) and len(base) + len(
                values[0]) <= LONGEST:
            base.extend(values[0])
        elif name == "remove" and values and values[0] in base:
            base.remove(values[0])
        return Unknown

    def reads_env(self, node, values, words):
        """A .env is read here; in the url style it is Howdah's, when it is the same file."""
        given = values[0] if values else words.get("dotenv_path", words.get("env_file", words.get("path")))
        folder = os.path.dirname(self.world.path)
        if given is None:
            # django-environ looks beside the file that calls; python-dotenv and environs look upwards from there.
            beside = self.called(node).startswith("environ.")
            given = os.path.join(folder, ".env") if beside else self.world.around.dotenv(self.world.path)
        elif isinstance(given, (str, pathlib.Path)):
            given = os.path.normpath(os.path.join(folder, str(given)))
        if self.world.url and given == self.world.url.env_file:
            # environs keeps what it reads to itself since its version 15: os.environ does not see it.
            keeps = self.called(node).startswith("environs.") and self.state.loads != "loaded"
            self.state.loads = "environs" if keeps else "loaded"
            self.loaded_at = self.loaded_at or (None if keeps else node.lineno)
        self.state.loads = self.state.loads or "reads"
        if isinstance(given, str):
            self.world.around.loaded.append(given)

    def url_reader(self, name, node, values, words):
        """A call that makes a default out of a URL: django-environ, environs, dj-database-url, decouple."""
        last = name.rsplit(".", 1)[-1]
        if name in ("dj_database_url.config", "dj_database_url.parse"):
            given = words.get("env", (values + ["DATABASE_URL"])[0]) if last == "config" else (values + [Unknown])[0]
            default = words.get("default", (values + [None, None])[1]) if last == "config" else None
            there = isinstance(given, Url) or (last == "config" and self.world.present(given, self.state.loads))
            if there is True and (given == "DATABASE_URL" or isinstance(given, Url)):
                return self.from_url(node, words)
            if last == "config" and there is False and (default is None or default == ""):
                return self.one_of(Table(node))
        elif last == "DatabaseURLValue" and not node.keywords:  # of django-configurations: the default and no other
            table = Table(node)
            table.set("default", Table(node, True), None)
            return table
        elif last in URL_READERS and "." in name:
            given = (values + [words.get("var", "DATABASE_URL")])[0]
            there = self.world.present(given, self.state.loads) if isinstance(given, str) else Unknown
            if self.world.url and self.state.loads == "environs" and name.startswith("environs."):
                there = True
            if there is True and given == "DATABASE_URL":
                return self.from_url(node, words)
        elif name.endswith("config") and "cast" in words and values[:1] == ["DATABASE_URL"] and self.world.url \
                and name.startswith("decouple"):
            return self.from_url(node, {})  # decouple finds the .env by itself
        else:
            return None
        table = self.one_of(Table(node, True))
        for each in node.keywords:
            if each.arg in ("conn_max_age", "conn_health_checks", "disable_server_side_cursors"):
                table.set(each.arg.upper(), words[each.arg], each.value)
        return table

    def one_of(self, table):
        table.one = True
        return table

    def from_url(self, node, words):
        """The dictionary that DATABASE_URL becomes, when it is the one asked for."""
        table = self.one_of(Table(node))
        table.url = True
        for key, value in self.world.url.values.items():
            table.set(key, value, None)
        if isinstance(words.get("engine"), str):
            table.set("ENGINE", words["engine"], None)
        else:
            table.set("ENGINE", self.world.url.scheme_engine, None)
        return table

    def other_call(self, name, node, base, values, words):
        """A call that nobody knows: it may change what it is given."""
        function = self.state.names.get(node.func.id) if isinstance(node.func, ast.Name) else None
        if isinstance(function, Function) and self.changes_databases(function.node):
            self.state.names["DATABASES"], self.state.bound = Unknown, None
            self.touched = self.current
        if name == "split_settings.tools.include":
            self.state.elsewhere = True
        if name in ("exec", "execfile") or (isinstance(function, Function) and self.writes_names(function.node)):
            self.spaces.append(node.lineno)
        if name == "setattr" and len(values) == 3 and values[0] == OWN:
            self.write(values[1], values[2], node.lineno)
        inner = node.func.value if isinstance(node.func, ast.Attribute) else None
        for each in [inner] + list(node.args):
            reads = inner is not None and each is inner and node.func.attr in ("get", "keys", "values", "items", "copy")
            names = isinstance(each, ast.Call) and self.called(each) in ("globals", "locals", "vars")
            if (names or (each is inner and base == OWN_NAMES)) and not reads:
                self.spaces.append(node.lineno)
        if name not in HARMLESS:
            databases = self.state.names.get("DATABASES")
            for value in values + list(words.values()):
                if isinstance(value, Table) and (value is databases or value is self.default()):
                    self.passed.append(node.lineno)
            wrapped = [value for value in values if isinstance(value, Table) and "default" in value.items]
            if len(wrapped) == 1 and len(node.args) == 1 and isinstance(node.args[0], ast.Dict):
                self.wrappers.append((node.lineno, wrapped[0]))
                return wrapped[0]
        if name in ("copy.copy", "copy.deepcopy", "deepcopy") and values and isinstance(values[0], Table):
            return twin(values[0], {})
        if isinstance(base, Module):
            return Module(name + "()")
        if isinstance(node.func, ast.Name) and isinstance(function, Module):
            return Module(name + "()")
        return Unknown

    def writes_names(self, function):
        """Whether a function writes into the module's names by other ways than assignments."""
        if function not in self.changing:
            self.changing[function] = any(
                (isinstance(each, ast.Call) and self.called(each) in ("exec", "globals.update"))
                or (isinstance(each, ast.Call) and self.called(each) == "setattr" and mentions(each, "modules"))
                or (isinstance(each, ast.Subscript) and not isinstance(each.ctx, ast.Load)
                    and self.called(each.value) == "globals") for each in ast.walk(function))
        return self.changing[function]

    def changes_databases(self, function):
        if ("DATABASES", function) not in self.changing:
            self.changing["DATABASES", function] = self.finds_change(function)
        return self.changing["DATABASES", function]

    def finds_change(self, function):
        for each in ast.walk(function):
            if isinstance(each, ast.Global) and "DATABASES" in each.names:
                return True
            if isinstance(each, (ast.Subscript, ast.Attribute)) and not isinstance(each.ctx, ast.Load) \
                    and root_name(each) == "DATABASES":
                return True
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and root_name(
                    each.func) == "DATABASES" and each.func.attr in ("update", "setdefault", "pop", "clear"):
                return True
        return False
