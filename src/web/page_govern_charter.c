/* Governance: a new version of what a committee is and of its rules, or one that is put right. */
#include <inttypes.h>

#include "domain/slug.h"
#include "views/govern_organization.h"
#include "web/govern.h"
#include "web/link.h"
#include "web/pages.h"
#include "web/seat_view.h"

enum { VERSION, TAG, FROM, KIND, GROUND, SEATS_N, QUORUM, NOTICE, SATURDAY, RULES, REFERENCE };
static const char *const kinds[] = { "council", "standing", "special", "codetermination", "other", NULL };
static const char *const yes[] = { "ja", NULL };
static const struct field fields[] = {
	[VERSION] = { .name = "udgave", .label = N_("Version"), .type = FIELD_DATE },
	[TAG] = { .name = "maerke", .label = N_("Version"), .most = 64 },
	[FROM] = { .name = "fra", .label = N_("Holds from"), .type = FIELD_DATE, .required = true },
	[KIND] = { .name = "art", .label = N_("Kind of committee"), .type = FIELD_CHOICE, .choices = kinds, .required = true },
	[GROUND] = { .name = "grundlag", .label = N_("Legal ground"), .most = NAME_TYPED_MAX },
	[SEATS_N] = { .name = "pladser", .label = N_("Seats"), .type = FIELD_NUMBER, .least = 1, .most = CHARTER_SEATS_MAX },
	[QUORUM] = { .name = "beslutningsdygtig", .label = N_("How many must be present"), .type = FIELD_NUMBER, .least = 1,
		.most = CHARTER_SEATS_MAX },
	[NOTICE] = { .name = "varsel", .label = N_("Weekdays between sending the agenda and the meeting"), .type = FIELD_NUMBER,
		.least = 0, .most = CHARTER_NOTICE_MAX, .required = true },
	[SATURDAY] = { .name = "loerdag", .label = N_("A Saturday counts as a weekday"), .type = FIELD_CHOICE, .choices = yes },
	[RULES] = { .name = "forretningsorden", .label = N_("Rules of procedure"), .most = CHARTER_TEXT_MAX },
	[REFERENCE] = { .name = "kommissorium", .label = N_("Terms of reference"), .most = CHARTER_TEXT_MAX },
};
/* Each byte of a text may come as three. */
const struct form govern_charter_form = { fields, LENGTH_OF(fields), 6 * CHARTER_TEXT_MAX + (16 << 10) };

static struct text number_words(const struct visit *visit, int64_t number)
{
	return number > 0 ? text_from(arena_format(visit->cx.arena, "%" PRId64, number)) : TEXT_NONE;
}

static struct text typed_text_of(const struct visit *visit, size_t field)
{
	struct text t = form_text(&visit->form, field);

	return text_known(t) ? t : TEXT("");
}

static struct charter typed(const struct visit *visit)
{
	const struct form_values *form = &visit->form;

	return (struct charter){ form_date(form, FROM), (enum charter_kind)form_number(form, KIND, CHARTER_OTHER),
		form_text(form, GROUND), form_number(form, SEATS_N, 0), form_number(form, QUORUM, 0),
		form_number(form, NOTICE, CHARTER_NOTICE_USUAL), form_number(form, SATURDAY, -1) == 0, typed_text_of(visit, RULES),
		typed_text_of(visit, REFERENCE) };
}

/* What the form begins with: the version that is to be put right; the newest, from today on; or nothing. */
static struct charter beginning(const struct visit *visit, const struct organization_row *row, const struct charter *all, size_t n)
{
	struct date version = form_date(&visit->form, VERSION), today = membership_today(&visit->cx);
	struct charter c = { .kind = CHARTER_OTHER, .ground = row->classification, .notice = CHARTER_NOTICE_USUAL,
		.rules = TEXT(""), .reference = TEXT("") };

	for (size_t i = 0; i < n && date_known(version); i++)
		if (date_compare(all[i].from, version) == 0)
			return all[i];
	if (n > 0)
		c = all[0];
	c.from = today;
	return c;
}

/* The version that the typed one would take the place of. */
static const struct charter *held_then(const struct charter *all, size_t n, struct date from)
{
	for (size_t i = 0; i + 1 < n; i++)
		if (date_compare(all[i].from, from) <= 0)
			return &all[i];
	return &all[n - 1];
}

static enum fault show(struct visit *visit, bool again, struct text problem, bool conflict)
{
	struct text slug = visit->place.part[0];
	struct govern_charter_page page = { .problem = problem,
		.action = link_place(visit, ADDRESS_GOVERN_CHARTER, slug, TEXT_NONE),
		.back = link_place(visit, ADDRESS_GOVERN_ORGANIZATION, slug, TEXT_NONE) };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct charter *all;
	size_t n;
	enum fault fault = organization_at_desk(&visit->cx, slug, &page.row);

	if (fault == FAULT_NONE)
		fault = charter_list(&visit->cx, page.row.id, &all, &n, &page.tag);
	if (fault == FAULT_NONE)
		fault = govern_frame(visit, text_from(tr(visit->cx.lang, N_("What the committee is, and its rules"))), &page.frame);
	if (fault != FAULT_NONE)
		return fault;
	frame_crumb(&page.frame, text_from(tr(visit->cx.lang, N_("Committees"))), link_to(visit, ADDRESS_GOVERN_ORGANIZATIONS));
	frame_crumb(&page.frame, page.row.name, page.back);
	page.facts = again ? typed(visit) : beginning(visit, &page.row, all, n);
	page.from = date_text(visit->cx.arena, page.facts.from);
	page.seats = number_words(visit, page.facts.seats);
	page.quorum = number_words(visit, page.facts.quorum);
	page.notice = text_from(arena_format(visit->cx.arena, "%" PRId64, page.facts.notice));
	page.kinds = charter_kind_choices(visit, (int)page.facts.kind, &page.kinds_n);
	/* Whoever was second saves over what they have now seen; whoever only mistyped keeps what they had seen. */
	if (conflict && n > 0)
		page.now = charter_changes_of(visit, held_then(all, n, page.facts.from), &page.facts);
	else if (again)
		page.tag = form_text(&visit->form, TAG);
	if (text_known(problem))
		visit->response->status = conflict ? 409 : 400;
	view_govern_charter(&html, &page);
	return frame_show(visit, &html);
}

enum fault page_govern_charter(struct visit *visit)
{
	return show(visit, false, TEXT_NONE, false);
}

enum fault submit_govern_charter(struct visit *visit)
{
	struct charter charter = typed(visit);
	struct organization_row row;
	enum fault fault = organization_at_desk(&visit->cx, visit->place.part[0], &row);

	if (fault != FAULT_NONE)
		return fault;
	if (visit->form.problems_n > 0)
		return show(visit, true, govern_form_trouble(visit), false);
	fault = charter_keep(&visit->cx, row.id, &charter, form_text(&visit->form, TAG));
	if (govern_mends(fault))
		return show(visit, true, govern_trouble(visit), fault == FAULT_CONFLICT);
	return fault != FAULT_NONE ? fault :
		visit_send_to(visit, 303, link_place(visit, ADDRESS_GOVERN_ORGANIZATION, row.slug, TEXT_NONE));
}
