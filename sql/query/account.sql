-- account.sql: who may log in, and what they may do.

-- :row account_row
--   id        account_id
--   viewer    viewer_id
--   email     text
--   name      text
--   state     text
--   password  text?
--   secret    blob?    of the second factor
--   step      int
--   made_at   instant
--   person       person_id?   who it is
--   person_name  text?
--   person_slug  text?

-- :one account_by_key(key text) -> account_row
-- Finds an account by the address that one logs in with.
SELECT a.id, a.viewer_id AS viewer, a.email, a.name, a.state, a.password, a.secret, a.step, a.made_at,
	a.person_id AS person, p.name AS person_name, p.slug AS person_slug
FROM account a LEFT JOIN person p ON p.id = a.person_id WHERE a.email_key = :key

-- :one account_by_id(id account_id) -> account_row
-- One account.
SELECT a.id, a.viewer_id AS viewer, a.email, a.name, a.state, a.password, a.secret, a.step, a.made_at,
	a.person_id AS person, p.name AS person_name, p.slug AS person_slug
FROM account a LEFT JOIN person p ON p.id = a.person_id WHERE a.id = :id

-- :many accounts(most int, skip int) -> account_row
-- Everybody who has one, in Danish order.
SELECT a.id, a.viewer_id AS viewer, a.email, a.name, a.state, a.password, a.secret, a.step, a.made_at,
	a.person_id AS person, p.name AS person_name, p.slug AS person_slug
FROM account a LEFT JOIN person p ON p.id = a.person_id
ORDER BY a.name COLLATE da, a.id LIMIT :most OFFSET :skip

-- :one viewer_insert(name text) -> viewer_id
-- A viewer who sees what the public sees, and what its roles add.
INSERT INTO viewer (id, name, sees_all) SELECT max(v.id) + 1, :name, 0 FROM viewer v RETURNING id

-- :one account_insert(viewer viewer_id, email text, key text, name text, made_at instant) -> account_id
-- A new account, which has no password yet.
INSERT INTO account (viewer_id, email, email_key, name, state, step, made_at)
VALUES (:viewer, :email, :key, :name, 'invited', 0, :made_at) RETURNING id

-- :exec account_set_password(id account_id, password text)
-- A password that was chosen makes an invited account an active one.
UPDATE account SET password = :password, state = 'active' WHERE id = :id AND state <> 'closed'

-- :exec account_set_secret(id account_id, secret blob?)
-- Begins or ends to ask for a second factor.
UPDATE account SET secret = :secret, step = 0 WHERE id = :id

-- :exec account_bind(id account_id, person person_id?)
-- Who its owner is: memberships are this person's.
UPDATE account SET person_id = :person WHERE id = :id

-- :one account_of_person(person person_id) -> text
-- The address of the account that is a person's.
SELECT a.email FROM account a WHERE a.person_id = :person

-- :exec account_take_step(id account_id, step int)
-- A code counts once: nobody changes a row when it was taken before.
UPDATE account SET step = :step WHERE id = :id AND step < :step

-- :exec account_close(id account_id)
-- Nobody logs in with it any more.
UPDATE account SET state = 'closed', password = NULL, secret = NULL WHERE id = :id AND state <> 'closed'

-- :exec account_reopen(id account_id)
-- It may be given a password again.
UPDATE account SET state = 'invited' WHERE id = :id AND state = 'closed'

-- :row role_row
--   role               text
--   organization       organization_id?
--   organization_name  text?
--   organization_slug  text?
--   department         department_id?
--   department_name    text?
--   department_slug    text?
--   claimed            bool     a provider says so; otherwise somebody gave it

-- :many roles_of(account account_id) -> role_row
-- What an account may do.
SELECT r.role, r.organization_id AS organization, o.name AS organization_name, o.slug AS organization_slug,
	r.department_id AS department, d.name AS department_name, d.slug AS department_slug, r.claimed
FROM account_role r LEFT JOIN organization o ON o.id = r.organization_id LEFT JOIN department d ON d.id = r.department_id
WHERE r.account_id = :account ORDER BY r.role, r.id

-- :one role_held(viewer viewer_id, role text, organization organization_id?, department department_id?) -> bool
-- Whether a viewer has a role everywhere, or in that committee or department.
SELECT EXISTS (SELECT 1 FROM account_role r JOIN account a ON a.id = r.account_id
	WHERE a.viewer_id = :viewer AND a.state = 'active' AND r.role = :role
	AND (r.organization_id IS NULL OR r.organization_id = :organization)
	AND (r.department_id IS NULL OR r.department_id = :department)) AS held

-- :one role_held_somewhere(viewer viewer_id, role text) -> bool
-- Whether a viewer has a role anywhere.
SELECT EXISTS (SELECT 1 FROM account_role r JOIN account a ON a.id = r.account_id
	WHERE a.viewer_id = :viewer AND a.state = 'active' AND r.role = :role) AS held

-- :exec role_insert(account account_id, role text, organization organization_id?, department department_id?)
-- Gives a role; nothing changes when it is there.
INSERT INTO account_role (account_id, role, organization_id, department_id)
SELECT :account, :role, :organization, :department
WHERE NOT EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = :account AND r.role = :role
	AND r.organization_id IS NOT DISTINCT FROM :organization AND r.department_id IS NOT DISTINCT FROM :department)

-- :exec role_delete(account account_id, role text, organization organization_id?, department department_id?)
-- Takes a role away.
DELETE FROM account_role WHERE account_id = :account AND role = :role
	AND organization_id IS NOT DISTINCT FROM :organization AND department_id IS NOT DISTINCT FROM :department

-- :one administrator_count() -> int
-- How many could let others in, which takes the role everywhere: the last one may not lose it.
SELECT count(*) AS n FROM account_role r JOIN account a ON a.id = r.account_id
WHERE r.role = 'administrator' AND r.organization_id IS NULL AND r.department_id IS NULL AND a.state <> 'closed'

-- :one account_name_of_viewer(viewer viewer_id) -> text
-- Who acts, when it is somebody with an account.
SELECT a.name FROM account a WHERE a.viewer_id = :viewer
