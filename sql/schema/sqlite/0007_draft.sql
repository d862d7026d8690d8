-- 0007_draft.sql: what the desk works on before anybody else sees it.
--
-- A draft is an item of an agenda from its first words to the minutes.  Its text stands in revisions, each whole; its facts (whose it
-- is, who may see it, where it is placed) stand in the row and their changes in the journal.  When the agenda is sent the draft is
-- copied into the record as an item (0001), which points back here; the draft lives on until the minutes are made.
--
-- Everything here but legal grounds, templates, number series and who approves is guarded: see 0008_gate.sql.

-- Why an item may be closed: the paragraph that allows it.
CREATE TABLE ground (
	id        INTEGER PRIMARY KEY,
	paragraph TEXT NOT NULL UNIQUE,   -- "Forvaltningslovens § 27, stk. 1, nr. 1"
	label     TEXT NOT NULL,          -- what it is about, in a few words
	ended     INTEGER NOT NULL CHECK (ended IN (0, 1)) -- not offered any more
) STRICT;
INSERT INTO ground (paragraph, label, ended) VALUES
	('Forvaltningslovens § 27, stk. 1, nr. 1', 'Enkeltpersoners private forhold', 0),
	('Forvaltningslovens § 27, stk. 1, nr. 2', 'Drifts- og forretningsforhold', 0),
	('Forvaltningslovens § 27, stk. 4, nr. 3', 'Det offentliges økonomiske interesser', 0),
	('Offentlighedslovens § 21', 'Personalesager', 0),
	('Offentlighedslovens § 23', 'Interne dokumenter', 0),
	('Offentlighedslovens § 33, nr. 3', 'Økonomiske interesser ved køb, salg og udbud', 0);

-- The next number of a matter that is opened here: 26-000123.
CREATE TABLE matter_series (
	body_id INTEGER NOT NULL REFERENCES body (id),
	year    INTEGER NOT NULL,
	next    INTEGER NOT NULL CHECK (next > 0),
	PRIMARY KEY (body_id, year)
) STRICT, WITHOUT ROWID;

-- Guarded.  What the desk knows of a matter; the public knows a matter by its items alone.
CREATE TABLE dossier (
	matter_id     INTEGER PRIMARY KEY REFERENCES matter (id),
	title         TEXT NOT NULL,
	kle           TEXT,               -- HH.GG.EE, with a facet or without: "00.22.04" "00.22.04-A00"
	department_id INTEGER REFERENCES department (id),
	officer_id    INTEGER REFERENCES account (id), -- sagsbehandler
	made_at       INTEGER NOT NULL    -- instant
) STRICT;
CREATE INDEX dossier_officer ON dossier (officer_id);

-- The headings that an item of a kind begins with; of one committee, or of all.
CREATE TABLE template (
	id              INTEGER PRIMARY KEY,
	organization_id INTEGER REFERENCES organization (id), -- unknown: of every one
	kind            TEXT NOT NULL CHECK (kind IN ('decision', 'orientation', 'discussion', 'consultation')),
	name            TEXT NOT NULL,
	ended           INTEGER NOT NULL CHECK (ended IN (0, 1)) -- not offered any more
) STRICT;

CREATE TABLE template_section (
	template_id INTEGER NOT NULL REFERENCES template (id),
	position    INTEGER NOT NULL,
	role        TEXT NOT NULL,        -- of a section: src/domain/record.h
	heading     TEXT NOT NULL,
	hint        TEXT NOT NULL,        -- what belongs there, for whoever writes
	needed      INTEGER NOT NULL CHECK (needed IN (0, 1)), -- an item without it is not complete
	PRIMARY KEY (template_id, position)
) STRICT, WITHOUT ROWID;

-- What a new installation begins with: the headings of two authorities' agendas, one short and one long.  Clerks change them.
INSERT INTO template (organization_id, kind, name, ended) VALUES
	(NULL, 'decision', 'Beslutningssag', 0),
	(NULL, 'decision', 'Beslutningssag, kort', 0),
	(NULL, 'discussion', 'Drøftelse', 0),
	(NULL, 'discussion', 'Drøftelse med indstilling', 0),
	(NULL, 'orientation', 'Orientering', 0),
	(NULL, 'consultation', 'Høring', 0);
