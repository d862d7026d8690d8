#include "web/route.h"

#include "web/pages.h"

const struct route routes[ADDRESSES] = {
	[ADDRESS_FRONT] = { .page = page_front, .kept = true },
	[ADDRESS_ORGANIZATIONS] = { .page = page_organizations, .form = &list_form, .kept = true },
	[ADDRESS_ORGANIZATION] = { .page = page_organization, .form = &list_form, .kept = true },
	[ADDRESS_MEETING] = { .page = page_meeting, .kept = true },
	[ADDRESS_ITEM] = { .page = page_item, .kept = true },
	[ADDRESS_SOURCE] = { .page = page_source },
	[ADDRESS_MATTERS] = { .page = page_matters, .form = &list_form, .kept = true },
	[ADDRESS_MATTER] = { .page = page_matter, .kept = true },
	[ADDRESS_PERSONS] = { .page = page_persons, .form = &list_form, .kept = true },
	[ADDRESS_PERSON] = { .page = page_person, .kept = true },
	[ADDRESS_SEARCH] = { .page = page_search, .form = &search_form },
	[ADDRESS_ACCESSIBILITY] = { .page = page_accessibility, .kept = true },
	[ADDRESS_STATIC] = { .page = page_static },
	[ADDRESS_HEALTH] = { .page = page_health },
	[ADDRESS_ROBOTS] = { .page = page_robots },
	[ADDRESS_SITEMAP] = { .page = page_sitemap, .kept = true },
	[ADDRESS_SECURITY] = { .page = page_security },
	[ADDRESS_FAVICON] = { .page = page_favicon },
};
