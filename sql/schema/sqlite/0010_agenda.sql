-- 0010_agenda.sql: meetings that are planned, what goes on their agendas, and how an agenda is sent.
--
-- A planned meeting has no revision: its time and place stand in its own row, and its agenda is the drafts that are placed on it (0007).
-- Sending copies these into a revision (src/domain/sending.h); from then on the revision tells, as with what documents told.

-- How a committee's meetings come about; one without a row follows what src/domain/deadline.h takes for usual.
CREATE TABLE routine (
	organization_id INTEGER PRIMARY KEY REFERENCES organization (id),
	drafts    INTEGER NOT NULL CHECK (drafts BETWEEN 0 AND 60),    -- weekdays before sending on which drafts are to be in
	approvals INTEGER NOT NULL CHECK (approvals BETWEEN 0 AND 60), -- ... and approved
	constitution_day INTEGER NOT NULL CHECK (constitution_day IN (0, 1)), -- whether 5 June is worked on
	christmas_eve    INTEGER NOT NULL CHECK (christmas_eve IN (0, 1)),
	new_years_eve    INTEGER NOT NULL CHECK (new_years_eve IN (0, 1)),
	minutes   INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 1440), -- how long a meeting is taken to last
	location  TEXT                    -- where it usually is
) STRICT;

-- Meetings that were made together: "first Tuesday of the month, not July".
CREATE TABLE series (
	id              INTEGER PRIMARY KEY,
	organization_id INTEGER NOT NULL REFERENCES organization (id),
	weekday  INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),   -- 1 Monday
	nth      INTEGER CHECK (nth BETWEEN 1 AND 5),                -- which of a month, 5 the last; unknown: every so many weeks
	weeks    INTEGER CHECK (weeks BETWEEN 1 AND 52),             -- every so many; unknown: of a month
	without  INTEGER NOT NULL,                                   -- months that are left out: 1 January, 2 February, 4 March ...
	from_day TEXT NOT NULL,
	to_day   TEXT NOT NULL,
	made_at  INTEGER NOT NULL,        -- instant
	CHECK ((nth IS NULL) <> (weeks IS NULL))
) STRICT;

ALTER TABLE meeting ADD COLUMN ending TEXT;           -- moment, as planned
ALTER TABLE meeting ADD COLUMN location TEXT;         -- as planned
ALTER TABLE meeting ADD COLUMN remark TEXT;           -- what everybody may read of it beside: "Flyttet fra 3. marts"
ALTER TABLE meeting ADD COLUMN series_id INTEGER REFERENCES series (id);
ALTER TABLE meeting ADD COLUMN planned_at INTEGER;    -- instant when it was made at the desk; unknown: documents told of it
ALTER TABLE meeting ADD COLUMN announced_at INTEGER;  -- instant from which everybody knows of it; unknown: once it has a revision
ALTER TABLE meeting ADD COLUMN cancelled_at INTEGER;  -- instant
ALTER TABLE meeting ADD COLUMN cancelled_why TEXT;    -- as everybody may read it
ALTER TABLE meeting ADD COLUMN changes INTEGER NOT NULL DEFAULT 0; -- of it and of its agenda: whoever changes says how many they knew of
ALTER TABLE meeting ADD COLUMN send_at INTEGER;       -- instant at which its agenda is to be sent; unknown: when somebody does it
ALTER TABLE meeting ADD COLUMN send_job INTEGER REFERENCES job (id);
CREATE INDEX meeting_series ON meeting (series_id);

