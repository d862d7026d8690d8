#include "domain/index.h"

#include <inttypes.h>

#include "domain/matter.h"
#include "language/language.h"
#include "query/item.h"
#include "query/search.h"
#include "store/search_length.h"

enum { INDEX_TEXT_MAX = 8 << 20 }; /* bytes of stems of one item: far past the longest case text */

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

static void add_item_body(struct stems *stems, const struct record_item *item)
{
	for (size_t i = 0; i < item->sections_n; i++)
		add_stems(stems, item->sections[i].text);
	for (size_t i = 0; i < item->files_n; i++)
		add_stems(stems, item->files[i]);
	for (size_t i = 0; i < item->guests_n; i++)
		add_stems(stems, item->guests[i]);
	for (size_t i = 0; i < item->earlier_n; i++)
		if (item->earlier[i].released)
			add_stems(stems, item->earlier[i].text);
}

static struct text facets(struct arena *arena, const struct record *record, struct organization_id organization)
{
	return text_from(arena_format(arena, "o%" PRId64 " y%04d k%s", organization.v, record->start.date.year,
		record_kind_name(record->kind)));
}

static enum fault index_item(struct change *change, struct item_id id, const struct record_item *item, struct text facet)
{
	struct arena *arena = change->cx->arena;
	struct stems title = stems_in(arena), body = stems_in(arena), closed = stems_in(arena);
	int64_t key, changed;
	enum fault fault;

	add_stems(&title, item->title);
	add_stems(&title, item->matter);
	add_item_body(item->is_public ? &body : &closed, item);
	key = id.v * SEARCH_LENGTH_CLASSES + search_length_class(title.count + body.count);
	fault = sql_search_insert(change->tx, key, buffer_text(&title.b), buffer_text(&body.b), buffer_text(&closed.b),
		facet, &changed);
	if (fault == FAULT_NONE)
		fault = sql_search_note(change->tx, id, key, &changed);
	return fault;
}

enum fault index_revision(struct change *change, struct revision_id revision, const struct record *record,
	struct organization_id organization)
{
	struct arena *arena = change->cx->arena;
	struct text facet = facets(arena, record, organization);
	struct item_id *ids;
	size_t n;
	enum fault fault = sql_item_ids(tx_db(change->tx), arena, revision, &ids, &n);

	for (size_t i = 0; i < n && i < record->items_n && fault == FAULT_NONE; i++) {
		struct arena_mark mark = arena_mark(arena);

		fault = index_item(change, ids[i], &record->items[i], facet);
		arena_rewind(arena, mark);
	}
	return fault;
}

enum fault index_remove(struct change *change, struct revision_id revision)
{
	int64_t changed;

	return sql_search_delete(change->tx, revision, &changed);
}
