#include "domain/draft_check.h"

#include "domain/record.h"
#include "domain/template.h"
#include "query/draft.h"

static const char *const sentences[] = {
	[DRAFT_LACKS_TEXT] = N_("Nothing is written yet"),
	[DRAFT_LACKS_SECTION] = N_("%s: not filled in"),
	[DRAFT_LACKS_RECOMMENDATION] = N_("There is no recommendation: who recommends what?"),
	[DRAFT_LACKS_ECONOMY] = N_("Nothing is said of the economy; that it costs nothing is an answer too"),
	[DRAFT_LACKS_GROUND] = N_("A closed item needs the paragraph by which it may be closed"),
	[DRAFT_LACKS_MATTER] = N_("The item belongs to no case"),
	[DRAFT_LACKS_OFFICER] = N_("Nobody is responsible for the item"),
	[DRAFT_LACKS_RECONSIDERING] = N_("There is no day on which to ask whether the item need still be closed"),
	[DRAFT_LACKS_PUBLIC_TITLE] = N_("The title of the closed item will be read by everybody; give it a public title if it tells too much"),
};

struct checking {
	struct ctx *cx;
	const struct draft_row *draft;
	struct draft_filled_row *sections;
	size_t sections_n;
	struct draft_finding *findings;
	size_t n, room;
};

static void add(struct checking *c, enum draft_lack lack, bool stops, int64_t thread, struct text heading)
{
	arena_grow(c->cx->arena, c->findings, c->n, &c->room);
	c->findings[c->n++] = (struct draft_finding){ lack, stops, thread, heading };
}

static bool anything(const struct checking *c)
{
	for (size_t i = 0; i < c->sections_n; i++)
		if (c->sections[i].filled)
			return true;
	return false;
}

static bool says(const struct checking *c, enum section_role role)
{
	for (size_t i = 0; i < c->sections_n; i++)
		if (c->sections[i].filled && text_is(c->sections[i].role, section_role_name(role)))
			return true;
	return false;
}

/* The section that a template's became: by its heading, or, when that was changed, by its role. */
static const struct draft_filled_row *section_like(const struct checking *c, const struct template_section_row *wanted)
{
	const struct draft_filled_row *found = NULL;

	for (size_t i = 0; i < c->sections_n; i++) {
		if (text_eq(c->sections[i].heading, wanted->heading))
			return &c->sections[i];
		if (text_eq(c->sections[i].role, wanted->role) && (found == NULL || c->sections[i].filled))
			found = &c->sections[i];
	}
	return found;
}

static enum fault check_template(struct checking *c)
{
	struct template template;
	enum fault fault;

	if (c->draft->template.v == 0)
		return FAULT_NONE;
	fault = template_get(c->cx, c->draft->template, &template);
	for (size_t i = 0; fault == FAULT_NONE && i < template.sections_n; i++) {
		const struct draft_filled_row *section = section_like(c, &template.sections[i]);

		if (template.sections[i].needed && (section == NULL || !section->filled))
			add(c, DRAFT_LACKS_SECTION, true, section != NULL ? section->thread : 0, template.sections[i].heading);
	}
	return fault;
}

/* What a template wants of the same kind was told of already. */
static bool told(const struct checking *c, enum section_role role)
{
	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k < c->sections_n; k++)
			if (c->findings[i].lack == DRAFT_LACKS_SECTION && c->findings[i].thread == c->sections[k].thread &&
				text_is(c->sections[k].role, section_role_name(role)))
				return true;
	return false;
}

static void check_decision(struct checking *c)
{
	if (!text_is(c->draft->kind, draft_kind_name(DRAFT_DECISION)))
		return;
	if (!says(c, SECTION_RECOMMENDATION) && !told(c, SECTION_RECOMMENDATION))
		add(c, DRAFT_LACKS_RECOMMENDATION, true, 0, TEXT_NONE);
	if (!says(c, SECTION_ECONOMY) && !told(c, SECTION_ECONOMY))
		add(c, DRAFT_LACKS_ECONOMY, true, 0, TEXT_NONE);
}

static void check_facts(struct checking *c)
{
	const struct draft_row *draft = c->draft;
	bool standard = text_is(draft->kind, draft_kind_name(DRAFT_STANDARD));

	if (draft->matter.v == 0 && !standard)
		add(c, DRAFT_LACKS_MATTER, false, 0, TEXT_NONE);
	if (draft->officer.v == 0 && !standard)
		add(c, DRAFT_LACKS_OFFICER, false, 0, TEXT_NONE);
	if (text_is(draft->circle, "public"))
		return;
	if (draft->ground.v == 0)
		add(c, DRAFT_LACKS_GROUND, true, 0, TEXT_NONE);
	if (!date_known(draft->reconsider_on))
		add(c, DRAFT_LACKS_RECONSIDERING, false, 0, TEXT_NONE);
	if (!text_known(draft->public_title))
		add(c, DRAFT_LACKS_PUBLIC_TITLE, false, 0, TEXT_NONE);
}

enum fault draft_check(struct ctx *cx, const struct draft_row *draft, struct draft_finding **ret, size_t *ret_n)
{
	struct checking c = { .cx = cx, .draft = draft };
	enum fault fault = sql_draft_filled(cx->db, cx->arena, draft->id, draft->revision, &c.sections, &c.sections_n);
	bool standard = text_is(draft->kind, draft_kind_name(DRAFT_STANDARD)); /* "Eventuelt" needs no words */

	if (fault == FAULT_NONE && !standard && !anything(&c))
		add(&c, DRAFT_LACKS_TEXT, true, 0, TEXT_NONE);
	else if (fault == FAULT_NONE && !standard)
		fault = check_template(&c);
	if (fault != FAULT_NONE)
		return fault;
	if (anything(&c))
		check_decision(&c);
	check_facts(&c);
	*ret = c.findings;
	*ret_n = c.n;
	return FAULT_NONE;
}

struct text draft_finding_text(struct arena *arena, enum lang lang, const struct draft_finding *finding)
{
	return tr_with(arena, lang, sentences[finding->lack], finding->heading);
}

enum fault draft_require_complete(struct ctx *cx, const struct draft_row *draft)
{
	struct draft_finding *findings;
	size_t n;
	enum fault fault = draft_check(cx, draft, &findings, &n);

	for (size_t i = 0; fault == FAULT_NONE && i < n; i++)
		if (findings[i].stops && text_known(findings[i].heading))
			return refuse_with(&cx->why, FAULT_INVALID, sentences[findings[i].lack], "%.*s", TEXT_ARG(findings[i].heading));
		else if (findings[i].stops)
			return refuse(&cx->why, FAULT_INVALID, sentences[findings[i].lack]);
	return fault;
}
