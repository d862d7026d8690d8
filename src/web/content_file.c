#include "web/content_file.h"

#include "domain/content.h"

/* Read after the page function has returned, while the answer is sent: a context and memory of its own. */
struct reading {
	struct ctx cx;
	struct content_id content;
	struct arena piece; /* holds one piece at a time */
};

static void end_reading(void *what)
{
	struct reading *reading = what;

	arena_release(&reading->piece);
}

static enum fault read_piece(void *what, int64_t from, int64_t most, struct text *ret)
{
	struct reading *reading = what;
	enum fault fault;

	arena_clear(&reading->piece);
	fault = content_read(&reading->cx, reading->content, from, ret);
	if (fault == FAULT_NONE)
		*ret = text_from_to(*ret, 0, (size_t)most);
	return fault == FAULT_NONE && text_empty(*ret) ? FAULT_BROKEN : fault;
}

static struct reading *begin_reading(const struct visit *visit, struct content_id content)
{
	struct reading *reading = arena_new(visit->cx.arena, struct reading, 1);

	*reading = (struct reading){ .cx = visit->cx, .content = content, .piece = ARENA_INIT };
	reading->cx.arena = &reading->piece;
	arena_defer(visit->cx.arena, end_reading, reading);
	return reading;
}

enum fault content_file_show(struct visit *visit, const char *type, const struct content_file *file)
{
	return visit_file(visit, type, file->sha256, file->size, read_piece, begin_reading(visit, file->content));
}

/* Documents and pictures that run nothing of their own: no HTML, and no SVG. */
static const struct {
	const char *media_type, *type;
} shown[] = {
	{ "application/pdf", "application/pdf" },
	{ "image/png", "image/png" },
	{ "image/jpeg", "image/jpeg" },
	{ "image/gif", "image/gif" },
	{ "image/webp", "image/webp" },
	{ "text/plain", "text/plain; charset=utf-8" },
};

/* "application/vnd.oasis.opendocument.text": letters, digits and a few marks around one slash. */
static bool is_media_type(struct text t)
{
	size_t slash = text_find_byte(t, '/');

	if (slash == 0 || slash + 1 >= t.n || t.n > 100)
		return false;
	for (size_t i = 0; i < t.n; i++) {
		char c = t.s[i];

		if (i != slash && !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("!#$&^_.+-", c) != NULL))
			return false;
	}
	return true;
}

/* What a browser would act on is nothing but bytes. */
static bool acts(struct text t)
{
	static const char *const words[] = { "html", "svg", "script", "multipart" };

	if (text_starts(t, TEXT("text/")) || text_ends(t, TEXT("/xml")) || text_ends(t, TEXT("+xml")))
		return true;
	for (size_t i = 0; i < LENGTH_OF(words); i++)
		if (text_find(t, text_from(words[i])) < t.n)
			return true;
	return false;
}

enum fault content_file_show_foreign(struct visit *visit, struct text media_type, struct text name, const struct content_file *file)
{
	struct text bare = text_trim(text_from_to(media_type, 0, text_find_byte(media_type, ';')));

	for (size_t i = 0; i < LENGTH_OF(shown); i++)
		if (text_is(bare, shown[i].media_type)) {
			visit_inline(visit, name);
			return content_file_show(visit, shown[i].type, file);
		}
	visit_attachment(visit, name);
	if (!is_media_type(bare) || acts(bare))
		return content_file_show(visit, "application/octet-stream", file);
	return content_file_show(visit, text_string(visit->cx.arena, bare), file);
}
