/* Search: what was typed, how it was narrowed down, what was found. */
#include "domain/matter.h"
#include "domain/person.h"
#include "views/search.h"
#include "web/link.h"
#include "web/list.h"
#include "web/pages.h"

enum { SEARCH_WORDS, SEARCH_ORGANIZATION, SEARCH_YEAR, SEARCH_KIND, SEARCH_PAGE_NUMBER };
enum {
	CHOICES_MAX = 2000, /* committees in the filter: one installation for a whole region */
	NAMES_MAX = 5,      /* people whose name was typed */
	SLUG_MAX = 120,
};

static const char *const kinds[] = { "dagsorden", "referat", NULL }; /* in the order of enum record_kind */
static const struct field search_fields[] = {
	[SEARCH_WORDS] = { .name = "q", .label = N_("Search"), .type = FIELD_TEXT, .most = SEARCH_QUERY_MAX },
	[SEARCH_ORGANIZATION] = { .name = "udvalg", .label = N_("Committee"), .type = FIELD_TEXT, .most = SLUG_MAX },
	[SEARCH_YEAR] = { .name = "aar", .label = N_("Year"), .type = FIELD_NUMBER, .least = 1000, .most = 9999 },
	[SEARCH_KIND] = { .name = "type", .label = N_("Kind"), .type = FIELD_CHOICE, .choices = kinds },
	[SEARCH_PAGE_NUMBER] = { .name = "side", .label = N_("Page"), .type = FIELD_NUMBER, .least = 1, .most = LIST_PAGES_MAX },
};
const struct form search_form = { search_fields, LENGTH_OF(search_fields), 0 };

static enum fault read_ask(struct visit *visit, struct search_ask *ret)
{
	struct text slug = form_text(&visit->form, SEARCH_ORGANIZATION);
	struct organization_row organization;
	enum fault fault;

	*ret = (struct search_ask){
		.words = form_text(&visit->form, SEARCH_WORDS),
		.year = (int)form_number(&visit->form, SEARCH_YEAR, 0),
		.page = list_page(visit, SEARCH_PAGE_NUMBER),
	};
	if (visit->form.value[SEARCH_KIND].given)
		ret->kind = text_from(record_kind_name((enum record_kind)visit->form.value[SEARCH_KIND].number));
	if (!text_known(slug))
		return FAULT_NONE;
	fault = organization_by_slug(&visit->cx, slug, &organization);
	if (fault == FAULT_NONE)
		ret->organization = organization.id;
	return fault;
}

static enum fault fill_organizations(struct visit *visit, struct search_page *page)
{
	struct organization_row *rows;
	enum fault fault = organization_choices(&visit->cx, CHOICES_MAX, &rows, &page->organizations_n);

	if (fault != FAULT_NONE)
		return fault;
	page->organizations = arena_new(visit->cx.arena, struct choice, page->organizations_n);
	for (size_t i = 0; i < page->organizations_n; i++)
		page->organizations[i] = (struct choice){ rows[i].slug, rows[i].name,
			text_eq(rows[i].slug, form_text(&visit->form, SEARCH_ORGANIZATION)) };
	return FAULT_NONE;
}

static enum fault fill_years(struct visit *visit, struct search_page *page)
{
	struct met_year_row *rows;
	enum fault fault = meeting_years(&visit->cx, &rows, &page->years_n);

	if (fault != FAULT_NONE)
		return fault;
	page->years = arena_new(visit->cx.arena, struct choice, page->years_n);
	for (size_t i = 0; i < page->years_n; i++)
		page->years[i] = (struct choice){ rows[i].year, rows[i].year,
			text_eq(rows[i].year, form_text(&visit->form, SEARCH_YEAR)) };
	return FAULT_NONE;
}

static void fill_kinds(struct visit *visit, struct search_page *page)
{
	static const char *const names[] = { N_("Agendas"), N_("Minutes") };

	page->kinds_n = LENGTH_OF(names);
	page->kinds = arena_new(visit->cx.arena, struct choice, LENGTH_OF(names));
	for (size_t i = 0; i < LENGTH_OF(names); i++)
		page->kinds[i] = (struct choice){ text_from(kinds[i]), text_from(tr(visit->cx.lang, names[i])),
			text_is(form_text(&visit->form, SEARCH_KIND), kinds[i]) };
}

static enum fault fill_choices(struct visit *visit, struct search_page *page)
{
	enum fault fault = fill_organizations(visit, page);

	if (fault == FAULT_NONE)
		fault = fill_years(visit, page);
	fill_kinds(visit, page);
	return fault;
}

static void fill_hits(struct visit *visit, const struct search_answer *answer, struct search_page *page)
{
	page->hits_n = answer->hits_n;
	page->hits = arena_new(visit->cx.arena, struct hit_entry, answer->hits_n);
	for (size_t i = 0; i < answer->hits_n; i++) {
		const struct hit_item_row *item = &answer->hits[i].item;

		page->hits[i] = (struct hit_entry){
			.hit = answer->hits[i],
			.url = link_item(visit, item->organization_slug, item->meeting_slug, item->position),
			.organization_url = link_organization(visit, item->organization_slug),
		};
		if (text_known(item->matter_slug))
			page->hits[i].matter = link_matter(visit, item->matter_slug);
	}
	page->word_hits_n = answer->words_n;
	page->word_hits = arena_new(visit->cx.arena, struct word_entry, answer->words_n);
	for (size_t i = 0; i < answer->words_n; i++)
		page->word_hits[i] = (struct word_entry){ answer->words[i], link_with(visit, "q", answer->words[i].word) };
}

