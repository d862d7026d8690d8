#include "minutes/attendance.h"

#include "minutes/sentence.h"
#include "minutes/vocabulary.h"

enum {
	NAME_BYTES_MAX = 120,    /* longer is no name */
	REMARK_BYTES_MAX = 1000, /* of all that is said of one person */
	INDEX_LEAST = 64,
	NAME_WORDS_MAX = 6,      /* of a name within a text */
};

struct seat {
	struct record_participant who;
	bool stated; /* the head's own entry says whether they came */
};

/* Finding somebody by name */

static size_t hash(struct text name)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < name.n; i++)
		h = (h ^ (unsigned char)name.s[i]) * 0x100000001b3u;
	return (size_t)(h ^ h >> 32);
}

/* Where the name is in the index, or the free place where it would be. */
static size_t place(const struct attendance *a, struct text name)
{
	size_t i = hash(name) & (a->index_size - 1);

	while (a->index[i] != 0 && !text_eq(a->seats[a->index[i] - 1].who.name, name))
		i = (i + 1) & (a->index_size - 1);
	return i;
}

static struct seat *find(const struct attendance *a, struct text name)
{
	size_t i = a->index_size > 0 ? place(a, name) : 0;

	return a->index_size > 0 && a->index[i] != 0 ? &a->seats[a->index[i] - 1] : NULL;
}

bool attendance_names(const struct attendance *a, struct text name)
{
	return find(a, name) != NULL;
}

static void grow_index(struct attendance *a)
{
	a->index_size = a->index_size > 0 ? a->index_size * 2 : INDEX_LEAST;
	a->index = arena_new(a->arena, uint32_t, a->index_size);
	for (size_t i = 0; i < a->n; i++)
		a->index[place(a, a->seats[i].who.name)] = (uint32_t)i + 1;
}

static struct seat *find_or_add(struct attendance *a, struct text name, enum participant_status status)
{
	struct seat *seat = find(a, name);

	if (seat != NULL)
		return seat;
	if (a->n * 2 >= a->index_size)
		grow_index(a);
	arena_grow(a->arena, a->seats, a->n, &a->room);
	seat = &a->seats[a->n];
	*seat = (struct seat){ .who = { .name = text_copy(a->arena, name), .status = status } };
	a->index[place(a, name)] = (uint32_t)++a->n;
	return seat;
}

/* Parts of an entry */

static struct text unmarked(struct text t)
{
	static const char *const bullets[] = { "- ", "•", "* ", "– ", "·" };

	t = text_trim(t);
	if (begins_small(t) && (text_starts(text_after(t, 1), TEXT(") ")) || text_starts(text_after(t, 2), TEXT(") "))))
		return text_trim(text_after(t, text_find_byte(t, ')') + 1));
	for (size_t i = 0; i < LENGTH_OF(bullets); i++)
		if (text_starts(t, text_from(bullets[i])))
			return text_trim(text_after(t, strlen(bullets[i])));
	return t;
}

static struct text without_stop(struct text t)
{
	t = text_trim(t);
	while (t.n > 0 && strchr(".,;:-", t.s[t.n - 1]) != NULL)
		t = text_trim(text_from_to(t, 0, t.n - 1));
	return t;
}

static bool is_answer(struct text t)
{
	return word_same(t, "ingen") || word_same(t, "ingen afbud") || word_same(t, "ingen fraværende");
}

/* The end of the name in "Vera Nybroe (A) - formand": at a bracket or a dash with a space. */
static size_t name_end(struct text t)
{
	static const char *const ends[] = { "(", ")", " - ", " – ", "- ", " med afbud", " uden afbud", " deltog ikke",
		" deltager ikke" };
	size_t end = t.n;

	for (size_t i = 0; i < LENGTH_OF(ends); i++) {
		size_t at = text_find(text_from_to(t, 0, end), text_from(ends[i]));

		if (at < end)
			end = at;
	}
	return end;
}

