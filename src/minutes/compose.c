#include "minutes/compose.h"

#include "doc/read_markdown.h"
#include "minutes/header.h"
#include "minutes/items.h"
#include "minutes/vocabulary.h"

struct composing {
	struct arena *arena;
	struct doc_builder b;
	struct refusal *why;
};

static void heading(struct composing *c, int level, struct text words)
{
	doc_block_of(&c->b, DOC_HEADING, words)->level = level;
}

static void paragraph(struct composing *c, struct text words)
{
	doc_block_of(&c->b, DOC_PARAGRAPH, words);
}

static struct text joined(struct composing *c, const char *a, struct text b)
{
	return text_join(c->arena, text_from(a), TEXT(""), b);
}

static struct text numeric_date(struct composing *c, struct date d)
{
	return text_from(arena_format(c->arena, "%02d-%02d-%04d", d.day, d.month, d.year));
}

/* "REFERAT Byrådet d. 05-12-2023".  A committee that would not be read back from it has a line of its own. */
static void add_title(struct composing *c, const struct record *record)
{
	const struct header wanted = { .kind = record->kind, .organization = record->organization,
		.start.date = record->start.date };
	struct text kind = record->kind == RECORD_MINUTES ? TEXT("REFERAT") : TEXT("DAGSORDEN"), day = TEXT(""), title;
	bool named;

	if (!record->kind_stated)
		kind = TEXT("Møde");
	if (date_known(record->start.date))
		day = joined(c, " d. ", numeric_date(c, record->start.date));
	title = text_join(c->arena, kind, text_known(record->organization) ? TEXT(" ") : TEXT(""),
		text_join(c->arena, record->organization, TEXT(""), day));
	named = text_known(record->organization) && record->kind_stated && header_title_says(c->arena, title, &wanted);
	c->b.doc->title = title;
	heading(c, 1, named ? title : text_join(c->arena, kind, TEXT(""), day));
	if (text_known(record->organization) && !named)
		paragraph(c, joined(c, "Udvalg: ", record->organization));
}

static void add_when(struct composing *c, const struct record *record)
{
	const struct date d = record->start.date;
	struct text clock = TEXT("");

	if (!date_known(d))
		return;
	if (record->start.hour >= 0)
		clock = text_from(arena_format(c->arena, " kl. %02d:%02d", record->start.hour, record->start.minute));
	paragraph(c, text_from(arena_format(c->arena, "Mødedato: %s d. %d. %s %d%.*s", weekday_danish(date_weekday(d)),
		d.day, month_danish(d.month), d.year, TEXT_ARG(clock))));
	if (record->end.hour >= 0)
		paragraph(c, text_from(arena_format(c->arena, "Sluttidspunkt: kl. %02d:%02d", record->end.hour, record->end.minute)));
}

/* "Bo Krogh (A), formand, fraværende, stedfortræder for Anne Holm, bemærkning: ..." */
static struct text participant_line(struct composing *c, const struct record_participant *p)
{
	struct buffer b = buffer_in(c->arena, DOC_BYTES_MAX);

	buffer_add(&b, p->name);
	if (text_known(p->party))
		buffer_format(&b, " (%.*s)", TEXT_ARG(p->party));
	if (text_known(p->role))
		buffer_format(&b, ", %.*s", TEXT_ARG(p->role));
	if (p->status == PARTICIPANT_ABSENT)
		buffer_add_string(&b, ", fraværende");
	else if (p->status == PARTICIPANT_PRESENT)
		buffer_add_string(&b, ", til stede");
	if (text_known(p->substitute_for))
		buffer_format(&b, ", stedfortræder for %.*s", TEXT_ARG(p->substitute_for));
	if (text_known(p->remark))
		buffer_format(&b, ", bemærkning: %.*s", TEXT_ARG(p->remark));
	return buffer_text(&b);
}

static void open_list(struct composing *c)
{
	doc_open(&c->b, DOC_LIST)->tight = true;
}

static void list_item(struct composing *c, struct text words)
{
	doc_open(&c->b, DOC_ITEM);
	paragraph(c, words);
	doc_close(&c->b);
}

static void add_participants(struct composing *c, const struct record *record)
{
	if (record->participants_n == 0)
		return;
	paragraph(c, TEXT("Deltagere:"));
	open_list(c);
	for (size_t i = 0; i < record->participants_n; i++)
		list_item(c, participant_line(c, &record->participants[i]));
	doc_close(&c->b);
}

/* A mark that the title has by itself is kept by another before it. */
static struct text item_heading(struct composing *c, const struct record_item *item)
{
	struct buffer b = buffer_in(c->arena, DOC_BYTES_MAX);
	struct text title = text_known(item->title) ? item->title : TEXT("");

	buffer_add_string(&b, "Punkt");
	if (text_known(item->number))
		buffer_format(&b, " %.*s", TEXT_ARG(item->number));
	buffer_add_string(&b, ":");
	if (!item->is_public)
		buffer_add_string(&b, title.n > 0 ? " Lukket:" : " Lukket");
	else if (title.n == 0 || title_has_mark(title))
		buffer_add_string(&b, " Åben:");
	if (title.n > 0)
		buffer_format(&b, " %.*s", TEXT_ARG(title));
	return buffer_text(&b);
}

