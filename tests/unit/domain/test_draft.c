#include "domain/draft_check.h"
#include "domain/draft_facts.h"
#include "domain/draft_text.h"

#include "database.h"
#include "desk.h"
#include "domain/account.h"
#include "tap.h"

static const int64_t minute = (int64_t)60 * MICROSECONDS;

static struct account_id officer(struct desk *d, const char *name)
{
	return desk_account(d, name, ROLE_OFFICER, (struct reach){ { 0 }, d->department });
}

static struct draft_row row_of(struct ctx *cx, struct draft_id id)
{
	struct draft_row row = { 0 };

	CHECK_INT(draft_get(cx, id, &row), FAULT_NONE);
	return row;
}

static struct draft_text text_of(struct ctx *cx, struct draft_id id, int64_t number)
{
	struct draft_row row = row_of(cx, id);
	struct draft_text text = { 0 };

	CHECK_INT(draft_load(cx, &row, number, &text), FAULT_NONE);
	return text;
}

/* The newest text with its first section saying something else. */
static enum fault save(
	struct ctx *cx, struct draft_id id, int64_t saves, bool by_itself, const char *says, struct draft_saved *ret)
{
	struct draft_part parts[8];
	struct draft_text text = text_of(cx, id, 0);

	for (size_t i = 0; i < text.sections_n; i++)
		parts[i] = (struct draft_part){ text.sections[i].thread,
			(enum section_role)section_role_from(text.sections[i].role), text.sections[i].heading,
			i == 0 ? text_from(says) : text.sections[i].text };
	return draft_save(
		cx, &(struct draft_save){ id, saves, by_itself, text.facts.title, parts, text.sections_n }, ret);
}

static int64_t journal_entries(struct ctx *cx)
{
	int64_t entries = 0, broken;

	CHECK_INT(journal_verify(cx, &entries, &broken), FAULT_NONE);
	return entries;
}

TEST(draft_begins_with_its_template)
{
	struct desk d = desk_new(arena);
	struct ctx *cx = desk_as(&d, officer(&d, "anne"));
	struct draft_new new = { .organization = d.organization,
		.kind = DRAFT_DECISION,
		.template = { 1 },
		.title = TEXT("  Ny fleksjobpolitik "),
		.department = d.department };
	struct draft_id id;
	struct draft_row row;
	struct draft_text text;

	CHECK_INT(draft_create(cx, &new, &id), FAULT_NONE);
	row = row_of(cx, id);
	CHECK_TEXT(row.title, "Ny fleksjobpolitik");
	CHECK_TEXT(row.state, "draft");
	CHECK_TEXT(row.officer_name, "anne");
	CHECK_TEXT(row.department_name, "HR");
	CHECK_INT(row.revision, 1);
	text = text_of(cx, id, 0);
	CHECK_INT(text.sections_n, 6);
	CHECK_TEXT(text.sections[0].heading, "Indledning");
	CHECK_TEXT(text.sections[5].role, "recommendation");
	CHECK_INT(text.sections[5].thread, 6);
}

TEST(draft_is_refused_what_does_not_fit)
{
	struct desk d = desk_new(arena);
	struct ctx *cx = desk_as(&d, officer(&d, "anne"));
	struct draft_new good = { .organization = d.organization,
		.kind = DRAFT_DECISION,
		.title = TEXT("Titel"),
		.department = d.department },
			 bad;
	struct draft_id id;

	bad = good, bad.title = TEXT(" ");
	CHECK_INT(draft_create(cx, &bad, &id), FAULT_INVALID);
	bad = good, bad.title = TEXT("to\nlinjer");
	CHECK_INT(draft_create(cx, &bad, &id), FAULT_INVALID);
	bad = good, bad.template.v = 99;
	CHECK_INT(draft_create(cx, &bad, &id), FAULT_INVALID);
	bad = good, bad.matter.v = 99;
	CHECK_INT(draft_create(cx, &bad, &id), FAULT_INVALID);
	bad = good, bad.officer.v = 99;
	CHECK_INT(draft_create(cx, &bad, &id), FAULT_INVALID);
	bad = good, bad.department = d.elsewhere;
	CHECK_INT(draft_create(cx, &bad, &id), FAULT_DENIED);
	bad = good, bad.department.v = 0; /* for every department: not this officer's */
	CHECK_INT(draft_create(cx, &bad, &id), FAULT_DENIED);
	bad = good, bad.organization.v = 99;
	CHECK_INT(draft_create(cx, &bad, &id), FAULT_INVALID);
	bad = good, bad.department.v = 99;
	CHECK_INT(draft_create(d.cx, &bad, &id), FAULT_INVALID);
	CHECK_INT(draft_create(cx, &good, &id), FAULT_NONE);
}

