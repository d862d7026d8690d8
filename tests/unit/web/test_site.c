#include "web/site.h"

#include "seal/token.h"

#include "tap.h"

/* A site of three addresses, without a database. */

static int answered;

static enum fault answer_words(struct visit *visit)
{
	answered++;
	return visit_html(visit, text_from(tr(visit->cx.lang, "The page is not found")));
}

enum { NAME };
static const struct field form_fields[] = { [NAME] = { .name = "side", .label = "Page", .type = FIELD_NUMBER, .least = 1,
	.most = 9 } };
static const struct form form = { form_fields, LENGTH_OF(form_fields), 20 }, query = { form_fields, LENGTH_OF(form_fields), 0 };

static enum fault fail(struct visit *visit)
{
	static const enum fault faults[] = { FAULT_BROKEN, FAULT_INVALID, FAULT_DENIED, FAULT_NOT_FOUND, FAULT_CONFLICT,
		FAULT_LIMIT, FAULT_BUSY };
	int64_t which = form_number(&visit->form, NAME, 0);

	response_add(visit->response, "X-Forgotten", "1");
	return refuse(&visit->cx.why, which < (int64_t)LENGTH_OF(faults) ? faults[which] : FAULT_NONE, "must be filled in");
}

static enum fault submit(struct visit *visit)
{
	return visit_send_to(visit, 303, url_to(visit->cx.arena, ADDRESS_FRONT));
}

static const struct route test_routes[ADDRESSES] = {
	[ADDRESS_FRONT] = { .page = answer_words, .kept = true },
	[ADDRESS_SEARCH] = { .page = fail, .form = &query },
	[ADDRESS_MATTERS] = { .page = answer_words, .submit = submit, .form = &form },
};

static struct request request(struct arena *arena, enum method method, const char *target)
{
	return (struct request){ .arena = arena, .method = method, .target = text_from(target), .host = TEXT("x"),
		.now = (int64_t)1700000000 * MICROSECONDS };
}

/* A posted form comes from a page of ours: its token is made from the cookie. */
static void add_token(struct request *rq)
{
	static const struct text cookie = { "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", TOKEN_TEXT };

	rq->headers[rq->headers_n++] = (struct header){ TEXT("Cookie"),
		text_join(rq->arena, TEXT("sagsgang-form"), TEXT("="), cookie) };
	rq->body = text_join(rq->arena, TEXT("token"), TEXT("="), token_derived(rq->arena, cookie, "form"));
}

static struct response ask(struct arena *arena, enum method method, const char *target)
{
	static const struct site_settings settings = { .routes = test_routes };
	struct request rq = request(arena, method, target);
	struct response response;

	if (method == METHOD_POST)
		add_token(&rq);
	site_answer(site_open(arena, &settings), &rq, &response);
	return response;
}

static const char *field(const struct response *response, const char *name)
{
	for (size_t i = 0; i < response->headers_n; i++)
		if (strcmp(response->headers[i].name, name) == 0)
			return response->headers[i].value;
	return NULL;
}

