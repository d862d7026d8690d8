#include "web/pages.h"

#include "browser.h"
#include "domain/body.h"
#include "domain/organization.h"

/* The clock stands at 2023-11-14. */
static struct browser *administrator(struct arena *arena)
{
	struct browser *b = browser(arena);
	struct ctx cx = operator(b);
	struct body_id body;
	struct text slug;

	set_up(b);
	CHECK_INT(log_in(b, "en+lang+nok+en"), 303);
	CHECK_INT(body_add(&cx, TEXT("Solb\xc3\xa6k Kommune"), &body), FAULT_NONE);
	CHECK_INT(organization_add(&cx, body, TEXT("Klimaudvalget"), &slug), FAULT_NONE);
	return b;
}

#define KLIMA "/styring/udvalg/klimaudvalget"

static int sit(struct browser *b, const char *fields)
{
	return send(b, KLIMA, KLIMA, arena_format(b->arena, "hvad=indtraed&%s", fields));
}

/* Nobody is logged in, in another browser. */
static struct browser *citizen(struct browser *b)
{
	struct browser *other = arena_new(b->arena, struct browser, 1);

	*other = (struct browser){ .arena = b->arena, .settings = b->settings, .site = b->site, .db = b->db, .now = b->now };
	return other;
}

TEST(govern_members_are_shown_to_everybody_from_their_day_on)
{
	struct browser *b = administrator(arena), *c = citizen(b);

	CHECK_INT(ask(c, METHOD_GET, "/styring", NULL), 303);
	CHECK_INT(sit(b, "navn=Ida+Lund&rolle=chair&parti=A&fra=2022-01-01"), 400); /* nobody new was meant */
	CHECK(says(b, "value=\"Ida Lund\""));
	CHECK_INT(sit(b, "navn=Ida+Lund&ny=ja&rolle=chair&parti=A&fra=2022-01-01"), 303);
	CHECK_INT(sit(b, "navn=Ida+Lund&rolle=member&fra=2023-01-01"), 400);
	CHECK(says(b, "sidder allerede"));
	CHECK_INT(sit(b, "navn=Ole+Birk&ny=ja&rolle=member&fra=2023-11-15"), 303);
	CHECK_INT(sit(b, "navn=Eva+Rask&ny=ja&rolle=member&fra=2018-01-01&til=2021-12-31"), 303);
	CHECK_INT(sit(b, "navn=Eva+Rask&rolle=kejser&fra=2023-01-01"), 400);
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget", NULL), 200);
	CHECK(says(c, "Ida Lund") && says(c, "Formand") && says(c, "Tidligere medlemmer") && says(c, "Eva Rask"));
	CHECK(!says(c, "Ole Birk"));
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget.json", NULL), 200);
	CHECK(says(c, "\"role\": \"chair\"") && !says(c, "Ole Birk"));
	CHECK_INT(ask(c, METHOD_GET, "/personer/ole-birk", NULL), 404);
	c->now += (int64_t)24 * 3600 * MICROSECONDS;
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget", NULL), 200);
	CHECK(says(c, "Ole Birk"));
	CHECK_INT(ask(c, METHOD_GET, "/personer/ole-birk", NULL), 200);
	CHECK_INT(ask(c, METHOD_GET, "/personer/eva-rask.json", NULL), 200);
	CHECK(says(c, "\"to\": \"2021-12-31\""));
}

TEST(govern_membership_ends_changes_and_is_put_right)
{
	struct browser *b = administrator(arena);

	CHECK_INT(sit(b, "navn=Ida+Lund&ny=ja&rolle=member&fra=2022-01-01"), 303);
	CHECK_INT(ask(b, METHOD_GET, KLIMA "/medlemmer/1", NULL), 200);
	CHECK_INT(send(b, KLIMA, KLIMA "/medlemmer/1", "hvad=aendr&rolle=chair&parti=B&fra=2023-01-01"), 303);
	CHECK_INT(send(b, KLIMA, KLIMA "/medlemmer/2", "hvad=ret&rolle=vice&parti=B&fra=2022-06-01"), 400);
	CHECK(says(b, "sidder allerede"));
	CHECK_INT(send(b, KLIMA, KLIMA "/medlemmer/2", "hvad=ret&rolle=vice&parti=B&fra=2023-02-01"), 303);
	CHECK_INT(send(b, KLIMA, KLIMA "/medlemmer/2", "hvad=udtraed"), 400);
	CHECK_INT(send(b, KLIMA, KLIMA "/medlemmer/2", "hvad=udtraed&til=2023-10-01"), 303);
	CHECK_INT(send(b, KLIMA, KLIMA "/medlemmer/1", "hvad=slet"), 303);
	CHECK_INT(send(b, KLIMA, KLIMA "/medlemmer/1", "hvad=slet"), 404);
	CHECK_INT(ask(b, METHOD_GET, KLIMA "/medlemmer/77", NULL), 404);
	CHECK_INT(ask(b, METHOD_GET, "/udvalg/klimaudvalget", NULL), 200);
	CHECK(says(b, "N\xc3\xa6stformand (B), 1. februar 2023"));
}

