#!/usr/bin/env python3
"""Stopping: what has come in is answered; nothing waits for ever."""
import os
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from serving import equal, finish, ok, probe, until

SLOW = "GET /udvalg/slow HTTP/1.1\r\nHost: portal\r\n\r\n"
HUGE = "GET /udvalg/a/moeder/b/kilde/9000000 HTTP/1.1\r\nHost: portal\r\n\r\n"


def gone(serving):
    try:
        serving.link().close()
        return False
    except OSError:
        return True


for workers in 0, 2:
    with_workers = f" (workers: {workers})"
    serving = probe(workers=workers)
    idle = serving.link()
    equal(idle.ask("/robots.txt").status, 200, "an answer" + with_workers)
    reading = serving.link()
    reading.send(HUGE)
    until(lambda: reading.more())
    time.sleep(0.1)
    serving.tell(signal.SIGTERM)
    ok(idle.ended(), "an idle connection is closed" + with_workers)
    answer = reading.read()
    ok(answer is not None and len(answer.body) == 9000000, "a file that is being sent comes whole" + with_workers)
    ok(reading.ended(), "and that connection ends" + with_workers)
    equal(serving.stop(), (0, True), "it stops by itself" + with_workers)
    ok(gone(serving), "nobody listens" + with_workers)

    serving = probe(workers=workers)
    links = [serving.link() for _ in range(3)]
    for link in links:
        link.send(SLOW)
    time.sleep(0.2)
    serving.tell(signal.SIGTERM)
    answers = [link.read() for link in links]
    ok(all(answer and answer.status == 200 and len(answer.body) == 20012 for answer in answers),
       "requests that had come in are answered" + with_workers, answers)
    equal(serving.stop(), (0, True), "and it stops" + with_workers)

    serving = probe("stop=60", workers=workers)
    reading = serving.link()
    reading.send(HUGE)
    until(lambda: reading.more())
    serving.tell(signal.SIGTERM)
    time.sleep(0.3)
    equal(serving.process.poll(), None, "it waits for who reads" + with_workers)
    start = time.monotonic()
    serving.tell(signal.SIGINT if workers else signal.SIGTERM)
    equal(serving.stop(), (0, True), "a second signal stops it at once" + with_workers)
    ok(time.monotonic() - start < 15, "at once" + with_workers)

    serving = probe("stop=1", workers=workers)
    reading = serving.link()
    reading.send(HUGE)
    until(lambda: reading.more())
    serving.tell(signal.SIGTERM)
    ok(serving.wait() == 0, "nobody is waited for longer than the deadline" + with_workers)
    ok("requests were cut off" in serving.errors(), "which it says" + with_workers, serving.errors())
    serving.stop()

serving = probe()
idle = serving.link()
equal(idle.ask("/robots.txt").status, 200, "an answer")
serving.tell(signal.SIGQUIT)
ok(not idle.ended(0.3), "who makes room for another keeps idle connections for a while")
answer = idle.ask("/robots.txt")
ok(answer is not None and answer.status == 200, "so that what was on its way is answered")
ok(answer is not None and answer.header("Connection") == "close", "for the last time", answer)
equal(serving.stop(), (0, True), "then leaves")
finish()
