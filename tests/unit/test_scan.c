/* SPDX-License-Identifier: MIT */
/* scan.c: what is JSON, and where the rest stops being it. A caret stands under the byte at fault. */
#include "json/scan.h"

#include "arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A text that is accepted, with its length: it may hold NUL. */
struct accepted {
	const char *text;
	size_t len;
};
#define YES(text_)                                                                                 \
	{                                                                                          \
		text_, sizeof(text_) - 1                                                           \
	}

/* A text that is refused, and a line below it with a caret under the first byte at fault. */
struct refused {
	const char *text;
	size_t len;
	const char *caret;
	enum fp_want want;
};
#define NO(text_, caret_, want_)                                                                   \
	{                                                                                          \
		text_, sizeof(text_) - 1, caret_, FP_WANT_##want_                                  \
	}

/* The bytes in memory of their own, so that a sanitizer sees each step past the end. */
static char *alone(const char *text, size_t len)
{
	char *copy = malloc(len ? len : 1);

	assert_non_null(copy);
	memcpy(copy, text, len);
	return copy;
}

static void check_accepted(const struct accepted *cases, size_t count,
                           const struct fp_dialect *dialect)
{
	struct fp_scan_error error;
	size_t i;

	for (i = 0; i < count; i++) {
		char *text = alone(cases[i].text, cases[i].len);
		if (!fp_scan(arena, text, (uint32_t)cases[i].len, dialect, &error))
			fail_msg("refused at %u: %s", (unsigned)error.at, cases[i].text);
		free(text);
	}
}

static void check_refused(const struct refused *cases, size_t count,
                          const struct fp_dialect *dialect)
{
	struct fp_scan_error error;
	size_t i;

	for (i = 0; i < count; i++) {
		char *text = alone(cases[i].text, cases[i].len);
		if (fp_scan(arena, text, (uint32_t)cases[i].len, dialect, &error))
			fail_msg("accepted: %s", cases[i].text);
		if (error.at != strlen(cases[i].caret) - 1)
			fail_msg("at %u, not where the caret stands:\n%s\n%s", (unsigned)error.at,
			         cases[i].text, cases[i].caret);
		if (error.want != cases[i].want)
			fail_msg("wants %d, not %d: %s", error.want, cases[i].want, cases[i].text);
		free(text);
	}
}

#define CHECK_ACCEPTED(cases, dialect)                                                             \
	check_accepted(cases, sizeof(cases) / sizeof(*(cases)), dialect)
#define CHECK_REFUSED(cases, dialect)                                                              \
	check_refused(cases, sizeof(cases) / sizeof(*(cases)), dialect)

/* clang-format off: a caret stands under its byte */
static void json_is_accepted(void **state)
{
	static const struct accepted cases[] = {
	    YES("null"),
	    YES("true"),
	    YES("false"),
	    YES("\"\""),
	    YES("{}"),
	    YES("[]"),
	    YES(" \t\r\n{ \t\r\n} \t\r\n"),
	    YES("[ ]"),
	    YES("[\n]"),
	    YES("[null,true,false]"),
	    YES("[[],{},[[]],{\"\":{}}]"),
	    YES("{\"a\":1,\"a\":2}"),
	    YES("{ \"a\" : [ 1 , 2 ] , \"b\" : { } }"),
	    YES("[\"a\",\"b\"]\n"),
	    YES("{\"a\":{\"b\":{\"c\":[{\"d\":[]}]}}}"),
	    YES("\r\n1\r\n"),
	    YES("[1,2,3,4,5,6,7,8,9]"),
	};
	(void)state;
	CHECK_ACCEPTED(cases, NULL);
}

