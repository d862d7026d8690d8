#include "minutes/items.h"

#include "minutes/vocabulary.h"
#include "minutes/when.h"

enum {
	NUMBER_GAP_MAX = 30, /* closed items may be left out of the numbers, but not more */
	TITLE_LINES_MAX = 4,
	HEAD_LINES_MAX = 6,  /* within which a case number alone on a line stands */
};

bool head_has_leader(struct text t)
{
	size_t at = text_find(t, TEXT("...."));
	struct text rest = text_trim(text_after(t, at));

	if (at == t.n)
		return false;
	while (rest.n > 0 && (rest.s[0] == '.' || rest.s[0] == ' '))
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
	unsigned char second = t.n > 1 ? (unsigned char)t.s[1] : 0;

	if (c == 0xc3)
		return second >= 0x80 && second <= 0x9e;
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '(' || c == '"' || c == '\'' || c >= 0xc2;
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
	if (text_ends(ret->number, TEXT(".")))
		ret->number.n--;
	rest = text_trim(text_after(rest, length));
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
	static const char *const open[] = { "\xc3\xa5" "bent", "\xc3\xa5" "ben", "\xc3\xa5" "bne punkter", "\xc3\xa5" "bent punkt",
		"\xc3\xa5" "ben dagsorden" };
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
	{ "(\xc3\xa5" "ben) ", GROUP_OPEN, false },
	{ "(\xc3\xa5" "bent) ", GROUP_OPEN, false },
	{ "(lukket) ", GROUP_CLOSED, false },
	{ "\xc3\xa5" "ben: ", GROUP_OPEN, false },
	{ "\xc3\xa5" "bent: ", GROUP_OPEN, false },
	{ "\xc3\xa5" "ben - ", GROUP_OPEN, false },
	{ "\xc3\xa5" "bent - ", GROUP_OPEN, false },
	{ "\xc3\xa5" "bent ", GROUP_OPEN, false },
	{ "lukket: ", GROUP_CLOSED, false },
	{ "lukket - ", GROUP_CLOSED, false },
	{ " (lukket punkt)", GROUP_CLOSED, true },
	{ " (lukket)", GROUP_CLOSED, true },
	{ " - lukket punkt", GROUP_CLOSED, true },
	{ " - lukket", GROUP_CLOSED, true },
	{ " (\xc3\xa5" "bent punkt)", GROUP_OPEN, true },
};

/* One mark is taken off; what is left is the title, word by word. */
static enum group take_mark(struct text *title)
{
	enum group whole = group_of(*title);

	if (whole != GROUP_NONE || word_same(*title, "lukket:") || word_same(*title, "\xc3\xa5" "ben:")) {
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

struct text matter_of(struct text line)
{
	struct text value;
	size_t n;

	if (label_of(line, &n) == LABEL_MATTER) {
		value = text_trim(text_after(line, n));
		if (value.n > 0 && value.n <= 60 && value.s[0] >= '0' && value.s[0] <= '9')
			return value;
		return TEXT_NONE;
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

	if (line->use == LINE_ASIDE || line->within || head_has_leader(line->text))
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

static bool follows(const struct lines *lines, const struct found_items *items, enum head_style style,
	const struct head *head)
{
	int64_t number, last;

	if (items->n == 0 || lines->typographic || style == HEAD_PREFIX)
		return true;
	if (!text_number(items->v[items->n - 1].item.number, &last) || !text_number(head->number, &number))
		return true;
	return number > last && number <= last + NUMBER_GAP_MAX;
}

/* An entry of a table of contents comes again as the head of its item; the one that comes last is the head. */
static bool comes_again(const struct lines *lines, size_t i, enum head_style style, const struct head *head)
{
	struct head later;

	for (size_t j = i + 1; j < lines->n; j++)
		if (may_be_head(lines, j, style, &later) && text_eq(later.number, head->number) &&
			text_eq(later.title, head->title))
			return true;
	return false;
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

static bool title_goes_on(const struct line *next, struct text title, enum group *mark)
{
	struct text rest = title, word = TEXT(""), next_word;
	size_t n;

	if (next->opens || heading_role(next->text) >= 0 || label_of(next->text, &n) != LABEL_NONE ||
		text_known(matter_of(next->text)) || (*mark = group_of(next->text)) != GROUP_NONE)
		return false;
	if (title.n == 0)
		return true;
	while (text_word(&rest, &next_word))
		word = next_word;
	return wants_more(word) || (next->text.s[0] >= 'a' && next->text.s[0] <= 'z') ||
		(text_starts(next->text, TEXT("\xc3")) && (unsigned char)next->text.s[1] >= 0xa0);
}

/* The head's further lines: the title's rest, a mark, the case number. */
static void read_head(struct lines *lines, struct found_item *found, enum group group)
{
	struct record_item *item = &found->item;
	size_t i = lines_next(lines, found->head + 1), n = 0;
	enum group mark = GROUP_NONE, below = GROUP_NONE;

	lines->v[found->head].use = LINE_FIELD;
	while (lines->v[found->head].level == 0 && i < found->end && n++ < TITLE_LINES_MAX &&
		title_goes_on(&lines->v[i], item->title, &below)) {
		item->title = text_join(lines->arena, item->title, item->title.n > 0 ? TEXT(" ") : TEXT(""), lines->v[i].text);
		lines->v[i].use = LINE_FIELD;
		i = lines_next(lines, i + 1);
	}
	mark = take_mark(&item->title);
	for (n = 0; i < found->end && n++ < HEAD_LINES_MAX && !lines->v[i].within && lines->v[i].level == 0;
		i = lines_next(lines, i + 1)) {
		below = group_of(lines->v[i].text);
		if (below != GROUP_NONE && !lines->typographic)
			mark = below;
		else if (text_known(matter_of(lines->v[i].text)) && !text_known(item->matter))
			item->matter = matter_of(lines->v[i].text);
		else
			break;
		lines->v[i].use = LINE_FIELD;
	}
	if (mark == GROUP_NONE)
		mark = group;
	item->is_public = mark != GROUP_CLOSED;
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

		if (line->use != LINE_ASIDE && group != GROUP_NONE && line->opens && (which == 0 || i > from)) {
			line_set_aside(line, "heading of a group of items");
			return group;
		}
	}
	return now;
}

static struct found_items find(struct lines *lines)
{
	struct found_items items = { .style = find_style(lines) };
	struct head head;

	for (size_t i = 0; i < lines->n && items.style != HEAD_NONE; i++) {
		if (!may_be_head(lines, i, items.style, &head) || !follows(lines, &items, items.style, &head))
			continue;
		if (!lines->typographic && items.style != HEAD_PREFIX && comes_again(lines, i, items.style, &head))
			continue;
		if (lines->typographic && items.n > 0 && lines->v[i].level != items.level)
			continue;
		items.level = lines->v[i].level;
		add_found(lines, &items, i, &head);
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
