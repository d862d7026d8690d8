-- sending.sql: an agenda becomes a revision of the record: rows are copied from the drafts that are placed on it (src/domain/sending.c).
--
-- What copies reads all that there is, and shows it to nobody.

-- :row frozen_item_row
--   id        item_id
--   draft     draft_id?
--   position  int
--   guests    text?
--   continues draft_id?

-- :exec freeze_items(meeting meeting_id, revision revision_id, rehearsed bool)
-- The items of a revision; of a rehearsal also those that are not approved yet.
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO item (revision_id, organization_id, position, number, title, public_title, circle, matter_id, matter_label, draft_id, department_id,
	ground, public_reason, draft_revision, draft_changes, minutes)
SELECT :revision, d.organization_id, d.position, CAST(d.position AS TEXT), r.title,
	CASE WHEN d.circle = 'public' THEN NULL ELSE coalesce(d.public_title, r.title) END, d.circle, d.matter_id, t.number, d.id, d.department_id,
	CASE WHEN d.circle = 'public' THEN NULL ELSE g.paragraph || ' (' || g.label || ')' END,
	CASE WHEN d.circle = 'public' THEN NULL ELSE d.public_reason END, d.revision, d.changes, d.minutes
FROM draft d JOIN draft_revision r ON r.draft_id = d.id AND r.number = d.revision
LEFT JOIN matter t ON t.id = d.matter_id
LEFT JOIN ground g ON g.id = d.ground_id
WHERE d.meeting_id = :meeting AND (d.state IN ('approved', 'sent') OR (:rehearsed = 1 AND d.state IN ('draft', 'approval', 'returned')))
ORDER BY d.position, d.id

-- :exec freeze_gone(revision revision_id, previous revision_id?)
-- The places of items that were withdrawn stay as they were, but where the item came back.
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO item (revision_id, organization_id, position, number, title, public_title, circle, matter_id, matter_label, draft_id, department_id,
	draft_revision, draft_changes, added, changed, gone_at, gone_why, gone_title)
SELECT :revision, p.organization_id, p.position, p.number, p.title, p.public_title, p.circle, p.matter_id, p.matter_label, p.draft_id,
	p.department_id, p.draft_revision, p.draft_changes, p.added, p.changed, p.gone_at, p.gone_why, p.gone_title
FROM item p WHERE p.revision_id = :previous AND p.gone_at IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM item i WHERE i.revision_id = :revision AND i.position = p.position)

-- :exec freeze_sections(revision revision_id)
-- ... their texts, but for the empty ones,
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO section (item_id, position, role, heading, text, circle)
SELECT i.id, s.position, s.role, CASE WHEN s.heading = '' THEN NULL ELSE s.heading END, s.text, s.circle
FROM item i JOIN draft_revision r ON r.draft_id = i.draft_id AND r.number = i.draft_revision
JOIN draft_section s ON s.revision_id = r.id
WHERE i.revision_id = :revision AND i.gone_at IS NULL AND s.text <> ''

-- :row draft_attachment_row
--   item        item_id
--   file        draft_file_id
--   instead_of  draft_file_id?
--   name        text
--   media_type  text
--   content     content_id
--   circle      text

-- :many draft_attachments(revision revision_id) -> draft_attachment_row
-- ... the files that are there now, in their order,
-- :ungated because it copies, and shows nothing to anybody
SELECT i.id AS item, f.id AS file, f.instead_of, f.name, f.media_type, f.content_id AS content, f.circle
FROM item i JOIN draft_file f ON f.draft_id = i.draft_id AND f.gone_at IS NULL
WHERE i.revision_id = :revision AND i.gone_at IS NULL ORDER BY i.position, f.position, f.id

-- :row sent_attachment_row
--   item        item_id
--   position    int
--   file        draft_file_id?
--   name        text
--   media_type  text?
--   content     content_id?
--   circle      text
--   gone_at     instant     0: it is there
--   gone_why    text?
--   gone_name   bool

