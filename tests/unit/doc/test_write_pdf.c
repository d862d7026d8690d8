#include "pdf_check.h"
#include "tap.h"

#include <stdio.h>

#include "doc/pdf/hyphen.h"
#include "doc/read_markdown.h"
#include "doc/write_pdf.h"

/* What the pages show and say is checked by tests/pdf, with poppler, qpdf and veraPDF; here is what only a caller sees. */

static struct pdf_settings plain(void)
{
	return (struct pdf_settings){
		.language = TEXT("da"),
		.created = 1781254800000000,
		.page_of = TEXT("Side %d af %d"),
		.contents_title = TEXT("Indhold"),
	};
}

static struct doc *doc_of(struct arena *arena, const char *markdown)
{
	struct refusal why = REFUSAL_INIT;
	struct doc *doc = NULL;

	CHECK_INT(doc_read_markdown_parts(arena, text_from(markdown), &why, &doc), FAULT_NONE);
	return doc;
}

static struct pdf set(struct arena *arena, const char *markdown, const struct pdf_settings *settings)
{
	struct refusal why = REFUSAL_INIT;
	struct pdf pdf = { 0 };

	CHECK_INT(write_pdf(arena, doc_of(arena, markdown), settings, &why, &pdf), FAULT_NONE);
	if (pdf_check(arena, pdf.bytes) != NULL)
		printf("# %s\n", pdf_check(arena, pdf.bytes));
	CHECK(pdf_check(arena, pdf.bytes) == NULL);
	return pdf;
}

static bool holds(struct text t, const char *words)
{
	return text_find(t, text_from(words)) < t.n;
}

static const char minutes[] =
	"# Referat\n\n## 1. Godkendelse\n\nGodkendt.\n\n## 2. Nøgletal\n\n| Område | Antal |\n| --- | --- |\n| Skoler | 911 |\n\n"
	"## 3. Eventuelt\n\n- **Intet** til [referat](https://www.solbaek.example/).\n";

TEST(pdf_same_input_same_bytes)
{
	struct pdf_settings settings = plain();
	struct pdf first = set(arena, minutes, &settings), second;

	arena_alloc(arena, 12345, 1); /* memory lies elsewhere the second time */
	second = set(arena, minutes, &settings);
	CHECK(text_eq(first.bytes, second.bytes));
	settings.created++;
	CHECK(text_eq(first.bytes, set(arena, minutes, &settings).bytes)); /* a microsecond is not told */
	settings.created += 1000000;
	CHECK(!text_eq(first.bytes, set(arena, minutes, &settings).bytes));
}

TEST(pdf_of_nothing_is_a_page)
{
	struct pdf_settings settings = { 0 };
	struct pdf pdf = set(arena, "", &settings);

	CHECK_INT(pdf.pages, 1);
	CHECK(holds(pdf_objects(arena, pdf.bytes), "/Lang(da)"));
}

TEST(pdf_structure_says_what_is_what)
{
	struct pdf_settings settings = plain();
	struct text objects = pdf_objects(arena, set(arena, minutes, &settings).bytes);
	static const char *const wanted[] = { "/S/H1", "/S/H2", "/S/P", "/S/TOC", "/S/TOCI", "/S/Table", "/S/THead", "/S/TH",
		"/Scope/Column", "/S/TD", "/S/L/", "/S/LI", "/S/Lbl", "/S/LBody", "/S/Link", "/S/Strong",
		"/URI(https://www.solbaek.example/)", "/Contents(referat)", "/DisplayDocTitle true", "/Outlines", "/PageLabels",
		"/GTS_PDFA1", "/Marked true" };

	for (size_t i = 0; i < LENGTH_OF(wanted); i++) {
		CHECK(holds(objects, wanted[i]));
		if (!holds(objects, wanted[i]))
			printf("# %s\n", wanted[i]);
	}
}

TEST(pdf_headings_leave_no_level_out)
{
	struct pdf_settings settings = { 0 };
	struct text objects = pdf_objects(arena, set(arena, "### a\n\n###### b\n\n# c\n\n#### d\n", &settings).bytes);

	CHECK(holds(objects, "/S/H1") && holds(objects, "/S/H2") && !holds(objects, "/S/H3"));
}

TEST(pdf_follows_only_safe_links)
{
	struct pdf_settings settings = { 0 };
	struct text objects = pdf_objects(arena,
		set(arena, "[a](javascript:alert) [b](file:///etc/passwd) [c](https://x.example/æ\xc3\x98?a=(1)) [d](MAILTO:a@b.example)\n",
			&settings).bytes);

	CHECK(!holds(objects, "javascript") && !holds(objects, "file:"));
	CHECK(holds(objects, "/URI(https://x.example/%C3%A6%C3%98?a=\\(1\\))") && holds(objects, "/URI(MAILTO:a@b.example)"));
}

TEST(pdf_counts_what_no_typeface_has)
{
	struct pdf_settings settings = { 0 };
	struct pdf pdf = set(arena, "Ørsted \xf0\x93\x80\x80 \xf0\x93\x80\x80 Γ ж \xd8\xb9 \xe1\xbb\x85\n", &settings);

	CHECK_INT(pdf.missing_n, 1);
	CHECK_INT(pdf.missing[0].rune, 0x13000);
	CHECK_INT(pdf.missing[0].times, 2);
}

