#include "cli/office.h"

#include <unistd.h>

#include "base/path.h"
#include "web/address.h"

enum { PASSWORD_FILE_MAX = 4 << 10 };

static struct url ticket_url(struct arena *arena, struct text origin, struct text token)
{
	return url_absolute(arena, origin, url_ticket(arena, token));
}

/* The first line of the file. */
static enum fault read_password(struct invocation *in, struct mail_server *server)
{
	struct text file = option_setting(in, "smtp-password", "SAGSGANG_SMTP_PASSWORD"), bytes;
	enum fault fault;

	if (!text_known(file))
		return FAULT_NONE;
	fault = path_read(in->cx.arena, file.s, PASSWORD_FILE_MAX, &in->cx.why, &bytes);
	if (fault != FAULT_NONE)
		return fault;
	if (!text_line(&bytes, &server->password) || text_empty(server->password) || !mail_words_valid(server->password))
		return refuse_with(&in->cx.why, FAULT_INVALID, N_("The file %s holds no password"), "%.*s", TEXT_ARG(file));
	return FAULT_NONE;
}

static enum fault read_authority(struct invocation *in, struct mail_server *server)
{
	server->authority = option_setting(in, "smtp-ca", "SAGSGANG_SMTP_CA");
	if (!text_known(server->authority) || access(server->authority.s, R_OK) == 0)
		return FAULT_NONE;
	return refuse_with(&in->cx.why, FAULT_NOT_FOUND, N_("The file %s cannot be read or written"), "%.*s",
		TEXT_ARG(server->authority));
}

enum fault office_read(struct invocation *in, struct text origin, struct mail_office *ret, bool *ret_set)
{
	struct text smtp = option_setting(in, "smtp", "SAGSGANG_SMTP"), from = option_setting(in, "mail-from", "SAGSGANG_MAIL_FROM");
	struct mail_office office = { .origin = origin, .ticket_url = ticket_url,
		.login = url_absolute(in->cx.arena, origin, url_to(in->cx.arena, ADDRESS_LOGIN)) };
	enum fault fault;

	*ret_set = false;
	if (!text_known(smtp))
		return FAULT_NONE;
	if (!text_known(from) || !text_known(origin) || text_empty(origin))
		return refuse(&in->cx.why, FAULT_INVALID, N_("With --smtp the options --mail-from and --origin are needed"));
	fault = mail_server_parse(in->cx.arena, smtp, &in->cx.why, &office.server);
	if (fault == FAULT_NONE)
		fault = mailbox_parse(in->cx.arena, from, &in->cx.why, &office.from);
	if (fault == FAULT_NONE)
		fault = read_password(in, &office.server);
	if (fault == FAULT_NONE)
		fault = read_authority(in, &office.server);
	if (fault != FAULT_NONE)
		return fault;
	*ret = office;
	*ret_set = true;
	return FAULT_NONE;
}
