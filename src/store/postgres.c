#include "store/postgres.h"

#include <assert.h>
#include <endian.h>
#include <stdio.h>
#include <stdlib.h>

enum { PARAMS_MAX = 64 }; /* sqlc refuses more */

/* Types as the server numbers them (pg_type.dat). */
enum {
	OID_BOOL = 16,
	OID_BYTEA = 17,
	OID_INT8 = 20,
	OID_INT2 = 21,
	OID_INT4 = 23,
	OID_TEXT = 25,
	OID_FLOAT4 = 700,
	OID_FLOAT8 = 701,
	OID_UNKNOWN = 705,
	OID_VARCHAR = 1043,
};

enum { FORMAT_TEXT, FORMAT_BINARY };

/* A statement that the server has prepared on link number `link`. */
struct cursor {
	struct postgres *pg;
	const struct statement *statement;
	int64_t link;
	PGresult *answer; /* while it runs */
	int row, rows;
};

void postgres_clear(PGresult **result)
{
	PQclear(*result);
	*result = NULL;
}

int64_t postgres_number(const PGresult *result, int row, int column)
{
	return strtoll(PQgetvalue(result, row, column), NULL, 10);
}

enum fault postgres_ask(struct postgres *pg, const char *sql, PGresult **ret)
{
	PGresult *answer;
	ExecStatusType status;

	pg->warned = false;
	answer = PQexec(pg->link, sql);
	status = PQresultStatus(answer);
	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
		enum fault fault = postgres_fault(pg, answer);

		PQclear(answer);
		return fault;
	}
	*ret = answer;
	return FAULT_NONE;
}

enum fault postgres_run(struct postgres *pg, const char *sql)
{
	PGresult *answer = NULL;
	enum fault fault = postgres_ask(pg, sql, &answer);

	PQclear(answer);
	return fault;
}

/* --- Transactions --- */

/* Said to the server together with the first statement, which saves a way there and back. */
static enum fault begin(struct db *db, bool writes)
{
	struct postgres *pg = postgres_of(db);
	enum fault fault = writes ? postgres_ready_to_write(pg) : postgres_ready(pg);

	pg->wrote = false;
	pg->writes = writes;
	pg->pending = fault == FAULT_NONE;
	return fault;
}

static const char *beginning(const struct postgres *pg)
{
	return pg->writes ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
			  : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
}

/* What is pending, by itself. */
static enum fault begin_there(struct postgres *pg)
{
	enum fault fault = FAULT_NONE;

	if (pg->pending)
		fault = postgres_run(pg, beginning(pg));
	if (pg->pending && pg->writes && fault == FAULT_NONE)
		fault = postgres_run(pg, pg->locking);
	pg->pending = false;
	return fault;
}

/* A server that has stopped waiting for its follower says so in a warning, and reports success all
 * the same; what it then holds may be on this one machine alone. */
static enum fault uncertain(struct postgres *pg)
{
	postgres_drop(pg);
	return refuse_with(&pg->db.why, FAULT_UNCERTAIN,
		N_("The connection to the database was lost while it kept the change: %s. Look "
		   "whether it is "
		   "there before trying again."),
		"%s", pg->name);
}

static enum fault commit(struct db *db)
{
	struct postgres *pg = postgres_of(db);
	PGresult *answer = NULL;
	bool writes = db->phase == DB_WRITING && pg->wrote, whole;
	enum fault fault;

	if (pg->pending) {
		pg->pending = false;
		return FAULT_NONE;
	}
	if (postgres_lost(pg))
		return postgres_fault(pg, NULL);
	fault = postgres_ask(pg, writes ? pg->committing : "COMMIT", &answer);
	whole = fault == FAULT_NONE && strcmp(PQcmdStatus(answer), "COMMIT") == 0;
	PQclear(answer);
	if (whole && !(writes && pg->warned))
		return FAULT_NONE;
	if (!writes)
		return fault != FAULT_NONE ? fault : postgres_fault(pg, NULL);
	return fault != FAULT_NONE && !postgres_lost(pg) ? fault : uncertain(pg);
}

static void rollback(struct db *db)
{
	struct postgres *pg = postgres_of(db);

	pg->pending = false;
	if (postgres_lost(pg))
		return;
	if (PQtransactionStatus(pg->link) != PQTRANS_IDLE)
		PQclear(PQexec(pg->link, "ROLLBACK"));
	if (PQtransactionStatus(pg->link) != PQTRANS_IDLE)
		postgres_drop(pg);
}

/* --- Statements --- */

