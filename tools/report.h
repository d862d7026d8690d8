/* tools/report.h: what is wrong with the input, all of it, as FILE:LINE: sentence. */
#ifndef TOOLS_REPORT_H
#define TOOLS_REPORT_H

#include "base/arena.h"
#include "base/text.h"

enum { REPORT_MAX = 100 }; /* problems; past it one has stopped reading */

struct problem {
	const char *file; /* borrowed */
	size_t line;      /* 1.. */
	const char *sentence;
};

struct report {
	struct arena *arena;
	struct problem *problems;
	size_t n, room;
};

#define REPORT_INIT(a)                                                                             \
	{                                                                                          \
		.arena = (a)                                                                       \
	}

void report_add(struct report *report, const char *file, size_t line, const char *format, ...)
	printf_like(4, 5);
/* On standard error, as they were found. */
void report_print(const struct report *report);

#endif
