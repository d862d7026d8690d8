/* web/errand.h: a page whose answer waits for somebody else, for as long as one request.
 *
 * The page begins what it waits for, hands the errand over (visit_later), and is asked again when it is done: then it finds it in
 * rq->errand.  Meanwhile the worker serves others.  Everything lives in the request's arena, and goes with it.
 */
#ifndef WEB_ERRAND_H
#define WEB_ERRAND_H

#include "openid/provider.h"
#include "web/visit.h"

struct errand {
	struct request *rq;
	bool waits;
	struct inquiry *inquiry;
	struct text token, back; /* what the page must not forget */
};

struct errand *errand_new(struct visit *visit);
/* What the errand's inquiry is told to call when it is over. */
struct inquiry_how errand_how(struct errand *errand, struct visit *visit);

#endif
