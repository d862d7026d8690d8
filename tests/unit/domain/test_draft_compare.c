#include "domain/draft_compare.h"

#include "tap.h"

static const char *const fates[] = {
	[DRAFT_FATE_SAME] = "same",
	[DRAFT_FATE_CHANGED] = "changed",
	[DRAFT_FATE_LOOKS] = "looks",
	[DRAFT_FATE_ADDED] = "added",
	[DRAFT_FATE_GONE] = "gone",
};

static struct draft_section_row section(int64_t thread, const char *heading, const char *text)
{
	return (struct draft_section_row){ .thread = thread, .role = TEXT("other"), .heading = text_from(heading),
		.text = text_from(text), .circle = TEXT("public") };
}

static struct text told(struct arena *arena, const struct draft_comparison *c)
{
	struct buffer b = buffer_in(arena, 1 << 16);

	for (size_t i = 0; i < c->pairs_n; i++)
		buffer_format(&b, "%d %s%s\n", (int)c->pairs[i].thread, fates[c->pairs[i].fate], c->pairs[i].moved ? " moved" : "");
	return buffer_text(&b);
}

TEST(compare_follows_sections)
{
	struct draft_section_row old[] = { section(1, "A", "et"), section(2, "B", "to ord"), section(3, "C", "tre"),
		section(4, "D", "fire") };
	struct draft_section_row new[] = { section(3, "C", "tre"), section(1, "A", "**et**"), section(2, "B2", "to ord"),
		section(0, "E", "fem") };
	struct draft_text before = { .facts = { .title = TEXT("Titel") }, .sections = old, .sections_n = 4 };
	struct draft_text after = { .facts = { .title = TEXT("Ny titel") }, .sections = new, .sections_n = 4 };
	struct draft_comparison c;

	draft_compare(arena, &before, &after, &c);
	CHECK(c.title_changed && !c.same);
	CHECK_TEXT(told(arena, &c), "3 same moved\n4 gone\n1 looks moved\n2 changed moved\n0 added\n");
	CHECK_INT(c.pairs[3].heading.n, 2);
	CHECK_INT(c.pairs[3].text.n, 1);
	draft_compare(arena, &before, &before, &c);
	CHECK(c.same && !c.title_changed);
	CHECK_TEXT(told(arena, &c), "1 same\n2 same\n3 same\n4 same\n");
}

TEST(compare_tells_what_is_gone_first_and_last)
{
	struct draft_section_row old[] = { section(1, "A", "et"), section(2, "B", "to"), section(3, "C", "tre") };
	struct draft_text before = { .facts = { .title = TEXT("T") }, .sections = old, .sections_n = 3 };
	struct draft_text middle = { .facts = { .title = TEXT("T") }, .sections = old + 1, .sections_n = 1 };
	struct draft_text none = { .facts = { .title = TEXT("T") }, .sections_n = 0 };
	struct draft_comparison c;

	draft_compare(arena, &before, &middle, &c);
	CHECK_TEXT(told(arena, &c), "1 gone\n2 same\n3 gone\n");
	draft_compare(arena, &middle, &before, &c);
	CHECK_TEXT(told(arena, &c), "1 added\n2 same\n3 added\n");
	draft_compare(arena, &before, &none, &c);
	CHECK_TEXT(told(arena, &c), "1 gone\n2 gone\n3 gone\n");
}

TEST(compare_takes_what_is_not_kept)
{
	struct draft_section_row old[] = { section(1, "A", "et") };
	struct draft_text kept = { .facts = { .title = TEXT("T") }, .sections = old, .sections_n = 1 }, mine;
	struct draft_part parts[] = { { 1, SECTION_OTHER, TEXT("A"), TEXT("et to") }, { 0, SECTION_OTHER, TEXT("B"), TEXT("nyt") } };
	struct draft_comparison c;

	mine = draft_text_of_parts(arena, &kept, TEXT("T"), parts, 2);
	draft_compare(arena, &kept, &mine, &c);
	CHECK_TEXT(told(arena, &c), "1 changed\n0 added\n");
	CHECK_TEXT(c.pairs[0].circle, "public");
}
