/* SPDX-License-Identifier: MIT */
/*
 * `git commit PATH` commits next-index-PID.lock, but keeps the lock of the index, which holds the
 * same and what else is staged. Of the two it tells the hook the first, in GIT_INDEX_FILE, and so
 * hides what the user may have had there. That stands in the environment which git itself was
 * started with: it is the nearest process above us where the variable is another one.
 */
#include "git/kept.h"

#include "fencepost.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VARIABLE "GIT_INDEX_FILE="

/* Hooks call scripts that call scripts; more processes than that are not looked at. */
#define MOST_ANCESTORS 64

/* Adds what a file of /proc holds about a process; false where it does not say. */
static bool read_proc(struct fp_bytes *out, long pid, const char *name)
{
	char path[64], bytes[4096];
	ssize_t got;
	int fd;

	snprintf(path, sizeof(path), "/proc/%ld/%s", pid, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	while ((got = read(fd, bytes, sizeof(bytes))) > 0)
		fp_bytes_put(out, bytes, (size_t)got);
	close(fd);
	return got == 0;
}

/* 0: there is none, or nobody knows. */
static long parent_of(struct fp_arena *arena, long pid)
{
	struct fp_bytes status = FP_BYTES(arena);
	const char *line;

	if (!read_proc(&status, pid, "status"))
		return 0;
	line = strstr(fp_bytes_string(&status), "\nPPid:");
	return line ? strtol(line + 6, NULL, 10) : 0;
}

/* The value in an environment, a string after the other; NULL: it is not set. */
static const char *value_in(struct fp_bytes *environment)
{
	const char *at = fp_bytes_string(environment), *end = at + environment->len;

	for (; at < end; at += strlen(at) + 1)
		if (strncmp(at, VARIABLE, strlen(VARIABLE)) == 0)
			return at + strlen(VARIABLE);
	return NULL;
}

static const char *last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* What git was told of an index, whatever it tells its hook; NULL: nothing, or nobody knows. */
static const char *told_git(struct fp_arena *arena, const char *told_us)
{
	long pid = getppid();

	for (int i = 0; pid > 0 && i < MOST_ANCESTORS; i++, pid = parent_of(arena, pid)) {
		struct fp_bytes environment = FP_BYTES(arena);
		const char *value;

		if (!read_proc(&environment, pid, "environ"))
			return NULL;
		value = value_in(&environment);
		if (!value || strcmp(last_name(value), last_name(told_us)) != 0)
			return value && *value ? value : NULL;
	}
	return NULL;
}

/* Whether it is the temporary index of a commit in that git dir. */
static bool is_temporary(const char *index, const char *git_dir)
{
	const char *name = last_name(index);
	size_t len = strlen(git_dir);

	return strncmp(name, "next-index-", 11) == 0 && strncmp(index, git_dir, len) == 0 &&
	       index + len + 1 == name;
}

int fp_kept_find(const char **out, struct fp_arena *arena, const struct fp_checkout *checkout,
                 const char *index, struct fp_error *error)
{
	struct fp_bytes path = FP_BYTES(arena), lock = FP_BYTES(arena);
	char git_dir[PATH_MAX], real[PATH_MAX];
	const char *own;

	*out = NULL;
	if (!realpath(checkout->git_dir, git_dir))
		return fp_fail(error, FENCEPOST_EGIT, "%s: %s", checkout->git_dir, strerror(errno));
	if (!is_temporary(index, git_dir))
		return 0;
	own = told_git(arena, index);
	if (own)
		fp_bytes_text(&path, own);
	else
		fp_bytes_printf(&path, "%s/index", git_dir);
	/* git follows links, and its lock lies beside what they lead to */
	fp_bytes_printf(&lock, "%s.lock",
	                realpath(fp_bytes_string(&path), real) ? real : path.data);
	*out = fp_bytes_string(&lock);
	if (access(*out, F_OK) == 0)
		return 0;
	return fp_fail(error, FENCEPOST_EGIT,
	               "%s: is not there, so the index that stays after the commit is another one, "
	               "which cannot be mended; commit without a path",
	               *out);
}
