"""A room in which programs may fail: an account of its own, a cluster of its own, and what they said, as files."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

FIXTURES = pathlib.Path(__file__).resolve().parent.parent
ACCOUNT = "lena"
HOME = pathlib.Path("/home") / ACCOUNT
BIN = pathlib.Path(os.environ.get("PGBIN", "/usr/lib/postgresql/15/bin"))
# Texts of another version lie beside those of Debian's, under names that end with it.
TAG = "-" + subprocess.check_output([BIN / "postgres", "--version"], text=True).split()[2].split(".")[0] if "PGBIN" in os.environ else ""
SOCKET = pathlib.Path("/tmp/lena")
PORT = 54391
HBA = "local all all trust\nhost all all all scram-sha-256\n"
LANGUAGES = {
    "de": "de_DE.UTF-8", "fr": "fr_FR.UTF-8", "es": "es_ES.UTF-8", "pt": "pt_BR.UTF-8", "ru": "ru_RU.UTF-8",
    "zh": "zh_CN.UTF-8", "ja": "ja_JP.UTF-8",
}
made, missed = [], []


def environment(**extra):
    """A plain one: nothing of the caller's but the network's own settings."""
    kept = {k: v for k, v in os.environ.items() if k.lower().endswith("_proxy") or k in ("SSL_CERT_FILE", "PIP_CERT")}
    path = f"{BIN}:/usr/local/bin:/usr/bin:/bin"
    plain = {"HOME": str(HOME), "PATH": path, "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return kept | plain | {k: str(v) for k, v in extra.items()}


def run(command, root=False, cwd=None, stdin="", seconds=120, **env):
    """What a shell's command says, both streams as a terminal shows them."""
    argv = ["/bin/bash", "-c", command] if root else ["/usr/sbin/runuser", "-u", ACCOUNT, "--", "/bin/bash", "-c", command]
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(
            argv, cwd=cwd or HOME, env=environment(**env), stdin=subprocess.PIPE, stdout=out, stderr=out,
            start_new_session=True)
        try:
            child.communicate(stdin.encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        out.seek(0)
        return out.read()


def case(slug, name, command, says, versions, prompt=False, **options):
    """Runs a command that must fail, and keeps what it said.

    says: words that prove that it failed in this way (`a|b`: of other versions); without them the file that is there
    stays.
    """
    said = run(command, **options)
    keep(slug, name, command, said, says, versions, prompt)


def keep(slug, name, command, said, says, versions, prompt=False):
    if isinstance(said, str):
        said = said.encode()
    if not any(words.encode() in said for words in says.split("|")):
        missed.append(f"{slug}/{name}{TAG}: {said[-400:].decode(errors='replace')}")
        return
    lines = said.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")
    if len(lines) > 160:
        lines = lines[:60] + [b"[...]"] + lines[-90:]
    if prompt:
        lines.insert(0, b"$ " + command.encode())
    shown = " ".join(command.split())
    if TAG:  # where that version lies says nothing
        shown = shown.replace(f"{BIN}/", "")
        lines = [line.replace(f"{BIN}/".encode(), b"") for line in lines]
    head = f"# provoked by: {shown} ({versions})".encode()
    path = FIXTURES / slug / f"{name}{TAG}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\n".join([head] + lines) + b"\n")
    made.append(f"{slug}/{name}{TAG}")


def prepare():
    """The account, its home and the folder of the socket."""
    if subprocess.run(["id", ACCOUNT], capture_output=True).returncode != 0:
        subprocess.run(["useradd", "--create-home", "--shell", "/bin/bash", ACCOUNT], check=True)
    SOCKET.mkdir(mode=0o700, exist_ok=True)
    shutil.chown(SOCKET, ACCOUNT, ACCOUNT)


def version(command, **env):
    return run(command, **env).decode(errors="replace").strip().splitlines()[-1]


class Cluster:
    """A cluster in the account's home. `hba` is the whole of its pg_hba.conf."""

    def __init__(self, folder, port=PORT, binaries=BIN, options="", hba=HBA, locale="C.UTF-8", encoding="UTF8"):
        self.data, self.port, self.bin, self.locale = HOME / folder, port, pathlib.Path(binaries), locale
        self.log = HOME / f"{folder}.log"
        run(f"rm -rf {self.data} {self.log}")
        run(f"{self.bin}/initdb -D {self.data} -U postgres -A trust -E {encoding} --locale={locale}")
        self.set(f"port = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{SOCKET}'\nfsync = off\n{options}\n")
        self.hba(hba, reload=False)

    def set(self, text):
        with open(self.data / "postgresql.conf", "a") as file:
            file.write(text)

    def hba(self, text, reload=True):
        (self.data / "pg_hba.conf").write_text(text)
        if reload:
            self.sql("SELECT pg_reload_conf()")
            time.sleep(0.3)

    def start(self, prefix="", wait="-w"):
        return run(f"{prefix} {self.bin}/pg_ctl -D {self.data} -l {self.log} {wait} start", LC_ALL=self.locale)

    def stop(self, mode="fast"):
        return run(f"{self.bin}/pg_ctl -D {self.data} -w -t 20 -m {mode} stop")

    def sql(self, text, database="postgres"):
        return run(f"{self.bin}/psql -X -q -h {SOCKET} -p {self.port} -U postgres -d {database}", stdin=text)

    def psql(self, arguments, **options):
        return run(f"{self.bin}/psql -X {arguments}", **options)

    def logged(self, since):
        """What the server's log says since a place in it."""
        time.sleep(0.3)
        return self.log.read_bytes()[since:]

    def mark(self):
        return self.log.stat().st_size if self.log.exists() else 0

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop("immediate")
