-- department.sql: the parts of an administration.

-- :row department_row
--   id         department_id
--   body       body_id
--   body_name  text
--   name       text
--   slug       text
--   ended      bool

-- :one department_by_slug(slug text) -> department_row
-- Finds a department by its address.
SELECT d.id, d.body_id AS body, b.name AS body_name, d.name, d.slug, d.ended
FROM department d JOIN body b ON b.id = d.body_id WHERE d.slug = :slug

-- :one department_by_key(body body_id, key text) -> department_row
-- Finds a department by its folded name.
SELECT d.id, d.body_id AS body, b.name AS body_name, d.name, d.slug, d.ended
FROM department d JOIN body b ON b.id = d.body_id WHERE d.body_id = :body AND d.key = :key

-- :many departments(most int) -> department_row
-- Every department by authority, in Danish order; those that have ended come last.
SELECT d.id, d.body_id AS body, b.name AS body_name, d.name, d.slug, d.ended
FROM department d JOIN body b ON b.id = d.body_id
ORDER BY b.name COLLATE da, b.id, d.ended, d.name COLLATE da, d.id LIMIT :most

-- :one department_slug_taken(slug text) -> bool
-- Whether an address is in use.
SELECT EXISTS (SELECT 1 FROM department d WHERE d.slug = :slug) AS taken

-- :one department_insert(body body_id, name text, key text, slug text) -> department_id
-- A new department.
INSERT INTO department (body_id, name, key, slug) VALUES (:body, :name, :key, :slug) RETURNING id

-- :exec department_rename(id department_id, name text, key text)
-- Another name; the address stays.
UPDATE department SET name = :name, key = :key WHERE id = :id

-- :exec department_set_ended(id department_id, ended bool)
-- Nothing new comes to it; or it goes on.
UPDATE department SET ended = :ended WHERE id = :id AND ended <> :ended
