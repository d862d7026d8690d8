#include "minutes/sections.h"

#include "minutes/body.h"
#include "minutes/header.h"
#include "minutes/sentence.h"
#include "minutes/vocabulary.h"
#include "minutes/when.h"

enum { HEADING_MAX = 120 }; /* bytes: a line that begins like a heading and is longer is text */

/* A heading found at a line: what it opens, and how much of the line is heading. */
struct opening {
	int role;          /* section_role, HEADING_...; -1: no heading */
	struct text heading;
	struct date date;
	struct text other_body; /* "Beslutning i Teknisk Udvalg den 07-10-2014" of another committee */
	size_t skip;       /* bytes of the line before its text; the whole line: none */
};

/* Names are compared without case. */
static bool same_committee(struct text a, struct text b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if ((a.s[i] | 0x20) != (b.s[i] | 0x20))
			return false;
	return true;
}

static struct text without_marks(struct text t)
{
	t = text_trim(t);
	while (t.n > 0 && strchr(".,:", t.s[t.n - 1]) != NULL)
		t = text_trim(text_from_to(t, 0, t.n - 1));
	while (t.n > 0 && strchr(".,:", t.s[0]) != NULL)
		t = text_trim(text_after(t, 1));
	return t;
}

static struct text without_colon(struct text t)
{
	t = text_trim(t);
	while (t.n > 0 && t.s[t.n - 1] == ':')
		t = text_trim(text_from_to(t, 0, t.n - 1));
	return t;
}

/* "Opsamling fra mødet 1. november 2023", "Beslutning i Byrådet den 28-10-2014", "Beslutning i Byrådet". */
static bool qualified_heading(const struct sections_ask *ask, struct text t, struct opening *ret)
{
	struct text before = t, body = TEXT_NONE;
	struct date date = { .year = 0 };
	struct span where;
	size_t in;

	if (when_date(t, 0, &date, &where)) {
		if (text_trim(text_after(t, where.to)).n > 0)
			return false;
		before = text_trim(text_from_to(t, 0, when_date_begins(t, where)));
	}
	in = word_find(before, "i ");
	if (in < before.n) {
		body = without_marks(text_after(before, in + 2));
		before = text_trim(text_from_to(before, 0, in));
	}
	ret->role = heading_role(before);
	if (ret->role < 0 || (!date_known(date) && !(text_known(body) && names_a_committee(body)))) {
		ret->role = -1;
		return false;
	}
	ret->heading = t;
	ret->date = date;
	if (body.n > 0 && text_known(ask->organization) && !same_committee(body, ask->organization))
		ret->other_body = body;
	return true;
}

/* "Indstilling: Formanden indstiller ...": a heading with its text on the same line. */
static void heading_with_text(struct text t, struct opening *ret)
{
	size_t colon = text_find_byte(t, ':');

	if (colon == t.n)
		return;
	ret->role = heading_role(text_from_to(t, 0, colon));
	ret->heading = without_colon(text_from_to(t, 0, colon));
	ret->skip = colon + 1;
	while (ret->skip < t.n && t.s[ret->skip] == ' ')
		ret->skip++;
}

static struct opening opening_of(const struct sections_ask *ask, const struct line *line)
{
	struct opening o = { .role = -1, .heading = without_colon(line->text), .skip = line->text.n };
	bool typographic = ask->lines->typographic;

	/* What the tree calls a heading is one, however long. */
	if (line->within || o.heading.n == 0 || (line->level == 0 && line->text.n > HEADING_MAX * 4))
		return o;
	if (typographic ? line->level == 0 && !line->strong : !begins_with_capital(line->text))
		return o;
	if (qualified_heading(ask, o.heading, &o))
		return o;
	o.role = heading_role(o.heading);
	/* A heading of a role that the table does not know, at the level of sections. */
	if (o.role < 0 && typographic && line->level == ask->item_level + 1)
		o.role = SECTION_OTHER;
	if (o.role < 0 && !typographic)
		heading_with_text(line->text, &o);
	return o;
}

