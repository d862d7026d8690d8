/* domain/record.h: a meeting as one whole: what is read from a document, kept in the database, and composed again.
 *
 * This is the value on both sides of the mirror: recognise(compose(record)) == record.  It holds no ids: it is what was
 * said, not where it is kept.  What is unknown is TEXT_NONE or a zeroed date, never invented.
 *
 * Section text is CommonMark.  Everything lives in one arena.
 *
 * One meeting has one record (the normal form, which recognise() makes and compose() relies on):
 *   - fields are one line, trimmed, and unknown rather than empty; only a section's text may be known and empty;
 *   - a name holds no comma, semicolon, bracket, "og", dash with a space, role or party; names are unique;
 *   - a section without a heading stands first in its item; a section's role follows from its heading and an agenda has no
 *     decisions; a date stands in its heading;
 *   - headings within a text are of level 4 or more, 5 or more within an earlier treatment;
 *   - an earlier treatment has a day or an organization, and a text only when it is released;
 *   - a clock time needs a day, and the end is on the start's day.
 */
#ifndef DOMAIN_RECORD_H
#define DOMAIN_RECORD_H

#include "base/calendar.h"
#include "base/text.h"

enum record_kind {
	RECORD_AGENDA,  /* dagsorden */
	RECORD_MINUTES, /* referat */
};

enum participant_status {
	PARTICIPANT_LISTED, /* named at the head of the document; whether they came is not said */
	PARTICIPANT_PRESENT,
	PARTICIPANT_ABSENT,
};

enum section_role {
	SECTION_SUMMARY,
	SECTION_QUESTION,
	SECTION_PRESENTATION,
	SECTION_BACKGROUND,
	SECTION_ASSESSMENT,
	SECTION_RECOMMENDATION,
	SECTION_DECISION,
	SECTION_ROUTE,
	SECTION_HISTORY,
	SECTION_ECONOMY,
	SECTION_LAW,
	SECTION_HEARING,
	SECTION_ATTACHMENTS,
	SECTION_PREPARATION,
	SECTION_COMMUNICATION,
	SECTION_OTHER,
	SECTION_ROLES, /* how many */
};

/* Names for JSON and the database ("agenda", "listed", "presentation"), and back; -1 when there is no such name. */
const char *record_kind_name(enum record_kind kind);
int record_kind_from(struct text name);
const char *participant_status_name(enum participant_status status);
int participant_status_from(struct text name);
const char *section_role_name(enum section_role role);
int section_role_from(struct text name);

struct record_participant {
	struct text name;
	enum participant_status status;
	struct text role;           /* "formand", as written */
	struct text party;          /* "A" */
	struct text substitute_for; /* a name */
	struct text remark;         /* "afbud", "fra punkt 3" */
};

struct record_section {
	enum section_role role;
	struct text heading; /* as written; unknown when the text stands without one */
	struct date date;    /* of a dated heading: "Opsamling fra mødet 1. november 2023" */
	struct text text;    /* CommonMark; known and empty under an empty heading */
};

struct record_earlier {
	struct date date;
	struct text organization;
	bool released;    /* false: "Beslutning ikke frigivet" */
	struct text text; /* CommonMark */
};

struct record_item {
	struct text number; /* as printed: "3", "001"; unknown when none is */
	int order;          /* 1.. */
	struct text title;
	bool is_public;
	struct text matter; /* case number as printed, "22-011382" */
	struct record_section *sections;
	size_t sections_n;
	struct text *files; /* names of attachments, as written */
	size_t files_n;
	struct text *guests;
	size_t guests_n;
	struct record_earlier *earlier;
	size_t earlier_n;
};

struct record_set_aside {
	size_t line;
	struct text text;
	const char *why; /* static: "page furniture", "table of contents" ... */
};

struct record_finding {
	const char *code; /* static: "title-missing" */
	size_t line;
	struct text message; /* a sentence for a person */
};

struct record_source {
	struct text name; /* file name without folders */
	struct text sha256; /* 64 hex digits */
	int64_t words;
};

struct record {
	struct record_source source;
	enum record_kind kind;
	bool kind_stated; /* false: inferred from what it holds */
	struct text organization;
	struct text classification; /* "§ 17, stk. 4" */
	struct moment start, end;   /* local time; a date alone has hour -1 */
	struct text location;
	struct text remark; /* at its head: that it came late and why, what is changed in it */
	struct record_participant *participants;
	size_t participants_n;
	struct record_item *items;
	size_t items_n;
	struct date next_meeting;
	struct record_set_aside *set_aside;
	size_t set_aside_n;
	struct record_finding *findings;
	size_t findings_n;
};

#endif
