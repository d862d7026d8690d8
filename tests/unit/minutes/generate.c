#include "generate.h"

#include "doc/doc.h"
#include "doc/write_markdown.h"
#include "language/language.h"
#include "minutes/header.h"
#include "minutes/items.h"
#include "minutes/vocabulary.h"
#include "minutes/when.h"

struct generator generator_from(struct arena *arena, uint64_t seed)
{
	return (struct generator){ arena, seed * 0x9e3779b97f4a7c15u + 1 };
}

uint64_t generate_below(struct generator *g, uint64_t n)
{
	g->state ^= g->state << 13;
	g->state ^= g->state >> 7;
	g->state ^= g->state << 17;
	return (g->state >> 11) % n;
}

static bool chance(struct generator *g, int of_100)
{
	return generate_below(g, 100) < (uint64_t)of_100;
}

#define PICK(g, words) text_from((words)[generate_below((g), LENGTH_OF(words))])

/* Words */

static const char *const odd[] = { "Punkt", "3:", "Bilag", "Beslutning", "Sagens forløb", "12.", "1.", "#", "##", "*", "**",
	"**fed**", "_kursiv_", "__init__", "[a](b)", "[x]:", "<b>", "&amp;", "`kode`", "Ærø", "Ølstykke", "Åbent", "שלום", "مرحبا",
	"x\xcc\x81y", "|", "| a | b |", "Lukket:", "(Lukket)", "(Åben)", "- lukket punkt", "1)", "a)", "-", "–", "...", "....3",
	":", "§ 17, stk. 4", "22-011382", "05-12-2023", "kl. 10:00", "Side 3", "\\", "\\*", "~~~", ">", "===", "+", "=",
	"http://x.dk/a_b?c=d&e=f#g", "🦆", "møde i", "for", "d.", "Referat", "DAGSORDEN", "Dagsorden", "til stede", "fraværende",
	"og", "Bo", "Sagsnr.:", "Gæster:", "Udvalg:", "Næste møde:", "Deltagere:", "!", "!\\[", "\"citat\"", "'", "%s", "NULL", "0",
	"æøå", "ß", "ﬁ", "ID\xe2\x80\x8d", "a\tb", "tre  rum", "Ad 1." };

static const char *const plain[] = { "udvalget", "drøftede", "sagen,", "og", "indsatsen", "K&L", "50 %", "i", "at", "§ 17", "stk.",
	"kommunen", "*", "_", "(a)", "3.", "12)", "<", "fleksibilitet", "æbler", "Ørsted", "Å", "[", "]", "#4", "|", "-", "1.000 kr.",
	"**", "🦆", "שלום", "slut." };

static struct text line_of(struct generator *g, const char *const *words, size_t n, size_t most)
{
	struct buffer b = buffer_in(g->arena, 1 << 20);
	size_t count = 1 + generate_below(g, most);

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_add_byte(&b, ' ');
		buffer_add_string(&b, words[generate_below(g, n)]);
	}
	return text_trim(language_nfc(g->arena, text_copy(g->arena, buffer_text(&b))));
}

struct text generate_line(struct generator *g)
{
	if (chance(g, 2))
		return line_of(g, odd, LENGTH_OF(odd), 700);
	return line_of(g, odd, LENGTH_OF(odd), 5);
}

static struct text plain_line(struct generator *g)
{
	return line_of(g, plain, LENGTH_OF(plain), 8);
}

/* Texts */

static void add_inlines(struct generator *g, struct doc_builder *b, int depth)
{
	size_t n = 1 + generate_below(g, 3);

	for (size_t i = 0; i < n; i++) {
		uint64_t what = generate_below(g, 10);

		if (what == 0 && depth < 3) {
			doc_open_inline(b, DOC_STRONG);
			add_inlines(g, b, depth + 1);
			doc_close_inline(b);
		} else if (what == 1 && depth < 3) {
			doc_open_inline(b, DOC_EMPHASIS);
			add_inlines(g, b, depth + 1);
			doc_close_inline(b);
		} else if (what == 2 && depth < 3) {
			doc_open_link(b, chance(g, 20) ? TEXT("#") : TEXT("https://x.dk/a(b)_c"));
			add_inlines(g, b, depth + 1);
			doc_close_inline(b);
		} else if (what == 3) {
			doc_break(b, DOC_HARD_BREAK);
		} else {
			doc_words(b, chance(g, 50) ? TEXT(" ") : TEXT(""));
			doc_words(b, plain_line(g));
		}
	}
}

