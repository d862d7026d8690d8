-- charter.sql: what a committee is and by which rules it works, version by version.

-- :row charter_row
--   from_day   date
--   kind       text
--   ground     text?
--   seats      int     0: not said
--   quorum     int     0: at least half
--   notice     int
--   saturday   bool
--   rules      text
--   reference  text

-- :one charter_on(organization organization_id, day date) -> charter_row
-- What holds on that day.
SELECT c.from_day, c.kind, c.ground, coalesce(c.seats, 0) AS seats, coalesce(c.quorum, 0) AS quorum, c.notice, c.saturday,
	c.rules, c.reference
FROM charter c WHERE c.organization_id = :organization AND c.from_day <= :day ORDER BY c.from_day DESC LIMIT 1

-- :many charters(organization organization_id, until date) -> charter_row
-- Every version that begins by that day, the newest first.
SELECT c.from_day, c.kind, c.ground, coalesce(c.seats, 0) AS seats, coalesce(c.quorum, 0) AS quorum, c.notice, c.saturday,
	c.rules, c.reference
FROM charter c WHERE c.organization_id = :organization AND c.from_day <= :until ORDER BY c.from_day DESC

-- :exec charter_put(organization organization_id, from_day date, kind text, ground text?, seats int, quorum int, notice int, saturday bool, rules text, reference text)
-- A version from a day on; one of that very day gives way.
INSERT INTO charter (organization_id, from_day, kind, ground, seats, quorum, notice, saturday, rules, reference)
VALUES (:organization, :from_day, :kind, :ground, nullif(:seats, 0), nullif(:quorum, 0), :notice, :saturday, :rules, :reference)
ON CONFLICT (organization_id, from_day) DO UPDATE SET kind = excluded.kind, ground = excluded.ground, seats = excluded.seats,
	quorum = excluded.quorum, notice = excluded.notice, saturday = excluded.saturday, rules = excluded.rules,
	reference = excluded.reference

-- :exec charter_delete(organization organization_id, from_day date)
-- A version that shall not come to hold.
DELETE FROM charter WHERE organization_id = :organization AND from_day = :from_day
