"""Shells, Debian's tools, and programs that look for PostgreSQL's."""

import fcntl

from room import BIN, run, case, version


def provoke():
    v = version("bash --version | head -1")
    apt = version("apt-get --version | head -1")
    for tool in ("psql", "createdb", "pg_ctl"):
        case("postgres-tools-not-found", f"bash-{tool}", f"{tool} --version", "not found", v, PATH="/nowhere")
    case("postgres-tools-not-found", "sh-psql", "/bin/sh -c 'PATH=/nowhere; psql'", "not found", "dash")
    case("postgres-tools-not-found", "python-psql", "python3 -c \"import subprocess; subprocess.run(['psql'], env={'PATH': '/nowhere'})\"",
         "No such file", version("python3 --version"))
    case("pip-or-venv-missing", "bash-pip", "pip install django", "not found", v, PATH="/nowhere")
    case("python-missing", "bash-python", "python manage.py migrate", "not found", v, PATH="/nowhere")
    case("venv-not-active", "bash-django-admin", "django-admin startproject shop", "not found", v, PATH="/nowhere")
    case("sudo-needed", "apt-install", "apt-get install -y postgresql", "are you root", apt)
    case("sudo-needed", "pg_ctlcluster-start", "pg_ctlcluster 15 main start", "or root", version("dpkg-query -W postgresql-common"))
    case("apt-package-unavailable", "apt-version", "apt-get install -s postgresql-99", "Unable to locate package", apt, root=True)
    with open("/var/lib/dpkg/lock-frontend", "w") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        case("apt-locked", "apt-install", "apt-get -o DPkg::Lock::Timeout=0 install -y postgresql-99", "lock-frontend", apt, root=True)
        case("apt-locked", "dpkg-configure", "dpkg --configure -a", "lock", apt, root=True)
