#!/usr/bin/env python3
"""Documents are handed in at the portal, and whoever reads them is killed in the middle: each is kept once."""
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.parse

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
from serving import PROGRAM, Serving, equal, finish, ok, until
from storing import Store

DOCUMENTS = 150
PASSWORD = "en lang nok en"
NOW = "2026-11-23T09:00"
folder = tempfile.mkdtemp(prefix="jobs-")
store = Store(folder, "jobs")
path, rows = store.url, store.rows


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=120, cwd=folder,
                          env={**os.environ, "SAGSGANG_LANG": "en", "SAGSGANG_NOW": NOW})
    return done.returncode, done.stdout + done.stderr


class Browser:
    """Keeps its cookies, and sends forms with the token of their page."""

    def __init__(self, serving):
        self.serving, self.cookies = serving, {}

    def ask(self, target, method="GET", body=None, kind="application/x-www-form-urlencoded"):
        link = http.client.HTTPConnection(*self.serving.where, timeout=60)
        fields = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        link.request(method, target, body, {**fields, "Content-Type": kind} if body is not None else fields)
        answer = link.getresponse()
        self.page = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, value = value.split(";")[0].split("=", 1)
                self.cookies[cookie] = value
        link.close()
        return answer.status, answer.getheader("Location")

    def field(self, name):
        return re.search(f'name="{name}" value="([^"]*)"', self.page).group(1)

    def send(self, page, target=None, **fields):
        self.ask(page)
        return self.ask(target or page, "POST", urllib.parse.urlencode({"token": self.field("token"), **fields}))

    def hand_in(self, files):
        self.ask("/indlaesning")
        parts = [f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{self.field(name)}\r\n'
                 for name in ("token", "noegle")]
        parts += [f'--B\r\nContent-Disposition: form-data; name="filer"; filename="{name}"\r\n\r\n{text}\r\n'
                  for name, text in files]
        return self.ask("/indlaesning", "POST", ("".join(parts) + "--B--\r\n").encode(), "multipart/form-data; boundary=B")

    def import_of(self, location):
        self.ask(location + ".json")
        return json.loads(self.page)


def minutes(year, n):
    day = f"{n % 28 + 1:02d}-{n // 28 + 1:02d}-{year}"
    return (f"{n}.txt", f"REFERAT HovedMED d. {day}\n\nMødedato {day} kl. 13:00\n\nMødested Rådhuset\n\n"
            f"Punkt 1: Meddelelser\n\nSagsfremstilling\n\nDer var {n} meddelelser.\n\nBeslutning\n\nTaget til efterretning.\n")


def an_hour_passes():
    """For whoever is dead: it has been silent for longer than it may (JOB_SILENT_SECONDS)."""
    rows("UPDATE job SET beat = beat - 3600000000 WHERE state = 'running'")


def who_reads(servings):
    """The process that has a reader at work: it is the one that does the job."""
    for serving in servings:
        for pid in serving.children():
            try:
                with open(f"/proc/{pid}/task/{pid}/children") as file:
                    if file.read().strip():
                        return pid
            except OSError:
                pass
    return None


def serve():
    """With a clock that stands still: nobody falls silent unless the test says so."""
    return Serving(lambda s: [PROGRAM, "serve", "--db", path, "--listen", s.listen(), "--workers", "1"], SAGSGANG_NOW=NOW,
                   SAGSGANG_LANG="en")


def begin(year, kept):
    """Documents are handed in; where the import is, and the process that does it, once some are kept."""
    status, place = clerk.hand_in([minutes(year, n) for n in range(DOCUMENTS)])
    equal(status, 303, "documents are handed in")
    until(lambda: rows("SELECT count(*) FROM import_file WHERE outcome IS NOT NULL")[0][0] >= kept + 5)
    return place, until(lambda: who_reads([first, second]))


def half_done(place):
    found = clerk.import_of(place)
    done = sum(file["outcome"] is not None for file in found["files"])
    ok(found["state"] == "running" and 5 <= done < DOCUMENTS, "it is killed in the middle", found["state"], done)
    meetings, outcomes = rows("SELECT (SELECT count(*) FROM meeting), (SELECT count(*) FROM import_file WHERE outcome = 'new')")[0]
    equal(meetings, outcomes, "and what it says it kept is what is kept")


def ends(place, kept, tries):
    found = until(lambda: (lambda now: now["state"] == "done" and now)(clerk.import_of(place)), 120) or clerk.import_of(place)
    equal(found["state"], "done", "the import goes on, and ends")
    equal({file["outcome"] for file in found["files"]}, {"new"}, "each document is new once")
    equal(rows("SELECT count(*), count(DISTINCT start) FROM meeting")[0], (kept + DOCUMENTS,) * 2, "no meeting is there twice")
    equal(rows("SELECT state, tries FROM job WHERE kind = 'import' ORDER BY id DESC LIMIT 1"), [("done", tries)],
          "it was taken up once")
    equal(rows("SELECT count(*) FROM journal WHERE verb = 'keep'")[0][0], kept + DOCUMENTS, "the journal tells of each once")


link = run("user", "add", "clerk@solbaek.example", "Clerk", "--role", "clerk", "--db", path)[1].strip()
first, second = serve(), serve()  # two portals on one database: two processes that do jobs
clerk = Browser(first)
ticket = urllib.parse.urlparse(link).path
equal(clerk.send(ticket, adgangskode=PASSWORD, igen=PASSWORD), (303, "/log-ind"), "a password is chosen")
equal(clerk.send("/log-ind", email="clerk@solbaek.example", adgangskode=PASSWORD), (303, "/konto"), "and fits")

# --- killed in the middle: its supervisor knows, and the next one takes the import up
place, victim = begin(2024, 0)
before = first.children() + second.children()
ok(victim in before, "one process reads them")
os.kill(victim, signal.SIGSTOP)
half_done(place)
os.kill(victim, signal.SIGKILL)
ok(until(lambda: len(set(first.children() + second.children()) - set(before)) == 1), "another process is in its place")
ends(place, 0, 2)

# --- a machine is lost: nobody who knows of the death is left, and another takes the import up when it has been silent too long
place, victim = begin(2023, DOCUMENTS)
lost = first if victim in first.children() else second
os.kill(victim, signal.SIGSTOP)
half_done(place)
lost.process.kill()
lost.wait()
os.kill(victim, signal.SIGKILL)
first, second = (serve(), second) if lost is first else (first, serve())
clerk.serving = first
equal(rows("SELECT state, tries FROM job WHERE kind = 'import' ORDER BY id DESC LIMIT 1"), [("running", 1)],
      "of what another machine does nobody says that it is dead")
an_hour_passes()
ends(place, DOCUMENTS, 2)

# --- stopped in the middle
kept = 2 * DOCUMENTS
place, _ = begin(2025, kept)
equal(clerk.send(place), (303, place), "an import is stopped")
kept_then = rows("SELECT count(*) FROM meeting")[0][0]
until(lambda: who_reads([first, second]) is None)
found = clerk.import_of(place)
equal(found["state"], "cancelled", "it stays stopped")
equal(rows("SELECT count(*) FROM meeting")[0][0], kept_then, "and not one document more is kept")
equal(sum(file["outcome"] is not None for file in found["files"]), kept_then - kept, "than it says")

equal(run("check", "--db", path)[0], 0, "the database is whole")
equal(first.stop(died=True)[0], 0, "the first portal stops")
equal(second.stop(died=True)[0], 0, "and the second")
shutil.rmtree(folder)
finish()
