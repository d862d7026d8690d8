#include "doc/page_text.h"

#include <math.h>
#include <stdlib.h>

#include "doc/line_end.h"

/* A <text>: one or more runs at one place, as the program drew it. */
struct fragment {
	float left, top, width, height, size;
	size_t first_run, runs_n; /* in reader->runs */
};

enum { JOINED_MAX = 1 << 20 }; /* bytes of one line of a page */

struct page_reader {
	struct arena *arena;
	struct page_text *text;
	struct buffer line; /* of the input, until it is whole */
	struct buffer words; /* of the run being read; then of the runs being joined */
	float sizes[PAGE_FONTS_MAX];
	bool in_page;
	struct fragment *fragments; /* of this page; the arrays are used again */
	size_t fragments_n, fragments_room;
	struct page_run *runs;
	size_t runs_n, runs_room;
};

struct page_reader *page_reader_in(struct arena *arena)
{
	struct page_reader *reader = arena_new(arena, struct page_reader, 1);

	reader->arena = arena;
	reader->text = arena_new(arena, struct page_text, 1);
	reader->text->arena = arena;
	reader->line = buffer_in(arena, PAGE_INPUT_LINE_MAX);
	reader->words = buffer_in(arena, JOINED_MAX);
	return reader;
}

/* Attributes */

/* The value of name="..." in a tag; unknown when there is none. */
static struct text attribute(struct text tag, const char *name)
{
	struct text wanted = text_from(name);
	size_t at = 0;

	while (at < tag.n) {
		size_t equals = at + text_find(text_after(tag, at), TEXT("=\""));
		size_t end = equals + 2 + text_find_byte(text_after(tag, equals + 2), '"');

		if (end >= tag.n)
			break;
		if (text_ends(text_from_to(tag, at, equals), wanted) &&
			(equals == wanted.n || tag.s[equals - wanted.n - 1] == ' '))
			return text_from_to(tag, equals + 2, end);
		at = end + 1;
	}
	return TEXT_NONE;
}

/* A number that may be one: finite, and no larger than any page. */
static float number(struct text tag, const char *name)
{
	enum { LARGEST = 100000 };
	struct text value = attribute(tag, name);
	char digits[32];
	float f;

	if (value.n == 0 || value.n >= sizeof(digits))
		return 0;
	memcpy(digits, value.s, value.n);
	digits[value.n] = '\0';
	f = strtof(digits, NULL);
	return isfinite(f) && f > -LARGEST && f < LARGEST ? f : 0;
}

/* Words */

static const struct {
	const char *name;
	uint32_t rune;
} entities[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } };

static uint32_t numbered_entity(struct text name)
{
	bool hex = name.n > 2 && (name.s[1] | 0x20) == 'x';
	uint32_t rune = 0;

	for (size_t i = hex ? 2 : 1; i < name.n; i++) {
		int digit = name.s[i] >= '0' && name.s[i] <= '9' ? name.s[i] - '0'
			    : hex && (name.s[i] | 0x20) >= 'a' && (name.s[i] | 0x20) <= 'f' ? (name.s[i] | 0x20) - 'a' + 10 : -1;

		if (digit < 0 || rune > 0x10ffff)
			return 0;
		rune = rune * (hex ? 16 : 10) + (uint32_t)digit;
	}
	return rune;
}

/* The rune that an entity at the front of t stands for, and its length; '&' itself when it is none. */
static uint32_t entity(struct text t, size_t *ret_n)
{
	struct text name = text_from_to(t, 1, text_find_byte(text_from_to(t, 0, 12), ';'));
	uint32_t rune = 0;

	*ret_n = name.n + 2;
	if (name.n > 1 && name.s[0] == '#')
		rune = numbered_entity(name);
	for (size_t i = 0; i < LENGTH_OF(entities); i++)
		if (text_is(name, entities[i].name))
			rune = entities[i].rune;
	if (rune != 0 && *ret_n <= t.n)
		return rune;
	*ret_n = 1;
	return '&';
}

static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };

