/* SPDX-License-Identifier: MIT */
/* words.c: the caret stands under the last byte of the word. */
#include "json/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct word {
	const char *text, *caret; /* NULL: none */
	enum fp_word_kind kind;
};

static void a_word_ends_where_a_value_ends(void **state)
{
	static const struct word cases[] = {
	    {"true,", "   ^", FP_WORD_LITERAL},
	    {"True,", "   ^", FP_WORD_FOREIGN},
	    {"NaN]", "  ^", FP_WORD_NOT_FINITE},
	    {"USER_ID}", "      ^", FP_WORD_PLACEHOLDER},
	    {"string, ", "     ^", FP_WORD_PLACEHOLDER},
	    {"List<Item>, ", "         ^", FP_WORD_PLACEHOLDER},
	    {"xxx,", "  ^", FP_WORD_PLACEHOLDER},
	    {"#name,", "    ^", FP_WORD_PLACEHOLDER},
	    {"#fff,", "   ^", FP_WORD_PLAIN},
	    {"s3[0],", "    ^", FP_WORD_PLAIN},
	    {"https://a.b/c, 1", "            ^", FP_WORD_PLAIN},
	    {"f(1, 2), 3", "      ^", FP_WORD_PLAIN},
	    {"abc // d", "  ^", FP_WORD_PLAIN},
	    {"\"a\"", NULL, FP_WORD_NONE},
	    {", a", NULL, FP_WORD_NONE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fp_word word;
		bool found =
		    fp_word_value(&word, cases[i].text, (uint32_t)strlen(cases[i].text), 0);

		assert_int_equal(found, cases[i].caret != NULL);
		if (!found)
			continue;
		assert_int_equal(word.to, strlen(cases[i].caret));
		assert_int_equal(word.kind, cases[i].kind);
	}
}

static void a_foreign_word_knows_its_literal(void **state)
{
	struct fp_word word;

	(void)state;
	assert_true(fp_word_value(&word, "None", 4, 0));
	assert_string_equal(word.literal, "null");
}

static void a_name_is_followed_by_its_colon(void **state)
{
	struct fp_word word;

	(void)state;
	assert_true(fp_word_key(&word, "name: 1", 7, 0));
	assert_int_equal(word.to, 4);
	assert_true(word.colon);
}

static void an_ellipsis_is_dots_of_any_spelling(void **state)
{
	static const struct word cases[] = {
	    {"...]", "  ^", FP_WORD_NONE},
	    {"....]", "   ^", FP_WORD_NONE},
	    {"\xe2\x80\xa6]", "  ^", FP_WORD_NONE},
	    {". . .]", "    ^", FP_WORD_NONE},
	    {"... [2 more]", "  ^", FP_WORD_NONE},
	    {"... [more of them]]", "                 ^", FP_WORD_NONE},
	    {".5", NULL, FP_WORD_NONE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(
		    fp_word_ellipsis(cases[i].text, (uint32_t)strlen(cases[i].text), 0),
		    cases[i].caret ? strlen(cases[i].caret) : 0);
}

static void a_placeholder_in_brackets_ends_at_its_own(void **state)
{
	(void)state;
	assert_int_equal(fp_word_bracketed("<user id>, 1", 12, 0), 9);
	assert_int_equal(fp_word_bracketed("${id}}", 6, 0), 5);
	assert_int_equal(fp_word_bracketed("{{id}}}", 7, 0), 6);
	assert_int_equal(fp_word_bracketed("{\"a\": 1}", 8, 0), 0);
}

static void brackets_of_values_are_no_placeholder(void **state)
{
	(void)state;
	assert_int_equal(fp_word_bracketed("[Event]", 7, 0), 7);
	assert_int_equal(fp_word_bracketed("[True]", 6, 0), 0);
	assert_int_equal(fp_word_bracketed("[NaN]", 5, 0), 0);
	assert_int_equal(fp_word_bracketed("[[user id]]", 11, 0), 11);
	assert_int_equal(fp_word_bracketed("[[1, 2], [3, 4]]", 16, 0), 0);
	assert_int_equal(fp_word_bracketed("[[\"a\"]]", 7, 0), 0);
	assert_int_equal(fp_word_bracketed("{\xe2\x80\x9c\x61\xe2\x80\x9d}", 9, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_word_ends_where_a_value_ends),
	    cmocka_unit_test(a_foreign_word_knows_its_literal),
	    cmocka_unit_test(a_name_is_followed_by_its_colon),
	    cmocka_unit_test(an_ellipsis_is_dots_of_any_spelling),
	    cmocka_unit_test(a_placeholder_in_brackets_ends_at_its_own),
	    cmocka_unit_test(brackets_of_values_are_no_placeholder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
