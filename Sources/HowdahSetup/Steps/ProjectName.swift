import HowdahText

/// Which names Python and Django accept for a project package.
///
/// Source: django.core.management.templates.TemplateCommand.validate_name, and Python's keyword.kwlist,
/// which Django forgets.
public enum ProjectName {
    public struct Problem: Equatable, Sendable { public var sentence: String }

    public static func problem(_ name: String) -> Problem? {
        if name.isEmpty { return Problem(sentence: Words.Project.nameEmpty) }
        let isIdentifier = name.unicodeScalars.enumerated().allSatisfy { index, scalar in
            index == 0 ? scalar.properties.isXIDStart || scalar == "_" : scalar.properties.isXIDContinue
        }
        guard isIdentifier else { return Problem(sentence: Words.Project.nameNoIdentifier(name, like(name))) }
        if keywords.contains(name) { return Problem(sentence: Words.Project.nameKeyword(name)) }
        if modules.contains(name) { return Problem(sentence: Words.Project.nameModule(name)) }
        return nil
    }

    /// Not wrong, but trouble later: imports and file systems spell such letters in two ways.
    public static func warning(_ name: String) -> String? {
        name.utf8.allSatisfy { $0 < 128 } ? nil : Words.Project.nameNotASCII
    }

    /// A name that would do.
    static func like(_ name: String) -> String {
        var result = ""
        for scalar in name.lowercased().unicodeScalars where scalar.isASCII {
            if scalar.properties.isXIDContinue { result.unicodeScalars.append(scalar) } else { result += "_" }
        }
        while result.hasPrefix("_") { result.removeFirst() }
        if result.isEmpty { return "myproject" }
        let named = result.first.map { $0.isNumber } == true ? "project_" + result : result
        return keywords.contains(named) || modules.contains(named) ? named + "_project" : named
    }

    static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]

    /// sys.stdlib_module_names of Python 3.8 to 3.13 without the private ones, and what step 2 installs.
    static let modules: Set<String> = [
        "__future__", "abc", "antigravity", "argparse", "array", "asgiref", "ast", "asynchat", "asyncio",
        "asyncore", "atexit", "base64", "bdb", "binascii", "bisect", "builtins", "bz2", "cProfile", "calendar",
        "cgi", "cmath", "cmd", "code", "codecs", "codeop", "collections", "colorsys", "compileall", "concurrent",
        "configparser", "contextlib", "contextvars", "copy", "copyreg", "csv", "ctypes", "curses", "dataclasses",
        "datetime", "dbm", "decimal", "difflib", "dis", "distutils", "dj_database_url", "django", "doctest",
        "email", "encodings", "ensurepip", "enum", "errno", "faulthandler", "fcntl", "filecmp", "fileinput",
        "fnmatch", "fractions", "ftplib", "functools", "gc", "genericpath", "getopt", "getpass", "gettext",
        "glob", "graphlib", "grp", "gzip", "hashlib", "heapq", "hmac", "html", "http", "idlelib", "imaplib",
        "imp", "importlib", "inspect", "io", "ipaddress", "itertools", "json", "keyword", "linecache", "locale",
        "logging", "lzma", "mailbox", "marshal", "math", "mimetypes", "mmap", "modulefinder", "msvcrt",
        "multiprocessing", "netrc", "nt", "ntpath", "nturl2path", "numbers", "opcode", "operator", "optparse",
        "os", "pathlib", "pdb", "pickle", "pickletools", "pip", "pkgutil", "platform", "plistlib", "poplib",
        "posix", "posixpath", "pprint", "profile", "pstats", "psycopg", "psycopg2", "pty", "pwd", "py_compile",
        "pyclbr", "pydoc", "pydoc_data", "pyexpat", "queue", "quopri", "random", "re", "readline", "reprlib",
        "resource", "rlcompleter", "runpy", "sched", "secrets", "select", "selectors", "setuptools", "shelve",
        "shlex", "shutil", "signal", "site", "smtpd", "smtplib", "socket", "socketserver", "sqlite3", "sqlparse",
        "sre_compile", "sre_constants", "sre_parse", "ssl", "stat", "statistics", "string", "stringprep",
        "struct", "subprocess", "symtable", "sys", "sysconfig", "syslog", "tabnanny", "tarfile", "telnetlib",
        "tempfile", "termios", "test", "textwrap", "this", "threading", "time", "timeit", "tkinter", "token",
        "tokenize", "tomllib", "trace", "traceback", "tracemalloc", "tty", "turtle", "turtledemo", "types",
        "typing", "unicodedata", "unittest", "urllib", "uuid", "venv", "warnings", "wave", "weakref",
        "webbrowser", "wheel", "winreg", "winsound", "wsgiref", "xml", "xmlrpc", "zipapp", "zipfile", "zipimport",
        "zlib", "zoneinfo",
    ]
}
