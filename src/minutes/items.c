#include "minutes/items.h"

#include "minutes/vocabulary.h"
#include "minutes/when.h"

enum {
	NUMBER_GAP_MAX = 30, /* closed items may be left out of the numbers, but not more */
	TITLE_LINES_MAX = 4,
	TITLE_BYTES_MAX = 240, /* of a title in a paragraph of its own */
	LABEL_BYTES_MAX = 40,
	HEAD_LINES_MAX = 6,  /* within which a case number alone on a line stands */
};

bool head_has_leader(struct text t)
{
	size_t at = text_find(t, TEXT("...."));
	struct text rest = text_trim(text_after(t, at));

	if (at == t.n)
		return false;
	while (rest.n > 0 && (rest.s[0] == '.' || rest.s[0] == ' ' || rest.s[0] == '\t'))
		rest = text_after(rest, 1);
	for (size_t i = 0; i < rest.n; i++)
		if (rest.s[i] < '0' || rest.s[i] > '9')
			return false;
	return true;
}

static size_t number_length(struct text t)
{
	size_t n = 0;

	while (n < t.n && n < 5 && t.s[n] >= '0' && t.s[n] <= '9')
		n++;
	return n <= 4 ? n : 0;
}

static bool begins_title(struct text t)
{
	unsigned char c = t.n > 0 ? (unsigned char)t.s[0] : 0;

	return begins_with_capital(t) || (c >= '0' && c <= '9') || c == '(' || c == '"' || c == '\'' || (c >= 0xc2 && c != 0xc3);
}

static enum head_style prefixed(struct text t, struct head *ret)
{
	static const char *const prefixes[] = { "punkt", "pkt.", "nr." };
	size_t n = 0, length;
	struct text rest;

	for (size_t i = 0; i < LENGTH_OF(prefixes) && n == 0; i++)
		if (word_begins(t, prefixes[i]))
			n = strlen(prefixes[i]);
	if (n == 0)
		return HEAD_NONE;
	if (n < t.n && t.s[n] == ':') { /* an item without a number, as this house writes it */
		*ret = (struct head){ TEXT_NONE, text_trim(text_after(t, n + 1)) };
		return HEAD_PREFIX;
	}
	rest = text_trim(text_after(t, n));
	length = number_length(rest);
	if (length == 0) { /* any other number ends at the colon */
		length = text_find_byte(rest, ':');
		if (length == rest.n || length > 12 || text_find_byte(text_from_to(rest, 0, length), ' ') < length)
			return HEAD_NONE;
	}
	while (length < rest.n && rest.s[length] != ':' && rest.s[length] != ' ' && rest.s[length] != '-')
		length++;
	ret->number = text_from_to(rest, 0, length);
	while (text_ends(ret->number, TEXT(".")))
		ret->number.n--;
	if (ret->number.n == 0)
		return HEAD_NONE;
	rest = text_trim(text_after(rest, length));
	if (rest.n > 1 && rest.s[0] == '-' && rest.s[1] != ' ')
		return HEAD_NONE; /* "punkt 2-3" */
	if (rest.n > 0 && (rest.s[0] == ':' || rest.s[0] == '-'))
		rest = text_trim(text_after(rest, 1));
	else if (rest.n > 0 && !begins_title(rest))
		return HEAD_NONE;
	ret->title = rest;
	return HEAD_PREFIX;
}

enum head_style head_parse(struct text t, struct head *ret)
{
	size_t n = number_length(t);
	struct text rest, words, word;
	char mark;

	if (n == 0)
		return prefixed(t, ret);
	mark = n < t.n ? t.s[n] : '\0';
	rest = text_trim(text_after(t, n + (mark == '.' || mark == ':')));
	if ((mark == '.' || mark == ':') && n + 1 < t.n && t.s[n + 1] != ' ')
		return HEAD_NONE;
	if ((mark != '.' && mark != ':' && mark != ' ') || !begins_title(rest))
		return HEAD_NONE;
	words = rest;
	if (text_word(&words, &word) && month_from_danish(word) > 0)
		return HEAD_NONE;
	*ret = (struct head){ text_from_to(t, 0, n), rest };
	return mark == '.' ? HEAD_DOT : mark == ':' ? HEAD_COLON : HEAD_BARE;
}

