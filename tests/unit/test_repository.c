/* SPDX-License-Identifier: MIT */
#include "git/repository.h"

#include "fencepost.h"
#include "scratch.h"
#include "text/arena.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct fp_arena *arena;
static struct fp_repository repository;
static struct fp_error error;

static const char *const variables[] = {
    "GIT_DIR",        "GIT_WORK_TREE",           "GIT_INDEX_FILE",
    "GIT_COMMON_DIR", "GIT_CEILING_DIRECTORIES", NULL};

/* An empty folder, and what a shell makes in it. */
static void make(const char *commands)
{
	char line[1024];

	assert_int_equal(chdir(scratch_path), 0);
	for (size_t i = 0; variables[i]; i++)
		unsetenv(variables[i]);
	snprintf(line, sizeof line, "find . -mindepth 1 -delete && { %s; } >/dev/null", commands);
	assert_int_equal(system(line), 0);
}

static const char *below(const char *path)
{
	char *text = fp_arena_alloc(arena, 512);

	snprintf(text, 512, "%s/%s", scratch_path, path);
	return text;
}

static void a_repository_is_found_from_a_folder_in_it(void **state)
{
	(void)state;
	make("git init -q top; mkdir -p top/docs/sub");
	assert_int_equal(chdir("top/docs/sub"), 0);
	assert_int_equal(fp_repository_open(&repository, &error), 0);
	assert_string_equal(repository.top, below("top/"));
	assert_string_equal(repository.index, below("top/.git/index"));
	fp_repository_close(&repository);
	assert_null(repository.git);
}

static void outside_of_one_there_is_none(void **state)
{
	(void)state;
	make("true");
	setenv("GIT_CEILING_DIRECTORIES", "/tmp", 1);
	assert_int_equal(fp_repository_open(&repository, &error), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "repository: "));
	fp_repository_close(&repository);
}

static void the_environment_names_the_index(void **state)
{
	(void)state;
	make("git init -q .");
	setenv("GIT_INDEX_FILE", "other/index", 1);
	assert_int_equal(fp_repository_open(&repository, &error), 0);
	assert_string_equal(repository.index, "other/index");
	fp_repository_close(&repository);
}

static void a_working_tree_elsewhere_is_taken_from_the_environment(void **state)
{
	(void)state;
	make("git init -q --bare dotfiles.git; mkdir home; git --git-dir dotfiles.git config "
	     "core.bare false");
	setenv("GIT_DIR", "dotfiles.git", 1);
	setenv("GIT_WORK_TREE", "home", 1);
	assert_int_equal(fp_repository_open(&repository, &error), 0);
	assert_string_equal(repository.top, below("home/"));
	fp_repository_close(&repository);
	assert_string_equal(getenv("GIT_WORK_TREE"), "home");
}

static void with_a_git_dir_alone_the_current_folder_is_the_top(void **state)
{
	(void)state;
	make("git init -q real; mkdir elsewhere");
	setenv("GIT_DIR", below("real/.git"), 1);
	assert_int_equal(chdir("elsewhere"), 0);
	assert_int_equal(fp_repository_open(&repository, &error), 0);
	assert_string_equal(repository.top, below("elsewhere/"));
	fp_repository_close(&repository);
}

static void a_linked_worktree_is_its_own_top(void **state)
{
	(void)state;
	make("git init -q main; cd main; git -c user.name=a -c user.email=a@b commit -q "
	     "--allow-empty -m x; "
	     "git worktree add -q ../linked 2>/dev/null");
	assert_int_equal(chdir("linked"), 0);
	assert_int_equal(fp_repository_open(&repository, &error), 0);
	assert_string_equal(repository.top, below("linked/"));
	fp_repository_close(&repository);
}

static void patterns_can_be_read_whatever_the_objects_are(void **state)
{
	const struct fp_patterns *patterns;
	bool fold = true;

	(void)state;
	make("git init -q --object-format=sha256 . && echo a.md >.git/info/exclude");
	assert_int_equal(fp_repository_open_top(&repository, scratch_path, &error), 0);
	patterns = fp_repository_patterns(&repository, arena, &fold);
	assert_true(fp_ignore_names(patterns, "a.md", false));
	assert_false(fold);
	fp_repository_close(&repository);
	assert_int_equal(fp_repository_open(&repository, &error), FENCEPOST_EGIT);
}

static void the_users_own_patterns_count_less_than_the_repositorys(void **state)
{
	const struct fp_patterns *patterns;
	bool fold = false;

	(void)state;
	make("git init -q . && printf 'a.md\\nb.md\\n' >mine && echo '!b.md' >.git/info/exclude && "
	     "git config core.excludesFile \"$PWD/mine\" && git config core.ignoreCase true");
	assert_int_equal(fp_repository_open_top(&repository, scratch_path, &error), 0);
	patterns = fp_repository_patterns(&repository, arena, &fold);
	assert_true(fold);
	assert_true(fp_ignore_names(patterns, "x/A.md", false));
	assert_false(fp_ignore_names(patterns, "b.md", false));
	fp_repository_close(&repository);
}

static void a_folder_that_git_takes_for_no_repository_is_none(void **state)
{
	(void)state;
	make("mkdir .git");
	assert_int_equal(fp_repository_open_top(&repository, scratch_path, &error), 1);
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
	    cmocka_unit_test(a_repository_is_found_from_a_folder_in_it),
	    cmocka_unit_test(outside_of_one_there_is_none),
	    cmocka_unit_test(the_environment_names_the_index),
	    cmocka_unit_test(a_working_tree_elsewhere_is_taken_from_the_environment),
	    cmocka_unit_test(with_a_git_dir_alone_the_current_folder_is_the_top),
	    cmocka_unit_test(a_linked_worktree_is_its_own_top),
	    cmocka_unit_test(patterns_can_be_read_whatever_the_objects_are),
	    cmocka_unit_test(the_users_own_patterns_count_less_than_the_repositorys),
	    cmocka_unit_test(a_folder_that_git_takes_for_no_repository_is_none),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
