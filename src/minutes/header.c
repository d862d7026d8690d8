#include "minutes/header.h"

#include "minutes/items.h"
#include "minutes/vocabulary.h"
#include "minutes/when.h"

struct text classification_of(struct arena *arena, struct text organization)
{
	size_t at = text_find(organization, TEXT("§"));
	int numbers[2] = { 0, 0 }, n = 0;

	if (at == organization.n)
		return TEXT_NONE;
	for (size_t i = at + 2; i < organization.n && n < 2; i++) {
		char c = organization.s[i];

		if (c >= '0' && c <= '9') {
			for (; i < organization.n && organization.s[i] >= '0' && organization.s[i] <= '9' && numbers[n] < 1000; i++)
				numbers[n] = numbers[n] * 10 + (organization.s[i] - '0');
			n++;
			i--;
		} else if (c != ' ' && c != ',' && c != '.' && c != 's' && c != 't' && c != 'k') {
			break;
		}
	}
	if (n == 0)
		return TEXT_NONE;
	if (n == 1)
		return text_from(arena_format(arena, "§ %d", numbers[0]));
	return text_from(arena_format(arena, "§ %d, stk. %d", numbers[0], numbers[1]));
}

static struct text one_line(struct arena *arena, struct text t)
{
	struct text first, line;

	if (!text_split(&t, '\n', &first))
		return t;
	while (text_split(&t, '\n', &line))
		first = text_join(arena, first, TEXT(", "), line);
	return text_trim(first);
}

/* The value after a label */

static bool is_bulleted(struct text t)
{
	return text_starts(t, TEXT("- ")) || text_starts(t, TEXT("•")) || text_starts(t, TEXT("* "));
}

/* Whether a line may go on with the value above it: in the same list or paragraph, or bulleted, or the first one at all. */
static bool goes_on(const struct lines *lines, size_t i, size_t upto, bool empty_so_far)
{
	const struct line *line;
	enum record_kind kind;
	size_t n;

	if (i >= upto || lines->v[i].level > 0)
		return false;
	line = &lines->v[i];
	if (line->within) /* the tree says where the list ends, whatever its words */
		return empty_so_far || lines->v[i - 1].top == line->top;
	if (lines->typographic && line->opens)
		return false;
	if (label_of(line->text, &n) != LABEL_NONE || kind_of(line->text, &kind) == line->text.n)
		return false;
	return !line->opens || empty_so_far || is_bulleted(line->text);
}

/* Names separated by commas are wrapped over lines in the middle of a name; otherwise each line is an entry. */
static bool is_comma_list(struct text first)
{
	size_t comma = text_find_byte(first, ',');
	struct text rest = text_trim(text_after(first, comma + 1));

	return comma < first.n && (rest.n == 0 || text_find_byte(rest, ' ') < rest.n);
}

struct text label_value(struct lines *lines, size_t *at, size_t upto, size_t skip)
{
	struct buffer b = buffer_in(lines->arena, DOC_BYTES_MAX);
	struct text first = text_trim(text_after(lines->v[*at].text, skip));
	bool commas = is_comma_list(first);
	size_t i = lines_next(lines, *at + 1);

	lines->v[*at].use = LINE_FIELD;
	buffer_add(&b, first);
	while (goes_on(lines, i, upto, b.n == 0)) {
		struct line *line = &lines->v[i];

		if (b.n == 0)
			commas = is_comma_list(line->text) && !line->within;
		else
			buffer_add_byte(&b, commas ? ' ' : '\n');
		buffer_add(&b, line->text);
		line->use = LINE_FIELD;
		i = lines_next(lines, i + 1);
	}
	*at = i;
	return text_copy(lines->arena, buffer_text(&b));
}

/* Days and clocks */

static void set_date(struct header *h, struct date date, size_t line)
{
	if (!date_known(h->start.date)) {
		h->start.date = date;
	} else if (date_compare(h->start.date, date) != 0) {
		h->dates_differ = true;
		h->dates_differ_line = line;
	}
}

