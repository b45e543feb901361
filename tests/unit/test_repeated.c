/* SPDX-License-Identifier: MIT */
/* repeated.c: lines left over from a paste go; what is only alike stays. */
#include "mend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void the_end_of_a_document_once_more_goes(void **state)
{
	(void)state;
	assert_string_equal(
	    mended("{\n  \"a\": [1],\n  \"b\": 234\n}\n  \"b\": 234\n}\n", FENCEPOST_UNSAFE),
	    "{\n  \"a\": [1],\n  \"b\": 234\n}\n");
}

static void the_end_of_a_member_once_more_goes_whatever_its_white_space(void **state)
{
	(void)state;
	assert_string_equal(mended("{\n  \"a\": {\"b\": 12, \"c\": 3456\n  }\n"
	                           "    \"c\":3456 }\n  ,\n  \"d\": 5\n}",
	                           FENCEPOST_UNSAFE),
	                    "{\n  \"a\": {\"b\": 12, \"c\": 3456\n  }\n  ,\n  \"d\": 5\n}");
}

static void dropping_it_is_never_safe(void **state)
{
	static const char text[] = "{\n  \"a\": 1234\n}\n  \"a\": 1234\n}\n";

	(void)state;
	assert_string_equal(mended(text, FENCEPOST_SAFE), text);
}

static void a_whole_value_once_more_is_a_value(void **state)
{
	(void)state;
	assert_string_equal(mended("[\n{\"a\": 1234}\n{\"a\": 1234}\n]", FENCEPOST_UNSAFE),
	                    "[\n{\"a\": 1234},\n{\"a\": 1234}\n]");
}

static void what_breaks_a_line_in_a_string_is_no_copy(void **state)
{
	(void)state;
	assert_string_equal(
	    mended("{\n  \"a\": [\n    {\"b\": [\n      1\n    ],\"cd\":false}\n    ],\"\n"
	           "    cd\":false\n  }\n",
	           FENCEPOST_UNSAFE),
	    "{\n  \"a\": [\n    {\"b\": [\n      1\n    ],\"cd\":false}\n    ],\n"
	    "    \"cd\":false\n  }\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_end_of_a_document_once_more_goes),
	    cmocka_unit_test(the_end_of_a_member_once_more_goes_whatever_its_white_space),
	    cmocka_unit_test(dropping_it_is_never_safe),
	    cmocka_unit_test(a_whole_value_once_more_is_a_value),
	    cmocka_unit_test(what_breaks_a_line_in_a_string_is_no_copy),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