-- :many sent_attachments(revision revision_id, previous revision_id?) -> sent_attachment_row
-- ... those that were sent before, with the numbers that they keep,
-- :ungated because it copies, and shows nothing to anybody
SELECT i.id AS item, f.position, f.draft_file_id AS file, f.name, f.media_type, f.content_id AS content, f.circle,
	coalesce(f.gone_at, 0) AS gone_at, f.gone_why, f.gone_name
FROM item i JOIN item p ON p.revision_id = :previous AND p.draft_id = i.draft_id
JOIN file f ON f.item_id = p.id AND f.draft_file_id IS NOT NULL
WHERE i.revision_id = :revision AND i.gone_at IS NULL ORDER BY i.position, f.position

-- :exec freeze_file(item item_id, position int, file draft_file_id, name text, media_type text?, content content_id?, circle text,
--     gone_at instant, gone_why text?, gone_name bool)
-- ... each with a number of its own,
INSERT INTO file (item_id, position, draft_file_id, name, media_type, content_id, circle, gone_at, gone_why, gone_name)
VALUES (:item, :position, :file, :name, :media_type, :content, :circle, nullif(:gone_at, 0), :gone_why, :gone_name)

-- :exec freeze_members(meeting meeting_id, revision revision_id)
-- ... and who sits there on that day.
INSERT INTO participant (revision_id, position, person_id, name, status, role, party)
SELECT :revision, row_number() OVER (ORDER BY CASE s.role WHEN 'chair' THEN 0 WHEN 'vice' THEN 1 ELSE 2 END, p.name COLLATE da, p.id),
	p.id, p.name, 'listed', CASE s.role WHEN 'chair' THEN 'formand' WHEN 'vice' THEN 'næstformand' END, s.party
FROM meeting m JOIN membership s ON s.organization_id = m.organization_id AND s.role <> 'substitute'
	AND s.from_day <= substr(m.start, 1, 10) AND (s.to_day IS NULL OR s.to_day >= substr(m.start, 1, 10))
JOIN person p ON p.id = s.person_id
WHERE m.id = :meeting

-- :many frozen_items(revision revision_id) -> frozen_item_row
-- What was frozen, for what is not copied row by row.
-- :ungated because it makes guests and history of it, and shows nothing to anybody
SELECT i.id, i.draft_id AS draft, i.position, d.guests, d.continues FROM item i JOIN draft d ON d.id = i.draft_id
WHERE i.revision_id = :revision AND i.gone_at IS NULL ORDER BY i.position

-- :row treated_row
--   day           date
--   organization  text
--   continues     draft_id?
--   decision      text?      what everybody may read of it

-- :one treated_before(draft draft_id) -> treated_row
-- Where an item was before that goes on now.
-- :ungated because it makes the history of an item, of what everybody may know
SELECT substr(m.start, 1, 10) AS day, o.name AS organization, d.continues,
	(SELECT s.text FROM item i JOIN section s ON s.item_id = i.id AND s.role = 'decision' AND s.circle = 'public'
		WHERE i.draft_id = d.id AND i.revision_id = m.revision_id AND i.circle = 'public' AND i.gone_at IS NULL AND i.withheld = 0
		ORDER BY s.position LIMIT 1) AS decision
FROM draft d JOIN meeting m ON m.id = d.meeting_id JOIN organization o ON o.id = m.organization_id
WHERE d.id = :draft

-- --- what is new in it ---

-- :row frozen_change_row
--   item     item_id
--   number   text?
--   was      item_id?   in the revision before; unknown: it is new
--   added    int        there; 0: documents told of it
--   changed  int
--   differs  bool

