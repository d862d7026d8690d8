-- job.sql: slow work, done beside the requests.

-- :row job_row
--   id        job_id
--   kind      text
--   input     text
--   state     text
--   tries     int
--   done      int
--   total     int
--   outcome   text?
--   viewer    int
--   due       instant
--   made_at   instant

-- :one job_by_id(id job_id) -> job_row
-- How a job stands.
SELECT j.id, j.kind, j.input, j.state, j.tries, j.done, j.total, j.outcome, j.viewer, j.due, j.made_at
FROM job j WHERE j.id = :id

-- :one job_by_once(once text) -> job_row
-- The job that was asked for by this word.
SELECT j.id, j.kind, j.input, j.state, j.tries, j.done, j.total, j.outcome, j.viewer, j.due, j.made_at
FROM job j WHERE j.once = :once

-- :one job_by_claim(claim text) -> job_row
-- The job that was claimed with this word, and is.
SELECT j.id, j.kind, j.input, j.state, j.tries, j.done, j.total, j.outcome, j.viewer, j.due, j.made_at
FROM job j WHERE j.state = 'running' AND j.claim = :claim

-- :many jobs_newest(kind text, most int, skip int) -> job_row
-- What was asked for, the newest first.
SELECT j.id, j.kind, j.input, j.state, j.tries, j.done, j.total, j.outcome, j.viewer, j.due, j.made_at
FROM job j WHERE j.kind = :kind ORDER BY j.id DESC LIMIT :most OFFSET :skip

-- :many jobs_of(kind text, viewer int, most int) -> job_row
-- What one viewer asked for, the newest first.
SELECT j.id, j.kind, j.input, j.state, j.tries, j.done, j.total, j.outcome, j.viewer, j.due, j.made_at
FROM job j WHERE j.kind = :kind AND j.viewer = :viewer ORDER BY j.id DESC LIMIT :most

-- :one job_insert(kind text, input text, once text?, alone text?, due instant, viewer int, now instant) -> job_id
-- A job that waits.
INSERT INTO job (kind, input, once, alone, state, due, tries, done, total, viewer, made_at)
VALUES (:kind, :input, :once, :alone, 'waiting', :due, 0, 0, 0, :viewer, :now) RETURNING id

-- :one job_claim(claim text, now instant) -> job_row
-- Takes the job that has waited longest.  On PostgreSQL several processes claim at once: each skips what another holds.
-- :sqlite
UPDATE job SET state = 'running', claim = :claim, beat = :now, tries = tries + 1 WHERE id = (
	SELECT j.id FROM job j WHERE j.state = 'waiting' AND j.due <= :now
	AND NOT EXISTS (SELECT 1 FROM job r WHERE r.state = 'running' AND r.alone = j.alone)
	ORDER BY j.due, j.id LIMIT 1)
RETURNING id, kind, input, state, tries, done, total, outcome, viewer, due, made_at
-- :postgres
UPDATE job SET state = 'running', claim = :claim, beat = :now, tries = tries + 1 WHERE id = (
	SELECT j.id FROM job j WHERE j.state = 'waiting' AND j.due <= :now
	AND (j.alone IS NULL OR (pg_try_advisory_xact_lock(hashtext('job ' || j.alone))
		AND NOT EXISTS (SELECT 1 FROM job r WHERE r.state = 'running' AND r.alone = j.alone)))
	ORDER BY j.due, j.id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, kind, input, state, tries, done, total, outcome, viewer, due, made_at

-- :exec job_beat(id job_id, claim text, now instant, done int, total int)
-- It lives, and is so far.  No row changes when it is no longer this process's.
UPDATE job SET beat = :now, done = :done, total = :total WHERE id = :id AND claim = :claim AND state = 'running'

-- :exec job_hold(id job_id, claim text, now instant)
-- A part of its effect is being made.  No row changes when it is no longer this process's.
UPDATE job SET beat = :now WHERE id = :id AND claim = :claim AND state = 'running'

-- :exec job_end(id job_id, claim text, state text, outcome text, now instant)
-- It is over, one way or the other.  No row changes when it is no longer this process's.
UPDATE job SET state = :state, outcome = :outcome, ended_at = :now, claim = NULL, beat = NULL
WHERE id = :id AND claim = :claim AND state = 'running'

-- :exec job_again(id job_id, claim text, outcome text, due instant)
-- It failed, and is tried again later.
UPDATE job SET state = 'waiting', outcome = :outcome, due = :due, claim = NULL, beat = NULL
WHERE id = :id AND claim = :claim AND state = 'running'

-- :exec job_put_back(id job_id, claim text, now instant)
-- Its process leaves: the try does not count.
UPDATE job SET state = 'waiting', due = :now, tries = tries - 1, claim = NULL, beat = NULL
WHERE id = :id AND claim = :claim AND state = 'running'

-- :exec job_cancel(id job_id, now instant)
-- Nobody shall do it any more; a process that does it finds out at its next beat.
UPDATE job SET state = 'cancelled', ended_at = :now, claim = NULL, beat = NULL
WHERE id = :id AND state IN ('waiting', 'running')

-- :exec job_revive(silent_since instant, now instant, tries_most int)
-- Jobs whose process fell silent wait again.
UPDATE job SET state = 'waiting', due = :now, claim = NULL, beat = NULL
WHERE state = 'running' AND beat < :silent_since AND tries < :tries_most

-- :exec job_give_up(silent_since instant, now instant, tries_most int, outcome text)
-- Jobs whose process fell silent too often.
UPDATE job SET state = 'failed', outcome = :outcome, ended_at = :now, claim = NULL, beat = NULL
WHERE state = 'running' AND beat < :silent_since AND tries >= :tries_most

-- :one job_next_due() -> instant
-- When the next waiting job may begin.
SELECT j.due FROM job j WHERE j.state = 'waiting' ORDER BY j.due LIMIT 1

-- :row schedule_row
--   kind     text
--   seconds  int
--   due      instant

-- :many schedules_due(now instant) -> schedule_row
-- What is to be done again by now.
SELECT s.kind, s.seconds, s.due FROM schedule s WHERE s.due <= :now ORDER BY s.kind

-- :exec schedule_set(kind text, seconds int, due instant)
-- Something that comes back.  A period that is there already stays when it is the same.
INSERT INTO schedule (kind, seconds, due) VALUES (:kind, :seconds, :due)
ON CONFLICT (kind) DO UPDATE SET seconds = excluded.seconds, due = excluded.due
WHERE schedule.seconds <> excluded.seconds

-- :exec schedule_move(kind text, due instant, next instant)
-- The next time.  Of two processes one moves it: the other changes no row.
UPDATE schedule SET due = :next WHERE kind = :kind AND due = :due
