#include "doc/pdf/picture.h"

#include <libdeflate.h>
#include <stdlib.h>

enum { CHUNK_FRAME = 12, PALETTE_MAX = 256 };

enum colour_type { GREY = 0, RGB = 2, PALETTE = 3, GREY_ALPHA = 4, RGB_ALPHA = 6 };

struct png {
	int width, height, channels;
	enum colour_type type;
	struct buffer data;
	struct text palette, alphas;
};

static uint32_t big_endian(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
}

static bool read_header(struct png *png, struct text t)
{
	static const int channels[] = { [GREY] = 1, [RGB] = 3, [PALETTE] = 1, [GREY_ALPHA] = 2, [RGB_ALPHA] = 4 };

	if (t.n != 13 || big_endian(t.s) - 1 >= PICTURE_SIDE_MAX || big_endian(t.s + 4) - 1 >= PICTURE_SIDE_MAX)
		return false;
	if (t.s[8] != 8 || t.s[9] < 0 || t.s[9] > RGB_ALPHA || channels[(int)t.s[9]] == 0 || t.s[12] != 0)
		return false;
	png->width = (int)big_endian(t.s);
	png->height = (int)big_endian(t.s + 4);
	png->type = (enum colour_type)t.s[9];
	png->channels = channels[(int)t.s[9]];
	return true;
}

static bool read_chunks(struct png *png, struct text t)
{
	if (!text_starts(t, TEXT("\x89PNG\r\n\x1a\n")))
		return false;
	for (t = text_after(t, 8); t.n >= CHUNK_FRAME;) {
		size_t n = big_endian(t.s);
		struct text name = text_from_to(t, 4, 8), data;

		if (n > t.n - CHUNK_FRAME)
			return false;
		data = text_from_to(t, 8, 8 + n);
		t = text_after(t, CHUNK_FRAME + n);
		if (text_is(name, "IHDR") ? !read_header(png, data) : png->width == 0)
			return false;
		if (text_is(name, "PLTE"))
			png->palette = data;
		else if (text_is(name, "tRNS"))
			png->alphas = data;
		else if (text_is(name, "IDAT"))
			buffer_add(&png->data, data);
	}
	return png->data.n > 0 && (png->type != PALETTE || png->palette.n >= 3);
}

static bool unpack(struct buffer *packed, unsigned char *rows, size_t n)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	enum libdeflate_result result;

	if (d == NULL)
		return false;
	result = libdeflate_zlib_decompress(d, packed->s, packed->n, rows, n, NULL);
	libdeflate_free_decompressor(d);
	return result == LIBDEFLATE_SUCCESS;
}

static unsigned char paeth(int a, int b, int c)
{
	int pa = abs(b - c), pb = abs(a - c), pc = abs(a + b - 2 * c);

	return (unsigned char)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

/* Takes the filter off one row (RFC 2083, 6). */
static bool unfilter(unsigned char *row, const unsigned char *above, size_t n, size_t step)
{
	int filter = row[0];

	if (filter > 4)
		return false;
	for (size_t i = 1; i <= n; i++) {
		int a = i > step ? row[i - step] : 0, b = above != NULL ? above[i] : 0;
		int c = i > step && above != NULL ? above[i - step] : 0;

		switch (filter) {
		case 1:
			row[i] = (unsigned char)(row[i] + a);
			break;
		case 2:
			row[i] = (unsigned char)(row[i] + b);
			break;
		case 3:
			row[i] = (unsigned char)(row[i] + (a + b) / 2);
			break;
		case 4:
			row[i] = (unsigned char)(row[i] + paeth(a, b, c));
			break;
		default:
			break;
		}
	}
	return true;
}

static void add_pixel(const struct png *png, const unsigned char *pixel, struct buffer *b)
{
	unsigned char colour[3] = { pixel[0], pixel[0], pixel[0] };
	int alpha = 255;

	if (png->type == RGB || png->type == RGB_ALPHA)
		memcpy(colour, pixel, 3);
	if (png->type == GREY_ALPHA || png->type == RGB_ALPHA)
		alpha = pixel[png->channels - 1];
	if (png->type == PALETTE) {
		size_t at = pixel[0] * 3U + 3 <= png->palette.n ? pixel[0] * 3U : 0;

		memcpy(colour, png->palette.s + at, 3);
		alpha = pixel[0] < png->alphas.n ? (unsigned char)png->alphas.s[pixel[0]] : 255;
	}
	for (int i = 0; i < 3; i++)
		buffer_add_byte(b, (char)(unsigned char)((colour[i] * alpha + 255 * (255 - alpha)) / 255));
}

static bool read_rows(struct arena *arena, struct png *png, struct buffer *ret)
{
	size_t n = (size_t)png->width * (size_t)png->channels, stride = n + 1;
	unsigned char *rows = arena_new(arena, unsigned char, stride * (size_t)png->height);

	if (!unpack(&png->data, rows, stride * (size_t)png->height))
		return false;
	for (int y = 0; y < png->height; y++) {
		unsigned char *row = rows + stride * (size_t)y;

		if (!unfilter(row, y > 0 ? row - stride : NULL, n, (size_t)png->channels))
			return false;
		for (int x = 0; x < png->width; x++)
			add_pixel(png, row + 1 + (size_t)x * (size_t)png->channels, ret);
	}
	return true;
}

enum fault picture_read(struct arena *arena, struct text t, struct refusal *why, struct picture *ret)
{
	struct png png = { .data = buffer_in(arena, t.n + 1) };
	struct buffer pixels = buffer_in(arena, 3 * PICTURE_SIDE_MAX * PICTURE_SIDE_MAX);

	if (!read_chunks(&png, t) || !read_rows(arena, &png, &pixels))
		return refuse(why, FAULT_INVALID,
			N_("The logo is not a PNG picture of 8 bits a channel, not interlaced, and 2048 pixels at most."));
	*ret = (struct picture){ .width = png.width, .height = png.height, .pixels = buffer_text(&pixels) };
	return FAULT_NONE;
}

int picture_write(struct pdf_file *file, const struct picture *picture)
{
	int number = pdf_reserve(file);

	pdf_stream(file, number,
		text_from(arena_format(file->arena,
			"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8",
			picture->width, picture->height)),
		picture->pixels);
	return number;
}
