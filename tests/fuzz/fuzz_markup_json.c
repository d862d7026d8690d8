/* tests/fuzz/fuzz_markup_json.c: anything written as JSON, opened and closed in any order: SQLite, the judge, reads it.
 * (jansson cannot be: its functions are called as ours are.) */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "markup/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The values that the input asks for: one letter each, the text up to the next line's end with it. */
static void write_values(struct json *json, struct text input)
{
	struct text line;

	json_begin_object(json);
	for (int key = 0; text_line(&input, &line); key++) {
		char kind = line.n > 0 ? line.s[0] : ' ';
		bool in_object = json->depth > 0 && json->open[json->depth - 1] == '}';

		line = text_after(line, 1);
		if (kind == ')') {
			if (json->depth > 1)
				json_end(json);
			continue;
		}
		if (in_object) {
			char name[24];

			snprintf(name, sizeof(name), "%d\"\\<", key);
			json_key(json, name);
		}
		if (kind == '{')
			json_begin_object(json);
		else if (kind == '[')
			json_begin_array(json);
		else if (kind == '0')
			json_int(json, (int64_t)((uint64_t)line.n * UINT64_C(4611686018427387904)));
		else if (kind == 't')
			json_bool(json, line.n > 0);
		else if (kind == 'n')
			json_unknown(json);
		else
			json_text(json, line);
	}
}

/* What the judge answers of one JSON; a sentence with one ?, which gives one value. */
static struct text ask(struct arena *arena, const char *question, struct text json)
{
	static sqlite3 *judge;
	sqlite3_stmt *statement;
	struct text answer = TEXT_NONE;

	if (judge == NULL && sqlite3_open(":memory:", &judge) != SQLITE_OK)
		abort();
	if (sqlite3_prepare_v2(judge, question, -1, &statement, NULL) != SQLITE_OK ||
		sqlite3_bind_text(statement, 1, json.s, (int)json.n, SQLITE_STATIC) != SQLITE_OK)
		abort();
	if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL)
		answer = text_copy(arena, (struct text){ (const char *)sqlite3_column_text(statement, 0),
						  (size_t)sqlite3_column_bytes(statement, 0) });
	sqlite3_finalize(statement);
	return answer;
}

static bool is_utf8(struct text t)
{
	for (size_t at = 0; at < t.n;) {
		size_t from = at;

		if (text_rune(t, &at) == 0xfffd && at - from != 3)
			return false;
	}
	return true;
}

/* A text comes back as it was, but for bytes that are no UTF-8. */
static void check_text(struct arena *arena, struct text input)
{
	struct json json = json_in(arena, false);
	struct text out;

	json_text(&json, input);
	out = json_finish(&json);
	if (!is_utf8(out) || text_find_byte(out, '<') < out.n || !text_is(ask(arena, "SELECT json_valid(?)", out), "1"))
		abort();
	if (text_valid(input) && !text_eq(input, ask(arena, "SELECT json_extract(?, '$')", out)))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct text input = { (const char *)data, size }, out;
	struct json json = json_in(&arena, size % 2 == 0);

	write_values(&json, input);
	out = json_finish(&json);
	if (text_known(out) && (!is_utf8(out) || !text_is(ask(&arena, "SELECT json_valid(?)", out), "1")))
		abort();
	if (size > 0)
		check_text(&arena, input);
	arena_release(&arena);
	return 0;
}
