/* web/proof.h: before what matters the visitor shows once more who they are: an open browser alone must not be enough. */
#ifndef WEB_PROOF_H
#define WEB_PROOF_H

#include "domain/login.h"
#include "web/visit.h"

/* FAULT_DENIED, with a sentence: the password, or the code of who has none, does not fit, or there were too many tries. */
must_check enum fault proof_ask(struct visit *visit, const struct login_proof *proof);

#endif
