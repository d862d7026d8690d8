/* tests/fuzz/fuzz_web_multipart.c: anything as a form with files.  The first line is what the request says of its type, the rest
 * is what it brings.
 *
 * However the bytes are cut on their way, the same comes out: the same parts, and the same answer.  A file's name names no
 * folder, no part holds a delimiter, and parts are begun and ended in turn.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "web/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	HEARD_MAX = 4 << 20, /* bytes: what came, and the names of at most MULTIPART_PARTS_MAX parts */
	CUTS = 4,            /* ways to cut each input */
};

struct heard {
	struct buffer b;
	size_t part_at; /* where the part's bytes begin */
	struct text delimiter;
	bool inside;
	int parts;
};

static void must(bool holds)
{
	if (!holds)
		abort();
}

static enum fault hear_begin(void *what, const struct multipart_part *part)
{
	struct heard *heard = what;

	must(!heard->inside && ++heard->parts <= MULTIPART_PARTS_MAX);
	must(!text_empty(part->name) && text_valid(part->name) && part->name.n <= MULTIPART_HEAD_MAX);
	buffer_format(&heard->b, "[%zu ", part->name.n);
	buffer_add(&heard->b, part->name);
	if (text_known(part->filename)) {
		must(text_valid(part->filename) && text_find_byte(part->filename, '/') == part->filename.n);
		must(text_find_byte(part->filename, '\\') == part->filename.n);
		buffer_format(&heard->b, "|%zu ", part->filename.n);
		buffer_add(&heard->b, part->filename);
	}
	buffer_add_byte(&heard->b, ']');
	heard->inside = true;
	heard->part_at = heard->b.n;
	return FAULT_NONE;
}

static enum fault hear_bytes(void *what, struct text bytes)
{
	struct heard *heard = what;

	must(heard->inside && bytes.n > 0);
	buffer_add(&heard->b, bytes);
	return FAULT_NONE;
}

static enum fault hear_end(void *what)
{
	struct heard *heard = what;
	struct text part = text_after(buffer_text(&heard->b), heard->part_at);

	must(heard->inside && text_find(part, heard->delimiter) == part.n);
	heard->inside = false;
	buffer_format(&heard->b, ";%zu\n", part.n);
	return FAULT_NONE;
}

static uint64_t next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* In pieces of at most that many bytes, each of its own memory: a read beyond one is seen. */
static enum fault read_in_pieces(struct arena *arena, struct text boundary, struct text body, size_t most, uint64_t state,
	struct text *ret)
{
	struct heard heard = { .b = buffer_in(arena, HEARD_MAX),
		.delimiter = text_from(arena_format(arena, "\r\n--%.*s", TEXT_ARG(boundary))) };
	struct multipart *m =
		multipart_begin(arena, boundary, &(struct multipart_sink){ &heard, hear_begin, hear_bytes, hear_end });
	struct refusal why = REFUSAL_INIT;
	enum fault fault = FAULT_NONE;

	for (size_t at = 0; at < body.n && fault == FAULT_NONE;) {
		size_t n = most >= body.n ? body.n : 1 + next(&state) % most;
		struct text piece = text_from_to(body, at, at + n);
		char *own = malloc(piece.n);

		must(own != NULL);
		memcpy(own, piece.s, piece.n);
		fault = multipart_feed(m, (struct text){ own, piece.n }, &why);
		free(own);
		at += piece.n;
	}
	if (fault == FAULT_NONE)
		fault = multipart_end(m, &why);
	must(fault == FAULT_NONE || fault == FAULT_INVALID || fault == FAULT_LIMIT);
	must(fault != FAULT_NONE || !heard.inside);
	must(!heard.b.full);
	*ret = buffer_text(&heard.b);
	return fault;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t most[CUTS] = { 1, 3, 40, 3000 };
	struct arena arena = ARENA_INIT;
	struct text body = { (const char *)data, size }, type = TEXT_NONE, whole, cut, boundary;
	enum fault fault;

	if (!text_line(&body, &type))
		return 0;
	boundary = multipart_boundary(type);
	must(!text_known(boundary) || (boundary.n > 0 && boundary.n <= MULTIPART_BOUNDARY_MAX));
	if (!text_known(boundary))
		boundary = TEXT("BoUnd");
	fault = read_in_pieces(&arena, boundary, body, body.n, 1, &whole);
	for (size_t i = 0; i < CUTS; i++) {
		must(read_in_pieces(&arena, boundary, body, most[i], 88172645463325252 + size, &cut) == fault);
		must(text_eq(whole, cut));
	}
	arena_release(&arena);
	return 0;
}