static struct text tag_of(const struct browser *b)
{
	size_t at = text_find(b->response.body, TEXT("name=\"maerke\" value=\"")) + 21;

	return text_from_to(b->response.body, at, at + 64);
}

TEST(govern_rules_are_versions_that_everybody_reads)
{
	struct browser *b = administrator(arena), *c = citizen(b);
	static const char page[] = KLIMA "/regler";
	const char *first = "art=special&grundlag=Grundlag&pladser=7&varsel=4&kommissorium=%3Cscript%3Ealert(1)%3C/script%3E+Gammelt&forretningsorden=";
	struct text tag;

	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget/regler", NULL), 404);
	ask(b, METHOD_GET, page, NULL);
	tag = tag_of(b);
	CHECK_INT(send(b, page, page, arena_format(arena, "maerke=%.*s&fra=2022-01-01&%s", TEXT_ARG(tag), first)), 303);
	CHECK_INT(send(b, page, page, arena_format(arena, "maerke=%.*s&fra=2022-01-01&%s", TEXT_ARG(tag), first)), 409);
	CHECK(says(b, "siden du begyndte") && says(b, "Der er ingen forskel"));
	tag = tag_of(b); /* of what they have now seen */
	CHECK_INT(send(b, page, page, arena_format(arena, "maerke=%.*s&fra=2023-01-01&art=standing&varsel=4&kommissorium=Nyt", TEXT_ARG(tag))),
		303);
	CHECK_INT(send(b, page, page, "fra=2024-01-01&art=standing&varsel=5&kommissorium=Helt+nyt"), 409);
	CHECK(says(b, "<ins><span class=\"unseen\">tilf\xc3\xb8jet: </span>Helt nyt</ins>") && says(b, "<del>") && says(b, "Varsel: 5 (f\xc3\xb8r: 4)"));
	ask(b, METHOD_GET, page, NULL);
	tag = tag_of(b);
	CHECK_INT(send(b, page, page, arena_format(arena, "maerke=%.*s&fra=2024-01-01&art=standing&varsel=4&kommissorium=Kommende",
		TEXT_ARG(tag))), 303);
	CHECK_INT(send(b, page, page, arena_format(arena, "maerke=%.*s&fra=2025-01-01&art=standing&varsel=61", TEXT_ARG(tag))), 400);

	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget", NULL), 200);
	CHECK(says(c, "St\xc3\xa5""ende udvalg") && says(c, "Nyt") && !says(c, "Kommende"));
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget/regler", NULL), 200);
	CHECK(says(c, "Nyt") && !says(c, "2024"));
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget/regler/2022-01-01", NULL), 200);
	CHECK(says(c, "Gammelt") && says(c, "31. december 2022") && !says(c, "<script>alert"));
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget/regler/2022-01-01.json", NULL), 200);
	CHECK(says(c, "\"until\": \"2022-12-31\"") && !says(c, "<script>"));
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget/regler/2023-01-01?mod=2022-01-01", NULL), 200);
	CHECK(says(c, "udgaven fra 1. januar 2022") && says(c, "</span>Nyt</ins>") && says(c, "Gammelt</del>") &&
		says(c, "Slags udvalg: St\xc3\xa5""ende udvalg (f\xc3\xb8r: S\xc3\xa6rligt"));
	CHECK(!says(c, "<script>alert"));
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget/regler/2022-01-01?mod=2023-01-01", NULL), 200); /* the same, from the other end */
	CHECK(says(c, "udgaven fra 1. januar 2022") && says(c, "</span>Nyt</ins>"));
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget/regler/2022-01-01?mod=2024-01-01", NULL), 404);
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget/regler/2022-01-01?mod=i-gaar", NULL), 400);
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget/regler/2024-01-01", NULL), 404);
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget/regler/i-gaar", NULL), 404);
	CHECK_INT(ask(b, METHOD_GET, "/udvalg/klimaudvalget/regler/2024-01-01", NULL), 200);
	CHECK_INT(send(b, KLIMA, KLIMA, "hvad=traek-tilbage&fra=2024-01-01"), 303);
	CHECK_INT(ask(b, METHOD_GET, "/udvalg/klimaudvalget/regler/2024-01-01", NULL), 404);
}

