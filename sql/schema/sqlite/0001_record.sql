-- 0001_record.sql: what committees decided, as documents told it.
--
-- Nothing here is deleted or edited: a document that changed becomes a new revision of its meeting, and what an old link
-- showed can still be shown.  Days are text YYYY-MM-DD, a meeting's start YYYY-MM-DD or YYYY-MM-DDTHH:MM in Danish local
-- time, instants integer microseconds UTC.  A key column holds a folded form in which two spellings of a name are one; a
-- slug is the part of an address, given once and never changed.  A circle says who may see a thing; tables that have one
-- are read through views that know the viewer (0008_gate.sql, sql/query/gate.sql).

-- Who looks: 0 everybody, 1 the one who runs the program.  Accounts get rows of their own.
CREATE TABLE viewer (
	id       INTEGER PRIMARY KEY,
	name     TEXT NOT NULL,
	sees_all INTEGER NOT NULL CHECK (sees_all IN (0, 1))
) STRICT;
INSERT INTO viewer (id, name, sees_all) VALUES (0, 'public', 0), (1, 'operator', 1);

-- The authority (kommune, region).  One installation can hold many.
CREATE TABLE body (
	id   INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	key  TEXT NOT NULL UNIQUE
) STRICT;

-- A committee (udvalg, råd, MED-udvalg).
CREATE TABLE organization (
	id             INTEGER PRIMARY KEY,
	body_id        INTEGER NOT NULL REFERENCES body (id),
	name           TEXT NOT NULL,
	key            TEXT NOT NULL,
	slug           TEXT NOT NULL UNIQUE,
	classification TEXT,              -- legal ground as the documents state it: "§ 17, stk. 4"
	UNIQUE (body_id, key)
) STRICT;
CREATE INDEX organization_key ON organization (key);

-- Somebody named in a document.  A document gives no more than a name, so within one body the same name is the same person.
CREATE TABLE person (
	id      INTEGER PRIMARY KEY,
	body_id INTEGER NOT NULL REFERENCES body (id),
	name    TEXT NOT NULL,
	key     TEXT NOT NULL,
	slug    TEXT NOT NULL UNIQUE,
	UNIQUE (body_id, key)
) STRICT;

-- The bytes of files, cut in pieces so that none must be whole in memory.  Named by what they are: SHA-256.
CREATE TABLE content (
	id     INTEGER PRIMARY KEY,
	sha256 TEXT NOT NULL UNIQUE,      -- 64 hex digits; "coming INSTANT TOKEN" while its bytes come (src/domain/upload.c)
	size   INTEGER NOT NULL CHECK (size >= 0)
) STRICT;

CREATE TABLE content_piece (
	content_id INTEGER NOT NULL REFERENCES content (id),
	number     INTEGER NOT NULL,      -- 0..
	bytes      BLOB NOT NULL,         -- CONTENT_PIECE bytes each but the last
	PRIMARY KEY (content_id, number)
) STRICT, WITHOUT ROWID;

-- A document that a meeting was read from.
CREATE TABLE source (
	id         INTEGER PRIMARY KEY,
	content_id INTEGER NOT NULL REFERENCES content (id),
	name       TEXT NOT NULL,         -- file name, without folders
	media_type TEXT NOT NULL,         -- "application/pdf", "text/plain; charset=utf-8"
	words      INTEGER NOT NULL,      -- how many words it holds
	circle     TEXT NOT NULL CHECK (circle IN ('public', 'staff')),
	kept_at    INTEGER NOT NULL       -- instant
) STRICT;
CREATE INDEX source_content ON source (content_id);

-- A meeting; what is known of it stands in its revisions.
CREATE TABLE meeting (
	id              INTEGER PRIMARY KEY,
	organization_id INTEGER NOT NULL REFERENCES organization (id),
	slug            TEXT NOT NULL,    -- its date, or date-2 for the second of a day
	start           TEXT NOT NULL,    -- of the revision that counts
	state           TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'held', 'minutes', 'approved', 'cancelled')),
	revision_id     INTEGER REFERENCES revision (id), -- the one that counts: minutes before agenda, then the newest
	UNIQUE (organization_id, slug)
) STRICT;
CREATE INDEX meeting_start ON meeting (start);
CREATE INDEX meeting_course ON meeting (organization_id, start, id);
CREATE INDEX meeting_revision ON meeting (revision_id);

-- What one document said of a meeting.
CREATE TABLE revision (
	id           INTEGER PRIMARY KEY,
	meeting_id   INTEGER NOT NULL REFERENCES meeting (id),
	number       INTEGER NOT NULL,    -- 1.. within the meeting
	kind         TEXT NOT NULL CHECK (kind IN ('agenda', 'minutes')),
	kind_stated  INTEGER NOT NULL CHECK (kind_stated IN (0, 1)), -- 0: inferred from what it holds
	source_id    INTEGER NOT NULL REFERENCES source (id),
	organization TEXT NOT NULL,       -- as written
	classification TEXT,              -- as written
	start        TEXT NOT NULL,
	ending       TEXT,                -- when the meeting ended, as a moment
	location     TEXT,
	next_meeting TEXT,                -- date
	items        INTEGER NOT NULL,    -- how many it has: a list of meetings need not count them
	kept_at      INTEGER NOT NULL,    -- instant
	UNIQUE (meeting_id, number)
) STRICT;
CREATE INDEX revision_source ON revision (source_id);