INSERT INTO template_section (template_id, position, role, heading, hint, needed) VALUES
	(1, 1, 'summary', 'Indledning', 'Hvad sagen handler om, og hvorfor den kommer nu. Få linjer.', 1),
	(1, 2, 'presentation', 'Beskrivelse af sagen', 'Det, der skal vides for at kunne beslutte.', 1),
	(1, 3, 'economy', 'Økonomi', 'Hvad det koster, hvem der betaler, og fra hvilket år. Koster det intet, så skriv det.', 1),
	(1, 4, 'hearing', 'Inddragelse', 'Hvem der er hørt, og hvad de sagde.', 0),
	(1, 5, 'assessment', 'Vurdering', 'Administrationens faglige vurdering.', 0),
	(1, 6, 'recommendation', 'Indstilling', 'Hvem indstiller, og hvad der skal besluttes. Ét punkt for hver beslutning.', 1),
	(2, 1, 'presentation', 'Sagsfremstilling', 'Det, der skal vides for at kunne beslutte.', 1),
	(2, 2, 'background', 'Baggrundsinformation', 'Tidligere beslutninger, regler og tal for den, der vil vide mere.', 0),
	(2, 3, 'economy', 'Økonomi', 'Hvad det koster, hvem der betaler, og fra hvilket år. Koster det intet, så skriv det.', 1),
	(2, 4, 'recommendation', 'Indstilling', 'Hvem indstiller, og hvad der skal besluttes. Ét punkt for hver beslutning.', 1),
	(3, 1, 'presentation', 'Sagsfremstilling', 'Hvad udvalget skal drøfte, og hvad drøftelsen skal føre til.', 1),
	(3, 2, 'background', 'Baggrundsinformation', 'Tidligere drøftelser, regler og tal for den, der vil vide mere.', 0),
	(3, 3, 'preparation', 'Forberedelse', 'Spørgsmål, som medlemmerne kan tænke over inden mødet.', 0),
	(4, 1, 'summary', 'Indledning', 'Hvad sagen handler om, og hvorfor den kommer nu. Få linjer.', 1),
	(4, 2, 'presentation', 'Beskrivelse af sagen', 'Hvad udvalget skal drøfte.', 1),
	(4, 3, 'assessment', 'Vurdering', 'Administrationens faglige vurdering.', 0),
	(4, 4, 'recommendation', 'Indstilling', 'Hvem indstiller, og hvad der skal drøftes. Ét punkt for hvert spørgsmål.', 1),
	(5, 1, 'presentation', 'Sagsfremstilling', 'Hvad der er sket, og hvad det betyder for udvalget.', 1),
	(5, 2, 'background', 'Baggrundsinformation', 'Regler, tal og tidligere sager for den, der vil vide mere.', 0),
	(6, 1, 'summary', 'Indledning', 'Hvad der høres om, hvem der spørger, og hvornår svaret skal være afgivet.', 1),
	(6, 2, 'question', 'Spørgsmål', 'Det, der ønskes svar på. Ét punkt for hvert spørgsmål.', 1),
	(6, 3, 'presentation', 'Beskrivelse af sagen', 'Det, der skal vides for at kunne svare.', 1);

