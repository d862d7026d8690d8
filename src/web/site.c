#include "web/site.h"

#include <stdlib.h>

#include "base/log.h"
#include "domain/opening.h"
#include "openid/provider.h"
#include "web/accept.h"
#include "web/answer.h"
#include "web/condition.h"
#include "web/page_cache.h"
#include "web/receiving.h"
#include "web/server.h"
#include "web/session.h"

struct site {
	const struct site_settings *settings;
	struct wardrobe *wardrobe;
	struct page_cache *cache;
};

/* What the page cache keeps: the answer, the one for a visitor who has it already, and how to tell. */
struct kept {
	struct ready *whole, *same;
	struct text tag;
	char tag_bytes[];
};

enum { LANGUAGE_CHOICE };
static const char *const language_tags[] = { "da", "en", NULL }; /* in the order of enum lang */
static const struct field language_fields[] = {
	[LANGUAGE_CHOICE] = { .name = "lang", .label = N_("Language"), .type = FIELD_CHOICE, .choices = language_tags },
};
/* Every page takes it. */
static const struct form language_form = { language_fields, LENGTH_OF(language_fields), 0 };

static void kept_release(void *value)
{
	struct kept *kept = value;

	ready_release(kept->whole);
	ready_release(kept->same);
	free(kept);
}

struct site *site_open(struct arena *arena, const struct site_settings *settings)
{
	struct site *site = arena_new(arena, struct site, 1);

	site->settings = settings;
	site->wardrobe = wardrobe_open(arena, settings->tls);
	site->cache = page_cache_open(arena, settings->cache_max, kept_release);
	return site;
}

static struct text path_of(struct text target)
{
	return text_from_to(target, 0, text_find_byte(target, '?'));
}

static struct text query_of(struct text target)
{
	return text_after(target, text_find_byte(target, '?') + 1);
}

static bool wants_gzip(const struct request *rq)
{
	return accept_gzip(request_header(rq, "Accept-Encoding")) && !text_known(request_header(rq, "Range"));
}

static bool reads_page(const struct request *rq)
{
	return rq->method == METHOD_GET || rq->method == METHOD_HEAD;
}

static struct visit visit_begin(struct site *site, struct request *rq, struct response *response)
{
	*response = (struct response){ .status = 200, .varies = true, .keep = KEEP_CHECKED };
	return (struct visit){
		.cx = { .arena = rq->arena,
			.db = site->settings->db,
			.viewer = { VIEWER_PUBLIC },
			.now = rq->now,
			.lang = accept_language(request_header(rq, "Accept-Language")) },
		.rq = rq,
		.settings = site->settings,
		.response = response,
	};
}

/* The page of a problem.  Whatever a page had begun to answer is forgotten. */
static void show_problem(struct visit *visit, const struct problem *problem)
{
	struct response *response = visit->response;
	bool close = response->close;

	*response = (struct response){ .status = problem->status, .varies = true, .close = close };
	if (visit->place.as == AS_JSON || text_ends(path_of(visit->rq->target), TEXT(".json"))) {
		problem_json(visit->cx.arena, visit->cx.lang, problem, response);
		return;
	}
	if (visit->settings->problem_view != NULL && visit->settings->problem_view(visit, problem) == FAULT_NONE) {
		response->status = problem->status;
		response->keep = KEEP_NEVER;
		return;
	}
	*response = (struct response){ .status = problem->status, .varies = true, .close = close };
	problem_page(visit->cx.arena, visit->cx.lang, problem, response);
}

static void show_fault(struct visit *visit, enum fault fault)
{
	const struct refusal *why = visit->cx.why.message != NULL || visit->cx.db == NULL ? &visit->cx.why :
											    db_why(visit->cx.db);
	struct problem problem = { .status = problem_status(fault) };
	bool told = why->message != NULL && why->fault == fault; /* and not left over from something before */

	if (fault == FAULT_BROKEN)
		log_line(LOG_ERROR, "page=%.*s fault=%s why=%s detail=%s", TEXT_ARG(address_to_log(visit->rq->target)), fault_name(fault),
			told ? why->message : "", told ? why->detail : "");
	else if (told)
		problem.sentence = refusal_text(visit->cx.arena, visit->cx.lang, why);
	show_problem(visit, &problem);
	if (problem.status == 503)
		response_add(visit->response, "Retry-After", "5");
}

