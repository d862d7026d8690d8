#include "doc/pdf/word.h"

#include <hb.h>

enum {
	TABLE_FIRST = 4096,
	TAB_TENTHS = 25, /* of the size */
	HAIRS = 200,     /* of the size: wider than what sheet.c leaves as it is */
};

static void release_buffer(void *buffer)
{
	hb_buffer_destroy(buffer);
}

struct words words_begin(struct arena *arena, struct faces *faces, const char *language)
{
	struct words words = { .arena = arena, .faces = faces, .room = TABLE_FIRST, .language = language };

	words.table = arena_new(arena, struct word *, words.room);
	words.buffer = hb_buffer_create();
	arena_defer(arena, release_buffer, words.buffer);
	return words;
}

static unsigned hash_of(const struct face *face, bool leftwards, struct text text)
{
	unsigned hash = 2166136261U ^ (unsigned)(face->index * 2 + leftwards);

	for (size_t i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.s[i]) * 16777619U;
	return hash;
}

static void grow(struct words *words)
{
	size_t room = words->room * 4;
	struct word **table = arena_new(words->arena, struct word *, room);

	for (size_t i = 0; i < words->room; i++)
		for (struct word *word = words->table[i], *next; word != NULL; word = next) {
			next = word->next;
			word->next = table[word->hash & (room - 1)];
			table[word->hash & (room - 1)] = word;
		}
	words->table = table;
	words->room = room;
}

