#!/bin/bash
# Search over HTTP on ITEMS items (default 100,000), a fresh word each time: p50 and p99, by how frequent the word is.
set -eu
cd "$(dirname "$0")/../.."
program=${SAGSGANG:-build/sagsgang}
items=${ITEMS:-100000}
work=$(mktemp -d)
server=''
trap '[ -z "$server" ] || kill $server; rm -rf "$work"' EXIT

python3 tests/bench/documents.py "$work" $((items / 10)) 10 300
"$program" import --db "$work/search.db" "$work/documents" | tail -1
ls -l "$work/search.db" | awk '{ printf "database: %.0f MB\n", $5 / 1e6 }'
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$program" serve --db "$work/search.db" --listen 127.0.0.1:$port --workers 1 >/dev/null 2>&1 &
server=$!
python3 - "$work/words.txt" "$port" <<'PYTHON'
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


def ask(question):
    start = time.perf_counter()
    link.request("GET", "/soeg.json?q=" + quote(question))
    answer = link.getresponse()
    answer.read()
    assert answer.status == 200, answer.status
    return (time.perf_counter() - start) * 1000


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
    taken.sort()
    everything += taken
    print(f"{name:28} p50 {taken[len(taken) // 2]:6.1f} ms   p99 {taken[int(len(taken) * 0.99)]:6.1f} ms")
everything.sort()
print(f"{'all':28} p50 {everything[len(everything) // 2]:6.1f} ms   p99 {everything[int(len(everything) * 0.99)]:6.1f} ms")
PYTHON
ps -o rss= --ppid $server | sort -n | tail -1 | awk '{ printf "memory of the worker: %.0f MiB\n", $1 / 1024 }'