/* A case whose number was typed and people whose name was: they stand above the hits. */
static enum fault fill_direct(struct visit *visit, struct search_page *page)
{
	struct matter_row *matters;
	struct person_row *persons;
	enum fault fault = matter_numbered(&visit->cx, page->words, &matters, &page->matters_n);

	if (fault == FAULT_NONE)
		fault = person_named(&visit->cx, page->words, NAMES_MAX, &persons, &page->persons_n);
	if (fault != FAULT_NONE)
		return fault;
	page->matters = arena_new(visit->cx.arena, struct matter_entry, page->matters_n);
	for (size_t i = 0; i < page->matters_n; i++)
		page->matters[i] = (struct matter_entry){ .row = { .number = matters[i].number, .slug = matters[i].slug },
			.url = link_matter(visit, matters[i].slug) };
	page->persons = arena_new(visit->cx.arena, struct person_entry, page->persons_n);
	for (size_t i = 0; i < page->persons_n; i++)
		page->persons[i] = (struct person_entry){ .name = persons[i].name, .url = link_person(visit, persons[i].slug) };
	return FAULT_NONE;
}

static enum fault ask(struct visit *visit, struct search_page *page)
{
	struct search_answer answer = { 0 };
	struct search_ask question;
	enum fault fault = read_ask(visit, &question);

	if (fault != FAULT_NONE)
		return fault;
	page->words = question.words;
	page->asked = !text_empty(question.words);
	page->filtered = question.organization.v != 0 || question.year != 0 || text_known(question.kind);
	if (page->asked)
		fault = search(&visit->cx, &question, &answer);
	if (fault == FAULT_NONE)
		fault = list_pager(visit, question.page, SEARCH_PAGE, answer.total, &page->pager);
	if (fault == FAULT_NONE && page->asked && question.page == 1)
		fault = fill_direct(visit, page);
	if (fault == FAULT_NONE)
		fill_hits(visit, &answer, page);
	page->without_filters = link_search(visit, question.words);
	return fault;
}

/* The runs of a text without their marks. */
static struct text plain(struct arena *arena, const struct search_run *runs, size_t n)
{
	enum { PLAIN_MAX = 64 << 10 };
	struct buffer b = buffer_in(arena, PLAIN_MAX);

	for (size_t i = 0; i < n; i++)
		buffer_add(&b, runs[i].text);
	return buffer_text(&b);
}

static void json_hit(struct json *json, const struct visit *visit, const struct search_hit *hit)
{
	const struct hit_item_row *item = &hit->item;

	json_begin_object(json);
	json_key_text(json, "title", item->title);
	list_json_url(json, "url", url_item(visit->cx.arena, item->organization_slug, item->meeting_slug, item->position));
	json_key_bool(json, "public", item->is_public);
	json_key_text(json, "matter", item->matter_label);
	list_json_organization(json, visit, item->organization_name, item->organization_slug);
	json_key_text(json, "start", moment_text(visit->cx.arena, item->start));
	json_key_text(json, "state", item->state);
	json_key_text(json, "snippet", plain(visit->cx.arena, hit->snippet, hit->snippet_n));
	json_key(json, "marked");
	json_begin_array(json);
	for (size_t i = 0; i < hit->snippet_n; i++)
		if (hit->snippet[i].marked)
			json_text(json, hit->snippet[i].text);
	json_end(json);
	json_end(json);
}

static enum fault search_json(struct visit *visit, const struct search_page *page)
{
	struct json json = json_in(visit->cx.arena, true);

	json_begin_object(&json);
	json_key_text(&json, "words", page->words);
	list_json_pager(&json, &page->pager);
	json_key(&json, "hits");
	json_begin_array(&json);
	for (size_t i = 0; i < page->hits_n; i++)
		json_hit(&json, visit, &page->hits[i].hit);
	json_end(&json);
	return visit_json(visit, json_finish(&json));
}

enum fault page_search(struct visit *visit)
{
	struct search_page page = { 0 };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct text title;
	enum fault fault = ask(visit, &page);

	if (fault == FAULT_NONE && visit->place.as != AS_JSON)
		fault = fill_choices(visit, &page);
	if (fault != FAULT_NONE)
		return fault;
	title = text_from(tr(visit->cx.lang, N_("Search")));
	if (page.asked)
		title = text_join(visit->cx.arena, title, TEXT(": "), page.words);
	fault = frame_fill(visit, &(struct frame_facts){ .title = title, .has_search = true, .unlisted = true }, &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	if (visit->place.as == AS_JSON)
		return search_json(visit, &page);
	view_search(&html, &page);
	return frame_show(visit, &html);
}