TEST(draft_is_there_for_its_staff_alone)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = desk_as(&d, officer(&d, "anne"));
	struct draft_id id = desk_draft(&d, anne, "Hemmelig");
	struct reach here = { d.organization, { 0 } }, there = { d.other, { 0 } }, social = { { 0 }, d.elsewhere };
	static const struct {
		enum role role;
		int where; /* here, in the other committee, in the other department */
		bool sees;
	} lookers[] = {
		{ ROLE_CLERK, 0, true },
		{ ROLE_CLERK, 1, false },
		{ ROLE_CLERK, 2, false },
		{ ROLE_OFFICER, 0, true },
		{ ROLE_OFFICER, 1, false },
		{ ROLE_OFFICER, 2, false },
		{ ROLE_APPROVER, 0, true },
		{ ROLE_APPROVER, 2, false },
		{ ROLE_AUDITOR, 0, true },
		{ ROLE_MEMBER, 0, false },
		{ ROLE_ADMINISTRATOR, 0, false },
	};
	struct draft_row row, *rows;
	int64_t count;
	size_t n;

	for (size_t i = 0; i < LENGTH_OF(lookers); i++) {
		struct account_id account = desk_account(&d, arena_format(arena, "nr%zu", i), lookers[i].role,
			lookers[i].where == 0   ? here
			: lookers[i].where == 1 ? there
						: social);
		struct ctx *cx = desk_as(&d, account);

		CHECK_INT(draft_get(cx, id, &row), lookers[i].sees ? FAULT_NONE : FAULT_NOT_FOUND);
		CHECK_INT(draft_list(cx, &(struct draft_ask){ 0 }, 10, 0, &rows, &n), FAULT_NONE);
		CHECK_INT(n, lookers[i].sees);
		CHECK_INT(draft_count(cx, &(struct draft_ask){ 0 }, &count), FAULT_NONE);
		CHECK_INT(count, lookers[i].sees);
	}
	d.cx->viewer.v = VIEWER_PUBLIC;
	CHECK_INT(draft_get(d.cx, id, &row), FAULT_NOT_FOUND);
}

