/* domain/charter.h: what a committee is, and by which rules it works, as dated versions.
 *
 * A version holds from its day on until the next one's.  What held when a decision was made can be read for ever: a version is put
 * right only under its own day, and the journal keeps what stood there.  One that begins after today is known to those alone
 * who may change it, and can be taken back.
 *
 * Changes ask for an administrator or a clerk of the committee.  Rows live in cx->arena.
 */
#ifndef DOMAIN_CHARTER_H
#define DOMAIN_CHARTER_H

#include "domain/access.h"

enum {
	CHARTER_TEXT_MAX = 128 << 10, /* bytes of rules of procedure: the longest have 40 pages */
	CHARTER_SEATS_MAX = 200,
	CHARTER_NOTICE_MAX = 60,  /* weekdays */
	CHARTER_NOTICE_USUAL = 4, /* kommunestyrelsesloven § 8 */
};

enum charter_kind {
	CHARTER_COUNCIL,         /* byråd, kommunalbestyrelse, regionsråd */
	CHARTER_STANDING,        /* økonomiudvalg, stående udvalg */
	CHARTER_SPECIAL,         /* § 17, stk. 4 */
	CHARTER_CODETERMINATION, /* MED */
	CHARTER_OTHER,
	CHARTER_KINDS, /* how many */
};

/* "council", and back; -1 when there is no such name. */
const char *charter_kind_name(enum charter_kind kind);
int charter_kind_from(struct text name);

struct charter {
	struct date from;
	enum charter_kind kind;
	struct text ground;           /* unknown: not said */
	int64_t seats, quorum;        /* 0: not said; at least half */
	int64_t notice;               /* weekdays between sending and the meeting */
	bool saturday;                /* counts as one */
	struct text rules, reference; /* CommonMark; empty: not entered */
};

/* What holds on that day; FAULT_NOT_FOUND while nothing was entered.  A day after today is for those who may change it. */
must_check enum fault charter_on(struct ctx *cx, struct organization_id organization, struct date day, struct charter *ret);
/* Every version, the newest first; ret_tag names them all as they stand, for whoever is about to change one. */
must_check enum fault charter_list(struct ctx *cx, struct organization_id organization, struct charter **ret, size_t *ret_n,
	struct text *ret_tag);

/* FAULT_CONFLICT: somebody has changed a version since the tag was given; nothing is written, and charter_list says what now holds. */
must_check enum fault charter_keep(struct ctx *cx, struct organization_id organization, const struct charter *charter,
	struct text tag);
/* FAULT_CONFLICT: it holds, or has held. */
must_check enum fault charter_take_back(struct ctx *cx, struct organization_id organization, struct date from);

#endif
