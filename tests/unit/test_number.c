/* SPDX-License-Identifier: MIT */
#include "json/number.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static double value_of(const char *text)
{
	return fp_number_value(arena, text, (uint32_t)strlen(text));
}

static void a_number_has_its_nearest_double(void **state)
{
	(void)state;
	assert_true(value_of("0") == 0);
	assert_true(value_of("-12.5") == -12.5);
	assert_true(value_of("0.1") == 0.1);
	assert_true(value_of("1.25e3") == 1250);
	assert_true(value_of("125E-2") == 1.25);
	assert_true(value_of("3.14e+2") == 314);
	assert_true(value_of("1.7976931348623157e308") == 1.7976931348623157e308);
	assert_true(value_of("9007199254740993") == 9007199254740992.0);
	assert_true(signbit(value_of("-0")));
}

static void too_much_is_infinite_and_too_little_is_nothing(void **state)
{
	(void)state;
	assert_true(isinf(value_of("1e309")));
	assert_true(isinf(value_of("-1e99999999999999999999")));
	assert_true(value_of("1e-99999999999999999999") == 0);
	assert_true(value_of("0e99999999999999999999") == 0);
}

/* fp_number_print against what a JavaScript engine prints. */
static void check_printed(const char *text, const char *expected)
{
	char printed[FP_NUMBER_ROOM];

	fp_number_print(printed, value_of(text));
	assert_string_equal(printed, expected);
}

static void doubles_are_printed_as_javascript_prints_them(void **state)
{
	(void)state;
	check_printed("0", "0");
	check_printed("1", "1");
	check_printed("-10", "-10");
	check_printed("0.1", "0.1");
	check_printed("123.456", "123.456");
	check_printed("0.000001", "0.000001");
	check_printed("0.0000001", "1e-7");
	check_printed("-1.5e-10", "-1.5e-10");
	check_printed("9007199254740993", "9007199254740992");
	check_printed("-9007199254740993", "-9007199254740992");
	check_printed("12345678901234567890", "12345678901234567000");
	check_printed("123456789012345678901", "123456789012345680000");
	check_printed("1000000000000000000000", "1e+21");
	check_printed("1234567890123456789012", "1.2345678901234568e+21");
	check_printed("5e-324", "5e-324");
	check_printed("1.7976931348623157e308", "1.7976931348623157e+308");
	check_printed("1e400", "Infinity");
	check_printed("-1e400", "-Infinity");
}

static void the_decimal_separator_of_the_locale_does_not_matter(void **state)
{
	static const char *const names[] = {"C", "de_DE.UTF-8", "fr_FR.UTF-8", "ru_RU.UTF-8",
	                                    "de_DE"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!setlocale(LC_NUMERIC, names[i]))
			continue;
		check_printed("123.456", "123.456");
		check_printed("1234567890123456789012", "1.2345678901234568e+21");
	}
	setlocale(LC_NUMERIC, "C");
}

static bool is_big(const char *text)
{
	return fp_number_is_big(text, (uint32_t)strlen(text));
}

static void integers_are_big_from_two_to_the_power_of_53(void **state)
{
	(void)state;
	assert_false(is_big("0"));
	assert_false(is_big("9007199254740991"));
	assert_false(is_big("-9007199254740991"));
	assert_true(is_big("9007199254740992"));
	assert_true(is_big("-9007199254740992"));
	assert_true(is_big("10000000000000000"));
	assert_false(is_big("999999999999999"));
	assert_false(is_big("1e300"));
	assert_false(is_big("9007199254740993.0"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_number_has_its_nearest_double),
	    cmocka_unit_test(too_much_is_infinite_and_too_little_is_nothing),
	    cmocka_unit_test(doubles_are_printed_as_javascript_prints_them),
	    cmocka_unit_test(the_decimal_separator_of_the_locale_does_not_matter),
	    cmocka_unit_test(integers_are_big_from_two_to_the_power_of_53),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
