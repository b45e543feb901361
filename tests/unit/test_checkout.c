/* SPDX-License-Identifier: MIT */
#include "git/checkout.h"

#include "repository.h"

static struct fp_checkout checkout;

static int find(void)
{
	struct fp_child child;
	int status = fp_checkout_ask(&child, arena, &error);

	return status ? status : fp_checkout_read(&checkout, arena, &child, &error);
}

static void top_and_git_dir_are_found_from_a_folder(void **state)
{
	char path[256];

	(void)state;
	sh("git init -q . && git commit -q --allow-empty -m x && mkdir -p a/b");
	assert_int_equal(chdir("a/b"), 0);
	assert_int_equal(find(), 0);
	assert_string_equal(checkout.up, "../../");
	snprintf(path, sizeof(path), "%s/.git", scratch_path);
	assert_string_equal(checkout.git_dir, path);
	snprintf(path, sizeof(path), "%s/.git/index", scratch_path);
	assert_string_equal(checkout.index, path);
	assert_int_equal(strlen(checkout.head), 40);
	assert_string_equal(fp_checkout_base(&checkout), checkout.head);
	assert_int_equal(fp_checkout_enter(&checkout, &error), 0);
	assert_int_equal(access("a/b", F_OK), 0);
}

static void before_the_first_commit_there_is_no_head(void **state)
{
	(void)state;
	sh("git init -q .");
	assert_int_equal(find(), 0);
	assert_null(checkout.head);
	assert_string_equal(fp_checkout_base(&checkout),
	                    "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
}

static void a_line_end_in_the_path_is_part_of_it(void **state)
{
	char path[256];

	(void)state;
	sh("git init -q --object-format=sha256 'new\nline' && cd new* && git commit -q "
	   "--allow-empty -m x");
	assert_int_equal(chdir("new\nline"), 0);
	assert_int_equal(find(), 0);
	snprintf(path, sizeof(path), "%s/new\nline/.git", scratch_path);
	assert_string_equal(checkout.git_dir, path);
	assert_int_equal(strlen(checkout.head), 64);
}

static void the_environment_names_the_index(void **state)
{
	(void)state;
	sh("git init -q .");
	setenv("GIT_INDEX_FILE", ".git/next-index-1.lock", 1);
	assert_int_equal(find(), 0);
	assert_string_equal(checkout.index, ".git/next-index-1.lock");
}

static void names_in_the_environment_hold_at_the_top(void **state)
{
	(void)state;
	sh("git init -q --bare dots && git -C dots config core.bare false && mkdir -p tree/sub");
	assert_int_equal(chdir("tree/sub"), 0);
	setenv("GIT_DIR", "../../dots", 1);
	setenv("GIT_WORK_TREE", "..", 1);
	assert_int_equal(find(), 0);
	assert_string_equal(checkout.up, "../");
	assert_int_equal(fp_checkout_enter(&checkout, &error), 0);
	assert_int_equal(find(), 0);
	assert_string_equal(checkout.up, "");
}

static void what_has_no_working_tree_is_refused(void **state)
{
	(void)state;
	assert_int_equal(find(), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "not a git repository"));
	sh("git init -q --bare bare");
	assert_int_equal(chdir("bare"), 0);
	assert_int_equal(find(), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "working tree"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(top_and_git_dir_are_found_from_a_folder),
	    TEST(before_the_first_commit_there_is_no_head),
	    TEST(a_line_end_in_the_path_is_part_of_it),
	    TEST(the_environment_names_the_index),
	    TEST(names_in_the_environment_hold_at_the_top),
	    TEST(what_has_no_working_tree_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
