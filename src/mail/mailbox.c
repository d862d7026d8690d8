#include "mail/mailbox.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* A dot never stands first, last or beside another. */
static bool is_dotted(struct text t, const char *more)
{
	if (t.n == 0 || t.s[0] == '.' || t.s[t.n - 1] == '.')
		return false;
	for (size_t i = 0; i < t.n; i++) {
		if (t.s[i] == '.' && t.s[i - 1] == '.')
			return false;
		if (t.s[i] == '\0' || (t.s[i] != '.' && !is_letter(t.s[i]) && strchr(more, t.s[i]) == NULL))
			return false;
	}
	return true;
}

struct text mail_address_host(struct text address)
{
	return text_after(address, text_find_byte(address, '@') + 1);
}

bool mail_address_valid(struct text address)
{
	size_t at = text_find_byte(address, '@');
	struct text host = mail_address_host(address);

	return address.n <= MAIL_ADDRESS_MAX && at < address.n && at <= MAIL_LOCAL_MAX &&
		is_dotted(text_from_to(address, 0, at), "!#$%&'*+-/=?^_`{|}~") && is_dotted(host, "-") && host.s[0] != '-';
}

bool mail_words_valid(struct text words)
{
	if (!text_valid(words))
		return false;
	for (size_t i = 0; i < words.n; i++)
		if ((unsigned char)words.s[i] < ' ' || words.s[i] == 0x7f)
			return false;
	return true;
}

/* "\"Kommune, \\\"Solbæk\\\"\"" without its quotes; FAULT_INVALID when they do not close at its end. */
static enum fault unquote(struct arena *arena, struct text t, struct text *ret)
{
	struct buffer b = buffer_in(arena, MAIL_NAME_MAX);

	for (size_t i = 1; i < t.n; i++) {
		if (t.s[i] == '"' && i + 1 == t.n) {
			*ret = text_copy(arena, buffer_text(&b));
			return FAULT_NONE;
		}
		if (t.s[i] == '"' || (t.s[i] == '\\' && ++i == t.n))
			return FAULT_INVALID;
		buffer_add_byte(&b, t.s[i]);
	}
	return FAULT_INVALID;
}

static enum fault parse_name(struct arena *arena, struct text t, struct text *ret)
{
	*ret = TEXT_NONE;
	if (t.n > MAIL_NAME_MAX || !mail_words_valid(t))
		return FAULT_INVALID;
	if (t.n == 0)
		return FAULT_NONE;
	if (t.s[0] == '"')
		return unquote(arena, t, ret);
	for (size_t i = 0; i < t.n; i++)
		if (strchr("\"<>()[]\\,;:@", t.s[i]) != NULL)
			return FAULT_INVALID;
	*ret = t;
	return FAULT_NONE;
}

enum fault mailbox_parse(struct arena *arena, struct text t, struct refusal *why, struct mailbox *ret)
{
	struct text all = text_trim(t);
	size_t open = all.n;
	struct mailbox box = { .address = all };
	enum fault fault = FAULT_NONE;

	while (open > 0 && all.s[open - 1] != '<')
		open--;
	if (open > 0 && text_ends(all, TEXT(">"))) {
		box.address = text_from_to(all, open, all.n - 1);
		fault = parse_name(arena, text_trim(text_from_to(all, 0, open - 1)), &box.name);
	}
	if (fault == FAULT_NONE && !mail_address_valid(box.address))
		fault = FAULT_INVALID;
	if (fault != FAULT_NONE)
		return refuse_with(why, fault, N_("%s is no e-mail address"), "%.*s", TEXT_ARG(all));
	*ret = box;
	return FAULT_NONE;
}