/* Letters that are one sign on paper become letters again; odd spaces and signs of the Symbol fonts become plain ones. */
static void add_rune(struct buffer *words, uint32_t rune)
{
	if (rune == 0xa0 || rune == 0x2007 || rune == 0x202f || rune == '\t')
		rune = ' ';
	if (rune == ' ' && words->n > 0 && words->s[words->n - 1] == ' ')
		return; /* one is enough */
	if (rune >= 0xfb00 && rune <= 0xfb06)
		buffer_add_string(words, ligatures[rune - 0xfb00]);
	else if (rune == 0xf0b7 || rune == 0xf0a7 || rune == 0xf076 || rune == 0xf0d8)
		buffer_add_rune(words, 0x2022);
	else if (rune == 0xf02d)
		buffer_add_rune(words, 0x2013);
	else if (rune >= 0x20 && rune != 0x7f && rune != 0xfeff)
		buffer_add_rune(words, rune);
}

/* The length of a leader's unit at the front of t: ".", ". " or an ellipsis. */
static size_t leader_unit(struct text t)
{
	if (text_starts(t, TEXT("\xe2\x80\xa6")))
		return 3;
	return t.n == 0 || t.s[0] != '.' ? 0 : t.n > 1 && t.s[1] == ' ' ? 2 : 1;
}

/* ". . . . 7" and "\u2026\u2026 7" become ".... 7". */
static void close_leaders(struct buffer *words)
{
	enum { LEAST = 4 }; /* dots: three are an ellipsis */
	struct text t = buffer_text(words);
	size_t to = 0;

	for (size_t at = 0; at < t.n;) {
		size_t units = 0, end = at, n;

		while ((n = leader_unit(text_after(t, end))) > 0) {
			units += n == 3 ? 3 : 1;
			end += n;
		}
		if (units < LEAST) {
			n = end > at ? end - at : 1;
			memmove(&words->s[to], &words->s[at], n);
			to += n;
			at += n;
			continue;
		}
		memset(&words->s[to], '.', units);
		to += units;
		if (end > 0 && t.s[end - 1] == ' ')
			words->s[to++] = ' ';
		at = end;
	}
	buffer_cut(words, to);
}

static struct text decoded(struct page_reader *reader, struct text t)
{
	buffer_cut(&reader->words, 0);
	for (size_t at = 0; at < t.n;) {
		size_t n = 0;
		uint32_t rune;

		if (t.s[at] == '&') {
			rune = entity(text_after(t, at), &n);
			at += n;
		} else {
			rune = text_rune(t, &at);
		}
		add_rune(&reader->words, rune);
	}
	close_leaders(&reader->words);
	return text_copy(reader->arena, buffer_text(&reader->words));
}

/* A <text>: its words between <b>, <i> and <a>, which may cross. */

struct style {
	int strong, emphasis;
	struct text href;
};

static bool leads_out(struct text href)
{
	return text_starts(href, TEXT("http://")) || text_starts(href, TEXT("https://")) ||
	       text_starts(href, TEXT("mailto:"));
}

static void apply_tag(struct page_reader *reader, struct style *style, struct text tag)
{
	if (text_is(tag, "b"))
		style->strong++;
	else if (text_is(tag, "/b"))
		style->strong--;
	else if (text_is(tag, "i"))
		style->emphasis++;
	else if (text_is(tag, "/i"))
		style->emphasis--;
	else if (text_is(tag, "/a"))
		style->href = TEXT_NONE;
	else if (text_starts(tag, TEXT("a ")))
		style->href = decoded(reader, attribute(tag, "href"));
	if (text_find(style->href, TEXT(".html#")) < style->href.n && !leads_out(style->href))
		style->href = TEXT("#");
	else if (!leads_out(style->href))
		style->href = TEXT_NONE;
}

static bool is_tag(struct text tag)
{
	return text_is(tag, "b") || text_is(tag, "/b") || text_is(tag, "i") || text_is(tag, "/i") || text_is(tag, "/a") ||
	       text_starts(tag, TEXT("a "));
}

/* A link's rectangle often covers the mark beside it. */
static bool has_letters(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if ((unsigned char)t.s[i] >= 0x80 || (t.s[i] >= '0' && t.s[i] <= '9') ||
			((t.s[i] | 0x20) >= 'a' && (t.s[i] | 0x20) <= 'z'))
			return true;
	return false;
}

static void add_run(struct page_reader *reader, struct text raw, const struct style *style)
{
	struct text words = decoded(reader, raw);

	if (text_empty(words))
		return;
	arena_grow(reader->arena, reader->runs, reader->runs_n, &reader->runs_room);
	reader->runs[reader->runs_n++] = (struct page_run){
		.words = words,
		.href = has_letters(words) ? style->href : TEXT_NONE,
		.strong = style->strong > 0,
		.emphasis = style->emphasis > 0,
	};
}