static void add_leaf(struct generator *g, struct doc_builder *b, enum doc_block_kind kind, int level)
{
	doc_open(b, kind)->level = level;
	doc_words(b, TEXT("Så "));
	add_inlines(g, b, 0);
	doc_close(b);
}

static void add_blocks(struct generator *g, struct doc_builder *b, int level, int depth);

static void add_list(struct generator *g, struct doc_builder *b, int level, int depth)
{
	struct doc_block *list = doc_open(b, DOC_LIST);
	size_t n = 1 + generate_below(g, chance(g, 3) ? 60 : 4);

	list->style = (enum doc_list_style)generate_below(g, 3);
	list->start = list->style == DOC_LIST_DECIMAL && chance(g, 20) ? 7 : 1;
	list->tight = chance(g, 80);
	for (size_t i = 0; i < n; i++) {
		doc_open(b, DOC_ITEM);
		add_leaf(g, b, DOC_PARAGRAPH, 0);
		if (depth < 3 && chance(g, 25))
			add_blocks(g, b, level, depth + 1);
		doc_close(b);
	}
	doc_close(b);
}

static void add_table(struct generator *g, struct doc_builder *b)
{
	size_t rows = 1 + generate_below(g, 4), cells = 1 + generate_below(g, 3);

	doc_open(b, DOC_TABLE)->header_rows = (int)generate_below(g, 2);
	for (size_t i = 0; i < rows; i++) {
		doc_open(b, DOC_ROW);
		for (size_t j = 0; j < cells; j++) {
			doc_open(b, DOC_CELL);
			add_leaf(g, b, DOC_PARAGRAPH, 0);
			doc_close(b);
		}
		doc_close(b);
	}
	doc_close(b);
}

static void add_blocks(struct generator *g, struct doc_builder *b, int level, int depth)
{
	size_t n = 1 + generate_below(g, 3);

	for (size_t i = 0; i < n; i++) {
		uint64_t what = generate_below(g, 10);

		if (what < 2 && depth < 3) {
			add_list(g, b, level, depth);
		} else if (what == 2 && depth < 3) {
			doc_open(b, DOC_QUOTE);
			add_blocks(g, b, level, depth + 1);
			doc_close(b);
		} else if (what == 3 && depth == 0) {
			add_table(g, b);
		} else if (what == 4 && depth == 0) {
			add_leaf(g, b, DOC_HEADING, level + (int)generate_below(g, (uint64_t)(7 - level)));
		} else {
			add_leaf(g, b, DOC_PARAGRAPH, 0);
		}
	}
}

/* Never empty; headings in it stand at `level` or below. */
static struct text text_of(struct generator *g, int level)
{
	struct doc_builder b = doc_build(g->arena);
	struct text text = TEXT("");

	add_blocks(g, &b, level, 0);
	if (doc_write_markdown(g->arena, doc_finish(&b)->first, DOC_MARKDOWN_MAX, NULL, &text) != FAULT_NONE)
		return TEXT("for langt");
	return text;
}

/* Fields */

static struct date date_of(struct generator *g)
{
	return date_from_days((int32_t)generate_below(g, 60000) - 10000);
}

static struct text maybe(struct generator *g, int of_100, struct text t)
{
	return chance(g, of_100) ? t : TEXT_NONE;
}

static struct text name_of(struct generator *g)
{
	static const char *const given[] = { "Åse", "Bo", "Søren", "Anne-Marie", "Lars Hovgaard", "Zoë", "Formanden", "Jens P.", "K" };
	static const char *const family[] = { "Krogh", "de la Cour", "O'Hara", "Ærtebjerg", "Hansen-Lund", "Møller", "שלום", "Lukket",
		"Bilag", "Ø. Jensen", "3", "Medlemmer", "Referat" };

