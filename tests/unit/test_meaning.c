/* SPDX-License-Identifier: MIT */
#include "json/meaning.h"

#include "text/lines.h"
#include "json/string.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct fp_arena *arena;
static struct fp_levels levels;
static struct fp_lines lines;

static int open_arena(void **state)
{
	(void)state;
	arena = fp_arena_new(NULL, 0);
	fp_levels_init(&levels);
	return arena ? 0 : -1;
}

static int close_arena(void **state)
{
	(void)state;
	fp_arena_free(arena);
	return 0;
}

static struct fp_layer *layer_of(const char *text)
{
	fp_lines_find(&lines, arena, text, (uint32_t)strlen(text));
	return fp_layer_of_file(arena, &lines, (struct fencepost_span){0, lines.len});
}

static struct fp_sink check_layer(const struct fp_layer *layer)
{
	struct fp_sink sink;
	struct fp_tree tree;

	fp_sink_init(&sink, arena, layer->file, &levels);
	fp_tree_build(&tree, arena, layer, NULL);
	fp_meaning_check(&sink, &tree);
	fp_sink_finish(&sink, 0, 0);
	return sink;
}

static struct fp_sink check(const char *text)
{
	return check_layer(layer_of(text));
}

/* One finding: what it says, and the bytes that it points at. */
static void check_one(const struct fp_sink *sink, const char *rule, const char *bytes,
                      const char *message)
{
	const struct fencepost_finding *f;

	assert_int_equal(sink->count, 1);
	f = &sink->found[0]->pub;
	assert_string_equal(f->rule, rule);
	assert_string_equal(f->message, message);
	assert_int_equal(f->severity, FENCEPOST_WARNING);
	assert_int_equal(f->span.end - f->span.start, strlen(bytes));
	assert_memory_equal(sink->file->text + f->span.start, bytes, strlen(bytes));
	assert_null(f->fix);
}

static void check_silent(const char *text)
{
	struct fp_sink sink = check(text);

	if (sink.count)
		fail_msg("%s: %s", text, sink.found[0]->pub.message);
}

static const char *pointer_in(const struct fp_sink *sink)
{
	const struct fencepost_finding *f = &sink->found[0]->pub;

	return f->pointers[f->pointer_count - 1];
}

static void ordinary_texts_are_silent(void **state)
{
	(void)state;
	check_silent("null");
	check_silent("{\"a\": 1, \"b\": {\"a\": 2}, \"c\": [{\"a\": 1}, {\"a\": 1}]}");
	check_silent("[\"caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80\", \"\\u00e9\\n\\\\\"]");
	check_silent("{\"a\": 1, \"A\": 2, \"a \": 3, \"\": 4}");
}

static void the_later_of_two_equal_names_is_found(void **state)
{
	struct fp_sink sink =
	    check("{\n  \"a\": 1,\n  \"b\": {\"text\": 1,\n    \"c\": 2, \"text\": 3}\n}");

	(void)state;
	check_one(&sink, "json-duplicate-key", "\"text\"", "\"text\" is already given at 3:9");
	assert_int_equal(sink.found[0]->pub.start.line, 4);
	assert_string_equal(pointer_in(&sink), "/b/text");
}

static void the_place_of_the_earlier_name_is_that_in_the_whole_file(void **state)
{
	const struct fp_layer *layer = layer_of("{\"a\": 1,\n \"a\": 2}");
	struct fp_sink sink;
	struct fp_tree tree;

	(void)state;
	fp_sink_init(&sink, arena, layer->file, &levels);
	sink.lines_before = 10;
	fp_tree_build(&tree, arena, layer, NULL);
	fp_meaning_check(&sink, &tree);
	fp_sink_finish(&sink, 11, 100);
	check_one(&sink, "json-duplicate-key", "\"a\"", "\"a\" is already given at 11:2");
	assert_int_equal(sink.found[0]->pub.start.line, 12);
}

static void names_are_compared_decoded(void **state)
{
	struct fp_sink sink = check("{\"\\u0061\\/\": 1, \"a/\": 2}");

	(void)state;
	check_one(&sink, "json-duplicate-key", "\"a/\"", "\"a/\" is already given at 1:2");
}

static void each_later_name_refers_to_the_first(void **state)
{
	struct fp_sink sink = check("{\"a\": 1, \"b\": 0, \"a\": 2,\n\"a\": 3, \"b\": 4}");

	(void)state;
	assert_int_equal(sink.count, 3);
	assert_string_equal(sink.found[0]->pub.message, "\"a\" is already given at 1:2");
	assert_int_equal(sink.found[0]->pub.span.start, 17);
	assert_string_equal(sink.found[1]->pub.message, "\"a\" is already given at 1:2");
	assert_string_equal(sink.found[2]->pub.message, "\"b\" is already given at 1:10");
}

