-- mail.sql: mails that wait to be sent, and what became of them.

-- :row mail_row
--   job      job_id
--   kind     text
--   address  text
--   lang     text
--   key      text
--   made_at  instant
--   sent_at  instant    0: not yet, or never
--   state    text       of its job
--   viewer   viewer_id  who asked for it

-- :one mail_by_job(job job_id) -> mail_row
-- What is to be told to whom.
SELECT m.job_id AS job, m.kind, m.address, m.lang, m.key, m.made_at, m.sent_at, j.state, j.viewer
FROM mail m JOIN job j ON j.id = m.job_id WHERE m.job_id = :job

-- :one mail_newest(address text) -> mail_row
-- How the newest mail to somebody stands.
SELECT m.job_id AS job, m.kind, m.address, m.lang, m.key, m.made_at, m.sent_at, j.state, j.viewer
FROM mail m JOIN job j ON j.id = m.job_id WHERE m.address = :address ORDER BY m.made_at DESC, m.job_id DESC LIMIT 1

-- :exec mail_insert(job job_id, kind text, address text, lang text, key text, now instant)
-- A mail that waits.
INSERT INTO mail (job_id, kind, address, lang, key, made_at, sent_at) VALUES (:job, :kind, :address, :lang, :key, :now, 0)

-- :exec mail_sent(job job_id, now instant)
-- A server took it.
UPDATE mail SET sent_at = :now WHERE job_id = :job

-- :exec mail_delete(job job_id)
-- There was nobody to send it to: what was typed is not kept.
DELETE FROM mail WHERE job_id = :job

-- :exec mail_forget_before(before instant)
-- Nobody asks any more what became of it.
DELETE FROM mail WHERE made_at < :before
AND EXISTS (SELECT 1 FROM job j WHERE j.id = mail.job_id AND j.state NOT IN ('waiting', 'running'))
