#include "web/server/reply.h"

#include <stdlib.h>

#include "base/log.h"
#include "web/server.h"

static struct MHD_Response *with_headers(struct MHD_Response *mhd, const struct response *response)
{
	if (mhd == NULL)
		return NULL;
	for (size_t i = 0; i < response->headers_n; i++)
		if (MHD_add_response_header(mhd, response->headers[i].name, response->headers[i].value) != MHD_YES)
			log_line(LOG_ERROR, "header=%s not sent", response->headers[i].name);
	return mhd;
}

static struct MHD_Response *from_text(struct text body, enum MHD_ResponseMemoryMode mode)
{
	return MHD_create_response_from_buffer(body.n, (void *)(uintptr_t)(body.n > 0 ? body.s : ""), mode);
}

static ssize_t read_nothing(void *what, uint64_t at, char *to, size_t most)
{
	return MHD_CONTENT_READER_END_WITH_ERROR;
}

/* A 304 tells the length of what it does not send (RFC 9110 section 8.6), or an empty one would seem to have come. */
static struct MHD_Response *from_length(int64_t n)
{
	return MHD_create_response_from_callback((uint64_t)n, 1, read_nothing, NULL, NULL);
}

int64_t reply_bytes(const struct response *response)
{
	return response->read != NULL ? response->part_n : (int64_t)response->body.n;
}

struct MHD_Response *reply_make(const struct response *response, MHD_ContentReaderCallback read_piece, void *what)
{
	struct MHD_Response *mhd;

	if (response->status == 304)
		mhd = from_length(response->announced);
	else if (response->read != NULL && response->part_n > 0)
		mhd = MHD_create_response_from_callback((uint64_t)response->part_n, RESPONSE_PIECE, read_piece, what, NULL);
	else
		mhd = from_text(response->read != NULL ? TEXT("") : response->body, MHD_RESPMEM_PERSISTENT);
	return with_headers(mhd, response);
}

struct ready *ready_make(const struct response *response)
{
	struct ready *ready = malloc(sizeof(*ready));
	struct MHD_Response *mhd = NULL;

	if (ready != NULL)
		mhd = response->status == 304 ? from_length(response->announced) :
						from_text(response->body, MHD_RESPMEM_MUST_COPY);
	if (mhd == NULL) {
		free(ready);
		return NULL;
	}
	*ready = (struct ready){ with_headers(mhd, response), response->status, (int64_t)response->body.n };
	return ready;
}

void ready_release(struct ready *ready)
{
	if (ready == NULL)
		return;
	MHD_destroy_response(ready->mhd); /* which counts who is being sent it */
	free(ready);
}
