#include "domain/draft_text.h"

#include <inttypes.h>

#include "domain/draft_facts.h"
#include "domain/template.h"
#include "domain/typed.h"
#include "language/language.h"
#include "markup/json.h"
#include "query/draft.h"
#include "query/matter.h"
#include "query/organization.h"

/* --- What may be written --- */

static enum fault tidy_line(struct ctx *cx, struct text line, size_t most, const char *too_long, struct text *ret)
{
	if (!text_valid(line))
		return refuse(&cx->why, FAULT_INVALID, N_("The text holds what is no text"));
	line = text_trim(line);
	for (size_t i = 0; i < line.n; i++)
		if (line.s[i] == '\n' || line.s[i] == '\r' || line.s[i] == '\f')
			return refuse(&cx->why, FAULT_INVALID, N_("A title or heading is one line"));
	if (line.n > most)
		return refuse_with(&cx->why, FAULT_LIMIT, too_long, "%zu", most);
	*ret = language_nfc(cx->arena, line);
	return FAULT_NONE;
}

static enum fault tidy_title(struct ctx *cx, struct text title, struct text *ret)
{
	enum fault fault = tidy_line(cx, title, DRAFT_TITLE_MAX, N_("A title may hold at most %s bytes"), ret);

	if (fault == FAULT_NONE && text_empty(*ret))
		return refuse(&cx->why, FAULT_INVALID, N_("An item needs a title"));
	return fault;
}

static enum fault tidy_part(struct ctx *cx, const struct draft_part *part, struct draft_part *ret)
{
	*ret = *part;
	if (!text_valid(part->text))
		return refuse(&cx->why, FAULT_INVALID, N_("The text holds what is no text"));
	if (part->text.n > DRAFT_SECTION_MAX)
		return refuse_with(
			&cx->why, FAULT_LIMIT, N_("A section may hold at most %s bytes"), "%d", DRAFT_SECTION_MAX);
	ret->text = typed_tidy(cx->arena, part->text);
	return tidy_line(
		cx, part->heading, DRAFT_HEADING_MAX, N_("A heading may hold at most %s bytes"), &ret->heading);
}

static enum fault tidy_parts(struct ctx *cx, const struct draft_part *parts, size_t n, struct draft_part **ret)
{
	struct draft_part *tidied = arena_new(cx->arena, struct draft_part, n + 1);

	if (n > DRAFT_SECTIONS_MAX)
		return refuse_with(
			&cx->why, FAULT_LIMIT, N_("An item may hold at most %s sections"), "%d", DRAFT_SECTIONS_MAX);
	for (size_t i = 0; i < n; i++) {
		enum fault fault = tidy_part(cx, &parts[i], &tidied[i]);

		for (size_t k = 0; k < i && fault == FAULT_NONE; k++)
			if (tidied[k].thread != 0 && tidied[k].thread == tidied[i].thread)
				return refuse(&cx->why, FAULT_INVALID, N_("A section stands there twice"));
		if (fault != FAULT_NONE)
			return fault;
	}
	*ret = tidied;
	return FAULT_NONE;
}

/* --- One revision --- */

struct writing {
	struct change *change;
	struct draft_id draft;
	struct text circle; /* of new sections */
	int64_t number, thread_next;
	bool by_itself;
	struct text title;
	struct draft_section_row *sections;
	size_t sections_n;
};

static enum fault write_sections(const struct writing *w, struct draft_revision_id revision)
{
	enum fault fault = FAULT_NONE;
	int64_t changed;

	for (size_t i = 0; i < w->sections_n && fault == FAULT_NONE; i++) {
		const struct draft_section_row *s = &w->sections[i];

		fault = sql_draft_section_insert(w->change->tx, revision, (int64_t)i + 1, s->thread, s->role,
			s->heading, s->text, s->circle, &changed);
	}
	return fault;
}

static enum fault write_new(const struct writing *w)
{
	struct ctx *cx = w->change->cx;
	struct draft_revision_id revision;
	enum fault fault = sql_draft_revision_insert(
		w->change->tx, w->draft, w->number, cx->viewer, cx->now, w->by_itself, w->title, &revision);

	return fault != FAULT_NONE ? fault : write_sections(w, revision);
}

static enum fault write_over(const struct writing *w, struct draft_revision_id revision)
{
	int64_t changed;
	enum fault fault = sql_draft_revision_renew(
		w->change->tx, revision, w->change->cx->now, w->by_itself, w->title, &changed);

	if (fault == FAULT_NONE)
		fault = sql_draft_sections_delete(w->change->tx, revision, &changed);
	return fault != FAULT_NONE ? fault : write_sections(w, revision);
}

