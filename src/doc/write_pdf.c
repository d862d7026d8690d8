#include "doc/write_pdf.h"

#include <linebreak.h>
#include <math.h>

#include "doc/pdf/enclosure.h"
#include "doc/pdf/link.h"
#include "doc/pdf/metadata.h"
#include "doc/pdf/outline.h"
#include "doc/pdf/picture.h"
#include "doc/pdf/press.h"
#include "doc/pdf/profile.h"

enum {
	LOGO_HEIGHT = 42 * POINT,
	LOGO_RISE = 38 * POINT, /* of its top into the margin, where other pages have their running head */
	LOGO_WIDTH_MAX = 180 * POINT,
	LOGO_AFTER = 20 * POINT,
	SIGNATURE_LEVEL = 2, /* as an item */
	LANGUAGE_MAX = 35, /* bytes of a tag: RFC 5646, 4.4.1 */
};

/* What is under way. */
struct job {
	const struct doc *doc;
	const struct pdf_settings *settings;
	struct arena *arena;
	struct pdf_file file;
	struct setting setting;
	struct maker maker;
	struct galley galley;
	struct pages pages;
	struct text language, title;
	int picture;
};

static bool is_language(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!((t.s[i] >= 'a' && t.s[i] <= 'z') || (t.s[i] >= 'A' && t.s[i] <= 'Z') ||
			    (i > 0 && ((t.s[i] >= '0' && t.s[i] <= '9') || t.s[i] == '-'))))
			return false;
	return t.n >= 2 && t.n <= LANGUAGE_MAX && t.s[t.n - 1] != '-';
}

static struct text language_of(const struct job *job)
{
	if (is_language(job->settings->language))
		return job->settings->language;
	return is_language(job->doc->language) ? job->doc->language : TEXT("da");
}

/* A file without a title is not accessible: the document's, or the first words there are. */
static struct text title_of(struct job *job)
{
	struct text title = text_trim(job->settings->title);

	if (text_empty(title))
		title = text_trim(job->doc->title);
	for (size_t i = 0; i < job->maker.headings_n && text_empty(title); i++)
		title = job->maker.headings[i].text;
	for (const struct doc_block *b = job->doc->first; b != NULL && text_empty(title); b = b->next)
		title = text_from_to(text_trim(doc_block_text(job->arena, b)), 0, 80);
	return text_empty(title) ? TEXT("PDF") : title;
}

static enum fault check(const struct pdf_settings *settings, struct refusal *why)
{
	if (settings->enclosures_n > PDF_ENCLOSURES_MAX)
		return refuse(why, FAULT_LIMIT, N_("A PDF can enclose 16 files at most."));
	if (settings->signatures_n > PDF_SIGNATURES_MAX)
		return refuse(why, FAULT_LIMIT, N_("A signature sheet can have 200 names at most."));
	if (settings->logo.n > PDF_LOGO_MAX)
		return refuse(why, FAULT_LIMIT, N_("The logo is larger than a megabyte."));
	return FAULT_NONE;
}

static enum fault begin(struct job *job, struct arena *scratch, struct refusal *why)
{
	const char *fonts = job->settings->fonts != NULL ? job->settings->fonts : "/usr/share/fonts/truetype";
	struct setting *s = &job->setting;
	enum fault fault;

	init_linebreak();
	job->language = language_of(job);
	s->arena = job->arena;
	s->scratch = scratch;
	fault = faces_open(job->arena, fonts, why, &s->faces);
	if (fault != FAULT_NONE)
		return fault;
	s->words = words_begin(job->arena, &s->faces, text_string(job->arena, job->language));
	s->hyphens = hyphens_begin(job->arena, job->language);
	job->file = pdf_file_begin(job->arena);
	s->structure = structure_begin(&job->file);
	anchors_collect(s, job->doc->first);
	job->maker = (struct maker){
		.setting = s,
		.accent = job->settings->accent != 0 ? job->settings->accent & 0xffffff : COLOUR_ACCENT,
		.contents_title = text_trim(job->settings->contents_title),
	};
	maker_collect(&job->maker, job->doc->first);
	if (job->settings->signatures_n > 0)
		maker_add_heading(&job->maker, job->settings->signature_title, SIGNATURE_LEVEL, NULL);
	job->galley = galley_begin(job->arena);
	return FAULT_NONE;
}

static enum fault set_logo(struct job *job, struct refusal *why)
{
	struct picture picture;
	struct slug *slug;
	struct ink *ink;
	enum fault fault;
	int64_t width;

	if (text_empty(job->settings->logo))
		return FAULT_NONE;
	fault = picture_read(job->arena, job->settings->logo, why, &picture);
	if (fault != FAULT_NONE)
		return fault;
	job->picture = picture_write(&job->file, &picture);
	width = (int64_t)LOGO_HEIGHT * picture.width / picture.height;
	width = width > LOGO_WIDTH_MAX ? LOGO_WIDTH_MAX : width < POINT ? POINT : width;
	slug = galley_add(&job->galley, 0, LOGO_HEIGHT - LOGO_RISE, LOGO_AFTER);
	ink = slug_ink(&job->galley, slug, INK_PICTURE, MARGIN_LEFT, -LOGO_RISE);
	ink->width = (int)width;
	ink->height = (int)(width * picture.height / picture.width);
	ink->element = element_new(&job->setting.structure, job->setting.structure.root, "Figure");
	ink->element->alt = text_empty(job->settings->logo_alt) ? job->title : job->settings->logo_alt;
	return FAULT_NONE;
}

