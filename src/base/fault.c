#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/text.h"

enum fault refuse(struct refusal *why, enum fault fault, const char *message)
{
	if (why != NULL) {
		why->fault = fault;
		why->message = message;
		why->line = 0;
		why->detail[0] = '\0';
	}
	return fault;
}

/* Control characters, and bytes that are no UTF-8: of odd names, and of a letter that was cut in two at the end. */
static void make_showable(char *detail)
{
	struct text t = text_from(detail);

	for (size_t at = 0; at < t.n;) {
		size_t from = at;
		uint32_t rune = text_rune(t, &at);

		if (rune < 0x20 || (rune >= 0x7f && rune <= 0x9f) || (rune == 0xfffd && at - from == 1))
			memset(detail + from, '?', at - from);
	}
}

enum fault refuse_with(struct refusal *why, enum fault fault, const char *message, const char *format, ...)
{
	va_list args;

	refuse(why, fault, message);
	if (why != NULL) {
		va_start(args, format);
		vsnprintf(why->detail, sizeof(why->detail), format, args);
		va_end(args);
		make_showable(why->detail);
	}
	return fault;
}

const char *fault_name(enum fault fault)
{
	static const char *const names[] = {
		[FAULT_NONE] = "none",
		[FAULT_INVALID] = "invalid",
		[FAULT_DENIED] = "denied",
		[FAULT_NOT_FOUND] = "not-found",
		[FAULT_GONE] = "gone",
		[FAULT_CONFLICT] = "conflict",
		[FAULT_LIMIT] = "limit",
		[FAULT_BUSY] = "busy",
		[FAULT_UNCERTAIN] = "uncertain",
		[FAULT_BROKEN] = "broken",
	};

	return (size_t)fault < LENGTH_OF(names) ? names[fault] : "unknown";
}
