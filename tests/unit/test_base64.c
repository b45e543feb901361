/* SPDX-License-Identifier: MIT */
#include "check/base64.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void check_decode(const char *text, const char *expected)
{
	struct fp_arena *arena = fp_arena_new(NULL, 0);
	struct fp_bytes out = FP_BYTES(arena);

	assert_true(fp_base64_decode(&out, text, strlen(text)));
	assert_string_equal(fp_bytes_string(&out), expected);
	fp_arena_free(arena);
}

static bool decodes(const char *text)
{
	struct fp_arena *arena = fp_arena_new(NULL, 0);
	struct fp_bytes out = FP_BYTES(arena);
	bool ok = fp_base64_decode(&out, text, strlen(text));

	fp_arena_free(arena);
	return ok;
}

/* RFC 4648 §10 */
static void the_vectors_of_the_specification_decode(void **state)
{
	(void)state;
	check_decode("", "");
	check_decode("Zg==", "f");
	check_decode("Zm8=", "fo");
	check_decode("Zm9v", "foo");
	check_decode("Zm9vYg==", "foob");
	check_decode("Zm9vYmE=", "fooba");
	check_decode("Zm9vYmFy", "foobar");
}

static void padding_is_optional_and_both_alphabets_are_known(void **state)
{
	(void)state;
	check_decode("Zm9vYg", "foob");
	check_decode("w7_Dvw", "\xc3\xbf\xc3\xbf");
	check_decode("w7/Dvw", "\xc3\xbf\xc3\xbf");
}

static void other_text_does_not_decode(void **state)
{
	(void)state;
	assert_false(decodes("Zm9v!"));
	assert_false(decodes("Zm9vY"));
	assert_false(decodes("Zm 9v"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_vectors_of_the_specification_decode),
	    cmocka_unit_test(padding_is_optional_and_both_alphabets_are_known),
	    cmocka_unit_test(other_text_does_not_decode),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
