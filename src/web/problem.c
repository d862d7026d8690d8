#include "web/problem.h"

#include "markup/html.h"
#include "markup/json.h"

int problem_status(enum fault fault)
{
	switch (fault) {
	case FAULT_NONE:
		return 200;
	case FAULT_INVALID:
		return 400;
	case FAULT_DENIED:
		return 403;
	case FAULT_NOT_FOUND:
		return 404;
	case FAULT_CONFLICT:
		return 409;
	case FAULT_GONE:
		return 410;
	case FAULT_LIMIT:
		return 413;
	case FAULT_BUSY:
	case FAULT_UNCERTAIN:
		return 503;
	case FAULT_BROKEN:
		break;
	}
	return 500;
}

const char *problem_title(int status)
{
	static const struct {
		int status;
		const char *title;
	} titles[] = {
		{ 400, N_("The request cannot be understood") },
		{ 403, N_("You may not see this") },
		{ 404, N_("The page is not found") },
		{ 405, N_("This cannot be done here") },
		{ 409, N_("Somebody else was first") },
		{ 410, N_("This was withdrawn") },
		{ 411, N_("The length of the request is missing") },
		{ 413, N_("What was sent is too large") },
		{ 414, N_("The address is too long") },
		{ 415, N_("What was sent is in a form that is not understood here") },
		{ 417, N_("The request expects too much") },
		{ 431, N_("The head of the request is too large") },
		{ 501, N_("This is not understood here") },
		{ 503, N_("The portal is busy") },
		{ 505, N_("This version of HTTP is not spoken here") },
	};

	for (size_t i = 0; i < LENGTH_OF(titles); i++)
		if (titles[i].status == status)
			return titles[i].title;
	return N_("Something went wrong on our side");
}

struct text problem_field_text(struct arena *arena, enum lang lang, const struct form_problem *problem)
{
	struct text sentence = tr_with(arena, lang, problem->message, problem->detail);

	if (problem->label == NULL)
		return sentence;
	return text_join(arena, text_from(tr(lang, problem->label)), TEXT(": "), sentence);
}

void problem_json(struct arena *arena, enum lang lang, const struct problem *problem, struct response *response)
{
	struct json json = json_in(arena, true);

	json_begin_object(&json);
	json_key_text(&json, "type", TEXT("about:blank"));
	json_key_text(&json, "title", text_from(tr(lang, problem_title(problem->status))));
	json_key_int(&json, "status", problem->status);
	if (text_known(problem->sentence))
		json_key_text(&json, "detail", problem->sentence);
	if (problem->values != NULL) {
		json_key(&json, "errors");
		json_begin_array(&json);
		for (size_t i = 0; i < problem->values->problems_n; i++) {
			const struct form_problem *one = &problem->values->problems[i];

			json_begin_object(&json);
			json_key_text(&json, "field", text_from(one->field));
			json_key_text(&json, "detail", tr_with(arena, lang, one->message, one->detail));
			json_end(&json);
		}
		json_end(&json);
	}
	response->status = problem->status;
	response->type = "application/problem+json";
	response->body = json_finish(&json);
}

static void html_paragraph(struct html *html, const char *before, struct text text, const char *after)
{
	html_raw(html, before, strlen(before));
	html_text(html, text);
	html_raw(html, after, strlen(after));
}

void problem_page(struct arena *arena, enum lang lang, const struct problem *problem, struct response *response)
{
	struct html html = html_in(arena, lang);
	struct text title = text_from(tr(lang, problem_title(problem->status)));

	html_paragraph(&html, "<!DOCTYPE html>\n<html lang=\"", text_from(lang_tag(lang)), "\">\n");
	html_paragraph(&html, "<meta charset=\"utf-8\">\n<title>", title, "</title>\n");
	html_paragraph(&html, "<h1>", title, "</h1>\n");
	if (text_known(problem->sentence))
		html_paragraph(&html, "<p>", problem->sentence, "</p>\n");
	for (size_t i = 0; problem->values != NULL && i < problem->values->problems_n; i++)
		html_paragraph(&html, "<p>", problem_field_text(arena, lang, &problem->values->problems[i]), "</p>\n");
	html_paragraph(&html, "<p><a href=\"/\">", text_from(tr(lang, N_("To the front page"))), "</a></p>\n</html>\n");
	response->status = problem->status;
	response->type = "text/html; charset=utf-8";
	response->body = html_finish(&html);
}
