#include "web/problem.h"

#include "tap.h"

TEST(problem_has_a_status_for_every_fault)
{
	static const struct {
		enum fault fault;
		int status;
	} cases[] = {
		{ FAULT_NONE, 200 }, { FAULT_INVALID, 400 }, { FAULT_DENIED, 403 }, { FAULT_NOT_FOUND, 404 },
		{ FAULT_CONFLICT, 409 }, { FAULT_GONE, 410 }, { FAULT_LIMIT, 413 }, { FAULT_BUSY, 503 }, { FAULT_UNCERTAIN, 503 },
		{ FAULT_BROKEN, 500 },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++)
		CHECK_INT(problem_status(cases[i].fault), cases[i].status);
}

TEST(problem_is_named_in_danish)
{
	static const int statuses[] = { 400, 403, 404, 405, 409, 410, 411, 413, 414, 415, 417, 431, 500, 501, 503, 505, 599 };

	for (size_t i = 0; i < LENGTH_OF(statuses); i++) {
		const char *title = problem_title(statuses[i]);

		CHECK(strcmp(tr(LANG_DA, title), title) != 0);
	}
}

static bool holds(struct text t, const char *words)
{
	return text_find(t, text_from(words)) < t.n;
}

TEST(problem_escapes_what_a_stranger_sent)
{
	struct form_values values = { .problems_n = 1,
		.problems = { { "q", NULL, "is too long; at most %s characters", TEXT("<script>") } } };
	struct problem problem = { 400, TEXT("<b>\"&"), &values };
	struct response page = { 0 }, data = { 0 };

	problem_page(arena, LANG_EN, &problem, &page);
	CHECK_INT(page.status, 400);
	CHECK(holds(page.body, "&lt;b&gt;&quot;&amp;"));
	CHECK(!holds(page.body, "<script"));
	problem_json(arena, LANG_EN, &problem, &data);
	CHECK(holds(data.body, "\"status\": 400"));
	CHECK(holds(data.body, "\"field\": \"q\""));
	CHECK(!holds(data.body, "<script"));
	CHECK_TEXT(text_from(data.type), "application/problem+json");
}
