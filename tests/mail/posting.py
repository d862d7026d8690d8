"""A mail server that does what its recipient's name says, the program serving beside it, and a browser made of curl."""
import asyncio
import atexit
import email
import email.policy
import logging
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

SAGSGANG = os.environ.get("SAGSGANG", "build/sagsgang")
PATIENCE = 60  # seconds: the machine may be busy, and a back-off lasts ten

logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # what its visitors do wrong is what we test
count = failures = 0


def ok(passed, what, *more):
    global count, failures
    count += 1
    print(("ok" if passed else "not ok"), count, "-", what, flush=True)
    if not passed:
        failures += 1
        for thing in more:
            print("#", str(thing)[:2000].replace("\n", "\n# "), flush=True)


def equal(got, wanted, what):
    ok(got == wanted, what, "got:    %r" % (got,), "wanted: %r" % (wanted,))


def finish():
    print("1..%d" % count)
    raise SystemExit(failures > 0)


def until(holds, patience=PATIENCE):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return bool(holds())


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


signal.signal(signal.SIGTERM, lambda number, frame: exit(1))  # atexit has its turn


class Post:
    """Mails by recipient.  busy@: not now, the first time; refuse@: never; hang@: silent the first time it is given all;
    close@: hangs up the first time."""

    def __init__(self):
        self.tries = {}  # recipient -> how often it was named
        self.given = []  # (recipient, bytes) of every mail that came whole, taken or not
        self.taken = []  # (recipient, bytes)
        self.logins = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.tries[address] = self.tries.get(address, 0) + 1
        if address.startswith("refuse@"):
            return "550 5.1.1 nobody of that name"
        if address.startswith("busy@") and self.tries[address] == 1:
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        self.given.append((address, envelope.content))
        if self.tries[address] == 1 and address.startswith("hang@"):
            await asyncio.sleep(5)
            return "451 4.3.0 too late"
        if self.tries[address] == 1 and address.startswith("close@"):
            server.transport.close()
            return "451 4.3.0 never read"
        self.taken.append((address, envelope.content))
        return "250 OK"

    def authenticate(self, server, session, envelope, mechanism, data):
        self.logins.append((mechanism, data.login, data.password))
        return AuthResult(success=data.password == b"s3cret ord")

    def to(self, address):
        return [email.message_from_bytes(b, policy=email.policy.default) for a, b in self.taken if a == address]


def post_office(post, **more):
    controller = Controller(post, hostname="127.0.0.1", port=free_port(), **more)
    controller.start()
    return controller


def certificate(folder):
    """An authority of our own and a server's context."""
    key, cert = os.path.join(folder, "key.pem"), os.path.join(folder, "cert.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "30",
                    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return cert, context


class Serving:
    def __init__(self, name, *options):
        self.folder = tempfile.mkdtemp(prefix="sagsgang-mail-")
        self.name = name
        server = os.environ.get("TEST_DATABASE")
        self.schema = None
        if server:
            self.schema = "mail_%d_%s" % (os.getpid(), name)
            subprocess.run(["psql", "-qX", server, "-c", "CREATE SCHEMA " + self.schema], check=True)
            self.database = "%s&options=-csearch_path%%3D%s" % (server, self.schema)
        else:
            self.database = os.path.join(self.folder, "test.db")
        self.port = free_port()
        self.origin = "http://127.0.0.1:%d" % self.port
        self.log_path = os.path.join(self.folder, "log")
        self.process = None
        atexit.register(self.leave_nothing)
        self.run("user", "list")  # makes the database
        self.start(*options)

    def start(self, *options):
        self.process = subprocess.Popen([SAGSGANG, "serve", "--db", self.database, "--listen", "127.0.0.1:%d" % self.port,
                                         "--origin", self.origin, "--workers", "1", *options],
                                        stdout=open(self.log_path, "ab"), stderr=subprocess.STDOUT)
        assert until(lambda: self.answers()), self.log()

    def answers(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return subprocess.run(["curl", "-sf", self.origin + "/healthz"], capture_output=True).returncode == 0
        except OSError:
            return False

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as f:
            return f.read()

    def run(self, *arguments):
        return subprocess.run([SAGSGANG, *arguments[:1], "--db", self.database, *arguments[1:]], capture_output=True, text=True)

    def kept(self):
        """Everything that the database holds, as bytes."""
        if self.schema:
            return subprocess.run(["pg_dump", "--inserts", "-n", self.schema, os.environ["TEST_DATABASE"]], check=True,
                                  capture_output=True).stdout
        return b"".join(open(os.path.join(self.folder, f), "rb").read() for f in os.listdir(self.folder)
                        if f.startswith("test.db"))

    def ask(self, sql):
        if self.schema:
            command = ["psql", "-qXAt", os.environ["TEST_DATABASE"], "-c", "SET search_path = " + self.schema, "-c", sql]
        else:
            command = ["sqlite3", self.database, sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(PATIENCE)
        log = self.log()
        self.leave_nothing()
        return status, "ERROR: " not in log and "runtime error" not in log

    def leave_nothing(self):
        """Also when a test breaks off."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Browser:
    def __init__(self, serving):
        self.serving = serving
        self.jar = tempfile.NamedTemporaryFile(prefix="jar-", dir=serving.folder, delete=False).name
        self.status = 0
        self.where = self.body = ""

    def curl(self, path, *more):
        url = path if path.startswith("http") else self.serving.origin + path
        out = subprocess.run(["curl", "-s", "-b", self.jar, "-c", self.jar, "-w", "\n%{http_code} %{redirect_url}", *more, url],
                             check=True, capture_output=True, text=True).stdout
        self.body, last = out.rsplit("\n", 1)
        status, self.where = last.split(" ", 1)
        self.status = int(status)
        return self.status

    def send(self, path, **fields):
        """Loads the page, and sends its form with the token that it carries."""
        self.curl(path)
        token = re.search(r'name="token" value="([^"]*)"', self.body)
        parts = ["token=" + (token.group(1) if token else "")] + ["%s=%s" % f for f in fields.items()]
        return self.curl(path, *[x for part in parts for x in ("--data-urlencode", part)])

    def log_in(self, address, password):
        return self.send("/log-ind", email=address, adgangskode=password)
