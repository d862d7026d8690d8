-- search.sql: the index of what can be found (src/domain/search.c).

-- :exec search_insert(key int, title text, body text, closed text, facet text)
-- One item's stems.
INSERT INTO search (rowid, title, body, closed, facet) VALUES (:key, :title, :body, :closed, :facet)

-- :exec search_delete(revision revision_id)
-- Takes the items of a revision that no longer counts out of the index.
-- :ungated because it reads ids only
DELETE FROM search WHERE rowid IN (SELECT k.search_key FROM item k WHERE k.revision_id = :revision)

-- :row hit_row
--   key  int

-- :many search_best(match text, most int, skip int) -> hit_row
-- The best hits first; the rank knows an item's length from its key.
SELECT s.rowid AS key FROM search s WHERE search MATCH :match
ORDER BY rank_by_length(search), s.rowid DESC LIMIT :most OFFSET :skip

-- :one search_count(match text) -> int
-- How many items match.
SELECT count(*) AS n FROM search WHERE search MATCH :match

-- :row hit_item_row
--   position           int
--   number             text?
--   title              text?
--   is_public          bool
--   matter_label       text?
--   matter_slug        text?
--   meeting            meeting_id
--   meeting_slug       text
--   start              moment
--   state              text
--   organization_name  text
--   organization_slug  text

-- :one search_item(viewer viewer_id, id item_id) -> hit_item_row
-- What the page of results shows of one hit.
SELECT i.position, i.number, i.title, i.circle = 'public' AS is_public, i.matter_label, t.slug AS matter_slug,
	m.id AS meeting, m.slug AS meeting_slug, m.start, m.state, o.name AS organization_name, o.slug AS organization_slug
FROM item_seen i
JOIN meeting m ON m.revision_id = i.revision_id
JOIN organization o ON o.id = m.organization_id
LEFT JOIN matter t ON t.id = i.matter_id
WHERE i.viewer = :viewer AND i.id = :id

-- :row hit_text_row
--   text  text

-- :many search_item_texts(viewer viewer_id, id item_id) -> hit_text_row
-- The texts of one hit, for its snippet.
SELECT s.text FROM section_seen s WHERE s.viewer = :viewer AND s.item_id = :id ORDER BY s.position

-- :exec search_note(item item_id, key int)
-- Remembers under which key an item stands in the index.
UPDATE item SET search_key = :key WHERE id = :item
