"""pip, environments and compilers."""

from room import HOME, case, run, version

PIP = "env/bin/python -m pip install --no-input"


def provoke():
    run("rm -rf env; python3.11 -m venv env", seconds=300)
    v = version("env/bin/python -m pip --version | cut -d' ' -f1,2")
    case("pep668-externally-managed", "pip-debian", "python3 -m pip install django", "externally-managed-environment", version("/usr/bin/python3 -m pip --version | cut -d' ' -f1,2"))
    case("no-matching-distribution", "pip-version", f"{PIP} 'django==99.0'", "No matching distribution", v)
    case("no-matching-distribution", "pip-name", f"{PIP} psycopg2-binaryy", "No matching distribution", v)
    case("no-matching-distribution", "pip-offline", f"{PIP} --no-index psycopg2-binary", "No matching distribution", v)
    run("mkdir -p young; printf '[project]\\nname=\"young\"\\nversion=\"1\"\\nrequires-python=\">=3.99\"\\n' > young/pyproject.toml")
    case("no-matching-distribution", "pip-python", f"{PIP} ./young", "requires a different Python", v)
    case("pip-network", "pip-name", f"{PIP} --retries 1 --index-url https://pypi.invalid/simple django", "ew connection", v)
    case("pip-network", "pip-refused", f"{PIP} --retries 1 --index-url http://127.0.0.1:54399/simple django", "refused", v)
    case("pip-network", "pip-proxy", f"{PIP} --retries 1 --proxy http://127.0.0.1:54399 --index-url https://pypi.invalid/simple django", "roxy", v)
    case("pip-permission-denied", "pip-root-owned", "env/bin/python -m pip install --no-input --target /usr/lib/python3/dist-packages django", "Permission denied", v, seconds=300)
    run("rm -rf bare; python3.11 -m venv --without-pip bare")
    case("pip-or-venv-missing", "python-pip", "bare/bin/python -m pip install django", "No module named pip", version("python3.11 --version"))
    builds(v)
    environments()


def builds(v):
    """psycopg2 from source where something that the build needs is not there."""
    build = f"{PIP} --no-binary psycopg2 --no-cache-dir psycopg2"
    case("pg-config-missing", "pip-psycopg2", build, "pg_config executable not found", v, PATH="/home/lena/env/bin", seconds=300)
    run("mkdir -p fake; printf '#!/bin/sh\\ncase $1 in --version) echo PostgreSQL 15.0;; *) echo /home/lena/fake;; esac\\n' > fake/pg_config; chmod +x fake/pg_config")
    case("build-headers-missing", "pip-headers", build, "missing some prerequisite", v, PATH="/home/lena/fake:/usr/bin:/bin", seconds=300)
    case("build-headers-missing", "pip-gcc", build, "gcc", v, PATH="/home/lena/fake:/home/lena/env/bin", seconds=300)


def environments():
    """Environments that moved, or whose Python is gone."""
    v = version("python3.11 --version")
    run("rm -rf moved; cp -a env moved; sed -i '1s|/home/lena/env|/home/lena/gone|' moved/bin/pip")
    case("venv-broken", "bash-pip", "moved/bin/pip install django", "required file not found", v)
    run("rm -rf old-shop; mkdir -p old-shop/.venv/bin; ln -s /usr/bin/python3.99 old-shop/.venv/bin/python")
    case("venv-broken", "bash-python", "old-shop/.venv/bin/python manage.py migrate", "No such file", v)