static void a_hundred_thousand_names_are_no_square(void **state)
{
	struct fp_bytes text = FP_BYTES(arena);
	struct fp_sink sink;
	unsigned i;

	(void)state;
	for (i = 0; i < 100000; i++)
		fp_bytes_printf(&text, "%c\"%u\":0\n", i ? ',' : '{', i);
	fp_bytes_text(&text, ",\"4711\":1}");
	sink = check(fp_bytes_string(&text));
	check_one(&sink, "json-duplicate-key", "\"4711\"", "\"4711\" is already given at 4712:2");
}

static void a_name_in_a_payload_is_placed_in_the_file(void **state)
{
	struct fp_layer *file = layer_of("\n \"{\\\"a\\\":1,\\\"a\\\":2}\"");
	struct fp_layer *payload =
	    fp_string_layer(arena, file, (struct fp_range){2, file->len}, "/postData/text");
	struct fp_sink sink = check_layer(payload);

	(void)state;
	check_one(&sink, "json-duplicate-key", "\\\"a\\\"", "\"a\" is already given at 2:4");
	assert_string_equal(sink.found[0]->pub.pointers[0], "/postData/text");
	assert_string_equal(pointer_in(&sink), "/a");
}

static void an_integer_that_a_double_changes_is_found(void **state)
{
	struct fp_sink sink = check("{\"id\": 9007199254740993}");

	(void)state;
	check_one(&sink, "json-number-precision", "9007199254740993",
	          "9007199254740993 becomes 9007199254740992 in JavaScript; quote it");
	assert_string_equal(pointer_in(&sink), "/id");
	sink = check("[-12345678901234567890]");
	check_one(&sink, "json-number-precision", "-12345678901234567890",
	          "-12345678901234567890 becomes -12345678901234567000 in JavaScript; quote it");
}

static void an_integer_that_a_double_holds_by_luck_is_found(void **state)
{
	struct fp_sink sink = check("10000000000000000");

	(void)state;
	check_one(&sink, "json-number-precision", "10000000000000000",
	          "10000000000000000 is larger than JavaScript counts exactly (2^53-1); quote it");
}

static void a_number_that_overflows_is_found(void **state)
{
	struct fp_sink sink = check("[1.5E400]");
	char *digits = malloc(402);

	(void)state;
	check_one(&sink, "json-number-precision", "1.5E400",
	          "1.5E400 becomes Infinity in JavaScript; quote it");
	assert_non_null(digits);
	memset(digits, '9', 401);
	digits[350] = '.';
	digits[401] = '\0';
	sink = check(digits);
	assert_int_equal(sink.count, 1);
	free(digits);
}

static void numbers_that_doubles_hold_are_silent(void **state)
{
	(void)state;
	check_silent("[9007199254740991, -9007199254740991, 0, -1]");
	check_silent("[1e300, 1E-400, 0.1, 3.14159265358979323846264338327950288]");
	check_silent("[1e21, 1.7976931348623157e308]");
}

static void half_a_surrogate_pair_is_found(void **state)
{
	struct fp_sink sink = check("[\"a\\uD83D b\"]");

	(void)state;
	check_one(&sink, "json-lone-surrogate", "\\uD83D", "lone surrogate \\uD83D");
	assert_string_equal(pointer_in(&sink), "/0");
	sink = check("\"\\ude00\"");
	check_one(&sink, "json-lone-surrogate", "\\ude00", "lone surrogate \\ude00");
	sink = check("\"\\ud83d\\ud83d\\ude00\"");
	check_one(&sink, "json-lone-surrogate", "\\ud83d", "lone surrogate \\ud83d");
	sink = check("{\"\\ud83d\\n\": 1}");
	check_one(&sink, "json-lone-surrogate", "\\ud83d", "lone surrogate \\ud83d");
	assert_int_equal(check("\"\\ude00\\ud83d\"").count, 2);
}

static void whole_pairs_and_escaped_backslashes_are_silent(void **state)
{
	(void)state;
	check_silent("\"\\ud83d\\ude00\"");
	check_silent("\"\\\\ud83d\"");
	check_silent("\"\\\\\\\\ud83d\"");
}

