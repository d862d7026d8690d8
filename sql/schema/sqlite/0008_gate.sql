-- 0008_gate.sql: who sees what.  Every read of a guarded table (sql/query/gate.sql) goes through the view of its name, which wants the
-- viewer.
--
-- A circle (public, members, staff, named) stands with each thing; which circles a viewer is in is asked here and nowhere else.
-- What is public is public to all, a disqualified member too: only what a circle gives is taken away.
--
-- Everybody (viewer 0) is in no circle, which is asked first (v.id > 0): most pages are made for nobody else.
--
-- A constant beside a column in a UNION ALL is cast to the column's type.  SQLite takes such a view apart, and finds one item's
-- circles by its indexes, when the columns of all its parts have one affinity; a bare constant has none, and then each look at what is
-- closed makes the whole view first: every item there is.

-- Which circle a role opens, in the committee or department for which it is given.  'drafts' is what was not sent yet.
CREATE TABLE role_circle (
	role   TEXT NOT NULL,
	circle TEXT NOT NULL,
	PRIMARY KEY (role, circle)
) STRICT, WITHOUT ROWID;
INSERT INTO role_circle (role, circle) VALUES
	('member', 'members'),
	('clerk', 'members'), ('clerk', 'staff'), ('clerk', 'drafts'),
	('officer', 'members'), ('officer', 'staff'), ('officer', 'drafts'),
	('approver', 'members'), ('approver', 'staff'), ('approver', 'drafts'),
	('auditor', 'members'), ('auditor', 'staff'), ('auditor', 'drafts');

-- Which circles of a draft are open to the desk, and to whoever reads its agenda through.
CREATE TABLE desk_circle (
	who    TEXT NOT NULL,
	circle TEXT NOT NULL,
	PRIMARY KEY (who, circle)
) STRICT, WITHOUT ROWID;
INSERT INTO desk_circle (who, circle) VALUES
	('desk', 'public'), ('desk', 'members'), ('desk', 'staff'),
	('reader', 'public'), ('reader', 'members');

-- Which circles a viewer is in, and where: a committee or department that is unknown stands for all.  Roles say so, and
-- memberships while they last.  A substitute sees nothing by being one.
CREATE VIEW sight AS
	SELECT a.viewer_id AS viewer, r.organization_id, r.department_id, c.circle
	FROM account a JOIN account_role r ON r.account_id = a.id JOIN role_circle c ON c.role = r.role
	WHERE a.state = 'active'
	UNION ALL
	SELECT a.viewer_id, m.organization_id, CAST(NULL AS INTEGER), CAST('members' AS TEXT)
	FROM account a JOIN membership m ON m.person_id = a.person_id
	WHERE a.state = 'active' AND m.role <> 'substitute'
		AND m.from_day <= date('now') AND (m.to_day IS NULL OR m.to_day >= date('now'));

-- Who is kept from a draft, and from the items that are made of it.
CREATE VIEW sight_kept AS
	SELECT a.viewer_id AS viewer, q.draft_id
	FROM disqualification q JOIN account a ON a.person_id = q.person_id;

-- Who is in which circle of an item of the record.
CREATE VIEW sight_item AS
	SELECT s.viewer, i.id AS item_id, s.circle
	FROM item i JOIN sight s ON (s.organization_id IS NULL OR s.organization_id = i.organization_id)
		AND (s.department_id IS NULL OR s.department_id = i.department_id)
	WHERE NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = s.viewer AND k.draft_id = i.draft_id)
	UNION ALL
	SELECT n.viewer_id, i.id, CAST('named' AS TEXT)
	FROM item i JOIN named n ON n.draft_id = i.draft_id
	WHERE NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = n.viewer_id AND k.draft_id = i.draft_id);

-- Who may see a draft at all: its authority's staff, whoever is asked to approve it, and whoever reads its agenda through.
CREATE VIEW sight_desk AS
	SELECT s.viewer, d.id AS draft_id
	FROM draft d JOIN sight s ON s.circle = 'drafts' AND (s.organization_id IS NULL OR s.organization_id = d.organization_id)
		AND (s.department_id IS NULL OR s.department_id = d.department_id)
	UNION ALL
	SELECT a.viewer_id, p.draft_id
	FROM approval p JOIN account a ON a.id = p.account_id OR a.id = p.deputy_id WHERE a.state = 'active';

