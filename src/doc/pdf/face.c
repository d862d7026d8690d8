#include "doc/pdf/face.h"

#include <hb-ot.h>
#include <hb.h>

enum { HASHES = 1024 };

static const struct {
	const char *file;
	bool bold, italic;
} table[] = {
	{ "noto/NotoSerif-Regular.ttf", false, false },
	{ "noto/NotoSerif-Bold.ttf", true, false },
	{ "noto/NotoSerif-Italic.ttf", false, true },
	{ "noto/NotoSerif-BoldItalic.ttf", true, true },
	{ "noto/NotoSans-Regular.ttf", false, false },
	{ "noto/NotoSans-Bold.ttf", true, false },
	{ "noto/NotoSans-Italic.ttf", false, true },
	{ "noto/NotoSans-BoldItalic.ttf", true, true },
	/* The rest are asked in order for what those lack. */
	{ "noto/NotoNaskhArabic-Regular.ttf", false, false },
	{ "noto/NotoNaskhArabic-Bold.ttf", true, false },
	{ "noto/NotoSansHebrew-Regular.ttf", false, false },
	{ "noto/NotoSansHebrew-Bold.ttf", true, false },
	{ "noto/NotoSansSymbols2-Regular.ttf", false, false },
	{ "noto/NotoSansSymbols-Regular.ttf", false, false },
	{ "noto/NotoSansMath-Regular.ttf", false, false },
	{ "noto/NotoSansArmenian-Regular.ttf", false, false },
	{ "noto/NotoSansGeorgian-Regular.ttf", false, false },
	{ "noto/NotoSansDevanagari-Regular.ttf", false, false },
	{ "noto/NotoSansTamil-Regular.ttf", false, false },
	{ "noto/NotoSansThai-Regular.ttf", false, false },
	{ "noto/NotoSansEthiopic-Regular.ttf", false, false },
	{ "dejavu/DejaVuSans.ttf", false, false },
};

enum { OWN = FAMILIES * STYLES };

static void release_face(void *face)
{
	hb_face_destroy(face);
}

static void release_font(void *font)
{
	hb_font_destroy(font);
}

static int thousandths(const struct face *face, int units)
{
	return units * 1000 / face->units_per_em;
}

static struct text name_of(struct arena *arena, const char *file)
{
	struct text name = text_from(strrchr(file, '/') + 1);

	return text_copy(arena, text_from_to(name, 0, name.n - strlen(".ttf")));
}

/* Leaves hb NULL when there is no such file. */
static void load(struct faces *faces, struct face *face)
{
	char *path = arena_format(faces->arena, "%s/%s", faces->folder, table[face->index].file);
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
	hb_font_extents_t extents = { 0 };

	face->name = name_of(faces->arena, table[face->index].file).s;
	if (blob == NULL)
		return;
	face->hb = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	arena_defer(faces->arena, release_face, face->hb);
	face->font = hb_font_create(face->hb);
	arena_defer(faces->arena, release_font, face->font);
	face->units_per_em = (int)hb_face_get_upem(face->hb);
	hb_font_set_scale(face->font, face->units_per_em, face->units_per_em);
	hb_font_get_h_extents(face->font, &extents);
	face->ascent = thousandths(face, extents.ascender);
	face->descent = thousandths(face, -extents.descender);
	face->bold = table[face->index].bold;
	face->italic = table[face->index].italic;
	face->heads = arena_new(faces->arena, int, HASHES);
	arena_grow(faces->arena, face->codes, face->codes_n, &face->codes_room);
	face->codes_n = 1;
}

static struct face *face_at(struct faces *faces, size_t index)
{
	struct face *face = &faces->all[index];

	if (face->name == NULL) {
		face->index = (int)index;
		load(faces, face);
	}
	return face->hb != NULL ? face : NULL;
}

enum fault faces_open(struct arena *arena, const char *folder, struct refusal *why, struct faces *ret)
{
	struct faces faces = { .arena = arena, .folder = folder, .n = LENGTH_OF(table) };

	faces.all = arena_new(arena, struct face, faces.n);
	if (face_at(&faces, 0) == NULL)
		return refuse_with(why, FAULT_BROKEN, N_("The typeface %s is not on this machine."), "%s/%s", folder,
			table[0].file);
	*ret = faces;
	return FAULT_NONE;
}

bool face_has(const struct face *face, uint32_t rune, uint32_t *ret_glyph)
{
	return hb_font_get_nominal_glyph(face->font, rune, ret_glyph);
}

struct face *faces_own(struct faces *faces, enum family family, unsigned style)
{
	struct face *face = face_at(faces, family * STYLES + style);

	return face != NULL ? face : &faces->all[0];
}

struct face *faces_for(struct faces *faces, enum family family, unsigned style, uint32_t rune)
{
	struct face *own = faces_own(faces, family, style), *any = NULL;
	uint32_t glyph;

	if ((rune >= 0x20 && rune < 0x7f) || face_has(own, rune, &glyph))
		return own;
	for (size_t i = OWN; i < faces->n; i++) {
		struct face *face = face_at(faces, i);

		if (face == NULL || !face_has(face, rune, &glyph))
			continue;
		if (face->bold == ((style & STYLE_STRONG) != 0))
			return face;
		any = any != NULL ? any : face;
	}
	return any;
}

static unsigned hash_of(uint32_t glyph, struct text text)
{
	unsigned hash = glyph * 2654435761U;

	for (size_t i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.s[i]) * 16777619U;
	return hash % HASHES;
}

int face_code_bytes(unsigned code, unsigned char ret[2])
{
	if (code < FACE_CODE_WIDE) {
		ret[0] = (unsigned char)code;
		return 1;
	}
	code += (FACE_CODE_WIDE << 8) - FACE_CODE_WIDE;
	ret[0] = (unsigned char)(code >> 8);
	ret[1] = (unsigned char)(code & 0xff);
	return 2;
}

int face_code(struct faces *faces, struct face *face, uint32_t glyph, struct text text)
{
	int *head = &face->heads[hash_of(glyph, text)];
	struct face_code *code;

	for (int at = *head; at != 0; at = face->codes[at].next)
		if (face->codes[at].glyph == glyph && text_eq(face->codes[at].text, text))
			return at;
	if (face->codes_n == FACE_CODES_MAX) {
		faces->full = true;
		return 0;
	}
	arena_grow(faces->arena, face->codes, face->codes_n, &face->codes_room);
	code = &face->codes[face->codes_n];
	*code = (struct face_code){ .glyph = glyph, .text = text, .next = *head };
	code->width = thousandths(face, hb_font_get_glyph_h_advance(face->font, glyph));
	*head = (int)face->codes_n++;
	return *head;
}
