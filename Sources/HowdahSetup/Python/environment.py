"""Tells what a Python interpreter is and what is installed in it. Asks nothing, writes nothing."""
import json
import os
import sys


def real_executable():
    # In a virtual environment the base interpreter is what a new environment must be made from.
    base = getattr(sys, "_base_executable", None) or sys.executable
    return os.path.realpath(base) if base else ""


def pip_wheel():
    try:
        import ensurepip
        import glob
    except ImportError:
        return False, None
    folders = [os.path.join(os.path.dirname(ensurepip.__file__), "_bundled"), "/usr/share/python-wheels"]
    for folder in folders:
        found = sorted(glob.glob(os.path.join(folder, "pip-*.whl")))
        if found:
            return True, found[-1]
    return False, None


def versions(names):
    try:
        from importlib import metadata
    except ImportError:
        return {}
    found = {}
    for name in names:
        try:
            found[name] = metadata.version(name)
        except Exception:
            pass
    return found


def is_incomplete(name):
    """Whether files are missing that the list of a package's files names: its installation was cut off.

    The version alone proves nothing: it is read from a folder that may be there first.
    """
    from importlib import metadata
    distribution = metadata.distribution(name)
    record = distribution.read_text("RECORD")
    if not record:
        return True
    for line in record.splitlines():
        path = line.rsplit(",", 2)[0].strip('"')
        if not path.endswith(".pyc") and not os.path.exists(str(distribution.locate_file(path))):
            return True
    return False


def import_error(name):
    try:
        __import__(name)
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)
    return None


def has_zones():
    """Whether there is a list of time zones: the system's, or the package tzdata. Django needs one for UTC already."""
    try:
        import zoneinfo
    except ImportError:
        return True  # Python 3.8: what its Django needs instead is among Django's own requirements
    try:
        zoneinfo.ZoneInfo("UTC")
    except (zoneinfo.ZoneInfoNotFoundError, OSError, ValueError):
        return False  # missing, closed or damaged
    return True


def main():
    question = json.load(sys.stdin)
    has_ensurepip, wheel = pip_wheel() if question.get("base") else (False, None)
    installed = versions(
        ["pip", "django", "psycopg2-binary", "psycopg2", "psycopg", "psycopg-binary", "dj-database-url", "python-dotenv"]
    )
    answer = {
        "executable": sys.executable,
        "real_executable": real_executable(),
        "version": list(sys.version_info[:3]),
        "is_venv": sys.prefix != getattr(sys, "base_prefix", sys.prefix),
        "has_ensurepip": has_ensurepip,
        "pip_wheel": wheel,
        "has_zones": has_zones(),
        "installed": installed,
        "incomplete": [],
        "import_errors": {},
    }
    # The system's own packages keep other lists.
    if answer["is_venv"]:
        answer["incomplete"] = [name for name in installed if is_incomplete(name)]
        for name in answer["incomplete"]:
            del installed[name]
    if question.get("base"):
        try:
            import venv  # noqa: F401
            answer["has_venv"] = True
        except ImportError:
            answer["has_venv"] = False
    for name in question.get("imports", []):
        error = import_error(name)
        if error:
            answer["import_errors"][name] = error
    print("HOWDAH-RESULT " + json.dumps(answer))


main()
