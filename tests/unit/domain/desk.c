#include "desk.h"

#include <inttypes.h>
#include <stdlib.h>

#include "database.h"
#include "domain/account.h"
#include "domain/body.h"
#include "domain/department.h"
#include "domain/meeting.h"
#include "fixture.h"

static struct organization_id committee(struct ctx *cx, const char *name)
{
	struct record *record = fixture_record(cx->arena, RECORD_AGENDA, "2023-10-03", text_from(name));
	enum keep_outcome outcome;
	struct meeting_id meeting;
	struct meeting_row row;

	record->organization = text_from(name);
	if (fixture_keep(cx, record, text_from(name), &outcome, &meeting) != FAULT_NONE ||
		meeting_by_id(cx, meeting, &row) != FAULT_NONE)
		abort();
	return row.organization;
}

struct desk desk_new(struct arena *arena)
{
	struct desk desk;
	struct body_row *bodies;
	size_t n;

	desk.cx = fixture_ctx_at(arena, &desk.url);
	desk.organization = committee(desk.cx, "\xc3\x98konomiudvalget");
	desk.other = committee(desk.cx, "Kulturudvalget");
	if (body_list(desk.cx, &bodies, &n) != FAULT_NONE || n != 1 ||
		department_add(desk.cx, bodies[0].id, TEXT("HR"), &desk.department) != FAULT_NONE ||
		department_add(desk.cx, bodies[0].id, TEXT("Social"), &desk.elsewhere) != FAULT_NONE)
		abort();
	return desk;
}

struct account_id desk_account(struct desk *desk, const char *name, enum role role, struct reach reach)
{
	struct arena *arena = desk->cx->arena;
	struct account_id id;
	struct account_new new = { text_from(arena_format(arena, "%s@solbaek.example", name)), text_from(name),
		(int)role, reach };

	if (account_add(desk->cx, &new, &id) != FAULT_NONE ||
		!database_force(desk->url,
			arena_format(arena, "UPDATE account SET state = 'active' WHERE id = %" PRId64, id.v)))
		abort();
	return id;
}

struct viewer_id desk_viewer(struct desk *desk, struct account_id account)
{
	struct account_row row;

	if (account_by_id(desk->cx, account, &row) != FAULT_NONE)
		abort();
	return row.viewer;
}

struct ctx *desk_as(struct desk *desk, struct account_id account)
{
	struct ctx *cx = arena_copy(desk->cx->arena, desk->cx, sizeof(*cx));

	cx->viewer = desk_viewer(desk, account);
	return cx;
}

struct draft_id desk_draft(struct desk *desk, struct ctx *cx, const char *title)
{
	const struct draft_part parts[] = {
		{ 0, SECTION_PRESENTATION, TEXT("Sagsfremstilling"), TEXT("Frav\xc3\xa6ret falder.") },
		{ 0, SECTION_RECOMMENDATION, TEXT("Indstilling"),
			TEXT("At sagen dr\xc3\xb8"
			     "ftes.") },
	};
	struct draft_new new = { .organization = desk->organization,
		.kind = DRAFT_DISCUSSION,
		.title = text_from(title),
		.department = desk->department,
		.parts = parts,
		.parts_n = LENGTH_OF(parts) };
	struct draft_id id;

	if (draft_create(cx, &new, &id) != FAULT_NONE)
		abort();
	return id;
}
