-- body.sql: the authorities of this installation.

-- :row body_row
--   id    body_id
--   name  text

-- :one body_by_key(key text) -> body_row
-- Finds an authority by its folded name.
SELECT b.id, b.name FROM body b WHERE b.key = :key

-- :one body_first() -> body_row
-- The authority whose name stands at the head of the portal.
SELECT b.id, b.name FROM body b ORDER BY b.id LIMIT 1

-- :one body_insert(name text, key text) -> body_id
-- A new authority.
INSERT INTO body (name, key) VALUES (:name, :key) RETURNING id

-- :exec body_rename(id body_id, name text, key text)
-- The authority that had no name yet is given one.
UPDATE body SET name = :name, key = :key WHERE id = :id
