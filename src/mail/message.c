#include "mail/message.h"

enum {
	LINE_MOST = 76,           /* letters of a line, without CRLF: RFC 2045 section 6.7, 2047 section 2 */
	ENCODED_WORD_BYTES = 39,  /* of text in one: 52 letters of base64, 12 around them, and "Subject: " before the first */
	PLAIN_WORDS_MOST = 60,    /* letters that stand in the head as they are: with the field's name below LINE_MOST */
	MESSAGE_MOST = MESSAGE_HEAD_MAX + 2 * (3 * MESSAGE_PART_MAX + MESSAGE_PART_MAX), /* each byte "=XX", and line ends */
};

/* --- the head --- */

static bool is_plain(struct text t)
{
	if (t.n > PLAIN_WORDS_MOST || text_find(t, TEXT("=?")) < t.n)
		return false;
	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] < ' ' || t.s[i] > '~')
			return false;
	return t.n > 0 && t.s[0] != ' ' && t.s[t.n - 1] != ' ';
}

static void write_base64(struct buffer *b, struct text t)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < t.n; i += 3) {
		uint32_t three = (uint32_t)(unsigned char)t.s[i] << 16;

		if (i + 1 < t.n)
			three |= (uint32_t)(unsigned char)t.s[i + 1] << 8;
		if (i + 2 < t.n)
			three |= (unsigned char)t.s[i + 2];
		buffer_add_byte(b, letters[three >> 18]);
		buffer_add_byte(b, letters[three >> 12 & 63]);
		buffer_add_byte(b, i + 1 < t.n ? letters[three >> 6 & 63] : '=');
		buffer_add_byte(b, i + 2 < t.n ? letters[three & 63] : '=');
	}
}

/* Each word holds whole code points (RFC 2047 section 5) and stands on a line of its own but for the first. */
static void write_encoded(struct buffer *b, struct text t)
{
	size_t at = 0;

	while (at < t.n) {
		size_t from = at, next = at;

		while (next < t.n && next - from <= ENCODED_WORD_BYTES) {
			at = next;
			text_rune(t, &next);
		}
		if (next - from <= ENCODED_WORD_BYTES)
			at = next;
		buffer_add_string(b, from > 0 ? "\r\n =?utf-8?B?" : "=?utf-8?B?");
		write_base64(b, text_from_to(t, from, at));
		buffer_add_string(b, "?=");
	}
}

static void write_words(struct buffer *b, struct text t)
{
	if (is_plain(t))
		buffer_add(b, t);
	else
		write_encoded(b, t);
}

/* A name in plain letters stands in quotes, so that nothing in it means something; what would end them is encoded. */
static void write_name(struct buffer *b, struct text name)
{
	if (is_plain(name) && text_find_byte(name, '"') == name.n && text_find_byte(name, '\\') == name.n)
		buffer_format(b, "\"%.*s\"", TEXT_ARG(name));
	else
		write_encoded(b, name);
}

static void write_mailbox(struct buffer *b, const char *field, const struct mailbox *box)
{
	buffer_add_string(b, field);
	if (text_known(box->name) && box->name.n > 0) {
		write_name(b, box->name);
		buffer_add_string(b, "\r\n ");
	}
	buffer_format(b, "<%.*s>\r\n", TEXT_ARG(box->address));
}

/* "Wed, 25 Nov 2026 04:00:00 +0100" */
static void write_date(struct buffer *b, int64_t instant)
{
	struct moment local = instant_to_local(instant);
	int64_t second = instant / MICROSECONDS % 60;

	buffer_format(b, "Date: %.3s, %d %.3s %04d %02d:%02d:%02d +%02d00\r\n", weekday_english(date_weekday(local.date)),
		local.date.day, month_english(local.date.month), local.date.year, local.hour, local.minute,
		(int)(second < 0 ? 0 : second), instant_offset_hours(instant));
}

static void write_list(struct buffer *b, const struct message *m)
{
	if (text_known(m->list))
		buffer_format(b, "List-Id: <%.*s>\r\n", TEXT_ARG(m->list));
	if (text_known(m->unsubscribe))
		buffer_format(b, "List-Unsubscribe: <%.*s>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
			TEXT_ARG(m->unsubscribe));
}

static void write_head(struct buffer *b, const struct message *m)
{
	write_date(b, m->date);
	write_mailbox(b, "From: ", &m->from);
	write_mailbox(b, "To: ", &m->to);
	buffer_add_string(b, "Subject: ");
	write_words(b, m->subject);
	buffer_format(b, "\r\nMessage-ID: <%.*s@%.*s>\r\n", TEXT_ARG(m->key), TEXT_ARG(mail_address_host(m->from.address)));
	buffer_format(b, "MIME-Version: 1.0\r\nContent-Language: %.*s\r\nAuto-Submitted: auto-generated\r\n", TEXT_ARG(m->language));
	write_list(b, m);
}

