/* tests/fuzz/fuzz_web_gate.c: anything as the head of a request.  What the gate lets in can be read in one way only: that is
 * checked here by somebody who knows nothing of it. */
#include <stdlib.h>

#include "web/gate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FIELDS_MAX = 100 };

static void must(bool holds)
{
	if (!holds)
		abort();
}

/* How a server would split it: at spaces, line ends and colons, and no more careful than that. */
static struct head read_head(struct text t, struct header *headers)
{
	struct head head = { .headers = headers, .bytes = t.n, .exact = true };
	struct text line = TEXT(""), field;

	text_line(&t, &line);
	head.method = text_from_to(line, 0, text_find_byte(line, ' '));
	line = text_after(line, head.method.n + 1);
	head.target = text_from_to(line, 0, text_find_byte(line, ' '));
	head.version = text_after(line, head.target.n + 1);
	while (head.headers_n < FIELDS_MAX && text_line(&t, &field) && field.n > 0) {
		size_t colon = text_find_byte(field, ':');

		while (colon + 1 < field.n && field.s[colon + 1] == ' ')
			colon++;
		headers[head.headers_n].name = text_from_to(field, 0, text_find_byte(field, ':'));
		headers[head.headers_n++].value = text_after(field, colon + 1);
	}
	return head;
}

static int count(const struct head *head, const char *name, struct text *ret)
{
	int n = 0;

	for (size_t i = 0; i < head->headers_n; i++)
		if (text_is_caseless(head->headers[i].name, name)) {
			*ret = head->headers[i].value;
			n++;
		}
	return n;
}

static void check_admitted(const struct head *head, const struct admission *admission)
{
	struct text length = TEXT("0"), host, coding;
	int lengths = count(head, "Content-Length", &length);
	int64_t n = 0;

	must(admission->target.n <= GATE_TARGET_MAX && head->headers_n <= HEADERS_MAX && head->bytes <= GATE_HEAD_MAX);
	must(text_is(admission->target, "*") || admission->target.s[0] == '/');
	for (size_t i = 0; i < admission->target.n; i++)
		must(admission->target.s[i] > ' ' && admission->target.s[i] < 0x7f);
	must(count(head, "Transfer-Encoding", &coding) == 0);
	must(lengths <= 1 && text_number(text_trim(length), &n) && n == admission->body_n);
	must(count(head, "Host", &host) == (text_known(admission->host) ? 1 : 0));
	must(text_known(admission->host) || text_is(head->version, "HTTP/1.0"));
	must(method_from(head->method) != METHOD_UNKNOWN);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct header headers[FIELDS_MAX];
	struct head head = read_head((struct text){ (const char *)data, size }, headers);
	struct admission admission = { .body_n = -1 };
	struct gate_answer answer = gate_check(&head, &admission);

	must((answer.status == 0) == (answer.why == NULL));
	if (answer.status == 0)
		check_admitted(&head, &admission);
	else
		must(answer.status >= 400 && answer.status < 600);
	head.exact = false;
	must(gate_check(&head, &admission).status != 0);
	return 0;
}
