"""A walk through a settings file, statement by statement, that follows DATABASES.

It decides an `if` where the learner's world decides it, and follows both ways where not: what differs then is
unsure. It remembers which piece of code gave each value; that is the piece to edit.
"""

import ast
import os
import pathlib


class State:
    """The names of a module, the code that bound DATABASES, names that may be unbound, and how .env is read.

    `elsewhere` says that it takes in names from a module that may exist and cannot be read.
    """

    def __init__(self):
        self.names, self.bound, self.maybe, self.loads, self.elsewhere = {}, None, set(), "", False
        self.cost = 0  # how many values were copied to make it

    def copy(self):
        new, memo = State(), Memo()
        new.names = {name: twin(value, memo) for name, value in self.names.items()}
        new.cost = len(new.names) + memo.cost
        new.bound, new.maybe, new.loads, new.elsewhere = self.bound, set(self.maybe), self.loads, self.elsewhere
        return new

    @staticmethod
    def either(one, other):
        new, memo = State(), {}
        for name in list(one.names) + [name for name in other.names if name not in one.names]:
            if name in one.names and name in other.names:
                new.names[name] = join(one.names[name], other.names[name], memo)
            else:
                there = one.names.get(name, other.names.get(name))
                if isinstance(there, Table) and name == "DATABASES":
                    there = join(there, Table(), memo)  # what it holds, where it is set
                elif not isinstance(there, (Module, Function)):
                    there = Unknown
                new.names[name] = there
                new.maybe.add(name)
        new.maybe |= one.maybe | other.maybe
        new.elsewhere = one.elsewhere or other.elsewhere
        new.bound = one.bound if one.bound is other.bound else None
        new.loads = one.loads if one.loads == other.loads else "reads"
        return new


