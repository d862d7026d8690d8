/* markup/xml.h: XML out, for feeds and site maps: elements are closed in their order, text is escaped.  Sticky. */
#ifndef MARKUP_XML_H
#define MARKUP_XML_H

#include "base/text.h"

enum {
	XML_DEPTH_MAX = 16,        /* of elements: a feed has five */
	XML_BYTES_MAX = 64 << 20,  /* a site map is 50 MB at most (sitemaps.org) */
};

struct xml {
	struct buffer out;
	const char *open[XML_DEPTH_MAX];
	int depth;
	bool in_tag; /* attributes may still come */
	bool dropped;
};

struct xml xml_in(struct arena *arena);
void xml_open(struct xml *xml, const char *name);
void xml_attribute(struct xml *xml, const char *name, struct text value); /* just after xml_open */
void xml_text(struct xml *xml, struct text text);
void xml_close(struct xml *xml);
void xml_element(struct xml *xml, const char *name, struct text text); /* open, text, close */
/* Closes what is open; unknown when a maximum was passed. */
struct text xml_finish(struct xml *xml);

#endif
