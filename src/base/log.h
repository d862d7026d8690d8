/* base/log.h: one line per thing that happened, for whoever runs the program.
 *
 * Only main programs log (cli/, web/server and the supervisor); libraries return faults.  A line is
 * `2026-11-23T09:00:00+01:00 level word key=value ...`, on standard error; line breaks and control characters in values
 * are shown as \xNN, so that nobody can forge a line.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/scope.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

void log_set_level(enum log_level most);
void log_line(enum log_level level, const char *format, ...) printf_like(2, 3);

#endif
