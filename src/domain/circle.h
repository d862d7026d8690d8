/* domain/circle.h: for whom a thing is.  Which circles a viewer is in is the gate's (sql/schema, 0008_gate.sql). */
#ifndef DOMAIN_CIRCLE_H
#define DOMAIN_CIRCLE_H

#include "base/text.h"

enum circle {
	CIRCLE_PUBLIC,
	CIRCLE_MEMBERS, /* of the committee, and whoever works for them */
	CIRCLE_STAFF,
	CIRCLE_NAMED, /* the persons who are named */
	CIRCLES,      /* how many */
};

/* "members", and back; -1 when there is no such name. */
const char *circle_name(enum circle circle);
int circle_from(struct text name);

#endif