/* Whether a part after a comma belongs to the name before it: "Karsten Rødby, V", "Bo Krogh (A), formand". */
static bool belongs_to_name(struct text part)
{
	static const char *const beginnings[] = { "suppleant for ", "stedfortræder for ", "afbud", "med afbud",
		"uden afbud", "bemærkning:", "deltog ikke" };

	for (size_t i = 0; i < LENGTH_OF(beginnings); i++)
		if (word_begins(part, beginnings[i]))
			return true;
	if (is_role(text_trim(text_from_to(part, 0, name_end(part)))))
		return true;
	return is_party(part) || word_same(part, "fraværende") || word_same(part, "til stede") ||
		(part.n > 0 && part.s[0] == '(');
}

static bool take_role(struct text *t, struct text *role)
{
	static const char *const prefixes[] = { "formand ", "næstformand ", "udvalgsformand ", "borgmester " };

	for (size_t i = 0; i < LENGTH_OF(prefixes); i++) {
		size_t n = strlen(prefixes[i]);

		if (!word_begins(*t, prefixes[i]) || text_trim(text_after(*t, n)).n == 0)
			continue;
		*role = text_from_to(*t, 0, n - 1);
		*t = text_trim(text_after(*t, n));
		return true;
	}
	return false;
}

/* The name at the front of an entry, a role before it, and what is left behind it.  TEXT_NONE when no name is there. */
static struct text name_of(struct text entry, struct text *role, struct text *rest)
{
	struct text name, before;
	size_t end;

	*role = TEXT_NONE;
	do {
		before = entry;
		entry = unmarked(without_stop(entry));
		take_role(&entry, role);
		if (word_begins(entry, "og "))
			entry = text_after(entry, strlen("og "));
	} while (entry.n < before.n);
	end = name_end(entry);
	name = without_stop(text_from_to(entry, 0, end));
	*rest = text_trim(text_after(entry, end));
	if (name.n == 0 || name.n > NAME_BYTES_MAX || is_answer(name) || belongs_to_name(name))
		return TEXT_NONE;
	return name;
}

/* Within a text only what looks like a person's name is one: words with capitals, more than one. */
static bool is_persons_name(struct text name)
{
	struct text rest = name, word;
	int words = 0;

	while (text_word(&rest, &word)) {
		if (!begins_with_capital(word) && !word_same(word, "de") && !word_same(word, "von") && !word_same(word, "van"))
			return false;
		if (is_no_name(word))
			return false;
		for (size_t i = 0; i < word.n; i++)
			if (word.s[i] >= '0' && word.s[i] <= '9')
				return false;
		words++;
	}
	return words >= 2 && words <= NAME_WORDS_MAX;
}

/* Facts */

static void set_status(const struct attendance *a, struct seat *seat, enum participant_status status)
{
	if (!a->in_text || !seat->stated)
		seat->who.status = status;
}

/* Whether the remark holds the fact already, as one of those that ", " parts. */
static bool remark_has(struct text remark, struct text fact)
{
	for (size_t at = 0; at + fact.n <= remark.n; at++) {
		struct text here = text_after(remark, at);

		if (text_starts(here, fact) && (at == 0 || text_starts(text_after(remark, at - 2), TEXT(", "))) &&
			(here.n == fact.n || text_starts(text_after(here, fact.n), TEXT(", "))))
			return true;
	}
	return false;
}

static void add_remark(struct attendance *a, struct seat *seat, struct text fact)
{
	struct text *remark = &seat->who.remark;

	if (!text_known(*remark))
		*remark = text_copy(a->arena, text_from_to(fact, 0, REMARK_BYTES_MAX));
	else if (remark->n + fact.n < REMARK_BYTES_MAX && !remark_has(*remark, fact))
		*remark = text_join(a->arena, *remark, TEXT(", "), fact);
}

