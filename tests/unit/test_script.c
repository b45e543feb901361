/* SPDX-License-Identifier: MIT */
#include "har/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool balances(const char *text)
{
	return fp_script_balances(text, strlen(text));
}

static bool is_script(const char *text)
{
	return fp_script_is(text, strlen(text));
}

static void a_script_begins_as_a_function(void **state)
{
	(void)state;
	assert_true(is_script("function (a) { }"));
	assert_true(is_script("(a, b) => a"));
	assert_true(is_script("()=>{}"));
	assert_false(is_script("(see below)"));
	assert_false(is_script("a => a"));
	assert_false(is_script(""));
}

static void brackets_balance_outside_of_strings(void **state)
{
	(void)state;
	assert_true(balances("function (a) { return a[0] + '}' + \"(\" + `[${a}`; }"));
	assert_false(balances("function (a) { return a[0];"));
	assert_false(balances("function (a) { } }"));
	assert_false(balances("function (a) { return 'a; }"));
}

static void comments_are_passed_over(void **state)
{
	(void)state;
	assert_true(balances("function () { // it's {\n}"));
	assert_true(balances("function () { /* ( */ }"));
	assert_false(balances("function () { /* ( }"));
	assert_false(balances("function () { /*/ }"));
}

static void a_regular_expression_is_no_division(void **state)
{
	(void)state;
	assert_true(balances("function () { return /[/{]\\/\"/.test(a) ? b / c : 1 / 2; }"));
	assert_true(balances("function () { a = b.replace(/'/g, ''); }"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_script_begins_as_a_function),
	    cmocka_unit_test(brackets_balance_outside_of_strings),
	    cmocka_unit_test(comments_are_passed_over),
	    cmocka_unit_test(a_regular_expression_is_no_division),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
