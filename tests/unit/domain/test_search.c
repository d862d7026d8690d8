#include "domain/search.h"

#include "domain/snippet.h"
#include "domain/terms.h"
#include "fixture.h"
#include "tap.h"

static struct search_answer ask(struct ctx *cx, const char *words, int year, const char *kind)
{
	struct search_ask question = { .words = text_from(words), .year = year, .kind = text_from(kind), .page = 1 };
	struct search_answer answer = { .total = -1 };

	CHECK_INT(search(cx, &question, &answer), FAULT_NONE);
	return answer;
}

static struct ctx *with_a_meeting(struct arena *arena)
{
	struct ctx *cx = fixture_ctx(arena);
	struct meeting_id id;
	enum keep_outcome outcome;

	CHECK_INT(fixture_keep(cx, fixture_record(arena, RECORD_MINUTES, "2024-03-12", TEXT("x")), TEXT("x"), &outcome, &id),
		FAULT_NONE);
	cx->viewer.v = VIEWER_PUBLIC;
	return cx;
}

TEST(search_finds_every_inflection_and_beginnings)
{
	struct ctx *cx = with_a_meeting(arena);
	const char *questions[] = { "sygefrav\xc3\xa6rets", "SYGEFRAV\xc3\x86R", "ledere", "leder", "kommunern", "kommu",
		"\"indsats virker\"", "22-011382", "22011382", "22/011382", "og sygefrav\xc3\xa6r", "\xe2\x80\x9dledernes indsats\xe2\x80\x9d" };

	for (size_t i = 0; i < LENGTH_OF(questions); i++) {
		struct search_answer answer = ask(cx, questions[i], 0, NULL);

		CHECK_INT(answer.total, 1);
		CHECK_INT(answer.hits_n, 1);
	}
	CHECK_INT(ask(cx, "\"virker indsats\"", 0, NULL).total, 0);
}

TEST(search_filters)
{
	struct ctx *cx = with_a_meeting(arena);

	CHECK_INT(ask(cx, "ledere", 2024, "minutes").total, 1);
	CHECK_INT(ask(cx, "ledere", 2023, NULL).total, 0);
	CHECK_INT(ask(cx, "ledere", 0, "agenda").total, 0);
}

TEST(search_helps_when_nothing_is_found)
{
	struct search_answer answer = ask(with_a_meeting(arena), "ledere zebraer", 0, NULL);

	CHECK_INT(answer.total, 0);
	CHECK_INT(answer.words_n, 2);
	CHECK_INT(answer.words[0].total, 1);
	CHECK_INT(answer.words[1].total, 0);
}

/* What somebody types is never read as the index's language. */
TEST(search_takes_any_question)
{
	struct ctx *cx = with_a_meeting(arena);
	const char *questions[] = { "", " ", "\"", "\"\"", "AND OR NOT", "facet:o1", "{title}: x", "a* b^ NEAR(c d)", "')--",
		"\xe2\x80\x9d", "-", "(((", "title body closed facet" };

	for (size_t i = 0; i < LENGTH_OF(questions); i++)
		CHECK(ask(cx, questions[i], 0, NULL).total >= 0);
}

TEST(snippet_marks_the_hits)
{
	struct terms terms = terms_of(arena, TEXT("sygefrav\xc3\xa6ret "));
	struct search_run *runs;
	size_t n;

	snippet_make(arena, &terms, TEXT("Der tales om sygefrav\xc3\xa6r, og intet andet."), &runs, &n);
	CHECK_INT(n, 3);
	CHECK(runs[1].marked);
	CHECK_TEXT(runs[1].text, "sygefrav\xc3\xa6r");
	CHECK_TEXT(runs[2].text, ", og intet andet.");
	snippet_make(arena, &terms, TEXT(""), &runs, &n);
	CHECK_INT(n, 0);
}
