/* web/route.h: who answers at an address: one row per address, and nothing but data.
 *
 * A page answers GET and HEAD in every form that the address has (place.as).  The table is routes.c; tests give the site
 * a table of their own.
 */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/address.h"
#include "web/visit.h"

enum route_who {
	WHO_EVERYBODY,
	WHO_LOGGED_IN, /* others are sent to log in, and come back */
};

struct route {
	enum fault (*page)(struct visit *visit); /* NULL: nothing is here */
	enum fault (*submit)(struct visit *visit); /* POST; NULL: 405 */
	const struct form *form; /* NULL: none.  With body_max 0 of the page, otherwise of what is submitted. */
	int64_t file_most; /* bytes of one file of a posted form; 0: the form has none */
	enum fault (*may_send)(struct ctx *cx); /* who may hand in files; with file_most */
	enum route_who who;
	bool mends; /* submit shows the problems of the form in its own page; otherwise they are a page of their own */
	bool kept; /* the page says the same to everybody, until something in the database changes: the page cache has it */
};

extern const struct route routes[ADDRESSES];

/* For the Allow field: "GET, HEAD, OPTIONS". */
const char *route_methods(const struct route *route);

#endif
