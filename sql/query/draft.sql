-- draft.sql: what the desk works on: facts, texts and who is named.

-- :row draft_row
--   id                 draft_id
--   organization       organization_id
--   organization_name  text
--   organization_slug  text
--   matter             matter_id?
--   matter_number      text?
--   matter_slug        text?
--   template           template_id?
--   kind               text
--   department         department_id?
--   department_name    text?
--   officer            account_id?
--   officer_name       text?
--   state              text
--   state_at           instant
--   revision           int         number of the newest
--   saves              int
--   changes            int
--   circle             text
--   public_title       text?
--   ground             ground_id?
--   ground_paragraph   text?
--   ground_label       text?
--   public_reason      text?
--   reconsider_on      date?
--   meeting            meeting_id?
--   meeting_slug       text?
--   meeting_start      moment?
--   position           int         0: not placed
--   minutes            int         0: not said
--   guests             text?       a name a line
--   continues          draft_id?
--   made_at            instant
--   title              text        of the newest revision
--   saved_at           instant     likewise

-- :one draft_by_id(viewer viewer_id, id draft_id) -> draft_row
-- One draft, for whom it is there.
SELECT d.id, d.organization_id AS organization, o.name AS organization_name, o.slug AS organization_slug,
	d.matter_id AS matter, t.number AS matter_number, t.slug AS matter_slug, d.template_id AS template, d.kind,
	d.department_id AS department, p.name AS department_name, d.officer_id AS officer, a.name AS officer_name,
	d.state, d.state_at, d.revision, d.saves, d.changes, d.circle, d.public_title, d.ground_id AS ground,
	g.paragraph AS ground_paragraph, g.label AS ground_label, d.public_reason, d.reconsider_on, d.meeting_id AS meeting,
	m.slug AS meeting_slug, m.start AS meeting_start, coalesce(d.position, 0) AS position,
	coalesce(d.minutes, 0) AS minutes, d.guests, d.continues, d.made_at, r.title, r.saved_at
FROM draft_seen d
JOIN draft_revision_seen r ON r.viewer = :viewer AND r.draft_id = d.id AND r.number = d.revision
JOIN organization o ON o.id = d.organization_id
LEFT JOIN matter t ON t.id = d.matter_id
LEFT JOIN department p ON p.id = d.department_id
LEFT JOIN account a ON a.id = d.officer_id
LEFT JOIN ground g ON g.id = d.ground_id
LEFT JOIN meeting m ON m.id = d.meeting_id
WHERE d.viewer = :viewer AND d.id = :id

-- :many drafts(viewer viewer_id, organization organization_id?, officer account_id?, department department_id?,
--     matter matter_id?, state text?, most int, skip int) -> draft_row
-- Drafts of a committee, an officer, a department, a matter, in a state, or of all; what was changed last comes first.
SELECT d.id, d.organization_id AS organization, o.name AS organization_name, o.slug AS organization_slug,
	d.matter_id AS matter, t.number AS matter_number, t.slug AS matter_slug, d.template_id AS template, d.kind,
	d.department_id AS department, p.name AS department_name, d.officer_id AS officer, a.name AS officer_name,
	d.state, d.state_at, d.revision, d.saves, d.changes, d.circle, d.public_title, d.ground_id AS ground,
	g.paragraph AS ground_paragraph, g.label AS ground_label, d.public_reason, d.reconsider_on, d.meeting_id AS meeting,
	m.slug AS meeting_slug, m.start AS meeting_start, coalesce(d.position, 0) AS position,
	coalesce(d.minutes, 0) AS minutes, d.guests, d.continues, d.made_at, r.title, r.saved_at
