/* SPDX-License-Identifier: MIT */
/*
 * fp_scan for scripts: reads texts from stdin, each a line with its length in bytes and then the
 * bytes; writes a line for each, `ok`, or the offset of the first byte at fault.
 */
#include "json/scan.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void judge(const char *text, uint32_t len)
{
	struct fp_arena *arena = fp_arena_new(NULL, 0);
	struct fp_scan_error error;

	if (!arena)
		abort();
	if (fp_scan(arena, text, len, NULL, &error))
		(void)puts("ok");
	else
		printf("%" PRIu32 "\n", error.at);
	fp_arena_free(arena);
}

int main(void)
{
	char line[32], *text;
	uint32_t len;

	while (fgets(line, sizeof(line), stdin)) {
		len = (uint32_t)strtoul(line, NULL, 10);
		text = malloc(len ? len : 1);
		if (!text || fread(text, 1, len, stdin) != len)
			return 1;
		judge(text, len);
		free(text);
	}
	return 0;
}
