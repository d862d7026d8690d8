-- reading.sql: what a viewer has read of a meeting.

-- :row reading_row
--   revision   int      number of the newest that was shown
--   since      instant  when it was first shown
--   read_at    instant
--   before     int      number of what was shown before; 0: nothing
--   before_at  instant  when that was last shown; 0

-- :one reading_of(viewer viewer_id, meeting meeting_id) -> reading_row
-- What one viewer has read of one meeting.
SELECT r.revision, r.since, r.read_at, coalesce(r.before, 0) AS before, coalesce(r.before_at, 0) AS before_at
FROM reading r WHERE r.viewer_id = :viewer AND r.meeting_id = :meeting

-- :exec reading_set(viewer viewer_id, meeting meeting_id, revision int, since instant, at instant, before int, before_at instant)
-- It was shown again.
INSERT INTO reading (viewer_id, meeting_id, revision, since, read_at, before, before_at)
VALUES (:viewer, :meeting, :revision, :since, :at, nullif(:before, 0), nullif(:before_at, 0))
ON CONFLICT (viewer_id, meeting_id) DO UPDATE SET revision = excluded.revision, since = excluded.since, read_at = excluded.read_at,
	before = excluded.before, before_at = excluded.before_at
