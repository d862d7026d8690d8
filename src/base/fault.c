#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>

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

enum fault refuse_with(struct refusal *why, enum fault fault, const char *message, const char *format, ...)
{
	va_list args;

	refuse(why, fault, message);
	if (why != NULL) {
		va_start(args, format);
		vsnprintf(why->detail, sizeof(why->detail), format, args);
		va_end(args);
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
		[FAULT_CONFLICT] = "conflict",
		[FAULT_LIMIT] = "limit",
		[FAULT_BUSY] = "busy",
		[FAULT_UNCERTAIN] = "uncertain",
		[FAULT_BROKEN] = "broken",
	};

	return (size_t)fault < LENGTH_OF(names) ? names[fault] : "unknown";
}