static void add_runs(struct page_reader *reader, struct text t)
{
	struct style style = { .href = TEXT_NONE };
	size_t from = 0, at = 0;

	while (at < t.n) {
		size_t end = at + text_find_byte(text_after(t, at), '>');
		struct text tag = text_from_to(t, at + 1, end);

		if (t.s[at] != '<' || end >= t.n || !is_tag(tag)) {
			at++;
			continue;
		}
		add_run(reader, text_from_to(t, from, at), &style);
		apply_tag(reader, &style, tag);
		from = at = end + 1;
	}
	add_run(reader, text_after(t, from), &style);
}

/* Where each run of a fragment begins and ends, as far as the letters tell: they are taken to be equally wide. */
static void place_runs(struct page_reader *reader, const struct fragment *f)
{
	struct page_run *runs = &reader->runs[f->first_run];
	size_t letters = 0, before = 0;

	for (size_t i = 0; i < f->runs_n; i++)
		letters += text_runes(runs[i].words);
	for (size_t i = 0; i < f->runs_n; i++) {
		runs[i].left = f->left + f->width * (float)before / (float)letters;
		before += text_runes(runs[i].words);
		runs[i].right = f->left + f->width * (float)before / (float)letters;
	}
}

static bool is_blank(struct page_reader *reader, size_t first_run)
{
	for (size_t i = first_run; i < reader->runs_n; i++)
		if (!text_empty(text_trim(reader->runs[i].words)))
			return false;
	return true;
}

static void read_text_element(struct page_reader *reader, struct text element)
{
	size_t open = text_find_byte(element, '>');
	struct text tag = text_from_to(element, 0, open), content = text_after(element, open + 1);
	struct fragment f = { .left = number(tag, "left"),
		.top = number(tag, "top"),
		.width = number(tag, "width"),
		.height = number(tag, "height"),
		.first_run = reader->runs_n };
	float font = number(tag, "font");

	if (reader->fragments_n >= PAGE_RUNS_MAX || reader->runs_n >= 2 * PAGE_RUNS_MAX) {
		reader->text->full = true;
		return;
	}
	f.size = font >= 0 && font < PAGE_FONTS_MAX ? reader->sizes[(size_t)font] : 0;
	add_runs(reader, text_from_to(content, 0, text_find(content, TEXT("</text>"))));
	f.runs_n = reader->runs_n - f.first_run;
	if (is_blank(reader, f.first_run)) {
		reader->runs_n = f.first_run;
		return;
	}
	place_runs(reader, &f);
	arena_grow(reader->arena, reader->fragments, reader->fragments_n, &reader->fragments_room);
	reader->fragments[reader->fragments_n++] = f;
}

/* Lines of a page */

static int compare_tops(const void *a, const void *b)
{
	const struct fragment *f = a, *g = b;

	return f->top != g->top ? (f->top < g->top ? -1 : 1) : (f->first_run > g->first_run) - (f->first_run < g->first_run);
}

static int compare_lefts(const void *a, const void *b)
{
	const struct fragment *f = a, *g = b;

	return f->left != g->left ? (f->left < g->left ? -1 : 1) : (f->first_run > g->first_run) - (f->first_run < g->first_run);
}

/* They stand at one height when half of the lower one lies within the other. */
static bool at_one_height(const struct fragment *f, const struct fragment *g)
{
	float top = fmaxf(f->top, g->top), bottom = fminf(f->top + f->height, g->top + g->height);

	return bottom - top >= 0.5f * fminf(f->height, g->height);
}

static bool is_leader(struct text words)
{
	words = text_trim(words);
	for (size_t i = 0; i < words.n; i++)
		if (words.s[i] != '.')
			return false;
	return words.n > 0;
}

static bool is_plain(const struct page_run *run)
{
	return !run->strong && !run->emphasis && !text_known(run->href);
}

enum gap { GAP_NONE, GAP_SPACE, GAP_WIDE, GAP_COLUMN };

static enum gap gap_between(const struct page_run *a, const struct page_run *b, float size)
{
	/* Of the letters' size: more than within a word, than between words, than between the words of a justified line. */
	const float letter = 0.12f, wide = 0.7f, column = 1.5f;
	float gap = b->left - a->right;

