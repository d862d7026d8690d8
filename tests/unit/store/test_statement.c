#include "store.h"

#include <stdio.h>

#include "language/language.h"

static enum fault put_full(struct tx *tx, void *what)
{
	struct thing_id *ret = what;

	return sql_thing_insert(tx, TEXT("æble"), TEXT("rød"), (struct text){ "\0\1\xff", 3 },
		TEXT(""), INT64_MIN, false, -1.5, INT64_MAX, (struct date){ 2024, 2, 29 },
		(struct date){ 9999, 12, 31 }, (struct moment){ { 2026, 11, 23 }, 9, 30 },
		(struct moment){ { 2026, 11, 23 }, -1, 0 }, (struct thing_id){ 0 }, ret);
}

TEST(statement_gives_back_what_it_took)
{
	struct db *db = store_new(arena);
	struct thing_id id;
	struct thing_row row;

	CHECK_INT(db_write(db, NULL, put_full, &id), FAULT_NONE);
	CHECK_INT(sql_thing_by_name(db, arena, TEXT("æble"), &row), FAULT_NONE);
	CHECK_INT(row.id.v, id.v);
	CHECK_TEXT(row.note, "rød");
	CHECK(row.bytes.n == 3 && memcmp(row.bytes.s, "\0\1\xff", 3) == 0);
	CHECK(text_known(row.maybe) && text_empty(row.maybe));
	CHECK_INT(row.size, INT64_MIN);
	CHECK(!row.good);
	CHECK(row.weight > -1.6 && row.weight < -1.4);
	CHECK_INT(row.made_at, INT64_MAX);
	CHECK_INT(date_compare(row.day, (struct date){ 2024, 2, 29 }), 0);
	CHECK_INT(row.end_day.year, 9999);
	CHECK_INT(row.start.hour * 60 + row.start.minute, 9 * 60 + 30);
	CHECK_INT(row.ending.hour, -1);
	CHECK_INT(row.ending.date.day, 23);
	CHECK_INT(row.parent.v, 0);
}

TEST(statement_gives_none_for_null)
{
	struct db *db = store_new(arena);
	struct thing_row row;
	struct text note = TEXT("before");

	CHECK_INT(store_put_alone(db, "bare", 1), FAULT_NONE);
	CHECK_INT(sql_thing_by_name(db, arena, TEXT("bare"), &row), FAULT_NONE);
	CHECK(!text_known(row.note));
	CHECK(!text_known(row.maybe));
	CHECK(!date_known(row.end_day));
	CHECK(!date_known(row.ending.date));
	CHECK_INT(row.ending.hour, -1);
	CHECK_INT(row.parent.v, 0);
	CHECK(row.good);
	CHECK_INT(sql_thing_note(db, arena, row.id, &note), FAULT_NONE);
	CHECK(!text_known(note));
}

static enum fault put_parent(struct tx *tx, void *what)
{
	struct thing_id parent = *(struct thing_id *)what, id;

	return sql_thing_insert(tx, TEXT("child"), TEXT_NONE, TEXT(""), TEXT_NONE, 0, true, 0, 0,
		(struct date){ 2000, 1, 1 }, (struct date){ 0 },
		(struct moment){ { 2000, 1, 1 }, -1, 0 }, MOMENT_NONE, parent, &id);
}

TEST(statement_keeps_references)
{
	struct db *db = store_new(arena);
	struct thing_id id;
	struct thing_row row;

	CHECK_INT(db_write(db, NULL, put_full, &id), FAULT_NONE);
	CHECK_INT(db_write(db, NULL, put_parent, &id), FAULT_NONE);
	CHECK_INT(sql_thing_by_name(db, arena, TEXT("child"), &row), FAULT_NONE);
	CHECK_INT(row.parent.v, id.v);
	id.v += 1000;
	CHECK_INT(db_write(db, NULL, put_parent, &id), FAULT_CONFLICT);
}

TEST(statement_says_that_there_is_none)
{
	struct db *db = store_new(arena);
	struct thing_row row = { .size = 4 }, *rows = &row;
	size_t n = 7;

	CHECK_INT(sql_thing_by_name(db, arena, TEXT("nobody"), &row), FAULT_NOT_FOUND);
	CHECK_INT(row.size, 4);
	CHECK_INT(sql_things(db, arena, &rows, &n), FAULT_NONE);
	CHECK_INT(n, 0);
}

TEST(statement_refuses_two_where_one_is_promised)
{
	struct db *db = store_new(arena);
	struct text name;

	CHECK_INT(store_put_alone(db, "a", 5), FAULT_NONE);
	CHECK_INT(sql_thing_of_size(db, arena, 5, &name), FAULT_NONE);
	CHECK_TEXT(name, "a");
	CHECK_INT(store_put_alone(db, "b", 5), FAULT_NONE);
	CHECK_INT(sql_thing_of_size(db, arena, 5, &name), FAULT_BROKEN);
	CHECK_TEXT(text_from(db_why(db)->detail), "thing_of_size");
}

