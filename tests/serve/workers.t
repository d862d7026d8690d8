#!/usr/bin/env python3
"""Workers die, hang and are renewed; visitors of the others notice nothing."""
import os
import signal
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from serving import equal, finish, ok, probe, until


def process_of(link):
    answer = link.ask("/personer/anna")
    return int(answer.body) if answer else None


def two_links(serving):
    """A connection to each of two workers."""
    found = {}

    def look():
        link = serving.link()
        found.setdefault(process_of(link), link)
        return len(found) == 2

    until(look)
    return list(found.items())


def alive(pid):
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(") ", 1)[1][0] != "Z"
    except OSError:
        return False


def replacement(serving, before, killed):
    """Seconds from a worker's death until another process is in its place."""
    start = time.monotonic()
    until(lambda: len(set(serving.children()) - set(before)) == 1)
    return time.monotonic() - start


serving = probe(workers=2)
ok(until(lambda: len(serving.children()) == 2), "two workers")

# --- a request that crashes its worker
(first, link_a), (second, link_b) = two_links(serving)
before = serving.children()
ok(link_a.ask("/sager") is None, "a request that crashes its worker is not answered")
equal(process_of(link_b), second, "a connection to the other worker goes on")
ok(until(lambda: len(serving.children()) == 2 and first not in serving.children()), "the worker is replaced")
ok(until(lambda: "died of signal=11" in serving.errors() or "left with status" in serving.errors()), "which is said")
equal(serving.ask("/robots.txt").status, 200, "and serves")

# --- one that aborts
(first, link_a), (second, link_b) = two_links(serving)
ok(link_a.ask("/sager/x") is None, "a request that aborts its worker is not answered")
equal(process_of(link_b), second, "the other worker goes on")
ok(until(lambda: len(serving.children()) == 2 and first not in serving.children()), "it is replaced")

# --- killed in the middle of a request, and how quickly it is replaced
quickest = 9
for number in signal.SIGKILL, signal.SIGSEGV, signal.SIGKILL, signal.SIGSEGV, signal.SIGKILL:
    (first, link_a), (second, link_b) = two_links(serving)
    link_a.send("GET /udvalg/slow HTTP/1.1\r\nHost: portal\r\n\r\n")
    link_b.send("GET /udvalg/slow HTTP/1.1\r\nHost: portal\r\n\r\n")
    time.sleep(0.1)
    before = serving.children()
    os.kill(first, number)
    quickest = min(quickest, replacement(serving, before, first))
    ok(link_a.read() is None, f"signal {int(number)} in the middle of a request: it is lost")
    answer = link_b.read()
    ok(answer is not None and answer.status == 200, "the other worker's is answered", answer)
print(f"# quickest replacement: {quickest * 1000:.1f} ms")
ok(quickest < 0.2, "a worker is replaced within 200 ms", quickest)
equal(serving.stop(died=True)[0], 0, "it stops")

# --- stuck
serving = probe("stuck=1", workers=2)
(first, link_a), (second, link_b) = two_links(serving)
ok(link_a.ask("/personer") is None, "a worker that hangs is killed, and its request lost")
ok("is stuck" in serving.errors(), "which is said", serving.errors())
equal(process_of(link_b) or process_of(serving.link()), second, "the other worker goes on")
ok(until(lambda: len(serving.children()) == 2 and first not in serving.children()), "it is replaced")
stopped = serving.children()[0]
os.kill(stopped, signal.SIGSTOP)
ok(until(lambda: len(serving.children()) == 2 and stopped not in serving.children()), "so is one that was stopped")
equal(serving.ask("/robots.txt").status, 200, "the portal is up")
equal(serving.stop(), (0, True), "it stops")

# --- everybody who comes while no worker works waits, and is served
serving = probe("head=2", workers=2)
until(lambda: len(serving.children()) == 2)
workers = serving.children()
for pid in workers:
    os.kill(pid, signal.SIGSTOP)
links = [serving.link() for _ in range(100)]
for link in links:
    link.send("GET /robots.txt HTTP/1.1\r\nHost: portal\r\n\r\n")
for pid in workers:
    os.kill(pid, signal.SIGKILL)
answers = [link.read() for link in links]
equal(sum(1 for answer in answers if answer and answer.status == 200), 100, "a hundred who waited while both died")
for link in links:
    link.close()

# --- renewal under load
failures, answered, over = [], [0, 0], threading.Event()


def visit(kept):
    link = None
    while not over.is_set():
        try:
            link = link or serving.link()
            answer = link.ask("/udvalg")
        except OSError as error:
            answer = error
        if not isinstance(answer, Exception) and answer and answer.status == 200 and len(answer.body) == 20012:
            answered[kept] += 1
        else:
            failures.append((kept, answer))
        if not kept or failures or answer.header("Connection") == "close":
            link.close()
            link = None


visitors = [threading.Thread(target=visit, args=(i % 2,)) for i in range(6)]
for visitor in visitors:
    visitor.start()
slow = serving.link()
slow.send("GET /udvalg/slow HTTP/1.1\r\nHost: portal\r\n\r\n")
time.sleep(0.2)
before = set(serving.children())
for _ in range(4):
    serving.tell(signal.SIGHUP)
    time.sleep(0.25)
answer = slow.read()
ok(answer is not None and answer.status == 200, "a request of before the SIGHUP is answered")
ok(until(lambda: not before & set(serving.children())), "all workers are new", serving.errors())
ok(until(lambda: len(serving.children()) == 2), "and two", serving.errors())
over.set()
for visitor in visitors:
    visitor.join()
print(f"# answered: {answered[0]} on connections of their own, {answered[1]} on kept ones")
ok(answered[0] > 20 and answered[1] > 20, "while many requests are answered", answered)
equal(failures, [], "and none fails")

# --- the end
workers = serving.children()
equal(serving.stop(), (0, True), "it stops")
ok(until(lambda: not any(alive(pid) for pid in workers)), "and its workers with it")

serving = probe(workers=2)
until(lambda: len(serving.children()) == 2)
workers = serving.children()
serving.process.kill()
serving.wait()
ok(until(lambda: not any(alive(pid) for pid in workers)), "workers do not outlive a supervisor that was killed")
serving.stop()
finish()
