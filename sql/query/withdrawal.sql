-- withdrawal.sql: what was published and is not to be shown any more: its place stays, and says so.

-- :row withdrawn_item_row
--   id        item_id
--   draft     draft_id?
--   gone_at   instant   0: it is there
--   revision  revision_id

-- :one item_at(meeting meeting_id, position int) -> withdrawn_item_row
-- The item with that number in the revision that counts.
-- :ungated because a clerk withdraws also what they do not see, and is shown nothing
SELECT i.id, i.draft_id AS draft, coalesce(i.gone_at, 0) AS gone_at, i.revision_id AS revision
FROM meeting m JOIN item i ON i.revision_id = m.revision_id WHERE m.id = :meeting AND i.position = :position

-- :exec item_withdraw(meeting meeting_id, item item_id, draft draft_id?, at instant, why text?, title bool)
-- It goes from every revision of its meeting.
-- :ungated because it marks, and shows nothing to anybody
UPDATE item SET gone_at = :at, gone_why = :why, gone_title = :title
WHERE gone_at IS NULL AND (id = :item OR (draft_id = :draft AND revision_id IN (SELECT r.id FROM revision r WHERE r.meeting_id = :meeting)))

-- :exec item_restore(meeting meeting_id, item item_id, draft draft_id?)
-- It is back in every revision.
-- :ungated because it marks, and shows nothing to anybody
UPDATE item SET gone_at = NULL, gone_why = NULL, gone_title = 0
WHERE id = :item OR (draft_id = :draft AND revision_id IN (SELECT r.id FROM revision r WHERE r.meeting_id = :meeting))

-- :row withdrawn_file_row
--   file     draft_file_id?
--   gone_at  instant         0: it is there

-- :one file_at(item item_id, position int) -> withdrawn_file_row
-- A file of an item.
-- :ungated because a clerk withdraws also what they do not see, and is shown nothing
SELECT f.draft_file_id AS file, coalesce(f.gone_at, 0) AS gone_at FROM file f WHERE f.item_id = :item AND f.position = :position

-- :exec file_withdraw(meeting meeting_id, item item_id, draft draft_id?, position int, at instant, why text?, name bool)
-- It goes from every revision of its meeting; its number was given once.
-- :ungated because it marks, and shows nothing to anybody
UPDATE file SET gone_at = :at, gone_why = :why, gone_name = :name
WHERE position = :position AND gone_at IS NULL AND (item_id = :item OR item_id IN (SELECT i.id FROM item i JOIN revision r ON r.id = i.revision_id
	WHERE i.draft_id = :draft AND r.meeting_id = :meeting))

-- :exec file_restore(meeting meeting_id, item item_id, draft draft_id?, position int)
-- It is back.
-- :ungated because it marks, and shows nothing to anybody
UPDATE file SET gone_at = NULL, gone_why = NULL, gone_name = 0
WHERE position = :position AND (item_id = :item OR item_id IN (SELECT i.id FROM item i JOIN revision r ON r.id = i.revision_id
	WHERE i.draft_id = :draft AND r.meeting_id = :meeting))

-- :exec draft_file_withdraw(file draft_file_id, viewer viewer_id, at instant)
-- The draft has it no more: sent again, it does not come back.
UPDATE draft_file SET gone_by = :viewer, gone_at = :at WHERE id = :file AND gone_at IS NULL

-- :exec draft_file_restore(file draft_file_id)
-- ... and has it again.
UPDATE draft_file SET gone_by = NULL, gone_at = NULL WHERE id = :file

-- :exec sources_close(meeting meeting_id)
-- The documents that told of a meeting hold what is withdrawn: they are for its staff alone.
UPDATE source SET circle = 'staff' WHERE id IN (SELECT r.source_id FROM revision r WHERE r.meeting_id = :meeting)

-- :row file_place_row
--   item        item_id
--   name        text?
--   circle      text
--   media_type  text?
--   content     content_id?
--   sha256      text?
--   size        int
--   gone_at     instant      0: it is there
--   gone_why    text?

-- :one file_in_item(viewer viewer_id, revision revision_id, position int, number int) -> file_place_row
-- A file by the numbers of its item and its own, as the viewer may see it.
SELECT f.item_id AS item, f.name, f.circle, f.media_type, f.content_id AS content, c.sha256, coalesce(c.size, 0) AS size,
	coalesce(f.gone_at, 0) AS gone_at, f.gone_why
FROM item_seen i JOIN file_seen f ON f.item_id = i.id AND f.viewer = :viewer LEFT JOIN content c ON c.id = f.content_id
WHERE i.viewer = :viewer AND i.revision_id = :revision AND i.position = :position AND f.position = :number

-- :row gone_row
--   gone_at  instant
--   why      text?

-- :one item_gone(viewer viewer_id, revision revision_id, position int) -> gone_row
-- That an item was withdrawn, and why.
SELECT coalesce(i.gone_at, 0) AS gone_at, i.gone_why AS why FROM item_seen i
WHERE i.viewer = :viewer AND i.revision_id = :revision AND i.position = :position AND i.gone_at IS NOT NULL
