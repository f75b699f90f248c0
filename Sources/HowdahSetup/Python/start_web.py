"""Starts Django's development server in a session of its own and tells its process id.

It outlives this helper: the caller stops it by its process group, or leaves it running when asked to.
"""
import json
import os
import subprocess
import sys


def main():
    question = json.load(sys.stdin)
    log = os.open(question["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    environment = dict(os.environ, DJANGO_RUNSERVER_HIDE_WARNING="true")
    child = subprocess.Popen(
        [question["python"], "manage.py", "runserver"] + question["options"] + [question["address"]],
        cwd=question["directory"], env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        start_new_session=True)
    # Here, because whoever asked may be killed before it could.
    pid_file = os.open(question["pid_file"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    os.write(pid_file, b"%d\n" % child.pid)
    print("HOWDAH-RESULT " + json.dumps({"pid": child.pid}))
    sys.stdout.flush()
    # The child is not ours to wait for.
    os._exit(0)


main()