/* Parameters as the server wants them. */
struct params {
	const char *values[PARAMS_MAX];
	int lengths[PARAMS_MAX], formats[PARAMS_MAX];
	uint64_t numbers[PARAMS_MAX]; /* in the order of the network */
};

static void bind_bits(struct params *params, size_t i, uint64_t bits)
{
	params->numbers[i] = htobe64(bits);
	params->values[i] = (const char *)&params->numbers[i];
	params->lengths[i] = (int)sizeof(bits);
}

static void bind(struct params *params, size_t i, const struct cell *cell)
{
	uint64_t bits = (uint64_t)cell->integer;

	params->formats[i] = FORMAT_BINARY;
	params->values[i] = NULL;
	params->lengths[i] = 0;
	switch (cell->kind) {
	case CELL_REAL:
		memcpy(&bits, &cell->real, sizeof(bits));
		bind_bits(params, i, bits);
		return;
	case CELL_INTEGER:
		bind_bits(params, i, bits);
		return;
	case CELL_TEXT:
	case CELL_BLOB:
		params->values[i] = cell->bytes.s;
		params->lengths[i] = (int)cell->bytes.n; /* VALUE_BYTES_MAX is far below */
		return;
	case CELL_NULL:
		return;
	}
}

static struct cursor *cursor_of(struct postgres *pg, const struct statement *statement)
{
	struct cursor **slot = statement_map_at(&pg->own, &pg->cursors, statement);

	if (*slot == NULL) {
		*slot = arena_new(&pg->own, struct cursor, 1);
		**slot = (struct cursor){ .pg = pg, .statement = statement };
	}
	assert((*slot)->answer == NULL);
	return *slot;
}

static enum fault prepare(struct postgres *pg, struct cursor *cursor)
{
	const struct statement *statement = cursor->statement;
	enum fault fault = FAULT_NONE;
	PGresult *answer;

	if (cursor->link == pg->links)
		return FAULT_NONE;
	answer = PQprepare(pg->link, statement->name, statement->postgres, 0, NULL);
	if (PQresultStatus(answer) != PGRES_COMMAND_OK)
		fault = postgres_fault(pg, answer);
	else
		cursor->link = pg->links;
	PQclear(answer);
	return fault;
}

static bool is_change(PGresult *answer)
{
	return strncmp(PQcmdStatus(answer), "SELECT", strlen("SELECT")) != 0;
}

static int64_t changes_of(PGresult *answer)
{
	return is_change(answer) ? strtoll(PQcmdTuples(answer), NULL, 10) : 0;
}

/* Takes one answer off the pipeline, and the NULL that ends it. */
static PGresult *next_answer(struct postgres *pg)
{
	PGresult *answer = PQgetResult(pg->link);

	if (answer != NULL)
		PQclear(PQgetResult(pg->link));
	return answer;
}

