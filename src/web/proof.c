#include "web/proof.h"

#include "web/session.h"

enum fault proof_ask(struct visit *visit, const struct login_proof *proof)
{
	struct login_from from = session_from(visit);
	struct login_answer answer;
	enum fault fault = login_again(&visit->cx, visit->visitor.account, proof, &from, &answer);

	if (fault != FAULT_NONE || answer.outcome == LOGIN_DONE)
		return fault;
	if (answer.outcome == LOGIN_WAIT)
		return refuse_with(&visit->cx.why, FAULT_DENIED, N_("Too many tries: wait %s seconds, and try again"), "%lld",
			(long long)answer.wait);
	return refuse(&visit->cx.why, FAULT_DENIED, text_known(proof->code) ? N_("The code does not fit: look at the telephone's clock, and try the next") :
		N_("The password does not fit"));
}
