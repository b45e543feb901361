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
	    {"{\"a\": `true`}", "{\"a\": true}", FP_JSON_BAD_LITERAL},
	    {"{\"a\": 1/3, \"b\": 2}", "{\"a\": \"1/3\", \"b\": 2}", FP_JSON_UNQUOTED_VALUE},
	    {"[\"a\", \"<b\">, \"c\"]", "[\"a\", \"<b>\", \"c\"]", FP_JSON_UNEXPECTED_TEXT},
	    {"{\n  \"a\": \"on:,\n  \"b\": 1\n}", "{\n  \"a\": \"on\",\n  \"b\": 1\n}",
	     FP_JSON_UNTERMINATED_STRING},
	    {"[\"/a\\.b/\"]", "[\"/a\\\\.b/\"]", FP_JSON_BAD_ESCAPE},
	    /* closers that stand in the way, or were typed as openers */
	    {"[{\"a\"}: 1}]", "[{\"a\": 1}]", FP_JSON_EXTRA_CLOSER},
	    {"{\n  \"a\":} [\n    1\n  ]\n}", "{\n  \"a\": [\n    1\n  ]\n}", FP_JSON_EXTRA_CLOSER},
	    {"{\n  \"a\": {\n    \"b\": 1\n  {,\n  \"c\": 2\n}",
	     "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": 2\n}", FP_JSON_MISMATCHED_CLOSER},
	    {"{\n  \"a\": {\n    \"b\": 1},\n    \"c\": 2\n  }\n}",
	     "{\n  \"a\": {\n    \"b\": 1,\n    \"c\": 2\n  }\n}", FP_JSON_EXTRA_CLOSER},
	    {"{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": []\n}\nTODO: highlight=\"2\"",
	     "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": []\n}\n", FP_JSON_UNEXPECTED_TEXT},
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

static void a_mistake_made_again_makes_the_text_no_stranger(void **state)
{
	(void)state;
	assert_string_equal(
	    mended("{\"first\": abcdef\", \"second\": ghijkl\", \"third\": mnopqr\"}",
	           FENCEPOST_UNSAFE),
	    "{\"first\": \"abcdef\", \"second\": \"ghijkl\", \"third\": \"mnopqr\"}");
	assert_string_equal(mended("{\"a\": ObjectId(\"b\"), \"c\": ISODate(\"d\"), \"e\": "
	                           "NumberLong(\"1\"), \"f\": NumberDecimal(\"2\")}",
	                           FENCEPOST_UNSAFE),
	                    "{\"a\": \"b\", \"c\": \"d\", \"e\": \"1\", \"f\": \"2\"}");
	assert_string_equal(
	    mended("[{u'a': u'b', u'c': u'd'}, {u'a': u'e', u'c': u'f'}]", FENCEPOST_UNSAFE),
	    "[{\"a\": \"b\", \"c\": \"d\"}, {\"a\": \"e\", \"c\": \"f\"}]");
}

