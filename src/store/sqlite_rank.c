#include "store/sqlite_rank.h"

#include <math.h>
#include <sqlite3.h>
#include <stddef.h>

#include "store/search_length.h"

/* Robertson and Zaragoza, The Probabilistic Relevance Framework (2009); the usual constants. */
static const double k1 = 1.2, b = 0.75, title_weight = 4, rarity_least = 1e-6, rarity_unknown = -1;

enum { COLUMNS_MAX = 32 }; /* with a weight of their own; those after it count one */

/* Of one connection: how many rows its newest query has ranked, which are all that match when it is over. */
struct ranking {
	sqlite3_int64 rows;
};

/* One query's constants, kept by FTS5 while the query runs. */
struct rank {
	double weight[COLUMNS_MAX];
	double length[SEARCH_LENGTH_CLASSES]; /* k1 * (1 - b + b * length / average) */
	sqlite3_int64 rows;
	int phrases;
	double rarity[]; /* of each phrase, found when it is first wanted */
};

struct count {
	sqlite3_int64 rows, enough;
};

static int count_row(const Fts5ExtensionApi *fts, Fts5Context *cursor, void *what)
{
	struct count *count = what;

	(void)fts, (void)cursor;
	return ++count->rows < count->enough ? SQLITE_OK : SQLITE_DONE;
}

/* A phrase in half of all rows tells nothing; counting stops there. */
static int find_rarity(
	const Fts5ExtensionApi *fts, Fts5Context *cursor, struct rank *rank, int phrase)
{
	struct count count = { .enough = rank->rows / 2 + 1 };
	int rc = fts->xQueryPhrase(cursor, phrase, &count, count_row);
	double rarity = log(((double)(rank->rows - count.rows) + 0.5) / ((double)count.rows + 0.5));

	rank->rarity[phrase] = rarity > rarity_least ? rarity : rarity_least;
	return rc;
}

static int fill(const Fts5ExtensionApi *fts, Fts5Context *cursor, struct rank *rank)
{
	sqlite3_int64 words = 0;
	int rc = fts->xRowCount(cursor, &rank->rows);
	double average;

	if (rc == SQLITE_OK)
		rc = fts->xColumnTotalSize(cursor, -1, &words);
	average = rank->rows > 0 && words > 0 ? (double)words / (double)rank->rows : 1;
	for (int c = 0; c < SEARCH_LENGTH_CLASSES; c++)
		rank->length[c] = k1 * (1 - b + b * search_length_words(c) / average);
	/* Rarity weighs phrases against each other: a phrase alone need not be counted. */
	for (int i = 0; i < rank->phrases; i++)
		rank->rarity[i] = rank->phrases == 1 ? 1 : rarity_unknown;
	return rc;
}

static void weigh(struct rank *rank, int n, sqlite3_value **weights)
{
	for (int i = 0; i < COLUMNS_MAX; i++)
		rank->weight[i] = i < n    ? sqlite3_value_double(weights[i])
				  : i == 0 ? title_weight
					   : 1;
}

static int rank_of_query(const Fts5ExtensionApi *fts, Fts5Context *cursor, int n,
	sqlite3_value **weights, struct rank **ret)
{
	struct rank *rank = fts->xGetAuxdata(cursor, 0);
	int phrases = fts->xPhraseCount(cursor), rc;

	if (rank != NULL) {
		*ret = rank;
		return SQLITE_OK;
	}
	rank = sqlite3_malloc64(sizeof(*rank) + (sqlite3_uint64)phrases * sizeof(rank->rarity[0]));
	if (rank == NULL)
		return SQLITE_NOMEM;
	rank->phrases = phrases;
	((struct ranking *)fts->xUserData(cursor))->rows = 0;
	weigh(rank, n, weights);
	rc = fill(fts, cursor, rank);
	if (rc != SQLITE_OK) {
		sqlite3_free(rank);
		return rc;
	}
	rc = fts->xSetAuxdata(cursor, rank, sqlite3_free); /* which frees it if it fails */
	*ret = rank;
	return rc;
}

/* How often the phrase is in this row, each time as much as its column counts. */
static int find_weight(const Fts5ExtensionApi *fts, Fts5Context *cursor, const struct rank *rank,
	int phrase, double *ret)
{
	Fts5PhraseIter at;
	int column, offset, rc = fts->xPhraseFirst(cursor, phrase, &at, &column, &offset);

	*ret = 0;
	for (; rc == SQLITE_OK && column >= 0; fts->xPhraseNext(cursor, &at, &column, &offset))
		*ret += column < COLUMNS_MAX ? rank->weight[column] : 1;
	return rc;
}

static int add_phrase(const Fts5ExtensionApi *fts, Fts5Context *cursor, struct rank *rank,
	int phrase, double *score)
{
	double length = rank->length[fts->xRowid(cursor) & (SEARCH_LENGTH_CLASSES - 1)], weight;
	int rc = find_weight(fts, cursor, rank, phrase, &weight);

	if (rc != SQLITE_OK || weight <= 0)
		return rc;
	if (rank->rarity[phrase] == rarity_unknown)
		rc = find_rarity(fts, cursor, rank, phrase);
	*score += rank->rarity[phrase] * weight * (k1 + 1) / (weight + length);
	return rc;
}

static void rank_by_length(const Fts5ExtensionApi *fts, Fts5Context *cursor,
	sqlite3_context *answer, int n, sqlite3_value **weights)
{
	struct rank *rank = NULL;
	int rc = rank_of_query(fts, cursor, n, weights, &rank);
	double score = 0;

	for (int i = 0; rc == SQLITE_OK && i < rank->phrases; i++)
		rc = add_phrase(fts, cursor, rank, i, &score);
	((struct ranking *)fts->xUserData(cursor))->rows++;
	if (rc == SQLITE_OK)
		sqlite3_result_double(answer, -score);
	else
		sqlite3_result_error_code(answer, rc);
}

static void ranked_rows(sqlite3_context *answer, int n, sqlite3_value **arguments)
{
	(void)n, (void)arguments;
	sqlite3_result_int64(answer, ((struct ranking *)sqlite3_user_data(answer))->rows);
}

/* FTS5 gives its functions only through this query (sqlite.org/fts5.html, section 7). */
static int fts_of(sqlite3 *handle, fts5_api **ret)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &stmt, NULL);

	if (rc == SQLITE_OK) {
		sqlite3_bind_pointer(stmt, 1, ret, "fts5_api_ptr", NULL);
		sqlite3_step(stmt);
	}
	return rc == SQLITE_OK ? sqlite3_finalize(stmt) : rc;
}

int sqlite_rank_register(sqlite3 *handle)
{
	fts5_api *fts = NULL;
	struct ranking *ranking;
	int rc = fts_of(handle, &fts);

	if (rc != SQLITE_OK || fts == NULL)
		return rc != SQLITE_OK ? rc : SQLITE_ERROR;
	ranking = sqlite3_malloc(sizeof(*ranking));
	if (ranking == NULL)
		return SQLITE_NOMEM;
	ranking->rows = 0;
	/* The connection frees it by this one, and calls neither after that. */
	rc = sqlite3_create_function_v2(handle, "ranked_rows", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, ranking, ranked_rows, NULL, NULL,
		sqlite3_free);
	return rc != SQLITE_OK ? rc : fts->xCreateFunction(fts, "rank_by_length", ranking, rank_by_length, NULL);
}
