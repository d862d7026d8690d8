#include "fixture.h"

#include <stdlib.h>

#include "database.h"
#include "seal/hash.h"

struct ctx *fixture_ctx_at(struct arena *arena, const char **ret_url)
{
	struct ctx *cx = arena_new(arena, struct ctx, 1);
	enum fault fault;

	*ret_url = database_new(arena);
	*cx = (struct ctx){ .arena = arena, .viewer = { VIEWER_OPERATOR }, .now = (int64_t)1700000000 * MICROSECONDS };
	fault = db_open(arena, text_from(*ret_url), DB_CREATE, &cx->why, &cx->db);
	if (fault != FAULT_NONE)
		abort();
	return cx;
}

struct ctx *fixture_ctx(struct arena *arena)
{
	const char *url;

	return fixture_ctx_at(arena, &url);
}

static struct record_section *section(struct arena *arena, enum section_role role, struct text heading, struct text text)
{
	struct record_section *s = arena_new(arena, struct record_section, 1);

	*s = (struct record_section){ .role = role, .heading = heading, .text = text };
	return s;
}

struct record *fixture_record(struct arena *arena, enum record_kind kind, const char *start, struct text bytes)
{
	struct record *record = arena_new(arena, struct record, 1);
	struct record_participant *people = arena_new(arena, struct record_participant, 2);
	struct record_item *items = arena_new(arena, struct record_item, 3);
	struct text *guest = arena_new(arena, struct text, 1), *file = arena_new(arena, struct text, 1);

	people[0] = (struct record_participant){ .name = TEXT("Anne Holm"), .role = TEXT("formand"), .party = TEXT("A") };
	people[1] = (struct record_participant){ .name = TEXT("Bo Krogh"), .status = PARTICIPANT_ABSENT };
	guest[0] = TEXT("Hemmelig G\xc3\xa6st");
	file[0] = TEXT("Fortroligt notat.pdf");
	items[0] = (struct record_item){ .number = TEXT("1"), .order = 1, .title = TEXT("Sygefrav\xc3\xa6r i 3. kvartal"),
		.is_public = true, .sections_n = 1,
		.sections = section(arena, SECTION_PRESENTATION, TEXT("Sagsfremstilling"),
			TEXT("Sygefrav\xc3\xa6ret falder, og **ledernes** indsats virker.\n\nKommunerne f\xc3\xb8lger med.")) };
	items[1] = (struct record_item){ .number = TEXT("2"), .order = 2, .title = TEXT("Personsag"), .is_public = false,
		.sections_n = 1, .guests = guest, .guests_n = 1, .files = file, .files_n = 1,
		.sections = section(arena, SECTION_DECISION, TEXT("Beslutning"), TEXT("Kodeordet er rabarbergr\xc3\xb8""d.")) };
	items[2] = (struct record_item){ .number = TEXT("3"), .order = 3, .title = TEXT("Fleksjobpolitik"),
		.is_public = true, .matter = TEXT("22-011382"), .sections_n = 1,
		.sections = section(arena, SECTION_RECOMMENDATION, TEXT("Indstilling"), TEXT("At sagen dr\xc3\xb8""ftes.")) };
	*record = (struct record){
		.source = { TEXT("referat.txt"), hash_hex(arena, hash_of(bytes)), 100 },
		.kind = kind,
		.kind_stated = true,
		.organization = TEXT("\xc3\x98konomiudvalget"),
		.end = MOMENT_NONE,
		.participants = people,
		.participants_n = 2,
		.items = items,
		.items_n = 3,
	};
	if (!moment_parse(text_from(start), &record->start))
		abort();
	return record;
}

enum fault fixture_keep(struct ctx *cx, const struct record *record, struct text bytes, enum keep_outcome *ret,
	struct meeting_id *ret_id)
{
	struct keep_document document = { record, bytes, "text/plain; charset=utf-8" };
	struct keep_settings settings = { .body = TEXT("Solb\xc3\xa6k Kommune"), .open_sources = true };

	return keep(cx, &document, &settings, ret, ret_id);
}