static void set_kicker(struct job *job)
{
	struct setting *s = &job->setting;
	struct copy copy = copy_begin(s);
	struct element *p;

	if (text_empty(text_trim(job->settings->kicker)))
		return;
	p = element_new(&s->structure, s->structure.root, "P");
	copy_add(s, &copy, job->settings->kicker, span_new(&job->maker, p, &look_kicker));
	copy_set(&job->maker, &job->galley, &copy, &look_kicker, MARGIN_LEFT, MEASURE, 0);
	job->galley.glue = true;
}

static enum fault set(struct job *job, struct refusal *why)
{
	const struct pdf_settings *settings = job->settings;
	enum fault fault;

	job->title = title_of(job);
	fault = set_logo(job, why);
	if (fault != FAULT_NONE)
		return fault;
	set_kicker(job);
	maker_set(&job->maker, &job->galley, job->doc);
	if (settings->signatures_n > 0)
		signatures_set(&job->maker, &job->galley, &job->maker.headings[job->maker.headings_n - 1],
			settings->signatures, settings->signatures_n);
	job->pages = press_divide(&job->setting, &job->galley);
	if (job->maker.full || job->pages.n > PDF_SET_PAGES_MAX)
		return refuse(why, FAULT_LIMIT, N_("The document is too long for one PDF."));
	return FAULT_NONE;
}

static int write_intent(struct pdf_file *file)
{
	int profile = pdf_reserve(file), intent = pdf_reserve(file);

	pdf_stream(file, profile, TEXT("/N 3"), profile_srgb(file->arena));
	pdf_object(file, intent,
		text_from(arena_format(file->arena,
			"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
			"/RegistryName(http://www.color.org)/DestOutputProfile %d 0 R>>",
			profile)));
	return intent;
}

static int write_catalog(struct job *job, int tree, int outline, int xmp)
{
	struct pdf_file *file = &job->file;
	struct buffer b = buffer_in(job->arena, PDF_FILE_MAX);
	struct text enclosed = enclosures_write(file, job->settings);
	int catalog = pdf_reserve(file);

	buffer_format(&b,
		"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>/Metadata %d 0 R"
		"/OutputIntents[%d 0 R]/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>/Lang",
		tree, job->setting.structure.tree, xmp, write_intent(file));
	pdf_string(&b, job->language);
	if (outline != 0)
		buffer_format(&b, "/Outlines %d 0 R/PageMode/UseOutlines", outline);
	buffer_add(&b, enclosed);
	buffer_add(&b, TEXT(">>"));
	pdf_object(file, catalog, buffer_text(&b));
	return catalog;
}

static struct text print(struct job *job)
{
	const struct pdf_settings *settings = job->settings;
	struct metadata metadata = {
		.title = job->title,
		.author = settings->author,
		.producer = text_empty(settings->producer) ? TEXT("Sagsgang") : settings->producer,
		.language = job->language,
		.created = settings->created,
		.encloses = settings->enclosures_n > 0,
	};
	struct sheets sheets = sheets_begin(&job->setting, &job->file, job->pages.n);
	int outline, info, catalog;

	sheets.picture = job->picture;
	press_print(&job->maker, &sheets, &job->galley, &job->pages, settings);
	outline = outline_write(&sheets, job->maker.headings, job->maker.headings_n);
	sheets_end(&sheets);
	structure_end(&job->setting.structure);
	faces_write(&job->setting.faces, &job->file);
	info = metadata_write_info(&job->file, &metadata);
	catalog = write_catalog(job, sheets.tree, outline, metadata_write_xmp(&job->file, &metadata));
	return pdf_file_end(&job->file, catalog, info);
}

static struct pdf_missing *missing_of(struct arena *arena, const struct setting *s)
{
	struct pdf_missing *missing = arena_new(arena, struct pdf_missing, s->missing_n + 1);

	for (size_t i = 0; i < s->missing_n; i++)
		missing[i] = (struct pdf_missing){ .rune = s->missing[i].rune, .times = s->missing[i].times };
	return missing;
}

enum fault write_pdf(struct arena *arena, const struct doc *doc, const struct pdf_settings *settings,
	struct refusal *why, struct pdf *ret)
{
	scoped(arena_release) struct arena work = { .fuse = (size_t)PDF_WORK_MAX * 2 };
	scoped(arena_release) struct arena scratch = { .fuse = (size_t)PDF_WORK_MAX };
	struct job job = { .doc = doc, .settings = settings, .arena = &work };
	struct text bytes;
	enum fault fault = check(settings, why);

	if (fault == FAULT_NONE)
		fault = begin(&job, &scratch, why);
	if (fault == FAULT_NONE)
		fault = set(&job, why);
	if (fault != FAULT_NONE)
		return fault;
	bytes = print(&job);
	if (job.file.out.full || job.setting.faces.full)
		return refuse(why, FAULT_LIMIT, N_("The document is too long for one PDF."));
	*ret = (struct pdf){
		.bytes = text_copy(arena, bytes),
		.pages = job.pages.n,
		.missing = missing_of(arena, &job.setting),
		.missing_n = job.setting.missing_n,
	};
	return FAULT_NONE;
}

enum fault pdf_check_logo(struct text png, struct refusal *why)
{
	scoped(arena_release) struct arena arena = { .fuse = PDF_WORK_MAX };
	struct picture picture;

	return picture_read(&arena, png, why, &picture);
}

/* Relative luminance (WCAG 2.1, definition). */
int pdf_contrast(uint32_t colour)
{
	static const double weights[] = { 0.0722, 0.7152, 0.2126 };
	double luminance = 0;

	for (int i = 0; i < 3; i++) {
		double c = (colour >> (8 * i) & 0xff) / 255.0;

		luminance += weights[i] * (c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
	}
	return (int)(1.05 / (luminance + 0.05) * 1000);
}
