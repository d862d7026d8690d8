#include "minutes/vocabulary.h"

/* Lower case of byte i of t, knowing that the capitals of Latin-1 stand 0x20 before the small letters in UTF-8 too. */
static char lower_at(struct text t, size_t i)
{
	unsigned char c = (unsigned char)t.s[i];

	if (c >= 'A' && c <= 'Z')
		return (char)(c + 0x20);
	if (i > 0 && (unsigned char)t.s[i - 1] == 0xc3 && c >= 0x80 && c <= 0x9e && c != 0x97)
		return (char)(c + 0x20);
	return (char)c;
}

/* How many bytes the word takes at the front of t; 0 when it does not stand there. */
static size_t length_at_front(struct text t, const char *word)
{
	size_t n = 0;

	while (word[n] != '\0' && n < t.n && lower_at(t, n) == word[n])
		n++;
	return word[n] == '\0' ? n : 0;
}

bool word_begins(struct text t, const char *word)
{
	return length_at_front(t, word) > 0;
}

bool word_same(struct text t, const char *word)
{
	return t.n > 0 && length_at_front(t, word) == t.n;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

size_t word_find(struct text t, const char *word)
{
	for (size_t i = 0; i < t.n; i++)
		if ((t.s[i] | 0x20) == (word[0] | 0x20) && (i == 0 || !is_letter(t.s[i - 1])) &&
			word_begins(text_after(t, i), word))
			return i;
	return t.n;
}

bool begins_with_capital(struct text t)
{
	unsigned char c = t.n > 0 ? (unsigned char)t.s[0] : 0, second = t.n > 1 ? (unsigned char)t.s[1] : 0;

	return (c >= 'A' && c <= 'Z') || (c == 0xc3 && second >= 0x80 && second <= 0x9e && second != 0x97);
}

bool begins_small(struct text t)
{
	unsigned char c = t.n > 0 ? (unsigned char)t.s[0] : 0, second = t.n > 1 ? (unsigned char)t.s[1] : 0;

	return (c >= 'a' && c <= 'z') || (c == 0xc3 && second >= 0xa0 && second != 0xb7);
}

/* The longer before the shorter that it begins with. */
static const struct {
	const char *words;
	enum record_kind kind;
} kinds[] = {
	{ "dagsorden med vedtagelser", RECORD_MINUTES },
	{ "dagsorden med beslutninger", RECORD_MINUTES },
	{ "referat af tillægsdagsorden", RECORD_MINUTES },
	{ "referat fra", RECORD_MINUTES },
	{ "referat af", RECORD_MINUTES },
	{ "åbent referat", RECORD_MINUTES },
	{ "godkendt referat", RECORD_MINUTES },
	{ "beslutningsreferat", RECORD_MINUTES },
	{ "beslutningsprotokol", RECORD_MINUTES },
	{ "beslutninger", RECORD_MINUTES },
	{ "protokol", RECORD_MINUTES },
	{ "referat", RECORD_MINUTES },
	{ "åben dagsorden", RECORD_AGENDA },
	{ "tillægsdagsorden", RECORD_AGENDA },
	{ "dagsorden", RECORD_AGENDA },
};

size_t kind_of(struct text t, enum record_kind *ret)
{
	for (size_t i = 0; i < LENGTH_OF(kinds); i++) {
		size_t n = length_at_front(t, kinds[i].words);

		if (n > 0 && (t.n == n || !is_letter(t.s[n]))) {
			*ret = kinds[i].kind;
			return n;
		}
	}
	return 0;
}

/* What stands over a section, in small letters and without its colon.  A word that is missing is a row here. */
static const struct {
	const char *words;
	int role;
} headings[] = {
	{ "resume", SECTION_SUMMARY },
	{ "resumé", SECTION_SUMMARY },
	{ "sagsresumé", SECTION_SUMMARY },
	{ "sagsresume", SECTION_SUMMARY },
	{ "sagens kerne", SECTION_SUMMARY },
	{ "indledning", SECTION_SUMMARY },
	{ "anledning", SECTION_SUMMARY },
	{ "baggrund", SECTION_SUMMARY },
	{ "problemstilling", SECTION_SUMMARY },
	{ "tema", SECTION_SUMMARY },
	{ "sagstema", SECTION_SUMMARY },
	{ "beslutningstema", SECTION_QUESTION },
	{ "sagsfremstilling", SECTION_PRESENTATION },
	{ "sagsbeskrivelse", SECTION_PRESENTATION },
	{ "beskrivelse af sagen", SECTION_PRESENTATION },
	{ "beskrivelse", SECTION_PRESENTATION },
	{ "sagens indhold", SECTION_PRESENTATION },
	{ "redegørelse", SECTION_PRESENTATION },
	{ "løsning", SECTION_PRESENTATION },
	{ "indhold", SECTION_PRESENTATION },
	{ "supplerende sagsfremstilling", SECTION_PRESENTATION },
	{ "baggrundsinformation", SECTION_BACKGROUND },
	{ "vurdering", SECTION_ASSESSMENT },
	{ "administrationens vurdering", SECTION_ASSESSMENT },
	{ "forvaltningens vurdering", SECTION_ASSESSMENT },
	{ "indstilling", SECTION_RECOMMENDATION },
	{ "indstillinger", SECTION_RECOMMENDATION },
	{ "administrationens indstilling", SECTION_RECOMMENDATION },
	{ "direktionens indstilling", SECTION_RECOMMENDATION },
	{ "forvaltningens indstilling", SECTION_RECOMMENDATION },
	{ "forvaltningen foreslår", SECTION_RECOMMENDATION },
	{ "forslag", SECTION_RECOMMENDATION },
	{ "alternativ indstilling", SECTION_RECOMMENDATION },
	{ "beslutning", SECTION_DECISION },
	{ "åben beslutning", SECTION_DECISION },
	{ "referat", SECTION_DECISION },
	{ "opsamling fra mødet", SECTION_DECISION },
	{ "behandling", SECTION_DECISION },
	{ "beslutninger", SECTION_DECISION },
	{ "udvalgets beslutning", SECTION_DECISION },
	{ "byrådets beslutning", SECTION_DECISION },
	{ "beslutningskompetence", SECTION_ROUTE },
	{ "sagen afgøres i", SECTION_ROUTE },
	{ "sagsgang", SECTION_ROUTE },
	{ "sagsforløb", SECTION_ROUTE },
	{ "økonomi", SECTION_ECONOMY },
	{ "økonomiske konsekvenser", SECTION_ECONOMY },
	{ "økonomi og finansiering", SECTION_ECONOMY },
	{ "finansiering", SECTION_ECONOMY },
	{ "lovgrundlag", SECTION_LAW },
	{ "retsgrundlag", SECTION_LAW },
	{ "lovgivning", SECTION_LAW },
	{ "juridiske forhold", SECTION_LAW },
	{ "høring", SECTION_HEARING },
	{ "inddragelse", SECTION_HEARING },
	{ "borgerinddragelse", SECTION_HEARING },
	{ "kommunikation", SECTION_COMMUNICATION },
	{ "forberedelse", SECTION_PREPARATION },
	{ "bilag", HEADING_FILES },
	{ "bilagsliste", HEADING_FILES },
	{ "sagens forløb", HEADING_HISTORY },
	{ "historik", HEADING_HISTORY },
	{ "tidligere behandling", HEADING_HISTORY },
};

int heading_role(struct text t)
{
	t = text_trim(t);
	while (t.n > 0 && t.s[t.n - 1] == ':')
		t = text_trim(text_from_to(t, 0, t.n - 1));
	for (size_t i = 0; i < LENGTH_OF(headings); i++)
		if (word_same(t, headings[i].words))
			return headings[i].role;
	return -1;
}

/* Labels that want a colon are words of ordinary sentences and names of rooms too. */
static const struct {
	const char *words;
	enum label label;
	bool wants_colon;
} labels[] = {
	{ "mødedato", LABEL_DATE, false },
	{ "dato", LABEL_DATE, true },
	{ "mødetidspunkt", LABEL_TIME, false },
	{ "tidspunkt", LABEL_TIME, true },
	{ "starttidspunkt for møde", LABEL_START, true },
	{ "starttidspunkt", LABEL_START, true },
	{ "start kl.", LABEL_START, false },
	{ "mødet påbegyndt", LABEL_START, true },
	{ "tid", LABEL_TIME, true },
	{ "kl.", LABEL_TIME, true },
	{ "sluttidspunkt for møde", LABEL_END, true },
	{ "sluttidspunkt", LABEL_END, false },
	{ "slut kl.", LABEL_END, false },
	{ "mødet afsluttet", LABEL_END, true },
	{ "mødet hævet", LABEL_END, false },
	{ "mødested", LABEL_PLACE, false },
	{ "mødeafholdelse", LABEL_PLACE, true },
	{ "mødelokale", LABEL_PLACE, true },
	{ "lokale", LABEL_PLACE, true },
	{ "sted", LABEL_PLACE, true },
	{ "udvalg", LABEL_ORGANIZATION, true },
	{ "mødedeltagere", LABEL_LISTED, false },
	{ "i mødet deltog", LABEL_PRESENT, true },
	{ "deltagere", LABEL_LISTED, false },
	{ "øvrige deltagere", LABEL_LISTED, false },
	{ "fra forvaltningen", LABEL_LISTED, true },
	{ "medlemmer", LABEL_LISTED, false },
	{ "ikke til stede", LABEL_ABSENT, true },
	{ "til stede", LABEL_PRESENT, true },
	{ "fraværende", LABEL_ABSENT, false },
	{ "afbud fra", LABEL_ABSENT, false },
	{ "afbud", LABEL_ABSENT, true },
	{ "bemærkninger", LABEL_REMARKS, true },
	{ "om dagsordenen", LABEL_ABOUT, true },
	{ "næste møde", LABEL_NEXT, true },
	{ "publiceret", LABEL_OTHER_DATE, true },
	{ "udsendelsesdato", LABEL_OTHER_DATE, true },
	{ "acadre sagsnr.", LABEL_MATTER, false },
	{ "sagsnummer", LABEL_MATTER, false },
	{ "sagsnr.", LABEL_MATTER, false },
	{ "sagsnr", LABEL_MATTER, false },
	{ "sagsid.", LABEL_MATTER, false },
	{ "sagsid", LABEL_MATTER, false },
	{ "sag", LABEL_MATTER, false },
	{ "j.nr.", LABEL_MATTER, false },
	{ "journalnr.", LABEL_MATTER, false },
	{ "gæster", LABEL_GUESTS, true },
};

/* A value may be glued to its label: "MødestedByrådssalen". */
static bool label_ends(struct text t, size_t n)
{
	unsigned char c = n < t.n ? (unsigned char)t.s[n] : ' ';

	return !is_letter((char)c) || (c >= 'A' && c <= 'Z' && t.s[n - 1] >= 'a');
}

enum label label_of(struct text t, size_t *ret_n)
{
	for (size_t i = 0; i < LENGTH_OF(labels); i++) {
		size_t n = length_at_front(t, labels[i].words);
		bool colon, alone, wide;

		if (n == 0 || !label_ends(t, n))
			continue;
		wide = n + 1 < t.n && (t.s[n] == '\t' || (t.s[n] == ' ' && t.s[n + 1] == ' ')); /* a column of labels */
		while (n < t.n && (t.s[n] == ' ' || t.s[n] == '\t'))
			n++;
		colon = n < t.n && t.s[n] == ':';
		alone = n == t.n;
		if (labels[i].wants_colon && !colon && !alone && !wide)
			continue;
		*ret_n = n + colon;
		return labels[i].label;
	}
	return LABEL_NONE;
}

static bool among(struct text t, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (word_same(t, words[i]))
			return true;
	return false;
}

static bool ends_among(struct text t, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t length = strlen(words[i]);

		if (t.n >= length && word_same(text_after(t, t.n - length), words[i]))
			return true;
	}
	return false;
}

