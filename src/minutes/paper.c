#include "minutes/paper.h"

#include "minutes/apparatus.h"
#include "minutes/compose.h"
#include "domain/record_json.h"

enum {
	FILES_ROWS_MAX = 2000,   /* of the list of attachments: a longer one is no help */
	MISSING_NAMED_MAX = 12,  /* characters that a sentence names */
	WORDS_MAX = 4096,        /* bytes of a running head */
};

struct paper {
	struct arena *arena;
	const struct record *record; /* what is set: of an extract the one item alone */
	const struct paper_settings *settings;
	struct letterhead letterhead;
	struct pdf_settings pdf;
	struct pdf_enclosure enclosure;
};

/* What is set */

static enum fault choose_items(struct paper *p, struct refusal *why)
{
	struct record *extract;

	if (p->settings->order == 0)
		return FAULT_NONE;
	for (size_t i = 0; i < p->record->items_n; i++) {
		if (p->record->items[i].order != p->settings->order)
			continue;
		extract = arena_copy(p->arena, p->record, sizeof(*p->record));
		extract->items = &p->record->items[i];
		extract->items_n = 1;
		p->record = extract;
		return FAULT_NONE;
	}
	return refuse(why, FAULT_NOT_FOUND, N_("The meeting has no such item"));
}

/* What stands around it */

static struct text kind_word(const struct record *record)
{
	return record->kind == RECORD_MINUTES ? TEXT("Referat") : TEXT("Dagsorden");
}

/* "Referat, 11. juni 2024" */
static struct text running_head(struct paper *p)
{
	struct buffer b = buffer_in(p->arena, WORDS_MAX);
	struct date d = p->record->start.date;

	if (p->record->kind_stated)
		buffer_add(&b, kind_word(p->record));
	if (date_known(d))
		buffer_format(&b, "%s%d. %s %d", b.n > 0 ? ", " : "", d.day, month_danish(d.month), d.year);
	return buffer_text(&b);
}

static struct text item_words(struct arena *arena, const struct record_item *item)
{
	struct buffer b = buffer_in(arena, DOC_BYTES_MAX);

	if (text_known(item->number))
		buffer_format(&b, "%.*s", TEXT_ARG(item->number));
	if (text_known(item->title))
		buffer_format(&b, "%s%.*s", b.n > 0 ? ". " : "", TEXT_ARG(item->title));
	return b.n > 0 ? buffer_text(&b) : text_from(arena_format(arena, "%d", item->order));
}

static struct text kicker(struct paper *p)
{
	const struct record_item *item = p->record->items;

	if (p->settings->order == 0)
		return TEXT_NONE;
	if (text_known(item->number))
		return text_from(arena_format(p->arena, "Udskrift: punkt %.*s", TEXT_ARG(item->number)));
	return TEXT("Udskrift");
}

/* "Åse Ørum Bæk (A), formand" */
static struct text signature_words(struct arena *arena, const struct record_participant *participant)
{
	struct buffer b = buffer_in(arena, DOC_BYTES_MAX);

	buffer_add(&b, participant->name);
	if (text_known(participant->party))
		buffer_format(&b, " (%.*s)", TEXT_ARG(participant->party));
	if (text_known(participant->role))
		buffer_format(&b, ", %.*s", TEXT_ARG(participant->role));
	return buffer_text(&b);
}

static void add_signatures(struct paper *p)
{
	const struct record *record = p->record;
	struct text *names = arena_new(p->arena, struct text, record->participants_n);
	size_t n = 0;

	if (!p->settings->signatures || p->settings->order != 0 || record->kind != RECORD_MINUTES)
		return;
	for (size_t i = 0; i < record->participants_n; i++)
		if (record->participants[i].status != PARTICIPANT_ABSENT)
			names[n++] = signature_words(p->arena, &record->participants[i]);
	p->pdf.signature_title = TEXT(APPARATUS_SIGNATURES);
	p->pdf.signatures = names;
	p->pdf.signatures_n = n;
}

static void enclose(struct paper *p)
{
	if (p->settings->bare)
		return;
	p->enclosure = (struct pdf_enclosure){
		.name = TEXT(PAPER_RECORD_NAME),
		.mime = TEXT(PAPER_RECORD_MIME),
		.description = TEXT(PAPER_RECORD_DESCRIPTION),
		.relation = TEXT("Source"),
		.bytes = record_to_json(p->arena, p->record),
	};
	p->pdf.enclosures = &p->enclosure;
	p->pdf.enclosures_n = 1;
}