	if (is_leader(b->words)) /* a leader belongs to what it leads from; its dots are one */
		return GAP_NONE;
	if (gap > column * size && !is_leader(a->words))
		return GAP_COLUMN;
	if (gap > wide * size && !is_leader(a->words))
		return GAP_WIDE;
	if (text_ends(a->words, TEXT(" ")) || text_starts(b->words, TEXT(" ")))
		return GAP_NONE;
	return gap > letter * size || is_leader(a->words) ? GAP_SPACE : GAP_NONE;
}

static bool same_style(const struct page_run *a, const struct page_run *b)
{
	return a->strong == b->strong && a->emphasis == b->emphasis && text_eq(a->href, b->href);
}

static void close_run(struct page_reader *reader, struct page_line *line)
{
	struct page_run *run = &line->runs[line->runs_n++];

	run->words = text_copy(reader->arena, buffer_text(&reader->words));
	buffer_cut(&reader->words, 0);
}

/* Adds a run to a line's: to the one before when they look alike.  A gap goes to the plainer of two that do not. */
static void join_run(struct page_reader *reader, struct page_line *line, const struct page_run *run, float size)
{
	struct page_run *open = &line->runs[line->runs_n];
	bool one;
	enum gap gap;

	if (open->left == open->right && text_empty(open->words)) {
		*open = *run;
		buffer_add(&reader->words, run->words);
		return;
	}
	gap = gap_between(open, run, size);
	one = same_style(open, run) && gap <= GAP_SPACE;
	if (gap >= GAP_WIDE)
		while (reader->words.n > 0 && reader->words.s[reader->words.n - 1] == ' ')
			buffer_cut(&reader->words, reader->words.n - 1);
	if (gap == GAP_SPACE && (one || is_plain(open))) {
		buffer_add_byte(&reader->words, ' ');
		gap = GAP_NONE;
	}
	if (!one) {
		close_run(reader, line);
		line->runs[line->runs_n] = *run;
		line->runs[line->runs_n].apart = gap >= GAP_WIDE;
		line->runs[line->runs_n].column = gap == GAP_COLUMN;
	}
	if (gap == GAP_SPACE)
		buffer_add_byte(&reader->words, ' ');
	buffer_add(&reader->words, run->words);
	line->runs[line->runs_n].words = run->words; /* its end is what the next gap is measured by */
	line->runs[line->runs_n].right = run->right;
}

/* Size of most letters, and whether all are bold. */
static void judge_line(const struct page_reader *reader, const struct fragment *fragments, size_t n, struct page_line *line)
{
	size_t most = 0;

	line->strong = line->emphasis = true;
	for (size_t i = 0; i < n; i++) {
		size_t letters = 0;

		for (size_t k = 0; k < fragments[i].runs_n; k++) {
			const struct page_run *run = &reader->runs[fragments[i].first_run + k];

			letters += text_trim(run->words).n;
			if (text_empty(text_trim(run->words)))
				continue;
			line->strong = line->strong && run->strong;
			line->emphasis = line->emphasis && run->emphasis;
		}
		if (letters > most) {
			most = letters;
			line->size = fragments[i].size / PAGE_UNITS_PER_POINT;
		}
	}
}

static void join_runs(struct page_reader *reader, const struct fragment *fragments, size_t n, struct page_line *line)
{
	size_t runs = 0;

	for (size_t i = 0; i < n; i++)
		runs += fragments[i].runs_n;
	line->runs = arena_new(reader->arena, struct page_run, runs);
	buffer_cut(&reader->words, 0);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < fragments[i].runs_n; k++)
			join_run(reader, line, &reader->runs[fragments[i].first_run + k], fragments[i].size);
	close_run(reader, line);
	line->runs[0].words = text_trim(line->runs[0].words).n > 0 && line->runs[0].words.s[0] == ' ' ?
				      text_after(line->runs[0].words, 1) :
				      line->runs[0].words;
}

static void add_line(struct page_reader *reader, struct fragment *fragments, size_t n)
{
	struct page_text *text = reader->text;
	struct page_line line = { .page = (int)text->pages_n, .number = text->lines_n + 1 };

	if (text->lines_n >= PAGE_LINES_MAX) {
		text->full = true;
		return;
	}
	qsort(fragments, n, sizeof(*fragments), compare_lefts);
	line.left = fragments[0].left;
	line.top = fragments[0].top;
	line.bottom = fragments[0].top + fragments[0].height;
	judge_line(reader, fragments, n, &line);
	for (size_t i = 0; i < n; i++)
		line.right = fmaxf(line.right, fragments[i].left + fragments[i].width);
	join_runs(reader, fragments, n, &line);
	arena_grow(reader->arena, text->lines, text->lines_n, &text->lines_room);
	text->lines[text->lines_n++] = line;
}

