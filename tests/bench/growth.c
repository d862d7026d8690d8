/* How long readers wait as a database grows: bench-growth DATABASE WORDS.txt.
 *
 * In one process and without HTTP: a meeting loaded whole, a search by a word that is rare, middling or frequent, a page of
 * the list of meetings.  p50 and p99 in milliseconds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/path.h"
#include "domain/meeting.h"
#include "domain/search.h"

enum { ROUNDS = 200, WORDS_MAX = 100000 };

static double milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

struct bench {
	struct ctx cx;
	struct text words[WORDS_MAX]; /* most frequent first */
	size_t words_n;
	int64_t meetings;
	unsigned seed;
};

static unsigned next(struct bench *b)
{
	b->seed = b->seed * 1103515245u + 12345u;
	return b->seed >> 8;
}

static enum fault load(struct bench *b)
{
	struct meeting_row row;
	struct meeting meeting;
	enum fault fault = meeting_by_id(&b->cx, (struct meeting_id){ 1 + next(b) % b->meetings }, &row);

	return fault == FAULT_NONE ? meeting_load(&b->cx, &row, 0, &meeting) : fault;
}

static enum fault list(struct bench *b)
{
	struct meeting_row *rows;
	size_t n;

	return meeting_list(&b->cx, 20, next(b) % (b->meetings < 200 ? 1 : 200), &rows, &n);
}

static enum fault find(struct bench *b, size_t from, size_t to)
{
	struct text word = b->words[from + next(b) % (to - from)];
	struct search_ask ask = { .words = text_join(b->cx.arena, word, TEXT(""), TEXT(" ")), .page = 1 };
	struct search_answer answer;

	return search(&b->cx, &ask, &answer);
}

static enum fault find_rare(struct bench *b)
{
	return find(b, b->words_n / 3, b->words_n);
}

static enum fault find_middling(struct bench *b)
{
	return find(b, 200, 2000);
}

static enum fault find_frequent(struct bench *b)
{
	return find(b, 0, 50);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static void measure(struct bench *b, const char *name, enum fault (*run)(struct bench *b))
{
	double taken[ROUNDS];

	for (int i = -10; i < ROUNDS; i++) {
		double start = milliseconds();

		if (run(b) != FAULT_NONE) {
			const struct refusal *why = ctx_why(&b->cx);

			fprintf(stderr, "bench-growth: %s: %s %s\n", name, why->message, why->detail);
			exit(1);
		}
		if (i >= 0)
			taken[i] = milliseconds() - start;
		arena_clear(b->cx.arena);
	}
	qsort(taken, ROUNDS, sizeof(*taken), by_size);
	printf("  %-24s p50 %8.2f   p99 %8.2f ms\n", name, taken[ROUNDS / 2], taken[ROUNDS * 99 / 100]);
}

int main(int argc, char **argv)
{
	static struct bench b = { .seed = 7 };
	struct arena arena = ARENA_INIT, own = ARENA_INIT;
	struct text source, line;

	b.cx = (struct ctx){ .arena = &own, .viewer = { VIEWER_PUBLIC }, .now = 1 };
	if (argc != 3 || path_read(&arena, argv[2], 16 << 20, &b.cx.why, &source) != FAULT_NONE ||
		db_open(&arena, text_from(argv[1]), DB_READ, &b.cx.why, &b.cx.db) != FAULT_NONE ||
		meeting_count(&b.cx, &b.meetings) != FAULT_NONE) {
		fprintf(stderr, "bench-growth: %s\n", b.cx.why.message != NULL ? b.cx.why.message : "DATABASE WORDS.txt");
		return 1;
	}
	while (b.words_n < WORDS_MAX && text_line(&source, &line))
		b.words[b.words_n++] = line;
	measure(&b, "a meeting, whole", load);
	measure(&b, "a page of meetings", list);
	measure(&b, "search, rare words", find_rare);
	measure(&b, "search, middling words", find_middling);
	measure(&b, "search, frequent words", find_frequent);
	arena_release(&own);
	arena_release(&arena);
	return 0;
}