-- Guarded.
CREATE TABLE draft (
	id              INTEGER PRIMARY KEY,
	organization_id INTEGER NOT NULL REFERENCES organization (id),
	matter_id       INTEGER REFERENCES matter (id),
	template_id     INTEGER REFERENCES template (id),
	kind            TEXT NOT NULL CHECK (kind IN ('decision', 'orientation', 'discussion', 'consultation', 'standard')),
	department_id   INTEGER REFERENCES department (id),
	officer_id      INTEGER REFERENCES account (id),
	state           TEXT NOT NULL CHECK (state IN ('draft', 'approval', 'returned', 'approved', 'sent', 'withdrawn', 'closed')),
	                                  -- closed: its minutes are made, or it went on as another draft
	state_at        INTEGER NOT NULL, -- instant: since when
	revision        INTEGER NOT NULL CHECK (revision > 0), -- number of the newest revision
	saves           INTEGER NOT NULL, -- how often its text was saved: whoever writes on says what that was when they began
	changes         INTEGER NOT NULL, -- how often its facts were changed: likewise
	circle          TEXT NOT NULL CHECK (circle IN ('public', 'members', 'staff', 'named')),
	public_title    TEXT,             -- of a closed item whose title tells too much
	ground_id       INTEGER REFERENCES ground (id),
	public_reason   TEXT,             -- what everybody may read of why it is closed
	reconsider_on   TEXT,             -- day on which to ask whether it need still be closed
	meeting_id      INTEGER REFERENCES meeting (id), -- placed on its agenda
	position        INTEGER,          -- 1.. there
	minutes         INTEGER CHECK (minutes BETWEEN 0 AND 1440), -- how long it should take
	guests          TEXT,             -- who comes for it, a name a line
	continues       INTEGER REFERENCES draft (id), -- not reached or postponed before: as that one
	made_at         INTEGER NOT NULL, -- instant
	CHECK (circle = 'public' OR ground_id IS NOT NULL OR state = 'draft' OR state = 'returned'),
	CHECK ((meeting_id IS NULL) = (position IS NULL))
) STRICT;
CREATE INDEX draft_organization ON draft (organization_id, state);
CREATE INDEX draft_officer ON draft (officer_id);
CREATE INDEX draft_meeting ON draft (meeting_id, position);
CREATE INDEX draft_matter ON draft (matter_id);
CREATE INDEX draft_continues ON draft (continues);

-- Guarded with its draft.  One saved text, whole.
CREATE TABLE draft_revision (
	id        INTEGER PRIMARY KEY,
	draft_id  INTEGER NOT NULL REFERENCES draft (id),
	number    INTEGER NOT NULL,       -- 1..
	viewer_id INTEGER NOT NULL REFERENCES viewer (id), -- who wrote
	begun_at  INTEGER NOT NULL,       -- instant of its first save
	saved_at  INTEGER NOT NULL,       -- instant of its newest
	by_itself INTEGER NOT NULL CHECK (by_itself IN (0, 1)), -- saved by the editor: for some minutes its author's next save takes its place
	title     TEXT NOT NULL,
	UNIQUE (draft_id, number)
) STRICT;

