/* open/sitemap.h: every address that search engines should know (sitemaps.org 0.9). */
#ifndef OPEN_SITEMAP_H
#define OPEN_SITEMAP_H

#include "markup/xml.h"
#include "markup/markup.h"

enum { SITEMAP_ADDRESSES_MAX = 50000 }; /* of one file, by its protocol */

struct sitemap {
	struct xml xml;
	size_t n;
};

struct sitemap sitemap_in(struct arena *arena);
/* In full.  Past SITEMAP_ADDRESSES_MAX it is left out. */
void sitemap_add(struct sitemap *map, struct url url);
struct text sitemap_finish(struct sitemap *map);

#endif
