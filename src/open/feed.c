#include "open/feed.h"

#include "base/calendar.h"
#include "markup/xml.h"

static void write_link(struct xml *xml, const char *rel, struct url url, const char *type)
{
	xml_open(xml, "link");
	xml_attribute(xml, "rel", text_from(rel));
	xml_attribute(xml, "type", text_from(type));
	xml_attribute(xml, "href", url.s);
	xml_close(xml);
}

static void write_entry(struct xml *xml, struct arena *arena, const struct feed_entry *entry)
{
	xml_open(xml, "entry");
	xml_element(xml, "id", entry->page.s);
	xml_element(xml, "title", entry->title);
	xml_element(xml, "updated", instant_text(arena, entry->updated));
	write_link(xml, "alternate", entry->page, "text/html");
	xml_element(xml, "summary", entry->summary);
	xml_close(xml);
}

/* A feed without news was last changed when time began. */
static int64_t newest(const struct feed *feed)
{
	int64_t newest = 0;

	for (size_t i = 0; i < feed->entries_n; i++)
		newest = feed->entries[i].updated > newest ? feed->entries[i].updated : newest;
	return newest;
}

struct text feed_write(struct arena *arena, const struct feed *feed)
{
	struct xml xml = xml_in(arena);

	xml_open(&xml, "feed");
	xml_attribute(&xml, "xmlns", TEXT("http://www.w3.org/2005/Atom"));
	xml_element(&xml, "id", feed->page.s);
	xml_element(&xml, "title", feed->title);
	xml_element(&xml, "updated", instant_text(arena, newest(feed)));
	xml_open(&xml, "author");
	xml_element(&xml, "name", feed->author);
	xml_close(&xml);
	write_link(&xml, "self", feed->self, "application/atom+xml");
	write_link(&xml, "alternate", feed->page, "text/html");
	for (size_t i = 0; i < feed->entries_n; i++)
		write_entry(&xml, arena, &feed->entries[i]);
	xml_close(&xml);
	return xml_finish(&xml);
}
