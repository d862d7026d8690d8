/* web/address.h: the addresses of the portal, both ways: what a path means, and how a link to it is made.
 *
 * Each kind of page is one row of one table (address.c), a pattern such as "/udvalg/:slug/moeder/:slug/:number".
 * address_find reads a path by it, address_url writes one; they are inverses, and that is a test.  Since a struct url is
 * made nowhere else, a link that leads nowhere cannot be written.
 *
 * One thing has one address: a path with capitals, needless escapes or a slash too many still means what it means, and
 * `moved` says that the visitor should be sent to the canonical one.
 */
#ifndef WEB_ADDRESS_H
#define WEB_ADDRESS_H

#include "base/fault.h"
#include "base/translation.h"
#include "markup/markup.h"

enum address {
	ADDRESS_FRONT,
	ADDRESS_ORGANIZATIONS,
	ADDRESS_ORGANIZATION, /* slug */
	ADDRESS_MEETING,      /* organization, meeting */
	ADDRESS_ITEM,         /* organization, meeting, order */
	ADDRESS_FILE,         /* organization, meeting, order, number: an attachment */
	ADDRESS_SOURCE,       /* organization, meeting, revision: the document itself */
	ADDRESS_MATTERS,
	ADDRESS_MATTER, /* slug */
	ADDRESS_PERSONS,
	ADDRESS_PERSON, /* slug */
	ADDRESS_SEARCH,
	ADDRESS_ACCESSIBILITY,
	ADDRESS_LOGIN,
	ADDRESS_LOGIN_CODE, /* the second factor */
	ADDRESS_SIGN_ON,    /* by another service */
	ADDRESS_RETURN,     /* from there */
	ADDRESS_FORGOTTEN,  /* a password */
	ADDRESS_LOGOUT,
	ADDRESS_ACCOUNT,    /* the visitor's own */
	ADDRESS_PASSWORD,   /* its password */
	ADDRESS_FACTOR,     /* its second factor */
	ADDRESS_TICKET,     /* token: chooses a password, logs in, or sets the portal up */
	ADDRESS_ACCOUNTS,   /* for administrators */
	ADDRESS_ACCOUNT_OF, /* number */
	ADDRESS_IMPORTS,
	ADDRESS_IMPORT,     /* number */
	ADDRESS_JOURNAL,
	ADDRESS_CALENDAR,   /* the meetings of a month */
	ADDRESS_PLAN_NEW,
	ADDRESS_SERIES_NEW,
	ADDRESS_ROUTINE,    /* organization: how its meetings come about */
	ADDRESS_AGENDA,     /* number of a meeting: its agenda, while it is made */
	ADDRESS_PLAN,       /* number: its time and place */
	ADDRESS_CHARTERS,            /* organization: its rules, and those before */
	ADDRESS_CHARTER,             /* organization, day from which they held */
	ADDRESS_GOVERN,              /* for those who say who sits where, and what committees are */
	ADDRESS_GOVERN_BODIES,
	ADDRESS_GOVERN_DEPARTMENTS,
	ADDRESS_GOVERN_DEPARTMENT,   /* slug */
	ADDRESS_GOVERN_ORGANIZATIONS,
	ADDRESS_GOVERN_ORGANIZATION, /* slug */
	ADDRESS_GOVERN_CHARTER,      /* organization: a new version of its rules */
	ADDRESS_GOVERN_MEMBERSHIP,   /* organization, number */
	ADDRESS_GOVERN_PERSONS,
	ADDRESS_GOVERN_PERSON,       /* slug */
	ADDRESS_TERMS,               /* election periods */
	ADDRESS_TERM,                /* number */
	ADDRESS_TERM_ORGANIZATION,   /* number, organization: what it will bring there */
	ADDRESS_TERM_PREVIEW,        /* number: what will happen */
	ADDRESS_STATIC, /* file */
	ADDRESS_HEALTH,
	ADDRESS_ROBOTS,
	ADDRESS_SITEMAP,
	ADDRESS_SECURITY,
	ADDRESS_FAVICON,
	ADDRESSES, /* how many */
};

/* The same page in another form: a suffix of the path. */
enum address_as {
	AS_PAGE, /* no suffix: HTML, or whatever the address itself names */
	AS_JSON, /* .json */
	AS_TEXT, /* .txt */
	AS_ATOM, /* .atom */
	AS_PDF,  /* .pdf */
	AS_CSV,  /* .csv */
};

enum {
	ADDRESS_PARTS_MAX = 4,
	ADDRESS_SEGMENT_MAX = 120, /* bytes: a slug with its number */
	ADDRESS_MAX = 2048,        /* bytes of a whole address with its query, of those that we write */
};

struct place {
	enum address address;
	enum address_as as;
	struct text part[ADDRESS_PARTS_MAX]; /* of the pattern, in order */
	bool moved; /* what was asked for is not the canonical path */
};

/* What a path means.  FAULT_INVALID: no proper path (bad escapes, "..", a hidden slash); FAULT_NOT_FOUND: no such address
 * or not in that form. */
must_check enum fault address_find(struct arena *arena, struct text path, struct place *ret);

/* A target as it may stand in a log: of one that opens a door not the part that opens it. */
struct text address_to_log(struct text target);

/* Whether the page at that address has that form. */
bool address_has(enum address address, enum address_as as);

/* The address of a place, with the fields of a query after it; fields whose value is unknown or empty are left out. */
struct address_field {
	const char *name;
	struct text value;
};
struct url address_url(struct arena *arena, const struct place *place, const struct address_field *fields, size_t fields_n);

/* The addresses by name. */
struct url url_to(struct arena *arena, enum address address); /* of those without parts */
struct url url_organization(struct arena *arena, struct text organization);
struct url url_meeting(struct arena *arena, struct text organization, struct text meeting);
struct url url_item(struct arena *arena, struct text organization, struct text meeting, int64_t order);
struct url url_file(struct arena *arena, struct text organization, struct text meeting, int64_t order, int64_t number);
struct url url_source(struct arena *arena, struct text organization, struct text meeting, int64_t revision);
struct url url_matter(struct arena *arena, struct text matter);
struct url url_person(struct arena *arena, struct text person);
struct url url_charters(struct arena *arena, struct text organization);
struct url url_charter(struct arena *arena, struct text organization, struct text from);
struct url url_ticket(struct arena *arena, struct text token);
struct url url_static(struct arena *arena, struct text file);
/* The same with "#fragment". */
struct url url_at(struct arena *arena, struct url url, struct text fragment);
/* "https://host" before it, for feeds, the sitemap and canonical links. */
struct url url_absolute(struct arena *arena, struct text origin, struct url url);

#endif
