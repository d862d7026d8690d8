-- gate.sql: which tables are read only through a view that knows the viewer.

-- :guarded item by item_seen
-- :guarded section by section_seen
-- :guarded file by file_seen
-- :guarded guest by guest_seen
-- :guarded earlier by earlier_seen
-- :guarded source by source_seen
