"""A municipality made by chance, in which every text carries a word of its own, and who may read which of these words.

The rules are written here a second time, in other words than the gate's (sql/schema/sqlite/0008_gate.sql): where the two differ, one of
them is wrong.
"""
import hashlib
import os
import random
import sqlite3
import subprocess

CIRCLES = ("public", "members", "staff", "named")
OPENED_BY = {"member": {"members"}, "clerk": {"members", "staff", "drafts"}, "officer": {"members", "staff", "drafts"},
             "approver": {"members", "staff", "drafts"}, "auditor": {"members", "staff", "drafts"}, "administrator": set()}
NOW = 1_795_000_000_000_000  # an instant in November 2026
FAR = 9_000_000_000_000_000


class Viewer:
    """account: its row; None: everybody.  sights: (circle, organization or None, department or None)."""

    def __init__(self, name, account=None, viewer=0):
        self.name, self.account, self.viewer = name, account, viewer
        self.sights, self.named, self.kept, self.approves, self.reads = [], set(), set(), set(), set()
        self.token = hashlib.sha256(name.encode()).hexdigest()[:43]

    def in_circle(self, circle, organization, department):
        return any(c == circle and o in (None, organization) and d in (None, department) for c, o, d in self.sights)

    def sees_item(self, item, circle):
        if circle == "public":
            return True
        if self.account is None or item.draft in self.kept:
            return False
        if circle == "named":
            return item.draft in self.named
        return self.in_circle(circle, item.organization, item.department)

    def sees_draft(self, draft, circle):
        """Of what was not sent; circle: of the very text, in a draft whose own circle is another question."""
        if self.account is None or draft.id in self.kept:
            return False
        at_desk = self.in_circle("drafts", draft.organization, draft.department) or draft.id in self.approves
        if at_desk and (circle != "named" or draft.id in self.named):
            return True
        return draft.meeting in self.reads and circle in ("public", "members")


class Thing:
    def __init__(self, **facts):
        self.__dict__.update(facts)