-- Who is in which circle of a draft.  Whoever reads an agenda through sees what the meeting's members will see.
CREATE VIEW sight_draft AS
	SELECT w.viewer, w.draft_id, c.circle
	FROM sight_desk w JOIN desk_circle c ON c.who = 'desk'
	WHERE NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = w.viewer AND k.draft_id = w.draft_id)
	UNION ALL
	SELECT w.viewer, w.draft_id, CAST('named' AS TEXT)
	FROM sight_desk w JOIN named n ON n.draft_id = w.draft_id AND n.viewer_id = w.viewer
	WHERE NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = w.viewer AND k.draft_id = w.draft_id)
	UNION ALL
	SELECT r.viewer_id, d.id, c.circle
	FROM agenda_reader r JOIN draft d ON d.meeting_id = r.meeting_id
	JOIN desk_circle c ON c.who = 'reader'
	WHERE NOT EXISTS (SELECT 1 FROM sight_kept k WHERE k.viewer = r.viewer_id AND k.draft_id = d.id);

CREATE VIEW item_seen AS
	SELECT v.id AS viewer, i.id, i.revision_id, i.organization_id, i.position, i.number,
		CASE WHEN i.circle = 'public' OR v.sees_all = 1 OR v.id > 0 AND EXISTS (SELECT 1 FROM sight_item w
			WHERE w.item_id = i.id AND w.viewer = v.id AND w.circle = i.circle)
			THEN i.title ELSE i.public_title END AS title,
		CASE WHEN i.circle = 'public' OR v.sees_all = 1 OR v.id > 0 AND EXISTS (SELECT 1 FROM sight_item w
			WHERE w.item_id = i.id AND w.viewer = v.id AND w.circle = i.circle)
			THEN 1 ELSE 0 END AS opened,
		i.circle, i.matter_id, i.matter_label, i.draft_id, i.ground, i.public_reason
	FROM viewer v JOIN item i ON 1 = 1;

CREATE VIEW section_seen AS
	SELECT v.id AS viewer, s.item_id, s.position, s.role, s.heading, s.day, s.text, s.circle
	FROM viewer v JOIN section s ON s.circle = 'public' OR v.sees_all = 1 OR v.id > 0 AND EXISTS (SELECT 1 FROM sight_item w
		WHERE w.item_id = s.item_id AND w.viewer = v.id AND w.circle = s.circle);

CREATE VIEW file_seen AS
	SELECT v.id AS viewer, f.item_id, f.position, f.name, f.media_type, f.content_id, f.circle, f.gone_at
	FROM viewer v JOIN file f ON f.circle = 'public' OR v.sees_all = 1 OR v.id > 0 AND EXISTS (SELECT 1 FROM sight_item w
		WHERE w.item_id = f.item_id AND w.viewer = v.id AND w.circle = f.circle);

CREATE VIEW guest_seen AS
	SELECT v.id AS viewer, g.item_id, g.position, g.person_id, g.name
	FROM viewer v JOIN guest g ON 1 = 1 JOIN item i ON i.id = g.item_id AND (i.circle = 'public' OR v.sees_all = 1
		OR v.id > 0 AND EXISTS (SELECT 1 FROM sight_item w WHERE w.item_id = i.id AND w.viewer = v.id AND w.circle = i.circle));

CREATE VIEW earlier_seen AS
	SELECT v.id AS viewer, e.item_id, e.position, e.day, e.organization, e.organization_key, e.released,
		CASE WHEN e.released = 1 OR v.sees_all = 1 THEN e.text END AS text
	FROM viewer v JOIN earlier e ON 1 = 1 JOIN item i ON i.id = e.item_id AND (i.circle = 'public' OR v.sees_all = 1
		OR v.id > 0 AND EXISTS (SELECT 1 FROM sight_item w WHERE w.item_id = i.id AND w.viewer = v.id AND w.circle = i.circle));

-- A document that holds what is closed is opened by the staff of its committee alone.
CREATE VIEW source_seen AS
	SELECT v.id AS viewer, s.id, s.content_id, s.name, s.media_type, s.words, s.kept_at,
		s.circle = 'public' OR v.sees_all = 1 OR EXISTS (SELECT 1 FROM revision r JOIN meeting m ON m.id = r.meeting_id
			JOIN sight w ON w.circle = 'staff' AND w.department_id IS NULL
				AND (w.organization_id IS NULL OR w.organization_id = m.organization_id)
			WHERE r.source_id = s.id AND w.viewer = v.id) AS may_open
	FROM viewer v JOIN source s ON 1 = 1;

