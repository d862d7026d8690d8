#include "portal.h"

#include <stdlib.h>

#include "database.h"
#include "domain/keep.h"
#include "seal/hash.h"
#include "web/pages.h"
#include "web/static.h"

enum { EVIL_BYTES = sizeof("<script>alert(1)</script>\"'&") - 1 };
static const int64_t now = (int64_t)1714000000 * MICROSECONDS; /* 2024-04-25 */

static struct record_section *sections(struct arena *arena, const struct record_section *from, size_t n)
{
	return arena_copy(arena, from, n * sizeof(*from));
}

/* Open, with everything an item can have; words of a stranger in each of them. */
static struct record_item hostile_item(struct arena *arena)
{
	static const struct text evil = { "<script>alert(1)</script>\"'&", EVIL_BYTES };
	const struct record_section texts[] = {
		{ .role = SECTION_PRESENTATION, .heading = TEXT("Sagsfremstilling <b>"),
			.text = TEXT("# Overskrift\n\n<script>alert(2)</script>\n\n[her](javascript:alert(3)) og [der](https://x.example/)") },
		{ .role = SECTION_DECISION, .text = TEXT("Godkendt *enstemmigt*.") },
		{ .role = SECTION_OTHER, .heading = TEXT("Tom"), .text = TEXT("") },
	};
	struct record_earlier *earlier = arena_new(arena, struct record_earlier, 2);
	struct text *names = arena_new(arena, struct text, 1);

	names[0] = evil;
	earlier[0] = (struct record_earlier){ { 2024, 3, 12 }, TEXT("\xc3\x98konomiudvalget"), true, TEXT("Udsat.") };
	earlier[1] = (struct record_earlier){ { 2023, 11, 7 }, TEXT("B\xc3\xb8rneudvalget"), false, TEXT_NONE };
	return (struct record_item){ .number = TEXT("1"), .order = 1, .title = evil, .is_public = true,
		.matter = TEXT("22-011382"), .sections = sections(arena, texts, LENGTH_OF(texts)), .sections_n = LENGTH_OF(texts),
		.files = names, .files_n = 1, .guests = names, .guests_n = 1, .earlier = earlier, .earlier_n = 2 };
}

static struct record_item closed_item(struct arena *arena)
{
	const struct record_section text = { .role = SECTION_DECISION, .heading = TEXT("Beslutning"),
		.text = TEXT("Kodeordet er rabarbergr\xc3\xb8""d.") };
	struct text *names = arena_new(arena, struct text, 1);

	names[0] = TEXT("Hemmelig Gaest");
	return (struct record_item){ .number = TEXT("2"), .order = 2, .title = TEXT("Personsag"), .is_public = false,
		.sections = sections(arena, &text, 1), .sections_n = 1, .guests = names, .guests_n = 1, .files = names,
		.files_n = 1 };
}

static struct record_item plain_item(struct arena *arena)
{
	const struct record_section text = { .role = SECTION_RECOMMENDATION, .heading = TEXT("Indstilling"),
		.text = TEXT("At sygefrav\xc3\xa6ret dr\xc3\xb8""ftes med ledernes forening.") };

	return (struct record_item){ .number = TEXT("3"), .order = 3, .title = TEXT("Sygefrav\xc3\xa6r"), .is_public = true,
		.matter = TEXT("22-011382"), .sections = sections(arena, &text, 1), .sections_n = 1 };
}

