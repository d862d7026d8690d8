/* The mirror in small: what doc_write_markdown says, doc_read_markdown understands. */
#include "tap.h"

#include <stdio.h>

#include "doc/read_markdown.h"
#include "doc/write_html.h"
#include "doc/write_markdown.h"

static struct doc *read(struct arena *arena, struct text t)
{
	struct refusal why = REFUSAL_INIT;
	struct doc *doc = NULL;

	CHECK_INT(doc_read_markdown(arena, t, &why, &doc), FAULT_NONE);
	return doc;
}

static struct text written(struct arena *arena, const struct doc *doc)
{
	struct refusal why = REFUSAL_INIT;
	struct text t = TEXT_NONE;

	CHECK_INT(doc_write_markdown(arena, doc->first, DOC_BYTES_MAX, &why, &t), FAULT_NONE);
	return t;
}

/* That reading and writing gives the same text, and the text itself. */
static struct text again(struct arena *arena, const char *markdown)
{
	return written(arena, read(arena, text_from(markdown)));
}

#define STAYS(markdown) CHECK_TEXT(again(arena, markdown), markdown)

static struct text of_words(struct arena *arena, const char *words)
{
	struct doc_builder b = doc_build(arena);

	doc_block_of(&b, DOC_PARAGRAPH, text_from(words));
	return written(arena, doc_finish(&b));
}

TEST(markdown_leaves_prose_alone)
{
	static const char *const prose[] = {
		"Udvalget efter § 17, stk. 4 drøftede (a) K&L og/eller 5 * 3 > 14.",
		"snake_case og 60/40%-fordeling",
		"C:\\mappe\\fil.txt",
		"et lille < tegn, og a<3 & b",
		"Punkt 3: Titel - med streg",
		"-Der kan med fordel ses",
		"#emne og nr. #4",
		"+4 grader",
		"[sic] siger han",
		"en ` alene",
		"12.Titel",
		"(12) Titel",
		"a) som led",
		"http://eksempel.dk/a_b_c?d=e&f=g",
		"§ 17.4 udvalg",
		"1.000 kr.",
		"22-011382",
		"!vigtigt",
		"a|b",
		"\"K&L Skolen\"",
		"50 % = halvdelen",
		"~ca. 5",
	};

	for (size_t i = 0; i < LENGTH_OF(prose); i++)
		CHECK_TEXT(of_words(arena, prose[i]), prose[i]);
}

TEST(markdown_escapes_what_would_be_markup)
{
	static const char *const pairs[][2] = {
		{ "12. Titel", "12\\. Titel" },
		{ "3) Titel", "3\\) Titel" },
		{ "# ikke", "\\# ikke" },
		{ "- ikke", "\\- ikke" },
		{ "---", "\\---" },
		{ "+ x", "\\+ x" },
		{ "> x", "\\> x" },
		{ "*", "\\*" },
		{ "_a_", "\\_a\\_" },
		{ "a *b* c", "a \\*b\\* c" },
		{ "<b>", "\\<b>" },
		{ "&amp;", "\\&amp;" },
		{ "[x](y)", "\\[x](y)" },
		{ "[x]: y", "\\[x]: y" },
		{ "`a` b", "\\`a\\` b" },
		{ " to", "&#32;to" },
		{ "til ", "til&#32;" },
		{ "a\\", "a\\\\" },
		{ "\\*", "\\\\\\*" },
	};

	for (size_t i = 0; i < LENGTH_OF(pairs); i++)
		CHECK_TEXT(of_words(arena, pairs[i][0]), pairs[i][1]);
}

TEST(markdown_keeps_its_own_text)
{
	STAYS("# Titel\n\nEt afsnit\nmed en linje til\\\nog en til.\n\n***\n\n> Citat\n>\n> - a\n> "
	      "- b");
	STAYS("- a\n- b\n\n+ c\n\n1. d\n\n   e\n\n2. f");
	STAYS("1. x\n   - a) led\n   - b) led\n2. y");
	STAYS("7. x\n8. y\n\n1) z");
	STAYS("| A | B |\n| --- | --- |\n| 1 | a \\| b |\n| | c |");
	STAYS("| | |\n| --- | --- |\n| 1 | 2 |");
	STAYS("- | A |\n  | --- |\n  | 1 |");
	STAYS("Se [Mere indhold om | VPT](#) og **bilag 1**, _sagt_ **_højt_**.");
	STAYS("[a](</b c>)");
}

TEST(markdown_reads_alpha_lists)
{
	struct doc *doc = read(arena, TEXT("- a) et\n- b) to\n\nMen:\n\n- a) et\n- c) tre\n"));

	CHECK_INT(doc->first->style, DOC_LIST_ALPHA);
	CHECK_INT(doc->first->start, 1);
	CHECK_TEXT(doc_block_text(arena, doc->first), "et\nto");
	CHECK_INT(doc->first->next->next->style, DOC_LIST_BULLET);
	CHECK(doc->typographic);
}

