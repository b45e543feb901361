/* SPDX-License-Identifier: MIT */
#include "face/replace.h"

#include "fencepost.h"
#include "scratch.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <sys/xattr.h>

#include <cmocka.h>

static struct fp_arena *arena;
static struct fp_error error;

static int replace(const char *path, const char *text, const struct stat *expected)
{
	struct fp_replacement replacement;
	int status = fp_replace_begin(&replacement, arena, path, &error);

	if (!status)
		status = fp_replace_write(&replacement, text, strlen(text), &error);
	if (!status)
		status = fp_replace_commit(&replacement, expected, &error);
	return status;
}

static struct stat stat_of(const char *path)
{
	struct stat is;

	assert_int_equal(lstat(path, &is), 0);
	return is;
}

static void a_file_holds_the_new_bytes_and_keeps_its_mode(void **state)
{
	(void)state;
	scratch_write("a", "old");
	chmod("a", 0640);
	assert_int_equal(replace("a", "new", NULL), 0);
	assert_string_equal(scratch_read("a"), "new");
	assert_int_equal(stat_of("a").st_mode & 07777, 0640);
	assert_int_equal(scratch_count(), 1);
}

static void a_file_keeps_its_owner(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	scratch_write("a", "old");
	assert_int_equal(chown("a", 65534, 65534), 0);
	assert_int_equal(replace("a", "new", NULL), 0);
	assert_int_equal(stat_of("a").st_uid, 65534);
	assert_int_equal(stat_of("a").st_gid, 65534);
}

static void a_file_keeps_its_extended_attributes(void **state)
{
	char value[8];

	(void)state;
	scratch_write("a", "old");
	if (setxattr("a", "user.note", "x", 1, 0) < 0)
		skip();
	assert_int_equal(replace("a", "new", NULL), 0);
	assert_int_equal(getxattr("a", "user.note", value, sizeof(value)), 1);
	assert_int_equal(value[0], 'x');
}

static void a_new_file_gets_the_mode_of_a_new_file(void **state)
{
	mode_t mask = umask(027);

	(void)state;
	unlink("new");
	assert_int_equal(replace("new", "text", NULL), 0);
	umask(mask);
	assert_string_equal(scratch_read("new"), "text");
	assert_int_equal(stat_of("new").st_mode & 07777, 0640);
	unlink("new");
}

static void a_link_stays_and_its_target_is_replaced(void **state)
{
	(void)state;
	scratch_write("a", "old");
	assert_int_equal(mkdir("folder", 0755), 0);
	assert_int_equal(symlink("../a", "folder/link"), 0);
	assert_int_equal(replace("folder/link", "new", NULL), 0);
	assert_true(S_ISLNK(stat_of("folder/link").st_mode));
	assert_string_equal(scratch_read("a"), "new");
	unlink("folder/link");
	assert_int_equal(rmdir("folder"), 0);
}

static void a_file_that_changed_meanwhile_is_left(void **state)
{
	struct stat before;

	(void)state;
	scratch_write("a", "old");
	before = stat_of("a");
	scratch_write("a", "other");
	assert_int_equal(replace("a", "new", &before), FENCEPOST_EIO);
	assert_string_equal(error.text, "a: changed meanwhile, and is left as it is now");
	assert_string_equal(scratch_read("a"), "other");
	assert_int_equal(scratch_count(), 1);
	before = stat_of("a");
	assert_int_equal(replace("a", "new", &before), 0);
}

static void a_file_that_is_gone_meanwhile_is_not_made_again(void **state)
{
	struct stat before;

	(void)state;
	scratch_write("gone", "old");
	before = stat_of("gone");
	unlink("gone");
	assert_int_equal(replace("gone", "new", &before), FENCEPOST_EIO);
	assert_int_equal(access("gone", F_OK), -1);
}

/* Begun, written, and then in the way: a file, and a link that leads nowhere. */
static void a_new_file_takes_no_name_that_something_has(void **state)
{
	struct fp_replacement replacement;

	(void)state;
	for (int i = 0; i < 2; i++) {
		unlink("a");
		assert_int_equal(fp_replace_begin(&replacement, arena, "a", &error), 0);
		assert_int_equal(fp_replace_write(&replacement, "new", 3, &error), 0);
		if (i == 0)
			scratch_write("a", "of another");
		else
			assert_int_equal(symlink("nowhere", "a"), 0);
		assert_int_equal(fp_replace_commit_new(&replacement, &error), 1);
		assert_int_equal(scratch_count(), 1);
	}
	unlink("a");
	scratch_write("a", "old");
	assert_int_equal(fp_replace_begin(&replacement, arena, "a", &error), 0);
	assert_int_equal(fp_replace_commit_new(&replacement, &error), 1);
	assert_string_equal(scratch_read("a"), "old");
}

