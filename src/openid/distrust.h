/* openid/distrust.h: the one sentence for whatever is wrong with what a provider says; the word tells an operator where to
 * look. */
#ifndef OPENID_DISTRUST_H
#define OPENID_DISTRUST_H

#include "base/fault.h"

static inline enum fault distrust(struct refusal *why, const char *what)
{
	return refuse_with(why, FAULT_DENIED, N_("What the log-in service says cannot be trusted (%s)"), "%s", what);
}

#endif
