#!/usr/bin/env python3
"""Nobody reads what is not theirs.  Every page in every form is asked for by everybody, and each answer is searched for planted words; and
a table says what each kind of visitor gets of each address."""
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../serve")]
from serving import PROGRAM, Serving, equal, finish, ok
from world import World

SEED = int(os.environ.get("LEAK_SEED", "26"))
folder = tempfile.mkdtemp(prefix="leak-")
environment = {**os.environ, "SAGSGANG_LANG": "en"}
environment.pop("SAGSGANG_DB", None)


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env=environment, timeout=300, cwd=folder)
    return done.returncode, done.stdout + done.stderr


def new_database():
    server = os.environ.get("TEST_DATABASE")
    if not server:
        return os.path.join(folder, "leak.db")
    subprocess.run(["psql", "-q", server, "-c", f"CREATE SCHEMA leak_{os.getpid()}"], check=True)
    return f"{server}&options=-csearch_path%3Dleak_{os.getpid()}"


database = new_database()
os.mkdir(os.path.join(folder, "nothing"))
run("import", "--db", database, os.path.join(folder, "nothing"))
world = World(SEED)
world.fill(database)
status, said = run("reindex", "--db", database)
equal(status, 0, "the index is made of what was put in")
serving = Serving(lambda s: [PROGRAM, "serve", "--db", database, "--listen", s.listen(), "--workers", "0"], 0, SAGSGANG_LANG="en")
link = http.client.HTTPConnection(*serving.where, timeout=60)


def ask(viewer, target):
    """Status and text.  A PDF is read as its reader would, the data that it carries included."""
    global link
    fields = {"Cookie": "sagsgang=" + viewer.token} if viewer.account else {}
    try:
        link.request("GET", target, headers=fields)
        answer = link.getresponse()
    except (http.client.HTTPException, OSError):
        link = http.client.HTTPConnection(*serving.where, timeout=60)
        link.request("GET", target, headers=fields)
        answer = link.getresponse()
    body = answer.read()
    if body.startswith(b"%PDF"):
        return answer.status, paper(body)
    return answer.status, body.decode("utf-8", "replace") + " " + " ".join(value for _, value in answer.getheaders())


def paper(body):
    path = os.path.join(folder, "paper.pdf")
    with open(path, "wb") as file:
        file.write(body)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout
    text += subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout
    subprocess.run(["pdfdetach", "-saveall", "-o", folder, path], capture_output=True)
    for name in os.listdir(folder):
        if name.endswith(".json"):
            with open(os.path.join(folder, name)) as file:
                text += file.read()
            os.unlink(os.path.join(folder, name))
    return text


SECRET = re.compile(r"zq\d{6}")
leaks, asked = [], 0


def words_in(viewer, allowed, target):
    """The planted words of an answer; what is not the viewer's is a leak."""
    global asked
    status, text = ask(viewer, target)
    found = set(SECRET.findall(text))
    asked += 1
    for word in sorted(found - allowed):
        leaks.append(f"{viewer.name} reads {world.words[word].what} {word} at {target}")
    if status >= 500:
        leaks.append(f"{viewer.name} gets {status} at {target}")
    return found


def places(chance):
    """Addresses that show the record, some of each kind by chance."""
    yield from ("/", "/index.json", "/udvalg", "/udvalg.json", "/sager", "/sager.json", "/personer", "/personer.json", "/sitemap.xml")
    for slug in ("alfa", "beta"):
        for form in ("", ".json", ".atom"):
            yield f"/udvalg/{slug}{form}"
    for meeting in chance.sample(world.meetings, 4):
        yield meeting.path
        yield meeting.path + ".txt"
        yield f"{meeting.path}/kilde/1"
    yield chance.choice(world.meetings).path + ".pdf"
    for item in chance.sample(world.items, 8):
        path = f"{world.meetings[item.meeting - 1].path}/{item.position}"
        yield path
        yield path + ".json"
    yield path + ".pdf"
    for matter in chance.sample(range(1, world.next["matter"] + 1), 8):
        yield f"/sager/26-{matter:06}"
        yield f"/sager/26-{matter:06}.json"
        yield f"/soeg?q=26-{matter:06}"
    for person in chance.sample(range(1, world.next["account"] + 1), 4):
        yield f"/personer/person-{person}"
    for word in chance.sample(sorted(world.words), 6):
        yield f"/personer/gaest-{word}"


# --- everybody everywhere

missing, wrong_totals = [], []
for viewer in world.viewers:
    allowed = world.allowed(viewer)
    for target in places(world.chance):
        words_in(viewer, allowed, target)
    for meeting in world.meetings:
        found = words_in(viewer, allowed, meeting.path + ".json")
        wanted = {word for word in allowed if world.words[word].meeting == meeting.id}
        # Whoever reads a title is not shown the one for everybody.
        missing += [f"{viewer.name} does not get {world.words[w].what} {w} at {meeting.path}" for w in wanted - found
                    if world.words[w].what != "public title"]
    in_record = [word for word in sorted(world.words) if world.words[word].meeting]
    for word in world.chance.sample(in_record, 60) + world.chance.sample(sorted(set(world.words) - set(in_record)), 10):
        status, text = ask(viewer, f"/soeg.json?q={word}")
        total = json.loads(text[:text.rindex("}") + 1])["total"]
        wanted = int(word in allowed and world.words[word].meeting is not None)
        if total != wanted:
            wrong_totals.append(f"{viewer.name} finds {total} of {world.words[word].what} {word}, not {wanted}")
        words_in(viewer, allowed | {word}, f"/soeg?q={word}")
ok(asked > 1000, f"{asked} answers were read")
ok(not leaks, "no answer holds a word that is not its reader's", *leaks[:20])
ok(not missing, "and each meeting holds every word that is", *missing[:20])
ok(not wrong_totals, "a search finds what its reader may see, and counts nothing else", *wrong_totals[:20])

# --- what each kind of visitor gets of each address

with open(os.path.join(here, "access.table")) as file:
    rows = [line.split() for line in file if line.strip() and not line.startswith("#")]
kinds = {"everybody": "everybody", "other": "member of another committee", "member": "member", "kept": "disqualified member",
         "clerk2": "clerk of another committee", "clerk": "clerk", "officer": "officer of a department", "auditor": "auditor",
         "admin": "administrator"}
columns = rows[0][2:]
by_name = {viewer.name: viewer for viewer in world.viewers}
differing = []
for address, target, *wanted in rows[1:]:
    got = [str(ask(by_name[kinds[column]], target)[0]) for column in columns]
    if got != wanted:
        differing.append(f"{address} {target}: " + ", ".join(f"{c} {g} not {w}" for c, g, w in zip(columns, got, wanted) if g != w))
ok(not differing, "each address answers each kind of visitor as the table says", *differing)
with open(os.path.join(here, "../../src/web/address.h")) as file:
    known = re.findall(r"^\t(ADDRESS_[A-Z_]+),", file.read().split("enum address_as")[0], re.M)
equal(sorted(set(known) - {row[0] for row in rows} - {"ADDRESSES"}), [], "the table has every address")

finish()
