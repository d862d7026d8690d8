-- agenda.sql: what is placed on the agenda of a meeting before it is sent, and what is offered for it.

-- :row agenda_row
--   id             draft_id
--   position       int
--   title          text
--   kind           text
--   state          text
--   circle         text
--   public_title   text?
--   ground         ground_id?
--   minutes        int         0: not said
--   guests         text?
--   matter_number  text?
--   officer_name   text?
--   continues      draft_id?
--   place          text?       of a standard item: 'first' or 'last'
--   standard       standard_id?
--   changes        int
--   kept_away      int         how many are disqualified
--   sent           bool        stands in the revision that counts
--   changed        bool        ... as it was before somebody changed it

-- :many agenda_items(viewer viewer_id, meeting meeting_id) -> agenda_row
-- What is placed on an agenda, in its order, as far as the viewer sees it.
SELECT d.id, coalesce(d.position, 0) AS position, r.title, d.kind, d.state, d.circle, d.public_title, d.ground_id AS ground, coalesce(d.minutes, 0) AS minutes,
	d.guests, t.number AS matter_number, a.name AS officer_name, d.continues, n.place, d.standard_id AS standard, d.changes,
	(SELECT count(*) FROM disqualification_seen q WHERE q.viewer = :viewer AND q.draft_id = d.id) AS kept_away,
	i.id IS NOT NULL AS sent, i.id IS NOT NULL AND (i.draft_revision <> d.revision OR i.draft_changes <> d.changes
		OR EXISTS (SELECT 1 FROM draft_file_seen f WHERE f.viewer = :viewer AND f.draft_id = d.id
			AND (f.added_at > s.kept_at OR f.gone_at > s.kept_at))) AS changed
FROM draft_seen d
JOIN draft_revision_seen r ON r.viewer = :viewer AND r.draft_id = d.id AND r.number = d.revision
JOIN meeting m ON m.id = d.meeting_id
LEFT JOIN revision s ON s.id = m.revision_id
LEFT JOIN matter t ON t.id = d.matter_id
LEFT JOIN account a ON a.id = d.officer_id
LEFT JOIN standard n ON n.id = d.standard_id
LEFT JOIN item_seen i ON i.viewer = :viewer AND i.revision_id = m.revision_id AND i.draft_id = d.id AND i.gone_at IS NULL
WHERE d.viewer = :viewer AND d.meeting_id = :meeting
ORDER BY d.position, d.id

-- :row agenda_place_row
--   id        draft_id
--   position  int
--   fixed     bool      was sent: its number stays

-- :many agenda_places(meeting meeting_id) -> agenda_place_row
-- Every place of an agenda, also those whose item the viewer does not see: the order must be whole.
-- :ungated because it tells numbers alone, to who arranges the agenda
SELECT d.id, coalesce(d.position, 0) AS position, EXISTS (SELECT 1 FROM item i JOIN revision r ON r.id = i.revision_id
	WHERE i.draft_id = d.id AND r.meeting_id = :meeting) AS fixed
FROM draft d WHERE d.meeting_id = :meeting ORDER BY d.position, d.id

-- :one agenda_past(meeting meeting_id) -> int
-- The highest number that was ever sent: what comes after gets higher ones.
-- :ungated because it tells a number alone, to who arranges the agenda
SELECT coalesce(max(i.position), 0) AS n FROM item i JOIN revision r ON r.id = i.revision_id WHERE r.meeting_id = :meeting

-- :exec agenda_put(draft draft_id, meeting meeting_id, position int)
-- A draft stands there.
UPDATE draft SET meeting_id = :meeting, position = :position WHERE id = :draft

-- :exec agenda_take(draft draft_id, meeting meeting_id)
-- A draft stands there no more.
UPDATE draft SET meeting_id = NULL, position = NULL WHERE id = :draft AND meeting_id = :meeting

-- --- what is offered ---

