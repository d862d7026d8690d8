#include "domain/copy.h"

#include <inttypes.h>

#include "domain/change.h"
#include "query/copy.h"
#include "seal/hash.h"
#include "store/table.h"

enum {
	BATCH_ROWS = 500,
	BATCH_BLOBS = 64, /* of CONTENT_PIECE each: 16 MiB in memory */
};

struct copying {
	struct ctx *from, *to;
	const struct table *tables;
	size_t tables_n;
	int64_t *counts; /* of the source, by table */
	struct text head;
	struct arena arena; /* of one batch */
	void (*progress)(void *what, int64_t done, int64_t all);
	void *what;
	int64_t done, all; /* rows, each once to copy and once to compare */
	struct copy_sum sum;
};

/* The marker of an unfinished copy is no part of what is copied. */
static bool moves(const struct table *table)
{
	return strcmp(table->name, "copying") != 0;
}

static void advance(struct copying *c, int64_t rows)
{
	c->done += rows;
	if (c->progress != NULL)
		c->progress(c->what, c->done, c->all);
}

/* --- Where it stands --- */

static enum fault count_all(struct copying *c)
{
	enum fault fault = FAULT_NONE;

	c->counts = arena_new(c->to->arena, int64_t, c->tables_n);
	for (size_t i = 0; i < c->tables_n && fault == FAULT_NONE; i++) {
		if (!moves(&c->tables[i]))
			continue;
		fault = table_count(c->from->db, &c->tables[i], &c->counts[i]);
		c->sum.tables++;
		c->sum.rows += c->counts[i];
	}
	c->all = 2 * c->sum.rows;
	return fault;
}

static void add_cell(struct hashing *hashing, struct arena *arena, const struct cell *cell)
{
	struct text head = text_from(arena_format(arena, "%d:%" PRId64 ":%.17g:%zu;", cell->kind, cell->integer, cell->real,
		cell->bytes.n));

	hashing_add(hashing, head);
	if (cell->bytes.n > 0)
		hashing_add(hashing, cell->bytes);
}

/* How the source stands: nothing is put into a table without its count or its last key changing. */
static enum fault find_head(struct copying *c)
{
	struct hashing hashing = hashing_begin();

	for (size_t i = 0; i < c->tables_n; i++) {
		const struct table *table = &c->tables[i];
		struct cell count = { .kind = CELL_INTEGER, .integer = c->counts[i] };
		struct table_rows newest = { 0 };
		enum fault fault = table_newest(c->from->db, &c->arena, table, &newest);

		if (fault != FAULT_NONE)
			return fault;
		if (!moves(table))
			continue;
		hashing_add(&hashing, text_from(table->name));
		add_cell(&hashing, &c->arena, &count);
		for (size_t k = 0; k < newest.n * table->keys_n; k++)
			add_cell(&hashing, &c->arena, &newest.cells[k]);
	}
	c->head = hash_hex(c->to->arena, hashing_end(&hashing));
	arena_clear(&c->arena);
	return FAULT_NONE;
}

static enum fault check_source(struct copying *c)
{
	struct text head;
	enum fault fault = sql_copying(c->from->db, c->to->arena, &head);

	if (fault == FAULT_NONE)
		return refuse(&c->to->why, FAULT_INVALID,
			N_("What is to be copied is itself a copy that was never finished."));
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

/* --- The target made ready --- */

static enum fault check_pristine(struct copying *c)
{
	for (size_t i = 0; i < c->tables_n; i++) {
		int64_t n = 0;
		enum fault fault = table_count(c->to->db, &c->tables[i], &n);

		if (fault != FAULT_NONE)
			return fault;
		if (n != c->tables[i].seeded)
			return refuse_with(&c->to->why, FAULT_CONFLICT,
				N_("The database to copy to holds something already, in its table %s. It must be new."), "%s",
				c->tables[i].name);
	}
	return FAULT_NONE;
}

static enum fault empty_all(struct copying *c, struct tx *tx)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < c->tables_n && fault == FAULT_NONE; i++)
		fault = table_loosen(tx, &c->tables[i]);
	for (size_t i = c->tables_n; i-- > 0 && fault == FAULT_NONE;)
		fault = table_empty(tx, &c->tables[i]);
	return fault;
}

