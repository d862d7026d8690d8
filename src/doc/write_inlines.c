#include "doc/write_inlines.h"

enum atom_kind {
	ATOM_RUNE,
	ATOM_OPEN,  /* of `inline` */
	ATOM_CLOSE, /* of `inline` */
	ATOM_SOFT,
	ATOM_HARD,
	ATOM_END, /* one before the run, one after it */
};

/* Small, since a paragraph has as many as letters. */
struct atom {
	unsigned rune : 21;   /* ATOM_RUNE; otherwise which of run->containers */
	unsigned kind : 3;    /* enum atom_kind */
	unsigned encoded : 1; /* ATOM_RUNE: written as &#N; */
	unsigned escaped : 1; /* ATOM_RUNE: written with a backslash */
};

struct run {
	struct inlines_writer *w;
	struct atom *atoms;
	enum inlines_place place;
	size_t backticks;
	bool link_tail;  /* "](" somewhere in the words */
	bool label_tail; /* "]:" somewhere in the words */
};

struct inlines_writer inlines_writer_in(struct arena *arena, size_t max)
{
	return (struct inlines_writer){ .out = buffer_in(arena, max) };
}

/* Laying out */

static void add_atom(struct inlines_writer *w, enum atom_kind kind, size_t rune)
{
	if (w->atoms_n > w->out.max || rune > 0x10ffff)
		w->out.full = true; /* it could not be written anyway */
	if (w->out.full)
		return;
	arena_grow(w->out.arena, w->atoms, w->atoms_n, &w->atoms_room);
	w->atoms[w->atoms_n++] = (struct atom){ .kind = kind, .rune = (unsigned)rune & 0x1fffff };
}

static void add_container(struct inlines_writer *w, const struct doc_inline *in)
{
	arena_grow(w->out.arena, w->containers, w->containers_n, &w->containers_room);
	w->containers[w->containers_n++] = in;
}

static const struct doc_inline *container(const struct run *run, const struct atom *atom)
{
	return run->w->containers[atom->rune];
}

static bool is_kind(const struct run *run, const struct atom *atom, enum doc_inline_kind kind)
{
	return (atom->kind == ATOM_OPEN || atom->kind == ATOM_CLOSE) &&
	       container(run, atom)->kind == kind;
}

static void add_runes(struct run *run, struct text t)
{
	for (size_t at = 0; at < t.n;) {
		uint32_t rune = text_rune(t, &at);

		run->backticks += rune == '`';
		if (at < t.n && rune == ']') {
			run->link_tail |= t.s[at] == '(';
			run->label_tail |= t.s[at] == ':';
		}
		add_atom(run->w, ATOM_RUNE, rune);
	}
}

static void add_inlines(struct run *run, const struct doc_inline *in)
{
	for (; in != NULL; in = in->next) {
		size_t which = run->w->containers_n;

		switch (in->kind) {
		case DOC_WORDS:
			add_runes(run, in->text);
			break;
		case DOC_SOFT_BREAK:
			add_atom(run->w, ATOM_SOFT, 0);
			break;
		case DOC_HARD_BREAK:
			add_atom(run->w, ATOM_HARD, 0);
			break;
		case DOC_LINK:
		case DOC_STRONG:
		case DOC_EMPHASIS:
			for (size_t i = 0; i < in->href.n; i++)
				run->backticks += in->href.s[i] == '`';
			add_container(run->w, in);
			add_atom(run->w, ATOM_OPEN, which);
			add_inlines(run, in->child);
			add_atom(run->w, ATOM_CLOSE, which);
			break;
		}
	}
}

/* What CommonMark 0.30 sees in a letter; OTHER may or may not be punctuation to it. */

enum sort { SORT_SPACE, SORT_PUNCTUATION, SORT_LETTER, SORT_OTHER };

static bool is_ascii_letter(uint32_t rune)
{
	return (rune | 0x20) >= 'a' && (rune | 0x20) <= 'z';
}

