#include "web/address.h"

#include <inttypes.h>

#include "markup/percent.h"

/* What may stand in place of ":slug", ":number" and ":file". */
enum segment {
	SEGMENT_WORD, /* stands for itself */
	SEGMENT_SLUG,
	SEGMENT_NUMBER,
	SEGMENT_FILE,
};

#define FORM(as) (1u << (as))

static const struct row {
	const char *pattern;
	unsigned forms; /* FORM(AS_...) beside AS_PAGE */
} rows[ADDRESSES] = {
	[ADDRESS_FRONT] = { "/", FORM(AS_JSON) },
	[ADDRESS_ORGANIZATIONS] = { "/udvalg", FORM(AS_JSON) },
	[ADDRESS_ORGANIZATION] = { "/udvalg/:slug", FORM(AS_JSON) | FORM(AS_ATOM) },
	[ADDRESS_MEETING] = { "/udvalg/:slug/moeder/:slug", FORM(AS_JSON) | FORM(AS_TEXT) | FORM(AS_PDF) },
	[ADDRESS_ITEM] = { "/udvalg/:slug/moeder/:slug/:number", FORM(AS_JSON) | FORM(AS_PDF) },
	[ADDRESS_FILE] = { "/udvalg/:slug/moeder/:slug/:number/bilag/:number", 0 },
	[ADDRESS_SOURCE] = { "/udvalg/:slug/moeder/:slug/kilde/:number", 0 },
	[ADDRESS_MATTERS] = { "/sager", FORM(AS_JSON) },
	[ADDRESS_MATTER] = { "/sager/:slug", FORM(AS_JSON) },
	[ADDRESS_PERSONS] = { "/personer", FORM(AS_JSON) },
	[ADDRESS_PERSON] = { "/personer/:slug", FORM(AS_JSON) },
	[ADDRESS_SEARCH] = { "/soeg", FORM(AS_JSON) },
	[ADDRESS_ACCESSIBILITY] = { "/tilgaengelighed", FORM(AS_JSON) },
	[ADDRESS_LOGIN] = { "/log-ind", 0 },
	[ADDRESS_LOGIN_CODE] = { "/log-ind/kode", 0 },
	[ADDRESS_SIGN_ON] = { "/log-ind/tjeneste", 0 },
	[ADDRESS_RETURN] = { "/log-ind/retur", 0 },
	[ADDRESS_FORGOTTEN] = { "/log-ind/glemt", 0 },
	[ADDRESS_LOGOUT] = { "/log-ud", 0 },
	[ADDRESS_ACCOUNT] = { "/konto", 0 },
	[ADDRESS_PASSWORD] = { "/konto/adgangskode", 0 },
	[ADDRESS_FACTOR] = { "/konto/to-trin", 0 },
	[ADDRESS_TICKET] = { "/adgang/:file", 0 },
	[ADDRESS_ACCOUNTS] = { "/konti", 0 },
	[ADDRESS_ACCOUNT_OF] = { "/konti/:number", 0 },
	[ADDRESS_IMPORTS] = { "/indlaesning", 0 },
	[ADDRESS_IMPORT] = { "/indlaesning/:number", FORM(AS_JSON) },
	[ADDRESS_CALENDAR] = { "/moeder", FORM(AS_JSON) },
	[ADDRESS_PLAN_NEW] = { "/moeder/nyt", 0 },
	[ADDRESS_SERIES_NEW] = { "/moeder/serie", 0 },
	[ADDRESS_ROUTINE] = { "/moeder/rammer/:slug", 0 },
	[ADDRESS_AGENDA] = { "/moeder/:number", 0 },
	[ADDRESS_PLAN] = { "/moeder/:number/ret", 0 },
	[ADDRESS_JOURNAL] = { "/journal", FORM(AS_CSV) },
	[ADDRESS_CHARTERS] = { "/udvalg/:slug/regler", FORM(AS_JSON) },
	[ADDRESS_CHARTER] = { "/udvalg/:slug/regler/:slug", FORM(AS_JSON) },
	[ADDRESS_GOVERN] = { "/styring", 0 },
	[ADDRESS_GOVERN_BODIES] = { "/styring/myndigheder", 0 },
	[ADDRESS_GOVERN_DEPARTMENTS] = { "/styring/forvaltninger", 0 },
	[ADDRESS_GOVERN_DEPARTMENT] = { "/styring/forvaltninger/:slug", 0 },
	[ADDRESS_GOVERN_ORGANIZATIONS] = { "/styring/udvalg", 0 },
	[ADDRESS_GOVERN_ORGANIZATION] = { "/styring/udvalg/:slug", 0 },
	[ADDRESS_GOVERN_CHARTER] = { "/styring/udvalg/:slug/regler", 0 },
	[ADDRESS_GOVERN_MEMBERSHIP] = { "/styring/udvalg/:slug/medlemmer/:number", 0 },
	[ADDRESS_GOVERN_PERSONS] = { "/styring/personer", 0 },
	[ADDRESS_GOVERN_PERSON] = { "/styring/personer/:slug", 0 },
	[ADDRESS_TERMS] = { "/styring/valgperiode", 0 },
	[ADDRESS_TERM] = { "/styring/valgperiode/:number", 0 },
	[ADDRESS_TERM_ORGANIZATION] = { "/styring/valgperiode/:number/udvalg/:slug", 0 },
	[ADDRESS_TERM_PREVIEW] = { "/styring/valgperiode/:number/gennemse", 0 },
	[ADDRESS_STATIC] = { "/static/:file", 0 },
	[ADDRESS_HEALTH] = { "/healthz", 0 },
	[ADDRESS_ROBOTS] = { "/robots.txt", 0 },
	[ADDRESS_SITEMAP] = { "/sitemap.xml", 0 },
	[ADDRESS_SECURITY] = { "/.well-known/security.txt", 0 },
	[ADDRESS_FAVICON] = { "/favicon.ico", 0 },
};