-- :many agenda_waiting(viewer viewer_id, organization organization_id, most int) -> draft_row
-- Drafts of a committee that stand on no agenda, those that are approved first.
SELECT d.id, d.organization_id AS organization, o.name AS organization_name, o.slug AS organization_slug,
	d.matter_id AS matter, t.number AS matter_number, t.slug AS matter_slug, d.template_id AS template, d.kind,
	d.department_id AS department, p.name AS department_name, d.officer_id AS officer, a.name AS officer_name,
	d.state, d.state_at, d.revision, d.saves, d.changes, d.circle, d.public_title, d.ground_id AS ground,
	g.paragraph AS ground_paragraph, g.label AS ground_label, d.public_reason, d.reconsider_on, d.meeting_id AS meeting,
	m.slug AS meeting_slug, m.start AS meeting_start, coalesce(d.position, 0) AS position,
	coalesce(d.minutes, 0) AS minutes, d.guests, d.continues, d.made_at, r.title, r.saved_at
FROM draft_seen d
JOIN draft_revision_seen r ON r.viewer = :viewer AND r.draft_id = d.id AND r.number = d.revision
JOIN organization o ON o.id = d.organization_id
LEFT JOIN matter t ON t.id = d.matter_id
LEFT JOIN department p ON p.id = d.department_id
LEFT JOIN account a ON a.id = d.officer_id
LEFT JOIN ground g ON g.id = d.ground_id
LEFT JOIN meeting m ON m.id = d.meeting_id
WHERE d.viewer = :viewer AND d.organization_id = :organization AND d.meeting_id IS NULL
	AND d.state IN ('draft', 'approval', 'returned', 'approved')
ORDER BY CASE d.state WHEN 'approved' THEN 0 WHEN 'approval' THEN 1 ELSE 2 END, d.state_at, d.id LIMIT :most

-- :many agenda_left(viewer viewer_id, organization organization_id, before text, most int) -> draft_row
-- What was on an agenda and not finished there: postponed, or not reached, or of a meeting whose minutes are not made.
SELECT d.id, d.organization_id AS organization, o.name AS organization_name, o.slug AS organization_slug,
	d.matter_id AS matter, t.number AS matter_number, t.slug AS matter_slug, d.template_id AS template, d.kind,
	d.department_id AS department, p.name AS department_name, d.officer_id AS officer, a.name AS officer_name,
	d.state, d.state_at, d.revision, d.saves, d.changes, d.circle, d.public_title, d.ground_id AS ground,
	g.paragraph AS ground_paragraph, g.label AS ground_label, d.public_reason, d.reconsider_on, d.meeting_id AS meeting,
	m.slug AS meeting_slug, m.start AS meeting_start, coalesce(d.position, 0) AS position,
	coalesce(d.minutes, 0) AS minutes, d.guests, d.continues, d.made_at, r.title, r.saved_at
FROM draft_seen d
JOIN draft_revision_seen r ON r.viewer = :viewer AND r.draft_id = d.id AND r.number = d.revision
JOIN organization o ON o.id = d.organization_id
JOIN meeting m ON m.id = d.meeting_id
LEFT JOIN matter t ON t.id = d.matter_id
LEFT JOIN department p ON p.id = d.department_id
LEFT JOIN account a ON a.id = d.officer_id
LEFT JOIN ground g ON g.id = d.ground_id
LEFT JOIN handling_seen h ON h.viewer = :viewer AND h.draft_id = d.id
WHERE d.viewer = :viewer AND d.organization_id = :organization AND d.state = 'sent' AND d.kind <> 'standard' AND m.start < :before
	AND (h.fate IS NULL OR h.fate IN ('postponed', 'not-reached'))
ORDER BY m.start DESC, d.position, d.id LIMIT :most

-- --- the same item again, at a later meeting ---

-- :one draft_again(draft draft_id, at instant) -> draft_id
-- A draft that goes on as another: its facts.
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO draft (organization_id, matter_id, template_id, kind, department_id, officer_id, state, state_at, revision, saves, changes, circle,
	public_title, ground_id, public_reason, reconsider_on, minutes, guests, continues, made_at)
