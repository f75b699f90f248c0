"""From exec to the first screen, in a terminal of 80 by 24: first_screen.py HOWDAH [ROUNDS]"""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5


def once(folder):
    """Seconds until the name stands on the screen and the terminal is quiet, and the memory then in MB."""
    began = time.monotonic()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8", HOWDAH_BENCH="1")
        os.execv(program, [program, folder])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen, first, memory = b"", None, 0.0
    while time.monotonic() - began < 10:
        ready, _, _ = select.select([terminal], [], [], 0.3)
        if not ready:
            if first:
                break
            continue
        try:
            seen += os.read(terminal, 65536)
        except OSError:
            break
        if first is None and b"Howdah" in seen:
            first = time.monotonic() - began
    try:
        with open(f"/proc/{pid}/status") as status:
            memory = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
    except (OSError, StopIteration):
        pass
    os.kill(pid, signal.SIGTERM)
    os.waitpid(pid, 0)
    os.close(terminal)
    return first, memory


with tempfile.TemporaryDirectory() as folder:
    results = [once(folder) for _ in range(rounds + 1)][1:]
times = [first for first, _ in results if first is not None]
if times:
    print(f"first screen after exec: {statistics.median(times) * 1000:.0f} ms (median of {len(times)}), "
          f"resident memory then {statistics.median(memory for _, memory in results):.0f} MB")
else:
    print("first screen: none was seen")
