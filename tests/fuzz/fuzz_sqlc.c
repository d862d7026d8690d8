/* tests/fuzz/fuzz_sqlc.c: any text as a query file: read, held against a schema with a gate, and
 * made into C. */
#include <stddef.h>
#include <stdint.h>

#include "sqlc/emit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char tables[] =
	"CREATE TABLE viewer (id INTEGER PRIMARY KEY) STRICT;"
	"CREATE TABLE item (id INTEGER PRIMARY KEY, title TEXT NOT NULL, note TEXT) STRICT;"
	"CREATE VIEW item_seen AS SELECT v.id AS viewer, i.id, i.title FROM viewer v JOIN item i;";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct report report = REPORT_INIT(&arena);
	const struct schema_file schema = { .file = "schema.sql", .sql = text_from(tables) };
	struct unit *units[1] = {
		unit_parse(&arena, "noun.sql", (struct text){ (const char *)data, size }, &report),
	};
	struct program program = { .units = units, .units_n = 1, .schema = &schema, .schema_n = 1 };

	check_program(&arena, &program, &report);
	if (report.n == 0) {
		emit_types(&arena, &program);
		emit_header(&arena, units[0]);
		emit_source(&arena, units[0]);
	}
	arena_release(&arena);
	return 0;
}
