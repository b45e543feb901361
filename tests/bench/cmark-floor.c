/* SPDX-License-Identifier: MIT */
/*
 * The floor under every Markdown checker: reads each file that is named on stdin (a name a line)
 * and parses it with cmark, nothing more. Prints bytes, and nanoseconds in the parser alone.
 */
#include <cmark.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static char *read_file(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;
	long size;

	if (!f)
		return NULL;
	if (!fseek(f, 0, SEEK_END) && (size = ftell(f)) >= 0 && !fseek(f, 0, SEEK_SET)) {
		text = malloc((size_t)size + 1);
		*len = text ? fread(text, 1, (size_t)size, f) : 0;
	}
	fclose(f);
	return text;
}

int main(void)
{
	char path[4096];
	uint64_t bytes = 0, ns = 0;

	while (fgets(path, sizeof(path), stdin)) {
		size_t len;
		uint64_t start;
		char *text;

		path[strcspn(path, "\n")] = '\0';
		text = read_file(path, &len);
		if (!text) {
			perror(path);
			return 2;
		}
		start = now();
		cmark_node_free(cmark_parse_document(text, len, CMARK_OPT_DEFAULT));
		ns += now() - start;
		bytes += len;
		free(text);
	}
	printf("%" PRIu64 " %" PRIu64 "\n", bytes, ns);
	return 0;
}