enum group group_of(struct text t)
{
	static const char *const open[] = { "åbent", "åben", "åbne punkter", "åbent punkt",
		"åben dagsorden" };
	static const char *const closed[] = { "lukket", "lukkede punkter", "lukket punkt", "lukket dagsorden", "lukkede sager" };

	while (t.n > 0 && t.s[t.n - 1] == ':')
		t.n--;
	for (size_t i = 0; i < LENGTH_OF(open); i++)
		if (word_same(t, open[i]))
			return GROUP_OPEN;
	for (size_t i = 0; i < LENGTH_OF(closed); i++)
		if (word_same(t, closed[i]))
			return GROUP_CLOSED;
	return GROUP_NONE;
}

/* Marks before and after a title. */
static const struct {
	const char *words;
	enum group group;
	bool after;
} title_marks[] = {
	{ "(åben) ", GROUP_OPEN, false },
	{ "(åbent) ", GROUP_OPEN, false },
	{ "(lukket) ", GROUP_CLOSED, false },
	{ "åben: ", GROUP_OPEN, false },
	{ "åbent: ", GROUP_OPEN, false },
	{ "åben - ", GROUP_OPEN, false },
	{ "åbent - ", GROUP_OPEN, false },
	{ "åbent ", GROUP_OPEN, false },
	{ "lukket: ", GROUP_CLOSED, false },
	{ "lukket - ", GROUP_CLOSED, false },
	{ " (lukket punkt)", GROUP_CLOSED, true },
	{ " (lukket)", GROUP_CLOSED, true },
	{ " - lukket punkt", GROUP_CLOSED, true },
	{ " - lukket", GROUP_CLOSED, true },
	{ " (åbent punkt)", GROUP_OPEN, true },
};

/* One mark is taken off; what is left is the title, word by word. */
static enum group take_mark(struct text *title)
{
	enum group whole = group_of(*title);

	if (whole != GROUP_NONE || word_same(*title, "lukket:") || word_same(*title, "åben:")) {
		*title = TEXT("");
		return whole != GROUP_NONE ? whole : GROUP_CLOSED;
	}
	for (size_t i = 0; i < LENGTH_OF(title_marks); i++) {
		size_t n = strlen(title_marks[i].words);

		if (title->n <= n)
			continue;
		if (!title_marks[i].after && word_begins(*title, title_marks[i].words)) {
			*title = text_trim(text_after(*title, n));
			return title_marks[i].group;
		}
		if (title_marks[i].after && word_same(text_after(*title, title->n - n), title_marks[i].words)) {
			*title = text_trim(text_from_to(*title, 0, title->n - n));
			return title_marks[i].group;
		}
	}
	return GROUP_NONE;
}

bool title_has_mark(struct text title)
{
	return take_mark(&title) != GROUP_NONE;
}

/* Digits and marks as case systems print them: 22-011382, 16/04521, 00.22.04-G01-2-18, 306-2009-600. */
static bool is_case_number(struct text t)
{
	size_t digits = 0, marks = 0;
	struct date date;
	struct span where;

	if (t.n < 5 || t.n > 40 || t.s[0] < '0' || t.s[0] > '9')
		return false;
	for (size_t i = 0; i < t.n; i++) {
		char c = t.s[i];

		digits += c >= '0' && c <= '9';
		marks += c == '-' || c == '/';
		if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || strchr("-/.", c) != NULL || (unsigned char)c >= 0xc3 ||
			    (unsigned char)c == 0x98 || (unsigned char)c == 0x85 || (unsigned char)c == 0x86))
			return false;
	}
	return digits >= 4 && marks > 0 && !when_date(t, 0, &date, &where);
}