static void an_invisible_character_in_a_string_is_found(void **state)
{
	struct fp_sink sink = check("{\"a\": \"b\xe2\x80\x8b\"}");

	(void)state;
	check_one(&sink, "json-invisible-char", "\xe2\x80\x8b",
	          "zero-width space U+200B inside a string");
	assert_string_equal(pointer_in(&sink), "/a");
	sink = check("[\"a\xc2\xa0z\"]");
	check_one(&sink, "json-invisible-char", "\xc2\xa0",
	          "no-break space U+00A0 inside a string");
	sink = check("{\"\xef\xbb\xbf"
	             "a\": 1}");
	check_one(&sink, "json-invisible-char", "\xef\xbb\xbf",
	          "byte-order mark U+FEFF inside a string");
}

static void a_run_of_invisible_characters_is_one_finding(void **state)
{
	struct fp_sink sink = check("\"\xc2\xad\xe2\x80\xae\xe2\x80\x8d\"");

	(void)state;
	check_one(&sink, "json-invisible-char", "\xc2\xad\xe2\x80\xae\xe2\x80\x8d",
	          "soft hyphen U+00AD inside a string");
}

static void joiners_that_join_are_silent(void **state)
{
	(void)state;
	check_silent(
	    "\"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7\"");
	check_silent("\"\xe2\x9d\xa4\xef\xb8\x8f\xe2\x80\x8d\xf0\x9f\x94\xa5\"");
	check_silent("\"\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae\xd9\x88\"");
	assert_int_equal(check("\"a\xe2\x80\x8d"
	                       "b\"")
	                     .count,
	                 1);
	assert_int_equal(check("\"\xe2\x80\x8d\xf0\x9f\x91\xa9\"").count, 1);
	assert_int_equal(check("\"\xf0\x9f\x91\xa9\xe2\x80\x8d\"").count, 1);
}

static void an_escaped_invisible_character_is_silent_at_every_depth(void **state)
{
	struct fp_layer *file = layer_of("\"\\\"a\\u200b\xe2\x80\x8b\\\"\"");

	(void)state;
	check_silent("\"\\u200b\\u00a0\"");
	/* nor is the raw one said twice: the layer around has it in a string too */
	assert_int_equal(
	    check_layer(fp_string_layer(arena, file, (struct fp_range){0, file->len}, "")).count,
	    0);
}

static void what_a_mend_put_there_is_silent(void **state)
{
	static const struct fp_layer_edit edits[] = {
	    {{1, 1}, "\"a\":1,\"a\":9007199254740993,", 27}, {{7, 7}, ",\"b\\ud83d\":2", 12}};
	struct fp_layer *layer = layer_of("{\"a\":1 }");
	struct fp_sink sink = check_layer(fp_layer_splice(arena, layer, edits, 2));

	(void)state;
	assert_int_equal(sink.count, 0);
}

static void a_rule_that_is_off_says_nothing(void **state)
{
	(void)state;
	levels.of[FP_JSON_INVISIBLE_CHAR][FP_KIND_JSON] = FENCEPOST_OFF;
	check_silent("\"\xe2\x80\x8b\"");
	fp_levels_init(&levels);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ordinary_texts_are_silent),
	    cmocka_unit_test(the_later_of_two_equal_names_is_found),
	    cmocka_unit_test(the_place_of_the_earlier_name_is_that_in_the_whole_file),
	    cmocka_unit_test(names_are_compared_decoded),
	    cmocka_unit_test(each_later_name_refers_to_the_first),
	    cmocka_unit_test(a_hundred_thousand_names_are_no_square),
	    cmocka_unit_test(a_name_in_a_payload_is_placed_in_the_file),
	    cmocka_unit_test(an_integer_that_a_double_changes_is_found),
	    cmocka_unit_test(an_integer_that_a_double_holds_by_luck_is_found),
	    cmocka_unit_test(a_number_that_overflows_is_found),
	    cmocka_unit_test(numbers_that_doubles_hold_are_silent),
	    cmocka_unit_test(half_a_surrogate_pair_is_found),
	    cmocka_unit_test(whole_pairs_and_escaped_backslashes_are_silent),
	    cmocka_unit_test(an_invisible_character_in_a_string_is_found),
	    cmocka_unit_test(a_run_of_invisible_characters_is_one_finding),
	    cmocka_unit_test(joiners_that_join_are_silent),
	    cmocka_unit_test(an_escaped_invisible_character_is_silent_at_every_depth),
	    cmocka_unit_test(what_a_mend_put_there_is_silent),
	    cmocka_unit_test(a_rule_that_is_off_says_nothing),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
