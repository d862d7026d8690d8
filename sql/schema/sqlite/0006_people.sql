-- 0006_people.sql: who sits where, and what a committee is.
--
-- A committee's charter and a person's membership have days from and to, and are added to, never overwritten: what held when a
-- decision was made can still be read.  A day "to" is the last one on which it held.

-- A part of the administration: case officers and approvers belong to it.
CREATE TABLE department (
	id      INTEGER PRIMARY KEY,
	body_id INTEGER NOT NULL REFERENCES body (id),
	name    TEXT NOT NULL,
	key     TEXT NOT NULL,
	slug    TEXT NOT NULL UNIQUE,
	ended   INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)), -- nothing new comes to it
	UNIQUE (body_id, key)
) STRICT;

-- What a committee is and by which rules it works, from a day on until the next of them.
CREATE TABLE charter (
	organization_id INTEGER NOT NULL REFERENCES organization (id),
	from_day  TEXT NOT NULL,
	kind      TEXT NOT NULL CHECK (kind IN ('council', 'standing', 'special', 'codetermination', 'other')),
	                                  -- byråd; stående udvalg; § 17, stk. 4; MED; anything else
	ground    TEXT,                   -- legal ground: "§ 17, stk. 4"
	seats     INTEGER CHECK (seats > 0),  -- how many members it has by its rules
	quorum    INTEGER CHECK (quorum > 0), -- how many must be there; unknown: at least half (kommunestyrelsesloven § 11)
	notice    INTEGER NOT NULL CHECK (notice BETWEEN 0 AND 60), -- weekdays between sending and the meeting (KSL § 8: 4)
	saturday  INTEGER NOT NULL CHECK (saturday IN (0, 1)), -- whether a Saturday counts as one of them
	rules     TEXT NOT NULL,          -- forretningsorden, CommonMark
	reference TEXT NOT NULL,          -- kommissorium, CommonMark
	PRIMARY KEY (organization_id, from_day)
) STRICT, WITHOUT ROWID;

-- An election period (valgperiode).
CREATE TABLE term (
	id       INTEGER PRIMARY KEY,
	body_id  INTEGER NOT NULL REFERENCES body (id),
	from_day TEXT NOT NULL,
	to_day   TEXT NOT NULL CHECK (to_day > from_day),
	done_at  INTEGER,                 -- instant at which its memberships were made; unknown: it is being prepared
	UNIQUE (body_id, from_day)
) STRICT;

-- What a term that is being prepared will bring to a committee; gone when it is done.  Of a committee without a row its members
-- go on.
CREATE TABLE term_committee (
	term_id         INTEGER NOT NULL REFERENCES term (id),
	organization_id INTEGER NOT NULL REFERENCES organization (id),
	fate            TEXT NOT NULL CHECK (fate IN ('elected', 'kept', 'ended')), -- has these seats; goes on as it is; is no more
	PRIMARY KEY (term_id, organization_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE term_seat (
	term_id         INTEGER NOT NULL REFERENCES term (id),
	organization_id INTEGER NOT NULL REFERENCES organization (id),
	position        INTEGER NOT NULL, -- 1..
	name            TEXT NOT NULL,    -- of a person who may be new
	role            TEXT NOT NULL CHECK (role IN ('chair', 'vice', 'member', 'substitute')),
	party           TEXT,
	substitute_for  TEXT,             -- a name
	PRIMARY KEY (term_id, organization_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE membership (
	id              INTEGER PRIMARY KEY,
	organization_id INTEGER NOT NULL REFERENCES organization (id),
	person_id       INTEGER NOT NULL REFERENCES person (id),
	role            TEXT NOT NULL CHECK (role IN ('chair', 'vice', 'member', 'substitute')), -- formand, næstformand, medlem, stedfortræder
	party           TEXT,             -- "A", as it is printed
	substitute_for  INTEGER REFERENCES person (id), -- of a substitute: for whom; unknown: for anybody
	from_day        TEXT NOT NULL,
	to_day          TEXT CHECK (to_day >= from_day) -- unknown: until further notice
) STRICT;
CREATE INDEX membership_organization ON membership (organization_id, from_day);
CREATE INDEX membership_person ON membership (person_id);

-- The last day of a committee that is no more.
ALTER TABLE organization ADD COLUMN to_day TEXT;

-- Other names by which documents know an authority, a committee or a person: what they were called before, or how they are
-- spelled elsewhere.  The name that stands with the thing itself is not among them.
CREATE TABLE body_name (
	key     TEXT PRIMARY KEY,
	name    TEXT NOT NULL,
	body_id INTEGER NOT NULL REFERENCES body (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE organization_name (
	body_id         INTEGER NOT NULL REFERENCES body (id),
	key             TEXT NOT NULL,
	name            TEXT NOT NULL,
	organization_id INTEGER NOT NULL REFERENCES organization (id),
	PRIMARY KEY (body_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_name_organization ON organization_name (organization_id);
CREATE INDEX organization_name_key ON organization_name (key);

CREATE TABLE person_name (
	body_id   INTEGER NOT NULL REFERENCES body (id),
	key       TEXT NOT NULL,
	name      TEXT NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id),
	slug      TEXT UNIQUE,            -- the address that this name had when it was thought to be somebody else's
	PRIMARY KEY (body_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_name_person ON person_name (person_id);

-- Who an account is, and in which department it may do what a role allows; unknown: in every one.
ALTER TABLE account ADD COLUMN person_id INTEGER REFERENCES person (id);
CREATE UNIQUE INDEX account_person ON account (person_id);
ALTER TABLE account_role ADD COLUMN department_id INTEGER REFERENCES department (id);
DROP INDEX account_role_once;
CREATE UNIQUE INDEX account_role_once ON account_role (account_id, role, coalesce(organization_id, 0), coalesce(department_id, 0));
