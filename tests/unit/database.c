#include "database.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *server(void)
{
	const char *url = getenv("TEST_DATABASE");

	return url != NULL && *url != '\0' ? url : NULL;
}

bool database_is_postgres(void)
{
	return server() != NULL;
}

/* --- Files --- */

static void remove_folder(void *what)
{
	char *folder = what, *command = NULL;

	if (asprintf(&command, "rm -rf '%s'", folder) > 0 && system(command) != 0)
		fprintf(stderr, "# %s is left\n", folder);
	free(command);
}

static const char *new_file(struct arena *arena)
{
	char *folder = arena_format(arena, "%s/store-XXXXXX", getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");

	if (mkdtemp(folder) == NULL)
		abort();
	arena_defer(arena, remove_folder, folder);
	return arena_format(arena, "%s/test.db", folder);
}

static bool force_sqlite(const char *path, const char *sql)
{
	sqlite3 *handle = NULL;
	int rc = sqlite3_open(path, &handle);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(handle, sql, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		printf("# %s\n", sqlite3_errmsg(handle));
	sqlite3_close(handle);
	return rc == SQLITE_OK;
}

/* --- Schemas --- */

static bool force_postgres(const char *url, const char *sql)
{
	PGconn *link = PQconnectdb(url);
	PGresult *answer = PQexec(link, sql);
	ExecStatusType status = PQresultStatus(answer);
	bool ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

	if (!ok)
		printf("# %s", PQerrorMessage(link));
	PQclear(answer);
	PQfinish(link);
	return ok;
}

static void drop_schema(void *what)
{
	char *sql = NULL;

	if (asprintf(&sql, "SET client_min_messages = warning; DROP SCHEMA %s CASCADE", (const char *)what) > 0 &&
		!force_postgres(server(), sql))
		fprintf(stderr, "# schema %s is left\n", (const char *)what);
	free(sql);
}

static const char *new_schema(struct arena *arena)
{
	static int made;
	char *name = arena_format(arena, "test_%d_%d", (int)getpid(), ++made);

	if (!force_postgres(server(), arena_format(arena, "CREATE SCHEMA %s", name)))
		abort();
	arena_defer(arena, drop_schema, name);
	return arena_format(arena, "%s%coptions=-csearch_path%%3D%s&application_name=%s", server(),
		strchr(server(), '?') != NULL ? '&' : '?', name, name);
}

const char *database_new(struct arena *arena)
{
	return database_is_postgres() ? new_schema(arena) : new_file(arena);
}

bool database_force(const char *url, const char *sql)
{
	return database_is_postgres() ? force_postgres(url, sql) : force_sqlite(url, sql);
}
