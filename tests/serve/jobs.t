#!/usr/bin/env python3
"""Documents are handed in at the portal, and the process that reads them is killed in the middle: each is kept once."""
import http.client
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import urllib.parse

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
from serving import PROGRAM, Serving, equal, finish, ok, until

DOCUMENTS = 150
PASSWORD = "en lang nok en"
folder = tempfile.mkdtemp(prefix="jobs-")
path = os.path.join(folder, "jobs.db")


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=120, cwd=folder,
                          env={**os.environ, "SAGSGANG_LANG": "en"})
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


def rows(question):
    with sqlite3.connect(path, timeout=30) as database:
        return database.execute(question).fetchall()


def a_minute_passes():
    """For the heart of whoever is dead: it has been silent for longer than it may (JOB_SILENT_SECONDS)."""
    with sqlite3.connect(path, timeout=30) as database:
        database.execute("UPDATE job SET beat = beat - 61000000 WHERE state = 'running'")


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
    return Serving(lambda s: [PROGRAM, "serve", "--db", path, "--listen", s.listen(), "--workers", "1"], SAGSGANG_NOW=None,
                   SAGSGANG_LANG="en")


link = run("user", "add", "clerk@solbaek.example", "Clerk", "--role", "clerk", "--db", path)[1].strip()
first, second = serve(), serve()  # two portals on one database: two processes that do jobs
clerk = Browser(first)
ticket = urllib.parse.urlparse(link).path
equal(clerk.send(ticket, adgangskode=PASSWORD, igen=PASSWORD), (303, "/log-ind"), "a password is chosen")
equal(clerk.send("/log-ind", email="clerk@solbaek.example", adgangskode=PASSWORD), (303, "/konto"), "and fits")

# --- killed in the middle
status, place = clerk.hand_in([minutes(2024, n) for n in range(DOCUMENTS)])
equal(status, 303, "documents are handed in")
until(lambda: rows("SELECT count(*) FROM import_file WHERE outcome IS NOT NULL")[0][0] >= 5)
victim = until(lambda: who_reads([first, second]))
before = first.children() + second.children()
ok(victim in before, "one process reads them")
os.kill(victim, signal.SIGKILL)
until(lambda: victim not in first.children() + second.children())
found = clerk.import_of(place)
done = sum(file["outcome"] is not None for file in found["files"])
ok(found["state"] == "running" and 5 <= done < DOCUMENTS, "it is killed in the middle", found["state"], done)
equal(rows("SELECT count(*) FROM meeting")[0][0], done, "and what it says it kept is what is kept")
ok(until(lambda: len(first.children() + second.children()) == 4), "another process is in its place")
a_minute_passes()
found = until(lambda: (lambda now: now["state"] == "done" and now)(clerk.import_of(place)), 120) or clerk.import_of(place)
equal(found["state"], "done", "the import goes on, and ends")
equal({file["outcome"] for file in found["files"]}, {"new"}, "each document is new once")
equal(rows("SELECT count(*), count(DISTINCT start) FROM meeting")[0], (DOCUMENTS, DOCUMENTS), "no meeting is there twice")
equal(rows("SELECT state, tries FROM job WHERE kind = 'import'"), [("done", 2)], "it was taken up once")
equal(rows("SELECT count(*) FROM journal WHERE verb = 'keep'")[0][0], DOCUMENTS, "the journal tells of each once")

# --- stopped in the middle
status, place = clerk.hand_in([minutes(2025, n) for n in range(DOCUMENTS)])
until(lambda: rows("SELECT count(*) FROM meeting")[0][0] >= DOCUMENTS + 3)
equal(clerk.send(place), (303, place), "an import is stopped")
kept = rows("SELECT count(*) FROM meeting")[0][0]
until(lambda: who_reads([first, second]) is None)
found = clerk.import_of(place)
equal(found["state"], "cancelled", "it stays stopped")
equal(rows("SELECT count(*) FROM meeting")[0][0], kept, "and not one document more is kept")
equal(sum(file["outcome"] is not None for file in found["files"]), kept - DOCUMENTS, "than it says")

equal(run("check", "--db", path)[0], 0, "the database is whole")
equal(first.stop(died=True)[0], 0, "the first portal stops")
equal(second.stop(died=True)[0], 0, "and the second")
shutil.rmtree(folder)
finish()