static void keep_meeting(struct ctx *cx, enum record_kind kind, const char *organization, const char *start, bool closed)
{
	struct arena *arena = cx->arena;
	struct record *record = arena_new(arena, struct record, 1);
	struct record_participant *people = arena_new(arena, struct record_participant, 2);
	struct record_item *items = arena_new(arena, struct record_item, 3);
	struct text bytes = text_from(arena_format(arena, "Dokument om %s den %s\n", organization, start));
	struct keep_settings settings = { .body = TEXT("Solb\xc3\xa6k Kommune"), .open_sources = true };
	struct keep_document document = { record, bytes, "text/plain; charset=utf-8" };
	enum keep_outcome outcome;
	struct meeting_id id;

	people[0] = (struct record_participant){ .name = TEXT("Anne Holm"), .role = TEXT("formand"), .party = TEXT("A"),
		.status = PARTICIPANT_PRESENT };
	people[1] = (struct record_participant){ .name = TEXT("Bo Krogh"), .status = PARTICIPANT_ABSENT,
		.remark = TEXT("afbud"), .substitute_for = TEXT("Ida <i>") };
	items[0] = hostile_item(arena);
	items[1] = plain_item(arena);
	if (closed) {
		items[2] = items[1];
		items[1] = closed_item(arena);
	}
	*record = (struct record){ .source = { TEXT("M\xc3\xb8""de.txt"), hash_hex(arena, hash_of(bytes)), 6 }, .kind = kind,
		.kind_stated = true, .organization = text_from(organization), .end = MOMENT_NONE, .location = TEXT("R\xc3\xa5""dhuset"),
		.participants = people, .participants_n = 2, .items = items, .items_n = closed ? 3 : 2, .next_meeting = { 2024, 5, 14 } };
	if (!moment_parse(text_from(start), &record->start) || keep(cx, &document, &settings, &outcome, &id) != FAULT_NONE)
		abort();
}

static struct site *open_site(struct arena *arena, struct ctx *cx, struct text origin, size_t cache_max)
{
	struct site_settings *settings = arena_new(arena, struct site_settings, 1);

	*settings = (struct site_settings){ .db = cx->db, .routes = routes, .file = static_file, .problem_view = page_problem,
		.origin = origin, .contact = TEXT("mailto:post@referater.example"), .cache_max = cache_max };
	return site_open(arena, settings);
}

static struct ctx *open_database(struct arena *arena)
{
	struct ctx *cx = arena_new(arena, struct ctx, 1);

	*cx = (struct ctx){ .arena = arena, .viewer = { VIEWER_OPERATOR }, .now = now };
	if (db_open(arena, text_from(database_new(arena)), DB_CREATE, &cx->why, &cx->db) != FAULT_NONE)
		abort();
	return cx;
}

static struct ctx *with_meetings(struct arena *arena)
{
	struct ctx *cx = open_database(arena);

	keep_meeting(cx, RECORD_MINUTES, "\xc3\x98konomiudvalget", "2024-03-12T15:00", true);
	keep_meeting(cx, RECORD_AGENDA, "\xc3\x98konomiudvalget", "2024-05-14T15:00", true);
	keep_meeting(cx, RECORD_MINUTES, "Personaleudvalget", "2023-12-05", false);
	return cx;
}

struct site *portal_open(struct arena *arena)
{
	return open_site(arena, with_meetings(arena), TEXT("https://referater.example"), 0);
}

struct site *portal_open_empty(struct arena *arena)
{
	return open_site(arena, open_database(arena), TEXT("https://referater.example"), 0);
}

struct site *portal_open_unnamed(struct arena *arena)
{
	return open_site(arena, with_meetings(arena), TEXT(""), 1 << 20);
}

struct response portal_get(struct arena *arena, struct site *site, const char *target, const char *language)
{
	struct request rq = { .arena = arena, .method = METHOD_GET, .target = text_from(target), .host = TEXT("x"), .now = now };
	struct response response;

	if (language != NULL)
		rq.headers[rq.headers_n++] = (struct header){ TEXT("Accept-Language"), text_from(language) };
	site_answer(site, &rq, &response);
	return response;
}

const char *portal_field(const struct response *response, const char *name)
{
	for (size_t i = 0; i < response->headers_n; i++)
		if (strcmp(response->headers[i].name, name) == 0)
			return response->headers[i].value;
	return NULL;
}

bool portal_holds(const struct response *response, const char *words)
{
	return text_find(response->body, text_from(words)) < response->body.n;
}