static bool add_substitute(struct attendance *a, struct seat *seat, struct text fact)
{
	static const char *const words[] = { "suppleant for ", "stedfortræder for " };
	struct text role, rest, name;

	for (size_t i = 0; i < LENGTH_OF(words); i++) {
		if (!word_begins(fact, words[i]))
			continue;
		fact = text_after(fact, strlen(words[i]));
		name = name_of(text_from_to(fact, 0, text_find_byte(fact, ',')), &role, &rest);
		if (text_known(name))
			seat->who.substitute_for = text_copy(a->arena, name);
		return true;
	}
	return false;
}

/* What stands beside a name: a role, a party, "fraværende", whom somebody stands in for; anything else is a remark. */
static void add_fact(struct attendance *a, struct seat *seat, struct text fact)
{
	fact = without_stop(fact);
	if (fact.n == 0 || add_substitute(a, seat, fact))
		return;
	if (word_same(fact, "fraværende") || word_same(fact, "til stede")) {
		set_status(a, seat, word_same(fact, "til stede") ? PARTICIPANT_PRESENT : PARTICIPANT_ABSENT);
		seat->stated = seat->stated || !a->in_text;
	} else if (is_role(fact)) {
		seat->who.role = text_copy(a->arena, fact);
	} else if (is_party(fact)) {
		seat->who.party = text_copy(a->arena, fact);
	} else {
		add_remark(a, seat, fact);
	}
	if (word_begins(fact, "afbud") || word_begins(fact, "med afbud") || word_begins(fact, "uden afbud")) {
		set_status(a, seat, PARTICIPANT_ABSENT);
		a->told = true;
	}
}

/* The end of a fact that stands after a dash: at the next dash or bracket. */
static size_t fact_end(struct text t)
{
	size_t dash = text_find(t, TEXT("- ")), bracket = text_find(t, TEXT(" ("));

	return dash < bracket ? dash : bracket;
}

/* "(A) - formand", "næstformand- afbud": facts in brackets or after dashes. */
static void add_facts(struct attendance *a, struct seat *seat, struct text rest)
{
	while (rest.n > 0) {
		size_t end = rest.s[0] == '(' ? text_find_byte(rest, ')') : fact_end(rest);

		if (rest.s[0] == '(')
			add_fact(a, seat, text_from_to(rest, 1, end));
		else
			add_fact(a, seat, text_from_to(rest, 0, end));
		rest = text_trim(text_after(rest, rest.s[0] == '(' || (end < rest.n && rest.s[end] == '-') ? end + 1 : end));
		rest = text_starts(rest, TEXT("- ")) || text_starts(rest, TEXT("– ")) ? unmarked(rest) : rest;
	}
}

/* Entries and lists */

/* NULL when the entry names nobody. */
static struct seat *add_entry(struct attendance *a, struct text entry, enum participant_status status)
{
	struct text role, rest, name = name_of(entry, &role, &rest);
	struct seat *seat;

	if (!text_known(name) || (a->in_text && find(a, name) == NULL && !is_persons_name(name)))
		return NULL;
	seat = find_or_add(a, name, status);
	if (text_known(role))
		seat->who.role = text_copy(a->arena, role);
	add_facts(a, seat, rest);
	return seat;
}

/* "Bo Krogh og Lise Hornbæk" are two; "Teknik- og miljøchef" is one. */
static bool parts_names(struct text t, size_t i)
{
	return i > 0 && t.s[i] == ' ' && t.s[i - 1] != '-' && text_starts(text_after(t, i), TEXT(" og ")) &&
		begins_with_capital(text_after(t, i + 4));
}

/* The next part of a list: up to a comma, a semicolon, "og" or the space between columns outside brackets, or a line break. */
static bool next_part(struct text *rest, struct text *ret)
{
	int depth = 0;
	size_t i = 0, skip = 1;

	if (rest->n == 0)
		return false;
	for (; i < rest->n; i++) {
		char c = rest->s[i];

		depth += (c == '(') - (c == ')' && depth > 0);
		if (c == '\n' || (depth == 0 && (c == ',' || c == ';' || text_starts(text_after(*rest, i), TEXT("   ")))))
			break;
		if (depth == 0 && parts_names(*rest, i)) {
			skip = strlen(" og ");
			break;
		}
	}
	*ret = text_trim(text_from_to(*rest, 0, i));
	*rest = text_after(*rest, i + skip);
	return true;
}

