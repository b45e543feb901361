/* SPDX-License-Identifier: MIT */
#include "har/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static size_t distance(const char *a, const char *b, size_t most)
{
	return fp_names_distance(a, strlen(a), b, strlen(b), most);
}

static void a_slip_counts_one(void **state)
{
	(void)state;
	assert_int_equal(distance("Accept", "accept", 2), 0);
	assert_int_equal(distance("Acept", "Accept", 2), 1);
	assert_int_equal(distance("Acccept", "Accept", 2), 1);
	assert_int_equal(distance("Axcept", "Accept", 2), 1);
	assert_int_equal(distance("Acecpt", "Accept", 2), 1);
	assert_int_equal(distance("cAcept", "Accept", 2), 1);
	assert_int_equal(distance("", "", 2), 0);
}

static void past_the_most_all_is_alike(void **state)
{
	(void)state;
	assert_int_equal(distance("GET", "OPTIONS", 2), 3);
	assert_int_equal(distance("PUT", "POST", 1), 2);
	assert_int_equal(distance("", "abc", 2), 3);
}

static void the_nearest_of_a_list_is_found(void **state)
{
	static const char *const list[] = {"Accept", "Accept-Charset", "Cookie", NULL};

	(void)state;
	assert_string_equal(fp_names_nearest("Acept", 5, list, 2, NULL), "Accept");
	assert_string_equal(fp_names_nearest("Cokies", 6, list, 2, NULL), "Cookie");
	assert_null(fp_names_nearest("Host", 4, list, 2, NULL));
	assert_string_equal(fp_names_find("COOKIE", 6, list), "Cookie");
	assert_null(fp_names_find("Cooki", 5, list));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_slip_counts_one),
	    cmocka_unit_test(past_the_most_all_is_alike),
	    cmocka_unit_test(the_nearest_of_a_list_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