static void set_clock(struct moment *m, struct clock clock)
{
	if (m->hour >= 0)
		return;
	m->hour = clock.hour;
	m->minute = clock.minute;
}

/* The end of a range: what stands after "-", "til" or "og sluttede". */
static bool range_goes_on(struct text *rest)
{
	static const char *const signs[] = { "-", "–", "—", "til ", "og sluttede " };

	for (size_t i = 0; i < LENGTH_OF(signs); i++) {
		if (!word_begins(*rest, signs[i]))
			continue;
		*rest = text_trim(text_after(*rest, strlen(signs[i])));
		return true;
	}
	return false;
}

/* "kl. 15:00 - 17.30": what stands after a label is a time even without "kl.".  Gives where the times end in t; 0: none. */
static size_t read_clocks(struct arena *arena, struct header *h, struct text t, bool labelled, bool ending)
{
	const struct text kl = TEXT("kl. ");
	struct text said = labelled ? text_join(arena, kl, TEXT(""), t) : t, rest;
	struct clock first, second;
	struct span where, other;
	size_t to;

	if (!when_clock(said, 0, &first, &where))
		return 0;
	set_clock(ending ? &h->end : &h->start, first);
	to = where.to - (labelled ? kl.n : 0);
	rest = text_trim(text_after(t, to));
	if (!range_goes_on(&rest))
		return to;
	said = text_join(arena, kl, TEXT(""), rest);
	if (!when_clock(said, 0, &second, &other) || other.from > strlen("kl. kl. "))
		return to;
	set_clock(&h->end, second);
	return (size_t)(rest.s - t.s) + other.to - kl.n;
}

/* A line that tells a day, perhaps with clock times; whether it does. */
static bool read_day(struct arena *arena, struct header *h, const struct line *line, struct text t)
{
	struct span where;
	struct date date;

	if (!when_date(t, 0, &date, &where))
		return false;
	set_date(h, date, line->number);
	/* After "2017 - 17:00" the dash is no range. */
	t = text_trim(text_after(t, where.to));
	while (t.n > 0 && (t.s[0] == '-' || t.s[0] == ',' || t.s[0] == ' '))
		t = text_after(t, 1);
	read_clocks(arena, h, t, false, false);
	return true;
}

/* Titles */

static struct text without_marks(struct text t)
{
	t = text_trim(t);
	while (t.n > 0 && (t.s[t.n - 1] == ',' || t.s[t.n - 1] == '-' || t.s[t.n - 1] == ':'))
		t = text_trim(text_from_to(t, 0, t.n - 1));
	while (t.n > 0 && (t.s[0] == ',' || t.s[0] == '-' || t.s[0] == ':'))
		t = text_trim(text_after(t, 1));
	return t;
}

/* What stands after the words that lead to a committee: "fra ordinært møde i Byrådet". */
static struct text after_lead(struct text t)
{
	static const char *const leads[] = { "møde i ", "mødet i ", "møde for " };

	for (size_t i = 0; i < LENGTH_OF(leads); i++) {
		size_t at = word_find(t, leads[i]);

		if (at < t.n)
			return text_after(t, at + strlen(leads[i]));
	}
	return word_begins(t, "for ") ? text_after(t, strlen("for ")) : t;
}

/* What stands after the kind word: "fra ordinært møde i Byrådet onsdag den 6. april 2016 kl. 17:00 i Byrådssalen". */
static void read_title(struct arena *arena, struct header *h, size_t line, struct text rest)
{
	struct text organization, after;
	struct span where;
	struct date date;

	rest = organization = after_lead(rest);
	if (when_date(rest, 0, &date, &where)) {
		set_date(h, date, line);
		organization = text_from_to(rest, 0, when_date_begins(rest, where));
		after = text_after(rest, where.to);
		after = text_trim(text_after(after, read_clocks(arena, h, after, false, false)));
		if (word_begins(after, "i ") && !text_known(h->location))
			h->location = text_trim(text_after(after, 2));
	}
	organization = without_marks(organization);
	if (organization.n > 0 && !word_same(organization, "møde"))
		h->organization = organization;
}