static void show_status(struct visit *visit, int status)
{
	show_problem(visit, &(struct problem){ .status = status });
}

static void show_methods(struct visit *visit, const char *methods)
{
	if (visit->rq->method == METHOD_OPTIONS) {
		*visit->response = (struct response){ .status = 204 };
	} else {
		show_status(visit, 405);
	}
	response_add(visit->response, "Allow", methods);
}

/* To the canonical address, with the query as it came: web/gate saw to it that it can stand in a field. */
static void send_on(struct visit *visit)
{
	struct url url = address_url(visit->cx.arena, &visit->place, NULL, 0);
	struct text query = query_of(visit->rq->target);

	if (!text_empty(query))
		url.s = text_join(visit->cx.arena, url.s, TEXT("?"), query);
	(void)visit_send_to(visit, 301, url);
}

static void choose_language(struct visit *visit, struct text query)
{
	struct form_values values;

	if (form_read(visit->cx.arena, &language_form, FORM_QUERY, query, &values) == FAULT_NONE &&
	    values.value[LANGUAGE_CHOICE].given) {
		visit->cx.lang = (enum lang)values.value[LANGUAGE_CHOICE].number;
		visit->lang_chosen = true;
	}
}

static enum fault read_form(struct visit *visit, const struct route *route)
{
	static const struct form no_form = { NULL, 0, 0 };
	const struct form *form = route->form != NULL ? route->form : &no_form;
	bool from_body = visit->rq->method == METHOD_POST;

	return form_read(visit->cx.arena, form, from_body ? FORM_BODY : FORM_QUERY,
		from_body ? visit->rq->body : query_of(visit->rq->target), &visit->form);
}

struct showing {
	struct visit *visit;
	const struct route *route;
};

static enum fault show_in_snapshot(struct db *db, void *what)
{
	struct showing *showing = what;

	return showing->route->page(showing->visit);
}

/* A page that is kept for others says one thing: all its queries see one state of the record. */
static enum fault show_page(struct visit *visit, const struct route *route)
{
	struct showing showing = { visit, route };

	if (!route->kept || visit->cx.db == NULL)
		return route->page(visit);
	return db_read(visit->cx.db, &visit->cx.why, show_in_snapshot, &showing);
}

static void call_page(struct visit *visit, const struct route *route)
{
	bool posted = visit->rq->method == METHOD_POST;
	enum fault fault = read_form(visit, route);

	/* What a posted form lacks in the address of its page is no trouble yet. */
	if (fault != FAULT_NONE && (posted ? !route->mends : route->form == NULL || route->form->body_max == 0)) {
		show_problem(visit, &(struct problem){ .status = 400, .values = &visit->form });
		return;
	}
	response_add(visit->response, "Content-Language", lang_tag(visit->cx.lang));
	fault = posted && visit->rq->errand == NULL ? session_check_form(visit) : FAULT_NONE; /* asked again, it was checked before */
	if (fault == FAULT_NONE)
		fault = posted ? route->submit(visit) : show_page(visit, route);
	/* Whoever was shown what is closed is told of in the journal before the answer goes out. */
	if (fault == FAULT_NONE)
		fault = opening_settle(&visit->cx);
	if (fault != FAULT_NONE)
		show_fault(visit, fault);
	else if (visit->afterwards != NULL)
		(void)visit->afterwards(visit); /* nothing that the answer waits for */
}

/* To the log-in, which knows the way back. */
static void ask_to_log_in(struct visit *visit)
{
	struct address_field back = { "til", path_of(visit->rq->target) };

	(void)visit_send_to(visit, 303, address_url(visit->cx.arena, &(struct place){ .address = ADDRESS_LOGIN }, &back,
		reads_page(visit->rq) ? 1 : 0));
}

/* What is shown to somebody who is logged in is for nobody's cache. */
static void answer_route(struct visit *visit, const struct route *route)
{
	enum fault fault = session_begin(visit);

	if (fault != FAULT_NONE)
		show_fault(visit, fault);
	else if (visit->place.moved)
		send_on(visit);
	else if (route->who == WHO_LOGGED_IN && !visit->visitor.known)
		ask_to_log_in(visit);
	else
		call_page(visit, route);
	if (text_known(visit->visitor.token) || visit->response->secret)
		visit->response->keep = KEEP_NEVER;
}

