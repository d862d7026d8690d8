-- 0004_request.sql: what must happen once, and copies that are not finished.

-- A change that was asked for under a key of its own (a form's) and made.  Whoever asks again under that key, as the answer
-- never came, is told what came of it.  Written in the transaction of the change itself.
CREATE TABLE request (
	key    TEXT PRIMARY KEY,          -- whose and of which form, and a random part
	viewer INTEGER NOT NULL,          -- who asked; no reference, as with the journal
	at     INTEGER NOT NULL,          -- instant
	answer TEXT NOT NULL              -- for whoever asked: an address, JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX request_at ON request (at);

-- Holds a row while another installation is being copied into this one (`sagsgang copy`), and at no other time.
CREATE TABLE copying (
	id   INTEGER PRIMARY KEY CHECK (id = 1),
	head TEXT NOT NULL                -- how the source stood when it was begun; empty: begin anew
) STRICT;
