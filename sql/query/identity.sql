-- identity.sql: people whom another service knows, and what it tells of them.

-- :row identity_row
--   id       identity_id
--   account  account_id
--   issuer   text
--   subject  text
--   made_at  instant
--   seen_at  instant

-- :one identity_by_subject(issuer text, subject text) -> identity_row
-- The account of a provider's user.
SELECT i.id, i.account_id AS account, i.issuer, i.subject, i.made_at, i.seen_at FROM identity i
WHERE i.issuer = :issuer AND i.subject = :subject

-- :one identity_at(account account_id, issuer text) -> identity_row
-- Which user of a provider an account is.
SELECT i.id, i.account_id AS account, i.issuer, i.subject, i.made_at, i.seen_at FROM identity i
WHERE i.account_id = :account AND i.issuer = :issuer

-- :many identities_of(account account_id) -> identity_row
-- Which users of which providers an account is.
SELECT i.id, i.account_id AS account, i.issuer, i.subject, i.made_at, i.seen_at FROM identity i
WHERE i.account_id = :account ORDER BY i.made_at, i.id

-- :exec identity_insert(account account_id, issuer text, subject text, now instant)
-- A user is bound to an account.
INSERT INTO identity (account_id, issuer, subject, made_at, seen_at) VALUES (:account, :issuer, :subject, :now, :now)

-- :exec identity_seen(issuer text, subject text, now instant)
-- They have logged in.
UPDATE identity SET seen_at = :now WHERE issuer = :issuer AND subject = :subject

-- :exec identity_delete_all(account account_id)
-- No provider's user is bound to it any more.
DELETE FROM identity WHERE account_id = :account

-- :exec account_activate(id account_id)
-- Who was invited has come by another service, or by a link.
UPDATE account SET state = 'active' WHERE id = :id AND state = 'invited'

-- :row claimed_row
--   id            account_role_id
--   role          text
--   organization  organization_id?
--   department    department_id?

-- :many claimed_roles(account account_id) -> claimed_row
-- What a provider said that an account may do.
SELECT r.id, r.role, r.organization_id AS organization, r.department_id AS department FROM account_role r
WHERE r.account_id = :account AND r.claimed = 1 ORDER BY r.id

-- :exec claimed_insert(account account_id, role text, organization organization_id?, department department_id?)
-- It says one more; nothing changes when somebody has given it.
INSERT INTO account_role (account_id, role, organization_id, department_id, claimed)
SELECT :account, :role, :organization, :department, 1
WHERE NOT EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = :account AND r.role = :role
	AND r.organization_id IS NOT DISTINCT FROM :organization AND r.department_id IS NOT DISTINCT FROM :department)

-- :exec claimed_delete(id account_role_id)
-- It says it no longer.
DELETE FROM account_role WHERE id = :id AND claimed = 1

-- :exec claimed_keep(account account_id, role text, organization organization_id?, department department_id?)
-- Somebody gives it too: then it is theirs to take away.
UPDATE account_role SET claimed = 0 WHERE account_id = :account AND role = :role AND claimed = 1
	AND organization_id IS NOT DISTINCT FROM :organization AND department_id IS NOT DISTINCT FROM :department

-- :one organization_at(slug text) -> organization_id
-- The committee of an address.
SELECT o.id FROM organization o WHERE o.slug = :slug

-- :one department_at(slug text) -> department_id
-- The department of that name in addresses.
SELECT d.id FROM department d WHERE d.slug = :slug

-- :exec departure_insert(token text, back text?, until instant)
-- A browser is sent to a provider.
INSERT INTO departure (token, back, until) VALUES (:token, :back, :until)

-- :row departure_row
--   back  text?

-- :one departure_by_token(token text, now instant) -> departure_row
-- One that may still come back.
SELECT d.back FROM departure d WHERE d.token = :token AND d.until > :now

-- :exec departure_delete(token text)
-- It is back, and comes back once.
DELETE FROM departure WHERE token = :token

-- :exec departure_delete_late(now instant)
-- Who comes so late begins anew.
DELETE FROM departure WHERE until <= :now
