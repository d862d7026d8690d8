#include "minutes/when.h"

#include "minutes/vocabulary.h"

static bool is_digit_at(struct text t, size_t i)
{
	return i < t.n && t.s[i] >= '0' && t.s[i] <= '9';
}

/* Up to most digits at *at, which moves past them; how many there were. */
static int digits(struct text t, size_t *at, int most, int *ret)
{
	int n = 0, value = 0;

	while (n < most && is_digit_at(t, *at)) {
		value = value * 10 + (t.s[*at] - '0');
		(*at)++;
		n++;
	}
	*ret = value;
	return n;
}

static void skip_marks(struct text t, size_t *at, const char *marks)
{
	while (*at < t.n && strchr(marks, t.s[*at]) != NULL)
		(*at)++;
}

static bool make_date(int year, int month, int day, struct date *ret)
{
	struct date d;

	if (year < 100)
		year += year < 70 ? 2000 : 1900;
	d = (struct date){ (int16_t)year, (int8_t)month, (int8_t)day };
	if (month < 1 || month > 12 || !date_valid(d) || year < 1800 || year > 2200)
		return false;
	*ret = d;
	return true;
}

enum { MONTH_BYTES_MAX = 12 }; /* "september" is the longest */

static struct text letters_at(struct text t, size_t at)
{
	size_t to = at;

	while (to < t.n && to - at < MONTH_BYTES_MAX && t.s[to] != ' ' && t.s[to] != '.' && t.s[to] != ',' && t.s[to] != '-')
		to++;
	return text_from_to(t, at, to);
}

/* "05-12-2023", "22.04.2021", "10.09.15", "2024-03-12", "15-maj-2002", at a digit. */
static bool numeric_date(struct text t, size_t at, struct date *ret, size_t *ret_to)
{
	int a, b, c, n = digits(t, &at, 4, &a), m;
	char mark = at < t.n ? t.s[at] : '\0';

	if ((mark != '-' && mark != '.' && mark != '/') || n == 3 || n == 0)
		return false;
	at++;
	if (n < 4 && mark == '-' && month_from_danish(letters_at(t, at)) > 0) {
		b = month_from_danish(letters_at(t, at));
		at += letters_at(t, at).n;
	} else if (digits(t, &at, 2, &b) == 0) {
		return false;
	}
	if (at >= t.n || t.s[at] != mark)
		return false;
	at++;
	m = digits(t, &at, 4, &c);
	if (at < t.n && t.s[at] == '-' && mark == '.')
		return false; /* the beginning of a case number by KLE */
	if (is_digit_at(t, at) || (n == 4 ? m == 0 || m > 2 : m != 4 && m != 2))
		return false;
	*ret_to = at;
	return n == 4 ? make_date(a, b, c, ret) : make_date(c, b, a, ret);
}

/* "5. december 2023", "05 dec., 2023", at a digit. */
static bool worded_date(struct text t, size_t at, struct date *ret, size_t *ret_to)
{
	int day, month, year;
	struct text word;

	if (digits(t, &at, 2, &day) == 0 || is_digit_at(t, at))
		return false;
	skip_marks(t, &at, ". ");
	word = letters_at(t, at);
	month = month_from_danish(word);
	if (month == 0)
		return false;
	at += word.n;
	skip_marks(t, &at, "., ");
	if (digits(t, &at, 4, &year) != 4 || is_digit_at(t, at))
		return false;
	*ret_to = at;
	return make_date(year, month, day, ret);
}

/* "September 6, 2017", at a letter. */
static bool english_date(struct text t, size_t at, struct date *ret, size_t *ret_to)
{
	struct text word = letters_at(t, at);
	int month = month_from_danish(word), day, year;

	if (month == 0)
		return false;
	at += word.n;
	skip_marks(t, &at, " ");
	if (digits(t, &at, 2, &day) == 0)
		return false;
	skip_marks(t, &at, ", ");
	if (digits(t, &at, 4, &year) != 4)
		return false;
	*ret_to = at;
	return make_date(year, month, day, ret);
}

static bool begins_word(struct text t, size_t i)
{
	unsigned char c = i > 0 ? (unsigned char)t.s[i - 1] : ' ';

	return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80);
}

bool when_date(struct text t, size_t from, struct date *ret, struct span *ret_where)
{
	for (size_t i = from; i < t.n; i++) {
		size_t to = i;
		bool found;

		if (!begins_word(t, i))
			continue;
		if (is_digit_at(t, i))
			found = (numeric_date(t, i, ret, &to) && (i == 0 || t.s[i - 1] != '-')) || worded_date(t, i, ret, &to);
		else
			found = english_date(t, i, ret, &to);
		if (found) {
			*ret_where = (struct span){ i, to };
			return true;
		}
	}
	return false;
}

static bool after_kl(struct text t, size_t at)
{
	while (at > 0 && (t.s[at - 1] == ' ' || t.s[at - 1] == '.' || t.s[at - 1] == ':'))
		at--;
	return at >= 2 && word_begins(text_after(t, at - 2), "kl") && begins_word(t, at - 2);
}

/* A full stop between hour and minute is a time only after "kl." or when the caller says that a time stands here. */
static bool clock_at(struct text t, size_t at, struct clock *ret, size_t *ret_to)
{
	size_t start = at;
	int hour, minute, second;

	if (digits(t, &at, 2, &hour) == 0 || hour > 23 || at + 2 >= t.n || (t.s[at] != ':' && t.s[at] != '.'))
		return false;
	if (t.s[at] == '.' && !after_kl(t, start))
		return false;
	at++;
	if (digits(t, &at, 2, &minute) != 2 || minute > 59 || is_digit_at(t, at))
		return false;
	if (at < t.n && t.s[at] == ':' && is_digit_at(t, at + 1)) {
		at++;
		digits(t, &at, 2, &second);
	}
	*ret = (struct clock){ (int8_t)hour, (int8_t)minute };
	*ret_to = at;
	return true;
}

bool when_clock(struct text t, size_t from, struct clock *ret, struct span *ret_where)
{
	for (size_t i = from; i < t.n; i++) {
		size_t to;

		if (!is_digit_at(t, i) || (!begins_word(t, i) && !after_kl(t, i)))
			continue;
		if (clock_at(t, i, ret, &to)) {
			*ret_where = (struct span){ i, to };
			return true;
		}
		while (is_digit_at(t, i + 1))
			i++;
	}
	return false;
}

size_t when_date_begins(struct text t, struct span date)
{
	struct text before = text_trim(text_from_to(t, 0, date.from));

	for (;;) {
		size_t at = before.n;
		struct text word;

		while (at > 0 && before.s[at - 1] != ' ')
			at--;
		word = text_after(before, at);
		while (word.n > 0 && (word.s[word.n - 1] == ',' || word.s[word.n - 1] == '.'))
			word.n--;
		if (!word_same(word, "d") && !word_same(word, "den") && weekday_from_danish(word) == 0)
			return (size_t)(before.s - t.s) + before.n;
		before = text_trim(text_from_to(before, 0, at));
		if (before.n == 0)
			return (size_t)(before.s - t.s);
	}
}
