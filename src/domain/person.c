#include "domain/person.h"

#include "language/language.h"
#include "query/person.h"

enum fault person_by_slug(struct ctx *cx, struct text slug, struct person_row *ret, struct person_course *ret_course)
{
	struct person_course course;
	struct person_row row;
	enum fault fault = sql_person_by_slug(cx->db, cx->arena, slug, &row);

	if (fault == FAULT_NONE)
		fault = person_course(cx, row.id, &course);
	if (fault != FAULT_NONE)
		return fault;
	if (course.seats_n == 0 && course.visits_n == 0)
		return FAULT_NOT_FOUND;
	*ret = row;
	*ret_course = course;
	return FAULT_NONE;
}

enum fault person_list(struct ctx *cx, int64_t most, int64_t skip, struct person_summary_row **ret, size_t *ret_n)
{
	return sql_persons(cx->db, cx->arena, cx->viewer, most, skip, ret, ret_n);
}

enum fault person_count(struct ctx *cx, int64_t *ret)
{
	return sql_person_count(cx->db, cx->viewer, ret);
}

/* Keys are compared by bytes, and U+10FFFF is in no name: what begins with the words comes before words + U+10FFFF. */
enum fault person_named(struct ctx *cx, struct text words, int64_t most, struct person_row **ret, size_t *ret_n)
{
	struct text start = language_fold(cx->arena, text_trim(words));
	struct text past = text_join(cx->arena, start, TEXT(""), TEXT("\xf4\x8f\xbf\xbf"));

	*ret = NULL;
	*ret_n = 0;
	if (start.n == 0)
		return FAULT_NONE;
	return sql_persons_named(cx->db, cx->arena, cx->viewer, start, past, most, ret, ret_n);
}

enum fault person_course(struct ctx *cx, struct person_id id, struct person_course *ret)
{
	struct person_course course;
	enum fault fault = sql_person_seats(cx->db, cx->arena, id, &course.seats, &course.seats_n);

	if (fault == FAULT_NONE)
		fault = sql_person_attendance(cx->db, cx->arena, id, PERSON_MEETINGS_MAX, &course.attendance,
			&course.attendance_n);
	if (fault == FAULT_NONE)
		fault = sql_person_visits(cx->db, cx->arena, cx->viewer, id, PERSON_MEETINGS_MAX, &course.visits,
			&course.visits_n);
	if (fault == FAULT_NONE)
		*ret = course;
	return fault;
}