static struct text revision_json(struct arena *arena, int64_t number, bool by_itself)
{
	return text_from(
		arena_format(arena, "{\"revision\":%" PRId64 "%s}", number, by_itself ? ",\"by_itself\":true" : ""));
}

static struct draft_section_row section_of(const struct writing *w, const struct draft_part *part)
{
	return (struct draft_section_row){ .thread = part->thread,
		.role = text_from(section_role_name(part->role)),
		.heading = part->heading,
		.text = part->text,
		.circle = w->circle };
}

/* --- A new draft --- */

/* The sections that a new draft begins with. */
static enum fault first_parts(struct ctx *cx, const struct draft_new *draft, struct draft_part **ret, size_t *ret_n)
{
	struct template template = { .sections_n = 0 };
	struct draft_part *parts;
	enum fault fault = FAULT_NONE;

	if (draft->template.v != 0)
		fault = template_get(cx, draft->template, &template);
	if (fault == FAULT_NOT_FOUND)
		return refuse(&cx->why, FAULT_INVALID, N_("There is no such template"));
	if (fault != FAULT_NONE)
		return fault;
	if (draft->parts != NULL) {
		*ret_n = draft->parts_n;
		return tidy_parts(cx, draft->parts, draft->parts_n, ret);
	}
	parts = arena_new(cx->arena, struct draft_part, template.sections_n + 1);
	for (size_t i = 0; i < template.sections_n; i++) {
		int role = section_role_from(template.sections[i].role);

		parts[i] = (struct draft_part){ 0, role < 0 ? SECTION_OTHER : (enum section_role)role,
			template.sections[i].heading, TEXT("") };
	}
	*ret = parts;
	*ret_n = template.sections_n;
	return FAULT_NONE;
}

/* The first revision, but for the draft that it is of. */
static enum fault prepare_first(struct change *change, const struct draft_new *draft, struct writing *ret)
{
	struct ctx *cx = change->cx;
	struct writing w = { .change = change, .circle = TEXT("public"), .number = 1 };
	struct draft_part *parts = NULL;
	enum fault fault = tidy_title(cx, draft->title, &w.title);

	if (fault == FAULT_NONE)
		fault = first_parts(cx, draft, &parts, &w.sections_n);
	if (fault != FAULT_NONE)
		return fault;
	w.sections = arena_new(cx->arena, struct draft_section_row, w.sections_n + 1);
	for (size_t i = 0; i < w.sections_n; i++) {
		w.sections[i] = section_of(&w, &parts[i]);
		w.sections[i].thread = (int64_t)i + 1;
	}
	*ret = w;
	return FAULT_NONE;
}

static enum fault check_place(struct change *change, const struct draft_new *draft)
{
	struct ctx *cx = change->cx;
	struct body_id body;
	enum fault fault = sql_organization_body(tx_db(change->tx), draft->organization, &body);

	if (fault == FAULT_NOT_FOUND)
		return refuse(&cx->why, FAULT_INVALID, N_("There is no such committee"));
	return fault != FAULT_NONE ? fault : draft_check_department(cx, draft->organization, draft->department);
}

/* The account whose draft it becomes; 0 when nobody is named and the operator makes it. */
static enum fault find_officer(struct change *change, const struct draft_new *draft, struct account_id *ret)
{
	struct ctx *cx = change->cx;
	enum fault fault;

	*ret = draft->officer;
	if (draft->officer.v != 0)
		return draft_check_officer(
			cx, draft->officer, (struct reach){ draft->organization, draft->department });
	fault = sql_account_of_viewer(tx_db(change->tx), cx->viewer, ret);
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

static enum fault find_matter(struct change *change, const struct draft_new *draft, struct matter_id *ret)
{
	struct ctx *cx = change->cx;
	struct matter_row row;
	enum fault fault;

	*ret = draft->matter;
	if (draft->opens != NULL)
		return dossier_open_within(change, draft->organization, draft->opens, ret);
	if (draft->matter.v == 0)
		return FAULT_NONE;
	fault = sql_matter_by_id(tx_db(change->tx), cx->arena, draft->matter, &row);
	if (fault == FAULT_NOT_FOUND)
		return refuse(&cx->why, FAULT_INVALID, N_("There is no such case"));
	return fault;
}

static struct text new_json(
	struct arena *arena, const struct draft_new *draft, struct matter_id matter, struct account_id officer)
{
	struct json json = json_in(arena, false);

