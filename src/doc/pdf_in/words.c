#include "doc/pdf_in/words.h"

#include "doc/line_end.h"

#define SOFT_HYPHEN TEXT("\xc2\xad")
#define BREAK_HYPHEN TEXT("\xe2\x80\x90")

struct words words_in(struct doc_builder *b, bool unstyled)
{
	return (struct words){ .b = b, .unstyled = unstyled, .all_strong = true };
}

static void close_styles(struct words *w)
{
	if (text_known(w->href))
		doc_close_inline(w->b);
	if (w->emphasis)
		doc_close_inline(w->b);
	if (w->strong)
		doc_close_inline(w->b);
	w->strong = w->emphasis = false;
	w->href = TEXT_NONE;
}

static void open_styles(struct words *w, const struct page_run *run)
{
	if (w->unstyled || (w->strong == run->strong && w->emphasis == run->emphasis && text_eq(w->href, run->href)))
		return;
	close_styles(w);
	w->strong = run->strong;
	w->emphasis = run->emphasis;
	w->href = run->href;
	if (w->strong)
		doc_open_inline(w->b, DOC_STRONG);
	if (w->emphasis)
		doc_open_inline(w->b, DOC_EMPHASIS);
	if (text_known(w->href))
		doc_open_link(w->b, w->href);
}

/* Soft hyphens within a line show nothing. */
static void put(struct words *w, struct text t)
{
	size_t at;

	while ((at = text_find(t, SOFT_HYPHEN)) < t.n) {
		doc_words(w->b, text_from_to(t, 0, at));
		t = text_after(t, at + 2);
	}
	doc_words(w->b, t);
}

/* Cuts what the line's end is off its last words. */
static struct text take_end(struct words *w, struct text t)
{
	struct text mark = text_after(t, t.n > LINE_END_BYTES ? t.n - LINE_END_BYTES : 0);
	bool spaced;

	w->held = TEXT_NONE;
	if (line_end_is_mark(mark)) {
		t.n -= mark.n;
		w->end = text_is(mark, LINE_END_JOINED) ? END_JOINED : text_is(mark, LINE_END_MEANT) ? END_MEANT : END_PLAIN;
		return t;
	}
	spaced = text_ends(t, TEXT(" "));
	while (text_ends(t, TEXT(" ")))
		t.n--;
	w->end = spaced ? END_SPACE : END_PLAIN;
	if (spaced || t.n < 2)
		return t;
	if (text_ends(t, SOFT_HYPHEN) || text_ends(t, BREAK_HYPHEN)) {
		size_t n = text_ends(t, SOFT_HYPHEN) ? 2 : 3;

		w->end = END_SOFT;
		w->held = n == 3 ? TEXT("-") : TEXT_NONE;
		t.n -= n;
	} else if (strchr("-/", t.s[t.n - 1]) != NULL && t.s[t.n - 2] != ' ') {
		w->end = END_HYPHEN;
	}
	return t;
}

/* The space between two styles belongs to neither. */
static struct text take_space(struct words *w, struct text t)
{
	if (w->space || text_starts(t, TEXT(" "))) {
		close_styles(w);
		doc_words(w->b, w->tab ? TEXT("\t") : TEXT(" "));
	}
	w->tab = false;
	w->space = text_ends(t, TEXT(" "));
	return text_trim(t);
}

static bool same_style(const struct page_run *a, const struct page_run *b)
{
	return a->strong == b->strong && a->emphasis == b->emphasis && text_eq(a->href, b->href);
}

static void add_run(struct words *w, const struct page_run *r, struct text t, bool first, bool last)
{
	if (first)
		while (text_starts(t, TEXT(" ")))
			t = text_after(t, 1);
	if (last)
		t = take_end(w, t);
	if (text_trim(t).n > 0) {
		w->all_strong = w->all_strong && r->strong;
		w->any = true;
	}
	if (!first && r->apart) {
		w->space = true;
		w->tab = w->labelled;
	}
	if (w->space || (!first && !same_style(r - 1, r)) || (!last && !same_style(r, r + 1)))
		t = take_space(w, t);
	open_styles(w, r);
	put(w, t);
}

void words_add_runs(struct words *w, const struct page_line *line, size_t from, size_t to, size_t skip)
{
	w->space = false;
	for (size_t i = from; i < to; i++)
		add_run(w, &line->runs[i], i == from ? text_after(line->runs[i].words, skip) : line->runs[i].words, i == from,
			i + 1 == to);
}

void words_add(struct words *w, const struct page_line *line, size_t run, size_t skip)
{
	words_add_runs(w, line, run, line->runs_n, skip);
}

/* What may follow a hyphen that stands for a word to come. */
static bool joins_words(struct text word)
{
	static const char *const words[] = { "og", "eller", "samt", "til", "men", "som", "i", "p\xc3\xa5", "hhv.", "af", "med" };

	for (size_t i = 0; i < LENGTH_OF(words); i++)
		if (text_is(word, words[i]))
			return true;
	return false;
}

void words_break(struct words *w, const struct page_run *next, bool hard)
{
	struct text rest = next->words, word = TEXT("");

	text_word(&rest, &word);
	if (!hard && (w->end == END_SOFT || w->end == END_JOINED || (w->end == END_HYPHEN && !joins_words(word))))
		return;
	if (w->end == END_SOFT && text_known(w->held))
		doc_words(w->b, w->held);
	doc_break(w->b, hard ? DOC_HARD_BREAK : DOC_SOFT_BREAK);
}

void words_finish(struct words *w)
{
	if (w->end == END_SOFT && text_known(w->held))
		doc_words(w->b, w->held);
	close_styles(w);
}
