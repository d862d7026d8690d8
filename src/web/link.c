#include "web/link.h"

#include <inttypes.h>

static struct text number_text(const struct visit *visit, int64_t number)
{
	return text_from(arena_format(visit->cx.arena, "%" PRId64, number));
}

static struct text language(const struct visit *visit)
{
	return visit->lang_chosen ? text_from(lang_tag(visit->cx.lang)) : TEXT_NONE;
}

static struct url link(const struct visit *visit, enum address address, struct text a, struct text b, struct text c)
{
	struct address_field fields[] = { { "lang", language(visit) } };

	return address_url(visit->cx.arena, &(struct place){ .address = address, .part = { a, b, c } }, fields, 1);
}

struct url link_to(const struct visit *visit, enum address address)
{
	return link(visit, address, TEXT_NONE, TEXT_NONE, TEXT_NONE);
}

struct url link_place(const struct visit *visit, enum address address, struct text a, struct text b)
{
	return link(visit, address, a, b, TEXT_NONE);
}

struct url link_organization(const struct visit *visit, struct text organization)
{
	return link(visit, ADDRESS_ORGANIZATION, organization, TEXT_NONE, TEXT_NONE);
}

struct url link_meeting(const struct visit *visit, struct text organization, struct text meeting)
{
	return link(visit, ADDRESS_MEETING, organization, meeting, TEXT_NONE);
}

struct url link_item(const struct visit *visit, struct text organization, struct text meeting, int64_t order)
{
	return link(visit, ADDRESS_ITEM, organization, meeting, number_text(visit, order));
}

struct url link_matter(const struct visit *visit, struct text matter)
{
	return link(visit, ADDRESS_MATTER, matter, TEXT_NONE, TEXT_NONE);
}

struct url link_person(const struct visit *visit, struct text person)
{
	return link(visit, ADDRESS_PERSON, person, TEXT_NONE, TEXT_NONE);
}

struct url link_desk(const struct visit *visit, enum address address, int64_t meeting)
{
	return link(visit, address, number_text(visit, meeting), TEXT_NONE, TEXT_NONE);
}

struct url link_routine(const struct visit *visit, struct text organization)
{
	return link(visit, ADDRESS_ROUTINE, organization, TEXT_NONE, TEXT_NONE);
}

struct url link_month(const struct visit *visit, struct text month, struct text organization)
{
	struct address_field fields[] = { { "maaned", month }, { "udvalg", organization }, { "lang", language(visit) } };

	return address_url(visit->cx.arena, &(struct place){ .address = ADDRESS_CALENDAR }, fields, LENGTH_OF(fields));
}

struct url link_for(const struct visit *visit, enum address address, struct text organization)
{
	struct address_field fields[] = { { "udvalg", organization }, { "lang", language(visit) } };

	return address_url(visit->cx.arena, &(struct place){ .address = address }, fields, LENGTH_OF(fields));
}

struct url link_import(const struct visit *visit, int64_t job)
{
	return link(visit, ADDRESS_IMPORT, number_text(visit, job), TEXT_NONE, TEXT_NONE);
}

struct url link_account_of(const struct visit *visit, int64_t account)
{
	return link(visit, ADDRESS_ACCOUNT_OF, number_text(visit, account), TEXT_NONE, TEXT_NONE);
}

struct url link_file(const struct visit *visit, struct text organization, struct text meeting, int64_t order, int64_t number)
{
	struct address_field fields[] = { { "lang", language(visit) } };

	return address_url(visit->cx.arena, &(struct place){ .address = ADDRESS_FILE,
		.part = { organization, meeting, number_text(visit, order), number_text(visit, number) } }, fields, 1);
}

struct url link_source(const struct visit *visit, struct text organization, struct text meeting, int64_t revision)
{
	return link(visit, ADDRESS_SOURCE, organization, meeting, number_text(visit, revision));
}

static bool is_field(const struct visit *visit, size_t i, const char *name)
{
	return strcmp(visit->form.form->fields[i].name, name) == 0;
}

/* The fields of the form as they were given, but these two as said here. */
static struct url link_changed(const struct visit *visit, const char *field, struct text value, struct text page)
{
	struct address_field fields[FORM_FIELDS_MAX + 3];
	size_t n = 0;

	for (size_t i = 0; i < visit->form.form->fields_n; i++)
		if (visit->form.value[i].given && !is_field(visit, i, field) && !is_field(visit, i, "side"))
			fields[n++] = (struct address_field){ visit->form.form->fields[i].name, visit->form.value[i].text };
	fields[n++] = (struct address_field){ field, value };
	fields[n++] = (struct address_field){ "side", page };
	fields[n++] = (struct address_field){ "lang", language(visit) };
	return address_url(visit->cx.arena, &visit->place, fields, n);
}

struct url link_with(const struct visit *visit, const char *field, struct text value)
{
	return link_changed(visit, field, value, TEXT_NONE);
}

struct url link_page(const struct visit *visit, int64_t page)
{
	return link_changed(visit, "side", TEXT_NONE, page > 1 ? number_text(visit, page) : TEXT_NONE);
}

struct url link_search(const struct visit *visit, struct text words)
{
	struct address_field fields[] = { { "q", words }, { "lang", language(visit) } };

	return address_url(visit->cx.arena, &(struct place){ .address = ADDRESS_SEARCH }, fields, LENGTH_OF(fields));
}
