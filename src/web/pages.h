/* web/pages.h: the pages.  Each is a function in page_NOUN.c; what needs no database is in wellknown.c. */
#ifndef WEB_PAGES_H
#define WEB_PAGES_H

#include "web/problem.h"
#include "web/visit.h"

enum fault page_front(struct visit *visit);
enum fault page_organizations(struct visit *visit);
enum fault page_organization(struct visit *visit); /* AS_ATOM: its feed */
enum fault page_meeting(struct visit *visit);      /* AS_TEXT: as text; AS_PDF: on paper */
enum fault page_item(struct visit *visit);
enum fault page_attachment(struct visit *visit);
enum fault page_source(struct visit *visit);
enum fault page_matters(struct visit *visit);
enum fault page_matter(struct visit *visit);
enum fault page_persons(struct visit *visit);
enum fault page_person(struct visit *visit);
enum fault page_search(struct visit *visit);
enum fault page_accessibility(struct visit *visit);
enum fault page_sitemap(struct visit *visit);

enum fault page_calendar(struct visit *visit);
enum fault page_plan_new(struct visit *visit), submit_plan_new(struct visit *visit);
enum fault page_plan(struct visit *visit), submit_plan(struct visit *visit);
enum fault page_series(struct visit *visit), submit_series(struct visit *visit);
enum fault page_routine(struct visit *visit), submit_routine(struct visit *visit);
enum fault page_agenda(struct visit *visit);
enum fault page_journal(struct visit *visit); /* AS_CSV: for spreadsheets */
enum fault page_imports(struct visit *visit), submit_imports(struct visit *visit);
enum fault page_import(struct visit *visit), submit_import(struct visit *visit);
enum fault page_login(struct visit *visit), submit_login(struct visit *visit);
enum fault page_login_code(struct visit *visit), submit_login_code(struct visit *visit);
enum fault page_sign_on(struct visit *visit), submit_sign_on(struct visit *visit);
enum fault page_return(struct visit *visit);
enum fault page_forgotten(struct visit *visit), submit_forgotten(struct visit *visit);
enum fault page_logout(struct visit *visit), submit_logout(struct visit *visit);
enum fault page_ticket(struct visit *visit), submit_ticket(struct visit *visit);
enum fault page_account(struct visit *visit), submit_account(struct visit *visit);
enum fault page_password(struct visit *visit), submit_password(struct visit *visit);
enum fault page_factor(struct visit *visit), submit_factor(struct visit *visit);
enum fault page_accounts(struct visit *visit), submit_accounts(struct visit *visit);
enum fault page_account_of(struct visit *visit), submit_account_of(struct visit *visit);

enum fault page_charters(struct visit *visit); /* a committee's rules, and the versions before */
enum fault page_charter(struct visit *visit);
enum fault page_govern(struct visit *visit);
enum fault page_govern_bodies(struct visit *visit), submit_govern_bodies(struct visit *visit);
enum fault page_govern_departments(struct visit *visit), submit_govern_departments(struct visit *visit);
enum fault page_govern_department(struct visit *visit), submit_govern_department(struct visit *visit);
enum fault page_govern_organizations(struct visit *visit), submit_govern_organizations(struct visit *visit);
enum fault page_govern_organization(struct visit *visit), submit_govern_organization(struct visit *visit);
enum fault page_govern_charter(struct visit *visit), submit_govern_charter(struct visit *visit);
enum fault page_govern_membership(struct visit *visit), submit_govern_membership(struct visit *visit);
enum fault page_govern_persons(struct visit *visit), submit_govern_persons(struct visit *visit);
enum fault page_govern_person(struct visit *visit), submit_govern_person(struct visit *visit);
enum fault page_terms(struct visit *visit), submit_terms(struct visit *visit);
enum fault page_term(struct visit *visit), submit_term(struct visit *visit);
enum fault page_term_organization(struct visit *visit), submit_term_organization(struct visit *visit);
enum fault page_term_preview(struct visit *visit), submit_term_preview(struct visit *visit);

enum fault page_static(struct visit *visit);
enum fault page_health(struct visit *visit);
enum fault page_robots(struct visit *visit);
enum fault page_security(struct visit *visit);
enum fault page_favicon(struct visit *visit);

/* For struct site_settings: a problem as a page of the portal. */
enum fault page_problem(struct visit *visit, const struct problem *problem);

/* The forms of pages that have one. */
extern const struct form search_form, list_form, login_form, sign_on_form, return_form, password_form, ticket_form, factor_form, account_form, account_of_form, import_form,
	journal_form, calendar_form, plan_form, series_form, routine_form, forgotten_form, bare_form;
extern const struct form charter_form, govern_body_form, govern_department_form, govern_new_form, govern_organization_form, govern_charter_form,
	govern_membership_form, govern_persons_form, govern_person_form, terms_form, term_form, term_organization_form, term_preview_form;

#endif
