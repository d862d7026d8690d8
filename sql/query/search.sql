-- search.sql: the index of what can be found (src/domain/search.c).
--
-- The engines' full-text indexes have nothing in common but the stems that both are given, so that what touches the index has two
-- bodies.  On PostgreSQL :match is lines: a tsquery; whose items the viewer may look into as members, as staff and by name, a tsquery each or
-- nothing; and the phrases that must stand in a column as they are, as the index holds no places (src/store/match.h).

-- :exec search_insert(key int, title text, body text, members text, staff text, named text, facet text)
-- One item's stems.
-- :sqlite
INSERT INTO search (rowid, title, body, members, staff, named, facet) VALUES (:key, :title, :body, :members, :staff, :named, :facet)

-- :postgres
INSERT INTO search (key, title, body, members, staff, named, facet) VALUES (:key, :title, :body, :members, :staff, :named, :facet)

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
	AND (split_part(:match, chr(10), 5) = '' OR NOT EXISTS (
		SELECT 1 FROM unnest(string_to_array(:match, chr(10))) WITH ORDINALITY AS p (phrase, line)
		WHERE p.line > 4 AND strpos(' ' || s.title, p.phrase) = 0 AND strpos(' ' || s.body, p.phrase) = 0
			AND NOT (strpos(' ' || s.members, p.phrase) > 0 AND s.words @@ split_part(:match, chr(10), 2)::tsquery)
			AND NOT (strpos(' ' || s.staff, p.phrase) > 0 AND s.words @@ split_part(:match, chr(10), 3)::tsquery)
			AND NOT (strpos(' ' || s.named, p.phrase) > 0 AND s.words @@ split_part(:match, chr(10), 4)::tsquery)))
ORDER BY CASE WHEN s.title_words @@ split_part(:match, chr(10), 1)::tsquery
		THEN 4 / (4 + 0.3 + 0.048 * power(1.6::double precision, s.key % 16))
		ELSE 1 / (1 + 0.3 + 0.048 * power(1.6::double precision, s.key % 16)) END DESC, s.key DESC LIMIT :most OFFSET :skip

-- :one search_ranked(match text) -> int
-- How many items match, right after search_best gave some of them: SQLite ranked them all, and knows (src/store/sqlite_rank.h).
-- :sqlite
SELECT ranked_rows(:match) AS n

-- :postgres
SELECT count(*) AS n FROM search s
WHERE s.words @@ split_part(:match, chr(10), 1)::tsquery
	AND (split_part(:match, chr(10), 5) = '' OR NOT EXISTS (
		SELECT 1 FROM unnest(string_to_array(:match, chr(10))) WITH ORDINALITY AS p (phrase, line)
		WHERE p.line > 4 AND strpos(' ' || s.title, p.phrase) = 0 AND strpos(' ' || s.body, p.phrase) = 0
			AND NOT (strpos(' ' || s.members, p.phrase) > 0 AND s.words @@ split_part(:match, chr(10), 2)::tsquery)
			AND NOT (strpos(' ' || s.staff, p.phrase) > 0 AND s.words @@ split_part(:match, chr(10), 3)::tsquery)
			AND NOT (strpos(' ' || s.named, p.phrase) > 0 AND s.words @@ split_part(:match, chr(10), 4)::tsquery)))

-- :one search_count(match text) -> int
-- How many items match.
-- :sqlite
SELECT count(*) AS n FROM search WHERE search MATCH :match

-- :postgres
SELECT count(*) AS n FROM search s
WHERE s.words @@ split_part(:match, chr(10), 1)::tsquery
	AND (split_part(:match, chr(10), 5) = '' OR NOT EXISTS (
		SELECT 1 FROM unnest(string_to_array(:match, chr(10))) WITH ORDINALITY AS p (phrase, line)
		WHERE p.line > 4 AND strpos(' ' || s.title, p.phrase) = 0 AND strpos(' ' || s.body, p.phrase) = 0
			AND NOT (strpos(' ' || s.members, p.phrase) > 0 AND s.words @@ split_part(:match, chr(10), 2)::tsquery)
			AND NOT (strpos(' ' || s.staff, p.phrase) > 0 AND s.words @@ split_part(:match, chr(10), 3)::tsquery)
			AND NOT (strpos(' ' || s.named, p.phrase) > 0 AND s.words @@ split_part(:match, chr(10), 4)::tsquery)))

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
--   item    item_id
--   text    text
--   circle  text

