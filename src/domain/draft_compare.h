/* domain/draft_compare.h: two texts of a draft, section by section and word by word, as the viewer may see them.
 *
 * Sections are held against each other by their thread, so that one that was moved or given another heading is the same one.
 * What is compared is what a reader sees; that only the looks of a text changed is said by itself.
 */
#ifndef DOMAIN_DRAFT_COMPARE_H
#define DOMAIN_DRAFT_COMPARE_H

#include "base/diff.h"
#include "domain/draft_text.h"

enum draft_fate {
	DRAFT_FATE_SAME,
	DRAFT_FATE_CHANGED,
	DRAFT_FATE_LOOKS, /* bold, italics: the words are the same */
	DRAFT_FATE_ADDED,
	DRAFT_FATE_GONE,
};

struct draft_runs {
	struct diff_run *v;
	size_t n;
};

struct draft_pair {
	enum draft_fate fate;
	bool moved; /* stands elsewhere among those that both have */
	int64_t thread;
	struct text circle;
	struct draft_runs heading, text;
};

struct draft_comparison {
	bool title_changed;
	struct draft_runs title;
	struct draft_pair *pairs; /* in the order of the newer text; those that are gone where they stood */
	size_t pairs_n;
	bool same; /* nothing differs */
};

void draft_compare(struct arena *arena, const struct draft_text *before, const struct draft_text *after,
	struct draft_comparison *ret);

/* A text that somebody has written and that is not kept (draft_save was refused), to be held against one that is. */
struct draft_text draft_text_of_parts(struct arena *arena, const struct draft_text *kept, struct text title,
	const struct draft_part *parts, size_t parts_n);

#endif
