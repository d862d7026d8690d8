#!/usr/bin/env python3
"""What can befall a file under the feet of those who serve it."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
from serving import PROGRAM, Serving, equal, finish, ok, until
from storing import SERVER

if SERVER:
    print("1..0 # SKIP about files")
    sys.exit()

EXAMPLES = os.path.abspath(os.path.join(os.environ.get("EXAMPLES", os.path.join(here, "../../examples")), "documents"))
folder = tempfile.mkdtemp(prefix="file-")


def database(name, documents):
    path = os.path.join(folder, name)
    subprocess.run([PROGRAM, "import", "--db", path, "--body", "Solbæk Kommune",
                    *(os.path.join(EXAMPLES, file) for file in sorted(os.listdir(EXAMPLES))[:documents])], capture_output=True)
    return path


# --- another database in its place: two files must not share a log, so nobody opens it while the first is open
copy, other = database("copy.db", 6), database("other.db", 1)
serving = Serving(lambda s: [PROGRAM, "serve", "--db", copy, "--listen", s.listen(), "--workers", "2"], SAGSGANG_LANG="en")
until(lambda: len(serving.children()) == 3)  # two that serve, and the one for slow work
before, workers = serving.ask("/sitemap.xml").body, serving.children()
os.rename(other, copy)
ok(until(lambda: "another lies in its place" in serving.errors()), "another file in the database's place is noticed")
equal(serving.ask("/sitemap.xml").body, before, "the first is served on")
serving.tell(signal.SIGHUP)
ok(until(lambda: "workers are not renewed" in serving.errors()), "workers are not renewed then", serving.errors())
os.kill(workers[0], signal.SIGKILL)
ok(until(lambda: serving.children() == workers[1:]), "one that dies is not replaced while another has the first file open")
equal(serving.ask("/sitemap.xml").body, before, "which is served")
os.kill(workers[1], signal.SIGKILL)
ok(until(lambda: len(set(serving.children()) - set(workers)) == 3), "when nobody has, new ones begin", serving.errors())
ok(serving.ask("/sitemap.xml").body != before, "with the other")
os.unlink(copy)
os.kill(serving.children()[0], signal.SIGKILL)
ok(until(lambda: "There is no database" in serving.errors()), "a worker that finds none says so", serving.errors())
equal(serving.ask("/healthz").status, 200, "and the rest serve")
serving.tell(signal.SIGHUP)
ok(until(lambda: "the old ones stay" in serving.errors()), "who cannot be renewed stays", serving.errors())
equal(serving.ask("/healthz").status, 200, "and serves")
equal(serving.stop(died=True)[0], 0, "it stops")
shutil.rmtree(folder)
finish()
