/* SPDX-License-Identifier: MIT */
#include "git/private.h"

#include "repository.h"

#include <signal.h>
#include <sys/wait.h>

static struct fp_private dir;

static void it_is_made_locked_and_removed(void **state)
{
	(void)state;
	scratch_write("index", "x");
	assert_int_equal(fp_private_make(&dir, arena, scratch_path, &error), 0);
	assert_int_equal(fp_private_lock(&dir, "index", &error), 0);
	assert_int_equal(access("index.lock", F_OK), 0);
	assert_int_equal(scratch_count(), 3);
	scratch_write(fp_private_file(&dir, "more"), "x");
	fp_private_tidy(arena, scratch_path);
	assert_int_equal(access(fp_private_file(&dir, "more"), F_OK), 0);
	fp_private_remove(&dir);
	assert_int_equal(scratch_count(), 1);
	fp_private_remove(&dir);
}

static void a_lock_of_another_is_waited_for_and_left(void **state)
{
	(void)state;
	scratch_write("index.lock", "another");
	assert_int_equal(fp_private_make(&dir, arena, scratch_path, &error), 0);
	assert_int_equal(fp_private_lock(&dir, "index", &error), FENCEPOST_EGIT);
	assert_non_null(strstr(error.text, "another git process"));
	fp_private_remove(&dir);
	assert_string_equal(scratch_read("index.lock"), "another");
	assert_int_equal(scratch_count(), 1);
}

static void where_nothing_can_be_made_there_is_a_reason(void **state)
{
	(void)state;
	assert_int_equal(fp_private_make(&dir, arena, "/nowhere", &error), FENCEPOST_EGIT);
	assert_string_equal(error.text, "/nowhere: No such file or directory");
}

/* A child takes the lock and notes a temporary; then it is killed. */
static void make_and_die(int killed_first)
{
	pid_t child = fork();

	if (child == 0) {
		fp_private_make(&dir, arena, scratch_path, &error);
		fp_private_lock(&dir, "index", &error);
		fp_private_note(&dir, fp_private_file(&dir, "../.fencepost-beside.tmp"), &error);
		scratch_write(".fencepost-beside.tmp", "x");
		scratch_write("ready", "x");
		if (killed_first)
			kill(dir.guard, SIGKILL);
		raise(SIGKILL);
	}
	waitpid(child, NULL, 0);
	assert_int_equal(unlink("ready"), 0);
}

static void the_guard_tidies_up_after_a_kill(void **state)
{
	int left = 1;

	(void)state;
	make_and_die(0);
	for (int tries = 0; tries < 500 && (left = scratch_count()) > 0; tries++)
		usleep(10000);
	assert_int_equal(left, 0);
}

static void the_next_run_tidies_up_where_the_guard_was_killed_too(void **state)
{
	(void)state;
	make_and_die(1);
	assert_int_equal(scratch_count(), 3);
	fp_private_tidy(arena, scratch_path);
	assert_int_equal(scratch_count(), 0);
}

static void a_lock_that_is_not_of_that_run_is_not_removed(void **state)
{
	(void)state;
	make_and_die(1);
	scratch_write("new", "of another");
	sh("mv new index.lock");
	fp_private_tidy(arena, scratch_path);
	assert_string_equal(scratch_read("index.lock"), "of another");
}

static void a_signal_is_noted_and_acted_on_at_the_end(void **state)
{
	pid_t child = fork();
	int status;

	(void)state;
	if (child == 0) {
		fp_private_make(&dir, arena, scratch_path, &error);
		raise(SIGTERM);
		if (!fp_private_stopped())
			_exit(1);
		fp_private_remove(&dir);
		_exit(2);
	}
	waitpid(child, &status, 0);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	assert_int_equal(scratch_count(), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(it_is_made_locked_and_removed),
	    TEST(a_lock_of_another_is_waited_for_and_left),
	    TEST(where_nothing_can_be_made_there_is_a_reason),
	    TEST(the_guard_tidies_up_after_a_kill),
	    TEST(the_next_run_tidies_up_where_the_guard_was_killed_too),
	    TEST(a_lock_that_is_not_of_that_run_is_not_removed),
	    TEST(a_signal_is_noted_and_acted_on_at_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
