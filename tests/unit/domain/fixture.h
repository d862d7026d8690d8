/* A database in memory-like haste: a file in a temporary folder, gone with the arena; and a small record to keep. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "domain/ctx.h"
#include "domain/keep.h"
#include "domain/record.h"

/* An operator's context on a new database. */
struct ctx *fixture_ctx(struct arena *arena);
/* The same, and what was opened: for who writes behind its back (database_force). */
struct ctx *fixture_ctx_at(struct arena *arena, const char **ret_url);
/* A meeting of three items: open, closed with a secret, open with a case number; source.sha256 is that of bytes. */
struct record *fixture_record(struct arena *arena, enum record_kind kind, const char *start, struct text bytes);
enum fault fixture_keep(struct ctx *cx, const struct record *record, struct text bytes, enum keep_outcome *ret,
	struct meeting_id *ret_id);

#endif
