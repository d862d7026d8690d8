-- source.sql: the documents that meetings were read from, and the bytes of files.

-- :row source_row
--   id          source_id
--   name        text
--   media_type  text
--   words       int
--   kept_at     instant
--   may_open    bool
--   content     content_id
--   sha256      text
--   size        int

-- :one source_of(viewer viewer_id, id source_id) -> source_row
-- The facts of a document, and whether the viewer may open it.
SELECT s.id, s.name, s.media_type, s.words, s.kept_at, s.may_open, c.id AS content, c.sha256, c.size
FROM source_seen s JOIN content c ON c.id = s.content_id
WHERE s.viewer = :viewer AND s.id = :id

-- :one source_insert(content content_id, name text, media_type text, words int, circle text, kept_at instant) -> source_id
-- A document that was read.
INSERT INTO source (content_id, name, media_type, words, circle, kept_at)
VALUES (:content, :name, :media_type, :words, :circle, :kept_at) RETURNING id

-- :one content_by_hash(sha256 text) -> content_id
-- Bytes that are here already.
SELECT c.id FROM content c WHERE c.sha256 = :sha256

-- :one content_insert(sha256 text, size int) -> content_id
-- New bytes, whose pieces follow in the same transaction.
INSERT INTO content (sha256, size) VALUES (:sha256, :size) RETURNING id

-- :exec content_piece_insert(content content_id, number int, bytes blob)
-- One piece of a file.
INSERT INTO content_piece (content_id, number, bytes) VALUES (:content, :number, :bytes)

-- :one content_piece(content content_id, number int) -> blob
-- One piece of a file.
SELECT p.bytes FROM content_piece p WHERE p.content_id = :content AND p.number = :number

-- :exec content_finish(id content_id, sha256 text, size int)
-- All its bytes have come: now it is named by what they are.
UPDATE content SET sha256 = :sha256, size = :size WHERE id = :id

-- :exec content_pieces_delete(id content_id)
-- The bytes of an upload that is not wanted.
DELETE FROM content_piece WHERE content_id = :id

-- :exec content_delete(id content_id)
-- An upload that is not wanted, after its bytes.
DELETE FROM content WHERE id = :id

-- :row coming_row
--   id  content_id

-- :many contents_coming(past text, most int) -> coming_row
-- Uploads that began before, and never ended.
SELECT c.id FROM content c WHERE c.sha256 >= 'coming ' AND c.sha256 < :past ORDER BY c.id LIMIT :most

-- :row content_row
--   id      content_id
--   sha256  text
--   size    int

-- :many contents_from(after_id content_id, most int) -> content_row
-- What is kept, file by file; uploads that are still coming ("coming ...") are left out.
SELECT c.id, c.sha256, c.size FROM content c WHERE c.id > :after_id AND (c.sha256 < 'coming ' OR c.sha256 >= 'coming!')
ORDER BY c.id LIMIT :most
