"""Starts a program that serves, talks HTTP to it byte by byte, and counts checks (TAP).

Nothing here is clever about HTTP: what goes out is exactly what the test says, and what comes in is read by the length that
the answer tells.
"""
import atexit
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

PATIENCE = 20  # seconds until something that must happen has not; long, for slow machines under sanitizers
BUILD = os.path.abspath(os.environ.get("BUILD", "build-test"))
PROBE = os.path.join(BUILD, "tests/serve/serve-probe")
PROGRAM = os.path.abspath(os.environ.get("SAGSGANG", os.path.join(BUILD, "sagsgang")))

checks = 0
failed = 0


def ok(good, what, *notes):
    global checks, failed
    checks += 1
    if not good:
        failed += 1
    print(("ok" if good else "not ok"), checks, "-", what)
    if not good:
        for note in notes:
            for line in str(note).splitlines()[:30]:
                print("#", line[:300])
    sys.stdout.flush()
    return good


def equal(got, wanted, what):
    return ok(got == wanted, what, f"got:    {got!r}", f"wanted: {wanted!r}")


def finish():
    print(f"1..{checks}")
    sys.exit(1 if failed else 0)


def until(condition, patience=PATIENCE):
    """What condition() gives once it is true; its last answer when patience is over."""
    end = time.monotonic() + patience
    while True:
        found = condition()
        if found or time.monotonic() > end:
            return found
        time.sleep(0.01)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def header(self, name):
        for key, value in self.headers:
            if key.lower() == name.lower():
                return value
        return None

    def __repr__(self):
        return f"{self.status} {self.headers} {self.body[:200]!r}"


class Link:
    """One connection."""

    def __init__(self, where, patience=PATIENCE):
        if isinstance(where, str):
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(patience)
            self.socket.connect(where)
        else:
            self.socket = socket.create_connection(where, patience)
        self.got = b""

    def send(self, data):
        self.socket.sendall(data if isinstance(data, bytes) else data.encode())

    def more(self):
        try:
            piece = self.socket.recv(65536)
        except ConnectionResetError:
            piece = b""
        self.got += piece
        return bool(piece)

    def read(self, head_only=False):
        """The next answer; None when the connection ends before one is whole."""
        while b"\r\n\r\n" not in self.got:
            if not self.more():
                return None
        head, self.got = self.got.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines[1:]]
        answer = Answer(int(lines[0].split()[1]), headers, b"")
        if head_only or answer.status in (204, 304) or answer.status < 200:
            return answer
        length = int(answer.header("Content-Length") or 0)
        while len(self.got) < length:
            if not self.more():
                return None
        answer.body, self.got = self.got[:length], self.got[length:]
        return answer

    def ask(self, target, method="GET", fields="", head_only=False):
        self.send(f"{method} {target} HTTP/1.1\r\nHost: portal\r\n{fields}\r\n")
        return self.read(head_only or method == "HEAD")

    def ended(self, patience=PATIENCE):
        """Whether the server closes, and says nothing more."""
        self.socket.settimeout(patience)
        try:
            return not self.got and not self.more()
        except TimeoutError:
            return False

    def close(self):
        self.socket.close()


class Serving:
    """A program that serves, on a free port of its own."""

    def __init__(self, arguments, workers=0, where=None, **environment):
        self.folder = tempfile.mkdtemp(prefix="serving-")
        self.out = open(os.path.join(self.folder, "out"), "wb+")
        self.err = open(os.path.join(self.folder, "err"), "wb+")
        self.where = where or ("127.0.0.1", free_port())
        self.workers = workers
        self.process = subprocess.Popen(arguments(self), stdout=self.out, stderr=self.err,
                                        env={name: value for name, value in {**os.environ, "SAGSGANG_NOW": "2026-11-23T09:00",
                                                                               **environment}.items() if value is not None})
        atexit.register(self.process.kill)  # a test that breaks off leaves nothing behind; workers follow
        self.up = bool(until(self.answers))
        if not self.up:
            print("# does not serve:", self.errors())

    def listen(self):
        return "unix:" + self.where if isinstance(self.where, str) else "%s:%d" % self.where

    def answers(self):
        if self.process.poll() is not None:
            return True
        try:
            link = Link(self.where)
            answer = link.ask("/healthz")
            link.close()
            return answer is not None and answer.status == 200
        except OSError:
            return False

    def link(self, patience=PATIENCE):
        return Link(self.where, patience)

    def ask(self, target, **how):
        link = self.link()
        answer = link.ask(target, **how)
        link.close()
        return answer

    def children(self):
        path = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(path) as file:
            return [int(pid) for pid in file.read().split()]

    def log(self):
        with open(self.out.name, errors="replace") as file:
            return file.read()

    def errors(self):
        with open(self.err.name, errors="replace") as file:
            return file.read()

    def tell(self, number):
        self.process.send_signal(number)

    def wait(self, patience=PATIENCE):
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None

    def stop(self, died=False):
        """Stops it in the good way; the exit status, and False as second when a sanitizer found something (which it does when
        a test made a worker die)."""
        if self.process.poll() is None:
            self.tell(signal.SIGTERM)
        status = self.wait()
        errors = self.errors()
        clean = not re.search(r"AddressSanitizer|LeakSanitizer|runtime error", errors)
        if not clean and not died:
            print("# " + errors[:6000].replace("\n", "\n# "))
        for name in os.listdir(self.folder):
            os.unlink(os.path.join(self.folder, name))
        os.rmdir(self.folder)
        return status, clean


def probe(*limits, workers=0, where=None, **environment):
    return Serving(lambda s: [PROBE, s.listen(), str(s.workers), *limits], workers, where, **environment)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
