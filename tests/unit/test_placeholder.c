/* SPDX-License-Identifier: MIT */
#include "har/placeholder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct fp_placeholder patterns[] = {
    {"${", "}"}, {"{{", "}}"}, {"<", ">"}, {"@ME", NULL}};
static const struct fp_placeholders configured = {patterns, 4};

static bool in(const char *text)
{
	return fp_placeholder_in(&configured, text, strlen(text));
}

static bool is(const char *text)
{
	return fp_placeholder_is(&configured, text, strlen(text));
}

static void configured_patterns_hold_anything_but_a_line_end(void **state)
{
	(void)state;
	assert_true(in("a ${b c} d"));
	assert_true(in("{{ x }}"));
	assert_true(in("<your id>"));
	assert_true(in("for @ME"));
	assert_false(in("${a\n}"));
	assert_false(in("{a}"));
	assert_false(in("1 < 2"));
}

static void upper_case_words_stand_for_something(void **state)
{
	(void)state;
	assert_true(in("Bearer TOKEN"));
	assert_true(in("id/USER_ID"));
	assert_true(in("MY-KEY"));
	assert_true(in("YOUR_id"));
	assert_true(in("ABCD"));
	assert_true(in("xxxx-1"));
	assert_true(in("eyJ..."));
	assert_false(in("GET"));
	assert_false(in("a-b_c"));
	assert_false(in("Token"));
	assert_false(in("42"));
}

static void a_text_is_one_placeholder_from_end_to_end(void **state)
{
	(void)state;
	assert_true(is("${a}"));
	assert_true(is("<a b>"));
	assert_true(is("YOUR_DOMAIN"));
	assert_false(is("${a}/b"));
	assert_false(is("${a}${b}"));
	assert_false(is("YOUR_DOMAIN/b"));
	assert_false(is(""));
}

static void all_of_a_text_is_walked(void **state)
{
	struct fp_placeholder_walk walk;
	const char *text = "${a}<b> ${ {{c}}";
	size_t from, to;

	(void)state;
	fp_placeholder_walk(&walk, &configured, text, strlen(text));
	assert_true(fp_placeholder_next(&walk, &from, &to));
	assert_int_equal(from, 0);
	assert_int_equal(to, 4);
	assert_true(fp_placeholder_next(&walk, &from, &to));
	assert_int_equal(to, 7);
	assert_true(fp_placeholder_next(&walk, &from, &to)); /* "${ {{c}" */
	assert_int_equal(from, 8);
	assert_int_equal(to, 15);
	assert_false(fp_placeholder_next(&walk, &from, &to));
}

static void a_mask_is_as_long_as_the_text(void **state)
{
	char text[] = "https://${a}/<b c>";

	(void)state;
	fp_placeholder_mask(&configured, text, strlen(text));
	assert_string_equal(text, "https://xxxx/xxxxx");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(configured_patterns_hold_anything_but_a_line_end),
	    cmocka_unit_test(upper_case_words_stand_for_something),
	    cmocka_unit_test(a_text_is_one_placeholder_from_end_to_end),
	    cmocka_unit_test(all_of_a_text_is_walked),
	    cmocka_unit_test(a_mask_is_as_long_as_the_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
