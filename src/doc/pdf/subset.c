/* doc/pdf/subset.c: the faces that pages show, cut down to the glyphs that they show (ISO 32000-1, 9.7 and 9.9). */
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

static hb_subset_plan_t *plan_of(const struct face *face)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_subset_plan_t *plan;
	hb_set_t *glyphs, *drop;

	if (input == NULL)
		return NULL;
	glyphs = hb_subset_input_glyph_set(input);
	for (size_t i = 1; i < face->codes_n; i++)
		hb_set_add(glyphs, face->codes[i].glyph);
	drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < LENGTH_OF(not_needed); i++)
		hb_set_add(drop, not_needed[i]);
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	plan = hb_subset_plan_create_or_fail(face->hb, input);
	hb_subset_input_destroy(input);
	return plan;
}

static int write_outlines(struct pdf_file *file, hb_subset_plan_t *plan)
{
	hb_face_t *subset = hb_subset_plan_execute_or_fail(plan);
	hb_blob_t *blob = hb_face_reference_blob(subset);
	unsigned n;
	const char *bytes = hb_blob_get_data(blob, &n);
	char *entries = arena_format(file->arena, "/Length1 %u", n);
	int number = pdf_reserve(file);

	pdf_stream(file, number, text_from(entries), (struct text){ bytes != NULL ? bytes : "", n });
	hb_blob_destroy(blob);
	hb_face_destroy(subset);
	return number;
}

/* Which glyph of the subset each code is. */
static int write_glyphs(struct pdf_file *file, const struct face *face, hb_subset_plan_t *plan)
{
	struct buffer map = buffer_in(file->arena, 2 * (FACE_CODES_MAX + 1));
	const hb_map_t *glyphs = hb_subset_plan_old_to_new_glyph_mapping(plan);
	int number = pdf_reserve(file);

	for (size_t i = 0; i < face->codes_n; i++) {
		hb_codepoint_t glyph = i > 0 ? hb_map_get(glyphs, face->codes[i].glyph) : 0;

		buffer_add_byte(&map, (char)(glyph >> 8));
		buffer_add_byte(&map, (char)(glyph & 0xff));
	}
	pdf_stream(file, number, TEXT(""), buffer_text(&map));
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

static void add_code(struct buffer *b, unsigned code)
{
	unsigned char bytes[2];
	int n = face_code_bytes(code, bytes);

	buffer_add_byte(b, '<');
	for (int i = 0; i < n; i++)
		buffer_format(b, "%02x", bytes[i]);
	buffer_add(b, TEXT("><"));
}

/* Which text each code is. */
static int write_texts(struct pdf_file *file, const struct face *face)
{
	struct buffer b = buffer_in(file->arena, PDF_FILE_MAX);
	int number = pdf_reserve(file);

	buffer_add(&b, TEXT("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
		"/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
		"2 begincodespacerange<00><df><e000><ffff>endcodespacerange\n"));
	for (size_t i = 1; i < face->codes_n; i++) {
		size_t left = face->codes_n - i;

		if ((i - 1) % MAP_LINES == 0)
			buffer_format(&b, "%zu beginbfchar\n", left < MAP_LINES ? left : MAP_LINES);
		add_code(&b, (unsigned)i);
		add_utf16(&b, face->codes[i].text);
		buffer_add(&b, TEXT(">\n"));
		if (i % MAP_LINES == 0 || left == 1)
			buffer_add(&b, TEXT("endbfchar\n"));
	}
	buffer_add(&b, TEXT("endcmap CMapName currentdict/CMap defineresource pop end end\n"));
	pdf_stream(file, number, TEXT(""), buffer_text(&b));
	return number;
}

/* "ABCDEF+": told from the glyphs, so that the same subset has the same name. */
static const char *subset_name(struct arena *arena, const struct face *face)
{
	char tag[TAG_LETTERS + 1] = "";
	uint64_t hash = 0xcbf29ce484222325;

	for (size_t i = 1; i < face->codes_n; i++)
		hash = (hash ^ face->codes[i].glyph) * 0x100000001b3;
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

static int write_descendant(struct pdf_file *file, const struct face *face, const char *name, int descriptor, int glyphs)
{
	struct buffer b = buffer_in(file->arena, PDF_FILE_MAX);
	int number = pdf_reserve(file);

	buffer_format(&b,
		"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
		"/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R/W[1[",
		name, descriptor, glyphs);
	for (size_t i = 1; i < face->codes_n; i++)
		buffer_format(&b, "%d ", face->codes[i].width);
	buffer_add(&b, TEXT("]]>>"));
	pdf_object(file, number, buffer_text(&b));
	return number;
}

/* Which number each code is: the codes in order, whether one byte or two (ISO 32000-1, 9.7.5).  A range may differ in its
 * last byte alone. */
static int write_codes(struct pdf_file *file)
{
	struct buffer b = buffer_in(file->arena, 4096);
	int number = pdf_reserve(file);

	buffer_add(&b, TEXT("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>def\n"
		"/CMapName/Sagsgang-H def/CMapType 1 def/WMode 0 def\n"
		"2 begincodespacerange<00><df><e000><ffff>endcodespacerange\n33 begincidrange\n<00><df>0\n"));
	for (int high = FACE_CODE_WIDE; high <= 0xff; high++)
		buffer_format(&b, "<%02x00><%02xff>%d\n", high, high, FACE_CODE_WIDE + (high - FACE_CODE_WIDE) * 256);
	buffer_add(&b, TEXT("endcidrange\nendcmap CMapName currentdict/CMap defineresource pop end end\n"));
	pdf_stream(file, number,
		TEXT("/Type/CMap/CMapName/Sagsgang-H/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/WMode 0"),
		buffer_text(&b));
	return number;
}

static void write_face(struct faces *faces, const struct face *face, struct pdf_file *file, int codes)
{
	const char *name = subset_name(faces->arena, face);
	hb_subset_plan_t *plan = plan_of(face);
	int outlines, glyphs, texts, descriptor, descendant;

	if (plan == NULL)
		return;
	outlines = write_outlines(file, plan);
	glyphs = write_glyphs(file, face, plan);
	hb_subset_plan_destroy(plan);
	texts = write_texts(file, face);
	descriptor = write_descriptor(file, face, name, outlines);
	descendant = write_descendant(file, face, name, descriptor, glyphs);
	pdf_object(file, face->object,
		text_from(arena_format(file->arena,
			"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding %d 0 R/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
			name, codes, descendant, texts)));
}

void faces_write(struct faces *faces, struct pdf_file *file)
{
	int codes = 0;

	for (size_t i = 0; i < faces->n; i++)
		if (faces->all[i].object != 0) {
			codes = codes != 0 ? codes : write_codes(file);
			write_face(faces, &faces->all[i], file, codes);
		}
}
