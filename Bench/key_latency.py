"""Prints how long a key takes to the screen while a child prints 10 MB/s, and the memory used then.

    key_latency.py HOWDAH [KEYS [MINUTES]]

MINUTES spreads the keys, and prints the memory ten times on the way: `key_latency.py HOWDAH 600 60` is the hour
beside a chatty child. The wizard runs under a pseudo-terminal as far as step 2, where a stand-in for uv prints without end.
"""

import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

RATE = 10_000_000  # bytes a second
CHATTY = """#!%s -S
import sys, time
line = b"x" * 99 + b"\\n"
block = line * 1000
began, sent = time.monotonic(), 0
while True:
    sys.stdout.buffer.write(block)
    sys.stdout.buffer.flush()
    sent += len(block)
    time.sleep(max(0, began + sent / %d - time.monotonic()))
"""


class Screen:
    """A program under a pseudo-terminal, and what it wrote."""

    def __init__(self, words, environment):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execve(words[0], words, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def press(self, keys):
        os.write(self.terminal, keys)

    def watch(self, seconds):
        """Reads what is drawn for so long: a terminal that nobody reads would hold the program up."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                os.read(self.terminal, 1 << 16)

    def wait(self, *texts, limit=60.0):
        """Seconds until one of the texts was written."""
        began, seen = time.perf_counter(), b""
        while time.perf_counter() - began < limit:
            if select.select([self.terminal], [], [], 0.5)[0]:
                seen += os.read(self.terminal, 1 << 16)
                if any(text in seen for text in texts):
                    return time.perf_counter() - began
        raise SystemExit("the screen never showed %r; last: %r" % (texts, seen[-500:]))


def memory(pid):
    with open("/proc/%d/status" % pid, encoding="ascii") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS"))


def main():
    program = os.path.realpath(sys.argv[1])
    keys = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    pause = float(sys.argv[3]) * 60 / keys if len(sys.argv) > 3 else 0.1
    room = tempfile.mkdtemp(prefix="howdah-keys-")
    try:
        tools = os.path.join(room, "tools")
        os.makedirs(tools)
        uv = os.path.join(tools, "uv")
        with open(uv, "w", encoding="ascii") as file:
            file.write(CHATTY % (os.path.realpath(sys.executable), RATE))
        os.chmod(uv, 0o755)
        answers = os.path.join(room, "answers.toml")
        with open(answers, "w", encoding="ascii") as file:
            file.write('python.installer = "uv"\npostgres.mode = "private"\n')
        environment = dict(os.environ, PATH=tools + ":" + os.environ["PATH"], TERM="xterm-256color", LC_ALL="C.UTF-8")
        screen = Screen([program, room, "--answers", answers], environment)
        try:
            screen.wait(b"Which way")
            screen.press(b"\r")
            screen.wait(b"exactly this")
            time.sleep(1)  # the page looks before it takes Enter
            screen.press(b"\r")
            screen.wait(b"goes on")
            screen.press(b"\r")
            screen.wait(b"exactly this")
            time.sleep(1)
            screen.press(b"\r")
            screen.wait(b"xxxxxxxx")
            times, early = [], None
            for number in range(keys):
                screen.watch(pause)
                screen.press(b"\x1bOP")
                times.append(1000 * screen.wait(b"Keys and words"))
                screen.press(b" ")
                screen.wait(b"xxxxxxxx")
                # Once the log is full, nothing may grow any more.
                if number == keys // 4:
                    early = memory(screen.pid)
                if pause > 0.1 and number % max(1, keys // 10) == 0:
                    print("after %.1f minutes: %.1f MB" % (number * pause / 60, memory(screen.pid)), flush=True)
            used = memory(screen.pid)
            times.sort()
            print("key to screen beside 10 MB/s: median %.1f ms, 95%% %.1f ms, worst %.1f ms; memory %.0f MB, %.0f MB at a quarter" % (
                statistics.median(times), times[int(len(times) * 0.95) - 1], times[-1], used, early or used))
        finally:
            os.kill(screen.pid, signal.SIGTERM)
            os.waitpid(screen.pid, 0)
            subprocess.run([program, "stop", os.path.join(room, "myproject")], capture_output=True, check=False)
    finally:
        shutil.rmtree(room, ignore_errors=True)


if __name__ == "__main__":
    main()