/* --- the body --- */

/* Quoted-printable: at a line's end a space would be lost on the way, and is written as a number. */
static void write_quoted(struct buffer *b, struct text t)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t column = 0;

	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.s[i];
		bool ends = i + 1 == t.n || t.s[i + 1] == '\n';
		bool as_is = (c > ' ' && c <= '~' && c != '=') || ((c == ' ' || c == '\t') && !ends);
		size_t width = as_is ? 1 : 3;

		if (c == '\n') {
			buffer_add_string(b, "\r\n");
			column = 0;
			continue;
		}
		if (column + width > LINE_MOST - (ends ? 0 : 1)) { /* room for the "=" of a soft break */
			buffer_add_string(b, "=\r\n");
			column = 0;
		}
		if (as_is) {
			buffer_add_byte(b, (char)c);
		} else {
			buffer_add_byte(b, '=');
			buffer_add_byte(b, digits[c >> 4]);
			buffer_add_byte(b, digits[c & 15]);
		}
		column += width;
	}
	if (column > 0)
		buffer_add_string(b, "\r\n");
}

static void write_part(struct buffer *b, const char *type, struct text t)
{
	buffer_format(b, "Content-Type: text/%s; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", type);
	write_quoted(b, t);
}

/* "=_" is nothing that quoted-printable could write: the boundary never stands within a part. */
static void write_body(struct buffer *b, const struct message *m)
{
	if (!text_known(m->html)) {
		write_part(b, "plain", m->text);
		return;
	}
	buffer_format(b, "Content-Type: multipart/alternative;\r\n boundary=\"=_%.*s\"\r\n\r\n", TEXT_ARG(m->key));
	buffer_format(b, "--=_%.*s\r\n", TEXT_ARG(m->key));
	write_part(b, "plain", m->text);
	buffer_format(b, "\r\n--=_%.*s\r\n", TEXT_ARG(m->key));
	write_part(b, "html", m->html);
	buffer_format(b, "\r\n--=_%.*s--\r\n", TEXT_ARG(m->key));
}

/* --- what is refused --- */

static bool is_key(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!((t.s[i] >= 'a' && t.s[i] <= 'z') || (t.s[i] >= 'A' && t.s[i] <= 'Z') || (t.s[i] >= '0' && t.s[i] <= '9') ||
			    t.s[i] == '-'))
			return false;
	return t.n > 0 && t.n <= MESSAGE_KEY_MAX;
}

/* What stands between < and >: nothing that would end it. */
static bool is_enclosable(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] <= ' ' || t.s[i] > '~' || t.s[i] == '<' || t.s[i] == '>')
			return false;
	return !text_known(t) || (t.n > 0 && t.n <= MESSAGE_URL_MAX);
}

static bool mailbox_valid(const struct mailbox *box)
{
	return mail_address_valid(box->address) && box->name.n <= MAIL_NAME_MAX && (!text_known(box->name) ||
		mail_words_valid(box->name));
}

static enum fault check(const struct message *m, struct refusal *why)
{
	if (!mailbox_valid(&m->to))
		return refuse_with(why, FAULT_INVALID, N_("%s is no e-mail address"), "%.*s", TEXT_ARG(m->to.address));
	if (!mailbox_valid(&m->from))
		return refuse_with(why, FAULT_INVALID, N_("%s is no e-mail address"), "%.*s", TEXT_ARG(m->from.address));
	if (!mail_words_valid(m->subject) || !text_valid(m->text) || (text_known(m->html) && !text_valid(m->html)) ||
		!is_key(m->key) || !is_key(m->language) || !is_enclosable(m->list) || !is_enclosable(m->unsubscribe))
		return refuse(why, FAULT_INVALID, N_("The mail holds what no mail may hold"));
	if (m->subject.n > MESSAGE_SUBJECT_MAX || m->text.n > MESSAGE_PART_MAX || m->html.n > MESSAGE_PART_MAX)
		return refuse(why, FAULT_LIMIT, N_("The mail is too long"));
	return FAULT_NONE;
}

enum fault message_write(struct arena *arena, const struct message *message, struct refusal *why, struct text *ret)
{
	struct buffer b = buffer_in(arena, MESSAGE_MOST);
	enum fault fault = check(message, why);

	if (fault != FAULT_NONE)
		return fault;
	write_head(&b, message);
	write_body(&b, message);
	if (b.full)
		return refuse(why, FAULT_LIMIT, N_("The mail is too long"));
	*ret = buffer_text(&b);
	return FAULT_NONE;
}
