#include "store/postgres.h"

#include <stdio.h>
#include <stdlib.h>

/* SQLSTATEs (postgresql.org/docs/15/errcodes-appendix.html). */
static const struct {
	const char *state; /* a class when it is two letters */
	enum fault fault;
	const char *message; /* with the server's own words */
} meanings[] = {
	{ "23505", FAULT_CONFLICT, N_("This is in the database already: %s.") },
	{ "23503", FAULT_CONFLICT, N_("Something that belongs to this is missing: %s.") },
	{ "23", FAULT_INVALID, N_("The database does not take this: %s.") },
	{ "22", FAULT_INVALID, N_("The database does not take this: %s.") },
	{ "40", FAULT_BUSY, N_("Another program is writing in the database %s; try again.") },
	{ "55P03", FAULT_BUSY, N_("Another program is writing in the database %s; try again.") },
	{ "53300", FAULT_BUSY, N_("The database %s has too many visitors; try again.") },
	{ "53100", FAULT_BROKEN, N_("There is no room on the disk for the database %s.") },
	{ "54", FAULT_LIMIT, N_("This is too large for the database.") },
	{ "42501", FAULT_BROKEN, N_("The database does not let this program do that: %s.") },
	{ "25006", FAULT_BUSY, N_("The database may only be read here: %s.") },
	{ "XX001", FAULT_BROKEN, N_("The database is damaged: %s. Restore a copy.") },
	{ "XX002", FAULT_BROKEN, N_("The database is damaged: %s. Restore a copy.") },
};

/* The server is going down, or has become one that only follows. */
static bool ends_link(const char *state)
{
	static const char *const ends[] = { "57P01", "57P02", "57P03", "57P05", "25P03", "25006", "08",
		"0A000" /* also: its plans are of a schema that somebody has just changed */ };

	for (size_t i = 0; i < LENGTH_OF(ends); i++)
		if (strncmp(state, ends[i], strlen(ends[i])) == 0)
			return true;
	return false;
}

/* Which table and rule, never which value: a value may be somebody's secret. */
static void describe(const struct postgres *pg, const PGresult *answer, char *out, size_t room)
{
	const char *table = PQresultErrorField(answer, PG_DIAG_TABLE_NAME),
		   *rule = PQresultErrorField(answer, PG_DIAG_CONSTRAINT_NAME),
		   *column = PQresultErrorField(answer, PG_DIAG_COLUMN_NAME);

	if (table != NULL)
		snprintf(out, room, "%s.%s", table, rule != NULL ? rule : column != NULL ? column : "?");
	else
		snprintf(out, room, "%s", pg->name);
}

static enum fault lost(struct postgres *pg)
{
	postgres_drop(pg);
	return refuse_with(
		&pg->db.why, FAULT_BUSY, N_("The connection to the database was lost: %s. Try again."), "%s", pg->name);
}

enum fault postgres_fault(struct postgres *pg, const PGresult *answer)
{
	const char *state = answer != NULL ? PQresultErrorField(answer, PG_DIAG_SQLSTATE) : NULL,
		   *words = answer != NULL ? PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	char about[REFUSAL_DETAIL_MAX];

	if (state == NULL || ends_link(state) || PQstatus(pg->link) != CONNECTION_OK)
		return lost(pg);
	describe(pg, answer, about, sizeof(about));
	for (size_t i = 0; i < LENGTH_OF(meanings); i++)
		if (strncmp(state, meanings[i].state, strlen(meanings[i].state)) == 0)
			return refuse_with(&pg->db.why, meanings[i].fault, meanings[i].message, "%s", about);
	return refuse_with(&pg->db.why, FAULT_BROKEN, N_("The database fails: %s."), "%s: %s", pg->name,
		words != NULL ? words : state);
}
