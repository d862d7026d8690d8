#include "web/login_view.h"

#include "views/account.h"
#include "web/frame.h"
#include "web/link.h"
#include "web/session.h"
#include "web/sign_on.h"
#include "web/site.h"

static bool by_password(const struct visit *visit)
{
	return visit->settings->sign_on == NULL || !visit->settings->sign_on->alone;
}

enum fault login_want_passwords(struct visit *visit)
{
	if (by_password(visit))
		return FAULT_NONE;
	return refuse_with(&visit->cx.why, FAULT_DENIED, N_("Here everybody logs in by %s, and nobody by a password"), "%.*s",
		TEXT_ARG(visit->settings->sign_on->label));
}

bool login_sends_links(const struct visit *visit)
{
	return visit->settings->mail && by_password(visit);
}

struct text login_way_back(const struct visit *visit, struct text path)
{
	struct place place;

	if (!text_known(path) || address_find(visit->cx.arena, path, &place) != FAULT_NONE)
		return TEXT_NONE;
	return address_url(visit->cx.arena, &place, NULL, 0).s;
}

static void fill_sign_on(struct visit *visit, struct login_page *page)
{
	if (visit->settings->sign_on == NULL)
		return;
	page->sign_on = link_to(visit, ADDRESS_SIGN_ON);
	page->service = visit->settings->sign_on->label;
}

enum fault login_show(struct visit *visit, const struct login_shown *shown)
{
	bool code = visit->place.address == ADDRESS_LOGIN_CODE;
	struct login_page page = { .form = { .problem = shown->problem, .email = shown->email, .back = shown->back },
		.action = link_to(visit, code ? ADDRESS_LOGIN_CODE : ADDRESS_LOGIN), .passwords = by_password(visit),
		.forgotten = login_sends_links(visit) ? link_to(visit, ADDRESS_FORGOTTEN) : (struct url){ TEXT_NONE } };
	struct html html = html_in(visit->cx.arena, visit->cx.lang);
	enum fault fault = frame_fill(visit, &(struct frame_facts){ .title = text_from(tr(visit->cx.lang, N_("Log in"))),
		.unlisted = true }, &page.frame);

	if (fault != FAULT_NONE)
		return fault;
	fill_sign_on(visit, &page);
	page.frame.token = session_form_token(visit);
	visit->response->status = shown->status;
	if (code)
		view_login_code(&html, &page);
	else
		view_login(&html, &page);
	return frame_show(visit, &html);
}

enum fault login_go_on(struct visit *visit, struct text back)
{
	return visit_send_to(visit, 303, text_known(back) ? (struct url){ back } : link_to(visit, ADDRESS_ACCOUNT));
}

enum fault login_let_in(struct visit *visit, const struct login_answer *answer, struct text back)
{
	struct address_field field = { "til", back };

	session_cookie(visit, answer->token);
	if (text_known(answer->browser))
		session_browser_cookie(visit, answer->browser);
	if (answer->outcome == LOGIN_DONE)
		return login_go_on(visit, back);
	return visit_send_to(visit, 303,
		address_url(visit->cx.arena, &(struct place){ .address = ADDRESS_LOGIN_CODE }, &field, 1));
}

struct text login_wait_words(const struct visit *visit, int64_t seconds)
{
	return frame_words(visit, N_("Too many tries: wait %s seconds, and try again"),
		text_from(arena_format(visit->cx.arena, "%lld", (long long)seconds)));
}