FROM draft_seen d
JOIN draft_revision_seen r ON r.viewer = :viewer AND r.draft_id = d.id AND r.number = d.revision
JOIN organization o ON o.id = d.organization_id
LEFT JOIN matter t ON t.id = d.matter_id
LEFT JOIN department p ON p.id = d.department_id
LEFT JOIN account a ON a.id = d.officer_id
LEFT JOIN ground g ON g.id = d.ground_id
LEFT JOIN meeting m ON m.id = d.meeting_id
WHERE d.viewer = :viewer
	AND (:organization IS NULL OR d.organization_id = :organization)
	AND (:officer IS NULL OR d.officer_id = :officer)
	AND (:department IS NULL OR d.department_id = :department)
	AND (:matter IS NULL OR d.matter_id = :matter)
	AND (:state IS NULL OR d.state = :state)
ORDER BY CASE WHEN r.saved_at > d.state_at THEN r.saved_at ELSE d.state_at END DESC, d.id DESC LIMIT :most OFFSET :skip

-- :one draft_count(viewer viewer_id, organization organization_id?, officer account_id?, department department_id?,
--     matter matter_id?, state text?) -> int
-- How many of these.
SELECT count(*) AS n FROM draft_seen d
WHERE d.viewer = :viewer
	AND (:organization IS NULL OR d.organization_id = :organization)
	AND (:officer IS NULL OR d.officer_id = :officer)
	AND (:department IS NULL OR d.department_id = :department)
	AND (:matter IS NULL OR d.matter_id = :matter)
	AND (:state IS NULL OR d.state = :state)

-- :one draft_insert(organization organization_id, matter matter_id?, template template_id?, kind text,
--     department department_id?, officer account_id?, continues draft_id?, at instant) -> draft_id
-- A new draft, whose first revision is written in the same change.
INSERT INTO draft (organization_id, matter_id, template_id, kind, department_id, officer_id, state, state_at, revision, saves,
	changes, circle, continues, made_at)
VALUES (:organization, :matter, :template, :kind, :department, :officer, 'draft', :at, 1, 1, 0, 'public', :continues, :at)
RETURNING id

-- :exec draft_set_state(id draft_id, before text, after text, at instant)
-- From one state to another, when it is in the first.
UPDATE draft SET state = :after, state_at = :at WHERE id = :id AND state = :before

-- :exec draft_set_facts(id draft_id, changes int, matter matter_id?, department department_id?, officer account_id?, circle text,
--     public_title text?, ground ground_id?, public_reason text?, reconsider_on date?, minutes int, guests text?)
-- All facts at once, when nobody else changed them since.
UPDATE draft SET changes = changes + 1, matter_id = :matter, department_id = :department, officer_id = :officer,
	circle = :circle, public_title = :public_title, ground_id = :ground, public_reason = :public_reason,
	reconsider_on = :reconsider_on, minutes = nullif(:minutes, 0), guests = :guests
WHERE id = :id AND changes = :changes

-- :exec draft_take_turn(id draft_id, saves int, revision int)
-- The next save of a text, when nobody else saved since.
UPDATE draft SET saves = saves + 1, revision = :revision WHERE id = :id AND saves = :saves

-- --- texts ---

-- :row draft_revision_row
--   id         draft_revision_id
--   number     int
--   viewer     viewer_id
--   who        text
--   begun_at   instant
--   saved_at   instant
--   by_itself  bool
--   title      text

-- :many draft_revisions(viewer viewer_id, draft draft_id, most int, skip int) -> draft_revision_row
-- Every kept text of a draft, newest first.
SELECT r.id, r.number, r.viewer_id AS viewer, w.name AS who, r.begun_at, r.saved_at, r.by_itself, r.title
FROM draft_revision_seen r JOIN viewer w ON w.id = r.viewer_id
WHERE r.viewer = :viewer AND r.draft_id = :draft ORDER BY r.number DESC LIMIT :most OFFSET :skip