static void fill_settings(struct paper *p, const struct doc *doc)
{
	const struct letterhead *l = &p->letterhead;
	struct text organization = p->record->organization;
	bool extract = p->settings->order != 0;

	p->pdf = (struct pdf_settings){
		.language = TEXT("da"),
		.title = extract ? text_join(p->arena, TEXT("Udskrift: "), TEXT(""), doc->title) : doc->title,
		.author = text_known(l->authority) ? l->authority : organization,
		.producer = TEXT("Sagsgang " SAGSGANG_VERSION),
		.created = p->settings->created,
		.head_first = text_known(l->logo) ? TEXT_NONE : l->authority,
		.head_left = text_known(organization) ? organization : l->authority,
		.head_right = running_head(p),
		.page_of = TEXT("Side %d af %d"),
		.kicker = kicker(p),
		.contents_title = extract ? TEXT_NONE : TEXT(APPARATUS_CONTENTS),
		.accent = l->colour,
		.logo = l->logo,
		.logo_alt = text_known(l->logo_alt) ? l->logo_alt : l->authority,
	};
	add_signatures(p);
	enclose(p);
}

/* The list of attachments */

static void add_cell(struct doc_builder *b, struct text words)
{
	doc_open(b, DOC_CELL);
	doc_block_of(b, DOC_PARAGRAPH, words);
	doc_close(b);
}

static void add_files(struct doc_builder *b, const struct record_item *item)
{
	doc_open(b, DOC_ROW);
	add_cell(b, item_words(b->arena, item));
	doc_open(b, DOC_CELL);
	for (size_t i = 0; i < item->files_n; i++)
		doc_block_of(b, DOC_PARAGRAPH, item->files[i]);
	doc_close(b);
	doc_close(b);
}

static const struct doc *list_of_files(struct arena *arena, const struct record *record)
{
	struct doc_builder b = doc_build(arena);
	int rows = 0;

	doc_block_of(&b, DOC_HEADING, TEXT(APPARATUS_FILES))->level = APPARATUS_LEVEL;
	doc_open(&b, DOC_TABLE)->header_rows = 1;
	doc_open(&b, DOC_ROW);
	add_cell(&b, TEXT("Punkt"));
	add_cell(&b, TEXT("Bilag"));
	doc_close(&b);
	for (size_t i = 0; i < record->items_n && rows < FILES_ROWS_MAX; i++)
		if (record->items[i].files_n > 0) {
			add_files(&b, &record->items[i]);
			rows++;
		}
	return rows > 0 ? doc_finish(&b) : NULL;
}

/* After the last block of the composed document. */
static void append(struct doc *doc, const struct doc *more)
{
	struct doc_block **end = &doc->first;

	while (*end != NULL)
		end = &(*end)->next;
	*end = more->first;
}

enum fault paper_set(struct arena *arena, const struct record *record, const struct paper_settings *settings,
	struct refusal *why, struct pdf *ret)
{
	struct paper p = { .arena = arena, .record = record, .settings = settings };
	const struct doc *files = settings->order == 0 ? list_of_files(arena, record) : NULL;
	struct doc *doc;
	enum fault fault = choose_items(&p, why);

	if (settings->letterhead != NULL)
		p.letterhead = *settings->letterhead;
	if (fault == FAULT_NONE)
		fault = compose(arena, p.record, why, &doc);
	if (fault != FAULT_NONE)
		return fault;
	if (files != NULL)
		append(doc, files);
	fill_settings(&p, doc);
	return write_pdf(arena, doc, &p.pdf, why, ret);
}

struct text paper_missing(struct arena *arena, enum lang lang, const struct pdf *pdf)
{
	struct buffer b = buffer_in(arena, WORDS_MAX);

	if (pdf->missing_n == 0)
		return TEXT_NONE;
	for (size_t i = 0; i < pdf->missing_n && i < MISSING_NAMED_MAX; i++) {
		buffer_format(&b, "%sU+%04X ", i > 0 ? ", " : "", (unsigned)pdf->missing[i].rune);
		buffer_add_rune(&b, pdf->missing[i].rune);
	}
	if (pdf->missing_n > MISSING_NAMED_MAX)
		buffer_add_string(&b, " ...");
	return tr_with(arena, lang, N_("No typeface at hand has these characters; a replacement sign stands for each: %s"),
		buffer_text(&b));
}
