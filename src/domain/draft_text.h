/* domain/draft_text.h: the texts of a draft: made, saved, never lost.
 *
 * Who saves says how often the text had been saved when they began (draft_row.saves).  When somebody saved since, nothing is
 * written: FAULT_CONFLICT, and both texts can be shown, since the newest is draft_load's.  The same person in two windows is
 * somebody else too.
 *
 * A save is a revision.  Only what the editor saved by itself gives way to its author's next save, for
 * DRAFT_GROWING_MINUTES and while nobody has spoken of it, so that an hour's writing is not a thousand revisions.
 *
 * A section is known by its thread, in every revision the same, whatever its place and heading; its circle belongs to the
 * thread.  Sections that the writer does not see keep their place.
 */
#ifndef DOMAIN_DRAFT_TEXT_H
#define DOMAIN_DRAFT_TEXT_H

#include "domain/draft.h"
#include "domain/dossier.h"
#include "domain/record.h"

enum {
	DRAFT_GROWING_MINUTES = 10,
	DRAFT_TITLE_MAX = 400, /* bytes */
	DRAFT_HEADING_MAX = 200,
	DRAFT_SECTION_MAX = 256 << 10, /* what the reader of CommonMark takes at once */
	DRAFT_SECTIONS_MAX = 60,
};

struct draft_part {
	int64_t thread; /* 0: a new section, of the draft's circle */
	enum section_role role;
	struct text heading, text;
};

struct draft_new {
	struct organization_id organization;
	enum draft_kind kind;
	struct template_id template;     /* 0: none */
	struct matter_id matter;         /* 0: none, or: */
	const struct dossier_new *opens; /* a case that is opened for it; NULL: none */
	struct text title;
	struct department_id department;
	struct account_id officer;      /* 0: whoever makes it */
	struct draft_id continues;      /* 0: none */
	const struct draft_part *parts; /* its text; NULL: the headings of its template */
	size_t parts_n;
};

/* Asks for ROLE_OFFICER or ROLE_CLERK there. */
must_check enum fault draft_create(struct ctx *cx, const struct draft_new *draft, struct draft_id *ret);
/* The same as a part of a larger change, whose right to do so was asked for. */
must_check enum fault draft_create_within(struct change *change, const struct draft_new *draft, struct draft_id *ret);

struct draft_save {
	struct draft_id id;
	int64_t saves;  /* as it was when the writer began */
	bool by_itself; /* the editor saves, and not its user */
	struct text title;
	const struct draft_part *parts; /* those that the writer sees, in their order */
	size_t parts_n;
};

/* What was saved, as draft_row has it from then on.  A text that is as it was is saved already. */
struct draft_saved {
	int64_t revision, saves, saved_at;
};

must_check enum fault draft_save(struct ctx *cx, const struct draft_save *save, struct draft_saved *ret);

/* Every kept text, newest first. */
must_check enum fault draft_revisions(
	struct ctx *cx, struct draft_id id, int64_t most, int64_t skip, struct draft_revision_row **ret, size_t *ret_n);

#endif