	json_begin_object(&json);
	json_key_int(&json, "organization", draft->organization.v);
	json_key_text(&json, "kind", text_from(draft_kind_name(draft->kind)));
	json_key_int(&json, "matter", matter.v);
	json_key_int(&json, "department", draft->department.v);
	json_key_int(&json, "officer", officer.v);
	json_key_int(&json, "revision", 1);
	json_end(&json);
	return json_finish(&json);
}

enum fault draft_create_within(struct change *change, const struct draft_new *draft, struct draft_id *ret)
{
	struct ctx *cx = change->cx;
	struct matter_id matter;
	struct account_id officer;
	struct writing first;
	enum fault fault = check_place(change, draft);

	if (fault == FAULT_NONE)
		fault = prepare_first(change, draft, &first);
	if (fault == FAULT_NONE)
		fault = find_officer(change, draft, &officer);
	if (fault == FAULT_NONE)
		fault = find_matter(change, draft, &matter);
	if (fault == FAULT_NONE)
		fault = sql_draft_insert(change->tx, draft->organization, matter, draft->template,
			text_from(draft_kind_name(draft->kind)), draft->department, officer, draft->continues, cx->now,
			&first.draft);
	if (fault == FAULT_NONE)
		fault = write_new(&first);
	if (fault != FAULT_NONE)
		return fault;
	*ret = first.draft;
	return journal_append(change, &(struct journal_entry){ .verb = "create",
					      .noun = "draft",
					      .noun_id = first.draft.v,
					      .after = new_json(cx->arena, draft, matter, officer) });
}

struct creating {
	const struct draft_new *draft;
	struct draft_id id;
};

static enum fault create_body(struct change *change, void *what)
{
	struct creating *c = what;

	return draft_create_within(change, c->draft, &c->id);
}

enum fault draft_create(struct ctx *cx, const struct draft_new *draft, struct draft_id *ret)
{
	struct creating c = { .draft = draft };
	enum fault fault = draft_require_writer(cx, (struct reach){ draft->organization, draft->department });

	if (fault == FAULT_NONE)
		fault = change_make(cx, create_body, &c);
	if (fault == FAULT_NONE)
		*ret = c.id;
	return fault;
}

/* --- A save --- */

struct saving {
	const struct draft_save *save;
	struct text title;
	struct draft_part *parts;
	struct draft_row draft;
	struct draft_text seen; /* the newest text, as the writer sees it */
	struct writing w;
	struct draft_saved saved;
};

/* The circle of an old section that is written again; a new one gets a thread. */
static enum fault place_part(struct saving *s, const struct draft_part *part, struct draft_section_row *ret)
{
	struct ctx *cx = s->w.change->cx;
	enum fault fault;

	*ret = section_of(&s->w, part);
	if (part->thread == 0) {
		ret->thread = s->w.thread_next++;
		return FAULT_NONE;
	}
	fault = sql_draft_thread_circle(
		tx_db(s->w.change->tx), cx->arena, cx->viewer, s->save->id, part->thread, &ret->circle);
	if (fault == FAULT_NOT_FOUND)
		return refuse(&cx->why, FAULT_INVALID, N_("There is no such section"));
	return fault;
}

static bool seen(const struct draft_text *text, int64_t thread)
{
	for (size_t i = 0; i < text->sections_n; i++)
		if (text->sections[i].thread == thread)
			return true;
	return false;
}

/* What the writer sees in the order that they gave; between it, each in its old place, what they do not see. */
static enum fault merge(struct saving *s)
{
	struct ctx *cx = s->w.change->cx;
	struct draft_section_row *kept;
	size_t kept_n, next = 0, hidden = 0;
	enum fault fault = sql_draft_sections_kept(tx_db(s->w.change->tx), cx->arena, s->seen.facts.id, &kept, &kept_n);

	if (fault == FAULT_NONE)
		fault = sql_draft_thread_next(tx_db(s->w.change->tx), s->save->id, &s->w.thread_next);
	if (fault != FAULT_NONE)
		return fault;
	s->w.sections = arena_new(cx->arena, struct draft_section_row, kept_n + s->save->parts_n + 1);
	while (next < s->save->parts_n || hidden < kept_n) {
		if (hidden < kept_n && seen(&s->seen, kept[hidden].thread)) {
			hidden++;
		} else if (hidden < kept_n &&
			   (next == s->save->parts_n || kept[hidden].position <= (int64_t)s->w.sections_n + 1)) {
			s->w.sections[s->w.sections_n++] = kept[hidden++];
		} else {
			fault = place_part(s, &s->parts[next++], &s->w.sections[s->w.sections_n++]);
			if (fault != FAULT_NONE)
				return fault;
		}
	}
	return FAULT_NONE;
}

static bool same_text(const struct saving *s)
{
	if (!text_eq(s->title, s->seen.facts.title) || s->save->parts_n != s->seen.sections_n)
		return false;
	for (size_t i = 0; i < s->save->parts_n; i++) {
		const struct draft_section_row *old = &s->seen.sections[i];
		const struct draft_part *part = &s->parts[i];

		if (part->thread != old->thread || !text_eq(part->heading, old->heading) ||
			!text_eq(part->text, old->text) || !text_is(old->role, section_role_name(part->role)))
			return false;
	}
	return true;
}

/* Whether the newest text gives way to what its author saves now. */
static enum fault gives_way(const struct saving *s, bool *ret)
{
	const struct draft_revision_row *newest = &s->seen.facts;
	struct ctx *cx = s->w.change->cx;
	int64_t age = cx->now - newest->begun_at;
	enum fault fault = FAULT_NONE;
	bool is_fixed = false;

