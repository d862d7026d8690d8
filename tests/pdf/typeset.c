/* tests/pdf/typeset.c: sets a file of CommonMark as PDF, for the checks and the measurements of this folder.
 *
 *     typeset [-n TIMES] [-r COPIES] [-c] [-e FILE] [-l LOGO] [-s] [-w HTML] INPUT OUTPUT
 *
 * -n sets it so many times and says on standard error how long the quickest took; -r sets so many copies of the text after one
 * another; -c leaves the contents out; -e encloses a file; -l is the logo; -s adds a signature sheet;
 * -w writes the same document as a page of HTML beside it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/path.h"
#include "doc/read_markdown.h"
#include "doc/write_page.h"
#include "doc/write_pdf.h"

enum { INPUT_MAX = 16 << 20 };

struct options {
	int times, copies;
	const char *html;
	struct pdf_settings settings;
	struct pdf_enclosure enclosure;
	struct text signatures[3];
};

static _Noreturn void fail(const struct refusal *why)
{
	fprintf(stderr, "typeset: ");
	fprintf(stderr, why->message != NULL ? why->message : "failed", why->detail);
	fprintf(stderr, "\n");
	exit(1);
}

static struct text read_file(struct arena *arena, const char *path)
{
	struct refusal why = REFUSAL_INIT;
	struct text text;

	if (path_read(arena, path, INPUT_MAX, &why, &text) != FAULT_NONE)
		fail(&why);
	return text;
}

static void set_defaults(struct options *o)
{
	o->times = o->copies = 1;
	o->settings = (struct pdf_settings){
		.language = TEXT("da"),
		.author = TEXT("Solbæk Kommune"),
		.producer = TEXT("Sagsgang"),
		.created = 1781254800000000,
		.head_left = TEXT("Solbæk Kommune"),
		.head_right = TEXT("Referat"),
		.page_of = TEXT("Side %d af %d"),
		.contents_title = TEXT("Indhold"),
		.logo_alt = TEXT("Solbæk Kommunes våben"),
	};
}

static void read_options(struct arena *arena, struct options *o, int argc, char **argv)
{
	static const char *const names[] = { "Åse Ørum Bæk", "Γιώργος Παπαδόπουλος", "Nguyễn Thị Hồng" };
	int option;

	while ((option = getopt(argc, argv, "n:r:ce:l:sw:")) != -1)
		switch (option) {
		case 'n':
			o->times = atoi(optarg);
			break;
		case 'r':
			o->copies = atoi(optarg);
			break;
		case 'c':
			o->settings.contents_title = TEXT_NONE;
			break;
		case 'e':
			o->enclosure = (struct pdf_enclosure){ .name = path_name(text_from(optarg)),
				.mime = TEXT("application/json"), .description = TEXT("Mødet som data"),
				.bytes = read_file(arena, optarg) };
			o->settings.enclosures = &o->enclosure;
			o->settings.enclosures_n = 1;
			break;
		case 'l':
			o->settings.logo = read_file(arena, optarg);
			break;
		case 's':
			for (size_t i = 0; i < LENGTH_OF(names); i++)
				o->signatures[i] = text_from(names[i]);
			o->settings.signature_title = TEXT("Underskriftsark");
			o->settings.signatures = o->signatures;
			o->settings.signatures_n = LENGTH_OF(names);
			break;
		case 'w':
			o->html = optarg;
			break;
		default:
			exit(64);
		}
}

/* Each copy is read by itself, as one section of a document would be. */
static struct doc read_copies(struct arena *arena, struct text markdown, int copies)
{
	struct doc whole = { .language = TEXT("da") };
	struct doc_block **end = &whole.first;

	for (int i = 0; i < copies; i++) {
		struct refusal why = REFUSAL_INIT;
		struct doc *doc;

		if (doc_read_markdown_parts(arena, markdown, &why, &doc) != FAULT_NONE)
			fail(&why);
		for (*end = doc->first; *end != NULL; end = &(*end)->next)
			;
	}
	return whole;
}

static void write_html(struct arena *arena, const struct doc *doc, const char *path)
{
	struct refusal why = REFUSAL_INIT;
	struct text page;

	if (doc_write_page(arena, doc, &why, &page) != FAULT_NONE || path_write(path, page, &why) != FAULT_NONE)
		fail(&why);
}

int main(int argc, char **argv)
{
	struct arena arena = { .fuse = (size_t)2 << 30 };
	struct options o = { .html = NULL };
	struct timespec before, after;
	double took, best = 1e9;
	struct refusal why = REFUSAL_INIT;
	struct pdf pdf;
	struct doc doc;

	set_defaults(&o);
	read_options(&arena, &o, argc, argv);
	if (argc - optind != 2)
		return 64;
	doc = read_copies(&arena, read_file(&arena, argv[optind]), o.copies);
	if (o.html != NULL)
		write_html(&arena, &doc, o.html);
	for (int i = 0; i < o.times; i++) {
		clock_gettime(CLOCK_MONOTONIC, &before);
		if (write_pdf(&arena, &doc, &o.settings, &why, &pdf) != FAULT_NONE)
			fail(&why);
		clock_gettime(CLOCK_MONOTONIC, &after);
		took = (double)(after.tv_sec - before.tv_sec) * 1e3 + (double)(after.tv_nsec - before.tv_nsec) / 1e6;
		best = took < best ? took : best;
	}
	fprintf(stderr, "%zu pages, %zu bytes, %.2f ms\n", pdf.pages, pdf.bytes.n, best);
	for (size_t i = 0; i < pdf.missing_n; i++)
		fprintf(stderr, "no typeface has U+%04X (%zu times)\n", pdf.missing[i].rune, pdf.missing[i].times);
	if (path_write(argv[optind + 1], pdf.bytes, &why) != FAULT_NONE)
		fail(&why);
	arena_release(&arena);
	return 0;
}
