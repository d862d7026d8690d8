/* domain/dossier.h: what the desk knows of a case: its title, subject, department and officer.
 *
 * A case has a number from the series of its authority and year ("26-000123"), or one that another system gave.  The public
 * knows a case by the items that treated it and by nothing here.  KLE codes are checked by their form: the list itself is
 * not ours to hand on.
 */
#ifndef DOMAIN_DOSSIER_H
#define DOMAIN_DOSSIER_H

#include "domain/access.h"
#include "domain/change.h"

enum {
	DOSSIER_NUMBER_MAX = 60, /* bytes */
	DOSSIER_TITLE_MAX = 400,
};

struct dossier_new {
	struct text number; /* empty or unknown: the next of the series */
	struct text title;
	struct text kle; /* empty or unknown: none */
	struct department_id department;
	struct account_id officer;
};

/* "00.22.04", "00.22.04-A00". */
bool kle_valid(struct text code);

/* Asks for ROLE_OFFICER or ROLE_CLERK in that committee and department.  A number that documents told of already becomes the
 * desk's too; FAULT_CONFLICT when the desk has it. */
must_check enum fault dossier_open(
	struct ctx *cx, struct organization_id organization, const struct dossier_new *dossier, struct matter_id *ret);
/* The same as a part of a larger change, whose right to do so was asked for. */
must_check enum fault dossier_open_within(struct change *change, struct organization_id organization,
	const struct dossier_new *dossier, struct matter_id *ret);

must_check enum fault dossier_get(struct ctx *cx, struct matter_id id, struct dossier_row *ret);
/* All of it but the number, by its officer, or whoever is officer or clerk for its department. */
must_check enum fault dossier_change(struct ctx *cx, struct matter_id id, const struct dossier_new *dossier);

#endif