TEST(draft_lists_what_is_asked_for)
{
	struct desk d = desk_new(arena);
	struct account_id anne = officer(&d, "anne"), bo = officer(&d, "bo");
	struct ctx *cx = desk_as(&d, anne);
	struct draft_id first = desk_draft(&d, cx, "F\xc3\xb8rste"), second;
	struct draft_row *rows;
	struct draft_saved saved;
	size_t n;

	cx->now += minute;
	second = desk_draft(&d, desk_as(&d, bo), "Anden");
	cx->now += minute;
	CHECK_INT(save(cx, first, 1, false, "Nyt.", &saved), FAULT_NONE);
	CHECK_INT(draft_list(cx, &(struct draft_ask){ 0 }, 10, 0, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_INT(rows[0].id.v, first.v);
	CHECK_INT(draft_list(cx, &(struct draft_ask){ .officer = bo }, 10, 0, &rows, &n), FAULT_NONE);
	CHECK(n == 1 && rows[0].id.v == second.v);
	CHECK_INT(draft_list(cx, &(struct draft_ask){ .organization = d.other }, 10, 0, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 0);
	CHECK_INT(draft_withdraw(cx, second, TEXT("Sagen er l\xc3\xb8st")), FAULT_NONE);
	CHECK_INT(draft_list(cx, &(struct draft_ask){ .state = TEXT("withdrawn") }, 10, 0, &rows, &n), FAULT_NONE);
	CHECK(n == 1 && rows[0].id.v == second.v);
}

TEST(draft_save_is_a_revision)
{
	struct desk d = desk_new(arena);
	struct ctx *cx = desk_as(&d, officer(&d, "anne"));
	struct draft_id id = desk_draft(&d, cx, "Titel");
	struct draft_revision_row *revisions;
	struct draft_saved saved;
	int64_t entries = journal_entries(d.cx);
	size_t n;

	CHECK_INT(save(cx, id, 1, false, "Andet.\r\nMere.  \n\n", &saved), FAULT_NONE);
	CHECK_INT(saved.revision, 2);
	CHECK_INT(saved.saves, 2);
	CHECK_TEXT(text_of(cx, id, 0).sections[0].text, "Andet.\nMere.");
	CHECK_TEXT(text_of(cx, id, 1).sections[0].text, "Frav\xc3\xa6ret falder.");
	CHECK_INT(journal_entries(d.cx), entries + 1);
	CHECK_INT(save(cx, id, 2, false, "Andet.\nMere.", &saved), FAULT_NONE); /* the same: nothing to keep */
	CHECK_INT(saved.revision, 2);
	CHECK_INT(saved.saves, 2);
	CHECK_INT(journal_entries(d.cx), entries + 1);
	CHECK_INT(draft_revisions(cx, id, 10, 0, &revisions, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_INT(revisions[0].number, 2);
	CHECK_TEXT(revisions[0].who, "anne");
}

TEST(draft_of_two_writers_loses_nothing)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = desk_as(&d, officer(&d, "anne")), *bo = desk_as(&d, officer(&d, "bo"));
	struct draft_id id = desk_draft(&d, anne, "Titel");
	struct draft_saved saved;

	CHECK_INT(save(anne, id, 1, false, "Annes.", &saved), FAULT_NONE);
	CHECK_INT(save(bo, id, 1, true, "Bos.", &saved), FAULT_CONFLICT);
	CHECK_INT(save(anne, id, 1, true, "Annes i et andet vindue.", &saved), FAULT_CONFLICT);
	CHECK_TEXT(text_of(bo, id, 0).sections[0].text, "Annes.");
	CHECK_INT(save(bo, id, 2, false, "Bos.", &saved), FAULT_NONE);
	CHECK_TEXT(text_of(anne, id, 2).sections[0].text, "Annes.");
	CHECK_TEXT(text_of(anne, id, 3).sections[0].text, "Bos.");
}

TEST(draft_grows_within_one_revision_while_its_author_writes)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = desk_as(&d, officer(&d, "anne")), *bo = desk_as(&d, officer(&d, "bo"));
	struct draft_id id = desk_draft(&d, anne, "Titel");
	struct draft_saved saved;
	int64_t entries;

	CHECK_INT(save(anne, id, 1, true, "A", &saved), FAULT_NONE);
	CHECK_INT(saved.revision, 2);
	entries = journal_entries(d.cx);
	anne->now += minute;
	CHECK_INT(save(anne, id, 2, true, "An", &saved), FAULT_NONE);
	CHECK_INT(saved.revision, 2);
	CHECK_INT(saved.saves, 3);
	CHECK_INT(journal_entries(d.cx), entries);
	CHECK_TEXT(text_of(anne, id, 2).sections[0].text, "An");
	CHECK_INT(save(anne, id, 3, false, "An", &saved), FAULT_NONE); /* kept as it is: an edition now */
	CHECK_INT(saved.revision, 2);
	CHECK_INT(journal_entries(d.cx), entries + 1);
	CHECK_INT(save(anne, id, 4, true, "Ann", &saved), FAULT_NONE);
	CHECK_INT(saved.revision, 3);
	CHECK_INT(save(bo, id, 5, true, "Ann og Bo", &saved), FAULT_NONE);
	CHECK_INT(saved.revision, 4);
	CHECK_INT(save(anne, id, 6, true, "Anne og Bo", &saved), FAULT_NONE);
	CHECK_INT(saved.revision, 5);
	anne->now += (DRAFT_GROWING_MINUTES + 1) * minute;
	CHECK_INT(save(anne, id, 7, true, "Anne og Bo.", &saved), FAULT_NONE);
	CHECK_INT(saved.revision, 6);
	CHECK_TEXT(text_of(anne, id, 5).sections[0].text, "Anne og Bo");
}

TEST(draft_text_that_was_spoken_of_stays)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = desk_as(&d, officer(&d, "anne"));
	struct draft_id id = desk_draft(&d, anne, "Titel");
	struct draft_saved saved;

	CHECK_INT(save(anne, id, 1, true, "A", &saved), FAULT_NONE);
	CHECK(database_force(d.url,
		"INSERT INTO draft_note (draft_id, revision, text, circle, viewer_id, written_at) VALUES "
		"(1, 2, 'Hvorfor?', 'staff', 1, 0)"));
	CHECK_INT(save(anne, id, 2, true, "B", &saved), FAULT_NONE);
	CHECK_INT(saved.revision, 3);
	CHECK_TEXT(text_of(anne, id, 2).sections[0].text, "A");
}

TEST(draft_sections_that_the_writer_does_not_see_stay)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = desk_as(&d, officer(&d, "anne")), *bo = desk_as(&d, officer(&d, "bo"));
	struct draft_id id = desk_draft(&d, anne, "Titel");
	struct draft_part parts[] = {
		{ 2, SECTION_RECOMMENDATION, TEXT("Indstilling"), TEXT("Bos indstilling.") },
		{ 0, SECTION_OTHER, TEXT("Nyt"), TEXT("Bos nye.") },
	};
	struct draft_save by_bo = { id, 1, false, TEXT("Titel"), parts, 2 };
	struct draft_saved saved;
	struct draft_text text;

	CHECK_INT(draft_set_section_circle(anne, id, 1, CIRCLE_NAMED), FAULT_NONE);
	CHECK_INT(text_of(bo, id, 0).sections_n, 1);
	CHECK_INT(draft_set_section_circle(bo, id, 1, CIRCLE_PUBLIC), FAULT_NOT_FOUND);
	CHECK_INT(draft_save(bo, &by_bo, &saved), FAULT_NONE);
	text = text_of(anne, id, 0);
	CHECK_INT(text.sections_n, 3);
	CHECK_TEXT(text.sections[0].text, "Frav\xc3\xa6ret falder.");
	CHECK_TEXT(text.sections[0].circle, "named");
	CHECK_TEXT(text.sections[1].text, "Bos indstilling.");
	CHECK_INT(text.sections[2].thread, 3);
	CHECK_INT(text_of(bo, id, 1).sections_n, 1); /* nor in the text from before it was closed */

	parts[1].thread = 1; /* theirs to write, as it were */
	by_bo.saves = 2;
	CHECK_INT(draft_save(bo, &by_bo, &saved), FAULT_INVALID);
	parts[1].thread = 2; /* twice */
	CHECK_INT(draft_save(bo, &by_bo, &saved), FAULT_INVALID);
	by_bo.parts_n = 0; /* Bo takes away all that Bo sees */
	CHECK_INT(draft_save(bo, &by_bo, &saved), FAULT_NONE);
	CHECK_INT(text_of(anne, id, 0).sections_n, 1);
}

TEST(draft_that_is_closed_takes_its_sections_along)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = desk_as(&d, officer(&d, "anne")), *bo = desk_as(&d, officer(&d, "bo"));
	struct draft_id id = desk_draft(&d, anne, "Titel");
	struct draft_row row = row_of(anne, id);
	struct draft_facts facts = draft_facts_of(&row);
	struct viewer_id bos = bo->viewer;
	struct named_row *named;
	size_t n;

	CHECK_INT(draft_set_section_circle(anne, id, 2, CIRCLE_STAFF), FAULT_NONE);
	facts.circle = CIRCLE_NAMED;
	CHECK_INT(draft_set_facts(anne, id, row.changes, &facts), FAULT_NONE);
	CHECK_TEXT(text_of(anne, id, 0).sections[0].circle, "named");
	CHECK_TEXT(text_of(anne, id, 0).sections[1].circle, "staff");
	CHECK_INT(draft_get(bo, id, &row), FAULT_NOT_FOUND);
	CHECK_INT(draft_named(anne, id, &named, &n), FAULT_NONE);
	CHECK(n == 1 && named[0].viewer.v == anne->viewer.v);
	CHECK_INT(draft_unname(anne, id, anne->viewer), FAULT_CONFLICT);
	CHECK_INT(draft_name(bo, id, bos), FAULT_NOT_FOUND);
	CHECK_INT(draft_name(anne, id, (struct viewer_id){ 0 }), FAULT_INVALID);
	CHECK_INT(draft_name(anne, id, bos), FAULT_NONE);
	CHECK_INT(draft_name(anne, id, bos), FAULT_NONE);
	CHECK_INT(draft_get(bo, id, &row), FAULT_NONE);
	CHECK_INT(draft_unname(anne, id, bos), FAULT_NONE);
	CHECK_INT(draft_get(bo, id, &row), FAULT_NOT_FOUND);
}

