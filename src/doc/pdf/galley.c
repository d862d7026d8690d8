#include "doc/pdf/galley.h"

struct galley galley_begin(struct arena *arena)
{
	return (struct galley){ .arena = arena };
}

struct slug *galley_add(struct galley *galley, int before, int height, int after)
{
	struct slug *slug;

	arena_grow(galley->arena, galley->slugs, galley->n, &galley->room);
	slug = &galley->slugs[galley->n++];
	*slug = (struct slug){
		.before = before > galley->space ? before : galley->space,
		.height = height,
		.after = after,
		.glued = galley->glue && !galley->fresh,
		.fresh = galley->fresh,
		.anchor = galley->anchors,
	};
	galley->anchors = NULL;
	galley->glue = false;
	galley->fresh = false;
	galley->space = 0;
	return slug;
}

struct ink *slug_ink(struct galley *galley, struct slug *slug, enum ink_kind kind, int x, int y)
{
	struct ink *ink;

	if (slug->room == 0) { /* most slugs are one line, and there are very many */
		slug->inks = arena_new(galley->arena, struct ink, 1);
		slug->room = 1;
	}
	arena_grow(galley->arena, slug->inks, slug->n, &slug->room);
	ink = &slug->inks[slug->n++];
	*ink = (struct ink){ .kind = kind, .x = x, .y = y };
	return ink;
}

void galley_space(struct galley *galley, int space)
{
	galley->space = space > galley->space ? space : galley->space;
}

void galley_anchor(struct galley *galley, struct anchor *anchor)
{
	if (anchor == NULL || anchor->taken)
		return;
	anchor->taken = true;
	anchor->next = galley->anchors;
	galley->anchors = anchor;
}

int64_t slugs_height(const struct slug *slugs, size_t n)
{
	int64_t height = 0;

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			height += slugs[i].before > slugs[i - 1].after ? slugs[i].before : slugs[i - 1].after;
		height += slugs[i].height;
	}
	return height;
}
