/* SPDX-License-Identifier: MIT */
#include "json/compact.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_compact(const char *text, const char *wanted)
{
	struct fp_arena *arena = fp_arena_new(NULL, 0);
	struct fp_bytes out = FP_BYTES(arena);

	fp_compact_put(&out, text, strlen(text));
	assert_string_equal(fp_bytes_string(&out), wanted);
	fp_arena_free(arena);
}

static void white_space_between_tokens_is_left_out(void **state)
{
	(void)state;
	assert_compact(" {\r\n\t\"a\" : [ 1 ,2 ] ,\n\"b\": { } }\n", "{\"a\":[1,2],\"b\":{}}");
	assert_compact(" 1 ", "1");
}

static void tokens_are_as_they_are_written(void **state)
{
	(void)state;
	assert_compact("[12345678901234567890, 1e400, -0, 1.10, 1E+2]",
	               "[12345678901234567890,1e400,-0,1.10,1E+2]");
	assert_compact("[\"\\u00e9 \\/ , }\", \"a\\\\\" , \"\\\" ,\"]",
	               "[\"\\u00e9 \\/ , }\",\"a\\\\\",\"\\\" ,\"]");
	assert_compact("{\"b\": 1, \"a\": 2, \"b\": 3}", "{\"b\":1,\"a\":2,\"b\":3}");
}

static void comments_and_trailing_commas_go_too(void **state)
{
	(void)state;
	assert_compact("// a\n{\"a\": 1, /* , */ \"b\": [\"// c\", ], // d\n}\n/* e */",
	               "{\"a\":1,\"b\":[\"// c\"]}");
	assert_compact("[1 /* a */ , // b\r 2]", "[1,2]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(white_space_between_tokens_is_left_out),
	    cmocka_unit_test(tokens_are_as_they_are_written),
	    cmocka_unit_test(comments_and_trailing_commas_go_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
