/* SPDX-License-Identifier: MIT */
#include "face/output.h"

#include "fencepost.h"
#include "scratch.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct fp_arena *arena;
static struct fp_output out;
static struct fp_error error;

static void a_file_takes_its_name_when_all_of_it_is_there(void **state)
{
	(void)state;
	scratch_write("report", "old");
	assert_int_equal(fp_output_file(&out, arena, "report", &error), 0);
	fp_bytes_text(&out.bytes, "a ");
	assert_int_equal(fp_output_flush(&out), 0);
	assert_int_equal(out.bytes.len, 0);
	assert_int_equal(fp_output_send(&out, "whole ", 6), 0);
	fp_bytes_text(&out.bytes, "report");
	assert_string_equal(scratch_read("report"), "old");
	assert_int_equal(fp_output_close(&out, true), 0);
	assert_string_equal(scratch_read("report"), "a whole report");
	assert_int_equal(scratch_count(), 1);
}

static void a_file_that_is_given_up_stays_as_it_was(void **state)
{
	(void)state;
	scratch_write("report", "old");
	assert_int_equal(fp_output_file(&out, arena, "report", &error), 0);
	fp_bytes_text(&out.bytes, "half");
	assert_int_equal(fp_output_close(&out, false), 0);
	assert_string_equal(scratch_read("report"), "old");
	assert_int_equal(scratch_count(), 1);
}

static void a_device_is_written_to_as_it_is(void **state)
{
	(void)state;
	assert_int_equal(fp_output_file(&out, arena, "/dev/null", &error), 0);
	assert_false(out.replaces);
	fp_bytes_text(&out.bytes, "text");
	assert_int_equal(fp_output_close(&out, true), 0);
}

static void the_first_failure_is_kept(void **state)
{
	(void)state;
	if (access("/dev/full", W_OK) != 0)
		skip();
	assert_int_equal(fp_output_file(&out, arena, "/dev/full", &error), 0);
	assert_int_equal(fp_output_send(&out, "text", 4), FENCEPOST_EIO);
	assert_int_equal(out.reason, ENOSPC);
	assert_string_equal(out.error.text, "/dev/full: No space left on device");
	fp_bytes_text(&out.bytes, "more");
	assert_int_equal(fp_output_flush(&out), FENCEPOST_EIO);
	assert_int_equal(fp_output_close(&out, true), FENCEPOST_EIO);
}

static void an_output_that_was_never_opened_takes_nothing(void **state)
{
	(void)state;
	memset(&out, 0, sizeof(out));
	assert_int_equal(fp_output_flush(&out), 0);
	assert_int_equal(fp_output_close(&out, true), 0);
	assert_int_equal(fcntl(STDIN_FILENO, F_GETFD) < 0, 0);
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
	    cmocka_unit_test(a_file_takes_its_name_when_all_of_it_is_there),
	    cmocka_unit_test(a_file_that_is_given_up_stays_as_it_was),
	    cmocka_unit_test(a_device_is_written_to_as_it_is),
	    cmocka_unit_test(the_first_failure_is_kept),
	    cmocka_unit_test(an_output_that_was_never_opened_takes_nothing),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
