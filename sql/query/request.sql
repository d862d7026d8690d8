-- request.sql: changes that were asked for under a key, each made once.

-- :one request_answer(key text, viewer viewer_id) -> text
-- What came of a change that was made.
SELECT r.answer FROM request r WHERE r.key = :key AND r.viewer = :viewer

-- :exec request_insert(key text, viewer viewer_id, at instant, answer text)
-- It is made, in the same transaction.
INSERT INTO request (key, viewer, at, answer) VALUES (:key, :viewer, :at, :answer)

-- :exec request_forget(before instant)
-- Nobody asks again after so long.
DELETE FROM request WHERE at < :before