static void a_new_file_gets_a_name_that_is_free(void **state)
{
	struct fp_replacement replacement;

	(void)state;
	unlink("a");
	assert_int_equal(fp_replace_begin(&replacement, arena, "a", &error), 0);
	assert_int_equal(fp_replace_write(&replacement, "new", 3, &error), 0);
	assert_int_equal(fp_replace_commit_new(&replacement, &error), 0);
	assert_string_equal(scratch_read("a"), "new");
	assert_int_equal(stat_of("a").st_nlink, 1);
	assert_int_equal(scratch_count(), 1);
}

static void a_full_disk_leaves_the_old_file_and_no_temporary(void **state)
{
	struct rlimit limit, small;

	(void)state;
	scratch_write("a", "old");
	getrlimit(RLIMIT_FSIZE, &limit);
	small = limit;
	small.rlim_cur = 2;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(replace("a", "longer than two bytes", NULL), FENCEPOST_EIO);
	setrlimit(RLIMIT_FSIZE, &limit);
	assert_string_equal(error.text, "a: cannot be written: File too large");
	assert_string_equal(scratch_read("a"), "old");
	assert_int_equal(scratch_count(), 1);
}

static void a_folder_that_takes_no_file_is_told(void **state)
{
	(void)state;
	assert_int_equal(replace("no/such/folder", "new", NULL), FENCEPOST_EIO);
	assert_string_equal(error.text,
	                    "no/such/folder: cannot be written: No such file or directory");
}

static void a_signal_handler_can_remove_every_temporary(void **state)
{
	struct fp_replacement one, two;

	(void)state;
	scratch_write("a", "old");
	assert_int_equal(fp_replace_begin(&one, arena, "a", &error), 0);
	assert_int_equal(fp_replace_begin(&two, arena, "a", &error), 0);
	assert_int_equal(scratch_count(), 3);
	fp_replace_abandon_all();
	assert_int_equal(scratch_count(), 1);
	fp_replace_abandon(&one);
	fp_replace_abandon(&two);
	assert_string_equal(scratch_read("a"), "old");
}

static void no_more_than_so_many_replacements_are_under_way(void **state)
{
	static struct fp_replacement all[FP_MOST_REPLACEMENTS];
	struct fp_replacement one_more;

	(void)state;
	scratch_write("a", "old");
	for (size_t i = 0; i < FP_MOST_REPLACEMENTS; i++)
		assert_int_equal(fp_replace_begin(&all[i], arena, "a", &error), 0);
	assert_int_equal(fp_replace_begin(&one_more, arena, "a", &error), FENCEPOST_EIO);
	for (size_t i = 0; i < FP_MOST_REPLACEMENTS; i++)
		fp_replace_abandon(&all[i]);
	assert_int_equal(scratch_count(), 1);
	assert_int_equal(replace("a", "new", NULL), 0);
}

static int set_up(void **state)
{
	(void)state;
	arena = fp_arena_new(NULL, 0);
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
	    cmocka_unit_test(a_file_holds_the_new_bytes_and_keeps_its_mode),
	    cmocka_unit_test(a_file_keeps_its_owner),
	    cmocka_unit_test(a_file_keeps_its_extended_attributes),
	    cmocka_unit_test(a_new_file_gets_the_mode_of_a_new_file),
	    cmocka_unit_test(a_link_stays_and_its_target_is_replaced),
	    cmocka_unit_test(a_file_that_changed_meanwhile_is_left),
	    cmocka_unit_test(a_file_that_is_gone_meanwhile_is_not_made_again),
	    cmocka_unit_test(a_new_file_takes_no_name_that_something_has),
	    cmocka_unit_test(a_new_file_gets_a_name_that_is_free),
	    cmocka_unit_test(a_full_disk_leaves_the_old_file_and_no_temporary),
	    cmocka_unit_test(a_folder_that_takes_no_file_is_told),
	    cmocka_unit_test(a_signal_handler_can_remove_every_temporary),
	    cmocka_unit_test(no_more_than_so_many_replacements_are_under_way),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
