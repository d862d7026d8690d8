#include "web/multipart.h"

#include "base/path.h"
#include "markup/percent.h"
#include "web/request.h"

enum state {
	BEFORE,     /* the first delimiter has not come */
	AFTER_LINE, /* just after a delimiter: CR LF, or -- at the very end */
	IN_HEAD,
	IN_BYTES,
	OVER,
};

struct multipart {
	struct arena *arena;
	struct multipart_sink sink;
	enum state state;
	char delimiter[MULTIPART_BOUNDARY_MAX + 4]; /* CR LF -- boundary */
	size_t delimiter_n, matched;                /* so much of it has come */
	char head[MULTIPART_HEAD_MAX];
	size_t head_n;
	char two[2]; /* AFTER_LINE */
	size_t two_n;
	int parts;
};

static enum fault broken(struct refusal *why)
{
	return refuse(why, FAULT_INVALID, N_("The form with its files did not come through whole: send it again"));
}

struct text multipart_boundary(struct text type)
{
	size_t semicolon = text_find_byte(type, ';'), at;
	struct text boundary;

	if (!text_is_caseless(text_trim(text_from_to(type, 0, semicolon)), "multipart/form-data"))
		return TEXT_NONE;
	at = text_find(type, TEXT("boundary="));
	if (at == type.n)
		return TEXT_NONE;
	boundary = text_trim(text_after(type, at + 9));
	boundary = text_trim(text_from_to(boundary, 0, text_find_byte(boundary, ';')));
	if (boundary.n >= 2 && boundary.s[0] == '"' && boundary.s[boundary.n - 1] == '"')
		boundary = text_from_to(boundary, 1, boundary.n - 1);
	if (boundary.n == 0 || boundary.n > MULTIPART_BOUNDARY_MAX)
		return TEXT_NONE;
	for (size_t i = 0; i < boundary.n; i++)
		if (boundary.s[i] <= ' ' || boundary.s[i] > '~' || boundary.s[i] == '"')
			return TEXT_NONE;
	return boundary;
}

struct multipart *multipart_begin(struct arena *arena, struct text boundary, const struct multipart_sink *sink)
{
	struct multipart *m = arena_new(arena, struct multipart, 1);

	m->arena = arena;
	m->sink = *sink;
	memcpy(m->delimiter, "\r\n--", 4);
	memcpy(m->delimiter + 4, boundary.s, boundary.n);
	m->delimiter_n = boundary.n + 4;
	m->matched = 2; /* the first delimiter stands at a line's beginning already */
	return m;
}

/* The value of a parameter in quotes: name="...".  Browsers write %22, %0D and %0A for what cannot stand there
 * (HTML, "multipart/form-data encoding algorithm"). */
static bool parameter(struct multipart *m, struct text field, const char *name, struct text *ret)
{
	struct text start = text_from(arena_format(m->arena, "; %s=\"", name)), value;
	size_t at = text_find(field, start), end;
	struct buffer b = buffer_in(m->arena, MULTIPART_HEAD_MAX);

	*ret = TEXT_NONE;
	if (at == field.n)
		return true;
	value = text_after(field, at + start.n);
	end = text_find_byte(value, '"');
	if (end == value.n)
		return false;
	value = text_from_to(value, 0, end);
	for (size_t i = 0; i < value.n; i++) {
		struct text rest = text_after(value, i);

		if (text_starts(rest, TEXT("%22"))) {
			buffer_add_byte(&b, '"');
			i += 2;
		} else if (text_starts(rest, TEXT("%0D")) || text_starts(rest, TEXT("%0A"))) {
			buffer_add_byte(&b, ' ');
			i += 2;
		} else {
			buffer_add_byte(&b, value.s[i]);
		}
	}
	*ret = text_copy(m->arena, buffer_text(&b));
	return text_valid(*ret);
}

static enum fault read_head(struct multipart *m, struct refusal *why)
{
	struct text rest = { m->head, m->head_n }, line;
	struct multipart_part part = { TEXT_NONE, TEXT_NONE };

