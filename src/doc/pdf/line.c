#include "doc/pdf/line.h"

#include "doc/pdf/bidi.h"

/* What a line costs: the square of what it lacks, in thousandths of the measure.  A hyphen is worth a line that is a
 * tenth short; two in a row, or one before the last line, more. */
enum {
	COST_HYPHEN = 100 * 100,
	COST_HYPHENS = 180 * 180,
	COST_EMERGENCY = 900 * 900,
	COST_RUNT = 120 * 120,        /* a last line shorter than RUNT */
	COST_OVERFULL = 1000 * 1000 * 4,
	RUNT = 90,                    /* thousandths */
	RAGGED = 115,                 /* thousandths: a line that lacks more is worth dividing words */
};

/* A place where a line may end. */
struct end {
	size_t atom;  /* the first after it */
	int64_t from; /* where the next line's words begin, were all on one line */
	int64_t to;   /* where its own words end, hyphen included */
	enum atom_break kind;
	int64_t cost; /* of the cheapest lines up to here */
	size_t before; /* the end of the line before */
};

struct ends {
	struct end *ends; /* [0] is the paragraph's beginning */
	size_t n, room;
	int64_t measure;
	int hang;
	bool overfull, ragged;
};

static int64_t hyphen_width(struct setting *s, const struct atom *atom)
{
	return word_width(words_hyphen(&s->words, atom->word->face), atom->span->size);
}

static void collect(struct setting *s, const struct atoms *atoms, struct ends *ends)
{
	int64_t at = 0, visible = 0;

	arena_grow(s->scratch, ends->ends, ends->n, &ends->room);
	ends->ends[ends->n++] = (struct end){ .kind = BREAK_MUST };
	for (size_t i = 0; i < atoms->n; i++) {
		const struct atom *atom = &atoms->atoms[i];

		at += atom->width;
		visible = atom->space ? visible : at;
		if (atom->after == BREAK_NEVER && i + 1 < atoms->n)
			continue;
		arena_grow(s->scratch, ends->ends, ends->n, &ends->room);
		ends->ends[ends->n++] = (struct end){
			.atom = i + 1,
			.from = at,
			.to = visible + (atom->after == BREAK_HYPHEN ? hyphen_width(s, atom) : 0),
			.kind = i + 1 < atoms->n ? atom->after : BREAK_MUST,
		};
	}
}

static int64_t line_cost(const struct ends *ends, size_t from, size_t to, int64_t measure, int64_t width)
{
	const struct end *end = &ends->ends[to];
	int64_t lack = (measure - width) * 1000 / measure, cost = lack * lack;

	if (end->kind == BREAK_MUST)
		cost = width * 1000 / measure < RUNT && from > 0 ? COST_RUNT : 0;
	if (end->kind == BREAK_HYPHEN)
		cost += ends->ends[from].kind == BREAK_HYPHEN ? COST_HYPHENS : COST_HYPHEN;
	if (end->kind == BREAK_EMERGENCY)
		cost += COST_EMERGENCY;
	if (end->kind == BREAK_MUST && ends->ends[from].kind == BREAK_HYPHEN)
		cost += COST_HYPHEN;
	return cost;
}

/* The cheapest line that ends at `to`. */
static void choose(struct ends *ends, size_t to)
{
	struct end *end = &ends->ends[to];
	bool found = false;

	for (size_t from = to; from-- > 0;) {
		int64_t measure = ends->measure - (from > 0 ? ends->hang : 0);
		int64_t width = end->to - ends->ends[from].from, cost;

		if (width > measure && found)
			break;
		cost = ends->ends[from].cost +
			(width > measure ? COST_OVERFULL : line_cost(ends, from, to, measure, width));
		if (!found || cost < end->cost) {
			end->cost = cost;
			end->before = from;
		}
		found = true;
		if (width > measure || ends->ends[from].kind == BREAK_MUST)
			break;
	}
}

