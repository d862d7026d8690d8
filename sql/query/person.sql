-- person.sql: people named in documents.

-- :row person_row
--   id    person_id
--   name  text
--   slug  text

-- :row person_summary_row
--   id        person_id
--   name      text
--   slug      text
--   meetings  int

-- :one person_by_key(body body_id, key text) -> person_row
-- Finds a person by folded name.
SELECT p.id, p.name, p.slug FROM person p WHERE p.body_id = :body AND p.key = :key

-- :one person_by_slug(slug text) -> person_row
-- Finds a person by address.
SELECT p.id, p.name, p.slug FROM person p WHERE p.slug = :slug

-- :one person_slug_taken(slug text) -> bool
-- Whether an address is in use.
SELECT EXISTS (SELECT 1 FROM person p WHERE p.slug = :slug) AS taken

-- :one person_insert(body body_id, name text, key text, slug text) -> person_id
-- A new person.
INSERT INTO person (body_id, name, key, slug) VALUES (:body, :name, :key, :slug) RETURNING id

-- A person shows only through the meetings that count: a guest of a closed item is nobody to those who may not see it.

-- :many persons(viewer viewer_id, most int, skip int) -> person_summary_row
-- Everybody whom the viewer may see named, in Danish order.
SELECT p.id, p.name, p.slug,
	(SELECT count(*) FROM participant c JOIN meeting m ON m.revision_id = c.revision_id
	 WHERE c.person_id = p.id) AS meetings
FROM person p
WHERE EXISTS (SELECT 1 FROM participant c JOIN meeting m ON m.revision_id = c.revision_id WHERE c.person_id = p.id)
	OR EXISTS (SELECT 1 FROM guest_seen g JOIN item_seen i ON i.id = g.item_id
		JOIN meeting m ON m.revision_id = i.revision_id
		WHERE g.person_id = p.id AND g.viewer = :viewer AND i.viewer = :viewer)
ORDER BY p.name COLLATE da, p.id LIMIT :most OFFSET :skip

-- :one person_count(viewer viewer_id) -> int
-- How many people the viewer may see named.
SELECT count(*) AS n FROM person p
WHERE EXISTS (SELECT 1 FROM participant c JOIN meeting m ON m.revision_id = c.revision_id WHERE c.person_id = p.id)
	OR EXISTS (SELECT 1 FROM guest_seen g JOIN item_seen i ON i.id = g.item_id
		JOIN meeting m ON m.revision_id = i.revision_id
		WHERE g.person_id = p.id AND g.viewer = :viewer AND i.viewer = :viewer)

-- :many persons_named(viewer viewer_id, start text, past text, most int) -> person_row
-- People whose folded name begins with the words: from start on, before past.
SELECT p.id, p.name, p.slug FROM person p
WHERE p.key >= :start AND p.key < :past
	AND (EXISTS (SELECT 1 FROM participant c JOIN meeting m ON m.revision_id = c.revision_id WHERE c.person_id = p.id)
		OR EXISTS (SELECT 1 FROM guest_seen g JOIN item_seen i ON i.id = g.item_id
			JOIN meeting m ON m.revision_id = i.revision_id
			WHERE g.person_id = p.id AND g.viewer = :viewer AND i.viewer = :viewer))
ORDER BY p.key, p.id LIMIT :most

-- :row attendance_row
--   organization_name  text
--   organization_slug  text
--   meeting_slug       text
--   start              moment
--   status             text
--   role               text?
--   party              text?

-- :many person_attendance(person person_id, most int) -> attendance_row
-- The meetings at whose head a person is named, newest first.
SELECT o.name AS organization_name, o.slug AS organization_slug, m.slug AS meeting_slug, m.start, c.status, c.role, c.party
FROM participant c
JOIN meeting m ON m.revision_id = c.revision_id
JOIN organization o ON o.id = m.organization_id
WHERE c.person_id = :person
ORDER BY m.start DESC, m.id DESC, c.position LIMIT :most

-- :row visit_row
--   organization_name  text
--   organization_slug  text
--   meeting_slug       text
--   start              moment
--   position           int
--   title              text?

-- :many person_visits(viewer viewer_id, person person_id, most int) -> visit_row
-- The items in which a person was a guest, newest first.
SELECT o.name AS organization_name, o.slug AS organization_slug, m.slug AS meeting_slug, m.start, i.position, i.title
FROM guest_seen g
JOIN item_seen i ON i.id = g.item_id AND i.viewer = :viewer
JOIN meeting m ON m.revision_id = i.revision_id
JOIN organization o ON o.id = m.organization_id
WHERE g.viewer = :viewer AND g.person_id = :person
ORDER BY m.start DESC, m.id DESC, i.position LIMIT :most

-- :row seat_row
--   name      text
--   slug      text
--   meetings  int
--   first     moment
--   latest    moment

-- :many person_seats(person person_id) -> seat_row
-- The committees at whose meetings a person is named.
SELECT o.name, o.slug, count(*) AS meetings, min(m.start) AS first, max(m.start) AS latest
FROM participant c
JOIN meeting m ON m.revision_id = c.revision_id
JOIN organization o ON o.id = m.organization_id
WHERE c.person_id = :person
GROUP BY o.id, o.name, o.slug
ORDER BY max(m.start) DESC, o.id
