extension Words.Causes {
    /// Python, its environments and packages.
    static let pythonPages: [String: Page] = [
        "pep668-externally-managed": Page(
            title: "This Python belongs to the operating system",
            explanation:
                "pip refuses to install into the system's Python, because that could break the system's own programs (PEP 668). A virtual environment is the place for a project's packages.",
            fixes: [
                (
                    "Use a virtual environment",
                    ["python3 -m venv .venv", ".venv/bin/python -m pip install django psycopg2-binary"]
                )
            ]),
        "pip-network": Page(
            title: "The package index cannot be reached",
            explanation:
                "The installer found no way to pypi.org: no network, a proxy that wants to be named, or a certificate that this computer does not know.",
            fixes: [
                ("Check the network, then try again", []),
                ("Behind a proxy: name it", ["export HTTPS_PROXY=http://proxy:port"]),
                ("Without network: install from a folder of wheels (python.wheelhouse)", []),
            ]),
        "no-matching-distribution": Page(
            title: "No version of a package fits",
            explanation:
                "For this Python and computer the index has no ready-built package that meets the wish. Offline, every package looks like that.",
            fixes: [
                ("Check the network, the name, and the version asked for", []),
                ("Use a newer Python, or a lower version of the package", []),
            ]),
        "pg-config-missing": Page(
            title: "psycopg2 would have to be compiled, and pg_config is not here",
            explanation: "The package psycopg2 comes as source; psycopg2-binary comes ready built.",
            fixes: [
                ("Choose psycopg2-binary", ["python -m pip install psycopg2-binary"]),
                (
                    "Or install what the build needs: Debian, Homebrew",
                    ["sudo apt install libpq-dev python3-dev gcc", "brew install libpq"]
                ),
            ]),
        "build-headers-missing": Page(
            title: "A C header is missing for the build",
            explanation: "Compiling psycopg2 needs Python's and PostgreSQL's header files.",
            fixes: [
                ("Choose psycopg2-binary", ["python -m pip install psycopg2-binary"]),
                (
                    "Or install the headers and a compiler: Debian, Fedora",
                    [
                        "sudo apt install libpq-dev python3-dev gcc",
                        "sudo dnf install libpq-devel python3-devel gcc",
                    ]
                ),
            ]),
        "psycopg-not-installed": Page(
            title: "The PostgreSQL adapter is not installed in this environment",
            explanation: "Django found neither psycopg nor psycopg2 where this project's Python looks.",
            fixes: [("Install it (step 2)", [".venv/bin/python -m pip install psycopg2-binary"])]),
        "python-module-missing": Page(
            title: "A Python package is missing",
            explanation: "The project imports something that is not installed in its environment.",
            fixes: [
                ("Install what the project needs", [".venv/bin/python -m pip install -r requirements.txt"]),
                (
                    "No time zone found? This system has no list of them; Python's own is a package",
                    [".venv/bin/python -m pip install tzdata"]
                ),
            ]),
        "pip-or-venv-missing": Page(
            title: "Python's venv or pip is not installed",
            explanation: "Some systems split Python into several packages.",
            fixes: [
                ("Install them", ["sudo apt install python3-venv python3-pip"]),
                ("pip alone may be in another Python: ask it by name", ["python3 -m pip --version"]),
            ]),
        "python-missing": Page(
            title: "Python was not found",
            explanation:
                "There is no program of that name here. Often only the name is another one: on Debian, Ubuntu and macOS the command is python3, on Windows py; an environment that is active knows python, too.",
            fixes: [
                ("Ask for it by its other name", ["python3 --version", "py --version"]),
                (
                    "In the project's folder: activate its environment, or name its Python",
                    ["source .venv/bin/activate", ".venv/bin/python manage.py migrate"]
                ),
                ("Install it: Debian, Homebrew", ["sudo apt install python3 python3-venv", "brew install python"]),
            ]),
        "wrong-python-version": Page(
            title: "This Python and this Django do not fit together",
            explanation:
                "Django's current versions do not run on an old Python, and an old Django not on a new one: modules that it uses (cgi, distutils) are gone from there.",
            fixes: [
                ("Ask the environment's Python, or python3", [".venv/bin/python --version", "python3 --version"]),
                (
                    "Is Python too old? Install a newer one",
                    ["sudo apt install python3 python3-venv", "brew install python"]
                ),
                (
                    "Is Django too old? Take a version that knows this Python",
                    [".venv/bin/python -m pip install --upgrade django"]
                ),
            ]),
        "venv-broken": Page(
            title: "The virtual environment does not work",
            explanation:
                "It is half made, was moved, or its Python is gone; or it lies in another folder than this one.",
            fixes: [
                ("Look where it is: beside manage.py, as .venv or venv", ["ls -a"]),
                (
                    "Let Howdah make it anew, with the packages that were in it; the old one is kept beside",
                    ["howdah doctor --fix"]
                ),
                ("By hand: if .venv is there, set it aside first", ["mv .venv .venv.old"]),
                ("Then make a new one (step 2)", ["python3 -m venv .venv"]),
                (
                    "If there is a requirements.txt, install what it lists",
                    [".venv/bin/python -m pip install -r requirements.txt"]
                ),
                ("If there is none", [".venv/bin/python -m pip install django psycopg2-binary"]),
            ]),
    ]
}
