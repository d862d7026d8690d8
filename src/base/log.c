#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/calendar.h"

enum { LINE_MAX_BYTES = 2048 }; /* a URL of the longest kind fits */

static enum log_level shown = LOG_INFO; /* set once, before any worker starts */

void log_set_level(enum log_level most)
{
	shown = most;
}

static size_t make_printable(const char *from, char *to, size_t room)
{
	size_t n = 0;

	for (; *from != '\0' && n + 5 < room; from++) {
		unsigned char c = (unsigned char)*from;

		if (c < 0x20 || c == 0x7f)
			n += (size_t)snprintf(to + n, room - n, "\\x%02x", c);
		else
			to[n++] = *from;
	}
	return n;
}

void log_line(enum log_level level, const char *format, ...)
{
	static const char *const names[] = { "error", "warning", "info", "debug" };
	char said[LINE_MAX_BYTES], line[2 * LINE_MAX_BYTES];
	struct arena arena = ARENA_INIT;
	va_list args;
	size_t n;

	if (level > shown)
		return;
	va_start(args, format);
	vsnprintf(said, sizeof(said), format, args);
	va_end(args);
	n = (size_t)snprintf(line, sizeof(line), "%s %s ", instant_text(&arena, instant_now()).s, names[level]);
	n += make_printable(said, line + n, sizeof(line) - n - 1);
	line[n++] = '\n';
	/* One write, so that lines of several processes do not mix; if it fails, nobody is left to tell. */
	n = (size_t)write(STDERR_FILENO, line, n);
	arena_release(&arena);
}