TEST(govern_people_who_are_one_have_one_address)
{
	struct browser *b = administrator(arena), *c = citizen(b);

	CHECK_INT(sit(b, "navn=Ida+Lund&ny=ja&rolle=member&fra=2022-01-01"), 303);
	CHECK_INT(send(b, "/styring/personer", "/styring/personer", "navn=Ida+M.+Lund"), 303);
	CHECK_TEXT(text_from(field(b, "Location")), "/styring/personer/ida-m-lund");
	CHECK_INT(send(b, "/styring/personer", "/styring/personer", "navn=ida+lund"), 400);
	CHECK_INT(send(b, "/styring/personer/ida-lund", "/styring/personer/ida-lund", "hvad=sammenlaeg&navn=Ida+M.+Lund"), 400);
	CHECK_INT(send(b, "/styring/personer/ida-lund", "/styring/personer/ida-lund", "hvad=sammenlaeg&navn=Ingen&sikker=ja"), 400);
	CHECK_INT(send(b, "/styring/personer/ida-lund", "/styring/personer/ida-lund", "hvad=sammenlaeg&navn=Ida+M.+Lund&sikker=ja"), 303);
	CHECK_INT(ask(c, METHOD_GET, "/personer/ida-lund", NULL), 301);
	CHECK_TEXT(text_from(field(c, "Location")), "/personer/ida-m-lund");
	CHECK_INT(ask(c, METHOD_GET, "/personer/ida-lund.json", NULL), 301);
	CHECK_TEXT(text_from(field(c, "Location")), "/personer/ida-m-lund.json");
	CHECK_INT(ask(b, METHOD_GET, "/styring/personer/ida-lund", NULL), 301);
	CHECK_INT(ask(b, METHOD_GET, "/styring/personer?q=ida", NULL), 200);
	CHECK(says(b, "Ida M. Lund"));
	CHECK_INT(ask(b, METHOD_GET, "/styring/personer?q=x", NULL), 200);
	CHECK(says(b, "ingen af det navn"));
}

TEST(govern_authorities_and_departments)
{
	struct browser *b = administrator(arena);

	CHECK_INT(send(b, "/styring/myndigheder", "/styring/myndigheder", "navn=SOLB%C3%86K+kommune"), 400);
	CHECK_INT(send(b, "/styring/myndigheder", "/styring/myndigheder", "navn=Nabo+Kommune"), 303);
	CHECK_INT(send(b, "/styring/myndigheder", "/styring/myndigheder", "myndighed=1&navn=Solb%C3%A6k"), 303);
	CHECK_INT(send(b, "/styring/forvaltninger", "/styring/forvaltninger", "navn=Social"), 400); /* of which of the two? */
	CHECK_INT(send(b, "/styring/forvaltninger", "/styring/forvaltninger", "navn=Social&myndighed=2"), 303);
	CHECK_INT(send(b, "/styring/forvaltninger", "/styring/forvaltninger/social", "hvad=navngiv&navn=Social+og+Sundhed"), 303);
	CHECK_INT(send(b, "/styring/forvaltninger", "/styring/forvaltninger/social", "hvad=nedlaeg"), 303);
	CHECK_INT(ask(b, METHOD_GET, "/styring/forvaltninger", NULL), 200);
	CHECK(says(b, "Social og Sundhed") && says(b, "Nedlagt"));
	CHECK_INT(send(b, "/styring/udvalg", "/styring/udvalg", "navn=Kulturudvalget&myndighed=2"), 303);
	CHECK_INT(send(b, "/styring/udvalg", "/styring/udvalg/kulturudvalget", "hvad=navngiv&navn=Kultur+og+Fritid"), 303);
	CHECK_INT(send(b, "/styring/udvalg", "/styring/udvalg/kulturudvalget", "hvad=nedlaeg&til=2023-12-31"), 303);
	CHECK_INT(ask(b, METHOD_GET, "/udvalg/kulturudvalget", NULL), 200);
	CHECK(says(b, "Kultur og Fritid") && says(b, "31. december 2023"));
}

