/* doc/pdf/subset.c: the faces that pages show, cut down to the glyphs that they show (ISO 32000-1, 9.6.3 and 9.9). */
#include <hb-subset.h>
#include <hb.h>

#include "doc/pdf/face.h"

enum { TAG_LETTERS = 6, MAP_LINES = 100 /* entries in one section of a CMap: the format's own limit */ };

/* A PDF asks for outlines and their measures alone; shaping is done. */
static const hb_tag_t not_needed[] = {
	HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('k', 'e', 'r', 'n'),
	HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'), HB_TAG('c', 'm', 'a', 'p'),
	HB_TAG('M', 'A', 'T', 'H'), HB_TAG('B', 'A', 'S', 'E'), HB_TAG('S', 'T', 'A', 'T'), HB_TAG('m', 'e', 't', 'a'),
	HB_TAG('D', 'S', 'I', 'G'), HB_TAG('F', 'F', 'T', 'M'), HB_TAG('g', 'a', 's', 'p'),
};

/* One past the last code of the part. */
static unsigned codes_end(const struct face_part *part)
{
	unsigned end = FACE_PART;

	while (end > 0 && !text_known(part->codes[end - 1].text))
		end--;
	return end;
}

static unsigned codes_begin(const struct face_part *part)
{
	unsigned begin = 0;

	while (begin < FACE_PART - 1 && !text_known(part->codes[begin].text))
		begin++;
	return begin;
}

static hb_subset_plan_t *plan_of(const struct face *face, const struct face_part *part)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_subset_plan_t *plan;
	hb_set_t *glyphs, *drop;

	if (input == NULL)
		return NULL;
	glyphs = hb_subset_input_glyph_set(input);
	for (size_t i = 0; i < FACE_PART; i++)
		if (text_known(part->codes[i].text))
			hb_set_add(glyphs, part->codes[i].glyph);
	drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < LENGTH_OF(not_needed); i++)
		hb_set_add(drop, not_needed[i]);
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
	plan = hb_subset_plan_create_or_fail(face->hb, input);
	hb_subset_input_destroy(input);
	return plan;
}

static void add_16(struct buffer *b, unsigned value)
{
	buffer_add_byte(b, (char)(value >> 8 & 0xff));
	buffer_add_byte(b, (char)(value & 0xff));
}

