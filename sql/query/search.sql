-- search.sql: the index of what can be found (src/domain/search.c).
--
-- The engines' full-text indexes have nothing in common but the stems that both are given, so that what touches the index has two
-- bodies.  On PostgreSQL :match is a tsquery, and after it, a line each, the phrases that must stand in a column as they are:
-- the index holds no places (src/store/match.h).

-- :exec search_insert(key int, title text, body text, closed text, facet text)
-- One item's stems.
-- :sqlite
INSERT INTO search (rowid, title, body, closed, facet) VALUES (:key, :title, :body, :closed, :facet)

-- :postgres
INSERT INTO search (key, title, body, closed, facet) VALUES (:key, :title, :body, :closed, :facet)

-- :exec search_delete(revision revision_id)
-- Takes the items of a revision that no longer counts out of the index.
-- :ungated because it reads ids only
-- :sqlite
DELETE FROM search WHERE rowid IN (SELECT k.search_key FROM item k WHERE k.revision_id = :revision)

-- :postgres
DELETE FROM search WHERE key IN (SELECT k.search_key FROM item k WHERE k.revision_id = :revision)

-- :row hit_row
--   key  int

-- :many search_best(match text, most int, skip int) -> hit_row
-- The best hits first; the rank knows an item's length from its key.  PostgreSQL would have to read a whole item to count its
-- words, so there the rank is the same formula with a word counted once, or four times in a title (src/store/sqlite_rank.c).
-- :sqlite
SELECT s.rowid AS key FROM search s WHERE search MATCH :match
ORDER BY rank_by_length(search), s.rowid DESC LIMIT :most OFFSET :skip

-- :postgres
SELECT s.key FROM search s
WHERE s.words @@ split_part(:match, chr(10), 1)::tsquery
	AND (strpos(:match, chr(10)) = 0 OR NOT EXISTS (
		SELECT 1 FROM unnest(string_to_array(:match, chr(10))) WITH ORDINALITY AS p (phrase, line)
		WHERE p.line > 1 AND strpos(' ' || s.title, p.phrase) = 0 AND strpos(' ' || s.body, p.phrase) = 0
			AND (strpos(:match, '!') = 0 OR strpos(' ' || s.closed, p.phrase) = 0)))
ORDER BY CASE WHEN s.title_words @@ split_part(:match, chr(10), 1)::tsquery
		THEN 4 / (4 + 0.3 + 0.048 * power(1.6::double precision, s.key % 16))
		ELSE 1 / (1 + 0.3 + 0.048 * power(1.6::double precision, s.key % 16)) END DESC, s.key DESC LIMIT :most OFFSET :skip

-- :one search_count(match text) -> int
-- How many items match.
-- :sqlite
SELECT count(*) AS n FROM search WHERE search MATCH :match

-- :postgres
SELECT count(*) AS n FROM search s
WHERE s.words @@ split_part(:match, chr(10), 1)::tsquery
	AND (strpos(:match, chr(10)) = 0 OR NOT EXISTS (
		SELECT 1 FROM unnest(string_to_array(:match, chr(10))) WITH ORDINALITY AS p (phrase, line)
		WHERE p.line > 1 AND strpos(' ' || s.title, p.phrase) = 0 AND strpos(' ' || s.body, p.phrase) = 0
			AND (strpos(:match, '!') = 0 OR strpos(' ' || s.closed, p.phrase) = 0)))

-- :row hit_item_row
--   id                 item_id
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

-- :many search_items(viewer viewer_id, ids text) -> hit_item_row
-- What a page of results shows of its hits: ids is a JSON array, and the rows are in its order.  The meeting is
-- found through its revision: nothing tells from a revision alone which meeting counts it, but a look at all of them.
-- :sqlite
SELECT i.id, i.position, i.number, i.title, i.circle = 'public' AS is_public, i.matter_label, t.slug AS matter_slug,
	m.id AS meeting, m.slug AS meeting_slug, m.start, m.state, o.name AS organization_name, o.slug AS organization_slug
FROM json_each(:ids) w JOIN item_seen i ON i.id = w.value
JOIN revision r ON r.id = i.revision_id
JOIN meeting m ON m.id = r.meeting_id AND m.revision_id = r.id
JOIN organization o ON o.id = m.organization_id
LEFT JOIN matter t ON t.id = i.matter_id
WHERE i.viewer = :viewer ORDER BY w.key

-- :postgres
SELECT i.id, i.position, i.number, i.title, i.circle = 'public' AS is_public, i.matter_label, t.slug AS matter_slug,
	m.id AS meeting, m.slug AS meeting_slug, m.start, m.state, o.name AS organization_name, o.slug AS organization_slug
FROM json_array_elements_text(:ids::json) WITH ORDINALITY AS w (value, place) JOIN item_seen i ON i.id = w.value::bigint
JOIN revision r ON r.id = i.revision_id
JOIN meeting m ON m.id = r.meeting_id AND m.revision_id = r.id
JOIN organization o ON o.id = m.organization_id
LEFT JOIN matter t ON t.id = i.matter_id
WHERE i.viewer = :viewer ORDER BY w.place

-- :row hit_text_row
--   item  item_id
--   text  text

-- :many search_texts(viewer viewer_id, ids text) -> hit_text_row
-- The texts of those hits, for their snippets, in the same order.
-- :sqlite
SELECT s.item_id AS item, s.text FROM json_each(:ids) w JOIN section_seen s ON s.item_id = w.value
WHERE s.viewer = :viewer ORDER BY w.key, s.position

-- :postgres
SELECT s.item_id AS item, s.text
FROM json_array_elements_text(:ids::json) WITH ORDINALITY AS w (value, place)
JOIN section_seen s ON s.item_id = w.value::bigint
WHERE s.viewer = :viewer ORDER BY w.place, s.position

-- :exec search_note(item item_id, key int)
-- Remembers under which key an item stands in the index.
UPDATE item SET search_key = :key WHERE id = :item
