/* minutes/paper.h: a meeting on paper: the composed record, and what stands around it on a page.
 *
 * Around it: the authority's logo, name and colour, a running head, contents, the list of attachments, the sheet to sign,
 * and the record itself as a file within the file, so that the paper carries its own data (PAPER_RECORD_NAME, JSON as
 * record_to_json writes it).  minutes/apparatus.h tells these parts from the record when such a paper is read.
 *
 * The record is what its viewer may see: nothing else comes into the file, enclosed data included.  The same record and
 * settings give the same bytes.
 */
#ifndef MINUTES_PAPER_H
#define MINUTES_PAPER_H

#include "base/translation.h"
#include "doc/write_pdf.h"
#include "domain/record.h"

#define PAPER_RECORD_NAME "sagsgang.json"
#define PAPER_RECORD_MIME "application/json"
#define PAPER_RECORD_DESCRIPTION "Sagsgang record 2" /* the number is the format's; a reader that knows it may trust it */

/* How an authority's papers look.  Zeroed: they bear the house's own colour, and no name. */
struct letterhead {
	struct text authority; /* "Solbæk Kommune" */
	struct text logo;      /* PNG */
	struct text logo_alt;  /* what it shows; unknown: the authority's name */
	uint32_t colour;       /* 0xRRGGBB; 0: the house's own */
};

struct paper_settings {
	const struct letterhead *letterhead; /* may be NULL */
	int64_t created;                     /* instant: when what it says was kept */
	int order;                           /* of the one item of an extract ("udskrift"); 0: the whole meeting */
	bool signatures;                     /* with a sheet to sign, when it is the minutes */
	bool bare;                           /* without the enclosed record */
};

/* FAULT_NOT_FOUND when there is no such item. */
must_check enum fault paper_set(struct arena *arena, const struct record *record, const struct paper_settings *settings,
	struct refusal *why, struct pdf *ret);

/* A sentence for the operator about characters that no typeface has; unknown when there are none. */
struct text paper_missing(struct arena *arena, enum lang lang, const struct pdf *pdf);

#endif