struct gathering {
	const struct sections_ask *ask;
	struct lines *lines;
	struct record_item *item;
	size_t sections_room, files_room, earlier_room, guests_room;
};

/* "Direktionen indstiller, at ...", without a heading over it. */
static bool recommends(struct text text)
{
	struct text sentence;

	return sentence_next(&text, &sentence) && (word_find(sentence, "indstiller, at") < sentence.n ||
		word_find(sentence, "indstiller at") < sentence.n || word_find(sentence, "indstiller til") < sentence.n);
}

static void add_section(struct gathering *g, const struct opening *o, struct text text)
{
	struct record_item *item = g->item;

	arena_grow(g->lines->arena, item->sections, item->sections_n, &g->sections_room);
	item->sections[item->sections_n++] = (struct record_section){ (enum section_role)o->role, o->heading, o->date, text };
}

static void add_file(struct gathering *g, struct text name)
{
	struct record_item *item = g->item;

	while (text_starts(name, TEXT("- ")) || text_starts(name, TEXT("•")))
		name = text_trim(text_after(name, name.s[0] == '-' ? 2 : 3));
	if (name.n == 0 || word_begins(name, "ingen bilag") || word_same(name, "ingen") || word_same(name, "ingen."))
		return;
	arena_grow(g->lines->arena, item->files, item->files_n, &g->files_room);
	item->files[item->files_n++] = name;
}

/* Each line is a name, but the page may have broken a long one. */
static void read_files(struct gathering *g, size_t from, size_t to, size_t skip)
{
	struct text name = TEXT("");
	const struct line *before = NULL;

	for (size_t i = lines_next(g->lines, from); i < to; i = lines_next(g->lines, i + 1)) {
		struct line *line = &g->lines->v[i];
		struct text t = i == from && skip > 0 ? text_after(line->text, skip) : line->text;

		line->use = LINE_FIELD;
		if (before != NULL && before->leaf == line->leaf && (line->within || (g->lines->typographic && !line->hard))) {
			name = text_join(g->lines->arena, name, TEXT(" "), t);
		} else {
			add_file(g, name);
			name = t;
		}
		before = line;
	}
	add_file(g, name);
}

/* "31-01-2023 § 17.4 udvalg (rekruttering).", "Økonomiudvalget, 9. oktober 2019, pkt. 153:".  Where the history has headings
 * (level), only they begin a treatment; otherwise a line with a day that is short or names a committee. */
static bool earlier_head(const struct line *line, int level, struct record_earlier *ret)
{
	struct text t = line->text, name = t;
	struct span where;
	struct date date = { .year = 0 };
	bool dated = when_date(t, 0, &date, &where);

	if (line->within || line->level != level || (level == 0 && !dated))
		return false;
	if (dated)
		name = where.from == 0 ? text_after(t, where.to) : text_from_to(t, 0, when_date_begins(t, where));
	name = without_marks(name);
	if (level == 0 && (t.n > HEADING_MAX || (where.from > 0 && !names_a_committee(name))))
		return false;
	*ret = (struct record_earlier){ .date = date, .organization = name.n > 0 ? name : TEXT_NONE, .released = true };
	return dated || name.n > 0;
}

static void add_earlier(struct gathering *g, const struct record_earlier *earlier)
{
	struct record_item *item = g->item;

	arena_grow(g->lines->arena, item->earlier, item->earlier_n, &g->earlier_room);
	item->earlier[item->earlier_n++] = *earlier;
}

/* The text of one treatment, or that it is not released: what stands beside that is set aside. */
static void read_treatment(struct gathering *g, struct record_earlier *earlier, size_t from, size_t to)
{
	struct text text = body_text(g->lines, from, to, 0, BODY_OF_EARLIER);

	if (word_begins(text, "beslutning ikke frigivet")) {
		earlier->released = false;
		for (size_t i = lines_next(g->lines, from); i < to; i = lines_next(g->lines, i + 1))
			g->lines->v[i].use = LINE_FIELD;
	} else if (text.n > 0) {
		earlier->text = text;
	}
	add_earlier(g, earlier);
}

