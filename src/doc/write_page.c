#include "doc/write_page.h"

#include "doc/write_html.h"
#include "markup/html.h"

static const char head_begins[] = "<meta charset=\"utf-8\">\n"
				  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
				  "<title>";

/* A line of some 70 letters, the reader's own choice of light or dark, and nothing that a printer would not print. */
static const char head_ends[] =
	"</title>\n"
	"<style>\n"
	":root { color-scheme: light dark; }\n"
	"body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.55 system-ui, sans-serif; }\n"
	"h1, h2, h3, h4 { line-height: 1.25; margin: 2em 0 .5em; break-after: avoid; }\n"
	"h1 { font-size: 1.75rem; margin-top: 0; }\n"
	"h2 { font-size: 1.375rem; border-top: 1px solid; padding-top: .75em; }\n"
	"h3 { font-size: 1.0625rem; }\n"
	"h4 { font-size: 1rem; font-style: italic; }\n"
	"blockquote { margin: 1em 0; padding-left: 1em; border-left: 3px solid; }\n"
	"table { border-collapse: collapse; }\n"
	"th, td { border: 1px solid; padding: .25em .5em; text-align: left; vertical-align: top; }\n"
	"@media print { body { max-width: none; margin: 0; font-size: 10.5pt; } }\n"
	"</style>\n"
	"</head>\n"
	"<body>\n"
	"<main>\n";

static void add_head(struct html *html, const struct doc *doc)
{
	buffer_add(&html->out, TEXT("<!DOCTYPE html>\n<html lang=\""));
	html_text(html, text_known(doc->language) ? doc->language : TEXT("da"));
	buffer_add(&html->out, TEXT("\">\n<head>\n"));
	html_raw(html, head_begins, sizeof(head_begins) - 1);
	html_text(html, text_empty(doc->title) ? TEXT("Sagsgang") : doc->title);
	html_raw(html, head_ends, sizeof(head_ends) - 1);
}

enum fault doc_write_page(struct arena *arena, const struct doc *doc, struct refusal *why, struct text *ret)
{
	struct html html = html_in(arena, LANG_DA);
	struct markup body = doc_write_html(arena, doc->first, 1);

	add_head(&html, doc);
	html_markup(&html, body);
	buffer_add(&html.out, TEXT("</main>\n</body>\n</html>\n"));
	*ret = html_finish(&html);
	if (!text_known(body.html) || !text_known(*ret))
		return refuse(why, FAULT_LIMIT, N_("The page became too large."));
	return FAULT_NONE;
}
