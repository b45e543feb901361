/* SPDX-License-Identifier: MIT */
/*
 * What one page costs a host that calls the library from C: the Markdown of the file that is named is
 * corrected again and again. For each line on stdin a turn is taken, and the processor time that a call
 * took in it is printed, in microseconds.
 */
#include "fencepost.h"

#include <stdio.h>
#include <time.h>

#define CALLS 10 /* as in the other hosts */

static char page[1 << 20];

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int correct(const struct fencepost *handle, const struct fencepost_source *source)
{
	struct fencepost_document *document;
	int status = fencepost_correct(&document, handle, source, FENCEPOST_SAFE);

	fencepost_document_free(document);
	return status;
}

int main(int argc, char **argv)
{
	struct fencepost_source source = FENCEPOST_SOURCE_INIT;
	struct fencepost *handle;
	FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;

	if (!file || fencepost_new(&handle, NULL, NULL, 0))
		return 1;
	source.bytes = page;
	source.len = fread(page, 1, sizeof(page), file);
	fclose(file);
	while (getchar() == '\n') {
		double start = now();

		for (int call = 0; call < CALLS; call++)
			if (correct(handle, &source))
				return 1;
		printf("%.2f\n", (now() - start) / CALLS);
		fflush(stdout);
	}
	fencepost_free(handle);
	return 0;
}
