/* domain/content.h: the bytes of files, kept once however often they come, in pieces so that none must be whole in memory. */
#ifndef DOMAIN_CONTENT_H
#define DOMAIN_CONTENT_H

#include "domain/change.h"

enum { CONTENT_PIECE = 256 << 10 }; /* bytes: small beside a worker's memory, large beside a row's overhead */

/* Keeps bytes, or finds them kept already. */
must_check enum fault content_keep(struct change *change, struct text bytes, struct content_id *ret);

/* The bytes from `from` up to the end of the piece in which they stand; empty past the end. */
must_check enum fault content_read(struct ctx *cx, struct content_id id, int64_t from, struct text *ret);

/* Reads everything that is kept and compares it with its name.  FAULT_INVALID names the first that is not what it was. */
must_check enum fault content_verify(struct ctx *cx, int64_t *ret_files);

#endif