TEST(markdown_loses_no_word)
{
	struct doc_block all = { .kind = DOC_QUOTE };
	struct doc *doc = read(arena,
		TEXT("<div>\nhej <b>du</b>\n</div>\n\n![alt](src \"titel\") ![](kun) [](tom)\n\n"
		     "```c info\nkode]: x\n  ind\n```\n\n[def]: /url \"skjult\"\n"));

	all.child = doc->first;
	CHECK_TEXT(doc_block_text(arena, &all), "<div> hej <b>du</b> </div>\nalt (titel) kun tom\n"
						"c info kode]: x   ind\n[def]: /url \"skjult\"");
}

TEST(markdown_has_limits)
{
	size_t n = 4 * DOC_MARKDOWN_MAX;
	char *s = arena_alloc(arena, 1, n);
	struct refusal why = REFUSAL_INIT;
	struct doc *doc = NULL;
	struct text t = { s, n };

	memset(s, 'x', n);
	CHECK_INT(doc_read_markdown(arena, t, &why, &doc), FAULT_LIMIT);
	CHECK_INT(doc_read_markdown_parts(arena, t, &why, &doc), FAULT_LIMIT);
	CHECK_INT(doc_write_markdown(arena, read(arena, TEXT("abc"))->first, 2, &why, &t),
		FAULT_LIMIT);
	memset(s, '>', n);
	t = (struct text){ s, DOC_MARKDOWN_MAX };
	CHECK_INT(doc_read_markdown(arena, t, &why, &doc), FAULT_NONE);
	memset(s, 'x', n);
	for (size_t i = 0; i < n; i += 64)
		memcpy(s + i, "\n# x\n", 5);
	t.n = n;
	CHECK_INT(doc_read_markdown_parts(arena, t, &why, &doc), FAULT_NONE);
	CHECK(doc->typographic);
}

TEST(markdown_parts_count_lines)
{
	size_t n = DOC_MARKDOWN_MAX + 1000;
	char *s = arena_alloc(arena, 1, n);
	struct doc *doc = NULL;
	struct refusal why = REFUSAL_INIT;

	memset(s, 'x', n);
	memcpy(s, "# a\n\n", 5);
	memcpy(s + 5000, "\n\n```\n# ikke\n```\n", 17);
	memcpy(s + 200000, "\n\n# b\n\n", 7);
	CHECK_INT(doc_read_markdown_parts(arena, (struct text){ s, n }, &why, &doc), FAULT_NONE);
	CHECK_TEXT(doc->first->inlines->text, "a");
	while (doc->first->kind != DOC_HEADING || doc->first->inlines->text.s[0] != 'b')
		doc->first = doc->first->next;
	CHECK_INT(doc->first->line, 10);
	CHECK_INT(doc->first->next->inlines->line, 12);
}

/* Generated trees */

static uint64_t seed;

static unsigned dice(unsigned sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % sides;
}

static const char *const bits[] = { "*", "_a_", "1.", "1)", "12. Titel", "+ x", "# x", "<b>",
	"&amp;", "|", "---", "[x](y)", "\\", "  ", " ", "http://a.dk/b_c", "Ærø", "ål", "Ø", "#",
	"##", "a", "b) ", "a) ", "ord", "=", "==", ">", "- ", "-", "`", "``", "```", "~~~", "!",
	"[", "]", "(", ")", "[x]: y", "<http://a>", "&", "&#65;", "K&L", "5 * 3", "§ 17, stk. 4",
	":", "”", "–", "\t", "\xc2\xa0", "_", "__", "**", "*a*", "</div>", "| --- |", "| a |",
	"\\*", "\\\\", "e\xcc\x81", "1234567890.", "0.", "\xe2\x80\x89", "€", "." };

static void grow_words(struct doc_builder *b)
{
	for (unsigned n = 1 + dice(4); n > 0; n--) {
		doc_words(b, text_from(bits[dice(LENGTH_OF(bits))]));
		if (dice(3) == 0)
			doc_words(b, TEXT(" "));
	}
}

static void grow_inlines(struct doc_builder *b, unsigned depth)
{
	static const char *const hrefs[] = { "", "#", "/a", "http://a.dk/?x=1&amp;y", "a b", "a)b(",
		"<x>", "a\\*b`", "&copy;", "|" };

	for (unsigned n = 1 + dice(4); n > 0; n--) {
		unsigned what = dice(10);

		if (what == 0) {
			doc_break(b, dice(3) == 0 ? DOC_HARD_BREAK : DOC_SOFT_BREAK);
		} else if (what < 4 && depth < 4) {
			if (what == 1)
				doc_open_link(b, text_from(hrefs[dice(LENGTH_OF(hrefs))]));
			else
				doc_open_inline(b, what == 2 ? DOC_STRONG : DOC_EMPHASIS);
			grow_inlines(b, depth + 1);
			doc_close_inline(b);
		} else {
			grow_words(b);
		}
	}
}