bool is_menu_word(struct text t)
{
	static const char *const words[] = { "forside", "politik", "borger", "udskriv", "til toppen", "fold alle ud",
		"fold alle ind", "menu", "søg", "luk", "tilbage", "del", "print", "spring til indhold", "accepter cookies" };

	return among(t, words, LENGTH_OF(words));
}

bool names_a_committee(struct text t)
{
	static const char *const words[] = { "udvalg", "udvalget", "rådet", "råd", "byrådet",
		"kommunalbestyrelsen", "regionsrådet", "bestyrelsen", "nævnet", "kommissionen", "direktionen",
		"med", "hovedmed", "forum", "medudvalg" };
	struct text rest = t, word;

	if (t.n > 160 || text_ends(t, TEXT(".")))
		return false;
	while (text_word(&rest, &word))
		if (ends_among(word, words, LENGTH_OF(words)))
			return true;
	return false;
}

bool is_place(struct text t)
{
	static const char *const endings[] = { "sal", "salen", "lokale", "lokalet", "rådhus", "rådhuset", "hus",
		"huset", "center", "centeret", "centret", "vej", "gade", "allé", "plads", "torv", "torvet", "stræde",
		"skole", "skolen", "bibliotek", "biblioteket", "hal", "hallen", "gård", "gården", "kantine", "kantinen",
		"stuen", "rummet", "hotel", "kro", "cafe", "cafeen", "teams", "skype", "webex", "telefonmøde",
		"videomøde", "virtuelt", "online", "foyer", "foyeren" };
	struct text rest = t, word;

	if (t.n > 120 || text_ends(t, TEXT(".")) || text_ends(t, TEXT(":")))
		return false;
	while (text_word(&rest, &word)) {
		while (word.n > 0 && (word.s[word.n - 1] == ',' || word.s[word.n - 1] == '.'))
			word.n--;
		if (ends_among(word, endings, LENGTH_OF(endings)))
			return true;
	}
	return false;
}

