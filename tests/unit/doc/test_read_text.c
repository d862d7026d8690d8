#include "tap.h"

#include "doc/read_text.h"

static struct doc *read_bytes(struct arena *arena, struct text bytes)
{
	struct refusal why = REFUSAL_INIT;
	struct doc *doc = NULL;

	CHECK_INT(doc_read_text(arena, bytes, &why, &doc), FAULT_NONE);
	return doc;
}

static struct doc *read(struct arena *arena, const char *s)
{
	return read_bytes(arena, text_from(s));
}

/* Lines as "line:indent:words|", paragraphs apart by "/". */
static void tell_inlines(struct buffer *b, const struct doc_inline *in)
{
	bool starts = true;

	for (; in != NULL; in = in->next) {
		if (starts)
			buffer_format(b, "%zu:%d:", in->line, in->indent);
		starts = in->kind == DOC_SOFT_BREAK;
		if (starts)
			buffer_add_byte(b, '|');
		else
			buffer_add(b,
				doc_inlines_text(b->arena, &(struct doc_inline){ .kind = in->kind,
								   .text = in->text,
								   .child = in->child }));
	}
}

static struct text told(struct arena *arena, const struct doc *doc)
{
	struct buffer b = buffer_in(arena, 4096);

	for (const struct doc_block *block = doc->first; block != NULL; block = block->next) {
		buffer_add_string(&b, block == doc->first ? "" : "/");
		tell_inlines(&b, block->inlines);
	}
	return buffer_text(&b);
}

#define TELLS(source, wanted) CHECK_TEXT(told(arena, read(arena, source)), wanted)

TEST(text_keeps_lines_and_indents)
{
	TELLS("Et\nto\n\n  tre\n\t- fire", "1:0:Et|2:0:to/4:2:tre|5:8:- fire");
	TELLS("\n\n  \nA  \r\nB\rC\n", "4:0:A|5:0:B|6:0:C");
	TELLS("", "");
}

/* Those of terminals, of one byte and of two. */
TEST(text_loses_control_characters)
{
	TELLS("A\x1b[31m\xc2\x9b" "32m\x7f B\xc2\xa0" "C og meget mere, som der st\xc3\xa5r p\xc3\xa5 linjen; og en bisætning til",
		"1:0:A[31m32m B C og meget mere, som der st\xc3\xa5r p\xc3\xa5 linjen; og en bisætning til");
}

TEST(text_knows_pages)
{
	struct doc *doc = read(arena, "en\n\fto\ntre\f\n\n\f\ffire");

	CHECK_TEXT(told(arena, doc), "1:0:en/2:0:to|3:0:tre/5:0:fire");
	CHECK_INT(doc->first->page, 1);
	CHECK_INT(doc->first->next->page, 2);
	CHECK_INT(doc->first->next->next->page, 5);
}

TEST(text_reads_two_marks)
{
	struct doc_inline *in =
		read(arena, "Se [Mere om | VPT](#) og **bilag [1](/x_(y)) a**.")->first->inlines;

	CHECK_TEXT(in->text, "Se ");
	CHECK_INT(in->next->kind, DOC_LINK);
	CHECK_TEXT(in->next->href, "#");
	CHECK_TEXT(in->next->child->text, "Mere om | VPT");
	in = in->next->next->next;
	CHECK_INT(in->kind, DOC_STRONG);
	CHECK_TEXT(in->child->next->href, "/x_(y)");
	CHECK_TEXT(in->next->text, ".");
}

TEST(text_leaves_other_marks_alone)
{
	static const char *const literal[] = { "# a", "** a**", "**a **", "****", "***a***",
		"[](x)", "[a](b c)", "[a] (b)", "[a](b", "**a", "1. x", "- x", "_a_", "`a`", "<b>",
		"&amp;", "[a[b](c", "\\*" };

	for (size_t i = 0; i < LENGTH_OF(literal); i++) {
		const struct doc_block *block =
			read(arena, arena_format(arena, "x %s", literal[i]))->first;

		CHECK(block->inlines->next == NULL);
		CHECK_TEXT(text_after(block->inlines->text, 2), literal[i]);
	}
}

TEST(text_decodes)
{
	TELLS("\xef\xbb\xbf"
	      "Møde",
		"1:0:Møde");
	TELLS("M\xf8"
	      "de \x96 \x93x\x94",
		"1:0:Møde – “x”");
	TELLS("Møde æøå \xf8", "1:0:Møde æøå �");
	TELLS("MÃ¸de", "1:0:MÃ¸de");
	TELLS("e\xcc\x81n", "1:0:én");
	TELLS("§\xc2\xa0"
	      "17\xe2\x80\xaf"
	      "a\xc2\xa0",
		"1:0:§ 17 a");
	CHECK_TEXT(told(arena, read_bytes(arena, TEXT("\xff\xfeM\0\xf8\0\n\0=\xd8\0\xde"))),
		"1:0:Mø|2:0:😀");
	CHECK_TEXT(told(arena, read_bytes(arena, TEXT("\xfe\xff\0M\0\xf8"))), "1:0:Mø");
}

TEST(text_joins_at_soft_hyphens)
{
	TELLS("kom\xc2\xad"
	      "mune om kom\xc2\xad\n  muner, og\ny",
		"1:0:kommune om kommuner,|2:2:og|3:0:y");
	TELLS("a\xc2\xad\nb\nc", "1:0:ab|3:0:c");
	TELLS("a\xc2\xad\n\nb", "1:0:a/3:0:b");
}

TEST(text_goes_to_markdown)
{
	struct doc *doc = read(arena, "\xef\xbb\xbf\n\n# Titel\n\n- a\n");

	CHECK(doc->typographic);
	CHECK_INT(doc->first->kind, DOC_HEADING);
	CHECK_INT(doc->first->next->kind, DOC_LIST);
	CHECK(!read(arena, "#Titel")->typographic);
}

TEST(text_refuses)
{
	struct refusal why = REFUSAL_INIT;
	struct doc *doc = NULL;
	size_t n = DOC_BYTES_MAX + 1;
	char *s = arena_alloc(arena, 1, n);

	CHECK_INT(doc_read_text(arena, TEXT("a\0b"), &why, &doc), FAULT_INVALID);
	CHECK_INT(doc_read_text(arena, TEXT("\x01\x02\x03\x04"), &why, &doc), FAULT_INVALID);
	memset(s, 'x', n);
	CHECK_INT(doc_read_text(arena, (struct text){ s, n }, &why, &doc), FAULT_LIMIT);
	memset(s, '[', n);
	CHECK_INT(doc_read_text(arena, (struct text){ s, n - 1 }, &why, &doc), FAULT_NONE);
	CHECK(doc->first->inlines->next->kind == DOC_SOFT_BREAK); /* a line without end is cut */
	for (size_t i = 0; i + 3 < n; i += 3)
		memcpy(s + i, "a\n\n", 3);
	CHECK_INT(doc_read_text(arena, (struct text){ s, n - 1 }, &why, &doc), FAULT_LIMIT);
	CHECK(why.message != NULL);
}
