#include "minutes/enclosed_record.h"

#include <stdlib.h>

#include "doc/pdf_in/enclosed.h"
#include "doc/read_pdf.h"
#include "doc/read_text.h"
#include "doc/write_markdown.h"
#include "minutes/apparatus.h"
#include "minutes/compose.h"
#include "minutes/paper.h"
#include "minutes/recognise.h"
#include "minutes/record_from_json.h"
#include "domain/record_json.h"

/* Does all it says follow from its words? */

static struct text essence(struct arena *arena, struct record record)
{
	record.source = (struct record_source){ .words = 0 };
	record.set_aside_n = record.findings_n = 0;
	return record_to_json(arena, &record);
}

static bool follows_from_words(struct arena *arena, const struct record *record, const struct doc *composed)
{
	struct refusal ignored = REFUSAL_INIT;
	struct record *again;
	struct text words;
	struct doc *doc;

	return doc_write_markdown(arena, composed->first, DOC_BYTES_MAX, &ignored, &words) == FAULT_NONE &&
	       doc_read_text(arena, words, &ignored, &doc) == FAULT_NONE &&
	       recognise(arena, doc, &ignored, &again) == FAULT_NONE && text_eq(essence(arena, *again), essence(arena, *record));
}

/* Letters */

/* A document as letters and digits: marks and white space are left out, and so is the difference between a ligature and its
 * letters, which readers of pages undo. */
struct letters {
	struct arena *arena;
	uint32_t *v;
	size_t n, room;
	struct stretch *stretches; /* whose letters are counted; in order, and apart from each other */
	size_t stretches_n, stretches_room;
};

/* A page does not tell the order of the letters surely: those of a table with many lines in a cell, and those beside words
 * that run leftwards. */
struct stretch {
	size_t from, to;
};

static bool runs_leftwards(uint32_t rune)
{
	return (rune >= 0x590 && rune <= 0x8ff) || (rune >= 0xfb1d && rune <= 0xfdff) || (rune >= 0xfe70 && rune <= 0xfeff) ||
	       (rune >= 0x10800 && rune <= 0x10fff) || (rune >= 0x1e800 && rune <= 0x1efff);
}

static bool is_letter(uint32_t rune)
{
	return (rune >= '0' && rune <= '9') || (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') ||
	       (rune >= 0xc0 && (rune < 0x2000 || rune > 0x206f) && (rune < 0xfe00 || rune > 0xfe0f));
}

static void add_letter(struct letters *letters, uint32_t letter)
{
	arena_grow(letters->arena, letters->v, letters->n, &letters->room);
	letters->v[letters->n++] = letter;
}

static void add_rune(struct letters *letters, uint32_t rune)
{
	static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };

	if (rune >= 0xfb00 && rune <= 0xfb06)
		for (const char *c = ligatures[rune - 0xfb00]; *c != '\0'; c++)
			add_letter(letters, (uint32_t)*c);
	else if (is_letter(rune))
		add_letter(letters, rune);
}

static void add_words(struct letters *letters, struct text t)
{
	for (size_t at = 0; at < t.n;)
		add_rune(letters, text_rune(t, &at));
}

static void add_inlines(struct letters *letters, const struct doc_inline *in)
{
	for (; in != NULL; in = in->next) {
		if (in->kind == DOC_WORDS)
			add_words(letters, in->text);
		add_inlines(letters, in->child);
	}
}

static void add_stretch(struct letters *letters, size_t from)
{
	arena_grow(letters->arena, letters->stretches, letters->stretches_n, &letters->stretches_room);
	letters->stretches[letters->stretches_n++] = (struct stretch){ from, letters->n };
}

static bool any_leftwards(const struct letters *letters, size_t from)
{
	while (from < letters->n && !runs_leftwards(letters->v[from]))
		from++;
	return from < letters->n;
}

static void add_blocks(struct letters *letters, const struct doc_block *block, bool counted)
{
	for (; block != NULL; block = block->next) {
		bool table = block->kind == DOC_TABLE;
		size_t from = letters->n;

		add_blocks(letters, block->child, counted || table);
		add_inlines(letters, block->inlines);
		if (!counted && (table || (block->child == NULL && any_leftwards(letters, from))))
			add_stretch(letters, from);
	}
}

static int letter_order(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool same_count(struct arena *arena, const uint32_t *a, const uint32_t *b, size_t n)
{
	struct arena_mark mark = arena_mark(arena);
	uint32_t *x = arena_copy(arena, a, n * sizeof(*a)), *y = arena_copy(arena, b, n * sizeof(*b));
	bool same;

	qsort(x, n, sizeof(*x), letter_order);
	qsort(y, n, sizeof(*y), letter_order);
	same = memcmp(x, y, n * sizeof(*x)) == 0;
	arena_rewind(arena, mark);
	return same;
}

/* a is the record's, and has the stretches. */
static bool same_letters(const struct letters *a, const struct letters *b)
{
	size_t at = 0;

	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->stretches_n; i++) {
		const struct stretch *s = &a->stretches[i];

		if (memcmp(a->v + at, b->v + at, (s->from - at) * sizeof(*a->v)) != 0 ||
			!same_count(a->arena, a->v + s->from, b->v + s->from, s->to - s->from))
			return false;
		at = s->to;
	}
	return a->n == at || memcmp(a->v + at, b->v + at, (a->n - at) * sizeof(*a->v)) == 0;
}

/* The pages */

struct walk {
	struct letters letters;
	bool contents, past_contents, over;
};

