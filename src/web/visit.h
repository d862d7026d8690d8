/* web/visit.h: what a page function gets, and how it answers.
 *
 * A page function loads what it needs through the domain with `cx`, fills its view and calls one of the visit_...
 * functions.  A fault it returns becomes a problem page with the sentence in ctx_why().  The form holds checked values only.
 */
#ifndef WEB_VISIT_H
#define WEB_VISIT_H

#include "domain/ctx.h"
#include "markup/markup.h"
#include "web/address.h"
#include "web/form.h"
#include "web/request.h"
#include "web/response.h"

struct site_settings;
struct received_file;

/* Who is logged in (web/session.h). */
struct visitor {
	bool known;
	bool owes_code; /* has given a password, and not yet the second factor's code: known to nobody else */
	struct account_id account;
	struct text name, email;
	struct text token; /* the session's; unknown when there is none */
};

struct visit {
	struct ctx cx;
	struct request *rq;
	struct place place;
	bool lang_chosen; /* by ?lang=, so that links of the page should keep it */
	struct form_values form;
	struct visitor visitor;
	const struct received_file *files; /* of a posted form with files (web/receiving.h) */
	size_t files_n;
	const struct site_settings *settings;
	struct response *response;
	enum fault (*afterwards)(struct visit *visit); /* done once the page is made, when nothing reads any more; may be NULL */
	int64_t afterwards_ids[2];
	bool passing; /* the answer is for this visitor alone, and not kept for others */
};

enum fault visit_html(struct visit *visit, struct text html);
enum fault visit_json(struct visit *visit, struct text json);
enum fault visit_text(struct visit *visit, struct text text);
enum fault visit_pdf(struct visit *visit, struct text pdf); /* parts of it can be asked for, as readers do */
enum fault visit_atom(struct visit *visit, struct text xml);
enum fault visit_csv(struct visit *visit, struct text csv);
enum fault visit_xml(struct visit *visit, struct text xml);
/* 303 after a form was taken, 301 when a thing has moved for good. */
enum fault visit_send_to(struct visit *visit, int status, struct url url);
/* There is no answer yet.  `errand` is what it waits for: it is found in rq->errand when the page is asked again, which
 * its inquiry leads to when it is over (web/errand.h). */
enum fault visit_later(struct visit *visit, struct errand *errand);
/* A file, read piece by piece; parts of it can be asked for.  tag (64 hex digits of its SHA-256, say) names its bytes. */
enum fault visit_file(struct visit *visit, const char *type, struct text tag, int64_t size,
	enum fault (*read)(void *what, int64_t from, int64_t most, struct text *ret), void *what);
/* The browser shall keep it under this name; the name is put in as RFC 6266 wants it. */
void visit_attachment(struct visit *visit, struct text name);
/* The browser may show it in its window; saved, it has this name. */
void visit_inline(struct visit *visit, struct text name);

/* "https://referater.example.dk", for addresses in full.  When the operator did not say, it is what the visitor called us,
 * and the answer is not kept: nobody shall find another visitor's word for us in it. */
struct text visit_origin(struct visit *visit);

/* The address of this very page in another form or language. */
struct url visit_url_as(struct visit *visit, enum address_as as);
struct url visit_url_in(struct visit *visit, enum lang lang);

#endif
