-- 0002_account.sql: who may log in, and what they may do.
--
-- An account is a viewer (0001): the journal and the gate know it by that.  Of everything that
-- opens a door only a hash is kept: passwords as Argon2id, tokens of sessions and tickets as SHA-256.

CREATE TABLE account (
	id        INTEGER PRIMARY KEY,
	viewer_id INTEGER NOT NULL UNIQUE REFERENCES viewer (id),
	email     TEXT NOT NULL,          -- as written
	email_key TEXT NOT NULL UNIQUE,   -- in lower case: what one logs in with
	name      TEXT NOT NULL,
	state     TEXT NOT NULL CHECK (state IN ('invited', 'active', 'closed')),
	password  TEXT,                   -- Argon2id with its salt and costs; unknown until one is chosen
	secret    BLOB,                   -- of the second factor (RFC 6238); unknown: none is asked for
	step      INTEGER NOT NULL,       -- the newest time step whose code was taken, so that each counts once; 0: none
	made_at   INTEGER NOT NULL        -- instant
) STRICT;

-- What an account may do: everywhere, or in one committee.
CREATE TABLE account_role (
	id              INTEGER PRIMARY KEY,
	account_id      INTEGER NOT NULL REFERENCES account (id),
	role            TEXT NOT NULL CHECK (role IN ('administrator', 'clerk', 'officer', 'approver', 'member', 'auditor')),
	organization_id INTEGER REFERENCES organization (id) -- unknown: everywhere
) STRICT;
CREATE UNIQUE INDEX account_role_once ON account_role (account_id, role, coalesce(organization_id, 0));

-- Somebody who is logged in, or who has given a password and still owes the code of the second factor.
CREATE TABLE session (
	token      TEXT PRIMARY KEY,      -- SHA-256 of what the browser keeps
	account_id INTEGER NOT NULL REFERENCES account (id),
	stage      TEXT NOT NULL CHECK (stage IN ('code', 'open')),
	made_at    INTEGER NOT NULL,      -- instant
	seen_at    INTEGER NOT NULL,      -- instant, within minutes
	until      INTEGER NOT NULL,      -- instant: ends then in any case
	address    TEXT NOT NULL,         -- from where, as the server saw it
	program    TEXT NOT NULL          -- what the browser calls itself, shortened
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account_id);

-- A link that opens one door once.
CREATE TABLE ticket (
	token      TEXT PRIMARY KEY,      -- SHA-256 of what the link carries
	purpose    TEXT NOT NULL CHECK (purpose IN ('setup', 'password')), -- make the first administrator; choose a password
	account_id INTEGER REFERENCES account (id), -- whose password; unknown for setup
	until      INTEGER NOT NULL,      -- instant
	used_at    INTEGER                -- instant; unknown: not yet
) STRICT, WITHOUT ROWID;

-- Failed log-ins, by account and by address, so that guessing becomes slow; and who asked for a new password.
CREATE TABLE attempt (
	key      TEXT PRIMARY KEY,        -- "account HASH" of an e-mail address, "address 192.0.2.1"; "forgotten HASH", "forgotten by 192.0.2.1"
	failures INTEGER NOT NULL,
	newest   INTEGER NOT NULL         -- instant
) STRICT, WITHOUT ROWID;
