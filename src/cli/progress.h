/* cli/progress.h: how far a long job is: a bar on a terminal, nothing otherwise. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool shown;
	int permille; /* as last drawn */
};

struct progress progress_start(void);
void progress_show(struct progress *progress, int64_t done, int64_t total);
/* Takes the bar off the screen: before other lines are printed, and at the end. */
void progress_clear(struct progress *progress);

#endif
