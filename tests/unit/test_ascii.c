/* SPDX-License-Identifier: MIT */
#include "text/ascii.h"

#include <ctype.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
	bool (*ours)(char c);
	int (*c)(int c);
} classes[] = {
    {fp_ascii_is_alnum, isalnum}, {fp_ascii_is_alpha, isalpha}, {fp_ascii_is_blank, isblank},
    {fp_ascii_is_cntrl, iscntrl}, {fp_ascii_is_digit, isdigit}, {fp_ascii_is_graph, isgraph},
    {fp_ascii_is_lower, islower}, {fp_ascii_is_print, isprint}, {fp_ascii_is_punct, ispunct},
    {fp_ascii_is_space, isspace}, {fp_ascii_is_upper, isupper}, {fp_ascii_is_xdigit, isxdigit},
};

static void the_classes_are_those_of_the_c_locale(void **state)
{
	(void)state;
	for (int byte = 0; byte <= UCHAR_MAX; byte++)
		for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
			assert_int_equal(classes[i].ours((char)byte), classes[i].c(byte) != 0);
}

static void letters_alone_have_a_case(void **state)
{
	(void)state;
	for (int byte = 0; byte <= UCHAR_MAX; byte++) {
		assert_int_equal((unsigned char)fp_ascii_to_lower((char)byte), tolower(byte));
		assert_int_equal((unsigned char)fp_ascii_to_upper((char)byte), toupper(byte));
	}
}

static void texts_that_differ_in_case_are_the_same(void **state)
{
	(void)state;
	assert_true(fp_ascii_same("Content-ID", "cONTENT-id", 10));
	assert_true(fp_ascii_same("ab", "ac", 1));
	assert_true(fp_ascii_same("", "x", 0));
	assert_false(fp_ascii_same("\xc3\x89", "\xc3\xa9", 2));
	assert_false(fp_ascii_same("[", "{", 1));
	assert_false(fp_ascii_same("a", "ab", 2));
}

static void a_nul_ends_both(void **state)
{
	(void)state;
	assert_true(fp_ascii_same("a\0b", "A\0c", 3));
	assert_int_equal(fp_ascii_order("Abc", "aBC", SIZE_MAX), 0);
}

static void what_is_first_in_bytes_comes_first(void **state)
{
	(void)state;
	assert_true(fp_ascii_order("a", "B", 1) < 0);
	assert_true(fp_ascii_order("b", "A", 1) > 0);
	assert_true(fp_ascii_order("a", "ab", 2) < 0);
	assert_true(fp_ascii_order("_", "A", 1) < 0);
	assert_true(fp_ascii_order("\xe9", "z", 1) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_classes_are_those_of_the_c_locale),
	    cmocka_unit_test(letters_alone_have_a_case),
	    cmocka_unit_test(texts_that_differ_in_case_are_the_same),
	    cmocka_unit_test(a_nul_ends_both),
	    cmocka_unit_test(what_is_first_in_bytes_comes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
