#include "web/govern.h"

#include <inttypes.h>

#include "web/link.h"

enum fault govern_frame(struct visit *visit, struct text title, struct frame *ret)
{
	enum fault fault = frame_fill(visit, &(struct frame_facts){ .title = title, .unlisted = true }, ret);

	if (fault == FAULT_NONE && visit->place.address != ADDRESS_GOVERN)
		frame_crumb(ret, text_from(tr(visit->cx.lang, N_("Governance"))), link_to(visit, ADDRESS_GOVERN));
	return fault;
}

struct text govern_trouble(const struct visit *visit)
{
	return refusal_text(visit->cx.arena, visit->cx.lang, ctx_why(&visit->cx));
}

bool govern_mends(enum fault fault)
{
	return fault == FAULT_INVALID || fault == FAULT_CONFLICT || fault == FAULT_LIMIT;
}

struct text govern_form_trouble(const struct visit *visit)
{
	return visit->form.problems_n > 0 ?
		problem_field_text(visit->cx.arena, visit->cx.lang, &visit->form.problems[0]) : TEXT_NONE;
}

enum fault govern_everything(struct visit *visit, bool *ret)
{
	return access_governs(&visit->cx, (struct organization_id){ 0 }, ret);
}

enum fault govern_body_choices(struct visit *visit, struct choice **ret, size_t *ret_n)
{
	struct body_row *rows;
	enum fault fault = body_list(&visit->cx, &rows, ret_n);

	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_new(visit->cx.arena, struct choice, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct choice){ text_from(arena_format(visit->cx.arena, "%" PRId64, rows[i].id.v)),
			text_empty(rows[i].name) ? text_from(tr(visit->cx.lang, N_("Without a name"))) : rows[i].name, false };
	return FAULT_NONE;
}

enum fault govern_chosen_body(struct visit *visit, size_t field, struct body_id *ret)
{
	int64_t chosen = form_number(&visit->form, field, 0);
	struct body_row *rows;
	size_t n;
	enum fault fault = body_list(&visit->cx, &rows, &n);

	for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
		if (rows[i].id.v == chosen || (n == 1 && chosen == 0)) {
			*ret = rows[i].id;
			return FAULT_NONE;
		}
	return fault != FAULT_NONE ? fault : refuse(&visit->cx.why, FAULT_INVALID, N_("Choose an authority"));
}
