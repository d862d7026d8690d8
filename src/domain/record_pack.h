/* domain/record_pack.h: a record as bytes, between two processes of this program.
 *
 * One walk over the record serves both directions, so that neither can know a field that the other does not.  The bytes
 * are not kept: both sides are the same program.  What is unpacked is as untrusted as who packed it (a reader of
 * documents may have been broken by one): every length is checked, and every text must be well-formed.
 */
#ifndef DOMAIN_RECORD_PACK_H
#define DOMAIN_RECORD_PACK_H

#include "base/fault.h"
#include "domain/record.h"

enum { RECORD_PACK_MAX = 96 << 20 }; /* bytes: the largest document and what is said of it */

/* Unknown when it would be longer than RECORD_PACK_MAX. */
struct text record_pack(struct arena *arena, const struct record *record);
/* Copies what it takes.  FAULT_INVALID when the bytes are no record. */
must_check enum fault record_unpack(struct arena *arena, struct text bytes, struct refusal *why, struct record **ret);

#endif
