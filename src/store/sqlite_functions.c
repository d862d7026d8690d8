#include "store/sqlite_functions.h"

#include <sqlite3.h>

#include "language/language.h"
#include "store/sqlite_rank.h"

static int compare_danish(void *what, int a_n, const void *a, int b_n, const void *b)
{
	(void)what;
	return language_compare((struct text){ a, (size_t)a_n }, (struct text){ b, (size_t)b_n });
}

int sqlite_functions_register(struct sqlite3 *handle)
{
	int rc = sqlite3_create_collation_v2(handle, "da", SQLITE_UTF8, NULL, compare_danish, NULL);

	return rc == SQLITE_OK ? sqlite_rank_register(handle) : rc;
}
