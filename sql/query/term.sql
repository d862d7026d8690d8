-- term.sql: election periods, and what one that is being prepared will bring.

-- :row term_row
--   id         term_id
--   body       body_id
--   body_name  text
--   from_day   date
--   to_day     date
--   done       bool    its memberships are made

-- :one term_by_id(id term_id) -> term_row
-- One election period.
SELECT t.id, t.body_id AS body, b.name AS body_name, t.from_day, t.to_day, t.done_at IS NOT NULL AS done
FROM term t JOIN body b ON b.id = t.body_id WHERE t.id = :id

-- :many terms(most int) -> term_row
-- The newest first.
SELECT t.id, t.body_id AS body, b.name AS body_name, t.from_day, t.to_day, t.done_at IS NOT NULL AS done
FROM term t JOIN body b ON b.id = t.body_id ORDER BY t.from_day DESC, b.name COLLATE da, t.id LIMIT :most

-- :one term_overlaps(body body_id, from_day date, to_day date, but term_id) -> bool
-- Whether an authority has another election period in that time.
SELECT EXISTS (SELECT 1 FROM term t WHERE t.body_id = :body AND t.id <> :but
	AND t.from_day <= :to_day AND t.to_day >= :from_day) AS overlaps

-- :one term_insert(body body_id, from_day date, to_day date) -> term_id
-- One that is to be prepared.
INSERT INTO term (body_id, from_day, to_day) VALUES (:body, :from_day, :to_day) RETURNING id

-- :exec term_set_days(id term_id, from_day date, to_day date)
-- Other days, while it is being prepared.
UPDATE term SET from_day = :from_day, to_day = :to_day WHERE id = :id AND done_at IS NULL

-- :exec term_done(id term_id, at instant)
-- Its memberships are made.
UPDATE term SET done_at = :at WHERE id = :id AND done_at IS NULL

-- :exec term_delete(id term_id)
-- It is not prepared any more.
DELETE FROM term WHERE id = :id AND done_at IS NULL

-- :many term_organizations(body body_id, day date) -> organization_row
-- The committees of an authority that go on that day, in Danish order.
SELECT o.id, o.body_id AS body, o.name, o.slug, o.classification, o.to_day FROM organization o
WHERE o.body_id = :body AND (o.to_day IS NULL OR o.to_day >= :day) ORDER BY o.name COLLATE da, o.id

-- :row term_fate_row
--   organization  organization_id
--   fate          text

-- :many term_fates(term term_id) -> term_fate_row
-- What it will bring to each committee that was looked at.
SELECT c.organization_id AS organization, c.fate FROM term_committee c WHERE c.term_id = :term ORDER BY c.organization_id

-- :exec term_fate_put(term term_id, organization organization_id, fate text)
-- What it will bring to a committee.
INSERT INTO term_committee (term_id, organization_id, fate) VALUES (:term, :organization, :fate)
ON CONFLICT (term_id, organization_id) DO UPDATE SET fate = excluded.fate

-- :exec term_fates_delete(term term_id)
-- Nothing is prepared any more.
DELETE FROM term_committee WHERE term_id = :term

-- :row term_seat_row
--   organization    organization_id
--   name            text
--   role            text
--   party           text?
--   substitute_for  text?

-- :many term_seats(term term_id) -> term_seat_row
-- Who is to sit where.
SELECT s.organization_id AS organization, s.name, s.role, s.party, s.substitute_for FROM term_seat s
WHERE s.term_id = :term ORDER BY s.organization_id, s.position

-- :exec term_seat_insert(term term_id, organization organization_id, position int, name text, role text, party text?, substitute_for text?)
-- One of them.
INSERT INTO term_seat (term_id, organization_id, position, name, role, party, substitute_for)
VALUES (:term, :organization, :position, :name, :role, :party, :substitute_for)

-- :exec term_seats_delete(term term_id, organization organization_id?)
-- Of one committee, or of all.
DELETE FROM term_seat WHERE term_id = :term AND (:organization IS NULL OR organization_id = :organization)
