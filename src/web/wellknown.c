/* What every site has at a place that everybody knows, and the files built into the program: nothing of it needs the
 * database. */
#include "web/pages.h"
#include "web/site.h"

enum { SECURITY_DAYS = 180 }; /* until security.txt wants to be looked at again: RFC 9116 asks for less than a year */

enum fault page_health(struct visit *visit)
{
	const struct site_settings *settings = visit->settings;
	enum fault fault = settings->healthy != NULL ? settings->healthy(&visit->cx) : FAULT_NONE;

	visit->response->keep = KEEP_NEVER;
	if (fault != FAULT_NONE)
		visit->response->status = 503;
	return visit_text(visit, fault == FAULT_NONE ? TEXT("ok\n") : TEXT("the database cannot be read\n"));
}

enum fault page_robots(struct visit *visit)
{
	struct url search = url_to(visit->cx.arena, ADDRESS_SEARCH);
	struct url sitemap = url_absolute(visit->cx.arena, visit->settings->origin, url_to(visit->cx.arena, ADDRESS_SITEMAP));
	const char *site_line = text_empty(visit->settings->origin) ? "" : "Sitemap: ";

	return visit_text(visit, text_from(arena_format(visit->cx.arena, "User-agent: *\nDisallow: %.*s\n%s%.*s\n",
		TEXT_ARG(search.s), site_line, *site_line != '\0' ? (int)sitemap.s.n : 0, sitemap.s.s)));
}

/* RFC 9116. */
enum fault page_security(struct visit *visit)
{
	int64_t expires = visit->cx.now + (int64_t)SECURITY_DAYS * 24 * 3600 * MICROSECONDS;

	if (text_empty(visit->settings->contact))
		return FAULT_NOT_FOUND;
	visit->response->keep = KEEP_NEVER;
	return visit_text(visit, text_from(arena_format(visit->cx.arena,
		"Contact: %.*s\nExpires: %s\nPreferred-Languages: da, en\n", TEXT_ARG(visit->settings->contact),
		instant_text(visit->cx.arena, expires).s)));
}

static enum fault show_file(struct visit *visit, struct text name)
{
	const struct site_file *file = visit->settings->file != NULL ? visit->settings->file(name) : NULL;
	struct response *response = visit->response;

	if (file == NULL)
		return FAULT_NOT_FOUND;
	*response = (struct response){
		.status = 200,
		.type = file->type,
		.body = file->body,
		.gzip = file->gzip,
		.tag = text_from(arena_format(visit->cx.arena, "\"%.*s\"", TEXT_ARG(file->tag))),
		.keep = text_eq(name, file->lasting) ? KEEP_FOREVER : KEEP_CHECKED,
		.ranges = true,
	};
	return FAULT_NONE;
}

enum fault page_static(struct visit *visit)
{
	return show_file(visit, visit->place.part[0]);
}

enum fault page_favicon(struct visit *visit)
{
	return show_file(visit, TEXT("favicon.ico"));
}
