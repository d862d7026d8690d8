/* domain/template.h: the headings that an item of a kind begins with; of one committee, or of all. */
#ifndef DOMAIN_TEMPLATE_H
#define DOMAIN_TEMPLATE_H

#include "domain/ctx.h"
#include "query/types.h"

struct template
{
	struct template_row facts;
	struct template_section_row *sections;
	size_t sections_n;
};

must_check enum fault template_get(struct ctx *cx, struct template_id id, struct template *ret);

#endif