/* Takes back the letters of a leaf when they are those of the words. */
static bool is_words(struct letters *letters, size_t from, const char *words)
{
	struct letters wanted = { .arena = letters->arena };

	add_words(&wanted, text_from(words));
	if (letters->n - from != wanted.n || memcmp(letters->v + from, wanted.v, wanted.n * sizeof(*wanted.v)) != 0)
		return false;
	letters->n = from;
	return true;
}

/* "Meddelelser....3", and a title that left no room for a leader: they say where something else stands. */
static bool is_entry(const struct doc_block *block)
{
	const struct doc_inline *last = block->inlines;

	while (last != NULL && (last->next != NULL || last->child != NULL))
		last = last->next != NULL ? last->next : last->child;
	return block->kind == DOC_PARAGRAPH && last != NULL && last->kind == DOC_WORDS && last->text.n > 0 && last->text.s[last->text.n - 1] >= '0' &&
	       last->text.s[last->text.n - 1] <= '9';
}

/* What minutes/paper.c sets around the record is left out: contents before the first item, lists behind the last. */
static void walk_leaf(struct walk *walk, const struct doc_block *block)
{
	size_t from = walk->letters.n;
	bool heading = block->kind == DOC_HEADING && block->level <= APPARATUS_LEVEL;

	if (walk->contents && is_entry(block))
		return;
	walk->contents = false;
	add_inlines(&walk->letters, block->inlines);
	if (!walk->past_contents && block->next != NULL && is_entry(block->next) && is_words(&walk->letters, from, APPARATUS_CONTENTS))
		walk->contents = walk->past_contents = true;
	else if (heading && (is_words(&walk->letters, from, APPARATUS_FILES) ||
				    is_words(&walk->letters, from, APPARATUS_SIGNATURES)))
		walk->over = true;
}

static void walk_blocks(struct walk *walk, const struct doc_block *block)
{
	for (; block != NULL && !walk->over; block = block->next) {
		if (block->kind == DOC_FURNITURE)
			continue;
		if (block->child != NULL)
			walk_blocks(walk, block->child);
		else
			walk_leaf(walk, block);
	}
}

/* All that is on pages, in the order in which they are read. */
static void add_pages(struct letters *letters, const struct doc_block *block)
{
	for (; block != NULL; block = block->next) {
		if (block->kind == DOC_FURNITURE)
			continue;
		add_pages(letters, block->child);
		add_inlines(letters, block->inlines);
	}
}

/* Set again, the record gives these very pages: that tells what letters in order cannot, of words that run leftwards in a
 * title and its entry in the contents. */
static bool sets_these_pages(struct arena *arena, const struct doc *pages, const struct record *record, bool signatures)
{
	const struct paper_settings settings = { .signatures = signatures, .bare = true };
	struct letters wanted = { .arena = arena }, got = { .arena = arena };
	struct refusal ignored = REFUSAL_INIT;
	struct doc *again;
	struct pdf pdf;

	if (paper_set(arena, record, &settings, &ignored, &pdf) != FAULT_NONE ||
		doc_read_pdf(arena, pdf.bytes, &ignored, &again) != FAULT_NONE)
		return false;
	add_pages(&wanted, again->first);
	add_pages(&got, pages->first);
	return wanted.n == got.n && memcmp(wanted.v, got.v, got.n * sizeof(*got.v)) == 0;
}

bool pages_say(struct arena *arena, const struct doc *pages, const struct record *record)
{
	struct letters letters = { .arena = arena };
	struct walk walk = { .letters = { .arena = arena } };
	struct refusal ignored = REFUSAL_INIT;
	struct doc *composed;

	if (compose(arena, record, &ignored, &composed) != FAULT_NONE || !follows_from_words(arena, record, composed))
		return false;
	add_blocks(&letters, composed->first, false);
	walk_blocks(&walk, pages->first);
	return same_letters(&letters, &walk.letters) || sets_these_pages(arena, pages, record, false) ||
		sets_these_pages(arena, pages, record, true);
}

static void add_finding(struct arena *arena, struct record *record)
{
	struct record_finding *findings = arena_new(arena, struct record_finding, record->findings_n + 1);

	for (size_t i = 0; i < record->findings_n; i++)
		findings[i] = record->findings[i];
	findings[record->findings_n++] = (struct record_finding){ "record-differs", 0,
		text_from(N_("The record within the file says something else than its pages; the pages are what is read")) };
	record->findings = findings;
}

enum fault enclosed_record_read(struct arena *arena, struct text pdf, const struct doc *pages, struct record *read,
	struct refusal *why, struct record **ret_record)
{
	const struct enclosed_ask ask = { TEXT("Source"), TEXT(PAPER_RECORD_NAME), TEXT(PAPER_RECORD_MIME),
		TEXT(PAPER_RECORD_DESCRIPTION) };
	struct refusal ignored = REFUSAL_INIT;
	struct record *record;
	struct text json;
	enum fault fault = enclosed_find(arena, pdf, &ask, why, &json);

	*ret_record = read;
	if (fault != FAULT_NONE || !text_known(json))
		return fault;
	if (record_from_json(arena, json, &ignored, &record) != FAULT_NONE || !pages_say(arena, pages, record)) {
		if (read != NULL)
			add_finding(arena, read);
		return FAULT_NONE;
	}
	if (read != NULL) {
		record->source = read->source;
		record->set_aside = read->set_aside;
		record->set_aside_n = read->set_aside_n;
		record->findings = read->findings;
		record->findings_n = read->findings_n;
	}
	*ret_record = record;
	return FAULT_NONE;
}