static void judge(struct ends *ends)
{
	for (size_t to = ends->n - 1, from; to > 0; to = from) {
		int64_t measure, width;

		from = ends->ends[to].before;
		measure = ends->measure - (from > 0 ? ends->hang : 0);
		width = ends->ends[to].to - ends->ends[from].from;
		ends->overfull = ends->overfull || width > measure;
		if (ends->ends[to].kind != BREAK_MUST && (measure - width) * 1000 / measure > RAGGED)
			ends->ragged = true;
	}
}

static struct ends ends_choose(struct setting *s, const struct atoms *atoms, int measure, int hang)
{
	struct ends ends = { .measure = measure, .hang = hang };

	collect(s, atoms, &ends);
	for (size_t to = 1; to < ends.n; to++)
		choose(&ends, to);
	judge(&ends);
	return ends;
}

/* Lines from atoms */

static void add_piece(struct line *line, const struct word *word, const struct span *span)
{
	line->pieces[line->n].word = word;
	line->pieces[line->n++].span = span;
}

/* Neighbours that are parts of one word come together again. */
static size_t add_word(struct setting *s, struct line *line, const struct atom *atoms, size_t i, size_t to)
{
	const struct atom *first = &atoms[i];
	const struct word *word = first->word;
	size_t end = first->to;

	while (i + 1 < to && atoms[i + 1].word == word && atoms[i + 1].from == end && end > 0)
		end = atoms[++i].to;
	if (first->from > 0 || end < word->text.n)
		word = words_shape(&s->words, word->face, word->leftwards, text_from_to(word->text, first->from, end));
	add_piece(line, word, first->span);
	return i + 1;
}

static void place(struct setting *s, struct line *line, const uint8_t *levels)
{
	size_t *order = arena_new(s->scratch, size_t, line->n);
	int64_t x = 0;

	bidi_order(levels, line->n, order);
	for (size_t i = 0; i < line->n; i++) {
		struct piece *piece = &line->pieces[order[i]];

		piece->x = (int)x;
		x += word_width(piece->word, piece->span->size);
	}
}

static int visible_width(const struct line *line)
{
	int64_t width = 0, visible = 0;

	for (size_t i = 0; i < line->n; i++) {
		width += word_width(line->pieces[i].word, line->pieces[i].span->size);
		if (!word_is_space(line->pieces[i].word))
			visible = width;
	}
	return (int)visible;
}

/* A leftward line ends with its space beyond the left margin, as others do beyond the right one. */
static int gap_at_end(const struct line *line)
{
	int64_t gap = 0;

	for (size_t i = line->n; i-- > 0 && word_is_space(line->pieces[i].word);)
		gap += word_width(line->pieces[i].word, line->pieces[i].span->size);
	return (int)gap;
}

/* Rule L1: the space at a line's end runs the paragraph's way. */
static void settle_levels(const struct line *line, uint8_t *levels, uint8_t own)
{
	for (size_t i = line->n; i-- > 0 && word_is_space(line->pieces[i].word);)
		levels[i] = own;
}

/* What the last atom does not say of how the line ends; NULL when that is nothing. */
static const struct word *end_mark(struct setting *s, const struct atoms *atoms, size_t to, enum atom_break kind)
{
	const struct atom *last = &atoms->atoms[to - 1];

	if (kind == BREAK_HYPHEN)
		return words_hyphen(&s->words, last->word->face);
	if (to == atoms->n)
		return NULL;
	if (kind == BREAK_MUST)
		return words_mark(&s->words, last->word->face, LINE_END_MEANT);
	return last->space ? NULL : words_mark(&s->words, last->word->face, LINE_END_JOINED);
}

static struct line make_line(struct setting *s, const struct atoms *atoms, size_t from, size_t to, enum atom_break kind)
{
	struct line line = { .pieces = arena_new(s->arena, struct piece, to - from + 1) };
	uint8_t *levels = arena_new(s->scratch, uint8_t, to - from + 1);
	const struct word *mark = to > from ? end_mark(s, atoms, to, kind) : NULL;