/* What may stand after a label: a number, perhaps behind a few letters ("BR 40/04"). */
static bool is_labelled_number(struct text value, bool colon)
{
	size_t letters = 0;

	while (colon && letters < 4 && letters < value.n && value.s[letters] >= 'A' && value.s[letters] <= 'Z')
		letters++;
	if (letters > 0 && letters < value.n && (value.s[letters] == ' ' || value.s[letters] == '-'))
		letters++;
	return value.n > letters && value.n <= 60 && value.s[letters] >= '0' && value.s[letters] <= '9';
}

struct text matter_of(struct text line)
{
	struct text value;
	size_t n;

	if (label_of(line, &n) == LABEL_MATTER) {
		value = text_trim(text_after(line, n));
		return is_labelled_number(value, line.s[n - 1] == ':') ? value : TEXT_NONE;
	}
	return is_case_number(line) ? line : TEXT_NONE;
}

/* Numbered lines of one paragraph are a list or a table of contents, and no heads. */
static bool in_a_run(const struct lines *lines, size_t i)
{
	struct head head;
	size_t next = lines_next(lines, i + 1);

	return next < lines->n && !lines->v[next].opens && head_parse(lines->v[next].text, &head) >= HEAD_DOT;
}

static bool may_be_head(const struct lines *lines, size_t i, enum head_style style, struct head *head)
{
	const struct line *line = &lines->v[i];

	if (line->use == LINE_ASIDE || line->within || (lines_may_hold_furniture(lines) && head_has_leader(line->text)))
		return false;
	if (lines->typographic ? line->level == 0 : !line->opens)
		return false;
	return head_parse(line->text, head) == style && (lines->typographic || style == HEAD_PREFIX || !in_a_run(lines, i));
}

/* The style that numbers items here: the most explicit that occurs. */
static enum head_style find_style(const struct lines *lines)
{
	static const enum head_style styles[] = { HEAD_PREFIX, HEAD_DOT, HEAD_COLON, HEAD_BARE };
	struct head head;

	for (size_t s = 0; s < LENGTH_OF(styles); s++)
		for (size_t i = 0; i < lines->n; i++)
			if (may_be_head(lines, i, styles[s], &head))
				return styles[s];
	return HEAD_NONE;
}

/* A line that may be an item's head, and what tells whether it is. */
struct candidate {
	size_t at;
	struct head head;
	int64_t number;    /* 0: none, or no figure */
	bool comes_again;  /* below: this one stands in a table of contents */
	bool came_before;  /* above, in a table of contents: this one is the head */
};

struct candidates {
	struct candidate *v;
	size_t n, room;
};

static struct candidates candidates_of(struct lines *lines, enum head_style style)
{
	struct candidates c = { .n = 0 };
	struct head head;

	for (size_t i = 0; i < lines->n && style != HEAD_NONE; i++) {
		if (!may_be_head(lines, i, style, &head))
			continue;
		arena_grow(lines->arena, c.v, c.n, &c.room);
		c.v[c.n] = (struct candidate){ .at = i, .head = head };
		if (!text_number(head.number, &c.v[c.n].number))
			c.v[c.n].number = 0;
		c.n++;
	}
	return c;
}

static size_t hash(const struct head *head)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < head->number.n; i++)
		h = (h ^ (unsigned char)head->number.s[i]) * 0x100000001b3u;
	for (size_t i = 0; i < head->title.n; i++)
		h = (h ^ (unsigned char)head->title.s[i]) * 0x100000001b3u;
	return (size_t)(h ^ h >> 32);
}

/* An entry of a table of contents comes again as the head of its item; the one that comes last is the head. */
static void mark_repeated(struct arena *arena, struct candidates *c)
{
	size_t size = 16;
	uint32_t *table;

	while (size < c->n * 2)
		size *= 2;
	table = arena_new(arena, uint32_t, size);
	for (size_t i = c->n; i-- > 0;) {
		struct candidate *now = &c->v[i];
		size_t at = hash(&now->head) & (size - 1);

		while (table[at] != 0 && !(text_eq(c->v[table[at] - 1].head.number, now->head.number) &&
						 text_eq(c->v[table[at] - 1].head.title, now->head.title)))
			at = (at + 1) & (size - 1);
		if (table[at] != 0)
			now->comes_again = c->v[table[at] - 1].came_before = true;
		else
			table[at] = (uint32_t)i + 1;
	}
}