/* Which glyph each code is: a table of format 6, for codes of one byte (OpenType, "cmap"; ISO 32000-1, 9.6.6.4). */
static hb_blob_t *glyph_map(struct arena *arena, const struct face_part *part, hb_subset_plan_t *plan)
{
	const hb_map_t *glyphs = hb_subset_plan_old_to_new_glyph_mapping(plan);
	unsigned from = codes_begin(part), n = codes_end(part) - from;
	struct buffer b = buffer_in(arena, 1024);

	buffer_add(&b, (struct text){ "\0\0\0\1" "\0\1\0\0\0\0\0\14" "\0\6", 14 }); /* one table, of the Macintosh, at byte 12 */
	add_16(&b, 10 + 2 * n);
	add_16(&b, 0);
	add_16(&b, from);
	add_16(&b, n);
	for (unsigned i = from; i < from + n; i++)
		add_16(&b, text_known(part->codes[i].text) ? hb_map_get(glyphs, part->codes[i].glyph) : 0);
	return hb_blob_create(b.s, (unsigned)b.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
}

static int write_outlines(struct pdf_file *file, const struct face_part *part, hb_subset_plan_t *plan)
{
	hb_face_t *subset = hb_subset_plan_execute_or_fail(plan);
	hb_blob_t *map = glyph_map(file->arena, part, plan), *blob;
	unsigned n;
	const char *bytes;
	int number = pdf_reserve(file);

	hb_face_builder_add_table(subset, HB_TAG('c', 'm', 'a', 'p'), map);
	hb_blob_destroy(map);
	blob = hb_face_reference_blob(subset);
	bytes = hb_blob_get_data(blob, &n);
	pdf_stream(file, number, text_from(arena_format(file->arena, "/Length1 %u", n)),
		(struct text){ bytes != NULL ? bytes : "", n });
	hb_blob_destroy(blob);
	hb_face_destroy(subset);
	return number;
}

static void add_utf16(struct buffer *b, struct text text)
{
	for (size_t at = 0; at < text.n;) {
		uint32_t rune = text_rune(text, &at);

		if (rune > 0xffff)
			buffer_format(b, "%04x%04x", 0xd7c0 + (rune >> 10), 0xdc00 + (rune & 0x3ff));
		else
			buffer_format(b, "%04x", rune);
	}
}

static bool means_itself(const struct face_part *part, unsigned code)
{
	size_t at = 0;
	struct text text = part->codes[code].text;

	return text_known(text) && text_rune(text, &at) == code && at == text.n;
}

/* Codes that mean themselves, with those between that mean nothing: few ranges say it all. */
static void add_ranges(struct buffer *b, const struct face_part *part)
{
	struct { unsigned from, to; } ranges[FACE_PART];
	size_t n = 0;

	for (unsigned code = 1, open = 0; code < FACE_PART; code++)
		if (means_itself(part, code)) {
			if (!open)
				ranges[n++].from = code;
			ranges[n - 1].to = code;
			open = 1;
		} else if (text_known(part->codes[code].text)) {
			open = 0;
		}
	for (size_t i = 0; i < n; i++) {
		if (i % MAP_LINES == 0)
			buffer_format(b, "%zu beginbfrange\n", n - i < MAP_LINES ? n - i : MAP_LINES);
		buffer_format(b, "<%02x><%02x><%04x>\n", ranges[i].from, ranges[i].to, ranges[i].from);
		if ((i + 1) % MAP_LINES == 0 || i + 1 == n)
			buffer_add(b, TEXT("endbfrange\n"));
	}
}

static void add_others(struct buffer *b, const struct face_part *part)
{
	unsigned others[FACE_PART];
	size_t n = 0;

	for (unsigned code = 1; code < FACE_PART; code++)
		if (text_known(part->codes[code].text) && !means_itself(part, code))
			others[n++] = code;
	for (size_t i = 0; i < n; i++) {
		if (i % MAP_LINES == 0)
			buffer_format(b, "%zu beginbfchar\n", n - i < MAP_LINES ? n - i : MAP_LINES);
		buffer_format(b, "<%02x><", others[i]);
		add_utf16(b, part->codes[others[i]].text);
		buffer_add(b, TEXT(">\n"));
		if ((i + 1) % MAP_LINES == 0 || i + 1 == n)
			buffer_add(b, TEXT("endbfchar\n"));
	}
}

/* Which text each code is. */
static int write_texts(struct pdf_file *file, const struct face_part *part)
{
	struct buffer b = buffer_in(file->arena, PDF_FILE_MAX);
	int number = pdf_reserve(file);

	buffer_add(&b, TEXT("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
		"/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
		"1 begincodespacerange<00><ff>endcodespacerange\n"));
	add_ranges(&b, part);
	add_others(&b, part);
	buffer_add(&b, TEXT("endcmap CMapName currentdict/CMap defineresource pop end end\n"));
	pdf_stream(file, number, TEXT(""), buffer_text(&b));
	return number;
}

/* "ABCDEF+": told from the glyphs, so that the same subset has the same name. */
static const char *subset_name(struct arena *arena, const struct face *face, const struct face_part *part)
{
	char tag[TAG_LETTERS + 1] = "";
	uint64_t hash = 0xcbf29ce484222325;

	for (size_t i = 0; i < FACE_PART; i++)
		hash = (hash ^ (part->codes[i].glyph << 8 | i)) * 0x100000001b3;
	for (int i = 0; i < TAG_LETTERS; i++, hash /= 26)
		tag[i] = (char)('A' + hash % 26);
	return arena_format(arena, "%s+%s", tag, face->name);
}

static int write_descriptor(struct pdf_file *file, const struct face *face, const char *name, int outlines)
{
	int number = pdf_reserve(file);

	pdf_object(file, number,
		text_from(arena_format(file->arena,
			"<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[-500 -300 1500 1100]/ItalicAngle %d"
			"/Ascent %d/Descent %d/CapHeight 714/StemV %d/FontFile2 %d 0 R>>",
			name, 4 | (face->italic ? 64 : 0), face->italic ? -12 : 0, face->ascent, -face->descent,
			face->bold ? 140 : 80, outlines)));
	return number;
}

static void write_part(struct pdf_file *file, const struct face *face, const struct face_part *part)
{
	const char *name = subset_name(file->arena, face, part);
	hb_subset_plan_t *plan = plan_of(face, part);
	struct buffer b = buffer_in(file->arena, PDF_FILE_MAX);
	unsigned from = codes_begin(part), end = codes_end(part);
	int outlines, texts, descriptor;

	if (plan == NULL)
		return;
	outlines = write_outlines(file, part, plan);
	hb_subset_plan_destroy(plan);
	texts = write_texts(file, part);
	descriptor = write_descriptor(file, face, name, outlines);
	buffer_format(&b,
		"<</Type/Font/Subtype/TrueType/BaseFont/%s/FontDescriptor %d 0 R/ToUnicode %d 0 R/FirstChar %u/LastChar %u/Widths[",
		name, descriptor, texts, from, end - 1);
	for (unsigned i = from; i < end; i++)
		buffer_format(&b, "%d ", part->codes[i].width);
	buffer_add(&b, TEXT("]>>"));
	pdf_object(file, part->object, buffer_text(&b));
}

void faces_write(struct faces *faces, struct pdf_file *file)
{
	for (size_t i = 0; i < faces->n; i++)
		for (int part = 0; part < faces->all[i].parts_n; part++)
			if (faces->all[i].parts[part]->object != 0)
				write_part(file, &faces->all[i], faces->all[i].parts[part]);
}
