/* SPDX-License-Identifier: MIT */
#include "text/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const names[] = {"json-comment", "json-comma", "har-bad-url", "fix", NULL};

static const char *meant(const char *word)
{
	return fp_nearest(word, strlen(word), names);
}

static void a_slip_of_the_pen_finds_its_name(void **state)
{
	(void)state;
	assert_string_equal(meant("json-coment"), "json-comment");
	assert_string_equal(meant("jsno-comma"), "json-comma");
	assert_string_equal(meant("fx"), "fix");
}

static void another_word_finds_none(void **state)
{
	(void)state;
	assert_null(meant("spelling"));
	assert_null(meant(""));
	assert_null(meant("x"));
}

static void a_word_too_long_to_be_a_slip_finds_none(void **state)
{
	(void)state;
	assert_null(meant("json-commentjson-commentjson-commentjson-comment"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_slip_of_the_pen_finds_its_name),
	    cmocka_unit_test(another_word_finds_none),
	    cmocka_unit_test(a_word_too_long_to_be_a_slip_finds_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
