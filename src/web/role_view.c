#include "web/role_view.h"

#include "domain/membership.h"

enum { ORGANIZATIONS_MOST = 1000 };

/* "Udvalgssekretær". */
static struct text role_words(const struct visit *visit, enum role role)
{
	static const char *const words[ROLES] = {
		[ROLE_ADMINISTRATOR] = N_("Administrator"),
		[ROLE_CLERK] = N_("Committee clerk"),
		[ROLE_OFFICER] = N_("Case officer"),
		[ROLE_APPROVER] = N_("Approver"),
		[ROLE_MEMBER] = N_("Member"),
		[ROLE_AUDITOR] = N_("Auditor"),
	};

	return text_from(tr(visit->cx.lang, words[role]));
}

struct role_entry *role_entries(const struct visit *visit, const struct role_row *rows, size_t n)
{
	struct role_entry *entries = arena_new(visit->cx.arena, struct role_entry, n);

	for (size_t i = 0; i < n; i++) {
		int role = role_from(rows[i].role);

		entries[i] = (struct role_entry){
			.name = role >= 0 ? role_words(visit, (enum role)role) : rows[i].role,
			.organization = rows[i].organization_name,
			.role = rows[i].role,
			.organization_slug = rows[i].organization_slug,
			.department = rows[i].department_name,
			.department_slug = rows[i].department_slug,
			.claimed = rows[i].claimed,
		};
	}
	return entries;
}

enum fault role_identities(struct visit *visit, struct account_id id, struct identity_entry **ret, size_t *ret_n)
{
	struct identity_row *rows;
	enum fault fault = identity_list(&visit->cx, id, &rows, ret_n);

	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_new(visit->cx.arena, struct identity_entry, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct identity_entry){ rows[i], instant_to_local(rows[i].made_at), instant_to_local(rows[i].seen_at) };
	return FAULT_NONE;
}

/* "Økonomiudvalget", "Alle udvalg, hvad Teknisk Forvaltning forbereder": where a role holds. */
static struct text place_words(const struct visit *visit, const struct role_row *row)
{
	struct text organization = text_known(row->organization_name) ? row->organization_name :
		text_from(tr(visit->cx.lang, N_("All committees")));

	if (!text_known(row->department_name))
		return organization;
	return text_join(visit->cx.arena, organization, TEXT(", "), frame_words(visit, N_("what %s prepares"), row->department_name));
}

static struct text role_sentence(const struct visit *visit, enum role role, const struct role_row *row)
{
	static const char *const words[ROLES] = {
		[ROLE_ADMINISTRATOR] = N_("%s: says who sits in the committee and by which rules it works. That alone opens nothing that is closed."),
		[ROLE_CLERK] = N_("%s: makes agendas and minutes, reads documents in, and says who sits in the committee and by which rules it works. Sees drafts and closed items."),
		[ROLE_OFFICER] = N_("%s: writes drafts. Sees drafts and closed items."),
		[ROLE_APPROVER] = N_("%s: approves drafts or sends them back. Sees drafts and closed items."),
		[ROLE_MEMBER] = N_("%s: sees the closed items that are for members."),
		[ROLE_AUDITOR] = N_("%s: reads drafts and closed items, and changes nothing."),
	};

	if (role == ROLE_ADMINISTRATOR && row->organization.v == 0 && row->department.v == 0)
		return text_from(tr(visit->cx.lang, N_("Lets others in, gives and takes away roles, and says what committees, people and departments there are. That alone opens nothing that is closed.")));
	if (role == ROLE_AUDITOR && row->organization.v == 0 && row->department.v == 0)
		return text_from(tr(visit->cx.lang, N_("Reads everything, drafts, closed items and the journal too, and changes nothing.")));
	return frame_words(visit, words[role], place_words(visit, row));
}

static struct text membership_sentence(const struct visit *visit, const struct membership_row *row)
{
	if (seat_from(row->role) == SEAT_SUBSTITUTE)
		return frame_words(visit, N_("%s: is a substitute, which alone opens nothing."), row->organization_name);
	return frame_words(visit, N_("%s: sits in the committee, and sees the closed items that are for members for as long as that lasts."),
		row->organization_name);
}

enum fault role_rights(struct visit *visit, const struct account_row *account, const struct role_row *roles, size_t roles_n,
	struct text **ret, size_t *ret_n)
{
	struct date today = membership_today(&visit->cx);
	struct membership_row *rows = NULL;
	struct text *sentences;
	size_t rows_n = 0, n = 0;
	enum fault fault = account->person.v != 0 ? membership_of_person(&visit->cx, account->person, &rows, &rows_n) :
		FAULT_NONE;

	if (fault != FAULT_NONE)
		return fault;
	sentences = arena_new(visit->cx.arena, struct text, roles_n + rows_n);
	for (size_t i = 0; i < roles_n; i++)
		if (role_from(roles[i].role) >= 0)
			sentences[n++] = role_sentence(visit, (enum role)role_from(roles[i].role), &roles[i]);
	for (size_t i = 0; i < rows_n; i++)
		if (membership_holds(&rows[i], today))
			sentences[n++] = membership_sentence(visit, &rows[i]);
	*ret = sentences;
	*ret_n = n;
	return FAULT_NONE;
}

static struct choice *of_roles(const struct visit *visit)
{
	struct choice *choices = arena_new(visit->cx.arena, struct choice, ROLES);

	for (int i = 0; i < ROLES; i++)
		choices[i] = (struct choice){ .value = text_from(role_name((enum role)i)),
			.name = role_words(visit, (enum role)i) };
	return choices;
}

enum fault role_organization_choices(struct visit *visit, struct choice **ret, size_t *ret_n)
{
	struct organization_row *rows;
	enum fault fault = organization_choices(&visit->cx, ORGANIZATIONS_MOST, &rows, ret_n);

	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_new(visit->cx.arena, struct choice, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct choice){ .value = rows[i].slug, .name = rows[i].name };
	return FAULT_NONE;
}

/* Nothing new comes to one that has ended, and so nobody new to it. */
static enum fault of_departments(struct visit *visit, struct role_choices *ret)
{
	struct department_row *rows;
	size_t n;
	enum fault fault = department_list(&visit->cx, &rows, &n);

	if (fault != FAULT_NONE)
		return fault;
	ret->departments = arena_new(visit->cx.arena, struct choice, n);
	for (size_t i = 0; i < n; i++)
		if (!rows[i].ended)
			ret->departments[ret->departments_n++] = (struct choice){ .value = rows[i].slug, .name = rows[i].name };
	return FAULT_NONE;
}

enum fault role_choices(struct visit *visit, struct role_choices *ret)
{
	enum fault fault;

	*ret = (struct role_choices){ .roles = of_roles(visit), .roles_n = ROLES };
	fault = role_organization_choices(visit, &ret->organizations, &ret->organizations_n);
	return fault != FAULT_NONE ? fault : of_departments(visit, ret);
}
