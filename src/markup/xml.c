#include "markup/xml.h"

struct xml xml_in(struct arena *arena)
{
	struct xml xml = { .out = buffer_in(arena, XML_BYTES_MAX) };

	buffer_add_string(&xml.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	return xml;
}

static void end_tag(struct xml *xml)
{
	if (xml->in_tag)
		buffer_add_byte(&xml->out, '>');
	xml->in_tag = false;
}

static void add_escaped(struct xml *xml, struct text text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.s[i];

		if (c == '&')
			buffer_add_string(&xml->out, "&amp;");
		else if (c == '<')
			buffer_add_string(&xml->out, "&lt;");
		else if (c == '>')
			buffer_add_string(&xml->out, "&gt;");
		else if (c == '"')
			buffer_add_string(&xml->out, "&quot;");
		else if (c >= 0x20 || c == '\n' || c == '\t')
			buffer_add_byte(&xml->out, (char)c); /* other control characters are not XML at all */
	}
}

void xml_open(struct xml *xml, const char *name)
{
	end_tag(xml);
	if (xml->depth == XML_DEPTH_MAX) {
		xml->dropped = true;
		return;
	}
	buffer_format(&xml->out, "<%s", name);
	xml->open[xml->depth++] = name;
	xml->in_tag = true;
}

void xml_attribute(struct xml *xml, const char *name, struct text value)
{
	if (!xml->in_tag)
		return;
	buffer_format(&xml->out, " %s=\"", name);
	add_escaped(xml, value);
	buffer_add_byte(&xml->out, '"');
}

void xml_text(struct xml *xml, struct text text)
{
	end_tag(xml);
	add_escaped(xml, text);
}

void xml_close(struct xml *xml)
{
	if (xml->depth == 0)
		return;
	xml->depth--;
	if (xml->in_tag)
		buffer_add_string(&xml->out, "/>\n");
	else
		buffer_format(&xml->out, "</%s>\n", xml->open[xml->depth]);
	xml->in_tag = false;
}

void xml_element(struct xml *xml, const char *name, struct text text)
{
	xml_open(xml, name);
	xml_text(xml, text);
	xml_close(xml);
}

struct text xml_finish(struct xml *xml)
{
	while (xml->depth > 0)
		xml_close(xml);
	return xml->out.full || xml->dropped ? TEXT_NONE : buffer_text(&xml->out);
}
