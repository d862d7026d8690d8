/* web/answer.h: what every answer has, so that no page needs to think of it.
 *
 * answer_dress makes of a page's response a whole representation: validators, compression, what browsers may do with it.
 * That is what the page cache keeps.  answer_fit then cuts it to what this visitor asked for: nothing when their copy is
 * the same (304), a part (206, 416).  Law: RFC 9110, RFC 9111; CSP level 3.
 */
#ifndef WEB_ANSWER_H
#define WEB_ANSWER_H

#include "web/request.h"
#include "web/response.h"

enum { ANSWER_GZIP_LEAST = 1000 }; /* bytes: below it compressing costs more than it saves */

/* What dressing needs and keeps from one answer to the next. */
struct wardrobe;

/* tls: visitors come over TLS, and browsers shall insist on it.  Closed with the arena. */
struct wardrobe *wardrobe_open(struct arena *arena, bool tls);

/* gzip: the visitor takes it. */
void answer_dress(struct wardrobe *wardrobe, struct arena *arena, bool gzip, struct response *response);
void answer_fit(const struct request *rq, struct response *response);

/* A strong validator of these bytes, with its quotes. */
struct text answer_tag(struct arena *arena, struct text body, const char *suffix);

#endif
