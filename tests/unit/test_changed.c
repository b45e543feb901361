/* SPDX-License-Identifier: MIT */
#include "git/changed.h"

#include "repository.h"

static struct fp_changes changes;

static int compare(const char *commit, bool staged)
{
	struct fp_child child;
	int status = fp_changed_ask(&child, arena, commit, staged, &error);

	return status ? status : fp_changed_read(&changes, arena, &child, &error);
}

static void each_kind_of_change_is_told_apart(void **state)
{
	const struct fp_change *moved;

	(void)state;
	sh("git init -q . && seq 1 50 >a && echo b >b && echo c >c && git add . && git commit -q "
	   "-m x"
	   " && git mv a 'z\nz' && echo more >>b && rm c && ln -s b c && echo d >d && git add .");
	assert_int_equal(compare("HEAD", true), 0);
	assert_int_equal(changes.count, 4);
	assert_int_equal(fp_changed_find(&changes, "b")->status, 'M');
	assert_int_equal(fp_changed_find(&changes, "c")->status, 'T');
	assert_false(fp_changed_regular(fp_changed_find(&changes, "c")->mode));
	assert_true(fp_changed_regular(fp_changed_find(&changes, "c")->old_mode));
	assert_int_equal(fp_changed_find(&changes, "d")->status, 'A');
	assert_int_equal(fp_changed_find(&changes, "d")->old_mode, 0);
	moved = fp_changed_find(&changes, "z\nz");
	assert_int_equal(moved->status, 'R');
	assert_string_equal(moved->id, moved->old_id);
	assert_int_equal(strlen(moved->id), 40);
	assert_null(fp_changed_find(&changes, "a"));
}

static void what_is_only_promised_is_no_change(void **state)
{
	(void)state;
	sh("git init -q . && git commit -q --allow-empty -m x && echo a >a && git add -N a");
	assert_int_equal(compare("HEAD", true), 0);
	assert_int_equal(changes.count, 0);
	assert_null(fp_changed_find(&changes, "a"));
}

static void the_working_tree_can_be_compared(void **state)
{
	(void)state;
	sh("git init -q . && echo a >a && git add . && git commit -q -m x && echo more >>a");
	assert_int_equal(compare("HEAD", true), 0);
	assert_int_equal(changes.count, 0);
	assert_int_equal(compare("HEAD", false), 0);
	assert_int_equal(changes.count, 1);
}

static void a_commit_that_is_none_is_refused(void **state)
{
	(void)state;
	sh("git init -q .");
	assert_int_equal(compare("HEAD", true), FENCEPOST_EGIT);
	assert_ptr_equal(strstr(error.text, "git diff-index: fatal: "), error.text);
}

static void a_file_may_have_the_name_of_the_commit(void **state)
{
	(void)state;
	sh("git init -q . && echo a >HEAD && git add . && git commit -q -m x && echo b >HEAD");
	assert_int_equal(compare("HEAD", true), 0);
	assert_int_equal(compare("HEAD", false), 0);
	assert_int_equal(changes.count, 1);
}

static void the_commits_of_a_merge_are_listed(void **state)
{
	struct fp_checkout checkout = {.git_dir = "."};
	const char *const *parents;

	(void)state;
	assert_int_equal(fp_changed_parents(&parents, arena, &checkout, &error), 0);
	assert_null(parents[0]);
	scratch_write("MERGE_HEAD", "aaa\nbbb\n");
	assert_int_equal(fp_changed_parents(&parents, arena, &checkout, &error), 0);
	assert_string_equal(parents[0], "aaa");
	assert_string_equal(parents[1], "bbb");
	assert_null(parents[2]);
	sh("rm MERGE_HEAD && mkdir MERGE_HEAD");
	assert_int_equal(fp_changed_parents(&parents, arena, &checkout, &error), FENCEPOST_EGIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(each_kind_of_change_is_told_apart),      TEST(what_is_only_promised_is_no_change),
	    TEST(the_working_tree_can_be_compared),       TEST(a_commit_that_is_none_is_refused),
	    TEST(a_file_may_have_the_name_of_the_commit), TEST(the_commits_of_a_merge_are_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
