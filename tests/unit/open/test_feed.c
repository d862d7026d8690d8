#include "open/feed.h"

#include "open/sitemap.h"
#include "tap.h"

TEST(feed_is_as_rfc_4287_wants_it)
{
	struct feed_entry entries[] = {
		{ TEXT("Referat <1> & mere"), TEXT("3 punkter"), { TEXT("https://x.example/a?b=1&c=2") }, 1700000000000000 },
		{ TEXT("Dagsorden"), TEXT("et punkt"), { TEXT("https://x.example/b") }, 1710000000000000 },
	};
	struct feed feed = { TEXT("\xc3\x98konomiudvalget"), TEXT("Solb\xc3\xa6k Kommune"), { TEXT("https://x.example/o.atom") },
		{ TEXT("https://x.example/o") }, entries, LENGTH_OF(entries) };

	CHECK_TEXT(feed_write(arena, &feed),
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>https://x.example/o</id>\n"
		"<title>\xc3\x98konomiudvalget</title>\n"
		"<updated>2024-03-09T17:00:00+01:00</updated>\n"
		"<author><name>Solb\xc3\xa6k Kommune</name>\n"
		"</author>\n"
		"<link rel=\"self\" type=\"application/atom+xml\" href=\"https://x.example/o.atom\"/>\n"
		"<link rel=\"alternate\" type=\"text/html\" href=\"https://x.example/o\"/>\n"
		"<entry><id>https://x.example/a?b=1&amp;c=2</id>\n"
		"<title>Referat &lt;1&gt; &amp; mere</title>\n"
		"<updated>2023-11-14T23:13:20+01:00</updated>\n"
		"<link rel=\"alternate\" type=\"text/html\" href=\"https://x.example/a?b=1&amp;c=2\"/>\n"
		"<summary>3 punkter</summary>\n"
		"</entry>\n"
		"<entry><id>https://x.example/b</id>\n"
		"<title>Dagsorden</title>\n"
		"<updated>2024-03-09T17:00:00+01:00</updated>\n"
		"<link rel=\"alternate\" type=\"text/html\" href=\"https://x.example/b\"/>\n"
		"<summary>et punkt</summary>\n"
		"</entry>\n"
		"</feed>\n");
}

TEST(sitemap_holds_no_more_than_its_protocol_allows)
{
	struct sitemap map = sitemap_in(arena);
	struct text xml, rest;
	size_t n = 0;

	for (size_t i = 0; i < SITEMAP_ADDRESSES_MAX + 10; i++)
		sitemap_add(&map, (struct url){ TEXT("https://x.example/&") });
	xml = sitemap_finish(&map);
	for (rest = xml; text_find(rest, TEXT("<loc>")) < rest.n; n++)
		rest = text_after(rest, text_find(rest, TEXT("<loc>")) + 5);
	CHECK_INT(n, SITEMAP_ADDRESSES_MAX);
	CHECK(text_find(xml, TEXT("https://x.example/&amp;</loc>")) < xml.n);
}
