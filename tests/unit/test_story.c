/* SPDX-License-Identifier: MIT */
/* story.c: the caret stands under the place of the one move of the cheapest story. */
#include "json/story.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct fp_story tell_within(const char *text, struct fp_budget *budget)
{
	struct fp_json_options options = {.budget = budget, .where = "block"};
	struct fp_story story;

	fp_story_tell(&story, arena, text, (struct fp_range){0, (uint32_t)strlen(text)}, &options);
	return story;
}

static struct fp_story tell(const char *text)
{
	struct fp_story story = tell_within(text, NULL);

	assert_true(story.found);
	return story;
}

static void json_is_a_story_without_moves(void **state)
{
	struct fp_story story = tell("{\"a\": [1, true, \"b\"]}");

	(void)state;
	assert_int_equal(story.count, 0);
	assert_int_equal(story.cost, 0);
}

static void one_mistake_is_one_move_at_its_price(void **state)
{
	static const struct {
		const char *text, *caret;
		enum fp_rule rule;
		enum fp_price price;
	} cases[] = {
	    {"{\"a\", 1}", "    ^", FP_JSON_MISSING_COLON, FP_PRICE_COLON_COMMA},
	    {"{\"a\" 1}", "    ^", FP_JSON_MISSING_COLON, FP_PRICE_COLON_MISSING},
	    {"{\"a\" = 1}", "     ^", FP_JSON_MISSING_COLON, FP_PRICE_COLON_EQUALS},
	    {"[1 2]", "  ^", FP_JSON_MISSING_COMMA, FP_PRICE_COMMA_MISSING},
	    {"[1,\n2\n3]", "     ^", FP_JSON_MISSING_COMMA, FP_PRICE_COMMA_MISSING_LINE},
	    {"[1, 2, ]", "     ^", FP_JSON_TRAILING_COMMA, FP_PRICE_COMMA_TRAILING},
	    {"[1,, 2]", "   ^", FP_JSON_EXTRA_COMMA, FP_PRICE_COMMA_EXTRA},
	    {"{\"a\":: 1}", "     ^", FP_JSON_EXTRA_COLON, FP_PRICE_COLON_EXTRA},
	    {"{\"a\": [1", "        ^", FP_JSON_UNCLOSED_CONTAINER, FP_PRICE_COUNT},
	    {"[1]]", "   ^", FP_JSON_EXTRA_CLOSER, FP_PRICE_CLOSER_EXTRA_END},
	    {"[{\"a\": 1]]", "        ^", FP_JSON_MISMATCHED_CLOSER, FP_PRICE_CLOSER_KIND},
	    {"{a: 1}", " ^", FP_JSON_UNQUOTED_KEY, FP_PRICE_BARE_KEY},
	    {"[1, True]", "    ^", FP_JSON_BAD_LITERAL, FP_PRICE_LITERAL},
	    {"[1, ...]", "    ^", FP_JSON_ELLIPSIS, FP_PRICE_ELLIPSIS},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fp_story story = tell(cases[i].text);
		const struct fp_move *move = story.told[0].move;

		assert_int_equal(story.count, 1);
		assert_int_equal(move->rule, cases[i].rule);
		assert_int_equal(move->range.from, strlen(cases[i].caret) - 1);
		if (cases[i].price == FP_PRICE_COUNT)
			continue;
		assert_int_equal(move->price, cases[i].price);
		assert_true(story.cost >= fp_prices_default.of[cases[i].price]);
	}
}

static void a_habit_costs_less_the_second_time(void **state)
{
	int32_t once = tell("{a: 1}").cost, twice = tell("{a: 1, b: 2}").cost;

	(void)state;
	assert_true(twice < 2 * once);
}

static void comments_are_gaps_and_no_moves(void **state)
{
	struct fp_story story = tell("[1, /* a */ 2]");
	uint32_t holding = 0;

	(void)state;
	assert_int_equal(story.count, 0);
	for (uint32_t i = 0; i < story.gap_count; i++)
		holding += story.gaps[i].from <= 4 && story.gaps[i].to >= 11;
	assert_int_equal(holding, 1);
}

static void a_budget_that_is_spent_is_told(void **state)
{
	struct fp_budget budget = {1};
	struct fp_story story = tell_within("{\"a\", 1}", &budget);

	(void)state;
	assert_false(story.found);
	assert_true(story.spent);
}

static void where_the_budget_is_short_a_sketch_is_told_with_no_margin(void **state)
{
	static const char text[] = "\"a\": {\"b\": [1, 2,],},\n\"c\": {\"d\": (1, 2)}}\n\"e\": 3\n";
	struct fp_story sure = tell(text), unsure;
	struct fp_budget budget = {sure.steps - 1};

	(void)state;
	unsure = tell_within(text, &budget);
	assert_true(unsure.found);
	assert_true(unsure.cost >= sure.cost);
	assert_true(unsure.count > 0);
	for (uint32_t i = 0; i < unsure.count; i++)
		assert_int_equal(unsure.told[i].margin, 0);
}

/* Each tenth of 200 members, one a line, lacks its comma. */
static void many_slips_far_apart_are_no_more_work_than_few(void **state)
{
	enum { STEPS_A_BYTE = 30 };
	struct fp_bytes text = FP_BYTES(arena);
	struct fp_story story;

	(void)state;
	fp_bytes_printf(&text, "{");
	for (int i = 0; i < 200; i++)
		fp_bytes_printf(&text, "\n  \"name%d\": {\"id\": %d, \"text\": \"some words\"}%s",
		                i, i, i % 10 == 5 ? "" : ",");
	fp_bytes_printf(&text, "\n  \"last\": 1\n}\n");
	story = tell(fp_bytes_string(&text));
	assert_int_equal(story.count, 20);
	assert_true(story.steps < STEPS_A_BYTE * text.len);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(json_is_a_story_without_moves),
	    cmocka_unit_test(one_mistake_is_one_move_at_its_price),
	    cmocka_unit_test(a_habit_costs_less_the_second_time),
	    cmocka_unit_test(comments_are_gaps_and_no_moves),
	    cmocka_unit_test(where_the_budget_is_short_a_sketch_is_told_with_no_margin),
	    cmocka_unit_test(many_slips_far_apart_are_no_more_work_than_few),
	    cmocka_unit_test(a_budget_that_is_spent_is_told),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
