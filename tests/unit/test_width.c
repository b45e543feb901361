/* SPDX-License-Identifier: MIT */
#include "report/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void letters_take_one_column(void **state)
{
	static const uint32_t points[] = {'a', 0xe9, 0x3b1, 0x42f, 0x5d0, 0x2192, 0x2500, 0x10000};

	(void)state;
	for (size_t i = 0; i < sizeof(points) / sizeof(*points); i++)
		assert_int_equal(fp_width(points[i]), 1);
}

static void east_asian_characters_and_emoji_take_two(void **state)
{
	static const uint32_t points[] = {0x1100, 0x3042, 0x4e2d,  0xac00,  0xff01,
	                                  0x231a, 0x2705, 0x1f600, 0x1f680, 0x20000};

	(void)state;
	for (size_t i = 0; i < sizeof(points) / sizeof(*points); i++)
		assert_int_equal(fp_width(points[i]), 2);
}

static void marks_and_joiners_take_none(void **state)
{
	static const uint32_t points[] = {0x300, 0x36f,  0x5b0,  0x64b,
	                                  0xe31, 0x200d, 0x3099, 0xfe0f};

	(void)state;
	for (size_t i = 0; i < sizeof(points) / sizeof(*points); i++)
		assert_int_equal(fp_width(points[i]), 0);
}

static void the_ends_of_ranges_belong_to_them(void **state)
{
	(void)state;
	assert_int_equal(fp_width(0x2ff), 1);
	assert_int_equal(fp_width(0x370), 1);
	assert_int_equal(fp_width(0x10ff), 1);
	assert_int_equal(fp_width(0x115f), 2);
	assert_int_equal(fp_width(0x1160), 1);
	assert_int_equal(fp_width(0x10ffff), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(letters_take_one_column),
	    cmocka_unit_test(east_asian_characters_and_emoji_take_two),
	    cmocka_unit_test(marks_and_joiners_take_none),
	    cmocka_unit_test(the_ends_of_ranges_belong_to_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