TEST(site_finds_the_page_or_says_why_not)
{
	static const struct {
		enum method method;
		const char *target;
		int status;
		const char *name, *value; /* a field that the answer has */
	} cases[] = {
		{ METHOD_GET, "/", 200, "Content-Language", "da" },
		{ METHOD_HEAD, "/", 200, "Content-Type", "text/html; charset=utf-8" },
		{ METHOD_GET, "/?lang=en", 200, "Content-Language", "en" },
		{ METHOD_GET, "/?lang=fr", 200, "Content-Language", "da" },
		{ METHOD_GET, "/?hung=on", 200, "Content-Language", "da" },
		{ METHOD_GET, "/SAGER/?side=2", 301, "Location", "/sager?side=2" },
		{ METHOD_GET, "/udvalg", 404, NULL, NULL },
		{ METHOD_GET, "/nowhere", 404, NULL, NULL },
		{ METHOD_GET, "/%zz", 400, NULL, NULL },
		{ METHOD_GET, "/nowhere.json", 404, "Content-Type", "application/problem+json" },
		{ METHOD_OPTIONS, "*", 204, "Allow", "GET, HEAD, OPTIONS" },
		{ METHOD_OPTIONS, "/", 204, "Allow", "GET, HEAD, OPTIONS" },
		{ METHOD_OPTIONS, "/sager", 204, "Allow", "GET, HEAD, POST, OPTIONS" },
		{ METHOD_POST, "/", 405, "Allow", "GET, HEAD, OPTIONS" },
		{ METHOD_POST, "/sager", 303, "Location", "/" },
		{ METHOD_GET, "/soeg?side=0", 400, NULL, NULL },
		{ METHOD_GET, "/soeg?side=x", 400, NULL, NULL },
		{ METHOD_GET, "/soeg", 500, NULL, NULL },
		{ METHOD_GET, "/soeg?side=1", 400, NULL, NULL },
		{ METHOD_GET, "/soeg?side=2", 403, NULL, NULL },
		{ METHOD_GET, "/soeg?side=3", 404, NULL, NULL },
		{ METHOD_GET, "/soeg?side=4", 409, NULL, NULL },
		{ METHOD_GET, "/soeg?side=5", 413, NULL, NULL },
		{ METHOD_GET, "/soeg?side=6", 503, "Retry-After", "5" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct response response = ask(arena, cases[i].method, cases[i].target);

		CHECK_INT(response.status, cases[i].status);
		if (cases[i].name != NULL)
			CHECK_TEXT(text_from(field(&response, cases[i].name)), cases[i].value);
		CHECK(field(&response, "Content-Security-Policy") != NULL);
		CHECK(field(&response, "X-Forgotten") == NULL);
	}
}

TEST(site_tells_a_visitor_nothing_of_what_broke)
{
	struct response broken = ask(arena, METHOD_GET, "/soeg"), refused = ask(arena, METHOD_GET, "/soeg?side=1");

	CHECK(text_find(broken.body, text_from(tr(LANG_DA, "must be filled in"))) == broken.body.n);
	CHECK(text_find(refused.body, text_from(tr(LANG_DA, "must be filled in"))) < refused.body.n);
}

TEST(site_speaks_the_visitors_language)
{
	static const struct site_settings settings = { .routes = test_routes };
	struct request rq = request(arena, METHOD_GET, "/");
	struct response response;

	rq.headers[rq.headers_n++] = (struct header){ TEXT("Accept-Language"), TEXT("en-GB,en;q=0.9") };
	site_answer(site_open(arena, &settings), &rq, &response);
	CHECK_TEXT(response.body, "The page is not found");
	rq.target = TEXT("/?lang=da");
	site_answer(site_open(arena, &settings), &rq, &response);
	CHECK_TEXT(response.body, tr(LANG_DA, "The page is not found"));
}

TEST(site_admits_only_bodies_that_a_form_takes)
{
	static const struct {
		const char *target, *type;
		int64_t body_n;
		int status; /* 0: admitted */
	} cases[] = {
		{ "/sager", "application/x-www-form-urlencoded", 20, 0 },
		{ "/sager", "application/x-www-form-urlencoded; charset=utf-8", 20, 0 },
		{ "/sager", "Application/X-WWW-Form-Urlencoded", 0, 0 },
		{ "/sager", "application/x-www-form-urlencoded", 21, 413 },
		{ "/sager", "multipart/form-data", 20, 415 },
		{ "/sager", "application/json", 20, 415 },
		{ "/", "application/x-www-form-urlencoded", 1, 405 },
		{ "/nowhere", "application/x-www-form-urlencoded", 1, 404 },
	};
	static const struct site_settings settings = { .routes = test_routes };
	struct site *site = site_open(arena, &settings);

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct request rq = request(arena, METHOD_POST, cases[i].target);
		struct response response;
		bool admitted;

		rq.body_n = cases[i].body_n;
		rq.headers[rq.headers_n++] = (struct header){ TEXT("Content-Type"), text_from(cases[i].type) };
		admitted = site_admit(site, &rq, &response);
		CHECK_INT(admitted, cases[i].status == 0);
		if (!admitted) {
			CHECK_INT(response.status, cases[i].status);
			CHECK(response.close);
		}
	}
}

TEST(site_refuses_what_the_gate_refused)
{
	static const struct site_settings settings = { .routes = test_routes };
	struct request rq = request(arena, METHOD_UNKNOWN, "/");
	struct response response;

	site_refuse(site_open(arena, &settings), &rq, (struct gate_answer){ 400, "must be filled in" }, &response);
	CHECK_INT(response.status, 400);
	CHECK_TEXT(text_from(field(&response, "Connection")), "close");
}

TEST(site_keeps_pages_until_the_next_day)
{
	static const struct site_settings settings = { .routes = test_routes, .cache_max = 1 << 20 };
	struct site *site = site_open(arena, &settings);
	struct request rq = request(arena, METHOD_GET, "/");
	struct response response;

	answered = 0;
	for (int i = 0; i < 3; i++)
		site_answer(site, &rq, &response);
	CHECK_INT(answered, 1);
	CHECK(response.ready != NULL);
	rq.target = TEXT("/?hung=on"); /* another spelling is answered and not kept */
	site_answer(site, &rq, &response);
	site_answer(site, &rq, &response);
	CHECK_INT(answered, 3);
	rq.target = TEXT("/");
	rq.now += (int64_t)24 * 3600 * MICROSECONDS;
	site_answer(site, &rq, &response);
	CHECK_INT(answered, 4);
}
