/* What the rules make of lines: pages are told here as pdftohtml tells them.  Whole PDFs are read in tests/cli/pdf.t. */
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/path.h"
#include "doc/pdf_in/structure.h"
#include "doc/read_pdf.h"

struct paper {
	struct buffer xml;
	int page;
};

static struct paper paper_in(struct arena *arena)
{
	return (struct paper){ .xml = buffer_in(arena, 1 << 20) };
}

static void turn(struct paper *p)
{
	buffer_format(&p->xml, "%s<page number=\"%d\" height=\"1684\" width=\"1190\">\n<fontspec id=\"0\" size=\"22\"/>\n"
		"<fontspec id=\"1\" size=\"28\"/>\n<fontspec id=\"2\" size=\"16\"/>\n", p->page > 0 ? "</page>\n" : "", p->page + 1);
	p->page++;
}

/* Letters are ten units wide. */
static void set(struct paper *p, int left, int top, int font, const char *words)
{
	struct text t = text_from(words);

	buffer_format(&p->xml, "<text top=\"%d\" left=\"%d\" width=\"%zu\" height=\"26\" font=\"%d\">%.*s</text>\n", top, left,
		10 * text_runes(t), font, TEXT_ARG(t));
}

static void tell_inlines(struct buffer *b, const struct doc_inline *in)
{
	for (; in != NULL; in = in->next) {
		switch (in->kind) {
		case DOC_WORDS:
			buffer_add(b, in->text);
			break;
		case DOC_SOFT_BREAK:
			buffer_add_byte(b, ' ');
			break;
		case DOC_HARD_BREAK:
			buffer_add_byte(b, '|');
			break;
		case DOC_STRONG:
		case DOC_EMPHASIS:
		case DOC_LINK:
			buffer_add_byte(b, '*');
			tell_inlines(b, in->child);
			buffer_add_byte(b, '*');
		}
	}
}

static void tell(struct buffer *b, const struct doc_block *block)
{
	static const char *const names[] = { [DOC_HEADING] = "H", [DOC_PARAGRAPH] = "P", [DOC_LIST] = "L", [DOC_ITEM] = "I",
		[DOC_TABLE] = "T", [DOC_ROW] = "R", [DOC_CELL] = "C", [DOC_FURNITURE] = "F" };

	for (; block != NULL; block = block->next) {
		buffer_add_string(b, names[block->kind]);
		if (block->kind == DOC_HEADING)
			buffer_format(b, "%d", block->level);
		if (block->kind == DOC_LIST)
			buffer_format(b, "%d", block->style);
		buffer_add_byte(b, '(');
		tell_inlines(b, block->inlines);
		tell(b, block->child);
		buffer_add_byte(b, ')');
	}
}

static struct text told(struct arena *arena, struct paper *p)
{
	struct page_reader *reader = page_reader_in(arena);
	struct buffer b = buffer_in(arena, 1 << 20);
	struct doc *doc;

	buffer_add_string(&p->xml, "</page>\n");
	page_reader_feed(reader, buffer_text(&p->xml));
	CHECK(structure_find(page_reader_finish(reader), &doc));
	tell(&b, doc->first);
	return buffer_text(&b);
}

/* Lines of 80 letters at a pitch of 30, so that the rules have something to measure by. */
static int set_body(struct paper *p, int top, int lines)
{
	for (int i = 0; i < lines; i++)
		set(p, 100, top + 30 * i, 0, i + 1 < lines ?
			"Her st\xc3\xa5r en linje tekst, som fylder hele satsens bredde og altid g\xc3\xa5r til kanten" : "og slutter her.");
	return top + 30 * lines;
}

#define BODY "Her st\xc3\xa5r en linje tekst, som fylder hele satsens bredde og altid g\xc3\xa5r til kanten "

TEST(pdf_lines_become_paragraphs)
{
	struct paper p = paper_in(arena);

	turn(&p);
	set_body(&p, 200, 3);
	set_body(&p, 320, 2);
	CHECK_TEXT(told(arena, &p), "P(" BODY BODY "og slutter her.)P(" BODY "og slutter her.)");
}

TEST(pdf_headings_are_large_or_bold)
{
	struct paper p = paper_in(arena);

	turn(&p);
	set(&p, 100, 150, 1, "<b>Punkt 1: Budget</b>");
	set(&p, 100, 200, 0, "<b>Indstilling</b>");
	set_body(&p, 240, 3);
	set(&p, 100, 380, 1, "<b>Punkt 2: Eventuelt</b>");
	set_body(&p, 430, 2);
	CHECK_TEXT(told(arena, &p), "H1(Punkt 1: Budget)H2(Indstilling)P(" BODY BODY "og slutter her.)H1(Punkt 2: Eventuelt)P(" BODY
		"og slutter her.)");
}

