#include "minutes/words.h"

#include "minutes/plain.h"

struct words_entry {
	struct text word; /* s == NULL: free */
	int64_t count;
};

enum { TABLE_LEAST = 1024 };

/* Letters and digits: ASCII's, and all above it but the punctuation of Latin-1 and of U+2000-206F. */
static bool is_word_rune(uint32_t rune)
{
	if (rune < 0x80)
		return (rune >= '0' && rune <= '9') || (rune >= 'A' && rune <= 'Z') || (rune >= 'a' && rune <= 'z');
	return rune > 0xbf && rune != 0xd7 && rune != 0xf7 && !(rune >= 0x2000 && rune <= 0x206f) && rune != 0xfffd;
}

static bool next_word(struct text t, size_t *at, struct text *ret)
{
	size_t from, next = *at;

	do {
		from = next;
		if (from >= t.n)
			return false;
	} while (!is_word_rune(text_rune(t, &next)));
	for (size_t to = next; to < t.n; next = to)
		if (!is_word_rune(text_rune(t, &to)))
			break;
	*ret = text_from_to(t, from, next);
	*at = next;
	return true;
}

static uint64_t hash(struct text word)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < word.n; i++)
		h = (h ^ (unsigned char)word.s[i]) * 0x100000001b3u;
	return h;
}

static struct words_entry *slot(const struct words *words, struct text word)
{
	size_t i = (size_t)hash(word) & (words->size - 1);

	while (words->table[i].word.s != NULL && !text_eq(words->table[i].word, word))
		i = (i + 1) & (words->size - 1);
	return &words->table[i];
}

static void grow(struct words *words)
{
	struct words old = *words;

	words->size = old.size > 0 ? old.size * 2 : TABLE_LEAST;
	words->table = arena_new(words->arena, struct words_entry, words->size);
	for (size_t i = 0; i < old.size; i++)
		if (old.table[i].word.s != NULL)
			*slot(words, old.table[i].word) = old.table[i];
}

static void add_word(struct words *words, struct text word)
{
	struct words_entry *entry;

	if (words->n * 2 >= words->size)
		grow(words);
	entry = slot(words, word);
	if (entry->word.s == NULL) {
		entry->word = word;
		words->n++;
	}
	entry->count++;
}

static void add(struct words *words, struct text text)
{
	struct text word;
	size_t at = 0;

	while (next_word(text, &at, &word))
		add_word(words, word);
}

static void add_item(struct words *words, const struct record_item *item)
{
	add(words, item->number);
	add(words, item->title);
	add(words, item->matter);
	for (size_t i = 0; i < item->sections_n; i++)
		add(words, item->sections[i].heading);
	for (size_t i = 0; i < item->files_n; i++)
		add(words, item->files[i]);
	for (size_t i = 0; i < item->earlier_n; i++)
		add(words, item->earlier[i].organization);
}

static void add_texts(struct words *words, const struct record_item *item)
{
	for (size_t i = 0; i < item->sections_n; i++)
		add(words, plain_of(words->arena, item->sections[i].text));
	for (size_t i = 0; i < item->earlier_n; i++)
		add(words, plain_of(words->arena, item->earlier[i].text));
}

struct words words_of_fields(struct arena *arena, const struct record *record)
{
	struct words words = { .arena = arena };

	grow(&words);
	add(&words, record->organization);
	add(&words, record->location);
	add(&words, record->remark);
	for (size_t i = 0; i < record->participants_n; i++) {
		const struct record_participant *p = &record->participants[i];

		add(&words, p->name);
		add(&words, p->role);
		add(&words, p->party);
		add(&words, p->remark);
	}
	for (size_t i = 0; i < record->items_n; i++)
		add_item(&words, &record->items[i]);
	return words;
}

void words_take(struct words *words, struct text text, struct buffer *missing)
{
	struct text word;
	size_t at = 0;

	while (next_word(text, &at, &word)) {
		struct words_entry *entry = slot(words, word);

		if (entry->word.s != NULL && entry->count > 0) {
			entry->count--;
			continue;
		}
		if (missing == NULL)
			continue;
		if (missing->n > 0)
			buffer_add_byte(missing, ' ');
		buffer_add(missing, word);
	}
}

static void each_leaf(const struct doc_block *blocks, void (*visit)(void *, const struct doc_block *), void *what)
{
	for (const struct doc_block *b = blocks; b != NULL; b = b->next) {
		if (b->child != NULL)
			each_leaf(b->child, visit, what);
		else
			visit(what, b);
	}
}

struct counting {
	struct arena *arena;
	int64_t count;
	struct words *left;
	struct buffer *missing;
};

static void visit_leaf(void *what, const struct doc_block *leaf)
{
	struct counting *c = what;
	struct text text = doc_inlines_text(c->arena, leaf->inlines), word;
	size_t at = 0;

	while (next_word(text, &at, &word))
		c->count++;
	if (c->left != NULL)
		words_take(c->left, text, c->missing);
}

int64_t words_count(struct arena *arena, const struct doc *doc)
{
	struct counting c = { .arena = arena };

	each_leaf(doc->first, visit_leaf, &c);
	return c.count;
}

struct words_missing words_check(struct arena *arena, const struct doc *doc, const struct record *record)
{
	struct words left = words_of_fields(arena, record);
	struct buffer missing = buffer_in(arena, DOC_BYTES_MAX);
	struct counting c = { .arena = arena, .left = &left, .missing = &missing };
	struct words_missing ret = { .n = 0 };
	struct text rest, word;
	size_t room = 0;

	for (size_t i = 0; i < record->items_n; i++)
		add_texts(&left, &record->items[i]);
	for (size_t i = 0; i < record->set_aside_n; i++)
		add(&left, record->set_aside[i].text);
	each_leaf(doc->first, visit_leaf, &c);
	rest = buffer_text(&missing);
	while (text_word(&rest, &word)) {
		arena_grow(arena, ret.words, ret.n, &room);
		ret.words[ret.n++] = word;
	}
	return ret;
}
