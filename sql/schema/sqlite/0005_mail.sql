-- 0005_mail.sql: mails that wait to be sent, and what became of them.
--
-- A mail is a job and says what shall be told to whom; its words are made when it is sent.  A link that it carries is a
-- ticket (0002) made at that moment, so that the token is in the mail and nowhere else: not here, and not in the journal.

CREATE TABLE mail (
	job_id  INTEGER PRIMARY KEY REFERENCES job (id), -- by whom asked for, and how it stands
	kind    TEXT NOT NULL CHECK (kind IN ('invitation', 'link', 'reset')),
	address TEXT NOT NULL,            -- in lower case: an account's; of a reset what somebody typed, who may have none
	lang    TEXT NOT NULL CHECK (lang IN ('da', 'en')),
	key     TEXT NOT NULL UNIQUE,     -- random: of the Message-ID, which is the same at each try
	made_at INTEGER NOT NULL,         -- instant
	sent_at INTEGER NOT NULL          -- instant when a server took it; 0: not yet, or never
) STRICT;
CREATE INDEX mail_address ON mail (address, made_at);