static void read_history(struct gathering *g, size_t from, size_t to)
{
	struct record_earlier earlier, next;
	bool begun = false;
	size_t first = lines_next(g->lines, from), text = from;
	int level = first < to && g->lines->typographic ? g->lines->v[first].level : 0;

	for (size_t i = first; i < to; i = lines_next(g->lines, i + 1)) {
		if (!earlier_head(&g->lines->v[i], level, &next))
			continue;
		if (begun)
			read_treatment(g, &earlier, text, i);
		earlier = next;
		begun = true;
		g->lines->v[i].use = LINE_FIELD;
		text = i + 1;
	}
	if (begun)
		read_treatment(g, &earlier, text, to);
}

static void read_section(struct gathering *g, const struct opening *o, size_t from, size_t to, size_t skip)
{
	struct record_earlier earlier = { .date = o->date, .organization = o->other_body, .released = true };
	struct text text;

	switch (o->role) {
	case HEADING_FILES:
		read_files(g, from, to, skip);
		return;
	case HEADING_HISTORY:
		read_history(g, from, to);
		return;
	default:
		break;
	}
	if (text_known(o->other_body)) {
		read_treatment(g, &earlier, from, to);
		return;
	}
	text = body_text(g->lines, from, to, skip, BODY_OF_SECTION);
	if (skip > 0)
		g->lines->v[from].heading_n = skip;
	add_section(g, o, text);
	if (!text_known(o->heading) && recommends(text))
		g->item->sections[g->item->sections_n - 1].role = SECTION_RECOMMENDATION;
	/* Words about absence stay in the text, and go to the attendance too. */
	attendance_text(g->ask->attendance, text);
}

/* "Gæster: A; B", as this house writes it. */
static bool read_guests(struct gathering *g, struct line *line)
{
	struct text rest, part;
	size_t n;

	if (label_of(line->text, &n) != LABEL_GUESTS || line->within || line->level > 0)
		return false;
	line->use = LINE_FIELD;
	rest = text_after(line->text, n);
	while (text_split(&rest, ';', &part)) {
		part = text_trim(part);
		if (part.n == 0)
			continue;
		arena_grow(g->lines->arena, g->item->guests, g->item->guests_n, &g->guests_room);
		g->item->guests[g->item->guests_n++] = part;
	}
	return true;
}

/* A subheading of a typographic document: an entry of the history stands under its own. */
static bool is_opening(const struct sections_ask *ask, const struct line *line, const struct opening *now,
	struct opening *ret)
{
	*ret = opening_of(ask, line);
	if (ret->role < 0)
		return false;
	/* Within the history a deeper heading is a treatment, and within a text it is a subheading. */
	return !(ask->lines->typographic && line->level > ask->item_level + 1 &&
		(now->role == HEADING_HISTORY || ask->item_level > 0));
}

void sections_read(const struct sections_ask *ask, struct found_item *found)
{
	struct gathering g = { .ask = ask, .lines = ask->lines, .item = &found->item };
	struct opening now = { .role = SECTION_OTHER }, next;
	size_t from = lines_next(ask->lines, found->body), skip = 0;
	bool headed = false;

	while (from < found->end && read_guests(&g, &ask->lines->v[from]))
		from = lines_next(ask->lines, from + 1);
	for (size_t i = from; i < found->end; i = lines_next(ask->lines, i + 1)) {
		struct line *line = &ask->lines->v[i];

		if (!is_opening(ask, line, &now, &next))
			continue;
		if (headed || lines_next(ask->lines, from) < i)
			read_section(&g, &now, from, i, skip);
		now = next;
		headed = true;
		line->use = LINE_FIELD;
		from = next.skip < line->text.n ? i : i + 1;
		skip = next.skip < line->text.n ? next.skip : 0;
	}
	if (headed || lines_next(ask->lines, from) < found->end)
		read_section(&g, &now, from, found->end, skip);
}