-- :many frozen_changes(revision revision_id, previous revision_id?) -> frozen_change_row
-- How each item differs from what was sent before.
-- :ungated because it compares, and shows nothing to anybody
SELECT i.id AS item, i.number, p.id AS was, coalesce(p.added, 0) AS added, coalesce(p.changed, 0) AS changed,
	p.id IS NULL OR p.title IS DISTINCT FROM i.title OR p.public_title IS DISTINCT FROM i.public_title OR p.circle <> i.circle
	OR p.matter_id IS DISTINCT FROM i.matter_id OR p.ground IS DISTINCT FROM i.ground OR p.public_reason IS DISTINCT FROM i.public_reason
	OR EXISTS (SELECT s.role, s.heading, s.text, s.circle FROM section s WHERE s.item_id = i.id
		EXCEPT SELECT s.role, s.heading, s.text, s.circle FROM section s WHERE s.item_id = p.id)
	OR EXISTS (SELECT s.role, s.heading, s.text, s.circle FROM section s WHERE s.item_id = p.id
		EXCEPT SELECT s.role, s.heading, s.text, s.circle FROM section s WHERE s.item_id = i.id)
	OR EXISTS (SELECT f.name, f.content_id, f.circle FROM file f WHERE f.item_id = i.id AND f.gone_at IS NULL
		EXCEPT SELECT f.name, f.content_id, f.circle FROM file f WHERE f.item_id = p.id AND f.gone_at IS NULL)
	OR EXISTS (SELECT f.name, f.content_id, f.circle FROM file f WHERE f.item_id = p.id AND f.gone_at IS NULL
		EXCEPT SELECT f.name, f.content_id, f.circle FROM file f WHERE f.item_id = i.id AND f.gone_at IS NULL)
	OR EXISTS (SELECT g.name FROM guest g WHERE g.item_id = i.id EXCEPT SELECT g.name FROM guest g WHERE g.item_id = p.id)
	OR EXISTS (SELECT g.name FROM guest g WHERE g.item_id = p.id EXCEPT SELECT g.name FROM guest g WHERE g.item_id = i.id) AS differs
FROM item i LEFT JOIN item p ON p.revision_id = :previous AND p.draft_id = i.draft_id AND p.gone_at IS NULL
WHERE i.revision_id = :revision AND i.gone_at IS NULL ORDER BY i.position

-- :exec item_set_history(item item_id, added int, changed int)
-- In which revision of the meeting an item came, and was last changed.
UPDATE item SET added = :added, changed = :changed WHERE id = :item

-- :exec revision_set_head(id revision_id, remark text?, late_why text?, supplement bool, items int)
-- What stands at its head, once it is known what is in it.
UPDATE revision SET remark = :remark, late_why = :late_why, supplement = :supplement, items = :items WHERE id = :id

-- :exec source_set_content(id source_id, content content_id, words int)
-- The bytes of a source that was made here, once they are known.
UPDATE source SET content_id = :content, words = :words WHERE id = :id

-- :exec sending_done(meeting meeting_id)
-- What was to be sent at a set time was sent.
UPDATE meeting SET send_at = NULL, send_job = NULL WHERE id = :meeting

-- :many sending_drafts(meeting meeting_id) -> draft_id
-- What stands on the agenda and is to be marked as sent.
-- :ungated because whoever sends sends all of it
SELECT d.id FROM draft d WHERE d.meeting_id = :meeting AND d.state = 'approved' ORDER BY d.position, d.id

-- :row blocked_row
--   position  int
--   state     text
--   title     text?     where the viewer may see it

-- :many sending_blocked(viewer viewer_id, meeting meeting_id) -> blocked_row
-- What on an agenda is not approved yet.
-- :ungated because a place that the clerk does not see holds the agenda up as any other; its title is the gate's
SELECT coalesce(d.position, 0) AS position, d.state,
	(SELECT r.title FROM draft_revision_seen r WHERE r.viewer = :viewer AND r.draft_id = d.id AND r.number = d.revision) AS title
FROM draft d WHERE d.meeting_id = :meeting AND d.state IN ('draft', 'approval', 'returned')
ORDER BY d.position, d.id

-- :one agenda_is_foreign(meeting meeting_id) -> bool
-- Whether what counts of a meeting was told by a document from elsewhere.
-- :ungated because it only says whether there is something
SELECT EXISTS (SELECT 1 FROM meeting m JOIN item i ON i.revision_id = m.revision_id WHERE m.id = :meeting AND i.draft_id IS NULL) AS is_foreign

-- :one reader_is_asked(viewer viewer_id, meeting meeting_id) -> bool
-- Whether a viewer was asked to read an agenda through.
SELECT EXISTS (SELECT 1 FROM agenda_reader_seen r WHERE r.viewer = :viewer AND r.meeting_id = :meeting AND r.viewer_id = :viewer) AS asked

