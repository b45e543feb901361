/* SPDX-License-Identifier: MIT */
#include "face/files.h"

#include "fencepost.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct fp_arena *arena;
static struct fp_error error;

/* Reads a file; its bytes, or NULL with the error filled. */
static const char *read_path(const struct fp_path *path, uint32_t most, uint32_t *len)
{
	struct fp_file file;
	const char *bytes = NULL;

	if (!fp_file_open(&file, path, &error) &&
	    fp_file_read(&file, arena, most, &bytes, len, &error))
		bytes = NULL;
	fp_file_close(&file);
	return bytes;
}

static const char *read_named(const char *name, uint32_t most, uint32_t *len)
{
	struct fp_path path = {name, true, false, NULL};

	return read_path(&path, most, len);
}

static void a_file_is_read_whole(void **state)
{
	uint32_t len;
	const char *bytes;

	(void)state;
	scratch_write("a", "some text");
	bytes = read_named("a", 100, &len);
	assert_int_equal(len, 9);
	assert_memory_equal(bytes, "some text", 9);
	scratch_write("a", "");
	assert_non_null(read_named("a", 100, &len));
	assert_int_equal(len, 0);
}

static void the_limit_is_the_last_size_that_is_read(void **state)
{
	uint32_t len;

	(void)state;
	scratch_write("a", "12345");
	assert_non_null(read_named("a", 5, &len));
	assert_null(read_named("a", 4, &len));
	assert_int_equal(error.status, FENCEPOST_EBIG);
	assert_string_equal(error.text, "a: larger than the limit of 4 bytes");
}

static void a_device_without_end_meets_the_limit(void **state)
{
	uint32_t len;

	(void)state;
	assert_null(read_named("/dev/zero", 1000000, &len));
	assert_int_equal(error.status, FENCEPOST_EBIG);
}

static void a_file_that_says_no_size_is_read_whole(void **state)
{
	uint32_t len;

	(void)state;
	if (access("/proc/self/maps", R_OK) != 0)
		skip();
	assert_non_null(read_named("/proc/self/maps", 1000000, &len));
	assert_true(len > 0);
}

static void what_cannot_be_opened_or_read_is_told(void **state)
{
	uint32_t len;

	(void)state;
	assert_null(read_named("missing", 10, &len));
	assert_string_equal(error.text, "missing: No such file or directory");
	assert_int_equal(error.status, FENCEPOST_EIO);
	assert_null(read_named(".", 10000000, &len));
	assert_string_equal(error.text, ".: Is a directory");
}

static void what_the_walk_found_must_be_a_regular_file_still(void **state)
{
	struct fp_path pipe = {"pipe", false, false, NULL}, link = {"link", false, false, NULL};
	uint32_t len;

	(void)state;
	scratch_write("a", "text");
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_int_equal(symlink("a", "link"), 0);
	assert_null(read_path(&pipe, 100, &len));
	assert_string_equal(error.text, "pipe: is no regular file any more");
	assert_null(read_path(&link, 100, &len));
	link.named = true;
	assert_non_null(read_path(&link, 100, &len));
}

static void a_file_is_replaced_if_it_is_the_one_that_was_read(void **state)
{
	struct fp_path path = {"a", true, false, NULL};
	struct fp_file file;

	(void)state;
	scratch_write("a", "old");
	assert_int_equal(fp_file_open(&file, &path, &error), 0);
	assert_int_equal(fp_file_replace(&file, arena, "new", 3, &error), 0);
	assert_string_equal(scratch_read("a"), "new");
	assert_int_equal(fp_file_replace(&file, arena, "newer", 5, &error), FENCEPOST_EIO);
	assert_string_equal(scratch_read("a"), "new");
	fp_file_close(&file);
}

static void a_device_is_not_replaced(void **state)
{
	struct fp_path path = {"/dev/null", true, false, NULL};
	struct fp_file file;

	(void)state;
	assert_int_equal(fp_file_open(&file, &path, &error), 0);
	assert_int_equal(fp_file_replace(&file, arena, "new", 3, &error), FENCEPOST_EIO);
	assert_string_equal(error.text, "/dev/null: is no regular file, and is left as it is");
	fp_file_close(&file);
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
	    cmocka_unit_test(a_file_is_read_whole),
	    cmocka_unit_test(the_limit_is_the_last_size_that_is_read),
	    cmocka_unit_test(a_device_without_end_meets_the_limit),
	    cmocka_unit_test(a_file_that_says_no_size_is_read_whole),
	    cmocka_unit_test(what_cannot_be_opened_or_read_is_told),
	    cmocka_unit_test(what_the_walk_found_must_be_a_regular_file_still),
	    cmocka_unit_test(a_file_is_replaced_if_it_is_the_one_that_was_read),
	    cmocka_unit_test(a_device_is_not_replaced),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
