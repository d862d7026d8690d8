-- session.sql: who is logged in, links that open one door, and failed tries.

-- :row session_row
--   account  account_id
--   viewer   viewer_id
--   email    text
--   name     text
--   stage    text
--   made_at  instant
--   seen_at  instant
--   until    instant
--   address  text
--   program  text

-- :one session_by_token(token text, now instant) -> session_row
-- A session that has not ended, of an account that is not closed.
SELECT s.account_id AS account, a.viewer_id AS viewer, a.email, a.name, s.stage, s.made_at, s.seen_at, s.until, s.address, s.program
FROM session s JOIN account a ON a.id = s.account_id
WHERE s.token = :token AND s.until > :now AND a.state = 'active'

-- :many sessions_of(account account_id, now instant) -> session_row
-- Where somebody is logged in, the newest first.
SELECT s.account_id AS account, a.viewer_id AS viewer, a.email, a.name, s.stage, s.made_at, s.seen_at, s.until, s.address, s.program
FROM session s JOIN account a ON a.id = s.account_id
WHERE s.account_id = :account AND s.until > :now ORDER BY s.made_at DESC, s.token

-- :exec session_insert(token text, account account_id, stage text, now instant, until instant, address text, program text, hint blob?)
-- Somebody has shown who they are, but for the code if one is asked for.
INSERT INTO session (token, account_id, stage, made_at, seen_at, until, address, program, hint)
VALUES (:token, :account, :stage, :now, :now, :until, :address, :program, :hint)

-- :row hint_row
--   hint  blob?

-- :one session_hint(token text, now instant) -> hint_row
-- By what a provider knows the log-in again, sealed.
SELECT s.hint FROM session s WHERE s.token = :token AND s.until > :now

-- :exec session_touch(token text, now instant, until instant)
-- It is in use.
UPDATE session SET seen_at = :now, until = :until WHERE token = :token

-- :exec session_delete(token text)
-- Log-out.
DELETE FROM session WHERE token = :token

-- :exec session_delete_all(account account_id)
-- Log-out everywhere.
DELETE FROM session WHERE account_id = :account

-- :exec session_delete_others(account account_id, token text)
-- Log-out everywhere else.
DELETE FROM session WHERE account_id = :account AND token <> :token

-- :exec session_delete_ended(now instant)
-- What has ended is of no use to anybody.
DELETE FROM session WHERE until <= :now

-- :row ticket_row
--   purpose  text
--   account  account_id?

-- :one ticket_by_token(token text, now instant) -> ticket_row
-- A link that still opens its door.
SELECT t.purpose, t.account_id AS account FROM ticket t WHERE t.token = :token AND t.until > :now AND t.used_at IS NULL

-- :exec ticket_insert(token text, purpose text, account account_id?, until instant)
-- A new link.
INSERT INTO ticket (token, purpose, account_id, until) VALUES (:token, :purpose, :account, :until)

-- :exec ticket_use(token text, now instant)
-- The door closes behind who went through: two cannot both change a row.
UPDATE ticket SET used_at = :now WHERE token = :token AND used_at IS NULL AND until > :now

-- :exec ticket_revoke(purpose text, account account_id?)
-- Older links of the same purpose open nothing any more.
DELETE FROM ticket WHERE purpose = :purpose AND account_id IS NOT DISTINCT FROM :account AND used_at IS NULL

-- :exec ticket_delete_late(now instant)
-- Links that open nothing any more.
DELETE FROM ticket WHERE until <= :now

-- :row attempt_row
--   failures  int
--   newest    instant

-- :one attempt_by_key(key text) -> attempt_row
-- How often a log-in has failed there.
SELECT a.failures, a.newest FROM attempt a WHERE a.key = :key

-- :exec attempt_failed(key text, now instant, forget_before instant)
-- One more; counted anew when the newest is long ago.
INSERT INTO attempt (key, failures, newest) VALUES (:key, 1, :now)
ON CONFLICT (key) DO UPDATE SET newest = excluded.newest,
	failures = CASE WHEN attempt.newest < :forget_before THEN 1 ELSE attempt.failures + 1 END

-- :exec attempt_forget(key text)
-- A log-in that worked clears what failed before.
DELETE FROM attempt WHERE key = :key

-- :exec attempt_forget_before(before instant)
-- Old failures tell nothing.
DELETE FROM attempt WHERE newest < :before

-- :one browser_known(token text, now instant) -> bool
-- Whether anybody was logged in there.
SELECT EXISTS (SELECT 1 FROM browser b WHERE b.token = :token AND b.until > :now) AS known

-- :one browser_known_to(token text, email_key text, now instant) -> bool
-- Whether the account of that address was.
SELECT EXISTS (SELECT 1 FROM browser b JOIN account a ON a.id = b.account_id
	WHERE b.token = :token AND a.email_key = :email_key AND b.until > :now) AS known

-- :exec browser_keep(token text, account account_id, until instant)
-- An account is logged in there.
INSERT INTO browser (token, account_id, until) VALUES (:token, :account, :until)
ON CONFLICT (token, account_id) DO UPDATE SET until = excluded.until

-- :exec browser_delete_all(account account_id)
-- None of them counts any more.
DELETE FROM browser WHERE account_id = :account

-- :exec browser_delete_late(now instant)
-- Not seen for long.
DELETE FROM browser WHERE until <= :now
