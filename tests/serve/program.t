#!/usr/bin/env python3
"""`sagsgang serve` as an operator uses it: on the examples, with everything that can be wrong."""
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
from serving import PROGRAM, Link, Serving, equal, finish, free_port, ok, until
from cases import run_cases
from storing import SERVER, Store

EXAMPLES = os.path.abspath(os.path.join(os.environ.get("EXAMPLES", os.path.join(here, "../../examples")), "documents"))
folder = tempfile.mkdtemp(prefix="program-")
environment = {**os.environ, "SAGSGANG_LANG": "en"}
environment.pop("SAGSGANG_DB", None)


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=environment, timeout=120, cwd=folder)
    return done.returncode, done.stdout + done.stderr


DOCUMENTS = [os.path.join(EXAMPLES, file) for file in sorted(os.listdir(EXAMPLES))]
some = Store(folder, "some").url
run("import", "--db", some, "--body", "Solbæk Kommune", "--open-sources", *DOCUMENTS[:6])


def serve(path, *options, workers=0):
    return Serving(lambda s: [PROGRAM, "serve", "--db", path, "--listen", s.listen(), "--workers", str(s.workers), *options],
                   workers, SAGSGANG_LANG="en")


# --- what is wrong is said, before anybody is told that it serves
for what, status, words, arguments in [
    ("no database", 3, "There is no database", ["--db", "nowhere.db"]),
    ("a database that is none", 2, "", ["--db", DOCUMENTS[0]]),
    ("a server that is not there", 75, "The database cannot be reached", ["--db", "postgresql://127.0.0.1:1/postgres"]),
    ("no such place to listen", 2, "Cannot listen: here", ["--db", some, "--listen", "here"]),
    ("a port that is none", 2, "Cannot listen: 127.0.0.1:99999", ["--db", some, "--listen", "127.0.0.1:99999"]),
    ("an address of somebody else", 70, "Cannot listen: 192.0.2.1:80", ["--db", some, "--listen", "192.0.2.1:80"]),
    ("too many workers", 2, "--workers 65", ["--db", some, "--workers", "65"]),
    ("an origin that is none", 2, "--origin portal", ["--db", some, "--origin", "portal"]),
    ("an origin with a path", 2, "--origin https://a/b", ["--db", some, "--origin", "https://a/b"]),
    ("a limit that nobody knows", 2, "--limits heads=1", ["--db", some, "--limits", "heads=1"]),
    ("a limit of nothing", 2, "--limits head=0", ["--db", some, "--limits", "body=1,head=0"]),
]:
    got, said = run("serve", *arguments)
    ok(got == status and words in said, f"{what}: status {status} and a sentence", got, said)
sock = os.path.join(folder, "a" * 120)
equal(run("serve", "--db", some, "--listen", "unix:" + sock)[0], 70, "a path too long for a socket")

# --- the cases, on the real pages
serving = serve(some)
run_cases(serving, os.path.join(here, "../cases/gate.cases"))
again = run("serve", "--db", some, "--listen", serving.listen())
ok(again[0] == 5 and "Cannot listen" in again[1], "where another serves: status 5", again)
equal(serving.stop(), (0, True), "it stops, and the sanitizers found nothing")

# --- several listeners
one, two, path = free_port(), free_port(), os.path.join(folder, "socket")
serving = Serving(lambda s: [PROGRAM, "serve", "--db", some, "--listen", s.listen(), "--listen", f"127.0.0.1:{two}",
                             "--listen=unix:" + path, "--workers", "2", "--origin", "https://portal.example/",
                             "--contact", "it@solbaek.example", "--shorten-addresses"], 2, ("127.0.0.1", one))
for where in ("127.0.0.1", one), ("127.0.0.1", two), path:
    link = Link(where)
    answer = link.ask("/robots.txt")
    ok(answer is not None and b"https://portal.example/sitemap.xml" in answer.body, f"it serves at {where}", answer)
    link.close()
answer = serving.ask("/.well-known/security.txt")
ok(b"Contact: mailto:it@solbaek.example\n" in answer.body, "security.txt names whom to tell", answer)
equal(answer.header("Strict-Transport-Security"), "max-age=31536000", "an origin with TLS is said to browsers")
ok(until(lambda: " 127.0.0.0 GET /robots.txt 200 " in serving.log()), "the log's addresses are shortened", serving.log())
equal(serving.stop(), (0, True), "it stops")

