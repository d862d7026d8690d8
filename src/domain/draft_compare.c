#include "domain/draft_compare.h"

#include "doc/write_lines.h"

static const struct draft_section_row *find(const struct draft_text *text, int64_t thread)
{
	for (size_t i = 0; i < text->sections_n; i++)
		if (text->sections[i].thread == thread && thread != 0)
			return &text->sections[i];
	return NULL;
}

static struct draft_runs runs_of(struct arena *arena, struct text before, struct text after)
{
	struct draft_runs runs;

	diff_words(arena, before, after, &runs.v, &runs.n);
	return runs;
}

static bool changes(const struct draft_runs *runs)
{
	for (size_t i = 0; i < runs->n; i++)
		if (runs->v[i].kind != DIFF_SAME)
			return true;
	return false;
}

static struct draft_pair pair_of(struct arena *arena, const struct draft_section_row *before,
	const struct draft_section_row *after)
{
	static const struct draft_section_row none = { .heading = { "", 0 }, .text = { "", 0 } };
	const struct draft_section_row *any = after != NULL ? after : before;
	struct draft_pair pair = { .thread = any->thread, .circle = any->circle, .fate = DRAFT_FATE_SAME };

	if (before == NULL)
		pair.fate = DRAFT_FATE_ADDED;
	if (after == NULL)
		pair.fate = DRAFT_FATE_GONE;
	before = before != NULL ? before : &none;
	after = after != NULL ? after : &none;
	pair.heading = runs_of(arena, before->heading, after->heading);
	pair.text = runs_of(arena, lines_from_markdown(arena, before->text), lines_from_markdown(arena, after->text));
	if (pair.fate != DRAFT_FATE_SAME)
		return pair;
	if (changes(&pair.heading) || changes(&pair.text))
		pair.fate = DRAFT_FATE_CHANGED;
	else if (!text_eq(before->text, after->text))
		pair.fate = DRAFT_FATE_LOOKS;
	return pair;
}

/* How many of the sections that both have stand before it. */
static size_t rank(const struct draft_text *in, const struct draft_text *other, int64_t thread)
{
	size_t n = 0;

	for (size_t i = 0; i < in->sections_n && in->sections[i].thread != thread; i++)
		n += find(other, in->sections[i].thread) != NULL;
	return n;
}

static void add(struct draft_comparison *c, struct draft_pair pair)
{
	c->same = c->same && pair.fate == DRAFT_FATE_SAME && !pair.moved;
	c->pairs[c->pairs_n++] = pair;
}

/* Those that stood behind a section, until the next that is still there, and are gone. */
static void add_gone(struct arena *arena, struct draft_comparison *c, const struct draft_text *before,
	const struct draft_text *after, size_t from)
{
	for (size_t i = from; i < before->sections_n && find(after, before->sections[i].thread) == NULL; i++)
		add(c, pair_of(arena, &before->sections[i], NULL));
}

void draft_compare(struct arena *arena, const struct draft_text *before, const struct draft_text *after,
	struct draft_comparison *ret)
{
	struct draft_comparison c = { .pairs = arena_new(arena, struct draft_pair, before->sections_n + after->sections_n + 1),
		.title = runs_of(arena, before->facts.title, after->facts.title) };

	c.title_changed = changes(&c.title);
	c.same = !c.title_changed;
	add_gone(arena, &c, before, after, 0);
	for (size_t i = 0; i < after->sections_n; i++) {
		const struct draft_section_row *section = &after->sections[i], *old = find(before, section->thread);
		struct draft_pair pair = pair_of(arena, old, section);

		pair.moved = old != NULL && rank(before, after, section->thread) != rank(after, before, section->thread);
		add(&c, pair);
		if (old != NULL)
			add_gone(arena, &c, before, after, (size_t)(old - before->sections) + 1);
	}
	*ret = c;
}

struct draft_text draft_text_of_parts(struct arena *arena, const struct draft_text *kept, struct text title,
	const struct draft_part *parts, size_t parts_n)
{
	struct draft_text text = { .facts = kept->facts, .sections = arena_new(arena, struct draft_section_row, parts_n + 1),
		.sections_n = parts_n };

	text.facts.title = title;
	for (size_t i = 0; i < parts_n; i++) {
		const struct draft_section_row *old = find(kept, parts[i].thread);

		text.sections[i] = (struct draft_section_row){ .position = (int64_t)i + 1, .thread = parts[i].thread,
			.role = text_from(section_role_name(parts[i].role)), .heading = parts[i].heading, .text = parts[i].text,
			.circle = old != NULL ? old->circle : TEXT_NONE };
	}
	return text;
}