static enum fault change(struct tx *tx, void *what)
{
	struct arena *arena = what;
	int64_t changed = -1;
	struct thing_id *ids;
	size_t n;

	CHECK_INT(store_put(tx, "a", 1), FAULT_NONE);
	CHECK_INT(store_put(tx, "b", 2), FAULT_NONE);
	CHECK_INT(sql_thing_resize(tx, TEXT("a"), 9, &changed), FAULT_NONE);
	CHECK_INT(changed, 1);
	CHECK_INT(sql_thing_resize(tx, TEXT("c"), 9, &changed), FAULT_NONE);
	CHECK_INT(changed, 0);
	CHECK_INT(sql_things_grow(tx, arena, 100, &ids, &n), FAULT_NONE);
	CHECK_INT(n, 2);
	CHECK_INT(sql_thing_delete(tx, TEXT("b"), NULL), FAULT_NONE);
	CHECK_INT(store_things(tx_db(tx)), 1);
	return FAULT_NONE;
}

TEST(statement_counts_its_changes)
{
	struct db *db = store_new(arena);
	struct thing_row row;

	CHECK_INT(db_write(db, NULL, change, arena), FAULT_NONE);
	CHECK_INT(sql_thing_by_name(db, arena, TEXT("a"), &row), FAULT_NONE);
	CHECK_INT(row.size, 10);
}

struct bad {
	struct text name, note;
	struct date day;
	struct moment start;
	double weight;
};

static enum fault put_bad(struct tx *tx, void *what)
{
	const struct bad *b = what;
	struct thing_id id;

	return sql_thing_insert(tx, b->name, b->note, TEXT(""), TEXT_NONE, 0, true, b->weight, 0,
		b->day, (struct date){ 0 }, b->start, MOMENT_NONE, (struct thing_id){ 0 }, &id);
}

TEST(statement_refuses_values_that_would_not_come_out_again)
{
	const struct date day = { 2026, 1, 1 };
	const struct moment start = { { 2026, 1, 1 }, 8, 0 };
	struct bad bads[] = {
		{ TEXT_NONE, TEXT_NONE, day, start, 1 },
		{ TEXT("a"), TEXT_NONE, { 0 }, start, 1 },
		{ TEXT("a"), TEXT_NONE, day, MOMENT_NONE, 1 },
		{ TEXT("a\xff"), TEXT_NONE, day, start, 1 },
		{ TEXT("a"), TEXT("\x01"), day, start, 1 },
		{ TEXT("a"), TEXT_NONE, { 2026, 2, 30 }, start, 1 },
		{ TEXT("a"), TEXT_NONE, day, { { 2026, 1, 1 }, 24, 0 }, 1 },
		{ TEXT("a"), TEXT_NONE, day, start, __builtin_nan("") },
		{ TEXT("a"), TEXT_NONE, day, start, __builtin_inf() },
	};
	struct db *db = store_new(arena);
	struct refusal why;

	for (size_t i = 0; i < LENGTH_OF(bads); i++) {
		CHECK_INT(db_write(db, &why, put_bad, &bads[i]), FAULT_INVALID);
		CHECK(why.message != NULL && why.detail[0] != '\0');
	}
	CHECK_INT(store_things(db), 0);
}

/* The file is hostile: STRICT keeps wrong types out, but writable_schema and other programs do not
 * keep STRICT. */
TEST(statement_refuses_hostile_values)
{
	ONLY_SQLITE
	static const char *const spoils[] = {
		"name = CAST(x'61ff' AS TEXT)",
		"name = 'a' || char(0) || 'b'",
		"name = x'61'",
		"name = 5",
		"note = CAST(x'c3' AS TEXT)",
		"note = 1.5",
		"bytes = NULL",
		"bytes = 'text'",
		"size = NULL",
		"size = 'many'",
		"size = 1.25",
		"good = 2",
		"good = NULL",
		"weight = 'heavy'",
		"made_at = NULL",
		"day = NULL",
		"day = '2026-02-30'",
		"day = '2026-2-3'",
		"day = 'tomorrow'",
		"end_day = ''",
		"start = '2026-01-01T25:00'",
		"start = 20260101",
		"ending = '2026-01-01 08:00'",
		"parent_id = 'x'",
	};

	for (size_t i = 0; i < LENGTH_OF(spoils); i++) {
		const char *path = database_new(arena);
		struct db *db = store_open(arena, path);
		struct thing_row row = { .size = -1 }, *rows = NULL;
		size_t n = 9;

		CHECK_INT(store_put_alone(db, "good", 1), FAULT_NONE);
		CHECK_INT(store_put_alone(db, "last", 1), FAULT_NONE);
		CHECK(database_force(path,
			arena_format(arena,
				"PRAGMA ignore_check_constraints = 1; PRAGMA writable_schema = 1;"
				"UPDATE sqlite_schema SET sql = 'CREATE TABLE thing(id INTEGER "
				"PRIMARY KEY, name UNIQUE, note, bytes, maybe, "
				"size, good, weight, made_at, day, end_day, start, ending, "
				"parent_id)' WHERE name = 'thing';"
				"PRAGMA writable_schema = RESET; UPDATE thing SET %s WHERE size = "
				"1 AND name = 'last'",
				spoils[i])));
		CHECK_INT(sql_things(db, arena, &rows, &n), FAULT_BROKEN);
		CHECK(rows == NULL && n == 9);
		CHECK(db_why(db)->message != NULL);
		CHECK(strncmp(db_why(db)->detail, "things.", 7) == 0);
		CHECK_INT(sql_thing_by_name(db, arena, TEXT("good"), &row), FAULT_NONE);
	}
}

