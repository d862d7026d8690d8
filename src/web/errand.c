#include "web/errand.h"

#include "web/server.h"

struct errand *errand_new(struct visit *visit)
{
	return arena_new(visit->cx.arena, struct errand, 1);
}

/* Over before anybody waited: whoever began it sees that by itself. */
static void done(void *what)
{
	struct errand *errand = what;

	if (errand->waits)
		server_ask_again(errand->rq);
}

struct inquiry_how errand_how(struct errand *errand, struct visit *visit)
{
	return (struct inquiry_how){ .arena = visit->cx.arena, .now = visit->cx.now, .done = done, .what = errand };
}

enum fault visit_later(struct visit *visit, struct errand *errand)
{
	errand->waits = true;
	errand->rq = visit->rq;
	visit->rq->errand = errand;
	visit->response->later = true;
	return FAULT_NONE;
}
