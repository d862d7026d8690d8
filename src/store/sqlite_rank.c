#include "store/sqlite_rank.h"

#include <math.h>
#include <sqlite3.h>
#include <stddef.h>

#include "store/search_length.h"

/* Robertson and Zaragoza, The Probabilistic Relevance Framework (2009); the usual constants. */
static const double k1 = 1.2, b = 0.75, title_weight = 4, rarity_least = 1e-6;

/* One query's constants, kept by FTS5 while the query runs. */
struct rank {
	double length[SEARCH_LENGTH_CLASSES]; /* k1 * (1 - b + b * length / average) of each class
					       */
	int phrases;
	double rarity[]; /* of each phrase */
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
static int phrase_rarity(const Fts5ExtensionApi *fts, Fts5Context *cursor, int phrase,
	sqlite3_int64 rows, double *ret)
{
	struct count count = { .enough = rows / 2 + 1 };
	int rc = fts->xQueryPhrase(cursor, phrase, &count, count_row);
	double rarity = log(((double)(rows - count.rows) + 0.5) / ((double)count.rows + 0.5));

	*ret = rarity > rarity_least ? rarity : rarity_least;
	return rc;
}

static int rank_fill(const Fts5ExtensionApi *fts, Fts5Context *cursor, struct rank *rank)
{
	sqlite3_int64 rows = 0, words = 0;
	int rc = fts->xRowCount(cursor, &rows);
	double average;

	if (rc == SQLITE_OK)
		rc = fts->xColumnTotalSize(cursor, -1, &words);
	average = rows > 0 && words > 0 ? (double)words / (double)rows : 1;
	for (int class = 0; class < SEARCH_LENGTH_CLASSES; class ++)
		rank->length[class] = k1 * (1 - b + b * search_length_words(class) / average);
	for (int i = 0; rc == SQLITE_OK && i < rank->phrases; i++)
		rc = phrase_rarity(fts, cursor, i, rows, &rank->rarity[i]);
	return rc;
}

static int rank_of_query(const Fts5ExtensionApi *fts, Fts5Context *cursor, struct rank **ret)
{
	struct rank *rank = fts->xGetAuxdata(cursor, 0);
	int phrases = fts->xPhraseCount(cursor), rc;

	if (rank == NULL) {
		rank = sqlite3_malloc64(
			sizeof(*rank) + (sqlite3_uint64)phrases * sizeof(rank->rarity[0]));
		if (rank == NULL)
			return SQLITE_NOMEM;
		rank->phrases = phrases;
		rc = rank_fill(fts, cursor, rank);
		if (rc != SQLITE_OK) {
			sqlite3_free(rank);
			return rc;
		}
		rc = fts->xSetAuxdata(cursor, rank, sqlite3_free);
		if (rc != SQLITE_OK)
			return rc; /* it has let go of rank itself */
	}
	*ret = rank;
	return SQLITE_OK;
}

static int phrase_weight(const Fts5ExtensionApi *fts, Fts5Context *cursor, int phrase, double *ret)
{
	Fts5PhraseIter at;
	int column, offset, rc = fts->xPhraseFirst(cursor, phrase, &at, &column, &offset);

	*ret = 0;
	for (; rc == SQLITE_OK && column >= 0; fts->xPhraseNext(cursor, &at, &column, &offset))
		*ret += column == 0 ? title_weight : 1;
	return rc;
}

static void rank_by_length(const Fts5ExtensionApi *fts, Fts5Context *cursor,
	sqlite3_context *answer, int n, sqlite3_value **arguments)
{
	struct rank *rank = NULL;
	int rc = rank_of_query(fts, cursor, &rank),
	    class = (int)(fts->xRowid(cursor) & (SEARCH_LENGTH_CLASSES - 1));
	double score = 0, weight;

	(void)n, (void)arguments;
	for (int i = 0; rc == SQLITE_OK && i < rank->phrases; i++) {
		rc = phrase_weight(fts, cursor, i, &weight);
		score += rank->rarity[i] * weight * (k1 + 1) / (weight + rank->length[class]);
	}
	if (rc == SQLITE_OK)
		sqlite3_result_double(answer, -score);
	else
		sqlite3_result_error_code(answer, rc);
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
	int rc = fts_of(handle, &fts);

	if (rc != SQLITE_OK || fts == NULL)
		return rc != SQLITE_OK ? rc : SQLITE_ERROR;
	return fts->xCreateFunction(fts, "rank_by_length", NULL, rank_by_length, NULL);
}
