/* cli/sign_on.h: the service that people log in by besides this program, from options or the environment.
 *
 * Options count before the environment.  What is secret stands in a file; who gets which role, in another:
 *
 *     # of the claim, and the role that it gives; then where: a committee and a department, as in their addresses, * is every one
 *     Sagsgang-administratorer = administrator
 *     Udvalg-sekretariat = clerk
 *     CN=Økonomi,OU=Grupper = clerk oekonomiudvalget
 *     Teknik = officer * teknik-og-miljoe
 */
#ifndef CLI_SIGN_ON_H
#define CLI_SIGN_ON_H

#include "cli/command.h"
#include "web/sign_on.h"

#define SIGN_ON_OPTIONS                                                                                                \
	{ "oidc", N_("URL"), N_("the issuer of an OpenID Connect provider by which people log in (default: SAGSGANG_OIDC)") }, \
	{ "oidc-client", N_("ID"), N_("as what the provider knows the portal (default: SAGSGANG_OIDC_CLIENT)") },            \
	{ "oidc-secret", N_("FILE"), N_("holds the secret that the provider gave the portal (default: SAGSGANG_OIDC_SECRET)") }, \
	{ "oidc-label", N_("TEXT"), N_("what the provider is called on the log-in page (default: SAGSGANG_OIDC_LABEL, else its " \
				       "host)") },                                                                     \
	{ "oidc-claim", N_("NAME"), N_("the claim that tells of roles, or a JSON pointer to it (default: SAGSGANG_OIDC_CLAIM, " \
				       "else \"roles\")") },                                                           \
	{ "oidc-roles", N_("FILE"), N_("which value of the claim gives which role: lines \"VALUE = ROLE [COMMITTEE "          \
				       "[DEPARTMENT]]\" (default: SAGSGANG_OIDC_ROLES)") },                             \
	{ "oidc-scope", N_("WORDS"), N_("what is asked for (default: SAGSGANG_OIDC_SCOPE, else \"openid profile email\")") }, \
	{ "oidc-ca", N_("FILE"), N_("certificates (PEM) that the provider's must come from, in place of the system's "        \
				    "(default: SAGSGANG_OIDC_CA)") },                                                  \
	{ "oidc-only", NULL, N_("nobody logs in by a password (default: when SAGSGANG_OIDC_ONLY holds anything)") }

/* *ret_set: people may log in by it.  FAULT_INVALID: what was said is half, or is no address; it wants the portal's origin, as
 * nobody may come back to where a visitor says. */
must_check enum fault sign_on_read(struct invocation *in, struct text origin, struct sign_on *ret, bool *ret_set);

#endif