-- --- whose eyes an agenda is looked at with before it is sent ---

-- :one eyes_account(viewer viewer_id, person person_id, key text, at instant) -> account_id
-- Somebody who is there for one look, in a change that is undone.
INSERT INTO account (viewer_id, email, email_key, name, state, step, made_at, person_id)
VALUES (:viewer, :key, :key, :key, 'active', 0, :at, :person) RETURNING id

-- :exec eyes_disqualified(meeting meeting_id, person person_id, as_person person_id?, as_viewer viewer_id, at instant)
-- ... and is kept from what that person is kept from, and from what the one who looks is kept from.
-- :ungated because it copies who is kept away, in a change that is undone
INSERT INTO disqualification (draft_id, person_id, reason, noted_by, noted_at)
SELECT DISTINCT q.draft_id, :person, '', :as_viewer, :at
FROM disqualification q JOIN draft d ON d.id = q.draft_id AND d.meeting_id = :meeting
WHERE q.person_id = :as_person OR q.person_id = (SELECT a.person_id FROM account a WHERE a.viewer_id = :as_viewer)

-- :row eyes_row
--   person  person_id
--   name    text

-- :many eyes_known(viewer viewer_id, meeting meeting_id) -> eyes_row
-- Who is disqualified in something on an agenda, as far as the viewer may know.
SELECT p.id AS person, p.name FROM disqualification_seen q
JOIN draft_seen d ON d.viewer = :viewer AND d.id = q.draft_id AND d.meeting_id = :meeting
JOIN person p ON p.id = q.person_id
WHERE q.viewer = :viewer GROUP BY p.id, p.name ORDER BY p.name COLLATE da, p.id

-- --- the same agenda again, at another time or place ---

-- :exec copy_items(revision revision_id, previous revision_id)
-- Everything of a revision, as another: its items,
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO item (revision_id, organization_id, position, number, title, public_title, circle, matter_id, matter_label, draft_id, department_id,
	ground, public_reason, draft_revision, draft_changes, minutes, added, changed, gone_at, gone_why, gone_title, withheld)
SELECT :revision, p.organization_id, p.position, p.number, p.title, p.public_title, p.circle, p.matter_id, p.matter_label, p.draft_id,
	p.department_id, p.ground, p.public_reason, p.draft_revision, p.draft_changes, p.minutes, p.added, p.changed, p.gone_at, p.gone_why,
	p.gone_title, p.withheld
FROM item p WHERE p.revision_id = :previous ORDER BY p.position

-- :exec copy_sections(revision revision_id, previous revision_id)
-- ... texts,
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO section (item_id, position, role, heading, day, text, circle)
SELECT i.id, s.position, s.role, s.heading, s.day, s.text, s.circle
FROM item i JOIN item p ON p.revision_id = :previous AND p.position = i.position JOIN section s ON s.item_id = p.id
WHERE i.revision_id = :revision

-- :exec copy_files(revision revision_id, previous revision_id)
-- ... files,
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO file (item_id, position, name, content_id, circle, media_type, gone_at, draft_file_id, gone_name, gone_why)
SELECT i.id, f.position, f.name, f.content_id, f.circle, f.media_type, f.gone_at, f.draft_file_id, f.gone_name, f.gone_why
FROM item i JOIN item p ON p.revision_id = :previous AND p.position = i.position JOIN file f ON f.item_id = p.id
WHERE i.revision_id = :revision

-- :exec copy_guests(revision revision_id, previous revision_id)
-- ... guests,
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO guest (item_id, position, person_id, name)
SELECT i.id, g.position, g.person_id, g.name
FROM item i JOIN item p ON p.revision_id = :previous AND p.position = i.position JOIN guest g ON g.item_id = p.id
WHERE i.revision_id = :revision

-- :exec copy_earlier(revision revision_id, previous revision_id)
-- ... history,
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO earlier (item_id, position, day, organization, organization_key, released, text)
SELECT i.id, e.position, e.day, e.organization, e.organization_key, e.released, e.text
FROM item i JOIN item p ON p.revision_id = :previous AND p.position = i.position JOIN earlier e ON e.item_id = p.id
WHERE i.revision_id = :revision
