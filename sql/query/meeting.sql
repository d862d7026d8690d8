-- meeting.sql: meetings and their revisions.

-- :row meeting_row
--   id                 meeting_id
--   slug               text
--   start              moment
--   state              text
--   revision           revision_id?     unknown: it is planned, and no document tells of it
--   organization       organization_id
--   organization_name  text
--   organization_slug  text
--   items              int
--   ending             moment?          as planned
--   location           text?            as planned
--   remark             text?
--   cancelled_why      text?
--   announced          bool             everybody knows of it

-- :one meeting_by_slug(viewer viewer_id, organization text, slug text) -> meeting_row
-- Finds a meeting by its address.
SELECT m.id, m.slug, m.start, m.state, r.id AS revision, o.id AS organization, o.name AS organization_name,
	o.slug AS organization_slug, coalesce(r.items, 0) AS items, m.ending, m.location, m.remark, m.cancelled_why,
	m.revision_id IS NOT NULL OR m.announced_at IS NOT NULL AS announced
FROM meeting_seen m JOIN organization o ON o.id = m.organization_id LEFT JOIN revision r ON r.id = m.revision_id
WHERE m.viewer = :viewer AND o.slug = :organization AND m.slug = :slug

-- :one meeting_by_id(viewer viewer_id, id meeting_id) -> meeting_row
-- Finds a meeting by the number that `sagsgang list` shows.
SELECT m.id, m.slug, m.start, m.state, r.id AS revision, o.id AS organization, o.name AS organization_name,
	o.slug AS organization_slug, coalesce(r.items, 0) AS items, m.ending, m.location, m.remark, m.cancelled_why,
	m.revision_id IS NOT NULL OR m.announced_at IS NOT NULL AS announced
FROM meeting_seen m JOIN organization o ON o.id = m.organization_id LEFT JOIN revision r ON r.id = m.revision_id
WHERE m.viewer = :viewer AND m.id = :id

-- :many meetings_all(viewer viewer_id, most int, skip int) -> meeting_row
-- Every meeting of which documents tell, newest first.
SELECT m.id, m.slug, m.start, m.state, r.id AS revision, o.id AS organization, o.name AS organization_name,
	o.slug AS organization_slug, coalesce(r.items, 0) AS items, m.ending, m.location, m.remark, m.cancelled_why,
	m.revision_id IS NOT NULL OR m.announced_at IS NOT NULL AS announced
FROM meeting_seen m JOIN organization o ON o.id = m.organization_id LEFT JOIN revision r ON r.id = m.revision_id
WHERE m.viewer = :viewer AND m.revision_id IS NOT NULL
ORDER BY m.start DESC, m.id DESC LIMIT :most OFFSET :skip

-- :many meetings_before(viewer viewer_id, day text, most int) -> meeting_row
-- The latest meetings before a day of which documents tell.
SELECT m.id, m.slug, m.start, m.state, r.id AS revision, o.id AS organization, o.name AS organization_name,
	o.slug AS organization_slug, coalesce(r.items, 0) AS items, m.ending, m.location, m.remark, m.cancelled_why,
	m.revision_id IS NOT NULL OR m.announced_at IS NOT NULL AS announced
FROM meeting_seen m JOIN organization o ON o.id = m.organization_id LEFT JOIN revision r ON r.id = m.revision_id
WHERE m.viewer = :viewer AND m.revision_id IS NOT NULL AND m.start < :day ORDER BY m.start DESC, m.id DESC LIMIT :most

-- :many meetings_from(viewer viewer_id, day text, most int) -> meeting_row
-- The next meetings from a day on.
SELECT m.id, m.slug, m.start, m.state, r.id AS revision, o.id AS organization, o.name AS organization_name,
	o.slug AS organization_slug, coalesce(r.items, 0) AS items, m.ending, m.location, m.remark, m.cancelled_why,
	m.revision_id IS NOT NULL OR m.announced_at IS NOT NULL AS announced
FROM meeting_seen m JOIN organization o ON o.id = m.organization_id LEFT JOIN revision r ON r.id = m.revision_id
WHERE m.viewer = :viewer AND m.start >= :day ORDER BY m.start, m.id LIMIT :most

-- :many meetings_of(viewer viewer_id, organization organization_id, from_day text, to_day text, most int) -> meeting_row
-- Meetings of a committee between two days, newest first.
SELECT m.id, m.slug, m.start, m.state, r.id AS revision, o.id AS organization, o.name AS organization_name,
	o.slug AS organization_slug, coalesce(r.items, 0) AS items, m.ending, m.location, m.remark, m.cancelled_why,
	m.revision_id IS NOT NULL OR m.announced_at IS NOT NULL AS announced