static bool is_good(const PGresult *answer)
{
	ExecStatusType status = PQresultStatus(answer);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static bool send_prepared(struct postgres *pg, const struct statement *statement, const struct params *params)
{
	return PQsendQueryPrepared(pg->link, statement->name, (int)statement->params_n, params->values, params->lengths,
		       params->formats, FORMAT_BINARY) == 1;
}

/* The beginning, the writers' lock and the first statement on one way; the answer to the statement,
 * or the first that failed.  NULL: the link was lost. */
static PGresult *begin_and_execute(struct postgres *pg, const struct statement *statement, const struct params *params)
{
	PGresult *answer = NULL;
	int n = pg->writes ? 3 : 2;
	bool ok = PQenterPipelineMode(pg->link) == 1 &&
		  PQsendQueryParams(pg->link, beginning(pg), 0, NULL, NULL, NULL, NULL, 0) == 1 &&
		  (!pg->writes || PQsendQueryParams(pg->link, pg->locking, 0, NULL, NULL, NULL, NULL, 0) == 1) &&
		  send_prepared(pg, statement, params) && PQpipelineSync(pg->link) == 1;

	pg->pending = false;
	for (int i = 0; ok && i < n; i++) {
		PGresult *next = next_answer(pg);

		if (answer != NULL && !is_good(answer)) {
			PQclear(next); /* the first failure is the one that counts */
			continue;
		}
		PQclear(answer);
		answer = next;
	}
	if (ok)
		PQclear(PQgetResult(pg->link)); /* of the sync */
	if (!ok || PQstatus(pg->link) != CONNECTION_OK || PQexitPipelineMode(pg->link) != 1)
		postgres_drop(pg);
	return answer;
}

static enum fault execute(struct postgres *pg, struct cursor *cursor, const struct params *params)
{
	PGresult *answer;
	enum fault fault = prepare(pg, cursor);

	if (fault != FAULT_NONE)
		return fault;
	answer = pg->pending ? begin_and_execute(pg, cursor->statement, params)
			     : PQexecPrepared(pg->link, cursor->statement->name, (int)cursor->statement->params_n,
				       params->values, params->lengths, params->formats, FORMAT_BINARY);
	if (postgres_lost(pg) || !is_good(answer)) {
		fault = postgres_fault(pg, answer);
		PQclear(answer);
		return fault;
	}
	if (changes_of(answer) > 0)
		pg->wrote = true;
	cursor->answer = answer;
	cursor->row = -1;
	cursor->rows = PQntuples(answer);
	return FAULT_NONE;
}

/* Outside a transaction, and at its beginning, nothing has been said yet: on a lost link it is said
 * once more. */
static enum fault execute_first(struct postgres *pg, struct cursor *cursor, const struct params *params)
{
	bool pending = pg->pending;
	enum fault fault = postgres_ready(pg);

	if (fault != FAULT_NONE)
		return fault;
	pg->pending = pending;
	fault = execute(pg, cursor, params);
	if (fault == FAULT_NONE || !postgres_lost(pg))
		return fault;
	fault = postgres_ready(pg);
	pg->pending = pending;
	return fault == FAULT_NONE ? execute(pg, cursor, params) : fault;
}

static enum fault start(struct db *db, const struct statement *statement, const struct cell *cells, struct cursor **ret)
{
	struct postgres *pg = postgres_of(db);
	struct cursor *cursor = cursor_of(pg, statement);
	struct params params;
	enum fault fault;

	assert(statement->params_n <= PARAMS_MAX);
	for (size_t i = 0; i < statement->params_n; i++)
		bind(&params, i, &cells[i]);
	if (db->phase == DB_IDLE || pg->pending)
		fault = execute_first(pg, cursor, &params);
	else if (postgres_lost(pg))
		fault = postgres_fault(pg, NULL);
	else
		fault = execute(pg, cursor, &params);
	if (fault == FAULT_NONE)
		*ret = cursor;
	return fault;
}

/* --- Many of the same at once --- */

enum { PIPELINE_ROWS = 256 }; /* sent before the first answer is awaited */

/* The first that failed is kept. */
static void take_answer(struct postgres *pg, PGresult **failed)
{
	PGresult *answer = next_answer(pg);

	if (is_good(answer))
		pg->wrote |= changes_of(answer) > 0;
	else if (*failed == NULL) {
		*failed = answer;
		return;
	}
	PQclear(answer);
}

/* False when the link is gone. */
static bool send_rows(struct postgres *pg, const struct statement *statement, const struct cell *cells, size_t rows)
{
	struct params params;

	for (size_t row = 0; row < rows; row++) {
		for (size_t i = 0; i < statement->params_n; i++)
			bind(&params, i, &cells[row * statement->params_n + i]);
		if (!send_prepared(pg, statement, &params))
			return false;
	}
	return PQpipelineSync(pg->link) == 1;
}

static enum fault pipeline(
	struct postgres *pg, const struct statement *statement, const struct cell *cells, size_t rows)
{
	PGresult *failed = NULL;
	bool ok = PQenterPipelineMode(pg->link) == 1 && send_rows(pg, statement, cells, rows);
	enum fault fault = FAULT_NONE;

	for (size_t row = 0; ok && row < rows; row++) {
		take_answer(pg, &failed);
		ok = PQstatus(pg->link) == CONNECTION_OK;
	}
	if (ok)
		PQclear(PQgetResult(pg->link)); /* of the sync */
	if (!ok || PQexitPipelineMode(pg->link) != 1)
		postgres_drop(pg);
	if (failed != NULL || postgres_lost(pg))
		fault = postgres_fault(pg, failed);
	PQclear(failed);
	return fault;
}

static enum fault start_many(struct db *db, const struct statement *statement, const struct cell *cells, size_t rows)
{
	struct postgres *pg = postgres_of(db);
	enum fault fault = FAULT_NONE;

	if (postgres_lost(pg))
		return postgres_fault(pg, NULL);
	fault = begin_there(pg);
	if (fault == FAULT_NONE)
		fault = prepare(pg, cursor_of(pg, statement));
	for (size_t at = 0; fault == FAULT_NONE && at < rows; at += PIPELINE_ROWS)
		fault = pipeline(pg, statement, cells + at * statement->params_n,
			rows - at < PIPELINE_ROWS ? rows - at : PIPELINE_ROWS);
	return fault;
}

static enum fault step(struct cursor *cursor, bool *ret_row)
{
	*ret_row = ++cursor->row < cursor->rows;
	return FAULT_NONE;
}

static int64_t integer_in(const char *bytes, int size)
{
	uint64_t n = 0;

	for (int i = 0; i < size; i++)
		n = n << 8 | (unsigned char)bytes[i];
	if (size < (int)sizeof(n) && size > 1 && (bytes[0] & 0x80))
		n |= ~UINT64_C(0) << (8 * size);
	return (int64_t)n;
}

static double real_in(const char *bytes, int size)
{
	uint64_t bits = (uint64_t)integer_in(bytes, size);
	uint32_t half = (uint32_t)bits;
	float small;
	double real;

	memcpy(&small, &half, sizeof(small));
	memcpy(&real, &bits, sizeof(real));
	return size == (int)sizeof(small) ? (double)small : real;
}

static void cell(struct cursor *cursor, size_t column, struct cell *ret)
{
	int at = (int)column, size = PQgetlength(cursor->answer, cursor->row, at);
	const char *bytes = PQgetvalue(cursor->answer, cursor->row, at);

	ret->kind = CELL_NULL;
	if (PQgetisnull(cursor->answer, cursor->row, at))
		return;
	switch (PQftype(cursor->answer, at)) {
	case OID_BOOL:
	case OID_INT2:
	case OID_INT4:
	case OID_INT8:
		ret->kind = CELL_INTEGER;
		ret->integer = integer_in(bytes, size);
		return;
	case OID_FLOAT4:
	case OID_FLOAT8:
		ret->kind = CELL_REAL;
		ret->real = real_in(bytes, size);
		return;
	case OID_TEXT:
	case OID_VARCHAR:
	case OID_UNKNOWN:
		ret->kind = CELL_TEXT;
		break;
	default: /* what is no text either is then refused as a wrong value */
		ret->kind = CELL_BLOB;
		break;
	}
	ret->bytes = (struct text){ bytes, (size_t)size };
}

static int64_t finish(struct cursor *cursor)
{
	int64_t changes = changes_of(cursor->answer);

	postgres_clear(&cursor->answer);
	return changes;
}

/* --- What others have committed --- */

/* Every writer sends word with its commit, and words are read off the socket without asking the
 * server. */
static bool listen(struct postgres *pg)
{
	char sql[64];

	if (pg->listens)
		return true;
	snprintf(sql, sizeof(sql), "LISTEN %s", pg->channel);
	pg->listens = postgres_run(pg, sql) == FAULT_NONE;
	return pg->listens;
}

/* Nobody sends word where nothing is committed.  What has been replayed or written since it was
 * asked last is as good as a commit. */
static bool ask_position(struct postgres *pg)
{
	PGresult *answer = NULL;

	if (postgres_clock() - pg->asked_at < POSTGRES_ASK_US)
		return true;
	if (postgres_ask(pg,
		    "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() "
		    "ELSE pg_current_wal_lsn() END - '0/0'::pg_lsn",
		    &answer) != FAULT_NONE)
		return false;
	pg->asked_at = postgres_clock();
	pg->heard += pg->position != postgres_number(answer, 0, 0);
	pg->position = postgres_number(answer, 0, 0);
	PQclear(answer);
	return true;
}

static bool version(struct db *db, int64_t *ret)
{
	struct postgres *pg = postgres_of(db);
	PGnotify *word;

	if (postgres_lost(pg) || !(pg->follows ? ask_position(pg) : listen(pg)))
		return false;
	if (!PQconsumeInput(pg->link)) {
		postgres_drop(pg);
		return false;
	}
	while ((word = PQnotifies(pg->link)) != NULL) {
		pg->heard += word->be_pid != PQbackendPID(pg->link);
		PQfreemem(word);
	}
	*ret = pg->heard + db->commits;
	return true;
}

static enum fault backup(
	struct db *db, const char *path, void (*progress)(void *what, int64_t done, int64_t all), void *what)
{
	(void)path, (void)progress, (void)what;
	return refuse(&db->why, FAULT_INVALID,
		N_("A PostgreSQL database is copied with pg_dump, or with sagsgang copy into a "
		   "file."));
}

const struct db_engine postgres_engine = {
	.kind = ENGINE_POSTGRES,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.start = start,
	.step = step,
	.cell = cell,
	.finish = finish,
	.start_many = start_many,
	.version = version,
	.backup = backup,
	.check = postgres_check,
};
