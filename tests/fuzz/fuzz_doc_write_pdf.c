/* tests/fuzz/fuzz_doc_write_pdf.c: any tree, such as no reader makes, and any settings: a file that is well-formed, or
 * FAULT_LIMIT or a refused logo.
 *
 * The bytes are a program that builds the tree: a byte of what, then its words.  Rows may stand in paragraphs and headings
 * in cells, levels may be anything, depths go past DOC_DEPTH_MAX; only text is valid UTF-8, as doc.h promises.
 */
#include <stdlib.h>

#include "doc/pdf_check.h"
#include "doc/write_pdf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DEPTH = DOC_DEPTH_MAX + 8, NODES = 3000 };

struct program {
	struct arena *arena;
	struct text left;
	int nodes;
};

static unsigned next(struct program *p)
{
	unsigned byte = p->left.n > 0 ? (unsigned char)p->left.s[0] : 0;

	p->left = text_after(p->left, p->left.n > 0);
	return byte;
}

/* As many of the next bytes as one says, made valid. */
static struct text words(struct program *p)
{
	size_t n = next(p);
	struct buffer b = buffer_in(p->arena, 4096);
	struct text taken = text_from_to(p->left, 0, n < p->left.n ? n : p->left.n);

	p->left = text_after(p->left, taken.n);
	for (size_t at = 0; at < taken.n;)
		buffer_add_rune(&b, text_rune(taken, &at));
	return buffer_text(&b);
}

static bool goes_on(struct program *p)
{
	return p->left.n > 0 && ++p->nodes < NODES;
}

static struct doc_inline *inlines(struct program *p, int depth)
{
	struct doc_inline *first = NULL, **end = &first;

	while (goes_on(p)) {
		unsigned byte = next(p);
		struct doc_inline *in;

		if (byte % 8 > DOC_LINK)
			break;
		in = *end = arena_new(p->arena, struct doc_inline, 1);
		in->kind = (enum doc_inline_kind)(byte % 8);
		in->text = in->kind == DOC_WORDS ? words(p) : TEXT_NONE;
		in->href = in->kind == DOC_LINK ? words(p) : TEXT_NONE;
		if (in->kind >= DOC_STRONG && depth < DEPTH)
			in->child = inlines(p, depth + 1);
		end = &in->next;
	}
	return first;
}

static struct doc_block *blocks(struct program *p, int depth)
{
	struct doc_block *first = NULL, **end = &first;

	while (goes_on(p)) {
		unsigned byte = next(p);
		struct doc_block *block;

		if (byte % 16 > DOC_FURNITURE)
			break;
		block = *end = arena_new(p->arena, struct doc_block, 1);
		block->kind = (enum doc_block_kind)(byte % 16);
		block->level = (int)(byte / 16) - 4;
		block->style = (enum doc_list_style)(byte / 16 % 3);
		block->start = block->kind == DOC_LIST ? (int)(next(p) * 3937007) : 0;
		block->tight = (byte & 128) != 0;
		block->header_rows = (int)(byte / 64);
		block->id = (byte & 32) != 0 ? words(p) : TEXT_NONE;
		if (block->kind == DOC_HEADING || block->kind == DOC_PARAGRAPH || block->kind == DOC_FURNITURE)
			block->inlines = inlines(p, 0);
		else if (depth < DEPTH)
			block->child = blocks(p, depth + 1);
		end = &block->next;
	}
	return first;
}

static struct pdf_settings settings_of(struct program *p, struct text *names, struct pdf_enclosure *enclosure)
{
	unsigned byte = next(p);
	struct pdf_settings settings = {
		.language = (byte & 1) != 0 ? words(p) : TEXT("da"),
		.title = (byte & 2) != 0 ? words(p) : TEXT_NONE,
		.created = (int64_t)byte * 1000000000000,
		.head_first = TEXT("Solbæk Kommune"),
		.head_right = (byte & 4) != 0 ? words(p) : TEXT("Referat"),
		.page_of = TEXT("Side %d af %d"),
		.kicker = (byte & 8) != 0 ? words(p) : TEXT_NONE,
		.contents_title = (byte & 16) != 0 ? TEXT("Indhold") : TEXT_NONE,
		.logo = (byte & 32) != 0 ? words(p) : TEXT_NONE,
	};

	for (size_t i = 0; i < 3 && (byte & 64) != 0; i++)
		names[settings.signatures_n++] = words(p);
	settings.signatures = names;
	if ((byte & 128) != 0) {
		*enclosure = (struct pdf_enclosure){ words(p), words(p), words(p), TEXT("Source"), words(p) };
		settings.enclosures = enclosure;
		settings.enclosures_n = 1;
	}
	return settings;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { .fuse = (size_t)1 << 30 };
	struct program p = { .arena = &arena, .left = { (const char *)data, size } };
	struct text names[3];
	struct pdf_enclosure enclosure;
	struct pdf_settings settings = settings_of(&p, names, &enclosure);
	struct doc doc = { .language = TEXT("da"), .first = blocks(&p, 0) };
	struct refusal why = REFUSAL_INIT;
	struct pdf pdf;
	enum fault fault = write_pdf(&arena, &doc, &settings, &why, &pdf);

	if (fault == FAULT_NONE ? pdf_check(&arena, pdf.bytes) != NULL :
				  fault != FAULT_LIMIT && !(fault == FAULT_INVALID && text_known(settings.logo)))
		abort();
	arena_release(&arena);
	return 0;
}