/* Below an item's head stands a heading, a case number or a mark; below an entry of a list, text. */
static bool heads_an_item(const struct lines *lines, const struct candidate *c)
{
	size_t next = lines_next(lines, c->at + 1), n;

	return c->came_before || (next < lines->n && (heading_role(lines->v[next].text) >= 0 ||
		text_known(matter_of(lines->v[next].text)) || group_of(lines->v[next].text) != GROUP_NONE ||
		label_of(lines->v[next].text, &n) == LABEL_MATTER));
}

static void add_found(struct lines *lines, struct found_items *items, size_t at, const struct head *head)
{
	struct found_item found = { .head = at, .item = { .is_public = true } };

	if (head != NULL) {
		found.item.number = head->number;
		found.item.title = head->title;
	}
	if (items->n > 0)
		items->v[items->n - 1].end = at;
	arena_grow(lines->arena, items->v, items->n, &items->room);
	items->v[items->n++] = found;
}

/* A document that treats one matter and gives it no number: it begins at its first heading. */
static void find_only_item(struct lines *lines, struct found_items *items)
{
	for (size_t i = lines_next(lines, 0); i < lines->n; i = lines_next(lines, i + 1)) {
		if (!lines->v[i].within && heading_role(lines->v[i].text) >= 0 && heading_role(lines->v[i].text) < HEADING_FILES &&
			i > 0 && !(word_same(lines->v[i].text, "referat") && items->n == 0)) {
			add_found(lines, items, i, NULL);
			return;
		}
	}
}

static bool title_goes_on(const struct line *next, struct text title)
{
	struct text rest = title, word = TEXT(""), next_word;
	size_t n;

	if ((next->opens && (title.n > 0 || next->text.n > TITLE_BYTES_MAX)) || heading_role(next->text) >= 0 || label_of(next->text, &n) != LABEL_NONE ||
		text_known(matter_of(next->text)) || group_of(next->text) != GROUP_NONE)
		return false;
	if (title.n == 0)
		return true;
	while (text_word(&rest, &next_word))
		word = next_word;
	return wants_more(word) || begins_small(next->text);
}

/* The lines over which the title goes on. */
static size_t read_title(struct lines *lines, struct found_item *found)
{
	struct record_item *item = &found->item;
	size_t i = lines_next(lines, found->head + 1);

	lines->v[found->head].use = LINE_FIELD;
	if (lines->v[found->head].level > 0)
		return i;
	for (int n = 0; i < found->end && n < TITLE_LINES_MAX && title_goes_on(&lines->v[i], item->title); n++) {
		item->title = text_join(lines->arena, item->title, item->title.n > 0 ? TEXT(" ") : TEXT(""), lines->v[i].text);
		lines->v[i].use = LINE_FIELD;
		i = lines_next(lines, i + 1);
	}
	return i;
}

/* "Sagsnr.:" on a line of its own, or "Acadre" with the rest of its label below: the number is in the next line. */
static bool is_label_of_next(const struct lines *lines, size_t i, size_t end)
{
	struct text t = lines->v[i].text;
	size_t n, next = lines_next(lines, i + 1);

	if (next >= end || t.n > LABEL_BYTES_MAX)
		return false;
	if (label_of(t, &n) == LABEL_MATTER && n == t.n && text_known(matter_of(lines->v[next].text)))
		return true;
	return !lines->v[next].opens && !text_known(matter_of(t)) &&
		text_known(matter_of(text_join(lines->arena, t, TEXT(" "), lines->v[next].text)));
}

