-- membership.sql: who sits where, from when to when.

-- :row membership_row
--   id                   membership_id
--   organization         organization_id
--   organization_name    text
--   organization_slug    text
--   person               person_id
--   person_name          text
--   person_slug          text
--   role                 text
--   party                text?
--   substitute_for       person_id?
--   substitute_for_name  text?
--   substitute_for_slug  text?
--   from_day             date
--   to_day               date?

-- :one membership_by_id(id membership_id) -> membership_row
-- One membership.
SELECT m.id, m.organization_id AS organization, o.name AS organization_name, o.slug AS organization_slug,
	m.person_id AS person, p.name AS person_name, p.slug AS person_slug, m.role, m.party,
	m.substitute_for, f.name AS substitute_for_name, f.slug AS substitute_for_slug, m.from_day, m.to_day
FROM membership m JOIN organization o ON o.id = m.organization_id JOIN person p ON p.id = m.person_id
LEFT JOIN person f ON f.id = m.substitute_for
WHERE m.id = :id

-- :many memberships_of(organization organization_id, until date) -> membership_row
-- Of a committee, those that begin by that day: chairs first, then in Danish order; of one person the newest first.
SELECT m.id, m.organization_id AS organization, o.name AS organization_name, o.slug AS organization_slug,
	m.person_id AS person, p.name AS person_name, p.slug AS person_slug, m.role, m.party,
	m.substitute_for, f.name AS substitute_for_name, f.slug AS substitute_for_slug, m.from_day, m.to_day
FROM membership m JOIN organization o ON o.id = m.organization_id JOIN person p ON p.id = m.person_id
LEFT JOIN person f ON f.id = m.substitute_for
WHERE m.organization_id = :organization AND m.from_day <= :until
ORDER BY CASE m.role WHEN 'chair' THEN 0 WHEN 'vice' THEN 1 WHEN 'member' THEN 2 ELSE 3 END,
	p.name COLLATE da, p.id, m.from_day DESC, m.id DESC

-- :many memberships_of_person(person person_id, until date) -> membership_row
-- Of a person, those that begin by that day, the newest first.
SELECT m.id, m.organization_id AS organization, o.name AS organization_name, o.slug AS organization_slug,
	m.person_id AS person, p.name AS person_name, p.slug AS person_slug, m.role, m.party,
	m.substitute_for, f.name AS substitute_for_name, f.slug AS substitute_for_slug, m.from_day, m.to_day
FROM membership m JOIN organization o ON o.id = m.organization_id JOIN person p ON p.id = m.person_id
LEFT JOIN person f ON f.id = m.substitute_for
WHERE m.person_id = :person AND m.from_day <= :until
ORDER BY m.from_day DESC, o.name COLLATE da, o.id, m.id DESC

-- :many membership_overlaps(organization organization_id, person person_id, from_day date, to_day date, but membership_id) -> membership_row
-- What the same person is in the same committee in that time, but for one.
SELECT m.id, m.organization_id AS organization, o.name AS organization_name, o.slug AS organization_slug,
	m.person_id AS person, p.name AS person_name, p.slug AS person_slug, m.role, m.party,
	m.substitute_for, f.name AS substitute_for_name, f.slug AS substitute_for_slug, m.from_day, m.to_day
FROM membership m JOIN organization o ON o.id = m.organization_id JOIN person p ON p.id = m.person_id
LEFT JOIN person f ON f.id = m.substitute_for
WHERE m.organization_id = :organization AND m.person_id = :person AND m.id <> :but
	AND m.from_day <= :to_day AND (m.to_day IS NULL OR m.to_day >= :from_day)
ORDER BY m.from_day, m.id

-- :one membership_insert(organization organization_id, person person_id, role text, party text?, substitute_for person_id?, from_day date, to_day date?) -> membership_id
-- Somebody comes to sit in a committee.
INSERT INTO membership (organization_id, person_id, role, party, substitute_for, from_day, to_day)
VALUES (:organization, :person, :role, :party, :substitute_for, :from_day, :to_day) RETURNING id

-- :exec membership_update(id membership_id, role text, party text?, substitute_for person_id?, from_day date, to_day date?)
-- What was entered is put right.
UPDATE membership SET role = :role, party = :party, substitute_for = :substitute_for, from_day = :from_day, to_day = :to_day
WHERE id = :id

-- :exec membership_delete(id membership_id)
-- It should never have been entered.
DELETE FROM membership WHERE id = :id
