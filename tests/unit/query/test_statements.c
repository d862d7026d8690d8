/* Every query, on a real PostgreSQL: sqlc has held them against SQLite, and the build wants no server. */
#include "query/statements.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

#include "database.h"
#include "store/table.h"

enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_INT4 = 23, OID_TEXT = 25, OID_FLOAT8 = 701 };

static bool fits(enum value_kind kind, Oid type)
{
	switch (kind) {
	case VALUE_TEXT:
	case VALUE_DATE:
	case VALUE_MOMENT:
		return type == OID_TEXT;
	case VALUE_BLOB:
		return type == OID_BYTEA;
	case VALUE_REAL:
		return type == OID_FLOAT8;
	case VALUE_BOOL:
		return type == OID_BOOL || type == OID_INT8 || type == OID_INT4;
	case VALUE_INT:
	case VALUE_INSTANT:
	case VALUE_ID:
		break;
	}
	return type == OID_INT8 || type == OID_INT4;
}

static void check_columns(const struct statement *statement, const PGresult *described)
{
	CHECK_INT(PQnparams(described), statement->params_n);
	CHECK_INT(PQnfields(described), statement->columns_n);
	for (int i = 0; i < PQnfields(described) && i < (int)statement->columns_n; i++) {
		if (fits(statement->columns[i].kind, PQftype(described, i)))
			continue;
		printf("# %s.%s is of type %u\n", statement->name, statement->columns[i].name, PQftype(described, i));
		CHECK(!"a column's type is what the row promises");
	}
}

static void check_statement(PGconn *link, const struct statement *statement)
{
	PGresult *prepared = PQprepare(link, statement->name, statement->postgres, 0, NULL), *described;

	if (PQresultStatus(prepared) != PGRES_COMMAND_OK) {
		printf("# %s: %s", statement->name, PQerrorMessage(link));
		CHECK(!"PostgreSQL prepares the statement");
	}
	PQclear(prepared);
	described = PQdescribePrepared(link, statement->name);
	if (PQresultStatus(described) == PGRES_COMMAND_OK)
		check_columns(statement, described);
	PQclear(described);
}

static int check_tables(PGconn *link, const struct db *db)
{
	size_t tables_n;
	const struct table *tables = db_tables(db, &tables_n);
	int n = 0;

	for (size_t i = 0; i < tables_n; i++) {
		const struct table *t = &tables[i];
		const struct statement *const all[] = { t->first, t->after, t->newest, t->put, t->count, t->empty, t->settle,
			t->fill, t->loosen };

		for (size_t k = 0; k < LENGTH_OF(all); k++) {
			PGresult *prepared = all[k] != NULL ? PQprepare(link, all[k]->name, all[k]->postgres, 0, NULL) : NULL;

			if (all[k] != NULL && PQresultStatus(prepared) != PGRES_COMMAND_OK) {
				printf("# %s: %s", all[k]->name, PQerrorMessage(link));
				CHECK(!"PostgreSQL prepares the statement");
			}
			n += all[k] != NULL;
			PQclear(prepared);
		}
	}
	return n;
}

TEST(every_query_is_one_of_postgresql)
{
	const char *url = database_new(arena);
	struct refusal why = REFUSAL_INIT;
	struct db *db;
	PGconn *link;
	int n = 0;

	if (!database_is_postgres()) {
		tap_skip("about PostgreSQL");
		return;
	}
	CHECK_INT(db_open(arena, text_from(url), DB_CREATE, &why, &db), FAULT_NONE);
	link = PQconnectdb(url);
	for (const struct statement *const *const *unit = sql_statements; *unit != NULL; unit++)
		for (const struct statement *const *statement = *unit; *statement != NULL; statement++, n++)
			check_statement(link, *statement);
	n += check_tables(link, db);
	PQfinish(link);
	printf("# %d statements\n", n);
	CHECK(n > 50);
}

/* The next byte of a statement's text without its parameters, ?1 and $1::type. */
static char next_byte(const char **at)
{
	while (**at == '?' || **at == '$') {
		bool typed = **at == '$';

		*at += 1 + strspn(*at + 1, "0123456789");
		if (typed)
			*at += 2 + strspn(*at + 2, "abcdefghijklmnopqrstuvwxyz0123456789");
		if (typed && strncmp(*at, " precision", strlen(" precision")) == 0)
			*at += strlen(" precision");
	}
	return **at != '\0' ? *(*at)++ : '\0';
}

static bool is_same(const char *a, const char *b)
{
	for (;;) {
		char x = next_byte(&a), y = next_byte(&b);

		if (x != y || x == '\0')
			return x == y;
	}
}

/* docs/architecture.md says of each why. */
TEST(few_queries_have_two_bodies)
{
	static const char *const known[] = { "search_insert", "search_delete", "search_best", "search_ranked", "search_count",
		"search_items", "search_texts", "job_claim" };

	(void)arena;
	for (const struct statement *const *const *unit = sql_statements; *unit != NULL; unit++)
		for (const struct statement *const *s = *unit; *s != NULL; s++) {
			bool listed = false;

			for (size_t i = 0; i < LENGTH_OF(known); i++)
				listed |= strcmp((*s)->name, known[i]) == 0;
			if (is_same((*s)->sqlite, (*s)->postgres) == listed)
				printf("# %s\n", (*s)->name);
			CHECK(is_same((*s)->sqlite, (*s)->postgres) != listed);
		}
}
