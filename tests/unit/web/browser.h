/* tests/unit/web/browser.h: somebody with a browser, who keeps cookies and sends forms as our pages give them. */
#ifndef BROWSER_H
#define BROWSER_H

#include <stdlib.h>

#include "database.h"
#include "domain/account.h"
#include "seal/token.h"
#include "tap.h"
#include "web/route.h"
#include "web/site.h"

/* A browser that keeps its cookies, and a portal on a new database. */
struct browser {
	struct arena *arena;
	struct site_settings *settings;
	struct site *site;
	struct db *db;
	int64_t now;
	struct text session, form, known; /* cookies */
	struct response response;
	const char *origin; /* NULL: as browsers do on our own pages */
};

static inline struct browser *browser(struct arena *arena)
{
	struct browser *b = arena_new(arena, struct browser, 1);
	struct refusal why = REFUSAL_INIT;

	*b = (struct browser){ .arena = arena, .now = (int64_t)1700000000 * MICROSECONDS };
	if (db_open(arena, text_from(database_new(arena)), DB_CREATE, &why, &b->db) != FAULT_NONE)
		abort();
	b->settings = arena_new(arena, struct site_settings, 1);
	*b->settings = (struct site_settings){ .db = b->db, .routes = routes, .cache_max = 1 << 20 };
	b->site = site_open(arena, b->settings);
	return b;
}

static inline struct ctx operator(struct browser *b)
{
	return (struct ctx){ .arena = b->arena, .db = b->db, .viewer = { VIEWER_OPERATOR }, .now = b->now };
}

static inline void keep_cookie(struct browser *b, const char *field)
{
	struct text t = text_from(field);
	size_t equals = text_find_byte(t, '='), end = text_find_byte(t, ';');
	struct text value = text_copy(b->arena, text_from_to(t, equals + 1, end));

	CHECK(text_find(t, TEXT("; HttpOnly; SameSite=Lax")) < t.n);
	if (text_starts(t, TEXT("sagsgang-form=")))
		b->form = value;
	else if (text_starts(t, TEXT("sagsgang-browser=")))
		b->known = value;
	else
		b->session = value;
}

/* Gives the status. */
static inline int ask(struct browser *b, enum method method, const char *target, const char *body)
{
	struct request rq = { .arena = b->arena, .method = method, .target = text_from(target), .host = TEXT("portal.example"),
		.now = b->now, .address = TEXT("192.0.2.1"), .body = text_from(body), .body_n = body != NULL ? (int64_t)strlen(body) : 0 };
	const char *origin = b->origin != NULL ? b->origin : "https://portal.example";

	rq.headers[rq.headers_n++] = (struct header){ TEXT("Cookie"), text_from(arena_format(b->arena,
		"other=1; sagsgang=%.*s; sagsgang-form=%.*s; sagsgang-browser=%.*s", TEXT_ARG(b->session), TEXT_ARG(b->form),
		TEXT_ARG(b->known))) };
	if (method == METHOD_POST)
		rq.headers[rq.headers_n++] = (struct header){ TEXT("Origin"), text_from(origin) };
	site_answer(b->site, &rq, &b->response);
	for (size_t i = 0; i < b->response.headers_n; i++)
		if (strcmp(b->response.headers[i].name, "Set-Cookie") == 0)
			keep_cookie(b, b->response.headers[i].value);
	return b->response.status;
}

static inline bool says(const struct browser *b, const char *words)
{
	return text_find(b->response.body, text_from(words)) < b->response.body.n;
}

static inline const char *field(const struct browser *b, const char *name)
{
	for (size_t i = 0; i < b->response.headers_n; i++)
		if (strcmp(b->response.headers[i].name, name) == 0)
			return b->response.headers[i].value;
	return "";
}

/* The page is shown, and its form sent with its token. */
static inline int send(struct browser *b, const char *page, const char *target, const char *fields)
{
	struct text body;
	size_t at;

	ask(b, METHOD_GET, page, NULL);
	body = b->response.body;
	at = text_find(body, TEXT("name=\"token\" value=\"")) + 20;
	return ask(b, METHOD_POST, target, arena_format(b->arena, "token=%.*s&%s", TEXT_ARG(text_from_to(body, at, at + TOKEN_TEXT)),
		fields));
}

static inline void set_up(struct browser *b)
{
	struct ctx cx = operator(b);
	struct text token;
	const char *path;

	CHECK_INT(setup_ticket(&cx, &token), FAULT_NONE);
	path = arena_format(b->arena, "/adgang/%.*s", TEXT_ARG(token));
	CHECK_INT(ask(b, METHOD_GET, path, NULL), 200);
	CHECK(says(b, "type=\"password\""));
	CHECK_INT(send(b, path, path, "email=anne%40solbaek.example&navn=Anne+Holm&adgangskode=for+kort&igen=for+kort"), 400);
	CHECK_INT(send(b, path, path, "email=anne%40solbaek.example&navn=Anne+Holm&adgangskode=en+lang+nok+en&igen=en+anden+en"), 400);
	CHECK_INT(send(b, path, path, "email=anne%40solbaek.example&navn=Anne+Holm&adgangskode=en+lang+nok+en&igen=en+lang+nok+en"), 303);
	CHECK_TEXT(text_from(field(b, "Location")), "/log-ind");
	CHECK_INT(ask(b, METHOD_GET, path, NULL), 404);
}

static inline int log_in(struct browser *b, const char *password)
{
	return send(b, "/log-ind", "/log-ind", arena_format(b->arena, "email=anne%%40solbaek.example&adgangskode=%s", password));
}

#endif
