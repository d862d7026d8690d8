#include "doc/pdf/profile.h"

enum { PROFILE_MAX = 2048, TAGS = 10, HEADER = 128, TAG_ENTRY = 12, HUNDRED_THOUSAND = 100000 };

static void add32(struct buffer *b, uint32_t value)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buffer_add_byte(b, (char)(value >> shift & 0xff));
}

/* s15Fixed16Number, from hundred thousandths. */
static void add_fixed(struct buffer *b, const int *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add32(b, (uint32_t)(((int64_t)values[i] * 65536 + (values[i] < 0 ? -1 : 1) * HUNDRED_THOUSAND / 2) /
			HUNDRED_THOUSAND));
}

/* Seen by the D50 of the profile connection space. */
static const int white[] = { 96420, 100000, 82491 };
static const int red[] = { 43607, 22249, 1392 };
static const int green[] = { 38515, 71687, 9708 };
static const int blue[] = { 14307, 6061, 71410 };
static const int adaptation[] = { 104788, 2292, -5022, 2959, 99048, -1707, -925, 1508, 75168 };
/* g, a, b, c, d of Y = (aX + b)^g from d on, and cX below. */
static const int curve[] = { 240000, 94787, 5213, 7740, 4045 };

static void add_numbers(struct buffer *b, const char *type, const int *values, size_t n)
{
	buffer_add_string(b, type);
	add32(b, 0);
	add_fixed(b, values, n);
}

static void add_words(struct buffer *b, const char *words)
{
	buffer_add(b, TEXT("mluc"));
	add32(b, 0);
	add32(b, 1);
	add32(b, 12);
	buffer_add(b, TEXT("enUS"));
	add32(b, (uint32_t)strlen(words) * 2);
	add32(b, 28);
	for (; *words != '\0'; words++) {
		buffer_add_byte(b, 0);
		buffer_add_byte(b, *words);
	}
	while (b->n % 4 != 0)
		buffer_add_byte(b, 0);
}

static void add_curve(struct buffer *b)
{
	buffer_add(b, TEXT("para"));
	add32(b, 0);
	add32(b, 3 << 16); /* function type 3 */
	add_fixed(b, curve, LENGTH_OF(curve));
}

static void add_data(struct buffer *b, const char *tag)
{
	if (strcmp(tag, "desc") == 0)
		add_words(b, "sRGB");
	else if (strcmp(tag, "cprt") == 0)
		add_words(b, "No rights reserved");
	else if (strcmp(tag, "wtpt") == 0)
		add_numbers(b, "XYZ ", white, LENGTH_OF(white));
	else if (strcmp(tag, "chad") == 0)
		add_numbers(b, "sf32", adaptation, LENGTH_OF(adaptation));
	else if (strcmp(tag, "rXYZ") == 0)
		add_numbers(b, "XYZ ", red, LENGTH_OF(red));
	else if (strcmp(tag, "gXYZ") == 0)
		add_numbers(b, "XYZ ", green, LENGTH_OF(green));
	else if (strcmp(tag, "bXYZ") == 0)
		add_numbers(b, "XYZ ", blue, LENGTH_OF(blue));
	else
		add_curve(b);
}

static void add_header(struct buffer *b, size_t size)
{
	add32(b, (uint32_t)size);
	add32(b, 0);
	add32(b, 0x04200000); /* version 4.2 */
	buffer_add(b, TEXT("mntrRGB XYZ "));
	buffer_add(b, TEXT("\x07\xd4\0\x0a\0\x01\0\0\0\0\0\0")); /* October 2004, the standard's own date */
	buffer_add(b, TEXT("acsp"));
	for (int i = 0; i < 7; i++)
		add32(b, 0);
	add_fixed(b, white, LENGTH_OF(white));
	while (b->n < HEADER)
		add32(b, 0);
}

struct text profile_srgb(struct arena *arena)
{
	static const char *const tags[TAGS] = { "desc", "cprt", "wtpt", "chad", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC",
		"bTRC" };
	struct buffer data = buffer_in(arena, PROFILE_MAX), table = buffer_in(arena, PROFILE_MAX);
	struct buffer profile = buffer_in(arena, PROFILE_MAX);
	size_t start = HEADER + 4 + TAGS * TAG_ENTRY, at = 0;

	for (int i = 0; i < TAGS; i++) {
		if (i <= TAGS - 3) /* the three curves are one */
			at = data.n;
		if (i <= TAGS - 3)
			add_data(&data, tags[i]);
		buffer_add_string(&table, tags[i]);
		add32(&table, (uint32_t)(start + at));
		add32(&table, (uint32_t)(data.n - at));
	}
	add_header(&profile, start + data.n);
	add32(&profile, TAGS);
	buffer_add(&profile, buffer_text(&table));
	buffer_add(&profile, buffer_text(&data));
	return buffer_text(&profile);
}
