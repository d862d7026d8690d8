/* web/role_view.h: roles, and whom a provider says that they are, as pages show and forms choose them. */
#ifndef WEB_ROLE_VIEW_H
#define WEB_ROLE_VIEW_H

#include "web/frame.h"

/* As whom providers know the owner of an account. */
must_check enum fault role_identities(struct visit *visit, struct account_id id, struct identity_entry **ret, size_t *ret_n);
struct role_entry *role_entries(const struct visit *visit, const struct role_row *rows, size_t n);
/* What the roles of an account and the memberships of its owner let it see and do, a sentence each. */
must_check enum fault role_rights(struct visit *visit, const struct account_row *account, const struct role_row *roles,
	size_t roles_n, struct text **ret, size_t *ret_n);
/* Every role, committee and department. */
must_check enum fault role_choices(struct visit *visit, struct role_choices *ret);
must_check enum fault role_organization_choices(struct visit *visit, struct choice **ret, size_t *ret_n);

#endif