-- The address under which a meeting stood before it was moved to another day: it leads on.
CREATE TABLE meeting_before (
	organization_id INTEGER NOT NULL REFERENCES organization (id),
	slug            TEXT NOT NULL,
	meeting_id      INTEGER NOT NULL REFERENCES meeting (id),
	PRIMARY KEY (organization_id, slug)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_before_meeting ON meeting_before (meeting_id);

-- Guarded.  Where a meeting is held on the net.
CREATE TABLE meeting_link (
	meeting_id INTEGER PRIMARY KEY REFERENCES meeting (id),
	link       TEXT NOT NULL,         -- https://
	circle     TEXT NOT NULL CHECK (circle IN ('public', 'members'))
) STRICT;

-- Items that every agenda has, of one committee or of all.
CREATE TABLE standard (
	id              INTEGER PRIMARY KEY,
	organization_id INTEGER REFERENCES organization (id), -- unknown: of every one
	position        INTEGER NOT NULL, -- among the others
	place           TEXT NOT NULL CHECK (place IN ('first', 'last')), -- before the items of the day, or after them
	title           TEXT NOT NULL,
	role            TEXT NOT NULL,    -- of its section: src/domain/record.h
	heading         TEXT NOT NULL,    -- empty: its text stands without one
	text            TEXT NOT NULL,    -- CommonMark; {forrige møde}, {næste møde} and {medlemmer} are filled in (src/domain/standard.c)
	ended           INTEGER NOT NULL CHECK (ended IN (0, 1)) -- not offered any more
) STRICT;
INSERT INTO standard (organization_id, position, place, title, role, heading, text, ended) VALUES
	(NULL, 1, 'first', 'Godkendelse af dagsorden', 'recommendation', 'Indstilling', 'Det indstilles, at dagsordenen godkendes.', 0),
	(NULL, 2, 'first', 'Godkendelse af referat af {forrige møde}', 'recommendation', 'Indstilling', 'Det indstilles, at referatet godkendes.', 0),
	(NULL, 3, 'first', 'Meddelelser', 'presentation', 'Sagsfremstilling', 'Formanden, medlemmerne og administrationen orienterer om nyt siden sidste møde.', 0),
	(NULL, 4, 'last', 'Næste møde', 'presentation', 'Sagsfremstilling', 'Udvalget holder {næste møde}.', 0),
	(NULL, 5, 'last', 'Eventuelt', 'presentation', 'Sagsfremstilling', 'Under punktet kan der drøftes, men ikke træffes beslutninger.', 0),
	(NULL, 6, 'last', 'Underskriftsark', 'recommendation', 'Indstilling',
		'Det indstilles, at de medlemmer, der har deltaget i mødet, underskriver protokollen:' || char(10) || char(10) || '{medlemmer}', 0);

ALTER TABLE draft ADD COLUMN standard_id INTEGER REFERENCES standard (id); -- of a standard item: which

-- Guarded.  What the committee wants to take up some time ("tidligere nævnt").
CREATE TABLE topic (
	id              INTEGER PRIMARY KEY,
	organization_id INTEGER NOT NULL REFERENCES organization (id),
	title           TEXT NOT NULL,
	note            TEXT,
	wished_by       TEXT,             -- whoever wants it, as it is told
	meeting_id      INTEGER REFERENCES meeting (id), -- at which it was mentioned
	added_by        INTEGER NOT NULL REFERENCES viewer (id),
	added_at        INTEGER NOT NULL, -- instant
	draft_id        INTEGER REFERENCES draft (id), -- as which it was taken up
	gone_at         INTEGER           -- instant: taken up, or not wanted any more
) STRICT;
CREATE INDEX topic_organization ON topic (organization_id, gone_at);

-- Beside 0007: who was asked by whom.
ALTER TABLE agenda_reader ADD COLUMN asked_by INTEGER REFERENCES viewer (id);

-- What a viewer has read of a meeting: the newest revision that was shown to them, and what they had read before it came.
CREATE TABLE reading (
	viewer_id  INTEGER NOT NULL REFERENCES viewer (id),
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	revision   INTEGER NOT NULL,      -- number
	since      INTEGER NOT NULL,      -- instant: when it was first shown
	read_at    INTEGER NOT NULL,      -- instant: when it was last shown
	before     INTEGER,               -- number of the revision before; unknown: there was none
	before_at  INTEGER,               -- instant when that was last shown
	PRIMARY KEY (viewer_id, meeting_id)
) STRICT, WITHOUT ROWID;

-- What stands at the head of a revision: that it came late and why, that it is a supplement, what is changed in it.
ALTER TABLE revision ADD COLUMN remark TEXT;
ALTER TABLE revision ADD COLUMN late_why TEXT;        -- why it was sent later than the rules say
ALTER TABLE revision ADD COLUMN supplement INTEGER NOT NULL DEFAULT 0 CHECK (supplement IN (0, 1)); -- tillægsdagsorden

-- Of an item that was sent from here: which text it has, and in which revision of the meeting it came and was last changed.
ALTER TABLE item ADD COLUMN draft_changes INTEGER;         -- and how often its facts had been changed
ALTER TABLE item ADD COLUMN draft_revision INTEGER;   -- number
ALTER TABLE item ADD COLUMN added INTEGER;            -- number of the meeting's revision
ALTER TABLE item ADD COLUMN changed INTEGER;          -- likewise
ALTER TABLE item ADD COLUMN minutes INTEGER;          -- how long it should take
-- Withdrawn after it was sent: nobody is shown it any more, and its place says so.
ALTER TABLE item ADD COLUMN gone_at INTEGER;          -- instant
ALTER TABLE item ADD COLUMN gone_why TEXT;            -- as everybody may read it
ALTER TABLE item ADD COLUMN gone_title INTEGER NOT NULL DEFAULT 0 CHECK (gone_title IN (0, 1)); -- so is its title
ALTER TABLE file ADD COLUMN draft_file_id INTEGER REFERENCES draft_file (id);  -- of what was sent from here: which
ALTER TABLE file ADD COLUMN gone_name INTEGER NOT NULL DEFAULT 0 CHECK (gone_name IN (0, 1)); -- so is its name
ALTER TABLE file ADD COLUMN gone_why TEXT;

-- A meeting that is planned is known to its committee's staff until it is announced.
CREATE VIEW meeting_seen AS
	SELECT v.id AS viewer, m.id, m.organization_id, m.slug, m.start, m.state, m.revision_id, m.ending, m.location, m.remark, m.series_id,
		m.planned_at, m.announced_at, m.cancelled_at, m.cancelled_why, m.changes, m.send_at, m.send_job
	FROM viewer v JOIN meeting m ON m.revision_id IS NOT NULL OR m.announced_at IS NOT NULL OR v.sees_all = 1
		OR EXISTS (SELECT 1 FROM sight w WHERE w.viewer = v.id AND w.circle = 'drafts'
			AND (w.organization_id IS NULL OR w.organization_id = m.organization_id));

CREATE VIEW meeting_link_seen AS
	SELECT v.id AS viewer, l.meeting_id, l.link, l.circle
	FROM viewer v JOIN meeting_link l ON 1 = 1 JOIN meeting m ON m.id = l.meeting_id
	WHERE l.circle = 'public' OR v.sees_all = 1 OR EXISTS (SELECT 1 FROM sight w
		WHERE w.viewer = v.id AND w.circle = l.circle AND (w.organization_id IS NULL OR w.organization_id = m.organization_id))
		OR EXISTS (SELECT 1 FROM attendee t JOIN account a ON a.person_id = t.person_id
			WHERE t.meeting_id = m.id AND a.viewer_id = v.id AND a.state = 'active' AND t.role = 'substitute');

-- The committee's members and its staff.
CREATE VIEW topic_seen AS
	SELECT v.id AS viewer, t.id, t.organization_id, t.title, t.note, t.wished_by, t.meeting_id, t.added_by, t.added_at, t.draft_id, t.gone_at
	FROM viewer v JOIN topic t ON v.sees_all = 1 OR EXISTS (SELECT 1 FROM sight w
		WHERE w.viewer = v.id AND w.circle = 'members' AND w.department_id IS NULL
			AND (w.organization_id IS NULL OR w.organization_id = t.organization_id));

-- What is withdrawn is shown to nobody; that it was is shown to all.
DROP VIEW item_seen;
CREATE VIEW item_seen AS
	SELECT v.id AS viewer, i.id, i.revision_id, i.organization_id, i.position, i.number,
		CASE WHEN i.gone_title = 1 AND v.sees_all = 0 THEN NULL
			WHEN i.circle = 'public' OR v.sees_all = 1 OR v.id > 0 AND EXISTS (SELECT 1 FROM sight_item w
			WHERE w.item_id = i.id AND w.viewer = v.id AND w.circle = i.circle)
			THEN i.title ELSE i.public_title END AS title,
		CASE WHEN v.sees_all = 1 OR i.gone_at IS NULL AND (i.circle = 'public' OR v.id > 0 AND EXISTS (SELECT 1 FROM sight_item w
			WHERE w.item_id = i.id AND w.viewer = v.id AND w.circle = i.circle))
			THEN 1 ELSE 0 END AS opened,
		i.circle, i.matter_id, i.matter_label, i.draft_id, i.ground, i.public_reason, i.draft_revision, i.draft_changes, i.added, i.changed, i.minutes,
		i.gone_at, i.gone_why
	FROM viewer v JOIN item i ON 1 = 1;

DROP VIEW section_seen;
CREATE VIEW section_seen AS
	SELECT v.id AS viewer, s.item_id, s.position, s.role, s.heading, s.day, s.text, s.circle
	FROM viewer v JOIN section s ON v.sees_all = 1
		OR (s.circle = 'public' OR v.id > 0 AND EXISTS (SELECT 1 FROM sight_item w
			WHERE w.item_id = s.item_id AND w.viewer = v.id AND w.circle = s.circle))
		AND NOT EXISTS (SELECT 1 FROM item i WHERE i.id = s.item_id AND i.gone_at IS NOT NULL);

DROP VIEW file_seen;
CREATE VIEW file_seen AS
	SELECT v.id AS viewer, f.item_id, f.position, CASE WHEN f.gone_name = 1 AND v.sees_all = 0 THEN NULL ELSE f.name END AS name,
		f.media_type, CASE WHEN f.gone_at IS NULL OR v.sees_all = 1 THEN f.content_id END AS content_id, f.circle, f.gone_at, f.gone_why
	FROM viewer v JOIN file f ON v.sees_all = 1
		OR (f.circle = 'public' OR v.id > 0 AND EXISTS (SELECT 1 FROM sight_item w
			WHERE w.item_id = f.item_id AND w.viewer = v.id AND w.circle = f.circle))
		AND NOT EXISTS (SELECT 1 FROM item i WHERE i.id = f.item_id AND i.gone_at IS NOT NULL);

DROP VIEW guest_seen;
CREATE VIEW guest_seen AS
	SELECT v.id AS viewer, g.item_id, g.position, g.person_id, g.name
	FROM viewer v JOIN guest g ON 1 = 1 JOIN item i ON i.id = g.item_id AND (v.sees_all = 1 OR i.gone_at IS NULL
		AND (i.circle = 'public' OR v.id > 0 AND EXISTS (SELECT 1 FROM sight_item w WHERE w.item_id = i.id AND w.viewer = v.id AND w.circle = i.circle)));

DROP VIEW earlier_seen;
CREATE VIEW earlier_seen AS
	SELECT v.id AS viewer, e.item_id, e.position, e.day, e.organization, e.organization_key, e.released,
		CASE WHEN e.released = 1 OR v.sees_all = 1 THEN e.text END AS text
	FROM viewer v JOIN earlier e ON 1 = 1 JOIN item i ON i.id = e.item_id AND (v.sees_all = 1 OR i.gone_at IS NULL
		AND (i.circle = 'public' OR v.id > 0 AND EXISTS (SELECT 1 FROM sight_item w WHERE w.item_id = i.id AND w.viewer = v.id AND w.circle = i.circle)));

DROP VIEW agenda_reader_seen;
CREATE VIEW agenda_reader_seen AS
	SELECT v.id AS viewer, r.meeting_id, r.viewer_id, r.asked_at, r.done_at, r.remark, r.asked_by
	FROM viewer v JOIN agenda_reader r ON 1 = 1 JOIN meeting m ON m.id = r.meeting_id
	WHERE v.sees_all = 1 OR v.id = r.viewer_id OR EXISTS (SELECT 1 FROM sight w
		WHERE w.viewer = v.id AND w.circle = 'drafts' AND w.department_id IS NULL
			AND (w.organization_id IS NULL OR w.organization_id = m.organization_id));
