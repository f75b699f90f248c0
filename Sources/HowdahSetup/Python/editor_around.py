"""What lies around a settings file: the modules it takes names from, its .env, manage.py. Read, never run."""

import ast
import glob
import os
import re

LEVELS = 5  # how far up a project's folder may be
LARGE = 2000000
STEPS = 2000000  # statements followed, and values copied, for one question: some seconds


class Around:
    """The neighbourhood of the file at `path`; `root` is the project's folder, when the caller knows it."""

    def __init__(self, path, root=None):
        self.path, self.root = os.path.abspath(path), os.path.abspath(root) if root else None
        self.seen, self.open, self.loaded, self.steps = {}, set(), [], STEPS

    def parents(self, path):
        """The folders above a file, nearest first, not above the project's."""
        folder, found = os.path.dirname(path), []
        for _ in range(LEVELS):
            found.append(folder)
            if folder == self.root or folder == os.path.dirname(folder):
                break
            folder = os.path.dirname(folder)
        return found

    def project(self):
        """The project's folder: as told, where manage.py stands, else above the settings' package."""
        if self.root:
            return self.root
        above = self.parents(self.path)
        for folder in above:
            if os.path.isfile(os.path.join(folder, "manage.py")):
                return folder
        for folder in above:
            if not os.path.isfile(os.path.join(folder, "__init__.py")):
                return folder
        return above[0]

    def find(self, module, path):
        """The file of a module that a file imports, when it can be found; None otherwise."""
        dots = len(module) - len(module.lstrip("."))
        parts = [part for part in module.lstrip(".").split(".") if part]
        above = self.parents(path)
        if dots:
            folders = above[dots - 1:dots]
        else:
            folders = ([self.root] if self.root else []) + above
        for folder in folders:
            base = os.path.join(folder, *parts)
            for name in ([base + ".py"] if parts else []) + [os.path.join(base, "__init__.py")]:
                if os.path.isfile(name) and os.path.abspath(name) != os.path.abspath(path):
                    return name
        return None

    def names(self, module, world, depth):
        """The state at the end of a module, or None when it cannot be read."""
        path = self.find(module, world.path)
        return self.state(path, world, depth) if path else None

    def state(self, path, world, depth):
        if path in self.seen:
            return self.seen[path].copy() if self.seen[path] else None
        if path in self.open or depth > 6:
            return None
        self.open.add(path)
        try:
            if os.path.getsize(path) > LARGE:
                raise Refused("too-large", "")
            with open(path, "rb") as file:
                source = Source(file.read())
            found = Run(source, source.tree(), World(path, self, world.url), depth=depth + 1).go().state
        except (OSError, Refused):
            found = None
        self.open.discard(path)
        self.seen[path] = found
        return found.copy() if found else None

    def line(self, path):
        """The line of a file that last gives DATABASES a value, following what it takes in; and the file."""
        try:
            with open(path, "rb") as file:
                source = Source(file.read())
            tree = source.tree()
        except (OSError, Refused):
            return None
        found = None
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id == "DATABASES" and isinstance(node.ctx, ast.Store):
                found = max(found or 0, node.lineno)
        if found:
            return {"path": path, "line": found}
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and any(name.name in ("*", "DATABASES") for name in node.names):
                inner = self.find("." * node.level + (node.module or ""), path)
                if inner and inner != path and self.line_once(inner):
                    found = self.line(inner) or found
        return found if isinstance(found, dict) else None

    def line_once(self, path):
        if ("line", path) in self.seen:
            return False
        self.seen["line", path] = None
        return True

    def derived(self, engine, flavour):
        """Whether an engine is the project's own, made from one of PostgreSQL."""
        path = self.find(engine + ".base", self.path)
        try:
            with open(path or "", encoding="utf-8", errors="replace") as file:
                found = re.findall(r"^\s*(?:from|import)\s+([\w.]+)", file.read(LARGE), re.M)
        except OSError:
            return False
        return any(flavour.search(module) for module in found)

    def included(self, patterns):
        """The files of django-split-settings' include('components/*.py', …)."""
        found = []
        for pattern in patterns:
            found += sorted(glob.glob(os.path.join(os.path.dirname(self.path), pattern)))[:50]
        return [path for path in found if path.endswith(".py")]

    def configuration(self):
        """The class that manage.py names by DJANGO_CONFIGURATION."""
        manage = os.path.join(self.project(), "manage.py")
        try:
            with open(manage, encoding="utf-8", errors="replace") as file:
                found = re.search(r"DJANGO_CONFIGURATION['\"]\s*[,\]]\s*=?\s*['\"](\w+)", file.read())
        except OSError:
            return None
        return found.group(1) if found else None

    def dotenv(self, path=None):
        """The .env that a search upwards from a file finds, else where one would lie."""
        for folder in self.parents(path or self.path):
            if os.path.isfile(os.path.join(folder, ".env")):
                return os.path.join(folder, ".env")
        return os.path.join(self.project(), ".env")
