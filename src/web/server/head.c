#include "web/server/head.h"

/* head_read reads where the library's pieces of a head lie.  Another version may lay them elsewhere: prove tests/serve
 * against it before you raise this. */
#if MHD_VERSION != 0x00097500
#error "web/server is proved with libmicrohttpd 0.9.75 alone"
#endif

/* The library overwrites the ends of its pieces with NUL, in the very bytes that came: "GET\0/x\0HTTP/1.1\0\0Host\0 x\0\0...".
 * So when each piece begins where the one before it ends, plus exactly what HTTP wants between them, nothing was folded,
 * skipped or repaired, and no NUL was hidden within. */
struct reading {
	struct request *rq;
	size_t n;
	uintptr_t next; /* where the next piece must begin */
	bool exact;
};

/* Only spaces and tabs stand between the colon and the value. */
static bool follows_colon(const char *name, size_t name_n, const char *value)
{
	uintptr_t colon = (uintptr_t)name + name_n, begin = (uintptr_t)value;

	if (begin <= colon || begin - colon > GATE_HEAD_MAX)
		return false;
	for (const char *c = name + name_n + 1; c < value; c++)
		if (*c != ' ' && *c != '\t')
			return false;
	return true;
}

static enum MHD_Result read_header(void *what, enum MHD_ValueKind kind, const char *name, size_t name_n, const char *value,
	size_t value_n)
{
	struct reading *reading = what;

	if (value == NULL || (uintptr_t)name != reading->next || !follows_colon(name, name_n, value))
		reading->exact = false;
	reading->next = (uintptr_t)value + value_n + 2;
	if (reading->n < HEADERS_MAX) {
		struct header *header = &reading->rq->headers[reading->n];

		header->name = (struct text){ name, name_n };
		header->value = (struct text){ value != NULL ? value : "", value != NULL ? value_n : 0 };
		reading->rq->headers_n = reading->n + 1;
	}
	reading->n++;
	return MHD_YES;
}

void head_read(struct MHD_Connection *connection, const struct peer *peer, const char *method, const char *version,
	struct request *rq, struct head *ret)
{
	const union MHD_ConnectionInfo *size =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	size_t bytes = size != NULL ? size->header_size : 0;
	struct reading reading = { .rq = rq, .next = (uintptr_t)version + strlen(version) + 2 };

	reading.exact = (uintptr_t)peer->target_at == (uintptr_t)method + strlen(method) + 1 &&
			(uintptr_t)version == (uintptr_t)peer->target_at + peer->target_n + 1;
	MHD_get_connection_values_n(connection, MHD_HEADER_KIND, read_header, &reading);
	*ret = (struct head){
		.method = text_from(method),
		.target = { peer->target, peer->target_n < sizeof(peer->target) ? peer->target_n : sizeof(peer->target) - 1 },
		.version = text_from(version),
		.headers = rq->headers,
		.headers_n = reading.n,
		.bytes = bytes,
		.exact = reading.exact && reading.next + 2 == (uintptr_t)method + bytes,
	};
}