/* What a hidden field of the page holds. */
static const char *hidden(const struct browser *b, const char *name)
{
	struct text before = text_from(arena_format(b->arena, "name=\"%s\" value=\"", name)), body = b->response.body;
	size_t at = text_find(body, before) + before.n;

	return arena_format(b->arena, "%.*s", TEXT_ARG(text_from_to(text_after(body, at), 0, text_find_byte(text_after(body, at), '"'))));
}

#define TERM "/styring/valgperiode/1"

TEST(govern_term_is_prepared_and_carried_out)
{
	struct browser *b = administrator(arena), *c = citizen(b);
	static const char page[] = TERM "/udvalg/klimaudvalget";
	const char *tag;

	CHECK_INT(sit(b, "navn=Ida+Lund&ny=ja&rolle=chair&parti=A&fra=2022-01-01"), 303);
	CHECK_INT(sit(b, "navn=Ole+Birk&ny=ja&rolle=member&parti=V&fra=2022-01-01"), 303);
	CHECK_INT(send(b, "/styring/valgperiode", "/styring/valgperiode", "fra=2024-01-01&til=2023-01-01"), 400);
	CHECK_INT(send(b, "/styring/valgperiode", "/styring/valgperiode", "fra=2024-01-01&til=2027-12-31"), 303);
	CHECK_TEXT(text_from(field(b, "Location")), TERM);
	CHECK_INT(ask(b, METHOD_GET, TERM, NULL), 200);
	CHECK(says(b, "Ida Lund (A), Ole Birk (V)") && says(b, "Ikke set p\xc3\xa5"));

	ask(b, METHOD_GET, page, NULL);
	tag = hidden(b, "maerke");
	CHECK_INT(send(b, page, page, arena_format(arena, "maerke=%s&udfald=elected&videre=2&rolle=2-vice&nye=Eva+Rask,+formand,+formand,+medlem", tag)),
		400);
	CHECK(says(b, "linje 1") && says(b, "value=\"2\" checked") && says(b, "2-vice\" selected"));
	CHECK_INT(send(b, page, page, arena_format(arena,
		"maerke=%s&udfald=elected&videre=2&rolle=1-chair&rolle=2-vice&nye=Eva+Rask+(B),+formand%%0D%%0AKaj,+stedfortr%%C3%%A6der+for+Eva+Rask", tag)), 303);
	CHECK_INT(send(b, page, page, arena_format(arena, "maerke=%s&udfald=kept&nye=Mit", tag)), 409);
	CHECK(says(b, "en anden har planlagt") && says(b, "Eva Rask (B)") && says(b, "Mit</textarea>"));
	CHECK_INT(ask(b, METHOD_GET, page, NULL), 200);
	CHECK(says(b, "Eva Rask; formand; B") && says(b, "value=\"2\" checked") && !says(b, "value=\"1\" checked"));

	CHECK_INT(ask(b, METHOD_GET, TERM "/gennemse", NULL), 200);
	CHECK(says(b, "2 medlemskaber slutter") && says(b, "3 medlemskaber begynder") && says(b, "2 personer er nye"));
	tag = hidden(b, "maerke");
	CHECK_INT(send(b, TERM, TERM, "hvad=flyt&fra=2024-01-01&til=2025-12-31"), 303);
	CHECK_INT(send(b, TERM "/gennemse", TERM "/gennemse", arena_format(arena, "maerke=%s", tag)), 409); /* not what was shown */
	CHECK(says(b, "noget er \xc3\xa6ndret") || says(b, "Noget er \xc3\xa6ndret"));
	CHECK_INT(send(b, TERM "/gennemse", TERM "/gennemse", arena_format(arena, "maerke=%s", hidden(b, "maerke"))), 303);
	CHECK_INT(ask(b, METHOD_GET, TERM, NULL), 200);
	CHECK(says(b, "Gennemf\xc3\xb8rt"));
	CHECK_INT(ask(b, METHOD_GET, TERM "/gennemse", NULL), 303);
	CHECK_INT(ask(b, METHOD_GET, page, NULL), 303);
	CHECK_INT(send(b, TERM, TERM, "hvad=slet"), 400);

	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget", NULL), 200);
	CHECK(says(c, "Ida Lund") && !says(c, "Eva Rask"));
	c->now = (int64_t)1704100000 * MICROSECONDS; /* 2024-01-01 */
	CHECK_INT(ask(c, METHOD_GET, "/udvalg/klimaudvalget", NULL), 200);
	CHECK(says(c, "Eva Rask") && says(c, "Tidligere medlemmer") && says(c, "N\xc3\xa6stformand"));
}
