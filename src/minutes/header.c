#include "minutes/header.h"

#include "minutes/items.h"
#include "minutes/vocabulary.h"
#include "minutes/when.h"

struct text classification_of(struct arena *arena, struct text organization)
{
	size_t at = text_find(organization, TEXT("\xc2\xa7"));
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
		return text_from(arena_format(arena, "\xc2\xa7 %d", numbers[0]));
	return text_from(arena_format(arena, "\xc2\xa7 %d, stk. %d", numbers[0], numbers[1]));
}

static bool is_bulleted(struct text t)
{
	return text_starts(t, TEXT("- ")) || text_starts(t, TEXT("\xe2\x80\xa2")) || text_starts(t, TEXT("* "));
}

/* Whether a line may go on with the list of names above it. */
static bool goes_on(const struct lines *lines, size_t i, size_t upto, bool empty_so_far)
{
	const struct line *line;
	enum record_kind kind;
	size_t n;

	if (i >= upto)
		return false;
	line = &lines->v[i];
	if (line->level > 0 || label_of(line->text, &n) != LABEL_NONE || kind_of(line->text, &kind) == line->text.n)
		return false;
	return !line->opens || empty_so_far || line->within || is_bulleted(line->text);
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

/* "kl. 15:00 - 17.30": what stands after a label is a time even without "kl.".  Gives where the times end. */
static size_t read_clocks(struct arena *arena, struct header *h, struct text t, bool labelled, bool ending)
{
	struct text kl = labelled ? TEXT("kl. ") : TEXT("");
	struct text said = text_join(arena, kl, TEXT(""), t), rest;
	struct clock first, second;
	struct span where, other;

	if (!when_clock(said, 0, &first, &where))
		return 0;
	set_clock(ending ? &h->end : &h->start, first);
	rest = text_trim(text_after(said, where.to));
	if (text_starts(rest, TEXT("-")) || text_starts(rest, TEXT("\xe2\x80\x93"))) {
		rest = text_join(arena, TEXT("kl. "), TEXT(""), text_trim(text_after(rest, rest.s[0] == '-' ? 1 : 3)));
		if (when_clock(rest, 0, &second, &other) && other.from <= strlen("kl. kl. "))
			set_clock(&h->end, second);
	}
	return where.to - kl.n;
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

static struct text without_marks(struct text t)
{
	t = text_trim(t);
	while (t.n > 0 && (t.s[t.n - 1] == ',' || t.s[t.n - 1] == '-' || t.s[t.n - 1] == ':'))
		t = text_trim(text_from_to(t, 0, t.n - 1));
	while (t.n > 0 && (t.s[0] == ',' || t.s[0] == '-' || t.s[0] == ':'))
		t = text_trim(text_after(t, 1));
	return t;
}

/* What stands after the kind word: "fra ordinært møde i Byrådet onsdag den 6. april 2016 kl. 17:00 i Byrådssalen". */
static void read_title(struct lines *lines, struct header *h, const struct line *line, struct text rest)
{
	static const char *const before[] = { "m\xc3\xb8" "de i ", "m\xc3\xb8" "det i ", "m\xc3\xb8" "de for ", "for " };
	struct text organization = rest, after;
	struct span where;
	struct date date;

	for (size_t i = 0; i < LENGTH_OF(before); i++) {
		size_t at = word_find(rest, before[i]);

		if (at < rest.n && (at == 0 || i < 3)) {
			rest = text_after(rest, at + strlen(before[i]));
			break;
		}
	}
	organization = rest;
	if (when_date(rest, 0, &date, &where)) {
		set_date(h, date, line->number);
		organization = text_from_to(rest, 0, when_date_begins(rest, where));
		after = text_after(rest, where.to);
		after = text_after(after, read_clocks(lines->arena, h, after, false, false));
		after = text_trim(after);
		if (word_begins(after, "i ") && !text_known(h->location))
			h->location = text_trim(text_after(after, 2));
	}
	organization = without_marks(organization);
	if (organization.n > 0 && !word_same(organization, "m\xc3\xb8" "de"))
		h->organization = organization;
}

static void read_labelled(struct lines *lines, struct header *h, struct attendance *attendance, enum label label,
	size_t *at, size_t upto, size_t skip)
{
	struct line *line = &lines->v[*at];
	struct text value;
	struct date date;
	struct span where;

	h->labels++;
	if (label == LABEL_PRESENT || label == LABEL_LISTED || label == LABEL_ABSENT || label == LABEL_REMARKS ||
		text_trim(text_after(line->text, skip)).n == 0) {
		value = label_value(lines, at, upto, skip);
	} else {
		value = text_trim(text_after(line->text, skip));
		line->use = LINE_FIELD;
		*at = lines_next(lines, *at + 1);
	}
	switch (label) {
	case LABEL_DATE:
		read_day(lines->arena, h, line, value);
		break;
	case LABEL_TIME:
	case LABEL_START:
		read_clocks(lines->arena, h, value, true, false);
		break;
	case LABEL_END:
		read_clocks(lines->arena, h, value, true, true);
		break;
	case LABEL_PLACE:
		if (value.n > 0 && !text_known(h->location))
			h->location = value;
		break;
	case LABEL_ORGANIZATION:
		if (value.n > 0)
			h->organization = value;
		break;
	case LABEL_PRESENT:
		attendance->told = true;
		attendance_add(attendance, value, PARTICIPANT_PRESENT);
		break;
	case LABEL_LISTED:
		attendance_add(attendance, value, PARTICIPANT_LISTED);
		break;
	case LABEL_ABSENT:
		attendance_away(attendance, value);
		break;
	case LABEL_REMARKS:
		if (attendance_sentence(attendance, value))
			attendance->told = true;
		break;
	case LABEL_NEXT:
		if (when_date(value, 0, &date, &where))
			h->next_meeting = date;
		break;
	case LABEL_NONE:
	case LABEL_OTHER_DATE:
	case LABEL_MATTER:
	case LABEL_GUESTS:
		break;
	}
}

static bool is_authority(struct text t)
{
	return t.n < 60 && (word_find(t, "kommune") < t.n || word_begins(t, "region ")) && !names_a_committee(t);
}

/* A line without a label.  What is none of these stays unused, and is set aside in the end. */
static void read_unlabelled(struct lines *lines, struct header *h, struct line *line)
{
	struct span where;
	struct date date;
	struct text name = line->text;

	if (word_begins(name, "m\xc3\xb8" "de i "))
		name = text_after(name, strlen("m\xc3\xb8" "de i "));
	line->use = LINE_FIELD;
	if (read_clocks(lines->arena, h, line->text, false, false) > 0 && !when_date(line->text, 0, &date, &where))
		return;
	if (when_date(line->text, 0, &date, &where))
		name = without_marks((struct text){ name.s, (size_t)(line->text.s + when_date_begins(line->text, where) - name.s) });
	if (!text_known(h->organization) && name.n > 0 && names_a_committee(name)) {
		h->organization = name;
		read_day(lines->arena, h, line, line->text);
		return;
	}
	if (read_day(lines->arena, h, line, line->text))
		return;
	line->use = LINE_UNUSED;
	if (is_authority(line->text))
		line_set_aside(line, "authority");
	else if (date_known(h->start.date) && !text_known(h->location) && line->text.n < 120) {
		h->location = line->text;
		line->use = LINE_FIELD;
	}
}

static bool is_contents(struct text t)
{
	struct head head;

	return word_same(t, "indholdsfortegnelse") || head_has_leader(t) || head_parse(t, &head) != HEAD_NONE ||
		group_of(t) != GROUP_NONE || heading_role(t) == HEADING_FILES;
}

void header_read(struct lines *lines, size_t upto, struct attendance *attendance, struct header *ret)
{
	struct header h = { .start = MOMENT_NONE, .end = MOMENT_NONE };
	bool in_contents = false;

	for (size_t i = lines_next(lines, 0); i < upto;) {
		struct line *line = &lines->v[i];
		enum record_kind kind;
		size_t n = kind_of(line->text, &kind);
		enum label label;

		if (n > 0 && !h.kind_stated) {
			h.kind = kind;
			h.kind_stated = true;
			line->use = LINE_FIELD;
			read_title(lines, &h, line, text_trim(text_after(line->text, n)));
		} else if (word_same(line->text, "indholdsfortegnelse") || (n > 0 && n == line->text.n)) {
			in_contents = true;
			line_set_aside(line, "table of contents");
		} else if ((label = label_of(line->text, &n)) != LABEL_NONE && !line->within) {
			in_contents = false;
			read_labelled(lines, &h, attendance, label, &i, upto, n);
			continue;
		} else if (is_contents(line->text) || in_contents) {
			line_set_aside(line, "table of contents");
		} else {
			read_unlabelled(lines, &h, line);
		}
		i = lines_next(lines, i + 1);
	}
	if (h.end.hour >= 0)
		h.end.date = h.start.date;
	if (text_known(h.organization))
		h.classification = classification_of(lines->arena, h.organization);
	*ret = h;
}
