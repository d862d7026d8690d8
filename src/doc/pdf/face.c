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
	face->parts[face->parts_n++] = arena_new(faces->arena, struct face_part, 1);
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

/* Whether a font may have a code of that byte: what ends a line in the file is read as another (ISO 32000-1, 7.3.4.2). */
static bool is_usable(unsigned byte)
{
	return byte != 0 && byte != '\n' && byte != '\r';
}

/* What a code means when it means itself: a letter of Latin 1, and no control character. */
static bool means_itself(uint32_t rune)
{
	return (rune >= 0x20 && rune < 0x7f) || (rune > 0xa0 && rune <= 0xff && rune != 0xad);
}

/* The free code that is needed least for what means itself; 0 when the part is full. */
static unsigned free_code(const struct face_part *part)
{
	for (unsigned i = 1; i < FACE_PART; i++)
		if (is_usable(i) && !means_itself(i) && !text_known(part->codes[i].text))
			return i;
	for (unsigned i = FACE_PART - 1; i > 0; i--)
		if (is_usable(i) && !text_known(part->codes[i].text))
			return i;
	return 0;
}

/* 0 when there is none. */
static unsigned choose_code(struct faces *faces, struct face *face, struct text text)
{
	size_t at = 0;
	uint32_t rune = text_rune(text, &at);
	unsigned code;

	if (means_itself(rune) && at == text.n && !text_known(face->parts[0]->codes[rune].text))
		return rune;
	code = free_code(face->parts[face->parts_n - 1]);
	if (code == 0 && face->parts_n < FACE_PARTS) {
		face->parts[face->parts_n++] = arena_new(faces->arena, struct face_part, 1);
		code = free_code(face->parts[face->parts_n - 1]);
	}
	return code == 0 ? 0 : (unsigned)(face->parts_n - 1) * FACE_PART + code;
}

int face_code(struct faces *faces, struct face *face, uint32_t glyph, struct text text)
{
	int *head = &face->heads[hash_of(glyph, text)];
	struct face_code *code;
	unsigned chosen;

	for (int at = *head; at != 0; at = code->next) {
		code = face_code_at(face, (unsigned)at);
		if (code->glyph == glyph && text_eq(code->text, text))
			return at;
	}
	chosen = choose_code(faces, face, text);
	if (chosen == 0) {
		faces->full = true;
		return 0;
	}
	code = face_code_at(face, chosen);
	*code = (struct face_code){ .glyph = glyph, .text = text, .next = *head };
	code->width = thousandths(face, hb_font_get_glyph_h_advance(face->font, glyph));
	*head = (int)chosen;
	return *head;
}