CREATE VIEW draft_seen AS
	SELECT v.id AS viewer, d.*
	FROM viewer v JOIN draft d ON v.sees_all = 1 OR EXISTS (SELECT 1 FROM sight_draft w
		WHERE w.draft_id = d.id AND w.viewer = v.id AND w.circle = d.circle);

CREATE VIEW draft_revision_seen AS
	SELECT d.viewer, r.id, r.draft_id, r.number, r.viewer_id, r.begun_at, r.saved_at, r.by_itself, r.title
	FROM draft_seen d JOIN draft_revision r ON r.draft_id = d.id;

CREATE VIEW draft_section_seen AS
	SELECT r.viewer, s.revision_id, r.draft_id, r.number, s.position, s.thread, s.role, s.heading, s.text, s.circle
	FROM draft_revision_seen r JOIN viewer v ON v.id = r.viewer
	JOIN draft_section s ON s.revision_id = r.id AND (v.sees_all = 1 OR EXISTS (SELECT 1 FROM sight_draft w
		WHERE w.draft_id = r.draft_id AND w.viewer = v.id AND w.circle = s.circle));

CREATE VIEW draft_file_seen AS
	SELECT v.id AS viewer, f.id, f.draft_id, f.position, f.name, f.media_type, f.content_id, f.circle, f.added_by, f.added_at,
		f.instead_of, f.gone_by, f.gone_at
	FROM draft_seen d JOIN viewer v ON v.id = d.viewer
	JOIN draft_file f ON f.draft_id = d.id AND (v.sees_all = 1 OR EXISTS (SELECT 1 FROM sight_draft w
		WHERE w.draft_id = d.id AND w.viewer = v.id AND w.circle = f.circle));

CREATE VIEW draft_note_seen AS
	SELECT v.id AS viewer, n.id, n.draft_id, n.revision, n.section, n.quote, n.text, n.circle, n.viewer_id, n.written_at,
		n.settled_by, n.settled_at
	FROM draft_seen d JOIN viewer v ON v.id = d.viewer
	JOIN draft_note n ON n.draft_id = d.id AND (v.sees_all = 1 OR EXISTS (SELECT 1 FROM sight_draft w
		WHERE w.draft_id = d.id AND w.viewer = v.id AND w.circle = n.circle));

CREATE VIEW named_seen AS
	SELECT d.viewer, n.draft_id, n.viewer_id FROM draft_seen d JOIN named n ON n.draft_id = d.id;

CREATE VIEW disqualification_seen AS
	SELECT d.viewer, q.draft_id, q.person_id, q.reason, q.noted_by, q.noted_at
	FROM draft_seen d JOIN disqualification q ON q.draft_id = d.id;

-- Oneself, and the staff of the meeting's committee.
CREATE VIEW agenda_reader_seen AS
	SELECT v.id AS viewer, r.meeting_id, r.viewer_id, r.asked_at, r.done_at, r.remark
	FROM viewer v JOIN agenda_reader r ON 1 = 1 JOIN meeting m ON m.id = r.meeting_id
	WHERE v.sees_all = 1 OR v.id = r.viewer_id OR EXISTS (SELECT 1 FROM sight w
		WHERE w.viewer = v.id AND w.circle = 'drafts' AND w.department_id IS NULL
			AND (w.organization_id IS NULL OR w.organization_id = m.organization_id));

-- A matter's desk side: whoever sees one of its drafts, its department, its officer, and staff of everything.
CREATE VIEW dossier_seen AS
	SELECT v.id AS viewer, d.matter_id, d.title, d.kle, d.department_id, d.officer_id, d.made_at
	FROM viewer v JOIN dossier d ON v.sees_all = 1
		OR EXISTS (SELECT 1 FROM account a WHERE a.id = d.officer_id AND a.viewer_id = v.id AND a.state = 'active')
		OR EXISTS (SELECT 1 FROM sight w WHERE w.viewer = v.id AND w.circle = 'drafts' AND w.organization_id IS NULL
			AND (w.department_id IS NULL OR w.department_id = d.department_id))
		OR EXISTS (SELECT 1 FROM draft x JOIN sight_draft w ON w.draft_id = x.id AND w.circle = x.circle
			WHERE x.matter_id = d.matter_id AND w.viewer = v.id);