bool header_title_says(struct arena *arena, struct text title, const struct header *wanted)
{
	struct header h = { .start = MOMENT_NONE, .end = MOMENT_NONE };
	enum record_kind kind;
	size_t n = kind_of(title, &kind);

	if (n == 0 || kind != wanted->kind)
		return false;
	read_title(arena, &h, 0, text_trim(text_after(title, n)));
	return text_eq(h.organization, wanted->organization) && date_compare(h.start.date, wanted->start.date) == 0 &&
		h.start.hour < 0 && h.end.hour < 0 && !text_known(h.location);
}

/* The title goes on where its line was broken: in the same paragraph, and not with a capital. */
static struct text whole_title(struct lines *lines, size_t at, size_t upto, size_t skip)
{
	struct text title = text_trim(text_after(lines->v[at].text, skip));

	for (size_t i = at + 1; i < upto && lines->v[i].use == LINE_UNUSED; i++) {
		struct text t = lines->v[i].text;
		size_t n;

		if (title.n == 0 || lines->v[i].opens || !begins_small(t) || label_of(t, &n) != LABEL_NONE)
			break;
		title = text_join(lines->arena, title, TEXT(" "), t);
		lines->v[i].use = LINE_FIELD;
	}
	return title;
}

/* Lines with a label */

static bool is_of_people(enum label label)
{
	return label == LABEL_PRESENT || label == LABEL_LISTED || label == LABEL_ABSENT || label == LABEL_REMARKS;
}

static void read_people(struct attendance *attendance, enum label label, struct text value)
{
	if (label == LABEL_REMARKS)
		attendance_text(attendance, value);
	else if (label == LABEL_ABSENT)
		attendance_away(attendance, value);
	else
		attendance_add(attendance, value, label == LABEL_PRESENT ? PARTICIPANT_PRESENT : PARTICIPANT_LISTED);
	attendance->told = attendance->told || label == LABEL_PRESENT;
}

static void read_value(struct arena *arena, struct header *h, enum label label, const struct line *line, struct text value)
{
	struct date date;
	struct span where;

	switch (label) {
	case LABEL_DATE:
		read_day(arena, h, line, value);
		break;
	case LABEL_TIME:
	case LABEL_START:
		if (!read_day(arena, h, line, value))
			read_clocks(arena, h, value, true, false);
		break;
	case LABEL_END:
		read_clocks(arena, h, value, true, true);
		break;
	case LABEL_PLACE:
		if (value.n > 0 && !text_known(h->location))
			h->location = one_line(arena, value);
		break;
	case LABEL_ABOUT:
		if (value.n > 0)
			h->remark = one_line(arena, value);
		break;
	case LABEL_ORGANIZATION:
		if (value.n > 0)
			h->organization = one_line(arena, value);
		break;
	case LABEL_NEXT:
		if (when_date(value, 0, &date, &where))
			h->next_meeting = date;
		break;
	case LABEL_NONE:
	case LABEL_LISTED:
	case LABEL_PRESENT:
	case LABEL_ABSENT:
	case LABEL_REMARKS:
	case LABEL_OTHER_DATE:
	case LABEL_MATTER:
	case LABEL_GUESTS:
		break;
	}
}

static void read_labelled(struct lines *lines, struct header *h, struct attendance *attendance, enum label label,
	size_t *at, size_t upto, size_t skip)
{
	struct line *line = &lines->v[*at];
	struct text value = text_trim(text_after(line->text, skip));

	h->labels++;
	line->use = LINE_FIELD;
	if (is_of_people(label) || value.n == 0)
		value = label_value(lines, at, upto, skip);
	else
		*at = lines_next(lines, *at + 1);
	if (is_of_people(label))
		read_people(attendance, label, value);
	else
		read_value(lines->arena, h, label, line, value);
}

