#include "web/visit.h"

#include "markup/percent.h"
#include "web/site.h"

enum { NAME_MAX_BYTES = 1 << 10 }; /* of a file, escaped */

static enum fault answer_whole(struct visit *visit, const char *type, struct text body)
{
	if (!text_known(body))
		return refuse(&visit->cx.why, FAULT_LIMIT, N_("The page became too large."));
	visit->response->type = type;
	visit->response->body = body;
	return FAULT_NONE;
}

enum fault visit_html(struct visit *visit, struct text html)
{
	return answer_whole(visit, "text/html; charset=utf-8", html);
}

enum fault visit_json(struct visit *visit, struct text json)
{
	return answer_whole(visit, "application/json", json);
}

enum fault visit_text(struct visit *visit, struct text text)
{
	return answer_whole(visit, "text/plain; charset=utf-8", text);
}

enum fault visit_pdf(struct visit *visit, struct text pdf)
{
	visit->response->ranges = true;
	return answer_whole(visit, "application/pdf", pdf);
}

enum fault visit_atom(struct visit *visit, struct text xml)
{
	return answer_whole(visit, "application/atom+xml; charset=utf-8", xml);
}

enum fault visit_csv(struct visit *visit, struct text csv)
{
	return answer_whole(visit, "text/csv; charset=utf-8", csv);
}

enum fault visit_xml(struct visit *visit, struct text xml)
{
	return answer_whole(visit, "application/xml; charset=utf-8", xml);
}

enum fault visit_send_to(struct visit *visit, int status, struct url url)
{
	visit->response->status = status;
	visit->response->type = NULL;
	visit->response->keep = status == 301 ? KEEP_CHECKED : KEEP_NEVER;
	response_add(visit->response, "Location", text_string(visit->cx.arena, url.s));
	return FAULT_NONE;
}

enum fault visit_file(struct visit *visit, const char *type, struct text tag, int64_t size,
	enum fault (*read)(void *what, int64_t from, int64_t most, struct text *ret), void *what)
{
	struct response *response = visit->response;

	response->type = type;
	response->tag = text_from(arena_format(visit->cx.arena, "\"%.*s\"", TEXT_ARG(tag)));
	response->ranges = true;
	response->varies = false;
	response->read = read;
	response->what = what;
	response->size = size;
	return FAULT_NONE;
}

static void dispose(struct visit *visit, const char *how, struct text name)
{
	struct buffer b = buffer_in(visit->cx.arena, NAME_MAX_BYTES);

	buffer_format(&b, "%s; filename*=UTF-8''", how);
	percent_encode(&b, name);
	response_add(visit->response, "Content-Disposition", text_string(visit->cx.arena, buffer_text(&b)));
}

void visit_attachment(struct visit *visit, struct text name)
{
	dispose(visit, "attachment", name);
}

void visit_inline(struct visit *visit, struct text name)
{
	dispose(visit, "inline", name);
}

struct text visit_origin(struct visit *visit)
{
	struct text host = text_empty(visit->rq->host) ? TEXT("localhost") : visit->rq->host;

	if (!text_empty(visit->settings->origin))
		return visit->settings->origin;
	visit->passing = true;
	return text_join(visit->cx.arena, TEXT("http://"), TEXT(""), host);
}

/* What was given of the form, and the language when it was chosen; at most one more than a form has fields. */
static size_t given_fields(const struct visit *visit, struct address_field *to)
{
	const struct form *form = visit->form.form;
	size_t n = 0;

	for (size_t i = 0; form != NULL && i < form->fields_n; i++)
		if (visit->form.value[i].given)
			to[n++] = (struct address_field){ form->fields[i].name, visit->form.value[i].text };
	return n;
}

struct url visit_url_as(struct visit *visit, enum address_as as)
{
	struct address_field fields[FORM_FIELDS_MAX + 1];
	size_t n = given_fields(visit, fields);
	struct place place = visit->place;

	place.as = as;
	if (visit->lang_chosen)
		fields[n++] = (struct address_field){ "lang", text_from(lang_tag(visit->cx.lang)) };
	return address_url(visit->cx.arena, &place, fields, n);
}

struct url visit_url_in(struct visit *visit, enum lang lang)
{
	struct address_field fields[FORM_FIELDS_MAX + 1];
	size_t n = given_fields(visit, fields);

	fields[n++] = (struct address_field){ "lang", text_from(lang_tag(lang)) };
	return address_url(visit->cx.arena, &visit->place, fields, n);
}
