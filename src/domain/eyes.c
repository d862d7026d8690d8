#include "domain/eyes.h"

#include <inttypes.h>

#include "query/search.h"

static struct text facet(struct arena *arena, char kind, int64_t id)
{
	return text_from(arena_format(arena, "%c%" PRId64, kind, id));
}

static void open_sights(struct arena *arena, struct match_eyes *eyes, const struct sight_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		enum match_circle circle = text_is(rows[i].circle, "members") ? MATCH_MEMBERS : MATCH_STAFF;
		struct text facets[2];
		size_t facets_n = 0;

		if (rows[i].organization.v != 0)
			facets[facets_n++] = facet(arena, 'o', rows[i].organization.v);
		if (rows[i].department.v != 0)
			facets[facets_n++] = facet(arena, 'p', rows[i].department.v);
		if (facets_n > 0)
			eyes_open(eyes, circle, facets, facets_n);
		else
			eyes_open_all(eyes, circle);
	}
}

static enum fault open_named(struct ctx *cx, struct db *db, struct match_eyes *eyes)
{
	struct draft_id *drafts;
	size_t n;
	enum fault fault = sql_drafts_named(db, cx->arena, cx->viewer, &drafts, &n);

	for (size_t i = 0; fault == FAULT_NONE && i < n; i++) {
		struct text its = facet(cx->arena, 'q', drafts[i].v);

		eyes_open(eyes, MATCH_NAMED, &its, 1);
	}
	return fault;
}

static enum fault keep_away(struct ctx *cx, struct db *db, struct match_eyes *eyes)
{
	struct draft_id *drafts;
	size_t n;
	enum fault fault = sql_drafts_kept(db, cx->arena, cx->viewer, &drafts, &n);

	for (size_t i = 0; fault == FAULT_NONE && i < n; i++)
		eyes_keep(eyes, facet(cx->arena, 'q', drafts[i].v));
	return fault;
}

enum fault eyes_of(struct ctx *cx, struct db *db, struct match_eyes *ret)
{
	struct match_eyes eyes = eyes_in(cx->arena, db);
	struct sight_row *sights;
	size_t n;
	enum fault fault;

	if (cx->viewer.v == VIEWER_PUBLIC) {
		*ret = eyes;
		return FAULT_NONE;
	}
	fault = sql_viewer_sees_all(db, cx->viewer, &eyes.all);
	if (fault == FAULT_NONE)
		fault = sql_sights_of(db, cx->arena, cx->viewer, &sights, &n);
	if (fault != FAULT_NONE)
		return fault;
	open_sights(cx->arena, &eyes, sights, n);
	fault = open_named(cx, db, &eyes);
	if (fault == FAULT_NONE)
		fault = keep_away(cx, db, &eyes);
	if (fault == FAULT_NONE)
		*ret = eyes;
	return fault;
}