/* Lines without a label */

static bool is_authority(struct text t)
{
	return t.n < 60 && (word_find(t, "kommune") < t.n || word_begins(t, "region ")) && !names_a_committee(t);
}

/* A committee, perhaps with the day of its meeting behind it. */
static bool read_committee(struct arena *arena, struct header *h, const struct line *line)
{
	struct text name = line->text;
	struct span where;
	struct date date;

	if (text_known(h->organization))
		return false;
	if (word_begins(name, "møde i "))
		name = text_after(name, strlen("møde i "));
	if (when_date(name, 0, &date, &where))
		name = without_marks(text_from_to(name, 0, when_date_begins(name, where)));
	if (name.n == 0 || !names_a_committee(name))
		return false;
	h->organization = name;
	read_day(arena, h, line, line->text);
	return true;
}

static bool read_place(struct header *h, const struct line *line)
{
	struct text place = word_begins(line->text, "i ") ? text_trim(text_after(line->text, 2)) : line->text;

	if (text_known(h->location) || line->level > 0 || !is_place(place))
		return false;
	h->location = place;
	return true;
}

/* What is none of these stays unused, and is set aside in the end. */
static void read_unlabelled(struct lines *lines, struct header *h, struct line *line)
{
	struct span where;
	struct date date;
	bool dated = when_date(line->text, 0, &date, &where);

	if ((!dated && read_clocks(lines->arena, h, line->text, false, false) > 0) || read_committee(lines->arena, h, line) ||
		read_day(lines->arena, h, line, line->text))
		line->use = LINE_FIELD;
	else if (is_authority(line->text))
		line_set_aside(line, "authority");
	else if (read_place(h, line))
		line->use = LINE_FIELD;
}

/* The whole head */

static bool is_contents(struct text t)
{
	struct head head;

	return head_parse(t, &head) != HEAD_NONE || group_of(t) != GROUP_NONE || heading_role(t) == HEADING_FILES;
}

/* Reads the line at *at, and moves past what it took. */
static void read_line(struct lines *lines, struct header *h, struct attendance *attendance, size_t *at, size_t upto,
	bool *in_contents)
{
	struct line *line = &lines->v[*at];
	enum record_kind kind;
	size_t n = kind_of(line->text, &kind), skip;
	enum label label = line->within ? LABEL_NONE : label_of(line->text, &skip);
	bool leader = lines_may_hold_furniture(lines) && head_has_leader(line->text);

	if (n > 0 && !h->kind_stated && !leader) {
		h->kind = kind;
		h->kind_stated = true;
		line->use = LINE_FIELD;
		read_title(lines->arena, h, line->number, whole_title(lines, *at, upto, n));
	} else if (label != LABEL_NONE && !leader) {
		*in_contents = false;
		read_labelled(lines, h, attendance, label, at, upto, skip);
		return;
	} else if (word_same(line->text, "indholdsfortegnelse") || (n > 0 && n == line->text.n)) {
		*in_contents = true;
		line_set_aside(line, "table of contents");
	} else if (*in_contents || leader || is_contents(line->text)) {
		line_set_aside(line, "table of contents");
	} else {
		read_unlabelled(lines, h, line);
	}
	*at = lines_next(lines, *at + 1);
}

void header_read(struct lines *lines, size_t upto, struct attendance *attendance, struct header *ret)
{
	struct header h = { .start = MOMENT_NONE, .end = MOMENT_NONE };
	bool in_contents = false;

	for (size_t i = lines_next(lines, 0); i < upto;) {
		if (lines->v[i].use == LINE_UNUSED)
			read_line(lines, &h, attendance, &i, upto, &in_contents);
		else
			i = lines_next(lines, i + 1);
	}
	if (text_known(h.organization))
		h.classification = classification_of(lines->arena, h.organization);
	*ret = h;
}
