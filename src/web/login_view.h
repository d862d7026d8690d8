/* web/login_view.h: the page to log in by, and where whoever is let in goes from there. */
#ifndef WEB_LOGIN_VIEW_H
#define WEB_LOGIN_VIEW_H

#include "domain/login.h"
#include "web/visit.h"

struct login_shown {
	int status;
	struct text problem; /* unknown: none */
	struct text email;   /* as it was typed in */
	struct text back;    /* a way back */
};
/* Of the place: with password, or with the second factor's code. */
enum fault login_show(struct visit *visit, const struct login_shown *shown);

/* A path of ours, or unknown: nobody is sent to another site. */
struct text login_way_back(const struct visit *visit, struct text path);
enum fault login_go_on(struct visit *visit, struct text back);
/* LOGIN_DONE or LOGIN_CODE_WANTED. */
enum fault login_let_in(struct visit *visit, const struct login_answer *answer, struct text back);

/* "Vent 8 sekunder, og prøv igen". */
struct text login_wait_words(const struct visit *visit, int64_t seconds);

/* FAULT_DENIED where everybody logs in by another service. */
must_check enum fault login_want_passwords(struct visit *visit);
/* Whether links for choosing a password are sent by mail. */
bool login_sends_links(const struct visit *visit);

#endif
