#include "doc/pdf/link.h"

#include <stdlib.h>
#include <strings.h>

static bool is_followable(struct text href)
{
	static const char *const schemes[] = { "http://", "https://", "mailto:", "tel:" };

	for (size_t i = 0; i < LENGTH_OF(schemes); i++)
		if (href.n > strlen(schemes[i]) && strncasecmp(href.s, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

/* RFC 3986: what an address may not hold as it is, in percent; signs of its grammar and "%" stay. */
static struct text encoded(struct arena *arena, struct text href)
{
	struct buffer b = buffer_in(arena, 3 * DOC_HREF_MAX);

	for (size_t i = 0; i < href.n && i < DOC_HREF_MAX; i++) {
		unsigned char c = (unsigned char)href.s[i];

		if (c <= 0x20 || c >= 0x7f || strchr("\"<>\\^`{|}", c) != NULL)
			buffer_format(&b, "%%%02X", c);
		else
			buffer_add_byte(&b, (char)c);
	}
	return buffer_text(&b);
}

const struct link *link_new(struct setting *s, const struct doc_inline *in)
{
	struct link link = { .description = text_trim(doc_inlines_text(s->arena, in->child)) };

	if (text_is(in->href, "#"))
		link.target = &s->top;
	else if (text_starts(in->href, TEXT("#")))
		link.target = anchors_find(s, text_after(in->href, 1));
	if (link.target != NULL)
		link.address = TEXT_NONE;
	else if (is_followable(in->href))
		link.address = encoded(s->arena, in->href);
	else
		return NULL;
	if (text_empty(link.description))
		link.description = in->href;
	return arena_copy(s->arena, &link, sizeof(link));
}

static void collect(struct setting *s, const struct doc_block *block, int depth)
{
	for (; block != NULL && depth < DOC_DEPTH_MAX; block = block->next) {
		if (!text_empty(block->id)) {
			arena_grow(s->arena, s->anchors, s->anchors_n, &s->anchors_room);
			s->anchors[s->anchors_n++] = (struct anchor){ .id = block->id, .page = -1 };
		}
		collect(s, block->child, depth + 1);
	}
}

static int compare_anchors(const void *a, const void *b)
{
	return text_compare(((const struct anchor *)a)->id, ((const struct anchor *)b)->id);
}

void anchors_collect(struct setting *s, const struct doc_block *blocks)
{
	collect(s, blocks, 0);
	if (s->anchors_n > 1)
		qsort(s->anchors, s->anchors_n, sizeof(*s->anchors), compare_anchors);
}

struct anchor *anchors_find(const struct setting *s, struct text id)
{
	struct anchor key = { .id = id };

	if (text_empty(id) || s->anchors_n == 0)
		return NULL;
	return bsearch(&key, s->anchors, s->anchors_n, sizeof(*s->anchors), compare_anchors);
}
