-- journal.sql: the chain of changes.

-- :row journal_row
--   id        journal_id
--   at        instant
--   viewer    viewer_id
--   verb      text
--   noun      text
--   noun_id   int
--   before    text?
--   after     text?
--   previous  text
--   hash      text

-- :many journal_from(after_id journal_id, most int) -> journal_row
-- Entries in the order they were made.
SELECT j.id, j.at, j.viewer, j.verb, j.noun, j.noun_id, j.before, j.after, j.previous, j.hash
FROM journal j WHERE j.id > :after_id ORDER BY j.id LIMIT :most

-- :one journal_newest() -> text
-- The hash that the next entry carries on.
SELECT j.hash FROM journal j ORDER BY j.id DESC LIMIT 1

-- :exec journal_insert(at instant, viewer viewer_id, verb text, noun text, noun_id int, before text?, after text?, previous text, hash text)
-- One change.
INSERT INTO journal (at, viewer, verb, noun, noun_id, before, after, previous, hash)
VALUES (:at, :viewer, :verb, :noun, :noun_id, :before, :after, :previous, :hash)

-- :one journal_untold() -> int
-- How many revisions the journal does not tell of as they are kept: their number, and the hash of their document.
-- :ungated because it counts, for the one who checks the database
SELECT count(*) AS n
FROM revision r JOIN source s ON s.id = r.source_id JOIN content c ON c.id = s.content_id
LEFT JOIN journal j ON j.noun = 'meeting' AND j.noun_id = r.meeting_id
	AND j.after = '{"revision":' || CAST(r.number AS TEXT) || ',"sha256":"' || c.sha256 || '"}'
WHERE j.id IS NULL
