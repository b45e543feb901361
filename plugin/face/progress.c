/* SPDX-License-Identifier: MIT */
/* Steps of a run → now and then a line that overwrites itself. */
#include "face/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE 1000 /* milliseconds before anything is shown */
#define INTERVAL 100  /* and between two lines */

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool show(const char *line, size_t len)
{
	return write(STDERR_FILENO, line, len) == (ssize_t)len;
}

void fp_progress_begin(struct fp_progress *progress, size_t total, bool wanted)
{
	memset(progress, 0, sizeof(*progress));
	progress->total = total;
	progress->wanted = wanted && isatty(STDERR_FILENO) == 1;
	progress->begun = now();
}

void fp_progress_step(struct fp_progress *progress, size_t done)
{
	char line[80];
	int64_t time;

	if (!progress->wanted)
		return;
	time = now();
	if (time - progress->begun < PATIENCE || time - progress->shown_at < INTERVAL)
		return;
	snprintf(line, sizeof(line), "\r\033[K%zu of %zu files", done, progress->total);
	progress->shown = show(line, strlen(line));
	progress->shown_at = time;
}

void fp_progress_clear(struct fp_progress *progress)
{
	static const char clear[] = "\r\033[K";

	if (progress->shown)
		progress->shown = !show(clear, sizeof(clear) - 1);
}
