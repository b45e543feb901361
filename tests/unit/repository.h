/* SPDX-License-Identifier: MIT */
/* A folder in which shell commands make a repository, for tests of what asks git. */
#ifndef FP_TESTS_REPOSITORY_H
#define FP_TESTS_REPOSITORY_H

#include "fencepost.h"
#include "scratch.h"
#include "text/arena.h"
#include "text/fail.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct fp_arena *arena;
static struct fp_error error;

static inline int enter(void **state)
{
	static const char *const gone[] = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", NULL};

	(void)state;
	for (size_t i = 0; gone[i]; i++)
		unsetenv(gone[i]);
	setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_CEILING_DIRECTORIES", "/tmp", 1);
	setenv("GIT_AUTHOR_NAME", "a", 1);
	setenv("GIT_AUTHOR_EMAIL", "a", 1);
	setenv("GIT_COMMITTER_NAME", "a", 1);
	setenv("GIT_COMMITTER_EMAIL", "a", 1);
	error.status = 0;
	error.text[0] = '\0';
	arena = fp_arena_new(NULL, 0);
	return arena ? scratch_enter() : -1;
}

static inline int leave(void **state)
{
	(void)state;
	fp_arena_free(arena);
	if (scratch_leave() != 0)
		return -1;
	memcpy(scratch_path + sizeof(scratch_path) - 7, "XXXXXX", 6);
	return 0;
}

/* Runs shell commands here. */
static inline void sh(const char *commands)
{
	assert_int_equal(system(commands), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

#endif
