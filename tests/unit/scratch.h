/* SPDX-License-Identifier: MIT */
/* A folder of its own for a test program that makes files: current while the tests run, gone afterwards. */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch_path[] = "/tmp/fencepost-test-XXXXXX";

static inline int scratch_enter(void)
{
	return mkdtemp(scratch_path) && chdir(scratch_path) == 0 ? 0 : -1;
}

static inline int scratch_leave(void)
{
	char command[sizeof(scratch_path) + 32];

	snprintf(command, sizeof(command), "rm -rf %s", scratch_path);
	return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

/* Writes a file; folders of its path must be there. */
static inline void scratch_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	if (!file || fputs(text, file) < 0 || fclose(file) != 0)
		abort();
}

/* What a file holds, ended by a NUL; valid until the next call. */
static inline const char *scratch_read(const char *path)
{
	static char text[65536];
	FILE *file = fopen(path, "r");
	size_t len = file ? fread(text, 1, sizeof(text) - 1, file) : 0;

	text[len] = '\0';
	if (file)
		fclose(file);
	return file ? text : "(no such file)";
}

/* How many entries the current folder has. */
static inline int scratch_count(void)
{
	FILE *list = popen("ls -A | wc -l", "r");
	int count = -1;

	if (list && fscanf(list, "%d", &count) != 1)
		count = -1;
	if (list)
		pclose(list);
	return count;
}

#endif
