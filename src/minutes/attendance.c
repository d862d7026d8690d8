#include "minutes/attendance.h"

#include "minutes/vocabulary.h"

enum { NAME_MAX_BYTES = 120 }; /* longer is no name */

static bool is_party(struct text t)
{
	size_t runes = text_runes(t);

	if (runes == 0 || runes > 2)
		return word_same(t, "alt") || word_same(t, "dd");
	for (size_t i = 0; i < t.n; i++)
		if ((t.s[i] >= 'a' && t.s[i] <= 'z') || t.s[i] == ' ' || (t.s[i] >= '0' && t.s[i] <= '9'))
			return false;
	return true;
}

static struct text text_unmarked(struct text t)
{
	static const char *const bullets[] = { "- ", "\xe2\x80\xa2", "* ", "\xe2\x80\x93 ", "\xc2\xb7" };

	t = text_trim(t);
	for (size_t i = 0; i < LENGTH_OF(bullets); i++)
		if (text_starts(t, text_from(bullets[i])))
			return text_trim(text_after(t, strlen(bullets[i])));
	return t;
}

static struct text without_stop(struct text t)
{
	t = text_trim(t);
	while (t.n > 0 && (t.s[t.n - 1] == '.' || t.s[t.n - 1] == ',' || t.s[t.n - 1] == ';'))
		t = text_trim(text_from_to(t, 0, t.n - 1));
	return t;
}

static struct record_participant *find(const struct attendance *a, struct text name)
{
	for (size_t i = 0; i < a->n; i++)
		if (text_eq(a->v[i].name, name))
			return &a->v[i];
	return NULL;
}

bool attendance_names(const struct attendance *a, struct text name)
{
	return find(a, name) != NULL;
}

static struct record_participant *find_or_add(struct attendance *a, struct text name, enum participant_status status)
{
	struct record_participant *p = find(a, name);

	if (p != NULL)
		return p;
	arena_grow(a->arena, a->v, a->n, &a->room);
	p = &a->v[a->n++];
	*p = (struct record_participant){ .name = text_copy(a->arena, name), .status = status };
	return p;
}

static bool is_role(struct text t)
{
	static const char *const roles[] = { "formand", "n\xc3\xa6stformand", "udvalgsformand", "borgmester", "medlem",
		"sekret\xc3\xa6r", "1. viceborgmester", "viceborgmester", "tilforordnet", "observat\xc3\xb8r" };

	for (size_t i = 0; i < LENGTH_OF(roles); i++)
		if (word_same(t, roles[i]))
			return true;
	return false;
}

/* What stands beside a name: a role, "afbud", whom somebody stands in for; anything else is a remark. */
static void add_fact(struct attendance *a, struct record_participant *p, struct text fact)
{
	static const char *const for_words[] = { "suppleant for ", "stedfortr\xc3\xa6" "der for " };

	fact = without_stop(fact);
	if (fact.n == 0)
		return;
	for (size_t i = 0; i < LENGTH_OF(for_words); i++) {
		if (word_begins(fact, for_words[i])) {
			struct text whom = text_after(fact, strlen(for_words[i]));
			size_t bracket = text_find(whom, TEXT(" ("));

			p->substitute_for = text_copy(a->arena, text_trim(text_from_to(whom, 0, bracket)));
			return;
		}
	}
	if (word_same(fact, "frav\xc3\xa6rende"))
		p->status = PARTICIPANT_ABSENT;
	else if (word_same(fact, "til stede"))
		p->status = PARTICIPANT_PRESENT;
	else if (is_role(fact))
		p->role = text_copy(a->arena, fact);
	else if (is_party(fact) || word_same(fact, "l\xc3\xb8sg\xc3\xa6nger") || word_same(fact, "uden for parti"))
		p->party = text_copy(a->arena, fact);
	else if (text_known(p->remark))
		p->remark = text_join(a->arena, p->remark, TEXT(", "), fact);
	else
		p->remark = text_copy(a->arena, fact);
	if (word_begins(fact, "afbud") || word_begins(fact, "med afbud"))
		p->status = PARTICIPANT_ABSENT;
}

