#include "doc/pdf/metadata.h"

#include "base/calendar.h"

enum { XMP_MAX = 1 << 20, SECONDS_A_DAY = 86400 };

/* UTC, with any pattern of year, month, day, hour, minute, second. */
static struct text date_as(struct arena *arena, int64_t instant, const char *pattern)
{
	int64_t seconds = instant / MICROSECONDS - (instant % MICROSECONDS < 0);
	int64_t days = seconds / SECONDS_A_DAY - (seconds % SECONDS_A_DAY < 0);
	int second = (int)(seconds - days * SECONDS_A_DAY);
	struct date date = date_from_days((int32_t)days);

	return text_from(arena_format(arena, pattern, date.year, date.month, date.day, second / 3600, second / 60 % 60,
		second % 60));
}

struct text metadata_date(struct arena *arena, int64_t instant)
{
	return date_as(arena, instant, "D:%04d%02d%02d%02d%02d%02dZ");
}

static void add_entry(struct buffer *b, const char *key, struct text value)
{
	if (!text_known(value))
		return;
	buffer_add_string(b, key);
	pdf_string(b, value);
}

int metadata_write_info(struct pdf_file *file, const struct metadata *metadata)
{
	struct buffer b = buffer_in(file->arena, XMP_MAX);
	struct text date = metadata_date(file->arena, metadata->created);
	int number = pdf_reserve(file);

	buffer_add(&b, TEXT("<<"));
	add_entry(&b, "/Title", metadata->title);
	add_entry(&b, "/Author", metadata->author);
	add_entry(&b, "/Producer", metadata->producer);
	add_entry(&b, "/Creator", metadata->producer);
	add_entry(&b, "/CreationDate", date);
	add_entry(&b, "/ModDate", date);
	buffer_add(&b, TEXT(">>"));
	pdf_object(file, number, buffer_text(&b));
	return number;
}

/* XML cannot say every character: those it cannot are left out (XML 1.0, 2.2). */
static void add_escaped(struct buffer *b, struct text t)
{
	for (size_t at = 0; at < t.n;) {
		uint32_t rune = text_rune(t, &at);

		if (rune == '&')
			buffer_add(b, TEXT("&amp;"));
		else if (rune == '<')
			buffer_add(b, TEXT("&lt;"));
		else if (rune == '>')
			buffer_add(b, TEXT("&gt;"));
		else if (rune >= 0x20 && (rune & 0xfffe) != 0xfffe)
			buffer_add_rune(b, rune);
	}
}

static void add_property(struct buffer *b, const char *before, struct text value, const char *after)
{
	if (!text_known(value))
		return;
	buffer_add_string(b, before);
	add_escaped(b, value);
	buffer_add_string(b, after);
}

/* PDF/A wants a description of every schema that it does not know itself, and PDF/UA's is one. */
static const char extension[] =
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
	"<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
	"<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
	"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
	"<pdfaProperty:category>internal</pdfaProperty:category>"
	"<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>"
	"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

static void add_xmp(struct arena *arena, struct buffer *b, const struct metadata *metadata)
{
	struct text date = date_as(arena, metadata->created, "%04d-%02d-%02dT%02d:%02d:%02dZ");

	buffer_add(b, TEXT("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
		" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
		" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
		" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
		" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
		" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"));
	buffer_format(b, "<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
		"<pdfuaid:part>1</pdfuaid:part>\n", metadata->encloses ? 3 : 2);
	add_property(b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", metadata->title,
		"</rdf:li></rdf:Alt></dc:title>\n");
	add_property(b, "<dc:creator><rdf:Seq><rdf:li>", metadata->author, "</rdf:li></rdf:Seq></dc:creator>\n");
	add_property(b, "<dc:language><rdf:Bag><rdf:li>", metadata->language, "</rdf:li></rdf:Bag></dc:language>\n");
	add_property(b, "<xmp:CreateDate>", date, "</xmp:CreateDate>");
	add_property(b, "<xmp:ModifyDate>", date, "</xmp:ModifyDate>\n");
	add_property(b, "<xmp:CreatorTool>", metadata->producer, "</xmp:CreatorTool>");
	add_property(b, "<pdf:Producer>", metadata->producer, "</pdf:Producer>\n");
	buffer_add_string(b, extension);
	buffer_add(b, TEXT("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"));
}

int metadata_write_xmp(struct pdf_file *file, const struct metadata *metadata)
{
	struct buffer b = buffer_in(file->arena, XMP_MAX);
	int number = pdf_reserve(file);

	add_xmp(file->arena, &b, metadata);
	pdf_stream(file, number, TEXT("/Type/Metadata/Subtype/XML"), buffer_text(&b));
	return number;
}