static void grow_blocks(struct doc_builder *b, unsigned depth);

static void grow_list(struct doc_builder *b, unsigned depth)
{
	struct doc_block *list = doc_open(b, DOC_LIST);

	list->style = (enum doc_list_style)dice(3);
	list->start = dice(2) ? 1 : (int)dice(40);
	list->tight = dice(2);
	for (unsigned n = 1 + dice(3); n > 0; n--) {
		doc_open(b, DOC_ITEM);
		grow_blocks(b, depth + 1);
		doc_close(b);
	}
	doc_close(b);
}

static void grow_table(struct doc_builder *b)
{
	doc_open(b, DOC_TABLE)->header_rows = (int)dice(2);
	for (unsigned rows = 1 + dice(3); rows > 0; rows--) {
		doc_open(b, DOC_ROW);
		for (unsigned cells = 1 + dice(3); cells > 0; cells--) {
			doc_open(b, DOC_CELL);
			if (dice(4) > 0) {
				doc_open(b, DOC_PARAGRAPH);
				grow_inlines(b, 2);
				doc_close(b);
			}
			doc_close(b);
		}
		doc_close(b);
	}
	doc_close(b);
}

static void grow_blocks(struct doc_builder *b, unsigned depth)
{
	for (unsigned n = 1 + dice(3); n > 0; n--) {
		unsigned what = dice(depth < 4 ? 12 : 6);

		if (what == 11) {
			doc_open(b, DOC_QUOTE);
			grow_blocks(b, depth + 1);
			doc_close(b);
		} else if (what > 7) {
			grow_list(b, depth);
		} else if (what == 7) {
			grow_table(b);
		} else if (what == 5) {
			doc_block_of(b, DOC_RULE, TEXT(""));
		} else {
			struct doc_block *leaf =
				doc_open(b, what == 4 ? DOC_HEADING : DOC_PARAGRAPH);

			if (what == 4)
				leaf->level = 1 + (int)dice(6);
			grow_inlines(b, 0);
			doc_close(b);
		}
	}
}

TEST(markdown_is_a_mirror)
{
	enum { TREES = 4000 };

	for (unsigned i = 0; i < TREES; i++) {
		struct arena_mark mark = arena_mark(arena);
		struct doc_builder b = doc_build(arena);
		struct doc *doc, *back;
		struct text text;

		seed = i;
		grow_blocks(&b, 0);
		doc = doc_finish(&b);
		text = written(arena, doc);
		back = read(arena, text);
		if (!doc_same(doc->first, back->first)) {
			CHECK(!"the same tree comes back");
			printf("# seed %u:\n%.*s\n# again:\n%.*s\n", i, TEXT_ARG(text),
				TEXT_ARG(written(arena, back)));
			break;
		}
		CHECK_TEXT(written(arena, back), arena_string(arena, text.s, text.n));
		arena_rewind(arena, mark);
	}
}

/* Plain paragraphs are read without cmark.  A mark at the end sends the same text through it: both must say the same. */
TEST(markdown_reads_plain_text_as_cmark_does)
{
	static const char *const pieces[] = { "Udvalget", "drøfter", " ", "  ", "\n", "\n\n", "\n \n", ".", "-", "- ", "+", "1. ", "1) ", "\n- ", "\n2. ", "- Et", "12. To", "\n\n- ", "0. ",
		"2024", "#", "# ", "=", "===", "~ ", "|", "> ", ">", "(a)", "\"", "'", ":", "!", "$", "@", "\xc2\xa0", "\xe2\x80\x93", "æ", "    ",
		"http://a.dk", "]", "{", "%" };
	uint64_t state = 7;

	for (int round = 0; round < 40000; round++) {
		struct arena_mark mark = arena_mark(arena);
		struct buffer b = buffer_in(arena, 4096);
		struct text plain, marked;

		for (int i = 0; i < 1 + round % 12; i++) {
			state = state * 6364136223846793005u + 1442695040888963407u;
			buffer_add_string(&b, pieces[(state >> 33) % LENGTH_OF(pieces)]);
		}
		plain = markup_from_markdown(arena, buffer_text(&b), 2).html;
		marked = markup_from_markdown(arena, text_join(arena, buffer_text(&b), TEXT("\n\n"), TEXT("\\*\n")), 2).html;
		if (!text_ends(marked, TEXT("<p>*</p>\n")) || !text_eq(plain, text_from_to(marked, 0, marked.n - 9))) {
			CHECK_TEXT(buffer_text(&b), "the same with and without cmark");
			CHECK_TEXT(plain, text_string(arena, marked));
			return;
		}
		arena_rewind(arena, mark);
	}
	CHECK(true);
}
