/* SPDX-License-Identifier: MIT */
#include "har/shell.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *word(const char *text)
{
	struct fp_bytes out = FP_BYTES(arena);

	fp_shell_word(&out, text, strlen(text));
	return fp_bytes_string(&out);
}

static const char *format(const char *text)
{
	struct fp_bytes out = FP_BYTES(arena);

	fp_shell_format(&out, text, strlen(text));
	return fp_bytes_string(&out);
}

static void a_plain_word_stands_without_quotes(void **state)
{
	(void)state;
	assert_string_equal(word("POST"), "POST");
	assert_string_equal(word("a-b_c.d/e:f@g%h+i,j"), "a-b_c.d/e:f@g%h+i,j");
}

static void all_else_is_quoted(void **state)
{
	(void)state;
	assert_string_equal(word(""), "''");
	assert_string_equal(word("a b"), "'a b'");
	assert_string_equal(word("$a`b`!c\\"), "'$a`b`!c\\'");
	assert_string_equal(word("a=b"), "'a=b'");
	assert_string_equal(word("~"), "'~'");
}

static void a_quote_is_said_outside_of_quotes(void **state)
{
	(void)state;
	assert_string_equal(word("it's"), "'it'\\''s'");
	assert_string_equal(word("'"), "''\\'''");
}

static void printf_prints_what_was_meant(void **state)
{
	(void)state;
	assert_string_equal(format("a\r\nb\tc"), "'a\\015\nb\tc'");
	assert_string_equal(format("100% \\n it's"), "'100%% \\\\n it'\\''s'");
	assert_string_equal(format("-x-"), "'\\055x-'");
	assert_string_equal(format("\x1b\x7f"), "'\\033\\177'");
	assert_string_equal(format("\xc2\x9b\u00e9"), "'\\302\\233\u00e9'");
}

static void control_characters_but_line_feed_and_tab_are_told(void **state)
{
	static const char nul[] = "a\0b";

	(void)state;
	assert_false(fp_shell_has_control("a\n\tb\u00e9\u0142", 8));
	assert_true(fp_shell_has_control("a\r", 2));
	assert_true(fp_shell_has_control("\xc2\x80", 2));
	assert_true(fp_shell_has_control(nul, 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_plain_word_stands_without_quotes),
	    cmocka_unit_test(all_else_is_quoted),
	    cmocka_unit_test(a_quote_is_said_outside_of_quotes),
	    cmocka_unit_test(printf_prints_what_was_meant),
	    cmocka_unit_test(control_characters_but_line_feed_and_tab_are_told),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
