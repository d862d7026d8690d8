-- organization.sql: committees.

-- :row organization_row
--   id              organization_id
--   body            body_id
--   name            text
--   slug            text
--   classification  text?
--   to_day          date?    the last day of one that is no more

-- :row organization_summary_row
--   id              organization_id
--   name            text
--   slug            text
--   classification  text?
--   meetings        int
--   latest          moment?

-- :one organization_by_key(body body_id, key text) -> organization_row
-- Finds a committee by its folded name, or by one that documents have for it.
SELECT o.id, o.body_id AS body, o.name, o.slug, o.classification, o.to_day FROM organization o
WHERE o.id = coalesce((SELECT c.id FROM organization c WHERE c.body_id = :body AND c.key = :key),
	(SELECT n.organization_id FROM organization_name n WHERE n.body_id = :body AND n.key = :key))

-- :one organization_by_slug(slug text) -> organization_row
-- Finds a committee by its address.
SELECT o.id, o.body_id AS body, o.name, o.slug, o.classification, o.to_day FROM organization o WHERE o.slug = :slug

-- :one organization_by_id(id organization_id) -> organization_row
-- One committee.
SELECT o.id, o.body_id AS body, o.name, o.slug, o.classification, o.to_day FROM organization o WHERE o.id = :id

-- :one organization_slug_taken(slug text) -> bool
-- Whether an address is in use.
SELECT EXISTS (SELECT 1 FROM organization o WHERE o.slug = :slug) AS taken

-- :one organization_insert(body body_id, name text, key text, slug text, classification text?) -> organization_id
-- A new committee.
INSERT INTO organization (body_id, name, key, slug, classification)
VALUES (:body, :name, :key, :slug, :classification) RETURNING id

-- :exec organization_classify(id organization_id, classification text)
-- Fills in the legal ground when a later document is the first to state it.
UPDATE organization SET classification = :classification WHERE id = :id AND classification IS NULL

-- :many organizations(most int, skip int) -> organization_summary_row
-- Every committee with how often it met as documents tell, in Danish order.
SELECT o.id, o.name, o.slug, o.classification, count(m.id) AS meetings, max(m.start) AS latest
FROM organization o LEFT JOIN meeting m ON m.organization_id = o.id AND m.revision_id IS NOT NULL
GROUP BY o.id, o.name, o.slug, o.classification
ORDER BY o.name COLLATE da, o.id LIMIT :most OFFSET :skip

-- :many organization_choices(most int) -> organization_row
-- Every committee to choose from, in Danish order; how often each met would be a look at every meeting.
SELECT o.id, o.body_id AS body, o.name, o.slug, o.classification, o.to_day FROM organization o ORDER BY o.name COLLATE da, o.id LIMIT :most

-- :one organization_count() -> int
-- How many committees there are.
SELECT count(*) AS n FROM organization

-- :row member_row
--   person    person_id
--   name      text
--   slug      text
--   meetings  int
--   first     moment
--   latest    moment
--   role      text?
--   party     text?

-- :many organization_members(organization organization_id, most int) -> member_row
-- Who the documents name at the head of this committee's meetings, with role and party as the newest of them says.
SELECT p.id AS person, p.name, p.slug, count(*) AS meetings, min(m.start) AS first, max(m.start) AS latest,
	(SELECT c2.role FROM participant c2 JOIN meeting m2 ON m2.revision_id = c2.revision_id
	 WHERE c2.person_id = p.id AND m2.organization_id = :organization AND c2.role IS NOT NULL
	 ORDER BY m2.start DESC, m2.id DESC LIMIT 1) AS role,
	(SELECT c3.party FROM participant c3 JOIN meeting m3 ON m3.revision_id = c3.revision_id
	 WHERE c3.person_id = p.id AND m3.organization_id = :organization AND c3.party IS NOT NULL
	 ORDER BY m3.start DESC, m3.id DESC LIMIT 1) AS party
