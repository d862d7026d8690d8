#include "domain/lineup.h"

#include "domain/slug.h"
#include "language/language.h"

enum { LINE_BYTES = 4 * NAME_TYPED_MAX }; /* of one seat, written */

/* Folded, longest first where one begins as another does. */
static const struct word {
	const char *word;
	enum seat seat;
} words[] = {
	{ "n\xc3\xa6stformand", SEAT_VICE },       { "viceborgmester", SEAT_VICE },
	{ "1. n\xc3\xa6stformand", SEAT_VICE },    { "2. n\xc3\xa6stformand", SEAT_VICE },
	{ "1. viceborgmester", SEAT_VICE },        { "2. viceborgmester", SEAT_VICE },
	{ "n\xc3\xa6stforkvinde", SEAT_VICE },     { "n\xc3\xa6stforperson", SEAT_VICE },
	{ "udvalgsformand", SEAT_CHAIR },          { "regionsr\xc3\xa5""dsformand", SEAT_CHAIR },
	{ "borgmester", SEAT_CHAIR },              { "formand", SEAT_CHAIR },
	{ "forkvinde", SEAT_CHAIR },               { "forperson", SEAT_CHAIR },
	{ "udvalgsmedlem", SEAT_MEMBER },          { "medlem", SEAT_MEMBER },
	{ "stedfortr\xc3\xa6""der", SEAT_SUBSTITUTE }, { "suppleant", SEAT_SUBSTITUTE },
};

/* What a seat is written with. */
static const char *const written[SEATS] = {
	[SEAT_CHAIR] = "formand",
	[SEAT_VICE] = "n\xc3\xa6stformand",
	[SEAT_MEMBER] = "medlem",
	[SEAT_SUBSTITUTE] = "stedfortr\xc3\xa6""der",
};

struct line {
	struct ctx *cx;
	size_t number;
	struct lineup_seat seat;
	bool has_role;
	bool named_other; /* the newest cell says for whom somebody stands in: a party in brackets after it is that one's */
};

static enum fault refuse_line(struct line *line, const char *message, struct text detail)
{
	enum fault fault = refuse_with(&line->cx->why, FAULT_INVALID, message, "%.*s", TEXT_ARG(detail));

	line->cx->why.line = line->number;
	return fault;
}

/* How long "- ", "• ", "12. ", "3) " before a name is. */
static size_t mark_at(struct text t)
{
	static const char *const marks[] = { "- ", "* ", "\xe2\x80\xa2 ", "\xc2\xb7 ", "\xe2\x80\x93 " };
	size_t digits = 0;

	for (size_t i = 0; i < LENGTH_OF(marks); i++)
		if (text_starts(t, text_from(marks[i])))
			return strlen(marks[i]);
	while (digits < t.n && t.s[digits] >= '0' && t.s[digits] <= '9')
		digits++;
	if (digits > 0 && digits + 1 < t.n && (t.s[digits] == '.' || t.s[digits] == ')') && t.s[digits + 1] == ' ')
		return digits + 2;
	return 0;
}

/* The seat whose word t is, or begins with when something may follow; -1 when it is none.  t and its folded form need not be equally
 * long, so that what follows is found by counting words. */
static int seat_of(struct arena *arena, struct text t, struct text *ret_rest)
{
	struct text folded = language_fold(arena, text_trim(t));

	for (size_t i = 0; i < LENGTH_OF(words); i++) {
		struct text word = language_fold(arena, text_from(words[i].word)), rest = t, skipped;
		int spaces = text_find_byte(word, ' ') < word.n ? 2 : 1;

		if (!text_starts(folded, word) || (folded.n > word.n && folded.s[word.n] != ' '))
			continue;
		while (spaces-- > 0 && text_word(&rest, &skipped)) {}
		*ret_rest = text_trim(rest);
		return (int)words[i].seat;
	}
	return -1;
}

static enum fault take_party(struct line *line, struct text party)
{
	if (text_known(line->seat.party) || party.n > PARTY_BYTES_MAX)
		return refuse_line(line, N_("%s is neither a role nor the one party of somebody"), party);
	line->seat.party = party;
	return FAULT_NONE;
}

static enum fault take_role(struct line *line, enum seat seat, struct text rest)
{
	if (line->has_role && line->seat.seat != seat)
		return refuse_line(line, N_("%s has two roles"), line->seat.name);
	line->has_role = true;
	line->seat.seat = seat;
	if (text_empty(rest))
		return FAULT_NONE;
	if (seat != SEAT_SUBSTITUTE || !text_starts(language_fold(line->cx->arena, rest), TEXT("for ")))
		return refuse_line(line, N_("%s is neither a role nor the one party of somebody"), rest);
	line->seat.substitute_for = text_after(rest, sizeof("for ") - 1);
	line->named_other = true;
	return FAULT_NONE;
}

/* A cell after the name. */
static enum fault take_fact(struct line *line, struct text fact)
{
	struct text rest;
	int seat = seat_of(line->cx->arena, fact, &rest);

	return seat >= 0 ? take_role(line, (enum seat)seat, rest) : take_party(line, fact);
}

/* The names of the columns of a spreadsheet. */
static bool is_head(struct arena *arena, struct text name)
{
	return text_is(language_fold(arena, name), "navn");
}