static const struct text suffixes[] = {
	[AS_PAGE] = { "", 0 },
	[AS_JSON] = { ".json", 5 },
	[AS_TEXT] = { ".txt", 4 },
	[AS_ATOM] = { ".atom", 5 },
	[AS_PDF] = { ".pdf", 4 },
	[AS_CSV] = { ".csv", 4 },
};

static enum segment segment_of(struct text word)
{
	if (text_is(word, ":slug"))
		return SEGMENT_SLUG;
	if (text_is(word, ":number"))
		return SEGMENT_NUMBER;
	if (text_is(word, ":file"))
		return SEGMENT_FILE;
	return SEGMENT_WORD;
}

static bool is_lower(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool segment_holds(enum segment segment, struct text t)
{
	if (t.n == 0 || t.n > ADDRESS_SEGMENT_MAX)
		return false;
	if (segment == SEGMENT_NUMBER && (t.n > 9 || t.s[0] == '0'))
		return false;
	if (segment == SEGMENT_FILE && t.s[0] == '.')
		return false;
	for (size_t i = 0; i < t.n; i++) {
		char c = t.s[i];
		bool fits = segment == SEGMENT_NUMBER ? c >= '0' && c <= '9' :
			    segment == SEGMENT_SLUG   ? is_lower(c) || c == '-' :
							is_lower(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';

		if (!fits)
			return false;
	}
	return true;
}

/* ASCII alone: our addresses have no other letters. */
static struct text lowered(struct arena *arena, struct text t)
{
	char *s = arena_string(arena, t.s, t.n);

	for (size_t i = 0; i < t.n; i++)
		if (s[i] >= 'A' && s[i] <= 'Z')
			s[i] = (char)(s[i] - 'A' + 'a');
	return (struct text){ s, t.n };
}

/* Whether the path is of this row; its segments between slashes, compared one by one. */
static bool row_holds(const struct row *row, struct text path, struct text lower, struct place *ret)
{
	struct text pattern = text_from(row->pattern), word, got, got_lower;
	struct place place = { 0 };
	size_t parts = 0;

	for (;;) {
		bool more = text_split(&pattern, '/', &word);
		enum segment segment;

		if (more != text_split(&path, '/', &got))
			return false;
		if (!more)
			break;
		text_split(&lower, '/', &got_lower);
		segment = segment_of(word);
		if (segment == SEGMENT_WORD ? !text_eq(got_lower, word) :
					      !segment_holds(segment, segment == SEGMENT_FILE ? got : got_lower))
			return false;
		if (segment != SEGMENT_WORD)
			place.part[parts++] = segment == SEGMENT_FILE ? got : got_lower;
	}
	*ret = place;
	return true;
}

/* Each form a path could be in: the one without a suffix first, for "/robots.txt". */
static bool find_row(struct text path, struct text lower, struct place *ret)
{
	for (size_t as = 0; as < LENGTH_OF(suffixes); as++) {
		struct text bare;

		if (path.n <= suffixes[as].n || !text_ends(lower, suffixes[as]))
			continue;
		bare = text_from_to(path, 0, path.n - suffixes[as].n);
		for (size_t i = 0; i < ADDRESSES; i++)
			if ((as == AS_PAGE || (rows[i].forms & FORM(as)) != 0) &&
			    row_holds(&rows[i], bare, text_from_to(lower, 0, bare.n), ret)) {
				ret->address = (enum address)i;
				ret->as = (enum address_as)as;
				return true;
			}
	}
	return false;
}

static bool has_dot_segment(struct text path)
{
	struct text part;

	while (text_split(&path, '/', &part))
		if (text_is(part, ".") || text_is(part, ".."))
			return true;
	return false;
}

enum fault address_find(struct arena *arena, struct text path, struct place *ret)
{
	struct text decoded, bare, lower;
	struct place place;

	if (percent_decode(arena, path, PERCENT_PATH, &decoded) != FAULT_NONE || has_dot_segment(decoded))
		return FAULT_INVALID;
	bare = decoded;
	if (bare.n > 1 && bare.s[bare.n - 1] == '/')
		bare.n--;
	lower = lowered(arena, bare);
	if (!find_row(bare, lower, &place))
		return FAULT_NOT_FOUND;
	place.moved = !text_eq(address_url(arena, &place, NULL, 0).s, path);
	*ret = place;
	return FAULT_NONE;
}

struct text address_to_log(struct text target)
{
	struct text pattern = text_from(rows[ADDRESS_TICKET].pattern), back = text_from(rows[ADDRESS_RETURN].pattern);
	struct text before = text_from_to(pattern, 0, text_find_byte(pattern, ':'));

	return text_starts(target, before) ? before : text_starts(target, back) ? back : target;
}

bool address_has(enum address address, enum address_as as)
{
	return as == AS_PAGE || (rows[address].forms & FORM(as)) != 0;
}

static void add_fields(struct buffer *b, const struct address_field *fields, size_t fields_n)
{
	char before = '?';

	for (size_t i = 0; i < fields_n; i++) {
		if (text_empty(fields[i].value))
			continue;
		buffer_add_byte(b, before);
		percent_encode(b, text_from(fields[i].name));
		buffer_add_byte(b, '=');
		percent_encode(b, fields[i].value);
		before = '&';
	}
}

struct url address_url(struct arena *arena, const struct place *place, const struct address_field *fields, size_t fields_n)
{
	struct buffer b = buffer_in(arena, ADDRESS_MAX);
	struct text pattern = text_from(rows[place->address].pattern), word;
	size_t parts = 0;

	for (bool first = true; text_split(&pattern, '/', &word); first = false) {
		if (!first)
			buffer_add_byte(&b, '/');
		if (segment_of(word) == SEGMENT_WORD)
			buffer_add(&b, word);
		else
			percent_encode(&b, place->part[parts++]);
	}
	buffer_add(&b, suffixes[place->as]);
	add_fields(&b, fields, fields_n);
	return (struct url){ buffer_text(&b) };
}

static struct url url_of(struct arena *arena, enum address address, struct text a, struct text b, struct text c)
{
	return address_url(arena, &(struct place){ .address = address, .part = { a, b, c } }, NULL, 0);
}

static struct text number_text(struct arena *arena, int64_t number)
{
	return text_from(arena_format(arena, "%" PRId64, number));
}

struct url url_to(struct arena *arena, enum address address)
{
	return url_of(arena, address, TEXT_NONE, TEXT_NONE, TEXT_NONE);
}

struct url url_organization(struct arena *arena, struct text organization)
{
	return url_of(arena, ADDRESS_ORGANIZATION, organization, TEXT_NONE, TEXT_NONE);
}

struct url url_meeting(struct arena *arena, struct text organization, struct text meeting)
{
	return url_of(arena, ADDRESS_MEETING, organization, meeting, TEXT_NONE);
}

struct url url_item(struct arena *arena, struct text organization, struct text meeting, int64_t order)
{
	return url_of(arena, ADDRESS_ITEM, organization, meeting, number_text(arena, order));
}

struct url url_file(struct arena *arena, struct text organization, struct text meeting, int64_t order, int64_t number)
{
	return address_url(arena, &(struct place){ .address = ADDRESS_FILE,
		.part = { organization, meeting, number_text(arena, order), number_text(arena, number) } }, NULL, 0);
}

struct url url_source(struct arena *arena, struct text organization, struct text meeting, int64_t revision)
{
	return url_of(arena, ADDRESS_SOURCE, organization, meeting, number_text(arena, revision));
}

struct url url_matter(struct arena *arena, struct text matter)
{
	return url_of(arena, ADDRESS_MATTER, matter, TEXT_NONE, TEXT_NONE);
}

struct url url_person(struct arena *arena, struct text person)
{
	return url_of(arena, ADDRESS_PERSON, person, TEXT_NONE, TEXT_NONE);
}

struct url url_static(struct arena *arena, struct text file)
{
	return url_of(arena, ADDRESS_STATIC, file, TEXT_NONE, TEXT_NONE);
}

struct url url_charters(struct arena *arena, struct text organization)
{
	return url_of(arena, ADDRESS_CHARTERS, organization, TEXT_NONE, TEXT_NONE);
}

struct url url_charter(struct arena *arena, struct text organization, struct text from)
{
	return url_of(arena, ADDRESS_CHARTER, organization, from, TEXT_NONE);
}

struct url url_ticket(struct arena *arena, struct text token)
{
	return url_of(arena, ADDRESS_TICKET, token, TEXT_NONE, TEXT_NONE);
}

struct url url_at(struct arena *arena, struct url url, struct text fragment)
{
	struct buffer b = buffer_in(arena, ADDRESS_MAX);

	buffer_add(&b, url.s);
	buffer_add_byte(&b, '#');
	percent_encode(&b, fragment);
	return (struct url){ buffer_text(&b) };
}

struct url url_absolute(struct arena *arena, struct text origin, struct url url)
{
	return (struct url){ text_join(arena, origin, TEXT(""), url.s) };
}
