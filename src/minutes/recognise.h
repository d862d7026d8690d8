/* minutes/recognise.h: a document -> the record of the meeting it speaks of.
 *
 * Nothing is invented: what the document does not say stays unknown and is reported as a finding.  Every word of the
 * document is in the record or in what was set aside (minutes/words.h counts them).  The inverse is minutes/compose.h.
 *
 * The way: lines -> page furniture aside -> where items begin -> the head -> each item -> what is left over, aside.
 */
#ifndef MINUTES_RECOGNISE_H
#define MINUTES_RECOGNISE_H

#include "base/fault.h"
#include "doc/doc.h"
#include "domain/record.h"

/* FAULT_INVALID, with the reason, when it is no agenda and no minutes.  The record's source is left for the caller. */
must_check enum fault recognise(struct arena *arena, const struct doc *doc, struct refusal *why, struct record **ret);

#endif
