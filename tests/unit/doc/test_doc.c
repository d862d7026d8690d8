#include "tap.h"

#include "doc/doc.h"

/* A tree as "kind(...)": h p l i q t r c - f for blocks, words as they are, | soft, ~ hard,
 * *strong* _emph_ [link]. */
static void tell_inlines(struct buffer *b, const struct doc_inline *in)
{
	static const char *const marks[][2] = { [DOC_WORDS] = { "", "" },
		[DOC_SOFT_BREAK] = { "|", "" },
		[DOC_HARD_BREAK] = { "~", "" },
		[DOC_STRONG] = { "*", "*" },
		[DOC_EMPHASIS] = { "_", "_" },
		[DOC_LINK] = { "[", "]" } };

	for (; in != NULL; in = in->next) {
		buffer_add_string(b, marks[in->kind][0]);
		buffer_add(b, in->text);
		tell_inlines(b, in->child);
		buffer_add_string(b, marks[in->kind][1]);
	}
}

static void tell_blocks(struct buffer *b, const struct doc_block *block)
{
	for (; block != NULL; block = block->next) {
		buffer_add_byte(b, "hpliqtrc-f"[block->kind]);
		buffer_add_byte(b, '(');
		tell_inlines(b, block->inlines);
		tell_blocks(b, block->child);
		buffer_add_byte(b, ')');
	}
}

static struct text told(struct doc_builder *b)
{
	struct buffer out = buffer_in(b->arena, 4096);

	tell_blocks(&out, doc_finish(b)->first);
	return buffer_text(&out);
}

TEST(doc_joins_words_and_strong)
{
	struct doc_builder b = doc_build(arena);

	doc_open(&b, DOC_PARAGRAPH);
	doc_words(&b, TEXT("a"));
	doc_words(&b, TEXT("b"));
	doc_open_inline(&b, DOC_STRONG);
	doc_words(&b, TEXT("c"));
	doc_close_inline(&b);
	doc_open_inline(&b, DOC_STRONG);
	doc_words(&b, TEXT("d"));
	doc_open_inline(&b, DOC_STRONG);
	doc_words(&b, TEXT("e"));
	doc_close_inline(&b);
	doc_close_inline(&b);
	doc_open_inline(&b, DOC_EMPHASIS);
	doc_close_inline(&b);
	doc_words(&b, TEXT("f"));
	CHECK_TEXT(told(&b), "p(ab*cde*f)");
}

TEST(doc_moves_breaks_outside)
{
	struct doc_builder b = doc_build(arena);

	doc_open(&b, DOC_PARAGRAPH);
	doc_break(&b, DOC_HARD_BREAK);
	doc_words(&b, TEXT("a"));
	doc_open_inline(&b, DOC_STRONG);
	doc_break(&b, DOC_SOFT_BREAK);
	doc_words(&b, TEXT("b"));
	doc_break(&b, DOC_SOFT_BREAK);
	doc_words(&b, TEXT("c"));
	doc_break(&b, DOC_SOFT_BREAK);
	doc_break(&b, DOC_HARD_BREAK);
	doc_close_inline(&b);
	doc_words(&b, TEXT("d"));
	doc_break(&b, DOC_HARD_BREAK);
	doc_close(&b);
	doc_open(&b, DOC_HEADING);
	doc_words(&b, TEXT("e"));
	doc_break(&b, DOC_SOFT_BREAK);
	doc_words(&b, TEXT("f"));
	CHECK_TEXT(told(&b), "p(a|*b|c*~d)h(e f)");
}

TEST(doc_survives_misuse)
{
	struct doc_builder b = doc_build(arena);

	doc_close(&b);
	doc_close_inline(&b);
	doc_words(&b, TEXT("alene"));
	doc_open_inline(&b, DOC_STRONG);
	doc_close_inline(&b);
	doc_open(&b, DOC_LIST);
	doc_words(&b, TEXT("uden punkt"));
	doc_open(&b, DOC_PARAGRAPH); /* may not stand in a list */
	doc_words(&b, TEXT("heller ikke"));
	doc_close(&b);
	doc_open(&b, DOC_ITEM);
	doc_open(&b, DOC_PARAGRAPH);
	doc_words(&b, TEXT("x"));
	doc_block_of(&b, DOC_PARAGRAPH, TEXT("y")); /* in a leaf */
	doc_words(&b, TEXT("z"));
	doc_close(&b);
	doc_close(&b);
	doc_close(&b);
	doc_close(&b);
	doc_block_of(&b, DOC_RULE, TEXT("væk"));
	doc_open(&b, DOC_TABLE);
	doc_words(&b, TEXT("celle"));
	CHECK_TEXT(told(&b),
		"p(alene)l(i(p(uden punkt))i(p(heller ikke))i(p(x|y|z)))-()t(r(c(p(celle))))");
}