	while (text_line(&rest, &line)) {
		size_t colon = text_find_byte(line, ':');
		struct text value = text_trim(text_after(line, colon + 1));

		if (colon == line.n)
			return broken(why);
		if (!text_is_caseless(text_from_to(line, 0, colon), "Content-Disposition"))
			continue;
		if (text_known(part.name) || !text_starts(value, TEXT("form-data; ")) ||
			!parameter(m, value, "name", &part.name) || !parameter(m, value, "filename", &part.filename))
			return broken(why);
	}
	if (text_empty(part.name))
		return broken(why);
	if (++m->parts > MULTIPART_PARTS_MAX)
		return refuse(why, FAULT_LIMIT, N_("The form has too many parts"));
	if (text_known(part.filename)) {
		size_t slash = part.filename.n;

		while (slash > 0 && part.filename.s[slash - 1] != '\\') /* very old browsers send the whole path */
			slash--;
		part.filename = path_name(text_after(part.filename, slash));
	}
	m->head_n = 0;
	m->state = IN_BYTES;
	m->matched = 0;
	return m->sink.begin(m->sink.what, &part);
}

static enum fault head_byte(struct multipart *m, char byte, struct refusal *why)
{
	if (m->head_n == MULTIPART_HEAD_MAX)
		return refuse(why, FAULT_LIMIT, N_("The form has too many parts"));
	m->head[m->head_n++] = byte;
	if (m->head_n == 2 && memcmp(m->head, "\r\n", 2) == 0)
		return broken(why); /* a part without a head */
	if (m->head_n >= 4 && memcmp(m->head + m->head_n - 4, "\r\n\r\n", 4) == 0) {
		m->head_n -= 2;
		return read_head(m, why);
	}
	return FAULT_NONE;
}

static enum fault after_line_byte(struct multipart *m, char byte, struct refusal *why)
{
	m->two[m->two_n++] = byte;
	if (m->two_n < 2)
		return FAULT_NONE;
	m->two_n = 0;
	if (memcmp(m->two, "\r\n", 2) == 0)
		m->state = IN_HEAD;
	else if (memcmp(m->two, "--", 2) == 0)
		m->state = OVER;
	else
		return broken(why);
	return FAULT_NONE;
}

static enum fault delimiter_done(struct multipart *m)
{
	bool first = m->state == BEFORE;

	m->matched = 0;
	m->state = AFTER_LINE;
	return first ? FAULT_NONE : m->sink.end(m->sink.what);
}

/* How many bytes of t belong to the part, and go to the sink at once; what may begin a delimiter waits in `matched`, as the
 * delimiter itself tells what it was.  CR stands in a delimiter only at its beginning, so a failed match begins anew there
 * or nowhere. */
static enum fault take_bytes(struct multipart *m, struct text t, size_t *at)
{
	size_t from = *at;
	enum fault fault = FAULT_NONE;

	while (*at < t.n && fault == FAULT_NONE && m->matched < m->delimiter_n) {
		if (m->matched == 0) {
			const char *cr = memchr(t.s + *at, '\r', t.n - *at);

			*at = cr != NULL ? (size_t)(cr - t.s) : t.n;
			if (*at > from)
				fault = m->sink.bytes(m->sink.what, text_from_to(t, from, *at));
			if (cr == NULL)
				return fault;
			from = *at;
			m->matched = 1;
			++*at;
			from = *at;
		} else if (t.s[*at] == m->delimiter[m->matched]) {
			m->matched++;
			++*at;
			from = *at;
		} else {
			fault = m->sink.bytes(m->sink.what, (struct text){ m->delimiter, m->matched });
			m->matched = 0;
			from = *at;
		}
	}
	return fault != FAULT_NONE || m->matched < m->delimiter_n ? fault : delimiter_done(m);
}

static enum fault before_byte(struct multipart *m, char byte, struct refusal *why)
{
	if (byte != m->delimiter[m->matched])
		return broken(why);
	return ++m->matched == m->delimiter_n ? delimiter_done(m) : FAULT_NONE;
}

enum fault multipart_feed(struct multipart *m, struct text bytes, struct refusal *why)
{
	enum fault fault = FAULT_NONE;
	size_t at = 0;

	while (at < bytes.n && fault == FAULT_NONE) {
		switch (m->state) {
		case BEFORE:
			fault = before_byte(m, bytes.s[at++], why);
			break;
		case AFTER_LINE:
			fault = after_line_byte(m, bytes.s[at++], why);
			break;
		case IN_HEAD:
			fault = head_byte(m, bytes.s[at++], why);
			break;
		case IN_BYTES:
			fault = take_bytes(m, bytes, &at);
			break;
		case OVER:
			at = bytes.n; /* what comes after is nothing (RFC 2046 section 5.1.1) */
			break;
		}
	}
	return fault;
}

enum fault multipart_end(struct multipart *m, struct refusal *why)
{
	return m->state == OVER ? FAULT_NONE : broken(why);
}