CREATE TABLE participant (
	revision_id    INTEGER NOT NULL REFERENCES revision (id),
	position       INTEGER NOT NULL,  -- 1.. in the order of the document
	person_id      INTEGER NOT NULL REFERENCES person (id),
	name           TEXT NOT NULL,     -- as written
	status         TEXT NOT NULL CHECK (status IN ('listed', 'present', 'absent')),
	role           TEXT,              -- "formand", as written
	party          TEXT,
	substitute_for TEXT,              -- a name
	remark         TEXT,
	PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_key ON person (key);
CREATE INDEX participant_person ON participant (person_id);

-- A case that travels between meetings under one number.
CREATE TABLE matter (
	id      INTEGER PRIMARY KEY,
	body_id INTEGER NOT NULL REFERENCES body (id),
	number  TEXT NOT NULL,            -- as first printed: "22-011382"
	key     TEXT NOT NULL,            -- digits and letters only
	slug    TEXT NOT NULL UNIQUE,
	UNIQUE (body_id, key)
) STRICT;

-- Guarded.  The item itself may be known to all by its public title; the rest is its circle's.
CREATE TABLE item (
	id           INTEGER PRIMARY KEY,
	revision_id  INTEGER NOT NULL REFERENCES revision (id),
	organization_id INTEGER NOT NULL REFERENCES organization (id), -- of its meeting: whose circles its own are
	position     INTEGER NOT NULL,    -- 1.. on the agenda
	number       TEXT,                -- as printed
	title        TEXT,                -- unknown when the document gives none ("LUKKET PUNKT")
	public_title TEXT,                -- what everybody may read of a closed item's title
	circle       TEXT NOT NULL CHECK (circle IN ('public', 'members', 'staff', 'named')),
	matter_id    INTEGER REFERENCES matter (id),
	matter_label TEXT,                -- the number as printed on this item
	search_key   INTEGER,             -- its row in search, while its revision counts
	UNIQUE (revision_id, position)
) STRICT;
CREATE INDEX matter_key ON matter (key);
CREATE INDEX item_matter ON item (matter_id);

-- Guarded.  A named text of an item.
CREATE TABLE section (
	item_id  INTEGER NOT NULL REFERENCES item (id),
	position INTEGER NOT NULL,
	role     TEXT NOT NULL,
	heading  TEXT,                    -- as written
	day      TEXT,                    -- date of a dated heading
	text     TEXT NOT NULL,           -- CommonMark
	circle   TEXT NOT NULL CHECK (circle IN ('public', 'members', 'staff', 'named')),
	PRIMARY KEY (item_id, position)
) STRICT, WITHOUT ROWID;

-- Guarded.  An attachment; known by name only until its bytes come.
CREATE TABLE file (
	item_id    INTEGER NOT NULL REFERENCES item (id),
	position   INTEGER NOT NULL,
	name       TEXT NOT NULL,
	content_id INTEGER REFERENCES content (id),
	circle     TEXT NOT NULL CHECK (circle IN ('public', 'members', 'staff', 'named')),
	PRIMARY KEY (item_id, position)
) STRICT, WITHOUT ROWID;

-- Guarded with its item.  Somebody who took part in one item only.
CREATE TABLE guest (
	item_id   INTEGER NOT NULL REFERENCES item (id),
	position  INTEGER NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id),
	name      TEXT NOT NULL,          -- as written
	PRIMARY KEY (item_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX guest_person ON guest (person_id);

-- Guarded.  An earlier treatment as the document tells it ("Sagens forløb").
CREATE TABLE earlier (
	item_id      INTEGER NOT NULL REFERENCES item (id),
	position     INTEGER NOT NULL,
	day          TEXT,
	organization TEXT,                -- as written
	organization_key TEXT,            -- folded: finds the committee if it is in the record
	released     INTEGER NOT NULL CHECK (released IN (0, 1)), -- 0: "Beslutning ikke frigivet"
	text         TEXT,                -- CommonMark
	PRIMARY KEY (item_id, position)
) STRICT, WITHOUT ROWID;

-- What of a document is in no field: page furniture, table of contents.  Kept so that no word is lost.
CREATE TABLE set_aside (
	revision_id INTEGER NOT NULL REFERENCES revision (id),
	position    INTEGER NOT NULL,
	line        INTEGER NOT NULL,
	text        TEXT NOT NULL,
	why         TEXT NOT NULL,
	PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;

-- What the reader found odd.
CREATE TABLE finding (
	revision_id INTEGER NOT NULL REFERENCES revision (id),
	position    INTEGER NOT NULL,
	code        TEXT NOT NULL,
	line        INTEGER NOT NULL,
	message     TEXT NOT NULL,
	PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;

-- Every change: when, who, what, before and after, chained by hashes.  Never shown to the public.
CREATE TABLE journal (
	id       INTEGER PRIMARY KEY,
	at       INTEGER NOT NULL,        -- instant
	viewer   INTEGER NOT NULL,        -- who; no reference, as the journal outlives what it describes
	verb     TEXT NOT NULL,           -- "keep", "revise"
	noun     TEXT NOT NULL,           -- "meeting"
	noun_id  INTEGER NOT NULL,
	before   TEXT,                    -- JSON
	after    TEXT,                    -- JSON
	previous TEXT NOT NULL,           -- hash of the entry before; empty for the first
	hash     TEXT NOT NULL UNIQUE     -- SHA-256 over all of the above
) STRICT;

-- The index of what can be found: stems of the items of the revisions that count.  rowid is item.id * 16 + length class
-- (src/store/sqlite_rank.c).  title and body are everybody's; what a circle alone may find stands in the column of its name.  facet
-- holds o<organization>, y<year>, k<kind>, p<department> and q<draft>.
CREATE VIRTUAL TABLE search USING fts5 (title, body, members, staff, named, facet, tokenize = "unicode61 remove_diacritics 0");
