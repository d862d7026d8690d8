#include "doc/markless.h"

bool markless_has_marks(struct text t)
{
	static const bool marks[256] = { ['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true, ['['] = true, ['<'] = true,
		['&'] = true, ['\t'] = true, ['\r'] = true, ['\f'] = true };

	for (size_t i = 0; i < t.n; i++)
		if (marks[(unsigned char)t.s[i]])
			return true;
	return false;
}

static bool begins_something(struct text t)
{
	static const bool begins[256] = { [' '] = true, ['#'] = true, ['>'] = true, ['-'] = true, ['+'] = true, ['='] = true,
		['~'] = true, ['|'] = true, ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true, ['5'] = true,
		['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true };

	return begins[(unsigned char)t.s[0]];
}

/* Takes "- " or "12. " off a line of a list, and gives the number. */
static enum markless_kind take_mark(struct text *line, int64_t *ret_number)
{
	enum { DIGITS_MAX = 9 }; /* of a list's number, in CommonMark */
	size_t digits = 0;

	if (text_starts(*line, TEXT("- "))) {
		*line = text_after(*line, 2);
		return MARKLESS_BULLET;
	}
	while (digits < line->n && line->s[digits] >= '0' && line->s[digits] <= '9')
		digits++;
	if (digits > DIGITS_MAX || !text_number(text_from_to(*line, 0, digits), ret_number) ||
		!text_starts(text_after(*line, digits), TEXT(". ")))
		return MARKLESS_OTHER;
	*line = text_after(*line, digits + 2);
	return MARKLESS_NUMBER;
}

/* *line becomes its words. */
static enum markless_kind line_kind(struct text *line, int64_t *ret_number)
{
	enum markless_kind kind = MARKLESS_WORDS;

	if (line->n == 0)
		return MARKLESS_BLANK;
	if (begins_something(*line))
		kind = take_mark(line, ret_number);
	if (kind == MARKLESS_OTHER || line->n == 0 || begins_something(*line) || line->s[line->n - 1] == ' ' || markless_has_marks(*line))
		return MARKLESS_OTHER;
	return kind;
}

/* What may follow without a word going into another block, or a list becoming loose. */
static bool may_follow(enum markless_kind kind, enum markless_kind before, enum markless_kind block_before)
{
	bool is_list = kind == MARKLESS_BULLET || kind == MARKLESS_NUMBER;

	if (before == MARKLESS_BLANK)
		return !is_list || block_before <= MARKLESS_WORDS;
	return kind == MARKLESS_BLANK || kind == before;
}

bool markless_is(struct text part)
{
	enum markless_kind before = MARKLESS_BLANK, block_before = MARKLESS_BLANK;
	struct text whole = part, line;
	int64_t number;

	if (text_find_byte(part, '\r') < part.n || text_find_byte(part, '\f') < part.n)
		return false; /* which text_line takes for the ends of lines */
	while (text_line(&part, &line)) {
		enum markless_kind kind = line_kind(&line, &number);

		if (kind == MARKLESS_OTHER || !may_follow(kind, before, block_before))
			return false;
		before = kind;
		if (kind != MARKLESS_BLANK)
			block_before = kind;
	}
	return text_valid(whole);
}

struct markless markless_of(struct text part)
{
	return (struct markless){ .rest = part, .open = MARKLESS_BLANK };
}

/* A line that is not blank is of the block before it, or markless_is would not have passed it. */
static bool is_last(const struct markless *text)
{
	return text->rest.n == 0 || text->rest.s[0] == '\n';
}

bool markless_next(struct markless *text, struct markless_line *ret)
{
	struct text line;

	while (text_line(&text->rest, &line)) {
		enum markless_kind kind = line_kind(&line, &ret->number);

		text->lines++;
		ret->begins = kind != text->open;
		text->open = kind;
		if (kind == MARKLESS_BLANK)
			continue;
		ret->kind = kind;
		ret->words = line;
		ret->number_in_text = text->lines;
		ret->ends = is_last(text);
		return true;
	}
	return false;
}
