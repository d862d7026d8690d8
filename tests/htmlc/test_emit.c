/* tests/htmlc/test_emit.c: fills emit.html in, with values of a stranger who knows HTML, and holds each line against
 * emit.wanted. */
#include <stdio.h>
#include <stdlib.h>

#include "base/path.h"
#include "views/emit.h"

/* TAP: one test a line. */
static void compare(struct text out, struct text wanted)
{
	struct text line, want;
	int n = 0;

	while (text_line(&wanted, &want)) {
		if (!text_line(&out, &line))
			line = TEXT("(nothing)");
		printf("%s %d - line %d\n", text_eq(line, want) ? "ok" : "not ok", n + 1, n + 1);
		if (!text_eq(line, want))
			printf("#   got   %.*s\n#   wants %.*s\n", TEXT_ARG(line), TEXT_ARG(want));
		n++;
	}
	printf("%s %d - nothing follows\n1..%d\n", out.n == 0 ? "ok" : "not ok", n + 1, n + 1);
}

int main(void)
{
	struct arena arena = ARENA_INIT;
	struct html html = html_in(&arena, LANG_EN);
	struct row rows[] = {
		{ .name = TEXT("</a><script>alert(1)</script>"), .url = { TEXT("/a?b=1&c=\"2\"") }, .n = 9 },
		{ .name = TEXT("\xc3\xa6"), .url = { TEXT("/b") } },
	};
	struct page page = {
		.title = TEXT("Title"),
		.hostile = TEXT("\"><script>&'"),
		.string = "\n</textarea>%s",
		.url = { TEXT("/\"onclick='a'&b") },
		.markup = { TEXT("<p>ready</p>") },
		.date = { 2024, 2, 29 },
		.moment = { { 2024, 2, 29 }, 13, 5 },
		.rows = rows,
		.rows_n = 2,
		.most = SIZE_MAX,
		.chosen = true,
	};
	struct refusal why = REFUSAL_INIT;
	struct text wanted;

	view_page(&html, &page);
	view_holes(&html, &page);
	view_sentences(&html, &page);
	view_branches(&html, &page);
	html_raw(&html, "\n", 1);
	if (path_read(&arena, WANTED, 1 << 20, &why, &wanted) != FAULT_NONE)
		abort();
	compare(html_finish(&html), wanted);
	arena_release(&arena);
	return 0;
}