TEST(draft_facts_of_an_old_form_open_nothing)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = desk_as(&d, officer(&d, "anne")), *bo = desk_as(&d, officer(&d, "bo"));
	struct draft_id id = desk_draft(&d, anne, "Titel");
	struct draft_row row = row_of(anne, id);
	struct draft_facts old = draft_facts_of(&row), facts = old;
	int64_t entries;

	facts.circle = CIRCLE_MEMBERS;
	facts.ground.v = 1;
	facts.public_title = TEXT("Personsag");
	facts.public_reason = TEXT("Af hensyn til den ansatte.");
	facts.reconsider_on = (struct date){ 2024, 6, 1 };
	facts.minutes = 20;
	facts.guests = TEXT("Ida Lind\r\nPer Bak ");
	CHECK_INT(draft_set_facts(anne, id, 0, &facts), FAULT_NONE);
	old.minutes = 30;
	CHECK_INT(draft_set_facts(bo, id, 0, &old), FAULT_CONFLICT);
	row = row_of(bo, id);
	CHECK_TEXT(row.circle, "members");
	CHECK_TEXT(row.ground_paragraph, "Forvaltningslovens \xc2\xa7 27, stk. 1, nr. 1");
	CHECK_TEXT(row.public_title, "Personsag");
	CHECK_INT(row.minutes, 20);
	CHECK_TEXT(row.guests, "Ida Lind\nPer Bak");
	CHECK_INT(row.reconsider_on.month, 6);
	entries = journal_entries(d.cx);
	facts = draft_facts_of(&row);
	CHECK_INT(draft_set_facts(bo, id, row.changes, &facts), FAULT_NONE); /* as it was */
	CHECK_INT(journal_entries(d.cx), entries);
	facts.circle = CIRCLE_PUBLIC; /* opened: what closed it goes */
	CHECK_INT(draft_set_facts(bo, id, row.changes, &facts), FAULT_NONE);
	row = row_of(bo, id);
	CHECK(row.ground.v == 0 && !text_known(row.public_title) && !date_known(row.reconsider_on));
	CHECK_TEXT(text_of(bo, id, 1).sections[0].circle, "public");
}

