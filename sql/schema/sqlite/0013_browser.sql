-- 0013_browser.sql: browsers in which an account has been logged in.
--
-- Whoever guesses at a password from elsewhere makes the wait longer for everybody but the owner's own browsers.

CREATE TABLE browser (
	token      TEXT NOT NULL,         -- SHA-256 of what the browser keeps
	account_id INTEGER NOT NULL REFERENCES account (id),
	until      INTEGER NOT NULL,      -- instant: known until then
	PRIMARY KEY (token, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX browser_account ON browser (account_id);