TEST(pdf_encloses_files_as_pdf_a_3)
{
	struct pdf_enclosure enclosures[2] = {
		{ TEXT("b.json"), TEXT("application/json"), TEXT("Data"), TEXT("Source"), TEXT("{}") },
		{ TEXT("a.txt"), TEXT("text/plain"), TEXT_NONE, TEXT_NONE, TEXT("") },
	};
	struct pdf_settings settings = { .enclosures = enclosures, .enclosures_n = 2 };
	struct pdf pdf = set(arena, "a\n", &settings);
	struct text objects = pdf_objects(arena, pdf.bytes);

	CHECK(holds(objects, "/AF[") && holds(objects, "/AFRelationship/Source"));
	CHECK(text_find(objects, TEXT("(a.txt)")) < text_find(objects, TEXT("(b.json)")));
	CHECK(holds(pdf.bytes, "/Subtype/application#2Fjson"));
}

TEST(pdf_signature_sheet_is_a_page)
{
	struct text names[] = { TEXT("Åse Ørum Bæk (A), formand"), TEXT("Γιώργος Παπαδόπουλος"), TEXT("Bo") };
	struct pdf_settings settings = { .signature_title = TEXT("Underskriftsark"), .signatures = names, .signatures_n = 3 };

	CHECK_INT(set(arena, "# a\n", &settings).pages, 2);
	settings.signatures_n = PDF_SIGNATURES_MAX + 1;
	CHECK_INT(write_pdf(arena, doc_of(arena, "a\n"), &settings, NULL, &(struct pdf){ 0 }), FAULT_LIMIT);
}

TEST(pdf_refuses_a_logo_that_is_none)
{
	struct pdf_settings settings = { .logo = TEXT("\x89PNG\r\n\x1a\nnot really") };
	struct refusal why = REFUSAL_INIT;
	struct pdf pdf;

	CHECK_INT(write_pdf(arena, doc_of(arena, "a\n"), &settings, &why, &pdf), FAULT_INVALID);
	CHECK_INT(pdf_check_logo(settings.logo, &why), FAULT_INVALID);
	CHECK_INT(write_pdf(arena, doc_of(arena, "a\n"), &(struct pdf_settings){ .fonts = "/nowhere" }, &why, &pdf),
		FAULT_BROKEN);
}

TEST(pdf_contrast_is_of_wcag)
{
	CHECK_INT(pdf_contrast(0x000000), 21000);
	CHECK_INT(pdf_contrast(0xffffff), 1000);
	CHECK_INT(pdf_contrast(0x767676) / 10, 454);
}

/* A heading is followed by text on its page, wherever the page ends. */
TEST(pdf_pages_break_where_they_may)
{
	struct pdf_settings settings = { 0 };

	for (int lines = 1; lines < 60; lines += 3) {
		struct buffer b = buffer_in(arena, 1 << 16);
		struct text contents;

		for (int i = 0; i < lines; i++)
			buffer_add_string(&b, "x\n\n");
		buffer_add_string(&b, "## Overskrift\n\nTekst\n");
		contents = pdf_contents(arena, set(arena, text_string(arena, buffer_text(&b)), &settings).bytes);
		for (size_t at = text_find(contents, TEXT("/H1<<")); at < contents.n; at = contents.n)
			CHECK(text_find(text_after(contents, at), TEXT("/P<<")) < text_find(text_after(contents, at), TEXT("/Footer")) ||
				!holds(text_after(contents, at), "/Footer"));
	}
}

TEST(hyphens_divide_danish)
{
	static const struct {
		const char *word, *divided;
	} cases[] = {
		{ "medarbejderomsætningen", "med-ar-bejderom-sæt-nin-gen" },
		{ "tilendebragt", "til-en-de-bragt" },
		{ "(kommunalbestyrelsen),", "(kom-mu-nal-be-sty-relsen)," },
		{ "by", "by" },
		{ "https://solbaek.example", "https://solbaek.example" },
	};

	for (size_t i = 0; i < LENGTH_OF(cases); i++) {
		struct hyphens hyphens = hyphens_begin(arena, TEXT("da"));
		struct text word = text_from(cases[i].word);
		bool before[HYPHEN_WORD_MAX] = { false };
		struct buffer b = buffer_in(arena, 200);

		hyphens_find(&hyphens, word, before);
		for (size_t at = 0; at < word.n; at++) {
			if (before[at])
				buffer_add_byte(&b, '-');
			buffer_add_byte(&b, word.s[at]);
		}
		CHECK_TEXT(buffer_text(&b), cases[i].divided);
	}
}

/* Tables and lists of every odd shape, long words, deep nesting, other scripts: a valid file each time. */
TEST(pdf_of_odd_documents)
{
	static const char *const documents[] = {
		"| a |\n| --- |\n",
		"|a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u|v|\n|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|-|\n|1|\n",
		"- - - - - - - - - a\n",
		"> > > > > > > > > > a\n>\n> | a | b |\n> | - | - |\n> | c | d |\n",
		"999999999. a\n",
		"[](https://a.example)\n",
		"# \n\n## \n\n### \n",
		"***\n\n***\n",
		"السيد محمد عبد الله (عضو اللجنة) 12 [رابط](https://a.example) **مهم**\n",
		"a\xcc\x8a\xcc\x8a\xcc\x8a \xef\xbf\xbe \xe2\x80\xae hej \xe2\x80\xac\n",
	};
	struct pdf_settings settings = plain();
	struct buffer b = buffer_in(arena, 1 << 20);

	for (size_t i = 0; i < LENGTH_OF(documents); i++)
		set(arena, documents[i], &settings);
	for (int i = 0; i < 40000; i++)
		buffer_add_string(&b, "w");
	set(arena, text_string(arena, buffer_text(&b)), &settings);
}