bool wants_more(struct text word)
{
	static const char *const words[] = { "og", "i", "af", "til", "for", "fra", "om", "med", "på", "den", "det", "der",
		"ved", "samt", "eller", "en", "et", "de", "under", "over", "hos" };

	return text_ends(word, TEXT(",")) || text_ends(word, TEXT("-")) || among(word, words, LENGTH_OF(words));
}

bool is_abbreviation(struct text word)
{
	static const char *const words[] = { "konst", "kl", "nr", "stk", "ca", "bl.a", "mv", "m.v", "mm", "m.m", "pkt", "jf", "ift",
		"evt", "dvs", "hhv", "pr", "inkl", "ekskl", "vedr", "afd", "tlf", "dr", "prof", "mio", "mia", "pct", "skt", "eks",
		"fx", "f.eks", "h.hv", "sagsnr", "j.nr", "bilagsnr", "adm", "vicedir", "dir", "best", "kst", "ad", "jan", "feb",
		"aug", "sept", "okt", "nov", "dec", "gl", "chr", "fr" };

	return among(word, words, LENGTH_OF(words));
}

bool is_role(struct text t)
{
	static const char *const roles[] = { "formand", "næstformand", "udvalgsformand", "borgmester", "medlem",
		"sekretær", "1. viceborgmester", "2. viceborgmester", "viceborgmester", "tilforordnet", "observatør" };

	return among(t, roles, LENGTH_OF(roles));
}