-- :one draft_revision_by_number(viewer viewer_id, draft draft_id, number int) -> draft_revision_row
-- One of them.
SELECT r.id, r.number, r.viewer_id AS viewer, w.name AS who, r.begun_at, r.saved_at, r.by_itself, r.title
FROM draft_revision_seen r JOIN viewer w ON w.id = r.viewer_id
WHERE r.viewer = :viewer AND r.draft_id = :draft AND r.number = :number

-- :row draft_section_row
--   position  int
--   thread    int    the same in every revision
--   role      text
--   heading   text
--   text      text
--   circle    text

-- :many draft_sections(viewer viewer_id, revision draft_revision_id) -> draft_section_row
-- The sections of one text that the viewer may see.
SELECT s.position, s.thread, s.role, s.heading, s.text, s.circle FROM draft_section_seen s
WHERE s.viewer = :viewer AND s.revision_id = :revision ORDER BY s.position

-- :many draft_sections_kept(revision draft_revision_id) -> draft_section_row
-- All sections of one text: whoever saves it anew keeps those that they do not see.
-- :ungated because a save writes them again and shows them to nobody
SELECT s.position, s.thread, s.role, s.heading, s.text, s.circle FROM draft_section s
WHERE s.revision_id = :revision ORDER BY s.position

-- :one draft_thread_circle(viewer viewer_id, draft draft_id, thread int) -> text
-- The circle of a section that the viewer may see, in whichever revision it stands.
SELECT s.circle FROM draft_section_seen s
WHERE s.viewer = :viewer AND s.draft_id = :draft AND s.thread = :thread ORDER BY s.number DESC LIMIT 1

-- :one draft_thread_next(draft draft_id) -> int
-- What a new section of a draft is called in all its revisions.
-- :ungated because it only counts
SELECT coalesce(max(s.thread), 0) + 1 AS n FROM draft_section s JOIN draft_revision r ON r.id = s.revision_id
WHERE r.draft_id = :draft

-- :one draft_revision_insert(draft draft_id, number int, viewer viewer_id, at instant, by_itself bool, title text) -> draft_revision_id
-- One more text of a draft.
INSERT INTO draft_revision (draft_id, number, viewer_id, begun_at, saved_at, by_itself, title)
VALUES (:draft, :number, :viewer, :at, :at, :by_itself, :title) RETURNING id

-- :exec draft_revision_renew(revision draft_revision_id, at instant, by_itself bool, title text)
-- What the editor saved by itself becomes what the same author saves next; its sections are written anew.
UPDATE draft_revision SET saved_at = :at, by_itself = :by_itself, title = :title WHERE id = :revision AND by_itself = 1

-- :exec draft_section_insert(revision draft_revision_id, position int, thread int, role text, heading text, text text, circle text)
-- One section of it.
INSERT INTO draft_section (revision_id, position, thread, role, heading, text, circle)
VALUES (:revision, :position, :thread, :role, :heading, :text, :circle)

-- :one draft_revision_is_fixed(draft draft_id, number int) -> bool
-- Whether somebody has spoken of this text already: then it stays as it is.
-- :ungated because it gives away that there is a note, to whoever writes the text, and no more
SELECT EXISTS (SELECT 1 FROM draft_note n WHERE n.draft_id = :draft AND n.revision = :number)
	OR EXISTS (SELECT 1 FROM approval a WHERE a.draft_id = :draft AND a.revision = :number) AS fixed

-- :exec draft_sections_delete(revision draft_revision_id)
-- Likewise.
DELETE FROM draft_section WHERE revision_id = :revision

-- --- circles ---

-- :exec draft_thread_set_circle(draft draft_id, thread int, circle text)
-- Who may see a section, in every revision: what was open for a moment is not to be found in an old one.
-- :ungated because it writes a circle and reads no text
UPDATE draft_section SET circle = :circle WHERE thread = :thread
	AND revision_id IN (SELECT r.id FROM draft_revision r WHERE r.draft_id = :draft)

