-- 0009_room.sql: the meeting while it is held: who was there when, what was decided and how, and who follows.
--
-- What is written here becomes the minutes: a revision of the record that is made of these rows (src/domain/minutes.h), as the agenda was
-- made of drafts.  Rows are changed while the meeting runs; the journal tells of each change.  Once the minutes are sealed nothing here
-- changes any more.

-- A meeting that was opened.
CREATE TABLE sitting (
	meeting_id   INTEGER PRIMARY KEY REFERENCES meeting (id),
	opened_at    INTEGER NOT NULL,    -- instant
	closed_at    INTEGER,             -- instant; unknown: it goes on
	chair_id     INTEGER REFERENCES person (id), -- who leads it
	draft_id     INTEGER REFERENCES draft (id),  -- the item that is treated now
	draft_since  INTEGER,             -- instant
	happening    INTEGER NOT NULL     -- number of the newest happening
) STRICT;

-- Who may take part: the committee's members, substitutes who were called, others with a seat.
CREATE TABLE attendee (
	meeting_id     INTEGER NOT NULL REFERENCES meeting (id),
	person_id      INTEGER NOT NULL REFERENCES person (id),
	position       INTEGER NOT NULL,  -- in the roll call
	role           TEXT NOT NULL CHECK (role IN ('chair', 'vice', 'member', 'substitute', 'secretary', 'guest')),
	party          TEXT,
	substitute_for INTEGER REFERENCES person (id),
	status         TEXT NOT NULL CHECK (status IN ('expected', 'present', 'absent')),
	                                  -- absent: the whole meeting; comings and goings stand in presence
	excuse         TEXT,              -- "afbud", and why, as it is to be printed
	PRIMARY KEY (meeting_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendee_person ON attendee (person_id);

-- From when to when somebody was in the room.
CREATE TABLE presence (
	id         INTEGER PRIMARY KEY,
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	person_id  INTEGER NOT NULL REFERENCES person (id),
	from_at    INTEGER NOT NULL,      -- instant
	to_at      INTEGER CHECK (to_at >= from_at) -- instant; unknown: is there
) STRICT;
CREATE INDEX presence_meeting ON presence (meeting_id, person_id);

-- Guarded with its draft.  From when to when an item was treated; it may be taken up again.
CREATE TABLE treatment (
	id         INTEGER PRIMARY KEY,
	draft_id   INTEGER NOT NULL REFERENCES draft (id),
	from_at    INTEGER NOT NULL,      -- instant
	to_at      INTEGER                -- instant; unknown: now
) STRICT;
CREATE INDEX treatment_draft ON treatment (draft_id);

-- Guarded with its draft.  What came of an item's place on the agenda, when that is more than being treated.
CREATE TABLE handling (
	draft_id INTEGER PRIMARY KEY REFERENCES draft (id),
	fate     TEXT NOT NULL CHECK (fate IN ('treated', 'postponed', 'withdrawn', 'not-reached')),
	with_id  INTEGER REFERENCES draft (id), -- treated together with that one
	urgency  TEXT,                    -- of an item that was not on the agenda: why it could not wait
	consent  INTEGER CHECK (consent IN (0, 1)) -- of such an item: whether the body agreed to take it
) STRICT;

-- Guarded.  A text of the minutes: what was said of an item, and each point of its decision.
CREATE TABLE minute (
	id         INTEGER PRIMARY KEY,
	draft_id   INTEGER NOT NULL REFERENCES draft (id),
	position   INTEGER NOT NULL,      -- 1.. within the item
	kind       TEXT NOT NULL CHECK (kind IN ('summary', 'decision')),
	heading    TEXT NOT NULL,         -- "Opsamling fra mødet", "Beslutning", "Ad 1"
	outcome    TEXT,                  -- of a decision: the key of src/domain/outcome.h
	text       TEXT NOT NULL,         -- CommonMark
	circle     TEXT NOT NULL CHECK (circle IN ('public', 'members', 'staff', 'named')), -- once it is released
	release    TEXT NOT NULL CHECK (release IN ('at-once', 'at-time', 'with-minutes', 'never')),
	release_at INTEGER,               -- instant, of 'at-time'
	released_at INTEGER,              -- instant; unknown: "Beslutning ikke frigivet"
	saved      INTEGER NOT NULL,      -- how often it was saved: the later of two writers is told
	saved_by   INTEGER NOT NULL REFERENCES viewer (id),
	saved_at   INTEGER NOT NULL,      -- instant
	UNIQUE (draft_id, position)
) STRICT;

-- Guarded with its minute.  What a text of the minutes said before.
CREATE TABLE minute_before (
	minute_id INTEGER NOT NULL REFERENCES minute (id),
	saved     INTEGER NOT NULL,
	saved_by  INTEGER NOT NULL REFERENCES viewer (id),
	saved_at  INTEGER NOT NULL,
	text      TEXT NOT NULL,
	PRIMARY KEY (minute_id, saved)
) STRICT, WITHOUT ROWID;

-- Guarded with its draft.  A proposal to decide otherwise; the most far-reaching is voted on first.
CREATE TABLE amendment (
	id        INTEGER PRIMARY KEY,
	draft_id  INTEGER NOT NULL REFERENCES draft (id),
	reach     INTEGER NOT NULL,       -- 1: the most far-reaching
	person_id INTEGER REFERENCES person (id), -- who proposed it
	party     TEXT,
	text      TEXT NOT NULL,
	outcome   TEXT CHECK (outcome IN ('adopted', 'rejected', 'lapsed', 'withdrawn')), -- unknown: open
	UNIQUE (draft_id, reach)
) STRICT;

-- Guarded with its draft.
CREATE TABLE vote (
	id           INTEGER PRIMARY KEY,
	draft_id     INTEGER NOT NULL REFERENCES draft (id),
	about        TEXT NOT NULL CHECK (about IN ('recommendation', 'amendment', 'disqualification', 'consent', 'other')),
	amendment_id INTEGER REFERENCES amendment (id),
	person_id    INTEGER REFERENCES person (id), -- whose disqualification is voted on
	question     TEXT NOT NULL,
	method       TEXT NOT NULL CHECK (method IN ('names', 'parties', 'numbers', 'unanimous')),
	majority     TEXT NOT NULL CHECK (majority IN ('simple', 'absolute', 'two-thirds')),
	tie          TEXT NOT NULL CHECK (tie IN ('lapses', 'chair', 'lot')), -- the rule for equal votes
	tie_for      INTEGER CHECK (tie_for IN (0, 1)), -- what the chair or the lot said
	taken_at     INTEGER NOT NULL     -- instant
) STRICT;
CREATE INDEX vote_draft ON vote (draft_id);

-- Guarded with its draft.  Votes of a person, of a party, or of all together: a row for each who is told apart.
CREATE TABLE ballot (
	vote_id    INTEGER NOT NULL REFERENCES vote (id),
	position   INTEGER NOT NULL,      -- 1..
	person_id  INTEGER REFERENCES person (id),
	party      TEXT,
	in_favour  INTEGER NOT NULL CHECK (in_favour >= 0),
	against    INTEGER NOT NULL CHECK (against >= 0),
	abstaining INTEGER NOT NULL CHECK (abstaining >= 0),
	PRIMARY KEY (vote_id, position)
) STRICT, WITHOUT ROWID;

-- Guarded with its draft.  What a member or a party wants in the minutes beside the decision.
CREATE TABLE statement (
	id        INTEGER PRIMARY KEY,
	draft_id  INTEGER NOT NULL REFERENCES draft (id),
	position  INTEGER NOT NULL,       -- 1.. within the item
	kind      TEXT NOT NULL CHECK (kind IN ('minority', 'reservation', 'dissent', 'standstill')),
	                                  -- mindretalsudtalelse, forbehold, afvigende mening (KSL § 13), standsningsret (KSL § 23)
	person_id INTEGER REFERENCES person (id),
	party     TEXT,
	text      TEXT NOT NULL,
	follows   INTEGER NOT NULL CHECK (follows IN (0, 1)), -- goes with the matter to another authority
	until     TEXT,                   -- of standstill: the last day on which it may be brought before the council
	said_at   INTEGER NOT NULL,       -- instant
	UNIQUE (draft_id, position)
) STRICT;

-- Guarded with its draft.  Who asked for the floor, and how long they had it.
CREATE TABLE speaker (
	id        INTEGER PRIMARY KEY,
	draft_id  INTEGER NOT NULL REFERENCES draft (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	asked_at  INTEGER NOT NULL,       -- instant
	from_at   INTEGER,                -- instant; unknown: waits
	to_at     INTEGER                 -- instant; unknown: speaks, or waits
) STRICT;
CREATE INDEX speaker_draft ON speaker (draft_id, asked_at);

-- Guarded with its draft.  A decision put the matter before another committee: there it is a draft with its history.
CREATE TABLE referral (
	draft_id        INTEGER NOT NULL REFERENCES draft (id),
	organization_id INTEGER NOT NULL REFERENCES organization (id),
	to_draft_id     INTEGER NOT NULL REFERENCES draft (id),
	made_at         INTEGER NOT NULL, -- instant
	PRIMARY KEY (draft_id, organization_id)
) STRICT, WITHOUT ROWID;

-- What followers are told of: that something changed, and where; what it is they ask for themselves, and are given what they may see.
CREATE TABLE happening (
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	number     INTEGER NOT NULL,      -- 1.., without gaps
	at         INTEGER NOT NULL,      -- instant
	what       TEXT NOT NULL CHECK (what IN ('opened', 'item', 'attendance', 'decision', 'vote', 'speaker', 'closed')),
	PRIMARY KEY (meeting_id, number)
) STRICT, WITHOUT ROWID;

-- How the body decided that somebody is disqualified; unknown while it did not.
ALTER TABLE disqualification ADD COLUMN raised_by INTEGER REFERENCES person (id); -- unknown: declared by the member
ALTER TABLE disqualification ADD COLUMN vote_id INTEGER REFERENCES vote (id);
ALTER TABLE disqualification ADD COLUMN outcome TEXT CHECK (outcome IN ('disqualified', 'not-disqualified'));

-- How many decisions of an item are not released yet; 0 of what documents told.
ALTER TABLE item ADD COLUMN withheld INTEGER NOT NULL DEFAULT 0 CHECK (withheld >= 0);

-- A substitute who was called is in the members' circle of that meeting.
DROP VIEW sight_item;
CREATE VIEW sight_item AS
	SELECT s.viewer, i.id AS item_id, s.circle
	FROM item i JOIN sight s ON (s.organization_id IS NULL OR s.organization_id = i.organization_id)
		AND (s.department_id IS NULL OR s.department_id = i.department_id)
	WHERE NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = s.viewer AND k.draft_id = i.draft_id)
	UNION ALL
	SELECT n.viewer_id, i.id, CAST('named' AS TEXT)
	FROM item i JOIN named n ON n.draft_id = i.draft_id
	WHERE NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = n.viewer_id AND k.draft_id = i.draft_id)
	UNION ALL
	SELECT a.viewer_id, i.id, CAST('members' AS TEXT)
	FROM attendee t JOIN account a ON a.person_id = t.person_id AND a.state = 'active'
	JOIN revision r ON r.meeting_id = t.meeting_id JOIN item i ON i.revision_id = r.id
	WHERE t.role = 'substitute'
		AND NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = a.viewer_id AND k.draft_id = i.draft_id);

