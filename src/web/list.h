/* web/list.h: what lists of things have in common: entries with their addresses, pages, JSON. */
#ifndef WEB_LIST_H
#define WEB_LIST_H

#include "web/frame.h"

enum { LIST_PAGE = 100, LIST_PAGES_MAX = 10000 };

/* list_form's fields. */
enum { LIST_YEAR, LIST_PAGE_NUMBER };

enum entry_title {
	TITLE_ORGANIZATION, /* on pages of several committees */
	TITLE_DATE,         /* on a committee's own */
};

struct meeting_entry list_meeting(const struct visit *visit, const struct meeting_row *row, enum entry_title title);
struct meeting_entry *list_meetings(const struct visit *visit, const struct meeting_row *rows, size_t n,
	enum entry_title title);
struct organization_entry *list_organizations(const struct visit *visit, const struct organization_summary_row *rows,
	size_t n);
struct matter_entry *list_matters(const struct visit *visit, const struct matter_summary_row *rows, size_t n);

/* The page asked for; field is the form's "side". */
int64_t list_page(const struct visit *visit, size_t field);
/* FAULT_NOT_FOUND when there are pages and this is none of them. */
must_check enum fault list_pager(const struct visit *visit, int64_t page, int64_t per_page, int64_t total,
	struct pager *ret);

/* Objects of JSON.  Addresses in them are those of the pages. */
void list_json_meeting(struct json *json, const struct visit *visit, const struct meeting_row *row);
void list_json_meetings(struct json *json, const struct visit *visit, const char *key, const struct meeting_entry *entries,
	size_t n);
void list_json_matters(struct json *json, const struct visit *visit, const struct matter_entry *entries, size_t n);
void list_json_organizations(struct json *json, const struct visit *visit, const struct organization_entry *entries,
	size_t n);
void list_json_organization(struct json *json, const struct visit *visit, struct text name, struct text slug);
/* "total", "page", "pages". */
void list_json_pager(struct json *json, const struct pager *pager);
void list_json_url(struct json *json, const char *key, struct url url);

#endif
