#include "store.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "store/search_length.h"

TEST(search_length_is_the_nearest_class)
{
	CHECK_INT(search_length_class(0), 0);
	CHECK_INT(search_length_class(16), 0);
	CHECK_INT(search_length_class(20), 0);
	CHECK_INT(search_length_class(21), 1);
	CHECK_INT(search_length_class(300), 6);
	CHECK_INT(search_length_class(INT64_MAX), 15);
	for (int c = 0; c < SEARCH_LENGTH_CLASSES; c++) {
		CHECK_INT(search_length_class((int64_t)search_length_words(c)), c);
		CHECK(fabs(search_length_words(c) / (16 * pow(1.6, c)) - 1) < 1e-4);
	}
}

/* A corpus of words whose frequency falls as in a language; word 0 is in most documents. */
struct corpus {
	struct arena *arena;
	unsigned seed;
	int documents, words;
};

static unsigned next(struct corpus *c)
{
	c->seed = c->seed * 1103515245u + 12345u;
	return c->seed >> 8;
}

static void add_words(struct corpus *c, struct buffer *b, int n)
{
	for (int i = 0; i < n; i++) {
		unsigned word = next(c) % (1 + next(c) % 4000);

		buffer_format(b, "w%u ", word);
	}
}

static enum fault fill(struct tx *tx, void *what)
{
	struct corpus *c = what;
	enum fault fault = FAULT_NONE;

	for (int i = 1; fault == FAULT_NONE && i <= c->documents; i++) {
		struct arena_mark mark = arena_mark(c->arena);
		int words = c->words / 2 + (int)(next(c) % (unsigned)c->words);
		struct buffer title = buffer_in(c->arena, 1 << 20),
			      body = buffer_in(c->arena, 1 << 20);

		add_words(c, &title, 6);
		add_words(c, &body, words);
		fault = sql_search_insert(tx,
			(int64_t)i * SEARCH_LENGTH_CLASSES + search_length_class(words + 6),
			buffer_text(&title), buffer_text(&body), NULL);
		arena_rewind(c->arena, mark);
	}
	return fault;
}

static double milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* How far the scores are apart, as a ratio; 0 when a row is in one answer only. */
static double ratio_of(const struct hit_row *hit, const struct hit_row *others, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (others[i].key == hit->key)
			return hit->rank / others[i].rank;
	return 0;
}

/* The scores differ only by how coarse a length of four bits is; and those of a phrase alone, whose
 * rarity is not counted, by one factor. */
TEST(rank_agrees_with_the_builtin)
{
	ONLY_SQLITE
	struct corpus c = { .arena = arena, .seed = 7, .documents = 3000, .words = 120 };
	static const struct {
		const char *query;
		bool alone;
	} cases[] = { { "w17", true }, { "w3 w250", false }, { "w900 OR w901", false },
		{ "\"w0 w1\"", true }, { "w4*", true }, { "title : w9", true },
		{ "w2 AND title : w3", false } };
	struct db *db = store_new(arena);

	CHECK_INT(db_write(db, NULL, fill, &c), FAULT_NONE);
	for (size_t q = 0; q < LENGTH_OF(cases); q++) {
		struct text query = text_from(cases[q].query);
		struct hit_row *mine = NULL, *theirs = NULL;
		size_t mine_n = 0, theirs_n = 0;
		double least = INFINITY, most = 0;

		CHECK_INT(sql_search_best(db, arena, query, 5000, &mine, &mine_n), FAULT_NONE);
		CHECK_INT(
			sql_search_builtin(db, arena, query, 5000, &theirs, &theirs_n), FAULT_NONE);
		CHECK(mine_n > 0);
		CHECK_INT(mine_n, theirs_n);
		for (size_t i = 0; i < mine_n; i++) {
			least = fmin(least, ratio_of(&mine[i], theirs, theirs_n));
			most = fmax(most, ratio_of(&mine[i], theirs, theirs_n));
		}
		CHECK(most / least < 1.32);
		CHECK(cases[q].alone || (least > 0.84 && most < 1.16));
	}
}

static double time_of(struct db *db, struct arena *arena, struct text words, bool builtin)
{
	double best = 1e9;

	for (int i = 0; i < 5; i++) {
		struct arena_mark mark = arena_mark(arena);
		struct hit_row *rows;
		size_t n;
		double start = milliseconds();
		enum fault fault = builtin ? sql_search_builtin(db, arena, words, 20, &rows, &n)
					   : sql_search_best(db, arena, words, 20, &rows, &n);

		CHECK_INT(fault, FAULT_NONE);
		best = fmin(best, milliseconds() - start);
		arena_rewind(arena, mark);
	}
	return best;
}

/* A figure for people, and a floor that noise does not reach; tests/bench measures for real. */
TEST(rank_is_faster_than_the_builtin_on_frequent_words)
{
	ONLY_SQLITE
	const char *size = getenv("RANK_DOCUMENTS");
	struct corpus c = { .arena = arena,
		.seed = 7,
		.documents = size != NULL ? atoi(size) : 10000,
		.words = 300 };
	struct db *db = store_new(arena);
	double mine, theirs;

	CHECK_INT(db_write(db, NULL, fill, &c), FAULT_NONE);
	for (const char *const *word = (const char *[]){ "w0", "w3", "w40", "w0 w1", NULL };
		*word != NULL; word++) {
		mine = time_of(db, arena, text_from(*word), false);
		theirs = time_of(db, arena, text_from(*word), true);
		printf("# %s: %.2f ms, builtin %.2f ms, %.1f times\n", *word, mine, theirs,
			theirs / mine);
		CHECK(mine * 2 < theirs);
	}
}