-- While a meeting is held, and after it, its members see what is written of it as it is written.
DROP VIEW sight_draft;
CREATE VIEW sight_draft AS
	SELECT w.viewer, w.draft_id, c.circle
	FROM sight_desk w JOIN desk_circle c ON c.who = 'desk'
	WHERE NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = w.viewer AND k.draft_id = w.draft_id)
	UNION ALL
	SELECT w.viewer, w.draft_id, CAST('named' AS TEXT)
	FROM sight_desk w JOIN named n ON n.draft_id = w.draft_id AND n.viewer_id = w.viewer
	WHERE NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = w.viewer AND k.draft_id = w.draft_id)
	UNION ALL
	SELECT r.viewer_id, d.id, c.circle
	FROM agenda_reader r JOIN draft d ON d.meeting_id = r.meeting_id
	JOIN desk_circle c ON c.who = 'reader'
	WHERE NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = r.viewer_id AND k.draft_id = d.id)
	UNION ALL
	SELECT s.viewer, d.id, c.circle
	FROM sitting g JOIN draft d ON d.meeting_id = g.meeting_id AND d.state IN ('sent', 'closed')
	JOIN sight s ON s.circle = 'members' AND s.department_id IS NULL
		AND (s.organization_id IS NULL OR s.organization_id = d.organization_id)
	JOIN desk_circle c ON c.who = 'reader'
	WHERE NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = s.viewer AND k.draft_id = d.id)
	UNION ALL
	SELECT a.viewer_id, d.id, c.circle
	FROM sitting g JOIN draft d ON d.meeting_id = g.meeting_id AND d.state IN ('sent', 'closed')
	JOIN attendee t ON t.meeting_id = g.meeting_id AND t.role = 'substitute'
	JOIN account a ON a.person_id = t.person_id AND a.state = 'active'
	JOIN desk_circle c ON c.who = 'reader'
	WHERE NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = a.viewer_id AND k.draft_id = d.id);

