/* SPDX-License-Identifier: MIT */
/* trivia.c: the caret stands under the first byte of the next token. */
#include "json/trivia.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct skipped {
	const char *text, *caret;
	uint32_t notes;
};

static void what_lies_between_tokens_is_skipped(void **state)
{
	static const struct skipped cases[] = {
	    {" \t 1", "   ^", 0},
	    {"/* a */ 1", "        ^", 1},
	    {"// a\n1", "     ^", 1},
	    {"# a\n// b\n1", "         ^", 2},
	    {"{% if x %}1", "          ^", 1},
	    {"{{ end }} 1", "          ^", 1},
	    {"{{ name }} 1", "^", 0},
	    {"\xc2\xa0\xef\xbb\xbf"
	     "1",
	     "     ^", 0},
	    {"\xff 1", "  ^", 0},
	    {"\\ \n1", "   ^", 1},
	    {"\\n", "^", 0},
	    {"<!-- a --> 1", "           ^", 1},
	    {"{/* a */} 1", "          ^", 1},
	    {"{# a #} 1", "        ^", 1},
	    {"-- a\n1", "     ^", 1},
	    {"-1", "^", 0},
	    {"\n  ^ a\n1", "       ^", 1},
	    {" ^1", " ^", 0},
	    {"{ /", "^", 0},
	    {"\n< {", "   ^", 1},
	    {"< a", "^", 0},
	    {"| a", "^", 0},
	    {"  ", "  ^", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint32_t notes,
		    at = fp_trivia_skip(cases[i].text, (uint32_t)strlen(cases[i].text), 0, &notes);

		assert_int_equal(at, strlen(cases[i].caret) - 1);
		assert_int_equal(notes, cases[i].notes);
	}
}

static void a_note_in_braces_is_an_object_where_a_value_is_due(void **state)
{
	static const char *const values[] = {":{/* a */}", ": {/* a */},", ":\n{/* a */ }"};
	static const char *const notes[] = {",{/* a */}", ":{/* a */} 1"};
	struct fp_trivia piece;

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		uint32_t at = (uint32_t)(strchr(values[i], '{') - values[i]);

		assert_false(fp_trivia_read(&piece, values[i], (uint32_t)strlen(values[i]), at));
	}
	for (size_t i = 0; i < sizeof(notes) / sizeof(*notes); i++) {
		uint32_t at = (uint32_t)(strchr(notes[i], '{') - notes[i]);

		assert_true(fp_trivia_read(&piece, notes[i], (uint32_t)strlen(notes[i]), at));
		assert_int_equal(piece.range.to, at + strlen("{/* a */}"));
	}
}

static void a_comment_to_the_end_of_the_line_is_without_it(void **state)
{
	struct fp_trivia piece;

	(void)state;
	assert_true(fp_trivia_read(&piece, "// a\r\n", 6, 0));
	assert_int_equal(piece.kind, FP_TRIVIA_COMMENT);
	assert_int_equal(piece.range.to, 4);
}

static void a_comment_behind_an_opener_leaves_the_closer_of_its_line(void **state)
{
	static const struct skipped cases[] = {
	    {"{// a }", "      ^", 1},  {"{ // a },", "       ^", 1}, {"[// a ]", "      ^", 1},
	    {"{// a ]", "       ^", 1}, {"{// {a}", "       ^", 1},   {"1 // a }", "        ^", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint32_t notes,
		    at = fp_trivia_skip(cases[i].text, (uint32_t)strlen(cases[i].text), 1, &notes);

		assert_int_equal(at, strlen(cases[i].caret) - 1);
		assert_int_equal(notes, cases[i].notes);
	}
}

static void a_bar_behind_a_comma_begins_a_column_of_notes(void **state)
{
	struct fp_trivia piece;

	(void)state;
	assert_true(fp_trivia_read(&piece, "1,  | a\n", 8, 4));
	assert_int_equal(piece.kind, FP_TRIVIA_COMMENT);
	assert_int_equal(piece.range.to, 7);
	assert_false(fp_trivia_read(&piece, "1 | 2", 5, 2));
	assert_false(fp_trivia_read(&piece, "1,| 2", 5, 2));
}

static void a_question_mark_behind_a_name_is_a_note(void **state)
{
	struct fp_trivia piece;

	(void)state;
	assert_true(fp_trivia_read(&piece, "\"a\"?: 1", 7, 3));
	assert_int_equal(piece.kind, FP_TRIVIA_DIRECTIVE);
	assert_int_equal(piece.range.to, 4);
	assert_false(fp_trivia_read(&piece, "\"a\"? 1", 6, 3));
	assert_false(fp_trivia_read(&piece, ", ?: 1", 6, 2));
}

static void a_block_comment_that_does_not_end_reaches_to_its_line(void **state)
{
	struct fp_trivia piece;

	(void)state;
	assert_true(fp_trivia_read(&piece, "/* a\n1", 6, 0));
	assert_int_equal(piece.range.to, 4);
}

/* Where the piece ends that the text begins with. */
static void assert_ends(const char *text, uint32_t len, uint32_t to)
{
	struct fp_trivia piece;

	assert_true(fp_trivia_read(&piece, text, len, 0));
	assert_int_equal(piece.range.to, to);
}

static void the_end_of_a_block_comment_is_looked_for_in_four_kilobytes(void **state)
{
	static char text[8192];

	(void)state;
	memset(text, '-', sizeof(text));
	memcpy(text, "<!--", 4);
	memcpy(text + 4097, "-->", 3);
	text[5000] = '\n';
	assert_ends(text, sizeof(text), 4100);
	assert_ends(text, 4100, 4100);
	assert_ends(text, 4099, 4099);
	text[4099] = '-';
	memcpy(text + 4099, "-->", 3);
	assert_ends(text, sizeof(text), 5000);
	assert_ends("<!---->", 7, 7);
}

static void an_invisible_character_tells_its_code_point(void **state)
{
	struct fp_trivia piece;

	(void)state;
	assert_true(fp_trivia_read(&piece, "\xe2\x80\x8b", 3, 0));
	assert_int_equal(piece.kind, FP_TRIVIA_INVISIBLE);
	assert_int_equal(piece.point, 0x200b);
	assert_false(fp_trivia_invisible(' '));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_lies_between_tokens_is_skipped),
	    cmocka_unit_test(a_note_in_braces_is_an_object_where_a_value_is_due),
	    cmocka_unit_test(a_comment_to_the_end_of_the_line_is_without_it),
	    cmocka_unit_test(a_comment_behind_an_opener_leaves_the_closer_of_its_line),
	    cmocka_unit_test(a_bar_behind_a_comma_begins_a_column_of_notes),
	    cmocka_unit_test(a_question_mark_behind_a_name_is_a_note),
	    cmocka_unit_test(a_block_comment_that_does_not_end_reaches_to_its_line),
	    cmocka_unit_test(the_end_of_a_block_comment_is_looked_for_in_four_kilobytes),
	    cmocka_unit_test(an_invisible_character_tells_its_code_point),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
