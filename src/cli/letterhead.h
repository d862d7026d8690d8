/* cli/letterhead.h: how papers of this installation look, from options or the environment.
 *
 * Options count before the environment, so that a service unit sets SAGSGANG_LOGO once for serve and show alike.  What
 * cannot be used is refused when the program starts, and not when somebody asks for a paper.
 */
#ifndef CLI_LETTERHEAD_H
#define CLI_LETTERHEAD_H

#include "cli/command.h"
#include "minutes/paper.h"

/* The options of a command that makes papers. */
#define LETTERHEAD_OPTIONS                                                                                             \
	{ "logo", N_("FILE"), N_("PNG picture at the head of PDFs (default: SAGSGANG_LOGO)") },                        \
	{ "logo-text", N_("WORDS"), N_("what the logo shows, for who cannot see it (default: SAGSGANG_LOGO_TEXT)") },  \
	{ "colour", N_("RRGGBB"), N_("of headings in PDFs (default: SAGSGANG_COLOUR)") }

/* The authority's name is left to the caller, who has the database. */
must_check enum fault letterhead_read(struct invocation *in, struct letterhead *ret);

#endif