/* Our own mark: the rest of the line, whatever it holds, is the remark. */
static bool take_remark(struct attendance *a, struct seat *seat, struct text whole, struct text part, struct text *rest)
{
	static const char mark[] = "bemærkning:";
	struct text remark;
	size_t end;

	if (!word_begins(part, mark))
		return false;
	remark = text_after(whole, (size_t)(part.s - whole.s) + strlen(mark));
	end = text_find_byte(remark, '\n');
	*rest = text_after(remark, end + 1);
	seat->who.remark = text_copy(a->arena, text_trim(text_from_to(remark, 0, end)));
	return true;
}

/* Adds everybody of a list, and says who came last in it; away: they are said to be away. */
static struct seat *add_list(struct attendance *a, struct text list, enum participant_status status, bool away)
{
	struct seat *newest = NULL;
	struct text whole = list, part;

	while (next_part(&list, &part)) {
		if (part.n == 0 || (newest != NULL && take_remark(a, newest, whole, part, &list)))
			continue;
		if (newest != NULL && belongs_to_name(part)) {
			add_facts(a, newest, part);
			continue;
		}
		newest = add_entry(a, part, status);
		if (newest == NULL || !away)
			continue;
		/* Who takes no part in an item is not away from the meeting. */
		if (word_find(part, "deltog ikke i") == part.n && word_find(part, "deltager ikke i") == part.n)
			set_status(a, newest, PARTICIPANT_ABSENT);
		else if (newest->who.status == PARTICIPANT_ABSENT)
			set_status(a, newest, PARTICIPANT_LISTED);
	}
	return newest;
}

void attendance_add(struct attendance *a, struct text list, enum participant_status status)
{
	add_list(a, list, status, false);
}

static void add_instead_of(struct attendance *a, struct text who, struct text away)
{
	struct text part;
	struct seat *came = next_part(&who, &part) ? add_entry(a, part, PARTICIPANT_PRESENT) : NULL;

	if (came == NULL)
		return;
	while (next_part(&who, &part) && belongs_to_name(part))
		add_facts(a, came, part);
	set_status(a, came, PARTICIPANT_PRESENT);
	if (text_known(away))
		came->who.substitute_for = away;
}

/* "Lise Hornbæk, F - Emil Ryeborg stedfortræder": who is away, and who came instead. */
static bool substitute_pair(struct attendance *a, struct text said)
{
	size_t dash = text_find(said, TEXT(" - ")), end = word_find(said, "stedfortræder");
	struct seat *away;

	if (dash >= end || end == said.n)
		return false;
	away = add_list(a, text_from_to(said, 0, dash), PARTICIPANT_ABSENT, true);
	add_instead_of(a, text_from_to(said, dash + 3, end), away != NULL ? away->who.name : TEXT_NONE);
	return true;
}

/* "I stedet mødte Wanda Fogtdal" for whoever was named away last. */
static bool say_instead(struct attendance *a, struct text sentence, struct text away)
{
	static const char *const words[] = { "i stedet mødte ", "i stedet deltog ", "stedfortræder: ",
		"som stedfortræder deltog " };

	for (size_t i = 0; i < LENGTH_OF(words); i++) {
		size_t at = word_find(sentence, words[i]);

		if (at == sentence.n)
			continue;
		add_instead_of(a, text_after(sentence, at + strlen(words[i])), away);
		return true;
	}
	return false;
}

/* Whether the answer is "Ingen", or somebody is named. */
static bool say_away(struct attendance *a, struct text said)
{
	size_t stop = text_find(said, TEXT(". "));
	struct seat *away;

	if (is_answer(without_stop(said)) || substitute_pair(a, said))
		return true;
	away = add_list(a, text_from_to(said, 0, stop), PARTICIPANT_ABSENT, true);
	if (away != NULL)
		a->newest_away = away->who.name;
	say_instead(a, text_after(said, stop), a->newest_away);
	return away != NULL;
}

