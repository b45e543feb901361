/* SPDX-License-Identifier: MIT */
#include "git/staged.h"

#include "repository.h"

static struct fp_entries entries;

static int list(const char *spec, const char *index)
{
	const char *specs[] = {spec, NULL};
	struct fp_child child;
	int status = fp_staged_ask(&child, arena, specs, index, &error);

	return status ? status : fp_staged_read(&entries, arena, &child, &error);
}

static void entries_have_mode_id_and_flags(void **state)
{
	(void)state;
	sh("git init -q . && echo a >a && echo b >b && echo c >'c\nc' && chmod +x b && git add . "
	   "&& "
	   "git update-index --skip-worktree a && git update-index --assume-unchanged b");
	assert_int_equal(list(NULL, NULL), 0);
	assert_int_equal(entries.count, 3);
	assert_true(fp_staged_find(&entries, "a")->skip_worktree);
	assert_false(fp_staged_find(&entries, "a")->assumed);
	assert_int_equal(fp_staged_find(&entries, "a")->mode, 0100644);
	assert_true(fp_staged_find(&entries, "b")->assumed);
	assert_int_equal(fp_staged_find(&entries, "b")->mode, 0100755);
	assert_string_equal(fp_staged_find(&entries, "c\nc")->id,
	                    "f2ad6c76f0115a6ba5b00456a849810e7ec0af20");
	assert_false(fp_staged_find(&entries, "c\nc")->assumed);
	assert_null(fp_staged_find(&entries, "d"));
}

static void pathspecs_choose_from_any_folder(void **state)
{
	(void)state;
	sh("git init -q . && mkdir d e && touch d/x.md e/y.md z && git add .");
	assert_int_equal(chdir("d"), 0);
	assert_int_equal(list(":(top)*.md", NULL), 0);
	assert_int_equal(entries.count, 2);
	assert_non_null(fp_staged_find(&entries, "d/x.md"));
}

static void another_index_can_be_listed(void **state)
{
	(void)state;
	sh("git init -q . && touch a && git add a && cp .git/index other && git rm -q --cached a");
	assert_int_equal(list(NULL, NULL), 0);
	assert_int_equal(entries.count, 0);
	assert_null(fp_staged_find(&entries, "a"));
	assert_int_equal(list(NULL, "other"), 0);
	assert_int_equal(entries.count, 1);
}

static void what_is_in_conflict_is_left_out(void **state)
{
	(void)state;
	sh("git init -q . && echo a >a && id=$(git hash-object -w a) && printf '100644 %s "
	   "1\\ta\\n100644 %s 2\\ta\\n' $id $id | git update-index --index-info");
	assert_int_equal(list(NULL, NULL), 0);
	assert_int_equal(entries.count, 0);
}

static void a_tree_reads_as_well(void **state)
{
	static const char *const words[] = {"ls-tree", "-r", "-z", "HEAD", NULL};
	struct fp_child child;

	(void)state;
	sh("git init -q . && mkdir d && echo c >d/a && git add . && git commit -q -m x");
	assert_int_equal(fp_child_start(&child, arena, words, NULL, &error), 0);
	assert_int_equal(fp_staged_read(&entries, arena, &child, &error), 0);
	assert_string_equal(fp_staged_find(&entries, "d/a")->id,
	                    "f2ad6c76f0115a6ba5b00456a849810e7ec0af20");
	assert_int_equal(fp_staged_find(&entries, "d/a")->mode, 0100644);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(entries_have_mode_id_and_flags), TEST(pathspecs_choose_from_any_folder),
	    TEST(another_index_can_be_listed),    TEST(what_is_in_conflict_is_left_out),
	    TEST(a_tree_reads_as_well),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
