-- import.sql: files that were handed in to be read and kept.

-- :row import_row
--   organization  text?
--   open_sources  bool

-- :one import_by_job(job job_id) -> import_row
-- How the files are to be kept.
SELECT i.organization, i.open_sources FROM import i WHERE i.job_id = :job

-- :exec import_insert(job job_id, organization text?, open_sources bool)
-- Files that are handed in together.
INSERT INTO import (job_id, organization, open_sources) VALUES (:job, :organization, :open_sources)

-- :one import_there(job job_id) -> bool
-- Whether the files of this asking were handed in already.
SELECT EXISTS (SELECT 1 FROM import i WHERE i.job_id = :job) AS there

-- :row import_file_row
--   position           int
--   name               text
--   content            content_id
--   size               int
--   outcome            text?
--   message            text?
--   detail             text?
--   line               int
--   meeting            meeting_id?
--   meeting_slug       text?
--   organization_slug  text?
--   organization_name  text?

-- :many import_files(job job_id) -> import_file_row
-- What was handed in together, and what came of each.
SELECT f.position, f.name, f.content_id AS content, c.size, f.outcome, f.message, f.detail, f.line, f.meeting_id AS meeting,
	m.slug AS meeting_slug, o.slug AS organization_slug, o.name AS organization_name
FROM import_file f JOIN content c ON c.id = f.content_id
LEFT JOIN meeting m ON m.id = f.meeting_id LEFT JOIN organization o ON o.id = m.organization_id
WHERE f.job_id = :job ORDER BY f.position

-- :exec import_file_insert(job job_id, position int, name text, content content_id)
-- A file that waits to be read.
INSERT INTO import_file (job_id, position, name, content_id, line) VALUES (:job, :position, :name, :content, 0)

-- :exec import_file_kept(job job_id, position int, outcome text, meeting meeting_id)
-- It is kept.
UPDATE import_file SET outcome = :outcome, meeting_id = :meeting WHERE job_id = :job AND position = :position

-- :exec import_file_refused(job job_id, position int, message text, detail text, line int)
-- It is not kept, and why.
UPDATE import_file SET outcome = 'refused', message = :message, detail = :detail, line = :line
WHERE job_id = :job AND position = :position
