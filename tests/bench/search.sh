#!/bin/bash
# Search over HTTP on ITEMS items (default 100,000), a fresh word each time: p50 and p99, by how frequent the word is.  Beside the
# time on the clock stands the worker's processor time for the question (/proc/PID/schedstat), which other work disturbs less.
# DATABASE is a database of an earlier run (with its words.txt beside it), and KEEP where to keep this one.
set -eu
cd "$(dirname "$0")/../.."
program=${SAGSGANG:-build/sagsgang}
items=${ITEMS:-100000}
work=$(mktemp -d)
server=''
trap '[ -z "$server" ] || kill $server; rm -rf "$work"' EXIT

data=${DATABASE:-${KEEP:-$work}/search.db}
words=$(dirname "$data")/words.txt
if [ ! -f "$data" ]; then
	python3 tests/bench/documents.py "$(dirname "$data")" $((items / 10)) 10 300
	"$program" import --db "$data" "$(dirname "$data")/documents" | tail -1
fi
ls -l "$data" | awk '{ printf "database: %.0f MB\n", $5 / 1e6 }'
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$program" serve --db "$data" --listen 127.0.0.1:$port --workers 1 >/dev/null 2>&1 &
server=$!
python3 - "$words" "$port" "$server" <<'PYTHON'
import http.client
import random
import sys
import time
from urllib.parse import quote

words = open(sys.argv[1]).read().split("\n")
rng = random.Random(7)
for _ in range(100):
    try:
        link = http.client.HTTPConnection("127.0.0.1", int(sys.argv[2]))
        link.request("GET", "/healthz")
        link.getresponse().read()
        break
    except OSError:
        time.sleep(0.05)
children = open(f"/proc/{sys.argv[3]}/task/{sys.argv[3]}/children").read().split()


def processor():
    return sum(int(open(f"/proc/{c}/schedstat").read().split()[0]) for c in children) / 1e6


def ask(question):
    before, start = processor(), time.perf_counter()
    link.request("GET", "/soeg?q=" + quote(question))
    answer = link.getresponse()
    answer.read()
    assert answer.status == 200, answer.status
    return (time.perf_counter() - start) * 1000, processor() - before


def say(name, taken):
    line = f"{name:28}"
    for what, column in (("clock", 0), ("processor", 1)):
        sorted_ = sorted(t[column] for t in taken)
        line += f" {what}: p50 {sorted_[len(sorted_) // 2]:6.1f} ms  p99 {sorted_[int(len(sorted_) * 0.99)]:6.1f} ms  "
    print(line.rstrip())


classes = {
    "rare (rank 20,000-60,000)": lambda: rng.choice(words[20000:]),
    "middling (rank 200-2,000)": lambda: rng.choice(words[200:2000]),
    "frequent (rank 1-50)": lambda: rng.choice(words[:50]),
    "any, as the text has them": lambda: rng.choices(words, [1 / (r + 3) for r in range(len(words))])[0],
    "two words": lambda: " ".join(rng.sample(words[50:3000], 2)),
}
everything = []
for name, word in classes.items():
    questions, taken = set(), []
    while len(questions) < 50 and len(taken) < 50:
        question = word()
        if question in questions:
            continue
        questions.add(question)
        taken.append(ask(question + " "))
    everything += taken
    say(name, taken)
say("all", everything)
PYTHON
ps -o rss= --ppid $server | sort -n | tail -1 | awk '{ printf "memory of the worker: %.0f MiB\n", $1 / 1024 }'