/* The head's further lines: the title's rest, a mark, the case number. */
static void read_head(struct lines *lines, struct found_item *found, enum group group)
{
	struct record_item *item = &found->item;
	size_t i = read_title(lines, found);
	enum group mark = take_mark(&item->title);

	for (int n = 0; i < found->end && n < HEAD_LINES_MAX && !lines->v[i].within && lines->v[i].level == 0; n++) {
		enum group below = group_of(lines->v[i].text);
		struct text matter = matter_of(lines->v[i].text);

		if (below != GROUP_NONE && !lines->typographic)
			mark = below;
		else if (text_known(matter) && !text_known(item->matter))
			item->matter = matter;
		else if (text_known(item->matter) || !is_label_of_next(lines, i, found->end))
			break;
		lines->v[i].use = LINE_FIELD;
		i = lines_next(lines, i + 1);
	}
	item->is_public = mark != GROUP_NONE ? mark != GROUP_CLOSED : group != GROUP_CLOSED;
	if (item->title.n == 0)
		item->title = TEXT_NONE;
	found->body = i < found->end ? i : found->end;
}

/* A group's heading stands just before an item's head; it holds for the items that follow, until the next. */
static enum group group_before(struct lines *lines, const struct found_items *items, size_t which, enum group now)
{
	size_t head = items->v[which].head, from = which > 0 ? items->v[which - 1].head + 1 : 0;

	for (size_t i = head; i-- > from && head - i <= 2;) {
		struct line *line = &lines->v[i];
		enum group group = group_of(line->text);

		if (line->use != LINE_ASIDE && group != GROUP_NONE && line->opens && (which == 0 || i > from) &&
			(!lines->typographic || (line->level > 0 && line->level <= items->level))) {
			line_set_aside(line, "heading of a group of items");
			return group;
		}
	}
	return now;
}

/* How the numbers of plain text have run so far. */
struct numbering {
	int64_t last;      /* of the newest item */
	int64_t first;     /* of the first */
	int64_t in_list;   /* of a list within an item that began at 1; 0: none */
	bool sure;         /* some item's head was plainly one */
};

/* Whether the numbers let this be the next item.  A list within an item begins at 1 again and is no item, and nor is a table
 * of contents whose titles were cut: the numbers begin again below it, and what was found is forgotten. */
static bool numbers_follow(const struct lines *lines, struct found_items *items, struct numbering *n,
	const struct candidate *c)
{
	bool plain = heads_an_item(lines, c);

	if (items->n > 0 && c->number == n->first && plain && !n->sure)
		items->n = 0;
	if (items->n > 0 && !(c->number > n->last && c->number <= n->last + NUMBER_GAP_MAX)) {
		n->in_list = c->number == 1 || c->number == n->in_list + 1 ? c->number : n->in_list;
		return false;
	}
	if (items->n > 0 && n->in_list > 0 && c->number == n->in_list + 1 && !plain) {
		n->in_list++;
		return false;
	}
	if (items->n == 0)
		*n = (struct numbering){ .first = c->number };
	n->last = c->number;
	n->in_list = 0;
	n->sure = n->sure || plain;
	return true;
}

static struct found_items find(struct lines *lines)
{
	struct found_items items = { .style = find_style(lines) };
	struct candidates c = candidates_of(lines, items.style);
	bool by_numbers = !lines->typographic && items.style != HEAD_PREFIX;
	struct numbering numbering = { .last = 0 };

	if (by_numbers)
		mark_repeated(lines->arena, &c);
	for (size_t i = 0; i < c.n; i++) {
		if (lines->typographic && items.n > 0 && lines->v[c.v[i].at].level != items.level)
			continue;
		if (by_numbers && (c.v[i].comes_again || !numbers_follow(lines, &items, &numbering, &c.v[i])))
			continue;
		items.level = lines->v[c.v[i].at].level;
		add_found(lines, &items, c.v[i].at, &c.v[i].head);
	}
	return items;
}

struct found_items items_find(struct lines *lines)
{
	struct found_items items = find(lines);
	enum group group = GROUP_NONE;

	if (items.n == 0 && lines->typographic) {
		lines->typographic = false;
		items = find(lines);
	}
	if (items.n == 0)
		find_only_item(lines, &items);
	if (items.n == 0)
		return items;
	items.v[items.n - 1].end = lines->n;
	for (size_t i = 0; i < items.n; i++) {
		group = group_before(lines, &items, i, group);
		if (items.style == HEAD_NONE)
			items.v[i].body = items.v[i].head;
		else
			read_head(lines, &items.v[i], group);
		items.v[i].item.order = (int)i + 1;
	}
	return items;
}