class World:
    def __init__(self, seed, meetings=6, items=12, viewers=16):
        self.chance = random.Random(seed)
        self.sql, self.words, self.next, self.number, self.at = [], {}, {}, 0, None
        self.organizations, self.departments = [1, 2], [1, 2]
        self.meetings, self.items, self.drafts, self.viewers = [], [], [], [Viewer("everybody")]
        self.people(viewers)
        for organization in self.organizations:
            for n in range(meetings):
                self.meeting(organization, n, items)
        for _ in range(meetings * items // 2):
            self.draft(self.chance.choice(self.organizations), None)
        self.sides()

    # --- rows

    def id(self, table):
        self.next[table] = self.next.get(table, 0) + 1
        return self.next[table]

    def put(self, table, **row):
        def cell(value):
            if value is None:
                return "NULL"
            return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
        self.sql.append(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(map(cell, row.values()))});")

    def secret(self, who, what):
        """A word that stands nowhere else; who: of a viewer, whether it may be read.  Digits, so that no stemmer touches it."""
        self.number += 1
        word = "zq%06d" % self.number
        self.words[word] = Thing(who=who, what=what, meeting=self.at)
        return word

    # --- people

    def people(self, viewers):
        self.put("body", id=1, name="Prøvelev Kommune", key="prøvelev kommune")
        for o, name in zip(self.organizations, ("alfa", "beta")):
            self.put("organization", id=o, body_id=1, name=f"Udvalget {name}", key=f"udvalget {name}", slug=name)
        for d in self.departments:
            self.put("department", id=d, body_id=1, name=f"Forvaltning {d}", key=f"forvaltning {d}", slug=f"forvaltning-{d}")
        for name, roles in (("member of another committee", [("member", 2, None)]), ("member", [("member", 1, None)]),
                            ("disqualified member", [("member", 1, None)]), ("clerk of another committee", [("clerk", 2, None)]),
                            ("clerk", [("clerk", 1, None)]), ("officer of a department", [("officer", None, 1)]),
                            ("auditor", [("auditor", None, None)]), ("administrator", [("administrator", None, None)])):
            self.account(name, roles)
        for n in range(viewers):
            roles = [(self.chance.choice(sorted(OPENED_BY)), self.chance.choice([None, 1, 2]), self.chance.choice([None, None, 1, 2]))
                     for _ in range(self.chance.randrange(3))]
            self.account(f"anybody {n}", roles, self.chance.randrange(3))

    def account(self, name, roles, seats=0):
        n = self.id("account")
        v = Viewer(name, n, 100 + n)
        self.viewers.append(v)
        self.put("viewer", id=v.viewer, name=name, sees_all=0)
        self.put("person", id=n, body_id=1, name=f"Person {n}", key=f"person {n}", slug=f"person-{n}")
        self.put("account", id=n, viewer_id=v.viewer, email=f"p{n}@proevelev.example", email_key=f"p{n}@proevelev.example", name=name,
                 state="active", step=0, made_at=NOW, person_id=n)
        self.put("session", token=hashlib.sha256(v.token.encode()).hexdigest(), account_id=n, stage="open", made_at=NOW, seen_at=NOW,
                 until=FAR, address="127.0.0.1", program="test")
        for role, organization, department in sorted(set(roles), key=str):
            self.put("account_role", account_id=n, role=role, organization_id=organization, department_id=department)
            v.sights += [(circle, organization, department) for circle in OPENED_BY[role]]
        for _ in range(seats):
            self.membership(v)

    def membership(self, v):
        organization = self.chance.choice(self.organizations)
        role = self.chance.choice(["chair", "vice", "member", "substitute"])
        begun, ended, lasts = self.chance.choice([("2020-01-01", None, True), ("2020-01-01", "2021-12-31", False),
                                                  ("2090-01-01", None, False), ("2020-01-01", "2089-12-31", True)])
        self.put("membership", organization_id=organization, person_id=v.account, role=role, from_day=begun, to_day=ended)
        if lasts and role != "substitute":
            v.sights.append(("members", organization, None))

    # --- the record

    def meeting(self, organization, n, items):
        m = self.id("meeting")
        day = f"2026-{n % 12 + 1:02}-1{organization}"
        self.put("content", id=m, sha256=hashlib.sha256(str(m).encode()).hexdigest(), size=0)
        self.put("source", id=m, content_id=m, name=f"kilde-{m}.txt", media_type="text/plain", words=1, circle="staff", kept_at=NOW)
        self.put("meeting", id=m, organization_id=organization, slug=day, start=day + "T13:00", state="minutes")
        self.put("revision", id=m, meeting_id=m, number=1, kind="minutes", kind_stated=1, source_id=m, organization=f"Udvalget {m}",
                 start=day + "T13:00", items=items, kept_at=NOW)
        self.sql.append(f"UPDATE meeting SET revision_id = {m} WHERE id = {m};")
        self.meetings.append(Thing(id=m, organization=organization, slug=day, path=f"/udvalg/{['', 'alfa', 'beta'][organization]}/moeder/{day}"))
        for position in range(1, items + 1):
            draft = self.draft(organization, None, sent=True) if self.chance.random() < 0.6 else None
            self.at = m
            self.item(organization, m, position, draft)
            self.at = None

    def item(self, organization, meeting, position, draft):
        i = self.id("item")
        item = Thing(id=i, organization=organization, meeting=meeting, position=position, draft=draft and draft.id,
                     department=draft.department if draft else None, circle=self.circle(draft))
        self.items.append(item)
        matter = self.matter() if self.chance.random() < 0.5 else None
        if item.circle == "public":
            title = public = "Punkt " + self.secret(lambda v: True, "title")
        else:
            public = "Lukket " + self.secret(lambda v: True, "public title")
            title = "Skjult " + self.secret(lambda v: v.sees_item(item, item.circle), "hidden title")
        self.put("item", id=i, revision_id=meeting, organization_id=organization, position=position, number=str(position), title=title,
                 public_title=public, circle=item.circle, matter_id=matter, matter_label=matter and f"26-{matter:06}",
                 draft_id=item.draft, department_id=item.department)
        for n in range(1, self.chance.randrange(1, 4)):
            circle = self.circle(draft)
            word = self.secret(lambda v, c=circle: v.sees_item(item, c), "section")
            self.put("section", item_id=i, position=n, role=self.chance.choice(["presentation", "decision", "recommendation"]),
                     heading="Sagsfremstilling", text=f"Her står {word} og mere.", circle=circle)
        for n in range(1, self.chance.randrange(1, 3)):
            circle = self.circle(draft)
            self.put("file", item_id=i, position=n, name=self.secret(lambda v, c=circle: v.sees_item(item, c), "file") + ".pdf",
                     circle=circle)
        if self.chance.random() < 0.2:
            person = 1000 + self.id("guest")
            word = self.secret(lambda v: v.sees_item(item, item.circle), "guest")
            self.put("person", id=person, body_id=1, name=f"Gæst {word}", key=f"gæst {word}", slug=f"gaest-{word}")
            self.put("guest", item_id=i, position=1, person_id=person, name=f"Gæst {word}")
        if self.chance.random() < 0.2:
            released = self.chance.random() < 0.5
            word = self.secret((lambda v: v.sees_item(item, item.circle)) if released else (lambda v: False), "earlier treatment")
            self.put("earlier", item_id=i, position=1, day="2025-01-01", organization="Et råd", organization_key="et råd",
                     released=int(released), text=f"Dengang {word}.")

    def circle(self, draft):
        chosen = self.chance.choice(["public", "public", "members", "staff", "named"])
        return chosen if draft or chosen != "named" else "members"

    def matter(self):
        if self.chance.random() < 0.5 and self.next.get("matter"):
            return self.chance.randrange(1, self.next["matter"] + 1)
        t = self.id("matter")
        self.put("matter", id=t, body_id=1, number=f"26-{t:06}", key=f"26{t:06}", slug=f"26-{t:06}")
        return t

    # --- the desk

    def draft(self, organization, meeting, sent=False):
        d = self.id("draft")
        circle = self.chance.choice(CIRCLES)
        draft = Thing(id=d, organization=organization, department=self.chance.choice([None, 1, 2]), circle=circle, meeting=meeting)
        self.drafts.append(draft)
        matter = self.matter() if self.chance.random() < 0.3 else None
        self.put("draft", id=d, organization_id=organization, matter_id=matter, kind="decision", department_id=draft.department,
                 state="sent" if sent else "draft", state_at=NOW, revision=1, saves=1, changes=0, circle=circle, ground_id=1, made_at=NOW)

        def within(circle):
            return lambda v: v.sees_draft(draft, draft.circle) and v.sees_draft(draft, circle)
        r = self.id("draft_revision")
        self.put("draft_revision", id=r, draft_id=d, number=1, viewer_id=0, begun_at=NOW, saved_at=NOW, by_itself=0,
                 title="Udkast " + self.secret(within(circle), "draft's title"))
        for n in (1, 2):
            c = self.chance.choice(CIRCLES)
            self.put("draft_section", revision_id=r, position=n, thread=n, role="presentation", heading="Sagsfremstilling", circle=c,
                     text=f"Udkastet siger {self.secret(within(c), 'draft section')}.")
        c = self.chance.choice(CIRCLES)
        content = 10_000 + d
        self.put("content", id=content, sha256=hashlib.sha256(str(content).encode()).hexdigest(), size=0)
        self.put("draft_file", id=self.id("draft_file"), draft_id=d, position=1, content_id=content, circle=c, added_by=0, added_at=NOW,
                 name=self.secret(within(c), "draft file") + ".pdf", media_type="application/pdf")
        c = self.chance.choice(CIRCLES[1:])
        self.put("draft_note", id=self.id("draft_note"), draft_id=d, revision=1, circle=c, viewer_id=0, written_at=NOW,
                 text=self.secret(within(c), "note"))
        return draft

    def sides(self):
        """Who is named in, kept from and asked about which drafts."""
        accounts = [v for v in self.viewers if v.account]
        for draft in self.drafts:
            for v in self.chance.sample(accounts, 2):
                self.put("named", draft_id=draft.id, viewer_id=v.viewer)
                v.named.add(draft.id)
            chosen = [v for v in self.chance.sample(accounts, 3) if self.chance.random() < 0.3]
            if self.chance.random() < 0.5:
                chosen.append(next(v for v in accounts if v.name == "disqualified member"))
            for v in {v.account: v for v in chosen}.values():
                self.put("disqualification", draft_id=draft.id, person_id=v.account, reason="Nær slægtning", noted_by=0, noted_at=NOW)
                v.kept.add(draft.id)
            if self.chance.random() < 0.1:
                v = self.chance.choice(accounts)
                self.put("approval", draft_id=draft.id, round=1, position=1, account_id=v.account, state="asked", since=NOW)
                v.approves.add(draft.id)

    # --- into a database

    def fill(self, where):
        sql = "BEGIN;\n" + "\n".join(self.sql) + "\nCOMMIT;\n"
        if where.startswith("postgresql:"):
            for table in ("viewer", "body", "organization", "department", "person", "account", "content", "source", "meeting", "revision",
                          "matter", "item", "draft", "draft_revision", "draft_file", "draft_note"):
                sql += f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}));\n"
            subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", where], input=sql, text=True, check=True, stdout=subprocess.DEVNULL,
                           env={**os.environ, "PGCLIENTENCODING": "UTF8"})
        else:
            with sqlite3.connect(where) as database:
                database.executescript(sql)

    def allowed(self, viewer):
        return {word for word, secret in self.words.items() if secret.who(viewer)}
