/* tests/fuzz/fuzz_net_address.c: anything as the address of another machine.  What is taken leads where it says. */
#include <stdlib.h>

#include "net/fetch.h"
#include "net/mail.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static bool leads_here(struct text host)
{
	return text_starts(host, TEXT("127.")) || text_starts(host, TEXT("localhost")) || text_starts(host, TEXT("[::1]"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct text t = { size > 0 ? (const char *)data : "", size }, host, after;
	struct mail_server server;

	if (mail_server_parse(&arena, t, NULL, &server) == FAULT_NONE)
		must(text_starts(server.url, TEXT("smtp://")) || text_starts(server.url, TEXT("smtps://")));
	if (fetch_url_valid(&arena, t, &host)) {
		after = text_after(t, text_find(t, TEXT("://")) + 3);
		must(text_starts(after, host));
		must(text_starts(t, TEXT("https://")) || (text_starts(t, TEXT("http://")) && leads_here(host)));
		after = text_after(after, host.n);
		must(text_empty(after) || text_starts(after, TEXT("/")) || text_starts(after, TEXT("?")));
	}
	arena_release(&arena);
	return 0;
}