static void run_shaper(struct words *words, const struct word *word)
{
	hb_buffer_t *buffer = words->buffer;

	hb_buffer_clear_contents(buffer);
	hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
	hb_buffer_add_utf8(buffer, word->text.s, (int)word->text.n, 0, (int)word->text.n);
	hb_buffer_set_direction(buffer, word->leftwards ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_language(buffer, hb_language_from_string(words->language, -1));
	hb_buffer_guess_segment_properties(buffer);
	hb_shape(word->face->font, buffer, NULL, 0);
}

/* The text of the cluster that begins at `from`: up to where the next begins. */
static struct text cluster_text(const struct word *word, size_t from)
{
	size_t to = word->text.n;

	for (size_t i = 0; i < word->n; i++)
		if (word->glyphs[i].from > from && word->glyphs[i].from < to)
			to = word->glyphs[i].from;
	return text_from_to(word->text, from, to);
}

/* A private or unassigned meaning must not reach the reader as text (ISO 19005-2, 6.2.11.7). */
static bool is_private(struct text t)
{
	for (size_t at = 0; at < t.n;) {
		uint32_t rune = text_rune(t, &at);

		if ((rune >= 0xe000 && rune <= 0xf8ff) || rune >= 0xf0000 || rune == 0xfeff || rune == 0 ||
			(rune & 0xfffe) == 0xfffe)
			return true;
	}
	return t.n == 0;
}

static uint16_t code_of(struct words *words, const struct word *word, uint32_t glyph, struct text text)
{
	return (uint16_t)face_code(words->faces, word->face, glyph, is_private(text) ? TEXT("\xef\xbf\xbd") : text);
}

static void give_codes(struct words *words, struct word *word, const uint32_t *shapes)
{
	for (size_t i = 0; i < word->n; i++) {
		struct word_glyph *glyph = &word->glyphs[i];
		bool first = i == 0 || word->glyphs[i - 1].from != glyph->from;

		glyph->with_next = i + 1 < word->n && word->glyphs[i + 1].from == glyph->from;
		glyph->code = code_of(words, word, shapes[i], first ? cluster_text(word, glyph->from) : TEXT("\xe2\x80\x8b"));
	}
}

/* One past the last glyph of the cluster that begins with glyph i. */
static size_t cluster_end(const struct word *word, size_t i)
{
	size_t end = i + 1;

	while (end < word->n && word->glyphs[end].from == word->glyphs[i].from)
		end++;
	return end;
}

/* The letters of a cluster, each with a glyph of its own: those there are, then what cannot be seen, each a hair to the left. */
static size_t part_cluster(struct words *words, const struct word *word, size_t i, size_t end, uint32_t blank,
	struct word_glyph *ret)
{
	struct text text = cluster_text(word, word->glyphs[i].from);
	size_t n = 0, at = 0;

	while (at < text.n) {
		struct word_glyph *glyph = &ret[n];
		size_t from = at;
		uint32_t shape = blank;

		text_rune(text, &at);
		if (i < end) {
			shape = face_code_at(word->face, word->glyphs[i].code)->glyph;
			*glyph = word->glyphs[i++];
		} else {
			*glyph = ret[n - 1];
			glyph->x -= word->face->units_per_em / HAIRS;
		}
		glyph->from = word->glyphs[end - 1].from + from;
		glyph->with_next = false;
		glyph->code = code_of(words, word, shape, text_from_to(text, from, at));
		n++;
	}
	return n;
}

/* Letters that are drawn as one, in a word that runs leftwards (lam-alef), are said one by one: programs that order letters by
 * their place take the text of one glyph, or of several together, to run rightwards. */
static void part_letters(struct words *words, struct word *word)
{
	struct word_glyph *glyphs = arena_new(words->arena, struct word_glyph, word->text.n + word->n);
	uint32_t blank = 0;
	size_t n = 0;

	face_has(word->face, ' ', &blank);
	for (size_t i = 0, end; i < word->n; i = end) {
		size_t letters = text_runes(cluster_text(word, word->glyphs[i].from));

		end = cluster_end(word, i);
		if (letters > 1 && end - i <= letters)
			n += part_cluster(words, word, i, end, blank, glyphs + n);
		else
			for (size_t k = i; k < end; k++)
				glyphs[n++] = word->glyphs[k];
	}
	word->glyphs = glyphs;
	word->n = n;
}

/* No letter stands where one before it does, as alef would on its lam. */
static void order_letters(struct word *word)
{
	int least = INT32_MAX;

	for (size_t i = 0; i < word->n; i++) {
		if (word->glyphs[i].x == least)
			word->glyphs[i].x -= word->face->units_per_em / HAIRS;
		least = word->glyphs[i].x < least ? word->glyphs[i].x : least;
	}
}

static void take_glyphs(struct words *words, struct word *word)
{
	unsigned n;
	const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(words->buffer, &n);
	const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(words->buffer, &n);
	uint32_t *shapes = arena_new(words->arena, uint32_t, n);

	word->n = n;
	word->glyphs = arena_new(words->arena, struct word_glyph, n);
	for (size_t i = 0; i < n; i++) {
		size_t place = word->leftwards ? n - 1 - i : i;
		struct word_glyph *glyph = &word->glyphs[place];

		shapes[place] = infos[i].codepoint;
		glyph->x = word->width + at[i].x_offset;
		glyph->y = at[i].y_offset;
		glyph->from = infos[i].cluster;
		word->width += at[i].x_advance;
	}
	give_codes(words, word, shapes);
	if (word->leftwards) {
		part_letters(words, word);
		order_letters(word);
	}
}

static struct word *word_new(struct words *words, struct face *face, bool leftwards, struct text text, unsigned hash)
{
	struct word *word = arena_new(words->arena, struct word, 1);

	if (words->n++ > words->room)
		grow(words);
	*word = (struct word){
		.face = face,
		.text = text_copy(words->arena, text),
		.leftwards = leftwards,
		.hash = hash,
		.next = words->table[hash & (words->room - 1)],
	};
	words->table[hash & (words->room - 1)] = word;
	return word;
}

static struct word *find(const struct words *words, const struct face *face, bool leftwards, struct text text,
	unsigned hash)
{
	struct word *word = words->table[hash & (words->room - 1)];

	while (word != NULL && (word->hash != hash || word->face != face || word->leftwards != leftwards ||
		!text_eq(word->text, text)))
		word = word->next;
	return word;
}

const struct word *words_shape(struct words *words, struct face *face, bool leftwards, struct text text)
{
	unsigned hash = hash_of(face, leftwards, text);
	struct word *word = find(words, face, leftwards, text, hash);

	if (word != NULL)
		return word;
	word = word_new(words, face, leftwards, text, hash);
	run_shaper(words, word);
	take_glyphs(words, word);
	return word;
}

/* A word of one glyph that stands for something else than its own character. */
static const struct word *stand_in(struct words *words, struct face *face, uint32_t glyph, struct text key,
	struct text text)
{
	unsigned hash = hash_of(face, false, key);
	struct word *word = find(words, face, false, key, hash);
	int code;

	if (word != NULL)
		return word;
	word = word_new(words, face, false, key, hash);
	code = face_code(words->faces, face, glyph, text_copy(words->arena, text));
	word->n = 1;
	word->glyphs = arena_new(words->arena, struct word_glyph, 1);
	word->glyphs[0].code = (uint16_t)code;
	word->width = text_is(key, "\t") ? face->units_per_em * TAB_TENTHS / 10 :
					 face_code_at(face, (unsigned)code)->width * face->units_per_em / 1000;
	return word;
}

const struct word *words_missing(struct words *words, struct text rune)
{
	struct face *face = faces_for(words->faces, FAMILY_TEXT, STYLE_REGULAR, 0xfffd);
	uint32_t glyph = 0;

	if (face == NULL || !face_has(face, 0xfffd, &glyph)) {
		face = faces_own(words->faces, FAMILY_TEXT, STYLE_REGULAR);
		face_has(face, '?', &glyph);
	}
	return stand_in(words, face, glyph, rune, is_private(rune) ? TEXT("\xef\xbf\xbd") : rune);
}

const struct word *words_hyphen(struct words *words, struct face *face)
{
	uint32_t glyph = 0;

	if (!face_has(face, 0x2010, &glyph))
		face_has(face, '-', &glyph);
	return stand_in(words, face, glyph, TEXT("\xc2\xad"), TEXT("\xc2\xad"));
}

const struct word *words_mark(struct words *words, struct face *face, const char *mark)
{
	uint32_t glyph = 0;

	face_has(face, ' ', &glyph);
	return stand_in(words, face, glyph, text_from(mark), text_from(mark));
}

const struct word *words_tab(struct words *words, struct face *face)
{
	uint32_t glyph = 0;

	face_has(face, ' ', &glyph);
	return stand_in(words, face, glyph, TEXT("\t"), TEXT(" "));
}

int word_reach(const struct word *word, size_t n)
{
	for (size_t i = 0; i < word->n; i++)
		if (word->glyphs[i].from >= n && !word->leftwards)
			return word->glyphs[i].x;
		else if (word->glyphs[i].from >= n && i > 0)
			return word->width - word->glyphs[i - 1].x;
	return word->width;
}
