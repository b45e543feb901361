/* SPDX-License-Identifier: MIT */
#include "git/worktree.h"

#include "repository.h"

static struct fp_private dir;
static struct fp_copy copy;

static int enter_private(void **state)
{
	if (enter(state) != 0 || mkdir("git", 0700) != 0)
		return -1;
	return fp_private_make(&dir, arena, fp_arena_copy(arena, "git", 3), &error);
}

static int leave_private(void **state)
{
	fp_private_remove(&dir);
	return leave(state);
}

static void mend(const char *path)
{
	copy =
	    (struct fp_copy){.path = path, .staged = {"a\nb c\n", 6}, .mended = {"a\nb: c\n", 7}};
	assert_int_equal(fp_worktree_prepare(&copy, &dir, 0, true, &error), 0);
}

static void a_file_that_is_what_was_staged_becomes_what_was_mended(void **state)
{
	struct stat is;

	(void)state;
	scratch_write("a.md", "a\nb c\n");
	chmod("a.md", 0751);
	mend("a.md");
	assert_string_equal(scratch_read("a.md"), "a\nb c\n");
	fp_worktree_replace(&copy, arena);
	assert_null(copy.left);
	assert_string_equal(scratch_read("a.md"), "a\nb: c\n");
	assert_int_equal(stat("a.md", &is), 0);
	assert_int_equal(is.st_mode & 07777, 0751);
}

static void one_with_other_changes_gets_the_same_edit(void **state)
{
	(void)state;
	scratch_write("a.md", "new\na\r\nb c\r\n");
	mend("a.md");
	fp_worktree_replace(&copy, arena);
	assert_null(copy.left);
	assert_string_equal(scratch_read("a.md"), "new\na\r\nb: c\r\n");
}

static void what_is_mended_already_is_not_touched(void **state)
{
	(void)state;
	scratch_write("a.md", "a\nb: c\nmore\n");
	mend("a.md");
	assert_null(copy.temporary);
	assert_null(copy.left);
}

static void what_cannot_be_mended_has_a_reason(void **state)
{
	(void)state;
	mkdir("d", 0700);
	scratch_write("d/a.md", "a\nb c\n");
	sh("ln -s d link && ln -s d/a.md l.md && mkfifo f.md && mkdir d.md");
	mend("gone.md");
	assert_string_equal(copy.left, "the file is left as it is: it is not there");
	mend("l.md");
	assert_string_equal(copy.left, "the file is left as it is: it is a symbolic link");
	mend("f.md");
	assert_string_equal(copy.left, "the file is left as it is: it is no regular file");
	mend("d.md");
	assert_string_equal(copy.left, "the file is left as it is: it is no regular file");
	mend("link/a.md");
	assert_non_null(strstr(copy.left, "in the place of its folder"));
	mend("d/a.md/b.md");
	assert_non_null(strstr(copy.left, "in the place of its folder"));
	assert_string_equal(scratch_read("d/a.md"), "a\nb c\n");
}

static void a_file_that_has_grown_out_of_bounds_is_left(void **state)
{
	const off_t wraps_around = ((off_t)1 << 32) + 6;
	struct stat is;

	(void)state;
	scratch_write("a.md", "a\nb c\n");
	assert_int_equal(truncate("a.md", wraps_around), 0);
	mend("a.md");
	assert_null(copy.temporary);
	assert_string_equal(copy.left, "the file is left as it is: it is too large");
	assert_int_equal(stat("a.md", &is), 0);
	assert_true(is.st_size == wraps_around);
}

static void a_changed_line_is_named(void **state)
{
	(void)state;
	scratch_write("a.md", "a\nb x\n");
	mend("a.md");
	assert_null(copy.temporary);
	assert_non_null(strstr(copy.left, "line 2"));
}

static void a_file_that_changed_meanwhile_is_left(void **state)
{
	(void)state;
	scratch_write("a.md", "a\nb c\n");
	mend("a.md");
	scratch_write("a.md", "written by another\n");
	fp_worktree_replace(&copy, arena);
	assert_string_equal(copy.left, "the file is left as it is: it changed meanwhile");
	assert_string_equal(scratch_read("a.md"), "written by another\n");
}

static void where_no_temporary_can_be_written_it_fails(void **state)
{
	(void)state;
	scratch_write("a.md", "a\nb c\n");
	scratch_write(fp_private_file(&dir, "file-0"), "in the way");
	copy =
	    (struct fp_copy){.path = "a.md", .staged = {"a\nb c\n", 6}, .mended = {"a\nb: c\n", 7}};
	assert_int_equal(fp_worktree_prepare(&copy, &dir, 0, true, &error), FENCEPOST_EGIT);
	assert_string_equal(scratch_read("a.md"), "a\nb c\n");
}

#define IN_PRIVATE(name) cmocka_unit_test_setup_teardown(name, enter_private, leave_private)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_PRIVATE(a_file_that_is_what_was_staged_becomes_what_was_mended),
	    IN_PRIVATE(one_with_other_changes_gets_the_same_edit),
	    IN_PRIVATE(what_is_mended_already_is_not_touched),
	    IN_PRIVATE(what_cannot_be_mended_has_a_reason),
	    IN_PRIVATE(a_file_that_has_grown_out_of_bounds_is_left),
	    IN_PRIVATE(a_changed_line_is_named),
	    IN_PRIVATE(a_file_that_changed_meanwhile_is_left),
	    IN_PRIVATE(where_no_temporary_can_be_written_it_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
