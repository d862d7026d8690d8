/* Both engines find the same: the same documents kept in either, the same questions asked of both. */
#include "domain/search.h"

#include <stdio.h>
#include <stdlib.h>

#include "database.h"
#include "fixture.h"
#include "tap.h"

enum { DOCUMENTS = 24, ITEMS = 4, WORDS = 30 };

/* Inflections, compounds, letters that fold, numbers, words that stems confuse. */
static const char *const vocabulary[] = { "sygefrav\xc3\xa6r", "sygefrav\xc3\xa6ret", "ledere", "ledernes", "leder", "ledelse",
	"kommune", "kommuner", "kommunernes", "kommunalbestyrelsen", "budget", "budgettet", "og", "at", "den", "i", "\xc3\xa6ldre",
	"\xc3\xa6ldreomr\xc3\xa5""det", "\xc3\x98konomi", "\xc3\xb8konomiudvalg", "\xc3\xa5rhus", "Aarhus", "skole", "skoler",
	"skolernes", "22-011382", "3.5", "2024", "17", "fleksjob", "fleksjobpolitik", "caf\xc3\xa9", "m\xc3\xbcller", "handicapr\xc3\xa5""d",
	"vej", "veje", "vejene", "indsats", "indsatser", "virker", "sag", "sager", "sagens", "h\xc3\xb8ring", "h\xc3\xb8ringssvar" };

static const char *const questions[] = { "sygefrav\xc3\xa6r", "ledere", "leder", "kommun", "kommunern", "kom", "budgettets",
	"og", "og at", "i og skole", "\xc3\xa6ldre", "\xc3\xa6ld", "\xc3\xb8konomi", "okonomi", "Aarhus", "\xc3\xa5rhus", "skolernes veje",
	"22-011382", "22011382", "22", "3.5", "2024", "fleksjob", "fleks", "cafe", "caf\xc3\xa9", "muller", "handicapr\xc3\xa5""d",
	"\"og at\"", "\"skole skoler\"", "\"sag vej\"", "\"den i\"", "\"ledere og kommuner\"", "\"budget 17\" skole", "\"i i\"",
	"\"sag sag sag\"", "sag sager sagens vej veje vejene indsats virker", "h\xc3\xb8ringssvar budget", "zebra", "zebra sag",
	"\"zebra sag\"", "sag \"", "facet:o1", "kminutes", "o1", "y2024", "!sag", "=sag", "sag | vej", "sag & !vej", "'sag'", "sag:*",
	"\\", "\\'", "(sag)", "NOT sag", "sag AND vej", "1 OR 1", "s", "sa", "sag*", "\"sag\"", "\xe2\x80\x9dsag\xe2\x80\x9d" };

struct corpus {
	struct arena *arena;
	unsigned seed;
};

static unsigned next(struct corpus *c)
{
	c->seed = c->seed * 1103515245u + 12345u;
	return c->seed >> 8;
}

static struct text words(struct corpus *c, int n)
{
	struct buffer b = buffer_in(c->arena, 1 << 12);

	for (int i = 0; i < n; i++) {
		/* The front of the list more often than its end. */
		unsigned word = next(c) % (1 + next(c) % LENGTH_OF(vocabulary));

		buffer_format(&b, "%s%s", vocabulary[word], next(c) % 9 == 0 ? ". " : " ");
	}
	return buffer_text(&b);
}

static struct record *document(struct corpus *c, int number)
{
	struct text bytes = text_from(arena_format(c->arena, "document %d", number));
	struct record *record = fixture_record(c->arena, number % 3 == 0 ? RECORD_AGENDA : RECORD_MINUTES,
		arena_format(c->arena, "%d-%02d-%02d", 2020 + number % 4, 1 + number % 12, 1 + number % 28), bytes);