TEST(doc_bounds_depth)
{
	struct doc_builder b = doc_build(arena);
	struct doc *doc;
	int depth = 0;

	for (int i = 0; i < 3 * DOC_DEPTH_MAX; i++) {
		doc_open(&b, DOC_LIST);
		doc_open(&b, DOC_ITEM);
	}
	doc_open(&b, DOC_PARAGRAPH);
	for (int i = 0; i < 3 * DOC_DEPTH_MAX; i++)
		doc_open_inline(&b, DOC_STRONG);
	doc_words(&b, TEXT("dybt"));
	for (int i = 0; i < 3 * DOC_DEPTH_MAX; i++)
		doc_close_inline(&b);
	doc_words(&b, TEXT("nede"));
	doc_close(&b);
	for (int i = 0; i < 6 * DOC_DEPTH_MAX; i++)
		doc_close(&b);
	doc_block_of(&b, DOC_PARAGRAPH, TEXT("ude"));
	doc = doc_finish(&b);
	for (const struct doc_block *in = doc->first; in != NULL; in = in->child)
		depth++;
	CHECK(depth <= DOC_DEPTH_MAX);
	CHECK_TEXT(doc_block_text(arena, doc->first), "dybtnede");
	CHECK_TEXT(doc_block_text(arena, doc->first->next), "ude");
	CHECK(!b.full);
}

TEST(doc_bounds_size)
{
	struct doc_builder b = doc_build(arena);
	char *s = arena_alloc(arena, 1, DOC_BYTES_MAX);

	memset(s, 'x', DOC_BYTES_MAX);
	doc_block_of(&b, DOC_PARAGRAPH, (struct text){ s, DOC_BYTES_MAX - 1 });
	CHECK(!b.full);
	doc_block_of(&b, DOC_PARAGRAPH, TEXT("xy"));
	CHECK(b.full);
	CHECK_INT(doc_block_text(arena, doc_finish(&b)->first).n, DOC_BYTES_MAX - 1);

	b = doc_build(arena);
	for (int i = 0; i <= DOC_NODES_MAX; i++)
		doc_open_inline(&b, DOC_STRONG), doc_block_of(&b, DOC_RULE, TEXT(""));
	CHECK(b.full);
}

TEST(doc_makes_words_valid)
{
	struct doc_builder b = doc_build(arena);

	doc_open(&b, DOC_PARAGRAPH);
	doc_words(&b, TEXT("a\nb\x01\xc2\x9b\xff\tc e\xcc\x81 \xef\xbb\xbf"));
	CHECK_TEXT(told(&b), "p(a b�\tc é )");
}

TEST(doc_settles_lists_and_tables)
{
	struct doc_builder b = doc_build(arena);
	struct doc_block *list = doc_open(&b, DOC_LIST), *table;

	list->tight = false;
	doc_open(&b, DOC_ITEM);
	doc_words(&b, TEXT("b) to"));
	doc_close(&b);
	doc_close(&b);
	CHECK_INT(list->style, DOC_LIST_ALPHA);
	CHECK_INT(list->start, 2);
	CHECK(list->tight); /* one item of one block shows no gap */
	table = doc_open(&b, DOC_TABLE);
	table->header_rows = 3;
	doc_open(&b, DOC_ROW);
	doc_words(&b, TEXT("a"));
	doc_close(&b);
	doc_open(&b, DOC_ROW);
	doc_words(&b, TEXT("b"));
	doc_words(&b, TEXT("c"));
	CHECK_TEXT(told(&b), "l(i(p(to)))t(r(c(p(a))c())r(c(p(b))c(p(c))))");
	CHECK_INT(table->header_rows, 1);
}
