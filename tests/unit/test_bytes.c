/* SPDX-License-Identifier: MIT */
#include "text/bytes.h"

#include "fencepost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
	*state = fp_arena_new(NULL, 0);
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	fp_arena_free(*state);
	return 0;
}

static void put_many_things(void *argument)
{
	struct fp_bytes b = FP_BYTES(argument);

	assert_string_equal(fp_bytes_string(&b), "");
	fp_bytes_put(&b, "a\0b", 3);
	fp_bytes_char(&b, '\0');
	fp_bytes_text(&b, "c");
	fp_bytes_printf(&b, "%s-%d", "", 7);
	fp_bytes_put(&b, NULL, 0);
	assert_int_equal(b.len, 7);
	assert_memory_equal(fp_bytes_string(&b), "a\0b\0c-7", 8);
}

static void a_buffer_holds_what_was_put_in_nul_included(void **state)
{
	assert_int_equal(fp_arena_try(*state, put_many_things, *state), FENCEPOST_OK);
}

static void put_much(void *argument)
{
	struct fp_bytes b = FP_BYTES(argument);

	for (unsigned i = 0; i < 200000; i++) {
		fp_bytes_char(&b, (char)i);
		fp_bytes_printf(&b, "%5u", i % 100000);
	}
	assert_int_equal(b.len, 200000 * 6);
	for (unsigned i = 0; i < 200000; i++)
		assert_int_equal(b.data[(size_t)i * 6], (char)i);
	fp_bytes_printf(&b, "%0*d", 100000, 1);
	assert_int_equal(b.len, 200000 * 6 + 100000);
}

static void a_buffer_grows_and_keeps_its_bytes(void **state)
{
	assert_int_equal(fp_arena_try(*state, put_much, *state), FENCEPOST_OK);
	assert_true(fp_arena_used(*state) < 4 << 20);
}

static void print_all_lengths(void *argument)
{
	for (int len = 1; len < 600; len++) {
		struct fp_bytes b = FP_BYTES(argument);

		for (int i = 0; i < 3; i++)
			fp_bytes_printf(&b, "%*s|", len, "<");
		assert_int_equal(b.len, 3 * (len + 1));
		assert_memory_equal(b.data + 2 * len, "<|", 2);
		assert_memory_equal(b.data + 3 * len + 1, "<|", 2);
	}
}

static void what_is_printed_may_have_any_length(void **state)
{
	assert_int_equal(fp_arena_try(*state, print_all_lengths, *state), FENCEPOST_OK);
}

static void assert_clean(struct fp_arena *arena, const char *text, size_t len, const char *want)
{
	struct fp_bytes b = FP_BYTES(arena);

	fp_bytes_clean(&b, text, len);
	assert_string_equal(fp_bytes_string(&b), want);
}

#define CLEAN(arena, text, want) assert_clean(arena, text, sizeof(text) - 1, want)

static void clean_many_things(void *argument)
{
	CLEAN(argument, "plain \"text\" \\n", "plain \"text\" \\n");
	CLEAN(argument, "gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80",
	      "gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80");
	CLEAN(argument, "\n\r\t\b\f\v", "\\n\\r\\t\\b\\f\\x0b");
	CLEAN(argument, "\x1b[31m\0\x7f", "\\x1b[31m\\x00\\x7f");
	CLEAN(argument, "\xc2\x9b!", "\\u009b!");
	CLEAN(argument, "\xe2\x80\xae\xe2\x81\xa6\xe2\x80\xa8", "\\u202e\\u2066\\u2028");
	CLEAN(argument, "\xf3\xa0\x81\x81", "\\U000e0041");
	CLEAN(argument, "\xff\xe2\x82x", "\\xff\\xe2\\x82x");
}

static void what_moves_or_hides_is_escaped_for_a_terminal(void **state)
{
	assert_int_equal(fp_arena_try(*state, clean_many_things, *state), FENCEPOST_OK);
}

static void assert_brief(struct fp_arena *arena, const char *text, size_t most, const char *want)
{
	struct fp_bytes b = FP_BYTES(arena);

	fp_bytes_brief(&b, text, strlen(text), most);
	assert_string_equal(fp_bytes_string(&b), want);
}

static void cut_many_things(void *argument)
{
	assert_brief(argument, "abcd", 4, "abcd");
	assert_brief(argument, "abcd", 3, "abc...");
	assert_brief(argument, "\xc3\xbc\xc3\xbc\xc3\xbc", 2, "\xc3\xbc\xc3\xbc...");
	assert_brief(argument, "a", 0, "...");
	assert_brief(argument, "", 0, "");
}

static void a_long_text_is_cut_between_code_points(void **state)
{
	assert_int_equal(fp_arena_try(*state, cut_many_things, *state), FENCEPOST_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_buffer_holds_what_was_put_in_nul_included, set_up,
	                                    tear_down),
	    cmocka_unit_test_setup_teardown(what_is_printed_may_have_any_length, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_buffer_grows_and_keeps_its_bytes, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(what_moves_or_hides_is_escaped_for_a_terminal, set_up,
	                                    tear_down),
	    cmocka_unit_test_setup_teardown(a_long_text_is_cut_between_code_points, set_up,
	                                    tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
