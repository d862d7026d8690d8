-- body.sql: the authorities of this installation.

-- :row body_row
--   id    body_id
--   name  text

-- :one body_by_key(key text) -> body_row
-- Finds an authority by its folded name, or one that it had.
SELECT b.id, b.name FROM body b
WHERE b.key = :key OR b.id = (SELECT n.body_id FROM body_name n WHERE n.key = :key)

-- :one body_by_id(id body_id) -> body_row
-- One authority.
SELECT b.id, b.name FROM body b WHERE b.id = :id

-- :many bodies(most int) -> body_row
-- Every authority, in Danish order.
SELECT b.id, b.name FROM body b ORDER BY b.name COLLATE da, b.id LIMIT :most

-- :one body_first() -> body_row
-- The authority whose name stands at the head of the portal.
SELECT b.id, b.name FROM body b ORDER BY b.id LIMIT 1

-- :one body_insert(name text, key text) -> body_id
-- A new authority.
INSERT INTO body (name, key) VALUES (:name, :key) RETURNING id

-- :exec body_rename(id body_id, name text, key text)
-- An authority is given a name, or another one.
UPDATE body SET name = :name, key = :key WHERE id = :id

-- :exec body_name_insert(body body_id, key text, name text)
-- Documents may still call it so.
INSERT INTO body_name (key, name, body_id) VALUES (:key, :name, :body) ON CONFLICT (key) DO NOTHING

-- :exec body_name_delete(body body_id, key text)
-- It is its name again.
DELETE FROM body_name WHERE body_id = :body AND key = :key
