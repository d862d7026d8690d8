#include "web/request.h"

#include <arpa/inet.h>
#include <strings.h>

bool text_is_caseless(struct text t, const char *ascii)
{
	return text_known(t) && t.n == strlen(ascii) && strncasecmp(t.s, ascii, t.n) == 0;
}

struct text request_header(const struct request *rq, const char *name)
{
	for (size_t i = 0; i < rq->headers_n; i++)
		if (text_is_caseless(rq->headers[i].name, name))
			return rq->headers[i].value;
	return TEXT_NONE;
}

static bool is_address(const char *s)
{
	struct in6_addr room;

	return inet_pton(AF_INET, s, &room) == 1 || inet_pton(AF_INET6, s, &room) == 1;
}

struct text request_forwarded_for(const struct request *rq)
{
	struct text last = TEXT_NONE, rest;

	for (size_t i = 0; i < rq->headers_n; i++)
		if (text_is_caseless(rq->headers[i].name, "X-Forwarded-For")) {
			rest = rq->headers[i].value;
			while (text_split(&rest, ',', &last))
				;
		}
	last = text_trim(last);
	if (text_empty(last) || last.n >= INET6_ADDRSTRLEN || !is_address(text_string(rq->arena, last)))
		return rq->address;
	return text_copy(rq->arena, last);
}

enum method method_from(struct text word)
{
	static const struct {
		const char *word;
		enum method method;
	} methods[] = {
		{ "GET", METHOD_GET },
		{ "HEAD", METHOD_HEAD },
		{ "POST", METHOD_POST },
		{ "OPTIONS", METHOD_OPTIONS },
		{ "PUT", METHOD_UNSERVED },
		{ "DELETE", METHOD_UNSERVED },
		{ "PATCH", METHOD_UNSERVED },
		{ "CONNECT", METHOD_UNSERVED },
		{ "TRACE", METHOD_UNSERVED },
	};

	for (size_t i = 0; i < LENGTH_OF(methods); i++)
		if (text_is(word, methods[i].word))
			return methods[i].method;
	return METHOD_UNKNOWN;
}