/* The end of the name in "Vera Nybroe (A) - formand": at a bracket or a dash between spaces. */
static size_t name_end(struct text t)
{
	static const char *const ends[] = { " (", " - ", " \xe2\x80\x93 ", "- ", " med afbud", " deltog ikke", " uden afbud" };
	size_t end = t.n;

	for (size_t i = 0; i < LENGTH_OF(ends); i++) {
		size_t at = text_find(t, text_from(ends[i]));

		if (at < end)
			end = at;
	}
	return end;
}

static struct text take_role_prefix(struct text t, struct text *role)
{
	static const char *const prefixes[] = { "formand ", "n\xc3\xa6stformand ", "udvalgsformand ", "borgmester " };

	for (size_t i = 0; i < LENGTH_OF(prefixes); i++) {
		if (word_begins(t, prefixes[i])) {
			*role = text_from_to(t, 0, strlen(prefixes[i]) - 1);
			return text_trim(text_after(t, strlen(prefixes[i])));
		}
	}
	return t;
}

/* One entry: name, then facts in brackets or after dashes. */
static struct record_participant *add_entry(struct attendance *a, struct text entry, enum participant_status status)
{
	struct text role = TEXT_NONE, name, rest;
	struct record_participant *p;
	size_t end;

	entry = take_role_prefix(without_stop(text_unmarked(entry)), &role);
	end = name_end(entry);
	name = without_stop(text_from_to(entry, 0, end));
	if (name.n == 0 || name.n > NAME_MAX_BYTES || word_same(name, "ingen"))
		return NULL;
	p = find_or_add(a, name, status);
	if (text_known(role))
		p->role = text_copy(a->arena, role);
	rest = text_trim(text_after(entry, end));
	while (rest.n > 0) {
		size_t close = text_find_byte(rest, ')'), dash;

		if (rest.s[0] == '(') {
			add_fact(a, p, text_from_to(rest, 1, close));
			rest = text_trim(text_after(rest, close + 1));
			continue;
		}
		rest = text_unmarked(rest);
		dash = text_find(rest, TEXT(" - "));
		add_fact(a, p, text_from_to(rest, 0, dash));
		rest = text_trim(text_after(rest, dash + 3));
	}
	return p;
}

/* The next part of a list: up to a comma or semicolon outside brackets, or a line break. */
static bool next_part(struct text *rest, struct text *ret)
{
	int depth = 0;
	size_t i = 0;

	if (rest->n == 0)
		return false;
	for (; i < rest->n; i++) {
		char c = rest->s[i];

		depth += (c == '(') - (c == ')' && depth > 0);
		if (c == '\n' || (depth == 0 && (c == ',' || c == ';')))
			break;
	}
	*ret = text_trim(text_from_to(*rest, 0, i));
	*rest = text_after(*rest, i + 1);
	return true;
}

/* Whether a part after a comma belongs to the name before it: "Karsten Rødby, V", "Bo Krogh (A), formand". */
static bool belongs_to_name(struct text part)
{
	return is_party(part) || is_role(part) || word_begins(part, "suppleant for ") ||
		word_begins(part, "stedfortr\xc3\xa6" "der for ") || word_same(part, "frav\xc3\xa6rende") ||
		word_same(part, "til stede") || word_begins(part, "afbud") || word_begins(part, "bem\xc3\xa6rkning: ");
}

void attendance_add(struct attendance *a, struct text list, enum participant_status status)
{
	static const char remark[] = "bem\xc3\xa6rkning: ";
	struct record_participant *newest = NULL;
	struct text whole = list, part;

	while (next_part(&list, &part)) {
		if (part.n == 0)
			continue;
		if (newest == NULL || !belongs_to_name(part)) {
			newest = add_entry(a, part, status);
			continue;
		}
		if (word_begins(part, remark)) {
			/* Our own mark: all the rest of the line is the remark. */
			size_t from = (size_t)(part.s - whole.s) + strlen(remark);
			struct text rest = text_after(whole, from);
			size_t to = text_find_byte(rest, '\n');

			newest->remark = text_copy(a->arena, text_trim(text_from_to(rest, 0, to)));
			list = text_after(rest, to + 1);
			continue;
		}
		add_fact(a, newest, part);
	}
}