	return text_join(g->arena, PICK(g, given), TEXT(" "),
		chance(g, 80) ? PICK(g, family) : text_from(arena_format(g->arena, "Nr%d", (int)generate_below(g, 1000))));
}

static bool has_name(const struct record *r, struct text name)
{
	for (size_t i = 0; i < r->participants_n; i++)
		if (text_eq(r->participants[i].name, name))
			return true;
	return false;
}

static void add_participants(struct generator *g, struct record *r)
{
	static const char *const roles[] = { "formand", "Næstformand", "medlem", "Sekretær", "1. viceborgmester" };
	static const char *const parties[] = { "A", "V", "SF", "Ø", "Løsgænger", "ALT", "Å" };
	size_t n = chance(g, 20) ? 0 : generate_below(g, chance(g, 3) ? 200 : 8);

	r->participants = arena_new(g->arena, struct record_participant, n);
	for (size_t i = 0; i < n; i++) {
		struct record_participant p = {
			.name = name_of(g),
			.status = (enum participant_status)generate_below(g, 3),
			.role = maybe(g, 30, PICK(g, roles)),
			.party = maybe(g, 50, PICK(g, parties)),
			.substitute_for = maybe(g, 10, name_of(g)),
			.remark = maybe(g, 20, generate_line(g)),
		};

		if (!has_name(r, p.name))
			r->participants[r->participants_n++] = p;
	}
}

static struct text heading_of(struct generator *g, bool decisions, enum section_role *role, struct date *date)
{
	static const struct {
		const char *words;
		enum section_role role;
	} known[] = { { "Resumé", SECTION_SUMMARY }, { "SAGSFREMSTILLING", SECTION_PRESENTATION }, { "Indhold", SECTION_PRESENTATION },
		{ "Baggrundsinformation", SECTION_BACKGROUND }, { "Økonomi", SECTION_ECONOMY }, { "Høring", SECTION_HEARING },
		{ "Indstilling", SECTION_RECOMMENDATION }, { "Beslutningstema", SECTION_QUESTION }, { "Sagsgang", SECTION_ROUTE } };
	struct text line;
	struct span where;
	size_t i = generate_below(g, LENGTH_OF(known));

	if (decisions && chance(g, 30)) {
		*role = SECTION_DECISION;
		if (chance(g, 50))
			return TEXT("Beslutning");
		*date = date_of(g);
		return text_from(arena_format(g->arena, "Opsamling fra mødet %d. %s %d", date->day, month_danish(date->month), date->year));
	}
	*role = known[i].role;
	if (chance(g, 70))
		return text_from(known[i].words);
	*role = SECTION_OTHER;
	do
		line = text_join(g->arena, TEXT("Om "), TEXT(""), generate_line(g));
	while (text_ends(line, TEXT(":")) || when_date(line, 0, date, &where));
	*date = (struct date){ .year = 0 };
	return line;
}

static void add_sections(struct generator *g, struct record_item *item, bool decisions)
{
	size_t n = generate_below(g, 5);

	item->sections = arena_new(g->arena, struct record_section, n);
	for (; item->sections_n < n; item->sections_n++) {
		struct record_section *s = &item->sections[item->sections_n];

		s->role = SECTION_OTHER;
		if (item->sections_n > 0 || chance(g, 80))
			s->heading = heading_of(g, decisions, &s->role, &s->date);
		s->text = text_known(s->heading) && chance(g, 15) ? TEXT("") : text_of(g, 4);
	}
}

static void add_earlier(struct generator *g, struct record_item *item)
{
	static const char *const bodies[] = { "Økonomiudvalget", "§ 17.4 udvalg (rekruttering)", "Byrådet", "Bilag", "Punkt 3" };
	size_t n = chance(g, 80) ? 0 : 1 + generate_below(g, 3);

	item->earlier = arena_new(g->arena, struct record_earlier, n);
	for (; item->earlier_n < n; item->earlier_n++) {
		struct record_earlier *e = &item->earlier[item->earlier_n];

		e->organization = maybe(g, 80, PICK(g, bodies));
		if (!text_known(e->organization) || chance(g, 70))
			e->date = date_of(g);
		e->released = chance(g, 60);
		e->text = e->released ? maybe(g, 70, text_of(g, 5)) : TEXT_NONE;
	}
}

