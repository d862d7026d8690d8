-- person.sql: people named in documents.

-- :row person_row
--   id    person_id
--   body  body_id
--   name  text
--   slug  text

-- :row person_summary_row
--   id        person_id
--   name      text
--   slug      text
--   meetings  int
--   sits      bool    in a committee, now or before

-- :one person_by_key(body body_id, key text) -> person_row
-- Finds a person by folded name, or by one that documents have for the same person.
SELECT p.id, p.body_id AS body, p.name, p.slug FROM person p
WHERE p.id = coalesce((SELECT o.id FROM person o WHERE o.body_id = :body AND o.key = :key),
	(SELECT n.person_id FROM person_name n WHERE n.body_id = :body AND n.key = :key))

-- :one person_by_slug(slug text) -> person_row
-- Finds a person by address, or by one that was thought to be somebody else's.
SELECT p.id, p.body_id AS body, p.name, p.slug FROM person p
WHERE p.id = coalesce((SELECT o.id FROM person o WHERE o.slug = :slug),
	(SELECT n.person_id FROM person_name n WHERE n.slug = :slug))

-- :one person_by_id(id person_id) -> person_row
-- One person.
SELECT p.id, p.body_id AS body, p.name, p.slug FROM person p WHERE p.id = :id

-- :one person_slug_taken(slug text) -> bool
-- Whether an address is in use.
SELECT EXISTS (SELECT 1 FROM person p WHERE p.slug = :slug) OR EXISTS (SELECT 1 FROM person_name n WHERE n.slug = :slug) AS taken

-- :one person_insert(body body_id, name text, key text, slug text) -> person_id
-- A new person.
INSERT INTO person (body_id, name, key, slug) VALUES (:body, :name, :key, :slug) RETURNING id

-- A person shows only through memberships that have begun and the meetings that count: a guest of a closed item is nobody to those who may not see it.

-- :many persons(viewer viewer_id, today date, most int, skip int) -> person_summary_row
-- Everybody whom the viewer may see named, in Danish order.
SELECT p.id, p.name, p.slug,
	(SELECT count(*) FROM participant c JOIN meeting m ON m.revision_id = c.revision_id
	 WHERE c.person_id = p.id) AS meetings,
	EXISTS (SELECT 1 FROM membership s WHERE s.person_id = p.id AND s.from_day <= :today) AS sits
FROM person p
WHERE EXISTS (SELECT 1 FROM participant c JOIN meeting m ON m.revision_id = c.revision_id WHERE c.person_id = p.id)
	OR EXISTS (SELECT 1 FROM membership s WHERE s.person_id = p.id AND s.from_day <= :today)
	OR EXISTS (SELECT 1 FROM guest_seen g JOIN item_seen i ON i.id = g.item_id
		JOIN meeting m ON m.revision_id = i.revision_id
		WHERE g.person_id = p.id AND g.viewer = :viewer AND i.viewer = :viewer)
ORDER BY p.name COLLATE da, p.id LIMIT :most OFFSET :skip

-- :one person_count(viewer viewer_id, today date) -> int
-- How many people the viewer may see named.
SELECT count(*) AS n FROM person p
WHERE EXISTS (SELECT 1 FROM participant c JOIN meeting m ON m.revision_id = c.revision_id WHERE c.person_id = p.id)
	OR EXISTS (SELECT 1 FROM membership s WHERE s.person_id = p.id AND s.from_day <= :today)
	OR EXISTS (SELECT 1 FROM guest_seen g JOIN item_seen i ON i.id = g.item_id
		JOIN meeting m ON m.revision_id = i.revision_id
		WHERE g.person_id = p.id AND g.viewer = :viewer AND i.viewer = :viewer)

-- :many persons_named(viewer viewer_id, today date, start text, past text, most int) -> person_row
-- People whose folded name begins with the words: from start on, before past.  The first of them as the index has them, in
-- the order of the alphabet.
SELECT f.id, f.body, f.name, f.slug FROM (SELECT p.id, p.body_id AS body, p.name, p.slug FROM person p
WHERE p.key >= :start AND p.key < :past
	AND (EXISTS (SELECT 1 FROM participant c JOIN meeting m ON m.revision_id = c.revision_id WHERE c.person_id = p.id)
		OR EXISTS (SELECT 1 FROM membership s WHERE s.person_id = p.id AND s.from_day <= :today)
		OR EXISTS (SELECT 1 FROM guest_seen g JOIN item_seen i ON i.id = g.item_id
			JOIN meeting m ON m.revision_id = i.revision_id
			WHERE g.person_id = p.id AND g.viewer = :viewer AND i.viewer = :viewer))
ORDER BY p.key, p.id LIMIT :most) f ORDER BY f.name COLLATE da, f.id

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

-- What those who say who sits where know of people.

-- :one person_is_of(person person_id, body body_id) -> bool
-- Whether a person is of an authority.
SELECT EXISTS (SELECT 1 FROM person p WHERE p.id = :person AND p.body_id = :body) AS ours

