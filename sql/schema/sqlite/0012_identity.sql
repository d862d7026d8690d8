-- 0012_identity.sql: people whom another service knows (OpenID Connect), and the accounts that are theirs here.

-- A user of a provider, bound to one account; an account is one user's of each provider.
CREATE TABLE identity (
	id         INTEGER PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES account (id),
	issuer     TEXT NOT NULL,         -- the provider: "https://login.solbaek.example"
	subject    TEXT NOT NULL,         -- the user, as the provider knows them: never given to another
	made_at    INTEGER NOT NULL,      -- instant
	seen_at    INTEGER NOT NULL,      -- instant of the newest log-in; that of the binding while there was none
	UNIQUE (issuer, subject),
	UNIQUE (account_id, issuer)
) STRICT;

-- A browser that was sent to the provider and has not come back.  What it must bring is made from a token that it keeps.
CREATE TABLE departure (
	token TEXT PRIMARY KEY,           -- SHA-256 of what the browser keeps
	back  TEXT,                       -- the page that it wanted, a path of ours; unknown: none
	until INTEGER NOT NULL            -- instant
) STRICT, WITHOUT ROWID;

-- Roles that a provider tells of are told from those that somebody gave: each log-in replaces them.
ALTER TABLE account_role ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0 CHECK (claimed IN (0, 1));

-- By what the provider knows the log-in again when it is over: sealed, and only the browser's token opens it.
ALTER TABLE session ADD COLUMN hint BLOB;

-- A link may also log in, once: made at the command line, for when the provider is away.
CREATE TABLE ticket_new (
	token      TEXT PRIMARY KEY,      -- SHA-256 of what the link carries
	purpose    TEXT NOT NULL CHECK (purpose IN ('setup', 'password', 'session')), -- make the first administrator; choose a password; log in
	account_id INTEGER REFERENCES account (id), -- whose; unknown for setup
	until      INTEGER NOT NULL,      -- instant
	used_at    INTEGER                -- instant; unknown: not yet
) STRICT, WITHOUT ROWID;
INSERT INTO ticket_new (token, purpose, account_id, until, used_at)
SELECT token, purpose, account_id, until, used_at FROM ticket;
DROP TABLE ticket;
ALTER TABLE ticket_new RENAME TO ticket;