static struct text file_of(struct generator *g)
{
	static const char *const names[] = { "Bilag 1: Udkast, version 2.pdf", "Notat; endeligt.docx", "a.pdf", "Beslutning", "3. kvartal.xlsx" };

	return chance(g, 50) ? PICK(g, names) : text_join(g->arena, TEXT("x "), TEXT(""), generate_line(g));
}

static struct text *texts_of(struct generator *g, size_t most, size_t *ret_n, struct text (*make)(struct generator *))
{
	size_t n = chance(g, 60) ? 0 : 1 + generate_below(g, most);
	struct text *texts = arena_new(g->arena, struct text, n);

	for (size_t i = 0; i < n; i++)
		texts[i] = make(g);
	*ret_n = n;
	return texts;
}

static void fill_item(struct generator *g, struct record_item *item, int order, bool decisions)
{
	static const char *const numbers[] = { "1", "001", "12", "3a", "2023", "A", "III", "98765432" };
	static const char *const matters[] = { "22-011382", "00.22.04-G01-2-18", "306-2009-600", "16/04521", "123456", "1, 2 og 3" };

	item->order = order;
	item->number = maybe(g, 80, PICK(g, numbers));
	item->title = maybe(g, 90, generate_line(g));
	item->is_public = chance(g, 80);
	item->matter = maybe(g, 40, PICK(g, matters));
	item->guests = texts_of(g, 4, &item->guests_n, name_of);
	add_sections(g, item, decisions);
	item->files = texts_of(g, 6, &item->files_n, file_of);
	add_earlier(g, item);
}

static bool decides(const struct record *r)
{
	for (size_t i = 0; i < r->items_n; i++)
		for (size_t s = 0; s < r->items[i].sections_n; s++)
			if (r->items[i].sections[s].role == SECTION_DECISION)
				return true;
	return false;
}

struct record *generate_record(struct generator *g)
{
	static const char *const bodies[] = { "Byrådet", "§ 17, stk. 4 udvalg om tilknytning", "Udvalget for børn", "møde i Rådet",
		"Økonomiudvalget d.", "MED-udvalget 2020", "fra", "HovedMED" };
	struct record *r = arena_new(g->arena, struct record, 1);

	r->kind = (enum record_kind)generate_below(g, 2);
	r->organization = maybe(g, 90, chance(g, 70) ? PICK(g, bodies) : generate_line(g));
	if (text_known(r->organization))
		r->classification = classification_of(g->arena, r->organization);
	r->start = r->end = MOMENT_NONE;
	if (chance(g, 90))
		r->start.date = date_of(g);
	if (date_known(r->start.date) && chance(g, 80)) {
		r->start.hour = (int8_t)generate_below(g, 24);
		r->start.minute = (int8_t)generate_below(g, 60);
	}
	if (date_known(r->start.date) && chance(g, 30))
		r->end = (struct moment){ r->start.date, (int8_t)generate_below(g, 24), (int8_t)generate_below(g, 60) };
	r->location = maybe(g, 70, generate_line(g));
	r->remark = maybe(g, 20, generate_line(g));
	if (chance(g, 30))
		r->next_meeting = date_of(g);
	add_participants(g, r);
	r->items_n = 1 + generate_below(g, chance(g, 2) ? 60 : 6);
	r->items = arena_new(g->arena, struct record_item, r->items_n);
	for (size_t i = 0; i < r->items_n; i++)
		fill_item(g, &r->items[i], (int)i + 1, r->kind == RECORD_MINUTES);
	r->kind_stated = chance(g, 80) || (r->kind == RECORD_MINUTES) != decides(r);
	return r;
}

/* Texts without a tree */

