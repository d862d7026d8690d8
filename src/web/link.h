/* web/link.h: the addresses that a page writes for its visitor.
 *
 * They are web/address's, and hand on the language when it was chosen by ?lang=: there is no cookie that would remember
 * it.  Addresses for programs (feeds, the site map, JSON) are plain: url_...().
 */
#ifndef WEB_LINK_H
#define WEB_LINK_H

#include "web/visit.h"

struct url link_to(const struct visit *visit, enum address address);
struct url link_organization(const struct visit *visit, struct text organization);
struct url link_meeting(const struct visit *visit, struct text organization, struct text meeting);
struct url link_item(const struct visit *visit, struct text organization, struct text meeting, int64_t order);
struct url link_matter(const struct visit *visit, struct text matter);
struct url link_person(const struct visit *visit, struct text person);
struct url link_file(const struct visit *visit, struct text organization, struct text meeting, int64_t order, int64_t number);
struct url link_source(const struct visit *visit, struct text organization, struct text meeting, int64_t revision);

/* Of the desk, by the number of a meeting. */
struct url link_desk(const struct visit *visit, enum address address, int64_t meeting);
struct url link_routine(const struct visit *visit, struct text organization);
/* The meetings of a month, of one committee or (unknown) of all. */
struct url link_month(const struct visit *visit, struct text month, struct text organization);
/* With a committee chosen. */
struct url link_for(const struct visit *visit, enum address address, struct text organization);

/* Of an address with parts. */
struct url link_place(const struct visit *visit, enum address address, struct text a, struct text b);
struct url link_import(const struct visit *visit, int64_t job);
struct url link_account_of(const struct visit *visit, int64_t account);

/* This page with one field of its form set (TEXT_NONE: taken out) and the page's number taken out. */
struct url link_with(const struct visit *visit, const char *field, struct text value);
/* This page, another of its pages. */
struct url link_page(const struct visit *visit, int64_t page);

/* A search for these words and nothing else. */
struct url link_search(const struct visit *visit, struct text words);

#endif
