/* web/session.h: who the visitor is, told by a cookie, and that what they send comes from a page of ours.
 *
 * The browser keeps a token that only it knows; we keep its hash (domain/login.h).  A posted form carries a second token,
 * which is made from the first one and so cannot be known by another site; somebody who is not logged in gets a cookie
 * for that alone.  Besides, browsers say where a request comes from, and one from elsewhere is refused.
 *
 * Law: RFC 6265bis (cookies; the prefix __Host- keeps them to this very host), Fetch Metadata.
 */
#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include "domain/login.h"
#include "web/visit.h"

/* Fills visit->visitor and the viewer of its ctx.  A fault of the database leaves the visitor unknown. */
must_check enum fault session_begin(struct visit *visit);

/* The browser's new token, or none any more. */
void session_cookie(struct visit *visit, struct text token);
void session_cookie_end(struct visit *visit);

/* By which the browser is known after the session, to whoever guesses from elsewhere in vain (domain/login.h). */
void session_browser_cookie(struct visit *visit, struct text token);

/* Of a browser that was sent to another service to log in (domain/identity.h); unknown: it was not, or stayed too long. */
struct text session_departure(const struct visit *visit);
void session_departure_cookie(struct visit *visit, struct text token); /* unknown: it is back */

/* What the forms of this page carry.  The page is never kept and never compressed. */
struct text session_form_token(struct visit *visit);
/* FAULT_DENIED: not from a page of ours. */
must_check enum fault session_check_form(struct visit *visit);

/* From where the visitor logs in. */
struct login_from session_from(const struct visit *visit);

#endif