/* What the migrations put there goes, too: it comes with the source. */
static enum fault begin_body(struct tx *tx, void *what)
{
	struct copying *c = what;
	int64_t changed;
	enum fault fault = empty_all(c, tx);

	return fault == FAULT_NONE ? sql_copying_set(tx, c->head, &changed) : fault;
}

static enum fault make_ready(struct copying *c)
{
	struct text head;
	enum fault fault = sql_copying(c->to->db, c->to->arena, &head);

	if (fault == FAULT_NONE && text_eq(head, c->head))
		return FAULT_NONE;
	if (fault == FAULT_NOT_FOUND)
		fault = check_pristine(c);
	if (fault == FAULT_NONE)
		fault = db_write(c->to->db, &c->to->why, begin_body, c);
	return fault;
}

/* --- The rows --- */

struct batch {
	struct copying *c;
	const struct table *table;
	struct table_rows rows;
	enum fault (*write)(struct tx *tx, const struct table *table, const struct cell *cells, size_t rows);
};

static enum fault batch_body(struct tx *tx, void *what)
{
	struct batch *b = what;

	return b->write(tx, b->table, b->rows.cells, b->rows.n);
}

static int64_t batch_rows(const struct table *table)
{
	return table->has_blob ? BATCH_BLOBS : BATCH_ROWS;
}

/* Every row of the source beyond `after`, in batches. */
static enum fault write_table(struct copying *c, const struct table *table, struct table_rows after,
	enum fault (*write)(struct tx *tx, const struct table *table, const struct cell *cells, size_t rows))
{
	struct batch b = { .c = c, .table = table, .write = write };
	struct arena spare = ARENA_INIT;
	enum fault fault = FAULT_NONE;

	for (;;) {
		b.rows = (struct table_rows){ 0 };
		fault = table_read(c->from->db, &spare, table, after.n > 0 ? after.cells : NULL, batch_rows(table), &b.rows);
		if (fault != FAULT_NONE || b.rows.n == 0)
			break;
		fault = db_write(c->to->db, &c->to->why, batch_body, &b);
		if (fault != FAULT_NONE)
			break;
		if (write == table_put)
			advance(c, (int64_t)b.rows.n);
		/* The last row's key lives on in the arena of its batch, until the next one is read. */
		arena_clear(&c->arena);
		after = (struct table_rows){ arena_copy(&c->arena, b.rows.cells + (b.rows.n - 1) * table->columns_n,
			table->keys_n * sizeof(struct cell)), 1 };
		for (size_t k = 0; k < table->keys_n; k++)
			after.cells[k].bytes = text_copy(&c->arena, after.cells[k].bytes);
		arena_clear(&spare);
	}
	arena_release(&spare);
	return fault;
}

static enum fault put_table(struct copying *c, const struct table *table, int64_t count)
{
	struct table_rows newest = { 0 };
	int64_t there = 0;
	enum fault fault = table_newest(c->to->db, &c->arena, table, &newest);

	if (fault == FAULT_NONE)
		fault = table_count(c->to->db, table, &there);
	if (fault != FAULT_NONE)
		return fault;
	advance(c, there < count ? there : count);
	return write_table(c, table, newest, table_put);
}

static enum fault settle_body(struct tx *tx, void *what)
{
	struct copying *c = what;
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < c->tables_n && fault == FAULT_NONE; i++)
		if (moves(&c->tables[i]))
			fault = table_settle(tx, &c->tables[i]);
	return fault;
}

static enum fault put_all(struct copying *c)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < c->tables_n && fault == FAULT_NONE; i++)
		if (moves(&c->tables[i]))
			fault = put_table(c, &c->tables[i], c->counts[i]);
	for (size_t i = 0; i < c->tables_n && fault == FAULT_NONE; i++)
		if (c->tables[i].fill != NULL)
			fault = write_table(c, &c->tables[i], (struct table_rows){ 0 }, table_fill);
	if (fault == FAULT_NONE)
		fault = db_write(c->to->db, &c->to->why, settle_body, c);
	return fault;
}

/* --- The proof --- */

