/* The portal on a small record: two committees, three meetings, a case that returns, a closed item with a secret in
 * two of them, and texts of somebody who means harm. */
#ifndef PORTAL_H
#define PORTAL_H

#include "web/site.h"

/* A site of the real pages on a new database. */
struct site *portal_open(struct arena *arena);
/* The same, and nothing was imported yet. */
struct site *portal_open_empty(struct arena *arena);

/* The same with a page cache, and nobody said what the portal is called. */
struct site *portal_open_unnamed(struct arena *arena);

/* The answer to a GET; Accept-Language may be NULL. */
struct response portal_get(struct arena *arena, struct site *site, const char *target, const char *language);
const char *portal_field(const struct response *response, const char *name);
bool portal_holds(const struct response *response, const char *words);

#endif