void attendance_away(struct attendance *a, struct text said)
{
	struct text line;

	a->told = true;
	while (text_split(&said, '\n', &line))
		say_away(a, line);
}

/* Texts */

/* The end of "Fraværende: " or "Afbud fra " at the front of a sentence; 0 when it speaks of something else. */
static size_t says_away(struct text sentence)
{
	static const char *const begins[] = { "afbud fra: ", "afbud fra ", "afbud: ", "fraværende: ",
		"fraværende var ", "fraværende ", "ikke til stede: ", "ej til stede: ", "forfald: " };

	for (size_t i = 0; i < LENGTH_OF(begins); i++)
		if (word_begins(sentence, begins[i]))
			return strlen(begins[i]);
	return 0;
}

/* "Bo Krogh (V) var fraværende": of somebody whom the document names elsewhere. */
static bool say_of_somebody(struct attendance *a, struct text sentence)
{
	static const char *const ends[] = { " var fraværende", " var ikke til stede", " havde meldt afbud", " havde afbud",
		" deltog ikke i mødet" };
	struct text role, rest;

	for (size_t i = 0; i < LENGTH_OF(ends); i++) {
		size_t at = text_find(sentence, text_from(ends[i]));
		struct seat *seat;

		if (at == sentence.n || sentence.n - at > strlen(ends[i]) + 1)
			continue;
		seat = find(a, name_of(text_from_to(sentence, 0, at), &role, &rest));
		if (seat == NULL)
			continue;
		set_status(a, seat, PARTICIPANT_ABSENT);
		return true;
	}
	return false;
}

/* A label on a line of its own, whose values stand below: "Fraværende:". */
static enum label bare_label(struct text sentence)
{
	size_t n;
	enum label label = label_of(sentence, &n);

	return (label == LABEL_ABSENT || label == LABEL_PRESENT) && n == sentence.n ? label : LABEL_NONE;
}

/* A sentence below a bare label, if it is a list of names. */
static bool say_listed(struct attendance *a, struct text sentence, enum label label)
{
	enum participant_status status = label == LABEL_ABSENT ? PARTICIPANT_ABSENT : PARTICIPANT_PRESENT;

	return label != LABEL_NONE && (sentence.n == 0 || add_list(a, sentence, status, label == LABEL_ABSENT) != NULL);
}

/* Whether the sentence is about who came. */
static bool say(struct attendance *a, struct text sentence)
{
	size_t n = says_away(sentence);

	if (n > 0)
		return say_away(a, text_after(sentence, n));
	if (label_of(sentence, &n) == LABEL_PRESENT) {
		a->told = true;
		add_list(a, text_after(sentence, n), PARTICIPANT_PRESENT, false);
		return true;
	}
	return say_instead(a, sentence, a->newest_away) || say_of_somebody(a, sentence);
}

bool attendance_text(struct attendance *a, struct text text)
{
	enum label listing = LABEL_NONE;
	bool said = false;
	struct text sentence;

	a->newest_away = TEXT_NONE;
	while (sentence_next(&text, &sentence)) {
		enum label label = bare_label(sentence);

		if (label != LABEL_NONE)
			listing = label;
		else if (say_listed(a, sentence, listing))
			said = true;
		else
			listing = LABEL_NONE;
		if (listing == LABEL_NONE && say(a, sentence))
			said = true;
	}
	a->told = a->told || said;
	return said;
}

void attendance_conclude(struct attendance *a, enum record_kind kind)
{
	if (kind != RECORD_MINUTES || !a->told)
		return;
	for (size_t i = 0; i < a->n; i++)
		if (a->seats[i].who.status == PARTICIPANT_LISTED)
			a->seats[i].who.status = PARTICIPANT_PRESENT;
}

struct record_participant *attendance_list(const struct attendance *a)
{
	struct record_participant *list = arena_new(a->arena, struct record_participant, a->n);

	for (size_t i = 0; i < a->n; i++)
		list[i] = a->seats[i].who;
	return list;
}