SELECT d.organization_id, d.matter_id, d.template_id, d.kind, d.department_id, d.officer_id, 'approved', :at, 1, 1, 0, d.circle,
	d.public_title, d.ground_id, d.public_reason, d.reconsider_on, d.minutes, d.guests, d.id, :at
FROM draft d WHERE d.id = :draft RETURNING id

-- :one draft_again_text(draft draft_id, again draft_id, viewer viewer_id, at instant) -> draft_revision_id
-- ... its newest text,
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO draft_revision (draft_id, number, viewer_id, begun_at, saved_at, by_itself, title)
SELECT :again, 1, :viewer, :at, :at, 0, r.title FROM draft d JOIN draft_revision r ON r.draft_id = d.id AND r.number = d.revision
WHERE d.id = :draft RETURNING id

-- :exec draft_again_sections(draft draft_id, text draft_revision_id)
-- ... with its sections,
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO draft_section (revision_id, position, thread, role, heading, text, circle)
SELECT :text, s.position, s.thread, s.role, s.heading, s.text, s.circle
FROM draft d JOIN draft_revision r ON r.draft_id = d.id AND r.number = d.revision JOIN draft_section s ON s.revision_id = r.id
WHERE d.id = :draft

-- :exec draft_again_files(draft draft_id, again draft_id)
-- ... its files,
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO draft_file (draft_id, position, name, media_type, content_id, circle, added_by, added_at)
SELECT :again, f.position, f.name, f.media_type, f.content_id, f.circle, f.added_by, f.added_at
FROM draft_file f WHERE f.draft_id = :draft AND f.gone_at IS NULL

-- :exec draft_again_named(draft draft_id, again draft_id)
-- ... for whom it is,
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO named (draft_id, viewer_id) SELECT :again, n.viewer_id FROM named n WHERE n.draft_id = :draft

-- :exec draft_again_disqualified(draft draft_id, again draft_id)
-- ... and from whom it is kept.
-- :ungated because it copies, and shows nothing to anybody
INSERT INTO disqualification (draft_id, person_id, reason, noted_by, noted_at)
SELECT :again, q.person_id, q.reason, q.noted_by, q.noted_at FROM disqualification q WHERE q.draft_id = :draft

-- --- standard items ---

-- :row standard_row
--   id            standard_id
--   organization  organization_id?
--   position      int
--   place         text
--   title         text
--   role          text
--   heading       text
--   text          text

-- :many standards(organization organization_id) -> standard_row
-- The standard items of a committee, and those of all.
SELECT s.id, s.organization_id AS organization, s.position, s.place, s.title, s.role, s.heading, s.text
FROM standard s WHERE s.ended = 0 AND (s.organization_id IS NULL OR s.organization_id = :organization)
ORDER BY CASE s.place WHEN 'first' THEN 0 ELSE 1 END, s.position, s.id

-- :one standard_by_id(id standard_id) -> standard_row
-- One of them.
SELECT s.id, s.organization_id AS organization, s.position, s.place, s.title, s.role, s.heading, s.text
FROM standard s WHERE s.id = :id AND s.ended = 0

-- :exec standard_mark(draft draft_id, standard standard_id)
-- Which standard item a draft is.
UPDATE draft SET standard_id = :standard WHERE id = :draft

-- :one standard_insert(organization organization_id, place text, title text, role text, heading text, text text) -> standard_id
-- One more of a committee, after the others.
INSERT INTO standard (organization_id, position, place, title, role, heading, text, ended)
SELECT :organization, coalesce(max(s.position), 0) + 1, :place, :title, :role, :heading, :text, 0 FROM standard s RETURNING id

-- :exec standard_end(id standard_id, organization organization_id)
-- One of a committee's own is not offered any more.
UPDATE standard SET ended = 1 WHERE id = :id AND organization_id = :organization

-- :row member_name_row
--   name   text
--   role   text
--   party  text?

