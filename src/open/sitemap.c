#include "open/sitemap.h"

struct sitemap sitemap_in(struct arena *arena)
{
	struct sitemap map = { .xml = xml_in(arena) };

	xml_open(&map.xml, "urlset");
	xml_attribute(&map.xml, "xmlns", TEXT("http://www.sitemaps.org/schemas/sitemap/0.9"));
	return map;
}

void sitemap_add(struct sitemap *map, struct url url)
{
	if (map->n == SITEMAP_ADDRESSES_MAX)
		return;
	map->n++;
	xml_open(&map->xml, "url");
	xml_element(&map->xml, "loc", url.s);
	xml_close(&map->xml);
}

struct text sitemap_finish(struct sitemap *map)
{
	xml_close(&map->xml);
	return xml_finish(&map->xml);
}
