/* SPDX-License-Identifier: MIT */
/* What cmark is given of a document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "markdown/source.h"

#include <stdlib.h>
#include <string.h>

static const struct fp_language language = {"json", FP_LANGUAGE_JSON};
static const struct fp_languages languages = {&language, 1};

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

static bool possible(const char *text)
{
	return fp_source_possible(text, (uint32_t)strlen(text), &languages);
}

static void a_run_and_a_word_make_a_block_possible(void **state)
{
	(void)state;
	assert_true(possible("```json"));
	assert_true(possible("a\n~~~~  {.JSON}\n"));
	assert_true(possible("> 1. ```json x\r```"));
	assert_true(possible("a ```json b"));
	assert_true(possible("```\fjson\v\n"));
}

static void what_cmark_decodes_makes_a_block_possible(void **state)
{
	(void)state;
	assert_true(possible("```&#106;son\n"));
	assert_true(possible("```j\\son\n"));
}

static void without_a_run_and_a_word_no_block_is_possible(void **state)
{
	(void)state;
	assert_false(possible(""));
	assert_false(possible("json\n``json\n~~json\n"));
	assert_false(possible("```\njson\n```\n"));
	assert_false(possible("```js\nx\n```\n~~~text\n~~~"));
	assert_false(possible("```"));
	assert_false(possible("a ```json``` b"));
}

/* Half a million runs: quadratic time would be minutes. */
static void a_line_of_runs_is_read_once(void **state)
{
	enum { LEN = 2000000 };
	char *text = fp_arena_alloc(*state, LEN);
	for (uint32_t i = 0; i < LEN; i++)
		text[i] = "~~~a"[i % 4];
	assert_false(fp_source_possible(text, LEN, &languages));
	for (uint32_t i = 3; i < LEN; i += 4)
		text[i] = ' ';
	assert_false(fp_source_possible(text, LEN, &languages));
	text[LEN - 1] = '&';
	assert_ptr_equal(fp_source_last(text, LEN, &languages), text + LEN - 4);
}

static void the_last_of_all_runs_is_found(void **state)
{
	(void)state;
	static const char text[] = "```json\n```\n~~~json\n~~~\n```js\n```\n";
	assert_ptr_equal(fp_source_last(text, sizeof(text) - 1, &languages), text + 12);
	static const char other[] = "~~~json\n~~~\n```json\n```\n";
	assert_ptr_equal(fp_source_last(other, sizeof(other) - 1, &languages), other + 12);
	assert_null(fp_source_last(text, 0, &languages));
}

static uint32_t stop(struct fp_arena *arena, const char *text, uint32_t last)
{
	struct fp_lines file;
	fp_lines_find(&file, arena, text, (uint32_t)strlen(text));
	return fp_source_stop(&file, last);
}

static void reading_stops_after_what_looks_like_the_closing_fence(void **state)
{
	assert_int_equal(stop(*state, "```json\n1\n```\nText.\n", 0), 14);
	assert_int_equal(stop(*state, "````json\n```\n  ````\nText.\n", 0), 20);
	assert_int_equal(stop(*state, "- ```json\n  1\n```", 2), 17);
	assert_int_equal(stop(*state, "```json\n1\n~~~\n", 0), 14);
}

static uint32_t front_matter(struct fp_arena *arena, const char *text)
{
	struct fp_lines file;
	fp_lines_find(&file, arena, text, (uint32_t)strlen(text));
	return fp_source_front_matter(&file);
}

static void front_matter_reaches_to_its_own_mark(void **state)
{
	assert_int_equal(front_matter(*state, "---\na: 1\n---\n"), 3);
	assert_int_equal(front_matter(*state, "---\n---"), 2);
	assert_int_equal(front_matter(*state, "---\t\r\n...  \r\n---\r\n"), 2);
	assert_int_equal(front_matter(*state, "+++\n---\n+++\n"), 3);
	assert_int_equal(front_matter(*state, "\xef\xbb\xbf---\n---\n"), 2);
	assert_int_equal(front_matter(*state, "---\n+++\n"), 0);
	assert_int_equal(front_matter(*state, "+++\n...\n"), 0);
	assert_int_equal(front_matter(*state, "a\n---\n---\n"), 0);
	assert_int_equal(front_matter(*state, ""), 0);
}

static void assert_read(struct fp_arena *arena, const char *text, const char *read)
{
	struct fp_lines file;
	fp_lines_find(&file, arena, text, (uint32_t)strlen(text));
	assert_memory_equal(fp_source_disarm(arena, &file, 0), read, strlen(read));
}

static void images_are_disarmed(void **state)
{
	assert_read(*state, "![a](b) a![[]()", ".[a](b) a.[[]()");
	assert_read(*state, "<![[]()", "<.[[]()");
}

static void bytes_that_are_no_utf8_read_as_control_characters(void **state)
{
	assert_read(*state, "<!-- \xff -->\n", "<!-- \x1a -->\n");
	assert_read(*state, "\xc3\xa9\xe2\x82 \xed\xa0\x80![\xc3",
	            "\xc3\xa9\x1a\x1a \x1a\x1a\x1a.[\x1a");
}

static void all_else_is_read_as_it_is(void **state)
{
	static const char text[] = "a! \xf0\x9f\x98\x80 [b] <![CDATA[ c ]]> !";
	struct fp_lines file;
	fp_lines_find(&file, *state, text, sizeof(text) - 1);
	assert_ptr_equal(fp_source_disarm(*state, &file, 0), text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_run_and_a_word_make_a_block_possible),
	    cmocka_unit_test(what_cmark_decodes_makes_a_block_possible),
	    cmocka_unit_test(without_a_run_and_a_word_no_block_is_possible),
	    cmocka_unit_test_setup_teardown(a_line_of_runs_is_read_once, set_up, tear_down),
	    cmocka_unit_test(the_last_of_all_runs_is_found),
	    cmocka_unit_test_setup_teardown(reading_stops_after_what_looks_like_the_closing_fence,
	                                    set_up, tear_down),
	    cmocka_unit_test_setup_teardown(front_matter_reaches_to_its_own_mark, set_up,
	                                    tear_down),
	    cmocka_unit_test_setup_teardown(images_are_disarmed, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(bytes_that_are_no_utf8_read_as_control_characters,
	                                    set_up, tear_down),
	    cmocka_unit_test_setup_teardown(all_else_is_read_as_it_is, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