	for (size_t i = from; i < to;) {
		levels[line.n] = atoms->atoms[i].level;
		i = add_word(s, &line, atoms->atoms, i, to);
	}
	if (mark != NULL) {
		levels[line.n] = atoms->atoms[to - 1].level;
		add_piece(&line, mark, atoms->atoms[to - 1].span);
	}
	settle_levels(&line, levels, atoms->level);
	place(s, &line, levels);
	line.width = visible_width(&line);
	return line;
}

static void add_lines(struct setting *s, struct lines *lines, const struct atoms *atoms, const struct ends *ends)
{
	size_t *chosen = arena_new(s->scratch, size_t, ends->n);
	size_t n = 0;

	for (size_t at = ends->n - 1; at > 0; at = ends->ends[at].before)
		chosen[n++] = at;
	for (size_t before = 0; n-- > 0; before = chosen[n]) {
		const struct end *end = &ends->ends[chosen[n]];
		struct line line = make_line(s, atoms, ends->ends[before].atom, end->atom, end->kind);
		int inset = lines->n > 0 ? ends->hang : 0;

		if ((atoms->level & 1) && ends->n > 2)
			inset = (int)ends->measure - line.width - gap_at_end(&line);
		for (size_t i = 0; i < line.n; i++)
			line.pieces[i].x += inset;
		line.width += inset;
		arena_grow(s->arena, lines->lines, lines->n, &lines->room);
		lines->lines[lines->n++] = line;
	}
}

struct lines copy_lines(struct setting *s, const struct copy *copy, int measure, int hang, bool whole)
{
	struct lines lines = { 0 };
	struct atoms atoms;
	size_t at = 0;

	for (struct arena_mark mark = arena_mark(s->scratch); copy_atoms(s, copy, &at, &atoms);
		arena_rewind(s->scratch, mark)) {
		struct ends ends = ends_choose(s, &atoms, measure, hang);

		if (ends.overfull || (ends.ragged && !whole)) {
			atoms = atoms_hyphenated(s, &atoms);
			ends = ends_choose(s, &atoms, measure, hang);
		}
		if (ends.overfull) {
			atoms = atoms_cut(s, &atoms, measure - hang);
			ends = ends_choose(s, &atoms, measure, hang);
		}
		add_lines(s, &lines, &atoms, &ends);
	}
	return lines;
}

struct line copy_line(struct setting *s, const struct copy *copy)
{
	struct arena_mark mark = arena_mark(s->scratch);
	struct line line = { 0 };
	struct atoms atoms;
	size_t at = 0;

	if (copy_atoms(s, copy, &at, &atoms))
		line = make_line(s, &atoms, 0, atoms.n, BREAK_MUST);
	arena_rewind(s->scratch, mark);
	return line;
}

void copy_measure(struct setting *s, const struct copy *copy, int *ret_least, int *ret_most)
{
	struct arena_mark mark = arena_mark(s->scratch);
	int64_t least = 0, most = 0;
	struct atoms atoms;
	size_t at = 0;

	while (copy_atoms(s, copy, &at, &atoms)) {
		int64_t width = 0, run = 0;

		for (size_t i = 0; i < atoms.n; i++) {
			const struct atom *atom = &atoms.atoms[i];

			width += atom->width;
			run = atom->space ? 0 : run + atom->width;
			least = run > least ? run : least;
			most = width > most ? width : most;
			if (atom->after == BREAK_ALLOWED || atom->after == BREAK_MUST)
				run = 0;
			if (atom->after == BREAK_MUST)
				width = 0;
		}
	}
	arena_rewind(s->scratch, mark);
	*ret_least = (int)(least < INT32_MAX ? least : INT32_MAX);
	*ret_most = (int)(most < INT32_MAX ? most : INT32_MAX);
}
