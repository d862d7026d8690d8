-- 0003_job.sql: slow work, done beside the requests.
--
-- A job process claims a job by writing a claim of its own, tells that it lives by its heartbeat, and ends the job in the
-- transaction that makes its effect.  A process that died leaves a job whose heart has stopped: it waits again, and the
-- dead one's claim no longer fits.

CREATE TABLE job (
	id       INTEGER PRIMARY KEY,
	kind     TEXT NOT NULL,           -- what to do: src/jobs/kinds.c
	input    TEXT NOT NULL,           -- JSON, for the kind to read; what is larger has tables of its own
	once     TEXT UNIQUE,             -- whoever asks for the same again gets this one; unknown: every asking is a job
	alone    TEXT,                    -- of jobs with the same word one runs at a time; unknown: any number
	state    TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
	due      INTEGER NOT NULL,        -- instant: not before
	tries    INTEGER NOT NULL,        -- begun so often
	claim    TEXT,                    -- of the process that runs it
	beat     INTEGER,                 -- instant of that process's last sign of life
	done     INTEGER NOT NULL,        -- how far: done of total, 0 of 0 while it is not known
	total    INTEGER NOT NULL,
	outcome  TEXT,                    -- JSON of what came of it; why the newest try failed
	viewer   INTEGER NOT NULL,        -- who asked for it; no reference, as the job outlives nobody's account
	made_at  INTEGER NOT NULL,        -- instant
	ended_at INTEGER                  -- instant
) STRICT;
CREATE INDEX job_waiting ON job (state, due);

-- Jobs that come back: each time one is made, the next is set.
CREATE TABLE schedule (
	kind    TEXT PRIMARY KEY,
	seconds INTEGER NOT NULL CHECK (seconds > 0),
	due     INTEGER NOT NULL          -- instant of the next
) STRICT, WITHOUT ROWID;

-- What somebody handed in to be read and kept.
CREATE TABLE import (
	job_id       INTEGER PRIMARY KEY REFERENCES job (id),
	organization TEXT,                -- the committee of documents that do not name theirs
	open_sources INTEGER NOT NULL CHECK (open_sources IN (0, 1)) -- everybody may open the documents, but those that hold closed items
) STRICT;

-- The files of an import, and what came of each.
CREATE TABLE import_file (
	job_id     INTEGER NOT NULL REFERENCES import (job_id),
	position   INTEGER NOT NULL,      -- 1..
	name       TEXT NOT NULL,
	content_id INTEGER NOT NULL REFERENCES content (id),
	outcome    TEXT CHECK (outcome IN ('new', 'changed', 'unchanged', 'refused')), -- unknown: not read yet
	message    TEXT,                  -- message id of why it was refused
	detail     TEXT,                  -- of the message
	line       INTEGER NOT NULL,      -- of the document that the message is about; 0: none
	meeting_id INTEGER REFERENCES meeting (id),
	PRIMARY KEY (job_id, position)
) STRICT, WITHOUT ROWID;