	record->items = arena_new(c->arena, struct record_item, ITEMS);
	record->items_n = ITEMS;
	if (number % 5 == 0)
		record->organization = TEXT("Kulturudvalget");
	for (int i = 0; i < ITEMS; i++) {
		struct record_section *section = arena_new(c->arena, struct record_section, 1);

		*section = (struct record_section){ .role = SECTION_PRESENTATION, .heading = TEXT("Sagsfremstilling"),
			.text = words(c, WORDS) };
		record->items[i] = (struct record_item){ .order = i + 1, .title = words(c, 4),
			.is_public = next(c) % 4 != 0, .sections = section, .sections_n = 1 };
	}
	return record;
}

static void fill(struct ctx *cx)
{
	for (int i = 0; i < DOCUMENTS; i++) {
		struct arena_mark mark = arena_mark(cx->arena);
		struct corpus c = { .arena = cx->arena, .seed = (unsigned)i + 1 };
		struct record *record = document(&c, i);
		struct meeting_id id;
		enum keep_outcome outcome;

		CHECK_INT(fixture_keep(cx, record, text_from(arena_format(cx->arena, "document %d", i)), &outcome, &id), FAULT_NONE);
		arena_rewind(cx->arena, mark);
	}
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Every hit of every page, in the order of their ids: how hits are ranked may differ. */
static int64_t *hits(struct ctx *cx, struct search_ask ask, int64_t *ret_total)
{
	struct search_answer answer;
	int64_t *ids = NULL, n = 0;

	*ret_total = -1;
	for (ask.page = 1; search(cx, &ask, &answer) == FAULT_NONE; ask.page++) {
		if (ids == NULL)
			ids = arena_new(cx->arena, int64_t, (size_t)answer.total + SEARCH_PAGE);
		*ret_total = answer.total;
		for (size_t i = 0; i < answer.hits_n; i++)
			ids[n++] = answer.hits[i].id.v;
		if (answer.hits_n < SEARCH_PAGE)
			break;
	}
	CHECK_INT(n, *ret_total);
	if (n > 0)
		qsort(ids, (size_t)n, sizeof(*ids), by_number);
	return ids;
}

static int64_t compare(struct ctx *a, struct ctx *b, struct search_ask ask)
{
	struct arena_mark mark = arena_mark(a->arena);
	int64_t mine, theirs;
	int64_t *x = hits(a, ask, &mine), *y = hits(b, ask, &theirs);

	if (mine != theirs || (mine > 0 && memcmp(x, y, (size_t)mine * sizeof(*x)) != 0)) {
		printf("# %.*s: %d and %d hits\n", TEXT_ARG(ask.words), (int)mine, (int)theirs);
		CHECK(!"both find the same");
	}
	arena_rewind(a->arena, mark);
	return mine;
}

static struct ctx *on_file(struct arena *arena, struct ctx *like)
{
	struct ctx *cx = arena_new(arena, struct ctx, 1);
	char *folder = arena_format(arena, "/tmp/sagsgang-unit-XXXXXX");

	*cx = *like;
	if (mkdtemp(folder) == NULL ||
		db_open(arena, text_from(arena_format(arena, "%s/other.db", folder)), DB_CREATE, &cx->why, &cx->db) != FAULT_NONE ||
		system(arena_format(arena, "rm -rf '%s'", folder)) != 0)
		abort();
	return cx;
}

TEST(search_finds_the_same_on_both_engines)
{
	struct ctx *server = fixture_ctx(arena), *file;
	int64_t all = 0;

	if (!database_is_postgres()) {
		tap_skip("about PostgreSQL");
		return;
	}
	file = on_file(arena, server);
	fill(server);
	fill(file);
	for (size_t i = 0; i < LENGTH_OF(questions); i++) {
		struct search_ask ask = { .words = text_from(questions[i]) };

		for (int viewer = VIEWER_PUBLIC; viewer <= VIEWER_OPERATOR; viewer++) {
			server->viewer.v = file->viewer.v = viewer;
			all += compare(server, file, ask);
			all += compare(server, file, (struct search_ask){ .words = ask.words, .year = 2021 });
			all += compare(server, file, (struct search_ask){ .words = ask.words, .kind = TEXT("minutes") });
			all += compare(server, file, (struct search_ask){ .words = ask.words, .organization = { 2 } });
		}
	}
	printf("# %d hits compared\n", (int)all);
	CHECK(all > 1000);
}
