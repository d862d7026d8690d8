#!/usr/bin/env python3
"""Two servers on one database, on a port each.  Each keeps pages ready; what somebody else commits shows on all of them within a
second."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
from serving import PROGRAM, Serving, equal, finish, ok, until
from storing import Store

ROUNDS, VISITORS = 7, 8  # visitors: enough that each of two processes has had one
folder = tempfile.mkdtemp(prefix="caches-")
store = Store(folder, "caches")


def keep(n):
    """Another process keeps minutes; when it had done so."""
    path = os.path.join(folder, f"{n}.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"REFERAT Kulturudvalget d. {n:02d}-03-2026\n\nMødedato {n:02d}-03-2026 kl. 16:00\n\nPunkt 1: Nyt\n\nBeslutning\n\nGodkendt.\n")
    subprocess.run([PROGRAM, "import", "--db", store.url, "--body", "Solbæk Kommune", path], check=True, capture_output=True)
    return time.monotonic()


def shows(serving, n):
    """How many of some visitors see it, each on a connection of its own."""
    return sum(f"/moeder/2026-03-{n:02d}".encode() in serving.ask("/udvalg/kulturudvalget").body for _ in range(VISITORS))


keep(1)
servings = [Serving(lambda s: [PROGRAM, "serve", "--db", store.url, "--listen", s.listen(), "--workers", "2"]) for _ in range(2)]
for serving in servings:
    equal(shows(serving, 1), VISITORS, "a page is kept ready")
waited = []
for n in range(2, 2 + ROUNDS):
    kept_at = keep(n)
    ok(until(lambda: all(shows(serving, n) == VISITORS for serving in servings)), f"change {n} shows on both")
    waited.append(time.monotonic() - kept_at)
waited.sort()
print("# seconds until everybody sees it:", " ".join("%.3f" % w for w in waited))
# The middle one, as the machine may have other things to do.
ok(waited[ROUNDS // 2] < 1, "within a second", waited)
for serving in servings:
    equal(serving.stop(), (0, True), "it stops")
shutil.rmtree(folder)
finish()