-- What belongs to a draft is seen by who sees the draft.
CREATE VIEW treatment_seen AS
	SELECT d.viewer, t.id, t.draft_id, t.from_at, t.to_at FROM draft_seen d JOIN treatment t ON t.draft_id = d.id;
CREATE VIEW handling_seen AS
	SELECT d.viewer, h.draft_id, h.fate, h.with_id, h.urgency, h.consent FROM draft_seen d JOIN handling h ON h.draft_id = d.id;
CREATE VIEW minute_seen AS
	SELECT v.id AS viewer, m.id, m.draft_id, m.position, m.kind, m.heading, m.outcome, m.text, m.circle, m.release, m.release_at,
		m.released_at, m.saved, m.saved_by, m.saved_at
	FROM draft_seen d JOIN viewer v ON v.id = d.viewer
	JOIN minute m ON m.draft_id = d.id AND (v.sees_all = 1 OR EXISTS (SELECT 1 FROM sight_draft w
		WHERE w.draft_id = d.id AND w.viewer = v.id AND w.circle = m.circle));
CREATE VIEW minute_before_seen AS
	SELECT m.viewer, b.minute_id, b.saved, b.saved_by, b.saved_at, b.text FROM minute_seen m JOIN minute_before b ON b.minute_id = m.id;
