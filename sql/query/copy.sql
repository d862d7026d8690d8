-- copy.sql: a copy of another installation that is being made here.  The rows themselves move without queries of their own
-- (src/store/table.h).

-- :one copying() -> text
-- How the source stood when the copy was begun.
SELECT c.head FROM copying c WHERE c.id = 1

-- :exec copying_set(head text)
-- A copy is begun, or begins anew.
INSERT INTO copying (id, head) VALUES (1, :head) ON CONFLICT (id) DO UPDATE SET head = excluded.head

-- :exec copying_end()
-- It is whole.
DELETE FROM copying WHERE id = 1
