/* SPDX-License-Identifier: MIT */
#include "git/repository.h"

#include "fencepost.h"
#include "scratch.h"
#include "text/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct fp_arena *arena;
static struct fp_repository repository;
static struct fp_error error;

/* An empty folder, and what a shell makes in it. */
static void make(const char *commands)
{
	char line[1024];

	assert_int_equal(chdir(scratch_path), 0);
	snprintf(line, sizeof(line), "find . -mindepth 1 -delete && { %s; } >/dev/null", commands);
	assert_int_equal(system(line), 0);
}

static void patterns_can_be_read_whatever_the_objects_are(void **state)
{
	const struct fp_patterns *patterns;
	bool fold = true;

	(void)state;
	make("git init -q --object-format=sha256 . && echo a.md >.git/info/exclude");
	assert_int_equal(fp_repository_open(&repository, scratch_path, &error), 0);
	assert_int_equal(fp_repository_patterns(&patterns, &repository, arena, &fold, &error), 0);
	assert_true(fp_patterns_names(patterns, "a.md", false));
	assert_false(fold);
	fp_repository_close(&repository);
}

static void the_users_own_patterns_count_less_than_the_repositorys(void **state)
{
	const struct fp_patterns *patterns;
	bool fold = false;

	(void)state;
	make("git init -q . && printf 'a.md\\nb.md\\n' >mine && echo '!b.md' >.git/info/exclude && "
	     "git config core.excludesFile \"$PWD/mine\" && git config core.ignoreCase true");
	assert_int_equal(fp_repository_open(&repository, scratch_path, &error), 0);
	assert_int_equal(fp_repository_patterns(&patterns, &repository, arena, &fold, &error), 0);
	assert_true(fold);
	assert_true(fp_patterns_names(patterns, "x/A.md", false));
	assert_false(fp_patterns_names(patterns, "b.md", false));
	fp_repository_close(&repository);
}

static void a_file_of_patterns_that_cannot_be_read_is_told(void **state)
{
	const struct fp_patterns *patterns;
	char name[400];
	bool fold;

	(void)state;
	make("git init -q . && echo a.md >.git/info/exclude && "
	     "git config core.excludesFile \"$PWD/$(printf %0300d 0)\"");
	assert_int_equal(fp_repository_open(&repository, scratch_path, &error), 0);
	assert_int_equal(fp_repository_patterns(&patterns, &repository, arena, &fold, &error),
	                 FENCEPOST_EIO);
	assert_non_null(strstr(error.text, "0000: File name too long"));
	assert_true(fp_patterns_names(patterns, "a.md", false));
	fp_repository_close(&repository);
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	patterns = NULL;
	assert_int_equal(fp_ignore_read(&patterns, arena, AT_FDCWD, name, 0, false), ENAMETOOLONG);
	assert_int_equal(fp_ignore_read(&patterns, arena, AT_FDCWD, "/nowhere/x", 0, false), 0);
	assert_null(patterns);
}

static void a_folder_that_git_takes_for_no_repository_is_none(void **state)
{
	(void)state;
	make("mkdir .git");
	assert_int_equal(fp_repository_open(&repository, scratch_path, &error), 1);
	fp_repository_close(&repository);
}

static int set_up(void **state)
{
	(void)state;
	arena = fp_arena_new(NULL, 0);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	return arena ? scratch_enter() : -1;
}

static int tear_down(void **state)
{
	(void)state;
	fp_arena_free(arena);
	return scratch_leave();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(patterns_can_be_read_whatever_the_objects_are),
	    cmocka_unit_test(the_users_own_patterns_count_less_than_the_repositorys),
	    cmocka_unit_test(a_file_of_patterns_that_cannot_be_read_is_told),
	    cmocka_unit_test(a_folder_that_git_takes_for_no_repository_is_none),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
