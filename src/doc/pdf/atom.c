#include "doc/pdf/atom.h"

#include <hb.h>
#include <linebreak.h>

#include "doc/pdf/bidi.h"
#include "doc/pdf/link.h"

/* Inlines become text */

struct copy copy_begin(struct setting *s)
{
	return (struct copy){ .text = buffer_in(s->scratch, 2 * DOC_BYTES_MAX) };
}

static void end_run(struct setting *s, struct copy *copy, const struct span *span)
{
	size_t from = copy->runs_n > 0 ? copy->runs[copy->runs_n - 1].to : 0;

	if (copy->text.n == from)
		return;
	arena_grow(s->scratch, copy->runs, copy->runs_n, &copy->runs_room);
	copy->runs[copy->runs_n].span = span;
	copy->runs[copy->runs_n++].to = copy->text.n;
}

static bool at_gap(const struct copy *copy)
{
	char last = copy->text.n > 0 ? copy->text.s[copy->text.n - 1] : '\n';

	return last == ' ' || last == '\n' || last == '\t';
}

static void add_gap(struct copy *copy, char gap)
{
	if (gap == '\n' && copy->text.n > 0)
		buffer_add_byte(&copy->text, '\n');
	else if (gap != '\n' && !at_gap(copy))
		buffer_add_byte(&copy->text, gap);
	else if (gap == '\t' && copy->text.n > 0 && copy->text.s[copy->text.n - 1] == ' ')
		copy->text.s[copy->text.n - 1] = '\t';
}

/* Control characters say nothing on paper, and neither do old soft hyphens: words are divided here. */
static bool is_silent(uint32_t rune)
{
	return rune < 0x20 || (rune >= 0x7f && rune < 0xa0) || rune == 0xad;
}

void copy_add(struct setting *s, struct copy *copy, struct text words, const struct span *span)
{
	for (size_t at = 0; at < words.n;) {
		char c = words.s[at];
		uint32_t rune;

		if (c == ' ' || c == '\t' || c == '\n') {
			add_gap(copy, c == '\t' ? '\t' : ' ');
			at++;
		} else if (c > 0x20 && c < 0x7f) {
			buffer_add_byte(&copy->text, c);
			at++;
		} else if (!is_silent(rune = text_rune(words, &at))) {
			buffer_add_rune(&copy->text, rune);
		}
	}
	end_run(s, copy, span);
}

static const struct span *span_with(struct setting *s, const struct span *span, unsigned style, const char *type)
{
	struct span *new = arena_copy(s->arena, span, sizeof(*span));

	new->style |= style;
	new->element = element_new_detached(&s->structure, span->element, type);
	return new;
}

static const struct span *span_of_link(struct setting *s, const struct span *span, const struct doc_inline *in)
{
	const struct link *link = span->link == NULL ? link_new(s, in) : NULL;
	struct span *new;

	if (link == NULL)
		return span;
	new = arena_copy(s->arena, span, sizeof(*span));
	new->link = link;
	new->element = element_new_detached(&s->structure, span->element, "Link");
	return new;
}

static void add_inline(struct setting *s, struct copy *copy, const struct doc_inline *in, const struct span *span,
	int depth);

static void add_inlines(struct setting *s, struct copy *copy, const struct doc_inline *in, const struct span *span,
	int depth)
{
	for (; in != NULL && depth <= DOC_DEPTH_MAX; in = in->next)
		add_inline(s, copy, in, span, depth);
}

static void add_inline(struct setting *s, struct copy *copy, const struct doc_inline *in, const struct span *span,
	int depth)
{
	switch (in->kind) {
	case DOC_WORDS:
		copy_add(s, copy, in->text, span);
		break;
	case DOC_SOFT_BREAK:
	case DOC_HARD_BREAK:
		add_gap(copy, in->kind == DOC_SOFT_BREAK ? ' ' : '\n');
		end_run(s, copy, span);
		break;
	case DOC_STRONG:
		add_inlines(s, copy, in->child, span_with(s, span, STYLE_STRONG, "Strong"), depth + 1);
		break;
	case DOC_EMPHASIS:
		add_inlines(s, copy, in->child, span_with(s, span, STYLE_EMPHASIS, "Em"), depth + 1);
		break;
	case DOC_LINK:
		add_inlines(s, copy, in->child, span_of_link(s, span, in), depth + 1);
		break;
	}
}