static bool is_digit(uint32_t rune)
{
	return rune >= '0' && rune <= '9';
}

static enum sort sort_of_rune(uint32_t rune)
{
	if (rune == ' ' || rune == '\t' || rune == 0xa0 || rune == 0x1680 ||
		(rune >= 0x2000 && rune <= 0x200a) || rune == 0x202f || rune == 0x205f ||
		rune == 0x3000)
		return SORT_SPACE;
	if (is_ascii_letter(rune) || is_digit(rune))
		return SORT_LETTER;
	if (rune < 0x80)
		return SORT_PUNCTUATION;
	return rune >= 0xc0 && rune < 0x250 && rune != 0xd7 && rune != 0xf7 ? SORT_LETTER
									    : SORT_OTHER;
}

static enum sort sort_of(const struct atom *atom)
{
	if (atom->kind == ATOM_RUNE)
		return atom->encoded ? SORT_PUNCTUATION : sort_of_rune(atom->rune);
	return atom->kind == ATOM_SOFT || atom->kind == ATOM_END ? SORT_SPACE : SORT_PUNCTUATION;
}

static bool ends_line(const struct atom *atom)
{
	return atom->kind == ATOM_SOFT || atom->kind == ATOM_HARD || atom->kind == ATOM_END;
}

/* The rune as it will be written, 0 for anything else. */
static uint32_t plain_rune(const struct atom *atom)
{
	return atom->kind == ATOM_RUNE && !atom->encoded ? atom->rune : 0;
}

/* Letters to encode: white space at a line's edge, and what would keep a delimiter from working. */

static bool encode_letter(struct atom *atom)
{
	bool is_new = !atom->encoded;

	atom->encoded = true;
	return is_new;
}

/* CommonMark's rule of flanking: inner must not be white space, and when inner may be punctuation
 * (or the delimiter is
 * _), outer must be white space or punctuation. */
static bool encode_beside(struct atom *outer, struct atom *inner, bool strong)
{
	bool changed = false;

	if (inner->kind == ATOM_RUNE && sort_of(inner) == SORT_SPACE)
		changed = encode_letter(inner);
	if (strong && sort_of(inner) == SORT_LETTER)
		return changed;
	if (outer->kind == ATOM_RUNE && sort_of(outer) != SORT_SPACE &&
		sort_of(outer) != SORT_PUNCTUATION)
		changed |= encode_letter(outer);
	return changed;
}

static bool encode_delimiters(struct run *run)
{
	bool changed = false;

	for (size_t i = 1; i + 1 < run->w->atoms_n; i++) {
		struct atom *atom = &run->atoms[i];
		bool strong = is_kind(run, atom, DOC_STRONG);

		if (!strong && !is_kind(run, atom, DOC_EMPHASIS))
			continue;
		changed |= atom->kind == ATOM_OPEN ? encode_beside(atom - 1, atom + 1, strong)
						   : encode_beside(atom + 1, atom - 1, strong);
	}
	return changed;
}

static void encode(struct run *run)
{
	for (size_t i = 1; i + 1 < run->w->atoms_n; i++) {
		struct atom *atom = &run->atoms[i];

		if (atom->kind == ATOM_RUNE && (atom->rune == ' ' || atom->rune == '\t') &&
			(ends_line(atom - 1) || ends_line(atom + 1)))
			atom->encoded = true;
	}
	/* A letter encoded for one delimiter is punctuation to the next; they nest two deep, so
	 * this ends soon. */
	while (encode_delimiters(run))
		continue;
}

/* Marks that begin a block at the front of a line */

static bool is_gap(const struct atom *atom)
{
	return ends_line(atom) || plain_rune(atom) == ' ' || plain_rune(atom) == '\t';
}

/* Whether the line from atom on is made of that rune and white space alone. */
static bool is_line_of(const struct atom *atom, uint32_t rune)
{
	while (plain_rune(atom) == rune || plain_rune(atom) == ' ' || plain_rune(atom) == '\t')
		atom++;
	return ends_line(atom);
}

