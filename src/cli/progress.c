#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

enum { BAR_WIDTH = 40 };

struct progress progress_start(void)
{
	return (struct progress){ .shown = isatty(STDERR_FILENO), .permille = -1 };
}

void progress_show(struct progress *progress, int64_t done, int64_t total)
{
	int permille = total > 0 ? (int)(done * 1000 / total) : 1000;

	if (!progress->shown || permille == progress->permille)
		return;
	progress->permille = permille;
	fprintf(stderr, "\r[");
	for (int i = 0; i < BAR_WIDTH; i++)
		fputc(i < permille * BAR_WIDTH / 1000 ? '#' : ' ', stderr);
	fprintf(stderr, "] %3d %%  %" PRId64 "/%" PRId64, permille / 10, done, total);
}

void progress_clear(struct progress *progress)
{
	if (progress->shown && progress->permille >= 0)
		fprintf(stderr, "\r\x1b[K");
	progress->permille = -1;
}