/* The text's own blocks, its headings below the section's. */
static void copy_inlines(struct composing *c, const struct doc_inline *inlines)
{
	for (const struct doc_inline *i = inlines; i != NULL; i = i->next) {
		switch (i->kind) {
		case DOC_WORDS:
			doc_words(&c->b, i->text);
			break;
		case DOC_SOFT_BREAK:
		case DOC_HARD_BREAK:
			doc_break(&c->b, i->kind);
			break;
		case DOC_LINK:
			doc_open_link(&c->b, i->href);
			copy_inlines(c, i->child);
			doc_close_inline(&c->b);
			break;
		case DOC_STRONG:
		case DOC_EMPHASIS:
			doc_open_inline(&c->b, i->kind);
			copy_inlines(c, i->child);
			doc_close_inline(&c->b);
			break;
		}
	}
}

static void copy_blocks(struct composing *c, const struct doc_block *blocks, int least_level)
{
	for (const struct doc_block *from = blocks; from != NULL; from = from->next) {
		struct doc_block *to = doc_open(&c->b, from->kind);

		to->level = from->level < least_level ? least_level : from->level;
		to->style = from->style;
		to->start = from->start;
		to->tight = from->tight;
		to->header_rows = from->header_rows;
		if (from->child != NULL)
			copy_blocks(c, from->child, least_level);
		else
			copy_inlines(c, from->inlines);
		doc_close(&c->b);
	}
}

static enum fault add_text(struct composing *c, struct text markdown, int least_level)
{
	struct doc *doc;
	enum fault fault = doc_read_markdown(c->arena, markdown, c->why, &doc);

	if (fault == FAULT_NONE)
		copy_blocks(c, doc->first, least_level);
	return fault;
}

static enum fault add_earlier(struct composing *c, const struct record_item *item)
{
	enum fault fault = FAULT_NONE;

	if (item->earlier_n == 0)
		return FAULT_NONE;
	heading(c, 3, TEXT("Sagens forløb"));
	for (size_t i = 0; i < item->earlier_n && fault == FAULT_NONE; i++) {
		const struct record_earlier *e = &item->earlier[i];
		struct text day = date_known(e->date) ? numeric_date(c, e->date) : TEXT("");

		heading(c, 4, text_known(e->organization) ?
			text_join(c->arena, day, day.n > 0 ? TEXT(" ") : TEXT(""), e->organization) : day);
		if (!e->released)
			paragraph(c, TEXT("Beslutning ikke frigivet"));
		else if (text_known(e->text))
			fault = add_text(c, e->text, 5);
	}
	return fault;
}

/* "a) Kort.pdf": in a list it would be read as the list's letter. */
static bool is_lettered(struct text t)
{
	size_t end = text_find_byte(text_from_to(t, 0, 3), ')');

	return end > 0 && end < text_from_to(t, 0, 3).n && begins_small(t);
}

/* A list, but paragraphs when a name would not survive it. */
static void add_files(struct composing *c, const struct record_item *item)
{
	bool lettered = false;

	if (item->files_n == 0)
		return;
	for (size_t i = 0; i < item->files_n; i++)
		lettered = lettered || is_lettered(item->files[i]);
	heading(c, 3, TEXT("Bilag"));
	if (!lettered)
		open_list(c);
	for (size_t i = 0; i < item->files_n; i++) {
		if (lettered)
			paragraph(c, item->files[i]);
		else
			list_item(c, item->files[i]);
	}
	if (!lettered)
		doc_close(&c->b);
}

static enum fault add_item(struct composing *c, const struct record_item *item)
{
	struct buffer guests = buffer_in(c->arena, DOC_BYTES_MAX);
	enum fault fault = FAULT_NONE;

	heading(c, 2, item_heading(c, item));
	if (text_known(item->matter))
		paragraph(c, joined(c, "Sagsnr.: ", item->matter));
	for (size_t i = 0; i < item->guests_n; i++)
		buffer_format(&guests, "%s%.*s", i > 0 ? "; " : "", TEXT_ARG(item->guests[i]));
	if (item->guests_n > 0)
		paragraph(c, joined(c, "Gæster: ", buffer_text(&guests)));
	for (size_t i = 0; i < item->sections_n && fault == FAULT_NONE; i++) {
		if (text_known(item->sections[i].heading))
			heading(c, 3, item->sections[i].heading);
		fault = add_text(c, item->sections[i].text, 4);
	}
	add_files(c, item);
	return fault == FAULT_NONE ? add_earlier(c, item) : fault;
}

enum fault compose(struct arena *arena, const struct record *record, struct refusal *why, struct doc **ret)
{
	struct composing c = { .arena = arena, .b = doc_build(arena), .why = why };
	enum fault fault = FAULT_NONE;

	c.b.doc->language = TEXT("da");
	c.b.doc->typographic = true;
	add_title(&c, record);
	add_when(&c, record);
	if (text_known(record->location))
		paragraph(&c, joined(&c, "Mødested: ", record->location));
	if (text_known(record->remark))
		paragraph(&c, joined(&c, "Om dagsordenen: ", record->remark));
	if (date_known(record->next_meeting))
		paragraph(&c, joined(&c, "Næste møde: ", numeric_date(&c, record->next_meeting)));
	add_participants(&c, record);
	for (size_t i = 0; i < record->items_n && fault == FAULT_NONE; i++)
		fault = add_item(&c, &record->items[i]);
	if (fault == FAULT_NONE)
		*ret = doc_finish(&c.b);
	return fault;
}
