#include "domain/template.h"

#include "query/template.h"

enum fault template_get(struct ctx *cx, struct template_id id, struct template *ret)
{
	struct template template;
	enum fault fault = sql_template_by_id(cx->db, cx->arena, id, &template.facts);

	if (fault == FAULT_NONE)
		fault = sql_template_sections(cx->db, cx->arena, id, &template.sections, &template.sections_n);
	if (fault == FAULT_NONE)
		*ret = template;
	return fault;
}
