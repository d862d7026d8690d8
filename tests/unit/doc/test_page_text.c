#include "tap.h"

#include "doc/page_text.h"

#define PAGE "<page number=\"1\" position=\"absolute\" top=\"0\" left=\"0\" height=\"1684\" width=\"1190\">\n" \
	"<fontspec id=\"0\" size=\"22\" family=\"X\" color=\"#000000\"/>\n<fontspec id=\"1\" size=\"36\" family=\"X\" color=\"#000000\"/>\n"

/* Fed in pieces of n bytes. */
static struct page_text *fed(struct arena *arena, const char *xml, size_t n)
{
	struct page_reader *reader = page_reader_in(arena);

	for (struct text left = text_from(xml); left.n > 0; left = text_after(left, n))
		page_reader_feed(reader, text_from_to(left, 0, n));
	return page_reader_finish(reader);
}

/* "words" of runs; "|" between, "||" before a column. */
static struct text told(struct arena *arena, const struct page_text *text)
{
	struct buffer b = buffer_in(arena, 1 << 16);

	for (size_t i = 0; i < text->lines_n; i++) {
		const struct page_line *line = &text->lines[i];

		for (size_t k = 0; k < line->runs_n; k++) {
			buffer_add_string(&b, k == 0 ? "" : line->runs[k].column ? "||" : "|");
			buffer_format(&b, "%s%s", line->runs[k].strong ? "*" : "", line->runs[k].emphasis ? "_" : "");
			buffer_add(&b, line->runs[k].words);
		}
		buffer_add_byte(&b, '/');
	}
	return buffer_text(&b);
}

#define TELLS(xml, wanted) \
	do { \
		CHECK_TEXT(told(arena, fed(arena, PAGE xml "</page>\n", 1 << 20)), wanted); \
		CHECK_TEXT(told(arena, fed(arena, PAGE xml "</page>\n", 1)), wanted); \
	} while (0)

TEST(page_lines_stand_from_top_to_bottom)
{
	TELLS("<text top=\"300\" left=\"100\" width=\"50\" height=\"26\" font=\"0\">to</text>\n"
	      "<text top=\"200\" left=\"100\" width=\"50\" height=\"26\" font=\"0\">en</text>\n", "en/to/");
}

TEST(page_runs_at_one_height_are_a_line)
{
	TELLS("<text top=\"200\" left=\"160\" width=\"50\" height=\"26\" font=\"0\">to</text>\n"
	      "<text top=\"202\" left=\"100\" width=\"50\" height=\"26\" font=\"0\">en</text>\n", "en to/");
	TELLS("<text top=\"200\" left=\"100\" width=\"50\" height=\"26\" font=\"0\">Dato</text>\n"
	      "<text top=\"200\" left=\"400\" width=\"50\" height=\"26\" font=\"0\">5. maj</text>\n", "Dato||5. maj/");
	TELLS("<text top=\"200\" left=\"100\" width=\"50\" height=\"26\" font=\"0\">Kom</text>\n"
	      "<text top=\"200\" left=\"151\" width=\"50\" height=\"26\" font=\"0\">mune</text>\n", "Kommune/");
}

TEST(page_styles_survive_and_may_cross)
{
	TELLS("<text top=\"200\" left=\"100\" width=\"50\" height=\"26\" font=\"0\">a <b>b <i>c</b> d</i></text>\n",
		"a |*b |*_c|_ d/");
}

TEST(page_links_lead_out)
{
	struct page_text *text = fed(arena, PAGE "<text top=\"2\" left=\"1\" width=\"5\" height=\"26\" font=\"0\">"
		"<a href=\"https://www.solbaek.example/?a=1&amp;b=2\">her</a> <a href=\"out.html#3\">der</a></text>\n</page>\n", 7);

	CHECK_INT(text->lines_n, 1);
	CHECK_TEXT(text->lines[0].runs[0].href, "https://www.solbaek.example/?a=1&b=2");
	CHECK(!text_known(text->lines[0].runs[text->lines[0].runs_n - 1].href));
}

TEST(page_letters_are_plain)
{
	TELLS("<text top=\"2\" left=\"1\" width=\"50\" height=\"26\" font=\"0\">e\xef\xac\x80" "ekt &#38; &lt;x&gt; &nix;</text>\n",
		"effekt & <x> &nix;/");
	TELLS("<text top=\"2\" left=\"1\" width=\"900\" height=\"26\" font=\"0\">Eventuelt . . . . . . . 12</text>\n", "Eventuelt ....... 12/");
}

TEST(page_sizes_are_told_in_points)
{
	struct page_text *text = fed(arena, PAGE "<text top=\"2\" left=\"1\" width=\"5\" height=\"40\" font=\"1\"><b>Punkt</b></text>\n</page>", 3);

	CHECK_INT(text->lines_n, 1);
	CHECK(text->lines[0].size == 18);
	CHECK(text->lines[0].strong);
}

TEST(page_reader_believes_nothing)
{
	CHECK_INT(fed(arena, "", 1)->lines_n, 0);
	CHECK_INT(fed(arena, "<text top=\"1\" left=\"1\">udenfor</text>\n", 1)->lines_n, 0);
	TELLS("<text top=\"nan\" left=\"1e300\" width=\"inf\" height=\"-1\" font=\"99999\">x</text>\n", "x/");
	TELLS("<text top=\"1\" left=\"1\" width=\"1\" height=\"1\" font=\"0\">aldrig lukket\n", "aldrig lukket </page>/");
	TELLS("<text top=\"1\">\xff\xfe\xc3</text>\n", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd/");
}
