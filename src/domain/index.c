#include "domain/index.h"

#include <inttypes.h>

#include "domain/matter.h"
#include "language/language.h"
#include "query/search.h"
#include "store/search_length.h"

enum {
	INDEX_TEXT_MAX = 8 << 20, /* bytes of stems of one item: far past the longest case text */
	FACETS_MAX = 120,         /* bytes: five numbers */
	ANEW_BATCH = 50,          /* meetings in one transaction: others write in between */
};

struct text index_fold(struct arena *arena, struct text word)
{
	return matter_key(arena, word);
}

static bool has_digit(struct text word)
{
	for (size_t i = 0; i < word.n; i++)
		if (word.s[i] >= '0' && word.s[i] <= '9')
			return true;
	return false;
}

struct text index_stem_folded(struct arena *arena, struct text folded)
{
	return has_digit(folded) ? folded : language_stem(arena, folded);
}

struct text index_stem(struct arena *arena, struct text word)
{
	return index_stem_folded(arena, index_fold(arena, word));
}

struct stems {
	struct arena *arena;
	struct buffer b;
	int64_t count;
};

static void add_stems(struct stems *stems, struct text text)
{
	struct language_word word;
	size_t at = 0;

	while (language_next_word(text, &at, &word)) {
		struct text stem = index_stem(stems->arena, text_from_to(text, word.from, word.to));

		if (stem.n == 0)
			continue;
		buffer_add(&stems->b, stem);
		buffer_add_byte(&stems->b, ' ');
		stems->count++;
	}
}

static struct stems stems_in(struct arena *arena)
{
	return (struct stems){ .arena = arena, .b = buffer_in(arena, INDEX_TEXT_MAX) };
}

/* One row of the index while it is put together: where each circle's words go. */
struct index_row {
	struct stems title, open, members, staff, named;
};

static struct stems *stems_for(struct index_row *row, struct text circle)
{
	if (text_is(circle, "public"))
		return &row->open;
	if (text_is(circle, "members"))
		return &row->members;
	return text_is(circle, "staff") ? &row->staff : &row->named;
}

/* A title that is not everybody's belongs to the item's circle, as what is within does. */
static void add_titles(struct index_row *row, const struct index_item_row *item)
{
	bool open = text_is(item->circle, "public");

	add_stems(&row->title, open ? item->title : item->public_title);
	add_stems(&row->title, item->matter_label);
	if (!open && !text_eq(item->title, item->public_title))
		add_stems(stems_for(row, item->circle), item->title);
}

static struct text facets(struct arena *arena, const struct index_facts_row *facts, const struct index_item_row *item)
{
	struct buffer b = buffer_in(arena, FACETS_MAX);

	buffer_format(&b, "o%" PRId64 " y%04d k%.*s", facts->organization.v, facts->start.date.year, TEXT_ARG(facts->kind));
	if (item->department.v != 0)
		buffer_format(&b, " p%" PRId64, item->department.v);
	if (item->draft.v != 0)
		buffer_format(&b, " q%" PRId64, item->draft.v);
	return buffer_text(&b);
}

static enum fault index_item(struct change *change, const struct index_facts_row *facts, const struct index_item_row *item,
	const struct index_text_row *texts, size_t n)
{
	struct arena *arena = change->cx->arena;
	struct index_row row = { stems_in(arena), stems_in(arena), stems_in(arena), stems_in(arena), stems_in(arena) };
	int64_t key, changed;
	enum fault fault;

	add_titles(&row, item);
	for (size_t i = 0; i < n; i++)
		add_stems(stems_for(&row, texts[i].circle), texts[i].text);
	key = item->id.v * SEARCH_LENGTH_CLASSES + search_length_class(row.title.count + row.open.count);
	fault = sql_search_insert(change->tx, key, buffer_text(&row.title.b), buffer_text(&row.open.b),
		buffer_text(&row.members.b), buffer_text(&row.staff.b), buffer_text(&row.named.b), facets(arena, facts, item),
		&changed);
	if (fault == FAULT_NONE)
		fault = sql_search_note(change->tx, item->id, key, &changed);
	return fault;
}

enum fault index_revision(struct change *change, struct revision_id revision)
{
	struct db *db = tx_db(change->tx);
	struct arena *arena = change->cx->arena;
	struct index_facts_row facts;
	struct index_item_row *items;
	struct index_text_row *texts;
	size_t items_n, texts_n, from = 0;
	enum fault fault = sql_index_facts(db, arena, revision, &facts);

	if (fault == FAULT_NONE)
		fault = sql_index_items(db, arena, revision, &items, &items_n);
	if (fault == FAULT_NONE)
		fault = sql_index_texts(db, arena, revision, &texts, &texts_n);
	for (size_t i = 0; fault == FAULT_NONE && i < items_n; i++) {
		struct arena_mark mark = arena_mark(arena);
		size_t to = from;

		while (to < texts_n && texts[to].item.v == items[i].id.v)
			to++;
		fault = index_item(change, &facts, &items[i], texts + from, to - from);
		from = to;
		arena_rewind(arena, mark);
	}
	return fault;
}

enum fault index_remove(struct change *change, struct revision_id revision)
{
	int64_t changed;

	return sql_search_delete(change->tx, revision, &changed);
}

struct anew {
	struct revision_id after; /* the last that was done */
	size_t n;                 /* in this batch */
};

static enum fault anew_body(struct change *change, void *what)
{
	struct anew *anew = what;
	struct ctx *cx = change->cx;
	struct revision_id *revisions;
	enum fault fault = sql_revisions_that_count(tx_db(change->tx), cx->arena, anew->after, ANEW_BATCH, &revisions, &anew->n);

	change->nothing = anew->n == 0;
	for (size_t i = 0; fault == FAULT_NONE && i < anew->n; i++) {
		struct arena_mark mark = arena_mark(cx->arena);

		fault = index_remove(change, revisions[i]);
		if (fault == FAULT_NONE)
			fault = index_revision(change, revisions[i]);
		arena_rewind(cx->arena, mark);
	}
	if (fault != FAULT_NONE || anew->n == 0)
		return fault;
	anew->after = revisions[anew->n - 1];
	return journal_append(change, &(struct journal_entry){ .verb = "index", .noun = "revision", .noun_id = anew->after.v });
}

enum fault index_all(struct ctx *cx, int64_t *ret_meetings)
{
	struct anew anew = { .after = { 0 } };
	int64_t meetings = 0;

	do {
		struct arena_mark mark = arena_mark(cx->arena);
		enum fault fault = change_make(cx, anew_body, &anew);

		if (fault != FAULT_NONE)
			return fault;
		meetings += (int64_t)anew.n;
		arena_rewind(cx->arena, mark);
	} while (anew.n > 0);
	*ret_meetings = meetings;
	return FAULT_NONE;
}
