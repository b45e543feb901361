/* SPDX-License-Identifier: MIT */
#include "git/child.h"

#include "repository.h"

#include <signal.h>

#define A_MEGABYTE (1 << 20)

static void what_git_prints_is_added(void **state)
{
	static const char *const words[] = {"--version", NULL};
	struct fp_bytes out = FP_BYTES(arena);

	(void)state;
	fp_bytes_text(&out, "said: ");
	assert_int_equal(fp_git_run(arena, words, NULL, NULL, &out, &error), 0);
	assert_ptr_equal(strstr(fp_bytes_string(&out), "said: git version"), out.data);
}

/* More than a pipe holds goes in while more than a pipe holds comes out. */
static void large_input_and_output_do_not_wait_for_each_other(void **state)
{
	static const char *const words[] = {"stripspace", NULL};
	struct fp_bytes in = FP_BYTES(arena), out = FP_BYTES(arena);

	(void)state;
	while (in.len < A_MEGABYTE)
		fp_bytes_text(&in, "a line that stays as it is\n");
	sh("git init -q .");
	assert_int_equal(fp_git_run(arena, words, NULL, &in, &out, &error), 0);
	assert_int_equal(out.len, in.len);
	assert_memory_equal(out.data, in.data, in.len);
}

static void input_that_nobody_reads_does_no_harm(void **state)
{
	static const char *const words[] = {"--version", NULL};
	struct fp_bytes in = FP_BYTES(arena);

	(void)state;
	while (in.len < A_MEGABYTE)
		fp_bytes_text(&in, "more\n");
	assert_int_equal(fp_git_run(arena, words, NULL, &in, NULL, &error), 0);
}

static void what_a_child_is_fed_it_works_on_until_it_is_waited_for(void **state)
{
	static const char *const words[] = {"hash-object", "--stdin", NULL};
	struct fp_bytes out = FP_BYTES(arena);
	struct fp_child child;

	(void)state;
	assert_int_equal(fp_child_start(&child, arena, words, NULL, &error), 0);
	fp_child_feed(&child, "fed\n", 4);
	assert_int_equal(child.in, -1);
	assert_int_equal(fp_child_finish(&child, NULL, 0, &out, &error), 0);
	assert_string_equal(fp_bytes_string(&out), "3b63050a8529c2e5d269afac7290cd4d81a2c393\n");
}

static void a_child_that_stops_reading_what_it_is_fed_says_why(void **state)
{
	static const char *const words[] = {"update-index", "-z", "--index-info", NULL};
	struct fp_bytes in = FP_BYTES(arena);
	struct fp_child child;

	(void)state;
	while (in.len < A_MEGABYTE)
		fp_bytes_put(&in, "no entry", sizeof("no entry"));
	sh("git init -q .");
	assert_int_equal(fp_child_start(&child, arena, words, NULL, &error), 0);
	fp_child_feed(&child, in.data, in.len);
	assert_int_equal(fp_child_finish(&child, NULL, 0, NULL, &error), 128);
	assert_int_equal(fp_child_fail(&child, &error), FENCEPOST_EGIT);
	assert_string_equal(error.text, "git update-index: fatal: malformed index info no entry");
}

static void a_failure_has_the_reason_that_git_gives(void **state)
{
	static const char *const words[] = {"cat-file", "-p", "HEAD:none", NULL};

	(void)state;
	sh("git init -q .");
	assert_int_equal(fp_git_run(arena, words, NULL, NULL, NULL, &error), FENCEPOST_EGIT);
	assert_ptr_equal(strstr(error.text, "git cat-file: fatal: "), error.text);
	setenv("GIT_TRACE", "1", 1);
	assert_int_equal(fp_git_run(arena, words, NULL, NULL, NULL, &error), FENCEPOST_EGIT);
	unsetenv("GIT_TRACE");
	assert_ptr_equal(strstr(error.text, "git cat-file: fatal: "), error.text);
}

