#!/usr/bin/env python3
"""Deadlines that no trickle renews, and limits that visitors meet."""
import os
import socket
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from serving import PATIENCE, equal, finish, ok, probe, until


def trickle(link, data, pause=0.1):
    """Sends a byte now and then until the server has had enough; how long that took, None when it never had."""
    start = time.monotonic()
    link.socket.setblocking(False)
    for byte in data:
        try:
            link.socket.send(bytes([byte]))
            if link.socket.recv(1) == b"":
                return time.monotonic() - start
        except BlockingIOError:
            pass
        except OSError:
            return time.monotonic() - start
        time.sleep(pause)
    return None


serving = probe("head=1", "body=1", "answer=1")

took = trickle(serving.link(), b"GET / HTTP/1.1\r\nHost: portal\r\nX-Slow: " + b"a" * 300)
ok(took is not None and took >= 0.9, "a head that trickles in is given up", took)
link = serving.link()
start = time.monotonic()
ok(link.ended() and time.monotonic() - start >= 0.9, "so is a visitor who says nothing")
link = serving.link()
equal(link.ask("/robots.txt").status, 200, "an answer")
ok(link.ended(), "and one who says nothing more")
took = trickle(serving.link(), b"POST /udvalg/a/moeder/b HTTP/1.1\r\nHost: portal\r\n"
               b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\nq=", 0)
link = serving.link()
link.send("POST /udvalg/a/moeder/b HTTP/1.1\r\nHost: portal\r\n"
          "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\nq=")
took = trickle(link, b"a" * 300)
ok(took is not None and took >= 0.9, "a body that trickles in is given up", took)

link = serving.link()
link.send("GET /udvalg/a/moeder/b/kilde/9000000 HTTP/1.1\r\nHost: portal\r\n\r\n")
ok(until(lambda: "/kilde/9000000 200 9000000" in serving.log() and " cut" in serving.log()),
   "a file that nobody takes is given up, and the log says cut", serving.log())
link.close()

link = serving.link()
link.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 20000)
link.send("GET /udvalg/a/moeder/b/kilde/5000000 HTTP/1.1\r\nHost: portal\r\n\r\n")
start = time.monotonic()
got = 0
while got < 5000000:
    piece = link.socket.recv(200000)
    if not piece:
        break
    got += len(piece)
    if time.monotonic() - start < 2.5:
        time.sleep(0.05)
ok(got >= 5000000 and time.monotonic() - start > 1.5, "a file that is taken slowly, but taken, comes whole", got)
equal(serving.stop(), (0, True), "it stops")

serving = probe("connections=3")
links = [serving.link() for _ in range(3)]
for link in links:
    equal(link.ask("/robots.txt").status, 200, "one of three connections")
late = serving.link()
late.send("GET /robots.txt HTTP/1.1\r\nHost: portal\r\n\r\n")
ok(not late.ended(0.3), "the fourth waits")
late.socket.settimeout(PATIENCE)
links[0].close()
answer = late.read()
ok(answer is not None and answer.status == 200, "and is served when one has left")
equal(serving.stop(), (0, True), "it stops")

path = os.path.join(tempfile.mkdtemp(), "socket")
serving = probe("address=1", where=path)
links = [serving.link() for _ in range(3)]
for link in links:
    equal(link.ask("/robots.txt").status, 200, "a proxy on a local socket may have many connections")
ok(" unix GET /robots.txt" in serving.log() or until(lambda: " unix GET /robots.txt" in serving.log()), "the log names it")
serving.process.kill()
serving.wait()
serving = probe(where=path)
equal(serving.ask("/robots.txt").status, 200, "a socket that was left over is taken over")
equal(serving.stop(), (0, True), "it stops")
os.unlink(path)
os.rmdir(os.path.dirname(path))
finish()
