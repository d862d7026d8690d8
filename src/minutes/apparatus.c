#include "minutes/apparatus.h"

static const struct {
	const char *heading;
	const char *why;
} parts[] = {
	{ APPARATUS_FILES, N_("list of attachments") },
	{ APPARATUS_SIGNATURES, N_("signature sheet") },
};

static const char *part_of(struct text heading)
{
	for (size_t i = 0; i < LENGTH_OF(parts); i++)
		if (text_is(heading, parts[i].heading))
			return parts[i].why;
	return NULL;
}

/* Each part stands at the level of the items, and goes on until the next heading of that level. */
void apparatus_set_aside(struct lines *lines)
{
	const char *why = NULL;

	for (size_t i = 0; i < lines->n && lines->typographic; i++) {
		struct line *line = &lines->v[i];

		if (line->level > 0 && line->level <= APPARATUS_LEVEL)
			why = part_of(line->text);
		if (why != NULL)
			line_set_aside(line, why);
	}
}