void copy_add_inlines(struct setting *s, struct copy *copy, const struct doc_inline *inlines, const struct span *span)
{
	add_inlines(s, copy, inlines, span, 0);
}

/* Text becomes atoms */

/* What the runes of one word have in common. */
struct look {
	const struct span *span;
	struct face *face;
	uint32_t script;
	uint8_t level;
};

enum { FIRST_FOREIGN = 0x370 /* Greek; everything below is Latin, or goes with anything */ };

static bool goes_with_anything(uint32_t rune)
{
	hb_unicode_general_category_t category;

	if (rune < 0x300)
		return false;
	category = hb_unicode_general_category(hb_unicode_funcs_get_default(), rune);
	return category == HB_UNICODE_GENERAL_CATEGORY_FORMAT ||
		category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
		category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

static uint32_t script_of(uint32_t rune, uint32_t before)
{
	hb_script_t script;

	if (rune < FIRST_FOREIGN)
		return rune < 'A' ? before : (uint32_t)HB_SCRIPT_LATIN;
	script = hb_unicode_script(hb_unicode_funcs_get_default(), rune);
	return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ? before : (uint32_t)script;
}

static struct look look_of(struct setting *s, uint32_t rune, const struct span *span, uint8_t level,
	const struct look *before)
{
	struct look look = { .span = span, .level = level, .script = script_of(rune, before->script) };
	uint32_t glyph;

	if (before->face != NULL && before->span == span && goes_with_anything(rune) &&
		(rune >= 0x2000 || face_has(before->face, rune, &glyph)))
		look.face = before->face;
	else
		look.face = faces_for(&s->faces, span->family, span->style & (STYLES - 1), rune);
	return look;
}

static bool same_look(const struct look *a, const struct look *b)
{
	return a->span == b->span && a->face == b->face && a->script == b->script && a->level == b->level;
}

static struct atom *add_atom(struct setting *s, struct atoms *atoms)
{
	arena_grow(s->scratch, atoms->atoms, atoms->n, &atoms->room);
	atoms->atoms[atoms->n] = (struct atom){ .after = BREAK_NEVER };
	return &atoms->atoms[atoms->n++];
}

static void add_word(struct setting *s, struct atoms *atoms, struct text text, const struct look *look)
{
	struct atom *atom = add_atom(s, atoms);

	atom->span = look->span;
	atom->level = look->level;
	if (look->face == NULL) {
		size_t at = 0;

		atom->word = words_missing(&s->words, text);
		setting_misses(s, text_rune(text, &at));
	} else {
		atom->word = words_shape(&s->words, look->face, (look->level & 1) != 0, text);
	}
	atom->to = atom->word->text.n;
	atom->width = word_width(atom->word, look->span->size);
}

static void add_space(struct setting *s, struct atoms *atoms, const struct span *span, uint8_t level, bool tab)
{
	struct look look = { .span = span, .level = level };
	struct atom *atom;

	look.face = faces_own(&s->faces, span->family, span->style & (STYLES - 1));
	add_word(s, atoms, TEXT(" "), &look);
	atom = &atoms->atoms[atoms->n - 1];
	atom->space = true;
	if (tab) {
		atom->word = words_tab(&s->words, look.face);
		atom->width = word_width(atom->word, span->size);
	}
}

/* The end of the part that begins at `from`: after a space when it is too long for one. */
static size_t part_end(struct text text, size_t from)
{
	size_t to = from + ATOM_TEXT_MAX;

	if (text.n - from <= ATOM_TEXT_MAX)
		return text.n;
	while (to > from && text.s[to - 1] != ' ' && text.s[to - 1] != '\n')
		to--;
	if (to > from)
		return to;
	to = from + ATOM_TEXT_MAX;
	while (((unsigned char)text.s[to] & 0xc0) == 0x80)
		to--;
	return to;
}

struct reader {
	struct setting *s;
	struct text text; /* the part */
	const char *breaks;
	const uint8_t *levels;
	struct atoms *atoms;
	struct look look; /* of the open word */
	size_t word;      /* where it began */
};

static void end_word(struct reader *r, size_t at)
{
	if (at > r->word && r->look.span != NULL)
		add_word(r->s, r->atoms, text_from_to(r->text, r->word, at), &r->look);
	r->word = at;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "21. marts", "4. kvartal": one or two digits and a full stop, then a small letter. */
static bool is_ordinal(struct text before, char next)
{
	size_t n = before.n;

	return (n == 2 || n == 3) && before.s[n - 1] == '.' && is_digit(before.s[0]) && is_digit(before.s[n - 2]) &&
		next >= 'a' && next <= 'z';
}

/* Words that say little without the next: "§ 17, stk. 4", "kl. 14", "6,2 pct.". */
static bool belongs_together(struct text before, struct text after)
{
	static const char *const heads[] = { "\xc2\xa7", "stk.", "kl.", "nr.", "pkt.", "d." };
	static const char *const tails[] = { "%", "pct", "kr.", "mio", "\xe2\x80\x93 " };

	for (size_t i = 0; i < LENGTH_OF(heads); i++)
		if (text_is(before, heads[i]))
			return is_digit(after.s[0]);
	for (size_t i = 0; i < LENGTH_OF(tails); i++)
		if (text_starts(after, text_from(tails[i])))
			return is_digit(before.s[before.n - 1]) || i + 1 == LENGTH_OF(tails);
	return is_ordinal(before, after.s[0]);
}

/* Whether the space that ends at `at` stands between two words that should not part. */
static bool is_bound(struct text text, size_t at)
{
	size_t from = at - 1;

	if (text.s[from] != ' ')
		return false;
	while (from > 0 && text.s[from - 1] != ' ' && text.s[from - 1] != '\n')
		from--;
	return from + 1 < at && belongs_together(text_from_to(text, from, at - 1), text_after(text, at));
}

static void mark_break(struct reader *r, size_t at)
{
	char kind = r->breaks[at - 1];

	if (r->atoms->n == 0 || at >= r->text.n)
		return;
	if (kind == LINEBREAK_ALLOWBREAK && is_bound(r->text, at))
		return;
	if (kind == LINEBREAK_MUSTBREAK)
		r->atoms->atoms[r->atoms->n - 1].after = BREAK_MUST;
	else if (kind == LINEBREAK_ALLOWBREAK)
		r->atoms->atoms[r->atoms->n - 1].after = BREAK_ALLOWED;
}

/* One rune from byte `from` to `to`. */
static void read_rune(struct reader *r, uint32_t rune, size_t from, size_t to, const struct span *span)
{
	uint8_t level = r->levels != NULL ? r->levels[from] : 0;
	struct look look;

	if (rune == ' ' || rune == '\t' || rune == '\n') {
		end_word(r, from);
		r->word = to;
		if (rune != '\n')
			add_space(r->s, r->atoms, span, level, rune == '\t');
		r->look.span = NULL;
	} else {
		look = look_of(r->s, rune, span, level, &r->look);
		if (r->look.span != NULL && (!same_look(&look, &r->look) || look.face == NULL))
			end_word(r, from);
		r->look = look;
	}
	if (r->breaks[to - 1] == LINEBREAK_ALLOWBREAK || r->breaks[to - 1] == LINEBREAK_MUSTBREAK) {
		end_word(r, to);
		mark_break(r, to);
	}
}

static void read_part(struct reader *r, const struct copy *copy, size_t offset)
{
	size_t run = 0;

	for (size_t at = 0; at < r->text.n;) {
		size_t from = at;
		uint32_t rune = text_rune(r->text, &at);

		while (copy->runs[run].to <= offset + from)
			run++;
		read_rune(r, rune, from, at, copy->runs[run].span);
	}
	end_word(r, r->text.n);
}

bool copy_atoms(struct setting *s, const struct copy *copy, size_t *at, struct atoms *ret)
{
	struct text text = buffer_text(&copy->text);
	struct atoms atoms = { 0 };
	struct reader r = { .s = s, .atoms = &atoms };
	char *breaks;

	while (*at < text.n && (text.s[*at] == ' ' || text.s[*at] == '\t' || text.s[*at] == '\n'))
		(*at)++;
	if (*at >= text.n)
		return false;
	r.text = text_from_to(text, *at, part_end(text, *at));
	breaks = arena_new(s->scratch, char, r.text.n);
	set_linebreaks_utf8((const utf8_t *)r.text.s, r.text.n, s->words.language, breaks);
	r.breaks = breaks;
	r.levels = bidi_levels(s->scratch, r.text, &atoms.level);
	read_part(&r, copy, *at);
	*at += r.text.n;
	while (atoms.n > 0 && atoms.atoms[atoms.n - 1].space)
		atoms.n--;
	*ret = atoms;
	return true;
}

/* Atoms become smaller */

static struct atom *add_part(struct setting *s, struct atoms *atoms, const struct atom *whole, size_t from, size_t to,
	enum atom_break after)
{
	struct atom *part = add_atom(s, atoms);

	*part = *whole;
	part->from = from;
	part->to = to;
	part->after = after;
	part->width = at_size(whole->word->face, word_reach(whole->word, to), whole->span->size) -
		at_size(whole->word->face, word_reach(whole->word, from), whole->span->size);
	return part;
}

static void divide(struct setting *s, struct atoms *atoms, const struct atom *whole)
{
	bool before[HYPHEN_WORD_MAX];
	size_t from = 0;

	if (whole->space || !hyphens_find(&s->hyphens, whole->word->text, before)) {
		*add_atom(s, atoms) = *whole;
		return;
	}
	for (size_t at = 1; at < whole->to; at++)
		if (before[at]) {
			add_part(s, atoms, whole, from, at, BREAK_HYPHEN);
			from = at;
		}
	add_part(s, atoms, whole, from, whole->to, whole->after);
}

struct atoms atoms_hyphenated(struct setting *s, const struct atoms *atoms)
{
	struct atoms divided = { .level = atoms->level };

	for (size_t i = 0; i < atoms->n; i++)
		divide(s, &divided, &atoms->atoms[i]);
	return divided;
}

static void cut(struct setting *s, struct atoms *atoms, const struct atom *whole)
{
	const struct word *word = whole->word;
	size_t from = whole->from;

	for (size_t i = 0; i < word->n; i++) {
		size_t at = word->glyphs[i].from;

		if (at <= from || at >= whole->to)
			continue;
		add_part(s, atoms, whole, from, at, BREAK_EMERGENCY);
		from = at;
	}
	add_part(s, atoms, whole, from, whole->to, whole->after);
}

struct atoms atoms_cut(struct setting *s, const struct atoms *atoms, int64_t measure)
{
	struct atoms done = { .level = atoms->level };

	for (size_t i = 0; i < atoms->n; i++)
		if (atoms->atoms[i].width > measure) {
			cut(s, &done, &atoms->atoms[i]);
		} else {
			struct atom *atom = add_atom(s, &done);

			*atom = atoms->atoms[i];
			if (atom->space && atom->after == BREAK_NEVER)
				atom->after = BREAK_EMERGENCY; /* words that should not part, on a line too narrow for both */
		}
	return done;
}