TEST(pdf_paragraphs_go_on_over_pages_and_furniture_is_kept)
{
	static const char *const lines[] = {
		"Et afsnit begynder, som g\xc3\xa5r videre p\xc3\xa5 den n\xc3\xa6ste side, hvor der st\xc3\xa5r en linje",
		"som ogs\xc3\xa5 fylder hele satsens bredde ud til kanten, f\xc3\xb8r den tredje og sidste side",
		"slutter det." };
	struct paper p = paper_in(arena);

	for (int page = 1; page <= 3; page++) {
		char foot[32];

		snprintf(foot, sizeof(foot), "Side %d af 3", page);
		turn(&p);
		set(&p, 100, 60, 2, "Teknisk Udvalg 05-03-2025");
		if (page == 1)
			set_body(&p, 200, 3);
		set(&p, 100, page == 1 ? 320 : 150, 0, lines[page - 1]);
		set(&p, 900, 1600, 2, foot);
	}
	CHECK_TEXT(told(arena, &p), "F(Teknisk Udvalg 05-03-2025)P(" BODY BODY "og slutter her.)"
		"P(Et afsnit begynder, som g\xc3\xa5r videre p\xc3\xa5 den n\xc3\xa6ste side, hvor der st\xc3\xa5r en linje "
		"som ogs\xc3\xa5 fylder hele satsens bredde ud til kanten, f\xc3\xb8r den tredje og sidste side slutter det.)"
		"F(Side 1 af 3)F(Teknisk Udvalg 05-03-2025)F(Side 2 af 3)F(Teknisk Udvalg 05-03-2025)F(Side 3 af 3)");
}

TEST(pdf_hyphens_of_the_measure_go_and_those_of_words_stay)
{
	struct paper p = paper_in(arena);

	turn(&p);
	set_body(&p, 200, 4);
	set(&p, 100, 350, 0, "Her st\xc3\xa5r en linje tekst, som fylder hele satsens bredde og altid g\xc3\xa5r velf\xc3\xa6rds\xe2\x80\x90");
	set(&p, 100, 380, 0, "teknologien og den linje tekst, som fylder hele satsens bredde og altid g\xc3\xa5r HR-");
	set(&p, 100, 410, 0, "direkt\xc3\xb8rens og de fylder hele satsens bredde og altid g\xc3\xa5r til b\xc3\xb8rne- og unge-");
	set(&p, 100, 440, 0, "og kulturudvalget.");
	CHECK_TEXT(told(arena, &p), "P(" BODY BODY BODY "og slutter her.)"
		"P(Her st\xc3\xa5r en linje tekst, som fylder hele satsens bredde og altid g\xc3\xa5r velf\xc3\xa6rdsteknologien og den linje "
		"tekst, som fylder hele satsens bredde og altid g\xc3\xa5r HR-direkt\xc3\xb8rens og de fylder hele satsens bredde og altid "
		"g\xc3\xa5r til b\xc3\xb8rne- og unge- og kulturudvalget.)");
}

TEST(pdf_lists_are_told_by_marks_and_by_indents)
{
	struct paper p = paper_in(arena);
	int top;

	turn(&p);
	top = set_body(&p, 200, 4) + 20;
	set(&p, 130, top, 0, "1. F\xc3\xb8rst");
	set(&p, 130, top + 30, 0, "2. Derefter en linje som fylder hele satsens bredde og altid g\xc3\xa5r til kanten af den");
	set(&p, 160, top + 60, 0, "og mere");
	set(&p, 170, top + 90, 0, "a) indenfor");
	set(&p, 170, top + 120, 0, "b) ogs\xc3\xa5");
	set_body(&p, top + 170, 2);
	set(&p, 100, top + 250, 0, "Her er:");
	set(&p, 150, top + 300, 0, "tegnet en");
	set(&p, 150, top + 330, 0, "tegnet to");
	CHECK_TEXT(told(arena, &p), "P(" BODY BODY BODY "og slutter her.)"
		"L1(I(P(F\xc3\xb8rst))I(P(Derefter en linje som fylder hele satsens bredde og altid g\xc3\xa5r til kanten af den og mere)"
		"L2(I(P(indenfor))I(P(ogs\xc3\xa5)))))P(" BODY "og slutter her.)P(Her er:)L0(I(P(tegnet en))I(P(tegnet to)))");
}

TEST(pdf_labels_have_values_and_tables_have_heads)
{
	struct paper p = paper_in(arena);

	turn(&p);
	set(&p, 100, 100, 0, "<b>Medlemmer</b>");
	set(&p, 400, 100, 0, "Anne Holm");
	set(&p, 400, 130, 0, "Bo Krogh");
	set_body(&p, 200, 3);
	set(&p, 100, 320, 0, "<b>Omr\xc3\xa5" "de</b>");
	set(&p, 400, 320, 0, "<b>I alt</b>");
	set(&p, 100, 350, 0, "Skoler");
	set(&p, 420, 350, 0, "5,1");
	set_body(&p, 420, 2);
	CHECK_TEXT(told(arena, &p), "P(*Medlemmer*\tAnne Holm|Bo Krogh)P(" BODY BODY "og slutter her.)"
		"T(R(C(P(*Omr\xc3\xa5" "de*))C(P(*I alt*)))R(C(P(Skoler))C(P(5,1))))P(" BODY "og slutter her.)");
}

TEST(pdf_is_told_by_its_first_bytes)
{
	CHECK(doc_is_pdf(TEXT("%PDF-1.4\n")));
	CHECK(doc_is_pdf(TEXT("\xef\xbb\xbf\r\n%PDF-1.4\n")));
	CHECK(!doc_is_pdf(TEXT("Dagsorden %PDF-1.4\n")));
	CHECK(!doc_is_pdf(TEXT("")));
}

TEST(pdf_that_is_none_is_refused)
{
	struct refusal why = REFUSAL_INIT;
	struct doc *doc = NULL;

	CHECK_INT(doc_read_pdf(arena, TEXT("%PDF-1.4\nnej"), &why, &doc), FAULT_INVALID);
	CHECK(doc == NULL && strcmp(why.message, "the PDF is broken") == 0);
}
