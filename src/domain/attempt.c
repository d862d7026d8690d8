#include "domain/attempt.h"

#include <arpa/inet.h>

#include "domain/account.h"
#include "query/session.h"
#include "seal/token.h"

static const int64_t second = MICROSECONDS;
static const int64_t hour = (int64_t)3600 * MICROSECONDS;

enum { WAIT_DOUBLINGS_MAX = 20 };

struct text attempt_of_email(struct arena *arena, const char *what, struct text email)
{
	return text_from(arena_format(arena, "%s %.*s", what, TEXT_ARG(token_key(arena, account_email_key(arena, email)))));
}

/* Of version 6 one visitor has a whole network (RFC 6177): its first 64 bits. */
static struct text network_of(struct arena *arena, struct text address)
{
	char words[INET6_ADDRSTRLEN];
	struct in6_addr six;

	if (inet_pton(AF_INET6, text_string(arena, address), &six) != 1)
		return address;
	memset(six.s6_addr + 8, 0, 8);
	return text_copy(arena, text_from(inet_ntop(AF_INET6, &six, words, sizeof(words))));
}

struct text attempt_of_visitor(struct arena *arena, const char *what, struct text address)
{
	return text_from(arena_format(arena, "%s %.*s", what, TEXT_ARG(network_of(arena, address))));
}

static int64_t pause_after(int64_t tries, int64_t free_tries)
{
	int64_t doublings = tries - free_tries;

	if (doublings < 0)
		return 0;
	if (doublings >= WAIT_DOUBLINGS_MAX || ((int64_t)2 << doublings) > ATTEMPT_WAIT_MOST)
		return ATTEMPT_WAIT_MOST;
	return (int64_t)2 << doublings;
}

enum fault attempt_wait(struct ctx *cx, struct text key, int64_t free_tries, int64_t hours, int64_t *ret_seconds)
{
	struct attempt_row row;
	enum fault fault = sql_attempt_by_key(cx->db, key, &row);
	int64_t until;

	*ret_seconds = 0;
	if (fault == FAULT_NOT_FOUND || (fault == FAULT_NONE && row.newest < cx->now - hours * hour))
		return FAULT_NONE;
	if (fault != FAULT_NONE)
		return fault;
	until = row.newest + pause_after(row.failures, free_tries) * second;
	if (until > cx->now)
		*ret_seconds = (until - cx->now + second - 1) / second;
	return FAULT_NONE;
}

enum fault attempt_note(struct change *change, struct text key, int64_t hours)
{
	int64_t now = change->cx->now, changed;

	return sql_attempt_failed(change->tx, key, now, now - hours * hour, &changed);
}

enum fault attempt_forget_old(struct change *change)
{
	int64_t changed;

	return sql_attempt_forget_before(change->tx, change->cx->now - ATTEMPT_FORGET_HOURS * hour, &changed);
}
