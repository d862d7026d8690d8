#include "domain/mail.h"

#include "base/random.h"
#include "domain/account.h"
#include "query/account.h"
#include "query/body.h"
#include "query/mail.h"
#include "seal/token.h"

static const int64_t hour = (int64_t)3600 * MICROSECONDS;

static const struct {
	const char *name;
	int hours; /* that its link works */
} kinds[MAIL_KINDS] = {
	[MAIL_INVITATION] = { "invitation", TICKET_PASSWORD_HOURS },
	[MAIL_LINK] = { "link", TICKET_PASSWORD_HOURS },
	[MAIL_RESET] = { "reset", TICKET_RESET_HOURS },
};

enum fault mail_queue(struct change *change, enum mail_kind kind, struct text to)
{
	struct ctx *cx = change->cx;
	struct job_id id;
	int64_t changed;
	enum fault fault = job_add(change, &(struct job_new){ .kind = "mail", .input = TEXT("{}") }, &id);

	if (fault != FAULT_NONE)
		return fault;
	return sql_mail_insert(change->tx, id, text_from(kinds[kind].name), to, text_from(lang_tag(cx->lang)),
		random_hex(cx->arena, MAIL_KEY_BYTES), cx->now, &changed);
}

enum fault mail_newest(struct ctx *cx, struct text address, struct mail_row *ret)
{
	return sql_mail_newest(cx->db, cx->arena, address, ret);
}

static enum fault forget_body(struct change *change, void *what)
{
	const int64_t *before = what;
	int64_t changed;

	change->nothing = true;
	return sql_mail_forget_before(change->tx, *before, &changed);
}

enum fault mail_forget(struct ctx *cx)
{
	int64_t before = cx->now - MAIL_KEPT_DAYS * 24 * hour;

	return change_make(cx, forget_body, &before);
}

/* --- for the job --- */

struct opening {
	struct job_id job;
	struct letter letter;
};

static enum fault find_names(struct db *db, struct arena *arena, const struct mail_row *row, struct letter *letter)
{
	struct body_row body;
	enum fault fault = sql_account_name_of_viewer(db, arena, row->viewer, &letter->asker);

	if (fault == FAULT_NOT_FOUND)
		letter->asker = TEXT_NONE;
	else if (fault != FAULT_NONE)
		return fault;
	fault = sql_body_first(db, arena, &body);
	if (fault == FAULT_NONE)
		letter->site = body.name;
	return fault == FAULT_NOT_FOUND ? FAULT_NONE : fault;
}

static enum mail_kind kind_from(struct text name)
{
	enum mail_kind kind = MAIL_INVITATION;

	while (kind + 1 < MAIL_KINDS && !text_is(name, kinds[kind].name))
		kind++;
	return kind;
}

static enum fault open_body(struct change *change, void *what)
{
	struct opening *o = what;
	struct ctx *cx = change->cx;
	struct db *db = tx_db(change->tx);
	struct account_row account;
	struct mail_row row;
	enum fault fault = sql_mail_by_job(db, cx->arena, o->job, &row);

	if (fault == FAULT_NONE)
		fault = sql_account_by_key(db, cx->arena, row.address, &account);
	if (fault == FAULT_NONE && text_is(account.state, "closed"))
		fault = FAULT_NOT_FOUND;
	if (fault == FAULT_NONE)
		fault = find_names(db, cx->arena, &row, &o->letter);
	if (fault != FAULT_NONE)
		return fault;
	o->letter.kind = kind_from(row.kind);
	o->letter.lang = text_is(row.lang, lang_tag(LANG_EN)) ? LANG_EN : LANG_DA;
	o->letter.name = account.name;
	o->letter.email = account.email;
	o->letter.key = row.key;
	o->letter.date = row.made_at;
	o->letter.until = cx->now + kinds[o->letter.kind].hours * hour;
	return ticket_for_mail(change, account.id, kinds[o->letter.kind].hours, o->letter.token);
}

enum fault mail_open(struct ctx *cx, struct job_id job, struct letter *ret)
{
	struct opening o = { .job = job, .letter = { .token = token_new(cx->arena) } };
	enum fault fault = change_make(cx, open_body, &o);

	if (fault == FAULT_NONE)
		*ret = o.letter;
	return fault;
}

static enum fault sent_body(struct change *change, void *what)
{
	const struct job_claim *claim = what;
	int64_t changed;
	enum fault fault = sql_mail_sent(change->tx, claim->job.id, change->cx->now, &changed);

	change->nothing = true;
	return fault != FAULT_NONE ? fault : job_end(change, claim, TEXT("{\"sent\":true}"));
}

enum fault mail_end_sent(struct ctx *cx, const struct job_claim *claim)
{
	struct job_claim copy = *claim;

	return change_make(cx, sent_body, &copy);
}

static enum fault nobody_body(struct change *change, void *what)
{
	const struct job_claim *claim = what;
	int64_t changed;
	enum fault fault = sql_mail_delete(change->tx, claim->job.id, &changed);

	change->nothing = true;
	return fault != FAULT_NONE ? fault : job_end(change, claim, TEXT("{\"sent\":false}"));
}

enum fault mail_end_nobody(struct ctx *cx, const struct job_claim *claim)
{
	struct job_claim copy = *claim;

	return change_make(cx, nobody_body, &copy);
}
