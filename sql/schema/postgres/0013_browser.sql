-- 0013_browser.sql: browsers in which an account has been logged in.
--
-- The twin of ../sqlite/0013_browser.sql, which explains every table and column.

CREATE TABLE browser (
	token      text COLLATE "C" NOT NULL,
	account_id bigint NOT NULL REFERENCES account (id),
	until      bigint NOT NULL,
	PRIMARY KEY (token, account_id)
);
CREATE INDEX browser_account ON browser (account_id);