class Run(Expressions):
    """One walk. `scope` is the class whose body is walked after the module, for settings in classes."""

    def __init__(self, source, tree, world, scope=None, depth=0):
        self.source, self.tree, self.world, self.scope, self.depth = source, tree, world, scope, depth
        self.state = State()
        self.state.names.update(__file__=world.path, __name__="settings")
        self.line, self.changing = 0, {}
        self.touched = None  # the statement of the scope's body that last touched DATABASES
        self.current = None
        self.stars, self.spaces, self.wrappers, self.missing, self.passed = [], [], [], [], []
        self.decided, self.owned_binding, self.ids, self.loaded_at = {}, False, None, None
        self.bindings = None

    def go(self):
        self.body(self.tree.body, top=self.scope is None)
        if self.scope is not None:
            self.state.names.pop("DATABASES", None)
            self.body(self.scope.body, top=True)
        return self

    # --- statements -------------------------------------------------------------------------------

    def body(self, statements, top=False):
        """Whether it ends early (raise, exit, return)."""
        for statement in statements:
            if top:
                self.current = statement
            self.line = statement.lineno
            self.spend(1)
            try:
                ended = getattr(self, "do_" + type(statement).__name__, self.do_other)(statement)
            except RecursionError:
                raise Refused("too-complex", "The file is nested too deeply to be read.", statement.lineno)
            if ended and not top:  # a module that stops half-way is edited for the day when it does not
                return True
        return False

    def spend(self, steps):
        """Count the work of all walks for one question, which must end."""
        around = self.world.around
        around.steps -= steps
        if around.steps < 0:
            raise Refused("too-complex", "The file has too many ways through it to follow them all.", self.line)

    def fork(self, state):
        """A copy of a state, for another way on from here."""
        new = state.copy()
        self.spend(new.cost)
        return new

    def do_other(self, statement):
        for each in ast.iter_child_nodes(statement):
            if isinstance(each, ast.expr):
                self.value(each)

    def do_Expr(self, statement):
        self.value(statement.value)
        call = statement.value
        return isinstance(call, ast.Call) and self.called(call) in ("sys.exit", "exit", "quit", "os._exit")

    def do_Raise(self, statement):
        return True

    def do_Return(self, statement):
        if statement.value is not None and isinstance(self.scope, ast.FunctionDef):
            self.bind(ast.Name(id="DATABASES", ctx=ast.Store()), self.value(statement.value), statement.value)
        return True

    def do_Assign(self, statement):
        value = self.value(statement.value)
        for target in statement.targets:
            self.bind(target, value, statement.value)

    def do_AnnAssign(self, statement):
        if statement.value is not None:
            self.bind(statement.target, self.value(statement.value), statement.value)

    def do_AugAssign(self, statement):
        value, target = self.value(statement.value), statement.target
        old = self.holder(target) if isinstance(target, (ast.Name, ast.Subscript)) else Unknown
        if isinstance(statement.op, ast.BitOr) and isinstance(old, Table):
            old.update(value)
            self.touch(target)
        elif isinstance(old, list) and isinstance(value, (list, tuple)) and len(old) + len(value) <= LONGEST:
            old.extend(value)
        else:
            self.bind(target, Unknown, statement.value)

    def do_Delete(self, statement):
        for target in statement.targets:
            if isinstance(target, ast.Name):
                self.state.names.pop(target.id, None)
            elif isinstance(target, ast.Subscript):
                table, key = self.holder(target.value), self.value(subscript(target))
                if isinstance(table, Table):
                    self.drop(table, key)
            self.touch(target)

    def do_If(self, statement):
        decided = self.decide(statement.test)
        if decided is not Unknown:
            return self.body(statement.body if decided else statement.orelse)
        return self.ways([statement.body, statement.orelse])

    def ways(self, bodies):
        """Follow each of several bodies from here; what remains is what is true after any of them."""
        before, ends = self.state, []
        for body in bodies:
            self.state = self.fork(before)
            if not self.body(body):
                ends.append(self.state)
        if not ends:
            self.state = before
            return True
        self.state = ends[0]
        for end in ends[1:]:
            self.state = State.either(self.state, end)
        return False

    def do_For(self, statement):
        iterated = self.value(statement.iter)
        names = {each.id for each in ast.walk(statement.iter) if isinstance(each, ast.Name)}
        target, items = statement.target, None
        if "DATABASES" in names:  # each alias is met: look at the one that matters
            table = self.state.names.get("DATABASES")
            default = self.item(table, "default")
            method = statement.iter.func.attr if isinstance(statement.iter, ast.Call) and isinstance(
                statement.iter.func, ast.Attribute) else ""
            items = {"items": ("default", default), "values": default}.get(method, "default")
        before = self.fork(self.state)
        if isinstance(items, tuple) and isinstance(target, ast.Tuple) and len(target.elts) == 2:
            self.bind(target.elts[0], items[0], None)
            self.bind(target.elts[1], items[1], None)
        else:
            self.bind(target, Unknown if items is None or isinstance(items, tuple) else items, None)
        if iterated != [] and iterated != ():
            self.ways([statement.body])
            self.state = State.either(before, self.state)
        self.body(statement.orelse)

    do_AsyncFor = do_For

    def do_While(self, statement):
        self.ways([statement.body, []])

    def do_With(self, statement):
        for item in statement.items:
            value = self.value(item.context_expr)
            if item.optional_vars is not None:
                self.bind(item.optional_vars, Unknown if not isinstance(value, Module) else value, None)
        return self.body(statement.body)

    def do_Try(self, statement):
        before = self.fork(self.state)
        ended = self.body(statement.body)
        middle = self.state
        ended = ended or self.body(statement.orelse)
        ends = [] if ended else [self.state]
        if self.may_raise(statement.body):
            for handler in statement.handlers:
                self.state = self.fork(State.either(before, middle) if middle is not before else before)
                if handler.name:
                    self.state.names[handler.name] = Unknown
                if not self.body(handler.body):
                    ends.append(self.state)
        if not ends:
            self.state = middle
            return True
        self.state = ends[0]
        for end in ends[1:]:
            self.state = State.either(self.state, end)
        return self.body(statement.finalbody)

    do_TryStar = do_Try

    def may_raise(self, body):
        """Whether a body can fail: not when it only binds what is written out, or imports what is not there."""
        for each in body:
            if isinstance(each, ast.Pass) or (isinstance(each, ast.Assign) and literal(each.value) is not Missing
                                              and all(isinstance(target, ast.Name) for target in each.targets)):
                continue
            return True
        return False

    def do_Match(self, statement):
        self.value(statement.subject)
        self.ways([case.body for case in statement.cases] + [[]])

    def do_FunctionDef(self, statement):
        self.state.names[statement.name] = Function(statement)
        if statement.name == "DATABASES" and self.scope is not None:
            self.touch(ast.Name(id="DATABASES", ctx=ast.Store()))

    do_AsyncFunctionDef = do_ClassDef = do_FunctionDef

    def do_Import(self, statement):
        for name in statement.names:
            self.state.names[name.asname or name.name.split(".")[0]] = Module(
                name.name if name.asname else name.name.split(".")[0])

    def do_ImportFrom(self, statement):
        module = "." * statement.level + (statement.module or "")
        for name in statement.names:
            if name.name == "*":
                self.star(module, statement)
            else:
                value, bound = Module(module + "." + name.name), name.asname or name.name
                found = self.world.around.names(module, self.world, self.depth) \
                    if module.startswith(".") or bound == "DATABASES" else None
                if found is not None and name.name in found.names and found.names[name.name] is not Unknown:
                    value = found.names[name.name]
                if bound == "DATABASES":
                    own = self.owned_binding
                    self.stars.append((module, statement.lineno))
                    self.bind(ast.Name(id=bound, ctx=ast.Store()), value if isinstance(value, Table) else Unknown, None)
                    self.owned_binding = own
                else:
                    self.state.names[bound] = value

    def star(self, module, statement):
        """All names of another module; its DATABASES too."""
        self.stars.append((module, statement.lineno))
        found = self.world.around.names(module, self.world, self.depth)
        if found is None:
            # One of this project that is not there cannot be imported; any other may be installed somewhere.
            there = self.world.around.find(module, self.world.path) is not None or not module.startswith(".")
            self.state.elsewhere = self.state.elsewhere or (there and not module.startswith("django."))
            return
        self.state.elsewhere = self.state.elsewhere or found.elsewhere
        for name, value in found.names.items():
            if not name.startswith("_"):
                self.state.names[name] = value
                self.state.maybe.discard(name)
                if name in found.maybe:
                    self.state.maybe.add(name)
        self.state.loads = "loaded" if "loaded" in (self.state.loads, found.loads) else self.state.loads or found.loads
        if found.loads == "loaded":
            self.loaded_at = self.loaded_at or statement.lineno
        if "DATABASES" in found.names:
            self.state.bound = None
            self.touched = self.current

    # --- binding ----------------------------------------------------------------------------------

    def touch(self, target):
        if root_name(target) == "DATABASES":
            self.touched, self.owned_binding = self.current, True

    def bind(self, target, value, node):
        if isinstance(target, ast.Name):
            if target.id == "DATABASES" and isinstance(value, Module) and not value.name.startswith("configurations."):
                value = Unknown  # a dictionary of another module, which can be written into
            self.state.names[target.id] = value
            self.state.maybe.discard(target.id)
            if target.id == "DATABASES":
                self.state.bound = node
                self.touch(target)
        elif isinstance(target, (ast.Tuple, ast.List)):
            whole = isinstance(value, (list, tuple)) and len(value) == len(target.elts)
            display = isinstance(node, (ast.Tuple, ast.List)) and len(node.elts) == len(target.elts)
            nodes = node.elts if display else None
            for index, each in enumerate(target.elts):
                self.bind(each, value[index] if whole else Unknown, nodes[index] if nodes else None)
        elif isinstance(target, ast.Starred):
            self.bind(target.value, Unknown, None)
        elif isinstance(target, ast.Subscript):
            table, key = self.holder(target.value), self.value(subscript(target))
            if isinstance(table, Module) and table.name == "os.environ":
                return
            if isinstance(table, Table):
                self.put(table, key, value, node)
                if root_name(target) == "DATABASES" or table is self.state.names.get("DATABASES") or any(
                        table is each for each in getattr(self.state.names.get("DATABASES"), "items", {}).values()):
                    self.touched, self.owned_binding = self.current, True
            elif isinstance(table, list) and isinstance(key, int) and -len(table) <= key < len(table):
                table[key] = value
            elif self.called(target.value) in ("globals", "locals", "vars") or table == OWN_NAMES:
                self.write(key, value, target.lineno)
        elif isinstance(target, ast.Attribute) and target.attr == "DATABASES" and self.value(target.value) == OWN:
            self.write(target.attr, value, target.lineno)

    def write(self, name, value, line):
        """Something is written into the module's names by another way than an assignment."""
        if name == "DATABASES" or not isinstance(name, str):
            self.spaces.append(line)
        if name == "DATABASES":
            self.bind(ast.Name(id=name, ctx=ast.Store()), value, None)

    def put(self, table, key, value, node):
        if isinstance(key, (str, int, float, bool)):
            table.set(key, value, node)
        else:
            table.blur()

    def drop(self, table, key):
        if isinstance(key, str):
            for part in (table.items, table.nodes):
                part.pop(key, None)
            table.unsure.discard(key)
        else:
            table.blur()

    def holder(self, node):
        """The container at `node`, to be written into; one that is unknown becomes an open table."""
        found = self.value(node)
        if found is not Unknown:
            return found
        if isinstance(node, ast.Name) and node.id == "DATABASES":
            found = self.state.names[node.id] = Table(None, True)
        elif isinstance(node, ast.Subscript):
            outer, key = self.holder(node.value), self.value(subscript(node))
            if isinstance(outer, Table) and isinstance(key, str) and key not in outer.unsure:
                found = outer.items[key] = Table(None, True)
                outer.nodes.setdefault(key, None)
            elif isinstance(outer, Table) and isinstance(key, str):
                return Unknown
        return found

    def item(self, table, key):
        return table.items.get(key, Unknown) if isinstance(table, Table) else Unknown

    # --- conditions -------------------------------------------------------------------------------

    def decide(self, test):
        self.decided[id(test)] = found = truth(self.value(test))
        return found

    def called(self, node):
        """The dotted name of what a call calls, as the imports of this file have it."""
        function = node.func if isinstance(node, ast.Call) else node
        if isinstance(function, ast.Name):
            value = self.state.names.get(function.id)
            return value.name if isinstance(value, Module) else function.id
        if isinstance(function, ast.Attribute):
            return self.called(function.value) + "." + function.attr
        return ""

    # --- what the walk found ----------------------------------------------------------------------

    def owns(self, node):
        """Whether a piece of code stands in this file."""
        if self.ids is None:
            self.ids = {id(each) for each in ast.walk(self.tree)}
        return id(node) in self.ids

    def default(self):
        return self.item(self.state.names.get("DATABASES"), "default")

    def has_default(self):
        """Whether there is a default, whatever it holds, after every way through the file."""
        databases = self.state.names.get("DATABASES")
        return isinstance(databases, Table) and "DATABASES" not in self.state.maybe and (
            "default" not in databases.unsure and isinstance(databases.items.get("default"), Table))

    def seen(self):
        """Whether every database that there may be is known; none is, where nothing can have bound DATABASES."""
        if "DATABASES" not in self.state.names or (self.spaces and "DATABASES" in self.state.maybe):
            return self.scope is not None or not (self.state.elsewhere or self.spaces)
        databases = self.state.names["DATABASES"]
        if isinstance(databases, Table):
            return databases.one or not databases.open
        return databases is not Unknown and not isinstance(databases, Module)

    def other_aliases(self):
        """Whether there are, or may be, databases beside the default."""
        databases = self.state.names.get("DATABASES")
        if isinstance(databases, Table) and any(key != "default" for key in databases.items):
            return True
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "DATABASES":
                if is_text(subscript(node)) and subscript(node).value != "default":
                    return True
        return bool(self.state.names.get("DATABASE_ROUTERS"))

    def bound_to(self, name):
        """The expressions that plain assignments of this file give a name, or the function of that name."""
        if self.bindings is None:
            self.bindings = {}
            for node in ast.walk(self.tree):
                if isinstance(node, ast.FunctionDef):
                    self.bindings.setdefault(node.name, []).append(node)
                if isinstance(node, ast.Assign) or (isinstance(node, ast.AnnAssign) and node.value is not None):
                    for target in getattr(node, "targets", None) or [node.target]:
                        if isinstance(target, ast.Name):
                            self.bindings.setdefault(target.id, []).append(node.value)
        return self.bindings.get(name, [])

    def used_once(self, name):
        """The dictionary that a name stands for, when the name is bound once, to it, and used once."""
        uses = [node for node in ast.walk(self.tree) if isinstance(node, ast.Name) and node.id == name]
        value = self.state.names.get(name)
        if len(uses) != 2 or not isinstance(value, Table) or value.node is None:
            return None
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign) and node.value is value.node and len(node.targets) == 1 \
                    and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
                return value.node
        return None
