/* tests/fuzz/fuzz_doc_markdown.c: any text as CommonMark: read, written as CommonMark, read again as the same; and as HTML,
 * which holds only what a strict reader of it knows. */
#include <stdio.h>
#include <stdlib.h>

#include "doc/read_markdown.h"
#include "doc/write_html.h"
#include "doc/write_markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DEPTH_MAX = 400 };

static void must(bool holds)
{
	if (!holds)
		abort();
}

static bool is_among(struct text word, const char *words)
{
	char spaced[32];

	snprintf(spaced, sizeof(spaced), " %.*s ", TEXT_ARG(word));
	return word.n > 0 && word.n < 20 && strstr(words, spaced) != NULL;
}

/* name="value" ... of one tag: names that do no harm, addresses that lead nowhere but out or in. */
static void check_attributes(struct text t)
{
	while (t.n > 0) {
		size_t equals = text_find(t, TEXT("=\"")), end;
		struct text name = text_trim(text_from_to(t, 0, equals)), value = text_after(t, equals + 2);

		must(equals < t.n && is_among(name, " href rel class start id scope lang type title colspan "));
		end = text_find_byte(value, '"');
		must(end < value.n);
		value = text_from_to(value, 0, end);
		must(text_find_byte(value, '<') == value.n);
		if (text_is(name, "href"))
			must(text_starts(value, TEXT("/")) || text_starts(value, TEXT("#")) || text_starts(value, TEXT("http://")) ||
				text_starts(value, TEXT("https://")) || text_starts(value, TEXT("mailto:")));
		t = text_after(t, equals + 2 + end + 1);
	}
}

/* Well-formed, every element closed in its order, and none that is not known to be harmless. */
static void check_html(struct text t)
{
	struct text open[DEPTH_MAX];
	int depth = 0;

	for (size_t at; (at = text_find_byte(t, '<')) < t.n;) {
		struct text tag;
		size_t end, name = 0;

		must(text_find_byte(text_from_to(t, 0, at), '>') == at);
		t = text_after(t, at + 1);
		end = text_find_byte(t, '>');
		must(end < t.n);
		tag = text_from_to(t, 0, end);
		t = text_after(t, end + 1);
		if (text_starts(tag, TEXT("/"))) {
			must(depth > 0 && text_eq(open[--depth], text_after(tag, 1)));
			continue;
		}
		while (name < tag.n && tag.s[name] != ' ')
			name++;
		check_attributes(text_after(tag, name));
		tag = text_from_to(tag, 0, name);
		if (is_among(tag, " br hr "))
			continue;
		must(is_among(tag, " p h1 h2 h3 h4 h5 h6 ul ol li a strong em table thead tbody tr th td code pre blockquote div "));
		must(depth < DEPTH_MAX);
		open[depth++] = tag;
	}
	must(text_find_byte(t, '>') == t.n && depth == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct refusal why = REFUSAL_INIT;
	struct text typed = { (const char *)data, size }, written;
	struct doc *doc, *again;

	if (doc_read_markdown(&arena, typed, &why, &doc) == FAULT_NONE) {
		check_html(doc_write_html(&arena, doc->first, 2).html);
		if (doc_write_markdown(&arena, doc->first, DOC_MARKDOWN_MAX, &why, &written) == FAULT_NONE &&
			doc_read_markdown(&arena, written, &why, &again) == FAULT_NONE && !doc_same(doc->first, again->first))
			abort();
	}
	/* What has no mark in it becomes HTML without a tree, and the same. */
	if (doc_read_markdown(&arena, typed, &why, &doc) == FAULT_NONE)
		must(text_eq(markup_from_markdown(&arena, typed, 3).html, doc_write_html(&arena, doc->first, 3).html));
	check_html(markup_from_markdown(&arena, typed, 3).html);
	arena_release(&arena);
	return 0;
}