/* Whether the page is one of ours (line_end.h); on others a link within the document is no more than its words. */
static bool find_telling(struct page_reader *reader)
{
	bool tells = false;

	for (size_t i = 0; i < reader->runs_n && !tells; i++)
		tells = text_find(reader->runs[i].words, TEXT(LINE_END_ASIDE)) < reader->runs[i].words.n;
	for (size_t i = 0; i < reader->runs_n && !tells; i++)
		if (text_is(reader->runs[i].href, "#"))
			reader->runs[i].href = TEXT_NONE;
	return tells;
}

enum { LOOK_AHEAD = 1000 }; /* fragments that begin between two of one line: bounds the work on a hostile page */

/* Fragments at the height of the topmost one are a line; again with what is left. */
static void end_page(struct page_reader *reader)
{
	struct fragment *f = reader->fragments;
	size_t n = reader->fragments_n;

	reader->in_page = false;
	reader->text->pages[reader->text->pages_n - 1].tells = find_telling(reader);
	if (n > 1)
		qsort(f, n, sizeof(*f), compare_tops);
	for (size_t from = 0, to; from < n; from = to) {
		to = from + 1;
		for (size_t i = to; i < n && i < to + LOOK_AHEAD && f[i].top < f[from].top + f[from].height; i++) {
			struct fragment one = f[i];

			if (!at_one_height(&f[from], &one))
				continue;
			memmove(&f[to + 1], &f[to], (i - to) * sizeof(*f));
			f[to++] = one;
		}
		add_line(reader, &f[from], to - from);
	}
	reader->fragments_n = 0;
	reader->runs_n = 0;
}

/* The input, line by line */

static void begin_page(struct page_reader *reader, struct text tag)
{
	struct page_text *text = reader->text;

	if (reader->in_page)
		end_page(reader);
	if (text->pages_n >= PAGES_MAX) {
		text->full = true;
		return;
	}
	arena_grow(reader->arena, text->pages, text->pages_n, &text->pages_room);
	text->pages[text->pages_n++] =
		(struct page){ .width = number(tag, "width"), .height = number(tag, "height") };
	reader->in_page = true;
}

static void read_font(struct page_reader *reader, struct text tag)
{
	float id = number(tag, "id"), size = number(tag, "size");

	if (id >= 0 && id < PAGE_FONTS_MAX && size > 0)
		reader->sizes[(size_t)id] = size;
}

static void read_input_line(struct page_reader *reader)
{
	struct text line = text_trim(buffer_text(&reader->line));

	if (text_starts(line, TEXT("<page ")))
		begin_page(reader, line);
	else if (text_starts(line, TEXT("<fontspec ")))
		read_font(reader, line);
	else if (text_starts(line, TEXT("</page>")) && reader->in_page)
		end_page(reader);
	else if (text_starts(line, TEXT("<text ")) && reader->in_page && !reader->text->full)
		read_text_element(reader, line);
	buffer_cut(&reader->line, 0);
	reader->line.full = false;
}

/* An element is one line, unless its words hold line ends themselves. */
static bool is_whole(struct text line)
{
	line = text_trim(line);
	return !text_starts(line, TEXT("<text ")) || text_ends(line, TEXT("</text>"));
}

void page_reader_feed(struct page_reader *reader, struct text piece)
{
	while (piece.n > 0) {
		size_t end = text_find_byte(piece, '\n');
		struct text part = text_from_to(piece, 0, end);

		buffer_add(&reader->line, text_from_to(part, 0, PAGE_INPUT_LINE_MAX - reader->line.n));
		if (end == piece.n)
			return;
		piece = text_after(piece, end + 1);
		if (is_whole(buffer_text(&reader->line)) || reader->line.n >= PAGE_INPUT_LINE_MAX - 1)
			read_input_line(reader);
		else
			buffer_add_byte(&reader->line, ' ');
	}
}

struct page_text *page_reader_finish(struct page_reader *reader)
{
	read_input_line(reader);
	if (reader->in_page)
		end_page(reader);
	return reader->text;
}
