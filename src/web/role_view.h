/* web/role_view.h: roles as pages show and forms choose them. */
#ifndef WEB_ROLE_VIEW_H
#define WEB_ROLE_VIEW_H

#include "web/frame.h"

struct role_entry *role_entries(const struct visit *visit, const struct role_row *rows, size_t n);
/* Every role; every committee. */
struct choice *role_choices(const struct visit *visit, size_t *ret_n);
must_check enum fault role_organization_choices(struct visit *visit, struct choice **ret, size_t *ret_n);

#endif
