-- matter.sql: cases, and their course through the meetings.

-- :row matter_row
--   id      matter_id
--   number  text
--   slug    text

-- :row matter_summary_row
--   id        matter_id
--   number    text
--   slug      text
--   title     text?
--   meetings  int
--   latest    moment

-- :one matter_by_key(body body_id, key text) -> matter_row
-- Finds a case by its number without its marks.
SELECT t.id, t.number, t.slug FROM matter t WHERE t.body_id = :body AND t.key = :key

-- :one matter_by_slug(slug text) -> matter_row
-- Finds a case by its address.
SELECT t.id, t.number, t.slug FROM matter t WHERE t.slug = :slug

-- :one matter_by_id(id matter_id) -> matter_row
-- One case.
SELECT t.id, t.number, t.slug FROM matter t WHERE t.id = :id

-- :many matters_by_key(key text) -> matter_row
-- Cases of any authority with this number.
SELECT t.id, t.number, t.slug FROM matter t WHERE t.key = :key ORDER BY t.id

-- :one matter_slug_taken(slug text) -> bool
-- Whether an address is in use.
SELECT EXISTS (SELECT 1 FROM matter t WHERE t.slug = :slug) AS taken

-- :one matter_insert(body body_id, number text, key text, slug text) -> matter_id
-- A new case.
INSERT INTO matter (body_id, number, key, slug) VALUES (:body, :number, :key, :slug) RETURNING id

-- :row consultation_row
--   item               item_id
--   position           int
--   number             text?
--   title              text?
--   is_public          bool
--   meeting            meeting_id
--   meeting_slug       text
--   start              moment
--   state              text
--   revision           revision_id
--   organization_name  text
--   organization_slug  text

-- :many matter_course(viewer viewer_id, matter matter_id, most int) -> consultation_row
-- Sagens forløb: every treatment of a case in the meetings that count, oldest first.
SELECT i.id AS item, i.position, i.number, i.title, i.circle = 'public' AS is_public, m.id AS meeting,
	m.slug AS meeting_slug, m.start, m.state, i.revision_id AS revision, o.name AS organization_name,
	o.slug AS organization_slug
FROM item_seen i
JOIN meeting m ON m.revision_id = i.revision_id
JOIN organization o ON o.id = m.organization_id
WHERE i.viewer = :viewer AND i.gone_at IS NULL AND i.matter_id = :matter
ORDER BY m.start, m.id, i.position LIMIT :most

-- :row treatment_row
--   item     item_id
--   role     text
--   heading  text?
--   text     text
--   circle   text

-- :many matter_decisions(viewer viewer_id, matter matter_id) -> treatment_row
-- What was recommended and decided in a case, where the viewer may read it.
SELECT s.item_id AS item, s.role, s.heading, s.text, s.circle
FROM item_seen i
JOIN meeting m ON m.revision_id = i.revision_id
JOIN section_seen s ON s.item_id = i.id AND s.viewer = :viewer
WHERE i.viewer = :viewer AND i.gone_at IS NULL AND i.matter_id = :matter AND s.role IN ('decision', 'recommendation')
ORDER BY m.start, m.id, i.position, s.position

-- :row told_row
--   day           date?
--   organization  text?
--   released      bool
--   text          text?

-- :many matter_told(viewer viewer_id, matter matter_id) -> told_row
-- Earlier treatments that documents tell of and that are not in the record as meetings themselves.
SELECT DISTINCT e.day, e.organization, e.released, e.text
FROM item_seen i
JOIN meeting m ON m.revision_id = i.revision_id
JOIN earlier_seen e ON e.item_id = i.id AND e.viewer = :viewer
WHERE i.viewer = :viewer AND i.gone_at IS NULL AND i.matter_id = :matter AND e.day IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM organization o JOIN meeting k ON k.organization_id = o.id
		JOIN item_seen j ON j.revision_id = k.revision_id AND j.viewer = :viewer
		WHERE (o.key = e.organization_key OR EXISTS (SELECT 1 FROM organization_name n
			WHERE n.organization_id = o.id AND n.key = e.organization_key)) AND substr(k.start, 1, 10) = e.day AND j.matter_id = :matter)
ORDER BY e.day, e.organization, e.released, e.text

-- :many matters(viewer viewer_id, most int, skip int) -> matter_summary_row
-- Every case that was treated in a meeting that counts, the newest treated first.
SELECT t.id, t.number, t.slug, min(i.title) AS title, count(DISTINCT m.id) AS meetings, max(m.start) AS latest
FROM matter t
JOIN item_seen i ON i.matter_id = t.id AND i.viewer = :viewer AND i.gone_at IS NULL
JOIN meeting m ON m.revision_id = i.revision_id
GROUP BY t.id, t.number, t.slug
ORDER BY max(m.start) DESC, t.id DESC LIMIT :most OFFSET :skip

-- :one matter_count(viewer viewer_id) -> int
-- How many cases were treated in a meeting that counts.
SELECT count(DISTINCT t.id) AS n
FROM matter t
JOIN item_seen i ON i.matter_id = t.id AND i.viewer = :viewer AND i.gone_at IS NULL
JOIN meeting m ON m.revision_id = i.revision_id