static bool takes_no_part(struct text t)
{
	return word_find(t, "deltog ikke i") < t.n || word_find(t, "deltager ikke i") < t.n;
}

/* "Lise Hornbæk, F - Emil Ryeborg stedfortræder": who is away, and who came instead. */
static bool substitute_pair(struct attendance *a, struct text said)
{
	size_t dash = text_find(said, TEXT(" - ")), end = word_find(said, "stedfortr\xc3\xa6" "der");
	struct record_participant *came;
	size_t before = a->n;
	struct text away;

	if (dash >= end || end == said.n)
		return false;
	away = text_from_to(said, 0, dash);
	attendance_add(a, away, PARTICIPANT_ABSENT);
	away = without_stop(text_from_to(away, 0, text_find_byte(away, ',')));
	away = text_from_to(away, 0, name_end(away));
	if (find(a, away) != NULL)
		find(a, away)->status = PARTICIPANT_ABSENT;
	came = find_or_add(a, without_stop(text_from_to(said, dash + 3, end)), PARTICIPANT_PRESENT);
	came->substitute_for = text_copy(a->arena, away);
	return a->n >= before;
}

/* "I stedet mødte Wanda Fogtdal" for whoever was named away last. */
static void add_instead(struct attendance *a, struct text sentence, struct text away)
{
	static const char *const words[] = { "i stedet m\xc3\xb8" "dte ", "i stedet deltog ", "stedfortr\xc3\xa6" "der: " };

	for (size_t i = 0; i < LENGTH_OF(words); i++) {
		size_t at = word_find(sentence, words[i]);
		struct record_participant *came;

		if (at == sentence.n)
			continue;
		came = find_or_add(a, without_stop(text_after(sentence, at + strlen(words[i]))), PARTICIPANT_PRESENT);
		came->status = PARTICIPANT_PRESENT;
		if (text_known(away))
			came->substitute_for = text_copy(a->arena, away);
	}
}

void attendance_away(struct attendance *a, struct text said)
{
	struct text part, newest = TEXT_NONE;
	size_t stop;

	said = text_trim(said);
	a->told = true;
	if (word_same(without_stop(said), "ingen") || substitute_pair(a, said))
		return;
	stop = text_find(said, TEXT(". "));
	for (struct text list = text_from_to(said, 0, stop); next_part(&list, &part);) {
		struct record_participant *p;

		if (part.n == 0)
			continue;
		if (text_known(newest) && belongs_to_name(part)) {
			add_fact(a, find(a, newest), part);
			continue;
		}
		p = add_entry(a, part, PARTICIPANT_ABSENT);
		if (p == NULL)
			continue;
		newest = p->name;
		if (!takes_no_part(part))
			p->status = PARTICIPANT_ABSENT;
		else if (p->status == PARTICIPANT_ABSENT)
			p->status = PARTICIPANT_LISTED;
	}
	add_instead(a, text_after(said, stop), newest);
}

bool attendance_sentence(struct attendance *a, struct text sentence)
{
	static const char *const begins[] = { "afbud fra ", "frav\xc3\xa6rende: ", "frav\xc3\xa6rende ", "afbud: " };
	bool told = a->told;

	for (size_t i = 0; i < LENGTH_OF(begins); i++) {
		if (word_begins(sentence, begins[i])) {
			attendance_away(a, text_after(sentence, strlen(begins[i])));
			a->told = told;
			return true;
		}
	}
	return false;
}

void attendance_conclude(struct attendance *a, enum record_kind kind)
{
	if (kind != RECORD_MINUTES || !a->told)
		return;
	for (size_t i = 0; i < a->n; i++)
		if (a->v[i].status == PARTICIPANT_LISTED)
			a->v[i].status = PARTICIPANT_PRESENT;
}
