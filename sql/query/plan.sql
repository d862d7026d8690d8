-- plan.sql: meetings that are planned: time, place, series, deadlines, clashes.

-- :row routine_row
--   drafts            int     weekdays before sending
--   approvals         int
--   constitution_day  bool
--   christmas_eve     bool
--   new_years_eve     bool
--   minutes           int
--   location          text?

-- :one routine_of(organization organization_id) -> routine_row
-- How a committee's meetings come about.
SELECT r.drafts, r.approvals, r.constitution_day, r.christmas_eve, r.new_years_eve, r.minutes, r.location
FROM routine r WHERE r.organization_id = :organization

-- :exec routine_set(organization organization_id, drafts int, approvals int, constitution_day bool, christmas_eve bool,
--     new_years_eve bool, minutes int, location text?)
-- ... from now on.
INSERT INTO routine (organization_id, drafts, approvals, constitution_day, christmas_eve, new_years_eve, minutes, location)
VALUES (:organization, :drafts, :approvals, :constitution_day, :christmas_eve, :new_years_eve, :minutes, :location)
ON CONFLICT (organization_id) DO UPDATE SET drafts = excluded.drafts, approvals = excluded.approvals,
	constitution_day = excluded.constitution_day, christmas_eve = excluded.christmas_eve, new_years_eve = excluded.new_years_eve,
	minutes = excluded.minutes, location = excluded.location

-- :row notice_row
--   notice    int
--   saturday  bool

-- :one notice_on(organization organization_id, day text) -> notice_row
-- How long before a meeting its agenda is sent, by the rules that hold on that day.
SELECT c.notice, c.saturday FROM charter c WHERE c.organization_id = :organization AND c.from_day <= :day
ORDER BY c.from_day DESC LIMIT 1

-- :row plan_row
--   id                 meeting_id
--   organization       organization_id
--   organization_name  text
--   organization_slug  text
--   slug               text
--   start              moment
--   ending             moment?
--   location           text?
--   remark             text?
--   state              text
--   revision           revision_id?
--   revisions          int
--   series             series_id?
--   planned_at         instant     0: documents told of it
--   announced_at       instant     0: not yet
--   cancelled_why      text?
--   changes            int
--   send_at            instant     0: when somebody does it
--   send_job           job_id?
--   link               text?
--   link_is_public     bool

-- :one plan_by_id(viewer viewer_id, id meeting_id) -> plan_row
-- One meeting, as the desk plans it.
SELECT m.id, m.organization_id AS organization, o.name AS organization_name, o.slug AS organization_slug, m.slug, m.start,
	m.ending, m.location, m.remark, m.state, m.revision_id AS revision,
	(SELECT count(*) FROM revision r WHERE r.meeting_id = m.id) AS revisions, m.series_id AS series,
	coalesce(m.planned_at, 0) AS planned_at, coalesce(m.announced_at, 0) AS announced_at, m.cancelled_why, m.changes,
	coalesce(m.send_at, 0) AS send_at, m.send_job, l.link, coalesce(l.circle, '') = 'public' AS link_is_public
FROM meeting_seen m JOIN organization o ON o.id = m.organization_id
LEFT JOIN meeting_link_seen l ON l.viewer = :viewer AND l.meeting_id = m.id
WHERE m.viewer = :viewer AND m.id = :id

-- :one plan_staff(viewer viewer_id, organization organization_id) -> bool
-- Whether a viewer is of a committee's staff: knows what was not sent yet.
SELECT EXISTS (SELECT 1 FROM sight w WHERE w.viewer = :viewer AND w.circle = 'drafts'
	AND (w.organization_id IS NULL OR w.organization_id = :organization)) AS staff

