-- item.sql: agenda items and what stands in them, as the viewer may see it.

-- :row item_row
--   id            item_id
--   position      int
--   number        text?
--   title         text?
--   is_public     bool
--   circle        text
--   opened        bool    the viewer may see what is within
--   ground        text?   of a closed item: the paragraph that allows it
--   public_reason text?
--   matter_label  text?
--   matter_slug   text?
--   draft         draft_id?
--   added         int     number of the meeting's revision in which it came; 0: documents told of it
--   changed       int     likewise
--   minutes       int     that it should take; 0: not said
--   gone_at       instant 0: it is there
--   gone_why      text?

-- :many items_of(viewer viewer_id, revision revision_id) -> item_row
-- The agenda of one revision.  A closed item without a public title has none for the public.
SELECT i.id, i.position, i.number, i.title, i.circle = 'public' AS is_public, i.circle, i.opened, i.ground, i.public_reason,
	i.matter_label, t.slug AS matter_slug, i.draft_id AS draft, coalesce(i.added, 0) AS added, coalesce(i.changed, 0) AS changed,
	coalesce(i.minutes, 0) AS minutes, coalesce(i.gone_at, 0) AS gone_at, i.gone_why
FROM item_seen i LEFT JOIN matter t ON t.id = i.matter_id
WHERE i.viewer = :viewer AND i.revision_id = :revision ORDER BY i.position

-- :row section_row
--   item      item_id
--   position  int
--   role      text
--   heading   text?
--   day       date?
--   text      text
--   circle    text

-- :many sections_of(viewer viewer_id, revision revision_id) -> section_row
-- All texts of one revision, in the order of the document.
SELECT s.item_id AS item, s.position, s.role, s.heading, s.day, s.text, s.circle
FROM item_seen i JOIN section_seen s ON s.item_id = i.id AND s.viewer = :viewer
WHERE i.viewer = :viewer AND i.revision_id = :revision ORDER BY i.position, s.position

-- :row file_row
--   item        item_id
--   position    int
--   name        text?       unknown: withdrawn with its name
--   circle      text
--   media_type  text?
--   content     content_id? unknown: its name is all that is known, or it was withdrawn
--   sha256      text?
--   size        int
--   gone_at     instant     0: it is there
--   gone_why    text?

-- :many files_of(viewer viewer_id, revision revision_id) -> file_row
-- All attachments of one revision.
SELECT f.item_id AS item, f.position, f.name, f.circle, f.media_type, f.content_id AS content, c.sha256, coalesce(c.size, 0) AS size,
	coalesce(f.gone_at, 0) AS gone_at, f.gone_why
FROM item_seen i JOIN file_seen f ON f.item_id = i.id AND f.viewer = :viewer LEFT JOIN content c ON c.id = f.content_id
WHERE i.viewer = :viewer AND i.revision_id = :revision ORDER BY i.position, f.position

-- :row guest_row
--   item  item_id
--   name  text
--   slug  text

-- :many guests_of(viewer viewer_id, revision revision_id) -> guest_row
-- Everybody who took part in single items of one revision.
SELECT g.item_id AS item, g.name, p.slug
FROM item_seen i JOIN guest_seen g ON g.item_id = i.id AND g.viewer = :viewer JOIN person p ON p.id = g.person_id
WHERE i.viewer = :viewer AND i.revision_id = :revision ORDER BY i.position, g.position

-- :row earlier_row
--   item               item_id
--   day                date?
--   organization       text?
--   released           bool
--   text               text?
--   organization_slug  text?
--   meeting_slug       text?

-- :many earlier_of(viewer viewer_id, revision revision_id) -> earlier_row
-- All earlier treatments that one revision tells of, with the meeting of that day where it is in the record.
-- The first meeting of a day has the day for its slug.
SELECT e.item_id AS item, e.day, e.organization, e.released, e.text, o.slug AS organization_slug, m.slug AS meeting_slug
FROM item_seen i JOIN earlier_seen e ON e.item_id = i.id AND e.viewer = :viewer
LEFT JOIN meeting m ON m.id = coalesce(
	(SELECT min(k.id) FROM organization c JOIN meeting k ON k.organization_id = c.id
		WHERE c.key = e.organization_key AND k.slug = e.day),
	(SELECT min(k.id) FROM organization_name n JOIN meeting k ON k.organization_id = n.organization_id
		WHERE n.key = e.organization_key AND k.slug = e.day))
LEFT JOIN organization o ON o.id = m.organization_id
WHERE i.viewer = :viewer AND i.revision_id = :revision ORDER BY i.position, e.position

-- :one item_insert(revision revision_id, organization organization_id, position int, number text?, title text?, public_title text?, circle text, matter matter_id?, matter_label text?) -> item_id
-- One item of an agenda.
INSERT INTO item (revision_id, organization_id, position, number, title, public_title, circle, matter_id, matter_label)
VALUES (:revision, :organization, :position, :number, :title, :public_title, :circle, :matter, :matter_label) RETURNING id

-- :exec section_insert(item item_id, position int, role text, heading text?, day date?, text text, circle text)
-- One text of an item.
INSERT INTO section (item_id, position, role, heading, day, text, circle)
VALUES (:item, :position, :role, :heading, :day, :text, :circle)

-- :exec file_insert(item item_id, position int, name text, circle text)
-- An attachment of which only the name is known.
INSERT INTO file (item_id, position, name, circle) VALUES (:item, :position, :name, :circle)

-- :exec guest_insert(item item_id, position int, person person_id, name text)
-- Somebody who took part in one item.
INSERT INTO guest (item_id, position, person_id, name) VALUES (:item, :position, :person, :name)

-- :exec earlier_insert(item item_id, position int, day date?, organization text?, organization_key text?, released bool, text text?)
-- An earlier treatment that the document tells of.
INSERT INTO earlier (item_id, position, day, organization, organization_key, released, text)
VALUES (:item, :position, :day, :organization, :organization_key, :released, :text)
