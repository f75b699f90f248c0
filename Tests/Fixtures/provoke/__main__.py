#!/usr/bin/env python3
"""Makes the texts of errors under Tests/Fixtures anew: real programs, really broken, in a room of their own.

    sudo python3 Tests/Fixtures/provoke [SECTION …]

Sections: server, client, languages, django, pip, shell. Needs root (for the account `lena` that everything runs as),
Debian's PostgreSQL 15, gcc, and an index of packages. PGBIN names another PostgreSQL, whose texts lie beside the first
ones: keep those that say it in other words. DJANGOS says which versions of Django (default "4.2 5.2", and the newest
that NEW_PYTHON takes). What could not be provoked is told at the end, and its file stays as it was. Nothing but the
account's home, /tmp/lena and the fixtures is written.
"""

import sys

import clients
import djangos
import languages
import packages
import room
import servers
import shells

SECTIONS = {
    "server": servers.provoke, "client": clients.provoke, "languages": languages.provoke, "django": djangos.provoke,
    "pip": packages.provoke, "shell": shells.provoke,
}

room.prepare()
for name in sys.argv[1:] or SECTIONS:
    SECTIONS[name]()
print(f"{len(room.made)} provoked, {len(room.missed)} not")
for text in room.missed:
    print("NOT", text)
