/* SPDX-License-Identifier: MIT */
/* repair.c: a text, what mending makes of it, and the rule of what was wrong. */
#include "mend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct mend {
	const char *text, *mended;
	enum fp_rule rule;
};

static void each_mistake_is_mended_by_the_smallest_edit(void **state)
{
	static const struct mend cases[] = {
	    {"{\"a\", 1}", "{\"a\": 1}", FP_JSON_MISSING_COLON},
	    {"{\"a\" 1}", "{\"a\": 1}", FP_JSON_MISSING_COLON},
	    {"{\"a\" => 1}", "{\"a\" : 1}", FP_JSON_MISSING_COLON},
	    {"[1 2]", "[1, 2]", FP_JSON_MISSING_COMMA},
	    {"[1,]", "[1]", FP_JSON_TRAILING_COMMA},
	    {"[1,, 2]", "[1, 2]", FP_JSON_EXTRA_COMMA},
	    {"{\"a\":: 1}", "{\"a\": 1}", FP_JSON_EXTRA_COLON},
	    {"{\"a\": [1}", "{\"a\": [1]}", FP_JSON_UNCLOSED_CONTAINER},
	    {"{\"a\": [1", "{\"a\": [1]}", FP_JSON_UNCLOSED_CONTAINER},
	    {"{\n  \"a\": 1", "{\n  \"a\": 1\n}", FP_JSON_UNCLOSED_CONTAINER},
	    {"[1]]", "[1]", FP_JSON_EXTRA_CLOSER},
	    {"[{\"a\": 1], 2]", "[{\"a\": 1}, 2]", FP_JSON_MISMATCHED_CLOSER},
	    {"['a']", "[\"a\"]", FP_JSON_SINGLE_QUOTE},
	    {"[\"a", "[\"a\"]", FP_JSON_UNTERMINATED_STRING},
	    {"[\"a\tb\"]", "[\"a\\tb\"]", FP_JSON_CONTROL_CHAR},
	    {"[\"a\\'b\"]", "[\"a'b\"]", FP_JSON_BAD_ESCAPE},
	    {"{a: 1}", "{\"a\": 1}", FP_JSON_UNQUOTED_KEY},
	    {"{a\": 1}", "{\"a\": 1}", FP_JSON_MISSING_QUOTE},
	    {"[1, True]", "[1, true]", FP_JSON_BAD_LITERAL},
	    {"[01]", "[1]", FP_JSON_BAD_LITERAL},
	    {"{\"a\": }", "{\"a\": null }", FP_JSON_MISSING_VALUE},
	    {"[1, /* a */ 2]", "[1, 2]", FP_JSON_COMMENT},
	    {"[1, ...]", "[1]", FP_JSON_ELLIPSIS},
	    {"[1, ..., 2]", "[1, 2]", FP_JSON_ELLIPSIS},
	    {"{\"a\": <b>}", "{\"a\": \"<b>\"}", FP_JSON_BARE_PLACEHOLDER},
	    {"\"a\": 1", "{\"a\": 1}", FP_JSON_FRAGMENT},
	    {"{\"a\": \"b\" + \"c\"}", "{\"a\": \"bc\"}", FP_JSON_PROGRAM_TEXT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fp_json json;
		struct fp_sink *sink = find(&json, cases[i].text);

		assert_int_equal(sink->count, 1);
		assert_int_equal(sink->found[0]->rule, cases[i].rule);
		assert_string_equal(mended(cases[i].text, FENCEPOST_UNSAFE), cases[i].mended);
	}
}

static void valid_text_is_left_alone(void **state)
{
	struct fp_json json;

	(void)state;
	assert_int_equal(find(&json, "{\"a\": [1, 2]}")->count, 0);
	assert_int_equal(json.verdict, FP_VERDICT_VALID);
	assert_true(json.safe);
}

static void notation_alone_makes_a_text_illustrative(void **state)
{
	struct fp_json json;

	(void)state;
	find(&json, "[1, ...]");
	assert_int_equal(json.verdict, FP_VERDICT_ILLUSTRATIVE);
	find(&json, "[1 2, ...]");
	assert_int_equal(json.verdict, FP_VERDICT_BROKEN);
}

static void what_is_never_safe_stays_where_only_safe_fixes_are_wanted(void **state)
{
	(void)state;
	assert_string_equal(mended("{\"a\": }", FENCEPOST_SAFE), "{\"a\": }");
	assert_string_equal(mended("{\"a\", 1}", FENCEPOST_SAFE), "{\"a\": 1}");
}

static void white_space_alone_is_empty(void **state)
{
	struct fp_json json;

	(void)state;
	find(&json, " \n");
	assert_int_equal(json.verdict, FP_VERDICT_EMPTY);
}

static void another_language_is_not_json(void **state)
{
	struct fp_json json;

	(void)state;
	find(&json, "a: 1\nb: 2\nc: 3\n");
	assert_int_equal(json.verdict, FP_VERDICT_NOT_JSON);
	assert_int_equal(json.tree.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_mistake_is_mended_by_the_smallest_edit),
	    cmocka_unit_test(valid_text_is_left_alone),
	    cmocka_unit_test(notation_alone_makes_a_text_illustrative),
	    cmocka_unit_test(what_is_never_safe_stays_where_only_safe_fixes_are_wanted),
	    cmocka_unit_test(white_space_alone_is_empty),
	    cmocka_unit_test(another_language_is_not_json),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