static enum fault hash_table(struct db *db, const struct table *table, struct hash *ret)
{
	struct arena arenas[2] = { ARENA_INIT, ARENA_INIT };
	struct hashing hashing = hashing_begin();
	const struct cell *after = NULL;
	enum fault fault;

	for (int turn = 0;; turn = !turn) {
		struct table_rows rows = { 0 };

		fault = table_read(db, &arenas[turn], table, after, batch_rows(table), &rows);
		if (fault != FAULT_NONE || rows.n == 0)
			break;
		for (size_t i = 0; i < rows.n * table->columns_n; i++)
			add_cell(&hashing, &arenas[turn], &rows.cells[i]);
		after = rows.cells + (rows.n - 1) * table->columns_n;
		arena_clear(&arenas[!turn]);
	}
	*ret = hashing_end(&hashing);
	arena_release(&arenas[0]);
	arena_release(&arenas[1]);
	return fault;
}

static enum fault anew_body(struct tx *tx, void *what)
{
	int64_t changed;

	(void)what;
	return sql_copying_set(tx, TEXT(""), &changed);
}

static enum fault differs(struct copying *c, const struct table *table)
{
	enum fault fault = db_write(c->to->db, &c->to->why, anew_body, NULL);

	if (fault != FAULT_NONE)
		return fault;
	return refuse_with(&c->to->why, FAULT_BROKEN,
		N_("The copy is not what was copied, in the table %s. Run it again while nobody writes."), "%s", table->name);
}

static enum fault compare_all(struct copying *c)
{
	struct hashing all = hashing_begin();

	for (size_t i = 0; i < c->tables_n; i++) {
		struct hash a, b;
		enum fault fault;

		if (!moves(&c->tables[i]))
			continue;
		fault = hash_table(c->from->db, &c->tables[i], &a);
		if (fault == FAULT_NONE)
			fault = hash_table(c->to->db, &c->tables[i], &b);
		if (fault != FAULT_NONE)
			return fault;
		if (memcmp(a.bytes, b.bytes, sizeof(a.bytes)) != 0)
			return differs(c, &c->tables[i]);
		hashing_add(&all, (struct text){ (const char *)a.bytes, sizeof(a.bytes) });
		advance(c, c->counts[i]);
	}
	c->sum.sha256 = hash_hex(c->to->arena, hashing_end(&all));
	return FAULT_NONE;
}

static enum fault end_body(struct tx *tx, void *what)
{
	int64_t changed;

	(void)what;
	return sql_copying_end(tx, &changed);
}

static enum fault copy_body(struct db *db, void *what)
{
	struct copying *c = what;
	int64_t entries, broken;
	enum fault fault = check_source(c);

	(void)db;
	if (fault == FAULT_NONE)
		fault = count_all(c);
	if (fault == FAULT_NONE)
		fault = find_head(c);
	if (fault == FAULT_NONE)
		fault = make_ready(c);
	if (fault == FAULT_NONE)
		fault = put_all(c);
	if (fault == FAULT_NONE)
		fault = compare_all(c);
	if (fault == FAULT_NONE)
		fault = journal_verify(c->to, &entries, &broken);
	if (fault == FAULT_NONE)
		fault = db_write(c->to->db, &c->to->why, end_body, NULL);
	return fault;
}

enum fault copy_installation(struct ctx *from, struct ctx *to, void (*progress)(void *what, int64_t done, int64_t all),
	void *what, struct copy_sum *ret)
{
	struct copying c = { .from = from, .to = to, .progress = progress, .what = what, .arena = ARENA_INIT };
	enum fault fault;

	if (from->viewer.v != VIEWER_OPERATOR || to->viewer.v != VIEWER_OPERATOR)
		return refuse(&to->why, FAULT_DENIED, N_("Only the operator copies an installation."));
	c.tables = db_tables(from->db, &c.tables_n);
	fault = db_read(from->db, &from->why, copy_body, &c);
	arena_release(&c.arena);
	if (fault != FAULT_NONE && to->why.message == NULL)
		to->why = from->why.message != NULL ? from->why : *ctx_why(to);
	if (fault == FAULT_NONE)
		*ret = c.sum;
	return fault;
}