-- :many plan_organizations(viewer viewer_id) -> organization_row
-- The committees whose clerk a viewer is, but those that are no more, in Danish order; the operator's are all.
SELECT o.id, o.body_id AS body, o.name, o.slug, o.classification, o.to_day FROM organization o JOIN viewer v ON v.id = :viewer
WHERE o.to_day IS NULL AND (v.sees_all = 1 OR EXISTS (SELECT 1 FROM account a JOIN account_role r ON r.account_id = a.id
	WHERE a.viewer_id = v.id AND a.state = 'active' AND r.role = 'clerk' AND r.department_id IS NULL
		AND (r.organization_id IS NULL OR r.organization_id = o.id)))
ORDER BY o.name COLLATE da, o.id

-- :one plan_insert(organization organization_id, slug text, start moment, ending moment?, location text?, remark text?,
--     series series_id?, at instant, announced instant) -> meeting_id
-- A meeting that is planned; announced: an instant, or 0 for not yet.
INSERT INTO meeting (organization_id, slug, start, state, ending, location, remark, series_id, planned_at, announced_at, changes)
VALUES (:organization, :slug, :start, 'draft', :ending, :location, :remark, :series, :at, nullif(:announced, 0), 0) RETURNING id

-- :exec plan_set(id meeting_id, changes int, slug text, start moment, ending moment?, location text?, remark text?, announced instant)
-- It is planned otherwise, when nobody else changed it since.
UPDATE meeting SET changes = changes + 1, slug = :slug, start = :start, ending = :ending, location = :location, remark = :remark,
	announced_at = nullif(:announced, 0)
WHERE id = :id AND changes = :changes

-- :exec plan_set_state(id meeting_id, changes int, state text, cancelled instant, why text?)
-- It is cancelled, or takes place after all.
UPDATE meeting SET changes = changes + 1, state = :state, cancelled_at = nullif(:cancelled, 0), cancelled_why = :why
WHERE id = :id AND changes = :changes

-- :exec plan_take_turn(id meeting_id, changes int)
-- Something on its agenda is changed, when nobody else changed it since.
UPDATE meeting SET changes = changes + 1 WHERE id = :id AND changes = :changes

-- :row link_row
--   link       text
--   is_public  bool

-- :one meeting_link(viewer viewer_id, id meeting_id) -> link_row
-- Where it is on the net.
SELECT l.link, l.circle = 'public' AS is_public FROM meeting_link_seen l WHERE l.viewer = :viewer AND l.meeting_id = :id

-- :exec meeting_link_set(id meeting_id, link text, circle text)
-- Where it is on the net.
INSERT INTO meeting_link (meeting_id, link, circle) VALUES (:id, :link, :circle)
ON CONFLICT (meeting_id) DO UPDATE SET link = excluded.link, circle = excluded.circle

-- :exec meeting_link_delete(id meeting_id)
-- It is not on the net.
DELETE FROM meeting_link WHERE meeting_id = :id

-- :exec meeting_before_insert(organization organization_id, slug text, meeting meeting_id)
-- The address of before leads on.
INSERT INTO meeting_before (organization_id, slug, meeting_id) VALUES (:organization, :slug, :meeting)

-- :exec meeting_before_take_back(meeting meeting_id, slug text)
-- It comes back to an address that it had.
DELETE FROM meeting_before WHERE meeting_id = :meeting AND slug = :slug

-- :one meeting_before(organization text, slug text) -> meeting_id
-- Which meeting stood at an address before it was moved.
SELECT b.meeting_id AS id FROM meeting_before b JOIN organization o ON o.id = b.organization_id
WHERE o.slug = :organization AND b.slug = :slug

-- --- removing what was planned by mistake ---

-- :one plan_is_bare(id meeting_id) -> bool
-- Whether nothing is known of a meeting but that it was planned: no document, no announcement, nothing on its agenda.
-- :ungated because it only says whether there is something
SELECT EXISTS (SELECT 1 FROM meeting m WHERE m.id = :id AND m.revision_id IS NULL AND m.announced_at IS NULL)
	AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.meeting_id = :id)
	AND NOT EXISTS (SELECT 1 FROM topic t WHERE t.meeting_id = :id)
	AND NOT EXISTS (SELECT 1 FROM agenda_reader r WHERE r.meeting_id = :id)
	AND NOT EXISTS (SELECT 1 FROM sitting s WHERE s.meeting_id = :id) AS bare

