/* SPDX-License-Identifier: MIT */
#include "har/name_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void names_that_were_added_are_found_and_no_others(void **state)
{
	enum { COUNT = 100 };
	struct fp_arena *arena = fp_arena_new(NULL, 0);
	struct fp_name_set set = FP_NAME_SET(arena);
	char names[COUNT][8];

	(void)state;
	assert_false(fp_name_set_has(&set, "a", 1));
	for (int i = COUNT - 1; i >= 0; i--) {
		snprintf(names[i], sizeof(names[i]), "n%d", i);
		fp_name_set_add(&set, names[i], strlen(names[i]));
	}
	fp_name_set_sort(&set);
	for (int i = 0; i < COUNT; i++)
		assert_true(fp_name_set_has(&set, names[i], strlen(names[i])));
	assert_false(fp_name_set_has(&set, "n", 1));
	assert_false(fp_name_set_has(&set, "n100", 4));
	assert_false(fp_name_set_has(&set, "", 0));
	fp_arena_free(arena);
}

static void an_empty_name_is_a_name(void **state)
{
	struct fp_arena *arena = fp_arena_new(NULL, 0);
	struct fp_name_set set = FP_NAME_SET(arena);

	(void)state;
	fp_name_set_add(&set, "", 0);
	fp_name_set_add(&set, "a\0b", 3);
	fp_name_set_sort(&set);
	assert_true(fp_name_set_has(&set, "", 0));
	assert_true(fp_name_set_has(&set, "a\0b", 3));
	assert_false(fp_name_set_has(&set, "a\0c", 3));
	fp_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_that_were_added_are_found_and_no_others),
	    cmocka_unit_test(an_empty_name_is_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
