/* minutes/compose.h: a record -> the document that says it, for every writer: text, HTML, PDF.
 *
 * The inverse of recognise: each fact stands where a typographic reader finds it again.  Level 1 is the title, level 2 an
 * item, level 3 a section, level 4 an earlier treatment or a heading within a text.  Text on paper is Danish.
 */
#ifndef MINUTES_COMPOSE_H
#define MINUTES_COMPOSE_H

#include "base/fault.h"
#include "doc/doc.h"
#include "domain/record.h"

/* FAULT_LIMIT when a text is larger than DOC_MARKDOWN_MAX. */
must_check enum fault compose(struct arena *arena, const struct record *record, struct refusal *why, struct doc **ret);

#endif
