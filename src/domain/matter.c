#include "domain/matter.h"

#include "domain/opening.h"
#include "domain/slug.h"
#include "language/language.h"
#include "query/matter.h"

struct text matter_key(struct arena *arena, struct text number)
{
	struct text folded = language_fold(arena, number);
	struct buffer b = buffer_in(arena, folded.n);

	for (size_t i = 0; i < folded.n; i++) {
		char c = folded.s[i];

		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80)
			buffer_add_byte(&b, c);
	}
	return buffer_text(&b);
}

enum fault matter_keep(struct change *change, struct body_id body, struct text number, struct matter_id *ret)
{
	struct ctx *cx = change->cx;
	struct text key = matter_key(cx->arena, number), slug;
	struct matter_row row;
	enum fault fault = sql_matter_by_key(tx_db(change->tx), cx->arena, body, key, &row);

	if (fault == FAULT_NONE) {
		*ret = row.id;
		return FAULT_NONE;
	}
	if (fault == FAULT_NOT_FOUND)
		fault = slug_free(cx, number, sql_matter_slug_taken, &slug);
	if (fault == FAULT_NONE)
		fault = sql_matter_insert(change->tx, body, number, key, slug, ret);
	return fault;
}

enum fault matter_by_slug(struct ctx *cx, struct text slug, struct matter_row *ret)
{
	return sql_matter_by_slug(cx->db, cx->arena, slug, ret);
}

enum fault matter_numbered(struct ctx *cx, struct text number, struct matter_row **ret, size_t *ret_n)
{
	return sql_matters_by_key(cx->db, cx->arena, matter_key(cx->arena, number), ret, ret_n);
}

enum fault matter_list(struct ctx *cx, int64_t most, int64_t skip, struct matter_summary_row **ret, size_t *ret_n)
{
	return sql_matters(cx->db, cx->arena, cx->viewer, most, skip, ret, ret_n);
}

enum fault matter_count(struct ctx *cx, int64_t *ret)
{
	return sql_matter_count(cx->db, cx->viewer, ret);
}

enum fault matter_course(struct ctx *cx, struct matter_id id, struct matter_course *ret)
{
	struct matter_course course;
	enum fault fault = sql_matter_course(cx->db, cx->arena, cx->viewer, id, MATTER_COURSE_MAX, &course.treatments,
		&course.treatments_n);

	if (fault == FAULT_NONE)
		fault = sql_matter_decisions(cx->db, cx->arena, cx->viewer, id, &course.texts, &course.texts_n);
	if (fault == FAULT_NONE)
		fault = sql_matter_told(cx->db, cx->arena, cx->viewer, id, &course.told, &course.told_n);
	for (size_t i = 0; fault == FAULT_NONE && i < course.texts_n; i++)
		opening_add(cx, "item", course.texts[i].item.v, course.texts[i].circle);
	if (fault == FAULT_NONE)
		*ret = course;
	return fault;
}
