/* SPDX-License-Identifier: MIT */
/* A report on one made-up finding, written by one writer: what the tests of all writers begin with. */
#ifndef FP_TESTS_UNIT_REPORT_H
#define FP_TESTS_UNIT_REPORT_H

#include "report/report.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

/* A document of three lines; the fault is the ',' of the second. */
static const char report_text[] = "```har\n{\"a\", 1}\n```\n";

static const struct fencepost_block report_block = {"har", 0, 1, {7, 17}};
static const char *const report_pointers[] = {"/postData/text", "/a"};
static const struct fencepost_edit report_edit = {{10, 11}, ":", 1};
static const struct fencepost_fix report_fix = {FENCEPOST_SAFE, "replace ',' with ':'",
                                                &report_edit, 1};

static const struct fencepost_finding report_finding = {
    .rule = "json-missing-colon",
    .severity = FENCEPOST_ERROR,
    .message = "expected ':' after the property name \"a\", found ','",
    .span = {10, 11},
    .start = {2, 4, 4, 10},
    .end = {2, 5, 5, 11},
    .block = &report_block,
    .pointers = report_pointers,
    .pointer_count = 2,
    .fix = &report_fix,
};

/* The same without a block and a fix, as a warning. */
static const struct fencepost_finding report_bare = {
    .rule = "unused-ignore",
    .severity = FENCEPOST_WARNING,
    .message = "nothing is suppressed",
    .span = {0, 3},
    .start = {1, 1, 1, 0},
    .end = {1, 4, 4, 3},
};

static const struct fp_report_file report_file = {
    .path = "a.md", .path_len = 4, .text = report_text, .len = sizeof(report_text) - 1};

/* A finding and the file that it is in. */
struct report_item {
	const struct fp_report_file *file;
	const struct fencepost_finding *finding;
};

struct report_run {
	struct fp_arena *arena;
	const char *writer;
	struct fp_report_options options;
	const struct report_item *items;
	size_t count;
	struct fp_summary summary;
	const char *got; /* ends at a NUL */
	size_t len;
};

static inline void report_write(void *argument)
{
	struct report_run *run = argument;
	struct fp_bytes *out = fp_arena_alloc(run->arena, sizeof(*out));
	struct fp_report report;

	*out = FP_BYTES(run->arena);
	fp_report_begin(&report, fp_report_writer(run->writer), &run->options, out);
	for (size_t i = 0; i < run->count; i++)
		report.writer->finding(&report, run->items[i].file, run->items[i].finding);
	report.writer->end(&report, &run->summary);
	run->got = fp_bytes_string(out);
	run->len = out->len;
}

/* Writes the report of a run; `got` then lives until the arena goes. */
static inline void report_do(struct report_run *run)
{
	assert_int_equal(fp_arena_try(run->arena, report_write, run), FENCEPOST_OK);
}

static inline int report_set_up(void **state)
{
	*state = fp_arena_new(NULL, 0);
	return *state ? 0 : -1;
}

static inline int report_tear_down(void **state)
{
	fp_arena_free(*state);
	return 0;
}

#define REPORT_TEST(function)                                                                      \
	cmocka_unit_test_setup_teardown(function, report_set_up, report_tear_down)

#endif