FROM meeting m
JOIN participant c ON c.revision_id = m.revision_id
JOIN person p ON p.id = c.person_id
WHERE m.organization_id = :organization
GROUP BY p.id, p.name, p.slug
ORDER BY p.name COLLATE da, p.id LIMIT :most

-- :row year_row
--   year   text
--   count  int

-- :many organization_years(viewer viewer_id, organization organization_id) -> year_row
-- The years in which a committee met or will meet, newest first.
SELECT substr(m.start, 1, 4) AS year, count(*) AS count FROM meeting_seen m
WHERE m.viewer = :viewer AND m.organization_id = :organization
GROUP BY substr(m.start, 1, 4) ORDER BY substr(m.start, 1, 4) DESC

-- :one organization_body(id organization_id) -> body_id
-- The authority whose committee it is.
SELECT o.body_id AS body FROM organization o WHERE o.id = :id

-- What those who say what a committee is know of committees.

-- :exec organization_rename(id organization_id, name text, key text)
-- Another name; the address stays.
UPDATE organization SET name = :name, key = :key WHERE id = :id

-- :exec organization_set_end(id organization_id, to_day date?)
-- The last day of a committee; or it goes on.
UPDATE organization SET to_day = :to_day WHERE id = :id

-- :row organization_name_row
--   key   text
--   name  text

-- :many organization_names(organization organization_id) -> organization_name_row
-- What else documents call a committee.
SELECT n.key, n.name FROM organization_name n WHERE n.organization_id = :organization ORDER BY n.name COLLATE da, n.key

-- :exec organization_name_insert(body body_id, key text, name text, organization organization_id)
-- A further name.
INSERT INTO organization_name (body_id, key, name, organization_id) VALUES (:body, :key, :name, :organization)
ON CONFLICT (body_id, key) DO NOTHING

-- :exec organization_name_delete(organization organization_id, key text)
-- A name that is the committee's no more, or that stands with the committee itself.
DELETE FROM organization_name WHERE organization_id = :organization AND key = :key

-- :row organization_desk_row
--   id         organization_id
--   body       body_id
--   body_name  text
--   name       text
--   slug       text
--   to_day     date?
--   kind       text?   what it is today; unknown: nobody has said
--   seats      int     how many it has by its rules; 0: not said
--   members    int     how many sit there today, substitutes apart
--   chairs     int

-- :many organizations_at_desk(viewer viewer_id, today date, most int) -> organization_desk_row
-- The committees of which the viewer may say what they are: administrators and clerks; those that are no more come last.
SELECT o.id, o.body_id AS body, b.name AS body_name, o.name, o.slug, o.to_day, c.kind, coalesce(c.seats, 0) AS seats,
	(SELECT count(*) FROM membership m WHERE m.organization_id = o.id AND m.role <> 'substitute' AND m.from_day <= :today
		AND (m.to_day IS NULL OR m.to_day >= :today)) AS members,
	(SELECT count(*) FROM membership m WHERE m.organization_id = o.id AND m.role = 'chair' AND m.from_day <= :today
		AND (m.to_day IS NULL OR m.to_day >= :today)) AS chairs
FROM organization o JOIN body b ON b.id = o.body_id
LEFT JOIN charter c ON c.organization_id = o.id AND c.from_day = (SELECT max(d.from_day) FROM charter d
	WHERE d.organization_id = o.id AND d.from_day <= :today)
WHERE EXISTS (SELECT 1 FROM viewer v WHERE v.id = :viewer AND v.sees_all = 1)
	OR EXISTS (SELECT 1 FROM account_role r JOIN account a ON a.id = r.account_id
		WHERE a.viewer_id = :viewer AND a.state = 'active' AND r.role IN ('administrator', 'clerk')
		AND r.department_id IS NULL AND (r.organization_id IS NULL OR r.organization_id = o.id))
ORDER BY b.name COLLATE da, b.id, o.to_day IS NOT NULL AND o.to_day < :today, o.name COLLATE da, o.id LIMIT :most
