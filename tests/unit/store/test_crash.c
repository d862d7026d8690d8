/* Writers that are killed at any moment: what was acknowledged is there, and nothing is half. */
#include "store.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	KILLS = 500,
	KILLS_OF_CLIENTS = 60, /* of a server, which itself lives on */
	CHECK_EVERY = 50,
	LONGEST_US = 30000,
};

struct writing {
	struct arena *arena;
	int64_t number;
};

/* Three rows that belong together: two halves, and the number of the newest pair. */
static enum fault write_pair(struct tx *tx, void *what)
{
	struct writing *w = what;
	struct thing_row counter;
	int64_t changed = 0;
	enum fault fault = sql_thing_by_name(tx_db(tx), w->arena, TEXT("counter"), &counter);

	w->number = counter.size + 1;
	if (fault == FAULT_NONE)
		fault = store_put(
			tx, arena_format(w->arena, "left %lld", (long long)w->number), w->number);

	if (fault == FAULT_NONE)
		fault = sql_thing_resize(tx, TEXT("counter"), w->number, &changed);
	if (fault == FAULT_NONE)
		fault = store_put(
			tx, arena_format(w->arena, "right %lld", (long long)w->number), w->number);
	return fault;
}

/* Tells each number when it is kept, and goes on until it dies. */
static void write_for_ever(const char *path, int tell)
{
	struct arena own = ARENA_INIT;
	struct db *db = store_open(&own, path);

	for (;;) {
		struct arena_mark mark = arena_mark(&own);
		struct writing w = { .arena = &own };

		if (db_write(db, NULL, write_pair, &w) != FAULT_NONE ||
			write(tell, &w.number, sizeof(w.number)) != sizeof(w.number))
			_exit(1);
		arena_rewind(&own, mark);
	}
}

static int64_t last_told(int pipe, int64_t before)
{
	int64_t number, last = before;

	while (read(pipe, &number, sizeof(number)) == sizeof(number))
		last = number;
	return last;
}

/* One writer's life; the newest number that it acknowledged. */
static int64_t live_and_die(const char *path, int64_t from, unsigned *seed)
{
	int ends[2], status;
	int64_t told;
	pid_t child;

	if (pipe(ends) != 0)
		abort();
	fflush(stdout);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		write_for_ever(path, ends[1]);
	}
	close(ends[1]);
	*seed = *seed * 1103515245u + 12345u;
	usleep((*seed >> 8) % LONGEST_US);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	CHECK(WIFSIGNALED(status));
	told = last_told(ends[0], from);
	close(ends[0]);
	return told;
}

static void problem(void *what, const struct refusal *problem)
{
	(void)what;
	printf("# %s %s\n", problem->message, problem->detail);
}

static enum fault wait_turn(struct tx *tx, void *what)
{
	(void)tx, (void)what;
	return FAULT_NONE;
}

/* The number of pairs that are there, which must be whole.  A server may still be at what a dead client asked for last, and
 * writers take turns: whoever has had one looks after that. */
static int64_t look(const char *path, bool thoroughly)
{
	struct arena own = ARENA_INIT;
	struct db *db = store_open(&own, path);
	struct thing_row counter = { .size = -1 };
	struct refusal why = REFUSAL_INIT;

	CHECK_INT(db_write(db, &why, wait_turn, NULL), FAULT_NONE);
	CHECK_INT(sql_thing_by_name(db, &own, TEXT("counter"), &counter), FAULT_NONE);
	CHECK_INT(store_things(db), 1 + 2 * counter.size);
	if (thoroughly)
		CHECK_INT(db_check(db, problem, NULL, NULL), FAULT_NONE);
	arena_release(&own);
	return counter.size;
}

TEST(crash_loses_nothing_and_leaves_nothing_half)
{
	const char *path = database_new(arena);
	int kills = database_is_postgres() ? KILLS_OF_CLIENTS : KILLS, uncertain = 0;
	unsigned seed = 7;
	int64_t there = 0;

	CHECK_INT(store_put_alone(store_open(arena, path), "counter", 0), FAULT_NONE);
	for (int i = 1; i <= kills; i++) {
		int64_t told = live_and_die(path, there, &seed);

		there = look(path, i % CHECK_EVERY == 0 || i == kills);
		/* The one that was under way may have been kept. */
		CHECK(there == told || there == told + 1);
		uncertain += there == told + 1;
	}
	printf("# %d writers killed, %lld pairs kept, %d of them unacknowledged\n", kills,
		(long long)there, uncertain);
	CHECK(there > kills);
}

static enum fault put_more(struct tx *tx, void *what)
{
	(void)what;
	return store_put(tx, "more", 1);
}

/* As somebody who may not write there. */
static int write_as_nobody(const char *path)
{
	struct arena own = ARENA_INIT;
	struct refusal why = REFUSAL_INIT;
	struct db *db = NULL;
	enum fault fault;

	if (geteuid() == 0 && setuid(65534) != 0)
		return 2;
	fault = db_open_schema(&own, text_from(path), DB_WRITE, &schema_test, &why, &db);
	if (fault == FAULT_NONE)
		fault = db_write(db, &why, put_more, NULL);
	if (fault == FAULT_BROKEN && why.message != NULL && strstr(why.detail, path) != NULL &&
		(strstr(why.message, "may only be read") ||
			strstr(why.message, "cannot be opened")))
		return 0;
	printf("# %d %s %s\n", (int)fault, why.message, why.detail);
	fflush(stdout);
	return 3;
}

/* What may only be read says so, and keeps what it holds: the file alone, or its folder, too. */
TEST(crash_is_none_where_the_file_may_only_be_read)
{
	ONLY_SQLITE
	static const mode_t folders[] = { 0777, 0555 };

	for (size_t i = 0; i < LENGTH_OF(folders); i++) {
		const char *path = database_new(arena);
		char *folder = arena_format(arena, "%s", path);
		struct arena first = ARENA_INIT;
		int status = 0;

		*strrchr(folder, '/') = '\0';
		CHECK_INT(store_put_alone(store_open(&first, path), "kept", 1), FAULT_NONE);
		arena_release(&first);
		CHECK_INT(chmod(path, 0444) | chmod(folder, folders[i]), 0);
		fflush(stdout);
		if (fork() == 0)
			_exit(write_as_nobody(path));
		CHECK(wait(&status) > 0);
		CHECK_INT(WEXITSTATUS(status), 0);
		CHECK_INT(chmod(path, 0644) | chmod(folder, 0755), 0);
		CHECK_INT(store_things(store_open(arena, path)), 1);
	}
}
