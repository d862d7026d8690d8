/* tools/sqlc.c: the query compiler, run by the build.
 *
 *     sqlc compile FOLDER SCHEMA.sql... -- QUERY.sql...   makes FOLDER/types.h, FOLDER/NOUN.[hc]
 * and FOLDER/statements.[hc], the list of all sqlc embed SYMBOL OUT.c SCHEMA.sql... -- TWIN.sql...
 * makes the migrations as C: each of SQLite's with its twin for PostgreSQL, of the same name
 *
 * It holds every query against the schema (in SQLite, in memory) and refuses what would fail,
 * surprise or leak, each with FILE:LINE: sentence.  The language of sql/query/NOUN.sql:
 *
 *     -- :row meeting_row
 *     -- A meeting as lists show it.                  (optional prose)
 *     --   id        meeting_id
 *     --   location  text?     where it is held       (name, type, optional note)
 *
 *     -- :one meeting_by_slug(viewer viewer_id, organization text, slug text) -> meeting_row
 *     -- What it is for: at least one line.
 *     SELECT m.id, m.location FROM meeting_seen m
 *     WHERE m.viewer = :viewer AND m.organization = :organization AND m.slug = :slug
 *
 * A statement ends with an empty line.  :one gives exactly one row (FAULT_NOT_FOUND when there is
 * none), :many an array in the order that ORDER BY says, :exec how many rows it changed.  A result
 * is a row or a single type.  A long parameter list goes on in further "--" lines.  Columns of a
 * row stand behind two spaces or more.
 *
 * Whether a function asks for a struct db or a struct tx follows from what the statement does; it
 * asks for an arena when text, a blob or an array comes out.  Order: db or tx, arena, parameters as
 * declared, outputs.
 *
 * Types: text blob int bool real instant date moment NAME_id, where NAME is a table.  A '?' after
 * text, blob, date, moment or an id lets NULL in and out (TEXT_NONE, zeroed date, MOMENT_NONE,
 * v == 0).
 *
 * Where the engines differ a statement has two bodies: "-- :sqlite" and "-- :postgres", each a line
 * above its own.
 *
 * The gate: "-- :guarded item by item_seen" lets the table item be read only through the view
 * item_seen, whose every use is tied by ALIAS.viewer = :viewer.  "-- :ungated because REASON" in a
 * statement's comment lifts the first, not the second.  A statement may read the very table that it
 * writes.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/path.h"
#include "sqlc/emit.h"

enum { ARGUMENTS_MAX = 1000 };

static bool read_file(struct arena *arena, const char *file, struct text *ret)
{
	struct refusal why = REFUSAL_INIT;

	if (path_read(arena, file, UNIT_BYTES_MAX + 1, &why, ret) == FAULT_NONE)
		return true;
	fprintf(stderr, "%s:1: %s %s\n", file, why.message != NULL ? why.message : "cannot be read",
		why.detail);
	return false;
}

static bool write_file(struct text bytes, const char *path)
{
	struct refusal why = REFUSAL_INIT;

	if (path_write(path, bytes, &why) == FAULT_NONE)
		return true;
	fprintf(stderr, "%s:1: %s %s\n", path,
		why.message != NULL ? why.message : "cannot be written", why.detail);
	return false;
}

static bool read_schema(struct arena *arena, struct program *program, char **files, size_t n)
{
	struct schema_file *schema = arena_new(arena, struct schema_file, n);

	for (size_t i = 0; i < n; i++) {
		schema[i].file = files[i];
		if (!read_file(arena, files[i], &schema[i].sql))
			return false;
	}
	program->schema = schema;
	program->schema_n = n;
	return true;
}

static bool read_units(
	struct arena *arena, struct program *program, char **files, size_t n, struct report *report)
{
	struct text source;

	program->units = arena_new(arena, struct unit *, n);
	for (size_t i = 0; i < n; i++) {
		if (!read_file(arena, files[i], &source))
			return false;
		program->units[program->units_n++] = unit_parse(arena, files[i], source, report);
	}
	return true;
}

static bool write_units(struct arena *arena, const struct program *program, const char *folder)
{
	if (!write_file(emit_types(arena, program), arena_format(arena, "%s/types.h", folder)))
		return false;
	for (size_t i = 0; i < program->units_n; i++) {
		const struct unit *unit = program->units[i];
		const char *path = arena_format(arena, "%s/%.*s", folder, TEXT_ARG(unit->noun));

		if (!write_file(emit_header(arena, unit), arena_format(arena, "%s.h", path)) ||
			!write_file(emit_source(arena, unit), arena_format(arena, "%s.c", path)))
			return false;
	}
	return write_file(
		       emit_list_header(arena), arena_format(arena, "%s/statements.h", folder)) &&
	       write_file(
		       emit_list(arena, program), arena_format(arena, "%s/statements.c", folder));
}

/* argv: FOLDER SCHEMA... -- QUERY... */
static bool compile(struct arena *arena, char **argv, size_t n)
{
	struct report report = REPORT_INIT(arena);
	struct program program = { 0 };
	size_t dash = 1;

	while (dash < n && strcmp(argv[dash], "--") != 0)
		dash++;
	if (dash == n || !read_schema(arena, &program, argv + 1, dash - 1) ||
		!read_units(arena, &program, argv + dash + 1, n - dash - 1, &report))
		return false;
	check_program(arena, &program, &report);
	report_print(&report);
	return report.n == 0 && write_units(arena, &program, argv[0]);
}

/* A step that one engine lacks, or makes under another name, would part the two for ever. */
static bool are_twins(const struct program *sqlite, const struct program *postgres)
{
	for (size_t i = 0; i < sqlite->schema_n || i < postgres->schema_n; i++) {
		const char *a = i < sqlite->schema_n ? sqlite->schema[i].file : "",
			   *b = i < postgres->schema_n ? postgres->schema[i].file : "";

		if (text_eq(path_name(text_from(a)), path_name(text_from(b))))
			continue;
		fprintf(stderr,
			"%s:1: this migration has no twin of its name for the other engine\n",
			*a != '\0' ? a : b);
		return false;
	}
	return true;
}

/* argv: SYMBOL OUT SCHEMA... -- TWIN... */
static bool embed(struct arena *arena, char **argv, size_t n)
{
	struct report report = REPORT_INIT(arena);
	struct program sqlite = { 0 }, postgres = { 0 };
	struct text made;
	size_t dash = 2;

	while (dash < n && strcmp(argv[dash], "--") != 0)
		dash++;
	if (dash == n || dash == 2 || !read_schema(arena, &sqlite, argv + 2, dash - 2) ||
		!read_schema(arena, &postgres, argv + dash + 1, n - dash - 1) ||
		!are_twins(&sqlite, &postgres))
		return false;
	made = emit_schema(arena, &sqlite, &postgres, argv[0], &report);
	report_print(&report);
	return text_known(made) && write_file(made, argv[1]);
}

int main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	bool ok = false;

	if (argc >= 4 && argc < ARGUMENTS_MAX && strcmp(argv[1], "compile") == 0)
		ok = compile(&arena, argv + 2, (size_t)argc - 2);
	else if (argc >= 4 && argc < ARGUMENTS_MAX && strcmp(argv[1], "embed") == 0)
		ok = embed(&arena, argv + 2, (size_t)argc - 2);
	else
		fprintf(stderr, "sqlc compile FOLDER SCHEMA... -- QUERY... | sqlc embed SYMBOL OUT "
				"SCHEMA... -- TWIN...\n");
	arena_release(&arena);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
