/* web/sign_on.h: log-in by another service, as the operator set it up.
 *
 * A press of the button sends the browser there (page_sign_on.c), by a page that leads on by itself: what a form is answered with
 * may not lead to other sites, and that is told to every browser.  What the browser must bring back is made from a token that it
 * keeps in a cookie of a quarter of an hour, and that is known here by its hash alone.
 */
#ifndef WEB_SIGN_ON_H
#define WEB_SIGN_ON_H

#include "domain/identity.h"
#include "openid/provider.h"

struct sign_on {
	struct provider_settings provider;
	struct text label;  /* what the service is called: "Solbæk Kommune" */
	bool alone;         /* nobody logs in by password */
	struct identity_rules rules;
};

#endif
