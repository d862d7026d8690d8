#include "web/route.h"

#include "domain/import.h"
#include "minutes/intake.h"
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
	[ADDRESS_LOGIN] = { .page = page_login, .submit = submit_login, .form = &login_form, .mends = true },
	[ADDRESS_LOGIN_CODE] = { .page = page_login_code, .submit = submit_login_code, .form = &login_form, .mends = true },
	[ADDRESS_SIGN_ON] = { .page = page_sign_on, .submit = submit_sign_on, .form = &sign_on_form },
	[ADDRESS_RETURN] = { .page = page_return, .form = &return_form },
	[ADDRESS_FORGOTTEN] = { .page = page_forgotten, .submit = submit_forgotten, .form = &forgotten_form, .mends = true },
	[ADDRESS_LOGOUT] = { .page = page_logout, .submit = submit_logout, .form = &bare_form },
	[ADDRESS_TICKET] = { .page = page_ticket, .submit = submit_ticket, .form = &ticket_form, .mends = true },
	[ADDRESS_ACCOUNT] = { .page = page_account, .submit = submit_account, .form = &bare_form, .who = WHO_LOGGED_IN },
	[ADDRESS_FACTOR] = { .page = page_factor, .submit = submit_factor, .form = &factor_form, .who = WHO_LOGGED_IN },
	[ADDRESS_ACCOUNTS] = { .page = page_accounts, .submit = submit_accounts, .form = &account_form,
		.who = WHO_LOGGED_IN, .mends = true },
	[ADDRESS_ACCOUNT_OF] = { .page = page_account_of, .submit = submit_account_of, .form = &account_of_form,
		.who = WHO_LOGGED_IN },
	[ADDRESS_IMPORTS] = { .page = page_imports, .submit = submit_imports, .form = &import_form, .who = WHO_LOGGED_IN,
		.file_most = INTAKE_BYTES_MAX, .may_send = import_may_ask },
	[ADDRESS_IMPORT] = { .page = page_import, .submit = submit_import, .form = &bare_form, .who = WHO_LOGGED_IN },
	[ADDRESS_JOURNAL] = { .page = page_journal, .form = &journal_form, .who = WHO_LOGGED_IN },
	[ADDRESS_STATIC] = { .page = page_static },
	[ADDRESS_HEALTH] = { .page = page_health },
	[ADDRESS_ROBOTS] = { .page = page_robots },
	[ADDRESS_SITEMAP] = { .page = page_sitemap, .kept = true },
	[ADDRESS_SECURITY] = { .page = page_security },
	[ADDRESS_FAVICON] = { .page = page_favicon },
};
