#include "domain/dossier.h"

#include "database.h"
#include "desk.h"
#include "domain/matter.h"
#include "tap.h"

static struct ctx *officer(struct desk *d, const char *name)
{
	return desk_as(d, desk_account(d, name, ROLE_OFFICER, (struct reach){ { 0 }, d->department }));
}

static struct text number_of(struct ctx *cx, struct matter_id id)
{
	struct dossier_row row = { .number = TEXT("none") };

	CHECK_INT(dossier_get(cx, id, &row), FAULT_NONE);
	return row.number;
}

TEST(kle_code_has_a_form)
{
	static const char *const good[] = { "00.22.04", "81.39.04-A00",
		"27.03.00-\xc3\x98"
		"40" };
	static const char *const bad[] = { "", "00", "00.22", "00.22.0", "00-22-04", "00.22.04-", "00.22.04-a00",
		"00.22.04-A0", "00.22.04-A000", "00.22.04A00", "0O.22.04",
		"00.22.04-\xc3\xa9"
		"40",
		"00.22.04-\xc3\x98"
		"4" };

	for (size_t i = 0; i < LENGTH_OF(good); i++)
		CHECK(kle_valid(text_from(good[i])));
	for (size_t i = 0; i < LENGTH_OF(bad); i++)
		CHECK(!kle_valid(text_from(bad[i])));
}

TEST(dossier_numbers_run_by_year)
{
	struct desk d = desk_new(arena);
	struct ctx *cx = officer(&d, "anne");
	struct dossier_new new = {
		.title = TEXT("Fleksjobpolitik"), .kle = TEXT(" 81.00.00 "), .department = d.department
	};
	struct matter_id id;

	CHECK_INT(dossier_open(cx, d.organization, &new, &id), FAULT_NONE);
	CHECK_TEXT(number_of(cx, id), "23-000001");
	CHECK_INT(dossier_open(cx, d.other, &new, &id), FAULT_NONE);
	CHECK_TEXT(number_of(cx, id), "23-000002");
	new.number = TEXT("23/000003"); /* the case system was there first */
	CHECK_INT(dossier_open(cx, d.organization, &new, &id), FAULT_NONE);
	CHECK_TEXT(number_of(cx, id), "23/000003");
	new.number = TEXT("");
	CHECK_INT(dossier_open(cx, d.organization, &new, &id), FAULT_NONE);
	CHECK_TEXT(number_of(cx, id), "23-000004");
	cx->now += (int64_t)60 * 24 * 3600 * MICROSECONDS;
	CHECK_INT(dossier_open(cx, d.organization, &new, &id), FAULT_NONE);
	CHECK_TEXT(number_of(cx, id), "24-000001");
}

TEST(dossier_of_a_known_number_is_the_same_case)
{
	struct desk d = desk_new(arena);
	struct ctx *cx = officer(&d, "anne");
	struct dossier_new new = {
		.number = TEXT("22/011382"), .title = TEXT("Fleksjobpolitik"), .department = d.department
	};
	struct matter_row *known;
	struct matter_id id;
	size_t n;

	CHECK_INT(matter_numbered(cx, TEXT("22-011382"), &known, &n), FAULT_NONE);
	CHECK_INT(n, 1);
	CHECK_INT(dossier_open(cx, d.organization, &new, &id), FAULT_NONE);
	CHECK_INT(id.v, known[0].id.v);
	CHECK_INT(dossier_open(cx, d.organization, &new, &id), FAULT_CONFLICT);
}

TEST(dossier_is_refused_what_does_not_fit)
{
	struct desk d = desk_new(arena);
	struct ctx *cx = officer(&d, "anne");
	struct dossier_new good = { .title = TEXT("Titel"), .department = d.department }, bad;
	struct matter_id id;

	bad = good, bad.title = TEXT("  ");
	CHECK_INT(dossier_open(cx, d.organization, &bad, &id), FAULT_INVALID);
	bad = good, bad.kle = TEXT("abc");
	CHECK_INT(dossier_open(cx, d.organization, &bad, &id), FAULT_INVALID);
	bad = good, bad.number = TEXT("---");
	CHECK_INT(dossier_open(cx, d.organization, &bad, &id), FAULT_INVALID);
	bad = good, bad.department = d.elsewhere;
	CHECK_INT(dossier_open(cx, d.organization, &bad, &id), FAULT_DENIED);
	CHECK_INT(dossier_open(cx, d.organization, &good, &id), FAULT_NONE);
	CHECK_TEXT(number_of(cx, id), "23-000001"); /* what was refused took no number */
}

TEST(dossier_is_there_for_those_who_work_with_it)
{
	struct desk d = desk_new(arena);
	struct account_id anne = desk_account(&d, "anne", ROLE_OFFICER, (struct reach){ { 0 }, d.department });
	struct ctx *bo = desk_as(&d, desk_account(&d, "bo", ROLE_OFFICER, (struct reach){ { 0 }, d.elsewhere }));
	struct ctx *clerk = desk_as(&d, desk_account(&d, "karen", ROLE_CLERK, (struct reach){ d.organization, { 0 } }));
	struct ctx *cx = desk_as(&d, anne);
	struct dossier_new new = { .title = TEXT("Hemmelig"), .department = d.department, .officer = anne };
	struct draft_new draft = { .organization = d.organization,
		.kind = DRAFT_DECISION,
		.title = TEXT("Titel"),
		.department = d.department,
		.opens = &new };
	struct dossier_row row;
	struct draft_row made;
	struct matter_id id;
	struct draft_id made_id;

	CHECK_INT(dossier_open(cx, d.organization, &new, &id), FAULT_NONE);
	CHECK_INT(dossier_get(bo, id, &row), FAULT_NOT_FOUND);
	CHECK_INT(dossier_get(clerk, id, &row), FAULT_NOT_FOUND);
	CHECK_INT(dossier_change(bo, id, &new), FAULT_NOT_FOUND);
	CHECK_INT(draft_create(cx, &draft, &made_id), FAULT_NONE);
	CHECK_INT(draft_get(cx, made_id, &made), FAULT_NONE);
	CHECK_TEXT(made.matter_number, "23-000002");
	CHECK_INT(dossier_get(clerk, made.matter, &row), FAULT_NONE); /* sees a draft of it */
	CHECK_TEXT(row.officer_name, "anne");
	new.title = TEXT("Ny titel");
	CHECK_INT(dossier_change(clerk, made.matter, &new), FAULT_DENIED);
	new.department = d.elsewhere;
	CHECK_INT(dossier_change(cx, made.matter, &new), FAULT_NONE);
	CHECK_INT(dossier_get(cx, made.matter, &row), FAULT_NONE);
	CHECK_TEXT(row.title, "Ny titel");
	CHECK_TEXT(row.department_name, "Social");
}