-- :many search_texts(viewer viewer_id, ids text) -> hit_text_row
-- The texts of those hits, for their snippets, in the same order.
-- :sqlite
SELECT s.item_id AS item, s.text, s.circle FROM json_each(:ids) w JOIN section_seen s ON s.item_id = w.value
WHERE s.viewer = :viewer ORDER BY w.key, s.position

-- :postgres
SELECT s.item_id AS item, s.text, s.circle
FROM json_array_elements_text(:ids::json) WITH ORDINALITY AS w (value, place)
JOIN section_seen s ON s.item_id = w.value::bigint
WHERE s.viewer = :viewer ORDER BY w.place, s.position

-- :exec search_note(item item_id, key int)
-- Remembers under which key an item stands in the index.
UPDATE item SET search_key = :key WHERE id = :item

-- :many revisions_that_count(after revision_id, most int) -> revision_id
-- What the index is made of, in order.
SELECT r.id FROM meeting m JOIN revision r ON r.id = m.revision_id WHERE r.id > :after ORDER BY r.id LIMIT :most

-- :row index_facts_row
--   organization  organization_id
--   start         moment
--   kind          text

-- :one index_facts(revision revision_id) -> index_facts_row
-- What the facets of a revision's items are made of.
SELECT m.organization_id AS organization, r.start, r.kind FROM revision r JOIN meeting m ON m.id = r.meeting_id WHERE r.id = :revision

-- :row index_item_row
--   id            item_id
--   circle        text
--   title         text?
--   public_title  text?
--   matter_label  text?
--   department    department_id?
--   draft         draft_id?

-- :many index_items(revision revision_id) -> index_item_row
-- The items of a revision that is being put into the index; what was withdrawn is found by nobody.
-- :ungated because the indexer puts each text where its circle alone finds it
SELECT i.id, i.circle, i.title, i.public_title, i.matter_label, i.department_id AS department, i.draft_id AS draft
FROM item i WHERE i.revision_id = :revision AND i.gone_at IS NULL ORDER BY i.position

-- :row index_text_row
--   item    item_id
--   circle  text
--   text    text

-- :many index_texts(revision revision_id) -> index_text_row
-- All that can be found of those items but their titles, item by item.
-- :ungated because the indexer puts each text where its circle alone finds it
SELECT w.item, w.circle, w.text FROM (
	SELECT i.position AS item_position, 1 AS part, s.position, s.item_id AS item, s.circle, s.text
	FROM item i JOIN section s ON s.item_id = i.id WHERE i.revision_id = :revision AND i.gone_at IS NULL
	UNION ALL
	SELECT i.position, 2, f.position, f.item_id, f.circle, f.name
	FROM item i JOIN file f ON f.item_id = i.id AND f.gone_at IS NULL WHERE i.revision_id = :revision AND i.gone_at IS NULL
	UNION ALL
	SELECT i.position, 3, g.position, g.item_id, i.circle, g.name
	FROM item i JOIN guest g ON g.item_id = i.id WHERE i.revision_id = :revision AND i.gone_at IS NULL
	UNION ALL
	SELECT i.position, 4, e.position, e.item_id, i.circle, coalesce(e.text, '')
	FROM item i JOIN earlier e ON e.item_id = i.id WHERE i.revision_id = :revision AND i.gone_at IS NULL AND e.released = 1) w
ORDER BY w.item_position, w.part, w.position

-- :row sight_row
--   circle        text
--   organization  organization_id?
--   department    department_id?

-- :many sights_of(viewer viewer_id) -> sight_row
-- Which circles a viewer is in, and where.
SELECT DISTINCT s.circle, s.organization_id AS organization, s.department_id AS department
FROM sight s WHERE s.viewer = :viewer AND s.circle IN ('members', 'staff') ORDER BY s.circle, s.organization_id, s.department_id

-- :many drafts_named(viewer viewer_id) -> draft_id
-- Of which items a viewer may see what is for named persons.
-- :ungated because it tells a viewer of itself
SELECT n.draft_id FROM named n WHERE n.viewer_id = :viewer ORDER BY n.draft_id

-- :many drafts_kept(viewer viewer_id) -> draft_id
-- From which items a viewer is kept.
-- :ungated because it is asked to hide them
SELECT k.draft_id FROM sight_kept k WHERE k.viewer = :viewer ORDER BY k.draft_id

-- :one viewer_sees_all(viewer viewer_id) -> bool
-- Whether no circle holds a viewer back.
SELECT v.sees_all FROM viewer v WHERE v.id = :viewer
