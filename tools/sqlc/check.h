/* tools/sqlc/check.h: what the units promise, held against each other and against the engine. */
#ifndef SQLC_CHECK_H
#define SQLC_CHECK_H

#include "sqlc/engine.h"
#include "sqlc/unit.h"

struct program {
	struct unit **units;
	size_t units_n;
	const struct schema_file *schema;
	size_t schema_n;
};

/* Sets what unit.h leaves to it, and reports what is refused. */
void check_program(struct arena *arena, struct program *program, struct report *report);

struct query_check {
	const struct program *program;
	const struct query *query;
	struct engine *engine;
	struct prepared prepared;
	struct report *report;
};

/* clause.c: what can be told from the words alone. */
void check_clauses(const struct query_check *c, const struct tokens *body);
/* gate.c: guarded tables are read through their views, and the views are tied to the viewer. */
void check_guards(struct engine *engine, const struct program *program, struct report *report);
void check_gate(const struct query_check *c);
/* column.c: the result's columns are those of the row. */
void check_columns(const struct query_check *c);

#endif
