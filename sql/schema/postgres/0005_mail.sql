-- 0005_mail.sql: mails that wait to be sent, and what became of them.
--
-- The twin of ../sqlite/0005_mail.sql, which explains every table and column.

CREATE TABLE mail (
	job_id  bigint PRIMARY KEY REFERENCES job (id),
	kind    text COLLATE "C" NOT NULL CHECK (kind IN ('invitation', 'link', 'reset')),
	address text COLLATE "C" NOT NULL,
	lang    text COLLATE "C" NOT NULL CHECK (lang IN ('da', 'en')),
	key     text COLLATE "C" NOT NULL UNIQUE,
	made_at bigint NOT NULL,
	sent_at bigint NOT NULL
);
CREATE INDEX mail_address ON mail (address, made_at);
