-- dossier.sql: what the desk knows of a case.

-- :row dossier_row
--   matter           matter_id
--   number           text
--   slug             text
--   title            text
--   kle              text?
--   department       department_id?
--   department_name  text?
--   officer          account_id?
--   officer_name     text?
--   made_at          instant

-- :one dossier_by_matter(viewer viewer_id, matter matter_id) -> dossier_row
-- One case, for whom it is there.
SELECT d.matter_id AS matter, t.number, t.slug, d.title, d.kle, d.department_id AS department, p.name AS department_name,
	d.officer_id AS officer, a.name AS officer_name, d.made_at
FROM dossier_seen d JOIN matter t ON t.id = d.matter_id
LEFT JOIN department p ON p.id = d.department_id LEFT JOIN account a ON a.id = d.officer_id
WHERE d.viewer = :viewer AND d.matter_id = :matter

-- :one dossier_there(matter matter_id) -> bool
-- Whether the desk has this case already.
-- :ungated because two cases of one number cannot be, and whoever opens the second must be told
SELECT EXISTS (SELECT 1 FROM dossier d WHERE d.matter_id = :matter) AS there

-- :exec dossier_insert(matter matter_id, title text, kle text?, department department_id?, officer account_id?, at instant)
-- The desk takes up a case.
INSERT INTO dossier (matter_id, title, kle, department_id, officer_id, made_at)
VALUES (:matter, :title, :kle, :department, :officer, :at)

-- :exec dossier_update(matter matter_id, title text, kle text?, department department_id?, officer account_id?)
-- What is known of it changes.
UPDATE dossier SET title = :title, kle = :kle, department_id = :department, officer_id = :officer WHERE matter_id = :matter

-- :one series_take(body body_id, year int) -> int
-- The next number of a year, taken.
INSERT INTO matter_series (body_id, year, next) VALUES (:body, :year, 2)
ON CONFLICT (body_id, year) DO UPDATE SET next = matter_series.next + 1 RETURNING next - 1 AS number
