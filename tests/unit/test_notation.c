/* SPDX-License-Identifier: MIT */
#include "json/notation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static struct fp_arena *arena;
static struct fp_transcript transcript;

static int open_arena(void **state)
{
	(void)state;
	arena = fp_arena_new(NULL, 0);
	return arena ? 0 : -1;
}

static int close_arena(void **state)
{
	(void)state;
	fp_arena_free(arena);
	return 0;
}

static bool read_transcript(const char *text)
{
	return fp_notation_transcript(&transcript, arena, text, (uint32_t)strlen(text));
}

static void assert_part(const char *text, uint32_t index, const char *expected)
{
	struct fp_range part;

	assert_true(index < transcript.count);
	part = transcript.parts[index];
	assert_int_equal(part.to - part.from, strlen(expected));
	assert_memory_equal(text + part.from, expected, strlen(expected));
}

/* ---- transcripts ---- */

static void json_in_the_quotes_of_a_command_is_a_part(void **state)
{
	const char *text = "curl -d '{\"a\": 1}' https://a.example/\n";

	(void)state;
	assert_true(read_transcript(text));
	assert_true(transcript.shell);
	assert_int_equal(transcript.count, 1);
	assert_part(text, 0, "{\"a\": 1}");
}

static void json_with_quotes_written_for_the_shell_is_not_what_the_command_gets(void **state)
{
	(void)state;
	assert_true(read_transcript("curl -d '{\"a\": \"it'\\''s\", \"b\": [1]}'\n"));
	assert_int_equal(transcript.count, 0);
}

static void a_later_part_is_found_behind_quotes_written_for_the_shell(void **state)
{
	const char *text = "curl -d '{\"a\": \"it'\\''s\"}' -o x\ncurl -d '{\"b\": 2}'\n";

	(void)state;
	assert_true(read_transcript(text));
	assert_int_equal(transcript.count, 1);
	assert_part(text, 0, "{\"b\": 2}");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(json_in_the_quotes_of_a_command_is_a_part),
	    cmocka_unit_test(json_with_quotes_written_for_the_shell_is_not_what_the_command_gets),
	    cmocka_unit_test(a_later_part_is_found_behind_quotes_written_for_the_shell),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
