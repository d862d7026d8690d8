/* The mirror: what compose() says, recognise() understands, to the letter, for thousands of meetings. */
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>

#include "doc/read_text.h"
#include "doc/write_markdown.h"
#include "generate.h"
#include "minutes/compose.h"
#include "minutes/recognise.h"
#include "domain/record_json.h"
#include "minutes/words.h"

enum { MEETINGS = 2000, TEXTS = 5000, DIFFERENCES_MAX = 5 };

/* What the mirror gives back: not where it was read, nor what was remarked. */
static struct text essence(struct arena *arena, struct record record)
{
	record.source = (struct record_source){ .words = 0 };
	record.set_aside_n = record.findings_n = 0;
	return record_to_json(arena, &record);
}

static struct text written(struct arena *arena, const struct record *record)
{
	struct refusal why = REFUSAL_INIT;
	struct doc *doc = NULL;
	struct text text = TEXT_NONE;

	CHECK_INT(compose(arena, record, &why, &doc), FAULT_NONE);
	if (doc != NULL)
		CHECK_INT(doc_write_markdown(arena, doc->first, DOC_BYTES_MAX, &why, &text), FAULT_NONE);
	return text;
}

static void check_words(uint64_t seed, struct words_missing missing)
{
	CHECK_INT(missing.n, 0);
	if (missing.n > 0)
		printf("# seed %lu\n", (unsigned long)seed);
	for (size_t i = 0; i < missing.n && i < 10; i++)
		printf("# missing: %.*s\n", TEXT_ARG(missing.words[i]));
}

static struct record *read_again(struct arena *arena, uint64_t seed, struct text text)
{
	struct refusal why = REFUSAL_INIT;
	struct doc *doc = NULL;
	struct record *record = NULL;

	if (doc_read_text(arena, text, &why, &doc) != FAULT_NONE || recognise(arena, doc, &why, &record) != FAULT_NONE) {
		CHECK(why.message != NULL);
		return NULL;
	}
	check_words(seed, words_check(arena, doc, record));
	return record;
}

static void show_difference(uint64_t seed, struct text wanted, struct text got)
{
	size_t at = 0, from;

	while (at < wanted.n && at < got.n && wanted.s[at] == got.s[at])
		at++;
	from = at > 120 ? at - 120 : 0;
	printf("# seed %lu\n# wanted: ...%.*s\n# got:    ...%.*s\n", (unsigned long)seed, (int)(at + 120 < wanted.n ? at + 120 - from : wanted.n - from),
		wanted.s + from, (int)(at + 120 < got.n ? at + 120 - from : got.n - from), got.s + from);
}

static bool same_again(struct arena *arena, uint64_t seed, const struct record *record)
{
	struct record *again = read_again(arena, seed, written(arena, record));
	struct text wanted = essence(arena, *record), got;

	if (again == NULL) {
		printf("# seed %lu: refused when it was read again\n", (unsigned long)seed);
		return false;
	}
	got = essence(arena, *again);
	if (text_eq(got, wanted))
		return true;
	show_difference(seed, wanted, got);
	return false;
}

static bool of_record(struct arena *arena, uint64_t seed)
{
	struct generator g = generator_from(arena, seed);

	return same_again(arena, seed, generate_record(&g));
}

/* What is no agenda is refused with a reason, and that is well too. */
static bool of_text(struct arena *arena, uint64_t seed)
{
	struct generator g = generator_from(arena, seed);
	struct text text = generate_text(&g);
	struct record *record = read_again(arena, seed, text);

	if (record == NULL || same_again(arena, seed, record))
		return true;
	if (getenv("SEED") != NULL)
		printf("%.*s\n----\n%.*s\n", TEXT_ARG(text), TEXT_ARG(written(arena, record)));
	return false;
}

/* All seeds, or the one that SEED names. */
static void run_seeds(struct arena *arena, uint64_t n, bool (*holds)(struct arena *, uint64_t))
{
	const char *one = getenv("SEED");
	uint64_t from = one != NULL ? strtoull(one, NULL, 10) : 1, to = one != NULL ? from + 1 : n;
	int differences = 0;

	for (uint64_t seed = from; seed < to && differences < DIFFERENCES_MAX; seed++) {
		struct arena_mark mark = arena_mark(arena);

		differences += !holds(arena, seed);
		arena_rewind(arena, mark);
	}
	CHECK_INT(differences, 0);
}

TEST(mirror_gives_every_generated_meeting_back)
{
	run_seeds(arena, MEETINGS, of_record);
}

TEST(mirror_holds_for_whatever_is_read_from_text)
{
	run_seeds(arena, TEXTS, of_text);
}
