/* SPDX-License-Identifier: MIT */
/* slips.c, edits.c, meant.c: one cause is one slip. */
#include "json/slips.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct fp_story tell(const char *text)
{
	struct fp_json_options options = {.where = "block"};
	struct fp_story story;

	fp_story_tell(&story, arena, text, (struct fp_range){0, (uint32_t)strlen(text)}, &options);
	assert_true(story.found);
	return story;
}

static struct fp_slips slips_of(const char *text)
{
	struct fp_story *story = fp_arena_alloc(arena, sizeof(*story));
	struct fp_slips slips;

	*story = tell(text);
	fp_slips_find(&slips, arena, text, (struct fp_range){0, (uint32_t)strlen(text)}, story,
	              false);
	return slips;
}

static void closers_at_one_place_are_one_slip(void **state)
{
	struct fp_slips slips = slips_of("{\"a\": [{\"b\": [1");

	(void)state;
	assert_int_equal(slips.count, 1);
	assert_int_equal(slips.of[0].rule, FP_JSON_UNCLOSED_CONTAINER);
	assert_int_equal(slips.of[0].count, 1);
	assert_string_equal(slips.of[0].edits[0].text, "]}]}");
}

static void an_open_string_and_the_closers_behind_it_are_one_slip(void **state)
{
	struct fp_slips slips = slips_of("{\"a\": [\"b");

	(void)state;
	assert_int_equal(slips.count, 1);
	assert_int_equal(slips.of[0].rule, FP_JSON_UNTERMINATED_STRING);
	assert_true(slips.of[0].safe);
}

static void all_comments_of_a_text_are_one_slip(void **state)
{
	struct fp_slips slips = slips_of("[1, /* a */ 2, /* b */ 3]");

	(void)state;
	assert_int_equal(slips.count, 1);
	assert_int_equal(slips.of[0].count, 2);
	assert_true(slips.of[0].illustrative);
}

static void slips_come_in_the_order_of_the_text(void **state)
{
	struct fp_slips slips = slips_of("[1 2, /* a */ True]");

	(void)state;
	assert_int_equal(slips.count, 3);
	for (uint32_t i = 1; i < slips.count; i++)
		assert_true(slips.of[i - 1].range.from <= slips.of[i].range.from);
}

static void one_unsafe_slip_makes_all_of_the_text_unsafe(void **state)
{
	(void)state;
	assert_true(slips_of("{\"a\": 1 \"b\": 2}").of[0].safe);
	assert_false(slips_of("{\"a\": 1 \"b\": abc-def}").of[0].safe);
}

static void what_may_be_meant_otherwise_is_not_safe(void **state)
{
	static const char *const texts[] = {
	    "[\"a, b]",
	    "[\"a +]",
	    "[\"",
	    "[{]",
	    "{\"a\": \"b} c: d}",
	    "{\"a\": \"d\"on\"}",
	    "{\"a: \"\"b\"}",
	    "{\"a\": `b', \"c\": \"d\", \"e\": }",
	    "{\"a\"; \"b\" \"c\"}",
	    "{\"a\": \"\"b \"c\"\", \"d\": 1}",
	    "{\"a\": 1}]",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct fp_slips slips = slips_of(texts[i]);

		assert_true(slips.count > 0);
		for (uint32_t k = 0; k < slips.count; k++)
			assert_false(slips.of[k].safe);
	}
}

static void any_of_the_closers_that_end_the_text_may_go(void **state)
{
	(void)state;
	assert_true(slips_of("{\"a\": {\"b\": 1}}}").of[0].safe);
	assert_true(slips_of("{\n    \"a\": {\n    }\n  }\n}\n").of[0].safe);
}

static void an_ellipsis_takes_one_comma_with_it(void **state)
{
	struct fp_slips slips = slips_of("[1, ...]");

	(void)state;
	assert_int_equal(slips.count, 1);
	assert_true(slips.of[0].illustrative);
	assert_int_equal(slips.of[0].count, 2);
}

static void a_trailing_comma_before_a_comment_was_meant(void **state)
{
	(void)state;
	assert_true(slips_of("[1, /* more */]").of[0].illustrative);
	assert_false(slips_of("[1,]").of[0].illustrative);
}

static void edits_of_all_slips_are_sorted(void **state)
{
	struct fp_slips slips = slips_of("{a: 1, 'b': True,}");
	struct fp_layer_edit *edits;
	uint32_t count = fp_slips_edits(&edits, arena, &slips);

	(void)state;
	assert_true(count >= 4);
	for (uint32_t i = 1; i < count; i++)
		assert_true(edits[i - 1].range.to <= edits[i].range.from);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(closers_at_one_place_are_one_slip),
	    cmocka_unit_test(an_open_string_and_the_closers_behind_it_are_one_slip),
	    cmocka_unit_test(all_comments_of_a_text_are_one_slip),
	    cmocka_unit_test(slips_come_in_the_order_of_the_text),
	    cmocka_unit_test(one_unsafe_slip_makes_all_of_the_text_unsafe),
	    cmocka_unit_test(what_may_be_meant_otherwise_is_not_safe),
	    cmocka_unit_test(any_of_the_closers_that_end_the_text_may_go),
	    cmocka_unit_test(an_ellipsis_takes_one_comma_with_it),
	    cmocka_unit_test(a_trailing_comma_before_a_comment_was_meant),
	    cmocka_unit_test(edits_of_all_slips_are_sorted),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
