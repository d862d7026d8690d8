#include "web/role_view.h"

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
		};
	}
	return entries;
}

struct choice *role_choices(const struct visit *visit, size_t *ret_n)
{
	struct choice *choices = arena_new(visit->cx.arena, struct choice, ROLES);

	for (int i = 0; i < ROLES; i++)
		choices[i] = (struct choice){ .value = text_from(role_name((enum role)i)),
			.name = role_words(visit, (enum role)i) };
	*ret_n = ROLES;
	return choices;
}

enum fault role_organization_choices(struct visit *visit, struct choice **ret, size_t *ret_n)
{
	struct organization_summary_row *rows;
	enum fault fault = organization_list(&visit->cx, ORGANIZATIONS_MOST, 0, &rows, ret_n);

	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_new(visit->cx.arena, struct choice, *ret_n);
	for (size_t i = 0; i < *ret_n; i++)
		(*ret)[i] = (struct choice){ .value = rows[i].slug, .name = rows[i].name };
	return FAULT_NONE;
}