/* Capital letters only: one or two, or a list of its own. */
bool is_party(struct text t)
{
	static const char *const words[] = { "alt", "dd", "løsgænger", "uden for parti", "udenfor parti" };
	size_t letters = 0;

	while (begins_with_capital(text_after(t, letters)) && letters < t.n)
		letters += t.s[letters] == '\xc3' ? 2 : 1;
	return (t.n > 0 && letters == t.n && text_runes(t) <= 2) || among(t, words, LENGTH_OF(words));
}

bool is_office(struct text word)
{
	static const char *const endings[] = { "chef", "direktør", "konsulent", "repræsentant", "leder",
		"koordinator", "professor", "forsker", "ekspert", "borgmester", "rektor", "specialist", "lektor", "projektleder",
		"rådgiver", "sekretær", "oplægsholder", "psykolog", "jurist" };

	return ends_among(word, endings, LENGTH_OF(endings));
}

bool is_no_name(struct text word)
{
	static const char *const endings[] = { "kommune", "akademi", "udvalg", "udvalget", "rådet", "råd",
		"center", "partnerskab", "forbund", "styrelse", "styrelsen", "skole", "hus", "rådhus", "universitet",
		"region", "by", "med", "a/s", "aps", "forening", "indsatser", "sundhed" };

	return ends_among(word, endings, LENGTH_OF(endings));
}