FROM meeting_seen m JOIN organization o ON o.id = m.organization_id LEFT JOIN revision r ON r.id = m.revision_id
WHERE m.viewer = :viewer AND m.organization_id = :organization AND m.start >= :from_day AND m.start < :to_day
ORDER BY m.start DESC, m.id DESC LIMIT :most

-- :many meeting_previous(viewer viewer_id, organization organization_id, start text, id meeting_id) -> meeting_row
-- The meeting of the same committee just before one.
SELECT m.id, m.slug, m.start, m.state, r.id AS revision, o.id AS organization, o.name AS organization_name,
	o.slug AS organization_slug, coalesce(r.items, 0) AS items, m.ending, m.location, m.remark, m.cancelled_why,
	m.revision_id IS NOT NULL OR m.announced_at IS NOT NULL AS announced
FROM meeting_seen m JOIN organization o ON o.id = m.organization_id LEFT JOIN revision r ON r.id = m.revision_id
WHERE m.viewer = :viewer AND m.organization_id = :organization AND (m.start, m.id) < (:start, :id)
ORDER BY m.start DESC, m.id DESC LIMIT 1

-- :many meeting_next(viewer viewer_id, organization organization_id, start text, id meeting_id) -> meeting_row
-- The meeting of the same committee just after one.
SELECT m.id, m.slug, m.start, m.state, r.id AS revision, o.id AS organization, o.name AS organization_name,
	o.slug AS organization_slug, coalesce(r.items, 0) AS items, m.ending, m.location, m.remark, m.cancelled_why,
	m.revision_id IS NOT NULL OR m.announced_at IS NOT NULL AS announced
FROM meeting_seen m JOIN organization o ON o.id = m.organization_id LEFT JOIN revision r ON r.id = m.revision_id
WHERE m.viewer = :viewer AND m.organization_id = :organization AND (m.start, m.id) > (:start, :id)
ORDER BY m.start, m.id LIMIT 1

-- :many meetings_on(organization organization_id, from_day text, to_day text) -> meeting_row
-- Meetings of a committee on one day: which of them does a document speak of?
SELECT m.id, m.slug, m.start, m.state, r.id AS revision, o.id AS organization, o.name AS organization_name,
	o.slug AS organization_slug, coalesce(r.items, 0) AS items, m.ending, m.location, m.remark, m.cancelled_why,
	m.revision_id IS NOT NULL OR m.announced_at IS NOT NULL AS announced
FROM meeting m JOIN organization o ON o.id = m.organization_id LEFT JOIN revision r ON r.id = m.revision_id
WHERE m.organization_id = :organization AND m.start >= :from_day AND m.start < :to_day ORDER BY m.start, m.id

-- :row news_row
--   slug     text
--   start    moment
--   state    text
--   items    int
--   kept_at  instant

-- :many meeting_news(organization organization_id, most int) -> news_row
-- What came of a committee lately: its meetings by when the document that counts came, or they were announced or cancelled, newest first.
SELECT m.slug, m.start, m.state, coalesce(r.items, 0) AS items, coalesce(m.cancelled_at, r.kept_at, m.announced_at) AS kept_at
FROM meeting m LEFT JOIN revision r ON r.id = m.revision_id
WHERE m.organization_id = :organization AND (m.revision_id IS NOT NULL OR m.announced_at IS NOT NULL)
ORDER BY coalesce(m.cancelled_at, r.kept_at, m.announced_at) DESC, m.start DESC, m.id DESC LIMIT :most

-- :row met_year_row
--   year  text

-- :many meeting_years() -> met_year_row
-- Every year in which anybody met, newest first: a look into the index for each year instead of one at every meeting.
WITH RECURSIVE y (year) AS (
	SELECT substr(max(m.start), 1, 4) FROM meeting m WHERE m.revision_id IS NOT NULL
	UNION ALL
	SELECT (SELECT substr(max(k.start), 1, 4) FROM meeting k WHERE k.start < y.year AND k.revision_id IS NOT NULL) FROM y WHERE y.year IS NOT NULL)
SELECT y.year FROM y WHERE y.year IS NOT NULL ORDER BY y.year DESC

-- :one meeting_count() -> int
-- How many meetings there are of which documents tell.
SELECT count(*) AS n FROM meeting m WHERE m.revision_id IS NOT NULL

-- :one meeting_slug_taken(organization organization_id, slug text) -> bool
-- Whether an address is in use, or was.
SELECT EXISTS (SELECT 1 FROM meeting m WHERE m.organization_id = :organization AND m.slug = :slug)
	OR EXISTS (SELECT 1 FROM meeting_before b WHERE b.organization_id = :organization AND b.slug = :slug) AS taken