/* "12." or "12)": a list, but in the middle of a paragraph only when it begins at 1. */
static void escape_number(struct atom *atom, bool first_line)
{
	int number = 0, digits = 0;

	for (; is_digit(plain_rune(atom)) && digits < 10; atom++, digits++)
		number = number < 10 ? number * 10 + (int)(atom->rune - '0') : number;
	if (digits == 0 || digits > 9 || (plain_rune(atom) != '.' && plain_rune(atom) != ')') ||
		!is_gap(atom + 1))
		return;
	atom->escaped = first_line || number == 1;
}

static bool next_line_starts_with(const struct atom *atom, uint32_t rune)
{
	while (!ends_line(atom))
		atom++;
	return atom->kind != ATOM_END && plain_rune(atom + 1) == rune;
}

static bool begins_block(const struct run *run, const struct atom *atom, bool first_line)
{
	size_t n = 0;

	switch (plain_rune(atom)) {
	case '#':
		while (plain_rune(atom + n) == '#')
			n++;
		return n <= 6 && is_gap(atom + n);
	case '>':
		return true;
	case '-':
		return is_gap(atom + 1) || is_line_of(atom, '-');
	case '+':
		return is_gap(atom + 1);
	case '=':
		return is_line_of(atom, '=');
	case '~':
		return plain_rune(atom + 1) == '~' && plain_rune(atom + 2) == '~';
	case '|':
		return first_line && next_line_starts_with(atom, '|');
	case '[':
		return first_line && run->label_tail;
	default:
		return false;
	}
}

static void escape_line_starts(struct run *run)
{
	bool first_line = true;

	for (size_t i = 0; i + 1 < run->w->atoms_n; i++) {
		struct atom *start = &run->atoms[i + 1];

		if (!ends_line(&run->atoms[i]))
			continue;
		if (i > 0 || run->place != INLINES_LETTERED) {
			start->escaped = begins_block(run, start, first_line);
			escape_number(start, first_line);
		}
		first_line = false;
	}
}

/* Marks anywhere */

static bool is_entity(const struct atom *atom)
{
	size_t n = 1;

	while (is_ascii_letter(plain_rune(atom + n)) || is_digit(plain_rune(atom + n)) ||
		plain_rune(atom + n) == '#')
		n++;
	return n > 1 && plain_rune(atom + n) == ';';
}

static bool is_between(const struct atom *atom, enum sort sort)
{
	return atom[-1].kind == ATOM_RUNE && atom[1].kind == ATOM_RUNE &&
	       sort_of(atom - 1) == sort && sort_of(atom + 1) == sort;
}

static bool is_tag(const struct atom *next)
{
	uint32_t rune = plain_rune(next);

	return is_ascii_letter(rune) || rune == '/' || rune == '!' || rune == '?';
}

static bool is_markup(const struct run *run, const struct atom *atom, bool in_link)
{
	switch (atom->rune) {
	case '\\': /* before a letter it is only itself */
		return ends_line(atom + 1) || sort_of(atom + 1) == SORT_PUNCTUATION;
	case '&':
		return is_entity(atom);
	case '*':
		return !is_between(atom, SORT_SPACE);
	case '_':
		return !is_between(atom, SORT_SPACE) && !is_between(atom, SORT_LETTER);
	case '`':
		return run->backticks > 1;
	case '<':
		return is_tag(atom + 1);
	case '[':
		return in_link || run->link_tail;
	case ']':
		return in_link;
	case '!':
		return atom[1].kind == ATOM_OPEN && is_kind(run, atom + 1, DOC_LINK);
	case '#':
		return run->place == INLINES_HEADING && atom[1].kind == ATOM_END;
	case '|':
		return run->place == INLINES_CELL;
	default:
		return false;
	}
}