TEST(draft_facts_are_refused_what_does_not_fit)
{
	struct desk d = desk_new(arena);
	struct ctx *cx = desk_as(&d, officer(&d, "anne"));
	struct account_id elsewhere = desk_account(&d, "carl", ROLE_OFFICER, (struct reach){ { 0 }, d.elsewhere });
	struct draft_id id = desk_draft(&d, cx, "Titel");
	struct draft_row row = row_of(cx, id);
	struct draft_facts good = draft_facts_of(&row), bad;

	bad = good, bad.department = d.elsewhere;
	CHECK_INT(draft_set_facts(cx, id, 0, &bad), FAULT_DENIED);
	bad = good, bad.officer = elsewhere;
	CHECK_INT(draft_set_facts(cx, id, 0, &bad), FAULT_INVALID);
	bad = good, bad.matter.v = 99;
	CHECK_INT(draft_set_facts(cx, id, 0, &bad), FAULT_INVALID);
	bad = good, bad.circle = CIRCLE_STAFF, bad.ground.v = 99;
	CHECK_INT(draft_set_facts(cx, id, 0, &bad), FAULT_INVALID);
	bad = good, bad.minutes = DRAFT_MINUTES_MAX + 1;
	CHECK_INT(draft_set_facts(cx, id, 0, &bad), FAULT_INVALID);
	bad = good, bad.circle = CIRCLE_STAFF, bad.public_title = TEXT("a\nb");
	CHECK_INT(draft_set_facts(cx, id, 0, &bad), FAULT_INVALID);
	CHECK_INT(row_of(cx, id).changes, 0);
}