-- :exec meeting_before_delete(id meeting_id)
-- ... with the addresses it had.
DELETE FROM meeting_before WHERE meeting_id = :id

-- :exec plan_delete(id meeting_id, changes int)
-- ... and is gone.
DELETE FROM meeting WHERE id = :id AND changes = :changes

-- --- many ---

-- :many plan_between(viewer viewer_id, organization organization_id?, from_day text, to_day text, most int) -> meeting_row
-- Meetings from a day on and before another, of a committee or of all, in their order.
SELECT m.id, m.slug, m.start, m.state, r.id AS revision, o.id AS organization, o.name AS organization_name,
	o.slug AS organization_slug, coalesce(r.items, 0) AS items, m.ending, m.location, m.remark, m.cancelled_why,
	m.revision_id IS NOT NULL OR m.announced_at IS NOT NULL AS announced
FROM meeting_seen m JOIN organization o ON o.id = m.organization_id LEFT JOIN revision r ON r.id = m.revision_id
WHERE m.viewer = :viewer AND m.start >= :from_day AND m.start < :to_day
	AND (:organization IS NULL OR m.organization_id = :organization)
ORDER BY m.start, m.id LIMIT :most

-- :row clash_row
--   meeting            meeting_id
--   organization_name  text
--   start              moment
--   ending             moment?
--   minutes            int        how long that committee's meetings are taken to last
--   person             person_id
--   name               text

-- :many plan_others(organization organization_id, from_day text, to_day text) -> clash_row
-- Meetings of other committees in which the members of this one sit, by who does.
SELECT m.id AS meeting, o.name AS organization_name, m.start, m.ending, coalesce(t.minutes, 0) AS minutes, p.id AS person, p.name
FROM membership a
JOIN membership b ON b.person_id = a.person_id AND b.organization_id <> a.organization_id AND b.role <> 'substitute'
JOIN meeting m ON m.organization_id = b.organization_id AND m.state <> 'cancelled' AND m.start >= :from_day AND m.start < :to_day
	AND b.from_day <= substr(m.start, 1, 10) AND (b.to_day IS NULL OR b.to_day >= substr(m.start, 1, 10))
JOIN person p ON p.id = a.person_id
JOIN organization o ON o.id = m.organization_id
LEFT JOIN routine t ON t.organization_id = m.organization_id
WHERE a.organization_id = :organization AND a.role <> 'substitute'
	AND a.from_day <= substr(m.start, 1, 10) AND (a.to_day IS NULL OR a.to_day >= substr(m.start, 1, 10))
ORDER BY m.start, m.id, p.name COLLATE da, p.id

-- --- series ---

-- :one series_insert(organization organization_id, weekday int, nth int, weeks int, without int, from_day date, to_day date,
--     at instant) -> series_id
-- Meetings that are made together; nth 0: every so many weeks, weeks 0: of a month.
INSERT INTO series (organization_id, weekday, nth, weeks, without, from_day, to_day, made_at)
VALUES (:organization, :weekday, nullif(:nth, 0), nullif(:weeks, 0), :without, :from_day, :to_day, :at) RETURNING id

-- :row series_row
--   id        series_id
--   weekday   int
--   nth       int      0: every so many weeks
--   weeks     int
--   without   int
--   from_day  date
--   to_day    date

-- :one series_by_id(id series_id) -> series_row
-- By which rule a meeting was made.
SELECT s.id, s.weekday, coalesce(s.nth, 0) AS nth, coalesce(s.weeks, 0) AS weeks, s.without, s.from_day, s.to_day
FROM series s WHERE s.id = :id

-- :many series_following(meeting meeting_id) -> meeting_id
-- The meetings of the same series after one that were not sent yet.
SELECT m.id FROM meeting k JOIN meeting m ON m.series_id = k.series_id AND m.start > k.start AND m.state = 'draft'
WHERE k.id = :meeting ORDER BY m.start, m.id