TEST(statement_runs_again_after_an_error)
{
	struct db *db = store_new(arena);

	for (int i = 0; i < 3; i++) {
		CHECK_INT(store_put_alone(db, "one", 1), i == 0 ? FAULT_NONE : FAULT_CONFLICT);
		CHECK_INT(store_things(db), 1);
	}
	CHECK_INT(store_put_alone(db, "two", 2), FAULT_NONE);
	CHECK_INT(store_things(db), 2);
}

static enum fault put_words(struct tx *tx, void *what)
{
	const char *const *words = what;

	for (; *words != NULL; words++) {
		enum fault fault = sql_word_insert(
			tx, text_from(*words), strcmp(*words, "hemmelig") == 0, NULL);

		if (fault != FAULT_NONE)
			return fault;
	}
	return FAULT_NONE;
}

TEST(statement_knows_danish_order_and_the_viewer)
{
	static const char *words[] = { "øl", "ål", "æble", "zebra", "hemmelig", "Anders", "abe",
		NULL };
	static const char *const wanted[] = { "abe", "Anders", "zebra", "æble", "øl", "ål" };
	struct db *db = store_new(arena);
	struct text *seen;
	size_t n;

	CHECK_INT(db_write(db, NULL, put_words, words), FAULT_NONE);
	CHECK_INT(sql_words_seen(db, arena, (struct viewer_id){ 0 }, &seen, &n), FAULT_NONE);
	CHECK_INT(n, LENGTH_OF(wanted));
	for (size_t i = 0; i < n && i < LENGTH_OF(wanted); i++)
		CHECK_TEXT(seen[i], wanted[i]);
	CHECK_INT(sql_words_seen(db, arena, (struct viewer_id){ 1 }, &seen, &n), FAULT_NONE);
	CHECK_INT(n, LENGTH_OF(wanted) + 1);
}

/* One list for every engine: what each of them sorts must be what ICU here says. */
TEST(statement_sorts_tricky_names_alike_on_every_engine)
{
	static const char *names[] = { "Aalborg", "Ålborg", "aalborg", "Aarhus", "Aakjær", "Abel",
		"Zakarias", "Æbelø", "Øster Aa", "Øster Å", "Østerbro", "Ole", "Öberg", "Müller",
		"Muller", "Mueller", "Mydtskov", "Edel", "Édel", "edel", "O'Hara", "Ohara",
		"Anne-Marie", "Anne Marie", "Annemarie", "Anne", "Niels 2", "Niels 10", "niels 10",
		"Ðorđe", "Thor", "Þór", "Straße", "Strasse", "van Dam", "Van Dam", "Wad", "Vad",
		"W", "V", "Æblegrød", "aa", "a a", "åå", "AA", "A", "a", "å", "Å", "§ 17.4 udvalg",
		"1. udvalg", "(lukket)", "–", NULL };
	struct db *db = store_new(arena);
	struct text *seen = NULL;
	size_t n = 0;

	CHECK_INT(db_write(db, NULL, put_words, names), FAULT_NONE);
	CHECK_INT(sql_words_seen(db, arena, (struct viewer_id){ 0 }, &seen, &n), FAULT_NONE);
	CHECK_INT(n, LENGTH_OF(names) - 1);
	for (size_t i = 1; i < n; i++) {
		if (language_compare(seen[i - 1], seen[i]) < 0)
			continue;
		printf("# %.*s before %.*s\n", TEXT_ARG(seen[i - 1]), TEXT_ARG(seen[i]));
		CHECK(!"in Danish order");
	}
}

TEST(statement_takes_its_engines_body)
{
	struct db *db = store_new(arena);
	struct text engine;

	CHECK_INT(sql_word_engine(db, arena, &engine), FAULT_NONE);
	CHECK_TEXT(engine, database_is_postgres() ? "postgres" : "sqlite");
}
