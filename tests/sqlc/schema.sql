-- What the cases are held against.
CREATE TABLE viewer (id INTEGER PRIMARY KEY, sees_all INTEGER NOT NULL) STRICT;
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL, born TEXT) STRICT;
CREATE TABLE item (
	id INTEGER PRIMARY KEY,
	title TEXT NOT NULL,
	note TEXT,
	size INTEGER NOT NULL,
	weight REAL NOT NULL,
	bytes BLOB NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE VIEW item_seen AS SELECT v.id AS viewer, i.id, i.title, i.note FROM viewer v JOIN item i;
CREATE VIEW item_around AS SELECT title FROM item;
CREATE VIEW item_through AS SELECT title FROM item_seen;
CREATE VIEW item_kind AS SELECT i.id AS item_id, i.note AS kind FROM item i UNION ALL SELECT i.id, 'any' FROM item i;
CREATE VIEW item_typed AS SELECT i.id AS item_id, i.note AS kind FROM item i UNION ALL SELECT i.id, CAST('any' AS TEXT) FROM item i;
CREATE VIEW item_seen_slowly AS SELECT v.id AS viewer, i.id, i.title FROM viewer v JOIN item i
	ON EXISTS (SELECT 1 FROM item_kind k WHERE k.item_id = i.id AND k.kind = i.title);
CREATE VIEW item_seen_fast AS SELECT v.id AS viewer, i.id, i.title FROM viewer v JOIN item i
	ON EXISTS (SELECT 1 FROM item_typed k WHERE k.item_id = i.id AND k.kind = i.title);
CREATE TABLE trace (at INTEGER NOT NULL, sizes INTEGER NOT NULL) STRICT;
CREATE TRIGGER person_gone AFTER DELETE ON person BEGIN
	INSERT INTO trace SELECT 1, count(i.size) FROM item i;
END;
CREATE VIRTUAL TABLE search USING fts5 (title, body);