static void numbers_are_accepted(void **state)
{
	static const struct accepted cases[] = {
	    YES("0"),         YES("-0"),         YES("7"),
	    YES("-7"),        YES("10"),         YES("1234567890123456789012345678901"),
	    YES("0.0"),       YES("-0.0"),       YES("0.5"),
	    YES("1.25"),      YES("100.001"),    YES("1e5"),
	    YES("1E5"),       YES("1e+5"),       YES("1e-5"),
	    YES("1E+05"),     YES("0e0"),        YES("0E-0"),
	    YES("-0.0e-00"),  YES("1.5e300"),    YES("1e400"),
	    YES("-1e-400"),   YES("[0,-1,2.5]"), YES("[0]"),
	    YES("{\"n\":0}"), YES("0 "),         YES("0\n"),
	};
	(void)state;
	CHECK_ACCEPTED(cases, NULL);
}

static void strings_are_accepted(void **state)
{
	static const struct accepted cases[] = {
	    YES("\"a\""),
	    YES("\"12345678\""),
	    YES("\"1234567\""),
	    YES("\"123456789012345678\""),
	    YES("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""),
	    YES("\"\\u0000\""),
	    YES("\"\\u00e9\\u00E9\""),
	    YES("\"\\uABCD\\uabcd\\u0f9A\""),
	    YES("\"\\\\u12\""),
	    YES("\"\\\\\""),
	    YES("\"//\""),
	    YES("\"\x7f\""),
	    YES("\" '`{}[],:\""),
	    YES("\"\\ud83d\\ude00\""),
	    YES("\"\\ud800\""),
	    YES("\"\\udfff\""),
	    YES("\"\\ude00\\ud83d\""),
	    YES("\"\\ud83dx\""),
	    YES("{\"\\n\":\"\\n\"}"),
	    YES("\"/* no comment */\""),
	};
	(void)state;
	CHECK_ACCEPTED(cases, NULL);
}

static void well_formed_utf8_is_accepted_in_strings(void **state)
{
	static const struct accepted cases[] = {
	    YES("\"\xc2\x80\""),
	    YES("\"\xdf\xbf\""),
	    YES("\"\xe0\xa0\x80\""),
	    YES("\"\xe0\xbf\xbf\""),
	    YES("\"\xe1\x80\x80\""),
	    YES("\"\xec\xbf\xbf\""),
	    YES("\"\xed\x80\x80\""),
	    YES("\"\xed\x9f\xbf\""),
	    YES("\"\xee\x80\x80\""),
	    YES("\"\xef\xbf\xbf\""),
	    YES("\"\xf0\x90\x80\x80\""),
	    YES("\"\xf1\x80\x80\x80\""),
	    YES("\"\xf3\xbf\xbf\xbf\""),
	    YES("\"\xf4\x80\x80\x80\""),
	    YES("\"\xf4\x8f\xbf\xbf\""),
	    YES("\"\xef\xbb\xbf\""),
	    YES("\"\xe2\x80\xa8\xe2\x80\xa9\""),
	    YES("{\"\xc3\xa9\":\"1234567\xc3\xa9 12345678\"}"),
	};
	(void)state;
	CHECK_ACCEPTED(cases, NULL);
}

static void what_has_the_wrong_shape_is_refused(void **state)
{
	static const struct refused cases[] = {
	    NO("", "^", VALUE),
	    NO(" \n", "  ^", VALUE),
	    NO("\xef\xbb\xbf{}", "^", VALUE),
	    NO("\xc2\xa0{}", "^", VALUE),
	    NO("\f1", "^", VALUE),
	    NO("\v1", "^", VALUE),
	    NO("\0", "^", VALUE),
	    NO("1\0", " ^", END),
	    NO("[\0]", " ^", FIRST_ELEMENT),
	    NO("[", " ^", FIRST_ELEMENT),
	    NO("{", " ^", FIRST_KEY),
	    NO("]", "^", VALUE),
	    NO("}", "^", VALUE),
	    NO("[]]", "  ^", END),
	    NO("{}}", "  ^", END),
	    NO("[}", " ^", FIRST_ELEMENT),
	    NO("{]", " ^", FIRST_KEY),
	    NO("[1}", "  ^", NEXT_ELEMENT),
	    NO("{\"a\":1]", "      ^", NEXT_MEMBER),
	    NO("[1,]", "   ^", VALUE),
	    NO("[,1]", " ^", FIRST_ELEMENT),
	    NO("[1,,2]", "   ^", VALUE),
	    NO("[1 2]", "   ^", NEXT_ELEMENT),
	    NO("[1;2]", "  ^", NEXT_ELEMENT),
	    NO("[1:2]", "  ^", NEXT_ELEMENT),
	    NO("[\"a\":1]", "    ^", NEXT_ELEMENT),
	    NO("[1", "  ^", NEXT_ELEMENT),
	    NO("[1,", "   ^", VALUE),
	    NO("[[1]", "    ^", NEXT_ELEMENT),
	    NO("{,}", " ^", FIRST_KEY),
	    NO("{:1}", " ^", FIRST_KEY),
	    NO("{a:1}", " ^", FIRST_KEY),
	    NO("{'a':1}", " ^", FIRST_KEY),
	    NO("{1:1}", " ^", FIRST_KEY),
	    NO("{null:1}", " ^", FIRST_KEY),
	    NO("{{}:1}", " ^", FIRST_KEY),
	    NO("{\"a\"}", "    ^", COLON),
	    NO("{\"a\",1}", "    ^", COLON),
	    NO("{\"a\"=1}", "    ^", COLON),
	    NO("{\"a\" 1}", "     ^", COLON),
	    NO("{\"a\"", "    ^", COLON),
	    NO("{\"a\":}", "     ^", VALUE),
	    NO("{\"a\":", "     ^", VALUE),
	    NO("{\"a\"::1}", "     ^", VALUE),
	    NO("{\"a\":,}", "     ^", VALUE),
	    NO("{\"a\":]", "     ^", VALUE),
	    NO("{\"a\":1,}", "       ^", KEY),
	    NO("{\"a\":1,,\"b\":2}", "       ^", KEY),
	    NO("{\"a\":1 \"b\":2}", "       ^", NEXT_MEMBER),
	    NO("{\"a\":1:2}", "      ^", NEXT_MEMBER),
	    NO("{\"a\":1", "      ^", NEXT_MEMBER),
	    NO("{\"a\":1,b:2}", "       ^", KEY),
	    NO("{\"a\":[1}", "       ^", NEXT_ELEMENT),
	    NO("1 2", "  ^", END),
	    NO("1\n2", "  ^", END),
	    NO("{}\n{}", "   ^", END),
	    NO("1,", " ^", END),
	    NO("\"a\":1", "   ^", END),
	    NO("\"a\"x", "   ^", END),
	    NO("{} x", "   ^", END),
	    NO("// x\n1", "^", VALUE),
	    NO("[1/**/]", "  ^", NEXT_ELEMENT),
	    NO("[1 # x\n]", "   ^", NEXT_ELEMENT),
	    NO("[...]", " ^", FIRST_ELEMENT),
	    NO("<x>", "^", VALUE),
	    NO("[${x}]", " ^", FIRST_ELEMENT),
	    NO("(1)", "^", VALUE),
	    NO("\\u0031", "^", VALUE),
	    NO("\xff", "^", VALUE),
	    NO("[1,\xe9]", "   ^", VALUE),
	};
	(void)state;
	CHECK_REFUSED(cases, NULL);
}

static void words_that_json_lacks_are_refused(void **state)
{
	static const struct refused cases[] = {
	    NO("t", " ^", VALUE),
	    NO("tru", "   ^", VALUE),
	    NO("truE", "   ^", VALUE),
	    NO("True", "^", VALUE),
	    NO("truee", "    ^", VALUE),
	    NO("true1", "    ^", VALUE),
	    NO("[nul]", "    ^", FIRST_ELEMENT),
	    NO("[nil]", "  ^", FIRST_ELEMENT),
	    NO("[1,falze]", "      ^", VALUE),
	    NO("false-", "     ^", VALUE),
	    NO("undefined", "^", VALUE),
	    NO("NaN", "^", VALUE),
	    NO("Infinity", "^", VALUE),
	    NO("-Infinity", " ^", VALUE),
	    NO("'a'", "^", VALUE),
	    NO("`a`", "^", VALUE),
	    NO("\xe2\x80\x9c"
	       "a\xe2\x80\x9d",
	       "^", VALUE),
	};
	(void)state;
	CHECK_REFUSED(cases, NULL);
}

static void numbers_of_other_languages_are_refused(void **state)
{
	static const struct refused cases[] = {
	    NO("-", " ^", VALUE),
	    NO("--1", " ^", VALUE),
	    NO("+1", "^", VALUE),
	    NO("- 1", " ^", VALUE),
	    NO("01", " ^", VALUE),
	    NO("00", " ^", VALUE),
	    NO("-01", "  ^", VALUE),
	    NO("007", " ^", VALUE),
	    NO(".5", "^", VALUE),
	    NO("-.5", " ^", VALUE),
	    NO("1.", "  ^", VALUE),
	    NO("[1.]", "   ^", FIRST_ELEMENT),
	    NO("1.e5", "  ^", VALUE),
	    NO("1.5.2", "   ^", VALUE),
	    NO("1e", "  ^", VALUE),
	    NO("1e+", "   ^", VALUE),
	    NO("1e+-5", "   ^", VALUE),
	    NO("1e5.5", "   ^", VALUE),
	    NO("1e5e5", "   ^", VALUE),
	    NO("0x1F", " ^", VALUE),
	    NO("0b1", " ^", VALUE),
	    NO("1_000", " ^", VALUE),
	    NO("1,000", " ^", END),
	    NO("1n", " ^", VALUE),
	    NO("1.5f", "   ^", VALUE),
	    NO("2-1", " ^", VALUE),
	    NO("2+1", " ^", VALUE),
	    NO("1\xe2\x82\xac", " ^", END),
	    NO("{\"a\":-}", "      ^", VALUE),
	    NO("[1,1.x]", "     ^", VALUE),
	};
	(void)state;
	CHECK_REFUSED(cases, NULL);
}

static void broken_strings_are_refused(void **state)
{
	static const struct refused cases[] = {
	    NO("\"", " ^", STRING),
	    NO("\"abc", "    ^", STRING),
	    NO("\"abcdefgh", "         ^", STRING),
	    NO("\"abc\\", "     ^", STRING),
	    NO("\"\\\"", "   ^", STRING),
	    NO("\"\\x41\"", "  ^", STRING),
	    NO("\"\\'\"", "  ^", STRING),
	    NO("\"\\ \"", "  ^", STRING),
	    NO("\"\\0\"", "  ^", STRING),
	    NO("\"\\\0\"", "  ^", STRING),
	    NO("\"\\N\"", "  ^", STRING),
	    NO("\"\\U0041\"", "  ^", STRING),
	    NO("\"\\v\"", "  ^", STRING),
	    NO("\"\\\n\"", "  ^", STRING),
	    NO("\"\\\xc3\xa9\"", "  ^", STRING),
	    NO("\"\\u\"", "   ^", STRING),
	    NO("\"\\u1\"", "    ^", STRING),
	    NO("\"\\u12\"", "     ^", STRING),
	    NO("\"\\u123\"", "      ^", STRING),
	    NO("\"\\u123", "      ^", STRING),
	    NO("\"\\u12G4\"", "     ^", STRING),
	    NO("\"\\u{41}\"", "   ^", STRING),
	    NO("\"\\u-041\"", "   ^", STRING),
	    NO("\"\\u+041\"", "   ^", STRING),
	    NO("\"\\u 041\"", "   ^", STRING),
	    NO("\"a\nb\"", "  ^", STRING),
	    NO("\"a\rb\"", "  ^", STRING),
	    NO("\"a\tb\"", "  ^", STRING),
	    NO("\"\0\"", " ^", STRING),
	    NO("\"\x01\"", " ^", STRING),
	    NO("\"\x1f\"", " ^", STRING),
	    NO("\"1234567\x1f 1234567\"", "        ^", STRING),
	    NO("\"12345678\x1f\"", "         ^", STRING),
	    NO("{\"a\n\":1}", "   ^", STRING),
	    NO("[\"a]", "    ^", STRING),
	};
	(void)state;
	CHECK_REFUSED(cases, NULL);
}

static void malformed_utf8_is_refused(void **state)
{
	static const struct refused cases[] = {
	    NO("\"\x80\"", " ^", STRING), /* a continuation with no lead */
	    NO("\"\xbf\"", " ^", STRING),
	    NO("\"\xc0\x80\"", " ^", STRING), /* overlong: no such lead byte */
	    NO("\"\xc1\xbf\"", " ^", STRING),
	    NO("\"\xe0\x80\x80\"", "  ^", STRING), /* overlong: the second byte gives it away */
	    NO("\"\xe0\x9f\xbf\"", "  ^", STRING),
	    NO("\"\xf0\x80\x80\x80\"", "  ^", STRING),
	    NO("\"\xf0\x8f\xbf\xbf\"", "  ^", STRING),
	    NO("\"\xed\xa0\x80\"", "  ^", STRING), /* surrogates */
	    NO("\"\xed\xbf\xbf\"", "  ^", STRING),
	    NO("\"\xed\xa0\xbd\xed\xb8\x80\"", "  ^", STRING),
	    NO("\"\xf4\x90\x80\x80\"", "  ^", STRING), /* above U+10FFFF */
	    NO("\"\xf5\x80\x80\x80\"", " ^", STRING),
	    NO("\"\xf8\x88\x80\x80\x80\"", " ^", STRING), /* five bytes */
	    NO("\"\xfe\"", " ^", STRING),
	    NO("\"\xff\"", " ^", STRING),
	    NO("\"\xc3\"", "  ^", STRING), /* cut short by the quote */
	    NO("\"\xe2\x82\"", "   ^", STRING),
	    NO("\"\xf0\x9f\x98\"", "    ^", STRING),
	    NO("\"\xc3", "  ^", STRING), /* cut short by the end */
	    NO("\"\xe2\x82", "   ^", STRING),
	    NO("\"\xf0\x9f\x98", "    ^", STRING),
	    NO("\"\xe2\x28\xa1\"", "  ^", STRING),
	    NO("\"\xc3\xc3\xa9\"", "  ^", STRING),
	    NO("\"abcdefg\xe9\"", "         ^", STRING), /* Latin-1 */
	    NO("{\"\xff\":1}", "  ^", STRING),
	};
	(void)state;
	CHECK_REFUSED(cases, NULL);
}

static void a_dialect_may_allow_comments_and_a_last_comma(void **state)
{
	static const struct fp_dialect jsonc = {.comments = true, .trailing_commas = true};
	static const struct accepted good[] = {
	    YES("// x\n1"),
	    YES("1 // x"),
	    YES("1//"),
	    YES("/**/1/***/"),
	    YES("[/* a */1,/* \" ] */2]"),
	    YES("{// }\r\"a\"/**/:/**/1/**/,/**/}"),
	    YES("[1,]"),
	    YES("{\"a\":1,}"),
	    YES("[[],]"),
	    YES("/* \xc3\xa9 */1"),
	    YES("/*\n*/\n//\n1\n"),
	    YES("[1,/* x */]"),
	};
	static const struct refused bad[] = {
	    NO("[,]", " ^", FIRST_ELEMENT),
	    NO("{,}", " ^", FIRST_KEY),
	    NO("[1,,]", "   ^", VALUE),
	    NO("{\"a\":]", "     ^", VALUE),
	    NO("[1,}", "   ^", VALUE),
	    NO("{\"a\":1,]", "       ^", KEY),
	    NO("1,", " ^", END),
	    NO("1 /", "   ^", END),
	    NO("1 /x", "   ^", END),
	    NO("1 /* x", "      ^", END),
	    NO("1 /* x *", "        ^", END),
	    NO("1 /*/", "     ^", END),
	    NO("// x", "    ^", VALUE),
	    NO("# x\n1", "^", VALUE),
	    NO("1 // \xff\n", "     ^", END),
	    NO("1 /* \xe2 */", "      ^", END),
	    NO("1 /* \xff", "     ^", END),
	};
	(void)state;
	CHECK_ACCEPTED(good, &jsonc);
	CHECK_REFUSED(bad, &jsonc);
}

static void a_dialect_may_allow_one_value_a_line(void **state)
{
	static const struct fp_dialect ndjson = {.many = true};
	static const struct accepted good[] = {
	    YES("1"),        YES("1\n2"),   YES("1\r2\r"), YES("1\r\n2\r\n"), YES("{}\n\n\n{}\n"),
	    YES("{\n}\n[]"), YES("1 \n 2"),
	};
	static const struct refused bad[] = {
	    NO("1 2", "  ^", END),      NO("{}{}", "  ^", END),
	    NO("1\n2 3", "    ^", END), NO("1,\n2", " ^", END),
	    NO("\n", " ^", VALUE),      NO("", "^", VALUE),
	    NO("1\n}", "  ^", VALUE),   NO("1\n[", "   ^", FIRST_ELEMENT),
	};
	(void)state;
	CHECK_ACCEPTED(good, &ndjson);
	CHECK_REFUSED(bad, &ndjson);
}

/* clang-format on */
static const struct fp_placeholder usual[] = {{"${", "}"}, {"{{", "}}"}, {"<", ">"}, {"$ID", NULL}};
static const struct fp_placeholders usual_ones = {usual, sizeof(usual) / sizeof(*usual)};

static void placeholders_are_values(void **state)
{
	static const struct fp_dialect dialect = {.placeholders = &usual_ones};
	static const struct accepted good[] = {
	    YES("<x>"),
	    YES("${x}"),
	    YES("{{x}}"),
	    YES("$ID"),
	    YES("[<a b, c: \"]>]"),
	    YES("{\"a\":{{b}}}"),
	    YES("{\"a\":{\"b\":{{c}}}}"),
	    YES("{\"a\": ${b} , \"c\":<d>}"),
	    YES("<>"),
	    YES("[<\xc3\xa9>]"),
	    YES("[$ID,$ID]"),
	    YES("{\"a\":{\"b\":1}}"),
	};
	static const struct refused bad[] = {
	    NO("{<a>:1}", " ^", FIRST_KEY),   NO("<a\n>", "^", VALUE),
	    NO("[${a]", " ^", FIRST_ELEMENT), NO("{{a}", " ^", FIRST_KEY),
	    NO("<a><b>", "   ^", END),        NO("1<b>", " ^", END),
	    NO("<\xff>", " ^", VALUE),        NO("$I", "^", VALUE),
	};
	(void)state;
	CHECK_ACCEPTED(good, &dialect);
	CHECK_REFUSED(bad, &dialect);
}

static void a_placeholder_is_as_long_as_its_first_end_says(void **state)
{
	(void)state;
	assert_int_equal(fp_scan_placeholder(&usual_ones, "[${a}}]", 7, 1), 4);
	assert_int_equal(fp_scan_placeholder(&usual_ones, "$IDs", 4, 0), 3);
	assert_int_equal(fp_scan_placeholder(&usual_ones, "<a", 2, 0), 0);
	assert_int_equal(fp_scan_placeholder(&usual_ones, "", 0, 0), 0);
	assert_int_equal(fp_scan_placeholder(NULL, "<a>", 3, 0), 0);
}

static void the_longest_number_is_measured(void **state)
{
	(void)state;
	assert_int_equal(fp_scan_number("[-1.50e+3x", 10, 1), 8);
	assert_int_equal(fp_scan_number("1.", 2, 0), 1);
	assert_int_equal(fp_scan_number("1.5e", 4, 0), 3);
	assert_int_equal(fp_scan_number("012", 3, 0), 1);
	assert_int_equal(fp_scan_number("-", 1, 0), 0);
	assert_int_equal(fp_scan_number("-a", 2, 0), 0);
	assert_int_equal(fp_scan_number("x", 1, 0), 0);
	assert_int_equal(fp_scan_number("1", 1, 1), 0);
}

static struct fp_scan_error error_of(const char *text)
{
	struct fp_scan_error error = {0, 0, 0, FP_WANT_VALUE};

	assert_false(fp_scan(arena, text, (uint32_t)strlen(text), NULL, &error));
	return error;
}

static void an_error_names_the_token_that_it_stands_in(void **state)
{
	(void)state;
	assert_int_equal(error_of("{\"ab\\q\": 1}").token, 1);
	assert_int_equal(error_of("[ 1, 0123]").token, 5);
	assert_int_equal(error_of("[ nulL]").token, 2);
	assert_int_equal(error_of("[ 1 2]").token, 4);
	assert_int_equal(error_of("[ \"a").token, 2);
	assert_int_equal(error_of("[ 1 ").token, 4);
}

static void an_error_counts_the_open_containers(void **state)
{
	(void)state;
	assert_int_equal(error_of("").depth, 0);
	assert_int_equal(error_of("[[{\"a\":").depth, 3);
	assert_int_equal(error_of("[[{}],").depth, 1);
	assert_int_equal(error_of("[]]").depth, 0);
}

static void a_hundred_thousand_openers_are_read(void **state)
{
	const uint32_t depth = 100000;
	char *text = malloc(2 * depth);
	struct fp_scan_error error;

	(void)state;
	assert_non_null(text);
	memset(text, '[', depth);
	memset(text + depth, ']', depth);
	assert_true(fp_scan(arena, text, 2 * depth, NULL, NULL));
	assert_false(fp_scan(arena, text, depth, NULL, &error));
	assert_int_equal(error.at, depth);
	assert_int_equal(error.depth, depth);
	assert_false(fp_scan(arena, text, 2 * depth - 1, NULL, &error));
	assert_int_equal(error.depth, 1);
	text[depth + 700] = '}';
	assert_false(fp_scan(arena, text, 2 * depth, NULL, &error));
	assert_int_equal(error.at, depth + 700);
	free(text);
}

static void half_a_placeholder_a_value_costs_no_square(void **state)
{
	static const struct fp_placeholder brackets = {"[[", "]]"};
	static const struct fp_placeholders one = {&brackets, 1};
	static const struct fp_dialect dialect = {.placeholders = &one};
	const uint32_t depth = 200000;
	char *text = malloc(depth);
	struct fp_scan_error error;

	(void)state;
	assert_non_null(text);
	memset(text, '[', depth);
	assert_false(fp_scan(arena, text, depth, &dialect, &error));
	assert_int_equal(error.at, depth);
	free(text);
}

static void a_checkpoint_lies_behind_the_last_token(void **state)
{
	static const char text[] = "{\"a\": [1, {\"b\"  : 2}, !";
	const uint32_t len = sizeof(text) - 1;
	struct fp_checkpoint c;

	(void)state;
	assert_true(fp_scan_to(arena, text, len, NULL, 0, &c));
	assert_int_equal(c.at, 0);
	assert_int_equal(c.depth, 0);
	assert_int_equal(c.want, FP_WANT_VALUE);
	assert_true(fp_scan_to(arena, text, len, NULL, 13, &c));
	assert_int_equal(c.at, 11);
	assert_int_equal(c.depth, 3);
	assert_int_equal(c.want, FP_WANT_FIRST_KEY);
	assert_memory_equal(c.kinds, "{[{", 3);
	assert_true(fp_scan_to(arena, text, len, NULL, 15, &c));
	assert_int_equal(c.at, 14);
	assert_int_equal(c.want, FP_WANT_COLON);
	assert_true(fp_scan_to(arena, text, len, NULL, 19, &c));
	assert_int_equal(c.at, 19);
	assert_int_equal(c.depth, 3);
	assert_memory_equal(c.kinds, "{[{", 3);
	assert_true(fp_scan_to(arena, text, len, NULL, 20, &c));
	assert_int_equal(c.at, 20);
	assert_int_equal(c.depth, 2);
	assert_false(fp_scan_to(arena, text, len, NULL, len, &c));
}

static void a_scan_goes_on_from_a_checkpoint(void **state)
{
	static const char good[] = "{\"a\": [1, {\"b\": 2}, 3]}",
	                  bad[] = "{\"a\": [1, {\"b\": 2}, 3}";
	struct fp_scan_error error;
	struct fp_checkpoint c;

	(void)state;
	for (uint32_t stop = 0; stop < sizeof(good) - 2; stop++) {
		assert_true(fp_scan_to(arena, good, sizeof(good) - 1, NULL, stop, &c));
		assert_true(fp_scan_from(arena, good, sizeof(good) - 1, NULL, &c, NULL));
		assert_false(fp_scan_from(arena, bad, sizeof(bad) - 1, NULL, &c, &error));
		assert_int_equal(error.at, sizeof(bad) - 2);
		assert_int_equal(error.want, FP_WANT_NEXT_ELEMENT);
	}
}

static void a_checkpoint_may_lie_deep_inside(void **state)
{
	const uint32_t depth = 2000;
	char *text = malloc(2 * (size_t)depth);
	struct fp_checkpoint c;

	(void)state;
	assert_non_null(text);
	memset(text, '[', depth);
	memset(text + depth, ']', depth);
	assert_true(fp_scan_to(arena, text, 2 * depth, NULL, depth, &c));
	assert_int_equal(c.depth, depth);
	assert_true(fp_scan_from(arena, text, 2 * depth, NULL, &c, NULL));
	free(text);
}

struct told {
	char kinds[32];
	size_t count;
	uint32_t to;
};

static void note_token(void *user, enum fp_token token, uint32_t from, uint32_t to)
{
	struct told *told = user;

	assert_true(told->to <= from && from < to);
	told->to = to;
	told->kinds[told->count++] = "{}ksnwp"[token];
}

static void each_token_is_told(void **state)
{
	static const struct fp_dialect dialect = {.placeholders = &usual_ones};
	static const char text[] = "{\"a\": [1, \"b\", {}, null], \"c\": <d>}";
	struct told told = {.count = 0};

	(void)state;
	assert_true(fp_scan_each(arena, text, sizeof(text) - 1, &dialect, NULL, note_token, &told));
	assert_string_equal(told.kinds, "{k{ns{}w}kp}");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(json_is_accepted),
	    cmocka_unit_test(numbers_are_accepted),
	    cmocka_unit_test(strings_are_accepted),
	    cmocka_unit_test(well_formed_utf8_is_accepted_in_strings),
	    cmocka_unit_test(what_has_the_wrong_shape_is_refused),
	    cmocka_unit_test(words_that_json_lacks_are_refused),
	    cmocka_unit_test(numbers_of_other_languages_are_refused),
	    cmocka_unit_test(broken_strings_are_refused),
	    cmocka_unit_test(malformed_utf8_is_refused),
	    cmocka_unit_test(a_dialect_may_allow_comments_and_a_last_comma),
	    cmocka_unit_test(a_dialect_may_allow_one_value_a_line),
	    cmocka_unit_test(placeholders_are_values),
	    cmocka_unit_test(a_placeholder_is_as_long_as_its_first_end_says),
	    cmocka_unit_test(the_longest_number_is_measured),
	    cmocka_unit_test(an_error_names_the_token_that_it_stands_in),
	    cmocka_unit_test(an_error_counts_the_open_containers),
	    cmocka_unit_test(a_hundred_thousand_openers_are_read),
	    cmocka_unit_test(half_a_placeholder_a_value_costs_no_square),
	    cmocka_unit_test(a_checkpoint_lies_behind_the_last_token),
	    cmocka_unit_test(a_scan_goes_on_from_a_checkpoint),
	    cmocka_unit_test(a_checkpoint_may_lie_deep_inside),
	    cmocka_unit_test(each_token_is_told),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