-- :many members_on(organization organization_id, day text) -> member_name_row
-- Who sits in a committee on a day, substitutes aside: chair first, then in Danish order.
SELECT p.name, m.role, m.party FROM membership m JOIN person p ON p.id = m.person_id
WHERE m.organization_id = :organization AND m.role <> 'substitute' AND m.from_day <= :day AND (m.to_day IS NULL OR m.to_day >= :day)
ORDER BY CASE m.role WHEN 'chair' THEN 0 WHEN 'vice' THEN 1 ELSE 2 END, p.name COLLATE da, p.id

-- --- what the committee wants to take up some time ---

-- :row topic_row
--   id         topic_id
--   title      text
--   note       text?
--   wished_by  text?
--   added_at   instant
--   added_by   text?

-- :many topics(viewer viewer_id, organization organization_id) -> topic_row
-- What was mentioned and not taken up, the oldest first.
SELECT t.id, t.title, t.note, t.wished_by, t.added_at, w.name AS added_by
FROM topic_seen t LEFT JOIN viewer w ON w.id = t.added_by
WHERE t.viewer = :viewer AND t.organization_id = :organization AND t.gone_at IS NULL ORDER BY t.added_at, t.id

-- :one topic_by_id(viewer viewer_id, id topic_id) -> topic_row
-- One of them.
SELECT t.id, t.title, t.note, t.wished_by, t.added_at, w.name AS added_by
FROM topic_seen t LEFT JOIN viewer w ON w.id = t.added_by
WHERE t.viewer = :viewer AND t.id = :id AND t.gone_at IS NULL

-- :one topic_organization(viewer viewer_id, id topic_id) -> organization_id
-- Whose it is.
SELECT t.organization_id AS id FROM topic_seen t WHERE t.viewer = :viewer AND t.id = :id

-- :one topic_insert(organization organization_id, title text, note text?, wished_by text?, meeting meeting_id?, viewer viewer_id,
--     at instant) -> topic_id
-- Something was mentioned.
INSERT INTO topic (organization_id, title, note, wished_by, meeting_id, added_by, added_at)
VALUES (:organization, :title, :note, :wished_by, :meeting, :viewer, :at) RETURNING id

-- :exec topic_go(id topic_id, draft draft_id?, at instant)
-- It is taken up, or not wanted any more.
UPDATE topic SET draft_id = :draft, gone_at = :at WHERE id = :id AND gone_at IS NULL

-- --- disqualification ---

-- :row disqualified_row
--   person    person_id
--   name      text
--   reason    text
--   noted_by  text?
--   noted_at  instant

-- :many disqualified(viewer viewer_id, draft draft_id) -> disqualified_row
-- Who is disqualified in an item.
SELECT q.person_id AS person, p.name, q.reason, w.name AS noted_by, q.noted_at
FROM disqualification_seen q JOIN person p ON p.id = q.person_id LEFT JOIN viewer w ON w.id = q.noted_by
WHERE q.viewer = :viewer AND q.draft_id = :draft ORDER BY p.name COLLATE da, p.id

-- :exec disqualification_insert(draft draft_id, person person_id, reason text, viewer viewer_id, at instant)
-- Somebody is; nothing changes when it stands there already.
INSERT INTO disqualification (draft_id, person_id, reason, noted_by, noted_at) VALUES (:draft, :person, :reason, :viewer, :at)
ON CONFLICT (draft_id, person_id) DO NOTHING

-- :exec disqualification_delete(draft draft_id, person person_id)
-- Somebody is not, or not any more.
DELETE FROM disqualification WHERE draft_id = :draft AND person_id = :person

-- :row seated_row
--   person  person_id
--   name    text

-- :many seated(organization organization_id, day text) -> seated_row
-- Who may be disqualified: whoever sits there on a day, substitutes too.
SELECT p.id AS person, p.name FROM membership m JOIN person p ON p.id = m.person_id
WHERE m.organization_id = :organization AND m.from_day <= :day AND (m.to_day IS NULL OR m.to_day >= :day)
GROUP BY p.id, p.name ORDER BY p.name COLLATE da, p.id