CREATE VIEW amendment_seen AS
	SELECT d.viewer, a.id, a.draft_id, a.reach, a.person_id, a.party, a.text, a.outcome
	FROM draft_seen d JOIN amendment a ON a.draft_id = d.id;
CREATE VIEW vote_seen AS
	SELECT d.viewer, t.id, t.draft_id, t.about, t.amendment_id, t.person_id, t.question, t.method, t.majority, t.tie, t.tie_for, t.taken_at
	FROM draft_seen d JOIN vote t ON t.draft_id = d.id;
CREATE VIEW ballot_seen AS
	SELECT t.viewer, b.vote_id, b.position, b.person_id, b.party, b.in_favour, b.against, b.abstaining
	FROM vote_seen t JOIN ballot b ON b.vote_id = t.id;
CREATE VIEW statement_seen AS
	SELECT d.viewer, s.id, s.draft_id, s.position, s.kind, s.person_id, s.party, s.text, s.follows, s.until, s.said_at
	FROM draft_seen d JOIN statement s ON s.draft_id = d.id;
CREATE VIEW speaker_seen AS
	SELECT d.viewer, s.id, s.draft_id, s.person_id, s.asked_at, s.from_at, s.to_at FROM draft_seen d JOIN speaker s ON s.draft_id = d.id;
CREATE VIEW referral_seen AS
	SELECT d.viewer, r.draft_id, r.organization_id, r.to_draft_id, r.made_at FROM draft_seen d JOIN referral r ON r.draft_id = d.id;
