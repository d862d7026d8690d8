#include "web/gate.h"

#include <ctype.h>
#include <strings.h>

#define PASSED ((struct gate_answer){ 0, NULL })

static struct gate_answer refused(int status, const char *why)
{
	return (struct gate_answer){ status, why };
}

static bool is_token(struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.s[i];

		if (c >= 0x80 || (!isalnum(c) && (c == '\0' || strchr("!#$%&'*+-.^_`|~", c) == NULL)))
			return false;
	}
	return t.n > 0;
}

static bool is_field_value(struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.s[i];

		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

/* What no browser sends raw, and what servers disagree about. */
static bool is_target(struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.s[i];

		if (c <= 0x20 || c >= 0x7f || strchr("\"<>\\#", c) != NULL)
			return false;
	}
	return t.n > 0;
}

static bool is_digits(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] < '0' || t.s[i] > '9')
			return false;
	return true;
}

static bool is_port(struct text t)
{
	int64_t port = 0;

	return t.n == 0 || (t.n <= 5 && text_number(t, &port) && port <= 65535);
}

static bool only(struct text t, const char *others)
{
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.s[i];

		if (c >= 0x80 || c == '\0' || (!isalnum(c) && strchr(others, c) == NULL))
			return false;
	}
	return t.n > 0;
}

static bool is_version_six(struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.s[i];

		if (c >= 0x80 || (!isxdigit(c) && c != ':' && c != '.'))
			return false;
	}
	return t.n > 1;
}

/* name[:port], an address of version 4 included, or [version 6][:port]. */
static bool is_host(struct text t)
{
	size_t end;

	if (t.n > 0 && t.s[0] == '[') {
		end = text_find_byte(t, ']');
		return end < t.n && is_version_six(text_from_to(t, 1, end)) &&
		       (end + 1 == t.n || (t.s[end + 1] == ':' && is_port(text_after(t, end + 2))));
	}
	end = text_find_byte(t, ':');
	return only(text_from_to(t, 0, end), "-._") && (end == t.n || is_port(text_after(t, end + 1)));
}

/* The fields whose doubles or values could be read in two ways. */
struct framing {
	struct text host, length, coding, expect;
	int hosts, lengths, codings;
};

static struct gate_answer check_fields(const struct head *head, struct framing *ret)
{
	struct framing framing = { 0 };

	if (head->headers_n > HEADERS_MAX)
		return refused(431, N_("The request has too many header fields."));
	for (size_t i = 0; i < head->headers_n; i++) {
		const struct header *header = &head->headers[i];
		struct text value = header->value;

		while (value.n > 0 && (value.s[value.n - 1] == ' ' || value.s[value.n - 1] == '\t'))
			value.n--;
		if (!is_token(header->name))
			return refused(400, N_("A header field of the request has no proper name."));
		if (!is_field_value(value))
			return refused(400, N_("A header field of the request holds control characters."));
		if (text_is_caseless(header->name, "Host")) {
			framing.host = value;
			framing.hosts++;
		} else if (text_is_caseless(header->name, "Content-Length")) {
			framing.length = value;
			framing.lengths++;
		} else if (text_is_caseless(header->name, "Transfer-Encoding")) {
			framing.coding = value;
			framing.codings++;
		} else if (text_is_caseless(header->name, "Expect")) {
			framing.expect = value;
		}
	}
	*ret = framing;
	return PASSED;
}

static struct gate_answer check_body(const struct framing *framing, enum method method, int64_t *ret)
{
	int64_t length = 0;

	if (framing->codings + framing->lengths > 1)
		return refused(400, N_("The request tells its length in two ways."));
	if (framing->codings == 1)
		return text_is_caseless(framing->coding, "chunked") ?
			       refused(411, N_("The request must tell its length.")) :
			       refused(501, N_("The request comes in a form that is not understood here."));
	if (framing->lengths == 1) {
		if (framing->length.n == 0 || !is_digits(framing->length))
			return refused(400, N_("The length of the request is no number."));
		if (framing->length.n > GATE_LENGTH_DIGITS_MAX || !text_number(framing->length, &length))
			return refused(413, N_("What was sent is too large."));
	}
	if (length > 0 && method != METHOD_POST)
		return refused(400, N_("A request of this kind has no content."));
	if (text_known(framing->expect) && !text_is_caseless(framing->expect, "100-continue"))
		return refused(417, N_("The request expects something that is not understood here."));
	*ret = length;
	return PASSED;
}

static struct gate_answer check_host(const struct head *head, const struct framing *framing)
{
	if (framing->hosts == 0 && !text_is(head->version, "HTTP/1.0"))
		return refused(400, N_("The request does not say for which host it is."));
	if (framing->hosts > 1)
		return refused(400, N_("The request names two hosts."));
	if (framing->hosts == 1 && !is_host(framing->host))
		return refused(400, N_("The host that the request names is none."));
	return PASSED;
}

/* Takes "http://host" off a target that names us in full. */
static struct gate_answer check_target(const struct head *head, enum method method, struct text host, struct text *ret)
{
	struct text target = head->target;

	if (!is_target(target))
		return refused(400, N_("The address of the request holds characters that may not stand in one."));
	if (text_is(target, "*") && method == METHOD_OPTIONS) {
		*ret = target;
		return PASSED;
	}
	if (target.n > 7 && text_is_caseless(text_from_to(target, 0, 7), "http://")) {
		size_t slash = 7 + text_find_byte(text_after(target, 7), '/');
		struct text authority = text_from_to(target, 7, slash);

		if (!text_known(host) || authority.n != host.n || strncasecmp(authority.s, host.s, host.n) != 0)
			return refused(400, N_("The request is for another host."));
		target = slash < target.n ? text_after(target, slash) : TEXT("/");
	}
	if (target.s[0] != '/')
		return refused(400, N_("The address of the request does not begin with a slash."));
	*ret = target;
	return PASSED;
}

struct gate_answer gate_check(const struct head *head, struct admission *ret)
{
	enum method method = method_from(head->method);
	struct admission admission = { .host = TEXT_NONE };
	struct framing framing;
	struct gate_answer answer;

	if (!is_token(head->method))
		return refused(400, N_("The method of the request is none."));
	if (!text_is(head->version, "HTTP/1.1") && !text_is(head->version, "HTTP/1.0"))
		return refused(505, N_("This version of HTTP is not spoken here."));
	if (head->target.n > GATE_TARGET_MAX)
		return refused(414, N_("The address is too long."));
	if (head->bytes > GATE_HEAD_MAX)
		return refused(431, N_("The head of the request is too large."));
	answer = check_fields(head, &framing);
	if (answer.status == 0)
		answer = check_host(head, &framing);
	if (answer.status == 0)
		answer = check_body(&framing, method, &admission.body_n);
	if (answer.status == 0)
		answer = check_target(head, method, framing.host, &admission.target);
	if (answer.status != 0)
		return answer;
	if (!head->exact)
		return refused(400, N_("The lines of the request are not as HTTP wants them."));
	if (method == METHOD_UNKNOWN)
		return refused(501, N_("This method is not understood here."));
	admission.host = framing.host;
	*ret = admission;
	return PASSED;
}