# --- who asks, behind a proxy on this machine
for options, wanted in [(("--behind-proxy",), "198.51.100.7"), ((), "127.0.0.1")]:
    serving = serve(some, *options)
    for n, fields in enumerate(["X-Forwarded-For: 203.0.113.9, 198.51.100.7", "X-Forwarded-For: 198.51.100.7",
                                "X-Forwarded-For: 203.0.113.9\r\nx-forwarded-for: 198.51.100.7"]):
        serving.ask(f"/sager?a={n}", fields=fields + "\r\n")
        ok(until(lambda: f" {wanted} GET /sager?a={n} " in serving.log()), f"{fields!r}, {options}: {wanted}", serving.log())
    for n, word in enumerate(["", "evil", "198.51.100.7, ", "1.2.3.4 5", "a" * 200, "1.2.3.4:80"]):
        serving.ask(f"/sager?b={n}", fields=f"X-Forwarded-For: {word}\r\n")
        ok(until(lambda: f" 127.0.0.1 GET /sager?b={n} " in serving.log()), f"{word[:20]!r} is no address", serving.log())
    equal(serving.stop(), (0, True), "it stops")

# --- read while somebody imports
serving = serve(some, workers=1)
before = serving.ask("/sitemap.xml").body
run("import", "--db", some, "--body", "Solbæk Kommune", EXAMPLES)
ok(serving.ask("/sitemap.xml").body != before, "what was imported is served at once")
equal(serving.stop(), (0, True), "it stops")

# --- a database that may only be read: for root no file is one, so somebody else serves it
nobody = []
if SERVER:
    fixed = some + "%20-cdefault_transaction_read_only%3Don&target_session_attrs=any"
else:
    fixed = os.path.join(folder, "fixed.db")
    shutil.copy(some, fixed)
    os.chmod(fixed, 0o444)
    os.chmod(folder, 0o555)
    if os.geteuid() == 0:
        nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
program = os.path.join(tempfile.mkdtemp(prefix="program-"), "sagsgang")
os.chmod(os.path.dirname(program), 0o755)
shutil.copy(PROGRAM, program)
serving = Serving(lambda s: [*nobody, program, "serve", "--db", fixed, "--listen", s.listen(), "--workers", "1"],
                  SAGSGANG_LANG="en")
equal(serving.ask("/").status, 200, "a database that may only be read is served")
ok(until(lambda: "no job can be done: why=The database may only be read here" in serving.errors()),
   "and is told of, as nothing else can be done with it", serving.errors())
children = serving.children()
time.sleep(1)
equal((len(children), serving.children(), serving.errors().count("no job can be done")), (2, children, 1), "once, by processes that stay")
equal(serving.stop(), (0, True), "it stops")
os.chmod(folder, 0o755)
shutil.rmtree(os.path.dirname(program))

# --- systemd's ways
notify = os.path.join(folder, "notify")
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(notify)
listener.settimeout(20)
serving = Serving(lambda s: [PROGRAM, "serve", "--db", some, "--listen", s.listen(), "--workers", "1"], 1,
                  NOTIFY_SOCKET=notify, WATCHDOG_USEC="400000")
told = [listener.recv(100) for _ in range(3)]
ok(b"READY=1" in told and b"WATCHDOG=1" in told, "systemd is told that it is ready, and alive", told)
serving.tell(signal.SIGHUP)
until(lambda: told.append(listener.recv(100)) or b"RELOADING=1" in told)
until(lambda: told.append(listener.recv(100)) or told.count(b"READY=1") == 2)
equal(told.count(b"READY=1"), 2, "that it is renewed")
serving.tell(signal.SIGTERM)
until(lambda: told.append(listener.recv(100)) or b"STOPPING=1" in told)
ok(b"STOPPING=1" in told, "and that it stops")
equal(serving.stop(), (0, True), "which it does")
listener.close()

handed = socket.create_server(("127.0.0.1", 0))
service = subprocess.Popen(["bash", "-c", f'exec 3<&{handed.fileno()}; LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"', "bash",
                            PROGRAM, "serve", "--db", some, "--workers", "1"],
                           pass_fds=[handed.fileno()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
link = Link(handed.getsockname())
answer = link.ask("/healthz")
ok(answer is not None and answer.status == 200, "a socket that systemd hands over is served")
service.terminate()
equal(service.wait(20), 0, "it stops")
handed.close()
shutil.rmtree(folder)
finish()