-- :many persons_called(key text, most int) -> person_row
-- Everybody of that name, or who had it, in whichever authority.
SELECT p.id, p.body_id AS body, p.name, p.slug FROM person p
WHERE p.key = :key OR p.id IN (SELECT n.person_id FROM person_name n WHERE n.key = :key)
ORDER BY p.id LIMIT :most

-- :row person_desk_row
--   id         person_id
--   body_name  text
--   name       text
--   slug       text
--   seats      int     how many committees the person sits in
--   named      bool    documents name the person
--   account    text?   its address

-- :many persons_at_desk(today date, start text, past text, most int, skip int) -> person_desk_row
-- Everybody whose folded name begins with the words: from start on, before past.
SELECT p.id, b.name AS body_name, p.name, p.slug,
	(SELECT count(*) FROM membership m WHERE m.person_id = p.id AND m.from_day <= :today
		AND (m.to_day IS NULL OR m.to_day >= :today)) AS seats,
	EXISTS (SELECT 1 FROM participant c WHERE c.person_id = p.id) AS named,
	(SELECT a.email FROM account a WHERE a.person_id = p.id) AS account
FROM person p JOIN body b ON b.id = p.body_id
WHERE p.key >= :start AND p.key < :past
ORDER BY p.name COLLATE da, p.id LIMIT :most OFFSET :skip

-- :one persons_at_desk_count(start text, past text) -> int
-- How many of them.
SELECT count(*) AS n FROM person p WHERE p.key >= :start AND p.key < :past

-- :exec person_rename(id person_id, name text, key text)
-- Another name; the address stays.
UPDATE person SET name = :name, key = :key WHERE id = :id

-- :row person_name_row
--   key   text
--   name  text
--   slug  text?   an address that leads to the person

-- :many person_names(person person_id) -> person_name_row
-- What else documents call a person.
SELECT n.key, n.name, n.slug FROM person_name n WHERE n.person_id = :person ORDER BY n.name COLLATE da, n.key

-- :exec person_name_insert(body body_id, key text, name text, person person_id, slug text?)
-- A further name.
INSERT INTO person_name (body_id, key, name, person_id, slug) VALUES (:body, :key, :name, :person, :slug)
ON CONFLICT (body_id, key) DO NOTHING

-- :exec person_name_delete(person person_id, key text)
-- A name that is the person's no more, or that stands with the person itself; the address that it had goes with it.
DELETE FROM person_name WHERE person_id = :person AND key = :key

-- :exec person_name_delete_plain(person person_id, key text)
-- The same for one that has no address.
DELETE FROM person_name WHERE person_id = :person AND key = :key AND slug IS NULL

-- Two who are one: what documents and memberships say of the first becomes the second's.  What was done under a name at the desk
-- or in the room stays under it, so that whoever did so is no first.  Whatever comes to refer to a person belongs to one or the other.

-- :one person_acted(person person_id) -> bool
-- Whether the desk or the room knows the person.
-- :ungated because it tells administrators that there is something, and not what
SELECT EXISTS (SELECT 1 FROM disqualification q WHERE q.person_id = :person OR q.raised_by = :person)
	OR EXISTS (SELECT 1 FROM sitting s WHERE s.chair_id = :person)
	OR EXISTS (SELECT 1 FROM attendee a WHERE a.person_id = :person OR a.substitute_for = :person)
	OR EXISTS (SELECT 1 FROM presence p WHERE p.person_id = :person)
	OR EXISTS (SELECT 1 FROM amendment a WHERE a.person_id = :person)
	OR EXISTS (SELECT 1 FROM vote v WHERE v.person_id = :person)
	OR EXISTS (SELECT 1 FROM ballot b WHERE b.person_id = :person)
	OR EXISTS (SELECT 1 FROM statement s WHERE s.person_id = :person)
	OR EXISTS (SELECT 1 FROM speaker s WHERE s.person_id = :person) AS acted

-- :one persons_met(a person_id, b person_id) -> bool
-- Whether one document names both at its head: then they are two.
SELECT EXISTS (SELECT 1 FROM participant c JOIN participant d ON d.revision_id = c.revision_id
	WHERE c.person_id = :a AND d.person_id = :b) AS met

-- :exec person_merge_participants(a person_id, b person_id)
-- Who was at a meeting; the name as the document has it stays.
UPDATE participant SET person_id = :b WHERE person_id = :a

-- :exec person_merge_guests(a person_id, b person_id)
-- Who was a guest.
UPDATE guest SET person_id = :b WHERE person_id = :a

-- :exec person_merge_memberships(a person_id, b person_id)
-- Who sits where.
UPDATE membership SET person_id = :b WHERE person_id = :a

-- :exec person_merge_substitutes(a person_id, b person_id)
-- For whom somebody stands in.
UPDATE membership SET substitute_for = :b WHERE substitute_for = :a

-- :exec person_merge_account(a person_id, b person_id)
-- Who an account is.
UPDATE account SET person_id = :b WHERE person_id = :a

-- :exec person_merge_names(a person_id, b person_id)
-- What else documents call the person.
UPDATE person_name SET person_id = :b WHERE person_id = :a

-- :exec person_delete(id person_id)
-- Nothing is left of it.
DELETE FROM person WHERE id = :id