static void a_name_given_twice_is_no_reason_to_make_an_array(void **state)
{
	(void)state;
	assert_string_equal(mended("{\n  \"x\": {\n    \"a\": true,\n    \"n\": \"t\",\n    \"b\": "
	                           "{\n      \"c\": 2\n    }\n    \"a\": true,\n    \"d\": {\n     "
	                           " \"e\": 3\n    },\n    \"f\": 4,\n    \"g\": false\n  }\n}",
	                           FENCEPOST_SAFE),
	                    "{\n  \"x\": {\n    \"a\": true,\n    \"n\": \"t\",\n    \"b\": {\n    "
	                    "  \"c\": 2\n    },\n    \"a\": true,\n    \"d\": {\n      \"e\": 3\n  "
	                    "  },\n    \"f\": 4,\n    \"g\": false\n  }\n}");
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

/* A list of so many pieces. */
static enum fp_verdict verdict_of_list(const char *piece, unsigned count)
{
	char text[16384] = "[";
	struct fp_json json;

	for (unsigned i = 0; i < count; i++)
		strcat(text, piece);
	find(&json, strcat(text, "]"));
	return json.verdict;
}

static void more_mistakes_than_every_second_byte_are_not_json(void **state)
{
	(void)state;
	assert_int_equal(verdict_of_list("1e\n", 100), FP_VERDICT_BROKEN);
	assert_int_equal(verdict_of_list("1e\n", 2000), FP_VERDICT_NOT_JSON);
	assert_int_equal(verdict_of_list("1 ", 2000), FP_VERDICT_BROKEN);
	assert_int_equal(verdict_of_list("'a',", 2000), FP_VERDICT_BROKEN);
}

/* What the text becomes with all fixes; the name of the row is the text. */
struct pair {
	const char *text, *mended;
};

static void all_become(const struct pair *pairs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_string_equal(mended(pairs[i].text, FENCEPOST_UNSAFE), pairs[i].mended);
}
#define ALL_BECOME(pairs) all_become((pairs), sizeof(pairs) / sizeof(*(pairs)))

static void quotes_of_other_kinds_are_quotes(void **state)
{
	static const struct pair pairs[] = {
	    {"{\xe2\x80\xb9"
	     "a\xe2\x80\xba: \xc2\xbbx\xc2\xab}",
	     "{\"a\": \"x\"}"},
	    {"{\xef\xbc\x82"
	     "a\xef\xbc\x82: \xe3\x80\x8cx\xe3\x80\x8d}",
	     "{\"a\": \"x\"}"},
	    {"{`a\xc2\xb4: \xe2\x80\x9ax\xe2\x80\x98}", "{\"a\": \"x\"}"},
	    {"{''a'': ''x''}", "{\"a\": \"x\"}"},
	    {"{'a': ''}", "{\"a\": \"\"}"},
	    {"{`\"a\"`: `\" x\"`}", "{\"a\": \" x\"}"},
	    {"{&#39;a&#39;: &amp;quot;x&amp;quot;}", "{\"a\": \"x\"}"},
	    {"{\"a\": \\\"x\", \"b\": 1}", "{\"a\": \"x\", \"b\": 1}"},
	    {"{\"a\" = \xe2\x80\x9cmy_x\xe2\x80\x9d}", "{\"a\" : \"my_x\"}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void what_begins_with_digits_and_is_no_number_is_quoted(void **state)
{
	static const struct pair pairs[] = {
	    {"{\"a\": 2024-01-02, \"b\": 1}", "{\"a\": \"2024-01-02\", \"b\": 1}"},
	    {"{\"a\": 10:30, \"b\": 1}", "{\"a\": \"10:30\", \"b\": 1}"},
	    {"{\"a\": 50%, \"b\": 1}", "{\"a\": \"50%\", \"b\": 1}"},
	    {"{\"a\": 1 000 000, \"b\": 1}", "{\"a\": 1000000, \"b\": 1}"},
	    {"{\"a\": \xe2\x80\x93"
	     "5}",
	     "{\"a\": -5}"},
	    {"{\"a\": 27. \"b\": 1}", "{\"a\": 27, \"b\": 1}"},
	    {"{\"a\": #fff, \"b\": 1}", "{\"a\": \"#fff\", \"b\": 1}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void markup_around_a_token_goes(void **state)
{
	static const struct pair pairs[] = {
	    {"{\"a\": **12**, \"b\": 1}", "{\"a\":12, \"b\": 1}"},
	    {"{\"a\": <b>\"x\"</b>, \"b\": 1}", "{\"a\":\"x\", \"b\": 1}"},
	    {"{<br>\n\"a\": 1,<br>\n\"b\": 2}", "{\n\"a\": 1,\n\"b\": 2}"},
	    {"{\\n  \"a\": 1,\\n  \"b\": 2\\n}", "{  \"a\": 1,  \"b\": 2}"},
	    {"{\"a\":&nbsp;1, \x1b[34m\"b\"\x1b[0m: 2}", "{\"a\":1,\"b\": 2}"},
	    {"{\"a\": ***, \"b\": 1}", "{\"a\": \"***\", \"b\": 1}"},
	    {"{\n  \"b\": 2,\n  **\"a\": 1**\n}", "{\n  \"b\": 2,\n  \"a\": 1\n}"},
	    {"{\n  /* x */ \"a\": 1\n}", "{\n  \"a\": 1\n}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void marks_in_the_wrong_order_are_put_right(void **state)
{
	static const struct pair pairs[] = {
	    {"{\"a\":, 1, \"b\": 2}", "{\"a\": 1, \"b\": 2}"},
	    {"{\"a\": 1, \"\n  b\": 2}", "{\"a\": 1, \n  \"b\": 2}"},
	    {"{:a => 1, :b => 2}", "{\"a\" : 1, \"b\" : 2}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void braces_around_a_list_are_brackets_or_none(void **state)
{
	static const struct pair pairs[] = {
	    {"{\"a\": {\"b\", \"c\"}}", "{\"a\": [\"b\", \"c\"]}"},
	    {"{\"a\": {\"b\", \"c\", \"d\"}}", "{\"a\": [\"b\", \"c\", \"d\"]}"},
	    {"[{\"b\", \"c\"}, 1]", "[[\"b\", \"c\"], 1]"},
	    {"[\n  {\n    \"b\",\n    \"c\"\n  }\n]", "[\n  \n    \"b\",\n    \"c\"\n  \n]"},
	    {"{\"a\": {\"b\", \"c\"}, \"d\": {\"b\": 1}}",
	     "{\"a\": {\"b\": \"c\"}, \"d\": {\"b\": 1}}"},
	    {"{\"a\", \"b\"}", "{\"a\": \"b\"}"},
	    {"{\"a\": {\"b\", 1}}", "{\"a\": {\"b\": 1}}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void a_quote_behind_the_first_letters_of_a_name_opens_it(void **state)
{
	static const struct pair pairs[] = {
	    {"{\"a\": 1,\n X\"-Id\": \"b\"}", "{\"a\": 1,\n \"X-Id\": \"b\"}"},
	    {"{us\"er\": 1}", "{\"user\": 1}"},
	};

	(void)state;
	ALL_BECOME(pairs);
	assert_string_equal(mended("{us\"er\": 1}", FENCEPOST_SAFE), "{us\"er\": 1}");
}

static void a_quote_behind_a_bare_name_is_no_part_of_it(void **state)
{
	static const struct pair pairs[] = {
	    {"{\n  a: 1,\n  bc: 2,\n  de': true,\n  f: 3\n}",
	     "{\n  \"a\": 1,\n  \"bc\": 2,\n  \"de\": true,\n  \"f\": 3\n}"},
	    {"{a: 1, b`: 2}", "{\"a\": 1, \"b\": 2}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void a_name_that_stands_there_twice_goes_once(void **state)
{
	static const struct pair pairs[] = {
	    {"{\n  \"a\": \"a\": \"x\",\n  \"b\": 1\n}", "{\n  \"a\": \"x\",\n  \"b\": 1\n}"},
	    {"{\"a\": \"a\": {\"b\": 1}}", "{\"a\": {\"b\": 1}}"},
	    {"{\"a\" :\n\"a\" : 1}", "{\"a\" : 1}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void braces_around_a_member_go(void **state)
{
	static const struct pair pairs[] = {
	    {"{\n  \"a\": {\n    \"x\": 1\n  }\n  {\n    \"b\": [2]\n  }\n}",
	     "{\n  \"a\": {\n    \"x\": 1\n  },\n  \n    \"b\": [2]\n  \n}"},
	    {"{\"a\": [1],\n {\"b\": 2}\n}", "{\"a\": [1],\n \"b\": 2\n}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void a_text_may_be_cut_within_a_name(void **state)
{
	static const struct pair pairs[] = {
	    {"{\"a\": 1, \"nam\n", "{\"a\": 1, \"nam\": null}\n"},
	    {"{\n  \"a\": {\n    \"b\": 1,\n    \"nam\n",
	     "{\n  \"a\": {\n    \"b\": 1,\n    \"nam\": null\n  }\n}\n"},
	    {"[\"a\", \"nam\n", "[\"a\", \"nam\"]\n"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void a_comma_where_the_value_is_missing_is_its_end(void **state)
{
	struct fp_json json;
	struct fp_sink *sink = find(&json, "{\"a\": ,\n\"b\": 1}");

	(void)state;
	assert_int_equal(sink->count, 1);
	assert_int_equal(sink->found[0]->rule, FP_JSON_MISSING_VALUE);
}

static void a_colon_too_many_is_no_note_in_the_place_of_a_value(void **state)
{
	struct fp_json json;
	struct fp_sink *sink = find(&json, "{\"a\": :\n}");

	(void)state;
	assert_int_equal(sink->count, 2);
	assert_int_equal(sink->found[0]->rule, FP_JSON_MISSING_VALUE);
	assert_int_equal(sink->found[1]->rule, FP_JSON_EXTRA_COLON);
}

static void a_run_of_commas_is_one_slip(void **state)
{
	struct fp_json json;
	struct fp_sink *sink = find(&json, "[1,,, ,2,\n,3]");

	(void)state;
	assert_int_equal(sink->count, 2);
	assert_int_equal(sink->found[0]->rule, FP_JSON_EXTRA_COMMA);
	assert_int_equal(sink->found[0]->pub.span.end, 7);
	assert_string_equal(mended("[1,,, ,2,\n,3]", FENCEPOST_SAFE), "[1,2,\n3]");
}

static void what_is_left_over_is_quoted(void **state)
{
	struct fp_json json;

	(void)state;
	assert_string_equal(find(&json, "{\"a\": \"x\"\", \"b\": 1}")->found[0]->pub.message,
	                    "one quote too many: \"x\"\"");
	assert_string_equal(find(&json, "{\"a\": 1}\n``")->found[0]->pub.message,
	                    "'``' is left over from a code fence");
	assert_string_equal(find(&json, "{\"a\": 1}'")->found[0]->pub.message,
	                    "\"'\" is left over from the quotes of a command");
}

static void only_a_name_begins_on_the_next_line(void **state)
{
	struct fp_json json;

	(void)state;
	assert_string_equal(find(&json, "{\"a\": 1, \"\nb\": 2}")->found[0]->pub.message,
	                    "this name begins on the next line, behind its opening quote");
	assert_string_equal(find(&json, "[\"0123456789012345678901234567890123456789\n012\"]")
	                        ->found[0]
	                        ->pub.message,
	                    "line end inside a string; write \\n");
}

static void of_a_path_every_backslash_is_doubled(void **state)
{
	(void)state;
	assert_string_equal(mended("{\"a\": \"C:\\dir\\new\"}", FENCEPOST_UNSAFE),
	                    "{\"a\": \"C:\\\\dir\\\\new\"}");
}

static void what_stands_for_something_else_is_no_error_of_its_own(void **state)
{
	static const char *const texts[] = {
	    "{\"a\": time(null) + (60 * 5), \"b\": 1}",
	    "{\"a\": Binary data ..., \"b\": 1}",
	    "{\"a\": 1, \"// more of them\"}",
	    "{\"a\": 1, \"...\"}",
	    "{\"a\": 1,\n. . . . .\n}",
	    "{\"a\": {% if x %}1{% else %}{\"b\": 2}{% endif %}}",
	    "{\n  \"...\"\n  \"a\": 1\n}",
	    "{\"a\": 1\n  ...\xe5\x85\xb6\xe4\xbb\x96}",
	    "{\"a\": false | {}, \"b\": 1}",
	    "{\"a\": null | [{\"b\": \"}\"}], \"c\": 1}",
	    "{\"a\": true/false, \"b\": true|false}",
	    "{\"a\": #count#, \"b\": 1}",
	    "{\"a\": {?ReqId}, \"b\": {?Data}}",
	    "{\"a\": string (what it is called), \"b\": 1}",
	    "{\"a\": {\n  $THE_OTHERS\n}}",
	    "{\"a\": 1}\nwallet> \n",
	    "{\"a\": 1}\nroot@host:~#\n",
	    "{\n...\n  \"a\": {\n  ...\n      \"b\": {\n        \"c\": 1\n      }\n    }\n  }\n}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct fp_json json;

		find(&json, texts[i]);
		assert_int_equal(json.verdict, FP_VERDICT_ILLUSTRATIVE);
	}
}

static void a_copy_whose_first_line_lost_its_indent_lost_one_brace(void **state)
{
	struct fp_json json;
	struct fp_sink *sink = find(&json, "\"a\": 1,\n  \"b\": 2,\n  \"c\": 3,\n  \"d\": 4\n}");

	(void)state;
	assert_int_equal(sink->count, 1);
	assert_int_equal(sink->found[0]->rule, FP_JSON_MISSING_OPENER);
	assert_int_equal(sink->found[0]->pub.span.start, 0);
}

static void a_long_string_that_is_right_is_never_cut(void **state)
{
	struct fp_bytes text = FP_BYTES(arena);
	struct fp_json json;

	(void)state;
	fp_bytes_text(&text, "{\"a\": \"");
	for (int i = 0; i < 60; i++)
		fp_bytes_text(&text, "{\\\"name\\\":\\\"x\\\",\\\"of\\\":[\\\"y\\\"]} ");
	fp_bytes_text(&text, "\",}");
	assert_int_equal(find(&json, fp_bytes_string(&text))->count, 1);
	assert_string_equal(find(&json, fp_bytes_string(&text))->found[0]->pub.rule,
	                    "json-trailing-comma");
}

/* A long list; in the rows of `without`, up to a 0, the comma behind the first member is not there. */
static const char *rows(const int *without, const char *line_end)
{
	struct fp_bytes text = FP_BYTES(arena);

	fp_bytes_text(&text, "{\"meta\": {\"rows\": [");
	for (int i = 1; i <= 12000; i++) {
		bool lost = *without == i;

		fp_bytes_printf(&text, "%s{\"id\": %d%s \"tags\": [\"a\", {\"x\": true}]}%s",
		                line_end, i, lost ? "" : ",", i < 12000 ? "," : "");
		without += lost;
	}
	fp_bytes_text(&text, "]}, \"last\": [1, 2]}");
	return fp_bytes_string(&text);
}

static void slips_that_lie_far_apart_are_all_mended(void **state)
{
	static const int none[] = {0}, some[] = {2, 3000, 3001, 9000, 11999, 0};
	static const char *const line_ends[] = {" ", "\n      "};

	(void)state;
	for (size_t i = 0; i < sizeof(line_ends) / sizeof(*line_ends); i++) {
		const char *broken = rows(some, line_ends[i]);
		struct fp_json json;
		struct fp_sink *sink = find(&json, broken);

		assert_int_equal(sink->count, 5);
		assert_true(json.safe);
		assert_string_equal(sink->found[4]->pub.pointers[0], "/meta/rows/11998/id");
		assert_string_equal(mended(broken, FENCEPOST_SAFE), rows(none, line_ends[i]));
	}
}

static void elements_that_stand_further_out_than_the_first_are_no_more_than_that(void **state)
{
	struct fp_bytes text = FP_BYTES(arena);
	struct fp_json json;

	(void)state;
	fp_bytes_text(&text, "{\n  \"a\": [\n    {\n      \"b\": 1\n  }");
	for (int i = 0; i < 12; i++)
		fp_bytes_text(&text, ",\n  {\n      \"b\": 1\n  }");
	fp_bytes_text(&text, "\n  ],\n}");
	assert_int_equal(find(&json, fp_bytes_string(&text))->count, 1);
	assert_string_equal(find(&json, fp_bytes_string(&text))->found[0]->pub.rule,
	                    "json-trailing-comma");
}

static void an_element_further_out_than_its_array_is_no_measure(void **state)
{
	static const char text[] =
	    "{\n  \"a\": [\n    {\n      \"b\": 1\n    },\n {\n      \"c\": {\n"
	    "        \"d\": 1\n      },\n \"b\": 1,\n \"e\": 2\n }\n  ],\n}";
	struct fp_json json;

	(void)state;
	assert_int_equal(find(&json, text)->count, 1);
	assert_string_equal(find(&json, text)->found[0]->pub.rule, "json-trailing-comma");
}

static void two_readings_that_are_close_are_not_safe(void **state)
{
	static const char *const texts[] = {
	    "{'a': {'x', 'y'}}",
	    "{\"a\": [\"x\" and \"y\"]}",
	    "{\"a\": 1, '\"b\": 2}",
	    "{\"a\": {\"x\", \"y\", \"z\", \"w\"}}",
	    "{\"a\": {\n  \"x\",\n  \"y\"\n}}",
	    "{\"a\": {\"x\", \"y\"}}",
	    "{\"a\": {\"x\", 0}}",
	    "{\"a\": {\"x\\\"y\", [1]}}",
	    "{\"a\": {1, 2}}",
	    "[\"in two \"\n\"parts\"]",
	    "{\"a\": true\", \"b\": 1}",
	    "{\"a\": 12\", \"b\": 1}",
	    "{\"token\": \"'\"$TOKEN\"'\"}",
	    "{\"a\": \"=if(b, \"c(d))\"}",
	    "{\"glob\": \"src\\*.js\"}",
	    "{\"host\": \"example\\.org\"}",
	    "{\"find\": \"-exec rm {} \\;\"}",
	    "{\"text\": { \\\"a\\\": \\\"x\\\" }}",
	    "{\"a\": \"say \\\\\"x\\\\\" to it\"}",
	    "{\"a\": {\"b\": {\"c\": 1}}, \"d\": 2}}",
	    "{\"a\": \"first, b: 1}",
	    "{\"a\": {\"b\": 1, \"c\": 2}",
	    "{\"a\": {\"b\": [{\"c\": \"}\"}], \"e\": 1}\n",
	    "{\n  \"a\": \"if (b ||\n        c)\"\n}",
	    "{\n  \"a\": \"a long-\r\n        word\"\n}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_string_equal(mended(texts[i], FENCEPOST_SAFE), texts[i]);
}

static void what_can_only_mean_one_thing_is_safe(void **state)
{
	static const struct pair pairs[] = {
	    {"{\n  \"a\": {\n    \"b\": 1\n}\n", "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n"},
	    {"[{\"a\": [1, 2}]", "[{\"a\": [1, 2]}]"},
	    {"{\"a\", \"b\"}", "{\"a\": \"b\"}"},
	    {"{ \"a\", \"b\" }", "{ \"a\": \"b\" }"},
	    {"[{\"a\", \"b\", \"c\": 1}]", "[{\"a\": \"b\", \"c\": 1}]"},
	    {"{\"a\": \"bcd\"}\n``", "{\"a\": \"bcd\"}\n"},
	    {"[1]\n``", "[1]\n"},
	    {"{\"a\": \"it'\\''s\"}", "{\"a\": \"it's\"}"},
	    {"{\"a\": \"x\\_y at 2\\.0\"}", "{\"a\": \"x_y at 2.0\"}"},
	    {"{\"a\": \"one, see http://a}", "{\"a\": \"one, see http://a\"}"},
	    {"{\"a\": \"x:\n* y\n* z\"}", "{\"a\": \"x:\\n* y\\n* z\"}"},
	    {"{\"a\": \"b() {\n  c();\n}\"}", "{\"a\": \"b() {\\n  c();\\n}\"}"},
	    {"{\"a\": {\"b\": 1}", "{\"a\": {\"b\": 1}}"},
	    {"[{\"a\": 1, \"b\": 2}, {\"b\": 2}", "[{\"a\": 1, \"b\": 2}, {\"b\": 2}]"},
	    {"{\"a\": {\"b\": 1, \"c\": 2", "{\"a\": {\"b\": 1, \"c\": 2}}"},
	    {"{\n  \"a\": {\"b\": 1, \"c\": 2}\n", "{\n  \"a\": {\"b\": 1, \"c\": 2}\n}\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		assert_string_equal(mended(pairs[i].text, FENCEPOST_SAFE), pairs[i].mended);
}

static void brackets_of_other_kinds_are_brackets(void **state)
{
	static const struct pair pairs[] = {
	    {"{'a': (1, 2), 'b': (3,)}", "{\"a\": [1, 2], \"b\": [3]}"},
	    {"({\"a\": [1, 2]})", "{\"a\": [1, 2]}"},
	    {"{\"a\": [1, 2), \"b\": 3}", "{\"a\": [1, 2], \"b\": 3}"},
	    {"{\n  \"a\": {\n    \"b\": 1\n  \xef\xbd\x9d\xef\xbc\x8c\n  \"c\": 2\n}",
	     "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": 2\n}"},
	    {"{\"a\"\xef\xbc\x9a 1\xe3\x80\x81 \"b\": 2}", "{\"a\": 1, \"b\": 2}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void a_backslash_before_a_line_end_joins_the_lines(void **state)
{
	(void)state;
	assert_string_equal(mended("{\"a\": \"x\\\ny\"}", FENCEPOST_UNSAFE), "{\"a\": \"xy\"}");
}

static void what_a_copy_brought_along_goes(void **state)
{
	static const struct pair pairs[] = {
	    {"> {\n>   \"a\": 1,\n> }", " {\n   \"a\": 1\n }"},
	    {" 9 | {\n10 |   \"a\": 1\n11 | }", " {\n   \"a\": 1\n }"},
	    {">>> {\"a\": 1,\n...  \"b\": 2}", " {\"a\": 1,\n  \"b\": 2}"},
	    {"```json\n{\"a\": 1}\n```", "\n{\"a\": 1}\n"},
	    {"-d '{\"a\": 1}' \\", "{\"a\": 1}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void what_other_languages_write_is_told_by_its_shape(void **state)
{
	static const struct pair pairs[] = {
	    {"{[\"a\"] = 1, [\"b\"] = nil}", "{\"a\" : 1, \"b\" : null}"},
	    {"{\"a\": \"one \"\n\"two\"}", "{\"a\": \"one two\"}"},
	    {"[\"a\" => [\"b\" => 1]]", "{\"a\" : {\"b\" : 1}}"},
	    {"{\"a\": array(1, 2)}", "{\"a\": [1, 2]}"},
	    {"[\n- \"a\",\n- \"b\"\n]", "[\n \"a\",\n \"b\"\n]"},
	    {"json!({\"a\": 1})", "{\"a\": 1}"},
	    {"JSON.stringify({\"a\": 1}, null, 2)", "{\"a\": 1}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void what_does_not_fit_is_what_strayed(void **state)
{
	static const struct pair pairs[] = {
	    {"{\"a\": \"Rate limit exceeded.\" \"x\"}", "{\"a\": \"Rate limit exceeded.\" }"},
	    {"{\"a\": \"b\",\n\"c\": 134 \"x\"}", "{\"a\": \"b\",\n\"c\": 134 }"},
	    {"{\"a\": \"b\",\n\"c\": true \"x\"}", "{\"a\": \"b\",\n\"c\": true }"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void json_pasted_into_a_string_ends_with_its_brackets(void **state)
{
	(void)state;
	assert_string_equal(
	    mended("{\"version\": \"[{\"id\": \"x\"}]\",\n\"method\": \"validate\",\n"
	           "\"parameters\": [\"0123456789abcdef0123456789abcdef\"] \"x\",\n"
	           "\"id\": 1}",
	           FENCEPOST_UNSAFE),
	    "{\"version\": \"[{\\\"id\\\": \\\"x\\\"}]\",\n\"method\": \"validate\",\n"
	    "\"parameters\": [\"0123456789abcdef0123456789abcdef\"] ,\n\"id\": 1}");
}

static void a_slip_is_read_where_it_stands(void **state)
{
	static const struct pair pairs[] = {
	    {"{\"a\": 'x\", \"b\": \"y\"}", "{\"a\": \"x\", \"b\": \"y\"}"},
	    {"{\"a\": \"x\", b\": \"y\"}", "{\"a\": \"x\", \"b\": \"y\"}"},
	    {"{\"a\": [[1, 2], [3, 4]}", "{\"a\": [[1, 2], [3, 4]]}"},
	    {"{{\"a\": 1}}", "{\"a\": 1}"},
	    {"{\"a\": \"C:\\logs\\\", \"b\": 1}", "{\"a\": \"C:\\\\logs\\\\\", \"b\": 1}"},
	    {"{\"a\": \"it'\"'\"'s\"}", "{\"a\": \"it's\"}"},
	    {"{\"a\": \"say \\\\\"x\\\\\" to it\"}", "{\"a\": \"say \\\"x\\\" to it\"}"},
	    {"{\"a\": 1}'", "{\"a\": 1}"},
	    {"{\"a\": \"x\", \"b\"", "{\"a\": \"x\", \"b\": null}"},
	    {"{\"a\": \"The \"b\", \"c\" and \"d\" options\", \"n\": 1}",
	     "{\"a\": \"The \\\"b\\\", \\\"c\\\" and \\\"d\\\" options\", \"n\": 1}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void a_line_that_belongs_elsewhere_goes(void **state)
{
	static const struct pair pairs[] = {
	    {"{\"a\": 1,\nPage 3 of 10\n\"b\": 2}", "{\"a\": 1,\n\n\"b\": 2}"},
	    {"{\"a\": 1, <1>\n\"b\": [2] (2)\n}", "{\"a\": 1,\n\"b\": [2]\n}"},
	};

	(void)state;
	ALL_BECOME(pairs);
}

static void a_fragment_may_have_lost_its_first_colon(void **state)
{
	(void)state;
	assert_string_equal(mended("\"groups\" [\n  {\"id\": 1}\n]", FENCEPOST_UNSAFE),
	                    "{\n\"groups\": [\n  {\"id\": 1}\n]\n}");
}

static void where_the_search_may_not_go_on_the_first_error_is_told(void **state)
{
	static const struct {
		const char *text, *caret, *message;
		enum fp_rule rule;
	} cases[] = {
	    {"{\"a\" 1}", "     ^", "expected ':', found '1'", FP_JSON_MISSING_COLON},
	    {"[1 2]", "   ^", "expected ',' or ']', found '2'", FP_JSON_MISSING_COMMA},
	    {"{\"a\": 1 2}", "        ^", "expected ',' or '}', found '2'", FP_JSON_MISSING_COMMA},
	    {"[1", "  ^", "expected ',' or ']', found the end of the block",
	     FP_JSON_UNCLOSED_CONTAINER},
	    {"[\xc3\xa9]", " ^", "expected a value or ']', found '\xc3\xa9'",
	     FP_JSON_UNEXPECTED_TEXT},
	    {"[", " ^", "expected a value or ']', found the end of the block",
	     FP_JSON_UNCLOSED_CONTAINER},
	    {"{;}", " ^", "expected a property name or '}', found ';'", FP_JSON_UNEXPECTED_TEXT},
	    {"{\"a\": 1, ;}", "         ^", "expected a property name, found ';'",
	     FP_JSON_UNEXPECTED_TEXT},
	    {"[1, ;]", "    ^", "expected a value, found ';'", FP_JSON_UNEXPECTED_TEXT},
	    {"[1,", "   ^", "expected a value, found the end of the block", FP_JSON_MISSING_VALUE},
	    {"[\"a\tb\"]", "   ^", "this string is not JSON, found '\\t'", FP_JSON_CONTROL_CHAR},
	    {"[\"a", "   ^", "this string is not JSON, found the end of the block",
	     FP_JSON_UNTERMINATED_STRING},
	    {"[1] ;", "    ^", "expected the end, found ';'", FP_JSON_UNEXPECTED_TEXT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fp_budget budget = {1};
		struct fp_json json;
		const struct fencepost_finding *f;
		struct fp_sink *sink = find_within(&json, cases[i].text, &budget);

		assert_int_equal(json.verdict, FP_VERDICT_GIVEN_UP);
		assert_int_equal(sink->count, 1);
		f = &sink->found[0]->pub;
		assert_int_equal(sink->found[0]->rule, cases[i].rule);
		assert_int_equal(f->span.start, strlen(cases[i].caret) - 1);
		assert_string_equal(f->message, cases[i].message);
		assert_null(f->fix);
	}
}

static void the_parts_of_a_transcript_take_no_memory_for_one_another(void **state)
{
	static const char *const parts[] = {
	    "2024-01-01T00:00:00Z got {\"id\": 1, done: 1}\n",
	    "HTTP/1.1 200 OK\n\n{\n<<<<<<< a\n\"b\" 1\n=======\n\"c\": 2\n>>>>>>> d\n}\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct fp_bytes text = FP_BYTES(arena);
		struct fp_json json;
		size_t before;

		for (int n = 0; n < 1000; n++)
			fp_bytes_text(&text, parts[i]);
		fp_bytes_string(&text);
		before = fp_arena_used(arena);
		assert_in_range(find(&json, text.data)->count, 1001, 2001);
		assert_in_range(fp_arena_used(arena) - before, 1, 16 << 20);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(where_the_search_may_not_go_on_the_first_error_is_told),
	    cmocka_unit_test(each_mistake_is_mended_by_the_smallest_edit),
	    cmocka_unit_test(a_mistake_made_again_makes_the_text_no_stranger),
	    cmocka_unit_test(a_name_given_twice_is_no_reason_to_make_an_array),
	    cmocka_unit_test(valid_text_is_left_alone),
	    cmocka_unit_test(notation_alone_makes_a_text_illustrative),
	    cmocka_unit_test(what_is_never_safe_stays_where_only_safe_fixes_are_wanted),
	    cmocka_unit_test(white_space_alone_is_empty),
	    cmocka_unit_test(another_language_is_not_json),
	    cmocka_unit_test(more_mistakes_than_every_second_byte_are_not_json),
	    cmocka_unit_test(braces_around_a_list_are_brackets_or_none),
	    cmocka_unit_test(a_quote_behind_the_first_letters_of_a_name_opens_it),
	    cmocka_unit_test(a_quote_behind_a_bare_name_is_no_part_of_it),
	    cmocka_unit_test(a_name_that_stands_there_twice_goes_once),
	    cmocka_unit_test(braces_around_a_member_go),
	    cmocka_unit_test(a_text_may_be_cut_within_a_name),
	    cmocka_unit_test(a_comma_where_the_value_is_missing_is_its_end),
	    cmocka_unit_test(a_colon_too_many_is_no_note_in_the_place_of_a_value),
	    cmocka_unit_test(a_run_of_commas_is_one_slip),
	    cmocka_unit_test(what_is_left_over_is_quoted),
	    cmocka_unit_test(only_a_name_begins_on_the_next_line),
	    cmocka_unit_test(brackets_of_other_kinds_are_brackets),
	    cmocka_unit_test(a_backslash_before_a_line_end_joins_the_lines),
	    cmocka_unit_test(what_a_copy_brought_along_goes),
	    cmocka_unit_test(quotes_of_other_kinds_are_quotes),
	    cmocka_unit_test(what_begins_with_digits_and_is_no_number_is_quoted),
	    cmocka_unit_test(markup_around_a_token_goes),
	    cmocka_unit_test(marks_in_the_wrong_order_are_put_right),
	    cmocka_unit_test(of_a_path_every_backslash_is_doubled),
	    cmocka_unit_test(what_stands_for_something_else_is_no_error_of_its_own),
	    cmocka_unit_test(a_copy_whose_first_line_lost_its_indent_lost_one_brace),
	    cmocka_unit_test(a_long_string_that_is_right_is_never_cut),
	    cmocka_unit_test(slips_that_lie_far_apart_are_all_mended),
	    cmocka_unit_test(elements_that_stand_further_out_than_the_first_are_no_more_than_that),
	    cmocka_unit_test(an_element_further_out_than_its_array_is_no_measure),
	    cmocka_unit_test(two_readings_that_are_close_are_not_safe),
	    cmocka_unit_test(what_can_only_mean_one_thing_is_safe),
	    cmocka_unit_test(what_other_languages_write_is_told_by_its_shape),
	    cmocka_unit_test(what_does_not_fit_is_what_strayed),
	    cmocka_unit_test(json_pasted_into_a_string_ends_with_its_brackets),
	    cmocka_unit_test(a_slip_is_read_where_it_stands),
	    cmocka_unit_test(a_line_that_belongs_elsewhere_goes),
	    cmocka_unit_test(a_fragment_may_have_lost_its_first_colon),
	    cmocka_unit_test(the_parts_of_a_transcript_take_no_memory_for_one_another),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