-- Guarded.
CREATE TABLE draft_section (
	revision_id INTEGER NOT NULL REFERENCES draft_revision (id),
	position    INTEGER NOT NULL,     -- 1..
	thread      INTEGER NOT NULL,     -- which section of the draft this is, in every revision the same: 1..
	role        TEXT NOT NULL,        -- src/domain/record.h
	heading     TEXT NOT NULL,
	text        TEXT NOT NULL,        -- CommonMark
	circle      TEXT NOT NULL CHECK (circle IN ('public', 'members', 'staff', 'named')), -- of its thread: in every revision the same
	PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;

-- Guarded.  An attachment.  One that was replaced or removed stays, with when and by whom.
CREATE TABLE draft_file (
	id         INTEGER PRIMARY KEY,
	draft_id   INTEGER NOT NULL REFERENCES draft (id),
	position   INTEGER NOT NULL,      -- 1.. among those that are there
	name       TEXT NOT NULL,
	media_type TEXT NOT NULL,
	content_id INTEGER NOT NULL REFERENCES content (id),
	circle     TEXT NOT NULL CHECK (circle IN ('public', 'members', 'staff', 'named')),
	added_by   INTEGER NOT NULL REFERENCES viewer (id),
	added_at   INTEGER NOT NULL,      -- instant
	instead_of INTEGER REFERENCES draft_file (id),
	gone_by    INTEGER REFERENCES viewer (id),
	gone_at    INTEGER                -- instant; unknown: it is there
) STRICT;
CREATE INDEX draft_file_draft ON draft_file (draft_id, position);

-- Guarded.  What colleagues say to each other of a draft; of a place in its text, when there is a quote.
CREATE TABLE draft_note (
	id          INTEGER PRIMARY KEY,
	draft_id    INTEGER NOT NULL REFERENCES draft (id),
	revision    INTEGER NOT NULL,     -- number of the text it speaks of
	section     INTEGER,              -- position there
	quote       TEXT,                 -- the words it is about
	text        TEXT NOT NULL,
	circle      TEXT NOT NULL CHECK (circle IN ('members', 'staff', 'named')),
	viewer_id   INTEGER NOT NULL REFERENCES viewer (id),
	written_at  INTEGER NOT NULL,     -- instant
	settled_by  INTEGER REFERENCES viewer (id),
	settled_at  INTEGER               -- instant; unknown: open
) STRICT;
CREATE INDEX draft_note_draft ON draft_note (draft_id, id);

-- Guarded.  Who may see what of a draft, and of its items, is for named persons.
CREATE TABLE named (
	draft_id  INTEGER NOT NULL REFERENCES draft (id),
	viewer_id INTEGER NOT NULL REFERENCES viewer (id),
	PRIMARY KEY (draft_id, viewer_id)
) STRICT, WITHOUT ROWID;

-- Guarded.  Somebody who is disqualified (inhabil) in an item, and whom its papers are kept from.
CREATE TABLE disqualification (
	draft_id   INTEGER NOT NULL REFERENCES draft (id),
	person_id  INTEGER NOT NULL REFERENCES person (id),
	reason     TEXT NOT NULL,
	noted_by   INTEGER NOT NULL REFERENCES viewer (id),
	noted_at   INTEGER NOT NULL,      -- instant
	PRIMARY KEY (draft_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX disqualification_person ON disqualification (person_id);

-- Guarded.  Whom the clerk asked to read an agenda before it is sent.
CREATE TABLE agenda_reader (
	meeting_id INTEGER NOT NULL REFERENCES meeting (id),
	viewer_id  INTEGER NOT NULL REFERENCES viewer (id),
	asked_at   INTEGER NOT NULL,      -- instant
	done_at    INTEGER,               -- instant; unknown: not yet
	remark     TEXT,
	PRIMARY KEY (meeting_id, viewer_id)
) STRICT, WITHOUT ROWID;

-- Who is asked for a draft before it goes on, one after the other.  Each time it is handed in is a round of its own, and what was
-- said in the rounds before stays.
CREATE TABLE approval (
	draft_id   INTEGER NOT NULL REFERENCES draft (id),
	round      INTEGER NOT NULL,      -- 1..
	position   INTEGER NOT NULL,      -- 1.. in the chain
	account_id INTEGER NOT NULL REFERENCES account (id),
	deputy_id  INTEGER REFERENCES account (id), -- may answer instead
	revision   INTEGER,               -- number of the text that was answered for
	state      TEXT NOT NULL CHECK (state IN ('waiting', 'asked', 'approved', 'returned', 'skipped')),
	since      INTEGER NOT NULL,      -- instant of that state
	answered_by INTEGER REFERENCES viewer (id),
	reason     TEXT,                  -- why it was returned, or what is said with it
	PRIMARY KEY (draft_id, round, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX approval_account ON approval (account_id, state);

-- What an item of the record has from its draft; unknown of items that documents told of.
ALTER TABLE item ADD COLUMN draft_id INTEGER REFERENCES draft (id);
ALTER TABLE item ADD COLUMN department_id INTEGER REFERENCES department (id);
ALTER TABLE item ADD COLUMN ground TEXT;        -- paragraph and label, as they were then
ALTER TABLE item ADD COLUMN public_reason TEXT;
CREATE INDEX item_draft ON item (draft_id);
ALTER TABLE file ADD COLUMN media_type TEXT;    -- known when the bytes are
ALTER TABLE file ADD COLUMN gone_at INTEGER;    -- instant: withdrawn after it was published; its name stays as a trace