	*ret = newest->by_itself && newest->viewer.v == cx->viewer.v && age >= 0 &&
	       age <= DRAFT_GROWING_MINUTES * (int64_t)60 * MICROSECONDS;
	if (*ret)
		fault = sql_draft_revision_is_fixed(tx_db(s->w.change->tx), s->save->id, newest->number, &is_fixed);
	*ret = *ret && !is_fixed;
	return fault;
}

static enum fault take_turn(struct saving *s, int64_t revision)
{
	struct change *change = s->w.change;
	int64_t changed;
	enum fault fault = sql_draft_take_turn(change->tx, s->save->id, s->save->saves, revision, &changed);

	if (fault == FAULT_NONE && changed == 0)
		return refuse(&change->cx->why, FAULT_CONFLICT, N_("Somebody else has saved the text since you began"));
	return fault;
}

static enum fault write(struct saving *s, bool over)
{
	struct change *change = s->w.change;
	int64_t newest = s->draft.revision;
	enum fault fault;

	s->w.number = over ? newest : newest + 1;
	fault = take_turn(s, s->w.number);
	if (fault == FAULT_NONE)
		fault = merge(s);
	if (fault == FAULT_NONE)
		fault = over ? write_over(&s->w, s->seen.facts.id) : write_new(&s->w);
	if (fault != FAULT_NONE)
		return fault;
	s->saved = (struct draft_saved){ s->w.number, s->save->saves + 1, change->cx->now };
	/* What grows was told of when it began; that it is an edition in its own right now is news. */
	change->nothing = over && s->save->by_itself;
	if (change->nothing)
		return FAULT_NONE;
	return journal_append(
		change, &(struct journal_entry){ .verb = "save",
				.noun = "draft",
				.noun_id = s->save->id.v,
				.before = revision_json(change->cx->arena, newest, over),
				.after = revision_json(change->cx->arena, s->w.number, s->save->by_itself) });
}

static enum fault save_body(struct change *change, void *what)
{
	struct saving *s = what;
	struct ctx *cx = change->cx;
	bool over = false;
	enum fault fault = draft_get(cx, s->save->id, &s->draft);

	if (fault == FAULT_NONE)
		fault = draft_require_editor(cx, &s->draft);
	if (fault == FAULT_NONE && s->draft.saves != s->save->saves)
		return refuse(&cx->why, FAULT_CONFLICT, N_("Somebody else has saved the text since you began"));
	if (fault == FAULT_NONE)
		fault = draft_load_within(change, &s->draft, 0, &s->seen);
	if (fault != FAULT_NONE)
		return fault;
	s->w = (struct writing){ .change = change,
		.draft = s->save->id,
		.circle = s->draft.circle,
		.by_itself = s->save->by_itself,
		.title = s->title };
	s->saved = (struct draft_saved){ s->draft.revision, s->draft.saves, s->seen.facts.saved_at };
	if (same_text(s) && (s->save->by_itself || !s->seen.facts.by_itself)) {
		change->nothing = true;
		return FAULT_NONE;
	}
	fault = gives_way(s, &over);
	return fault != FAULT_NONE ? fault : write(s, over);
}

enum fault draft_save(struct ctx *cx, const struct draft_save *save, struct draft_saved *ret)
{
	struct saving s = { .save = save };
	enum fault fault = tidy_title(cx, save->title, &s.title);

	if (fault == FAULT_NONE)
		fault = tidy_parts(cx, save->parts, save->parts_n, &s.parts);
	if (fault == FAULT_NONE)
		fault = change_make(cx, save_body, &s);
	if (fault == FAULT_NONE)
		*ret = s.saved;
	return fault;
}

enum fault draft_revisions(
	struct ctx *cx, struct draft_id id, int64_t most, int64_t skip, struct draft_revision_row **ret, size_t *ret_n)
{
	return sql_draft_revisions(cx->db, cx->arena, cx->viewer, id, most, skip, ret, ret_n);
}