static enum fault step_body(struct change *change, void *what)
{
	const struct draft_row *row = what;

	return draft_step(change, row, DRAFT_APPROVED, TEXT_NONE);
}

TEST(draft_goes_from_state_to_state)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = desk_as(&d, officer(&d, "anne"));
	struct ctx *clerk = desk_as(&d, desk_account(&d, "karen", ROLE_CLERK, (struct reach){ d.organization, { 0 } }));
	struct ctx *auditor = desk_as(&d, desk_account(&d, "revisor", ROLE_AUDITOR, (struct reach){ 0 }));
	struct draft_id id = desk_draft(&d, anne, "Titel");
	struct draft_row row = row_of(anne, id), old;
	struct draft_facts facts = draft_facts_of(&row);
	struct draft_saved saved;

	CHECK_INT(save(auditor, id, 1, false, "Revisors.", &saved), FAULT_DENIED);
	facts.circle = CIRCLE_MEMBERS;
	CHECK_INT(draft_set_facts(anne, id, 0, &facts), FAULT_NONE);
	row = row_of(anne, id);
	CHECK_INT(change_make(anne, step_body, &row), FAULT_INVALID); /* closed by which law? */
	facts.ground.v = 2;
	CHECK_INT(draft_set_facts(anne, id, 1, &facts), FAULT_NONE);
	row = old = row_of(anne, id);
	CHECK_INT(change_make(anne, step_body, &row), FAULT_NONE);
	CHECK_INT(change_make(anne, step_body, &old), FAULT_CONFLICT); /* it is there already */
	row = row_of(anne, id);
	CHECK_TEXT(row.state, "approved");
	CHECK_INT(change_make(anne, step_body, &row), FAULT_CONFLICT);
	CHECK_INT(save(anne, id, 1, false, "For sent.", &saved), FAULT_DENIED);
	CHECK_INT(save(clerk, id, 1, false, "Sekret\xc3\xa6rens.", &saved), FAULT_NONE);
	facts.ground.v = 0;
	CHECK_INT(draft_set_facts(clerk, id, 2, &facts), FAULT_INVALID);
	CHECK_INT(draft_take_up(clerk, id), FAULT_CONFLICT);
	CHECK_INT(draft_withdraw(anne, id, TEXT_NONE), FAULT_DENIED);
	CHECK_INT(draft_withdraw(clerk, id, TEXT("Udg\xc3\xa5r")), FAULT_NONE);
	CHECK_INT(save(clerk, id, 2, false, "For sent.", &saved), FAULT_DENIED);
	CHECK_INT(draft_take_up(anne, id), FAULT_NONE);
	CHECK_INT(save(anne, id, 2, false, "Igen.", &saved), FAULT_NONE);
}

TEST(draft_opening_of_what_is_closed_is_told)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = desk_as(&d, officer(&d, "anne"));
	struct draft_id id = desk_draft(&d, anne, "Titel");
	int64_t entries = journal_entries(d.cx);

	text_of(anne, id, 0);
	CHECK_INT(journal_entries(d.cx), entries);
	CHECK_INT(draft_set_section_circle(anne, id, 2, CIRCLE_STAFF), FAULT_NONE);
	text_of(anne, id, 0);
	CHECK_INT(journal_entries(d.cx), entries + 2);
	text_of(d.cx, id, 0); /* who runs the program has the file */
	CHECK_INT(journal_entries(d.cx), entries + 2);
}

static struct text findings_of(struct ctx *cx, struct draft_id id)
{
	struct buffer b = buffer_in(cx->arena, 4096);
	struct draft_row row = row_of(cx, id);
	struct draft_finding *findings;
	size_t n;

	CHECK_INT(draft_check(cx, &row, &findings, &n), FAULT_NONE);
	for (size_t i = 0; i < n; i++) {
		buffer_add_string(&b, findings[i].stops ? "! " : "? ");
		buffer_add(&b, draft_finding_text(cx->arena, LANG_EN, &findings[i]));
		buffer_add_byte(&b, '\n');
	}
	return buffer_text(&b);
}

