/* domain/topic.h: what a committee wants to take up some time ("tidligere nævnt"): at hand while an agenda is made.
 *
 * Its members and its staff see the list; its clerks write it.  FAULT_NOT_FOUND for others.
 */
#ifndef DOMAIN_TOPIC_H
#define DOMAIN_TOPIC_H

#include "domain/agenda.h"

enum {
	TOPIC_TITLE_MAX = 400, /* bytes */
	TOPIC_NOTE_MAX = 4000,
	TOPIC_WHO_MAX = 200,
};

struct topic {
	struct text title, note, wished_by; /* empty or unknown: not said */
	struct meeting_id meeting;          /* at which it was mentioned; 0: at none */
};

must_check enum fault topic_list(struct ctx *cx, struct organization_id organization, struct topic_row **ret, size_t *ret_n);
must_check enum fault topic_add(struct ctx *cx, struct organization_id organization, const struct topic *topic, struct topic_id *ret);
/* Not wanted any more. */
must_check enum fault topic_drop(struct ctx *cx, struct topic_id id);
/* As a draft on an agenda. */
must_check enum fault topic_take_up(struct ctx *cx, struct meeting_id meeting, int64_t changes, struct topic_id id);

#endif