static const char *const lines[] = { "", "", "", "", "", "\f", "Solbæk Kommune", "REFERAT", "Dagsorden", "Åbent referat",
	"Referat fra ordinært møde i Byrådet onsdag den 6. april 2016 kl. 17:00 i Byrådssalen", "REFERAT HovedMED d. 19-09-2024",
	"Økonomiudvalget", "Møde torsdag den 30. november 2017", "Tirsdag d. 05. december 2023 kl. 13:00", "Mødedato: 22.04.2021",
	"24-09-2019", "Kl. 8:00", "kl. 15:00 - 17.30", "Sluttidspunkt: 16:25", "Sted: Teams", "Mødested", "Byrådssalen",
	"Mødelokale Rosen", "Medlemmer: Agnes Buskbjerg (A), Carlo Drejø, V", "Deltagere:", "- Vera Nybroe (A), formand", "Kurt Ottesgaard",
	"Fraværende: Carlo Drejø (syg)", "Afbud fra Agnes Buskbjerg. I stedet mødte Wanda Fogtdal.", "Fraværende", "Ingen",
	"Afbud: Lise Hornbæk, F - Emil Ryeborg stedfortræder", "Bemærkninger: Afbud fra Kaj Ølholm og Bo Krogh.", "Til stede: Bo Krogh",
	"Carlo Drejø deltog ikke i punkt 2-3", "Næste møde: 10-04-2030", "Næste møde holdes den 10. april 2030.", "Publiceret: 31-08-2017",
	"Indholdsfortegnelse", "Meddelelser.....\t3", "1. Godkendelse af dagsorden", "1. Godkendelse af dagsorden", "2. Eventuelt", "3. Salg og",
	"køb af jord", "12 GODKENDELSE", "Punkt 1: Meddelelser", "Punkt 2: Lukket: Underskriftsark", "Punkt 3", "Pkt. 115", "2: Budget",
	"1 (Åben) Valg", "Lukkede punkter", "Åbent", "Lukket", "22-011382", "Sagsnr. 16/04521", "Sagsnr.:", "00.22.04-G01-2-18",
	"Sagsfremstilling", "Indstilling", "Indstilling: Formanden indstiller, at det godkendes.", "Beslutning", "BESLUTNING",
	"Beslutning i Byrådet den 28-10-2014", "Beslutning i Teknisk Udvalg den 07-10-2014", "Opsamling fra mødet 1. november 2023", "Bilag",
	"Bilag: Kort.pdf", "Bilag 1: Lokalplan, udkast", "Ingen bilag.", "Sagens forløb", "31-01-2022 Sundhedsudvalget.",
	"Beslutning ikke frigivet", "Økonomiudvalget, 9. oktober 2019, pkt. 153:", "Side 1 af 2", "Ældreudvalget 02-02-2018", "Til toppen",
	"Udvalget drøftede sagen. Der er behov for *mere* viden om snake_case og K&L.", "**Vurdering**", "Det er **vigtigt** at [se](http://x.dk/a_b)",
	"- et punkt", "- a) et led", "a) at der bygges", "b) at der males", "1. at sagen drøftes", "2. at den sendes videre", "• kugle",
	" - indrykket", "   fortsat", "-Der kan ses", "Direktionen indstiller, at sagen drøftes.", "Gæster: Lene Lilja; Bo",
	"I punktet deltager områdechef Lene Lilja og konsulent Rikke Buhl (Sundhed).", "udvalgets møde", "og mere.", "2023", "***", "# x", "| a |",
	"Vedtaget. Fraværende: Jørn Husbond (V)", "Ad 1. Vedtaget.", "Mødet hævet kl. 17.12", "Udvalg: Børneudvalget", "שלום", "\xe2\x80\x8d" };

struct text generate_text(struct generator *g)
{
	struct buffer b = buffer_in(g->arena, 1 << 20);
	size_t n = 5 + generate_below(g, 60);

	if (chance(g, 70))
		buffer_add_string(&b, "Referat\n\nByrådet\n\n");
	for (size_t i = 0; i < n; i++) {
		buffer_add_string(&b, lines[generate_below(g, LENGTH_OF(lines))]);
		buffer_add_string(&b, chance(g, 40) ? "\n\n" : "\n");
	}
	return buffer_text(&b);
}