/* Whoever carries a session is nobody the page cache knows. */
static bool may_be_kept(const struct site *site, const struct request *rq)
{
	return site->settings->cache_max > 0 && reads_page(rq) && !text_known(request_header(rq, "Cookie"));
}

/* The route of the request; NULL when the response says why there is none. */
static const struct route *find_route(struct site *site, struct visit *visit)
{
	const struct request *rq = visit->rq;
	const struct route *route;
	enum fault fault;

	if (text_is(rq->target, "*")) {
		show_methods(visit, "GET, HEAD, OPTIONS");
		return NULL;
	}
	choose_language(visit, query_of(rq->target));
	fault = address_find(visit->cx.arena, path_of(rq->target), &visit->place);
	if (fault != FAULT_NONE) {
		show_status(visit, problem_status(fault));
		return NULL;
	}
	route = &site->settings->routes[visit->place.address];
	if (route->page == NULL) {
		show_status(visit, 404);
		return NULL;
	}
	if (!reads_page(rq) && !(rq->method == METHOD_POST && route->submit != NULL)) {
		show_methods(visit, route_methods(route));
		return NULL;
	}
	return route;
}

static void key_write(struct buffer *b, const struct request *rq, bool gzip)
{
	buffer_add_byte(b, accept_language(request_header(rq, "Accept-Language")) == LANG_EN ? 'e' : 'd');
	buffer_add_byte(b, gzip ? 'g' : 'i');
	buffer_add(b, rq->target);
}

static struct text cache_key(const struct request *rq, bool gzip)
{
	struct buffer b = buffer_in(rq->arena, GATE_TARGET_MAX + 2);

	key_write(&b, rq, gzip);
	return buffer_text(&b);
}

/* What a page says depends on the record and on the day: what was the next meeting is the latest tomorrow. */
static int64_t data_version(const struct site *site, int64_t now)
{
	enum { DAYS = 1 << 20 };
	int64_t version = site->settings->db != NULL ? db_version(site->settings->db) : 0;

	return (int64_t)((uint64_t)version * DAYS) + date_to_days(instant_to_local(now).date);
}

static bool answer_from_cache(struct site *site, struct request *rq, struct response *ret)
{
	struct kept *kept;

	if (!may_be_kept(site, rq))
		return false;
	kept = page_cache_get(site->cache, cache_key(rq, wants_gzip(rq)), data_version(site, rq->now));
	if (kept == NULL)
		return false;
	*ret = (struct response){ .ready = condition_holds(rq, kept->tag, 0) ? kept->same : kept->whole };
	return true;
}

/* Only the canonical address is kept, so that nobody fills the cache with a thousand spellings of one page. */
static void keep_answer(struct site *site, struct visit *visit, const struct response *whole, int64_t version)
{
	struct response same = *whole;
	struct kept *kept;

	if (whole->status != 200 || !text_known(whole->tag) ||
	    !text_eq(visit_url_as(visit, visit->place.as).s, visit->rq->target))
		return;
	kept = malloc(sizeof(*kept) + whole->tag.n);
	if (kept == NULL)
		return;
	same.status = 304;
	same.announced = (int64_t)whole->body.n;
	same.body = TEXT("");
	kept->whole = ready_make(whole);
	kept->same = ready_make(&same);
	kept->tag = (struct text){ kept->tag_bytes, whole->tag.n };
	memcpy(kept->tag_bytes, whole->tag.s, whole->tag.n);
	if (kept->whole == NULL || kept->same == NULL) {
		kept_release(kept);
		return;
	}
	page_cache_put(site->cache, cache_key(visit->rq, wants_gzip(visit->rq)), version, kept, whole->body.n);
}

void site_receive(struct site *site, struct request *rq, struct text piece)
{
	(void)site;
	receiving_take(rq->receiving, piece);
}

