/* tests/fuzz/fuzz_mail_message.c: anything as the words of a mail.  What is written is held against a reader that knows
 * nothing of how it came about: clean lines, as many fields as there must be, and the words as they were.  Mailboxes are
 * read from the same bytes. */
#include <stdlib.h>

#include "mail/message.h"
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FIELDS = 9 }; /* of a mail of two parts */

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void try_mailbox(struct arena *arena, struct text t)
{
	struct mailbox box;

	if (mailbox_parse(arena, t, NULL, &box) == FAULT_NONE)
		must(mail_address_valid(box.address) && (!text_known(box.name) || mail_words_valid(box.name)));
}

static struct text known(struct text t)
{
	return text_known(t) ? t : TEXT("");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct text all = { size > 0 ? (const char *)data : "", size }, subject = TEXT(""), text = TEXT(""), mail, body;
	struct message m = { .from = { TEXT_NONE, TEXT("a@b.example") }, .to = { .address = TEXT("c@d.example") },
		.language = TEXT("da"), .key = TEXT("k") };

	try_mailbox(&arena, all);
	text_split(&all, '\n', &subject);
	text_split(&all, '\f', &text);
	m.subject = subject;
	m.to.name = subject;
	m.text = text;
	m.html = all;
	if (!text_known(m.html))
		m.html = TEXT("");
	if (message_write(&arena, &m, NULL, &mail) == FAULT_NONE) {
		must(reading_is_clean(mail, 76));
		must(reading_fields(mail, &body) == FIELDS);
		must(text_eq(known(reading_words(&arena, known(reading_field(&arena, mail, "Subject")))), subject));
		must(text_starts(known(reading_quoted(&arena, reading_part(&arena, body, TEXT("=_k"), 0))), text));
		must(text_starts(known(reading_quoted(&arena, reading_part(&arena, body, TEXT("=_k"), 1))), m.html));
	}
	arena_release(&arena);
	return 0;
}
