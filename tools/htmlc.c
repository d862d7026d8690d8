/* tools/htmlc.c: the template compiler, run by the build.
 *
 *     htmlc FOLDER VIEWS.html...      makes FOLDER/NOUN.[hc] of each
 *
 * It follows the HTML of a template letter by letter, and refuses what would be unsafe, broken or shut somebody out, each
 * with FILE:LINE: sentence.  The language of views/NOUN.html:
 *
 *     {{# comment #}}
 *     {{include "views/model.h"}}                      a C header, at the head of the file
 *     {{define meeting(const struct meeting_page *page)}} ... {{end}}
 *         makes  void view_meeting(struct html *html, const struct meeting_page *page);
 *     {{define hit(...) under h2}}                     its first heading may be h3: it stands under an h2
 *     {{define layout(...)}} ... {{content}} ... {{end}}
 *         makes a wrapper: view_layout_open and view_layout_close
 *     {{wrap layout(&page->frame)}} ... {{end}}        puts what is within into the wrapper's {{content}}
 *     {{call hit(entry)}}                              another view, of any file
 *
 *     {{page->title}}                                  a C expression, whose type says how it is written (markup/html.h);
 *                                                      a wrong type is an error of the C compiler in the template's line
 *         in text: text, strings, whole numbers, dates, moments; markup, but not in a paragraph, heading or link
 *         in a value in double quotes: text, strings, whole numbers; in one that is read (title, aria-label) dates too
 *         in href, src, action: an address (struct url) as the whole value; after "#", text
 *     datetime="{{datetime row->start}}"               a date or moment as machines read it
 *     {{token page->token}}                            in every form that is posted
 *     {{tr "Committees"}} {{tr "Case %s", number}}     translated; %s is a hole
 *     {{tr_n "one hit" "%s hits" count}}               one or many
 *
 *     {{if expression}} {{else if expression}} {{else}} {{end}}     in text, or around whole attributes of a tag
 *     {{for item in array, count}} {{end}}             item points at each in turn, item_index counts from 0
 *     {{let name = expression}}                        until the end of the block
 *
 * Refused: values without double quotes; elements that are unknown, unclosed or wrongly nested; branches that end in
 * different places; scripts and styles in the page, on... and style=; names in capitals; comments that reach the reader;
 * holes outside of text and values; addresses put together from pieces, or with another scheme than https: and mailto:;
 * words that are not translated (but in <code> and where translate="no"); controls without a label, labels without a
 * control; pictures and drawings without a name; posted forms without a token; skipped levels of headings, also across
 * {{call}} and {{wrap}}; ids that are there twice; links, buttons and headings that say nothing in some branch; tables
 * without th, th without scope; buttons without type; html without lang; target=_blank without noopener; autofocus,
 * accesskey and tabindex above 0.
 *
 * White space is shortened to one byte wherever it does not count.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/path.h"
#include "htmlc/compile.h"

enum { ARGUMENTS_MAX = 1000 };

static bool read_file(struct arena *arena, const char *file, struct text *ret)
{
	struct refusal why = REFUSAL_INIT;

	if (path_read(arena, file, TEMPLATE_BYTES_MAX, &why, ret) == FAULT_NONE)
		return true;
	fprintf(stderr, "%s:1: %s %s\n", file, why.message != NULL ? why.message : "cannot be read", why.detail);
	return false;
}

static bool write_file(struct text bytes, const char *path)
{
	struct refusal why = REFUSAL_INIT;

	if (text_known(bytes) && path_write(path, bytes, &why) == FAULT_NONE)
		return true;
	fprintf(stderr, "%s:1: %s %s\n", path, why.message != NULL ? why.message : "too large", why.detail);
	return false;
}

static bool write_template(struct views *views, const char *folder, const struct template *t)
{
	const char *path = arena_format(views->arena, "%s/%.*s", folder, TEXT_ARG(t->noun));

	return write_file(views_header(views, t), arena_format(views->arena, "%s.h", path)) &&
		write_file(views_source(views, t), arena_format(views->arena, "%s.c", path));
}

static bool compile(struct arena *arena, const char *folder, char **files, size_t n)
{
	struct report report = REPORT_INIT(arena);
	struct views views = { .arena = arena, .report = &report };
	const struct template **templates = arena_new(arena, const struct template *, n);
	bool ok = true;

	for (size_t i = 0; i < n; i++) {
		struct text source;

		if (!read_file(arena, files[i], &source))
			return false;
		templates[i] = template_parse(arena, files[i], source, &report);
		views_collect(&views, templates[i]);
	}
	views_compile(&views);
	report_print(&report);
	for (size_t i = 0; i < n && ok && report.n == 0; i++)
		ok = write_template(&views, folder, templates[i]);
	return ok && report.n == 0;
}

int main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	bool ok = false;

	if (argc >= 3 && argc < ARGUMENTS_MAX)
		ok = compile(&arena, argv[1], argv + 2, (size_t)argc - 2);
	else
		fprintf(stderr, "htmlc FOLDER VIEWS.html...\n");
	arena_release(&arena);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
