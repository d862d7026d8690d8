/* tools/pack.c: the files of static/ as C, so that the program is one file.
 *
 *     pack OUT FILE...
 *
 * Each file becomes an entry of static_files (src/web/static.h): its bytes, the same compressed as well as can be where
 * that saves a tenth, its hash, and its lasting name with the beginning of the hash in it.
 */
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/path.h"
#include "seal/hash.h"

enum {
	FILE_MAX = 1 << 20,    /* bytes: pages must be light */
	OUT_MAX = 64 << 20,    /* bytes of C */
	GZIP_LEVEL = 12,       /* done once, read many times */
	LASTING_DIGITS = 12,   /* of the hash in a name: enough to tell versions apart */
	BYTES_PER_LINE = 24,
};

static const struct {
	const char *ending, *type;
} types[] = {
	{ "css", "text/css; charset=utf-8" },
	{ "js", "text/javascript; charset=utf-8" },
	{ "svg", "image/svg+xml" },
	{ "ico", "image/vnd.microsoft.icon" },
	{ "png", "image/png" },
};

static const char *type_of(struct text path)
{
	for (size_t i = 0; i < LENGTH_OF(types); i++)
		if (text_is(path_ending(path), types[i].ending))
			return types[i].type;
	return NULL;
}

static struct text gzip(struct arena *arena, struct text bytes)
{
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(GZIP_LEVEL);
	size_t room = libdeflate_gzip_compress_bound(compressor, bytes.n), n;
	char *to = arena_alloc(arena, 1, room);

	n = libdeflate_gzip_compress(compressor, bytes.s, bytes.n, to, room);
	libdeflate_free_compressor(compressor);
	return n > 0 && n < bytes.n - bytes.n / 10 ? (struct text){ to, n } : TEXT_NONE;
}

static void write_bytes(struct buffer *b, const char *kind, size_t index, struct text bytes)
{
	buffer_format(b, "static const unsigned char %s_%zu[] = {", kind, index);
	for (size_t i = 0; i < bytes.n; i++)
		buffer_format(b, "%s%d,", i % BYTES_PER_LINE == 0 ? "\n\t" : "", (unsigned char)bytes.s[i]);
	buffer_add_string(b, "\n};\n");
}

/* "portal.css" and its hash: "portal-1a2b3c4d5e6f.css". */
static void write_entry(struct buffer *b, size_t index, struct text name, struct text tag, size_t n, size_t gzip_n)
{
	struct text ending = path_ending(name);
	struct text stem = text_from_to(name, 0, name.n - ending.n - 1);

	buffer_format(b, "\t{ TEXT_OF(\"%.*s\"), \"%s\", { (const char *)body_%zu, %zu }, ", TEXT_ARG(name), type_of(name),
		index, n);
	if (gzip_n > 0)
		buffer_format(b, "{ (const char *)gzip_%zu, %zu }, ", index, gzip_n);
	else
		buffer_add_string(b, "{ NULL, 0 }, ");
	buffer_format(b, "TEXT_OF(\"%.*s\"), TEXT_OF(\"%.*s-%.*s.%.*s\") },\n", TEXT_ARG(tag), TEXT_ARG(stem),
		LASTING_DIGITS, tag.s, TEXT_ARG(ending));
}

static enum fault pack(struct arena *arena, struct buffer *out, struct buffer *table, const char *path, size_t index,
	struct refusal *why)
{
	struct text bytes, packed;
	enum fault fault = path_read(arena, path, FILE_MAX, why, &bytes);

	if (fault != FAULT_NONE)
		return fault;
	if (type_of(text_from(path)) == NULL)
		return refuse_with(why, FAULT_INVALID, "a kind of file that is not known: %s", "%s", path);
	packed = gzip(arena, bytes);
	write_bytes(out, "body", index, bytes);
	if (text_known(packed))
		write_bytes(out, "gzip", index, packed);
	write_entry(table, index, path_name(text_from(path)), hash_hex(arena, hash_of(bytes)), bytes.n, packed.n);
	return FAULT_NONE;
}

int main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	struct buffer out = buffer_in(&arena, OUT_MAX), table = buffer_in(&arena, OUT_MAX);
	struct refusal why = REFUSAL_INIT;
	enum fault fault = argc > 1 ? FAULT_NONE : refuse(&why, FAULT_INVALID, "pack OUT FILE...");

	buffer_add_string(&out, "/* Made by tools/pack from static/. */\n#include \"web/static.h\"\n\n"
				"#define TEXT_OF(s) { s, sizeof(s) - 1 }\n\n");
	buffer_add_string(&table, "\nconst struct site_file static_files[] = {\n");
	for (int i = 2; i < argc && fault == FAULT_NONE; i++)
		fault = pack(&arena, &out, &table, argv[i], (size_t)i - 2, &why);
	buffer_add_string(&table, "\t{ .name = { NULL, 0 } },\n};\n");
	buffer_add(&out, buffer_text(&table));
	if (fault == FAULT_NONE)
		fault = path_write(argv[1], buffer_text(&out), &why);
	if (fault != FAULT_NONE)
		fprintf(stderr, "pack: %s %s\n", why.message, why.detail);
	arena_release(&arena);
	return fault == FAULT_NONE ? EXIT_SUCCESS : EXIT_FAILURE;
}