static void escape_marks(struct run *run)
{
	bool in_link = false;

	for (size_t i = 1; i + 1 < run->w->atoms_n; i++) {
		struct atom *atom = &run->atoms[i];

		if (atom->kind == ATOM_RUNE && !atom->encoded)
			atom->escaped = atom->escaped || is_markup(run, atom, in_link);
		else if (is_kind(run, atom, DOC_LINK))
			in_link = atom->kind == ATOM_OPEN;
	}
}

/* Writing */

static bool is_bare_href(struct text href)
{
	for (size_t i = 0; i < href.n; i++)
		if (memchr(" <>()\\", href.s[i], 6) != NULL)
			return false;
	return true;
}

static bool is_entity_text(struct text t)
{
	size_t n = 1;

	while (n < t.n && (is_ascii_letter((unsigned char)t.s[n]) ||
				  is_digit((unsigned char)t.s[n]) || t.s[n] == '#'))
		n++;
	return n > 1 && n < t.n && t.s[n] == ';';
}

static void write_href(struct buffer *out, struct text href, enum inlines_place place)
{
	bool bare = is_bare_href(href);

	buffer_add_string(out, bare ? "](" : "](<");
	for (size_t i = 0; i < href.n; i++) {
		/* An entity is undone before a backslash is, so a backslash cannot hide one. */
		if (href.s[i] == '&' && is_entity_text(text_after(href, i))) {
			buffer_add_string(out, "&amp;");
			continue;
		}
		if (memchr("<>\\", href.s[i], 3) != NULL ||
			(href.s[i] == '|' && place == INLINES_CELL))
			buffer_add_byte(out, '\\');
		buffer_add_byte(out, href.s[i]);
	}
	buffer_add_string(out, bare ? ")" : ">)");
}

static void write_delimiter(struct run *run, const struct atom *atom)
{
	struct buffer *out = &run->w->out;

	if (is_kind(run, atom, DOC_STRONG))
		buffer_add_string(out, "**");
	else if (is_kind(run, atom, DOC_EMPHASIS))
		buffer_add_byte(out, '_');
	else if (atom->kind == ATOM_OPEN)
		buffer_add_byte(out, '[');
	else
		write_href(out, container(run, atom)->href, run->place);
}

static void write_rune(struct buffer *out, const struct atom *atom)
{
	if (atom->encoded) {
		buffer_format(out, "&#%u;", (unsigned)atom->rune);
		return;
	}
	if (atom->escaped)
		buffer_add_byte(out, '\\');
	buffer_add_rune(out, atom->rune);
}

static void write_break(struct run *run, const struct atom *atom, struct text prefix)
{
	struct buffer *out = &run->w->out;

	if (run->place == INLINES_HEADING || run->place == INLINES_CELL) {
		buffer_add_byte(out, ' ');
		return;
	}
	buffer_add_string(out, atom->kind == ATOM_HARD ? "\\\n" : "\n");
	buffer_add(out, prefix);
}

static void write_atom(struct run *run, const struct atom *atom, struct text prefix)
{
	switch ((enum atom_kind)atom->kind) {
	case ATOM_RUNE:
		write_rune(&run->w->out, atom);
		break;
	case ATOM_OPEN:
	case ATOM_CLOSE:
		write_delimiter(run, atom);
		break;
	case ATOM_SOFT:
	case ATOM_HARD:
		write_break(run, atom, prefix);
		break;
	case ATOM_END:
		break;
	}
}

void inlines_write(struct inlines_writer *w, const struct doc_inline *inlines,
	enum inlines_place place, struct text prefix)
{
	struct run run = { .w = w, .place = place };

	w->atoms_n = w->containers_n = 0;
	add_atom(w, ATOM_END, 0);
	add_inlines(&run, inlines);
	add_atom(w, ATOM_END, 0);
	if (w->out.full)
		return;
	run.atoms = w->atoms;
	encode(&run);
	if (place == INLINES_PARAGRAPH || place == INLINES_LETTERED)
		escape_line_starts(&run);
	escape_marks(&run);
	for (size_t i = 0; i < w->atoms_n; i++)
		write_atom(&run, &run.atoms[i], prefix);
}
