#include "tap.h"

#include "doc/write_html.h"

#define SHOWS(markdown, wanted)                                                                    \
	CHECK_TEXT(markup_from_markdown(arena, TEXT(markdown), 3).html, wanted)

TEST(html_escapes)
{
	SHOWS("a < b & \"c\" 'd' \\<script>x\\</script>",
		"<p>a &lt; b &amp; &quot;c&quot; &#39;d&#39; &lt;script&gt;x&lt;/script&gt;</p>\n");
	SHOWS("<b onclick=x>y</b>", "<p>&lt;b onclick=x&gt;y&lt;/b&gt;</p>\n");
}

TEST(html_links_only_where_it_is_safe)
{
	SHOWS("[a](http://x.dk/?a=1&b=\"2\")",
		"<p><a href=\"http://x.dk/?a=1&amp;b=&quot;2&quot;\" rel=\"nofollow "
		"noopener\">a</a></p>\n");
	SHOWS("[a](HTTPS://x.dk) [b](mailto:x@y.dk)",
		"<p><a href=\"HTTPS://x.dk\" rel=\"nofollow noopener\">a</a> "
		"<a href=\"mailto:x@y.dk\" rel=\"nofollow noopener\">b</a></p>\n");
	SHOWS("[a](/sager/1) [b](#punkt-2)",
		"<p><a href=\"/sager/1\">a</a> <a href=\"#punkt-2\">b</a></p>\n");
	SHOWS("[a](javascript:x) [b](data:x) [c](//x.dk) [d](#) [e]() [f](x.html) [g](/\\x.dk) "
	      "[h](&#1;javascript:x) [i](http:x) [j](vbscript:x) [k](/&#9;/x.dk)",
		"<p>a b c d e f g h i j k</p>\n");
}

TEST(html_fits_headings_in)
{
	SHOWS("## a\n\n#### b\n\n# c\n\n###### d",
		"<h3>a</h3>\n<h4>b</h4>\n<h3>c</h3>\n<h4>d</h4>\n");
	SHOWS("#### kun", "<h3>kun</h3>\n");
	CHECK_TEXT(markup_from_markdown(arena, TEXT("# a\n## b\n### c"), 5).html,
		"<h5>a</h5>\n<h6>b</h6>\n<h6>c</h6>\n");
}

TEST(html_lists)
{
	SHOWS("3. a\n4. b\n   - a) c\n   - b) d",
		"<ol start=\"3\">\n<li>a</li>\n<li>b\n<ol "
		"type=\"a\">\n<li>c</li>\n<li>d</li>\n</ol>\n</li>\n</ol>\n");
	SHOWS("- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n");
	SHOWS("> **a**\\\n> _b_\n\n***",
		"<blockquote>\n<p><strong>a</strong><br>\n<em>b</em></p>\n</blockquote>\n<hr>\n");
}

TEST(html_tables)
{
	SHOWS("| A | |\n| - | - |\n| 1 | *2* |",
		"<table>\n<thead>\n<tr><th scope=\"col\">A</th><td></td></tr>\n</thead>\n"
		"<tbody>\n<tr><td>1</td><td><em>2</em></td></tr>\n</tbody>\n</table>\n");
	SHOWS("| | |\n| - | - |\n| 1 | 2 |",
		"<table>\n<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody>\n</table>\n");
}

TEST(html_shows_what_is_too_long)
{
	size_t n = DOC_MARKDOWN_MAX + 1;
	char *s = arena_alloc(arena, 1, n);
	struct markup markup;

	memset(s, '<', n);
	markup = markup_from_markdown(arena, (struct text){ s, n }, 2);
	CHECK(text_starts(markup.html, TEXT("<p>&lt;&lt;")));
	CHECK_INT(markup.html.n, 4 * n + 8);
	CHECK_TEXT(markup_from_markdown(arena, TEXT_NONE, 2).html, "");
}
