/* SPDX-License-Identifier: MIT */
/*
 * What one page costs a host that calls the library from C: the Markdown on stdin is corrected again
 * and again, and the mean of the fastest of many short turns is printed, in microseconds.
 */
#include "fencepost.h"

#include <stdio.h>
#include <time.h>

#define TURNS 60
#define CALLS 10

static char page[1 << 20];

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int correct(const struct fencepost *handle, const struct fencepost_source *source)
{
	struct fencepost_document *document;
	int status = fencepost_correct(&document, handle, source, FENCEPOST_SAFE);

	fencepost_document_free(document);
	return status;
}

int main(void)
{
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fencepost *handle;
	double best = 1e12, start, took;

	source.bytes = page;
	source.len = fread(page, 1, sizeof(page), stdin);
	if (fencepost_new(&handle, NULL, NULL, 0))
		return 1;
	for (int turn = 0; turn < TURNS; turn++) {
		start = now();
		for (int call = 0; call < CALLS; call++)
			if (correct(handle, &source))
				return 1;
		took = (now() - start) / CALLS;
		if (took < best)
			best = took;
	}
	fencepost_free(handle);
	printf("%.1f\n", best);
	return 0;
}