/* "Anne Holm", "2. Formand Anne Holm": what stands before the name, one after the other. */
static enum fault take_name(struct line *line, struct text name)
{
	for (;;) {
		size_t mark = mark_at(name);
		struct text rest;
		int seat = mark == 0 ? seat_of(line->cx->arena, name, &rest) : -1;
		enum fault fault = seat >= 0 ? take_role(line, (enum seat)seat, TEXT("")) : FAULT_NONE;

		if (fault != FAULT_NONE)
			return fault;
		if (mark == 0 && seat < 0)
			break;
		name = mark > 0 ? text_after(name, mark) : rest;
	}
	if (text_empty(name_key(line->cx->arena, name)) || is_head(line->cx->arena, name))
		return refuse_line(line, N_("A name is missing"), TEXT(""));
	line->seat.name = name;
	return FAULT_NONE;
}

/* Tabs part cells as spreadsheets copy them, then semicolons, then commas: a line has one kind.  Brackets always do. */
static char separator_of(struct text t)
{
	return text_find_byte(t, '\t') < t.n ? '\t' : text_find_byte(t, ';') < t.n ? ';' : ',';
}

/* The next cell, and whether it stands in brackets. */
static bool next_cell(struct text *rest, char separator, struct text *ret, bool *bracketed)
{
	size_t n = 0;

	if (!text_known(*rest))
		return false;
	while (n < rest->n && rest->s[n] != separator && rest->s[n] != '(' && rest->s[n] != ')')
		n++;
	*ret = text_trim(text_from_to(*rest, 0, n));
	*bracketed = n < rest->n && rest->s[n] == ')';
	*rest = n < rest->n ? text_after(*rest, n + 1) : TEXT_NONE;
	return true;
}

/* One blank between words, so that what is compared is what will be written. */
static enum fault clean_cell(struct line *line, struct text cell, struct text *ret)
{
	enum fault fault = name_clean_optional(line->cx, cell, ret);

	if (fault != FAULT_NONE)
		line->cx->why.line = line->number;
	else if (text_find_byte(*ret, ';') < ret->n)
		return refuse_line(line, N_("A name or a party has no semicolon"), TEXT(""));
	return fault;
}

/* *ret_seat: it is somebody, and not the head of a table or nothing at all. */
static enum fault read_line(struct line *line, struct text t, bool *ret_seat)
{
	char separator = separator_of(t);
	enum fault fault = FAULT_NONE;
	bool named = false, bracketed;
	struct text cell;

	for (t = text_trim(t); mark_at(t) > 0; t = text_trim(t))
		t = text_after(t, mark_at(t));
	line->seat = (struct lineup_seat){ .seat = SEAT_MEMBER };
	line->has_role = line->named_other = false;
	*ret_seat = false;
	while (fault == FAULT_NONE && next_cell(&t, separator, &cell, &bracketed)) {
		bool others = line->named_other && bracketed;

		line->named_other = false;
		fault = clean_cell(line, cell, &cell);
		if (fault != FAULT_NONE || !text_known(cell) || others)
			continue;
		if (!named && is_head(line->cx->arena, cell))
			return FAULT_NONE;
		fault = named ? take_fact(line, cell) : take_name(line, cell);
		named = true;
	}
	*ret_seat = fault == FAULT_NONE && named;
	return fault;
}

bool lineup_clash(struct arena *arena, const struct lineup_seat *a, const struct lineup_seat *b)
{
	if (!text_eq(name_key(arena, a->name), name_key(arena, b->name)))
		return false;
	return a->seat != SEAT_SUBSTITUTE || b->seat != SEAT_SUBSTITUTE || !text_known(a->substitute_for) ||
		!text_known(b->substitute_for) ||
		text_eq(name_key(arena, a->substitute_for), name_key(arena, b->substitute_for));
}

enum fault lineup_read(struct ctx *cx, struct text typed, struct lineup_seat **ret, size_t *ret_n)
{
	struct line line = { .cx = cx };
	struct lineup_seat *seats = NULL;
	size_t n = 0, room = 0;
	struct text t;

	if (text_known(typed) && !text_valid(typed))
		return refuse(&cx->why, FAULT_INVALID, N_("The text holds what is no text"));
	while (text_line(&typed, &t)) {
		enum fault fault;
		bool is_seat;

		line.number++;
		fault = read_line(&line, t, &is_seat);
		if (fault == FAULT_NONE && !is_seat)
			continue;
		for (size_t i = 0; i < n && fault == FAULT_NONE; i++)
			if (lineup_clash(cx->arena, &seats[i], &line.seat))
				fault = refuse_line(&line, N_("%s stands there twice"), line.seat.name);
		if (fault != FAULT_NONE)
			return fault;
		if (n == LINEUP_MOST)
			return refuse_with(&cx->why, FAULT_LIMIT, N_("A committee has at most %s members and substitutes"), "%d",
				LINEUP_MOST);
		arena_grow(cx->arena, seats, n, &room);
		seats[n++] = line.seat;
	}
	*ret = seats;
	*ret_n = n;
	return FAULT_NONE;
}

struct text lineup_write(struct arena *arena, const struct lineup_seat *seats, size_t n)
{
	struct buffer b = buffer_in(arena, (n + 1) * LINE_BYTES);

	for (size_t i = 0; i < n; i++) {
		buffer_add(&b, seats[i].name);
		buffer_format(&b, "; %s", written[seats[i].seat]);
		if (text_known(seats[i].substitute_for))
			buffer_format(&b, " for %.*s", TEXT_ARG(seats[i].substitute_for));
		if (text_known(seats[i].party))
			buffer_format(&b, "; %.*s", TEXT_ARG(seats[i].party));
		buffer_add_byte(&b, '\n');
	}
	return buffer_text(&b);
}
