#include "web/response.h"

#include <assert.h>

void response_add(struct response *response, const char *name, const char *value)
{
	assert(response->headers_n < RESPONSE_HEADERS_MAX);
	response->headers[response->headers_n++] = (struct response_header){ name, value };
}