-- :exec draft_threads_move(draft draft_id, before text, after text)
-- When a draft goes from one circle to another, so do its sections that were in the same.
-- :ungated because it writes a circle and reads no text
UPDATE draft_section SET circle = :after WHERE circle = :before
	AND revision_id IN (SELECT r.id FROM draft_revision r WHERE r.draft_id = :draft)

-- :exec draft_files_move(draft draft_id, before text, after text)
-- ... and its files.
UPDATE draft_file SET circle = :after WHERE circle = :before AND draft_id = :draft

-- :row named_row
--   viewer  viewer_id
--   name    text

-- :many draft_named(viewer viewer_id, draft draft_id) -> named_row
-- For whom a draft is that is for named persons.
SELECT n.viewer_id AS viewer, w.name FROM named_seen n JOIN viewer w ON w.id = n.viewer_id
WHERE n.viewer = :viewer AND n.draft_id = :draft ORDER BY w.name COLLATE da, w.id

-- :exec named_insert(draft draft_id, who viewer_id)
-- One more; nothing changes when they are named already.
INSERT INTO named (draft_id, viewer_id) VALUES (:draft, :who) ON CONFLICT (draft_id, viewer_id) DO NOTHING

-- :exec named_delete(draft draft_id, who viewer_id)
-- One less.
DELETE FROM named WHERE draft_id = :draft AND viewer_id = :who

-- :row ground_row
--   id         ground_id
--   paragraph  text
--   label      text
--   ended      bool

-- :many grounds() -> ground_row
-- Why an item may be closed: every paragraph, those not offered any more last.
SELECT g.id, g.paragraph, g.label, g.ended FROM ground g ORDER BY g.ended, g.paragraph COLLATE da, g.id

-- :one ground_by_id(id ground_id) -> ground_row
-- One of them.
SELECT g.id, g.paragraph, g.label, g.ended FROM ground g WHERE g.id = :id

-- --- who writes ---

-- :one account_reaches(account account_id, organization organization_id, department department_id?) -> bool
-- Whether an account may write drafts there, as officer or as clerk.
SELECT EXISTS (SELECT 1 FROM account_role r JOIN account a ON a.id = r.account_id
	WHERE a.id = :account AND a.state = 'active' AND r.role IN ('officer', 'clerk')
	AND (r.organization_id IS NULL OR r.organization_id = :organization)
	AND (r.department_id IS NULL OR r.department_id = :department)) AS reaches

-- :one account_of_viewer(viewer viewer_id) -> account_id
-- The account that looks.
SELECT a.id FROM account a WHERE a.viewer_id = :viewer

-- :one department_fits(department department_id, organization organization_id) -> bool
-- Whether a department is one of the authority whose committee it is.
SELECT EXISTS (SELECT 1 FROM department d JOIN organization o ON o.body_id = d.body_id
	WHERE d.id = :department AND o.id = :organization) AS fits

-- :one draft_sight(viewer viewer_id, id draft_id) -> bool
-- Whether a viewer may see a draft as it stands.
SELECT EXISTS (SELECT 1 FROM draft_seen d WHERE d.viewer = :viewer AND d.id = :id) AS sees

-- :one viewer_name(viewer viewer_id) -> text
-- Who that is, when it is the viewer of an active account.
SELECT w.name FROM viewer w JOIN account a ON a.viewer_id = w.id WHERE w.id = :viewer AND a.state = 'active'

-- :row draft_filled_row
--   thread   int
--   role     text
--   heading  text
--   filled   bool

-- :many draft_filled(draft draft_id, number int) -> draft_filled_row
-- Where something stands in one text, and where nothing does.
-- :ungated because it tells whether there is text, and nothing of it, to whoever has the draft before them
SELECT s.thread, s.role, s.heading, s.text <> '' AS filled
FROM draft_revision r JOIN draft_section s ON s.revision_id = r.id
WHERE r.draft_id = :draft AND r.number = :number ORDER BY s.position
