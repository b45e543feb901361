/* SPDX-License-Identifier: MIT */
#include "json/price.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_price_is_overridden_by_its_name(void **state)
{
	struct fp_prices prices = fp_prices_default;

	(void)state;
	assert_true(fp_prices_set(&prices, "COMMA_MISSING", 7));
	assert_int_equal(prices.of[FP_PRICE_COMMA_MISSING], 7);
	assert_int_equal(prices.of[FP_PRICE_COMMA_MISSING_LINE],
	                 fp_prices_default.of[FP_PRICE_COMMA_MISSING_LINE]);
}

static void a_name_that_is_none_changes_nothing(void **state)
{
	struct fp_prices prices = fp_prices_default;

	(void)state;
	assert_false(fp_prices_set(&prices, "COMMA_MISSIN", 7));
	assert_memory_equal(&prices, &fp_prices_default, sizeof(prices));
}

static void a_habit_is_never_dearer_than_the_first_time(void **state)
{
	(void)state;
	assert_int_equal(fp_habit_percent(FP_HABIT_NONE), 100);
	for (int i = 0; i < FP_HABIT_COUNT; i++) {
		assert_in_range(fp_habit_percent((enum fp_habit)i), 1, 100);
	}
}

static void marks_of_style_are_habits_of_a_fifth(void **state)
{
	(void)state;
	assert_int_equal(fp_price_habit(FP_PRICE_BARE_KEY), FP_HABIT_BARE_KEY);
	assert_int_equal(fp_habit_percent(FP_HABIT_BARE_KEY), 20);
}

static void habits_fit_the_bits_of_a_story(void **state)
{
	(void)state;
	assert_in_range(FP_HABIT_COUNT, 1, 32);
}

static void dropping_a_word_costs_more_than_quoting_it(void **state)
{
	const int32_t *p = fp_prices_default.of;

	(void)state;
	assert_true(p[FP_PRICE_DROP_WORD] > p[FP_PRICE_BARE_VALUE]);
	assert_true(p[FP_PRICE_DROP_STRING] > p[FP_PRICE_COMMA_MISSING]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_price_is_overridden_by_its_name),
	    cmocka_unit_test(a_name_that_is_none_changes_nothing),
	    cmocka_unit_test(a_habit_is_never_dearer_than_the_first_time),
	    cmocka_unit_test(marks_of_style_are_habits_of_a_fifth),
	    cmocka_unit_test(habits_fit_the_bits_of_a_story),
	    cmocka_unit_test(dropping_a_word_costs_more_than_quoting_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
