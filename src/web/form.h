/* web/form.h: what a visitor filled in, checked before anybody sees it.
 *
 * A form is declared as data: its fields with type, bounds and whether they must be given.  form_read decodes a query
 * string or a urlencoded body strictly and gives values of those types; a page never sees the text they came as.  All
 * problems are collected, each with its field and a sentence, so that a person corrects a form once.
 *
 * An empty field counts as not given.  A field that may come more than once (the sections of an item, say) keeps its texts in
 * their order, the empty ones too, so that the third heading belongs to the third text.  Fields that nobody declared are left out of a query (links get things hung on by
 * others) and are a problem in a body.
 */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "base/calendar.h"
#include "base/fault.h"
#include "base/text.h"

enum field_type {
	FIELD_TEXT,
	FIELD_NUMBER,
	FIELD_DATE,   /* YYYY-MM-DD */
	FIELD_CHOICE, /* one of a few words */
};

struct field {
	const char *name;  /* in the query or body */
	const char *label; /* message id: what the page calls it */
	enum field_type type;
	bool required;
	int64_t least, most;        /* FIELD_NUMBER: its value; FIELD_TEXT: most is in bytes */
	const char *const *choices; /* FIELD_CHOICE: ends in NULL */
	size_t times;               /* FIELD_TEXT: how often it may come; 0: once */
};

enum { FORM_FIELDS_MAX = 32 }; /* of one form: the longest page a person fills in at once */

struct form {
	const struct field *fields;
	size_t fields_n;
	int64_t body_max; /* bytes of a urlencoded body; 0: the form comes as a query */
};

struct form_value {
	bool given;
	struct text text;
	int64_t number; /* FIELD_NUMBER; FIELD_CHOICE: index of the word */
	struct date date;
	struct text *texts; /* of one that may come more than once; known, may be empty */
	size_t texts_n, texts_room;
};

struct form_problem {
	const char *field;   /* its name; NULL when it is about the whole */
	const char *label;   /* message id; NULL likewise */
	const char *message; /* message id, at most one %s */
	struct text detail;  /* for it */
};

struct form_values {
	const struct form *form;
	struct form_value value[FORM_FIELDS_MAX]; /* in the order of form->fields */
	struct form_problem problems[FORM_FIELDS_MAX + 1];
	size_t problems_n;
	struct text token; /* of a body: the field "token" that every posted form has (web/session.h) */
};

enum form_source {
	FORM_QUERY,
	FORM_BODY,
};

/* Reads "a=1&b=2".  FAULT_INVALID when there is any problem; *ret is filled in either way. */
must_check enum fault form_read(struct arena *arena, const struct form *form, enum form_source source, struct text encoded,
	struct form_values *ret);

/* The value of the field at that index: unknown, fallback or a zeroed date when it was not given. */
struct text form_text(const struct form_values *values, size_t field);
int64_t form_number(const struct form_values *values, size_t field, int64_t fallback);
struct date form_date(const struct form_values *values, size_t field);

#endif
