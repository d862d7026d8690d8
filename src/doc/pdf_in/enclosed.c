#include "doc/pdf_in/enclosed.h"

#include <libdeflate.h>

#include "cage/cage.h"
#include "doc/pdf/file.h"

enum {
	PACKS_MAX = 4096,         /* object streams looked into */
	PACK_BYTES_MAX = 4 << 20, /* of one, unpacked */
};

struct search {
	struct text pdf;
	struct text mime;          /* as the dictionary of the stream begins */
	struct text specification; /* as the one that names the file begins */
};

/* The packed bytes of the stream whose dictionary begins at `at`: "<<.../Length 12/Filter/FlateDecode>>stream\n". */
static struct text stream_at(struct text pdf, size_t at)
{
	enum { DICTIONARY_MAX = 512 };
	struct text dictionary = text_from_to(pdf, at, at + DICTIONARY_MAX), digits;
	size_t end = text_find(dictionary, TEXT("/Filter/FlateDecode>>stream\n"));
	size_t length = text_find(dictionary, TEXT("/Length "));
	int64_t n;

	if (end == dictionary.n || length > end)
		return TEXT_NONE;
	digits = text_from_to(dictionary, length + strlen("/Length "), end);
	at += end + strlen("/Filter/FlateDecode>>stream\n");
	if (!text_number(digits, &n) || n < 0 || (size_t)n > pdf.n - at)
		return TEXT_NONE;
	return text_from_to(pdf, at, at + (size_t)n);
}

static struct text unpacked(struct libdeflate_decompressor *d, struct text packed, char *to, size_t room)
{
	size_t n;

	if (!text_known(packed) || libdeflate_zlib_decompress(d, packed.s, packed.n, to, room, &n) != LIBDEFLATE_SUCCESS)
		return TEXT_NONE;
	return (struct text){ to, n };
}

/* The number of the object that the specification says the bytes are; 0 when this pack holds none. */
static int64_t object_named(struct text pack, struct text specification)
{
	size_t at = text_find(pack, specification);
	struct text rest = text_after(pack, at + specification.n);
	int64_t number;

	if (at == pack.n || !text_number(text_from_to(rest, 0, text_find_byte(rest, ' ')), &number))
		return 0;
	return number;
}

static int64_t find_object(struct arena *arena, struct libdeflate_decompressor *d, const struct search *s)
{
	char *room = arena_new(arena, char, PACK_BYTES_MAX);
	int64_t number = 0;
	size_t at = 0;

	for (int i = 0; i < PACKS_MAX && number == 0; i++) {
		at += text_find(text_after(s->pdf, at), TEXT("<</Type/ObjStm"));
		if (at == s->pdf.n)
			break;
		number = object_named(unpacked(d, stream_at(s->pdf, at), room, PACK_BYTES_MAX), s->specification);
		at++;
	}
	return number;
}

static bool find(struct arena *arena, struct text in, struct buffer *out)
{
	const struct search *s = (const void *)in.s;
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	int64_t number = d != NULL ? find_object(arena, d, s) : 0;
	struct text head = text_from(arena_format(arena, "\n%lld 0 obj\n%.*s", (long long)number, TEXT_ARG(s->mime)));
	size_t at = text_find(s->pdf, head);
	char *room = arena_new(arena, char, ENCLOSED_BYTES_MAX);
	struct text found = TEXT_NONE;

	if (number > 0 && at < s->pdf.n)
		found = unpacked(d, stream_at(s->pdf, at), room, ENCLOSED_BYTES_MAX);
	libdeflate_free_decompressor(d);
	if (!text_known(found))
		return false;
	buffer_add(out, found);
	return true;
}

/* What enclosure.c writes, up to the number of the object with the bytes. */
static struct text specification_of(struct arena *arena, const struct enclosed_ask *ask)
{
	struct buffer b = buffer_in(arena, 4096);

	buffer_add(&b, TEXT("<</Type/Filespec/AFRelationship"));
	pdf_name(&b, ask->relation);
	buffer_add(&b, TEXT("/F"));
	pdf_string(&b, ask->name);
	buffer_add(&b, TEXT("/UF"));
	pdf_string(&b, ask->name);
	buffer_add(&b, TEXT("/Desc"));
	pdf_string(&b, ask->description);
	buffer_add(&b, TEXT("/EF<</F "));
	return buffer_text(&b);
}

enum fault enclosed_find(struct arena *arena, struct text pdf, const struct enclosed_ask *ask, struct refusal *why,
	struct text *ret)
{
	static const struct cage_limits limits = { 5, 20, 128 << 20, ENCLOSED_BYTES_MAX };
	struct buffer mime = buffer_in(arena, 256);
	struct search search = { .pdf = pdf, .specification = specification_of(arena, ask) };
	enum cage_end end;
	struct text found;
	enum fault fault;

	*ret = TEXT_NONE;
	buffer_add(&mime, TEXT("<</Type/EmbeddedFile/Subtype"));
	pdf_name(&mime, ask->mime);
	search.mime = buffer_text(&mime);
	if (text_find(pdf, search.mime) == pdf.n) /* the usual case costs no process */
		return FAULT_NONE;
	fault = cage_call(arena, find, (struct text){ (const char *)&search, sizeof(search) }, &limits, why, &end, &found);
	if (fault == FAULT_NONE && end == CAGE_DONE)
		*ret = found;
	return fault;
}