TEST(draft_that_is_incomplete_says_what_it_lacks)
{
	struct desk d = desk_new(arena);
	struct account_id account = officer(&d, "anne");
	struct ctx *anne = desk_as(&d, account);
	struct dossier_new matter = { .title = TEXT("Sag"), .department = d.department, .officer = account };
	struct draft_new new = { .organization = d.organization, .kind = DRAFT_DECISION, .template = { 1 }, .title = TEXT("Titel"),
		.department = d.department, .opens = &matter };
	struct draft_part parts[] = {
		{ 1, SECTION_SUMMARY, TEXT("Indledning"), TEXT("a") },
		{ 2, SECTION_PRESENTATION, TEXT("Sagen"), TEXT("b") },
		{ 3, SECTION_ECONOMY, TEXT("\xc3\x98konomi"), TEXT("") },
		{ 6, SECTION_RECOMMENDATION, TEXT("Indstilling"), TEXT("c") },
	};
	struct draft_saved saved;
	struct draft_id id;
	struct draft_row row;
	struct draft_facts facts;

	CHECK_INT(draft_create(anne, &new, &id), FAULT_NONE);
	CHECK_TEXT(findings_of(anne, id), "! Nothing is written yet\n");
	CHECK_INT(draft_save(anne, &(struct draft_save){ id, 1, false, TEXT("Titel"), parts, 3 }, &saved), FAULT_NONE);
	CHECK_TEXT(findings_of(anne, id), "! \xc3\x98konomi: not filled in\n! Indstilling: not filled in\n"
		"! There is no recommendation: who recommends what?\n");
	CHECK_INT(draft_save(anne, &(struct draft_save){ id, 2, false, TEXT("Titel"), parts, 4 }, &saved), FAULT_NONE);
	CHECK_TEXT(findings_of(anne, id), "! \xc3\x98konomi: not filled in\n");
	row = row_of(anne, id);
	CHECK_INT(draft_require_complete(anne, &row), FAULT_INVALID);
	parts[2].text = TEXT("Ingen udgift.");
	CHECK_INT(draft_save(anne, &(struct draft_save){ id, 3, false, TEXT("Titel"), parts, 4 }, &saved), FAULT_NONE);
	CHECK_TEXT(findings_of(anne, id), "");
	row = row_of(anne, id);
	CHECK_INT(draft_require_complete(anne, &row), FAULT_NONE);
	facts = draft_facts_of(&row);
	facts.circle = CIRCLE_MEMBERS;
	facts.matter.v = 0;
	CHECK_INT(draft_set_facts(anne, id, 0, &facts), FAULT_NONE);
	CHECK_TEXT(findings_of(anne, id), "? The item belongs to no case\n"
		"! A closed item needs the paragraph by which it may be closed\n"
		"? There is no day on which to ask whether the item need still be closed\n"
		"? The title of the closed item will be read by everybody; give it a public title if it tells too much\n");
	CHECK_INT(draft_set_section_circle(anne, id, 3, CIRCLE_NAMED), FAULT_NONE);
	CHECK(text_eq(findings_of(anne, id), findings_of(desk_as(&d, officer(&d, "bo")), id))); /* it is there, though not for Bo */
}

/* Every failing call of the engine leaves the text as it was or as it was to be. */
TEST(draft_save_happens_or_does_not)
{
	struct desk d = desk_new(arena);
	struct ctx *anne = desk_as(&d, officer(&d, "anne"));
	struct draft_id id = desk_draft(&d, anne, "Titel");
	struct draft_saved saved;
	enum fault fault = FAULT_BROKEN;

	for (int64_t n = 1; fault != FAULT_NONE && n < 500; n++) {
		struct draft_part part = { 1, SECTION_PRESENTATION, TEXT("Sagsfremstilling"), TEXT("Nyt.") };
		struct draft_text text;

		db_fail_at(anne->db, n);
		fault = draft_save(anne, &(struct draft_save){ id, 1, false, TEXT("Titel"), &part, 1 }, &saved);
		db_fail_at(anne->db, 0);
		text = text_of(anne, id, 0);
		CHECK_INT(text.sections_n, fault == FAULT_NONE ? 1 : 2);
		CHECK_INT(row_of(anne, id).revision, fault == FAULT_NONE ? 2 : 1);
	}
	CHECK_INT(fault, FAULT_NONE);
}
