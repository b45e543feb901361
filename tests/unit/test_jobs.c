/* SPDX-License-Identifier: MIT */
#include "face/jobs.h"

#include "fencepost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define COUNT 500

static struct fp_path paths[COUNT];

struct record {
	atomic_size_t begun;
	size_t handed_over;
	size_t stop_after; /* 0: never */
	size_t ahead;      /* most that were begun before the one handed over */
	bool in_order;
};

/* Every seventh document takes its time; every eleventh wants more memory than there is. */
static void work(void *user, struct fp_job *job)
{
	struct record *record = user;
	size_t index = (size_t)(job->path - paths);

	atomic_fetch_add(&record->begun, 1);
	if (index % 7 == 0)
		nanosleep(&(struct timespec){0, 300000}, NULL);
	if (index % 11 == 0)
		fp_arena_alloc(job->arena, (size_t)2 << 30);
	job->text = fp_arena_copy(job->arena, &index, sizeof(index));
	job->blocks = index;
	job->silent = index % 2 == 0;
}

static bool done(void *user, struct fp_job *job)
{
	struct record *record = user;
	size_t index = (size_t)(job->path - paths), ahead;

	record->in_order = record->in_order && index == record->handed_over;
	record->handed_over++;
	ahead = atomic_load(&record->begun) - record->handed_over;
	record->ahead = ahead > record->ahead ? ahead : record->ahead;
	if (index % 11 == 0) {
		assert_int_equal(job->error.status, FENCEPOST_ENOMEM);
		assert_null(job->arena);
	} else {
		assert_int_equal(job->error.status, 0);
		assert_int_equal(job->blocks, index);
		assert_int_equal(job->arena == NULL, job->silent);
	}
	if (job->arena)
		assert_memory_equal(job->text, &index, sizeof(index));
	return record->handed_over != record->stop_after;
}

static struct record run(unsigned threads, size_t count, size_t stop_after)
{
	struct record record = {.in_order = true, .stop_after = stop_after};
	struct fp_work how = {work, done, &record};

	fp_jobs_run(&how, paths, count, threads);
	return record;
}

static void results_come_in_the_order_of_the_paths(void **state)
{
	static const unsigned threads[] = {0, 1, 2, 3, 8, 1000};

	(void)state;
	for (size_t i = 0; i < sizeof(threads) / sizeof(*threads); i++) {
		struct record record = run(threads[i], COUNT, 0);

		assert_true(record.in_order);
		assert_int_equal(record.handed_over, COUNT);
		assert_int_equal(atomic_load(&record.begun), COUNT);
	}
}

static void no_path_is_no_work(void **state)
{
	(void)state;
	assert_int_equal(run(8, 0, 0).handed_over, 0);
}

static void a_slow_document_lets_only_a_window_of_others_be_begun(void **state)
{
	struct record record = run(2, COUNT, 0);

	(void)state;
	assert_true(record.ahead <= 2 * 16);
}

static void the_end_can_come_early(void **state)
{
	(void)state;
	for (unsigned threads = 1; threads <= 8; threads *= 2) {
		struct record record = run(threads, COUNT, 20);

		assert_int_equal(record.handed_over, 20);
		assert_true(atomic_load(&record.begun) < COUNT);
	}
}

static int set_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		paths[i] = (struct fp_path){"document", true, false, NULL};
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(results_come_in_the_order_of_the_paths),
	    cmocka_unit_test(no_path_is_no_work),
	    cmocka_unit_test(a_slow_document_lets_only_a_window_of_others_be_begun),
	    cmocka_unit_test(the_end_can_come_early),
	};

	return cmocka_run_group_tests(tests, set_up, NULL);
}