/* valgrind's vfork is a fork, so a child that cannot be started cannot say so to its parent. */
static bool is_under_valgrind(void)
{
	const char *preloaded = getenv("LD_PRELOAD");

	return preloaded && strstr(preloaded, "vgpreload");
}

static void without_git_there_is_a_reason(void **state)
{
	static const char *const words[] = {"--version", NULL};
	const char *given = getenv("PATH");
	char *path;

	(void)state;
	if (is_under_valgrind())
		skip();
	path = strdup(given ? given : "");
	setenv("PATH", "/nowhere", 1);
	assert_int_equal(fp_git_run(arena, words, NULL, NULL, NULL, &error), FENCEPOST_EGIT);
	setenv("PATH", path, 1);
	free(path);
	assert_string_equal(error.text, "git --version cannot be run: No such file or directory");
}

static void another_index_can_be_named(void **state)
{
	static const char *const words[] = {"ls-files", NULL};
	struct fp_bytes out = FP_BYTES(arena);

	(void)state;
	sh("git init -q . && touch a && git add a && cp .git/index other && git rm -q --cached a");
	setenv("GIT_INDEX_FILE", ".git/index", 1);
	assert_int_equal(fp_git_run(arena, words, "other", NULL, &out, &error), 0);
	assert_string_equal(fp_bytes_string(&out), "a\n");
}

static void the_shared_part_of_a_split_index_is_not_cleared_away(void **state)
{
	static const char *const words[] = {"config", "--get-regexp",
	                                    "^(splitindex|core.quotepath)", NULL};
	struct fp_bytes out = FP_BYTES(arena);

	(void)state;
	sh("git init -q . && git config splitIndex.sharedIndexExpire now");
	setenv("GIT_CONFIG_PARAMETERS", "'core.quotePath'='false'", 1);
	assert_int_equal(fp_git_run(arena, words, "copy", NULL, &out, &error), 0);
	unsetenv("GIT_CONFIG_PARAMETERS");
	assert_string_equal(fp_bytes_string(&out), "splitindex.sharedindexexpire now\n"
	                                           "core.quotepath false\n"
	                                           "splitindex.sharedindexexpire never\n");
}

static void what_changes_pathspecs_is_kept_from_git(void **state)
{
	static const char *const words[] = {"ls-files", "--", ":(top)*.md", NULL};
	struct fp_bytes out = FP_BYTES(arena);

	(void)state;
	sh("git init -q . && touch a.md && git add a.md");
	setenv("GIT_LITERAL_PATHSPECS", "1", 1);
	assert_int_equal(fp_git_run(arena, words, NULL, NULL, &out, &error), 0);
	unsetenv("GIT_LITERAL_PATHSPECS");
	assert_string_equal(fp_bytes_string(&out), "a.md\n");
}

static void one_that_is_dropped_leaves_no_zombie(void **state)
{
	static const char *const words[] = {"cat-file", "--batch", NULL};
	struct fp_child child;

	(void)state;
	sh("git init -q .");
	assert_int_equal(fp_child_start(&child, arena, words, NULL, &error), 0);
	fp_child_drop(&child);
	assert_int_equal(child.pid, 0);
	fp_child_drop(&child);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_git_prints_is_added),
	    TEST(large_input_and_output_do_not_wait_for_each_other),
	    TEST(input_that_nobody_reads_does_no_harm),
	    TEST(what_a_child_is_fed_it_works_on_until_it_is_waited_for),
	    TEST(a_child_that_stops_reading_what_it_is_fed_says_why),
	    TEST(a_failure_has_the_reason_that_git_gives),
	    TEST(without_git_there_is_a_reason),
	    TEST(another_index_can_be_named),
	    TEST(the_shared_part_of_a_split_index_is_not_cleared_away),
	    TEST(what_changes_pathspecs_is_kept_from_git),
	    TEST(one_that_is_dropped_leaves_no_zombie),
	};

	(void)signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
