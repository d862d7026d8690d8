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

-- :row journal_line_row
--   id       journal_id
--   at       instant
--   who      text?     the viewer's name
--   verb     text
--   noun     text
--   noun_id  int
--   before   text?
--   after    text?
--   hash     text

-- :many journal_lines(viewer viewer_id?, noun text?, from_at instant, before_at instant, most int, skip int) -> journal_line_row
-- The newest first: of everybody or of one, about everything or about one kind of thing, in a time.
SELECT j.id, j.at, v.name AS who, j.verb, j.noun, j.noun_id, j.before, j.after, j.hash
FROM journal j LEFT JOIN viewer v ON v.id = j.viewer
WHERE (:viewer IS NULL OR j.viewer = :viewer) AND (:noun IS NULL OR j.noun = :noun)
	AND j.at >= :from_at AND j.at < :before_at
ORDER BY j.id DESC LIMIT :most OFFSET :skip

-- :one journal_count(viewer viewer_id?, noun text?, from_at instant, before_at instant) -> int
-- How many of these.
SELECT count(*) AS n FROM journal j
WHERE (:viewer IS NULL OR j.viewer = :viewer) AND (:noun IS NULL OR j.noun = :noun)
	AND j.at >= :from_at AND j.at < :before_at

-- :row journal_noun_row
--   noun  text

-- :many journal_nouns() -> journal_noun_row
-- The kinds of things that it tells of.
SELECT DISTINCT j.noun FROM journal j ORDER BY j.noun

-- :row journal_viewer_row
--   id    viewer_id
--   name  text

-- :many journal_viewers() -> journal_viewer_row
-- Who did something.
SELECT v.id, v.name FROM viewer v WHERE EXISTS (SELECT 1 FROM journal j WHERE j.viewer = v.id) ORDER BY v.name COLLATE da, v.id