-- :one meeting_insert(organization organization_id, slug text, start moment, state text) -> meeting_id
-- A new meeting, whose first revision follows in the same transaction.
INSERT INTO meeting (organization_id, slug, start, state) VALUES (:organization, :slug, :start, :state) RETURNING id

-- :exec meeting_set_current(id meeting_id, revision revision_id, start moment, state text)
-- Lets another revision count.
UPDATE meeting SET revision_id = :revision, start = :start, state = :state, cancelled_at = NULL, cancelled_why = NULL WHERE id = :id

-- :row revision_row
--   id            revision_id
--   meeting       meeting_id
--   number        int
--   kind          text
--   kind_stated   bool
--   organization  text
--   classification text?
--   start         moment
--   ending        moment?
--   location      text?
--   remark        text?
--   next_meeting  date?
--   kept_at       instant
--   source        source_id
--   late_why      text?
--   supplement    bool

-- :many revisions_of(meeting meeting_id) -> revision_row
-- What documents said of a meeting, in the order they came.
SELECT r.id, r.meeting_id AS meeting, r.number, r.kind, r.kind_stated,
	r.organization, r.classification, r.start, r.ending, r.location, r.remark, r.next_meeting,
	r.kept_at, r.source_id AS source, r.late_why, r.supplement
FROM revision r WHERE r.meeting_id = :meeting ORDER BY r.number

-- :one revision_by_content(sha256 text) -> revision_row
-- The revision that was read from exactly these bytes.
-- :ungated because it tells the importer only whether it has been here before
SELECT r.id, r.meeting_id AS meeting, r.number, r.kind, r.kind_stated,
	r.organization, r.classification, r.start, r.ending, r.location, r.remark, r.next_meeting,
	r.kept_at, r.source_id AS source, r.late_why, r.supplement
FROM revision r JOIN source s ON s.id = r.source_id JOIN content c ON c.id = s.content_id
WHERE c.sha256 = :sha256 ORDER BY r.id LIMIT 1

-- :one revision_insert(meeting meeting_id, number int, kind text, kind_stated bool, source source_id, organization text, classification text?, start moment, ending moment?, location text?, remark text?, next_meeting date?, items int, kept_at instant) -> revision_id
-- What one document said of a meeting.
INSERT INTO revision (meeting_id, number, kind, kind_stated, source_id, organization, classification, start, ending, location, remark,
	next_meeting, items, kept_at)
VALUES (:meeting, :number, :kind, :kind_stated, :source, :organization, :classification, :start, :ending, :location, :remark, :next_meeting, :items, :kept_at)
RETURNING id

-- :row participant_row
--   name            text
--   slug            text
--   status          text
--   role            text?
--   party           text?
--   substitute_for  text?
--   remark          text?

-- :many participants_of(revision revision_id) -> participant_row
-- Who a document names at its head.
SELECT c.name, p.slug, c.status, c.role, c.party, c.substitute_for, c.remark
FROM participant c JOIN person p ON p.id = c.person_id WHERE c.revision_id = :revision ORDER BY c.position

-- :exec participant_insert(revision revision_id, position int, person person_id, name text, status text, role text?, party text?, substitute_for text?, remark text?)
-- Somebody named at the head of a document.
INSERT INTO participant (revision_id, position, person_id, name, status, role, party, substitute_for, remark)
VALUES (:revision, :position, :person, :name, :status, :role, :party, :substitute_for, :remark)

-- :row set_aside_row
--   line  int
--   text  text
--   why   text

-- :many set_aside_of(revision revision_id) -> set_aside_row
-- The words of a document that are in no field.
SELECT a.line, a.text, a.why FROM set_aside a WHERE a.revision_id = :revision ORDER BY a.position

-- :exec set_aside_insert(revision revision_id, position int, line int, text text, why text)
-- Words that are in no field.
INSERT INTO set_aside (revision_id, position, line, text, why) VALUES (:revision, :position, :line, :text, :why)

-- :row finding_row
--   code     text
--   line     int
--   message  text

-- :many findings_of(revision revision_id) -> finding_row
-- What the reader found odd.
SELECT f.code, f.line, f.message FROM finding f WHERE f.revision_id = :revision ORDER BY f.position

-- :exec finding_insert(revision revision_id, position int, code text, line int, message text)
-- Something odd.
INSERT INTO finding (revision_id, position, code, line, message) VALUES (:revision, :position, :code, :line, :message)
