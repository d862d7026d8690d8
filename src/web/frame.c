#include "web/frame.h"

#include <assert.h>

#include "web/link.h"
#include "web/session.h"
#include "web/site.h"
#include "web/static.h"

struct text frame_words(const struct visit *visit, const char *message, struct text detail)
{
	return tr_with(visit->cx.arena, visit->cx.lang, message, detail);
}

struct text frame_date(const struct visit *visit, struct date date)
{
	struct html html = html_in(visit->cx.arena, visit->cx.lang);

	html_date(&html, date);
	return html_finish(&html);
}

struct text frame_moment(const struct visit *visit, struct moment moment)
{
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	struct text words;
	char *s;

	html_moment(&html, moment);
	words = html_finish(&html);
	s = arena_string(visit->cx.arena, words.s, words.n);
	if (words.n > 0 && s[0] >= 'a' && s[0] <= 'z') /* the names of the days begin so */
		s[0] = (char)(s[0] - 'a' + 'A');
	return (struct text){ s, words.n };
}

struct text frame_clock(const struct visit *visit, struct moment moment)
{
	if (moment.hour < 0)
		return TEXT_NONE;
	return text_from(visit->cx.lang == LANG_DA ? arena_format(visit->cx.arena, "kl. %02d.%02d", moment.hour, moment.minute) :
						     arena_format(visit->cx.arena, "%02d:%02d", moment.hour, moment.minute));
}

struct text frame_size(const struct visit *visit, int64_t bytes)
{
	enum { KILO = 1000, MEGA = 1000000 };
	const char *point = visit->cx.lang == LANG_DA ? "," : ".";

	if (bytes < MEGA)
		return text_from(arena_format(visit->cx.arena, "%lld kB", (long long)((bytes + KILO - 1) / KILO)));
	return text_from(arena_format(visit->cx.arena, "%lld%s%lld MB", (long long)(bytes / MEGA), point,
		(long long)(bytes % MEGA / (MEGA / 10))));
}

/* "Økonomiudvalget – Solbæk Kommune". */
static struct text document_title(const struct visit *visit, struct text page, struct text site)
{
	static const struct text dash = { " \xe2\x80\x93 ", 5 };

	if (!text_known(site))
		site = text_from(tr(visit->cx.lang, N_("Meetings and decisions")));
	return text_known(page) ? text_join(visit->cx.arena, page, dash, site) : site;
}

static void fill_links(const struct visit *visit, struct frame *frame)
{
	frame->home = link_to(visit, ADDRESS_FRONT);
	frame->organizations = link_to(visit, ADDRESS_ORGANIZATIONS);
	frame->calendar = link_to(visit, ADDRESS_CALENDAR);
	frame->matters = link_to(visit, ADDRESS_MATTERS);
	frame->persons = link_to(visit, ADDRESS_PERSONS);
	frame->search = url_to(visit->cx.arena, ADDRESS_SEARCH); /* a form hands on the language in a field */
	frame->accessibility = link_to(visit, ADDRESS_ACCESSIBILITY);
	frame->style = static_url(visit->cx.arena, TEXT("portal.css"));
	frame->script = static_url(visit->cx.arena, TEXT("portal.js"));
	frame->icon = static_url(visit->cx.arena, TEXT("icon.svg"));
	frame->icon_fallback = url_to(visit->cx.arena, ADDRESS_FAVICON);
}

/* A problem's page stands at an address that may be none: it has no other forms, and its languages are the front page's. */
static void fill_forms(struct visit *visit, struct frame *frame)
{
	if (frame->unlisted && visit->place.address != ADDRESS_SEARCH) {
		struct visit front = *visit;

		front.place = (struct place){ .address = ADDRESS_FRONT };
		front.form = (struct form_values){ .form = NULL };
		frame->here_da = visit_url_in(&front, LANG_DA);
		frame->here_en = visit_url_in(&front, LANG_EN);
		return;
	}
	frame->here_da = visit_url_in(visit, LANG_DA);
	frame->here_en = visit_url_in(visit, LANG_EN);
	if (address_has(visit->place.address, AS_JSON))
		frame->json = visit_url_as(visit, AS_JSON);
	if (address_has(visit->place.address, AS_TEXT))
		frame->text = visit_url_as(visit, AS_TEXT);
	if (address_has(visit->place.address, AS_PDF))
		frame->pdf = visit_url_as(visit, AS_PDF);
	if (address_has(visit->place.address, AS_ATOM))
		frame->atom = address_url(visit->cx.arena, &(struct place){ .address = visit->place.address, .as = AS_ATOM,
			.part = { visit->place.part[0] } }, NULL, 0);
	if (!text_empty(visit->settings->origin))
		frame->canonical = url_absolute(visit->cx.arena, visit->settings->origin,
			address_url(visit->cx.arena, &visit->place, NULL, 0));
}

/* The front page must be the same for everybody who is not logged in: only then is there a token in it. */
static void fill_visitor(struct visit *visit, struct frame *frame)
{
	struct ctx asks = visit->cx;

	frame->login = link_to(visit, ADDRESS_LOGIN);
	if (!visit->visitor.known)
		return;
	frame->visitor = visit->visitor.name;
	frame->token = session_form_token(visit);
	frame->account = link_to(visit, ADDRESS_ACCOUNT);
	frame->logout = link_to(visit, ADDRESS_LOGOUT);
	if (access_require_somewhere(&asks, ROLE_CLERK) == FAULT_NONE)
		frame->imports = link_to(visit, ADDRESS_IMPORTS);
	if (access_require(&asks, ROLE_AUDITOR, (struct reach){ 0 }) == FAULT_NONE ||
		access_require(&asks, ROLE_ADMINISTRATOR, (struct reach){ 0 }) == FAULT_NONE)
		frame->journal = link_to(visit, ADDRESS_JOURNAL);
	if (access_govern_somewhere(&asks) == FAULT_NONE)
		frame->govern = link_to(visit, ADDRESS_GOVERN);
	if (access_require(&asks, ROLE_ADMINISTRATOR, (struct reach){ 0 }) == FAULT_NONE)
		frame->accounts = link_to(visit, ADDRESS_ACCOUNTS);
}

enum fault frame_fill(struct visit *visit, const struct frame_facts *facts, struct frame *ret)
{
	struct frame frame = {
		.section = facts->section,
		.has_search = facts->has_search,
		.unlisted = facts->unlisted,
		.lang_chosen = visit->lang_chosen,
	};
	enum fault fault = visit->cx.db != NULL ? body_name(&visit->cx, &frame.site) : FAULT_NOT_FOUND;

	if (fault != FAULT_NONE && fault != FAULT_NOT_FOUND)
		return fault;
	frame.title = document_title(visit, facts->title, frame.site);
	fill_links(visit, &frame);
	fill_visitor(visit, &frame);
	fill_forms(visit, &frame);
	*ret = frame;
	return FAULT_NONE;
}

void frame_crumb(struct frame *frame, struct text name, struct url url)
{
	assert(frame->crumbs_n < CRUMBS_MAX);
	frame->crumbs[frame->crumbs_n++] = (struct crumb){ name, url };
}

enum fault frame_show(struct visit *visit, const struct html *html)
{
	return visit_html(visit, html_finish(html));
}
