/* SPDX-License-Identifier: MIT */
#include "finding/edit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* A file of digits, a block that is all of it, and a payload of it that has the same table. */
struct world {
	struct fp_arena *arena;
	struct fp_levels levels;
	struct fp_lines lines;
	struct fp_layer *block;
	struct fp_layer payload;
	struct fp_sink sink;
};

static const char file[] = "0123456789";

static void build(void *argument)
{
	struct world *w = argument;

	fp_levels_init(&w->levels);
	fp_lines_find(&w->lines, w->arena, file, 10);
	w->block = fp_layer_of_file(w->arena, &w->lines, (struct fencepost_span){0, 10});
	w->payload = *w->block;
	w->payload.outer = w->block;
	fp_sink_init(&w->sink, w->arena, &w->lines, &w->levels);
}

static int set_up(void **state)
{
	static struct world w;

	w.arena = fp_arena_new(NULL, 0);
	*state = &w;
	return w.arena ? fp_arena_try(w.arena, build, &w) : -1;
}

static int tear_down(void **state)
{
	fp_arena_free(((struct world *)*state)->arena);
	return 0;
}

/* Adds a finding with a safe fix of one edit. */
static struct fp_finding *add(struct world *w, const struct fp_layer *layer, uint32_t from,
                              uint32_t to, const char *text)
{
	struct fp_range range = {from, to};
	struct fp_finding *f = fp_found(&w->sink, layer, range, FP_JSON_MISSING_COMMA, "%s", text);

	fp_fix(f, FENCEPOST_SAFE, "x");
	fp_edit(f, layer, range, text, strlen(text));
	return f;
}

static bool is_wanted(void *user, const struct fp_finding *finding)
{
	return strstr(user, finding->pub.message) == NULL;
}

/* Finishes the sink and asserts what the chosen edits make of the file. */
static void assert_made(struct world *w, enum fencepost_applicability least, const char *unwanted,
                        size_t chosen, const char *want)
{
	struct fp_bytes out = FP_BYTES(w->arena);
	struct fp_edits edits;
	char no[16];

	strcpy(no, unwanted ? unwanted : "");
	fp_sink_finish(&w->sink, 0, 0);
	fp_edit_choose(&edits, w->arena, &w->sink, least, unwanted ? is_wanted : NULL, no);
	assert_int_equal(edits.chosen, chosen);
	for (size_t i = 1; i < edits.count; i++)
		assert_true(edits.edits[i - 1].span.end <= edits.edits[i].span.start);
	fp_edit_splice(&out, file, 10, &edits);
	assert_string_equal(fp_bytes_string(&out), want);
}

static void no_edits(void *argument)
{
	assert_made(argument, FENCEPOST_UNSAFE, NULL, 0, file);
}

static void without_edits_the_file_stays(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, no_edits, w), FENCEPOST_OK);
}

static void edits_of_one_layer(void *argument)
{
	struct world *w = argument;

	add(w, w->block, 9, 10, "z");
	add(w, w->block, 0, 0, "a");
	add(w, w->block, 3, 5, "");
	add(w, w->block, 5, 5, "b");
	add(w, w->block, 0, 0, "c");
	add(w, w->block, 0, 1, "d");
	add(w, w->block, 10, 10, "e");
	assert_made(w, FENCEPOST_SAFE, NULL, 7, "acd12b5678ze");
}

static void fixes_of_one_layer_go_in_together_in_the_order_of_making(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, edits_of_one_layer, w), FENCEPOST_OK);
}

static void overlapping_edits(void *argument)
{
	struct world *w = argument;

	add(w, w->block, 3, 5, "a");
	add(w, w->block, 2, 4, "b");
	add(w, w->block, 4, 4, "c");
	add(w, w->block, 4, 9, "d");
	add(w, w->block, 5, 6, "e");
	assert_made(w, FENCEPOST_SAFE, NULL, 2, "012ae6789");
}

static void of_two_fixes_that_overlap_the_earlier_goes_in(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, overlapping_edits, w), FENCEPOST_OK);
}

static void edits_of_two_layers_that_touch(void *argument)
{
	struct world *w = argument;

	add(w, &w->payload, 3, 4, "a");
	add(w, &w->payload, 5, 5, "b");
	add(w, &w->payload, 7, 8, "c");
	add(w, w->block, 4, 5, "B");
	assert_made(w, FENCEPOST_SAFE, NULL, 2, "0123B56c89");
}

static void where_two_layers_touch_the_inner_waits(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, edits_of_two_layers_that_touch, w), FENCEPOST_OK);
}

static void fixes_of_two_edits(void *argument)
{
	struct world *w = argument;

	fp_edit(add(w, w->block, 1, 2, "a"), w->block, (struct fp_range){8, 9}, "a", 1);
	fp_edit(add(w, w->block, 3, 4, "b"), w->block, (struct fp_range){8, 9}, "b", 1);
	add(w, w->block, 3, 4, "c");
	assert_made(w, FENCEPOST_SAFE, NULL, 2, "0a2c4567a9");
}

static void a_fix_goes_in_whole_or_not_at_all(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, fixes_of_two_edits, w), FENCEPOST_OK);
}

static void fixes_of_all_kinds(void *argument)
{
	struct world *w = argument;

	add(w, w->block, 0, 1, "a");
	add(w, w->block, 1, 2, "b")->fix.applicability = FENCEPOST_UNSAFE;
	add(w, w->block, 2, 3, "c");
	assert_made(w, FENCEPOST_SAFE, "c", 1, "a123456789");
	assert_made(w, FENCEPOST_UNSAFE, "", 3, "abc3456789");
	assert_made(w, FENCEPOST_UNSAFE, "a", 2, "0bc3456789");
	assert_made(w, FENCEPOST_NONE, NULL, 0, file);
}

static void only_what_is_applicable_and_wanted_is_chosen(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, fixes_of_all_kinds, w), FENCEPOST_OK);
}

static void a_hundred_thousand_edits(void *argument)
{
	struct world *w = argument;

	for (uint32_t i = 0; i < 100000; i++)
		add(w, i % 2 ? w->block : &w->payload, 10 - i % 10, 10 - i % 10, "");
	assert_made(w, FENCEPOST_SAFE, NULL, 100000, file);
}

static void choosing_among_many_takes_no_time(void **state)
{
	struct world *w = *state;

	assert_int_equal(fp_arena_try(w->arena, a_hundred_thousand_edits, w), FENCEPOST_OK);
}

#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_WORLD(without_edits_the_file_stays),
	    IN_WORLD(fixes_of_one_layer_go_in_together_in_the_order_of_making),
	    IN_WORLD(of_two_fixes_that_overlap_the_earlier_goes_in),
	    IN_WORLD(where_two_layers_touch_the_inner_waits),
	    IN_WORLD(a_fix_goes_in_whole_or_not_at_all),
	    IN_WORLD(only_what_is_applicable_and_wanted_is_chosen),
	    IN_WORLD(choosing_among_many_takes_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
