#include "report.h"

#include <stdarg.h>
#include <stdio.h>

void report_add(struct report *report, const char *file, size_t line, const char *format, ...)
{
	char sentence[1024];
	va_list args;

	if (report->n == REPORT_MAX)
		return;
	va_start(args, format);
	vsnprintf(sentence, sizeof(sentence), format, args);
	va_end(args);
	arena_grow(report->arena, report->problems, report->n, &report->room);
	report->problems[report->n++] = (struct problem){
		.file = file,
		.line = line,
		.sentence = arena_string(report->arena, sentence, strlen(sentence)),
	};
}

void report_print(const struct report *report)
{
	for (size_t i = 0; i < report->n; i++)
		fprintf(stderr, "%s:%zu: %s\n", report->problems[i].file, report->problems[i].line,
			report->problems[i].sentence);
	if (report->n == REPORT_MAX)
		fprintf(stderr, "stopped after %d problems\n", REPORT_MAX);
}