/* All of a form with files has come; its visit began when its head did. */
static void answer_received(struct site *site, struct request *rq, struct response *ret)
{
	struct visit *visit = receiving_visit(rq->receiving);
	const struct route *route = &site->settings->routes[visit->place.address];
	enum fault fault = receiving_end(rq->receiving);

	*ret = (struct response){ .status = 200, .varies = true, .keep = KEEP_NEVER };
	visit->response = ret;
	if (fault == FAULT_NONE || (fault == FAULT_INVALID && visit->form.problems_n > 0 && route->mends))
		fault = session_check_form(visit);
	if (fault == FAULT_NONE)
		fault = route->submit(visit);
	if (fault == FAULT_NONE)
		fault = opening_settle(&visit->cx);
	if (fault == FAULT_INVALID && visit->form.problems_n > 0)
		show_problem(visit, &(struct problem){ .status = 400, .values = &visit->form });
	else if (fault != FAULT_NONE)
		show_fault(visit, fault);
	receiving_drop(rq->receiving);
	ret->keep = KEEP_NEVER;
}

int site_fd(const struct site *site)
{
	return site->settings->provider != NULL ? provider_fd(site->settings->provider) : -1;
}

void site_turn(struct site *site)
{
	provider_turn(site->settings->provider);
}

void site_abandon(struct site *site, struct request *rq)
{
	(void)site;
	receiving_drop(rq->receiving);
}

void site_answer(struct site *site, struct request *rq, struct response *ret)
{
	const struct route *route;
	struct visit visit;
	int64_t version;

	if (rq->receiving != NULL) {
		answer_received(site, rq, ret);
		answer_dress(site->wardrobe, rq->arena, wants_gzip(rq), ret);
		return;
	}
	if (answer_from_cache(site, rq, ret))
		return;
	version = may_be_kept(site, rq) ? data_version(site, rq->now) : 0;
	visit = visit_begin(site, rq, ret);
	route = find_route(site, &visit);
	if (route != NULL)
		answer_route(&visit, route);
	if (ret->later)
		return;
	answer_dress(site->wardrobe, rq->arena, wants_gzip(rq), ret);
	if (route != NULL && route->kept && may_be_kept(site, rq) && !visit.place.moved && !visit.passing && !ret->secret)
		keep_answer(site, &visit, ret, version);
	answer_fit(rq, ret);
}

static bool has_files(const struct request *rq)
{
	struct text type = request_header(rq, "Content-Type");

	return text_is_caseless(text_trim(text_from_to(type, 0, text_find_byte(type, ';'))), "multipart/form-data");
}

/* Files are taken from somebody who may hand them in alone: that is known before the first byte of them is written. */
static bool admit_files(struct visit *visit, const struct route *route, struct request *rq)
{
	enum fault fault = session_begin(visit);

	if (fault == FAULT_NONE && !visit->visitor.known)
		fault = refuse(&visit->cx.why, FAULT_DENIED, N_("Log in first"));
	if (fault == FAULT_NONE)
		fault = route->may_send(&visit->cx);
	if (fault == FAULT_NONE)
		fault = receiving_begin(visit, route->form, route->file_most, &rq->receiving);
	if (fault != FAULT_NONE)
		show_fault(visit, fault);
	return fault == FAULT_NONE;
}

bool site_admit(struct site *site, struct request *rq, struct response *ret)
{
	struct visit visit = visit_begin(site, rq, ret);
	const struct route *route = find_route(site, &visit);
	struct text type = request_header(rq, "Content-Type");

	ret->close = true;
	type = text_trim(text_from_to(type, 0, text_find_byte(type, ';')));
	if (route != NULL && route->file_most > 0 && has_files(rq)) {
		if (rq->body_n > route->form->body_max)
			show_status(&visit, 413);
		else if (admit_files(&visit, route, rq))
			return true;
	} else if (route != NULL) {
		if (route->form == NULL || rq->body_n > route->form->body_max || route->file_most > 0)
			show_status(&visit, 413);
		else if (!text_is_caseless(type, "application/x-www-form-urlencoded"))
			show_status(&visit, 415);
		else
			return true;
	}
	answer_dress(site->wardrobe, rq->arena, wants_gzip(rq), ret);
	return false;
}

void site_refuse(struct site *site, struct request *rq, struct gate_answer refused, struct response *ret)
{
	struct visit visit = visit_begin(site, rq, ret);

	ret->close = true;
	show_problem(&visit, &(struct problem){
		.status = refused.status,
		.sentence = text_from(tr(visit.cx.lang, refused.why)),
	});
	answer_dress(site->wardrobe, rq->arena, wants_gzip(rq), ret);
}
