#include "doc/pdf_in/marker.h"

static const char *const bullets[] = { "-", "\xe2\x80\x93", "*", "\xe2\x80\xa2", "\xc2\xb7", "\xe2\x96\xaa", "\xe2\x97\xa6",
	"\xe2\x97\x8b", "\xe2\x97\x8f", "\xe2\x96\xa0", "\xe2\x96\xa1", "\xe2\x81\x83", "\xe2\x88\x92", "o" };

static const char *const months[] = { "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
	"oktober", "november", "december", "jan", "feb", "mar", "apr", "aug", "sep", "sept", "okt", "nov", "dec" };

static bool is_month(struct text word)
{
	while (word.n > 0 && (word.s[word.n - 1] == '.' || word.s[word.n - 1] == ','))
		word.n--;
	for (size_t i = 0; i < LENGTH_OF(months); i++)
		if (text_is(word, months[i]))
			return true;
	return false;
}

/* "3." and "3)", and no day of a month. */
static struct marker numbered(struct text t)
{
	struct marker m = { .style = DOC_LIST_DECIMAL };
	size_t i = 0;
	struct text rest, word;

	while (i < t.n && i < 3 && t.s[i] >= '0' && t.s[i] <= '9')
		m.number = m.number * 10 + (t.s[i++] - '0');
	if (i == 0 || i >= t.n || (t.s[i] != '.' && t.s[i] != ')') || (i + 1 < t.n && t.s[i + 1] != ' '))
		return m;
	rest = text_after(t, i + 1);
	if (!text_word(&rest, &word) || !is_month(word))
		m.n = i + 2 < t.n ? i + 2 : t.n;
	return m;
}

static struct marker lettered(struct text t)
{
	struct marker m = { .style = DOC_LIST_ALPHA };

	if (t.n < 2 || t.s[0] < 'a' || t.s[0] > 'z' || (t.s[1] != ')' && t.s[1] != '.') || (t.n > 2 && t.s[2] != ' '))
		return m;
	m.number = t.s[0] - 'a' + 1;
	m.n = t.n > 2 ? 3 : 2;
	return m;
}

struct marker marker_of(struct text t)
{
	struct marker m = { .style = DOC_LIST_BULLET };

	for (size_t i = 0; i < LENGTH_OF(bullets); i++) {
		size_t n = strlen(bullets[i]);

		if (text_starts(t, text_from(bullets[i])) && (t.n == n || t.s[n] == ' ')) {
			m.n = t.n == n ? n : n + 1;
			return m;
		}
	}
	m = lettered(t);
	return m.n > 0 ? m : numbered(t);
}

struct marker marker_at(const struct page_line *line, size_t run, size_t skip, size_t *ret_run, size_t *ret_skip,
	float *ret_left)
{
	const struct page_run *r = &line->runs[run];
	struct text t = text_after(r->words, skip);
	struct marker m = marker_of(t);
	size_t letters = text_runes(r->words);

	if (m.n == 0)
		return m;
	if (skip + m.n >= r->words.n) { /* the text is the next run */
		if (run + 1 >= line->runs_n) {
			m.n = 0;
			return m;
		}
		*ret_run = run + 1;
		*ret_skip = 0;
		*ret_left = r[1].left;
		return m;
	}
	*ret_run = run;
	*ret_skip = skip + m.n;
	*ret_left = r->left + (r->right - r->left) * (float)text_runes(text_from_to(r->words, 0, *ret_skip)) / (float)letters;
	return m;
}
