/* SPDX-License-Identifier: MIT */
#include "mend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void messages_name_what_was_expected_and_what_stands_there(void **state)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
	    {"{\"a\", 1}", "expected ':' after the property name \"a\", found ','"},
	    {"{\"a\" 1}", "expected ':' after the property name \"a\""},
	    {"[1 2]", "expected ',' between values, found '2'"},
	    {"[1,]", "trailing comma before ']'"},
	    {"[1]]", "']' closes nothing"},
	    {"{\"a\": [1", "missing ']}' at the end of the block"},
	    {"[\"a\tb\"]", "tab inside a string; write \\t"},
	    {"['a']", "JSON strings take double quotes"},
	    {"[1, True]", "'True' is not JSON; write true"},
	    {"{a: 1}", "property names must be quoted: 'a'"},
	    {"{[\"a\"]: 1}", "property names stand in no brackets: '[\"a\"]'"},
	    {"{\"a\": , \"b\": 2}", "no value after \"a\":"},
	    {"{\"a\": [1}]", "expected ']' before '}', found them the other way round"},
	    {"{\"a\": \"b\" + \"c\"}", "expected one string, found two that '+' joins"},
	    {"[&quot;a&quot;]", "'&quot;' stands for a quote; JSON strings take '\"' itself"},
	    {"[\"<a\">]", "'>' stands behind the closing quote of its string"},
	    {"[\"\\\xe2\x80\x9e\"]", "'\\\xe2\x80\x9e' is not a JSON escape"},
	    {"[1,\xc2\xa0\x32,\xc2\xa0\x33]",
	     "no-break space U+00A0 outside a string, here and in 1 more place"},
	    {"{\n  \"a\": {\n    \"b\": 1\n  {,\n  \"c\": 2\n}",
	     "expected '}' for the '{' at 2:8, found another '{'"},
	    {"{\"a\": 1}\nit's so", "unexpected text after the value: \"it's so\""},
	    {"{\"a\": \"b\"  | \"c\"}", "'| \"c\"' offers another value; JSON takes one"},
	    {"{\"a\": u'b'}", "expected '\"' at the start of a string, found u'"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fp_json json;
		struct fp_sink *sink = find(&json, cases[i].text);

		assert_int_equal(sink->count, 1);
		assert_string_equal(sink->found[0]->pub.message, cases[i].message);
	}
}

static void a_fix_says_what_it_does(void **state)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
	    {"{\"a\", 1}", "replace ',' with ':'"},
	    {"{\"a\": [\"b\": 1]}", "replace '[' with '{', and the closing ']' with '}'"},
	    {"{\"a\": [1}]", "swap them"},
	    {"[\"a\\:b\\:c\"]", "delete the backslashes"},
	    {"[10mb]", "put it in double quotes"},
	    {"[&quot;a&quot;]", "use double quotes"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fp_json json;
		struct fp_sink *sink = find(&json, cases[i].text);

		assert_int_equal(sink->count, 1);
		assert_non_null(sink->found[0]->pub.fix);
		assert_string_equal(sink->found[0]->pub.fix->message, cases[i].message);
	}
}

static void a_fence_inside_a_block_is_told_as_one(void **state)
{
	struct fp_json json;
	struct fp_sink *sink = find(&json, "{\"a\": 1}\n```json\n{\"b\": 2}\n");

	(void)state;
	assert_string_equal(sink->found[0]->pub.message,
	                    "'```json' opens a code block inside this one, which is not closed");
}

static void a_value_that_a_note_stands_for_is_put_in(void **state)
{
	struct fp_json json;
	struct fp_sink *sink = find(&json, "{\"a\": <-- none\n}");

	(void)state;
	assert_int_equal(sink->count, 2);
	assert_string_equal(sink->found[0]->pub.fix->message, "insert 'null'");
	assert_string_equal(sink->found[1]->pub.fix->message, "delete the comment");
}

static void of_a_long_token_the_beginning_is_shown(void **state)
{
	static const char *const ends[] = {"", "b\"", "b\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		struct fp_bytes text = FP_BYTES(arena);
		struct fp_json json;

		fp_bytes_text(&text, "[1 \"");
		for (int n = 0; n < 400; n++)
			fp_bytes_char(&text, 'a');
		fp_bytes_printf(&text, "%s\"]", ends[i]);
		assert_string_equal(find(&json, fp_bytes_string(&text))->found[0]->pub.message,
		                    "expected ',' between values, found "
		                    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(messages_name_what_was_expected_and_what_stands_there),
	    cmocka_unit_test(a_fix_says_what_it_does),
	    cmocka_unit_test(a_fence_inside_a_block_is_told_as_one),
	    cmocka_unit_test(of_a_long_token_the_beginning_is_shown),
	    cmocka_unit_test(a_value_that_a_note_stands_for_is_put_in),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
